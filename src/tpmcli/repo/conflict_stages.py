"""A merge that git could not finish: the paths in conflict, and three versions of each."""

from typing import NamedTuple

from tpmcli.repo.git import Git, records


class Stages(NamedTuple):
    """The versions of one path: the common base, this side, the other side; None if absent."""

    base: bytes | None
    ours: bytes | None
    theirs: bytes | None

    @classmethod
    def read(cls, git: Git, path: str) -> "Stages":
        """Return the stages of a path relative to git's folder."""
        found: dict[str, bytes] = {}
        for entry in records(git.output("ls-files", "-z", "-u", "--", path)):
            _, oid, rest = entry.split(b" ", 2)
            stage = rest.split(b"\t", 1)[0].decode("ascii")
            found[stage] = git.output("cat-file", "blob", oid.decode("ascii"))
        return cls(found.get("1"), found.get("2"), found.get("3"))


def conflicted(git: Git) -> list[str]:
    """Return the paths in conflict below git's folder, relative to it, sorted."""
    entries = records(git.output("ls-files", "-z", "-u"))
    names = {entry.split(b"\t", 1)[1].decode("utf-8", "surrogateescape") for entry in entries}
    return sorted(names)
