"""Roles: who answers, signs off and decides. `tpm` and `pm` need no declaration."""

from __future__ import annotations

from typing import Self

# A slug in capitals is its own short name up to this length.
MOST_SHORT = 8


class Role(str):
    """A role, known by its slug; the other words are for people.

    `short` stands in messages and columns, `full_name` in headings. Roles of one slug are equal,
    whatever their words, so they are compared with `==`.
    """

    __slots__ = ("full_name", "question", "short")

    short: str
    full_name: str
    question: str

    def __new__(cls, slug: str, short: str = "", full_name: str = "", question: str = "") -> Self:
        """Return the role; without words it is called by its slug."""
        made = super().__new__(cls, slug)
        made.short = short or slug.upper()
        made.full_name = full_name or made.short
        made.question = question
        return made

    def __getnewargs__(self) -> tuple[str, str, str, str]:
        """Return what the role is made of, for copies and other processes."""
        return str(self), self.short, self.full_name, self.question


TPM = Role("tpm", "TPM", "Technical Product Manager")
PM = Role("pm", "PM", "Product Manager")
SHIPPED_ROLES = (TPM, PM)
