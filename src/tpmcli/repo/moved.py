"""Where evidence went that is no longer at its path: the same content elsewhere."""

from __future__ import annotations

from collections.abc import Iterator

from tpmcli.model.tree import Kind
from tpmcli.model.verdict import EvidenceStatus
from tpmcli.repo.content import FileTree
from tpmcli.repo.evidence import look
from tpmcli.rules.paths import split_fragment

# A renamed file is searched for to be helpful; no gate depends on it, so the search is bounded.
MOST_FILES = 2_000
LARGEST = 8 * 1024 * 1024
MOST_BYTES = 64 * 1024 * 1024


def find_moved(tree: FileTree, target: str, digests: frozenset[str]) -> str:
    """The target in another file that has one of these digests; empty where none is found.

    Looked at are tracked files with the same extension, those with the same name first.
    """
    path, fragment = split_fragment(target)
    for other in _candidates(tree, path):
        moved = f"{other}#{fragment}" if fragment else other
        fact = look(tree, [moved])[moved]
        if fact.status is EvidenceStatus.OK and fact.sha256 in digests:
            return moved
    return ""


def _candidates(tree: FileTree, path: str) -> Iterator[str]:
    name = path.rpartition("/")[2]
    dot, extension = name.rpartition(".")[1:]
    suffix = f"{dot}{extension}".lower() if dot else ""
    alike = [
        other
        for other in tree.files()
        if other != path and "#" not in other and other.lower().endswith(suffix)
    ]
    alike.sort(key=lambda other: (other.rpartition("/")[2] != name, other))
    left = MOST_BYTES
    for other in alike[:MOST_FILES]:
        entry = tree.entry(other)
        if entry is None or entry.kind is not Kind.FILE or not 0 < entry.size <= LARGEST:
            continue
        left -= entry.size
        if left < 0:
            return
        yield other
