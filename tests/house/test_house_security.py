"""The promises of SECURITY.md: each names tests that exist, each exclusion says what to do."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

TOP = Path(__file__).resolve().parents[2]
PAGE = (TOP / "SECURITY.md").read_text(encoding="utf-8")
CASES = {
    name
    for file in (TOP / "tests/attacks").glob("*.py")
    for name in re.findall(
        r"^def (\w+)\(world: World\)", file.read_text(encoding="utf-8"), re.MULTILINE
    )
}


def entries(heading: str) -> list[str]:
    """The list below a heading, an entry on a line."""
    section = PAGE.split(f"## {heading}\n")[1].split("\n## ")[0]
    return [" ".join(each.split()) for each in re.split(r"^- ", section, flags=re.MULTILINE)[1:]]


PROMISES = [*entries("What is promised"), *entries("The local page")]


@pytest.mark.parametrize("promise", PROMISES, ids=lambda each: each[:30])
def test_a_promise_names_tests_that_exist(promise: str) -> None:
    shown = promise.split("*Shown by*")[1].split("The gate is not red", maxsplit=1)[0]
    named = re.findall(r"`([^`]+)`", shown)
    assert named
    for name in named:
        assert (TOP / name).is_file() if "/" in name else name in CASES, name


@pytest.mark.parametrize("exclusion", entries("What is not promised"), ids=lambda each: each[:30])
def test_an_exclusion_says_what_to_do(exclusion: str) -> None:
    assert re.search(r"\*To do:\* \w.{20,}", exclusion)


def test_the_lists_are_read() -> None:
    assert len(entries("What is promised")) >= 11
    assert len(entries("The local page")) >= 6
    assert len(entries("What is not promised")) >= 11
