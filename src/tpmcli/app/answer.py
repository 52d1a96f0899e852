"""`tpm answer`: record answers to items, after their evidence was checked."""

from collections.abc import Sequence
from typing import NamedTuple

from tpmcli.app.cite import cite, cite_again, resolve_target
from tpmcli.app.context import CommandContext
from tpmcli.app.saving import BlockEdit, Saved, item_block, save_bytes
from tpmcli.app.user import current_user
from tpmcli.app.weak_evidence import grade_reuse
from tpmcli.app.workspace import Workspace
from tpmcli.model.checklist import Item, reads_cited
from tpmcli.model.days import parse_day
from tpmcli.model.errors import RefusedError, UsageError
from tpmcli.model.facts import CheckOutcome
from tpmcli.model.fix import tpm
from tpmcli.model.record import Answer, AnswerValue, Evidence
from tpmcli.rules.authorisation import check_answer_allowed, find_items
from tpmcli.rules.items import answer_command
from tpmcli.rules.project import Project
from tpmcli.store.record.entries import answer_entry


class AnswerRequest(NamedTuple):
    """An answer as a person gives it. Evidence is paths and links, as typed.

    Without a value the present answer is kept, but for its evidence. `evidence` replaces what is
    cited; `added` and `removed` change it.
    """

    value: AnswerValue | None
    evidence: tuple[str, ...] = ()
    note: str = ""
    owner: str = ""
    due: str = ""
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()

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
    items = tuple({item.id: item for item in found}.values())
    met = request.value is not AnswerValue.NOT_MET
    evidence, remarks = cite(workspace, context, (*request.evidence, *request.added), graded=met)
    removed = [resolve_target(workspace, context, target) for target in request.removed]
    values: list[AnswerValue] = []
    replaced: list[Answer | None] = []
    graded: dict[tuple[Evidence, ...], list[str]] = {}
    by = current_user(workspace, context)
    at = context.now()
    if not workspace.policy.known(by):
        remarks.append(f"{by} is not in `people` of `.tpm/policy.yaml`")

    def change(project: Project) -> list[BlockEdit]:
        edits = []
        for item in items:
            record = project.record.item(item.id)
            said = _completed(request, item, record.answer)
            value = said.value
            check_answer_allowed(project, item, value, said.note)
            cited = tuple(evidence)
            if request.amends:
                cited = _amended(workspace, item, record.answer, cited, removed)
            elif not cited and value is AnswerValue.MET:
                cited = _kept(workspace, record.answer)
                if cited:
                    remarks.append(f"kept the evidence of {item.id}: {_targets(cited)}")
            _require_evidence(item, value, cited)
            if value is AnswerValue.MET and cited not in graded:
                names = [each.id for each in items]
                graded[cited] = grade_reuse(workspace, project.record, names, cited)
            if request.evidence and (lost := _lost(record.answer, cited)):
                remarks.append(f"replaced the evidence of {item.id}: {_targets(lost)}")
            entry = answer_entry(
                item,
                value,
                cited,
                by=by,
                at=at,
                note=said.note,
                owner=said.owner,
                due=said.due,
            )
            block = item_block(record._replace(answer=None))
            edits.append(BlockEdit("items", item.id, {**entry, **block}))
            values.append(value)
            replaced.append(record.answer)
        return edits

    saved = save_bytes(workspace, change)
    remarks += dict.fromkeys(remark for found in graded.values() for remark in found)
    remarks += _checked(saved.workspace, items, values)
    return AnswerResult(
        saved.workspace, items, tuple(remarks), tuple(values), tuple(replaced), saved
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


def _amended(
    workspace: Workspace,
    item: Item,
    before: Answer | None,
    added: tuple[Evidence, ...],
    removed: Sequence[str],
) -> tuple[Evidence, ...]:
    """Return the evidence of the present answer without some, and with more behind it.

    What stays is cited anew. Raises: RefusedError if it cannot be, or what is to be removed is
    not cited.
    """
    cited = {entry.target: entry for entry in before.evidence} if before else {}
    for target in removed:
        if cited.pop(target, None) is None:
            known = _targets(before.evidence) if before and before.evidence else "nothing"
            message = f"{item.id} does not cite {target}; it cites {known}"
            raise RefusedError(message, tpm("why", item.id))
    for entry in added:
        cited.pop(entry.target, None)
    return (*cite_again(workspace, tuple(cited.values())), *added)


def _lost(before: Answer | None, cited: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    """Return the evidence of the answer before that is no longer cited."""
    kept = {entry.target for entry in cited}
    return tuple(entry for entry in before.evidence if entry.target not in kept) if before else ()


def _targets(evidence: Sequence[Evidence]) -> str:
    return ", ".join(entry.target for entry in evidence)


def _require_evidence(item: Item, value: AnswerValue, cited: tuple[Evidence, ...]) -> None:
    if value is AnswerValue.MET and item.evidence.required and not cited:
        expected = f" ({item.evidence.expect})" if item.evidence.expect else ""
        raise RefusedError(
            f"“{item.title}” needs evidence{expected}",
            answer_command(item),
        )


def _kept(workspace: Workspace, before: Answer | None) -> tuple[Evidence, ...]:
    """Return the evidence of the previous answer with new digests: answering again confirms."""
    if before is None or before.value is not AnswerValue.MET:
        return ()
    return cite_again(workspace, before.evidence)
