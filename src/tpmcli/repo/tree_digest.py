"""One digest for all files that a program could have read in the repository.

It binds the result of a program to the tracked files it ran on, and is the same for a work tree
and for a commit of the same content. The project's own `.tpm/` is left out, since recording a
result there must not invalidate it.
"""

import os
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from tpmcli.repo.content import FileTree
from tpmcli.repo.discover import FOLDER, path_below
from tpmcli.repo.git import Git, open_git, text_records
from tpmcli.repo.gittree import GitTree
from tpmcli.repo.worktree import WorkTree

SCHEME = "t1"

_LINK, _GITLINK = "120000", "160000"
# The id of a content that git has no id for; it equals that of no commit.
_UNKNOWN = "unknown"
_LFS = "filter.lfs"


class _Entry(NamedTuple):
    mode: str
    content: str
    path: str


def tree_digest(tree: FileTree) -> str:
    """Return the digest of the tree's tracked files, with scheme `t1`.

    Without git, all files count. A changed file counts with the content that git would store for
    it, a deleted one does not count, and a submodule counts as its recorded commit.

    Raises: StorageError if git fails.
    """
    if isinstance(tree, GitTree):
        return _digest(_Entry(*each) for each in tree.objects())
    if not isinstance(tree, WorkTree):
        raise TypeError(f"no digest for a {type(tree).__name__}")
    git = open_git(tree.root)
    return _digest(_plain(tree) if git is None else _of_work_tree(git))


def _digest(entries: Iterable[_Entry]) -> str:
    from tpmcli.model.sha256 import sha256

    found = sha256(f"{SCHEME}\n".encode())
    own = f"{FOLDER}/"
    for entry in sorted(entries, key=lambda each: each.path):
        if entry.path.startswith(own) or entry.path == FOLDER:
            continue
        line = f"{entry.mode} {entry.content} {entry.path}\0"
        found.update(line.encode("utf-8", "surrogateescape"))
    return f"{SCHEME}:{found.hexdigest()}"


def _plain(tree: WorkTree) -> Iterator[_Entry]:
    """Return every file on disk, if there is no git to ask."""
    from tpmcli.model.sha256 import sha256

    for path in tree.files():
        digest = sha256()
        try:
            for piece in tree.chunks(path):
                digest.update(piece)
        except FileNotFoundError:
            continue
        yield _Entry("file", digest.hexdigest(), path)


def _of_work_tree(git: Git) -> list[_Entry]:
    """Return the index, with the files that differ on disk in their place."""
    found: dict[str, _Entry] = {}
    for record in text_records(git.output("ls-files", "-z", "-s")):
        head, _, path = record.partition("\t")
        mode, content, stage = head.split()
        key = path if stage == "0" else f"{path}\0{stage}"
        found[key] = _Entry(mode, content, key)
    drivers = _filter_drivers(git)
    changed = _changed(git, drivers)
    regular = [path for path, mode in changed.items() if mode.startswith("100")]
    contents = _contents(git, drivers, regular)
    for path, mode in changed.items():
        before = found.pop(path, None)
        content = contents.get(path, "")
        if mode == _LINK:
            content = _link(git, path)
        elif mode == _GITLINK:
            content = _UNKNOWN
        elif content and before is not None and content != before.content:
            stored = _LFS in drivers and _is_pointer_of(git, path, before.content)
            content = before.content if stored else content
        if content:
            found[path] = _Entry(mode, content, path)
    return list(found.values())


def _changed(git: Git, drivers: Sequence[str]) -> dict[str, str]:
    """Return the mode on disk of each path that may differ from the index.

    The mode of a deleted one is `000000`. Records of `diff-files --raw -z` are `:mode mode id id
    status` and the path, in turns.
    """
    output = git.output(
        *_switched_off(drivers),
        *("diff-files", "--raw", "-z", "--no-renames", "--relative", "--ignore-submodules=dirty"),
    )
    parts = list(text_records(output))
    pairs = zip(parts[::2], parts[1::2], strict=True)
    # A conflicted path is named by its stages already.
    return {path: head.split()[1] for head, path in pairs if not head.endswith("U")}


def _contents(git: Git, drivers: Sequence[str], paths: Sequence[str]) -> dict[str, str]:
    """Return the object ids that git would give to existing files on disk, by path."""
    there = [path for path in paths if os.path.isfile(_disk(git, path))]
    listed = [path for path in there if "\n" not in path]
    found = {}
    if listed:
        # Here git takes paths from the top of the work tree, wherever it was started.
        above = _below_top(git)
        names = "".join(f"{above}{path}\n" for path in listed).encode("utf-8", "surrogateescape")
        output = git.output(*_switched_off(drivers), "hash-object", "--stdin-paths", data=names)
        found = dict(zip(listed, output.decode("ascii").split(), strict=True))
    for path in there:
        if path not in found:
            output = git.output(*_switched_off(drivers), "hash-object", "--", path)
            found[path] = output.decode("ascii").strip()
    return found


def _filter_drivers(git: Git) -> list[str]:
    """Return the filter drivers of git's configuration, such as `filter.lfs`."""
    answer = git.run("config", "-z", "--name-only", "--get-regexp", r"^filter\..*\.")
    return sorted({name.rpartition(".")[0] for name in text_records(answer.out)})


def _switched_off(drivers: Sequence[str]) -> list[str]:
    """Return options for git that disable filter drivers: they are programs; only git may run."""
    options = []
    for driver in drivers:
        for key, value in (("clean", ""), ("process", ""), ("required", "false")):
            options += ["-c", f"{driver}.{key}={value}"]
    return options


def _is_pointer_of(git: Git, path: str, object_id: str) -> bool:
    """Return whether the index holds the Git LFS pointer of the content on disk.

    https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md#the-pointer
    """
    from tpmcli.model.sha256 import sha256

    digest, size = sha256(), 0
    try:
        with open(_disk(git, path), "rb") as file:
            while piece := file.read(1 << 20):
                digest.update(piece)
                size += len(piece)
    except OSError:
        return False
    pointer = (
        "version https://git-lfs.github.com/spec/v1\n"
        f"oid sha256:{digest.hexdigest()}\nsize {size}\n"
    )
    return _blob_id(pointer.encode(), object_id) == object_id


def _link(git: Git, path: str) -> str:
    try:
        target = os.fsencode(os.readlink(_disk(git, path)))
    except OSError:
        return ""
    return git.output("hash-object", "--stdin", data=target).decode("ascii").strip()


def _blob_id(content: bytes, like: str) -> str:
    """Return the object id of a content, in the hash that `like` is written in."""
    from hashlib import sha1

    from tpmcli.model.sha256 import sha256

    data = b"blob %d\0" % len(content) + content
    if len(like) == 64:
        return sha256(data).hexdigest()
    return sha1(data, usedforsecurity=False).hexdigest()


def _below_top(git: Git) -> str:
    """Return git's folder within the work tree, ending in `/`; empty for its top."""
    top = git.repository.top if git.repository else ""
    below = path_below(git.folder, top) if top else ""
    return below and f"{below}/"


def _disk(git: Git, path: str) -> str:
    return os.path.join(git.folder, *path.split("/"))
