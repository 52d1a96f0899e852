"""`tpm start`: begin the next increment, or a shorter trip beside the one under way."""

from __future__ import annotations

import os
from typing import NamedTuple

from tpmcli.app.blocks import phases_of
from tpmcli.app.saving import item_block, who_acts
from tpmcli.app.session import Session
from tpmcli.app.workspace import INCREMENTS, RECORD, Workspace, checked_record, kept_increments
from tpmcli.model.errors import InvalidInputError, Problem, RefusedError, UsageError
from tpmcli.model.names import did_you_mean
from tpmcli.model.record import AnswerValue, Record
from tpmcli.repo.atomic import create, update
from tpmcli.rules.entries import carried_entry
from tpmcli.rules.items import is_stale, lapses_on
from tpmcli.rules.project import Project, current_phase, gated_phases
from tpmcli.store.project_layout import new_project

_NAME_SIGNS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-")


class Started(NamedTuple):
    """The new increment: its record's path, where the one before is kept (or empty), and the items
    whose answers came along.
    """

    name: str
    path: str
    kept: str
    carried: tuple[str, ...]


def start(
    workspace: Workspace,
    session: Session,
    name: str,
    *,
    kind: str = "",
    beside: bool = False,
    leave: str = "",
) -> Started:
    """Begins an increment. The one under way is kept, unchanged; with `beside` it stays.

    Raises UsageError for a name or kind that does not fit, RefusedError while a gate of the one
    under way is open and no reason to leave it is given.
    """
    _check_name(name)
    if kind and kind not in workspace.policy.kinds:
        hint = did_you_mean(kind, workspace.policy.kinds) or "the policy's 'kinds' has none"
        raise UsageError(f"there is no kind '{kind}'", hint)
    taken = [workspace.record.increment, *kept_increments(workspace.tree)]
    if name.casefold() in {each.casefold() for each in taken}:
        raise UsageError(f"there is an increment '{name}' already", f"taken: {', '.join(taken)}")
    who_acts(workspace, session)
    if beside:
        path = f"{INCREMENTS}/{name}.yaml"
        data, carried = _begin(workspace.project, name, kind, "", workspace.today)
        create(os.path.join(workspace.root, path), data)
        return Started(name, path, "", carried)
    return _follow(workspace, session, name, kind, leave)


def _check_name(name: str) -> None:
    if not name or len(name) > 64 or not set(name) <= _NAME_SIGNS or name[0] in ".-":
        raise UsageError(
            f"'{name}' cannot name an increment",
            "use letters, digits, '.', '_' and '-', at most 64, such as 1.1 or 2027-q1",
        )


def _follow(workspace: Workspace, session: Session, name: str, kind: str, leave: str) -> Started:
    """The project file becomes the new increment's, in one step, after a copy of the old one is
    safe in `increments/`: cut off in between, the next call finds the copy and goes on.
    """
    result: list[tuple[str, ...]] = []
    kept = f"{INCREMENTS}/{workspace.record.increment}.yaml"

    def rewrite(data: bytes | None) -> bytes:
        if data is None:
            raise InvalidInputError([Problem("this file is missing", RECORD)])
        record = checked_record(data, RECORD, workspace.policy)
        project = workspace.project._replace(record=record)
        open_phase = current_phase(project)
        if open_phase is not None and not leave.strip():
            raise RefusedError(
                f"the gate {open_phase.id} of {record.increment} is not decided yet",
                f'decide it, or leave it with a reason: tpm start {name} --leave "…"',
            )
        note = ""
        if open_phase is not None:
            by = who_acts(workspace, session)
            note = f"{record.increment} was left at {open_phase.id} by {by}: {leave.strip()}"
        fresh, carried = _begin(project, name, kind, note, workspace.today)
        create(os.path.join(workspace.root, kept), data)
        result.append(carried)
        return fresh

    update(os.path.join(workspace.root, RECORD), rewrite)
    return Started(name, RECORD, kept, result[0])


def _begin(
    project: Project, name: str, kind: str, note: str, today: str
) -> tuple[bytes, tuple[str, ...]]:
    """The new project file, and the items whose answers were carried into it."""
    policy = project.policy
    fresh = project._replace(record=Record(policy.id, name, kind))
    phases = gated_phases(fresh)
    carried = {
        item.id: item_block(project.record.item(item.id)._replace(answer=None, waivers=(), runs=()))
        | carried_entry(answer, project.record.increment)
        for phase in phases
        for item in phase.items
        if item.repeats_product
        and (answer := project.record.item(item.id).answer) is not None
        and answer.value is not AnswerValue.NOT_MET
        and not is_stale(item, answer)
        and (lapses_on(item, answer) or today) >= today
    }
    data = new_project(policy.id, name, kind, phases_of(phases), note, record={"items": carried})
    return data, tuple(carried)
