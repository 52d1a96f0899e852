"""Names that people type: the nearest valid one where a name is wrong."""

from __future__ import annotations

from collections.abc import Iterable

# Longer lists of valid names say nothing to a person.
MOST_LISTED = 12


def nearest(name: str, valid: Iterable[str]) -> str | None:
    """The valid name that begins with `name`, or is most like it, or has it within, or None."""
    from difflib import get_close_matches

    names = list(valid)
    begun = [each for each in names if each.startswith(name)] if len(name) > 2 else []
    held = [each for each in names if name in each] if len(name) > 2 else []
    found = begun[:1] or get_close_matches(name, names, n=1, cutoff=0.6) or held[:1]
    return found[0] if found else None


def did_you_mean(name: str, valid: Iterable[str]) -> str:
    """A hint that names the nearest valid name, or lists what is valid where the list is short."""
    names = list(valid)
    close = nearest(name, names)
    if close is not None:
        return f"did you mean '{close}'?"
    if names and len(names) <= MOST_LISTED:
        return f"valid: {', '.join(names)}"
    return ""
