"""The beginning of an increment taken back.

Only a blank increment goes, so that nothing that was recorded is lost, and the one that it followed
is current again.
"""

from __future__ import annotations

from tpmcli.model.record import Record


def recorded_blocks(record: Record) -> list[str]:
    """Return the blocks in which something was recorded since the increment began.

    An item is named by its id, a sign-off by phase and role, a decision by phase. Answers that
    were carried along are those of the increment before.
    """
    found = [
        name
        for name, item in record.items.items()
        if item.waivers
        or item.runs
        or item.incomplete is not None
        or (item.answer is not None and not item.answer.carried)
    ]
    found += [f"{phase}.{role}" for (phase, role), given in record.signoffs.items() if given]
    return found + [phase for phase, taken in record.decisions.items() if taken]


def is_beside(record: Record) -> bool:
    """Return whether an increment was begun in parallel, and so was never current."""
    return bool(record.at) and not record.follows
