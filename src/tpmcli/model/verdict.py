"""The results of the rules: item states, sign-off states and the gate report."""

from enum import StrEnum
from typing import NamedTuple

from tpmcli.model.checklist import Item
from tpmcli.model.facts import CheckResult
from tpmcli.model.finding import Finding
from tpmcli.model.place import Place
from tpmcli.model.policy import Identity
from tpmcli.model.record import Answer, Decision, ShortIncrement, SignOff, Waiver
from tpmcli.model.role import Role


class State(StrEnum):
    """The state of an item."""

    SATISFIED = "satisfied"
    WAIVED = "waived"
    OPEN = "open"
    NOT_MET = "not-met"
    STALE = "stale"
    LAPSED = "lapsed"
    DISPUTED = "disputed"
    NO_EVIDENCE = "no-evidence"


class SignOffState(StrEnum):
    """The state of a role's sign-off.

    `waiting`: it is recorded, and the approval that it needs is not there yet.
    """

    VALID = "valid"
    STALE = "stale"
    MISSING = "missing"
    REFUSED = "refused"
    WAITING = "waiting"


class GateVerdict(StrEnum):
    """The verdict on a gate, or on a whole report."""

    MET = "met"
    UNMET = "unmet"
    NOTHING_DECIDED = "nothing-decided"
    NOT_GATED = "not-gated"


class ItemVerdict(NamedTuple):
    """The state of one applicable item.

    `must` is whether it blocks on the evaluated date. `waiver` is the waiver in force that covers
    the item, `waived_until` its last date.
    """

    item: Item
    must: bool
    state: State
    satisfied: bool
    answer: Answer | None = None
    waived_until: str = ""
    checks: tuple[CheckResult, ...] = ()
    findings: tuple[Finding, ...] = ()
    waiver: Waiver | None = None


COMMITTED = "committed"
"""The identity level of an entry that was committed before, and is not verified again."""


class SignatureState(StrEnum):
    """The state of one sign-off: the first thing that is wrong with it, if anything is.

    `misplaced`: it is in another person's block. `ended`: it was given for a holder outside the
    dates of the delegation. `narrow`: it covers less than is demanded.
    """

    MISPLACED = "misplaced"
    STRANGER = "stranger"
    ENDED = "ended"
    STALE = "stale"
    NARROW = "narrow"
    VALID = "valid"


class Signature(NamedTuple):
    """One sign-off: its block, the hand that gave it, and the chair that it fills.

    Both are canonical addresses; they differ if somebody acts for a holder of the role. `identity`
    is what it is of a verdict.
    """

    block: str
    entry: SignOff
    state: SignatureState
    hand: str
    chair: str
    identity: str = "claimed"


class SignOffVerdict(NamedTuple):
    """The state of one role's sign-off.

    `identity` is a level of `Identity`, or `COMMITTED`. `needed` is how many different people must
    sign off, `signed` how many did; with `whole_gate` over every answer of the phase.
    """

    role: Role
    state: SignOffState
    by: str = ""
    at: str = ""
    identity: str = "claimed"
    needed: int = 1
    signed: int = 0
    whole_gate: bool = False
    signatures: tuple[Signature, ...] = ()

    @property
    def shown(self) -> tuple[Signature, ...]:
        """The sign-offs that count; if none does, those that would."""
        valid = tuple(each for each in self.signatures if each.state is SignatureState.VALID)
        return valid or self.signatures


def with_signatures(verdict: SignOffVerdict, signatures: tuple[Signature, ...]) -> SignOffVerdict:
    """Return the verdict with the identity of each sign-off; its own is the least of them."""
    verdict = verdict._replace(signatures=signatures)
    if not verdict.shown:
        return verdict
    return verdict._replace(identity=min((each.identity for each in verdict.shown), key=_rank))


def _rank(identity: str) -> int:
    levels = [*Identity, COMMITTED]
    return levels.index(identity)


class Recommendation(NamedTuple):
    """The decision that the tool recommends, and the rule that it follows from."""

    decision: str
    rule: str


class Counts(NamedTuple):
    """Applicable items, by level."""

    must_satisfied: int
    must_total: int
    should_satisfied: int
    should_total: int
    waived: int


class GateResult(NamedTuple):
    """One gate, evaluated.

    `decided` is the decision in force, or None. `folder` is that of the project, with `/`, if
    several projects are in one report; `.` for the top. `place` is where the reader stands, as seen
    from the project.
    """

    phase: str
    title: str
    verdict: GateVerdict
    decided: Decision | None
    recommendation: Recommendation
    counts: Counts
    items: tuple[ItemVerdict, ...] = ()
    signoffs: tuple[SignOffVerdict, ...] = ()
    findings: tuple[Finding, ...] = ()
    folder: str = ""
    place: Place = Place()


class GateReport(NamedTuple):
    """The results of one run of `gate check`. Renderers take this and nothing else.

    `asked` is the request: `phase`, `decided` or `through`. `findings` holds what concerns no
    single gate. `folder` is the project's folder in its repository, with `/`, empty for the top:
    the files that findings name are relative to it. `uncommitted` counts the entries shown that are
    in no commit, so that nobody has verified who recorded them. `short` are the increments of a
    kind that it is about, one at most of each project.
    """

    project_id: str
    project_name: str
    increment: str
    as_of: str
    asked: str
    verdict: GateVerdict
    gates: tuple[GateResult, ...]
    findings: tuple[Finding, ...] = ()
    folder: str = ""
    uncommitted: int = 0
    short: tuple[ShortIncrement, ...] = ()

    def all_findings(self) -> tuple[Finding, ...]:
        """Return every finding, gate by gate, then those of the whole project."""
        found = [finding for gate in self.gates for finding in gate.findings]
        return (*found, *self.findings)
