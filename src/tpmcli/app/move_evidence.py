"""`tpm evidence move`: let answers cite a renamed file if its content is the same."""

from typing import NamedTuple

from tpmcli.app.cite import colon_detail
from tpmcli.app.context import CommandContext
from tpmcli.app.saving import BlockEdit, item_block, save
from tpmcli.app.workspace import Workspace
from tpmcli.model.errors import RefusedError, UsageError
from tpmcli.model.facts import EvidenceFact, EvidenceStatus
from tpmcli.model.fix import Advice, Blank, File, Help, tpm
from tpmcli.model.record import Answer, Evidence, ItemRecord, Record, role_of
from tpmcli.model.role import Role
from tpmcli.render.labels import label
from tpmcli.repo.evidence import inspect_evidence
from tpmcli.repo.path_arguments import from_root
from tpmcli.rules.open_gate import reopen_command
from tpmcli.rules.project import Project, last_decision
from tpmcli.rules.signoffs import counting_signoff, matches
from tpmcli.store.formats.fields import plain
from tpmcli.text.paths import split_fragment


class MoveResult(NamedTuple):
    """The items whose evidence was moved, and what remains to do.

    `left` are items that cite other content and were not changed. `unsigned` are sign-offs, as
    phase and role, that no longer cover their answers.
    """

    workspace: Workspace
    items: tuple[str, ...]
    left: tuple[str, ...]
    unsigned: tuple[tuple[str, Role], ...]


def move_evidence(workspace: Workspace, context: CommandContext, old: str, new: str) -> MoveResult:
    """Let every answer that cites `old` cite `new` instead if the digest is the same.

    Headings are kept, and so are the person and the date of the answer: it says nothing new.

    Raises: UsageError if no answer cites `old`, or both paths are the same; RefusedError if the
    content differs, or a decision locks an answer.
    """
    source = from_root(workspace.root, context.folder, old)
    target = from_root(workspace.root, context.folder, new)
    if source == target:
        raise UsageError("both paths are the same", "name the old path, then the new one")
    moves = {cited: _moved(cited, source, target) for cited in _cited(workspace.record, source)}
    if not moves:
        raise UsageError(
            f"no answer of {workspace.record.increment} cites `{source}`",
            Advice(Help.SEE_CITED, tpm("why", Blank.ITEM)),
        )
    facts = inspect_evidence(workspace.tree, moves.values())
    done: list[MoveResult] = []

    def change(project: Project) -> list[BlockEdit]:
        edits = []
        items, left = [], []
        for record in project.record.items.values():
            answer = record.answer
            mine = [e for e in answer.evidence if e.path in moves] if answer else []
            if answer is None or not mine:
                continue
            if not all(_same(entry, facts[moves[entry.path]]) for entry in mine):
                left.append(record.id)
                continue
            _refuse_bound(project, record, source)
            items.append(record.id)
            edits.append(BlockEdit("items", record.id, _rewritten(record, answer, moves)))
        if not items:
            raise _other_content(left, facts, target)
        done.append(MoveResult(workspace, tuple(items), tuple(left), ()))
        return edits

    saved = save(workspace, change)
    return done[0]._replace(
        workspace=saved, unsigned=_unsigned(workspace.record, saved.record, done[0].items)
    )


def _cited(record: Record, source: str) -> list[str]:
    """Return the citations of the file by answers, or of one heading if that is named."""
    exact = bool(split_fragment(source)[1])
    cited = {
        entry.path: None
        for item in record.items.values()
        if item.answer is not None
        for entry in item.answer.evidence
        if entry.path == source or (not exact and split_fragment(entry.path)[0] == source)
    }
    return list(cited)


def _moved(cited: str, source: str, target: str) -> str:
    """Return a cited path after the move, with the heading of the new path or else its own."""
    if cited == source or split_fragment(target)[1]:
        return target
    return target + cited[len(source) :]


def _same(entry: Evidence, fact: EvidenceFact) -> bool:
    return fact.status is EvidenceStatus.OK and fact.sha256 == entry.sha256


def _other_content(left: list[str], facts: dict[str, EvidenceFact], target: str) -> RefusedError:
    fact = next(iter(facts.values()))
    again = tpm("answer", *left, "met", "--evidence", File(target))
    if fact.status is EvidenceStatus.OK:
        return RefusedError(f"`{target}` does not have the cited content", again)
    message = f"`{target}` is {label(fact.status)}{colon_detail(fact.detail)}"
    return RefusedError(message, "name the file by its present path")


def _refuse_bound(project: Project, record: ItemRecord, source: str) -> None:
    phase = record.id.partition(".")[0]
    decision = last_decision(project.record, phase)
    if decision is None or not decision.outcome.passes or record.id in decision.continuous_items:
        return
    raise RefusedError(
        f"the answer of {record.id}, which cites `{source}`, is locked: the {phase} gate is"
        f" decided (`{decision.outcome}`)",
        Advice(Help.MOVE_BACK, reopen_command(project, phase), source),
    )


def _rewritten(record: ItemRecord, answer: Answer, moves: dict[str, str]) -> dict[str, object]:
    """Return the item's block with the new paths, each once."""
    evidence: dict[str, dict[str, object]] = {}
    for entry in answer.evidence:
        moved = entry._replace(path=moves.get(entry.path, entry.path))
        evidence.setdefault(moved.target, plain(moved))
    raw = {**answer.raw, "evidence": list(evidence.values())}
    return item_block(record._replace(answer=answer._replace(raw=raw)))


def _unsigned(
    before: Record, after: Record, items: tuple[str, ...]
) -> tuple[tuple[str, Role], ...]:
    """Return the sign-offs that covered the answers before the move, and no longer do."""
    found = []
    for phase in dict.fromkeys(item.partition(".")[0] for item in items):
        for gate, block in after.signoffs:
            signoff = counting_signoff(after, phase, block) if gate == phase else None
            role = role_of(block)
            if (
                signoff is not None
                and matches(before, phase, role, signoff)
                and not matches(after, phase, role, signoff)
            ):
                found.append((phase, role))
    return tuple(found)
