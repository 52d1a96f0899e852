"""What the rules say: item states, findings and the gate report."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from tpmcli.model.checklist import Item, Role
from tpmcli.model.record import Answer, Decision, Waiver
from tpmcli.model.tuples import NamedTuple


class Severity(StrEnum):
    """An error blocks; a warning and a note do not."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class State(StrEnum):
    """How an item stands."""

    SATISFIED = "satisfied"
    WAIVED = "waived"
    OPEN = "open"
    NOT_MET = "not-met"
    STALE = "stale"
    LAPSED = "lapsed"
    DISPUTED = "disputed"
    NO_EVIDENCE = "no-evidence"


class SignOffState(StrEnum):
    """How a role's sign-off stands."""

    VALID = "valid"
    STALE = "stale"
    MISSING = "missing"
    REFUSED = "refused"


class GateVerdict(StrEnum):
    """What a gate, or a whole report, says."""

    MET = "met"
    UNMET = "unmet"
    NOTHING_DECIDED = "nothing-decided"
    NOT_GATED = "not-gated"


class EvidenceStatus(StrEnum):
    """What was found at a cited path."""

    OK = "ok"
    MISSING = "missing"
    EMPTY = "empty"
    OUTSIDE = "outside"
    UNTRACKED = "untracked"


class EvidenceFact(NamedTuple):
    """What the repository has at a cited path.

    ``sha256`` is the content's digest as git would store it. ``detail`` says more in words, such
    as which heading is missing. ``placeholder`` is text that looks unfilled, empty where none.
    ``moved_to`` is where the content that was cited stands now, where it is missing here.
    """

    status: EvidenceStatus
    sha256: str = ""
    detail: str = ""
    placeholder: str = ""
    moved_to: str = ""


class CheckOutcome(StrEnum):
    """What an automated check found. The third is never a pass."""

    PASS = "pass"
    FAIL = "fail"
    COULD_NOT_RUN = "could-not-run"


class CheckResult(NamedTuple):
    """One automated check's outcome, what it looked at and where.

    ``from_run``: it looked at a report made in this CI run, not at committed evidence. ``until`` is
    the last day on which it passes where nothing is done, for a check that time alone turns.
    """

    kind: str
    outcome: CheckOutcome
    message: str
    file: str = ""
    line: int = 0
    from_run: bool = False
    until: str = ""


class Finding(NamedTuple):
    """One reason why something is not right.

    ``rule`` is a stable id. ``subject`` is an item, a sign-off (``phase.role``) or a gate.
    ``owner`` is whom it concerns. ``cause`` is filled where two states were compared.
    """

    rule: str
    severity: Severity
    subject: str
    message: str
    fix: str = ""
    owner: str = ""
    cause: str = ""
    file: str = ""
    line: int = 0


class ItemVerdict(NamedTuple):
    """How one applicable item stands.

    ``must`` is whether it blocks today. ``waiver`` is the live one that stands in for the item,
    ``waived_until`` its last day.
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


class SignOffVerdict(NamedTuple):
    """How one role's sign-off stands."""

    role: Role
    state: SignOffState
    by: str = ""
    at: str = ""
    identity: str = "claimed"


class Recommendation(NamedTuple):
    """What the tool would decide, and the rule that fired."""

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
    """One gate, evaluated. ``decided`` is the decision in force, or None."""

    phase: str
    title: str
    verdict: GateVerdict
    decided: Decision | None
    recommendation: Recommendation
    counts: Counts
    items: tuple[ItemVerdict, ...] = ()
    signoffs: tuple[SignOffVerdict, ...] = ()
    findings: tuple[Finding, ...] = ()


class GateReport(NamedTuple):
    """What one run of `gate check` says. Renderers take this and nothing else.

    ``asked`` is what was asked for: ``phase``, ``decided`` or ``through``. ``findings`` holds what
    concerns no single gate. ``folder`` is where the project stands in its repository, with ``/``,
    empty for the top: the files that findings name are relative to it.
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

    def all_findings(self) -> tuple[Finding, ...]:
        """Every finding, gate by gate, then those of the whole project."""
        found = [finding for gate in self.gates for finding in gate.findings]
        return (*found, *self.findings)


class Facts(NamedTuple):
    """What the rules are told of the world.

    ``today`` is the UTC day that is judged. ``evidence`` is keyed by cited path (with its
    ``#heading``), ``checks`` by item id.
    """

    today: str
    evidence: Mapping[str, EvidenceFact]
    checks: Mapping[str, tuple[CheckResult, ...]]
