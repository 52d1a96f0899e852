"""The table of rules: complete, and the manual's page made from it."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
import write_rules_doc

from tpmcli.model.facts import EvidenceStatus
from tpmcli.render.rule_texts import RULES

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "tpmcli"
KNOWN = [rule.id for rule in RULES]


def test_every_rule_stands_once_and_says_everything() -> None:
    assert len(KNOWN) == len(set(KNOWN)) >= 37
    for rule in RULES:
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.id)
        assert not rule.title.endswith(".")
        for text in (rule.meaning, rule.fix):
            assert text.endswith(".")
            assert len(text) > 20
            assert not re.search(r"[\[\]{}<>*_\\]", text)
            assert text.count("`") % 2 == 0


def test_every_rule_that_the_code_can_name_is_in_the_table() -> None:
    named = {name for path in SOURCE.rglob("*.py") for name in _rules_in(path)}
    named |= {f"evidence-{status}" for status in EvidenceStatus if status != "ok"}
    assert len(named) >= 25
    assert named <= set(KNOWN), named - set(KNOWN)


def _rules_in(path: Path) -> set[str]:
    """The rule ids that stand as texts in calls of `Finding`, or replace a finding's rule."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        values = [keyword.value for keyword in node.keywords if keyword.arg == "rule"]
        if name == "Finding":
            values += node.args[:1]
        for value in values:
            if isinstance(value, ast.Constant) and isinstance(value.value, str):
                found.add(value.value)
    return found


def test_the_page_of_the_manual_is_up_to_date(capsys: pytest.CaptureFixture[str]) -> None:
    assert write_rules_doc.main(["--check"]) == 0
    assert capsys.readouterr() == ("", "")


def test_the_page_has_a_heading_for_every_rule() -> None:
    page = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
    assert re.findall(r"^### (.*)$", page, re.MULTILINE) == KNOWN
