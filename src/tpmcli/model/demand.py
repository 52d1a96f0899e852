"""What is asked of roles: who must sign off where, who may decide or approve, who stands in."""

from typing import NamedTuple, Self

from tpmcli.model.role import Role


class Demand(NamedTuple):
    """A role must sign off, by so many different people.

    `at` holds phases, empty for every gate; `when` traits, all of which the policy must have.
    `drop`: the entry takes away what the lifecycle and the packs demand of the role, for a
    `reason`. `whole_gate`: the sign-off covers every answer and waiver in force of the phase.
    `layer` names the lifecycle or the pack, empty for the policy.
    """

    role: Role
    at: tuple[str, ...] = ()
    when: tuple[str, ...] = ()
    people: int = 1
    drop: bool = False
    reason: str = ""
    whole_gate: bool = False
    layer: str = ""


class Authority(str):
    """A role or an email address that may decide or approve, and how many people it takes.

    It is the name, as text; `at` and `when` are what they are of a `Demand`.
    """

    __slots__ = ("at", "people", "when")

    people: int
    at: tuple[str, ...]
    when: tuple[str, ...]

    def __new__(
        cls, name: str, people: int = 1, at: tuple[str, ...] = (), when: tuple[str, ...] = ()
    ) -> Self:
        """Return the name, which by itself is enough at every gate."""
        made = super().__new__(cls, name)
        made.people = people
        made.at = at
        made.when = when
        return made

    def __reduce__(self) -> tuple[type[Self], tuple[object, ...]]:
        """Return what it is made of, for copies and other processes."""
        return type(self), (str(self), self.people, self.at, self.when)


class Delegation(NamedTuple):
    """Who stands in for a holder of a role, from the first date to the last one, inclusive."""

    giver: str
    to: str
    role: Role
    first: str
    last: str
    reason: str
