"""The tables of a workbook (.xlsx): each sheet is one, read with openpyxl if that is installed.

A workbook is a ZIP file of XML from outside, so what it unpacks to, and what its cells span, is
bounded before and while it is read.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from datetime import date, time
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

from tpmcli.checks.base import CannotRunError, CheckedFile
from tpmcli.checks.sources import MIB, read_bytes
from tpmcli.checks.tables import Row, Table, as_table

WORKBOOK_LIMIT = 16 * MIB
UNPACKED_LIMIT = 32 * MIB
MAX_PARTS = 5_000
# Empty cells before the last one in a row count, too: a row may name its cells far to the right.
MAX_CELLS = 500_000


def read_workbook(source: CheckedFile) -> Iterator[Table]:
    """Yield the table of each sheet that has one, in the order of the sheets.

    A cell with a formula has the value that was saved with it.

    Raises: CannotRunError if openpyxl is not installed or the workbook cannot be read.
    """
    data = read_bytes(source, WORKBOOK_LIMIT)
    _refuse_unsafe(source, data)
    try:
        from openpyxl import load_workbook
    except ImportError:
        raise CannotRunError(
            f"{source.path}: workbooks need openpyxl, which is not installed:"
            " pip install 'tpmcli[excel]'",
            source,
        ) from None
    try:
        book = load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
    except Exception:  # noqa: BLE001 - openpyxl names no errors of its own for a broken file
        raise _broken(source) from None
    budget = _Budget(source)
    for sheet in book.worksheets:
        table = as_table(_rows(source, sheet, budget))
        if table is not None:
            yield table


def _refuse_unsafe(source: CheckedFile, data: bytes) -> None:
    """Raise CannotRunError if it unpacks to too much, or has a DTD, as no workbook needs one."""
    try:
        with ZipFile(BytesIO(data)) as parts:
            sizes = [part.file_size for part in parts.infolist()]
            if len(sizes) > MAX_PARTS or sum(sizes) > UNPACKED_LIMIT:
                raise CannotRunError(
                    f"{source.path}: refused: it unpacks to more than {UNPACKED_LIMIT // MIB} MiB",
                    source,
                )
            has_dtd = any(
                b"<!DOCTYPE" in parts.read(part)
                for part in parts.infolist()
                if part.filename.lower().endswith((".xml", ".rels"))
            )
    except (BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError):
        # RuntimeError: a part is encrypted, or packed in a way that is not known.
        raise _broken(source) from None
    if has_dtd:
        raise CannotRunError(
            f"{source.path}: refused: it has a document type declaration (DTD)", source
        )


class _Budget:
    """How many cells may still be read, over all sheets."""

    def __init__(self, source: CheckedFile) -> None:
        self._source = source
        self._left = MAX_CELLS

    def spend(self, cells: int) -> None:
        """Take the cells of a row; an empty row counts as one."""
        self._left -= max(cells, 1)
        if self._left < 0:
            raise CannotRunError(
                f"{self._source.path}: refused: more than {MAX_CELLS:,} cells", self._source
            )


def _rows(source: CheckedFile, sheet: Any, budget: _Budget) -> Iterator[Row]:
    # The size that the file claims for the sheet may be anything.
    sheet.reset_dimensions()
    rows = enumerate(sheet.iter_rows(values_only=True), 1)
    while True:
        try:
            number, values = next(rows)
        except StopIteration:
            return
        except Exception:  # noqa: BLE001 - as above
            raise _broken(source) from None
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


def _broken(source: CheckedFile) -> CannotRunError:
    return CannotRunError(f"{source.path}: not a workbook that can be read", source)
