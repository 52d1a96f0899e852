"""Roles: who answers, signs off and decides. `tpm` and `pm` need no declaration."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Self

# A slug in capitals is its own short name up to this length.
MOST_SHORT = 8
# So many roles may be in play in one project.
MOST_ROLES = 16
_FULL_NAMES = {"tpm": "Technical Product Manager", "pm": "Product Manager"}


class Role(str):
    """A role, known by its slug; the other words are for people.

    `short` stands in messages and columns, `full_name` in headings. `rank` is the place in the
    order of declaration. Roles of one slug are equal, whatever their words, so they are compared
    with `==`.
    """

    __slots__ = ("full_name", "question", "rank", "short")

    short: str
    full_name: str
    question: str
    rank: int

    def __new__(
        cls,
        slug: str,
        short: str = "",
        full_name: str = "",
        question: str = "",
        rank: int = MOST_ROLES,
    ) -> Self:
        """Return the role; without words it is called by its slug, but for tpm and pm."""
        made = super().__new__(cls, slug)
        made.short = short or slug.upper()
        made.full_name = full_name or _FULL_NAMES.get(slug, made.short)
        made.question = question
        made.rank = list(_FULL_NAMES).index(slug) if slug in _FULL_NAMES else rank
        return made

    @property
    def named(self) -> str:
        """The short name in a sentence: the TPM and the PM are people, other roles are groups."""
        return f"the {self.short}" if self in _FULL_NAMES else self.short

    def __reduce__(self) -> tuple[type[Self], tuple[str, str, str, str, int]]:
        """Return what the role is made of, for copies and other processes."""
        return type(self), (str(self), self.short, self.full_name, self.question, self.rank)


TPM = Role("tpm")
PM = Role("pm")
SHIPPED_ROLES = (TPM, PM)


def in_order(roles: Iterable[Role]) -> tuple[Role, ...]:
    """Return each of the roles once, in the order of their declaration."""
    return tuple(sorted(set(roles), key=lambda role: (role.rank, role)))
