"""A check of recent changes names the last day on which it passes."""

from __future__ import annotations

import pytest
from checks_world import FakeHistory, check

from tpmcli.model.days import add_days
from tpmcli.model.facts import CheckOutcome

CHANGED = "2026-10-08"
FILES = {"docs/roadmap.md": b"# Roadmap\n"}


@pytest.mark.parametrize(("within", "last"), [("1d", "2026-10-09"), ("45d", "2026-11-22")])
def test_the_last_day_is_told_and_is_the_last(within: str, last: str) -> None:
    outcomes = []
    for today in (last, add_days(last, 1)):
        options = {"glob": "docs/*.md", "within": within}
        history = FakeHistory({"docs/roadmap.md": CHANGED}, [])
        result = check("changed", options, FILES, history=history, today=today)
        assert result.until == last
        outcomes.append(result.outcome)
    assert outcomes == [CheckOutcome.PASS, CheckOutcome.FAIL]


def test_other_checks_have_no_last_day() -> None:
    assert check("file", {"glob": "docs/*.md"}, FILES).until == ""
