"""The phrases of the project report, the same in every format.

Nothing here is escaped: each format does that itself.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from tpmcli.model.checklist import Level
from tpmcli.model.facts import CheckOutcome, CheckResult, EvidenceStatus, Facts
from tpmcli.model.finding import Finding
from tpmcli.model.record import (
    Answer,
    Condition,
    ConditionClose,
    Decision,
    Evidence,
    Outcome,
    Waiver,
)
from tpmcli.model.rule import Severity
from tpmcli.model.verdict import (
    GateReport,
    GateResult,
    GateVerdict,
    ItemVerdict,
    SignOffState,
    SignOffVerdict,
    State,
)
from tpmcli.render.due import KINDS, due_text, how_far
from tpmcli.render.escape import percent_encoded, web_link
from tpmcli.render.gate.grouping import errors_first
from tpmcli.render.gate.summary import verdict_sentence
from tpmcli.render.labels import label
from tpmcli.render.signers import share
from tpmcli.render.style import plural
from tpmcli.rules.alike import condensed, is_untouched
from tpmcli.rules.due import Due
from tpmcli.rules.project_report import ProjectReport
from tpmcli.rules.status import PhaseStatus
from tpmcli.text.paths import split_fragment

GOOD, WARN, BAD, QUIET = "good", "warn", "bad", "quiet"
_MARKS = {GOOD: "✓ ", WARN: "! ", BAD: "✗ ", QUIET: ""}

UNVERIFIED = "not verified"
DUE_SHOWN = 12
PHASE_HEADS = ("Phase", "Gate", "Decision", "Required", "Recommended", "Waived")
WORDS = {
    "gate": "The decision point that ends a phase. The Technical Product Manager (TPM) answers"
    " whether the product can be built and is built right, the Product Manager (PM) whether it"
    " should be built and meets its goals.",
    "required, recommended": "A required item blocks its gate until it is satisfied; a recommended"
    " item warns.",
    "waived": "A required item that may pass until a date, for a reason, as an authorised person"
    " approved.",
    "outdated, expired": "The item or its evidence changed after the answer, or the answer is too"
    " old. The item needs a new answer.",
    "disputed": "A person answered the item, but an automated check fails.",
    "go, conditional": "The project goes on; conditional adds conditions with an owner and a due"
    " date. Hold waits, recycle reopens the gate, kill stops the project.",
    "claimed, committed": "The proof of a signer's identity: a typed name, or an entry that was"
    " committed earlier. A check of the change that adds the entry can prove more: author, platform"
    " or signed.",
}
"""The terms that a reader may not know, with their meaning."""


class Phrase(NamedTuple):
    """A text and its mood: one of the four above."""

    text: str
    mood: str

    @property
    def marked(self) -> str:
        """The text behind a sign for its mood, which adds nothing to the words."""
        return _MARKS[self.mood] + self.text


class Link(NamedTuple):
    """Something that is cited: its text, its target (empty for none), and a remark."""

    text: str
    to: str
    remark: str


def first_words(report: GateReport) -> Phrase:
    """Return the verdict of a report, with its mood; the report names the kind by itself."""
    moods = {GateVerdict.MET: GOOD, GateVerdict.UNMET: BAD}
    return Phrase(verdict_sentence(report), moods.get(report.verdict, QUIET))


def gate_state(phase: PhaseStatus, *, current: bool) -> Phrase:
    """Return the state of a gate, as other reports word it; a later gate causes no alarm."""
    gate = phase.gate
    if gate is None:
        return Phrase("skipped", QUIET)
    met = gate.verdict is GateVerdict.MET
    if phase.decision is not None and phase.decision.outcome.passes:
        return Phrase("holds", GOOD) if met else Phrase("no longer holds", BAD)
    if met:
        return Phrase("ready for a decision", GOOD)
    return Phrase("not met", BAD) if current or phase.decision else Phrase("not met yet", QUIET)


def place(phase: PhaseStatus, *, current: bool) -> str:
    """Return a note on the current phase, or the one of a `kill`; empty for any other."""
    if phase.decision is not None and phase.decision.outcome is Outcome.KILL:
        return "stopped here"
    return "current" if current else ""


def decided(decision: Decision) -> str:
    """Return the decision, its date, and who took it."""
    return f"{decision.outcome} on {decision.at[:10]} by {decision.by}"


def recommended(decision: Decision) -> str:
    """Return the recommendation at the time of the decision; empty if it is not recorded."""
    rule = f", {label(decision.rule)}" if decision.rule else ""
    return f"recommended: {decision.recommendation}{rule}" if decision.recommendation else ""


def promise(
    number: int, condition: Condition, closing: ConditionClose | None, today: str, *, counts: bool
) -> Phrase:
    """Return a condition of a decision, and its state."""
    text = f"condition {number}: {condition.text} ({condition.owner}, due {condition.due})"
    if closing is not None:
        note = f": {closing.note}" if closing.note else ""
        return Phrase(f"{text}, closed on {closing.at[:10]} by {closing.by}{note}", GOOD)
    if not counts:
        return Phrase(f"{text}, replaced by a later decision", QUIET)
    return (
        Phrase(f"{text}, overdue", BAD) if condition.due < today else Phrase(f"{text}, open", WARN)
    )


def signoff_state(signoff: SignOffVerdict) -> Phrase:
    """Return the state of a sign-off."""
    if signoff.state is SignOffState.MISSING:
        return Phrase(f"{share(signoff)} signed off" if signoff.signed else "not signed off", BAD)
    if signoff.state is SignOffState.VALID:
        return Phrase(f"{share(signoff)} signed off".strip(), GOOD)
    if signoff.state is SignOffState.WAITING:
        return Phrase("signed off, waiting for approval", WARN)
    return Phrase(f"signed off, {label(signoff.state)}", BAD)


def item_state(verdict: ItemVerdict) -> Phrase:
    """Return the state of an item; the mood is bad if it blocks."""
    if verdict.state is State.WAIVED:
        word = f"waived until {verdict.waived_until}"
    else:
        word = label(verdict.state)
    if is_untouched(verdict):
        return Phrase(word, QUIET)
    if any(finding.blocks for finding in verdict.findings):
        return Phrase(word, BAD)
    if verdict.satisfied and verdict.state is State.SATISFIED:
        return Phrase(word, GOOD)
    return Phrase(word, WARN)


def level(verdict: ItemVerdict) -> str:
    """Return the level of an item: required, recommended, or required from a later date."""
    item = verdict.item
    if item.level is Level.MUST and not verdict.must:
        return f"required from {item.enforce_from}"
    return label(item.level)


def answered(verdict: ItemVerdict) -> str:
    """Return a person's answer and its date, or that checks answer, or that nobody has."""
    answer = verdict.answer
    if answer is None:
        by_checks = verdict.item.answered_by_checks and verdict.item.checks
        return "answered by its checks" if by_checks else "no answer"
    carried = f", carried from {answer.carried}" if answer.carried else ""
    return f"{label(answer.value)} by {answer.by} on {answer.at[:10]}{carried}"


def plan(answer: Answer | None, today: str) -> str:
    """Return who closes a gap, and by when; empty if there is no gap or no plan."""
    if answer is None or answer.value != "not-met" or not (answer.owner or answer.due):
        return ""
    late = ", overdue" if answer.due and answer.due < today else ""
    due = f"due {answer.due}{late}" if answer.due else "no due date"
    return f"{answer.owner or answer.by}, {due}"


def waiver(given: Waiver) -> str:
    """Return a waiver in force: its last date, reason, requester and approver."""
    return (
        f"until {given.until}: {given.reason}"
        f" (requested by {given.by}, approved by {' and '.join(given.approved_by)})"
    )


def check(result: CheckResult) -> Phrase:
    """Return the observation of an automated check."""
    passed = result.outcome is CheckOutcome.PASS
    text = f"{result.kind} {label(result.outcome)}: {result.message}"
    return Phrase(text, GOOD if passed else BAD)


def cited(evidence: Iterable[Evidence], report: ProjectReport) -> Iterator[Link]:
    """Yield a link for each piece of evidence.

    Links are never fetched; a file is linked only if it exists.
    """
    for entry in evidence:
        if entry.url:
            yield Link(entry.url, web_link(entry.url), UNVERIFIED)
        else:
            yield _file(entry, report.facts, report.links)


def _file(entry: Evidence, facts: Facts, links: Mapping[str, str]) -> Link:
    fact = facts.evidence.get(entry.path)
    if fact is None:
        return Link(entry.path, "", "")
    if fact.status is not EvidenceStatus.OK:
        return Link(entry.path, "", label(fact.status))
    remark = "" if fact.sha256 == entry.sha256 else "changed since"
    return Link(entry.path, _page_of(entry.path, links), remark)


def minutes(target: str, report: ProjectReport) -> Link:
    """Return the link to the minutes of a decision."""
    if target.startswith(("http://", "https://")):
        return Link(target, web_link(target), UNVERIFIED)
    return Link(target, _page_of(target, report.links), "")


def _page_of(path: str, links: Mapping[str, str]) -> str:
    """Return the web page of a file at its heading, in the evaluated commit; empty for none."""
    file, heading = split_fragment(path)
    address = links.get(file, "")
    return address + (f"#{percent_encoded(heading)}" if address and heading else "")


def findings(gate: GateResult) -> list[Finding]:
    """Return the findings of a gate, errors first.

    If more than a few items have no answer yet, one finding with their number replaces theirs: each
    of them is listed with its state anyway.
    """
    return errors_first(condensed(gate))


def severity(finding: Finding) -> Phrase:
    """Return the severity of a finding."""
    if finding.severity is Severity.ERROR:
        return Phrase("blocks", BAD)
    return Phrase(str(finding.severity), WARN if finding.severity is Severity.WARNING else QUIET)


def tally(satisfied: int, total: int) -> str:
    """Return the two numbers in words."""
    return f"{satisfied} of {total}" if total else "-"


def counted(gate: GateResult | None) -> tuple[str, str, str]:
    """Return the last three of `PHASE_HEADS`: required, recommended, waived."""
    if gate is None:
        return "-", "-", "-"
    counts = gate.counts
    return (
        tally(counts.must_satisfied, counts.must_total),
        tally(counts.should_satisfied, counts.should_total),
        str(counts.waived or "-"),
    )


def due_words(due: Due, today: str) -> Phrase:
    """Return the distance of a date from today, and whether it is overdue."""
    far = how_far(due.day, today)
    if due.day < today:
        return Phrase(f"overdue, {far}", BAD)
    return Phrase(far, QUIET)


def due_event(due: Due) -> str:
    """Return the event on a date, and its subject."""
    return f"{KINDS[due.kind]}: {due_text(due)}"


def footer(report: ProjectReport, version: str) -> str:
    """Return the extent of the report, its date, and the version of tpm."""
    items = sum(len(each.gate.items) for each in report.gates if each.gate is not None)
    gates = sum(each.gate is not None for each in report.gates)
    return (
        f"{plural(gates, 'gate')} with {plural(items, 'item')}, checked on"
        f" {report.status.today} by tpm {version}"
    )
