"""What cannot be evaluated and so is no pass: names that lead nowhere, gates that ask nothing."""

from __future__ import annotations

from collections.abc import Iterable

from tpmcli.model.checklist import Phase
from tpmcli.model.errors import InvalidInputError, Problem
from tpmcli.rules.project import Project, applicable_items, blocks_today, gated_phases
from tpmcli.text.names import did_you_mean


def require_known_names(project: Project, asked: str = "") -> None:
    """Raises InvalidInputError where a name that decides which gates are judged does not resolve.

    The names are the phase `asked` for, if any, and those in policy and record: a trip without
    gates passes none.
    """
    policy, record = project.policy, project.record
    names = [phase.id for phase in project.checklist.phases]
    problems = []
    if asked and asked not in names:
        hint = did_you_mean(asked, names)
        problems.append(Problem(f"there is no phase '{asked}'", hint=hint))
    if policy.start_at and policy.start_at not in names:
        hint = did_you_mean(policy.start_at, names)
        problems.append(
            Problem(f"the policy starts at '{policy.start_at}', which is no phase", hint=hint)
        )
    if record.kind and record.kind not in policy.kinds:
        hint = did_you_mean(record.kind, policy.kinds)
        problems.append(
            Problem(
                f"the increment is of the kind '{record.kind}', which the policy does not have",
                record.file,
                hint=hint,
            )
        )
    elif not gated_phases(project):
        problems.append(
            Problem(
                f"the kind '{record.kind}' passes no gate of this lifecycle",
                record.file,
                hint=f"valid: {', '.join(names)}",
            )
        )
    if problems:
        raise InvalidInputError(problems)


def require_items(project: Project, phases: Iterable[Phase], today: str) -> None:
    """Raises InvalidInputError where no must-item applies in one of these phases."""
    problems = [
        Problem(
            f"no must-item of {phase.id} applies to this project, so its gate would ask nothing",
            hint=f"tpm checklist show {phase.id} says which traits bring items",
        )
        for phase in phases
        if not any(blocks_today(item, today) for item in applicable_items(project, phase))
    ]
    if problems:
        raise InvalidInputError(problems)
