"""`tpm checklist show --format yaml`: text to copy into a file of the team's own."""

from __future__ import annotations

from tpmcli.model.checklist import Lifecycle, Phase
from tpmcli.model.checklist_view import ChecklistView, ItemView, PhaseView, ViewKind
from tpmcli.model.errors import UsageError
from tpmcli.render.checklist.item import changes_of
from tpmcli.store.checklists.shipped_checklists import lifecycle_title
from tpmcli.store.checklists.text import checklist_text, item_pack_text, lifecycle_text, pack_text
from tpmcli.version import __version__


def as_yaml(view: ChecklistView) -> str:
    """Return the view as a file that reads back: a phase as a checklist, an item as a pack.

    A shipped lifecycle is the list of its phases alone, since each phase is a file.

    Raises: UsageError if the view is a project's whole checklist, which is not one file.
    """
    if view.kind is ViewKind.OVERVIEW:
        return _lifecycle(view)
    if view.pack is not None:
        header = (
            f"A copy of the pack `{view.pack.layer.name}`, {_version()}.",
            "To use it, give it another name; if both are used, give its items other ids, too.",
        )
        return pack_text(view.pack.plain, header)
    found = view.phases[0]
    if view.kind is ViewKind.ITEM:
        item = found.items[0].item
        header = (
            f"A copy of {item.id} from `{item.layer}`, {_version()}.",
            "To use it, give it another id; to change the item itself, write it under `adjust`.",
        )
        return item_pack_text(item, header)
    phase = found.phase._replace(items=tuple(each.item for each in found.items))
    return checklist_text(phase, _phase_header(view), _notes(view, found))


def _lifecycle(view: ChecklistView) -> str:
    checklist = view.source.checklist
    if view.source.policy is not None or view.source.packs:
        raise UsageError(
            "a whole checklist is not a single file",
            "name a phase, an item or a pack",
        )
    phases = tuple(Phase(each.phase.id, "", "", ()) for each in view.phases)
    lifecycle = Lifecycle(checklist.name, lifecycle_title(checklist.name), phases)
    command = f"tpm checklist show PHASE --lifecycle {checklist.name} --format yaml"
    header = (
        f"A copy of the lifecycle `{checklist.name}`, {_version()}.",
        "To use it, give it another name and put a file PHASE.yaml for each phase beside it:",
        command,
    )
    return lifecycle_text(lifecycle, header)


def _phase_header(view: ChecklistView) -> tuple[str, ...]:
    source = view.source
    packs = [pack.layer.name for _, pack in source.packs]
    made = " + ".join([source.checklist.name, *packs])
    if source.policy is None:
        return (f"A copy of one phase of {made} as shipped, {_version()}.",)
    return (
        f"A copy of one phase of {made} as {source.policy.name} uses it, {_version()}.",
        "It includes the changes by packs and policy; a lifecycle of such copies needs neither.",
    )


def _notes(view: ChecklistView, found: PhaseView) -> dict[str, list[str]]:
    """Return the origin of each item and its changes, if that is not the lifecycle."""
    name = view.source.checklist.name
    return {each.item.id: _note(each, name) for each in found.items}


def _note(view: ItemView, lifecycle: str) -> list[str]:
    lines = [f"from {view.item.layer}"] if view.item.layer != lifecycle else []
    for each in view.adjusted:
        reason = f" ({each.adjustment.reason})" if each.adjustment.reason else ""
        lines.append(f"{each.layer}: {', '.join(changes_of(each.adjustment))}{reason}")
    return lines


def _version() -> str:
    return f"tpm {__version__}"
