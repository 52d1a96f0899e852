"""The automated checks that an item may declare: each is a mapping with one key, its kind."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from tpmcli.store.formats.base import ABSENT, BaseFormat, Days, Glob, Line, Seconds, Text

FILE = "The file to look at: a path, or a glob that finds it."
Texts = Annotated[list[Text], Field(min_length=1)]


class FileCheck(BaseFormat):
    """Files exist, are not empty and hold no placeholder of a template."""

    model_config = ConfigDict(title="file check")
    glob: Glob = Field(description="Which files, such as docs/adr/*.md.")
    min_count: int = Field(default=1, ge=1, description="How many there must be at least.")


class TextCheck(BaseFormat):
    """A text file has headings, contains or lacks texts, or matches a regular expression."""

    model_config = ConfigDict(title="text check", json_schema_extra={"minProperties": 2})
    file: Glob = Field(description=FILE)
    headings: Texts = Field(
        default=ABSENT, description="Headings that must be there, each with text under it."
    )
    contains: Texts = Field(default=ABSENT, description="Texts that must be there.")
    matches: Text = Field(default=ABSENT, description="A regular expression that must match.")
    absent: Texts = Field(default=ABSENT, description="Texts that must not be there.")

    @model_validator(mode="before")
    @classmethod
    def _asks_something(cls, value: Any) -> Any:
        if isinstance(value, dict) and len(value) == 1 and "file" in value:
            raise PydanticCustomError(
                "asks_nothing", "needs one of headings, contains, matches, absent"
            )
        return value


class TableCheck(BaseFormat):
    """A table (CSV, TSV or Markdown) has its columns and, where asked, no empty cell in them."""

    model_config = ConfigDict(title="table check")
    file: Glob = Field(description=FILE)
    columns: Texts = Field(description="The columns that must be there.")
    filled: bool = Field(default=False, description="True: no cell of these columns is empty.")


class JunitCheck(BaseFormat):
    """A JUnit test report has tests and none failed. Elements are counted, never attributes."""

    model_config = ConfigDict(title="junit check")
    file: Glob = Field(description=FILE)
    min_tests: int = Field(default=1, ge=1, description="How many tests must have run at least.")


class CoverageCheck(BaseFormat):
    """A coverage report (Cobertura, JaCoCo, LCOV, coverage.py JSON) reaches a percentage."""

    model_config = ConfigDict(title="coverage check")
    file: Glob = Field(description=FILE)
    min: float = Field(ge=0, le=100, description="The least share of lines covered, in per cent.")


class SarifCheck(BaseFormat):
    """A SARIF report has no result at a level or above."""

    model_config = ConfigDict(title="sarif check")
    file: Glob = Field(description=FILE)
    below: Literal["error", "warning", "note"] = Field(
        description="Results of this level and above fail."
    )


class SbomCheck(BaseFormat):
    """A software bill of materials (CycloneDX or SPDX) lists components."""

    model_config = ConfigDict(title="sbom check")
    file: Glob = Field(description=FILE)


class DataCheck(BaseFormat):
    """A value in a JSON, YAML or TOML file is what it should be."""

    model_config = ConfigDict(title="data check")
    file: Glob = Field(description=FILE)
    at: Line = Field(description="Where the value stands: keys and indexes with dots between.")
    equals: str | int | float | bool = Field(
        default=ABSENT,
        description="What must stand there; absent: anything but null and emptiness.",
    )


class ChangedCheck(BaseFormat):
    """A file was worked on lately: the last commit that touches it."""

    model_config = ConfigDict(title="changed check")
    glob: Glob = Field(description="Which files, such as docs/roadmap*.md.")
    within: Days = Field(description="How long ago the last commit may be, such as 45d.")


class TagCheck(BaseFormat):
    """A git tag exists."""

    model_config = ConfigDict(title="tag check")
    matches: Line = Field(description="Which tags, such as v*.")


class ChangelogCheck(BaseFormat):
    """A change log has an entry for the newest tag."""

    model_config = ConfigDict(title="changelog check")
    file: Glob = Field(description=FILE)


class CommandCheck(BaseFormat):
    """A program ends with an exit code. Never run by `gate check`, only by `tpm checks run`."""

    model_config = ConfigDict(title="command check")
    run: Annotated[list[Line], Field(min_length=1)] = Field(
        description="The program and its arguments, without a shell."
    )
    exit: int = Field(default=0, ge=0, le=255, description="The exit code that passes.")
    timeout: Seconds = Field(default="60s", description="How long it may run, such as 60s or 10m.")


class Check(BaseFormat):
    """One automated check: its kind is the one key."""

    model_config = ConfigDict(
        title="check", json_schema_extra={"minProperties": 1, "maxProperties": 1}
    )
    file: FileCheck = Field(default=ABSENT, description="Files exist.")
    text: TextCheck = Field(default=ABSENT, description="A text file says something.")
    table: TableCheck = Field(default=ABSENT, description="A table has columns.")
    junit: JunitCheck = Field(default=ABSENT, description="A test report is green.")
    coverage: CoverageCheck = Field(default=ABSENT, description="Coverage is high enough.")
    sarif: SarifCheck = Field(default=ABSENT, description="A scan found nothing severe.")
    sbom: SbomCheck = Field(default=ABSENT, description="A bill of materials lists components.")
    data: DataCheck = Field(default=ABSENT, description="A value in a data file is right.")
    changed: ChangedCheck = Field(default=ABSENT, description="A file was changed lately.")
    tag: TagCheck = Field(default=ABSENT, description="A git tag exists.")
    changelog: ChangelogCheck = Field(default=ABSENT, description="The newest tag is described.")
    command: CommandCheck = Field(default=ABSENT, description="A program succeeds.")

    @model_validator(mode="before")
    @classmethod
    def _one_kind(cls, value: Any) -> Any:
        if isinstance(value, dict) and len(value) != 1:
            raise PydanticCustomError("one_kind", "must have exactly one key, its kind")
        return value
