"""`tpm next`: the next open thing, and the exact command."""

from __future__ import annotations

from collections.abc import Mapping

from tpmcli.model.checklist import Role
from tpmcli.model.policy import Policy
from tpmcli.model.tuples import NamedTuple
from tpmcli.model.verdict import (
    Finding,
    GateResult,
    GateVerdict,
    ItemVerdict,
    Severity,
    SignOffState,
)
from tpmcli.rules.fix_commands import for_increment
from tpmcli.rules.open_gate import find_kill
from tpmcli.rules.status import DueKind, ProjectStatus

_SIGNATURES = {
    SignOffState.MISSING: "nobody has signed for them",
    SignOffState.STALE: "answers or waivers changed after it signed",
    SignOffState.REFUSED: "who signed does not hold the role",
}


class NextStep(NamedTuple):
    """One thing to do: what, why, for whom (a role, or empty for whoever decides), and how."""

    what: str
    why: str
    role: str
    command: str
    phase: str = ""
    item: str = ""


def next_step(status: ProjectStatus, role: Role | None) -> NextStep | None:
    """The first thing to do, for one role or for anybody; None where nothing is left.

    A product that was stopped can only be taken up again. Otherwise what broke in a decided gate
    comes first, then the current phase: its must-items in the order of the work, the sign-offs,
    the decision.
    """
    step = _first(status, role)
    return step and step._replace(command=for_increment(status.project.record, step.command))


def _first(status: ProjectStatus, role: Role | None) -> NextStep | None:
    policy = status.project.policy
    for stop in find_kill(status.project):
        why = "nothing else is asked until then"
        return NextStep(stop.message, why, "", stop.fix, stop.subject)
    for phase in status.phases:
        gate = phase.gate
        if gate is None or phase.decision is None or not phase.decision.outcome.passes:
            continue
        broken = _repair(gate, role, policy)
        if broken is not None:
            return broken
    if status.current is None:
        return _after_the_last(status, role)
    gate = status.gate(status.current.id)
    return _forward(gate, role, policy) if gate is not None else None


def _repair(gate: GateResult, role: Role | None, policy: Policy) -> NextStep | None:
    roles = {item.item.id: item.item.role for item in gate.items}
    for finding in gate.findings:
        if finding.severity is not Severity.ERROR:
            continue
        owners = _owners(finding, roles, policy)
        if role is None or not owners or role in owners:
            why = f"{gate.phase} is decided and no longer holds"
            owner = str(owners[0]) if len(owners) == 1 else ""
            return NextStep(finding.message, why, owner, finding.fix, gate.phase)
    return None


def _owners(finding: Finding, roles: Mapping[str, Role], policy: Policy) -> list[Role]:
    """The roles that can mend it; none where it is a matter of the whole gate."""
    if finding.rule == "waiver-unapproved":
        # Who approved it must act, whosever item it is.
        return [role for role in Role if policy.holds(finding.owner, role)]
    if finding.subject in roles:
        return [roles[finding.subject]]
    return [role for role in Role if finding.subject.endswith(f".{role}")]


def _forward(gate: GateResult, role: Role | None, policy: Policy) -> NextStep | None:
    items = [item for item in gate.items if role is None or item.item.role is role]
    for item in items:
        if item.must and not item.satisfied and not _waits_for_signature(item):
            return _of_item(item)
    for signoff in gate.signoffs:
        if signoff.state is SignOffState.VALID or role not in (None, signoff.role):
            continue
        return NextStep(
            f"sign off {gate.phase} as {signoff.role.upper()}",
            f"its must-items are done, and {_SIGNATURES[signoff.state]}",
            str(signoff.role),
            f"tpm sign {gate.phase} --role {signoff.role}",
            gate.phase,
        )
    unsigned = _waiver_to_sign(gate, policy, role)
    if unsigned is not None:
        return unsigned
    if gate.verdict is GateVerdict.MET:
        decision = gate.recommendation.decision
        promise = ' --condition "…" --owner E-MAIL --due DATE' if decision == "conditional" else ""
        return NextStep(
            f"decide the gate {gate.phase}",
            f"it is met; recommended: {decision} ({gate.recommendation.rule})",
            "",
            f"tpm gate decide {gate.phase} {decision}{promise}",
            gate.phase,
        )
    return _rest(gate, role, items)


def _waiver_to_sign(gate: GateResult, policy: Policy, role: Role | None) -> NextStep | None:
    """The signature that a waiver's approver owes, also where that role had signed before."""
    for item in gate.items:
        for finding in item.findings if _waits_for_signature(item) else ():
            holds = role is None or policy.holds(finding.owner, role)
            if finding.rule == "waiver-unapproved" and holds:
                why = f"{finding.owner} approved it, and a waiver counts once that is signed"
                return NextStep(finding.message, why, str(role or ""), finding.fix, gate.phase)
    return None


def _rest(gate: GateResult, role: Role | None, items: list[ItemVerdict]) -> NextStep | None:
    blockers = [finding for finding in gate.findings if finding.severity is Severity.ERROR]
    if role is None and blockers:
        first = blockers[0]
        return NextStep(first.message, first.rule, "", first.fix, gate.phase)
    for item in items:
        if not item.must and not item.satisfied:
            return _of_item(item)
    return None


def _of_item(item: ItemVerdict) -> NextStep:
    finding = next((f for f in item.findings if f.severity is not Severity.NOTE), None)
    command = finding.fix if finding else f"tpm why {item.item.id}"
    return NextStep(
        item.item.title,
        item.item.why,
        str(item.item.role),
        command,
        item.item.phase,
        item.item.id,
    )


def _waits_for_signature(item: ItemVerdict) -> bool:
    return any(
        f.rule == "waiver-unapproved" and f.fix.startswith("tpm sign") for f in item.findings
    )


def _after_the_last(status: ProjectStatus, role: Role | None) -> NextStep | None:
    for due in status.due:
        if due.kind is DueKind.CONDITION:
            number = due.text.partition(":")[0].removeprefix("condition ")
            return NextStep(
                due.text,
                f"promised at {due.subject}, due {due.day}",
                "",
                f"tpm gate close {due.subject} {number} --evidence PATH",
                due.subject,
            )
    if role is not None:
        return None
    return NextStep(
        "begin the next increment",
        f"every gate of {status.project.record.increment} is decided",
        "",
        "tpm start NAME",
    )
