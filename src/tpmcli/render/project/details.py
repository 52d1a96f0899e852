"""The details below the first screen as plain text by parts: items, sign-offs, findings."""

from collections.abc import Sequence
from typing import NamedTuple

from tpmcli.model.checklist import Item, Level
from tpmcli.model.facts import CheckOutcome
from tpmcli.model.finding import Finding
from tpmcli.model.record import Answer, AnswerValue
from tpmcli.model.verdict import GateResult, ItemVerdict, SignOffState, SignOffVerdict, State
from tpmcli.render.ceremony import sign_text
from tpmcli.render.dates import in_full, written
from tpmcli.render.finding import message
from tpmcli.render.fix import command_of
from tpmcli.render.labels import label
from tpmcli.render.project.first_screen import OUTCOMES
from tpmcli.render.project.phrases import Link, check, cited, findings, severity
from tpmcli.render.project.task_text import joined
from tpmcli.render.rewording import PartChange, part_changes
from tpmcli.render.signers import share
from tpmcli.rules.ceremony import SignKind, find_signs
from tpmcli.rules.project_report import ProjectReport
from tpmcli.rules.report_summary import tasks
from tpmcli.rules.status import PhaseStatus


class Rewording(NamedTuple):
    """What changed in an item since its answer; `missing` says why that is not known."""

    changes: tuple[PartChange, ...]
    missing: str


class ItemDetail(NamedTuple):
    """An item: its state with an icon, who answered, evidence, and remarks."""

    id: str
    title: str
    level: str
    note: str
    icon: str
    state: str
    mood: str
    answered: str
    plan: str
    waiver: str
    evidence: tuple[Link, ...]
    checks: tuple[tuple[str, bool], ...]
    rewording: Rewording | None


class GateDetail(NamedTuple):
    """A phase with everything below its summary."""

    id: str
    title: str
    summary: str
    question: str
    items: tuple[ItemDetail, ...]
    signoffs: tuple[tuple[str, str, str], ...]
    findings: tuple[tuple[str, str, str], ...]


class Details(NamedTuple):
    """Everything that is folded."""

    gates: tuple[GateDetail, ...]
    loosened: tuple[str, ...]
    findings: tuple[tuple[str, str, str], ...]
    signs: tuple[str, ...]
    people: tuple[tuple[str, str, str], ...]
    commands: tuple[str, ...]


def details(report: ProjectReport) -> Details:
    """Return the details of a report."""
    return Details(
        tuple(_gate(each, report) for each in report.gates if each.gate is not None),
        tuple(message(each) for each in report.loosenings),
        tuple(map(_finding, report.status.findings)),
        signs_of_ceremony(report, names=True),
        tuple(_people(report)),
        tuple(_commands(report)),
    )


def _gate(phase: PhaseStatus, report: ProjectReport) -> GateDetail:
    gate: GateResult | None = phase.gate
    items: Sequence[ItemVerdict] = gate.items if gate else ()
    counts = gate.counts if gate else None
    summary = f"{counts.must_satisfied:,} of {counts.must_total:,} required" if counts else ""
    if phase.decision is not None:
        day = written(phase.decision.at, report.status.today)
        summary += f" · {OUTCOMES[phase.decision.outcome].lower()} on {day}"
    return GateDetail(
        phase.phase.id,
        phase.phase.title,
        summary,
        phase.phase.question,
        tuple(_item(each, report) for each in items),
        tuple(_signoff(each, report) for each in (gate.signoffs if gate else ())),
        tuple(map(_finding, findings(gate))) if gate else (),
    )


def _finding(finding: Finding) -> tuple[str, str, str]:
    """Return the mood and the word of the severity, and the message."""
    phrase = severity(finding)
    moods = {"bad": "bad", "warn": "care"}
    return moods.get(phrase.mood, "soft"), phrase.text, message(finding)


def _signoff(signoff: SignOffVerdict, report: ProjectReport) -> tuple[str, str, str]:
    """Return the role, the mood and the state of a sign-off."""
    names, today = report.names, report.status.today
    people = joined(list(dict.fromkeys(names.of(each.entry.by) for each in signoff.shown)))
    of = f" ({share(signoff)})" if share(signoff) else ""
    when = f" on {written(signoff.at, today)}" if signoff.at else ""
    if signoff.state is SignOffState.MISSING:
        return signoff.role.full_name, "bad", f"not signed off{of}"
    state = f"signed off by {people}{when}{of}, {signoff.identity}"
    if signoff.state is SignOffState.VALID:
        return signoff.role.full_name, "good", state
    return signoff.role.full_name, "care", f"{state}: {label(signoff.state)}"


_STATES = {
    State.OPEN: ("none", "Not answered", "soft"),
    State.NOT_MET: ("bad", "Not met", "bad"),
    State.STALE: ("again", "Outdated", "care"),
    State.LAPSED: ("again", "Expired", "care"),
    State.DISPUTED: ("bad", "Disputed", "bad"),
    State.NO_EVIDENCE: ("bad", "No evidence", "bad"),
}


def _state(verdict: ItemVerdict, today: str) -> tuple[str, str, str]:
    """Return the icon, the word and the mood of an item's state."""
    if verdict.state is State.WAIVED:
        return "waived", f"Waived until {written(verdict.waived_until, today)}", "care"
    if verdict.state is not State.SATISFIED:
        if verdict.state is State.OPEN and verdict.checks:
            return "bad", "Check fails", "bad"
        return _STATES[verdict.state]
    answer = verdict.answer
    if answer is not None and answer.value is AnswerValue.NOT_APPLICABLE:
        return "na", "Not applicable", "soft"
    if verdict.checks and all(each.outcome is CheckOutcome.PASS for each in verdict.checks):
        return "checked", "Met, checked", "good"
    return "good", "Met", "good"


def _item(verdict: ItemVerdict, report: ProjectReport) -> ItemDetail:
    item, answer, today = verdict.item, verdict.answer, report.status.today
    level = ""
    if item.level is not Level.MUST:
        level = "recommended"
    elif not verdict.must:
        level = f"required from {written(item.enforce_from, today)}"
    return ItemDetail(
        item.id,
        item.title,
        level,
        answer.note.strip() if answer else "",
        *_state(verdict, today),
        _answered(verdict, report),
        _plan(answer, report),
        _waiver(verdict, report),
        tuple(cited(answer.evidence, report)) if answer else (),
        tuple((check(each).text, each.outcome is CheckOutcome.PASS) for each in verdict.checks),
        _rewording(item, report) if item.id in report.earlier.items else None,
    )


def _answered(verdict: ItemVerdict, report: ProjectReport) -> str:
    answer = verdict.answer
    if answer is None:
        by_checks = verdict.item.answered_by_checks and verdict.item.checks
        return "by checks" if by_checks else "nobody yet"
    carried = f", from {answer.carried}" if answer.carried else ""
    return f"{report.names.of(answer.by)}, {written(answer.at, report.status.today)}{carried}"


def _plan(answer: Answer | None, report: ProjectReport) -> str:
    if answer is None or answer.value is not AnswerValue.NOT_MET:
        return ""
    if not (answer.owner or answer.due):
        return ""
    due = f" by {written(answer.due, report.status.today)}" if answer.due else ""
    return f"{report.names.of(answer.owner or answer.by)} closes it{due}"


def _waiver(verdict: ItemVerdict, report: ProjectReport) -> str:
    given, names = verdict.waiver, report.names
    if given is None:
        return ""
    approved = joined([names.of(each) for each in given.approved_by])
    return (
        f"Waived until {in_full(given.until)}: {given.reason.strip()}"
        f" (requested by {names.of(given.by)}, approved by {approved})"
    )


def _rewording(now: Item, report: ProjectReport) -> Rewording:
    before = report.earlier.items[now.id]
    if before is None:
        cut = "" if report.earlier.complete else f" (searched {report.earlier.searched} commits)"
        return Rewording((), f"The earlier wording is not in this copy of the history{cut}.")
    changes = part_changes(before, now)
    missing = "" if changes else "Its checks or conditions changed; its wording did not."
    return Rewording(changes, missing)


def signs_of_ceremony(report: ProjectReport, *, names: bool) -> tuple[str, ...]:
    """Return a sentence for each sign of ceremony, with people's names or their addresses.

    They are about the project as a whole, so a report on one gate has none.
    """
    if report.alone:
        return ()
    return tuple(
        sign_text(each._replace(name=report.names.of(each.name)))
        if names and each.kind is SignKind.ANSWERED_AT_ONCE
        else sign_text(each)
        for each in find_signs(report.status.project).signs
    )


def _people(report: ProjectReport) -> list[tuple[str, str, str]]:
    """Return the role, name and address of everybody in the policy."""
    project, names = report.status.project, report.names
    return [
        (project.checklist.role(role).full_name, names.of(email), email)
        for role, emails in project.policy.people.items()
        for email in emails
    ]


def _commands(report: ProjectReport) -> list[str]:
    found = [command_of(finding.fix) for finding in tasks(report)]
    return [*dict.fromkeys(command for command in found if command), "tpm gate check", "tpm next"]
