"""The formats of checklists: items, adjustments of items, phases, lifecycles and packs."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import ConfigDict, Field

from tpmcli.model.checklist import EvidenceRule, Item, Level
from tpmcli.store.formats.base import (
    ABSENT,
    UNIQUE,
    UNIQUE_SCHEMA,
    BaseFormat,
    Day,
    DayOrNow,
    Days,
    DaysOrNever,
    Globs,
    ItemId,
    Kept,
    Line,
    NameOrTemplate,
    RoleName,
    Slug,
    Slugs,
    Text,
)
from tpmcli.store.formats.checks import Check
from tpmcli.store.formats.demands import Demands, RoleWords


class EvidenceFormat(BaseFormat):
    """What evidence an item asks for."""

    kept_as: ClassVar = (EvidenceRule,)
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

    kept_as: ClassVar = (Item,)
    model_config = ConfigDict(title="item")
    id: Annotated[Slug, Kept("slug")] = Field(
        description="Short name, unique in its phase; the full id is phase.slug."
    )
    title: Line = Field(description="The statement, as it reads when it is true.")
    why: Text = Field(default=ABSENT, description="Why it matters, in a sentence.")
    level: Annotated[Literal["must", "should"], Kept(as_=Level)] = Field(
        default="must", description="must blocks the gate, should warns."
    )
    must_when: Slugs = Field(
        default=[],
        description="With `level: should`: a must if the policy has all of these traits.",
    )
    evidence: EvidenceFormat = Field(default=ABSENT, description="The expected evidence.")
    not_applicable: bool = Field(
        default=False, description="True: may be answered not-applicable, with a reason."
    )
    valid_for: Days = Field(
        default=ABSENT,
        description="How long an answer counts, such as 180d; absent: for ever.",
    )
    standing: Annotated[bool, Kept("continuous")] = Field(
        default=False, description="True: re-checked daily, even after its gate is decided."
    )
    repeats: Annotated[Literal["increment", "product"], Kept("repeats_product", when="product")] = (
        Field(
            default="increment", description="product: a valid answer is carried into the next one."
        )
    )
    when: Slugs = Field(
        default=[], description="Applies only if the policy has all of these traits."
    )
    checks: Annotated[list[Check], Kept(as_="checks")] = Field(
        default=[], description="What the tool verifies itself."
    )
    answered_by: Annotated[
        Literal["people", "checks"], Kept("answered_by_checks", when="checks")
    ] = Field(default="people", description="checks: passing checks answer the item alone.")
    refs: Slugs = Field(default=[], description="The public frameworks that it draws on.")
    locked: bool = Field(default=False, description="True: no other layer may loosen it.")
    enforce_from: Day = Field(
        default=ABSENT,
        description="The date from which the item is required, YYYY-MM-DD.",
    )


class Adjust(BaseFormat):
    """A change to one item. Tightening is free; asking for less needs a reason."""

    kept_as: ClassVar = ("changes",)
    model_config = ConfigDict(title="adjustment")
    level: Annotated[Literal["must", "should"], Kept(as_=Level)] = Field(
        default=ABSENT, description="must blocks the gate, should warns."
    )
    drop: bool = Field(default=False, description="True: the item is removed.")
    reason: Text = Field(default=ABSENT, description="Why. Needed to loosen the item.")
    enforce_from: DayOrNow = Field(
        default=ABSENT, description="The date from which the item is required; now: at once."
    )
    valid_for: DaysOrNever = Field(
        default=ABSENT, description="How long an answer counts; never: it does not expire."
    )
    evidence_required: bool = Field(
        default=ABSENT, description="True: `met` needs at least one path or link."
    )
    pin: bool = Field(
        default=ABSENT, description="True: evidence that changes afterwards reopens the item."
    )
    standing: Annotated[bool, Kept("continuous")] = Field(
        default=ABSENT, description="True: re-checked daily, even after its gate is decided."
    )
    when: Slugs = Field(
        default=ABSENT, description="Applies only if the policy has all of these traits."
    )
    not_applicable: bool = Field(
        default=ABSENT, description="True: may be answered not-applicable, with a reason."
    )
    checks: Annotated[list[Check], Kept(as_="checks")] = Field(
        default=ABSENT, description="The automated checks in the place of the item's own."
    )


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
    items: dict[RoleName, list[ItemFormat]] = Field(
        default={}, description="Answered by another role, by role."
    )


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
    select: dict[Slug, dict[RoleName, Slugs]] = Field(
        default={},
        description="With `from`: which items of a phase, by role; all where it is not listed.",
    )
    covers: dict[Slug, Slugs] = Field(
        default={},
        description="The phases that a phase stands for: packs' items of them go to its gate.",
    )
    roles: RoleWords = Field(default={}, description="Roles beside tpm and pm.")
    signoffs: Demands = Field(default=[], description="Roles that must sign off.")


class PackFormat(BaseFormat):
    """Items and adjustments laid over a lifecycle: shipped for a field, or a team's own."""

    model_config = ConfigDict(title="pack")
    schema_: Literal["tpm/pack/1"] = Field(description="The format and its version.")
    name: Slug = Field(description="The pack's name.")
    title: Line = Field(description="The pack in a few words, for people.")
    about: Text = Field(default=ABSENT, description="Whom it is for and what it adds.")
    traits: Slugs = Field(
        default=[], description="The traits of such a product; `tpm lint` warns if one is missing."
    )
    roles: RoleWords = Field(default={}, description="Roles that it brings.")
    signoffs: Demands = Field(default=[], description="Roles that must sign off.")
    add: dict[Slug, dict[RoleName, list[ItemFormat]]] = Field(
        default={}, description="Items to add, by phase and role."
    )
    adjust: dict[ItemId, Adjust] = Field(
        default={}, description="Changes to items of the layers below, by full item id."
    )
