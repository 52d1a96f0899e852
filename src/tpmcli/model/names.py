"""Names that people type: the nearest valid one where a name is wrong."""

from __future__ import annotations

from collections.abc import Iterable


def nearest(name: str, valid: Iterable[str]) -> str | None:
    """The valid name that is most like `name`, or None where none is close."""
    from difflib import get_close_matches

    found = get_close_matches(name, list(valid), n=1, cutoff=0.6)
    return found[0] if found else None


def did_you_mean(name: str, valid: Iterable[str]) -> str:
    """A hint that names the nearest valid name, or lists what is valid where the list is short."""
    names = list(valid)
    close = nearest(name, names)
    if close is not None:
        return f"did you mean '{close}'?"
    if names and len(names) <= 12:
        return f"valid: {', '.join(names)}"
    return ""
