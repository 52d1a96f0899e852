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
    glob: Glob = Field(description='Which files, such as docs/adr/*.md.')
    min_count: Annotated[int, Field(ge=1)] = Field(default=1, description='How many sound files there must be at least.')


class TextCheck(OneMoreFormat):
    """A text file has headings with text, contains or lacks texts, or matches an expression."""

    model_config = ConfigDict(title="text check", json_schema_extra={'minProperties': 2})
    file: Glob = Field(description='A path, or a glob: the first file that matches is read (for `absent` every one).')
    headings: Texts = Field(default=ABSENT, description='Headings that must be there, each with text under it; case does not count.')
    contains: Texts = Field(default=ABSENT, description='Texts that must be there, exactly so.')
    matches: Text = Field(default=ABSENT, description='A regular expression that must match; ^ and $ are line ends; two seconds at most.')
    absent: Texts = Field(default=ABSENT, description='Texts that must not be there; needs at least one file that is not empty.')


class TableCheck(BaseFormat):
    """A table (CSV, TSV, or a pipe table in Markdown) has columns, and no blank cell in them."""

    model_config = ConfigDict(title="table check")
    file: Glob = Field(description='A path, or a glob: the first file that matches is read.')
    columns: Texts = Field(description='The columns that must be there; case and blanks around do not count.')
    filled: bool = Field(default=False, description='True: at least one row, and no cell of these columns is blank.')


class JunitCheck(BaseFormat):
    """A JUnit XML test report has tests, and none of them failed."""

    model_config = ConfigDict(title="junit check")
    file: Glob = Field(description='A path, or a glob: the tests of every file that matches are added up.')
    min_tests: Annotated[int, Field(ge=1)] = Field(default=1, description='How many tests must have run at least, skipped ones aside.')


class CoverageCheck(BaseFormat):
    """A coverage report (Cobertura, JaCoCo, LCOV, coverage.py JSON) reaches a share of lines."""

    model_config = ConfigDict(title="coverage check")
    file: Glob = Field(description='A path, or a glob: the lines of every file that matches are added up.')
    min: Annotated[float, Field(ge=0, le=100)] = Field(description='The least share of lines covered, in per cent.')


class SarifCheck(BaseFormat):
    """A SARIF report of a scan has no result at a level or above."""

    model_config = ConfigDict(title="sarif check")
    file: Glob = Field(description='A path, or a glob: every file that matches is read.')
    below: Literal['error', 'warning', 'note'] = Field(description='Error, warning or note: results of this level and above fail.')


class SbomCheck(BaseFormat):
    """A software bill of materials (CycloneDX or SPDX) lists at least one component."""

    model_config = ConfigDict(title="sbom check")
    file: Glob = Field(description='A path, or a glob: every file that matches must list components.')


class DataCheck(BaseFormat):
    """A value in a JSON, YAML or TOML file equals another, or is there at all."""

    model_config = ConfigDict(title="data check")
    file: Glob = Field(description='A path, or a glob: the first file that matches is read.')
    at: Line = Field(description='Where the value stands: keys with dots between, [0] in lists, "a.b" for a key with dots.')
    equals: str | int | float | bool = Field(default=ABSENT, description='What must stand there; without it, anything but null and emptiness will do.')


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
    """A change log has an entry, with text, for the newest tag that names a version."""

    model_config = ConfigDict(title="changelog check")
    file: Glob = Field(description='A path, or a glob: an entry in any file that matches will do.')
    tag: Line = Field(default=ABSENT, description="Which tags count, such as api@*; else all of them, and an entry in the tag's own package.")


class CommandCheck(BaseFormat):
    """A program ends with an exit code. Run by `tpm checks run` alone."""

    model_config = ConfigDict(title="command check")
    run: Lines = Field(description='The program and its arguments, without a shell.')
    exit: Annotated[int, Field(ge=0, le=255)] = Field(default=0, description='The exit code that passes.')
    timeout: Seconds = Field(default='60s', description='How long it may run, such as 60s or 10m.')


class Check(OneKeyFormat):
    """One automated check: its kind is the one key."""

    model_config = ConfigDict(title="check")
    file: FileCheck = Field(default=ABSENT, description='Files exist, are not empty and hold no placeholder such as TBD or lorem ipsum.')
    text: TextCheck = Field(default=ABSENT, description='A text file has headings with text, contains or lacks texts, or matches an expression.')
    table: TableCheck = Field(default=ABSENT, description='A table (CSV, TSV, or a pipe table in Markdown) has columns, and no blank cell in them.')
    junit: JunitCheck = Field(default=ABSENT, description='A JUnit XML test report has tests, and none of them failed.')
    coverage: CoverageCheck = Field(default=ABSENT, description='A coverage report (Cobertura, JaCoCo, LCOV, coverage.py JSON) reaches a share of lines.')
    sarif: SarifCheck = Field(default=ABSENT, description='A SARIF report of a scan has no result at a level or above.')
    sbom: SbomCheck = Field(default=ABSENT, description='A software bill of materials (CycloneDX or SPDX) lists at least one component.')
    data: DataCheck = Field(default=ABSENT, description='A value in a JSON, YAML or TOML file equals another, or is there at all.')
    changed: ChangedCheck = Field(default=ABSENT, description='The last commit that touches one of the files is not older than a number of days.')
    tag: TagCheck = Field(default=ABSENT, description='There is a git tag whose name matches.')
    changelog: ChangelogCheck = Field(default=ABSENT, description='A change log has an entry, with text, for the newest tag that names a version.')
    command: CommandCheck = Field(default=ABSENT, description='A program ends with an exit code. Run by `tpm checks run` alone.')
