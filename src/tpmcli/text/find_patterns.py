"""The `find` patterns of an item, with named lists and folders of documents written out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

DOCUMENTS = ("docs", "doc")
"""The folders of documents of a team that names none."""

_WRITTEN = "docs/"


def written_out(patterns: Iterable[str], lists: Mapping[str, Iterable[str]]) -> list[str]:
    """Return the patterns with each `@NAME` replaced by the list of that name, each once."""
    found: dict[str, None] = {}
    for pattern in patterns:
        named = lists.get(pattern[1:]) if pattern.startswith("@") else None
        found.update(dict.fromkeys([pattern] if named is None else named))
    return list(found)


def in_folders(patterns: Iterable[str], folders: Sequence[str]) -> list[str]:
    """Return the patterns with those below `docs/` once for each folder of documents."""
    return list(dict.fromkeys(_in_folders(patterns, folders or DOCUMENTS)))


def _in_folders(patterns: Iterable[str], folders: Sequence[str]) -> Iterator[str]:
    for pattern in patterns:
        if pattern.startswith(_WRITTEN):
            rest = pattern.removeprefix(_WRITTEN)
            yield from (f"{folder.rstrip('/')}/{rest}" for folder in folders)
        else:
            yield pattern
