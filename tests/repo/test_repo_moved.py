"""Where evidence went: the same content elsewhere, searched for within bounds."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tpmcli.repo import moved
from tpmcli.repo.evidence import inspect_evidence
from tpmcli.repo.moved import find_moved
from tpmcli.repo.worktree import WorkTree

Run = Callable[..., str]

DOCUMENT = b"# Spike\n\n## Result\n\nIt holds.\n\n## More\n\nText.\n"


def find(tree: WorkTree, target: str, digests: frozenset[str]) -> str:
    return find_moved(tree, {target: digests}).get(target, "")


def digest(folder: Path, target: str) -> frozenset[str]:
    return frozenset({inspect_evidence(WorkTree(str(folder)), [target])[target].sha256})


def test_same_content_is_found_first_under_the_same_name(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "z").mkdir()
    (tmp_path / "old.md").write_bytes(DOCUMENT)
    whole, part = digest(tmp_path, "old.md"), digest(tmp_path, "old.md#result")
    (tmp_path / "old.md").unlink()
    tree = WorkTree(str(tmp_path))
    assert find(tree, "old.md", whole) == ""
    (tmp_path / "a/other.md").write_bytes(DOCUMENT)
    (tmp_path / "a/other.txt").write_bytes(DOCUMENT)
    assert find(WorkTree(str(tmp_path)), "old.md", whole) == "a/other.md"
    (tmp_path / "z/old.md").write_bytes(DOCUMENT.replace(b"\n", b"\r\n"))
    tree = WorkTree(str(tmp_path))
    assert find(tree, "old.md", whole) == "z/old.md"
    assert find(tree, "old.md#result", part) == "z/old.md#result"
    assert find(tree, "old.md#gone", whole) == ""
    assert find(tree, "old.md", frozenset()) == ""
    # Nothing with an empty file, a link or another extension.
    assert find(tree, "old.pdf", whole) == ""


def test_untracked_and_empty_files_are_none(repository: Path, git: Run) -> None:
    (repository / "new.md").write_bytes(DOCUMENT)
    (repository / "empty.md").write_bytes(b"")
    wanted = frozenset({*digest(repository, "new.md"), *digest(repository, "empty.md")})
    assert find(WorkTree(str(repository)), "old.md", wanted) == ""
    git(repository, "add", "-A")
    assert find(WorkTree(str(repository)), "old.md", wanted) == "new.md"


def test_the_search_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in "abcdef":
        (tmp_path / f"{name}.md").write_bytes(name.encode() * 100)
    wanted = digest(tmp_path, "f.md")
    assert find(WorkTree(str(tmp_path)), "old.md", wanted) == "f.md"
    monkeypatch.setattr(moved, "MOST_BYTES", 599)
    assert find(WorkTree(str(tmp_path)), "old.md", wanted) == ""
    monkeypatch.setattr(moved, "MOST_BYTES", 600)
    assert find(WorkTree(str(tmp_path)), "old.md", wanted) == "f.md"
    monkeypatch.setattr(moved, "MOST_FILES", 5)
    assert find(WorkTree(str(tmp_path)), "old.md", wanted) == ""
    monkeypatch.setattr(moved, "MOST_FILES", 6)
    monkeypatch.setattr(moved, "LARGEST", 99)
    assert find(WorkTree(str(tmp_path)), "old.md", wanted) == ""


def test_many_are_found_with_one_look_at_each_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [f"{number}.md" for number in range(20)]
    lost = {}
    for name in names:
        (tmp_path / name).write_bytes(DOCUMENT + name.encode())
        lost[name] = digest(tmp_path, name)
        lost[f"{name}#result"] = digest(tmp_path, f"{name}#result")
        (tmp_path / name).rename(tmp_path / f"new-{name}")
    reads: list[str] = []
    read = WorkTree.read

    def counting(self: WorkTree, path: str, limit: int) -> bytes:
        reads.append(path)
        return read(self, path, limit)

    monkeypatch.setattr(WorkTree, "read", counting)
    found = find_moved(WorkTree(str(tmp_path)), lost)
    assert {target: found[target] for target in names} == {name: f"new-{name}" for name in names}
    assert set(found) == set(lost)
    assert sorted(reads) == sorted(f"new-{name}" for name in names)
