"""The project format: what was recorded of one increment."""

from __future__ import annotations

from collections.abc import Collection
from typing import Annotated, ClassVar, Literal

from pydantic import ConfigDict, Field

from tpmcli.model import digest
from tpmcli.model.problem import Term
from tpmcli.model.record import (
    Answer,
    AnswerValue,
    CheckRun,
    Condition,
    ConditionClose,
    Decision,
    Evidence,
    ItemRecord,
    Outcome,
    SignOff,
    Waiver,
)
from tpmcli.model.role import Role
from tpmcli.store.formats.base import (
    ABSENT,
    LINE,
    UNIQUE,
    UNIQUE_SCHEMA,
    URL,
    BaseFormat,
    Day,
    ItemId,
    ItemName,
    Kept,
    Line,
    RoleName,
    Slug,
)

_HEX = "[0-9a-f]{64}"


def digest_pattern(schemes: Collection[str]) -> str:
    """Return the pattern of a digest of any of these schemes."""
    names = "|".join(schemes)
    return f"^({names}):{_HEX}$" if len(schemes) > 1 else f"^{names}:{_HEX}$"


SHA256 = f"^{_HEX}$"
QUESTION = digest_pattern(digest.QUESTION_SCHEMES)
CHECK = digest_pattern(digest.CHECK_SCHEMES)
TREE = digest_pattern(("t1",))
SIGNED = digest_pattern(digest.SIGNOFF_SCHEMES)
DECIDED = digest_pattern(digest.DECISION_SCHEMES)
MOMENT = "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$"
_SLUG = "[a-z0-9]+(-[a-z0-9]+)*"
BLOCK = rf"^{_SLUG}(/[^@\x00-\x20]+@[^@\x00-\x20]+)?$"
PHASE_BLOCK = rf"^{_SLUG}\.{BLOCK[1:]}"
NOT_BLANK = r"^[\x00-\x20]*[^\x00-\x20]"
# What a person should have written, for each pattern of this module.
FORMS = {
    SHA256: Term.SHA256,
    QUESTION: Term.QUESTION_DIGEST,
    CHECK: Term.CHECK_DIGEST,
    TREE: Term.TREE_DIGEST,
    SIGNED: Term.SIGNOFF_DIGEST,
    DECIDED: Term.DECISION_DIGEST,
    MOMENT: Term.MOMENT,
    BLOCK: Term.BLOCK,
    PHASE_BLOCK: Term.PHASE_AND_BLOCK,
    NOT_BLANK: Term.NOT_BLANK,
}

Who = Annotated[str, Field(pattern=LINE, max_length=320)]
Moment = Annotated[str, Field(pattern=MOMENT), Kept(as_="moment")]
Prose = Annotated[str, Field(pattern=NOT_BLANK, max_length=20_000)]
Target = Annotated[str, Field(pattern=NOT_BLANK, max_length=4096)]
Number = Annotated[int, Field(ge=1, le=1_000_000)]
Count = Annotated[int, Field(ge=0, le=1_000_000)]
Block = Annotated[str, Field(pattern=BLOCK, max_length=345)]
PhaseBlock = Annotated[str, Field(pattern=PHASE_BLOCK, max_length=426)]


class RecordedEvidence(BaseFormat):
    """A path in the repository with the digest of its content, or a link."""

    kept_as: ClassVar = (Evidence,)
    model_config = ConfigDict(title="piece of evidence")
    path: Annotated[str, Field(pattern=NOT_BLANK, max_length=4096)] = Field(
        default=ABSENT, description="A path, with #heading where a part is meant."
    )
    sha256: Annotated[str, Field(pattern=SHA256)] = Field(
        default=ABSENT, description="The digest of the content when it was cited."
    )
    url: Annotated[str, Field(pattern=URL, max_length=4096)] = Field(
        default=ABSENT, description="An http or https link, instead of a path."
    )


class RecordedWaiver(BaseFormat):
    """A required item waived until a date; or the end of that."""

    kept_as: ClassVar = (Waiver,)
    model_config = ConfigDict(title="waiver")
    withdrawn: bool = Field(default=ABSENT, description="This entry ends the waiver before it.")
    reason: Prose = Field(default=ABSENT, description="Why.")
    by: Who = Field(description="Who asked for it, or withdrew it.")
    approved_by: Annotated[
        Who | Annotated[list[Who], UNIQUE, Field(min_length=2, json_schema_extra=UNIQUE_SCHEMA)],
        Kept(as_="one or more"),
    ] = Field(default=ABSENT, description="Who approves it: one person, or several.")
    until: Day = Field(default=ABSENT, description="The last date, inclusive.")
    at: Moment = Field(description="When it was recorded.")


class RecordedRun(BaseFormat):
    """The result of a check that needs a program."""

    kept_as: ClassVar = (CheckRun,)
    model_config = ConfigDict(title="check result")
    check: Annotated[str, Field(pattern=CHECK)] = Field(
        description="The digest of the check's definition."
    )
    tree: Annotated[str, Field(pattern=TREE)] = Field(
        description="The digest of the files it ran on."
    )
    outcome: Literal["pass", "fail", "could-not-run"] = Field(description="How it ended.")
    message: Annotated[str, Field(max_length=20_000)] = Field(
        default="", description="The message of the result."
    )
    by: Who = Field(description="Who ran it.")
    at: Moment = Field(description="When.")


class RecordedItem(BaseFormat):
    """What was recorded of one item; nothing yet where it is empty.

    A person may write an answer with evidence alone, which `tpm lint --fix` completes.
    """

    kept_as: ClassVar = (Answer, ItemRecord)
    model_config = ConfigDict(title="item block")
    answer: Annotated[
        Literal["met", "not-met", "not-applicable"], Kept("value", as_=AnswerValue)
    ] = Field(default=ABSENT, description="The answer.")
    role: Annotated[RoleName, Kept(as_=Role)] = Field(
        default=ABSENT, description="Whose item it was when it was answered."
    )
    evidence: Annotated[list[RecordedEvidence | Target] | Target, Kept(as_="each Evidence")] = (
        Field(
            default=[],
            description="The cited evidence. Written by hand, a path or a link will do.",
        )
    )
    note: Prose = Field(default=ABSENT, description="An explanation.")
    owner: Who = Field(default=ABSENT, description="Who closes the gap.")
    due: Day = Field(default=ABSENT, description="The date the gap will be closed.")
    by: Who = Field(default=ABSENT, description="Who answered.")
    at: Moment = Field(default=ABSENT, description="When.")
    question: Annotated[str, Field(pattern=QUESTION)] = Field(
        default=ABSENT, description="The digest of the item when it was answered."
    )
    carried: Line = Field(
        default=ABSENT, description="The increment that the answer was carried from."
    )
    waivers: list[RecordedWaiver] = Field(
        default=[], description="Waivers and their withdrawals, oldest first; the last counts."
    )
    runs: list[RecordedRun] = Field(
        default=[], description="Results of checks that need a program, oldest first."
    )


class NothingYet(BaseFormat):
    """Nothing is recorded yet."""

    model_config = ConfigDict(title="empty block")


class RecordedSignOff(BaseFormat):
    """A role signs off its answers in a phase; or takes that back."""

    kept_as: ClassVar = (SignOff,)
    model_config = ConfigDict(title="sign-off")
    withdrawn: bool = Field(default=ABSENT, description="This entry ends the sign-off before it.")
    by: Who = Field(description="Who signed, or withdrew it.")
    deputy_for: Who = Field(default=ABSENT, description="The holder of the role for whom they act.")
    at: Moment = Field(description="When.")
    digest: Annotated[str, Field(pattern=SIGNED)] = Field(
        default=ABSENT, description="The digest of what is signed off."
    )
    covers: Annotated[Literal["gate"], Kept("whole_gate", when="gate")] = Field(
        default=ABSENT, description="gate: every answer of the phase; absent: those of the role."
    )
    waivers: dict[ItemId, Number] = Field(
        default={}, description="Which waivers it covers: item id, number of the entry."
    )


class RecordedCondition(BaseFormat):
    """A promise made at a gate."""

    kept_as: ClassVar = (Condition,)
    model_config = ConfigDict(title="condition")
    text: Prose = Field(description="What is required.")
    owner: Who = Field(description="Who fulfils it.")
    due: Day = Field(description="The due date, inclusive.")


class RecordedGateEntry(BaseFormat):
    """A decision at a gate, or the closing of a condition of the decision before it."""

    kept_as: ClassVar = (Decision, ConditionClose)
    model_config = ConfigDict(title="gate entry")
    decision: Annotated[
        Literal["go", "conditional", "hold", "recycle", "kill"], Kept("outcome", as_=Outcome)
    ] = Field(default=ABSENT, description="What was decided.")
    close: Annotated[Number, Kept("condition")] = Field(
        default=ABSENT, description="Which condition is closed, from 1."
    )
    evidence: list[RecordedEvidence] = Field(default=[], description="The cited evidence.")
    note: Prose = Field(default=ABSENT, description="An explanation.")
    by: Who = Field(description="Who decided, or closed the condition.")
    deputy_for: Who = Field(default=ABSENT, description="The holder of a role for whom they act.")
    at: Moment = Field(description="When.")
    reason: Prose = Field(default=ABSENT, description="Why.")
    minutes: Annotated[str, Field(pattern=LINE, max_length=4096)] = Field(
        default=ABSENT, description="Where the meeting is recorded: a path or a link."
    )
    recommendation: Literal["go", "conditional", "hold", "recycle", "kill"] = Field(
        default=ABSENT, description="What the tool recommended."
    )
    rule: Line = Field(default=ABSENT, description="The rule behind the recommendation.")
    conditions: list[RecordedCondition] = Field(default=[], description="The conditions.")
    waivers: dict[ItemId, Count] = Field(
        default={}, description="The number of waiver entries at the decision, by item id."
    )
    signoffs: dict[Block, Count] = Field(
        default={}, description="The number of sign-offs at the decision, by block."
    )
    standing: Annotated[list[ItemId], Kept("continuous_items")] = Field(
        default=[], description="Items whose answers are re-checked daily."
    )
    digest: Annotated[str, Field(pattern=DECIDED)] = Field(
        default=ABSENT, description="The digest of what the decision is based on."
    )


class ProjectFormat(BaseFormat):
    """The project file: what was recorded of one increment."""

    model_config = ConfigDict(title="project file")
    schema_: Literal["tpm/project/1"] = Field(description="The format and its version.")
    policy: Slug = Field(description="The id of the policy that the record belongs to.")
    increment: Line = Field(description="The name of the increment, such as a version.")
    kind: Slug = Field(default=ABSENT, description="The increment kind, from the policy's kinds.")
    remark: Line = Field(
        default=ABSENT, description="Why the previous increment was left with a gate open."
    )
    by: Who = Field(default=ABSENT, description="Who started the increment; absent for the first.")
    at: Moment = Field(default=ABSENT, description="When.")
    follows: Line = Field(
        default=ABSENT, description="The increment that was current before, if there was one."
    )
    items: dict[ItemName, RecordedItem] = Field(
        default={}, description="Answers, by item id; written by hand, the slug will do."
    )
    signoffs: dict[PhaseBlock, NothingYet | list[RecordedSignOff]] = Field(
        default={}, description="Sign-offs, by phase and role (and person); the last counts."
    )
    decisions: dict[Slug, NothingYet | list[RecordedGateEntry]] = Field(
        default={}, description="Decisions, by phase; the last counts."
    )
