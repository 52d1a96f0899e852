"""The lifecycle format: an ordered list of phases."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from tpmcli.store.formats.base import ABSENT, UNIQUE, UNIQUE_SCHEMA, BaseFormat, Line, Slug, Slugs


class Selection(BaseFormat):
    """Which items of a phase are taken from the lifecycle that this one draws on."""

    model_config = ConfigDict(title="selection")
    tpm: Slugs = Field(default=[], description="Slugs of the Technical Product Manager's items.")
    pm: Slugs = Field(default=[], description="Slugs of the Product Manager's items.")


class LifecycleFormat(BaseFormat):
    """An ordered list of phases.

    Each phase's items stand in a file of its name beside this one, or come from a shipped
    lifecycle.
    """

    model_config = ConfigDict(title="lifecycle")
    schema_: Literal["tpm/lifecycle/1"] = Field(description="The format and its version.")
    name: Slug = Field(description="The lifecycle's name.")
    title: Line = Field(description="The lifecycle in a few words, for people.")
    phases: Annotated[list[Slug], UNIQUE, Field(min_length=1, json_schema_extra=UNIQUE_SCHEMA)] = (
        Field(description="The phases in order.")
    )
    from_: Slug = Field(
        default=ABSENT, description="A shipped lifecycle that the phases are drawn from."
    )
    select: dict[Slug, Selection] = Field(
        default={}, description="With `from`: which items of a phase; all where it is not listed."
    )
