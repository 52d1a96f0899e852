"""A form in each of its formats: what is written, and what comes back after somebody edits it."""

from __future__ import annotations

from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from form_world import BUILT, EDITORS, FORMULA, GAP, MET, TRIED, WANTED, form, form_item
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from tpmcli.exchange.answer_formats import FORMATS, recognise
from tpmcli.exchange.cells import inert_text, live_text
from tpmcli.model.answer_form import AnswerFields, AnswerForm, FormPhase, plain_text
from tpmcli.model.record import AnswerValue
from tpmcli.text.tables import UnreadableTableError
from world.expected import Expected

HERE = Path(__file__).parent
NAMES = sorted(FORMATS)

# What a record may hold: no control characters, and no character that changes the direction.
_LETTERS = st.characters(
    exclude_categories=("Cc", "Cs", "Cf", "Zl", "Zp"), exclude_characters="\ufffe\uffff"
)
_SIGNS = st.sampled_from("=+-@'\"\\`*_[]<>#|~!&;:().,/ 1aé漢\t")
_LINE = st.text(st.one_of(_SIGNS, _LETTERS), max_size=20).map(lambda text: text.replace("\t", " "))
# A text is compared as a spreadsheet keeps it.
NOTES = st.lists(_LINE, max_size=4).map(lambda lines: plain_text("\n".join(lines)))
_TARGET = st.text(st.one_of(_SIGNS, _LETTERS), min_size=1, max_size=20).map(
    lambda text: " ".join(text.split())
)
FIELDS = st.builds(
    AnswerFields,
    st.sampled_from([str(value) for value in AnswerValue]),
    st.lists(_TARGET.filter(bool), max_size=3).map(lambda each: tuple(dict.fromkeys(each))),
    NOTES,
    st.sampled_from(["", "pm@example.com", "o'neill+x@example.com", "-x@example.com"]),
    st.sampled_from(["", "2026-12-31", "2030-01-01"]),
)


def one(fields: AnswerFields) -> AnswerForm:
    """Return a form of one item."""
    return form(FormPhase("idea", "Idea", "", (form_item(WANTED, fields),)))


@pytest.mark.parametrize("name", NAMES)
def test_the_whole_form_is_as_expected(name: str, expected: Expected) -> None:
    data = FORMATS[name].write(form())
    if name == "xlsx":
        expected(HERE / "expected/form.xlsx.txt", told(data))
    else:
        expected(HERE / f"expected/form{FORMATS[name].ends[0]}", data.decode())


def told(data: bytes) -> str:
    """Return what a workbook shows and allows, as text."""
    lines = []
    book = load_workbook(BytesIO(data))
    sheet: Any
    for sheet in book.worksheets:
        hidden = [name for name, each in sheet.column_dimensions.items() if each.hidden]
        lines += [
            f"== {sheet.title}",
            (
                f"protected: {bool(sheet.protection.sheet)}; frozen at {sheet.freeze_panes};"
                f" hidden columns: {hidden}; filter: {sheet.auto_filter.ref}"
            ),
        ]
        for rule in sheet.data_validations.dataValidation:
            allows = f"{rule.type or 'any'} {rule.formula1 or ''}".strip()
            lines.append(f"{rule.sqref}: {allows} ({rule.promptTitle}: {rule.prompt})")
        for cells, rules in sheet.conditional_formatting._cf_rules.items():
            for rule in rules:
                fill = rule.dxf.fill.end_color.rgb
                lines.append(f"{cells.sqref}: {rule.type} {rule.formula[0]} -> {fill}")
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is None and cell.protection.locked:
                    continue
                lock = "" if cell.protection.locked else " (may be changed)"
                lines.append(f"{cell.coordinate} {cell.data_type} {cell.value!r}{lock}")
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("name", NAMES)
def test_a_form_that_nobody_touched_comes_back_as_it_went(name: str) -> None:
    data = FORMATS[name].write(form())
    found = recognise(data)
    assert found is not None
    assert found.name == name
    rows = found.read(data)
    assert rows is not None
    wanted = [each for phase in form().phases for each in phase.items]
    by_id = {row.item: row for row in rows}
    assert len(by_id) == len(rows) == len(wanted)
    for each in wanted:
        row = by_id[each.item.id]
        assert (row.fields, row.stamp) == (each.fields, each.stamp)


@pytest.mark.parametrize("name", NAMES)
def test_what_somebody_fills_in_comes_back_and_nothing_else(name: str) -> None:
    edits = {WANTED.id: MET, TRIED.id: GAP, FORMULA.id: AnswerFields()}
    data = EDITORS[name](FORMATS[name].write(form()), edits)
    rows = FORMATS[name].read(data)
    assert rows is not None
    assert {row.item: row.fields for row in rows} == {**edits, BUILT.id: MET}


# A soft hyphen and a tag: nobody sees them, and a file may hold them.
UNSEEN = AnswerFields("met", ("docs/a\u00adb.md",), "soft\u00adhyphen \U000e0000")


@pytest.mark.parametrize("name", NAMES)
@settings(deadline=None, max_examples=60)
@given(before=FIELDS, after=FIELDS)
@example(before=UNSEEN, after=UNSEEN._replace(note="=1\u00ad"))
def test_any_edit_comes_back(name: str, before: AnswerFields, after: AnswerFields) -> None:
    data = FORMATS[name].write(one(before))
    for fields, changed in ((before, data), (after, EDITORS[name](data, {WANTED.id: after}))):
        rows = FORMATS[name].read(changed)
        assert rows is not None
        (row,) = rows
        assert row.fields == fields
        assert row.stamp is not None
        assert row.stamp.recorded == before.digest


@settings(deadline=None)
@given(st.text(max_size=20))
def test_text_in_a_cell_is_inert_and_is_read_as_it_was(text: str) -> None:
    assert live_text(inert_text(text)) == text
    assert not inert_text(text).startswith(("=", "+", "-", "@", "\t", "\r"))


_ANY = st.one_of(st.binary(max_size=300), st.text(max_size=300).map(str.encode))
_BEGINNINGS = st.sampled_from(
    [b"", b"Id,Answer\n", b"id;answer;note\n", b"- [ ] x `a.b`\n  - note: "]
)


@pytest.mark.parametrize("name", NAMES)
@settings(deadline=None)
@given(start=_BEGINNINGS, data=_ANY)
def test_whatever_a_file_holds_it_is_a_form_or_refused(
    name: str, start: bytes, data: bytes
) -> None:
    found = FORMATS[name]
    if found.recognises(start + data):
        with suppress(UnreadableTableError):
            for row in found.read(start + data) or ():
                assert row.item
