"""Digests of what a form was drawn from, so that one of yesterday saves nothing."""

from __future__ import annotations

import json
from hashlib import sha256

from tpmcli.app.workspace import Workspace
from tpmcli.model.digest import question_digest
from tpmcli.model.record import ItemRecord
from tpmcli.repo.evidence import inspect_evidence
from tpmcli.rules.authorisation import find_item


def shown_item(workspace: Workspace, name: str) -> str:
    """Return the digest of an item: its wording, its answer, its waivers and what it cites."""
    item = find_item(workspace.project, name)
    record = workspace.record.item(item.id)
    cited = [each.path for each in (record.answer.evidence if record.answer else ()) if each.path]
    facts = inspect_evidence(workspace.tree, cited)
    return _digest(
        question_digest(item),
        _answer(record),
        [each.raw for each in record.waivers],
        {path: [str(facts[path].status), facts[path].sha256] for path in cited},
    )


def shown_gate(workspace: Workspace, phase: str) -> str:
    """Return the digest of everything that is recorded at a gate, and of what it asks."""
    record = workspace.record
    found = workspace.checklist.phase(phase)
    return _digest(
        [question_digest(item) for item in (found.items if found else ())],
        {
            name: [_answer(item), [each.raw for each in item.waivers]]
            for name, item in sorted(record.items.items())
            if name.startswith(f"{phase}.")
        },
        {
            block: [each.raw for each in entries]
            for (gate, block), entries in record.signoffs.items()
            if gate == phase
        },
        [each.raw for each in record.decisions.get(phase, ())],
    )


def shown_waivers(workspace: Workspace) -> str:
    """Return the digest of every waiver of the increment."""
    items = sorted(workspace.record.items.items())
    return _digest({name: [each.raw for each in item.waivers] for name, item in items})


def _answer(record: ItemRecord) -> object:
    return record.answer.raw if record.answer is not None else None


def _digest(*parts: object) -> str:
    text = json.dumps(parts, sort_keys=True, separators=(",", ":"), default=dict)
    return sha256(text.encode()).hexdigest()
