"""The contents of a few files, commit by commit.

One run of git lists the commits that change the files and the new object ids; git leaves out what
a merge did not take over. Contents come in batches from another run.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from tpmcli.model.errors import InvalidInputError
from tpmcli.model.problem import Flaw, Hint, Problem, Remedy
from tpmcli.repo.authorship import contents
from tpmcli.repo.discover import path_below
from tpmcli.repo.git import Git
from tpmcli.repo.git_time import read_seconds

_HEADER = "\x01"
_BATCH = 128


class Version(NamedTuple):
    """The files after a commit. `objects` maps paths, relative to git's folder, to object ids.

    `parents` are the commits before it that changed the files, `author` an email address, `time`
    the committer's, in seconds since 1970, None if it is unknown.
    """

    commit: str
    parents: tuple[str, ...]
    author: str
    time: int | None
    objects: Mapping[str, str]


def versions(git: Git, paths: Sequence[str], revision: str = "HEAD") -> list[Version]:
    """Return every commit that changes something at the paths, parents before children.

    The paths are files or folders, relative to git's folder. A branch without a commit has no
    version.

    Raises: StorageError if git fails, InvalidInputError for a git that is too old.
    """
    answer = git.run("rev-parse", "--verify", "--quiet", "--end-of-options", revision)
    if answer.code:
        return []
    words = (
        *("log", "-z", "--topo-order", "--reverse", "--parents", "--no-mailmap", "--no-renames"),
        *("--raw", "--no-abbrev", "--no-ext-diff", "--diff-merges=first-parent"),
        f"--format={_HEADER}%H%n%P%n%ct%n%ae",
        *(answer.out.decode("ascii").strip(), "--", *paths),
    )
    answer = git.run(*words)
    if answer.code and "diff-merges" in answer.err:
        hint = Hint(Remedy.NEWER_GIT)
        raise InvalidInputError([Problem(Flaw.GIT_TOO_OLD_FOR_LOG, hint=hint)])
    if answer.code:
        raise git.failure(answer, words)
    top = git.repository.top if git.repository is not None else ""
    start = path_below(git.folder, top) if top else ""
    return list(_read(answer.out, start and f"{start}/"))


def _read(out: bytes, start: str) -> Iterator[Version]:
    found: dict[str, Version] = {}
    tokens = iter(out.decode("utf-8", "surrogateescape").split("\0"))
    header = ""
    changed: dict[str, str] = {}

    def finished() -> Iterator[Version]:
        if header:
            version = _version(header, changed, found)
            found[version.commit] = version
            yield version

    for token in tokens:
        told = token.lstrip("\n")
        if told.startswith(_HEADER):
            yield from finished()
            header, changed = told[1:], {}
        elif told.startswith(":"):
            path = next(tokens).removeprefix(start)
            _, mode, _, object_id, _ = told.split(" ", 4)
            changed[path] = object_id if mode.startswith("100") else ""
    yield from finished()


def _version(header: str, changed: Mapping[str, str], found: Mapping[str, Version]) -> Version:
    commit, parents, time, author = header.split("\n", 3)
    before = tuple(parents.split())
    # git shows a merge as the difference from its first parent.
    first = found.get(before[0]) if before else None
    objects = {**(first.objects if first else {}), **changed}
    kept = {path: object_id for path, object_id in objects.items() if object_id}
    return Version(commit, before, author.strip(), read_seconds(time), kept)


def each_content(git: Git, object_ids: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    """Yield the objects with their contents, read in batches, so not all are held at once."""
    for at in range(0, len(object_ids), _BATCH):
        yield from contents(git, object_ids[at : at + _BATCH]).items()
