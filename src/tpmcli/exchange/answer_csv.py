"""A form as a CSV file: UTF-8 with the mark by which spreadsheets know it, one row an item."""

from __future__ import annotations

import csv
from io import StringIO

from tpmcli.exchange.answer_table import COLUMNS, CellRow, cells_of, header_of, rows_of
from tpmcli.exchange.form_text import decode
from tpmcli.exchange.inert import as_typed, inert
from tpmcli.model.answer_form import AnswerForm, FormRow
from tpmcli.text.tables import UnreadableTableError, read_csv

_MARK = "\ufeff"


def write(form: AnswerForm) -> bytes:
    """Return the form; what a spreadsheet would take for a formula is text."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS.values())
    for phase in form.phases:
        for each in phase.items:
            writer.writerow(inert(text) for text in cells_of(phase, each).values())
    return f"{_MARK}{out.getvalue()}".encode()


def recognises(data: bytes) -> bool:
    """Return whether the bytes are a form in this format, by their first row."""
    try:
        table = read_csv(decode(data), COLUMNS.values())
    except (ValueError, UnreadableTableError):
        return False
    return table is not None and header_of(table.header.cells) is not None


def read(data: bytes) -> list[FormRow] | None:
    """Return the filled in items; None if the file is no form.

    Raises: UnreadableTableError if it breaks the format; ValueError if it is not text.
    """
    table = read_csv(decode(data), COLUMNS.values())
    if table is None:
        return None
    rows = (table.header, *table.rows)
    return rows_of(CellRow(f"line {row.line}", list(map(as_typed, row.cells))) for row in rows)
