"""The policy format: which checklists hold, who holds which role, what a gate demands."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import ConfigDict, Field

from tpmcli.model.policy import (
    EvidencePolicy,
    GatePolicy,
    Identity,
    MergeWay,
    Policy,
    Response,
    Strictness,
    WaiverPolicy,
)
from tpmcli.store.formats.base import (
    ABSENT,
    UNIQUE,
    UNIQUE_SCHEMA,
    Alias,
    BaseFormat,
    Email,
    Globs,
    ItemId,
    Kept,
    Line,
    NameOrFile,
    PersonName,
    RoleName,
    Slug,
    Slugs,
    Versions,
)
from tpmcli.store.formats.checklist import Adjust
from tpmcli.store.formats.demands import Authorities, DelegationFormat, Demands, RoleWords

Emails = Annotated[list[Email], UNIQUE, Field(json_schema_extra=UNIQUE_SCHEMA)]


class Gate(BaseFormat):
    """What a gate demands."""

    kept_as: ClassVar = (GatePolicy,)
    model_config = ConfigDict(title="gate rule")
    should: Annotated[Literal["warn", "block"], Kept("should_blocks", when="block")] = Field(
        default="warn", description="Effect of an open recommended item."
    )
    signoffs: Demands = Field(default=["tpm", "pm"], description="The roles that must sign off.")
    deciders: Authorities = Field(
        default=["tpm", "pm"], description="Who may decide: roles or email addresses."
    )
    distinct_people: Annotated[Literal["off", "warn", "require"], Kept(as_=Strictness)] = Field(
        default="warn", description="One person in two roles, or approving their own waiver."
    )
    identity: Annotated[Literal["claimed", "author", "platform", "signed"], Kept(as_=Identity)] = (
        Field(default="author", description="Required proof of identity, from least to most.")
    )
    inherited: Annotated[Literal["warn", "block"], Kept("inherited_blocks", when="block")] = Field(
        default="warn", description="Effect of inherited findings on a pull request."
    )


class Waivers(BaseFormat):
    """The rules of waivers."""

    kept_as: ClassVar = (WaiverPolicy,)
    model_config = ConfigDict(title="waiver rule")
    max_days: int = Field(
        default=90, ge=1, le=3650, description="How many days a waiver may run at most."
    )
    warn_days: int = Field(
        default=14, ge=0, le=3650, description="How many days before it expires a waiver warns."
    )
    approvers: Authorities = Field(
        default=["tpm", "pm"], description="Who may approve: roles or email addresses."
    )


class EvidenceGrade(BaseFormat):
    """How far evidence that shows little is accepted."""

    kept_as: ClassVar = (EvidencePolicy,)
    model_config = ConfigDict(title="evidence rule")
    thin: Annotated[Literal["off", "warn", "block"], Kept(as_=Response)] = Field(
        default="warn", description="Fewer than 24 letters and digits in the whole file."
    )
    reused: Annotated[Literal["off", "warn", "block"], Kept(as_=Response)] = Field(
        default="warn", description="One document cited as a whole for more than three items."
    )
    placeholder: Annotated[Literal["off", "warn", "block"], Kept(as_=Response)] = Field(
        default="warn", description="Words such as TODO, and fields of a template, that are left."
    )


class PolicyFormat(BaseFormat):
    """A project's policy: which checklists hold, who holds which role, what a gate demands."""

    kept_as: ClassVar = (Policy,)
    model_config = ConfigDict(title="policy")
    schema_: Literal["tpm/policy/1"] = Field(description="The format and its version.")
    id: Slug = Field(description="Made at init; ties the record to this policy.")
    name: Line = Field(description="The project's name for people.")
    requires: Versions = Field(
        default=ABSENT, description='The accepted versions of tpm, such as ">=1.0".'
    )
    lifecycle: NameOrFile = Field(description="standard, lite, or the path of your own.")
    packs: Annotated[list[NameOrFile], UNIQUE, Field(json_schema_extra=UNIQUE_SCHEMA)] = Field(
        default=[], description="Shipped packs by name, your own by path."
    )
    traits: Slugs = Field(default=[], description="What the product is, has or does.")
    documents: Globs = Field(
        default=[],
        description="The folders of your documents, in place of docs; for finding evidence.",
    )
    start_at: Slug = Field(
        default=ABSENT, description="The first phase with a gate; absent: the lifecycle's first."
    )
    kinds: dict[
        Slug, Annotated[list[Slug], UNIQUE, Field(min_length=1, json_schema_extra=UNIQUE_SCHEMA)]
    ] = Field(default={}, description="Increment kinds by name: which gates they pass.")
    deploy_kinds: Slugs = Field(
        default=[], description="The kinds that --through accepts, beside the whole lifecycle."
    )
    roles: RoleWords = Field(default={}, description="Roles beside those of the checklists.")
    people: Annotated[dict[RoleName, Emails], Kept(as_="by role")] = Field(
        description="Who holds which role."
    )
    aliases: dict[Email, Annotated[list[Alias], Field(min_length=1)]] = Field(
        default={}, description="Other addresses and logins of a person, by email."
    )
    names: dict[Email, PersonName] = Field(
        default={}, description="What people are called on pages, by email."
    )
    delegations: Annotated[list[DelegationFormat], Field(max_length=12)] = Field(
        default=[], description="Who stands in for whom, and when."
    )
    gate: Gate = Field(default=ABSENT, description="The rules of gates.")
    waivers: Waivers = Field(default=ABSENT, description="The rules of waivers.")
    evidence: EvidenceGrade = Field(
        default=ABSENT, description="How far evidence that shows little is accepted."
    )
    merge: Annotated[
        list[Annotated[Literal["merge", "squash", "rebase"], Kept(as_=MergeWay)]],
        UNIQUE,
        Field(min_length=1, json_schema_extra=UNIQUE_SCHEMA),
    ] = Field(
        default=["merge", "squash", "rebase"],
        description="How pull requests are merged; with rebase, commits are checked one by one.",
    )
    adjust: dict[ItemId, Adjust] = Field(
        default={}, description="Overrides for single items, by full item id."
    )
