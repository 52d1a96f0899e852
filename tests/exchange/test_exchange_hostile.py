"""Files that are no form, or one that was damaged on its way: refused, or read all the same."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from form_world import FORMULA, GAP, MET, TRIED, WANTED, edit_csv, edit_workbook, form
from openpyxl import load_workbook

from tpmcli.app.read_form import read_form
from tpmcli.exchange.answer_formats import FORMATS
from tpmcli.model.answer_form import AnswerFields, FormRow
from tpmcli.model.errors import InvalidInputError, StorageError
from tpmcli.model.problem import Flaw
from tpmcli.render.problem import problem_message

EDITS = {WANTED.id: MET, TRIED.id: GAP}
XLSX = edit_workbook(FORMATS["xlsx"].write(form()), EDITS)
CSV = edit_csv(FORMATS["csv"].write(form()), EDITS)


def read(folder: Path, data: bytes, name: str = "form") -> list[FormRow]:
    (folder / name).write_bytes(data)
    return read_form(str(folder / name))


def edited(rows: list[FormRow]) -> dict[str, AnswerFields]:
    return {row.item: row.fields for row in rows if row.item in EDITS}


def changed(change: str) -> bytes:
    """The workbook, with one change that a person or a program may make."""
    book = load_workbook(BytesIO(XLSX))
    sheet = book["Idea what why"]
    if change == "filtered":
        sheet.row_dimensions[5].hidden = True
        sheet.column_dimensions["G"].hidden = True
    elif change == "hidden":
        sheet.sheet_state = "hidden"
    elif change == "merged":
        # A title over several columns, and the state of two rows in one.
        sheet.merge_cells("A1:F1")
        sheet.merge_cells("E4:E5")
    elif change == "sorted":
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(4, 6)]
        for number, row in enumerate(reversed(rows), 4):
            for column, value in enumerate(row, 1):
                cell = sheet.cell(number, column)
                cell.value = value
                if isinstance(value, str):
                    cell.data_type = "s"
    elif change == "moved":
        sheet.move_range("F3:L6", cols=3)
    elif change == "renamed":
        sheet.title = "x"
        book.remove(book.worksheets[0])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    "change", ["as it is", "filtered", "hidden", "merged", "sorted", "moved", "renamed"]
)
def test_a_workbook_that_somebody_changed_is_read(tmp_path: Path, change: str) -> None:
    assert edited(read(tmp_path, changed(change))) == EDITS


def test_a_formula_is_what_was_saved_with_it(tmp_path: Path) -> None:
    book = load_workbook(BytesIO(XLSX))
    sheet = book["Idea what why"]
    sheet["F6"] = '=IF(1=1,"met","not-met")'
    out = BytesIO()
    book.save(out)
    rows = {row.item: row.fields for row in read(tmp_path, out.getvalue())}
    # openpyxl saves no result with it, and nothing here computes one.
    assert rows[FORMULA.id].answer == ""


@pytest.mark.parametrize(
    "data",
    [
        CSV,
        CSV.replace(b"\n", b"\r\n"),
        CSV.removeprefix(b"\xef\xbb\xbf"),
        CSV.decode("utf-8-sig").encode("utf-16"),
        CSV.decode("utf-8-sig").encode("utf-16-le"),
        b"sep=,\r\n" + CSV.removeprefix(b"\xef\xbb\xbf"),
        CSV.replace(b"Answer,", b"ANSWER,").replace(b"Id,", b"id,"),
    ],
    ids=["plain", "crlf", "no mark", "utf-16", "utf-16 without mark", "sep", "case"],
)
def test_a_csv_file_in_any_encoding_is_read(tmp_path: Path, data: bytes) -> None:
    assert edited(read(tmp_path, data)) == EDITS


@pytest.mark.parametrize("separator", [";", "\t", "|"])
def test_a_csv_file_with_another_separator_is_read(tmp_path: Path, separator: str) -> None:
    text = f"Id{separator}Answer{separator}Note\nidea.wanted{separator}Not met{separator}größe\n"
    for encoding in ("utf-8", "cp1252"):
        (row,) = read(tmp_path, text.encode(encoding))
        assert row == FormRow(WANTED.id, AnswerFields("not-met", (), "größe"), None, "line 2")


def bomb() -> bytes:
    """A workbook of a few kilobytes that unpacks to far more than any needs."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as parts:
        parts.writestr("xl/worksheets/sheet1.xml", b"<a/>" * 12_000_000)
    return out.getvalue()


OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
LOCKED = OLD + "EncryptedPackage".encode("utf-16-le")
ODS = b"PK\x03\x04" + b"\0" * 26 + b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet"


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "the file is empty"),
        (bomb(), "refused: it unpacks to more than 32 MiB"),
        (OLD, "a workbook in Excel's format before 2007: save it as .xlsx"),
        (LOCKED, "the workbook is protected by a password: save it without one"),
        (ODS, "an OpenDocument spreadsheet: save it as .xlsx in the program that wrote it"),
        (XLSX[:-200], "not a workbook that can be read"),
        (b"a,b\n1,2\n", Flaw.FORM_UNKNOWN.text),
        (bytes(range(256)) * 20, Flaw.FORM_UNKNOWN.text),
        (b"# Only a heading\n\n- [ ] a task without an id\n", Flaw.FORM_UNKNOWN.text),
        (b"x" * (20 * 1024 * 1024 + 1), "larger than 20,971,520 bytes"),
        (b'Id,Answer\n"a,met\n', "not readable as CSV"),
    ],
    ids=[
        "empty",
        "bomb",
        "old",
        "password",
        "ods",
        "cut",
        "table",
        "binary",
        "list",
        "20 MB",
        "quote",
    ],
)
def test_what_is_no_form_is_refused(tmp_path: Path, data: bytes, told: str) -> None:
    with pytest.raises(InvalidInputError) as caught:
        read(tmp_path, data)
    (problem,) = caught.value.problems
    assert problem.file == "form"
    assert problem_message(problem).startswith(told)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="cannot read"):
        read_form(str(tmp_path / "nothing.xlsx"))


def test_a_macro_is_not_run_and_does_not_matter(tmp_path: Path) -> None:
    out = BytesIO(XLSX)
    with ZipFile(out, "a") as parts:
        parts.writestr("xl/vbaProject.bin", b"Sub Auto_Open()")
    assert edited(read(tmp_path, out.getvalue())) == EDITS


MARKDOWN = """\
- [x] Somebody wants it `idea.wanted`
  - **evidence**: [the note](docs/a.md)
  - evidence: `docs/b c.md`
  - Evidence: <https://example.com/x_y>
  - note: a line that
    an editor has broken
```
- [x] in a fence `idea.tried`
```
* [ ] With another mark `idea.tried`
    * answer: Not met
    * owner: <pm@example.com>

Some text.

- [X] and a contradiction `idea.sum`
  - answer: not-met
- [ ] no id at all
  - answer: met
"""


def test_a_task_list_that_somebody_wrote_is_read(tmp_path: Path) -> None:
    rows = read(tmp_path, MARKDOWN.replace("\n", "\r\n").encode("utf-16"))
    targets = ("docs/a.md", "docs/b c.md", "https://example.com/x_y")
    assert [(row.item, row.fields, row.place) for row in rows] == [
        (
            "idea.wanted",
            AnswerFields("met", targets, "a line that an editor has broken"),
            "line 1",
        ),
        ("idea.tried", AnswerFields("not-met", owner="pm@example.com"), "line 10"),
        ("idea.sum", AnswerFields("not-met, but its box is ticked"), "line 16"),
    ]
