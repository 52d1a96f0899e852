"""What `tpm explain` prints of rules, in every style."""

from __future__ import annotations

import json
import re
from importlib import import_module
from typing import Any

import pytest

from tpmcli.model.rule import Rule, Topic
from tpmcli.model.setup_rule import AnyRule, SetupRule
from tpmcli.render import json_schemas
from tpmcli.render.explain.json import render_json
from tpmcli.render.explain.text import render_list, render_text
from tpmcli.render.style import Style

Draft202012Validator: Any = import_module("jsonschema").Draft202012Validator
EVERY: list[AnyRule] = [*Rule, *SetupRule]
SETUP = "Repository setup"

AT_60 = """\
The evidence looks unfilled
evidence-placeholder · Evidence · usually a warning, which
does not block

meaning   The cited file still contains placeholders of a
          template, so it may be a skeleton that nobody has
          filled in. The policy decides whether it blocks
          (`evidence.placeholder`).
fix       Fill it in, or remove the placeholders.
"""


def test_one_rule_at_60_columns() -> None:
    assert render_text(Rule.EVIDENCE_PLACEHOLDER, Style(width=60)) == AT_60


@pytest.mark.parametrize("rule", Rule)
def test_everything_is_told_of_a_rule(rule: Rule) -> None:
    lines = render_text(rule, Style()).splitlines()
    severity = {"error": "an error", "warning": "a warning", "note": "a note"}[rule.severity]
    assert lines[0] == rule.title
    assert lines[1].startswith(f"{rule.id} · {rule.topic} · usually {severity}, which")
    assert lines[2:] == ["", f"meaning   {rule.meaning}", f"fix       {rule.fix}"]


@pytest.mark.parametrize("rule", SetupRule)
def test_everything_is_told_of_a_rule_of_the_doctor(rule: SetupRule) -> None:
    lines = render_text(rule, Style()).splitlines()
    effect = {
        "error": "usually an error: the gate can be bypassed",
        "warning": "a warning, which does not fail `tpm doctor`",
    }[rule.severity]
    assert lines[:3] == [rule.title, f"{rule.id} · {SETUP} · {effect}", ""]
    assert lines[3:] == [f"meaning   {rule.meaning}", f"fix       {rule.fix}"]


def test_the_list_has_a_line_for_every_rule_below_its_topic() -> None:
    blocks = render_list(EVERY, Style()).split("\n\n")
    assert [block.partition("\n")[0] for block in blocks] == [*Topic, SETUP]
    told = [line.split()[0] for block in blocks for line in block.splitlines()[1:]]
    assert told == [rule.id for rule in EVERY]


@pytest.mark.parametrize("width", [60, 80])
def test_the_list_fits_the_width(width: int) -> None:
    assert max(map(len, render_list(EVERY, Style(width=width)).splitlines())) <= width


def test_colour_adds_nothing_but_colour() -> None:
    coloured = Style(colour=True, width=80)
    for painted, plain in (
        (render_list(EVERY, coloured), render_list(EVERY, Style(width=80))),
        (render_text(Rule.DISPUTED, coloured), render_text(Rule.DISPUTED, Style(width=80))),
    ):
        assert painted != plain
        assert re.sub("\x1b\\[[0-9]*m", "", painted) == plain


@pytest.mark.parametrize("rules", [[Rule.DISPUTED], [SetupRule.NO_GIT], EVERY])
def test_json_is_valid_by_the_shipped_schema(rules: list[AnyRule]) -> None:
    data = json.loads(render_json(rules))
    Draft202012Validator(json.loads(json_schemas.json_schema_text("explain"))).validate(data)
    assert [each["id"] for each in data["rules"]] == [rule.id for rule in rules]
    assert data["rules"][0]["meaning"] == rules[0].meaning
