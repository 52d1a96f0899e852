"""The dates that git tells, as seconds since 1970.

Whoever makes a commit or a tag writes its dates as they like: none at all, or one of the year
10000, which `git fsck --strict` accepts. A date that is not of the calendar is unknown.
"""

# 0001-01-01T00:00:00Z and 9999-12-31T23:59:59Z.
_FIRST, _LAST = -62_135_596_800, 253_402_300_799


def read_seconds(text: str) -> int | None:
    """Return the seconds in git's output (`%at`, `%ct`, `:unix`), or None if they are unknown."""
    digits = text.strip()
    # Longer ones are beyond the calendar, and slow to read.
    if not digits.removeprefix("-").isdecimal() or not digits.isascii() or len(digits) > 20:
        return None
    seconds = int(digits)
    return seconds if _FIRST <= seconds <= _LAST else None
