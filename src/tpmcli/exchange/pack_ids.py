"""Titles and ids of the items of a pack: each is there once, and the same input gives the same."""

import re
from collections import Counter
from collections.abc import Collection, Sequence

from tpmcli.exchange.slugs import digest, item_slug, slug
from tpmcli.exchange.wording import TITLE_LIMIT
from tpmcli.model.imported import ImportedItem

MAX_ID = 70
_FULL_ID = re.compile(r"[a-z][a-z0-9-]*\.([a-z][a-z0-9]*(?:-[a-z0-9]+)*)")

PART = " > "
"""What parts the headings above an item where they are written on one line."""


def tell_titles_apart(items: Sequence[ImportedItem]) -> list[ImportedItem]:
    """Return the items; titles that are there twice have what they are below behind them."""
    counts = Counter(item.title.casefold() for item in items)
    told = []
    for item in items:
        if counts[item.title.casefold()] > 1 and (where := _where(item, items)):
            where = f" ({where})"
            if len(item.title) + len(where) <= TITLE_LIMIT:
                item = item._replace(title=item.title + where)  # noqa: PLW2901
        told.append(item)
    return told


def _where(item: ImportedItem, items: Sequence[ImportedItem]) -> str:
    """Return what tells an item apart from others of its title: a heading that only it has.

    Without one that is everything above it; empty if others are in the same place alone.
    """
    same = [other for other in items if other.title.casefold() == item.title.casefold()]
    others = {other.path for other in same} - {item.path}
    if not others:
        return ""
    for part in reversed(item.path):
        if not any(part in path for path in others):
            return part
    return PART.join(item.path)


def choose_ids(
    items: Sequence[ImportedItem], asked_phase: str, reserved: set[str]
) -> tuple[list[str], tuple[str, ...]]:
    """Return an id for each item, and the ids of the source that are there twice."""
    wanted = [_wanted_id(item) for item in items]
    counts = Counter(wanted)
    twice = Counter(item.source_id for item in items if item.source_id)
    ids = []
    for item, base in zip(items, wanted, strict=True):
        phase = asked_phase or item.phase
        own = base
        if counts[base] > 1 and (where := _where(item, items)):
            own = _joined(base, slug(where) or digest(where))
        if f"{phase}.{own}" in reserved:
            own = _free(own, phase, reserved)
        reserved.add(f"{phase}.{own}")
        ids.append(own)
    return ids, tuple(sorted(source_id for source_id, count in twice.items() if count > 1))


def _wanted_id(item: ImportedItem) -> str:
    """Return the id that an item would have alone: the source's own, or by its title.

    A plain number is none that stays, since it counts the rows.
    """
    # A full id of tpm is one of a phase.
    match = _FULL_ID.fullmatch(item.source_id)
    own = match[1] if match else slug(item.source_id)
    if own and len(own) <= MAX_ID and not item.source_id.strip(" .#").isdigit():
        return own
    return item_slug(item.title)


def _joined(base: str, more: str) -> str:
    return f"{base}-{more}"[:MAX_ID].strip("-")


def _free(own: str, phase: str, reserved: Collection[str]) -> str:
    """Return the id, with the first number behind it with which nothing else has it."""
    number = 2
    while f"{phase}.{numbered(own, number)}" in reserved:
        number += 1
    return numbered(own, number)


def numbered(own: str, number: int) -> str:
    """Return an id with a number behind it, cut so that it is not too long."""
    return f"{own[: MAX_ID - 5].rstrip('-')}-{number}"
