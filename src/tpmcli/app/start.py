"""`tpm start`: begin the next increment, or one of a kind in parallel to the current one."""

import os
from typing import NamedTuple

from tpmcli.app.blocks import phases_of
from tpmcli.app.context import CommandContext
from tpmcli.app.saving import item_block
from tpmcli.app.user import current_user
from tpmcli.app.workspace import (
    INCREMENTS,
    RECORD,
    Workspace,
    checked_record,
    kept_increments,
    load_others,
)
from tpmcli.model.errors import InvalidInputError, RefusedError, UsageError
from tpmcli.model.fix import Advice, Blank, Help, tpm
from tpmcli.model.problem import Flaw, Hint, Problem, Remedy
from tpmcli.model.record import AnswerValue, Record, Start
from tpmcli.repo.atomic import create, update
from tpmcli.repo.worktree import WorkTree
from tpmcli.rules.authorisation import check_increment_name
from tpmcli.rules.due import Due
from tpmcli.rules.items import is_stale, lapses_on
from tpmcli.rules.outstanding import outstanding
from tpmcli.rules.project import Project, current_phase, gated_phases
from tpmcli.rules.unsigned_entries import check_not_killed, check_start_allowed
from tpmcli.store.record.canonical import new_project
from tpmcli.store.record.entries import carried_entry
from tpmcli.text.names import suggestion


class StartResult(NamedTuple):
    """The new increment.

    `path` is that of its record, `kept` that of the previous record, or empty; `carried` are the
    items whose answers were carried over, `left_open` the dates of what other increments left open.
    """

    name: str
    path: str
    kept: str
    carried: tuple[str, ...]
    left_open: tuple[Due, ...] = ()


def start(
    workspace: Workspace,
    context: CommandContext,
    name: str,
    *,
    kind: str = "",
    parallel: bool = False,
    abandon: str = "",
) -> StartResult:
    """Begin an increment.

    The record before it is kept, unchanged; with `parallel` it stays current.

    Raises: UsageError if the name or the kind does not fit; RefusedError if any increment is
    killed, or a gate of the current one is open and no reason to abandon it is given.
    """
    check_increment_name(name)
    if kind and kind not in workspace.policy.kinds:
        hint = (
            suggestion(kind, workspace.policy.kinds)
            or "add it to `kinds` in `.tpm/policy.yaml`, or omit `--kind`"
        )
        raise UsageError(f"no increment kind named `{kind}`", hint)
    if parallel and abandon:
        raise UsageError("`--parallel` and `--abandon` cannot be combined", "use one of them")
    _refuse_taken(workspace, workspace.record, name)
    begun = Start(current_user(workspace, context), context.now(), kind)
    check_start_allowed(workspace.policy, begun)
    check_not_killed(workspace.project)
    if parallel:
        path = f"{INCREMENTS}/{name}.yaml"
        data, carried = _begin(workspace.project, name, begun, workspace.today)
        create(os.path.join(workspace.root, path), data)
        return StartResult(name, path, "", carried, _left_open(workspace.project, name))
    return _follow(workspace, name, begun, abandon)


def _refuse_taken(workspace: Workspace, record: Record, name: str) -> None:
    # Names must also differ beyond case: if a file system ignores it, one would hide the other.
    taken = dict.fromkeys([record.increment, *kept_increments(workspace.tree)])
    if name.casefold() in {each.casefold() for each in taken}:
        raise UsageError(
            f"increment `{name}` already exists",
            f"choose another name than {', '.join(taken)}",
        )


def _follow(workspace: Workspace, name: str, begun: Start, abandon: str) -> StartResult:
    """Replace the project file by the new increment's, in one step.

    A copy of the old one is safe in `increments/` before: if the call is interrupted in between,
    the next one finds the copy and goes on.
    """
    result: list[StartResult] = []

    def rewrite(data: bytes | None) -> bytes:
        if data is None:
            raise InvalidInputError([Problem(Flaw.FILE_MISSING, (), RECORD)])
        record = checked_record(data, RECORD, workspace.policy)
        # Somebody else may have begun, or killed, an increment since the project was opened.
        tree = WorkTree(workspace.root)
        others = load_others(tree, RECORD)
        _refuse_taken(workspace._replace(tree=tree), record, name)
        project = workspace.project._replace(record=record, others=others)
        check_not_killed(project)
        open_phase = current_phase(project)
        if open_phase is not None and not abandon.strip():
            raise RefusedError(
                f"the {open_phase.id} gate of {record.increment} has no passing decision",
                Advice(Help.DECIDE_OR_LEAVE, tpm("start", name, "--abandon", Blank.REASON)),
            )
        remark = ""
        if open_phase is not None:
            left = f"{record.increment} was left at {open_phase.id} by {begun.by}"
            remark = f"{left}: {abandon.strip()}"
        start = begun._replace(remark=remark, follows=record.increment)
        check_start_allowed(workspace.policy, start)
        fresh, carried = _begin(project, name, start, workspace.today)
        kept = _keep(workspace, record.increment, data)
        result.append(StartResult(name, RECORD, kept, carried, _left_open(project, name)))
        return fresh

    update(os.path.join(workspace.root, RECORD), rewrite)
    return result[0]


def _left_open(project: Project, name: str) -> tuple[Due, ...]:
    """Return what the increments so far leave open for a new one."""
    fresh = Record(project.policy.id, name)
    others = (project.record, *project.others)
    return tuple(outstanding(project._replace(record=fresh, others=others)))


def _keep(workspace: Workspace, increment: str, data: bytes) -> str:
    """Save a record under its increment's name, unless the same bytes are there already."""
    try:
        check_increment_name(increment)
    except UsageError as error:
        raise InvalidInputError([error.as_problem(RECORD)]) from error
    kept = f"{INCREMENTS}/{increment}.yaml"
    path = os.path.join(workspace.root, kept)
    if not os.path.lexists(path):
        create(path, data)
        return kept
    with open(path, "rb") as file:
        same = file.read(len(data) + 1) == data
    if not same:
        hint = Hint(Remedy.START_CUT_OFF)
        words = (increment, RECORD)
        raise InvalidInputError([Problem(Flaw.INCREMENT_KEPT_OTHERWISE, words, kept, hint=hint)])
    return kept


def _begin(project: Project, name: str, start: Start, today: str) -> tuple[bytes, tuple[str, ...]]:
    """Return the new project file, and the items whose answers are carried into it."""
    policy = project.policy
    fresh = project._replace(record=Record(policy.id, name, start.kind))
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
    data = new_project(
        policy.id,
        name,
        start.kind,
        phases_of(fresh),
        start.remark,
        by=start.by,
        at=start.at,
        follows=start.follows,
        record={"items": carried},
    )
    return data, tuple(carried)
