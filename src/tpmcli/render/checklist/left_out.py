"""What an import left out, in words: how many, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from tpmcli.model.imported import LeftOut, LeftReason
from tpmcli.render.style import plural

_NOUNS = {
    LeftReason.HIDDEN_ROW: ("hidden row", "hidden rows"),
    LeftReason.HIDDEN_SHEET: ("hidden sheet", "hidden sheets"),
    LeftReason.PLAIN_BULLET: (
        "list item without a checkbox",
        "list items without a checkbox",
    ),
    LeftReason.NUMBERED: (
        "numbered list item without a checkbox",
        "numbered list items without a checkbox",
    ),
    LeftReason.CONTENTS: ("link within the document", "links within the document"),
    LeftReason.TABLE: (
        "row of a table without a column to check",
        "rows of tables without a column to check",
    ),
    LeftReason.NO_CHOICE: ("choice that no other applies", "choices that no other applies"),
}
_STATES = {
    LeftReason.DELETED: "marked as deleted",
    LeftReason.STRUCK_OUT: "struck out",
    LeftReason.EMPTY: "without text",
    LeftReason.IN_CODE: "inside a code block",
    LeftReason.IN_COMMENT: "inside a comment",
    LeftReason.LEVEL: "of a level that is left out",
    LeftReason.NOT_YET: "not in force yet",
}
_HELP = {
    LeftReason.PLAIN_BULLET: "`--bullets` takes list items without a checkbox",
    LeftReason.NUMBERED: "`--bullets` takes list items without a checkbox",
    LeftReason.TABLE: "`--map title=COLUMN` takes the rows of a table with that column",
    LeftReason.HIDDEN_ROW: "`--hidden` takes hidden rows and sheets",
    LeftReason.HIDDEN_SHEET: "`--hidden` takes hidden rows and sheets",
    LeftReason.LEVEL: "`--levels` leaves all of them out",
}


def counted_reason(reason: LeftReason, count: int) -> str:
    """Return how many were left out for a reason, such as `8 marked as deleted`."""
    if reason in _STATES:
        return f"{count:,} {_STATES[reason]}"
    one, many = _NOUNS[reason]
    return plural(count, one, many)


def counts_by_reason(left: Iterable[LeftOut]) -> list[tuple[LeftReason, int]]:
    """Return the reasons with their numbers, the most frequent first."""
    return Counter(each.reason for each in left).most_common()


def help_for(left: Iterable[LeftOut]) -> list[str]:
    """Return which options take what was left out."""
    reasons = [reason for reason, _ in counts_by_reason(left)]
    return list(dict.fromkeys(_HELP[reason] for reason in reasons if reason in _HELP))
