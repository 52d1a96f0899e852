"""A form as a CSV file: UTF-8 with the mark by which spreadsheets know it, one row an item."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from contextlib import suppress
from io import StringIO
from itertools import chain, islice

from tpmcli.exchange.answer_table import COLUMNS, CellRow, cells_of, header_of, rows_of
from tpmcli.exchange.cells import inert_text, live_text
from tpmcli.exchange.form_text import decode
from tpmcli.model.answer_form import AnswerForm, FormRow
from tpmcli.text.tables import SEPARATORS, Row, UnreadableTableError, read_csv

_MARK = "\ufeff"
_ABOVE = 10


def write(form: AnswerForm) -> bytes:
    """Return the form; what a spreadsheet would take for a formula is text."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS.values())
    for phase in form.phases:
        for each in phase.items:
            writer.writerow(inert_text(text) for text in cells_of(phase, each).values())
    return f"{_MARK}{out.getvalue()}".encode()


def recognises(data: bytes) -> bool:
    """Return whether the bytes are a form in this format, by one of their first rows."""
    try:
        return _separator(decode(data)) is not None
    except ValueError:
        return False


def read(data: bytes) -> list[FormRow] | None:
    """Return the filled in items; None if the file is no form.

    Raises: UnreadableTableError if it breaks the format; ValueError if it is not text.
    """
    text = decode(data)
    separator = _separator(text)
    if separator is None:
        return None
    rows = _rows(text, separator)
    return rows_of(CellRow(f"line {row.line}", list(map(live_text, row.cells))) for row in rows)


def _separator(text: str) -> str | None:
    """Return what separates the cells of a form; None if no form is found.

    It is empty for what the file itself names, or for the likeliest. A sheet that a spreadsheet
    wrote as CSV has a few rows above the header.
    """
    separators: tuple[str, ...] = ("", *SEPARATORS)
    for separator in separators:
        with suppress(UnreadableTableError):
            for row in islice(_rows(text, separator), _ABOVE):
                if header_of(row.cells) is not None:
                    return separator
    return None


def _rows(text: str, separator: str) -> Iterator[Row]:
    table = read_csv(text, COLUMNS.values(), separator)
    return iter(()) if table is None else chain([table.header], table.rows)
