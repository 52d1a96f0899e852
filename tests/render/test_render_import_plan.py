"""What an import of answers shows: whole outputs, as wide as a terminal and on a narrow one."""

from __future__ import annotations

from pathlib import Path

import pytest

from tpmcli.model.answer_form import AnswerFields
from tpmcli.model.checklist import Item
from tpmcli.model.import_view import AnswerChange, ImportPlan, RefusedRow
from tpmcli.model.problem import Hint, Remedy
from tpmcli.model.record import Answer, AnswerValue, Evidence
from tpmcli.model.role import PM, TPM
from tpmcli.render.import_plan import recorded_text, render_plan
from tpmcli.render.style import Style
from tpmcli.text.columns import columns
from world.expected import Expected

HERE = Path(__file__).parent
WANTED = Item("idea.wanted", "idea", PM, "Somebody wants it")
TRIED = Item("idea.tried", "idea", TPM, "It was tried: 試しました \x1b[31m ::error::")
BEFORE = Answer(
    AnswerValue.MET,
    PM,
    "ann@example.com",
    "2026-11-22T10:00:00Z",
    "",
    (Evidence(path="docs/old.md"),),
    "as agreed with them",
)
LONG = "https://example.com/a/very/long/path/that/fits/into/no/column/of/any/table?at=all#and-more"
NOTE = "nobody asked them\n再度確認する"
AFTER = AnswerFields("not-met", ("docs/new.md", LONG), NOTE, "pm@example.com", "2026-12-24")
MEANT = Hint(Remedy.DID_YOU_MEAN, ("idea.tried",))
PLANS = {
    "changes": ImportPlan(
        "pm@example.com",
        (
            AnswerChange(WANTED, None, AFTER, "Idea, row 4"),
            AnswerChange(TRIED, BEFORE, AFTER, "Idea, row 5"),
        ),
        cleared=(AnswerChange(WANTED, BEFORE, AnswerFields(), "Idea, row 6"),),
        unchanged=1_234,
        remarks=("https://example.com/x is recorded, but not verified",),
    ),
    "refused": ImportPlan(
        "pm@example.com",
        (AnswerChange(WANTED, None, AnswerFields("met"), "line 3"),),
        conflicts=(
            AnswerChange(WANTED, BEFORE, AFTER, "line 4"),
            AnswerChange(TRIED, None, AFTER, "line 5"),
        ),
        kept=(AnswerChange(TRIED, BEFORE, AnswerFields(), "line 6"),),
        refused=(
            RefusedRow("idea.tryed", "line 7", "no item named `idea.tryed`", MEANT),
            RefusedRow("idea.sum", "line 8", "`maybe` is not an answer"),
        ),
    ),
    "nothing": ImportPlan("pm@example.com", unchanged=3),
    "empty": ImportPlan("pm@example.com"),
}


@pytest.mark.parametrize("name", PLANS)
@pytest.mark.parametrize(("ending", "width"), [("txt", 0), ("50.txt", 50), ("110.txt", 110)])
def test_the_whole_plan_is_as_expected(
    name: str, ending: str, width: int, expected: Expected
) -> None:
    text = render_plan(PLANS[name], Style(width=width))
    expected(HERE / f"expected_import/{name}.{ending}", text)
    assert max(map(columns, text.splitlines())) <= (width or 80)
    assert "\x1b" not in text


def test_in_colour_it_says_the_same() -> None:
    import re

    for plan in PLANS.values():
        coloured = render_plan(plan, Style(colour=True))
        assert re.sub(r"\x1b\[\d+m", "", coloured) == render_plan(plan, Style())


def test_what_was_recorded() -> None:
    assert recorded_text(PLANS["changes"]) == "recorded 3 answers as pm@example.com"
