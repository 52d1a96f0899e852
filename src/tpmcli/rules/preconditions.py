"""What cannot be evaluated and so is no pass: names that lead nowhere, gates that ask nothing."""

from __future__ import annotations

from collections.abc import Iterable

from tpmcli.model.checklist import Phase
from tpmcli.model.errors import InvalidInputError
from tpmcli.model.problem import Flaw, Hint, Problem, Remedy
from tpmcli.rules.project import Project, applicable_items, blocks_today, gated_phases
from tpmcli.text.names import suggestion


def require_known_names(project: Project, asked: str = "") -> None:
    """Raises InvalidInputError where a name that decides which gates are judged does not resolve.

    The names are the phase `asked` for, if any, and those in policy and record: a trip without
    gates passes none.
    """
    policy, record = project.policy, project.record
    names = [phase.id for phase in project.checklist.phases]
    problems: list[Problem] = []
    if asked and asked not in names:
        hint = suggestion(asked, names)
        problems.append(Problem(Flaw.PHASE_UNKNOWN, (asked,), hint=hint))
    if policy.start_at and policy.start_at not in names:
        hint = suggestion(policy.start_at, names)
        problems.append(Problem(Flaw.START_UNKNOWN, (policy.start_at,), hint=hint))
    if record.kind and record.kind not in policy.kinds:
        hint = suggestion(record.kind, policy.kinds)
        problems.append(Problem(Flaw.KIND_UNKNOWN, (record.kind,), record.file, hint=hint))
    elif not gated_phases(project):
        hint = Hint(Remedy.VALID_NAMES, (tuple(names),))
        problems.append(Problem(Flaw.KIND_WITHOUT_GATE, (record.kind,), record.file, hint=hint))
    if problems:
        raise InvalidInputError(problems)


def require_items(project: Project, phases: Iterable[Phase], today: str) -> None:
    """Raises InvalidInputError where no must-item applies in one of these phases."""
    problems = [
        Problem(Flaw.GATE_ASKS_NOTHING, (phase.id,), hint=Hint(Remedy.SHOW_PHASE, (phase.id,)))
        for phase in phases
        if not any(blocks_today(item, today) for item in applicable_items(project, phase))
    ]
    if problems:
        raise InvalidInputError(problems)
