"""The headline of a gate report, for a reader who knows neither the tool nor the gate.

If two states were compared, it says first whether the change under review is the cause.
"""

from __future__ import annotations

from collections.abc import Sequence

from tpmcli.model.finding import Cause, Finding, errors
from tpmcli.model.role import Role
from tpmcli.model.rule import Rule, Severity
from tpmcli.model.verdict import GateReport, GateResult, GateVerdict, SignOffState
from tpmcli.render.finding import message, since_text
from tpmcli.render.gate.grouping import gate_name, grouped
from tpmcli.render.gate.shared_cause import by_cause, shared_message, shared_owners
from tpmcli.render.style import plural

_NOT_OURS = frozenset((Cause.TIME, Cause.INHERITED))


def headline(report: GateReport) -> str:
    """Return one sentence, and one for each increment of a kind.

    It contains text that people wrote and that the caller must escape.
    """
    if not report.short:
        return verdict_sentence(report)
    from tpmcli.render.short_increment import short_text

    return " ".join([verdict_sentence(report), *(f"{short_text(each)}." for each in report.short)])


def verdict_sentence(report: GateReport) -> str:
    """Return the verdict in one sentence, without the kind of the increment."""
    name = f"{report.project_name} {report.increment}".rstrip()
    if report.verdict is GateVerdict.NOTHING_DECIDED:
        return f"Nothing to check: {name} has no decided gate yet. The files are valid."
    if report.verdict is GateVerdict.NOT_GATED:
        where = f"the {gate_name(report.gates[0])} gate" if report.gates else "this gate"
        return f"Not checked: {name} skips {where}. That is not a pass."
    if report.verdict is GateVerdict.MET:
        unmet = any(gate.verdict is GateVerdict.UNMET for gate in report.gates)
        return _excused(report) if unmet else f"{_met(report, name)}{_claims(report.uncommitted)}"
    return _unmet(report, name)


def _excused(report: GateReport) -> str:
    """Return the sentence for a change that may pass although a gate is not met."""
    older = [finding for finding in report.all_findings() if finding.cause in _NOT_OURS]
    serious = [finding for finding in older if finding.severity is Severity.WARNING] or older
    if not serious:
        return "Met for this pull request."
    inherited = all(finding.cause is Cause.INHERITED for finding in serious)
    link = "inherited from the base" if inherited else "not caused by it"
    return f"Met for this pull request; {link}: {_first(serious)}."


def _met(report: GateReport, name: str) -> str:
    if report.asked == "phase" and len(report.gates) == 1:
        gate = report.gates[0]
        phase, decision = gate_name(gate), gate.decided
        if decision is not None and decision.outcome.passes:
            return (
                f"Met: {phase} of {name} was decided `{decision.outcome}`"
                f" on {decision.at[:10]}, and that still holds."
            )
        waived = f", {gate.counts.waived} of them waived" if gate.counts.waived else ""
        return (
            f"Met: {phase} of {name} is ready for a decision."
            f" {_all_of(gate.counts.must_total)} satisfied{waived}."
        )
    names = ", ".join(gate_name(gate) for gate in report.gates)
    if report.asked == "phase":
        return f"Met: all {len(report.gates):,} gates of {name} are met ({names})."
    if len(report.gates) == 1:
        return f"Met: the {names} decision of {name} still holds."
    return f"Met: the decisions at {len(report.gates):,} gates of {name} still hold ({names})."


def _claims(uncommitted: int) -> str:
    """Return the sentence about entries that are in no commit, with a space before it."""
    if not uncommitted:
        return ""
    entries = plural(uncommitted, "entry is", "entries are")
    authors = "its author is" if uncommitted == 1 else "their authors are"
    return f" {entries} not committed yet; {authors} verified only with `--against`, as in CI."


def _all_of(total: int) -> str:
    words = {1: "The one required item is", 2: "Both required items are"}
    return words.get(total, f"All {total:,} required items are")


def _unmet(report: GateReport, name: str) -> str:
    blocking = errors(report.all_findings())
    waiting = [finding for finding in blocking if finding.awaits_approval]
    if not waiting:
        return f"{_not_met(report, name, blocking)}."
    whom = _awaited(waiting)
    if len(waiting) == len(blocking):
        return f"Waiting for {whom}."
    others = [finding for finding in blocking if not finding.awaits_approval]
    return f"{_not_met(report, name, others)}; also waiting for {whom}."


def _awaited(waiting: Sequence[Finding]) -> str:
    """Return who must approve, by role and email address: `the PM to approve (ana@…)`."""
    roles: dict[str, str] = {}
    for finding in waiting:
        role = finding.subject.role
        # A sign-off names its role, and a decision none.
        if role is not None or finding.about.person not in roles:
            roles[finding.about.person] = role.named if role else "the decider"
    earlier = dict.fromkeys(each.about.approved for each in waiting if each.about.approved)
    again = f", who approved an earlier commit ({', '.join(earlier)})" if earlier else ""
    return f"{_and(list(dict.fromkeys(roles.values())))} to approve ({', '.join(roles)}){again}"


def _not_met(report: GateReport, name: str, found: Sequence[Finding]) -> str:
    """Return the sentence for these blocking findings, without its full stop."""
    causes = {finding.cause for finding in found}
    if Cause.THIS_CHANGE in causes:
        ours = [finding for finding in found if finding.cause is Cause.THIS_CHANGE]
        return f"Not met because of this pull request: {_first(ours)}"
    if causes and causes <= _NOT_OURS:
        late = [finding for finding in found if finding.cause is Cause.TIME]
        if late:
            return f"Not met, but not because of this pull request: {_first(late)}"
        return f"Not met before this pull request either: {_first(found)}"
    stopped = [finding for finding in found if finding.rule is Rule.PROJECT_KILLED]
    if stopped or len(found) == 1:
        return f"Not met: {_first(stopped[:1] or found)}"
    unmet = [gate for gate in report.gates if gate.verdict is GateVerdict.UNMET]
    if not unmet:
        return f"Not met: {_first(found)}"
    if len(unmet) > 1:
        names = ", ".join(gate_name(gate) for gate in unmet)
        return f"Not met: {len(unmet):,} gates of {name} are not met ({names}); {_first(found)}"
    return _one_gate(unmet[0], name, report.findings)


def _one_gate(gate: GateResult, name: str, elsewhere: Sequence[Finding]) -> str:
    """Return why one gate is not met, by kind: items, sign-offs, and other findings."""
    found = grouped(gate)
    open_items = {item for item, of_item in found.items.items() if errors(of_item)}
    others = errors((*found.gate, *elsewhere))
    reasons = []
    if open_items:
        must = [item for item in gate.items if item.must]
        blocking = sum(item.item.id in open_items for item in must)
        if blocking == len(open_items) == len(must) > 1:
            reasons.append(f"none of the {len(must):,} required items is satisfied")
        elif blocking == len(open_items):
            are = "is" if blocking == 1 else "are"
            reasons.append(
                f"{blocking:,} of {plural(len(must), 'required item')} {are} not satisfied"
            )
        else:
            reasons.append(f"{plural(len(open_items), 'item is', 'items are')} not satisfied")
    reasons += _signatures(
        gate, {role for role, of_role in found.signoffs.items() if errors(of_role)}
    )
    if others:
        more = f" (and {len(others) - 1:,} more)" if len(others) > 1 else ""
        reasons.append(f"{message(others[0])}{more}")
    decided = gate.decided is not None and gate.decided.outcome.passes
    if decided:
        return f"Not met: the {gate_name(gate)} decision of {name} no longer holds; {_and(reasons)}"
    return f"Not met: {gate_name(gate)} of {name} is not ready for a decision; {_and(reasons)}"


def _signatures(gate: GateResult, lacking: set[Role]) -> list[str]:
    states: dict[SignOffState, list[str]] = {}
    for signoff in gate.signoffs:
        if signoff.role in lacking:
            states.setdefault(signoff.state, []).append(signoff.role.named)
    words = []
    for state, who in states.items():
        names = _and(who)
        if state is SignOffState.MISSING:
            words.append(f"{names} {'has' if len(who) == 1 else 'have'} not signed off")
        else:
            words.append(
                f"{'the sign-off of' if len(who) == 1 else 'the sign-offs of'} {names}"
                f" {'does' if len(who) == 1 else 'do'} not count"
            )
    return words


def _first(findings: Sequence[Finding]) -> str:
    """Return the first cause with its owners, and the number of the others."""
    causes = by_cause(findings)
    owners = shared_owners(causes[0])
    owner = f" ({owners})" if owners else ""
    since = since_text(causes[0][0])
    known = f", {since}" if since else ""
    others = len(findings) - len(causes[0])
    more = f" and {plural(others, 'more finding')}" if others else ""
    return f"{shared_message(causes[0])}{owner}{known}{more}"


def _and(reasons: list[str]) -> str:
    if len(reasons) < 2:
        return "".join(reasons)
    return f"{', '.join(reasons[:-1])} and {reasons[-1]}"
