"""Paths as typed, seen from the folder that holds `.tpm/`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tpmcli.repo.path_arguments import from_root


@pytest.mark.parametrize(
    ("folder", "typed", "expected"),
    [
        (".", "docs/a.md", "docs/a.md"),
        (".", "./docs/a.md", "docs/a.md"),
        (".", "docs/x/../a.md", "docs/a.md"),
        (".", "docs/a.md#goals", "docs/a.md#goals"),
        (".", "../a.md", "../a.md"),
        ("docs", "a.md", "docs/a.md"),
        ("docs", "../a.md#goals", "a.md#goals"),
        ("docs", "../../a.md", "../a.md"),
        ("docs", "/etc/passwd", "/etc/passwd"),
        ("docs", "..\\a.md", "..\\a.md"),
        ("docs", "", ""),
    ],
)
def test_typed_paths_are_made_relative_to_the_repository(
    tmp_path: Path, folder: str, typed: str, expected: str
) -> None:
    (tmp_path / "docs").mkdir()
    assert from_root(str(tmp_path), str(tmp_path / folder), typed) == expected
