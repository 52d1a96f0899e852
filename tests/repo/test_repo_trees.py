"""Both trees give the same answers for the same files."""

from __future__ import annotations

import os
import shutil
import socket
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from problem_data import flaws
from tpmcli.model.errors import InvalidInputError, StorageError
from tpmcli.model.problem import Flaw
from tpmcli.model.tree import EntryKind, TreeEntry
from tpmcli.repo import disk
from tpmcli.repo.content import FileTree, normalise, normalised_chunks
from tpmcli.repo.git import Git, open_git
from tpmcli.repo.gittree import GitTree
from tpmcli.repo.worktree import WorkTree

Run = Callable[..., str]

FILES = {
    "README.md": b"# Hello\n",
    "docs/prd.md": b"one\ntwo\n",
    "docs/crlf.md": b"one\r\ntwo\r\n",
    "docs/binary.bin": b"\0\r\n\xff",
    "docs/late-nul.txt": b"a\r\n" * 3000 + b"\0\r\n",
    "docs/empty.md": b"",
    "docs/Case.md": b"case\n",
    "docs/with space.md": b"space\n",
    "docs/line\nfeed \"quoted\" 'x'.md": b"odd\n",
    "docs/*.md": b"star\n",
    "docs/[a].md": b"set\n",
    "docs/caf\u00e9.md": b"nfc\n",
    "docs/cafe\u0301-nfd.md": b"nfd\n",
    "docs/\u0645\u062e\u0637\u0637 🚀.md": b"rtl\n",
    "-rf": b"dash\n",
    ":(glob)x": b"magic\n",
    "run.sh": b"#!/bin/sh\n",
    "big.txt": b"0123456789\n" * 200_000,
}
BYTES_NAME = os.fsdecode(b"docs/\xff\xfe.md")

# Paths asked for, and what every tree must say.
ENTRIES: dict[str, TreeEntry | None] = {
    **{name: TreeEntry(EntryKind.FILE, len(content)) for name, content in FILES.items()},
    BYTES_NAME: TreeEntry(EntryKind.FILE, 4),
    "docs": TreeEntry(EntryKind.DIRECTORY),
    "missing.md": None,
    "docs/missing.md": None,
    "README.md/x": None,
    "Docs/prd.md": None,
    "docs/case.md": None,
    "DOCS": None,
    "docs/cafe\u0301.md": None,
    "docs/caf\u00e9-nfd.md": None,
    "link-file": TreeEntry(EntryKind.SYMLINK),
    "link-out": TreeEntry(EntryKind.SYMLINK),
    "link-loop": TreeEntry(EntryKind.SYMLINK),
    "link-folder": TreeEntry(EntryKind.SYMLINK),
    "link-folder/prd.md": TreeEntry(EntryKind.SYMLINK),
    "link-outside/passwd": TreeEntry(EntryKind.SYMLINK),
    "sub": TreeEntry(EntryKind.SUBMODULE),
    "sub/inner.md": TreeEntry(EntryKind.SUBMODULE),
    "": None,
    "..": None,
    "../secret": None,
    "docs/../README.md": None,
    "x\0y": None,
}


def build(folder: Path, git: Run) -> Path:
    """A repository with every kind of thing in it, committed below ``app/``."""
    inner = folder / "inner"
    repository = folder / "repository"
    for new in (inner, repository):
        new.mkdir()
        git(new, "init", "-q", "-b", "main")
    (inner / "inner.md").write_text("inner\n")
    git(inner, "add", "-A")
    git(inner, "commit", "-qm", "inner")
    root = repository / "app"
    for name, content in {**FILES, BYTES_NAME: b"\xff\n\r\n"}.items():
        path = os.path.join(root, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(content)
    (folder / "secret").write_text("secret\n")
    (root / "run.sh").chmod(0o755)
    (root / "link-file").symlink_to("README.md")
    (root / "link-out").symlink_to("../../secret")
    (root / "link-loop").symlink_to("link-loop")
    (root / "link-folder").symlink_to("docs")
    (root / "link-outside").symlink_to("/etc")
    git(repository, "submodule", "--quiet", "add", str(inner), "app/sub")
    (repository / "outside-app.md").write_text("not below the root\n")
    git(repository, "add", "-A")
    git(repository, "commit", "-qm", "all")
    return root


@pytest.fixture
def project(tmp_path: Path, git: Run) -> Path:
    """A project to change."""
    return build(tmp_path, git)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory, git: Run) -> Path:
    """The same project, to look at: as clone without a work tree, as second work tree, without
    git."""
    folder = tmp_path_factory.mktemp("shared")
    repository = build(folder, git).parent
    git(folder, "clone", "-q", "--bare", str(repository), "bare.git")
    git(repository, "worktree", "add", "-q", str(folder / "second"))
    git(folder / "second", "submodule", "--quiet", "update", "--init")
    shutil.copytree(
        repository, folder / "plain", symlinks=True, ignore=shutil.ignore_patterns(".git")
    )
    return folder


TREES = ["work", "as-on-windows", "wanted", "plain", "git", "bare", "worktree", "worktree-objects"]


@pytest.fixture(scope="module", params=TREES)
def tree(request: pytest.FixtureRequest, shared: Path) -> Iterator[FileTree]:
    """The same files as each kind of tree, from each kind of repository."""
    app = shared / "repository" / "app"
    if request.param == "work":
        yield WorkTree(str(app))
    elif request.param == "as-on-windows":
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(disk, "_STEPWISE", False)
            patch.setattr(disk, "_IGNORES_CASE", True)
            yield WorkTree(str(app))
    elif request.param == "wanted":
        yield WorkTree(str(app), wanted=list(ENTRIES))
    elif request.param == "plain":
        yield WorkTree(str(shared / "plain" / "app"))
    elif request.param == "worktree":
        yield WorkTree(str(shared / "second" / "app"))
    else:
        folder, commit = {
            "git": (app, "HEAD"),
            "bare": (shared / "bare.git", "main"),
            "worktree-objects": (shared / "second" / "app", "HEAD"),
        }[request.param]
        with GitTree(Git(str(folder)), commit, "app/") as found:
            yield found


@pytest.mark.parametrize("path", list(ENTRIES), ids=ascii)
def test_every_tree_says_the_same(
    tree: FileTree, path: str, request: pytest.FixtureRequest
) -> None:
    expected = ENTRIES[path]
    found = tree.entry(path)
    without_git = isinstance(tree, WorkTree) and open_git(tree.root) is None
    if without_git and path.startswith("sub"):
        # Without git a submodule is a folder with files like others.
        assert found is not None
        return
    if found is not None and found.kind is not EntryKind.FILE:
        found = found._replace(size=0, tracked=True)
    assert found == expected


def test_every_tree_reads_the_same(tree: FileTree) -> None:
    for path, content in FILES.items():
        expected = normalise(content)
        assert tree.read(path, 10_000_000) == expected
        assert b"".join(tree.chunks(path)) == expected
    assert tree.read(BYTES_NAME, 10) == b"\xff\n\n"
    assert tree.read("docs/crlf.md", 100) == b"one\ntwo\n"
    assert tree.read("docs/binary.bin", 100) == b"\0\r\n\xff"
    assert tree.read("docs/late-nul.txt", 100_000) == b"a\n" * 3000 + b"\0\n"


def test_the_limit_counts_what_git_would_store(tree: FileTree) -> None:
    assert tree.read("docs/crlf.md", 8) == b"one\ntwo\n"
    for path, limit in (("docs/crlf.md", 7), ("big.txt", 10), ("README.md", 0)):
        with pytest.raises(ValueError, match=f"{path} is larger than {limit} bytes"):
            tree.read(path, limit)
    assert tree.read("docs/empty.md", 0) == b""
    # A read that was cut off does not disturb the next.
    assert tree.read("README.md", 100) == b"# Hello\n"


@pytest.mark.parametrize(
    "path",
    [
        "missing.md",
        "docs",
        "link-file",
        "link-out",
        "link-loop",
        "link-folder/prd.md",
        "link-outside/passwd",
        "sub",
        "README.md/x",
        "../secret",
        "docs/../README.md",
        "./README.md",
        "docs//prd.md",
        "",
        "x\0y",
    ],
    ids=ascii,
)
def test_no_tree_reads_what_is_no_file(tree: FileTree, path: str) -> None:
    with pytest.raises(FileNotFoundError):
        tree.read(path, 100)
    with pytest.raises(FileNotFoundError):
        tree.chunks(path)


def test_every_tree_lists_the_same(tree: FileTree) -> None:
    # Without git a submodule is a folder with files like others.
    inner = [] if not isinstance(tree, WorkTree) or open_git(tree.root) else ["sub/inner.md"]
    assert tree.files() == sorted([*FILES, BYTES_NAME, *inner])


def test_untracked_files_are_there_but_not_tracked(project: Path) -> None:
    (project / "new.md").write_text("new\n")
    (project / "nested").mkdir()
    (project / "nested" / "x.md").write_text("x\n")
    for tree in (WorkTree(str(project)), WorkTree(str(project), wanted=["new.md", "README.md"])):
        assert tree.entry("new.md") == TreeEntry(EntryKind.FILE, 4, tracked=False)
        assert tree.entry("nested") == TreeEntry(EntryKind.DIRECTORY, tracked=False)
        assert tree.entry("README.md") == TreeEntry(EntryKind.FILE, 8)
        assert "new.md" not in tree.files()
        assert tree.read("new.md", 10) == b"new\n"


def test_added_to_the_index_is_enough(project: Path, git: Run) -> None:
    (project / "new.md").write_text("new\n")
    git(project, "add", "new.md")
    (project / "docs" / "prd.md").unlink()
    (project / "run.sh").unlink()
    (project / "run.sh").mkdir()
    tree = WorkTree(str(project))
    assert tree.entry("new.md") == TreeEntry(EntryKind.FILE, 4)
    assert tree.entry("docs/prd.md") is None
    assert tree.entry("run.sh") == TreeEntry(EntryKind.DIRECTORY, tracked=False)
    assert "new.md" in tree.files()
    assert "docs/prd.md" not in tree.files()
    assert "run.sh" not in tree.files()


def test_a_tracked_folder_that_became_a_link(project: Path, tmp_path: Path) -> None:
    (project / "docs").rename(tmp_path / "moved")
    (project / "docs").symlink_to(tmp_path / "moved")
    tree = WorkTree(str(project))
    assert tree.entry("docs/prd.md") == TreeEntry(EntryKind.SYMLINK)
    assert "docs/prd.md" not in tree.files()
    with pytest.raises(FileNotFoundError):
        tree.read("docs/prd.md", 100)


def test_the_merge_that_was_left_half_done(repository: Path, git: Run) -> None:
    (repository / "a.md").write_text("base\n")
    git(repository, "add", "-A")
    git(repository, "commit", "-qm", "base")
    git(repository, "checkout", "-qb", "other")
    (repository / "a.md").write_text("other\n")
    git(repository, "commit", "-qam", "other")
    git(repository, "checkout", "-q", "main")
    (repository / "a.md").write_text("mine\n")
    git(repository, "commit", "-qam", "mine")
    with pytest.raises(AssertionError):
        git(repository, "merge", "-q", "other")
    assert WorkTree(str(repository)).files() == ["a.md"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no named pipes in folders")
def test_special_files_are_never_opened(project: Path) -> None:
    os.mkfifo(project / "pipe")
    with socket.socket(socket.AF_UNIX) as listener:
        here = os.getcwd()
        os.chdir(project)
        try:
            listener.bind("socket")
        finally:
            os.chdir(here)
        tree = WorkTree(str(project))
        start = time.perf_counter()
        for name in ("pipe", "socket"):
            entry = tree.entry(name)
            assert entry is not None
            assert entry.kind is EntryKind.OTHER
            with pytest.raises(FileNotFoundError):
                tree.read(name, 100)
        assert time.perf_counter() - start < 1


def test_a_nested_repository_is_not_ours(project: Path, git: Run) -> None:
    (project / "nested").mkdir()
    git(project / "nested", "init", "-q")
    (project / "nested" / "x.md").write_text("x\n")
    assert WorkTree(str(project)).entry("nested/x.md") == TreeEntry(EntryKind.SUBMODULE)


def test_a_submodule_is_a_repository_of_its_own(project: Path) -> None:
    assert WorkTree(str(project / "sub")).entry("inner.md") == TreeEntry(EntryKind.FILE, 6)
    with GitTree(Git(str(project / "sub")), "HEAD") as tree:
        assert tree.files() == ["inner.md"]
        assert tree.read("inner.md", 10) == b"inner\n"


def test_a_file_system_that_ignores_case(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stands in for macOS and Windows: the system finds a name in any case."""
    real = os.lstat

    def find(path: str) -> os.stat_result:
        folder, name = os.path.split(path)
        for other in os.listdir(folder):
            if other.casefold() == name.casefold():
                return real(os.path.join(folder, other))
        return real(path)

    monkeypatch.setattr("tpmcli.repo.disk.os.lstat", find)
    tree = WorkTree(str(project))
    assert tree.entry("docs/case.md") is None
    assert tree.entry("docs/Case.md") == TreeEntry(EntryKind.FILE, 5)
    (project / "New.md").write_text("x")
    assert WorkTree(str(project)).entry("new.md") is None
    assert WorkTree(str(project)).entry("New.md") == TreeEntry(EntryKind.FILE, 1, tracked=False)


@pytest.fixture
def git_calls(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What git is asked from now on."""
    calls = []
    real = Git.output

    def count(self: Git, *args: str, **more: Any) -> bytes:
        calls.append(args[0])
        return real(self, *args, **more)

    monkeypatch.setattr(Git, "output", count)
    return calls


def test_git_is_asked_once(project: Path, git_calls: list[str]) -> None:
    tree = WorkTree(str(project), wanted=["README.md", "docs/prd.md"])
    assert git_calls == []
    tree.entry("README.md")
    tree.read("docs/prd.md", 100)
    tree.entry("missing.md")
    tree.files()
    assert git_calls == ["ls-files"]
    with GitTree(Git(str(project)), "HEAD", "app") as objects:
        for path in objects.files():
            objects.read(path, 10_000_000)
    assert git_calls == ["ls-files", "ls-tree"]


def test_a_large_index_is_listed_whole_only_when_needed(
    project: Path, git_calls: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tpmcli.repo.worktree._SMALL_INDEX", 0)
    tree = WorkTree(str(project), wanted=["README.md", "docs/prd.md"])
    tree.entry("README.md")
    tree.entry("docs/prd.md")
    tree.read("docs/prd.md", 100)
    assert git_calls == ["ls-files"]
    tree.entry("missing.md")
    tree.files()
    tree.entry("docs/missing.md")
    assert git_calls == ["ls-files", "ls-files"]


def test_nothing_is_written(project: Path, git: Run) -> None:
    def state() -> list[tuple[str, int, int]]:
        return sorted(
            (str(path), path.lstat().st_mtime_ns, path.lstat().st_ino)
            for path in project.parent.rglob("*")
        )

    # An index whose times are older than its files is one that git likes to refresh.
    os.utime(project / "README.md")
    before = state()
    tree = WorkTree(str(project))
    assert tree.files()
    tree.read("README.md", 100)
    with GitTree(Git(str(project)), "HEAD", "app") as objects:
        objects.read("README.md", 100)
    assert state() == before


def test_hooks_and_monitors_do_not_run(project: Path, git: Run, tmp_path: Path) -> None:
    canary = tmp_path / "canary"
    program = tmp_path / "run.sh"
    program.write_text(f"#!/bin/sh\ntouch {canary}\n")
    program.chmod(0o755)
    for key in ("core.fsmonitor", "core.pager", "core.sshCommand", "diff.external"):
        git(project, "config", key, str(program))
    git(project, "config", "filter.evil.smudge", str(program))
    git(project, "config", "filter.evil.clean", str(program))
    git(project, "config", "filter.evil.process", str(program))
    (project / ".gitattributes").write_text("* filter=evil\n")
    assert WorkTree(str(project)).files()
    with GitTree(Git(str(project)), "HEAD", "app") as tree:
        assert tree.read("README.md", 100) == b"# Hello\n"
    assert not canary.exists()


def test_replacement_objects_have_no_say(project: Path, git: Run) -> None:
    real = git(project, "rev-parse", "HEAD:app/README.md")
    fake = git(project, "hash-object", "-w", "run.sh")
    git(project, "replace", real, fake)
    with GitTree(Git(str(project)), "HEAD", "app") as tree:
        assert tree.read("README.md", 100) == b"# Hello\n"


def test_a_folder_that_is_not_in_the_tree_is_empty(project: Path) -> None:
    for prefix in ("nothing", "app/README.md", "app/link-folder"):
        with GitTree(Git(str(project)), "HEAD", prefix) as tree:
            assert tree.files() == []
            assert tree.entry("prd.md") is None


def test_an_unknown_revision(project: Path) -> None:
    with pytest.raises(InvalidInputError) as caught:
        GitTree(Git(str(project)), "nowhere")
    assert flaws(caught.value.problems) == [(Flaw.REVISION_UNKNOWN, "tree", "nowhere")]


def test_an_object_that_is_lost(project: Path, git: Run) -> None:
    lost = git(project, "rev-parse", "HEAD:app/README.md")
    stored = project.parent / ".git" / "objects" / lost[:2] / lost[2:]
    with GitTree(Git(str(project)), "HEAD", "app") as tree:
        tree.files()
        stored.chmod(0o644)
        stored.unlink()
        with pytest.raises(StorageError, match=r"cannot read the content of README\.md"):
            tree.read("README.md", 100)


def test_one_file_after_the_other(project: Path) -> None:
    with GitTree(Git(str(project)), "HEAD", "app") as tree:
        first = tree.chunks("big.txt")
        next(first)
        assert tree.read("README.md", 100) == b"# Hello\n"
        with pytest.raises(RuntimeError, match=r"while big\.txt was read"):
            list(first)
        assert tree.read("README.md", 100) == b"# Hello\n"


@pytest.mark.parametrize("size", [1, 2, 3, 7, 8000, 100_000])
@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\r",
        b"\r\n",
        b"\r\r\n\n\r",
        b"a\r\n" * 5000,
        b"a\r\n" * 5000 + b"\0\r\n\r",
        b"\0a\r\n" * 5000,
        b"x" * 7999 + b"\0\r\n" * 9,
        b"x" * 8000 + b"\0\r\n" * 9,
    ],
    ids=range(9),
)
def test_pieces_are_normalised_like_the_whole(content: bytes, size: int) -> None:
    raw = (content[at : at + size] for at in range(0, len(content), size))
    assert b"".join(normalised_chunks(raw)) == normalise(content)
