"""Answers that people wrote into the project file by hand: completed, or left with the reason.

Only what is missing is filled in, and by the same rules as `tpm answer`. The author of the commit
answered, so whoever runs `tpm lint --fix`, and be it a CI job, changes nothing about that. What was
written by hand about that must agree with the history, otherwise the answer stays incomplete.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from tpmcli.app.answer_evidence import require_evidence
from tpmcli.app.answer_origin import AnswerOrigin, AnswerOrigins
from tpmcli.app.cite import cite
from tpmcli.app.context import CommandContext
from tpmcli.app.saving import BlockEdit, save
from tpmcli.app.user import current_user
from tpmcli.app.workspace import Workspace
from tpmcli.model.checklist import Item
from tpmcli.model.days import add_days, day_of
from tpmcli.model.digest import question_digest
from tpmcli.model.errors import MessageError, RefusedError
from tpmcli.model.problem import Flaw, Hint, Problem, Remedy
from tpmcli.model.record import Evidence, IncompleteAnswer
from tpmcli.render.finding import error_text
from tpmcli.repo.git import open_git
from tpmcli.rules.authorisation import check_answer_allowed
from tpmcli.rules.project import Project, items_of_slug
from tpmcli.store.formats.fields import plain
from tpmcli.store.record.file import block_lines
from tpmcli.text.names import suggestion

_FIX = Hint(Remedy.LINT_FIX)


class Completion(NamedTuple):
    """The names of the blocks that were completed, and by name what is wrong with the others."""

    done: tuple[str, ...]
    left: dict[str, Problem]


def incomplete_answers(workspace: Workspace) -> dict[str, Problem]:
    """Return what there is to complete in the record, by the name of the block."""
    names = {
        name: each.incomplete
        for name, each in workspace.record.items.items()
        if each.incomplete is not None
    }
    problems = {}
    for name, answer in names.items():
        found = _item(workspace.project, name)
        if isinstance(found, Problem):
            problems[name] = found
        elif answer.lacks:
            words = (name, answer.lacks)
            problems[name] = Problem(Flaw.ANSWER_INCOMPLETE, words, hint=_FIX)
        else:
            problems[name] = Problem(Flaw.ANSWER_UNDER_SLUG, (name,), hint=_FIX)
    return problems


def complete_answers(workspace: Workspace, context: CommandContext) -> Completion:
    """Complete every incomplete answer of the record that can be, in one save.

    Raises: UsageError if an answer is not committed and the acting person is not known;
    InvalidInputError in a clone without the history that says who wrote it.
    """
    completing = _Completing(workspace, context)
    edits: dict[str, list[BlockEdit]] = {}
    problems: dict[str, Problem] = {}
    for name, each in workspace.record.items.items():
        if each.incomplete is None:
            continue
        found = _item(workspace.project, name)
        if isinstance(found, Problem):
            problems[name] = found
            continue
        try:
            edits[name] = completing.edits(found, name, each.incomplete)
        except _OtherwiseError as error:
            problems[name] = error.problem
        except MessageError as error:
            message = error_text(error) if isinstance(error, RefusedError) else error.message
            problem = Problem(Flaw.ANSWER_REFUSED, (name, message), hint=error.hint)
            problems[name] = problem

    def change(project: Project) -> list[BlockEdit]:
        # Whoever has answered since has completed it.
        before, now = workspace.record, project.record
        same = [name for name in edits if now.item(name) == before.item(name)]
        return [edit for name in same for edit in edits[name]]

    if edits:
        save(workspace, change)
    return Completion(tuple(edits), problems)


class _OtherwiseError(Exception):
    """What was written about who answered, or when, is not what the history says."""

    def __init__(self, problem: Problem) -> None:
        super().__init__()
        self.problem = problem


class _Completing:
    """The answers of one record."""

    def __init__(self, workspace: Workspace, context: CommandContext) -> None:
        self._workspace = workspace
        # The paths in the file are relative to the project's folder.
        self._context = context._replace(folder=workspace.root)
        git = open_git(workspace.root, context.env)
        self._origins = AnswerOrigins(git) if git is not None else None

    def edits(self, item: Item, name: str, answer: IncompleteAnswer) -> list[BlockEdit]:
        """Return the block of an item with its answer completed; the one under its slug goes.

        Raises: MessageError or _OtherwiseError if it cannot be completed.
        """
        raw = dict(answer.raw)
        check_answer_allowed(self._workspace.project, item, answer.value, str(raw.get("note", "")))
        cited = self._evidence(raw)
        require_evidence(item, answer.value, cited)
        origin = self._origin(name, answer)
        self._refuse_otherwise(item, raw, origin)
        if cited:
            raw["evidence"] = [plain(each) for each in cited]
        added = {
            "role": str(item.role),
            "by": origin.by,
            "at": origin.at,
            "question": question_digest(item),
        }
        entry = {**added, **raw}
        record = self._workspace.record.item(item.id)
        if record.waivers:
            entry["waivers"] = [dict(waiver.raw) for waiver in record.waivers]
        if record.runs:
            entry["runs"] = [dict(run.raw) for run in record.runs]
        gone = [BlockEdit("items", name, None)] if name != item.id else []
        return [*gone, BlockEdit("items", item.id, entry)]

    def _evidence(self, raw: Mapping[str, Any]) -> tuple[Evidence, ...]:
        """Return the evidence, with a digest for each path that has none."""
        written = raw.get("evidence", [])
        entries = [written] if isinstance(written, str) else written
        found: dict[str, Evidence] = {}
        for entry in entries:
            if isinstance(entry, str) or entry.keys() == {"path"}:
                target = entry if isinstance(entry, str) else entry["path"]
                for evidence in cite(self._workspace, self._context, [target.strip()])[0]:
                    found.setdefault(evidence.target, evidence)
            else:
                evidence = Evidence(**entry)
                found.setdefault(evidence.target, evidence)
        return tuple(found.values())

    def _origin(self, name: str, answer: IncompleteAnswer) -> AnswerOrigin:
        """Return who wrote the answer and when: the current user, now, if it is in no commit."""
        now = self._context.now()
        found = None
        if self._origins is not None:
            found = self._origins.find(self._workspace.record.increment, name, answer.raw)
        if found is None:
            return AnswerOrigin(current_user(self._workspace, self._context), now)
        at = min(found.at or now, now)
        return AnswerOrigin(self._workspace.policy.canonical(found.by), at)

    def _refuse_otherwise(self, item: Item, raw: Mapping[str, Any], origin: AnswerOrigin) -> None:
        """Raise _OtherwiseError if `by` or `at` was written by hand and is not the origin's."""
        hint = Hint(Remedy.REMOVE_BY_AND_AT)
        canonical = self._workspace.policy.canonical
        by, at = raw.get("by"), raw.get("at")
        if by is not None and canonical(by) != canonical(origin.by):
            words = (item.id, by, origin.by)
            raise _OtherwiseError(Problem(Flaw.ANSWER_BY_OTHER, words, hint=hint))
        day = day_of(origin.at)
        if at is not None and not add_days(day, -1) <= day_of(at) <= add_days(day, 1):
            words = (item.id, day_of(at), day)
            raise _OtherwiseError(Problem(Flaw.ANSWER_DATED_OTHERWISE, words, hint=hint))


def _item(project: Project, name: str) -> Item | Problem:
    """Return the one item that a block's name means, or the problem with that name."""
    items = project.checklist.items()
    if name in items:
        return items[name]
    found = items_of_slug(project.checklist, name)
    if len(found) > 1:
        ids = tuple(item.id for item in found)
        hint = Hint(Remedy.USE_ITEM_ID)
        return Problem(Flaw.ANSWER_NAME_AMBIGUOUS, (name, ids), hint=hint)
    if not found:
        known = items if "." in name else [item.slug for item in items.values()]
        return Problem(Flaw.ANSWER_NAME_UNKNOWN, (name,), hint=suggestion(name, known))
    (item,) = found
    if project.record.item(item.id).raw_answer is not None:
        hint = Hint(Remedy.KEEP_RIGHT_BLOCK)
        return Problem(Flaw.ANSWER_TWICE, (item.id, name), hint=hint)
    return item


def at_blocks(problems: Mapping[str, Problem], data: bytes, file: str) -> list[Problem]:
    """Return the problems, each at the block of its name in the project file."""
    lines = block_lines(data, [("items", name) for name in problems])
    return [
        problem.at(file, line, 3)
        if (line := lines.get(("items", name), 0))
        else problem._replace(file=file)
        for name, problem in problems.items()
    ]
