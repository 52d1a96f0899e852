"""The files in git's index, as `git ls-files` lists them."""

from typing import NamedTuple

from tpmcli.repo.git import text_records

LISTING = ("ls-files", "-z", "-t", "-s")
"""What lists the index for `read_listing`, with more options and paths behind it."""

# The letter of a file that is not to be checked out (`skip-worktree`).
_SPARSE = "S"


class IndexListing(NamedTuple):
    """The modes of tracked paths, and the object ids of those that a sparse checkout leaves out."""

    modes: dict[str, str]
    sparse: dict[str, str]


def read_listing(output: bytes, cut: int = 0) -> IndexListing:
    """Return what git listed, with `cut` characters taken off the beginning of every path.

    A record is `letter mode object stage`, a tab and the path; others, of untracked files, are left
    out.
    """
    found = IndexListing({}, {})
    for record in text_records(output):
        head, tab, name = record.partition("\t")
        if not tab:
            continue
        path = name[cut:]
        found.modes[path] = head[2:8]
        if head.startswith(_SPARSE):
            found.sparse[path] = head.split(" ")[2]
    return found
