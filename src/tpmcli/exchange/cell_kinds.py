"""What kind of text the cells of a column hold."""

import re
from collections.abc import Collection, Sequence

from tpmcli.exchange.column_names import KNOWN, STATE_WORDS
from tpmcli.exchange.wording import take_box, tick
from tpmcli.text.tables import column_name


def count_known(cells: Sequence[str]) -> int:
    """Return how many cells are names of columns that a checklist has."""
    return sum(column_name(cell) in KNOWN for cell in cells)


def are_dates(cells: Collection[str]) -> bool:
    """Return whether all cells are dates."""
    return all(re.fullmatch(r"\d{1,4}[-./]\d{1,2}[-./]\d{1,4}.*", cell) for cell in cells)


def are_filled_in(cells: Sequence[str]) -> bool:
    """Return whether cells hold what people fill in: ticks, boxes, or the state of a check."""
    return all(is_box(cell) or cell.strip().casefold() in STATE_WORDS for cell in cells)


def are_prose(cells: Sequence[str]) -> bool:
    """Return whether cells hold several words, on average."""
    return bool(cells) and sum(len(cell.split()) for cell in cells) / len(cells) > 2.5


def is_box(cell: str) -> bool:
    """Return whether a cell holds a box or a tick alone."""
    box = take_box(cell)
    if box.ticked is not None:
        return not box.rest
    return tick(cell) is not None and not cell.strip().isalnum()
