"""The automated checks that an item may declare: each is a mapping with one key, its kind.

Written by scripts/write_check_kinds.py from the kinds in tpmcli/checks. Do not edit.
"""

# fmt: off
# ruff: noqa: E501
from __future__ import annotations

from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from tpmcli.store.formats.base import (
    ABSENT,
    BaseFormat,
    Days,
    Glob,
    Line,
    Lines,
    OneKeyFormat,
    OneMoreFormat,
    Seconds,
    Text,
    Texts,
)


class FileCheck(BaseFormat):
    """Files exist, are not empty and hold no placeholder such as TBD or lorem ipsum."""

    model_config = ConfigDict(title="file check")
    glob: Glob = Field(description='Which files, such as docs/adr/*.md; or `evidence`: every cited file.')
    min_count: Annotated[int, Field(ge=1)] = Field(default=1, description='How many valid files there must be at least.')
    unread: Literal['block', 'warn'] = Field(default='block', description='With `evidence`: what it means that the answer cites nothing that this check can read, such as a link or a PDF; warn: a warning, and the answer stands.')


class TextCheck(OneMoreFormat):
    """A text file has headings with text, contains or lacks texts, or matches an expression."""

    model_config = ConfigDict(title="text check", json_schema_extra={'minProperties': 2})
    file: Glob = Field(description='A path, or a glob: the first file that matches is read (for `absent` every one); or `evidence`: one of the cited files must have what is asked for.')
    headings: Texts = Field(default=ABSENT, description='Headings that must be there, each with text under it, other names for one with a bar between (Goals | Outcomes); case does not count.')
    contains: Texts = Field(default=ABSENT, description='Texts that must be there, exactly so.')
    matches: Text = Field(default=ABSENT, description='A regular expression that must match; ^ and $ are line ends; two seconds at most.')
    absent: Texts = Field(default=ABSENT, description='Texts that must not be there; needs at least one file that is not empty.')
    any: bool = Field(default=False, description='True: any file that matches may have what is asked for, not only the first.')
    unread: Literal['block', 'warn'] = Field(default='block', description='With `evidence`: what it means that the answer cites nothing that this check can read, such as a link or a PDF; warn: a warning, and the answer stands.')


class TableCheck(BaseFormat):
    """A table (CSV, TSV, a sheet of Excel, or a pipe table in Markdown) has columns, and no blank cell in them."""

    model_config = ConfigDict(title="table check")
    file: Glob = Field(description='A path, or a glob: the first file that matches is read; or `evidence`: the cited files.')
    columns: Texts = Field(description='The columns that must be there, other names for one with a bar between (Owner | Who); case and blanks around do not count.')
    filled: bool = Field(default=False, description='True: no cell of these columns is blank, in every table that has them.')
    min_rows: Annotated[int, Field(ge=0)] = Field(default=1, description='With `filled`: how many rows all these tables must have together; 0 if there may be none.')
    unread: Literal['block', 'warn'] = Field(default='block', description='With `evidence`: what it means that the answer cites nothing that this check can read, such as a link or a PDF; warn: a warning, and the answer stands.')


class JunitCheck(BaseFormat):
    """A JUnit XML test report has tests, and none of them failed."""

    model_config = ConfigDict(title="junit check")
    file: Glob = Field(description='A path, or a glob: the tests of every file that matches are added up; or `evidence`.')
    min_tests: Annotated[int, Field(ge=1)] = Field(default=1, description='How many tests must have run at least, skipped ones aside.')
    retries: bool = Field(default=False, description='True: runs of one test (suite, class and name are the same) count once, and it passed if one of them passed.')
    within: Days = Field(default=ABSENT, description='How many days old the report may be, such as 45d; by the time that it states, else by its last commit; the last day counts.')
    unread: Literal['block', 'warn'] = Field(default='block', description='With `evidence`: what it means that the answer cites nothing that this check can read, such as a link or a PDF; warn: a warning, and the answer stands.')


class CoverageCheck(BaseFormat):
    """A coverage report (Cobertura, JaCoCo, Clover, OpenCover, LCOV, Go, or JSON of coverage.py or Istanbul) reaches a share of lines."""

    model_config = ConfigDict(title="coverage check")
    file: Glob = Field(description='A path, or a glob: the reports of every file that matches are joined; or `evidence`.')
    min: Annotated[float, Field(ge=0, le=100)] = Field(description='The least share of lines covered, in per cent.')
    min_branches: Annotated[float, Field(ge=0, le=100)] = Field(default=ABSENT, description='The least share of branches taken, in per cent.')
    min_file: Annotated[float, Field(ge=0, le=100)] = Field(default=ABSENT, description='The least share of lines covered in each file, in per cent.')
    min_changed: Annotated[float, Field(ge=0, le=100)] = Field(default=ABSENT, description='The least share covered of the lines that a pull request changes, in per cent; checked only with --against.')
    not_below: Literal['base'] = Field(default=ABSENT, description='Base: the share of lines must not be below that of the report in the base; checked only with --against.')
    within: Days = Field(default=ABSENT, description='How many days old the report may be, such as 45d; by the time that it states, else by its last commit; the last day counts.')
    unread: Literal['block', 'warn'] = Field(default='block', description='With `evidence`: what it means that the answer cites nothing that this check can read, such as a link or a PDF; warn: a warning, and the answer stands.')


class SarifCheck(BaseFormat):
    """A SARIF report of a scan has no result of a severity or above."""

    model_config = ConfigDict(title="sarif check")
    file: Glob = Field(description='A path, or a glob: every file that matches is read; or `evidence`.')
    below: Literal['error', 'warning', 'note', 'critical', 'high', 'medium', 'low'] = Field(description='A level (error, warning, note) or a score (critical from 9.0, high from 7.0, medium from 4.0, low): results of this severity and above fail.')
    without_level: Literal['error', 'warning', 'note'] = Field(default='error', description='The level that a result counts as if neither the result nor its rule states one.')
    tool: Lines = Field(default=ABSENT, description="The tools of which one must have made the report, such as [gitleaks, trufflehog], or a list such as '@secret-scan'; case does not count.")
    within: Days = Field(default=ABSENT, description='How many days old the report may be, such as 45d; by the time that it states, else by its last commit; the last day counts.')
    unread: Literal['block', 'warn'] = Field(default='block', description='With `evidence`: what it means that the answer cites nothing that this check can read, such as a link or a PDF; warn: a warning, and the answer stands.')


class SbomCheck(BaseFormat):
    """A software bill of materials (CycloneDX or SPDX) lists components."""

    model_config = ConfigDict(title="sbom check")
    file: Glob = Field(description='A path, or a glob: every file that matches must list components; or `evidence`.')
    min_components: Annotated[int, Field(ge=1)] = Field(default=1, description='How many components all files together must list at least.')
    tool: Lines = Field(default=ABSENT, description="The tools of which one must have made the report, such as [gitleaks, trufflehog], or a list such as '@secret-scan'; case does not count.")
    within: Days = Field(default=ABSENT, description='How many days old the report may be, such as 45d; by the time that it states, else by its last commit; the last day counts.')
    unread: Literal['block', 'warn'] = Field(default='block', description='With `evidence`: what it means that the answer cites nothing that this check can read, such as a link or a PDF; warn: a warning, and the answer stands.')


class DataCheck(BaseFormat):
    """A value in a JSON, YAML or TOML file equals another, or is there at all."""

    model_config = ConfigDict(title="data check")
    file: Glob = Field(description='A path, or a glob: the first file that matches is read; or `evidence`: one of the cited files must have the value.')
    at: Line = Field(description='Where the value stands: keys with dots between, [0] in lists, "a.b" for a key with dots.')
    equals: str | int | float | bool = Field(default=ABSENT, description='What must stand there; without it, anything but null and emptiness will do.')
    unread: Literal['block', 'warn'] = Field(default='block', description='With `evidence`: what it means that the answer cites nothing that this check can read, such as a link or a PDF; warn: a warning, and the answer stands.')


class ChangedCheck(BaseFormat):
    """The last commit that touches one of the files is not older than a number of days."""

    model_config = ConfigDict(title="changed check")
    glob: Glob = Field(description='Which files, such as docs/roadmap*.md; empty ones do not count.')
    within: Days = Field(description='How many days ago the last commit may be, such as 45d; the last day counts.')


class TagCheck(BaseFormat):
    """There is a git tag whose name matches."""

    model_config = ConfigDict(title="tag check")
    matches: Line = Field(description="Which tags, such as v*; a star stops at '/', as in paths.")


class ChangelogCheck(BaseFormat):
    """A change log has an entry, with text, for the newest tag that names a version, or for the increment."""

    model_config = ConfigDict(title="changelog check")
    file: Glob = Field(description='A path, or a glob: an entry in any file that matches will do; or `evidence`.')
    tag: Line = Field(default=ABSENT, description="Which tags count, such as api@*; else all of them, and an entry in the tag's own package.")
    version: Literal['increment'] = Field(default=ABSENT, description='Increment: look for the name of the increment, so that the entry can be asked for before there is a tag.')
    unread: Literal['block', 'warn'] = Field(default='block', description='With `evidence`: what it means that the answer cites nothing that this check can read, such as a link or a PDF; warn: a warning, and the answer stands.')


class CommandCheck(BaseFormat):
    """A program ends with an exit code. Run by `tpm checks run` alone."""

    model_config = ConfigDict(title="command check")
    run: Lines = Field(description='The program and its arguments, without a shell.')
    exit: Annotated[int, Field(ge=0, le=255)] = Field(default=0, description='The exit code that passes.')
    timeout: Seconds = Field(default='60s', description='How long it may run, such as 60s or 10m.')


class SimpleCheck(OneKeyFormat):
    """One automated check that may be part of `any-of`: its kind is the one key."""

    model_config = ConfigDict(title="check within any-of")
    file: FileCheck = Field(default=ABSENT, description='Files exist, are not empty and hold no placeholder such as TBD or lorem ipsum.')
    text: TextCheck = Field(default=ABSENT, description='A text file has headings with text, contains or lacks texts, or matches an expression.')
    table: TableCheck = Field(default=ABSENT, description='A table (CSV, TSV, a sheet of Excel, or a pipe table in Markdown) has columns, and no blank cell in them.')
    junit: JunitCheck = Field(default=ABSENT, description='A JUnit XML test report has tests, and none of them failed.')
    coverage: CoverageCheck = Field(default=ABSENT, description='A coverage report (Cobertura, JaCoCo, Clover, OpenCover, LCOV, Go, or JSON of coverage.py or Istanbul) reaches a share of lines.')
    sarif: SarifCheck = Field(default=ABSENT, description='A SARIF report of a scan has no result of a severity or above.')
    sbom: SbomCheck = Field(default=ABSENT, description='A software bill of materials (CycloneDX or SPDX) lists components.')
    data: DataCheck = Field(default=ABSENT, description='A value in a JSON, YAML or TOML file equals another, or is there at all.')
    changed: ChangedCheck = Field(default=ABSENT, description='The last commit that touches one of the files is not older than a number of days.')
    tag: TagCheck = Field(default=ABSENT, description='There is a git tag whose name matches.')
    changelog: ChangelogCheck = Field(default=ABSENT, description='A change log has an entry, with text, for the newest tag that names a version, or for the increment.')


class Check(OneKeyFormat):
    """One automated check: its kind is the one key."""

    model_config = ConfigDict(title="check")
    file: FileCheck = Field(default=ABSENT, description='Files exist, are not empty and hold no placeholder such as TBD or lorem ipsum.')
    text: TextCheck = Field(default=ABSENT, description='A text file has headings with text, contains or lacks texts, or matches an expression.')
    table: TableCheck = Field(default=ABSENT, description='A table (CSV, TSV, a sheet of Excel, or a pipe table in Markdown) has columns, and no blank cell in them.')
    junit: JunitCheck = Field(default=ABSENT, description='A JUnit XML test report has tests, and none of them failed.')
    coverage: CoverageCheck = Field(default=ABSENT, description='A coverage report (Cobertura, JaCoCo, Clover, OpenCover, LCOV, Go, or JSON of coverage.py or Istanbul) reaches a share of lines.')
    sarif: SarifCheck = Field(default=ABSENT, description='A SARIF report of a scan has no result of a severity or above.')
    sbom: SbomCheck = Field(default=ABSENT, description='A software bill of materials (CycloneDX or SPDX) lists components.')
    data: DataCheck = Field(default=ABSENT, description='A value in a JSON, YAML or TOML file equals another, or is there at all.')
    changed: ChangedCheck = Field(default=ABSENT, description='The last commit that touches one of the files is not older than a number of days.')
    tag: TagCheck = Field(default=ABSENT, description='There is a git tag whose name matches.')
    changelog: ChangelogCheck = Field(default=ABSENT, description='A change log has an entry, with text, for the newest tag that names a version, or for the increment.')
    any_of: Annotated[list[SimpleCheck], Field(min_length=2)] = Field(default=ABSENT, description='One of several checks passes. It is written as a list: `any-of: [{text: ...}, {file: ...}]`.')
    command: CommandCheck = Field(default=ABSENT, description='A program ends with an exit code. Run by `tpm checks run` alone.')
