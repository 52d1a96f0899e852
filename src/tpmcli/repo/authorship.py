"""The commits of a branch, and the objects at a few paths in each of them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from tpmcli.model.errors import MissingObjectsError
from tpmcli.repo.git import Git
from tpmcli.repo.git_time import read_seconds


class Commit(NamedTuple):
    """A commit. `authored` is its author date in seconds since 1970, None if it is unknown.

    The author chose both fields, so they prove nothing by themselves.
    """

    id: str
    parents: tuple[str, ...]
    email: str
    authored: int | None


def commits_between(git: Git, base: str, head: str) -> list[Commit]:
    """Return the commits of `head` that `base` does not have, parents before children."""
    out = git.output(
        "log",
        "-z",
        "--topo-order",
        "--reverse",
        "--no-mailmap",
        "--format=%H%n%P%n%at%n%ae",
        f"{base}..{head}",
        "--",
    )
    found = []
    for record in out.split(b"\0"):
        if not record.strip():
            continue
        commit, parents, authored, email = record.decode("utf-8", "replace").split("\n", 3)
        seconds = read_seconds(authored)
        found.append(Commit(commit.strip(), tuple(parents.split()), email.strip(), seconds))
    return found


def objects_at(
    git: Git, commits: Iterable[str], paths: Sequence[str]
) -> Mapping[tuple[str, str], str]:
    """Return the object id of each path in each commit (or tree), by both.

    Absent paths are left out. One run of git serves all of them.
    """
    wanted = [(commit, path) for commit in commits for path in paths]
    if not wanted:
        return {}
    if git.is_partial():
        _require_trees(git, dict(wanted))
    names = "".join(f"{commit}:{path}\0" for commit, path in wanted)
    out = git.output(
        "cat-file",
        "--batch-check=%(objectname) %(objecttype)",
        "-z",
        data=names.encode("utf-8", "surrogateescape"),
    )
    lines = out.decode("utf-8", "surrogateescape").split("\n")[:-1]
    if len(lines) != len(wanted):
        # git echoes what it does not find, and such a path has a line feed.
        return {key: found for key in wanted if (found := _one(git, *key))}
    return {
        key: line.split(" ")[0] for key, line in zip(wanted, lines, strict=True) if _is_object(line)
    }


def _require_trees(git: Git, treeishs: Iterable[str]) -> None:
    """Raise MissingObjectsError if a partial clone lacks a folder.

    Its files would seem absent.
    """
    out = git.output(
        *("rev-list", "--objects", "--no-walk", "--filter=blob:none", "--missing=print", "--stdin"),
        data="".join(f"{treeish}\n" for treeish in treeishs).encode("ascii"),
    )
    if any(line.startswith(b"?") for line in out.split(b"\n")):
        raise MissingObjectsError


def _is_object(line: str) -> bool:
    name, _, kind = line.partition(" ")
    return kind in ("blob", "tree") and len(name) in (40, 64)


def _one(git: Git, commit: str, path: str) -> str:
    answer = git.run("rev-parse", "--verify", "--quiet", "--end-of-options", f"{commit}:{path}")
    return answer.out.decode("ascii", "replace").strip() if answer.code == 0 else ""


def blobs_in(git: Git, tree: str) -> dict[str, str]:
    """Return the object ids of the regular files in one folder, by name."""
    found = {}
    for record in git.output("ls-tree", "-z", tree).decode("utf-8", "surrogateescape").split("\0"):
        head, _, name = record.partition("\t")
        if head.startswith("100"):
            found[name] = head.split()[2]
    return found


def contents(git: Git, object_ids: Iterable[str]) -> dict[str, bytes]:
    """Return the contents of blobs by object id.

    One run of git serves all of them.
    """
    wanted = list(dict.fromkeys(object_ids))
    if not wanted:
        return {}
    names = "".join(f"{object_id}\n" for object_id in wanted)
    out = git.output("cat-file", "--batch", data=names.encode("ascii"))
    found = {}
    start = 0
    for object_id in wanted:
        end = out.index(b"\n", start)
        head = out[start:end].split(b" ")
        size = int(head[2]) if len(head) == 3 else -1
        if size < 0 and git.is_partial():
            raise MissingObjectsError
        if size < 0:
            start = end + 1
            continue
        found[object_id] = out[end + 1 : end + 1 + size]
        start = end + 1 + size + 1
    return found
