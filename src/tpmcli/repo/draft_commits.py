"""The commits of a draft that main does not have, and how far both are apart."""

from collections.abc import Iterator
from typing import NamedTuple

from tpmcli.repo.git import Git
from tpmcli.repo.git_time import read_seconds

TAKES_BACK = "Takes-back"
_BEGIN, _END = "\x01", "\x02"


class DraftCommit(NamedTuple):
    """A commit of a draft that is no merge.

    `paths` are those that it changes, from the top. `takes_back` is the commit that it undoes, if
    any, `time` the author's, in seconds since 1970, None if it is unknown.
    """

    id: str
    parent: str
    time: int | None
    takes_back: str
    paths: tuple[str, ...]


class Distance(NamedTuple):
    """How many commits only the draft has, and only main."""

    ahead: int
    behind: int


def draft_commits(git: Git, start: str, end: str) -> list[DraftCommit]:
    """Return the commits of the first parents of `end` that `start` does not have.

    The oldest is first; merges are left out.
    """
    form = f"{_BEGIN}%H%n%P%n%at%n%(trailers:key={TAKES_BACK},valueonly,separator=%x20){_END}"
    words = ("log", "-z", "--first-parent", "--no-merges", "--reverse", "--no-renames")
    out = git.output(*words, "--name-only", f"--format={form}", f"{start}..{end}")
    return list(_read(out.decode("utf-8", "surrogateescape")))


def _read(out: str) -> Iterator[DraftCommit]:
    for part in out.split(_BEGIN)[1:]:
        header, _, rest = part.partition(_END)
        commit, parents, time, takes_back = header.split("\n", 3)
        paths = tuple(name for name in (each.lstrip("\n") for each in rest.split("\0")) if name)
        yield DraftCommit(
            commit,
            parents.split()[0] if parents else "",
            read_seconds(time),
            takes_back.strip(),
            paths,
        )


def distance(git: Git, main: str, head: str) -> Distance:
    """Return how far a draft and main are apart."""
    out = git.output("rev-list", "--left-right", "--count", f"{main}...{head}").split()
    return Distance(ahead=int(out[1]), behind=int(out[0]))


def merge_base(git: Git, main: str, head: str) -> str:
    """Return the last commit that both have; empty if there is none."""
    answer = git.run("merge-base", main, head)
    return answer.out.decode("ascii", "replace").split("\n")[0] if answer.code == 0 else ""


def added(git: Git, commit: DraftCommit) -> list[str]:
    """Return the paths that a commit added, from the top."""
    words = ("diff-tree", "-r", "-z", "--no-commit-id", "--name-only", "--diff-filter=A")
    out = git.output(*words, commit.parent, commit.id).decode("utf-8", "surrogateescape")
    return [name for name in out.split("\0") if name]
