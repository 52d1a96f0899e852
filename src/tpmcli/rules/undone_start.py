"""The beginning of an increment taken back: which increment was current before, and until when.

Only a blank increment goes, so that nothing that was recorded is lost, and the one that it followed
is current again. If that cannot be known, it stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tpmcli.model.record import Record


def left_remark(increment: str, phase: str, by: str, reason: str) -> str:
    """Return the remark of an increment that follows one with a gate open."""
    return f"{_left(increment)}{phase} by {by}: {reason}"


def _left(increment: str) -> str:
    # The name of an increment has no space, so that no other begins like it.
    return f"{increment} was left at "


def _is_left(record: Record, others: Iterable[Record]) -> bool:
    """Return whether another increment says that it followed this one with a gate open."""
    return any(each.remark.startswith(_left(record.increment)) for each in others)


def recorded_blocks(record: Record) -> list[str]:
    """Return the blocks in which something was recorded since the increment began.

    An item is named by its id, a sign-off by phase and role, a decision by phase. Answers that
    were carried along are those of the increment before.
    """
    found = [
        name
        for name, item in record.items.items()
        if item.waivers or item.runs or (item.answer is not None and not item.answer.carried)
    ]
    found += [f"{phase}.{role}" for (phase, role), given in record.signoffs.items() if given]
    return found + [phase for phase, taken in record.decisions.items() if taken]


def is_beside(record: Record, others: Iterable[Record]) -> bool:
    """Return whether a blank increment was begun in parallel, and so was never current.

    A current one is left with a gate open only with a remark in the one that follows.
    """
    return bool(record.at) and not record.remark and not _is_left(record, others)


def previous_increment(current: Record, kept: Sequence[Record], known: str) -> str:
    """Return the name of the increment that the current one followed; empty if unknown.

    `known` is the one that git has seen before, empty if it has seen none.
    """
    if not current.at:
        return ""
    before = [each for each in kept if each.at <= current.at and not _is_left(each, kept)]
    if known:
        return known if known in {each.increment for each in before} else ""
    left = [each for each in before if _is_left(each, (current,))]
    if not left:
        # A parallel one of the same second could be either.
        left = before if all(each.at < current.at for each in before) else []
    return left[0].increment if len(left) == 1 else ""
