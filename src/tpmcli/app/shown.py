"""What a form showed, as a digest: a form is refused if that is no longer what stands there.

A digest covers everything by which a person judges: the question as it is worded now, the answer,
the waivers, the content of the evidence, and for a whole gate its sign-offs and decisions as well.
"""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from hashlib import sha256
from typing import NamedTuple

from tpmcli.app.workspace import Workspace
from tpmcli.model.checklist import Item
from tpmcli.model.digest import question_digest
from tpmcli.model.errors import RefusedError
from tpmcli.repo.evidence import inspect_evidence
from tpmcli.rules.project import Project


class ShownKind(StrEnum):
    """What a form is about: one item, the sign-off of a phase, or the decision at its gate."""

    ITEM = "item"
    SIGNOFF = "signoff"
    DECISION = "decision"


class Shown(NamedTuple):
    """What a form showed: an item or a phase, and the digest that it was drawn with."""

    kind: ShownKind
    subject: str
    digest: str


class StaleFormError(RefusedError):
    """Something changed after the form was drawn; nothing was saved."""

    def __init__(self) -> None:
        super().__init__(
            "this changed after the page was drawn; nothing was saved",
            "look at what it says now, and save again",
        )


def shown(workspace: Workspace, kind: ShownKind, subject: str) -> Shown:
    """Return what a form about an item or a phase shows now."""
    return Shown(kind, subject, _digest(workspace, kind, subject))


def refuse_stale(workspace: Workspace, given: Shown) -> None:
    """Raise StaleFormError if a form no longer shows what stands there."""
    from hmac import compare_digest

    now = _digest(workspace, given.kind, given.subject)
    if not compare_digest(now.encode(), given.digest.encode("utf-8", "replace")):
        raise StaleFormError


def _digest(workspace: Workspace, kind: ShownKind, subject: str) -> str:
    from json import dumps

    project = workspace.project
    items = project.checklist.items()
    if kind is ShownKind.ITEM:
        about = [items[subject]] if subject in items else []
        rest: object = None
    else:
        about = [item for item in items.values() if item.phase == subject]
        rest = _gate(project, subject)
    data = [str(kind), subject, project.record.increment, list(_items(workspace, about)), rest]
    text = dumps(data, sort_keys=True, separators=(",", ":"), default=str)
    return f"f1:{sha256(text.encode('utf-8', 'surrogateescape')).hexdigest()}"


def _items(workspace: Workspace, items: Sequence[Item]) -> Iterable[object]:
    """Yield everything that is shown of some items."""
    record = workspace.record
    answers = {item.id: record.item(item.id).answer for item in items}
    cited = [each.path for said in answers.values() if said for each in said.evidence if each.path]
    facts = inspect_evidence(workspace.tree, cited)
    for item in items:
        said = answers[item.id]
        evidence = [each.path for each in said.evidence if each.path] if said else []
        yield [
            item.id,
            question_digest(item),
            dict(said.raw) if said else None,
            [dict(waiver.raw) for waiver in record.item(item.id).waivers],
            [[path, facts[path].status, facts[path].sha256] for path in evidence],
        ]


def _gate(project: Project, phase: str) -> object:
    """Return the sign-offs and decisions of a phase, and the day's policy for it."""
    record = project.record
    signed = {
        block: [dict(entry.raw) for entry in entries]
        for (name, block), entries in record.signoffs.items()
        if name == phase
    }
    decided = [dict(entry.raw) for entry in record.decisions.get(phase, ())]
    return [signed, decided]
