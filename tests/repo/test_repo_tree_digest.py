"""One digest for the same files, on disk and in a commit; another one for any other files."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from tpmcli.repo.git import Git
from tpmcli.repo.gittree import GitTree
from tpmcli.repo.tree_digest import tree_digest
from tpmcli.repo.worktree import WorkTree

Run = Callable[..., str]


@pytest.fixture
def committed(repository: Path, git: Run) -> Path:
    (repository / "docs").mkdir()
    (repository / "a.txt").write_bytes(b"one\n")
    (repository / "docs/b.md").write_bytes(b"# B\n")
    (repository / "docs/caf\u00e9.md").write_bytes(b"accent\n")
    (repository / "run.sh").write_bytes(b"#!/bin/sh\n")
    (repository / ".tpm").mkdir()
    (repository / ".tpm/project.yaml").write_bytes(b"first\n")
    git(repository, "add", "-A")
    git(repository, "commit", "-qm", "one")
    return repository


def on_disk(folder: Path) -> str:
    return tree_digest(WorkTree(str(folder)))


def in_commit(folder: Path, revision: str = "HEAD", prefix: str = "") -> str:
    with GitTree(Git(str(folder)), revision, prefix) as tree:
        return tree_digest(tree)


def test_a_clean_checkout_has_the_digest_of_its_commit(committed: Path) -> None:
    found = on_disk(committed)
    assert found == in_commit(committed)
    assert found.startswith("t1:")
    assert len(found) == 3 + 64


def _edit(folder: Path, git: Run) -> None:
    (folder / "a.txt").write_bytes(b"two\n")


def _add(folder: Path, git: Run) -> None:
    (folder / "new.txt").write_bytes(b"new\n")
    git(folder, "add", "new.txt")


def _add_later(folder: Path, git: Run) -> None:
    (folder / "new.txt").write_bytes(b"new\n")
    git(folder, "add", "-N", "new.txt")


def _delete(folder: Path, git: Run) -> None:
    (folder / "a.txt").unlink()


def _rename(folder: Path, git: Run) -> None:
    git(folder, "mv", "a.txt", "c.txt")


def _executable(folder: Path, git: Run) -> None:
    path = folder / "run.sh"
    path.chmod(path.stat().st_mode | stat.S_IXUSR | stat.S_IXGRP | stat.S_IXOTH)


def _link(folder: Path, git: Run) -> None:
    (folder / "a.txt").unlink()
    (folder / "a.txt").symlink_to("run.sh")


def _odd_name(folder: Path, git: Run) -> None:
    (folder / "line\nfeed.md").write_bytes(b"x\n")
    git(folder, "add", "-A")
    (folder / "line\nfeed.md").write_bytes(b"y\n")


def _crlf_attribute(folder: Path, git: Run) -> None:
    (folder / ".gitattributes").write_bytes(b"*.txt text\n")
    git(folder, "add", ".gitattributes")
    (folder / "a.txt").write_bytes(b"two\r\nthree\r\n")


@pytest.mark.parametrize(
    "change",
    [
        _edit,
        _add,
        _add_later,
        _delete,
        _rename,
        pytest.param(
            _executable, marks=pytest.mark.skipif(os.name == "nt", reason="no mode bits there")
        ),
        pytest.param(_link, marks=pytest.mark.skipif(os.name == "nt", reason="needs a right")),
        pytest.param(_odd_name, marks=pytest.mark.skipif(os.name == "nt", reason="no such name")),
        _crlf_attribute,
    ],
)
def test_every_change_shows_and_is_what_the_commit_will_have(
    committed: Path, git: Run, change: Callable[[Path, Run], None]
) -> None:
    before = on_disk(committed)
    change(committed, git)
    changed = on_disk(committed)
    assert changed != before
    git(committed, "add", "-A")
    assert on_disk(committed) == changed
    git(committed, "commit", "-qm", "two")
    assert on_disk(committed) == changed == in_commit(committed)
    assert in_commit(committed, "HEAD~1") == before


def test_looking_changes_nothing_in_git(committed: Path) -> None:
    index = (committed / ".git/index").read_bytes()
    objects = sorted(path for path in (committed / ".git").rglob("*") if path.is_file())
    (committed / "a.txt").write_bytes(b"changed\n")
    on_disk(committed)
    assert (committed / ".git/index").read_bytes() == index
    assert sorted(p for p in (committed / ".git").rglob("*") if p.is_file()) == objects


def test_what_leaves_the_digest_alone(committed: Path, git: Run) -> None:
    before = on_disk(committed)
    (committed / ".tpm/project.yaml").write_bytes(b"second\n")
    (committed / "untracked.txt").write_bytes(b"x\n")
    os.utime(committed / "a.txt", (1, 1))
    assert on_disk(committed) == before
    git(committed, "add", ".tpm")
    git(committed, "commit", "-qm", "record")
    assert on_disk(committed) == before == in_commit(committed)
    # A clone with other line ends on disk holds the same content.
    clone = committed.parent / "clone"
    git(committed.parent, "clone", "-q", "-c", "core.autocrlf=true", "repository", "clone")
    assert (clone / "a.txt").read_bytes() == b"one\r\n"
    os.utime(clone / "a.txt", (1, 1))
    assert on_disk(clone) == before


def test_a_folder_of_a_repository_counts_alone(committed: Path, git: Run) -> None:
    before = on_disk(committed / "docs")
    assert before == in_commit(committed, prefix="docs") != on_disk(committed)
    (committed / "a.txt").write_bytes(b"changed\n")
    assert on_disk(committed / "docs") == before
    (committed / "docs/b.md").write_bytes(b"changed\n")
    assert on_disk(committed / "docs") != before
    git(committed, "commit", "-qam", "both")
    assert on_disk(committed / "docs") == in_commit(committed, prefix="docs")


def test_a_conflict_has_a_digest_that_no_commit_has(committed: Path, git: Run) -> None:
    git(committed, "checkout", "-qb", "other")
    (committed / "a.txt").write_bytes(b"theirs\n")
    git(committed, "commit", "-qam", "theirs")
    git(committed, "checkout", "-q", "main")
    (committed / "a.txt").write_bytes(b"ours\n")
    git(committed, "commit", "-qam", "ours")
    with pytest.raises(AssertionError):
        git(committed, "merge", "-q", "other")
    assert on_disk(committed) not in {in_commit(committed), in_commit(committed, "other")}


def test_a_submodule_at_another_commit_shows(committed: Path, git: Run) -> None:
    inner = committed.parent / "inner"
    inner.mkdir()
    git(inner, "init", "-q", "-b", "main")
    (inner / "x").write_bytes(b"1\n")
    git(inner, "add", "x")
    git(inner, "commit", "-qm", "1")
    git(committed, "submodule", "--quiet", "add", str(inner), "sub")
    git(committed, "commit", "-qm", "sub")
    before = on_disk(committed)
    assert before == in_commit(committed)
    (committed / "sub/x").write_bytes(b"2\n")
    assert on_disk(committed) == before
    git(committed / "sub", "commit", "-qam", "2")
    assert on_disk(committed) != before


@pytest.mark.skipif(os.name == "nt", reason="the filter is a shell script")
def test_no_filter_of_the_repository_is_run(committed: Path, git: Run) -> None:
    trace = committed.parent / "ran"
    program = committed.parent / "clean.sh"
    program.write_text(f"#!/bin/sh\necho ran >> '{trace}'\ncat\n", encoding="utf-8")
    program.chmod(0o755)
    git(committed, "config", "filter.odd.clean", str(program))
    git(committed, "config", "filter.odd.required", "true")
    (committed / ".git/info").mkdir(exist_ok=True)
    (committed / ".git/info/attributes").write_text("*.txt filter=odd\n", encoding="utf-8")
    before = on_disk(committed)
    (committed / "a.txt").write_bytes(b"changed\n")
    assert on_disk(committed) != before
    assert not trace.exists()


def test_a_file_kept_in_lfs_counts_as_its_pointer(committed: Path, git: Run) -> None:
    content = b"a large picture\n" * 20
    pointer = (
        f"version https://git-lfs.github.com/spec/v1\n"
        f"oid sha256:{hashlib.sha256(content).hexdigest()}\nsize {len(content)}\n"
    )
    (committed / "picture.png").write_text(pointer, encoding="utf-8")
    git(committed, "add", "-A")
    git(committed, "commit", "-qm", "pointer")
    (committed / "picture.png").write_bytes(content)
    assert on_disk(committed) != in_commit(committed)
    git(committed, "config", "filter.lfs.clean", "git-lfs clean -- %f")
    assert on_disk(committed) == in_commit(committed)
    (committed / "picture.png").write_bytes(content + b"more")
    assert on_disk(committed) != in_commit(committed)


def test_without_git_every_file_counts(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/a.md").write_bytes(b"one\n")
    before = on_disk(tmp_path)
    (tmp_path / ".tpm").mkdir()
    (tmp_path / ".tpm/project.yaml").write_bytes(b"x\n")
    assert on_disk(tmp_path) == before
    (tmp_path / "docs/a.md").write_bytes(b"two\n")
    assert on_disk(tmp_path) != before
    (tmp_path / "docs/a.md").write_bytes(b"one\r\n")
    assert on_disk(tmp_path) == before
    (tmp_path / "docs/a.md").rename(tmp_path / "docs/b.md")
    assert on_disk(tmp_path) != before


def test_another_kind_of_tree_has_no_digest() -> None:
    with pytest.raises(TypeError):
        tree_digest(object())  # type: ignore[arg-type]
