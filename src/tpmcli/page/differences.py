"""Two wordings side by side, word by word."""

from difflib import SequenceMatcher
from typing import NamedTuple


class Part(NamedTuple):
    """Words that both have (`same`), or that were `removed` or `added`."""

    kind: str
    text: str


class Change(NamedTuple):
    """What changed in one field."""

    label: str
    parts: tuple[Part, ...]


def compare_words(label: str, old: str, new: str) -> Change:
    """Return what became of the words of a text."""
    before, after = old.split(), new.split()
    parts = []
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for kind, start, end, first, last in matcher.get_opcodes():
        if kind == "equal":
            parts.append(Part("same", " ".join(before[start:end])))
            continue
        if end > start:
            parts.append(Part("removed", " ".join(before[start:end])))
        if last > first:
            parts.append(Part("added", " ".join(after[first:last])))
    return Change(label, tuple(parts))
