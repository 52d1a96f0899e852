"""How a draft stands to main, as far as is known without asking the remote."""

import os
from contextlib import suppress
from typing import NamedTuple

from tpmcli.app.draft import Draft
from tpmcli.repo.draft_commits import distance
from tpmcli.repo.draft_tree import read_note


class DraftState(NamedTuple):
    """How far a draft and main are apart, in commits.

    `fetched` is when main was fetched last, in seconds since 1970, 0 if that is not known.
    `offline`: the last fetch of the page failed. `sent`: everything in the draft was sent.
    """

    ahead: int
    behind: int
    has_remote: bool
    fetched: int
    offline: bool
    sent: bool


def state(draft: Draft) -> DraftState:
    """Return how the draft stands to the newest known commit of main."""
    tree = draft.tree()
    note, head = read_note(draft.place), tree.head()
    apart = distance(tree.git, draft.main.commit(tree.git), head)
    fetched = note.fetched
    with suppress(OSError):
        # Written by the person's own fetch.
        theirs = os.path.join(draft.place.common, "FETCH_HEAD")
        fetched = max(fetched, int(os.stat(theirs).st_mtime))
    return DraftState(
        apart.ahead,
        apart.behind,
        draft.main.has_remote,
        fetched if draft.main.has_remote else 0,
        note.offline,
        bool(note.sent) and note.sent == head,
    )
