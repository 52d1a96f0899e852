"""`tpm answer`: what a person says of items, with the evidence checked before it is recorded."""

from __future__ import annotations

from collections.abc import Sequence

from tpmcli.app.context import CommandContext
from tpmcli.app.saving import Edit, current_user, item_block, save
from tpmcli.app.workspace import Workspace
from tpmcli.model.checklist import Item
from tpmcli.model.days import parse_day
from tpmcli.model.errors import RefusedError, UsageError
from tpmcli.model.facts import EvidenceFact, EvidenceStatus
from tpmcli.model.record import AnswerValue, Evidence
from tpmcli.model.tuples import NamedTuple
from tpmcli.repo.evidence import inspect_evidence
from tpmcli.repo.path_arguments import from_root
from tpmcli.rules.authorisation import check_answer_allowed, find_items
from tpmcli.rules.entries import answer_entry
from tpmcli.rules.project import Project


class AnswerRequest(NamedTuple):
    """An answer as a person gives it. ``evidence`` holds paths and links, as typed."""

    value: AnswerValue
    evidence: tuple[str, ...] = ()
    note: str = ""
    owner: str = ""
    due: str = ""


class AnswerResult(NamedTuple):
    """What was recorded: the items, and remarks worth showing (placeholders, kept evidence)."""

    workspace: Workspace
    items: tuple[Item, ...]
    remarks: tuple[str, ...]


def answer(
    workspace: Workspace, session: CommandContext, names: Sequence[str], said: AnswerRequest
) -> AnswerResult:
    """Records the answer for every item named, or for none.

    Raises UsageError for unknown items and unfit arguments, RefusedError for an answer that the
    item, its evidence or a decision does not allow.
    """
    found = find_items(workspace.project, names)
    items = tuple({item.id: item for item in found}.values())
    for text in (said.due,) if said.due else ():
        if parse_day(text) is None:
            raise UsageError(f"'{text}' is no day", "write it as 2026-12-31")
    evidence, remarks = cite(workspace, session, said.evidence)
    by = current_user(workspace, session)
    at = session.now()
    if not workspace.policy.known(by):
        remarks.append(f"{by} is not among the people in .tpm/policy.yaml")

    def change(project: Project) -> list[Edit]:
        edits = []
        for item in items:
            check_answer_allowed(project, item, said.value, said.note)
            record = project.record.item(item.id)
            cited = tuple(evidence)
            if not cited and said.value is AnswerValue.MET:
                cited = _kept(workspace, item, project)
                if cited:
                    kept = ", ".join(entry.target for entry in cited)
                    remarks.append(f"kept the evidence of {item.id}: {kept}")
            _require_evidence(item, said.value, cited)
            entry = answer_entry(
                item,
                said.value,
                cited,
                by=by,
                at=at,
                note=said.note,
                owner=said.owner,
                due=said.due,
            )
            block = item_block(record._replace(answer=None))
            edits.append(Edit("items", item.id, {**entry, **block}))
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
    """The evidence of the answer before, looked at afresh: answering again confirms it."""
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
    workspace: Workspace, session: CommandContext, targets: Sequence[str]
) -> tuple[list[Evidence], list[str]]:
    """Paths and links as evidence, and remarks on what was found in them.

    Paths are taken from the session's folder, as with other tools, and recorded from the folder
    that holds `.tpm/`. Raises RefusedError for what cannot be evidence.
    """
    links = {target for target in targets if target.startswith(("http://", "https://"))}
    paths = {
        target: from_root(workspace.root, session.folder, target)
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
        if facts[path].placeholder:
            remarks.append(f"{path} still says {facts[path].placeholder}")
    return evidence, remarks


def _refuse_bad_link(target: str) -> None:
    host = target.partition("://")[2].partition("/")[0]
    if not host or any(character.isspace() for character in target):
        raise RefusedError(f"'{target}' is not a link", "a link is http(s)://host/path")


def _refuse_unusable(path: str, fact: EvidenceFact) -> None:
    if fact.status is EvidenceStatus.OK:
        return
    if fact.status is EvidenceStatus.UNTRACKED:
        # Its detail is the reason in other words, and the command.
        raise RefusedError(f"{path} is not tracked by git", fact.detail.partition(": ")[2])
    words, hint = {
        EvidenceStatus.MISSING: ("is not there", "check the name, or write the file first"),
        EvidenceStatus.EMPTY: ("shows nothing", "fill it first"),
        EvidenceStatus.OUTSIDE: (
            "is no path inside this repository",
            "evidence is a file of this repository, or an http(s) link",
        ),
    }[fact.status]
    detail = f": {fact.detail}" if fact.detail else ""
    # A detail that names the nearest file is the better way out of the two.
    raise RefusedError(f"{path} {words}{detail}", "" if "did you mean" in detail else hint)
