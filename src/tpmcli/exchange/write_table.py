"""A checklist as a table: CSV, and a workbook with a sheet for each phase."""

from collections.abc import Sequence
from io import BytesIO, StringIO
from itertools import groupby
from typing import Any

from tpmcli.exchange.cells import inert_text
from tpmcli.model.exported import ExportedChecklist, ExportedItem
from tpmcli.text.tables import UnreadableTableError

HEADER = (
    *("Id", "Phase", "Role", "Level", "Title", "Why", "Expected evidence"),
    *("Evidence required", "May be not applicable"),
)
_WIDTHS = (34, 16, 10, 10, 60, 50, 50, 12, 12)
_SHEET_NAME = 31


def write_csv(checklist: ExportedChecklist) -> str:
    """Return the checklist as CSV (RFC 4180)."""
    import csv

    text = StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(HEADER)
    for item in checklist.items:
        writer.writerow(map(inert_text, _cells(item)))
    return text.getvalue()


def _cells(item: ExportedItem) -> Sequence[str]:
    return (
        *(item.id, item.phase, item.role, str(item.level), item.title, item.why, item.expect),
        *("yes" if item.evidence_required else "", "yes" if item.not_applicable else ""),
    )


def write_workbook(checklist: ExportedChecklist) -> bytes:
    """Return the checklist as a workbook.

    Raises:
        UnreadableTableError: openpyxl is not installed.
    """
    try:
        from openpyxl import Workbook
    except ImportError:
        raise UnreadableTableError(
            "workbooks need openpyxl, which is not installed: pip install 'tpmcli[excel]'"
        ) from None
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, items in groupby(checklist.items, lambda item: item.phase_title):
        name = _sheet_name(title, [sheet.title for sheet in book.worksheets])
        _fill(book.create_sheet(name), list(items))
    if not book.worksheets:
        book.create_sheet("Checklist")
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _sheet_name(title: str, taken: Sequence[str]) -> str:
    # Excel allows neither these signs nor more than 31 characters, nor a name twice.
    plain = "".join(" " if sign in "[]:*?/\\'" else sign for sign in title)
    name = " ".join(plain.split())[:_SHEET_NAME]
    number, base = 2, name or "Phase"
    name = base
    while name.casefold() in {each.casefold() for each in taken}:
        name, number = f"{base[: _SHEET_NAME - 4]} {number}", number + 1
    return name


def _fill(sheet: Any, items: Sequence[ExportedItem]) -> None:
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    for row, cells in enumerate((HEADER, *map(_cells, items)), 1):
        for column, text in enumerate(cells, 1):
            cell = sheet.cell(row, column)
            cell.value = text
            # As a text, whatever it begins with, also after somebody edits it.
            cell.data_type = "s"
            cell.quotePrefix = 1 if inert_text(text) != text else 0
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if row == 1:
                cell.font = Font(bold=True)
    for column, width in enumerate(_WIDTHS, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
