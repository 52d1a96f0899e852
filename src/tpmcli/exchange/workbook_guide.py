"""The first sheet of a form: a few sentences on how it is filled in and sent back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tpmcli.exchange.workbook_looks import LEGEND, Looks, estimated_height, for_print, protect, put
from tpmcli.model.answer_form import AnswerForm

if TYPE_CHECKING:
    from openpyxl import Workbook

GUIDE = "How to fill this in"
_WHAT = (
    "What this project must be able to show before it goes on. Each sheet is one phase, and its"
    " rows are those of the {0}."
)
_ANSWER = (
    "Choose an answer from the list in the column Answer. Only the white cells can be changed; the"
    " columns before them say what must be true and what is expected as evidence."
)
_EVIDENCE = (
    "Write where the evidence is: a file of the repository, such as docs/prd.md or"
    " docs/prd.md#goals, or a link that begins with https://. Write each on a line of its own"
    " (Alt+Enter in Excel, Ctrl+Enter in LibreOffice)."
)
_REST = (
    "A note explains the answer; not-applicable needs one, with the reason. An answer not-met may"
    " have an owner, by email address, and the date when the gap will be closed."
)
_ALONE = (
    "A row that you do not change stays as it is recorded. An answer that you empty stays, too,"
    " unless whoever imports the file asks for its removal."
)
_BACK = (
    "Save the file as .xlsx and send it to whoever sent it to you. They run “tpm import answers"
    " FILE --as YOUR-EMAIL”, which shows every change before it is recorded."
)


def write_guide(book: Workbook, form: AnswerForm, looks: Looks) -> None:
    """Fill the first sheet: what the form is, how it is filled in, and what the colours say."""
    sheet: Any = book.active
    sheet.title = GUIDE
    sheet.sheet_view.showGridLines = False
    sheet.column_dimensions["A"].width = 18
    sheet.column_dimensions["B"].width = 96
    put(sheet, 1, 1, f"{form.project} · {form.increment}").font = looks.title
    for row, (label, text) in enumerate(_lines(form), 3):
        cell = put(sheet, row, 1, label)
        cell.font, cell.alignment = looks.label, looks.wrapped
        cell = put(sheet, row, 2, text)
        cell.alignment = looks.wrapped
        sheet.row_dimensions[row].height = estimated_height([(text, 96)])
    for row, (word, meaning, fill) in enumerate(LEGEND, sheet.max_row + 1):
        cell = put(sheet, row, 1, word)
        cell.fill = looks.fill(fill)
        cell.border = looks.border
        put(sheet, row, 2, meaning)
    protect(sheet)
    for_print(sheet)


def _lines(form: AnswerForm) -> list[tuple[str, str]]:
    """Return the sentences of the guide, each with its label."""
    order = ", then those of the ".join(role.full_name for role in form.roles)
    return [
        ("made on", form.day),
        ("what this is", _WHAT.format(order)),
        ("1. answer", _ANSWER),
        ("2. evidence", _EVIDENCE),
        ("3. the rest", _REST),
        ("leave alone", _ALONE),
        ("4. send it back", _BACK),
        ("colours", "A colour says the same as the word in its cell."),
    ]
