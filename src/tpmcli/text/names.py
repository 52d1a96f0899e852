"""Names that people type, and the nearest valid one to a wrong name."""

from __future__ import annotations

from collections.abc import Iterable

from tpmcli.model.problem import Hint, Remedy

# A longer list of valid names would not be read.
MOST_LISTED = 12


def nearest(name: str, valid: Iterable[str]) -> str | None:
    """Return the valid name that begins with `name`, is most like it or contains it, or None."""
    from difflib import get_close_matches

    names = list(valid)
    begun = [each for each in names if each.startswith(name)] if len(name) > 2 else []
    held = [each for each in names if name in each] if len(name) > 2 else []
    found = begun[:1] or get_close_matches(name, names, n=1, cutoff=0.6) or held[:1]
    return found[0] if found else None


def suggestion(name: str, valid: Iterable[str]) -> Hint | None:
    """Return the nearest valid name as a hint, or every valid one if they are few, or None."""
    names = list(valid)
    close = nearest(name, names)
    if close is not None:
        return Hint(Remedy.DID_YOU_MEAN, (close,))
    return Hint(Remedy.VALID_NAMES, (tuple(names),)) if 0 < len(names) <= MOST_LISTED else None
