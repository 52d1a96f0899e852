"""Checklists as JSON: `tpm/checklists/1` for the list, `tpm/checklist-view/1` for a view.

Written out by hand, as the gate report is: other tools build on the form.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tpmcli.model.checklist import Loosening
from tpmcli.render.checklist.item import asked, plain_changes
from tpmcli.render.jsontext import dump
from tpmcli.render.loosening import loosened_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tpmcli.model.checklist_catalog import ChecklistCatalog, PackEntry, ProjectEntry
    from tpmcli.model.checklist_view import (
        Adjusted,
        ChecklistView,
        ItemView,
        PhaseView,
        TraitView,
    )
    from tpmcli.model.checks_view import KindInfo

LIST_SCHEMA = "tpm/checklists/1"
VIEW_SCHEMA = "tpm/checklist-view/1"


def render_catalog(catalog: ChecklistCatalog) -> str:
    """Render the shipped checklists, and those of the project, as JSON."""
    return dump(
        {
            "schema": LIST_SCHEMA,
            "lifecycles": [
                {
                    "name": each.name,
                    "title": each.title,
                    "phases": each.phases,
                    "items": each.items._asdict(),
                }
                for each in catalog.lifecycles
            ],
            "packs": [_pack_entry(each) for each in catalog.packs],
            "project": _project(catalog.project) if catalog.project else None,
        }
    )


def render_view(view: ChecklistView) -> str:
    """Render a view as JSON, every item in full."""
    source = view.source
    data: dict[str, object] = {
        "schema": VIEW_SCHEMA,
        "view": str(view.kind),
        "project": {"id": source.policy.id, "name": source.policy.name} if source.policy else None,
        "lifecycle": source.checklist.name,
        "packs": [pack.layer.name for _, pack in source.packs],
        "traits": source.policy.traits if source.policy else None,
    }
    if view.pack is not None:
        layer = view.pack.layer
        data["pack"] = {
            "name": layer.name,
            "title": layer.title,
            "about": view.pack.about or None,
            "adjusts": [
                {"item": each.adjustment.item, **_adjusted(each)} for each in view.pack_adjusts
            ],
        }
    return dump({**data, "phases": [_phase(each) for each in view.phases]})


def render_traits(views: Iterable[TraitView]) -> str:
    """Render the traits and the items that need them, as JSON."""
    traits = [
        {
            "name": view.trait.name,
            "ask": view.trait.ask,
            "means": view.trait.means,
            "has": view.has,
            "items": [item.id for item in view.items],
        }
        for view in views
    ]
    return dump({"schema": VIEW_SCHEMA, "view": "traits", "traits": traits})


def render_kinds(kinds: Iterable[KindInfo]) -> str:
    """Render the kinds of automated checks, as JSON."""
    found = [{**each._asdict(), "options": dict(each.options)} for each in kinds]
    return dump({"schema": VIEW_SCHEMA, "view": "kinds", "kinds": found})


def _pack_entry(entry: PackEntry) -> dict[str, object]:
    return {
        "name": entry.name,
        "title": entry.title,
        "about": entry.about or None,
        "items": entry.items._asdict(),
        "adjusts": entry.adjusts,
    }


def _project(entry: ProjectEntry) -> dict[str, object]:
    return {
        "id": entry.id,
        "name": entry.name,
        "lifecycle": entry.lifecycle,
        "packs": entry.packs,
        "own_packs": [{"path": path, **_pack_entry(pack)} for path, pack in entry.own_packs],
        "traits": entry.traits,
        "items": entry.items._asdict(),
        "not_applying": entry.elsewhere,
        "loosenings": [_loosening(each) for each in entry.loosenings],
    }


def _loosening(loosening: Loosening) -> dict[str, object]:
    return {**loosening._asdict(), "what": loosened_text(loosening.what)}


def _phase(view: PhaseView) -> dict[str, object]:
    return {
        "id": view.phase.id,
        "title": view.phase.title,
        "question": view.phase.question or None,
        "items": [_item(each) for each in view.items],
        "dropped": [_dropped(each) for each in view.dropped],
    }


def _dropped(loosening: Loosening) -> dict[str, object]:
    return {"item": loosening.item, "layer": loosening.layer, "reason": loosening.reason}


def _item(view: ItemView) -> dict[str, object]:
    item = view.item
    return {
        **asked(item),
        "in_use": view.in_use,
        "applies": view.in_use and not view.missing,
        "missing_traits": view.missing,
        "adjusted": [_adjusted(each) for each in view.adjusted],
        "references": [
            {"key": each.key, "name": each.name, "url": each.url} for each in view.references
        ],
    }


def _adjusted(change: Adjusted) -> dict[str, object]:
    return {
        "layer": change.layer,
        "changes": plain_changes(change.adjustment),
        "reason": change.adjustment.reason or None,
        "loosens": change.loosens,
    }
