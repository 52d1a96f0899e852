"""Workbooks from outside: what they unpack to and span is bounded, and damage is no pass."""

from __future__ import annotations

import sys
from functools import cache
from io import BytesIO
from time import process_time
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from checks_world import check
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from tpmcli.model.facts import CheckOutcome, CheckResult

OPTIONS = {"file": "risks.xlsx", "columns": ["Risk", "Owner"], "filled": True}
SECONDS = 10.0
SHEET = "xl/worksheets/sheet1.xml"
HEAD = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    '<row r="1"><c r="A1" t="inlineStr"><is><t>Risk</t></is></c>'
    '<c r="B1" t="inlineStr"><is><t>Owner</t></is></c></row>'
)
FOOT = "</sheetData></worksheet>"


@cache
def workbook() -> bytes:
    """A small workbook. Its bytes hold the time at which it was made."""
    book = Workbook()
    sheet = book.create_sheet("Risks", 0)
    sheet.append(["Risk", "Owner"])
    sheet.append(["late", "Pat"])
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def with_part(name: str, content: bytes) -> bytes:
    """The workbook with another content of one part."""
    buffer = BytesIO()
    with ZipFile(BytesIO(workbook())) as old, ZipFile(buffer, "w", ZIP_DEFLATED) as new:
        for part in old.namelist():
            new.writestr(part, content if part == name else old.read(part))
        if name not in old.namelist():
            new.writestr(name, content)
    return buffer.getvalue()


def judged(data: bytes) -> CheckResult:
    started = process_time()
    result = check("table", OPTIONS, {"risks.xlsx": data})
    assert process_time() - started < SECONDS
    return result


def test_it_is_read() -> None:
    assert judged(workbook()).outcome == CheckOutcome.PASS
    assert judged(with_part(SHEET, (HEAD + FOOT).encode())).outcome == CheckOutcome.FAIL


def test_without_the_library_it_could_not_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    result = judged(workbook())
    assert (result.outcome, result.message) == (
        CheckOutcome.COULD_NOT_RUN,
        "risks.xlsx: workbooks need openpyxl, which is not installed: pip install 'tpmcli[excel]'",
    )


def test_other_tables_need_no_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    files = {"risks.csv": b"Risk,Owner\nlate,Pat\n"}
    result = check("table", {**OPTIONS, "file": "risks.csv"}, files)
    assert result.outcome == CheckOutcome.PASS


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (
            with_part("xl/media/a.bin", b"\0" * (40 << 20)),
            "risks.xlsx: refused: it unpacks to more than 32 MiB",
        ),
        (
            with_part(SHEET, b'<!DOCTYPE worksheet [<!ENTITY a "b">]>' + (HEAD + FOOT).encode()),
            "risks.xlsx: refused: it has a document type declaration (DTD)",
        ),
        (
            with_part(SHEET, f'{HEAD}<row r="999999999"/>{FOOT}'.encode()),
            "risks.xlsx: refused: more than 500,000 cells",
        ),
        (
            with_part(
                SHEET,
                f'{HEAD}<row><c r="XFD"><v>1</v></c></row>{FOOT}'.encode(),
            ),
            "risks.xlsx: not a workbook that can be read",
        ),
        (
            with_part(
                SHEET,
                (
                    HEAD
                    + "".join(
                        f'<row r="{n}"><c r="XFD{n}"><v>1</v></c></row>' for n in range(2, 99)
                    )
                    + FOOT
                ).encode(),
            ),
            "risks.xlsx:2: no Risk in this row",
        ),
        (with_part(SHEET, b"<worksheet"), "risks.xlsx: not a workbook that can be read"),
        (with_part("xl/workbook.xml", b"<a/>"), "risks.xlsx: there is no table in it"),
    ],
    ids=["bomb", "dtd", "far-row", "no-cell", "far-cells", "cut", "no-book"],
)
def test_what_is_hostile_is_refused(data: bytes, message: str) -> None:
    result = judged(data)
    assert result.message == message
    assert result.outcome != CheckOutcome.PASS


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_no_damage_raises(data: st.DataObject) -> None:
    content = bytearray(workbook())
    start = data.draw(st.integers(0, len(content) - 1))
    content[start : start + data.draw(st.integers(0, 30))] = data.draw(st.binary(max_size=8))
    result = check("table", OPTIONS, {"risks.xlsx": bytes(content)})
    assert "broke" not in result.message
    assert "\n" not in result.message
