"""The record: what a project file holds.

Lists of waivers, sign-offs and decisions are append-only: the last entry counts, and taking
something back is an entry of its own. An entry that covers others names them by their number (from
1), so that what is appended later does not disturb it.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from tpmcli.model.role import Role


class AnswerValue(StrEnum):
    """What a person says of an item."""

    MET = "met"
    NOT_MET = "not-met"
    NOT_APPLICABLE = "not-applicable"


class Outcome(StrEnum):
    """What is decided at a gate. Go and conditional (go with promises) let the product pass."""

    GO = "go"
    CONDITIONAL = "conditional"
    HOLD = "hold"
    RECYCLE = "recycle"
    KILL = "kill"

    @property
    def passes(self) -> bool:
        """Whether the product goes on to the next phase."""
        return self in (Outcome.GO, Outcome.CONDITIONAL)


class Evidence(NamedTuple):
    """A path in the repository (with an optional `#heading`) or an http(s) link.

    `sha256` is the digest of the content when it was cited, as git would store it; empty for
    links.
    """

    path: str = ""
    url: str = ""
    sha256: str = ""

    @property
    def target(self) -> str:
        """The path or the link."""
        return self.path or self.url


class Answer(NamedTuple):
    """What a person said of an item, and on what ground.

    `question` is the digest of the item as it was asked. `carried` names the increment that
    the answer was brought from. `raw` is every key of the answer as recorded, which is what a
    sign-off covers.
    """

    value: AnswerValue
    role: Role
    by: str
    at: str
    question: str
    evidence: tuple[Evidence, ...] = ()
    note: str = ""
    owner: str = ""
    due: str = ""
    carried: str = ""
    raw: Mapping[str, object] = {}


class IncompleteAnswer(NamedTuple):
    """An answer that a person wrote into the file, without all that makes it count.

    `lacks` are the keys that are missing; none if only its block has not the full id of the item.
    `raw` is every key of it as written.
    """

    value: AnswerValue
    lacks: tuple[str, ...]
    raw: Mapping[str, object]

    @property
    def cites(self) -> bool:
        """Whether any evidence is written."""
        return bool(self.raw.get("evidence"))


class Waiver(NamedTuple):
    """A required item waived until a date; or, with `withdrawn`, the end of that.

    `raw` is the entry as recorded.
    """

    by: str
    at: str
    reason: str = ""
    approved_by: tuple[str, ...] = ()
    until: str = ""
    withdrawn: bool = False
    raw: Mapping[str, object] = {}


class CheckRun(NamedTuple):
    """The recorded result of a check that needs a program.

    `check` is the digest of the check's definition, `tree` of the tracked files it ran on. `raw`
    is the entry as recorded.
    """

    check: str
    tree: str
    outcome: str
    message: str
    by: str
    at: str
    raw: Mapping[str, object] = {}


class ItemRecord(NamedTuple):
    """Everything recorded of one item.

    With an `incomplete` answer there is none that counts.
    """

    id: str
    answer: Answer | None = None
    waivers: tuple[Waiver, ...] = ()
    runs: tuple[CheckRun, ...] = ()
    incomplete: IncompleteAnswer | None = None

    @property
    def raw_answer(self) -> Mapping[str, object] | None:
        """Every key of the answer as recorded, also of an incomplete one; None for none."""
        answer = self.answer or self.incomplete
        return answer.raw if answer is not None else None

    @property
    def empty(self) -> bool:
        """Whether nothing was recorded."""
        return self.raw_answer is None and not self.waivers and not self.runs


class SignOff(NamedTuple):
    """A role signs off its answers in a phase, and the waivers that its signer approved.

    `waivers` maps item ids to the number of the covered waiver. `deputy_for` is the holder of
    the role for whom the signer acts. `whole_gate`: it covers every answer of the phase. With
    `withdrawn` it is the end of the sign-off before it, and has no digest.
    """

    by: str
    at: str
    digest: str = ""
    waivers: Mapping[str, int] = {}
    withdrawn: bool = False
    raw: Mapping[str, object] = {}
    deputy_for: str = ""
    whole_gate: bool = False


def role_of(block: str) -> Role:
    """Return the role, without its words, whose sign-offs a block holds.

    A block is a role, or a role and the person whose block it is: `security/ann@example.com`.
    """
    return Role(block.partition("/")[0])


class Condition(NamedTuple):
    """A promise made at a gate."""

    text: str
    owner: str
    due: str


class Decision(NamedTuple):
    """What a person decided at a gate.

    `waivers` and `signoffs` say how many entries stood then: by item id, and by block.
    `continuous_items` lists the items whose answers are judged anew every day and so are not
    bound.
    """

    outcome: Outcome
    by: str
    at: str
    digest: str
    recommendation: str = ""
    rule: str = ""
    reason: str = ""
    minutes: str = ""
    conditions: tuple[Condition, ...] = ()
    waivers: Mapping[str, int] = {}
    signoffs: Mapping[str, int] = {}
    continuous_items: tuple[str, ...] = ()
    raw: Mapping[str, object] = {}
    deputy_for: str = ""


class ConditionClose(NamedTuple):
    """A condition of the decision before it was kept. `condition` counts from 1."""

    condition: int
    by: str
    at: str
    evidence: tuple[Evidence, ...] = ()
    note: str = ""
    raw: Mapping[str, object] = {}
    deputy_for: str = ""


GateEntry = Decision | ConditionClose


class Start(NamedTuple):
    """The beginning of an increment: of which kind it is, what it follows, and what it left open.

    `raw` holds the increment's name beside everything else.
    """

    by: str
    at: str
    kind: str = ""
    remark: str = ""
    follows: str = ""
    raw: Mapping[str, object] = {}


class Record(NamedTuple):
    """One project file: an increment's answers, sign-offs and decisions.

    `signoffs` is keyed by phase and block, `decisions` by phase. `kind` names the shorter
    trip that the increment is, empty for the whole lifecycle. `remark` says why the increment
    before it was left with a gate open. `by` and `at` are who began the increment, and when; empty
    for the first one. `follows` names the increment that was current before; empty for the first
    one, and for one that began in parallel. `file` is where it was read.
    """

    policy: str
    increment: str
    kind: str = ""
    remark: str = ""
    by: str = ""
    at: str = ""
    follows: str = ""
    items: Mapping[str, ItemRecord] = {}
    signoffs: Mapping[tuple[str, str], tuple[SignOff, ...]] = {}
    decisions: Mapping[str, tuple[GateEntry, ...]] = {}
    file: str = ""

    @property
    def start(self) -> Start | None:
        """The beginning of the increment, if anything is recorded of it."""
        said = {"kind": self.kind, "remark": self.remark, "by": self.by, "at": self.at}
        if not any(said.values()):
            return None
        if self.follows:
            said["follows"] = self.follows
        return Start(**said, raw={"increment": self.increment, **said})

    def item(self, name: str) -> ItemRecord:
        """Return what is recorded of an item; an empty record if that is nothing."""
        return self.items.get(name) or ItemRecord(name)


class ShortIncrement(NamedTuple):
    """An increment of a kind, which passes only some gates, with those that it skips, in order.

    `folder` is that of its project, if several projects are in one report.
    """

    increment: str
    kind: str
    skipped: tuple[str, ...]
    folder: str = ""
