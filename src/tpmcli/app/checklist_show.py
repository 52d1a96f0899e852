"""`tpm checklist show`: the items of this project or of the shipped checklists."""

from collections.abc import Iterable
from typing import NamedTuple

from tpmcli.app.checklist_source import open_source, shipped_source
from tpmcli.app.context import CommandContext
from tpmcli.model.checklist import Checklist, Item, Phase
from tpmcli.model.checklist_view import (
    Adjusted,
    ChecklistSource,
    ChecklistView,
    ItemView,
    Pack,
    PhaseView,
    TraitView,
    ViewKind,
)
from tpmcli.model.errors import UsageError
from tpmcli.model.fix import tpm
from tpmcli.model.loosening import Looser
from tpmcli.model.role import Role
from tpmcli.rules.authorisation import find_role
from tpmcli.rules.project import applies
from tpmcli.store.checklists import shipped
from tpmcli.store.checklists.shipped_checklists import shipped_pack
from tpmcli.text.names import suggestion


class ViewRequest(NamedTuple):
    """The subject to show.

    `name` is a phase, an item, a pack or a lifecycle, or empty for everything. With `lifecycle` or
    `packs` the shipped ones are shown, whatever the project uses.
    """

    name: str = ""
    role: str = ""
    lifecycle: str = ""
    packs: tuple[str, ...] = ()


def view(context: CommandContext, request: ViewRequest) -> ChecklistView:
    """Return the view of the requested subject.

    Reads, and changes nothing.

    Raises: UsageError, with the nearest name, if there is none of that name; InvalidInputError if
    the project's policy or checklists are invalid.
    """
    source = open_source(context, request.lifecycle, request.packs)
    name, checklist = request.name, source.checklist
    role = _role(source, request.role)
    if not name:
        return ChecklistView(ViewKind.OVERVIEW, source, _phases(source, checklist.phases, role))
    phase = checklist.phase(name)
    if phase is not None:
        return ChecklistView(ViewKind.PHASE, source, _phases(source, (phase,), role))
    item = _item_named(checklist.items(), name)
    if item is not None:
        return _item_view(source, item)
    if name != checklist.name and name in shipped.lifecycle_names():
        source = shipped_source(name)
        checklist = source.checklist
    if name == checklist.name:
        return ChecklistView(ViewKind.OVERVIEW, source, _phases(source, checklist.phases, role))
    pack = _pack_named(source, name)
    if pack is not None:
        return _pack_view(source, pack, role)
    packs = [shipped_pack(each) for each in shipped.pack_names()]
    items = {item.id: item for pack in packs for item in pack.layer.add}
    item = _item_named(items, name)
    if item is not None:
        return _item_view(source, item, in_use=False)
    raise _unknown(source, name, items)


def view_traits(context: CommandContext, request: ViewRequest) -> tuple[TraitView, ...]:
    """Return the traits and the items that need each; of one phase, if it is named.

    Raises: UsageError if there is no such phase.
    """
    source = open_source(context, request.lifecycle, request.packs)
    phases, role = source.checklist.phases, _role(source, request.role)
    if request.name:
        found = source.checklist.phase(request.name)
        if found is None:
            names = [phase.id for phase in phases]
            raise UsageError(f"no phase named `{request.name}`", suggestion(request.name, names))
        phases = (found,)
    items = [item for phase in phases for item in phase.items]
    views = []
    for name, trait in shipped.traits().items():
        brought = tuple(
            item
            for item in items
            if name in (*item.when, *item.must_when) and role in (None, item.role)
        )
        has = None if source.policy is None else name in source.policy.traits
        if brought or not request.name:
            views.append(TraitView(trait, brought, has))
    return tuple(views)


def _role(source: ChecklistSource, name: str) -> Role | None:
    """Return the role of that name, None if none is named.

    Raises: UsageError if there is none.
    """
    return find_role(source.checklist.roles, name) if name else None


def _item_named(items: dict[str, Item], name: str) -> Item | None:
    """Return the item of that id or unique slug, or None.

    Raises: UsageError if several items have the slug.
    """
    if name in items:
        return items[name]
    matches = [item for item in items.values() if item.slug == name]
    if len(matches) > 1:
        ids = ", ".join(item.id for item in matches)
        raise UsageError(f"`{name}` matches several items", f"use a full id: {ids}")
    return matches[0] if matches else None


def _pack_named(source: ChecklistSource, name: str) -> Pack | None:
    """Return a pack that is in use, by its name or path, or a shipped one; or None."""
    for written, pack in source.packs:
        if name in (written, pack.layer.name):
            return pack
    return shipped_pack(name) if name in shipped.pack_names() else None


def _unknown(source: ChecklistSource, name: str, others: Iterable[str]) -> UsageError:
    """Return the error for a name that does not exist, or not in this project."""
    for each in source.checklist.loosenings:
        if each.what.how is Looser.DROPPED and name in (each.item, each.item.partition(".")[2]):
            return UsageError(f"`{each.item}` is dropped by `{each.layer}`: {each.reason}")
    standard = shipped_source("standard").checklist
    if standard.phase(name) is not None or _item_named(standard.items(), name) is not None:
        return UsageError(
            f"`{name}` is not in this checklist (lifecycle `{source.checklist.name}`)",
            tpm("checklist", "show", name, "--lifecycle", "standard"),
        )
    ids = [*source.checklist.items(), *others]
    known = [
        *(phase.id for phase in source.checklist.phases),
        *shipped.lifecycle_names(),
        *shipped.pack_names(),
        *(pack.layer.name for _, pack in source.packs),
        *(ids if "." in name else (each.partition(".")[2] for each in ids)),
    ]
    return UsageError(
        f"no phase, item, pack or lifecycle named `{name}`",
        suggestion(name, known) or tpm("checklist", "list"),
    )


def _phases(
    source: ChecklistSource, phases: tuple[Phase, ...], role: Role | None
) -> tuple[PhaseView, ...]:
    views = []
    for phase in phases:
        items = [item for item in phase.items if role in (None, item.role)]
        dropped = tuple(
            each
            for each in source.checklist.loosenings
            if each.what.how is Looser.DROPPED and each.item.startswith(f"{phase.id}.")
        )
        views.append(PhaseView(phase, _views(source, items), dropped))
    return tuple(views)


def _item_view(source: ChecklistSource, item: Item, *, in_use: bool = True) -> ChecklistView:
    phase = source.checklist.phase(item.phase) or Phase(item.phase, item.phase, "", ())
    views = _views(source, [item], in_use=in_use)
    return ChecklistView(ViewKind.ITEM, source, (PhaseView(phase, views, ()),))


def _pack_view(source: ChecklistSource, pack: Pack, role: Role | None) -> ChecklistView:
    """Return the pack by itself: its items by phase as it adds them, and its adjustments."""
    in_use = any(pack.layer.name == each.layer.name for _, each in source.packs)
    phases = []
    for name in dict.fromkeys(item.phase for item in pack.layer.add):
        phase = source.checklist.phase(name) or Phase(name, name, "", ())
        items = [i for i in pack.layer.add if i.phase == name and role in (None, i.role)]
        plain = _views(source, items, in_use=in_use)
        phases.append(PhaseView(phase, tuple(v._replace(adjusted=()) for v in plain), ()))
    name = pack.layer.name
    composed = source if in_use else shipped_source("standard", (name,))
    adjusts = tuple(
        Adjusted(name, each, _loosens(composed.checklist, name, each.item))
        for each in pack.layer.adjust
    )
    return ChecklistView(ViewKind.PACK, source, tuple(phases), pack, adjusts)


def _views(
    source: ChecklistSource, items: Iterable[Item], *, in_use: bool = True
) -> tuple[ItemView, ...]:
    references = shipped.references()
    traits = source.policy.traits if source.policy else None
    adjusted = _adjusted_by_item(source)
    return tuple(
        ItemView(
            item,
            ()
            if traits is None or applies(item, traits)
            else tuple(trait for trait in item.when if trait not in traits),
            adjusted.get(item.id, ()),
            tuple(references[key] for key in item.refs),
            in_use,
        )
        for item in items
    )


def _adjusted_by_item(source: ChecklistSource) -> dict[str, tuple[Adjusted, ...]]:
    """Return every layer's changes by item, in the order of the layers."""
    layers = [(pack.layer.name, pack.layer.adjust) for _, pack in source.packs]
    if source.policy is not None:
        layers.append(("policy", source.policy.adjust))
    known = source.checklist.items()
    # What a pack adjusts may stand at the gate that covers its own.
    by_slug = {item.slug: item.id for item in known.values()}
    found: dict[str, tuple[Adjusted, ...]] = {}
    for name, adjustments in layers:
        for each in adjustments:
            item = each.item
            if item not in known:
                item = by_slug.get(item.partition(".")[2], item)
            loosens = _loosens(source.checklist, name, item)
            found[item] = (*found.get(item, ()), Adjusted(name, each, loosens))
    return found


def _loosens(checklist: Checklist, layer: str, item: str) -> bool:
    return any(each.layer == layer and each.item == item for each in checklist.loosenings)
