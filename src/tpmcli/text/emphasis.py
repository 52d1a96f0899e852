"""Emphasis in Markdown: which of the signs `*` and `_` are signs (CommonMark 6.2, appendix)."""

from collections.abc import Sequence


class Run:
    """A run of `*` or `_` that may open or close emphasis, of which `left` signs are left."""

    __slots__ = ("closes", "left", "length", "opens", "place", "sign")

    def __init__(self, place: int, sign: str, length: int, *, opens: bool, closes: bool) -> None:
        self.place, self.sign, self.length, self.left = place, sign, length, length
        self.opens, self.closes = opens, closes


def take_out(pieces: list[str], runs: Sequence[Run]) -> None:
    """Take the signs of emphasis out of the pieces of text that the runs stand in."""
    openers: list[Run] = []
    # For each kind of closing run, how many openers below need not be looked at again.
    floors: dict[tuple[str, bool, int], int] = {}
    for run in runs:
        while run.closes and run.left:
            kind = run.sign, run.opens, run.length % 3
            floor = min(floors.get(kind, 0), len(openers))
            place = next(
                (p for p in range(len(openers) - 1, floor - 1, -1) if _pairs(openers[p], run)),
                None,
            )
            if place is None:
                floors[kind] = len(openers)
                break
            opener = openers[place]
            used = 2 if opener.left >= 2 and run.left >= 2 else 1
            for each in (opener, run):
                each.left -= used
                pieces[each.place] = each.sign * each.left
            del openers[place + bool(opener.left) :]
        if run.opens and run.left:
            openers.append(run)


def _pairs(opener: Run, closer: Run) -> bool:
    if opener.sign != closer.sign:
        return False
    if not (opener.closes or closer.opens):
        return True
    return bool((opener.length + closer.length) % 3) or not (opener.length % 3 or closer.length % 3)
