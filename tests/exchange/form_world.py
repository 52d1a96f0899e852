"""Forms for the tests: one with everything that a form can show, and how each format is edited."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping
from datetime import date
from io import BytesIO, StringIO

from openpyxl import load_workbook

from tpmcli.exchange.answer_table import COLUMNS
from tpmcli.exchange.cells import inert_text
from tpmcli.model.answer_form import (
    AnswerFields,
    AnswerForm,
    FormItem,
    FormPhase,
    Stamp,
    short_digest,
)
from tpmcli.model.checklist import EvidenceRule, Item, Level
from tpmcli.model.days import parse_day
from tpmcli.model.digest import question_digest
from tpmcli.model.role import PM, TPM

WANTED = Item("idea.wanted", "idea", PM, "Somebody wants it", not_applicable=True)
TRIED = Item(
    "idea.tried",
    "idea",
    TPM,
    'It was tried & "it" works: a * b_c < d',
    evidence=EvidenceRule("a note | with a result", required=True),
)
FORMULA = Item("idea.sum", "idea", TPM, "=1+1 is a title", level=Level.SHOULD)
BUILT = Item("build.built", "build", TPM, "Es ist gebaut, 構築済み")

MET = AnswerFields("met", ("docs/my note.md#a_b", "https://example.com/x?a=1&b=2"), "- one\n- two")
GAP = AnswerFields("not-met", (), "=HYPERLINK(1)", "pm@example.com", "2026-12-31")


NOTHING = AnswerFields()


def form_item(item: Item, fields: AnswerFields = NOTHING, state: str = "open") -> FormItem:
    """Return an item of a form, with its stamp."""
    asked = short_digest(question_digest(item))
    return FormItem(item, fields, Stamp("kettle-7", "1.0", asked, fields.digest), state)


def form(*phases: FormPhase) -> AnswerForm:
    """Return a form of these phases; by default one with everything."""
    items = (
        form_item(WANTED),
        form_item(TRIED, MET, "satisfied"),
        form_item(FORMULA, GAP, "not met"),
    )
    idea = FormPhase("idea", "Idea: what/why?", "Should we?", items)
    build = FormPhase("build", "Build", "", (form_item(BUILT, MET, "satisfied"),), "go")
    return AnswerForm("Kettle", "1.0", "2026-11-22", (PM, TPM), phases or (idea, build))


Edits = Mapping[str, AnswerFields]
"""The fields of items by id, as somebody fills them in."""


def edit_workbook(data: bytes, edits: Edits) -> bytes:
    """Fill in a workbook as a spreadsheet does: a date is a date."""
    book = load_workbook(BytesIO(data))
    for sheet in book.worksheets[1:]:
        places = {str(cell.value): cell.column or 0 for cell in sheet[3]}
        for row in range(4, sheet.max_row + 1):
            fields = edits.get(str(sheet.cell(row, places["Id"]).value))
            if fields is None:
                continue
            for key, text in _texts(fields).items():
                cell = sheet.cell(row, places[COLUMNS[key]])
                value: str | date | None = text or None
                if key == "due" and text:
                    value = parse_day(text)
                cell.value = value
                if isinstance(value, str):
                    cell.data_type = "s"
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def edit_csv(data: bytes, edits: Edits) -> bytes:
    """Fill in a CSV file as somebody does who types what they mean."""
    rows = list(csv.DictReader(StringIO(data.decode("utf-8-sig"), newline="")))
    for row in rows:
        fields = edits.get(row["Id"])
        if fields is not None:
            typed = {COLUMNS[key]: text for key, text in _texts(fields).items()}
            # An apostrophe in front is what hides a formula, so one that is meant is doubled.
            row.update(
                {key: inert_text(text) if text[:1] == "'" else text for key, text in typed.items()}
            )
    out = StringIO()
    writer = csv.DictWriter(out, COLUMNS.values(), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def edit_markdown(data: bytes, edits: Edits) -> bytes:
    """Fill in a task list in a text editor."""
    from tpmcli.exchange import answer_markdown

    found = []
    skipping = False
    for line in data.decode().split("\n"):
        name = next((each for each in edits if f"`{each}`" in line), "")
        if name:
            fields = edits[name]
            box = "[x]" if fields.answer == "met" else "[ ]"
            found.append(line.replace("[ ]", box, 1).replace("[x]", box, 1))
            for target in fields.evidence:
                found += answer_markdown._field("evidence", target)
            found += answer_markdown._field("note", fields.note)
            found += answer_markdown._field("answer", "" if box == "[x]" else fields.answer)
            found += answer_markdown._field("owner", fields.owner)
            found += answer_markdown._field("due", fields.due)
            skipping = True
        elif skipping and line.startswith("  "):
            continue
        else:
            skipping = False
            found.append(line)
    return "\n".join(found).encode()


EDITORS: dict[str, Callable[[bytes, Edits], bytes]] = {
    "xlsx": edit_workbook,
    "markdown": edit_markdown,
    "csv": edit_csv,
}


def _texts(fields: AnswerFields) -> dict[str, str]:
    return {**fields._asdict(), "evidence": "\n".join(fields.evidence)}
