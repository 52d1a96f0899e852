"""Findings that are alike, put together: a fresh project has no answer to anything."""

from __future__ import annotations

from collections.abc import Sequence

from tpmcli.model.finding import Arguments, Cause, Finding, about_gate
from tpmcli.model.fix import tpm
from tpmcli.model.place import placed_command
from tpmcli.model.role import Role
from tpmcli.model.rule import Reason, Rule, Severity
from tpmcli.model.verdict import GateResult, ItemVerdict, State

# So many findings that are alike are listed one by one.
_FEW = 2

_Kind = tuple[Rule, Role | None, Severity, Cause | None]


def condensed(gate: GateResult) -> list[Finding]:
    """Return the findings of a gate, one for all items of a role that only lack an answer.

    It stands where the first of them stood. Its fix goes through them.
    """
    untouched = {item.item.id: item.item.role for item in gate.items if is_untouched(item)}
    groups: dict[_Kind, list[Finding]] = {}
    for finding in gate.findings:
        if finding.subject.of_item and finding.subject.name in untouched:
            groups.setdefault(_kind(finding, untouched), []).append(finding)
    found: list[Finding] = []
    for finding in gate.findings:
        group: Sequence[Finding] = ()
        if finding.subject.of_item and finding.subject.name in untouched:
            group = groups[_kind(finding, untouched)]
        if len(group) <= _FEW:
            found.append(finding)
        elif finding is group[0]:
            found.append(_together(gate, group, untouched[finding.subject.name]))
    return found


def is_untouched(verdict: ItemVerdict) -> bool:
    """Return whether the only finding on an item is that it has no answer yet."""
    return (
        verdict.state is State.OPEN
        and verdict.answer is None
        and not verdict.item.answered_by_checks
        and all(finding.reason is Reason.UNANSWERED for finding in verdict.findings)
    )


def _kind(finding: Finding, roles: dict[str, Role]) -> _Kind:
    return finding.rule, roles[finding.subject.name], finding.severity, finding.cause


def _together(gate: GateResult, group: Sequence[Finding], role: Role) -> Finding:
    """Return one finding for all of a group."""
    first = group[0]
    recommended = first.rule is Rule.SHOULD_UNMET
    return Finding(
        Reason.SEVERAL_UNMET if recommended else Reason.SEVERAL_UNANSWERED,
        about_gate(gate.phase),
        first.severity,
        Arguments(total=len(group), other_role=role),
        placed_command(tpm("walk", gate.phase, "--role", str(role)), gate.place),
        first.owners,
        (role,),
        first.cause,
    )
