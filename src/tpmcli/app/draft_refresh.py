"""Fetching main beside everything else, so that nobody waits for the network.

The draft's lock is held only to note how it went: git itself keeps two fetches apart, and what is
fetched is a branch of `origin` that nothing but a fetch changes.
"""

from __future__ import annotations

from tpmcli.app.draft import Draft, hold_draft
from tpmcli.repo.draft_remote import RemoteAnswer, RemoteTrouble, fetch_branches
from tpmcli.repo.draft_tree import read_note, write_note


def refresh_main(draft: Draft) -> RemoteAnswer:
    """Fetch main, and note when; nothing is merged.

    Raises: StorageError if the lock is not free in time, or git fails.
    """
    if not draft.main.has_remote:
        return RemoteAnswer(RemoteTrouble.NO_REMOTE)
    answer = fetch_branches(draft.tree().git, [draft.main.name], draft.protocols)
    seconds = int(draft.context.clock().timestamp())
    with hold_draft(draft.place):
        note = read_note(draft.place)
        if answer.trouble is None:
            note = note._replace(fetched=seconds, offline=False)
        else:
            note = note._replace(offline=True)
        write_note(draft.place, note)
    return answer
