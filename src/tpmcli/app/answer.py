"""`tpm answer`: record answers to items, after their evidence was checked.

However many answers are given, and however different they are, they are one save: all of them are
recorded, or none.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from tpmcli.app.answer_evidence import (
    amended_evidence,
    kept_evidence,
    lost_evidence,
    require_evidence,
    targets_text,
)
from tpmcli.app.cite import cite, resolve_target
from tpmcli.app.context import CommandContext
from tpmcli.app.saving import BlockEdit, Saved, item_block, save_bytes
from tpmcli.app.user import current_user
from tpmcli.app.weak_evidence import grade_reuse
from tpmcli.app.workspace import Workspace
from tpmcli.model.checklist import Item, reads_cited
from tpmcli.model.days import parse_day
from tpmcli.model.errors import MessageError, RefusedError, UsageError
from tpmcli.model.facts import CheckOutcome
from tpmcli.model.record import Answer, AnswerValue, Evidence, ItemRecord
from tpmcli.rules.authorisation import check_answer_allowed, find_items
from tpmcli.rules.items import answer_command
from tpmcli.rules.project import Project
from tpmcli.rules.taking_back import check_clearing_allowed
from tpmcli.store.record.entries import answer_entry


class AnswerRequest(NamedTuple):
    """An answer as a person gives it. Evidence is paths and links, as typed.

    Without a value the present answer is kept, but for its evidence. `evidence` replaces what is
    cited; `added` and `removed` change it. With `whole` nothing of the present answer is kept that
    the request leaves out, as in a form that shows every field.
    """

    value: AnswerValue | None
    evidence: tuple[str, ...] = ()
    note: str = ""
    owner: str = ""
    due: str = ""
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    whole: bool = False

    @property
    def amends(self) -> bool:
        """Whether the evidence of the present answer is changed instead of replaced."""
        return bool(self.added or self.removed)


class AnswerResult(NamedTuple):
    """The items that were answered with their values, and remarks to show.

    Remarks are about placeholders, and about evidence that was kept or replaced. `replaced` are the
    answers before, None for an item that had none.
    """

    workspace: Workspace
    items: tuple[Item, ...]
    remarks: tuple[str, ...]
    values: tuple[AnswerValue, ...] = ()
    replaced: tuple[Answer | None, ...] = ()
    saved: Saved | None = None


def _check_request(request: AnswerRequest) -> None:
    """Raise UsageError if an option is invalid, or does not go with another one."""
    if request.evidence and request.amends:
        raise UsageError(
            "`--evidence` cannot be combined with `--add-evidence` and `--remove-evidence`",
            "use `--evidence`, or `--add-evidence` and `--remove-evidence`",
        )
    if request.due and parse_day(request.due) is None:
        raise UsageError(f"`{request.due}` is not a date", "write YYYY-MM-DD, such as 2026-12-31")
    if request.owner and "@" not in request.owner.strip("@"):
        raise UsageError(
            f"`{request.owner}` is not an email address", "write one such as pat@example.com"
        )


def answer(
    workspace: Workspace, context: CommandContext, names: Sequence[str], request: AnswerRequest
) -> AnswerResult:
    """Record the answer for every named item, or for none.

    Raises: UsageError if an item does not exist or an argument is invalid; RefusedError if the
    item, its evidence or a decision does not allow the answer.
    """
    _check_request(request)
    found = find_items(workspace.project, names)
    return answer_each(workspace, context, {item.id: request for item in found})


def answer_each(
    workspace: Workspace,
    context: CommandContext,
    requests: Mapping[str, AnswerRequest],
    *,
    cleared: Sequence[str] = (),
    check: Callable[[Project], None] | None = None,
) -> AnswerResult:
    """Record an answer for each item, and remove those of the `cleared` items, in one save.

    `requests` and `cleared` hold ids of items. `check` is called under the lock with the project as
    it is then; what it raises leaves everything as it was.

    Raises: as `answer`, and RefusedError if an answer cannot be cleared.
    """
    known = workspace.project.checklist.items()
    by = current_user(workspace, context)
    at = context.now()
    answers = _Answers(workspace, context, by, at)
    items = {name: known[name] for name in requests}
    for request in requests.values():
        answers.prepare(request)
    if not workspace.policy.known(by):
        answers.remarks.append(f"{by} is not in `people` of `.tpm/policy.yaml`")

    def change(project: Project) -> list[BlockEdit]:
        if check is not None:
            check(project)
        edits = [answers.edit(project, items[name], each) for name, each in requests.items()]
        answers.grade(project)
        for name in cleared:
            check_clearing_allowed(project, known[name])
            block = item_block(project.record.item(name)._replace(answer=None, incomplete=None))
            edits.append(BlockEdit("items", name, block))
        return edits

    saved = save_bytes(workspace, change)
    remarks = (
        *answers.all_remarks(),
        *_checked(saved.workspace, tuple(items.values()), answers.values),
    )
    return AnswerResult(
        saved.workspace,
        tuple(items.values()),
        remarks,
        tuple(answers.values),
        tuple(answers.replaced),
        saved,
    )


def _checked(
    workspace: Workspace, items: Sequence[Item], values: Sequence[AnswerValue]
) -> list[str]:
    """Return what checks find wrong in what was cited just now, which the gate will show."""
    met = [
        item
        for item, value in zip(items, values, strict=True)
        if value is AnswerValue.MET and any(reads_cited(spec) for spec in item.checks)
    ]
    if not met:
        return []
    from tpmcli.app.check_runner import check_items

    found = check_items(workspace, met)
    return [
        f"a check of {item.id} {_ENDED[result.outcome]}: {result.message}"
        for item in met
        for spec, result in zip(item.checks, found[item.id], strict=True)
        if reads_cited(spec) and result.outcome in _ENDED
    ]


_ENDED = {CheckOutcome.FAIL: "fails", CheckOutcome.COULD_NOT_RUN: "could not run"}


class CheckedAnswers(NamedTuple):
    """What `answer_each` would say: remarks, and by item id why an answer is refused."""

    remarks: tuple[str, ...]
    refused: dict[str, MessageError]


def check_each(
    workspace: Workspace, context: CommandContext, requests: Mapping[str, AnswerRequest]
) -> CheckedAnswers:
    """Check the answers as `answer_each` would, each one by itself; records nothing."""
    known = workspace.project.checklist.items()
    answers = _Answers(workspace, context, "", "")
    refused: dict[str, MessageError] = {}
    for name, request in requests.items():
        try:
            answers.prepare(request)
            answers.edit(workspace.project, known[name], request)
        except MessageError as error:
            refused[name] = error
    last = next(reversed(list(requests)), "")
    try:
        answers.grade(workspace.project)
    except MessageError as error:
        refused.setdefault(last, error)
    return CheckedAnswers(answers.all_remarks(), refused)


class _Prepared(NamedTuple):
    """What a request cites, and no longer cites."""

    evidence: tuple[Evidence, ...]
    removed: tuple[str, ...]


class _Answers:
    """The answers of one save, and what there is to say of them."""

    def __init__(self, workspace: Workspace, context: CommandContext, by: str, at: str) -> None:
        self.workspace = workspace
        self.remarks: list[str] = []
        self._graded: list[str] = []
        self.values: list[AnswerValue] = []
        self.replaced: list[Answer | None] = []
        self._context = context
        self._by = by
        self._at = at
        self._prepared: dict[AnswerRequest, _Prepared] = {}
        self._made: dict[str, Answer] = {}

    def prepare(self, request: AnswerRequest) -> None:
        """Check a request, and cite its evidence once for all of its items."""
        if request in self._prepared:
            return
        _check_request(request)
        met = request.value is not AnswerValue.NOT_MET
        targets = (*request.evidence, *request.added)
        evidence, remarks = cite(self.workspace, self._context, targets, graded=met)
        removed = [
            resolve_target(self.workspace, self._context, target) for target in request.removed
        ]
        self.remarks += remarks
        self._prepared[request] = _Prepared(tuple(evidence), tuple(removed))

    def edit(self, project: Project, item: Item, request: AnswerRequest) -> BlockEdit:
        """Return the block of an item with its answer."""
        evidence, removed = self._prepared[request]
        record = project.record.item(item.id)
        said = _completed(request, item, record.answer)
        value = said.value
        check_answer_allowed(project, item, value, said.note)
        cited = evidence
        if request.amends:
            cited = amended_evidence(self.workspace, item, record.answer, cited, removed)
        elif not cited and value is AnswerValue.MET and not request.whole:
            cited = kept_evidence(self.workspace, record.answer)
            if cited:
                self.remarks.append(f"kept the evidence of {item.id}: {targets_text(cited)}")
        require_evidence(item, value, cited)
        self._made[item.id] = Answer(value, item.role, self._by, self._at, "", cited)
        if request.evidence and (lost := lost_evidence(record.answer, cited)):
            self.remarks.append(f"replaced the evidence of {item.id}: {targets_text(lost)}")
        entry = answer_entry(
            item,
            value,
            cited,
            by=self._by,
            at=self._at,
            note=said.note,
            owner=said.owner,
            due=said.due,
        )
        block = item_block(record._replace(answer=None, incomplete=None))
        self.values.append(value)
        self.replaced.append(record.answer)
        return BlockEdit("items", item.id, {**entry, **block})

    def grade(self, project: Project) -> None:
        """Look for documents that the answers cite too often, all of them taken together.

        Raises: RefusedError if the policy has that block.
        """
        items = {name: ItemRecord(name, answer) for name, answer in self._made.items()}
        record = project.record._replace(items={**project.record.items, **items})
        met = [each.evidence for each in self._made.values() if each.value is AnswerValue.MET]
        self._graded = [
            remark
            for cited in dict.fromkeys(met)
            for remark in grade_reuse(self.workspace, record, (), cited)
        ]

    def all_remarks(self) -> tuple[str, ...]:
        """Return every remark once."""
        return tuple(dict.fromkeys((*self.remarks, *self._graded)))


class _Said(NamedTuple):
    """An answer with everything that it takes over from the one before."""

    value: AnswerValue
    note: str
    owner: str
    due: str


def _completed(request: AnswerRequest, item: Item, before: Answer | None) -> _Said:
    """Return what is answered: changing the evidence alone keeps the rest of the answer.

    Raises: RefusedError if there is no answer to keep.
    """
    value = request.value
    if value is None:
        if before is None:
            raise RefusedError(f"“{item.title}” has no answer", answer_command(item))
        value = before.value
    said = _Said(value, request.note, request.owner, request.due)
    if not request.amends or before is None or before.value is not value:
        return said
    return _Said(
        value, said.note or before.note, said.owner or before.owner, said.due or before.due
    )
