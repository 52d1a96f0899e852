"""The table of rules: complete, and the manual's page made from it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import write_rules_doc

from tpmcli.model.rule import Reason, Rule, RuleReason

ROOT = Path(__file__).resolve().parents[2]
KNOWN = [rule.id for rule in Rule]
REASONS = [each for each in vars(Reason).values() if isinstance(each, RuleReason)]


def test_every_rule_stands_once_and_says_everything() -> None:
    assert len(KNOWN) == len(set(KNOWN)) >= 37
    for rule in Rule:
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.id)
        assert not rule.title.endswith(".")
        for text in (rule.meaning, rule.fix):
            assert text.endswith(".")
            assert len(text) > 20
            assert not re.search(r"[\[\]{}<>*_\\]", text)
            assert text.count("`") % 2 == 0


def test_every_rule_has_a_reason_for_which_it_is_reported() -> None:
    assert {reason.rule for reason in REASONS} == set(Rule)


def test_the_page_of_the_manual_is_up_to_date(capsys: pytest.CaptureFixture[str]) -> None:
    assert write_rules_doc.main(["--check"]) == 0
    assert capsys.readouterr() == ("", "")


def test_the_page_has_a_heading_for_every_rule() -> None:
    page = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
    assert re.findall(r"^### (.*)$", page, re.MULTILINE) == KNOWN
