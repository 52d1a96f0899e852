"""Workbooks of Excel (.xlsx): their sheets as rows of texts, read with openpyxl if it is installed.

A workbook is a ZIP file of XML from outside, so what it unpacks to, and what its cells span, is
bounded before and while it is read. A formula is never evaluated: its cell has the value that was
saved with it. A macro is never run.
"""

import zlib
from collections.abc import Collection, Iterator, Mapping
from datetime import date, time
from io import BytesIO
from typing import Any, NamedTuple
from zipfile import BadZipFile, ZipFile

from tpmcli.text.tables import Row, UnreadableTableError

MIB = 1024 * 1024
WORKBOOK_LIMIT = 16 * MIB
"""How many bytes a workbook may have. The caller keeps this limit when it reads the file."""

UNPACKED_LIMIT = 32 * MIB
MAX_PARTS = 5_000
# Empty cells before the last one in a row count, too: a row may name its cells far to the right.
MAX_CELLS = 500_000
MAX_RANGES = 20_000
MAX_COLUMNS = 16_384

_BOOK = "officeDocument"
_UNREADABLE = "not a workbook that can be read"
# The container of a workbook with a password, and of Excel's format before 2007 ([MS-CFB] 2.2).
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


class Layout(NamedTuple):
    """What a sheet hides and merges: rows and columns by number, from 1.

    `merged` holds ranges such as `A2:A5`.
    """

    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    merged: tuple[str, ...] = ()


class Sheet(NamedTuple):
    """A sheet, and its rows as they are read. A row's `line` is its number in the sheet."""

    name: str
    is_hidden: bool
    rows: Iterator[Row]
    layout: Layout


class Workbook(NamedTuple):
    """The sheets in their order, and whether the file holds a macro."""

    sheets: tuple[Sheet, ...]
    has_macro: bool


def is_workbook(data: bytes) -> bool:
    """Return whether the bytes begin as a workbook of any age does."""
    return data.startswith((b"PK\x03\x04", b"PK\x05\x06", _COMPOUND))


def read_workbook(data: bytes, *, layout: bool = False) -> Workbook:
    """Return the sheets of a workbook.

    Args:
        data: the file, at most `WORKBOOK_LIMIT` bytes.
        layout: whether to look for what is hidden or merged, which reads each sheet once more.

    Raises:
        UnreadableTableError: openpyxl is not installed or the workbook cannot be read; also while
            the rows are taken.
    """
    if data.startswith(_COMPOUND):
        raise UnreadableTableError(
            "the workbook is protected by a password: save it without one"
            if _ENCRYPTED in data
            else "a workbook in Excel's format before 2007: save it as .xlsx"
        )
    parts = _checked_parts(data)
    try:
        from openpyxl import load_workbook
    except ImportError:
        raise UnreadableTableError(
            "workbooks need openpyxl, which is not installed: pip install 'tpmcli[excel]'"
        ) from None
    try:
        book = load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
    except Exception:  # noqa: BLE001 - openpyxl names no errors of its own for a broken file
        raise UnreadableTableError(_UNREADABLE) from None
    layouts = _layouts(data) if layout else {}
    budget = _Budget()
    sheets = [
        Sheet(
            str(sheet.title),
            sheet.sheet_state != "visible",
            _rows(sheet, budget),
            layouts.get(str(sheet.title), Layout()),
        )
        for sheet in book.worksheets
    ]
    return Workbook(tuple(sheets), any(part.endswith("vbaproject.bin") for part in parts))


def _checked_parts(data: bytes) -> list[str]:
    """Return the names of the parts, in lower case.

    Raises:
        UnreadableTableError: it unpacks to too much, or has a DTD, as no workbook needs one.
    """
    try:
        with ZipFile(BytesIO(data)) as parts:
            sizes = [part.file_size for part in parts.infolist()]
            if len(sizes) > MAX_PARTS or sum(sizes) > UNPACKED_LIMIT:
                raise UnreadableTableError(
                    f"refused: it unpacks to more than {UNPACKED_LIMIT // MIB} MiB"
                )
            has_dtd = any(
                # Without the NULs, it is found in UTF-16, too.
                b"<!DOCTYPE" in parts.read(part).replace(b"\0", b"")
                for part in parts.infolist()
                if part.filename.lower().endswith((".xml", ".rels"))
            )
            names = [name.lower() for name in parts.namelist()]
    except (BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError):
        # RuntimeError: a part is encrypted, or packed in a way that is not known.
        raise UnreadableTableError(_UNREADABLE) from None
    if has_dtd:
        raise UnreadableTableError("refused: it has a document type declaration (DTD)")
    return names


class _Budget:
    """How many cells may still be read, over all sheets."""

    def __init__(self) -> None:
        self._left = MAX_CELLS

    def spend(self, cells: int) -> None:
        """Take the cells of a row; an empty row counts as one."""
        self._left -= max(cells, 1)
        if self._left < 0:
            raise UnreadableTableError(f"refused: more than {MAX_CELLS:,} cells")


def _rows(sheet: Any, budget: _Budget) -> Iterator[Row]:
    # The size that the file claims for the sheet may be anything.
    sheet.reset_dimensions()
    rows = enumerate(sheet.iter_rows(values_only=True), 1)
    while True:
        try:
            number, values = next(rows)
        except StopIteration:
            return
        except Exception:  # noqa: BLE001 - as above
            raise UnreadableTableError(_UNREADABLE) from None
        budget.spend(len(values))
        yield Row(number, list(map(_text, values)))


def _text(value: object) -> str:
    """Return a value as text; empty for an error of a formula, such as `#N/A`."""
    if value is None:
        return ""
    if isinstance(value, (date, time)):
        return value.isoformat()
    text = str(value)
    return (
        "" if text in ("#N/A", "#REF!", "#NAME?", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!") else text
    )


def _layouts(data: bytes) -> Mapping[str, Layout]:
    """Return the layout of each sheet by its name.

    openpyxl tells it only of a workbook that it reads as a whole, where one merged range of
    a few bytes makes as many cells as it spans.
    """
    from xml.etree.ElementTree import ParseError

    try:
        with ZipFile(BytesIO(data)) as parts:
            relations = _relations(parts.read("_rels/.rels"), "")
            book = next((path for kind, path in relations.values() if kind == _BOOK), "")
            folder, _, name = book.rpartition("/")
            inner = _relations(parts.read(f"{folder}/_rels/{name}.rels".lstrip("/")), folder)
            found = {}
            for _, sheet in _starts(parts.read(book), ("sheet",)):
                relation = next((sheet[key] for key in sheet if key.endswith("}id")), "")
                if relation in inner:
                    found[sheet.get("name", "")] = _layout(parts.read(inner[relation][1]))
            return found
    except (ParseError, KeyError, BadZipFile, zlib.error, ValueError):
        # What openpyxl reads nevertheless has no layout that is known.
        return {}


def _starts(data: bytes, names: Collection[str]) -> list[tuple[str, dict[str, str]]]:
    """Return the name and the attributes of the elements that have one of the names.

    No tree is built. The part has no DTD, so that no entity can expand.
    """
    from xml.etree.ElementTree import XMLParser

    found: list[tuple[str, dict[str, str]]] = []

    class Target:
        def start(self, tag: str, attributes: dict[str, str]) -> None:
            name = tag.rpartition("}")[2]
            if name in names and len(found) < MAX_CELLS:
                found.append((name, attributes))

        def close(self) -> None:
            """End."""

    parser = XMLParser(target=Target())  # noqa: S314
    parser.feed(data)
    parser.close()
    return found


def _relations(data: bytes, folder: str) -> dict[str, tuple[str, str]]:
    """Return the type and the path of each relation by its id."""
    found = {}
    for _, each in _starts(data, ("Relationship",)):
        target = each.get("Target", "")
        path = target.lstrip("/") if target.startswith("/") else f"{folder}/{target}".lstrip("/")
        found[each.get("Id", "")] = (each.get("Type", "").rpartition("/")[2], path)
    return found


def _layout(data: bytes) -> Layout:
    rows: set[int] = set()
    columns: set[int] = set()
    merged: list[str] = []
    number = 0
    for name, attributes in _starts(data, ("row", "col", "mergeCell")):
        if name == "row":
            number = int(attributes.get("r", number + 1))
            if _is_true(attributes.get("hidden")):
                rows.add(number)
        elif name == "mergeCell":
            merged.append(attributes.get("ref", ""))
        elif _is_true(attributes.get("hidden")):
            last = min(int(attributes.get("max", "0")), MAX_COLUMNS)
            columns.update(range(int(attributes.get("min", "1")), last + 1))
    return Layout(frozenset(rows), frozenset(columns), tuple(merged[:MAX_RANGES]))


def _is_true(value: str | None) -> bool:
    return value in ("1", "true")
