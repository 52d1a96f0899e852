"""The first screen of the report as plain text by parts, which each format arranges."""

from collections.abc import Iterator

from tpmcli.model.days import days_between
from tpmcli.model.record import Decision, Outcome
from tpmcli.model.role import Role, in_order
from tpmcli.model.verdict import GateVerdict
from tpmcli.render.dates import in_full, written
from tpmcli.render.project.screen_parts import (
    ConditionRow,
    DatedRow,
    DateMark,
    DecisionRow,
    FirstScreen,
    PhaseRow,
    RoleRow,
    TaskRow,
    Verdict,
)
from tpmcli.render.project.task_text import people, task_text, why_text
from tpmcli.render.short_increment import short_text
from tpmcli.rules.conditions import conditions
from tpmcli.rules.due import Due, DueKind
from tpmcli.rules.project import short_increment
from tpmcli.rules.project_report import ProjectReport
from tpmcli.rules.report_summary import (
    CALENDAR_DAYS,
    BurnUp,
    CalendarEntry,
    Headline,
    Span,
    Standing,
    TakenDecision,
    burn_ups,
    calendar,
    decisions,
    headline,
    spans,
    tasks,
)

# So many rows are shown; the rest is counted.
_MOST_NOW = 7
_MOST_LATER = 6
_MOST_DATED = 8
_MOST_DECISIONS = 8
_MOST_ROLES = 3

OUTCOMES = {
    Outcome.GO: "Go",
    Outcome.CONDITIONAL: "Go with conditions",
    Outcome.HOLD: "Hold",
    Outcome.RECYCLE: "Reopened",
    Outcome.KILL: "Stopped",
}
_STANDINGS = {
    Standing.NO_GO: ("No-go", "bad"),
    Standing.READY: ("Ready", "good"),
    Standing.HOLD: ("Hold", "care"),
    Standing.STOPPED: ("Stopped", "bad"),
    Standing.GO: ("Go", "good"),
    Standing.CONDITIONAL: ("Go with conditions", "good"),
    Standing.SKIPPED: ("Skipped", "soft"),
}
KINDS = {
    DueKind.CONDITION: "condition",
    DueKind.PLAN: "plan",
    DueKind.WAIVER: "waiver expires",
}
_RULES = {
    "met": "Every required item is satisfied.",
    "met-with-open-should": "Every required item is satisfied; a recommended one is open.",
    "met-with-waiver": "Every required item is satisfied; one is waived.",
}


def first_screen(report: ProjectReport) -> FirstScreen:
    """Return the first screen of a report."""
    project, today = report.status.project, report.status.today
    found = headline(report)
    now = _now(report, found)
    later = [_later(entry, report) for entry in calendar(report)]
    dated = [_dated(entry, report) for entry in calendar(report, CALENDAR_DAYS)]
    taken = decisions(report)
    progress = tuple(_role_row(each, report) for each in burn_ups(report))
    short = short_increment(project)
    only = f"only the gate of {report.gates[0].phase.title}" if report.alone else ""
    return FirstScreen(
        f"{project.policy.name} {project.record.increment}",
        today,
        _roles(report),
        "; ".join(filter(None, (only, short_text(short) if short else ""))),
        _verdict(found, report),
        tuple(_phase_row(span, report) for span in spans(report)),
        tuple(now[:_MOST_NOW]),
        max(0, len(now) - _MOST_NOW),
        tuple(later[:_MOST_LATER]),
        max(0, len(later) - _MOST_LATER),
        progress,
        sum(each.burn_up.undated for each in progress),
        tuple(dated[:_MOST_DATED]),
        max(0, len(dated) - _MOST_DATED),
        tuple(_decision_row(each, report) for each in taken[-_MOST_DECISIONS:]),
        max(0, len(taken) - _MOST_DECISIONS),
    )


def _roles(report: ProjectReport) -> tuple[tuple[str, str], ...]:
    """Return the first roles with their people, and how many more there are."""
    project = report.status.project
    held = [role for role in in_order(project.policy.people) if project.policy.people[role]]
    shown = [
        (project.checklist.role(role).full_name, people(project.policy.people[role], report))
        for role in held[:_MOST_ROLES]
    ]
    more = len(held) - len(shown)
    return (*shown, (f"and {more} more", "role" if more == 1 else "roles")) if more else (*shown,)


def _verdict(found: Headline, report: ProjectReport) -> Verdict:
    word, mood = _STANDINGS[found.standing]
    gate = found.phase.gate
    counts = gate.counts if gate is not None else None
    advice = ""
    undecided = found.standing in (Standing.NO_GO, Standing.READY) and not found.broken
    if gate is not None and undecided:
        advice = gate.recommendation.decision
    return Verdict(
        word,
        mood,
        _sentence(found, report),
        _why(found, report),
        advice.replace("conditional", "go with conditions"),
        counts.must_satisfied if counts else 0,
        counts.must_total if counts else 0,
        counts.waived if counts else 0,
    )


def _sentence(found: Headline, report: ProjectReport) -> str:
    name, phase = report.status.project.policy.name, found.phase.phase.title
    if found.broken:
        return f"The decision on {phase} of {name} no longer holds."
    match found.standing:
        case Standing.NO_GO:
            return f"{name} cannot leave {phase} today."
        case Standing.READY:
            return f"{name} is ready for a decision on {phase}."
        case Standing.HOLD:
            return f"{name} is on hold at {phase}."
        case Standing.STOPPED:
            return f"{name} was stopped at {phase}."
        case Standing.SKIPPED:
            return f"This increment of {name} skips {phase}."
        case _:
            return f"{name} has passed {phase if report.alone else 'every gate'}."


def _why(found: Headline, report: ProjectReport) -> str:
    gate, decision = found.phase.gate, found.phase.decision
    blocked = why_text(found.blockers)
    if found.standing is Standing.NO_GO:
        return blocked
    if found.standing is Standing.READY and gate is not None:
        return _RULES.get(gate.recommendation.rule, _RULES["met"])
    if decision is None:
        return ""
    who, day = report.names.of(decision.by), in_full(decision.at)
    reason = f": {decision.reason.strip()}" if decision.reason.strip() else "."
    told = f"Decided by {who} on {day}{reason}"
    return f"{told} {blocked}" if found.standing is Standing.HOLD and blocked else told


def _phase_row(span: Span, report: ProjectReport) -> PhaseRow:
    phase, today = span.status, report.status.today
    gate, decision = phase.gate, phase.decision
    met = gate is not None and gate.verdict is GateVerdict.MET
    if not span.start:
        state, mood, when = "not begun", "soft", ""
    elif decision is not None and decision.outcome.passes:
        state, mood = OUTCOMES[decision.outcome], "good"
        when = written(decision.at, today)
        if not met:
            state, mood = f"{state}, no longer holds", "bad"
    else:
        state, mood = ("ready", "link") if met else ("not met", "link")
        if decision is not None and decision.outcome in (Outcome.HOLD, Outcome.KILL):
            state, mood = OUTCOMES[decision.outcome].lower(), "bad"
        days = days_between(span.start, today)
        since = f"since {written(span.start, today)}"
        when = f"{since} · {days:,} {'day' if days == 1 else 'days'}"
        state = f"current, {state}"
    counts = gate.counts if gate is not None else None
    return PhaseRow(
        span,
        phase.phase.id,
        phase.phase.title,
        state,
        mood,
        when,
        f"{counts.must_satisfied:,} of {counts.must_total:,}" if counts else "",
        f"{counts.should_satisfied:,} of {counts.should_total:,}" if counts else "",
        counts.waived if counts else 0,
    )


def _now(report: ProjectReport, found: Headline) -> list[TaskRow]:
    held = frozenset(
        role
        for finding in found.blockers
        if finding.subject.of_item
        for role in finding.roles or filter(None, (finding.subject.role,))
    )
    return [TaskRow("now", *task_text(each, report, held)) for each in tasks(report)]


def _later(entry: CalendarEntry, report: ProjectReport) -> TaskRow:
    """Return a promise or plan; a waiver's end is a remark on the plan of the same item."""
    today = report.status.today
    first = entry.dates[0]
    kinds = [_note(due, today) for due in entry.dates[1:]]
    word = KINDS[first.kind].capitalize()
    note = f"{'; '.join([word, *kinds])}."
    due = written(first.day, today)
    who = people(first.owners, report)
    return TaskRow(due, who, _title(first), note, first.day < today)


def _note(due: Due, today: str) -> str:
    return f"{KINDS[due.kind]} {written(due.day, today)}"


def _title(due: Due) -> str:
    return f"{due.increment}: {due.subject.title}" if due.increment else due.subject.title


def _dated(entry: CalendarEntry, report: ProjectReport) -> DatedRow:
    today = report.status.today
    owners = dict.fromkeys(owner for due in entry.dates for owner in due.owners)
    marks = tuple(
        DateMark(
            due.day,
            KINDS[due.kind],
            "care" if due.kind is DueKind.WAIVER else "link",
            due.day < today,
        )
        for due in entry.dates
    )
    return DatedRow(_title(entry.dates[0]), people(tuple(owners), report), marks)


def _role_row(burn_up: BurnUp, report: ProjectReport) -> RoleRow:
    project = report.status.project
    role: Role = project.checklist.role(burn_up.role)
    holders = project.policy.people.get(role, ())
    return RoleRow(role.full_name, people(holders, report), burn_up, tuple(_points(burn_up)))


def _points(burn_up: BurnUp) -> Iterator[tuple[str, int, int]]:
    """Yield every date on which a number changed, and the last one, with both numbers."""
    reached, asked = dict(burn_up.reached), dict(burn_up.asked)
    satisfied = total = 0
    for day in sorted({*reached, *asked, burn_up.end}):
        satisfied, total = reached.get(day, satisfied), asked.get(day, total)
        if day == burn_up.end:
            satisfied += burn_up.undated
        yield day, satisfied, total


def _decision_row(taken: TakenDecision, report: ProjectReport) -> DecisionRow:
    decision = taken.decision
    return DecisionRow(
        decision.at[:10],
        OUTCOMES[decision.outcome],
        "good" if decision.outcome.passes else "bad",
        taken.phase.title,
        _by(decision, report),
        decision.reason.strip(),
        decision.recommendation.replace("conditional", "go with conditions"),
        decision.minutes,
        tuple(_condition_rows(taken, report)),
    )


def _by(decision: Decision, report: ProjectReport) -> str:
    name = report.names.of(decision.by)
    return f"{name} for {report.names.of(decision.deputy_for)}" if decision.deputy_for else name


def _condition_rows(taken: TakenDecision, report: ProjectReport) -> list[ConditionRow]:
    today, rows = report.status.today, []
    closed = {
        state.number: state.closing
        for state in conditions(report.status.project, taken.phase.id)
        if taken.counts
    }
    for number, condition in enumerate(taken.decision.conditions, 1):
        closing = closed.get(number)
        if closing is not None:
            state, mood = f"met on {written(closing.at, today)}", "good"
        elif not taken.counts:
            state, mood = "replaced by a later decision", "soft"
        elif condition.due < today:
            state, mood = "overdue", "bad"
        else:
            state, mood = "open", "care"
        who = report.names.of(condition.owner)
        rows.append(ConditionRow(condition.text, who, condition.due, state, mood))
    return rows
