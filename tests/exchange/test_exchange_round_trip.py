"""What is exported and imported again is the same, in every format that can carry it."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from tpmcli.exchange.cells import inert_text, live_text
from tpmcli.exchange.options import ReadOptions
from tpmcli.exchange.pack import PackRequest, build_pack
from tpmcli.exchange.registry import find_format
from tpmcli.exchange.source import ImportSource
from tpmcli.exchange.wording import clean
from tpmcli.exchange.write_issue_form import write_issue_form
from tpmcli.exchange.write_markdown import write_markdown
from tpmcli.exchange.write_table import write_csv, write_workbook
from tpmcli.model.checklist import Level
from tpmcli.model.exported import ExportedChecklist, ExportedItem

CHECKLIST = ExportedChecklist(
    "Go & live *now*",
    (
        ExportedItem(
            *("release.price-told", "release", "Release", "pm", "Product Manager", Level.MUST),
            *("The price is told", "Surprises cost trust.", "a link to the list", True, False),
        ),
        ExportedItem(
            *("release.say-what", "release", "Release", "pm", "Product Manager", Level.SHOULD),
            "`code`, [x], *stars*, <b>, a|b & 1. #2",
        ),
        ExportedItem(
            *("release.formula", "release", "Release", "tpm", "Technical PM", Level.MUST),
            *("=1+1", "", "", False, True),
        ),
        ExportedItem(
            *("testing.minus", "testing", "Testing: all/of it?", "tpm", "Technical PM", Level.MUST),
            "-1 is right, grüße 上线",
        ),
    ),
)


class Kept(NamedTuple):
    """What a format can carry of an item."""

    title: str
    level: Level
    id: str
    why: str
    expect: str


Write = Callable[[ExportedChecklist], bytes]
FORMATS: dict[str, tuple[str, Write]] = {
    "markdown": ("a.md", lambda checklist: write_markdown(checklist).encode()),
    "csv": ("a.csv", lambda checklist: write_csv(checklist).encode("utf-8-sig")),
    "xlsx": ("a.xlsx", write_workbook),
    "issue-form": ("a.yml", lambda checklist: write_issue_form(checklist).encode()),
}


def imported(name: str, data: bytes) -> list[Kept]:
    source = ImportSource(name, data)
    reading = find_format(source).read(source, ReadOptions())
    plan = build_pack(reading, PackRequest("own", "Own", "release", "tpm"))
    items = [item for each in plan.pack["add"]["release"].values() for item in each]
    return [
        Kept(
            item["title"],
            Level(item["level"]),
            item["id"],
            "" if item.get("why", "").startswith("Part of: ") else item.get("why", ""),
            item.get("evidence", {}).get("expect", ""),
        )
        for item in items
    ]


def kept(item: ExportedItem) -> Kept:
    return Kept(item.title, item.level, item.id.partition(".")[2], item.why, item.expect)


@pytest.mark.parametrize("name", ["markdown", "csv", "xlsx"])
def test_everything_comes_back(name: str) -> None:
    file, write = FORMATS[name]
    assert sorted(imported(file, write(CHECKLIST))) == sorted(map(kept, CHECKLIST.items))


def test_an_issue_form_carries_titles_and_levels() -> None:
    file, write = FORMATS["issue-form"]
    found = imported(file, write(CHECKLIST))
    assert [(each.title, each.level) for each in found] == [
        (item.title, item.level) for item in CHECKLIST.items
    ]


TITLE = st.text(st.characters(exclude_categories=("C", "Z"), include_characters=" "), max_size=40)


@settings(max_examples=80, deadline=None)
@given(
    # A cell with the error of a formula is empty.
    TITLE.map(clean).filter(
        lambda text: sum(char.isalnum() for char in text) > 2 and not text.startswith("#")
    ),
    st.sampled_from(sorted(FORMATS)),
)
def test_any_title_comes_back(title: str, name: str) -> None:
    file, write = FORMATS[name]
    item = CHECKLIST.items[0]._replace(title=title)
    (found,) = imported(file, write(ExportedChecklist("Title", (item,))))
    assert found.title == title


@given(st.text(max_size=20))
def test_a_cell_is_never_a_formula(text: str) -> None:
    inert = inert_text(text)
    assert not inert.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r"))
    assert live_text(inert) == text


def test_no_cell_of_a_workbook_is_a_formula() -> None:
    from io import BytesIO

    book = load_workbook(BytesIO(write_workbook(CHECKLIST)))
    assert book.sheetnames == ["Release", "Testing all of it"]
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "inlineStr"}
    assert [cell.value for cell in cells if cell.value == "=1+1"] == ["=1+1"]
