"""Forms that real LibreOffice opened and saved: they come back with exactly what was filled in."""

from __future__ import annotations

from pathlib import Path

import pytest
from form_world import BUILT, FORMULA, GAP, MET, TRIED, WANTED, edit_workbook, form
from openpyxl import load_workbook

from libreoffice import CSV, converted
from tpmcli.exchange.answer_formats import FORMATS
from tpmcli.model.answer_form import AnswerFields, FormRow

EDITS = {WANTED.id: MET, TRIED.id: GAP}
LEFT = {FORMULA.id: GAP, BUILT.id: MET}
STAMPS = {each.item.id: each.stamp for phase in form().phases for each in phase.items}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a form that was filled in."""
    made = tmp_path_factory.mktemp("office")
    (made / "form.xlsx").write_bytes(edit_workbook(FORMATS["xlsx"].write(form()), EDITS))
    return made


def by_id(rows: list[FormRow] | None) -> dict[str, AnswerFields]:
    assert rows is not None
    assert {row.item: row.stamp for row in rows} == {
        name: stamp for name, stamp in STAMPS.items() if name in {row.item for row in rows}
    }
    return {row.item: row.fields for row in rows}


def test_saved_as_ods_and_as_xlsx_again(folder: Path) -> None:
    (ods,) = converted([folder / "form.xlsx"], "ods", folder)
    (again,) = converted([ods], "xlsx", folder)
    assert by_id(FORMATS["xlsx"].read(again.read_bytes())) == {**EDITS, **LEFT}
    book = load_workbook(again)
    for sheet in book.worksheets:
        # What a person may change is what they might before, and nothing became a formula.
        assert sheet.protection.sheet
        assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    sheet = book.worksheets[1]
    lists = [each.formula1 for each in sheet.data_validations.dataValidation if each.type == "list"]
    assert '"met,not-met,not-applicable"' in lists
    assert not sheet["F4"].protection.locked
    assert sheet["C4"].protection.locked


def test_saved_as_csv_sheet_by_sheet(folder: Path) -> None:
    sheets = converted([folder / "form.xlsx"], CSV, folder)
    found: dict[str, AnswerFields] = {}
    for sheet in sheets:
        data = sheet.read_bytes()
        if FORMATS["csv"].recognises(data):
            found |= by_id(FORMATS["csv"].read(data))
    assert found == {**EDITS, **LEFT}


def test_our_csv_opened_and_saved(folder: Path) -> None:
    path = folder / "ours.csv"
    path.write_bytes(FORMATS["csv"].write(form()))
    (book,) = converted([path], "xlsx", folder / "two")
    cells = [cell for row in load_workbook(book).worksheets[0].iter_rows() for cell in row]
    assert len(cells) > 50
    assert all(cell.data_type != "f" for cell in cells)
