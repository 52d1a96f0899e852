"""`tpm start --undo`: take the beginning of an increment back, while nothing is recorded in it."""

import os
from typing import NamedTuple

from tpmcli.app.context import CommandContext
from tpmcli.app.user import current_user
from tpmcli.app.workspace import (
    INCREMENTS,
    RECORD,
    Workspace,
    checked_record,
    kept_increments,
    no_increment,
)
from tpmcli.model.errors import RefusedError
from tpmcli.model.fix import Command, File, tpm
from tpmcli.model.record import Record, Start
from tpmcli.repo.atomic import put_back, remove
from tpmcli.rules.undone_start import is_beside, recorded_blocks
from tpmcli.rules.unsigned_entries import check_start_allowed

# So many blocks are named.
_SHOWN = 5


class UndoResult(NamedTuple):
    """The increment that is gone, and the current one."""

    name: str
    current: str


def undo_start(workspace: Workspace, context: CommandContext, name: str = "") -> UndoResult:
    """Take back the beginning of the current increment, or of one begun in parallel.

    The record that it followed comes back from `increments/`, byte for byte and in one step.

    Raises: RefusedError if something was recorded since, if it cannot be known which increment was
    current before, or if the person may not begin an increment; InvalidInputError if there is no
    increment of that name.
    """
    current = workspace.record
    by = current_user(workspace, context)
    if name and name != current.increment:
        return _undo_beside(workspace, Start(by, context.now()), name)
    check_start_allowed(workspace.policy, Start(by, context.now(), remark=current.remark))
    kept = f"{INCREMENTS}/{current.increment}.yaml"
    if current.increment in kept_increments(workspace.tree):
        return _undo_cut_off(workspace, kept)
    _refuse_recorded(current)
    before = current.follows
    if not before:
        raise RefusedError(
            f"the record does not name the increment before {current.increment}", tpm("status")
        )

    def check(present: bytes, former: bytes) -> None:
        now = checked_record(present, RECORD, workspace.policy)
        _refuse_recorded(now)
        back = checked_record(former, f"{INCREMENTS}/{before}.yaml", workspace.policy)
        if (now.increment, back.increment) != (current.increment, before):
            raise RefusedError("the increments have changed in the meantime", tpm("status"))

    path = os.path.join(workspace.root, RECORD)
    put_back(os.path.join(workspace.root, f"{INCREMENTS}/{before}.yaml"), path, check)
    return UndoResult(current.increment, before)


def _undo_beside(workspace: Workspace, start: Start, name: str) -> UndoResult:
    """Take back the beginning of an increment in `increments/`."""
    check_start_allowed(workspace.policy, start)
    current = workspace.record.increment
    records = {each.increment: each for each in workspace.others}
    if name not in records:
        raise no_increment(name, [current, *records])
    _refuse_recorded(records[name])
    if not is_beside(records[name]):
        raise RefusedError(
            f"{name} was current, so it was not started with `--parallel`", tpm("status")
        )
    path = f"{INCREMENTS}/{name}.yaml"

    def check(data: bytes) -> None:
        _refuse_recorded(checked_record(data, path, workspace.policy))

    remove(os.path.join(workspace.root, path), check)
    return UndoResult(name, current)


def _undo_cut_off(workspace: Workspace, kept: str) -> UndoResult:
    """Remove the copy of the current record that a `tpm start` left when it was interrupted."""
    data = workspace.record_bytes()

    def check(copy: bytes) -> None:
        if copy != data:
            raise RefusedError(
                f"`{kept}` and `{RECORD}` differ", Command(("git", "log", "-p", "--", File(kept)))
            )

    remove(os.path.join(workspace.root, kept), check)
    return UndoResult("", workspace.record.increment)


def _refuse_recorded(record: Record) -> None:
    blocks = recorded_blocks(record)
    if not blocks:
        return
    more = f" and {len(blocks) - _SHOWN:,} more" if len(blocks) > _SHOWN else ""
    raise RefusedError(
        f"{record.increment} is no longer empty: {', '.join(blocks[:_SHOWN])}{more}",
        tpm("log") if record.file == RECORD else tpm("log", "--increment", record.increment),
    )
