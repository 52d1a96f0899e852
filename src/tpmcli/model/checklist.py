"""Checklists: lifecycles, phases, items and the packs that are laid over them."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any, NamedTuple

from tpmcli.model.demand import Demand
from tpmcli.model.loosening import Loosened
from tpmcli.model.role import SHIPPED_ROLES, Role


class Level(StrEnum):
    """What an item demands: a must blocks its gate, a should warns."""

    MUST = "must"
    SHOULD = "should"


ANY_OF = "any-of"
"""The kind of check that holds other checks, of which one must pass."""


CITED = "evidence"
"""What a check names in the place of a path to read the files that the answer cites."""


class CheckSpec(NamedTuple):
    """One automated check as an item declares it: its kind and that kind's options.

    Those of `any-of` are the checks in it, as their file has them, under the key `checks`.
    """

    kind: str
    options: Mapping[str, object]

    @property
    def plain(self) -> dict[str, object]:
        """The check as its file has it."""
        return {self.kind: self.options["checks"] if self.kind == ANY_OF else dict(self.options)}

    @property
    def inner(self) -> tuple["CheckSpec", ...]:
        """The checks in a check of the kind `any-of`."""
        raw = self.options.get("checks")
        return checks_of(raw) if self.kind == ANY_OF and isinstance(raw, (list, tuple)) else ()


def reads_cited(spec: CheckSpec) -> bool:
    """Return whether a check, or one in it, reads what the item's answer cites."""
    if spec.inner:
        return any(map(reads_cited, spec.inner))
    return CITED in (spec.options.get("file"), spec.options.get("glob"))


def checks_of(raw: Iterable[Mapping[str, Any]]) -> tuple[CheckSpec, ...]:
    """Return the checks that a list in a file declares, each as a mapping with its kind."""
    return tuple(
        CheckSpec(kind, {"checks": options} if kind == ANY_OF else options)
        for check in raw
        for kind, options in check.items()
    )


class EvidenceRule(NamedTuple):
    """What evidence an item asks for.

    `required`: `met` needs at least one path or link. `find`: globs where to look for evidence
    to propose. `template`: the skeleton that helps to begin. `pin`: evidence that changes after
    the answer reopens the item.
    """

    expect: str = ""
    required: bool = False
    find: tuple[str, ...] = ()
    template: str = ""
    pin: bool = False


class Item(NamedTuple):
    """One statement that must be true, owned by one role.

    `id` is `phase.slug`. `valid_for` is in days, None for ever. `layer` names the
    lifecycle, pack or policy that brought the item. `must_when` holds the traits with all of which
    a should is a must; it is empty once that is settled.
    """

    id: str
    phase: str
    role: Role
    title: str
    why: str = ""
    level: Level = Level.MUST
    must_when: tuple[str, ...] = ()
    evidence: EvidenceRule = EvidenceRule()
    not_applicable: bool = False
    valid_for: int | None = None
    continuous: bool = False
    repeats_product: bool = False
    when: tuple[str, ...] = ()
    checks: tuple[CheckSpec, ...] = ()
    answered_by_checks: bool = False
    refs: tuple[str, ...] = ()
    locked: bool = False
    enforce_from: str = ""
    layer: str = ""

    @property
    def slug(self) -> str:
        """The id without its phase."""
        return self.id.partition(".")[2]


class Phase(NamedTuple):
    """A phase and the items that its gate asks for, in the order of the work."""

    id: str
    title: str
    question: str
    items: tuple[Item, ...]


class Lifecycle(NamedTuple):
    """An ordered list of phases, and what it demands of roles at their gates.

    `covers` maps a phase to those that it stands for: what a pack has for one of these is asked at
    its gate.
    """

    name: str
    title: str
    phases: tuple[Phase, ...]
    demands: tuple[Demand, ...] = ()
    covers: Mapping[str, tuple[str, ...]] = {}


class Adjustment(NamedTuple):
    """A layer's change to one item: only the fields that it sets.

    `changes` maps field names of `Item` (and `evidence_required`, `pin`, `drop`) to values
    of the same type: `level` a `Level`, `valid_for` days or None for ever, `when` a tuple,
    `enforce_from` a day or empty for at once.
    `file`, `line` and `column` say where it is written. `raw` is every key as the file has
    it.
    """

    item: str
    changes: Mapping[str, object]
    reason: str = ""
    file: str = ""
    line: int = 0
    column: int = 0
    raw: Mapping[str, object] = {}


class Layer(NamedTuple):
    """Items and adjustments laid over a lifecycle: a pack, or the policy's own last word.

    `strict`: an adjustment of an item that does not exist is an error. Shipped packs are not
    strict, since they serve lifecycles of different length: such an item is brought in. `places`
    says where an added item is written (file, line, column), by its id, where that is known.
    `traits` are those that a product of this kind has.
    """

    name: str
    title: str
    add: tuple[Item, ...] = ()
    adjust: tuple[Adjustment, ...] = ()
    strict: bool = True
    places: Mapping[str, tuple[str, int, int]] = {}
    demands: tuple[Demand, ...] = ()
    traits: tuple[str, ...] = ()


class Loosening(NamedTuple):
    """A layer asked for less than the layers below it, and why.

    `item` is empty if it drops a demand for sign-offs.
    """

    item: str
    layer: str
    what: Loosened
    reason: str


class Checklist(NamedTuple):
    """What is asked of one project: the lifecycle with every layer applied.

    `phases` holds all items, also those that do not apply to the policy's traits; the rules
    ask `applies` of each. `expected_traits` are those that each pack expects, by the pack's name.
    `roles` are those that are declared, in order; `demands` what the layers demand of them.
    """

    name: str
    phases: tuple[Phase, ...]
    loosenings: tuple[Loosening, ...] = ()
    expected_traits: Mapping[str, tuple[str, ...]] = {}
    roles: tuple[Role, ...] = SHIPPED_ROLES
    demands: tuple[Demand, ...] = ()

    def phase(self, name: str) -> Phase | None:
        """Return the phase of that name."""
        return next((phase for phase in self.phases if phase.id == name), None)

    def role(self, slug: str) -> Role:
        """Return the declared role with its words; any other one is called by its slug."""
        return next((role for role in self.roles if role == slug), Role(slug))

    def items(self) -> dict[str, Item]:
        """Return every item by its id, in order."""
        return {item.id: item for phase in self.phases for item in phase.items}
