"""The roles that a lifecycle, packs and the policy declare, as one list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tpmcli.model.checklist import Checklist, Loosening
from tpmcli.model.loosening import Loosened, Looser
from tpmcli.model.policy import Policy
from tpmcli.model.problem import Flaw, Hint, Problem, Remedy
from tpmcli.model.role import MOST_ROLES, MOST_SHORT, SHIPPED_ROLES, Role
from tpmcli.store.formats.fields import roles_of
from tpmcli.text.names import suggestion

if TYPE_CHECKING:
    from tpmcli.store.yaml.reader import Document

Path = tuple[str | int, ...]


def with_roles(checklist: Checklist, roles: tuple[Role, ...], policy: Policy) -> Checklist:
    """Return the checklist with its roles, whose words its items then have.

    The demands that the policy drops are among its loosenings.
    """
    if roles == SHIPPED_ROLES:
        return checklist
    checklist = checklist._replace(roles=roles)
    every = ("every gate",)
    dropped = [
        Loosening(
            "",
            _POLICY,
            Loosened(
                Looser.DEMAND_DROPPED, name=checklist.role(each.role).short, names=each.at or every
            ),
            each.reason,
        )
        for each in policy.gate.signoffs
        if each.drop
    ]
    checklist = checklist._replace(loosenings=(*checklist.loosenings, *dropped))
    return checklist._replace(
        phases=tuple(
            phase._replace(
                items=tuple(item._replace(role=checklist.role(item.role)) for item in phase.items)
            )
            for phase in checklist.phases
        )
    )


class DeclaredRoles:
    """The roles that each layer declares, in order, and where roles are named."""

    def __init__(self) -> None:
        self._declared: list[tuple[Document, str, Role]] = []
        self._used: list[tuple[Document, Path, str]] = []
        self._drops: list[tuple[Document, Path]] = []

    def declare(self, document: Document, layer: str) -> None:
        """Note the roles of a layer, and those that it demands a sign-off of."""
        raw: dict[str, Any] = document.value
        if "roles" in raw:
            self._declared += [(document, layer, role) for role in roles_of(raw["roles"])]
        for index, demand in enumerate(raw.get("signoffs", ())):
            path: Path = ("signoffs", index)
            if isinstance(demand, str):
                self.use(document, path, demand)
            else:
                self.use(document, (*path, "role"), demand["role"])
                if demand.get("drop"):
                    self._drops.append((document, (*path, "drop")))

    def use(self, document: Document, path: Path, role: str) -> None:
        """Note that a role is named at a place."""
        if role not in SHIPPED_ROLES:
            self._used.append((document, path, role))

    def roles(self, problems: list[Problem]) -> tuple[Role, ...]:
        """Return every declared role; what is wrong goes to the problems."""
        problems += [
            document.placed(Problem(Flaw.DROP_IN_LAYER), path) for document, path in self._drops
        ]
        if not self._declared and not self._used:
            return SHIPPED_ROLES
        found: dict[Role, tuple[str, Role]] = {}
        own = {role for _, layer, role in self._declared if layer == _POLICY}
        for document, layer, role in self._declared:
            other = found.get(role)
            if role in SHIPPED_ROLES:
                flaw = Problem(Flaw.ROLE_SHIPPED, (role,), hint=Hint(Remedy.REMOVE_IT))
            elif len(role) > MOST_SHORT and role.short == role.upper():
                flaw = Problem(Flaw.ROLE_WITHOUT_SHORT, (role,), hint=Hint(Remedy.ADD_SHORT))
            elif other is not None and layer != _POLICY and _other_words(role, other[1]):
                if role in own:
                    continue
                hint = Hint(Remedy.DECLARE_IN_POLICY, (role,))
                flaw = Problem(Flaw.ROLE_REDECLARED, (role, other[0]), hint=hint)
            else:
                place = len(SHIPPED_ROLES) + (list(found).index(role) if other else len(found))
                words = (role.short, role.full_name, role.question)
                found[role] = (layer, Role(str(role), *words, place))
                continue
            problems.append(document.placed(flaw, ("roles", str(role))))
        declared = (*SHIPPED_ROLES, *(role for _, role in found.values()))
        problems += self._alike(declared)
        for document, path, name in self._used:
            if name not in declared:
                near = suggestion(name, declared)
                flaw = Problem(Flaw.ROLE_UNKNOWN, (name,), hint=near)
                problems.append(document.placed(flaw, path))
        return declared

    def _alike(self, declared: tuple[Role, ...]) -> list[Problem]:
        """Return a problem for each role that is called like another, or that is one too many."""
        problems = []
        names: dict[str, Role] = {}
        for number, role in enumerate(declared, 1):
            for name in {role.short.casefold(), str(role)}:
                other = names.setdefault(name, role)
                if other != role:
                    hint = Hint(Remedy.OTHER_SHORT)
                    flaw = Problem(Flaw.SHORT_TAKEN, (role, role.short, other), hint=hint)
                    problems.append(self._on(role, flaw))
            if number == MOST_ROLES + 1:
                flaw = Problem(Flaw.TOO_MANY_ROLES, (MOST_ROLES,))
                problems.append(self._on(role, flaw))
        return problems

    def _on(self, role: Role, flaw: Problem) -> Problem:
        """Return the problem at the last declaration of the role."""
        document = next(each for each, _, name in reversed(self._declared) if name == role)
        return document.placed(flaw, ("roles", str(role)))


_POLICY = "policy"


def _other_words(role: Role, other: Role) -> bool:
    words = (role.short, role.full_name, role.question)
    return words != (other.short, other.full_name, other.question)
