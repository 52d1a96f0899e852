"""The words that checklists draw on: traits and public frameworks, as they are shipped."""

from __future__ import annotations

from typing import NamedTuple


class Trait(NamedTuple):
    """Something that a product is, has or does: the question about it, and what a yes means."""

    name: str
    ask: str
    means: str


class Reference(NamedTuple):
    """A public framework that items cite by its key."""

    key: str
    name: str
    url: str
    licence: str
