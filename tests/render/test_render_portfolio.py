"""A portfolio in every format: whole, within its width, and harmless whatever the texts are."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from importlib import import_module
from typing import Any

import pytest
from markdown_it import MarkdownIt

from tpmcli.model.checklist import Item
from tpmcli.model.finding import Subject, SubjectKind, about_condition, about_item
from tpmcli.model.problem import Flaw, Hint, Problem, Remedy
from tpmcli.model.record import ShortIncrement
from tpmcli.model.role import PM as PM_ROLE
from tpmcli.model.role import TPM as TPM_ROLE
from tpmcli.model.verdict import GateVerdict
from tpmcli.render import json_schemas
from tpmcli.render.portfolio import json as portfolio_json
from tpmcli.render.portfolio import markdown as portfolio_markdown
from tpmcli.render.portfolio import text as portfolio_text
from tpmcli.render.style import Style
from tpmcli.rules.due import Due, DueKind
from tpmcli.rules.portfolio import (
    Health,
    LastDecision,
    ProjectSummary,
    Sort,
    not_evaluated,
    sort_summaries,
)
from tpmcli.rules.portfolio_view import Portfolio
from tpmcli.text.sanitize import sanitize

Draft202012Validator: Any = import_module("jsonschema").Draft202012Validator
TODAY = "2026-11-22"
TPM, PM = "tpm@example.com", "pm@example.com"
LOAD = about_item(Item("testing.load", "testing", TPM_ROLE, "Load tested to target"))
PROMISED = about_condition("release", 1, "Ask ten users")
LATE = Due("2026-11-01", DueKind.PLAN, LOAD, (TPM,))
PROMISE = Due("2026-11-20", DueKind.CONDITION, PROMISED, (PM,))
NEXT = Due("2026-12-01", DueKind.WAIVER, LOAD, (PM,))
PATCH = ShortIncrement("1.0", "patch", ("feasibility", "testing"))
GO = LastDecision("feasibility", "go", "2026-10-02", PM)
EVIL = "\x1b[31m\u202e](http://x) <b>|`*_ ::error::x ##[error]y\nz @you"


def standing(folder: str, name: str, health: Health, **more: Any) -> ProjectSummary:
    return ProjectSummary(folder, f"{name.lower()}-1", name, "1.0", health, **more)


def problem(message: str, file: str = "", hint: str = "") -> Problem:
    place = (3, 1) if file else (0, 0)
    return Problem(
        Flaw.OTHER, (message,), file, *place, Hint(Remedy.OTHER, (hint,)) if hint else None
    )


def lines() -> list[ProjectSummary]:
    """One project of each kind."""
    under_way: dict[str, Any] = {"phase": "architecture", "title": "Design", "musts": 9}
    unmet = {**under_way, "verdict": GateVerdict.UNMET}
    return [
        standing("done", "Done", Health.COMPLETE, decision=GO),
        standing(
            "apps/kettle",
            "A kettle with a rather long name that no column is wide enough for",
            Health.OVERDUE,
            **{**unmet, "satisfied": 4, "unsigned": (PM_ROLE,)},
            overdue=(LATE, PROMISE, PROMISE, PROMISE),
            waived=2,
            due=NEXT,
        ),
        standing("stopped", "Stopped", Health.KILLED, decision=GO._replace(decision="kill")),
        standing("m", "Met", Health.MET, **{**under_way, "verdict": GateVerdict.MET}, due=NEXT),
        standing(
            "unsigned", "Unsigned", Health.UNMET, **{**unmet, "satisfied": 9}, unsigned=(TPM_ROLE,)
        ),
        standing("other", "Other", Health.UNMET, **{**unmet, "satisfied": 9}, decision=GO),
        standing(
            "old", "Old", Health.NO_LONGER_HOLDS, **unmet, broken=("feasibility", "requirements")
        ),
        not_evaluated(
            "broken",
            [
                problem("unknown key 'x'", ".tpm/project.yaml", "did you mean 'items'?"),
                Problem(Flaw.FILE_MISSING),
            ],
            3,
        ),
        not_evaluated("unreadable", [problem("cannot be read")], 4),
    ]


AT_80 = """\
  project                  phase         gate      decided  waived  next due
? broken: not checked
    .tpm/project.yaml:3:1: unknown key 'x'
    help: did you mean 'items'?
    and 1 more problem
    → tpm -C broken status
? unreadable: not checked
    cannot be read
✗ Old 1.0                  architecture  9 open    -        -       -
    in old
    no longer holds: feasibility, requirements
✗ A kettle with a ra… 1.0  architecture  5 open    -        2       2026-12-01
    in apps/kettle
    2026-11-01  planned: Load tested to target (tpm@example.com)
    2026-11-20  condition due: Ask ten users (condition 1) (pm@example.com)
    2026-11-20  condition due: Ask ten users (condition 1) (pm@example.com)
    and 1 more
    → tpm -C apps/kettle due
▶ Other 1.0                architecture  not met   go       -       -
▶ Unsigned 1.0             architecture  unsigned  -        -       -
✓ Met 1.0                  architecture  met       -        -       2026-12-01
✓ Done 1.0                 -             complete  go       -       -
- Stopped 1.0              -             killed    kill     -       -

9 projects on 2026-11-22: 2 not checked, 1 no longer holds, 1 overdue, 2 not
met, 1 met, 1 complete, 1 killed, 2 active waivers, 4 overdue dates
"""
SUM = (
    "**9 projects on 2026-11-22: 2 not checked, 1 no longer holds, 1 overdue, 2 not"
    " met, 1 met, 1 complete, 1 killed, 2 active waivers, 4 overdue dates**"
)
BROKEN = (
    "| - | `broken` | - | - | - | - | - | not checked:"
    " .tpm/project.yaml:&#8203;3:&#8203;1: unknown key 'x' |"
)


def shown(summaries: Sequence[ProjectSummary], **more: Any) -> Portfolio:
    return Portfolio(summaries, TODAY, **more)


def arranged() -> list[ProjectSummary]:
    return sort_summaries(lines(), Sort.STATE)


def test_text_at_80_columns() -> None:
    text = portfolio_text.render(shown(arranged()), Style(width=80))
    assert text == AT_80
    assert max(map(len, text.splitlines())) <= 80


def test_text_without_a_limit_cuts_nothing() -> None:
    text = portfolio_text.render(shown(arranged()), Style())
    assert "…" not in text
    assert "A kettle with a rather long name that no column is wide enough for 1.0" in text
    assert "2026-12-01 pm@example.com" in text


@pytest.mark.parametrize("width", range(40, 111, 7))
def test_every_line_fits(width: int) -> None:
    text = portfolio_text.render(shown(arranged()), Style(width=width))
    table = [line for line in text.splitlines() if "architecture" in line]
    assert max(map(len, table)) <= max(width, 70)


def test_colour_adds_nothing_but_colour() -> None:
    plain = portfolio_text.render(shown(arranged()), Style(width=80))
    painted = portfolio_text.render(shown(arranged()), Style(colour=True, width=80))
    assert painted != plain
    assert re.sub("\x1b\\[[0-9]+m", "", painted) == plain


def test_a_kind_is_named_with_the_gates_that_it_skips() -> None:
    patched = standing("p", "P", Health.COMPLETE, decision=GO, short=PATCH)
    said = "1.0 is of the kind `patch`: it skips feasibility and testing"
    assert f"\n    {said}\n" in portfolio_text.render(shown([patched]), Style())
    escaped = said.replace("`", "\\`")
    assert f"| P 1.0<br>{escaped} |" in portfolio_markdown.render(shown([patched]))
    data = json.loads(portfolio_json.render(shown([patched])))
    schema().validate(data)
    project = data["projects"][0]
    assert (project["kind"], project["skipped"]) == ("patch", ["feasibility", "testing"])


def test_nothing_judged_has_no_table() -> None:
    text = portfolio_text.render(shown([lines()[-1]]), Style())
    assert text == (
        "? unreadable: not checked\n    cannot be read\n\n1 project on 2026-11-22: 1 not checked\n"
    )


def test_markdown_is_a_sentence_and_a_table() -> None:
    text = portfolio_markdown.render(shown(arranged()))
    assert text.splitlines()[:6] == [
        SUM,
        "",
        "| project | folder | phase | gate | last decision | waivers | next due | problems |",
        "|---|---|---|---|---|---|---|---|",
        BROKEN,
        "| - | `unreadable` | - | - | - | - | - | not checked: cannot be read |",
    ]
    assert len(text.splitlines()) == 4 + 9


def schema() -> Any:
    return Draft202012Validator(json.loads(json_schemas.json_schema_text("portfolio")))


def test_json_is_valid_by_the_shipped_schema() -> None:
    data = json.loads(portfolio_json.render(shown(arranged())))
    schema().validate(data)
    assert [each["folder"] for each in data["projects"]] == [each.folder for each in arranged()]
    assert data["totals"]["states"] == {
        "not-evaluated": 2,
        "no-longer-holds": 1,
        "overdue": 1,
        "unmet": 2,
        "met": 1,
        "complete": 1,
        "killed": 1,
    }
    assert data["projects"][0]["problems"][0]["help"] == "did you mean 'items'?"
    assert data["projects"][0]["code"] == 3


def test_the_schema_refuses_what_is_not_said() -> None:
    data = json.loads(portfolio_json.render(shown(arranged())))
    data["projects"][2]["extra"] = 1
    assert not schema().is_valid(data)
    assert not schema().is_valid({**data, "totals": {}})


def evil(text: str) -> list[ProjectSummary]:
    due = Due(TODAY, DueKind.PLAN, Subject(SubjectKind.ITEM, text, text, title=text), (text,))
    return [
        ProjectSummary(
            text,
            text,
            text,
            text,
            Health.NO_LONGER_HOLDS,
            text,
            text,
            GateVerdict.UNMET,
            decision=LastDecision(text, "go", TODAY, text),
            broken=(text,),
            due=due,
            overdue=(due,),
        ),
        not_evaluated(text + "2", [problem(text, text, text)], 3),
    ]


@pytest.mark.parametrize("width", [0, 80])
def test_hostile_text_is_harmless_text(width: int) -> None:
    text = portfolio_text.render(shown(evil(EVIL)), Style(width=width))
    assert "\x1b" not in text
    assert "\u202e" not in text
    plain = portfolio_text.render(shown(evil("plain")), Style(width=0))
    if not width:
        assert len(text.splitlines()) == len(plain.splitlines())


def test_hostile_text_is_harmless_json() -> None:
    text = portfolio_json.render(shown(evil(EVIL)))
    data = json.loads(text)
    schema().validate(data)
    assert text.isascii()
    assert "##[" not in text
    assert data["projects"][0]["name"] == sanitize(EVIL)


def test_hostile_text_is_harmless_markdown() -> None:
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])

    def kinds(text: str) -> list[str]:
        tokens = parser.parse(portfolio_markdown.render(shown(evil(text))))
        every = [each for token in tokens for each in (token, *(token.children or ()))]
        return [each.type for each in every if each.type not in ("text", "text_special")]

    assert kinds(EVIL) == kinds("plain")
    assert "link_open" not in kinds(EVIL)
