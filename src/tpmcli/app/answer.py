"""`tpm answer`: record answers to items, after their evidence was checked."""

from collections.abc import Sequence
from typing import NamedTuple

from tpmcli.app.context import CommandContext
from tpmcli.app.saving import BlockEdit, current_user, item_block, save
from tpmcli.app.workspace import Workspace
from tpmcli.model.checklist import Item
from tpmcli.model.days import parse_day
from tpmcli.model.errors import RefusedError, UsageError
from tpmcli.model.facts import Detail, EvidenceDetail, EvidenceFact, EvidenceStatus
from tpmcli.model.record import AnswerValue, Evidence
from tpmcli.render.finding import detail_text, placeholder_text
from tpmcli.repo.evidence import inspect_evidence
from tpmcli.repo.path_arguments import from_root
from tpmcli.rules.authorisation import check_answer_allowed, find_items
from tpmcli.rules.project import Project
from tpmcli.store.record.entries import answer_entry
from tpmcli.text.paths import split_fragment


class AnswerRequest(NamedTuple):
    """An answer as a person gives it. `evidence` holds paths and links, as typed."""

    value: AnswerValue
    evidence: tuple[str, ...] = ()
    note: str = ""
    owner: str = ""
    due: str = ""


class AnswerResult(NamedTuple):
    """The items that were answered, and remarks to show (placeholders, kept evidence)."""

    workspace: Workspace
    items: tuple[Item, ...]
    remarks: tuple[str, ...]


def answer(
    workspace: Workspace, context: CommandContext, names: Sequence[str], request: AnswerRequest
) -> AnswerResult:
    """Record the answer for every named item, or for none.

    Raises: UsageError if an item does not exist or an argument is invalid; RefusedError if the
    item, its evidence or a decision does not allow the answer.
    """
    found = find_items(workspace.project, names)
    items = tuple({item.id: item for item in found}.values())
    for text in (request.due,) if request.due else ():
        if parse_day(text) is None:
            raise UsageError(f"'{text}' is no day", "write it as 2026-12-31")
    evidence, remarks = cite(workspace, context, request.evidence)
    by = current_user(workspace, context)
    at = context.now()
    if not workspace.policy.known(by):
        remarks.append(f"{by} is not among the people in .tpm/policy.yaml")

    def change(project: Project) -> list[BlockEdit]:
        edits = []
        for item in items:
            check_answer_allowed(project, item, request.value, request.note)
            record = project.record.item(item.id)
            cited = tuple(evidence)
            if not cited and request.value is AnswerValue.MET:
                cited = _kept(workspace, item, project)
                if cited:
                    kept = ", ".join(entry.target for entry in cited)
                    remarks.append(f"kept the evidence of {item.id}: {kept}")
            _require_evidence(item, request.value, cited)
            entry = answer_entry(
                item,
                request.value,
                cited,
                by=by,
                at=at,
                note=request.note,
                owner=request.owner,
                due=request.due,
            )
            block = item_block(record._replace(answer=None))
            edits.append(BlockEdit("items", item.id, {**entry, **block}))
        return edits

    saved = save(workspace, change)
    return AnswerResult(saved, items, tuple(remarks))


def _require_evidence(item: Item, value: AnswerValue, cited: tuple[Evidence, ...]) -> None:
    if value is AnswerValue.MET and item.evidence.required and not cited:
        expected = f" ({item.evidence.expect})" if item.evidence.expect else ""
        raise RefusedError(
            f"“{item.title}” needs evidence{expected}",
            f"tpm answer {item.id} met --evidence PATH",
        )


def _kept(workspace: Workspace, item: Item, project: Project) -> tuple[Evidence, ...]:
    """Return the evidence of the previous answer with new digests: answering again confirms."""
    before = project.record.item(item.id).answer
    if before is None or before.value is not AnswerValue.MET:
        return ()
    paths = [entry.path for entry in before.evidence if entry.path]
    facts = inspect_evidence(workspace.tree, paths)
    for path in paths:
        _refuse_unusable(path, facts[path])
    return tuple(
        entry._replace(sha256=facts[entry.path].sha256) if entry.path else entry
        for entry in before.evidence
    )


def cite(
    workspace: Workspace, context: CommandContext, targets: Sequence[str]
) -> tuple[list[Evidence], list[str]]:
    """Return paths and links as evidence, with remarks on their content.

    Paths are relative to the folder of the call, as with other tools, and are recorded relative to
    the folder that holds `.tpm/`.

    Raises: RefusedError if a path or link cannot be evidence.
    """
    links = {target for target in targets if target.startswith(("http://", "https://"))}
    paths = {
        target: from_root(workspace.root, context.folder, target)
        for target in targets
        if target not in links
    }
    facts = inspect_evidence(workspace.tree, paths.values())
    evidence = []
    remarks = []
    for target in dict.fromkeys(targets):
        if target in links:
            _refuse_bad_link(target)
            evidence.append(Evidence(url=target))
            remarks.append(f"{target} is recorded, and not verified")
            continue
        path = paths[target]
        _refuse_unusable(path, facts[path])
        evidence.append(Evidence(path=path, sha256=facts[path].sha256))
        words, line = facts[path].placeholder, facts[path].placeholder_line
        if words:
            remarks.append(f"{path} still says {placeholder_text(words, line)}")
    return evidence, remarks


def _refuse_bad_link(target: str) -> None:
    host = target.partition("://")[2].partition("/")[0]
    if not host or any(character.isspace() for character in target):
        raise RefusedError(f"'{target}' is not a link", "a link is http(s)://host/path")


_UNUSABLE = {
    EvidenceStatus.MISSING: ("is not there", "check the name, or write the file first"),
    EvidenceStatus.EMPTY: ("shows nothing", "fill it first"),
    EvidenceStatus.OUTSIDE: (
        "is no path inside this repository",
        "evidence is a file of this repository, or an http(s) link",
    ),
    EvidenceStatus.NOT_FETCHED: ("cannot be looked at", "git lfs pull"),
}
# A detail that names the nearest match is a better hint than the general one.
_HINTS = frozenset({Detail.NEAREST, Detail.NEAREST_HEADING})


def _refuse_unusable(path: str, fact: EvidenceFact) -> None:
    if fact.status is EvidenceStatus.OK:
        return
    if fact.status is EvidenceStatus.UNTRACKED:
        from shlex import quote

        file = split_fragment(path)[0]
        raise RefusedError(f"{path} is not tracked by git", f"git add -- {quote(file)}")
    words, hint = _UNUSABLE[fact.status]
    message = f"{path} {words}{colon_detail(fact.detail)}"
    hinted = fact.detail is not None and fact.detail.kind in _HINTS
    raise RefusedError(message, "" if hinted else hint)


def colon_detail(detail: EvidenceDetail | None) -> str:
    """Return the detail after a colon; empty if there is none."""
    return f": {detail_text(detail)}" if detail is not None else ""
