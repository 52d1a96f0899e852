"""A lifecycle with its layers applied: packs in order, the policy's adjustments last.

A layer may ask for more without a word. It may ask for less only with a reason, and each time
that is recorded as a `Loosening`; of a locked item nothing may be taken away.
"""

from collections.abc import Iterable
from typing import Any

from tpmcli.model.checklist import (
    Adjustment,
    Checklist,
    Item,
    Layer,
    Lifecycle,
    Loosening,
    Phase,
)
from tpmcli.model.errors import InvalidInputError
from tpmcli.model.loosening import Loosened, Looser
from tpmcli.model.problem import Flaw, Hint, Problem, Remedy
from tpmcli.text.names import suggestion


def compose(lifecycle: Lifecycle, layers: Iterable[Layer]) -> Checklist:
    """Return every item of the lifecycle and the layers, as the last layer leaves it.

    In each layer items are added first and adjusted then.

    Raises:
        InvalidInputError: every problem: an id that stands twice, an adjustment of nothing, a
            loosening without a reason or of a locked item, a phase that ends up without an item.
    """
    work = _Work(lifecycle)
    demands = list(lifecycle.demands)
    for layer in layers:
        work.add(layer)
        demands += layer.demands
        for adjustment in layer.adjust:
            work.adjust(layer, adjustment)
    work.find_empty_phases()
    if work.problems:
        raise InvalidInputError(work.problems)
    phases = tuple(
        Phase(phase.id, phase.title, phase.question, tuple(work.items[phase.id].values()))
        for phase in lifecycle.phases
    )
    return Checklist(lifecycle.name, phases, tuple(work.loosenings), demands=tuple(demands))


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
        """Note that a strict layer adjusts an item that is not there."""
        if name in self.dropped:
            hint = Hint(Remedy.DELETE_ADJUSTMENT)
            self.note(Problem(Flaw.ITEM_DROPPED, (name, self.dropped[name]), hint=hint), place)
            return
        known = [item for phase in self.items.values() for item in phase]
        near = suggestion(name, known)
        self.note(Problem(Flaw.ITEM_UNKNOWN, (name,), hint=near), place)

    def find_empty_phases(self) -> None:
        """Note each phase without an item: a gate that asks nothing always passes."""
        for phase, items in self.items.items():
            if not items:
                hint = Hint(Remedy.ADD_ITEMS)
                self.note(Problem(Flaw.PHASE_EMPTY, (phase,), hint=hint))

    def note(self, problem: Problem, place: tuple[str, int, int] | None = None) -> None:
        """Note what is wrong, and its place if that is known."""
        self.problems.append(problem.at(*place) if place else problem)


def _adjusted(item: Item, adjustment: Adjustment) -> tuple[Item | None, list[Loosened]]:
    """Return the item with the changes, None if it is dropped, and what is asked for less."""
    if adjustment.changes.get("drop"):
        return None, [Loosened(Looser.DROPPED)]
    from tpmcli.rules.item_loosening import layer_asks_less

    after = item
    for field, value in adjustment.changes.items():
        after = _set(after, field, value)
    return after, list(layer_asks_less(adjustment.changes, item, after))


def _set(item: Item, field: str, value: Any) -> Item:
    """Return the item with one field set to the value of an adjustment."""
    if field in _OF_EVIDENCE:
        evidence = item.evidence._replace(**{_OF_EVIDENCE[field]: value})
        return item._replace(evidence=evidence)
    return item._replace(**{field: value})


_OF_EVIDENCE = {"evidence_required": "required", "pin": "pin"}
