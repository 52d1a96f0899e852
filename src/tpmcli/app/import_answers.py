"""`tpm import answers`: a form that somebody filled in becomes answers, all of it or nothing.

A row counts as changed if it differs from what was recorded when the form was made. What somebody
else recorded since then is never overwritten unless that is chosen.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from tpmcli.app.answer import AnswerRequest, AnswerResult, answer_each, check_each
from tpmcli.app.context import CommandContext
from tpmcli.app.user import current_user
from tpmcli.app.workspace import Workspace
from tpmcli.model.answer_form import (
    AnswerFields,
    FormRow,
    Stamp,
    fields_of,
    meant_answer,
    short_digest,
)
from tpmcli.model.checklist import Item
from tpmcli.model.digest import question_digest
from tpmcli.model.errors import MessageError, RefusedError, UsageError
from tpmcli.model.fix import tpm
from tpmcli.model.import_view import AnswerChange, ImportPlan, RefusedRow
from tpmcli.model.problem import Hint, Remedy
from tpmcli.model.record import AnswerValue
from tpmcli.render.finding import error_text
from tpmcli.rules.authorisation import find_item
from tpmcli.rules.project import Project, find_unfinished
from tpmcli.rules.taking_back import check_clearing_allowed


class ImportOptions(NamedTuple):
    """How a form is imported.

    `chosen` says for the id of an item whether the form counts where both it and the record have
    changed; `for_all` the same for every item that is not in it, None for a refusal. `clear`: an
    emptied answer is removed.
    """

    chosen: Mapping[str, bool] = {}
    for_all: bool | None = None
    clear: bool = False


_DEFAULT = ImportOptions()


def plan_import(
    workspace: Workspace,
    context: CommandContext,
    rows: Sequence[FormRow],
    options: ImportOptions = _DEFAULT,
) -> ImportPlan:
    """Return what the import of a form would do; records nothing.

    Raises: UsageError if the acting person is not known; RefusedError if the form is another
    project's, or another increment's.
    """
    person = current_user(workspace, context)
    _refuse_foreign(workspace, rows)
    planning = _Planning(workspace.project, options)
    for row in rows:
        planning.take(row)
    checked = check_each(workspace, _at_root(workspace, context), _requests(planning.changes))
    refused = planning.refused
    changes = []
    for change in planning.changes:
        error = checked.refused.get(change.item.id)
        if error is None:
            changes.append(change)
        else:
            refused.append(_refused(change.item.id, change.place, error))
    return ImportPlan(
        person,
        tuple(changes),
        tuple(planning.conflicts),
        tuple(planning.cleared),
        tuple(planning.kept),
        tuple(refused),
        planning.unchanged,
        (*checked.remarks, *_others_items(workspace, person, changes)),
    )


def record_import(workspace: Workspace, context: CommandContext, plan: ImportPlan) -> AnswerResult:
    """Record what was planned, in one save.

    Raises: RefusedError, without a change, if one of the items was answered since it was planned.
    """
    planned = (*plan.changes, *plan.cleared)

    def check(project: Project) -> None:
        for change in planned:
            recorded = project.record.item(change.item.id)
            if recorded.incomplete is not None or recorded.answer != change.before:
                raise RefusedError(
                    f"“{change.item.title}” was answered in the meantime; nothing was recorded",
                    "run the import again to see both answers",
                )

    return answer_each(
        workspace,
        _at_root(workspace, context),
        _requests(plan.changes),
        cleared=[change.item.id for change in plan.cleared],
        check=check,
    )


def _at_root(workspace: Workspace, context: CommandContext) -> CommandContext:
    """Return the context in which paths are relative to the project, as a form has them."""
    return context._replace(folder=workspace.root)


def _requests(changes: Sequence[AnswerChange]) -> dict[str, AnswerRequest]:
    return {change.item.id: _request(change.fields) for change in changes}


def _request(fields: AnswerFields) -> AnswerRequest:
    value = AnswerValue(fields.answer)
    return AnswerRequest(value, fields.evidence, fields.note, fields.owner, fields.due, whole=True)


def _refuse_foreign(workspace: Workspace, rows: Sequence[FormRow]) -> None:
    """Raise RefusedError if a row has the stamp of another project or increment."""
    record = workspace.record
    for row in rows:
        stamp = row.stamp
        if stamp is not None and stamp.project != workspace.policy.id:
            raise RefusedError(
                f"this is a form of another project (`{stamp.project}`)",
                "run the import in that project",
            )
        if stamp is not None and stamp.increment != record.increment:
            raise RefusedError(
                f"this is a form of increment {stamp.increment}, not of {record.increment}",
                tpm("export", "answers"),
            )


def _others_items(
    workspace: Workspace, person: str, changes: Sequence[AnswerChange]
) -> tuple[str, ...]:
    """Return the remark that somebody answers only for roles that they do not hold."""
    roles = dict.fromkeys(change.item.role for change in changes)
    if not roles or any(workspace.policy.holds(person, role) for role in roles):
        return ()
    names = " or ".join(role.short for role in roles)
    return (f"{person} is not the {names}; `--as EMAIL` names who filled in the form",)


class _Planning:
    """The rows of a form, taken one after the other."""

    def __init__(self, project: Project, options: ImportOptions) -> None:
        self._project = project
        self._options = options
        self._seen: dict[str, FormRow] = {}
        self.changes: list[AnswerChange] = []
        self.conflicts: list[AnswerChange] = []
        self.cleared: list[AnswerChange] = []
        self.kept: list[AnswerChange] = []
        self.refused: list[RefusedRow] = []
        self.unchanged = 0

    def take(self, row: FormRow) -> None:
        """Take the next row."""
        try:
            item = find_item(self._project, row.item)
            self._take(item, row)
        except MessageError as error:
            self.refused.append(_refused(row.item, row.place, error))

    def _take(self, item: Item, row: FormRow) -> None:
        first = self._seen.get(item.id)
        self._seen.setdefault(item.id, row)
        if first is not None:
            if first.fields != row.fields:
                raise UsageError(
                    f"the item is also at {first.place}, with another answer", "keep one of them"
                )
            return
        before = self._project.record.item(item.id).answer
        now, fields, stamp = fields_of(before), row.fields, row.stamp
        if fields == now or (stamp is not None and fields.digest == stamp.recorded):
            self.unchanged += 1
            return
        change = AnswerChange(item, before, fields, row.place)
        is_emptied = not fields.answer and bool(now.answer)
        if is_emptied and fields._replace(answer=now.answer) != now and any(fields):
            raise UsageError("its answer is empty, but the rest was changed", "choose an answer")
        if is_emptied and not self._options.clear:
            self.kept.append(change)
            return
        if find_unfinished(self._project, item) is not None:
            raise RefusedError(
                "an answer to it was written by hand and is not complete", tpm("lint", "--fix")
            )
        if not is_emptied:
            _check_typed(fields)
        _refuse_changed_question(item, stamp)
        if stamp is None or stamp.recorded != now.digest:
            answered_since = bool(now.answer) or stamp is not None
            form_counts = self._options.chosen.get(item.id, self._options.for_all)
            if answered_since and form_counts is None:
                self.conflicts.append(change)
                return
            if answered_since and not form_counts:
                self.unchanged += 1
                return
        if is_emptied:
            check_clearing_allowed(self._project, item)
            self.cleared.append(change)
        else:
            self.changes.append(change)


def _check_typed(fields: AnswerFields) -> None:
    if not fields.answer:
        raise UsageError("it has evidence, a note or a plan, but no answer", "choose an answer")
    if meant_answer(fields.answer) is None:
        raise UsageError(
            f"`{fields.answer}` is not an answer", "write `met`, `not-met` or `not-applicable`"
        )


def _refuse_changed_question(item: Item, stamp: Stamp | None) -> None:
    if stamp is None:
        return
    if short_digest(question_digest(item, like=stamp.question)) != stamp.question:
        raise RefusedError(
            f"“{item.title}” changed after the form was made",
            Hint(Remedy.OTHER, ("read it again: `tpm export answers` makes a new form",)),
        )


def _refused(name: str, place: str, error: MessageError) -> RefusedRow:
    message = error_text(error) if isinstance(error, RefusedError) else error.message
    return RefusedRow(name, place, message, error.hint)
