"""The checklist format: the items of one phase, and the item itself."""

from __future__ import annotations

from typing import Literal

from pydantic import ConfigDict, Field

from tpmcli.store.formats.base import (
    ABSENT,
    BaseFormat,
    Day,
    Days,
    Globs,
    Line,
    NameOrTemplate,
    Slug,
    Slugs,
    Text,
)
from tpmcli.store.formats.checks import Check


class EvidenceFormat(BaseFormat):
    """What evidence an item asks for."""

    model_config = ConfigDict(title="evidence rule")
    expect: Text = Field(default=ABSENT, description="What would convince, in words.")
    required: bool = Field(
        default=False, description="True: `met` needs at least one path or link."
    )
    find: Globs = Field(default=[], description="Where to look for evidence to propose.")
    template: NameOrTemplate = Field(
        default=ABSENT, description="A skeleton that `tpm evidence new` writes."
    )
    pin: bool = Field(
        default=False, description="True: evidence that changes afterwards reopens the item."
    )


class ItemFormat(BaseFormat):
    """One statement that must be true, owned by one role."""

    model_config = ConfigDict(title="item")
    id: Slug = Field(description="Short name, unique in its phase; the full id is phase.slug.")
    title: Line = Field(description="The statement, as it reads when it is true.")
    why: Text = Field(default=ABSENT, description="Why it matters, in a sentence.")
    level: Literal["must", "should"] = Field(
        default="must", description="must blocks the gate, should warns."
    )
    evidence: EvidenceFormat = Field(default=ABSENT, description="What evidence it asks for.")
    not_applicable: bool = Field(
        default=False, description="True: may be answered not-applicable, with a reason."
    )
    valid_for: Days = Field(
        default=ABSENT, description="How long an answer counts, such as 180d; absent: for ever."
    )
    standing: bool = Field(
        default=False, description="True: also judged today in a gate decided long ago."
    )
    repeats: Literal["increment", "product"] = Field(
        default="increment", description="product: a valid answer is carried into the next one."
    )
    when: Slugs = Field(
        default=[], description="Applies only where the policy has all of these traits."
    )
    checks: list[Check] = Field(default=[], description="What the tool verifies itself.")
    answered_by: Literal["people", "checks"] = Field(
        default="people", description="checks: passing checks answer the item alone."
    )
    refs: Slugs = Field(default=[], description="The public frameworks that it draws on.")
    locked: bool = Field(default=False, description="True: no later layer may loosen it.")
    enforce_from: Day = Field(
        default=ABSENT, description="A must-item only warns until this day, YYYY-MM-DD."
    )


class RoleItems(BaseFormat):
    """Items by the role that answers them."""

    model_config = ConfigDict(title="list of items by role")
    tpm: list[ItemFormat] = Field(
        default=[], description="Answered by the Technical Product Manager."
    )
    pm: list[ItemFormat] = Field(default=[], description="Answered by the Product Manager.")


class ChecklistFormat(BaseFormat):
    """One phase of a lifecycle: its gate's question and its items."""

    model_config = ConfigDict(title="checklist")
    schema_: Literal["tpm/checklist/1"] = Field(description="The format and its version.")
    phase: Slug = Field(description="The phase, as the lifecycle lists it.")
    title: Line = Field(description="The phase's name for people.")
    question: Line = Field(description="What its gate decides.")
    tpm: list[ItemFormat] = Field(
        default=[], description="Answered by the Technical Product Manager."
    )
    pm: list[ItemFormat] = Field(default=[], description="Answered by the Product Manager.")
