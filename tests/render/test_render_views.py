"""What status, gate list, next, why and lint print: whole outputs, in every style."""

from __future__ import annotations

import json
from importlib import import_module
from typing import Any

import pytest
from views_world import DREAM, EXPECTED, Kettle, outputs, rich

from tpmcli.model.finding import Subject, SubjectKind
from tpmcli.model.problem import Flaw, Hint, Problem, Remedy
from tpmcli.render import due, json_schemas, lint
from tpmcli.render.gate import list as gate_list
from tpmcli.render.next import text as next_text
from tpmcli.render.status import text as status_text
from tpmcli.render.style import Style
from tpmcli.render.why import text as why_text
from tpmcli.rules.due import Due, DueKind
from tpmcli.rules.next import next_step
from tpmcli.rules.why import explain_item
from world.expected import Expected
from world.neutral import neutral_words

Draft202012Validator: Any = import_module("jsonschema").Draft202012Validator

with neutral_words():
    MADE = outputs()
EVIL = "\x1b[31mred\x1b[0m \u202e right \x07 [bold]x[/bold] \u200b##[error]"


@pytest.mark.parametrize("name", MADE)
def test_the_whole_output_is_as_expected(name: str, expected: Expected) -> None:
    expected(EXPECTED / name, MADE[name])


def test_every_expected_file_is_made(expected: Expected) -> None:
    expected.only(EXPECTED, MADE)


@pytest.mark.parametrize("name", [name for name in MADE if name.endswith(".json")])
def test_json_is_valid_by_the_shipped_schema(name: str) -> None:
    folder, _, file = name.partition("/")
    view = folder if folder in ("why", "lint") else file.partition(".")[0].partition("-")[0]
    schema = json.loads(json_schemas.json_schema_text(view))
    Draft202012Validator(schema).validate(json.loads(MADE[name]))


@pytest.mark.parametrize("name", [name for name in MADE if name.endswith("80.txt")])
def test_lines_fit_the_width_but_for_what_is_copied(name: str) -> None:
    for line in MADE[name].splitlines():
        assert len(line) <= 80 or "→ " in line or line.lstrip().startswith("`tpm ")


@pytest.mark.parametrize("name", [name for name in MADE if name.endswith(".colour.txt")])
def test_colour_adds_nothing_but_colour(name: str) -> None:
    import re

    plain = re.sub("\x1b\\[[0-9;]*m", "", MADE[name])
    assert plain == MADE[name.replace("colour", "80")]
    assert "\x1b" in MADE[name] or name.startswith("lint/")


@pytest.mark.parametrize("colour", [False, True])
def test_nothing_untrusted_reaches_the_terminal_as_it_is(colour: bool) -> None:
    made = rich()
    made["policy"]["name"] = EVIL
    made.find("build.agreed").update(title=EVIL, why=EVIL)
    project, facts, style = made.project(), made.facts(), Style(colour=colour, width=80)
    status = made.status()
    phase = project.checklist.phases[2]
    told = explain_item(project, phase.items[0], phase, facts)
    subject = Subject(SubjectKind.ITEM, EVIL, EVIL, title=EVIL)
    evil = Due("2027-01-01", DueKind.PLAN, subject, (EVIL,))
    torn = Problem(Flaw.OTHER, (EVIL,), EVIL, 1, 1, Hint(Remedy.OTHER, (EVIL,)))
    texts = [
        status_text.render(status, next_step(status, None), style),
        gate_list.render_text(status, style),
        due.render_text(status, (*status.due, evil), None, EVIL, style),
        next_text.render_text(next_step(status, None), style),
        why_text.render_text(told, style),
        lint.render_text((EVIL,), (), (torn,), (EVIL,), (torn,), style),
    ]
    for text in texts:
        assert not set(text) & {"\u202e", "\u200b", "\x07"}
        assert "\x1b[31mred" not in text


def test_a_gate_without_items_of_a_role_is_no_trouble() -> None:
    status = Kettle.at(DREAM, start="dream").status()
    shown = status_text.render(status, next_step(status, None), Style())
    assert "▶ dream              ▱▱▱▱▱ 0/1   not decided" in shown
    assert "0/0" not in shown
