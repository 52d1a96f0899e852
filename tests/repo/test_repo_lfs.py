"""Pointers to Git LFS: what is one, and which attributes say so."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from tpmcli.model.tree import NotFetchedError
from tpmcli.repo.git import Git
from tpmcli.repo.gittree import GitTree
from tpmcli.repo.lfs import LfsPointer, LfsTree, parse_pointer
from tpmcli.repo.worktree import WorkTree

Run = Callable[..., str]
CONTENT = b"large\r\ncontent\r\n"
OID = sha256(CONTENT).hexdigest()
POINTER = f"version https://git-lfs.github.com/spec/v1\noid sha256:{OID}\nsize {len(CONTENT)}\n"
NAMES = ("top.mp4", "kept/a b.mp4", "kept/not/x.mp4", "kept/\u00e9.mp4", "macro.bin", "self.bin")
IN_LFS = {"top.mp4", "kept/a b.mp4", "kept/\u00e9.mp4", "macro.bin"}
ATTRIBUTES = {
    ".gitattributes": "[attr]big filter=lfs\n*.mp4 filter=lfs\nmacro.bin big\nself.bin filter\n",
    "kept/not/.gitattributes": "*.mp4 -filter\n",
}


def test_a_pointer() -> None:
    assert parse_pointer(POINTER.encode()) == LfsPointer(OID, len(CONTENT))


@pytest.mark.parametrize(
    "text",
    [
        POINTER.replace("sha256:", "md5:"),
        POINTER.replace(OID, OID[:-1]),
        POINTER.replace(OID, OID.upper()),
        POINTER.replace("size 16", "size many"),
        POINTER.replace("size 16\n", ""),
        POINTER.replace("size 16\n", "size 16"),
        POINTER.replace("oid", "ext-0-foo sha256:00\noid"),
        POINTER + "more\n",
        "x" + POINTER,
        POINTER + "\n" * 1024,
    ],
)
def test_what_is_no_pointer_is_content(text: str) -> None:
    assert parse_pointer(text.encode()) is None


@pytest.fixture
def made(repository: Path, git: Run) -> Path:
    for name in NAMES:
        (repository / name).parent.mkdir(parents=True, exist_ok=True)
        (repository / name).write_text(POINTER)
    for name, text in ATTRIBUTES.items():
        (repository / name).write_text(text)
    git(repository, "add", "-A")
    git(repository, "commit", "-qm", "all")
    return repository


def test_the_attributes_of_the_tree_decide(made: Path, git: Run) -> None:
    assert {name for name in NAMES if WorkTree(str(made)).in_lfs(name)} == IN_LFS
    with GitTree(Git(str(made)), "HEAD") as tree:
        assert {name for name in NAMES if tree.in_lfs(name)} == IN_LFS
    with GitTree(Git(str(made)), "HEAD", "kept") as below:
        assert below.in_lfs("a b.mp4")
        assert not below.in_lfs("not/x.mp4")
    # Neither the work tree nor the index nor the repository has a say in a tree of git's.
    (made / ".gitattributes").write_text("* filter=lfs\n")
    git(made, "add", "-A")
    with GitTree(Git(str(made)), "HEAD") as tree:
        assert not tree.in_lfs("self.bin")
    assert WorkTree(str(made)).in_lfs("self.bin")


def test_without_git_nothing_is_in_lfs(tmp_path: Path) -> None:
    (tmp_path / "a.mp4").write_text(POINTER)
    (tmp_path / ".gitattributes").write_text("* filter=lfs\n")
    tree = LfsTree(WorkTree(str(tmp_path)))
    assert tree.read("a.mp4", 1024) == POINTER.encode()


@pytest.mark.parametrize("storage", ["", "elsewhere"])
def test_the_content_is_read_as_if_it_were_checked_out(made: Path, git: Run, storage: str) -> None:
    if storage:
        git(made, "config", "lfs.storage", storage)
    tree = LfsTree(WorkTree(str(made)))
    with pytest.raises(NotFetchedError, match=r"top\.mp4"):
        tree.read("top.mp4", 1024)
    place = made / ".git" / (storage or "lfs") / "objects" / OID[:2] / OID[2:4] / OID
    place.parent.mkdir(parents=True)
    place.write_bytes(CONTENT)
    plain = CONTENT.replace(b"\r\n", b"\n")
    assert tree.read("top.mp4", 1024) == b"".join(tree.chunks("top.mp4")) == plain
    assert tree.read("self.bin", 1024) == POINTER.encode()
    with pytest.raises(ValueError, match="larger than 4 bytes"):
        LfsTree(_Small(WorkTree(str(made)))).read("top.mp4", 4)
    place.write_bytes(CONTENT[:-1])
    with pytest.raises(NotFetchedError):
        tree.read("top.mp4", 1024)


class _Small:
    """A tree in which the pointer itself is within any limit."""

    def __init__(self, tree: WorkTree) -> None:
        self.entry, self.files, self.chunks = tree.entry, tree.files, tree.chunks
        self.in_lfs, self.lfs_objects = tree.in_lfs, tree.lfs_objects
        self._tree = tree

    def read(self, path: str, limit: int) -> bytes:
        return self._tree.read(path, max(limit, 1024))
