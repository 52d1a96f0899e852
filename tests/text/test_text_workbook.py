"""Workbooks: values, what is hidden and merged, and files that are no readable workbook."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook

from tpmcli.text.encodings import unicode_encoding
from tpmcli.text.tables import Row, UnreadableTableError, read_csv
from tpmcli.text.workbook import Layout, is_workbook, read_workbook


def saved(book: Workbook) -> bytes:
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def example() -> Workbook:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Launch & go"
    for row in (["id", "title"], ["A1", "=1+1"], ["A2", "kept"], ["A3", "gone"]):
        sheet.append(row)
    sheet.row_dimensions[4].hidden = True
    sheet.column_dimensions["C"].hidden = True
    sheet.merge_cells("A2:A3")
    book.create_sheet("Lists").sheet_state = "hidden"
    return book


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    """The workbook with another content of one part, or with one part more."""
    buffer = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(buffer, "w", ZIP_DEFLATED) as new:
        for part in old.namelist():
            if part != name:
                new.writestr(part, old.read(part))
        new.writestr(name, content)
    return buffer.getvalue()


def test_values_and_layout() -> None:
    book = read_workbook(saved(example()), layout=True)
    assert [(sheet.name, sheet.is_hidden) for sheet in book.sheets] == [
        ("Launch & go", False),
        ("Lists", True),
    ]
    assert book.sheets[0].layout == Layout(frozenset({4}), frozenset({3}), ("A2:A3",))
    rows = list(book.sheets[0].rows)
    # The formula was never evaluated, so that no value was saved with it.
    assert rows[:2] == [Row(1, ["id", "title"]), Row(2, ["A1", ""])]
    assert rows[3] == Row(4, ["A3", "gone"])
    assert not book.has_macro


def test_a_merged_range_as_large_as_the_sheet_costs_nothing() -> None:
    data = saved(example())
    part = "xl/worksheets/sheet1.xml"
    sheet = ZipFile(BytesIO(data)).read(part).replace(b"A2:A3", b"A2:XFD1048576")
    book = read_workbook(with_part(data, part, sheet), layout=True)
    assert len(list(book.sheets[0].rows)) == 4
    assert book.sheets[0].layout.merged == ("A2:XFD1048576",)


def test_a_macro_is_seen() -> None:
    assert read_workbook(with_part(saved(example()), "xl/vbaProject.bin", b"x")).has_macro


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "the workbook is protected by a password: save it without one",
        ),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512),
            "a workbook in Excel's format before 2007: save it as .xlsx",
        ),
        (b"PK\x03\x04cut", "not a workbook that can be read"),
        (
            with_part(saved(example()), "a.bin", bytes(33 << 20)),
            "refused: it unpacks to more than 32 MiB",
        ),
        (
            with_part(saved(example()), "a.xml", "<!DOCTYPE a>".encode("utf-16")),
            "refused: it has a document type declaration (DTD)",
        ),
    ],
    ids=["password", "old", "cut", "bomb", "dtd-in-utf-16"],
)
def test_what_cannot_be_read(data: bytes, reason: str) -> None:
    assert is_workbook(data)
    with pytest.raises(UnreadableTableError) as error:
        read_workbook(data)
    assert error.value.message("a.xlsx") == f"a.xlsx: {reason}"


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_separator_of_a_table_is_found(separator: str) -> None:
    table = read_csv(f"id{separator}title\nA1{separator}one\n")
    assert table is not None
    assert (table.header, list(table.rows)) == (
        Row(1, ["id", "title"]),
        [Row(2, ["A1", "one"])],
    )


def test_an_open_quote_is_told_with_its_line() -> None:
    table = read_csv('id,title\nA1,one\nA2,"two\n')
    assert table is not None
    with pytest.raises(UnreadableTableError) as error:
        list(table.rows)
    assert error.value.line == 3


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
def test_unicode_is_decoded(encoding: str) -> None:
    data = "id,title\nA1,grüße\n".encode(encoding)
    assert data.decode(unicode_encoding(data)) == "id,title\nA1,grüße\n"
