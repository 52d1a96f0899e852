"""What was just saved, told on the screen that follows, with the way to take it back."""

from __future__ import annotations

from collections.abc import Sequence

from tpmcli.page.change_words import change_words
from tpmcli.page.visit import Notice, Visit
from tpmcli.page.words import joined


def saved_notices(visit: Visit) -> Sequence[Notice]:
    """Return the note on what was saved last, if the address names its commit."""
    commit = visit.query.get("saved", "")
    undone = visit.query.get("undone", "")
    if undone:
        return (Notice("good", "Taken back", "The draft is as it was before.", "status"),)
    if not commit:
        return ()
    for entry in visit.desk.entries:
        if entry.commit == commit:
            title = joined(change_words(visit, each).title for each in entry.changes)
            last = "That was the last open item. Next: sign off." if "last" in visit.query else ""
            return (Notice("good", f"Saved: {title}", last, "status", undo=commit),)
    return ()
