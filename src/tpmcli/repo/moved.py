"""Evidence that is no longer at its path: the same content elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress

from tpmcli.model.errors import MissingObjectsError
from tpmcli.model.facts import EvidenceStatus
from tpmcli.model.tree import EntryKind
from tpmcli.repo.content import StoredTree
from tpmcli.repo.evidence import inspect_evidence
from tpmcli.repo.lfs import content_size
from tpmcli.text.paths import can_be_cited, split_fragment

# A renamed file is searched for to be helpful; no gate depends on it, so the search is bounded.
MOST_FILES = 2_000
LARGEST = 8 * 1024 * 1024
MOST_BYTES = 64 * 1024 * 1024


def find_moved(tree: StoredTree, lost: Mapping[str, frozenset[str]]) -> dict[str, str]:
    """Return the present place of the content of lost targets, by target, if it is found.

    `lost` holds the digests that were recorded for each. Tracked files with the extension of a
    lost one are examined, those with its name first; each is read once.
    """
    open_targets = {target: digests for target, digests in lost.items() if digests}
    found: dict[str, str] = {}
    if not open_targets:
        return found
    # A partial clone may lack a file. What is lost must not be hidden by the search for it.
    with suppress(MissingObjectsError):
        _search(tree, open_targets, found)
    return found


def _search(
    tree: StoredTree, open_targets: Mapping[str, frozenset[str]], found: dict[str, str]
) -> None:
    """Add the places of lost targets to those found."""
    for other in _candidates(tree, [split_fragment(target)[0] for target in open_targets]):
        moved = {
            target: other + target[len(split_fragment(target)[0]) :]
            for target in open_targets
            if _extension(target) == _extension(other) and target not in found
        }
        facts = inspect_evidence(tree, moved.values())
        for target, path in moved.items():
            fact = facts[path]
            if fact.status is EvidenceStatus.OK and fact.sha256 in open_targets[target]:
                found[target] = path
        if len(found) == len(open_targets):
            return


def _candidates(tree: StoredTree, paths: Sequence[str]) -> Iterator[str]:
    extensions = {_extension(path) for path in paths}
    names = {_name(path) for path in paths}
    gone = frozenset(paths)
    alike = [
        other
        for other in tree.files()
        if other not in gone and _extension(other) in extensions and can_be_cited(other)
    ]
    alike.sort(key=lambda other: (_name(other) not in names, other))
    left = MOST_BYTES
    for other in alike[:MOST_FILES]:
        entry = tree.entry(other)
        if entry is None or entry.kind is not EntryKind.FILE or not 0 < entry.size <= LARGEST:
            continue
        size = content_size(tree, other, entry.size)
        if size > LARGEST:
            continue
        left -= size
        if left < 0:
            return
        yield other


def _name(path: str) -> str:
    return path.rpartition("/")[2]


def _extension(target: str) -> str:
    """Return the extension of a target's file, in lower case; empty if it has none."""
    _, dot, extension = _name(split_fragment(target)[0]).rpartition(".")
    return extension.lower() if dot else ""
