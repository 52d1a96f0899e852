"""The preconditions of a check: names that resolve, and a required item at every gate.

A check that fails them cannot be evaluated, so it is not a pass.
"""

from __future__ import annotations

from collections.abc import Iterable

from tpmcli.model.checklist import Phase
from tpmcli.model.errors import InvalidInputError
from tpmcli.model.fix import tpm
from tpmcli.model.problem import Flaw, Hint, Problem, Remedy
from tpmcli.rules.project import Project, applicable_items, blocks_today, gated_phases
from tpmcli.text.names import suggestion


def require_known_names(project: Project, requested: str = "") -> None:
    """Require that every name that decides which gates are checked resolves.

    The names are the requested phase, if any, and those in policy and record; a kind must have a
    gate.

    Raises: InvalidInputError naming each name that does not resolve.
    """
    policy, record = project.policy, project.record
    names = [phase.id for phase in project.checklist.phases]
    problems: list[Problem] = []
    if requested and requested not in names:
        hint = suggestion(requested, names)
        problems.append(Problem(Flaw.PHASE_UNKNOWN, (requested,), hint=hint))
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
    """Require that each phase has an applicable required item.

    Raises: InvalidInputError naming each empty phase.
    """
    problems = [
        Problem(
            Flaw.GATE_ASKS_NOTHING,
            (phase.id,),
            hint=Hint(Remedy.SHOW_PHASE, command=tpm("checklist", "show", phase.id)),
        )
        for phase in phases
        if not any(blocks_today(item, today) for item in applicable_items(project, phase))
    ]
    if problems:
        raise InvalidInputError(problems)
