"""A lifecycle with its layers applied: packs in order, the policy's adjustments last.

A layer may ask for more without a word. It may ask for less only with a reason, and each time
that is recorded as a `Loosening`; of a locked item nothing may be taken away.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from tpmcli.model.checklist import (
    Adjustment,
    Checklist,
    Item,
    Layer,
    Level,
    Lifecycle,
    Loosening,
    Phase,
)
from tpmcli.model.errors import InvalidInputError
from tpmcli.model.loosening import Loosened, Looser
from tpmcli.model.problem import Flaw, Hint, Problem, Remedy
from tpmcli.text.names import suggestion


def compose(lifecycle: Lifecycle, layers: Iterable[Layer]) -> Checklist:
    """What is asked: every item of the lifecycle and of the layers, as the last layer leaves it.

    In each layer items are added first and adjusted then. Raises InvalidInputError with every
    problem: an id that stands twice, an adjustment of nothing, a loosening without a reason or of
    a locked item, a phase that ends up without an item.
    """
    work = _Work(lifecycle)
    for layer in layers:
        work.add(layer)
        for adjustment in layer.adjust:
            work.adjust(layer, adjustment)
    work.find_empty_phases()
    if work.problems:
        raise InvalidInputError(work.problems)
    phases = tuple(
        Phase(phase.id, phase.title, phase.question, tuple(work.items[phase.id].values()))
        for phase in lifecycle.phases
    )
    return Checklist(lifecycle.name, phases, tuple(work.loosenings))


class _Work:
    """The state between two layers: items by phase and id, and what was found on the way."""

    def __init__(self, lifecycle: Lifecycle) -> None:
        self.lifecycle = lifecycle
        self.items = {
            phase.id: {item.id: item for item in phase.items} for phase in lifecycle.phases
        }
        self.dropped: dict[str, str] = {}
        self.loosenings: list[Loosening] = []
        self.problems: list[Problem] = []
        for phase in lifecycle.phases:
            ids = [item.id for item in phase.items]
            for name in self.items[phase.id]:
                if len(ids) > len(self.items[phase.id]) and ids.count(name) > 1:
                    hint = Hint(Remedy.OTHER_ID_FOR_ONE)
                    self.note(Problem(Flaw.ITEM_TWICE, (name, lifecycle.name), hint=hint))

    def add(self, layer: Layer) -> None:
        """Append the layer's items to their phases, below those that are there."""
        for item in layer.add:
            phase = self.items.get(item.phase)
            place = layer.places.get(item.id)
            if phase is None:
                if layer.strict:
                    names = (self.lifecycle.name, item.phase)
                    near = suggestion(item.phase, self.items)
                    self.note(Problem(Flaw.LIFECYCLE_WITHOUT_PHASE, names, hint=near), place)
            elif item.id in phase:
                names = (item.id, phase[item.id].layer)
                hint = Hint(Remedy.OTHER_ID_OR_ADJUST)
                self.note(Problem(Flaw.ITEM_KNOWN, names, hint=hint), place)
            elif item.id in self.dropped:
                names = (item.id, self.dropped[item.id])
                hint = Hint(Remedy.OTHER_ID)
                self.note(Problem(Flaw.ITEM_DROPPED_BELOW, names, hint=hint), place)
            else:
                phase[item.id] = item

    def adjust(self, layer: Layer, adjustment: Adjustment) -> None:
        """Change one item as an adjustment says."""
        place = (adjustment.file, adjustment.line, adjustment.column)
        name = adjustment.item
        phase = self.items.get(name.partition(".")[0], {})
        item = phase.get(name)
        if item is None:
            if layer.strict:
                self.unknown(name, place)
            return
        adjusted, less = _adjusted(item, adjustment)
        if less and item.locked:
            hint = Hint(Remedy.TIGHTEN_ONLY)
            self.note(Problem(Flaw.ITEM_LOCKED, (name, item.layer, less[0]), hint=hint), place)
            return
        if less and not adjustment.reason:
            hint = Hint(Remedy.ADD_LOOSENING_REASON)
            self.note(Problem(Flaw.ITEM_LOOSENED, (name, tuple(less)), hint=hint), place)
            return
        self.loosenings += [Loosening(name, layer.name, what, adjustment.reason) for what in less]
        if adjusted is None:
            self.dropped[name] = layer.name
            del phase[name]
        else:
            phase[name] = adjusted

    def unknown(self, name: str, place: tuple[str, int, int]) -> None:
        """A strict layer adjusts an item that is not there."""
        if name in self.dropped:
            hint = Hint(Remedy.DELETE_ADJUSTMENT)
            self.note(Problem(Flaw.ITEM_DROPPED, (name, self.dropped[name]), hint=hint), place)
            return
        known = [item for phase in self.items.values() for item in phase]
        near = suggestion(name, known)
        self.note(Problem(Flaw.ITEM_UNKNOWN, (name,), hint=near), place)

    def find_empty_phases(self) -> None:
        """A gate that asks nothing would be met by nobody's work."""
        for phase, items in self.items.items():
            if not items:
                hint = Hint(Remedy.ADD_ITEMS)
                self.note(Problem(Flaw.PHASE_EMPTY, (phase,), hint=hint))

    def note(self, problem: Problem, place: tuple[str, int, int] | None = None) -> None:
        """Note what is wrong, and where it is written."""
        self.problems.append(problem.at(*place) if place else problem)


def _adjusted(item: Item, adjustment: Adjustment) -> tuple[Item | None, list[Loosened]]:
    """Return the item with the changes, None if it is dropped, and what is asked for less."""
    if adjustment.changes.get("drop"):
        return None, [Loosened(Looser.DROPPED)]
    before, less = item, []
    for field, value in adjustment.changes.items():
        item, loosened = _changed(item, before, field, value)
        if loosened is not None:
            less.append(loosened)
    return item, less


def _changed(item: Item, before: Item, field: str, value: Any) -> tuple[Item, Loosened | None]:
    """Return the item with one field set, and what it asks for less because of that, or None.

    `before` is the item as the layers below left it, which is what counts.
    """
    if field in ("evidence_required", "pin"):
        required = field == "evidence_required"
        name = "required" if required else field
        less = getattr(before.evidence, name) and not value
        how = Looser.EVIDENCE_OPTIONAL if required else Looser.EVIDENCE_UNPINNED
        evidence = item.evidence._replace(**{name: value})
        return item._replace(evidence=evidence), Loosened(how) if less else None
    changed = item._replace(**{field: value})
    return changed, _loosened_field(before, changed, field)


def _loosened_field(before: Item, after: Item, field: str) -> Loosened | None:
    """Return what an item asks for less in one field than it did, or None."""
    if field == "level" and before.level is Level.MUST and after.level is Level.SHOULD:
        return Loosened(Looser.LEVEL)
    if field == "continuous" and before.continuous and not after.continuous:
        return Loosened(Looser.NOT_CONTINUOUS)
    if field == "not_applicable" and after.not_applicable and not before.not_applicable:
        return Loosened(Looser.NOT_APPLICABLE)
    if field == "when":
        added = tuple(trait for trait in after.when if trait not in before.when)
        return Loosened(Looser.WHEN, names=added) if added else None
    if field == "valid_for" and before.valid_for is not None:
        if after.valid_for is None:
            return Loosened(Looser.NEVER_LAPSES)
        if after.valid_for > before.valid_for:
            days = str(before.valid_for), str(after.valid_for)
            return Loosened(Looser.LAPSES_LATER, before=days[0], after=days[1])
    if field == "enforce_from" and after.enforce_from > before.enforce_from:
        return Loosened(Looser.ENFORCED_LATER, after=after.enforce_from)
    return None
