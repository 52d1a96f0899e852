"""The script that lists the references which nobody has looked at for a year."""

from __future__ import annotations

from datetime import date

import list_old_references as script
import pytest
from content_files import REFERENCES

SEEN = {key: date.fromisoformat(each["seen"]) for key, each in REFERENCES["references"].items()}
LAST = max(SEEN.values())


@pytest.mark.parametrize("days", [0, 364, 365, 366, 372, 373, 800])
def test_what_was_seen_more_than_a_year_ago_is_listed(days: int) -> None:
    today = date.fromordinal(LAST.toordinal() + days)
    lines = script.old_references(today)
    keys = {line.split()[1].rstrip(":") for line in lines}
    assert keys == {key for key, seen in SEEN.items() if (today - seen).days > 365}
    assert lines == sorted(lines)
    assert all(REFERENCES["references"][key]["url"] in " ".join(lines) for key in keys)


def test_the_exit_code_says_whether_there_are_any(capsys: pytest.CaptureFixture[str]) -> None:
    assert script.main([LAST.isoformat()]) == 0
    assert capsys.readouterr().out == "every reference was looked at within a year\n"
    assert script.main(["2099-01-01"]) == 1
    assert len(capsys.readouterr().out.splitlines()) == len(SEEN)
