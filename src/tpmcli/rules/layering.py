"""A lifecycle with its layers applied: packs in order, the policy's adjustments last.

A layer may ask for more without a word. It may ask for less only with a reason, and each time
that is recorded as a `Loosening`; of a locked item nothing may be taken away.

What a pack has for a phase that the lifecycle does not have goes to the gate that covers it, by
`Lifecycle.covers`. If none does, that is a problem: nothing of a pack is lost.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
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
from tpmcli.model.demand import Demand
from tpmcli.model.errors import InvalidInputError
from tpmcli.model.loosening import Loosened, Looser
from tpmcli.model.problem import Flaw, Hint, Problem, Remedy
from tpmcli.text.names import suggestion

Origin = Callable[[str], Item | None]


def no_origin(name: str) -> None:
    """Find no item: a pack can adjust only what the lifecycle has."""


def compose(
    lifecycle: Lifecycle,
    layers: Iterable[Layer],
    traits: Collection[str] = (),
    origin: Origin = no_origin,
) -> Checklist:
    """Return every item of the lifecycle and the layers, as the last layer leaves it.

    In each layer items are added first and adjusted then. With the `traits` of the product a level
    that depends on them is settled. `origin` finds the item that a pack adjusts and the lifecycle
    does not have, by its id.

    Raises:
        InvalidInputError: every problem: an id that stands twice, an adjustment of nothing, a
            loosening without a reason or of a locked item, a phase that ends up without an item,
            items of a pack that no gate takes.
    """
    work = _Work(lifecycle, traits, origin)
    layers = list(layers)
    for layer in layers:
        work.bring_in(layer)
    demands = list(lifecycle.demands)
    for layer in layers:
        work.add(layer)
        demands += work.demands_of(layer)
        for adjustment in layer.adjust:
            work.adjust(layer, adjustment)
    work.find_homeless()
    work.find_empty_phases()
    if work.problems:
        raise InvalidInputError(work.problems)
    phases = tuple(
        Phase(phase.id, phase.title, phase.question, tuple(work.items[phase.id].values()))
        for phase in lifecycle.phases
    )
    expected = {layer.name: layer.traits for layer in layers if layer.traits}
    return Checklist(
        lifecycle.name, phases, tuple(work.loosenings), expected, demands=tuple(demands)
    )


class _Work:
    """The state between two layers: items by phase and id, and what was found on the way."""

    def __init__(self, lifecycle: Lifecycle, traits: Collection[str], origin: Origin) -> None:
        self.lifecycle = lifecycle
        self.traits = traits
        self.origin = origin
        self.covering = {
            covered: phase for phase, each in lifecycle.covers.items() for covered in each
        }
        self.items = {
            phase.id: {item.id: self.levelled(item) for item in phase.items}
            for phase in lifecycle.phases
        }
        self.dropped: dict[str, str] = {}
        self.homeless: dict[str, list[str]] = {}
        self.loosenings: list[Loosening] = []
        self.problems: list[Problem] = []
        for phase in lifecycle.phases:
            ids = [item.id for item in phase.items]
            for name in self.items[phase.id]:
                if len(ids) > len(self.items[phase.id]) and ids.count(name) > 1:
                    hint = Hint(Remedy.OTHER_ID_FOR_ONE)
                    self.note(Problem(Flaw.ITEM_TWICE, (name, lifecycle.name), hint=hint))

    def levelled(self, item: Item) -> Item:
        """Return the item as a must if the product has the traits that make it one."""
        if item.must_when and all(trait in self.traits for trait in item.must_when):
            return item._replace(level=Level.MUST, must_when=())
        return item

    def at_home(self, name: str) -> str:
        """Return the id that an item has here: that of the gate which covers its phase."""
        phase, _, slug = name.partition(".")
        return name if phase in self.items else f"{self.covering.get(phase, phase)}.{slug}"

    def bring_in(self, layer: Layer) -> None:
        """Add what the lifecycle leaves out and a shipped pack asks more of.

        This comes before all layers, so that the order of packs does not count.
        """
        for adjustment in () if layer.strict else layer.adjust:
            name = self.at_home(adjustment.item)
            phase = self.items.get(name.partition(".")[0])
            if phase is not None and name in phase:
                continue
            found = self.origin(adjustment.item)
            if found is None or not _asks_more(self.levelled(found), adjustment):
                continue
            if phase is None:
                self.homeless.setdefault(layer.name, []).append(name)
            else:
                phase[name] = self.levelled(_moved(found, name))

    def add(self, layer: Layer) -> None:
        """Append the layer's items to their phases, below those that are there."""
        for added in layer.add:
            item = self.levelled(_moved(added, self.at_home(added.id)))
            phase = self.items.get(item.phase)
            place = layer.places.get(added.id)
            if phase is None:
                if layer.strict:
                    names = (self.lifecycle.name, item.phase)
                    near = suggestion(item.phase, self.items)
                    self.note(Problem(Flaw.LIFECYCLE_WITHOUT_PHASE, names, hint=near), place)
                else:
                    self.homeless.setdefault(layer.name, []).append(item.id)
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

    def demands_of(self, layer: Layer) -> Iterator[Demand]:
        """Yield what the layer demands of roles, each at the gates that cover its phases.

        The gates of a strict layer's demands have been looked up before.
        """
        for demand in layer.demands:
            at = dict.fromkeys(self.at_home(f"{phase}.") for phase in demand.at)
            gates = tuple(each.removesuffix(".") for each in at)
            if not layer.strict:
                lost = [f"{each}.{demand.role}" for each in gates if each not in self.items]
                if lost:
                    self.homeless.setdefault(layer.name, []).extend(lost)
            yield demand._replace(at=gates)

    def adjust(self, layer: Layer, adjustment: Adjustment) -> None:
        """Change one item as an adjustment says."""
        place = (adjustment.file, adjustment.line, adjustment.column)
        name = self.at_home(adjustment.item)
        phase = self.items.get(name.partition(".")[0], {})
        item = phase.get(name)
        if item is None:
            if layer.strict:
                self.unknown(adjustment.item, name, place)
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

    def unknown(self, written: str, name: str, place: tuple[str, int, int]) -> None:
        """Note that a strict layer adjusts an item that is not there."""
        if name in self.dropped:
            hint = Hint(Remedy.DELETE_ADJUSTMENT)
            self.note(Problem(Flaw.ITEM_DROPPED, (written, self.dropped[name]), hint=hint), place)
            return
        known = [item for phase in self.items.values() for item in phase]
        near = suggestion(written, known)
        self.note(Problem(Flaw.ITEM_UNKNOWN, (written,), hint=near), place)

    def find_homeless(self) -> None:
        """Note the items and the demanded sign-offs of shipped packs that no gate takes."""
        for layer, names in self.homeless.items():
            phases = dict.fromkeys(name.partition(".")[0] for name in names)
            hint = Hint(Remedy.ADD_COVERS, (", ".join(f"`{phase}`" for phase in phases),))
            words = (self.lifecycle.name, layer, ", ".join(names))
            self.note(Problem(Flaw.PACK_WITHOUT_GATE, words, hint=hint))

    def find_empty_phases(self) -> None:
        """Note each phase without an item: a gate that asks nothing always passes."""
        for phase, items in self.items.items():
            if not items:
                hint = Hint(Remedy.ADD_ITEMS)
                self.note(Problem(Flaw.PHASE_EMPTY, (phase,), hint=hint))

    def note(self, problem: Problem, place: tuple[str, int, int] | None = None) -> None:
        """Note what is wrong, and its place if that is known."""
        self.problems.append(problem.at(*place) if place else problem)


def _moved(item: Item, name: str) -> Item:
    """Return the item under another id, at that id's gate."""
    return item if item.id == name else item._replace(id=name, phase=name.partition(".")[0])


def _adjusted(item: Item, adjustment: Adjustment) -> tuple[Item | None, list[Loosened]]:
    """Return the item with the changes, None if it is dropped, and what is asked for less."""
    if adjustment.changes.get("drop"):
        return None, [Loosened(Looser.DROPPED)]
    from tpmcli.rules.item_loosening import layer_asks_less

    after = item
    for field, value in adjustment.changes.items():
        after = _set(after, field, value)
    return after, list(layer_asks_less(adjustment.changes, item, after))


def _asks_more(item: Item, adjustment: Adjustment) -> bool:
    """Return whether one of the changes asks for more than the item does."""
    from tpmcli.rules.item_loosening import layer_asks_less

    for field, value in adjustment.changes.items():
        changed = item if field == "drop" else _set(item, field, value)
        if changed != item and not list(layer_asks_less((field,), item, changed)):
            return True
    return False


def _set(item: Item, field: str, value: Any) -> Item:
    """Return the item with one field set to the value of an adjustment."""
    if field in _OF_EVIDENCE:
        evidence = item.evidence._replace(**{_OF_EVIDENCE[field]: value})
        return item._replace(evidence=evidence)
    if field == "level":
        return item._replace(level=value, must_when=())
    return item._replace(**{field: value})


_OF_EVIDENCE = {"evidence_required": "required", "pin": "pin"}
