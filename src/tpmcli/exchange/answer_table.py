"""A form as a table: its columns, and its rows out and in. CSV files and workbooks share them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from tpmcli.model.answer_form import (
    AnswerFields,
    FormItem,
    FormPhase,
    FormRow,
    meant_answer,
    parse_stamp,
    plain_text,
)
from tpmcli.text.tables import column_name

COLUMNS = {
    "phase": "Phase",
    "role": "Role",
    "level": "Level",
    "title": "Item",
    "expect": "What is expected",
    "state": "State",
    "answer": "Answer",
    "evidence": "Evidence",
    "note": "Note",
    "owner": "Owner",
    "due": "Due",
    "id": "Id",
    "stamp": "Stamp (do not change)",
}
"""The columns by key, with their names; a reader finds them by name, in any order."""

FILLED_IN = ("answer", "evidence", "note", "owner", "due")
"""The columns that a person fills in."""

_KEYS = {column_name(name): key for key, name in COLUMNS.items()} | {"stamp": "stamp"}
_NEEDED = ("id", "answer")
_MIDNIGHT = ("T00:00:00", " 00:00:00")


class CellRow(NamedTuple):
    """A row of cells as read, and where it stands in the file, in words."""

    place: str
    cells: Sequence[str]


def cells_of(phase: FormPhase, each: FormItem) -> dict[str, str]:
    """Return the cells of an item, by column."""
    item, fields = each.item, each.fields
    return {
        "phase": phase.id,
        "role": item.role.short,
        "level": "required" if str(item.level) == "must" else "recommended",
        "title": item.title,
        "expect": item.evidence.expect,
        "state": each.state,
        "answer": fields.answer,
        "evidence": "\n".join(fields.evidence),
        "note": fields.note,
        "owner": fields.owner,
        "due": fields.due,
        "id": item.id,
        "stamp": each.stamp.text,
    }


def header_of(cells: Sequence[str]) -> dict[str, int] | None:
    """Return the place of each column, if a row is the header of a form; otherwise None."""
    found: dict[str, int] = {}
    for place, cell in enumerate(cells):
        key = _KEYS.get(column_name(cell))
        if key is not None:
            found.setdefault(key, place)
    return found if all(key in found for key in _NEEDED) else None


def rows_of(rows: Iterable[CellRow]) -> list[FormRow] | None:
    """Return the filled in items of a table; None if it has no header of a form.

    What stands above the header is left out, and so is a row without an id.
    """
    places: Mapping[str, int] | None = None
    found = []
    for row in rows:
        if places is None:
            places = header_of(row.cells)
            continue
        cells = {key: _cell(row.cells, at) for key, at in places.items()}
        if cells["id"]:
            found.append(_row(row.place, cells))
    return None if places is None else found


def _row(place: str, cells: Mapping[str, str]) -> FormRow:
    typed = cells["answer"]
    fields = AnswerFields(
        str(meant_answer(typed) or typed),
        targets_of(cells.get("evidence", "")),
        cells.get("note", ""),
        cells.get("owner", ""),
        _day(cells.get("due", "")),
    )
    return FormRow(cells["id"], fields, parse_stamp(cells.get("stamp", "")), place)


def targets_of(text: str) -> tuple[str, ...]:
    """Return the paths and links in a text, one a line."""
    return tuple(dict.fromkeys(line.strip() for line in text.split("\n") if line.strip()))


def _day(text: str) -> str:
    """Return a date as written; a spreadsheet adds midnight to it."""
    for midnight in _MIDNIGHT:
        text = text.removesuffix(midnight)
    return text


def _cell(cells: Sequence[str], at: int) -> str:
    return plain_text(cells[at]) if at < len(cells) else ""
