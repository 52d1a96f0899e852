"""What a person has to do about a finding, for readers who do not know the tool.

A finding without words of its own here is told by its message.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from tpmcli.model.finding import Finding
from tpmcli.model.role import Role
from tpmcli.model.rule import Reason, Rule, RuleReason
from tpmcli.render.dates import written
from tpmcli.render.finding import message
from tpmcli.rules.person_names import PersonNames
from tpmcli.rules.project_report import ProjectReport

_MOST_NAMED = 3


class TaskText(NamedTuple):
    """Who must do what, and why, in plain words."""

    who: str
    what: str
    why: str


def task_text(finding: Finding, report: ProjectReport, held: frozenset[Role]) -> TaskText:
    """Return the task that a blocking finding sets; `held` are the roles with an open item."""
    names = report.names
    about = finding.about
    finding = finding._replace(
        about=about._replace(
            person=_name(about.person, names),
            author=_name(about.author, names),
            names=tuple(_name(each, names) for each in about.names),
        )
    )
    who = people(finding.owners, report)
    words = _BY_REASON.get(finding.reason) or _BY_RULE.get(finding.reason.rule)
    if words is None or finding.increment or finding.decided:
        return TaskText(who, _sentence(message(finding)), "")
    what, why = words
    if finding.reason.rule is Rule.SIGNOFF_MISSING and finding.subject.role in held:
        why = "Possible once the required items of this role are satisfied."
    told = _Told(finding, report)
    return TaskText(who, what.format_map(told), why.format_map(told))


class _Told(dict[str, object]):
    """The words that a task names."""

    def __init__(self, finding: Finding, report: ProjectReport) -> None:
        super().__init__()
        self._finding = finding
        self._report = report

    def __missing__(self, name: str) -> object:
        return _WORDS[name](self._finding, self._report)


def _role(finding: Finding, report: ProjectReport) -> str:
    role = finding.subject.role or finding.about.other_role
    return report.status.project.checklist.role(role).full_name if role is not None else ""


def _phase(finding: Finding, report: ProjectReport) -> str:
    phase = report.status.project.checklist.phase(finding.subject.phase)
    return phase.title if phase is not None else finding.subject.phase


_WORDS: Mapping[str, Callable[[Finding, ProjectReport], object]] = {
    "title": lambda finding, _: finding.subject.title,
    "person": lambda finding, _: finding.about.person,
    "day": lambda finding, report: written(finding.about.day, report.status.today),
    "until": lambda finding, report: written(finding.about.until, report.status.today),
    "total": lambda finding, _: f"{finding.about.total:,}",
    "path": lambda finding, _: f"`{finding.about.path}`",
    "result": lambda finding, _: finding.about.result.message if finding.about.result else "",
    "role": _role,
    "phase": _phase,
    "number": lambda finding, _: finding.subject.number,
}
_BY_REASON: Mapping[RuleReason, tuple[str, str]] = {
    Reason.SEVERAL_UNANSWERED: (
        "Answer {total} required items of the {role}",
        "Nobody has answered them yet.",
    ),
    Reason.NOT_MET_PLANNED: ("Close the gap: {title}", "Not met; planned for {until}."),
    Reason.ITEM_REWORDED: (
        "Answer again: {title}",
        "The item changed after {person} answered it on {day}.",
    ),
    Reason.DECISION_UNDERMINED: (
        "Restore what the decision on {phase} rests on, or reopen it",
        "Entries behind it changed.",
    ),
    Reason.WAIVER_UNSIGNED: (
        "Sign off the waiver: {title}",
        "It was requested after the last sign-off, or without one.",
    ),
}
_BY_RULE: Mapping[Rule, tuple[str, str]] = {
    Rule.UNANSWERED: ("Answer: {title}", "Nobody has answered it yet."),
    Rule.NOT_MET: ("Close the gap: {title}", "It is answered not met."),
    Rule.STALE_QUESTION: ("Answer again: {title}", "The item changed after the answer."),
    Rule.ANSWER_LAPSED: ("Answer again: {title}", "The answer of {day} expired after {until}."),
    Rule.NO_EVIDENCE: ("Cite evidence: {title}", "It is answered met, and nothing shows it."),
    Rule.EVIDENCE_MISSING: ("Show again: {title}", "{path} is cited and does not exist."),
    Rule.EVIDENCE_EMPTY: ("Show again: {title}", "{path} is cited and contains nothing."),
    Rule.CHECK_FAILED: ("Fix: {title}", "A check fails: {result}."),
    Rule.CHECK_NOT_RUN: ("Make the check possible: {title}", "{result}"),
    Rule.DISPUTED: ("Settle: {title}", "It is answered met, but its check fails: {result}."),
    Rule.WAIVER_EXPIRED: ("Close the gap: {title}", "Its waiver is over."),
    Rule.SIGNOFF_MISSING: ("Sign off as {role}", "Possible now."),
    Rule.SIGNOFF_STALE: ("Sign off again as {role}", "Answers or waivers changed since."),
    Rule.CONDITION_OVERDUE: ("Meet the condition: {title}", "It was due on {until}."),
    Rule.EARLIER_GATE_OPEN: ("Decide {phase} first", "Gates are decided in order."),
}
_WHY: Mapping[Rule, tuple[str, str]] = {
    Rule.UNANSWERED: ("1 required item has no answer", "{} required items have no answer"),
    Rule.NOT_MET: ("1 required item is not met", "{} required items are not met"),
    Rule.STALE_QUESTION: (
        "1 item changed after its answer",
        "{} items changed after their answers",
    ),
    Rule.ANSWER_LAPSED: ("1 answer expired", "{} answers expired"),
    Rule.NO_EVIDENCE: ("1 answer cites no evidence", "{} answers cite no evidence"),
    Rule.EVIDENCE_MISSING: (
        "1 piece of evidence does not exist",
        "{} pieces of evidence do not exist",
    ),
    Rule.CHECK_FAILED: ("1 check fails", "{} checks fail"),
    Rule.CHECK_NOT_RUN: ("1 check could not run", "{} checks could not run"),
    Rule.DISPUTED: (
        "1 check contradicts its answer",
        "{} checks contradict their answers",
    ),
    Rule.WAIVER_UNAPPROVED: ("1 waiver waits for approval", "{} waivers wait for approval"),
    Rule.WAIVER_EXPIRED: ("1 waiver expired", "{} waivers expired"),
    Rule.SIGNOFF_MISSING: ("1 sign-off is missing", "{} sign-offs are missing"),
    Rule.SIGNOFF_STALE: ("1 sign-off is outdated", "{} sign-offs are outdated"),
    Rule.CONDITION_OVERDUE: ("1 condition is overdue", "{} conditions are overdue"),
    Rule.EARLIER_GATE_OPEN: ("an earlier gate is open", "{} earlier gates are open"),
}
_OTHER = ("1 other finding blocks", "{} other findings block")
_MOST_KINDS = 3


def why_text(blockers: Iterable[Finding]) -> str:
    """Return what blocks, counted by kind, as one sentence with a full stop."""
    counts: dict[tuple[str, str], int] = {}
    for finding in blockers:
        words = _WHY.get(finding.rule, _OTHER)
        counts[words] = counts.get(words, 0) + 1
    if not counts:
        return ""
    counted = [(words, count) for words, count in counts.items() if words is not _OTHER]
    shown = counted[:_MOST_KINDS]
    rest = sum(counts.values()) - sum(count for _, count in shown)
    parts = [(one if count == 1 else many.format(f"{count:,}")) for (one, many), count in shown]
    if rest:
        parts.append(_OTHER[0] if rest == 1 else _OTHER[1].format(f"{rest:,}"))
    return _sentence(joined(parts))


def people(owners: Sequence[str], report: ProjectReport) -> str:
    """Return people, by their names, and roles, by their full names; some of them if many."""
    checklist = report.status.project.checklist
    named = [
        report.names.of(owner) if "@" in owner else checklist.role(owner).full_name
        for owner in owners
    ]
    named = list(dict.fromkeys(named))
    if len(named) > _MOST_NAMED:
        named = [*named[: _MOST_NAMED - 1], f"{len(named) - _MOST_NAMED + 1} others"]
    return joined(named)


def joined(parts: Sequence[str]) -> str:
    """Return the parts with commas, and `and` before the last."""
    if len(parts) < 3:
        return " and ".join(parts)
    return f"{', '.join(parts[:-1])}, and {parts[-1]}"


def _name(person: str, names: PersonNames) -> str:
    return names.of(person) if "@" in person else person


def _sentence(text: str) -> str:
    """Return the text as a sentence: a capital first, unless it begins with code."""
    return f"{text[:1].upper()}{text[1:]}."
