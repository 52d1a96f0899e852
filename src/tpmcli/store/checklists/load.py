"""The checklist that a policy asks for: its lifecycle, its packs and its own adjustments.

Shipped ones go by name, a team's own by the path of a .yaml file. Only what the policy names is
read.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from tpmcli.model.checklist import Checklist, Item, Layer, Lifecycle, Phase
from tpmcli.model.errors import InvalidInputError
from tpmcli.model.problem import Flaw, Hint, Problem, Remedy
from tpmcli.model.role import MOST_ROLES, SHIPPED_ROLES, Role
from tpmcli.rules.layering import compose
from tpmcli.store.checklists import item_checks, shipped
from tpmcli.store.checklists.items import (
    PackDocument,
    items_by_role,
    items_of,
    placed_adjustments,
)
from tpmcli.store.formats.fields import demands_of
from tpmcli.store.formats.validate import validate
from tpmcli.store.policy_file import PolicyFile
from tpmcli.store.yaml.reader import read_yaml
from tpmcli.text.names import suggestion

if TYPE_CHECKING:
    from tpmcli.store.checklists.declared_roles import DeclaredRoles
    from tpmcli.store.yaml.reader import Document

Read = Callable[[str], bytes]
Path = tuple[str | int, ...]

# The layer that holds the policy's own adjustments.
POLICY = "policy"


def load_checklist(policy_file: PolicyFile, read: Read) -> Checklist:
    """Return what the policy asks for, every layer applied.

    `read` returns the bytes of a team's own checklist by its path, relative to the folder that
    holds `.tpm`, and raises FileNotFoundError if there is none.

    Raises:
        InvalidInputError: names that do not resolve, at their place in the policy; everything else
            at its place in its file.
    """
    return _Loading(policy_file, read).checklist()


class _Loading:
    """Reads what a policy names and gathers what is wrong with it."""

    def __init__(self, policy_file: PolicyFile, read: Read) -> None:
        self.policy, self.document = policy_file
        self.read = read
        self.problems: list[Problem] = []
        self._declared: DeclaredRoles | None = None

    def checklist(self) -> Checklist:
        names = list(self.policy.traits)
        self.problems += item_checks.trait_problems(self.document, ("traits",), names)
        self.problems += item_checks.adjust_problems(self.document)
        named = (("gate", "signoffs"), ("gate", "deciders"), ("waivers", "approvers"))
        self.problems += item_checks.demand_problems(self.document, *named)
        lifecycle = self.lifecycle()
        packs = self.packs()
        roles: tuple[Role, ...] = SHIPPED_ROLES
        self.declare(self.document, POLICY)
        if self._declared is not None:
            roles = self._declared.roles(self.problems)
        if lifecycle is not None:
            for pack in packs:
                if not pack.is_shipped:
                    self.problems += item_checks.gate_problems(pack.document, lifecycle)
        if self.problems or lifecycle is None:
            raise InvalidInputError(_in_order(self.problems))
        try:
            composed = self.composed(lifecycle, packs, placed=False)
        except InvalidInputError:
            return self.explained(lifecycle, packs)
        if self._declared is None:
            return composed
        from tpmcli.store.checklists.declared_roles import with_roles

        return with_roles(composed, roles, self.policy)

    @property
    def declared(self) -> DeclaredRoles:
        """The roles beside tpm and pm, loaded when there are any."""
        if self._declared is None:
            from tpmcli.store.checklists.declared_roles import DeclaredRoles

            self._declared = DeclaredRoles()
        return self._declared

    def declare(self, document: Document, layer: str) -> None:
        """Note the roles that a layer declares, and those that it demands a sign-off of."""
        if "roles" in document.value or "signoffs" in document.value:
            self.declared.declare(document, layer)

    def composed(
        self, lifecycle: Lifecycle, packs: list[PackDocument], *, placed: bool
    ) -> Checklist:
        """Apply the layers."""
        layers = self.layers(packs, placed=placed)
        return compose(lifecycle, layers, self.policy.traits, _StandardItems())

    def layers(self, packs: list[PackDocument], *, placed: bool) -> list[Layer]:
        """Return the packs in order, and the policy's own last word."""
        adjust = self.policy.adjust
        if placed:
            adjust = tuple(placed_adjustments(adjust, self.document))
        own = Layer(POLICY, self.policy.name, adjust=adjust)
        return [*(pack.layer(placed=placed) for pack in packs), own]

    def explained(self, lifecycle: Lifecycle, packs: list[PackDocument]) -> Checklist:
        """Compose once more, with places, which takes longer: raises InvalidInputError."""
        try:
            return self.composed(lifecycle, packs, placed=True)
        except InvalidInputError as error:
            here = (self.document.file, *self.document.position(("lifecycle",)))
            problems = [
                problem if problem.file else problem.at(*here) for problem in error.problems
            ]
            raise InvalidInputError(_in_order(problems)) from None

    def packs(self) -> list[PackDocument]:
        """Return every pack that the policy names and that can be read, in its order."""
        found: dict[str, PackDocument] = {}
        for index, name in enumerate(self.policy.packs):
            place = ("packs", index)
            pack = self.pack(name, place)
            if pack is None:
                continue
            if pack.name in found:
                hint = Hint(Remedy.RENAME_ONE)
                problem = Problem(Flaw.PACK_NAMED_TWICE, (pack.name,), hint=hint)
                self.add(self.document, place, problem)
            found[pack.name] = pack
        return list(found.values())

    def pack(self, name: str, place: Path) -> PackDocument | None:
        """Return one pack; None if it cannot be had."""
        if not name.endswith(".yaml"):
            if name not in shipped.pack_names():
                self.add(self.document, place, shipped.missing_pack(name))
                return None
            found = PackDocument(shipped.document(f"packs/{name}.yaml"), is_shipped=True)
            self.declare(found.document, name)
            return found
        document = self.own(name, "pack", place)
        if document is None:
            return None
        raw = document.value
        if raw["name"] == POLICY:
            hint = Hint(Remedy.RENAME_PACK)
            self.add(document, ("name",), Problem(Flaw.PACK_NAMED_POLICY, (POLICY,), hint=hint))
        elif raw["name"] in shipped.pack_names():
            hint = Hint(Remedy.OTHER_PACK_NAME)
            problem = Problem(Flaw.PACK_NAMED_AS_SHIPPED, (raw["name"],), hint=hint)
            self.add(document, ("name",), problem)
        self.declare(document, raw["name"])
        for phase in raw.get("add", {}):
            self.check_items(document, ("add", phase))
        self.problems += item_checks.adjust_problems(document)
        self.problems += item_checks.trait_problems(document, ("traits",), raw.get("traits", []))
        self.problems += item_checks.demand_problems(document, ("signoffs",))
        return PackDocument(document, is_shipped=False)

    def lifecycle(self) -> Lifecycle | None:
        """Return the policy's lifecycle; None if it cannot be had."""
        name = self.policy.lifecycle
        if not name.endswith(".yaml"):
            return self.shipped_lifecycle(name, self.document, ("lifecycle",))
        document = self.own(name, "lifecycle", ("lifecycle",))
        if document is None:
            return None
        if shipped.lifecycle_path(document.value["name"]):
            words = (document.value["name"],)
            hint = Hint(Remedy.OTHER_LIFECYCLE_NAME)
            problem = Problem(Flaw.LIFECYCLE_NAMED_AS_SHIPPED, words, hint=hint)
            self.add(document, ("name",), problem)
        self.problems += item_checks.demand_problems(document, ("signoffs",))
        found = self.built(document, name.rpartition("/")[0], is_shipped=False)
        if found is not None:
            self.problems += item_checks.gate_problems(document, found)
        return found

    def shipped_lifecycle(self, name: str, document: Document, place: Path) -> Lifecycle | None:
        """Return a shipped lifecycle by its name, which stands at a place of the document."""
        path = shipped.lifecycle_path(name)
        if path is None:
            self.add(document, place, shipped.missing_lifecycle(name))
            return None
        found = shipped.document(path)
        return self.built(found, path.rpartition("/")[0], is_shipped=True)

    def built(self, document: Document, folder: str, *, is_shipped: bool) -> Lifecycle | None:
        """Return a lifecycle from its file: drawn from a shipped one, or with its own phases."""
        raw = document.value
        self.declare(document, raw["name"])
        if "from" in raw:
            source = self.shipped_lifecycle(raw["from"], document, ("from",))
            return self.drawn(document, source) if source else None
        if "select" in raw:
            hint = Hint(Remedy.ADD_FROM)
            self.add(document, ("select",), Problem(Flaw.NOTHING_TO_SELECT, hint=hint))
        phases = []
        for index, name in enumerate(raw["phases"]):
            path = f"{folder}/{name}.yaml" if folder else f"{name}.yaml"
            if is_shipped:
                found: Document | None = shipped.document(path)
            else:
                found = self.own(path, "checklist", ("phases", index), document)
            if found is not None:
                phases.append(self.phase(found, name, raw["name"], is_shipped=is_shipped))
        demands = demands_of(raw.get("signoffs", ()), raw["name"])
        covers = self.covers(document)
        return Lifecycle(raw["name"], raw["title"], tuple(phases), demands, covers)

    def covers(self, document: Document) -> dict[str, tuple[str, ...]]:
        """Return which phases each phase of a lifecycle stands for."""
        phases = document.value["phases"]
        covers: dict[str, list[str]] = document.value.get("covers", {})
        owners: dict[str, str] = {}
        for phase, covered in covers.items():
            if phase not in phases:
                problem = Problem(
                    Flaw.SELECTED_PHASE_UNKNOWN, (phase,), hint=suggestion(phase, phases)
                )
                self.add(document, ("covers", phase), problem)
            for index, name in enumerate(covered):
                place = ("covers", phase, index)
                if name in phases:
                    self.add(document, place, Problem(Flaw.COVERS_OWN_PHASE, (name,)))
                elif owners.setdefault(name, phase) != phase:
                    problem = Problem(Flaw.COVERED_TWICE, (name, owners[name]))
                    self.add(document, place, problem)
        return {phase: tuple(covered) for phase, covered in covers.items()}

    def phase(self, document: Document, name: str, layer: str, *, is_shipped: bool) -> Phase:
        """Return one phase from its file."""
        raw = document.value
        if raw["phase"] != name:
            hint = Hint(Remedy.CORRECT_PHASE, (name,))
            problem = Problem(Flaw.PHASE_NAMED_OTHERWISE, (raw["phase"], name), hint=hint)
            self.add(document, ("phase",), problem)
        if not is_shipped:
            self.check_items(document, ())
        return Phase(name, raw["title"], raw["question"], tuple(items_of(raw, name, layer)))

    def drawn(self, document: Document, source: Lifecycle) -> Lifecycle:
        """Return the lifecycle that takes some phases and items of another."""
        raw = document.value
        known = {phase.id: phase for phase in source.phases}
        select = raw.get("select", {})
        phases = []
        for index, name in enumerate(raw["phases"]):
            if name not in known:
                words = (source.name, name)
                near = suggestion(name, known)
                problem = Problem(Flaw.LIFECYCLE_WITHOUT_PHASE, words, hint=near)
                self.add(document, ("phases", index), problem)
                continue
            phase = known[name]
            if name in select:
                phase = phase._replace(items=self.selected(document, phase, select[name]))
            phases.append(phase)
        for name in select:
            if name not in raw["phases"]:
                near = suggestion(name, raw["phases"])
                problem = Problem(Flaw.SELECTED_PHASE_UNKNOWN, (name,), hint=near)
                self.add(document, ("select", name), problem)
        demands = (*source.demands, *demands_of(raw.get("signoffs", ()), raw["name"]))
        covers = self.covers(document)
        return Lifecycle(raw["name"], raw["title"], tuple(phases), demands, covers)

    def selected(self, document: Document, phase: Phase, wanted: Any) -> tuple[Item, ...]:
        """Return the wanted items of a phase, in the wanted order."""
        found = []
        for role in sorted(wanted, key=_rank):
            known = {item.slug: item for item in phase.items if item.role == role}
            for index, slug in enumerate(wanted[role]):
                if slug in known:
                    found.append(known[slug])
                else:
                    words = (phase.id, slug, role)
                    near = suggestion(slug, known)
                    problem = Problem(Flaw.SELECTED_ITEM_UNKNOWN, words, hint=near)
                    self.add(document, ("select", phase.id, role, index), problem)
        return tuple(found)

    def own(
        self, path: str, format_name: str, place: Path, named_in: Document | None = None
    ) -> Document | None:
        """Return a team's own file if it is valid; otherwise None, and the problem is noted."""
        try:
            found = read_yaml(self.read(path), path)
            validate(found, format_name)
        except FileNotFoundError:
            hint = Hint(Remedy.RELATIVE_PATH)
            problem = Problem(Flaw.CHECKLIST_ABSENT, (path,), hint=hint)
            self.add(named_in or self.document, place, problem)
            return None
        except InvalidInputError as error:
            self.problems += error.problems
            return None
        return found

    def check_items(self, document: Document, path: Path) -> None:
        """Note what the format cannot say of a team's own items, and ids that stand twice."""
        self.problems += item_checks.by_role_problems(document, path)
        by_role: Any = document.value
        for step in path:
            by_role = by_role[step]
        seen: set[str] = set()
        for place, role, items in items_by_role(by_role):
            if role not in SHIPPED_ROLES:
                self.declared.use(document, (*path, *place), role)
            for index, raw in enumerate(items):
                if raw["id"] in seen:
                    hint = Hint(Remedy.RENAME_ONE)
                    problem = Problem(Flaw.ID_TWICE, (raw["id"],), hint=hint)
                    self.add(document, (*path, *place, index, "id"), problem)
                seen.add(raw["id"])

    def add(self, document: Document, place: Path, problem: Problem) -> None:
        """Note what is wrong in a file."""
        self.problems.append(document.placed(problem, place))


class _StandardItems:
    """The items of the standard lifecycle by id, which packs adjust; read when the first is."""

    def __init__(self) -> None:
        self._items: dict[str, Item] | None = None

    def __call__(self, name: str) -> Item | None:
        if self._items is None:
            self._items = {}
            for path in shipped.phase_paths("standard"):
                raw = shipped.document(path).value
                for item in items_of(raw, raw["phase"], "standard"):
                    self._items[item.id] = item
        return self._items.get(name)


def _rank(role: str) -> int:
    """Return where a role's items come among those that a lifecycle selects: tpm, pm, others."""
    return next((shipped.rank for shipped in SHIPPED_ROLES if shipped == role), MOST_ROLES)


def _in_order(problems: list[Problem]) -> list[Problem]:
    """Return the problems file by file as they were found, each file from top to bottom."""
    files = {file: rank for rank, file in enumerate(dict.fromkeys(p.file for p in problems))}
    return sorted(problems, key=lambda p: (files[p.file], p.line, p.column))
