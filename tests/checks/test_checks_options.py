"""What a person may get wrong in a check."""

from __future__ import annotations

import pytest
from checks_world import check

from tpmcli.checks.base import CannotRunError
from tpmcli.checks.changelog import names_version, version_of
from tpmcli.checks.data_paths import split_path
from tpmcli.model.facts import CheckOutcome
from tpmcli.model.tree import EntryKind, TreeEntry


@pytest.mark.parametrize(
    ("path", "parts"),
    [
        ("license", ["license"]),
        ("a.b.c", ["a", "b", "c"]),
        ("a[0].b", ["a", 0, "b"]),
        ("a[0][1]", ["a", 0, 1]),
        ("[2]", [2]),
        ('"a.b".c', ["a.b", "c"]),
        ("a['b.c'][0]", ["a", "b.c", 0]),
        ("list.0", ["list", "0"]),
        ("tool.ruff.line-length", ["tool", "ruff", "line-length"]),
    ],
)
def test_places_in_data(path: str, parts: list[str | int]) -> None:
    assert split_path(path) == parts


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("a.", "it ends with a dot"),
        (".a", "a part of it is empty"),
        ("a..b", "a part of it is empty"),
        ('"a', "a quote is not closed"),
        ("a['b'", "a bracket is not closed"),
        ("a[x]", "brackets hold an index, such as [0], or a key in quotes"),
        ("a[0", "brackets hold an index, such as [0], or a key in quotes"),
        ("a[-1]", "brackets hold an index, such as [0], or a key in quotes"),
        ("a[0]b", "'b' where a dot or a bracket should stand"),
        (".".join("a" * 101), "needs 1 to 100 parts"),
    ],
)
def test_places_that_make_no_sense(path: str, reason: str) -> None:
    with pytest.raises(CannotRunError) as caught:
        split_path(path)
    assert caught.value.message.endswith(f": {reason}")


@pytest.mark.parametrize(
    ("tag", "version"),
    [
        ("v1.2.3", "1.2.3"),
        ("1.2", "1.2"),
        ("V2.0.0-rc.1", "2.0.0-rc.1"),
        ("v1.0.0+build.5", "1.0.0+build.5"),
        ("release-2024.11", "2024.11"),
        ("release/1.2.3", "1.2.3"),
        ("@shop/web@1.4.0", "1.4.0"),
        ("api-v0.9.0", "0.9.0"),
        ("3.13.0a1", "3.13.0a1"),
        ("v3", ""),
        ("nightly", ""),
        ("2026-11-22", ""),
    ],
)
def test_versions_of_tags(tag: str, version: str) -> None:
    assert version_of(tag) == version


@pytest.mark.parametrize(
    ("title", "named"),
    [
        ("[1.2.3] - 2026-11-20", True),
        ("v1.2.3", True),
        ("Version 1.2.3.", True),
        ("1.2.3 / 2026-11-20", True),
        ("Shop 1.2.3: refunds", True),
        ("1.2.30", False),
        ("11.2.3", False),
        ("1.2.3-rc.1", False),
        ("1.2.3.4", False),
        ("0.1.2.3", False),
        ("1.2.3rc1", False),
        ("from 1.2.30 to 1.2.3", True),
    ],
)
def test_titles_that_name_a_version(title: str, named: bool) -> None:
    assert names_version(title, "1.2.3") is named


def test_an_unreadable_file_that_would_be_enough_is_no_fail() -> None:
    files: dict[str, bytes | TreeEntry] = {
        "docs/a.md": b"# A\n\nText.\n",
        "docs/b.md": TreeEntry(EntryKind.SYMLINK),
    }
    result = check("file", {"glob": "docs/*.md", "min-count": 2}, files)
    assert result.outcome == CheckOutcome.COULD_NOT_RUN
    assert result.message == (
        "docs/*.md (2 files): 1 valid, needs 2; "
        "docs/b.md is a symbolic link; only regular files are read"
    )


def test_too_few_sound_files_is_a_fail() -> None:
    files = {"docs/a.md": b"# A\n\nText.\n", "docs/b.md": b"# B\n\nText.\n"}
    result = check("file", {"glob": "docs/*.md", "min-count": 3}, files)
    assert result.outcome == CheckOutcome.FAIL
    assert result.message == "docs/*.md (2 files): 2 valid, needs 3"
