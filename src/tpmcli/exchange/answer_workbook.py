"""A form as a workbook (.xlsx): a sheet that explains it, then one a phase.

Only what a person fills in can be changed, without a password: whoever must, may lift it.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from tpmcli.exchange.answer_table import COLUMNS, FILLED_IN, CellRow, cells_of, rows_of
from tpmcli.exchange.workbook_guide import GUIDE, write_guide
from tpmcli.exchange.workbook_looks import (
    DECIDED_LOOK,
    Looks,
    estimated_height,
    for_print,
    protect,
    put,
    sheet_names,
)
from tpmcli.model.answer_form import AnswerForm, FormPhase, FormRow
from tpmcli.model.days import parse_day
from tpmcli.text.sanitize import sanitize
from tpmcli.text.tables import UnreadableTableError
from tpmcli.text.workbook import is_workbook, read_workbook

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

# The columns of a sheet, and how wide each is.
_WIDTHS = {
    "role": 8,
    "level": 14,
    "title": 44,
    "expect": 38,
    "state": 16,
    "answer": 16,
    "evidence": 36,
    "note": 36,
    "owner": 26,
    "due": 13,
    "id": 30,
    "stamp": 20,
}
_KEYS = tuple(_WIDTHS)
_HEADER = 3
# The first part of an OpenDocument file names its type (OpenDocument 1.3, part 2, 3.3).
_OPEN_DOCUMENT = b"mimetypeapplication/vnd.oasis.opendocument"
_START = 128
_MOST_SHOWN = 250
_ANSWERS = ("met", "not-met", "not-applicable")


def write(form: AnswerForm) -> bytes:
    """Return the form.

    Raises: ImportError if openpyxl is not installed.
    """
    from openpyxl import Workbook

    book = Workbook()
    book.properties.title = f"Answers of {sanitize(form.project)} {form.increment}"
    book.properties.creator = "tpm"
    looks = Looks()
    write_guide(book, form, looks)
    names = sheet_names([GUIDE, *(phase.title for phase in form.phases)])[1:]
    for name, phase in zip(names, form.phases, strict=True):
        _phase(book.create_sheet(name), phase, looks)
    open_sheets = [at for at, phase in enumerate(form.phases, 1) if not phase.decided]
    book.active = open_sheets[0] if len(form.phases) == 1 and open_sheets else 0
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def recognises(data: bytes) -> bool:
    """Return whether the bytes begin as a workbook of any age does."""
    return is_workbook(data)


def read(data: bytes) -> list[FormRow] | None:
    """Return the filled in items of every sheet, also of what is hidden or filtered out.

    None if no sheet is a form.

    Raises: UnreadableTableError if the workbook cannot be read.
    """
    if _OPEN_DOCUMENT in data[:_START]:
        raise UnreadableTableError(
            "an OpenDocument spreadsheet: save it as .xlsx in the program that wrote it"
        )
    found: list[FormRow] | None = None
    for sheet in read_workbook(data).sheets:
        name = sanitize(sheet.name)
        rows = rows_of(CellRow(f"{name}, row {row.line}", row.cells) for row in sheet.rows)
        if rows is not None:
            found = [*(found or ()), *rows]
    return found


def _phase(sheet: Worksheet, phase: FormPhase, looks: Looks) -> None:
    from openpyxl.utils import get_column_letter

    heading = phase.title if not phase.question else f"{phase.title}: {phase.question}"
    put(sheet, 1, 1, heading).font = looks.title
    told = (
        f"The gate of this phase is decided ({phase.decided}), so its answers are locked."
        if phase.decided
        else "Fill in the white cells; a list of answers opens in the column Answer."
    )
    put(sheet, 2, 1, told).font = looks.label
    for place, key in enumerate(_KEYS, 1):
        cell = put(sheet, _HEADER, place, COLUMNS[key])
        cell.font, cell.fill, cell.border = looks.bold, looks.fill("header"), looks.border
        cell.alignment = looks.wrapped
        column = sheet.column_dimensions[get_column_letter(place)]
        column.width = _WIDTHS[key]
        column.hidden = key == "stamp"
    for row, each in enumerate(phase.items, _HEADER + 1):
        cells = cells_of(phase, each)
        for place, key in enumerate(_KEYS, 1):
            open_cell = key in FILLED_IN and not phase.decided
            _cell(sheet, row, place, cells[key], looks, key=key, is_open=open_cell)
        shown = [(cells[key], _WIDTHS[key]) for key in ("title", "expect", "evidence", "note")]
        sheet.row_dimensions[row].height = estimated_height(shown)
    last = _HEADER + max(len(phase.items), 1)
    sheet.freeze_panes = f"{get_column_letter(_KEYS.index('expect') + 1)}{_HEADER + 1}"
    sheet.auto_filter.ref = f"A{_HEADER}:{get_column_letter(len(_KEYS))}{last}"
    if not phase.decided:
        _lists(sheet, phase)
        looks.colours(sheet, _column("answer"), _column("level"), _HEADER + 1, last)
    else:
        sheet.sheet_properties.tabColor = DECIDED_LOOK
    protect(sheet)
    for_print(sheet)
    sheet.print_area = f"A1:{_column('due')}{last}"
    sheet.print_title_rows = f"{_HEADER}:{_HEADER}"


def _cell(
    sheet: Worksheet, row: int, place: int, text: str, looks: Looks, *, key: str, is_open: bool
) -> None:
    cell = put(sheet, row, place, text, exact=key in FILLED_IN)
    cell.alignment, cell.border = looks.wrapped, looks.border
    day = parse_day(text) if key == "due" and text else None
    if day is not None:
        cell.value = day
    if key == "due":
        cell.number_format = "yyyy-mm-dd"
    elif key in FILLED_IN:
        # Otherwise a spreadsheet reads a version or a number as something else.
        cell.number_format = "@"
    if key == "title":
        cell.font = looks.bold
    elif key in ("id", "state", "role", "level"):
        cell.font = looks.quiet
    if is_open:
        cell.protection = looks.unlocked
    else:
        cell.fill = looks.fill("locked")


def _lists(sheet: Worksheet, phase: FormPhase) -> None:
    """Add the list of answers, what is expected as evidence, and the form of a date."""
    from openpyxl.worksheet.datavalidation import DataValidation

    answer, evidence, due = map(_column, ("answer", "evidence", "due"))
    lists = {}
    for allowed, hint in (
        (_ANSWERS, "not-applicable needs a reason in Note."),
        (_ANSWERS[:2], "This item does not allow not-applicable."),
    ):
        found = DataValidation("list", formula1=f'"{",".join(allowed)}"', allow_blank=True)
        words = f"Choose {', '.join(allowed[:-1])} or {allowed[-1]}."
        found.errorTitle, found.error = "Answer", words
        found.promptTitle, found.prompt = "Answer", f"{words} {hint}"
        lists[len(allowed)] = found
    dates = DataValidation(
        "date", operator="greaterThan", formula1="DATE(2000,1,1)", allow_blank=True
    )
    dates.errorTitle, dates.error = "Due", "Write a date, such as 2026-12-31."
    for row, each in enumerate(phase.items, _HEADER + 1):
        lists[3 if each.item.not_applicable else 2].add(f"{answer}{row}")
        dates.add(f"{due}{row}")
        expect = each.item.evidence.expect
        needed = "Evidence is required." if each.item.evidence.required else ""
        text = " ".join(filter(None, (needed, expect and f"Expected: {expect}")))
        if text:
            shown = DataValidation(None, allow_blank=True)
            shown.promptTitle, shown.prompt = "Evidence", sanitize(text)[:_MOST_SHOWN]
            shown.add(f"{evidence}{row}")
            sheet.add_data_validation(shown)
    for each_list in (*lists.values(), dates):
        if each_list.sqref:
            each_list.showErrorMessage = each_list.showInputMessage = True
            sheet.add_data_validation(each_list)


def _column(key: str) -> str:
    from openpyxl.utils import get_column_letter

    return get_column_letter(_KEYS.index(key) + 1)
