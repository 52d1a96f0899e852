"""What a checklist of another tool or form holds, before it becomes a pack.

The readers in `exchange/` make these values, and renderers show what was taken and what was left.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from tpmcli.model.checklist import Level


class LeftReason(StrEnum):
    """Why something in the source did not become an item. `render/` has the words for each."""

    DELETED = "deleted"
    STRUCK_OUT = "struck-out"
    EMPTY = "empty"
    HIDDEN_ROW = "hidden-row"
    HIDDEN_SHEET = "hidden-sheet"
    IN_CODE = "in-code"
    IN_COMMENT = "in-comment"
    PLAIN_BULLET = "plain-bullet"
    NUMBERED = "numbered"
    CONTENTS = "contents"
    TABLE = "table"
    LEVEL = "level"
    NOT_YET = "not-yet"
    NO_CHOICE = "no-choice"


class LeftOut(NamedTuple):
    """Something that did not become an item, and where: a line or row from 1, 0 if unknown."""

    reason: LeftReason
    text: str = ""
    line: int = 0


class ImportedItem(NamedTuple):
    """An item as its source has it.

    `section` holds the headings above it, from the outermost, and `under` the list items above it
    below them. `level` is the source's own word for its weight, empty if it has none. `ticked` is
    None if the source has no box for it. `line` is a line or row from 1, 0 if unknown. `phase` and
    `role` are those of a file of tpm, empty in any other.
    """

    title: str
    section: tuple[str, ...] = ()
    under: tuple[str, ...] = ()
    source_id: str = ""
    level: str = ""
    why: str = ""
    expect: str = ""
    ticked: bool | None = None
    not_applicable: bool = False
    evidence_required: bool = False
    line: int = 0
    phase: str = ""
    role: str = ""

    @property
    def path(self) -> tuple[str, ...]:
        """Everything above the item, from the outermost."""
        return self.section + self.under


class Reading(NamedTuple):
    """Everything that a reader found.

    `levels` says what a word of the source for a level means, where that differs from the general
    mapping. `licence` and `source` are what the file itself says about them.
    """

    title: str
    items: tuple[ImportedItem, ...]
    left: tuple[LeftOut, ...] = ()
    levels: Mapping[str, Level] = {}
    remarks: tuple[str, ...] = ()
    licence: str = ""
    source: str = ""


class LevelUse(NamedTuple):
    """A word of the source for a level, what it was taken for, and how often.

    `word` is empty for items without one; `level` is None if such items were left out.
    """

    word: str
    level: Level | None
    items: int


class ItemChange(NamedTuple):
    """An item of a pack: its id and its title."""

    id: str
    title: str


class ImportReport(NamedTuple):
    """What an import took, what it left, and how it differs from the pack that was there.

    `told_apart` are ids that the source has twice. `kept`, `appeared`, `vanished` and `reworded`
    compare with the pack before; they are empty for a new one.
    """

    file: str
    format_title: str
    reading: Reading
    taken: tuple[ImportedItem, ...]
    levels: tuple[LevelUse, ...] = ()
    told_apart: tuple[str, ...] = ()
    kept: int = 0
    appeared: tuple[ItemChange, ...] = ()
    vanished: tuple[ItemChange, ...] = ()
    reworded: tuple[ItemChange, ...] = ()
    is_update: bool = False
