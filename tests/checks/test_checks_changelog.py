"""Entries of change logs: those that an independent reader finds, and no others."""

from __future__ import annotations

import random
from importlib import import_module
from typing import Any

import pytest

from tpmcli.checks.changelog import entries
from tpmcli.text.headings import headings

to_dict: Any = import_module("keepachangelog").to_dict


def theirs(text: str) -> set[str]:
    return set(to_dict(text.splitlines(keepends=True)))


def ours(text: str, versions: set[str]) -> set[str]:
    found = headings(text)
    return {version for version in versions if entries(found, version)}


SECTIONS = ("Added", "Changed", "Fixed", "Removed", "Security")


def made_up(dice: random.Random) -> tuple[str, set[str]]:
    """A change log as https://keepachangelog.com has it, and versions it may or may not have."""
    ends = ("", "", "-rc.1")
    versions = {
        f"{dice.randint(0, 3)}.{dice.randint(0, 12)}.{dice.randint(0, 12)}{dice.choice(ends)}"
        for _ in range(dice.randint(1, 8))
    }
    lines = ["# Changelog", "", "## [Unreleased]", "", "### Added", "", "- Since 9.9.9", ""]
    for version in sorted(versions, reverse=True):
        title = dice.choice((f"[{version}]", version, f"[v{version}]"))
        lines += [f"## {title} - 2026-{dice.randint(10, 12)}-{dice.randint(10, 28)}", ""]
        for section in dice.sample(SECTIONS, dice.randint(1, 3)):
            lines += [f"### {section}", "", f"- Upgraded from {dice.randint(1, 9)}.0.1", ""]
    lines += [f"[{version}]: https://example.com/{version}" for version in versions]
    return "\n".join(lines) + "\n", versions


def test_the_entries_are_those_of_another_reader() -> None:
    dice = random.Random(16)
    compared = 0
    for _ in range(300):
        text, versions = made_up(dice)
        wanted = versions | {"9.9.9", "1.0.1", "0.0.0", *(f"{each}.1" for each in versions)}
        expected = {each.removeprefix("v") for each in theirs(text)}
        assert ours(text, wanted) == expected & wanted, text
        assert versions == expected
        compared += len(expected)
    assert compared > 1_000


@pytest.mark.parametrize(
    "title",
    [
        "1.2.0",
        "[1.2.0] - 2026-11-20",
        "v1.2.0 (2026-11-20)",
        "Version 1.2.0",
        "Release 1.2.0 \u201cOwl\u201d",
        "@shop/api@1.2.0",
        "Release notes for 1.2.0",
        "What is new in 1.2.0",
        "1.2.0: upgrading takes an hour",
        "[1.2.0](https://example.com/compare/v1.1.0...v1.2.0)",
    ],
)
def test_a_heading_that_names_the_version_is_its_entry(title: str) -> None:
    assert entries(headings(f"# Changes\n\n## {title}\n\n- x\n"), "1.2.0")


@pytest.mark.parametrize(
    "title",
    [
        "Upgrading from 1.2.0",
        "Migrating to 1.2.0",
        "Changes since 1.2.0",
        "1.3.0, compatible with 1.2.0",
        "1.3.0 and 1.2.0",
        "1.2.0-rc.1",
        "11.2.0",
        "[1.3.0](https://example.com/compare/v1.2.0...v1.3.0)",
        "Requires 1.2.0",
        "Before 1.2.0",
    ],
)
def test_a_heading_about_something_else_is_none(title: str) -> None:
    assert not entries(headings(f"# Changes\n\n## {title}\n\n- x\n"), "1.2.0")
