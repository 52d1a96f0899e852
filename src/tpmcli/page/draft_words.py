"""The draft in words: what is in it, how it stands to main."""

from typing import NamedTuple

from tpmcli.app.draft import Draft
from tpmcli.rules.history import LogEntry


class DraftStanding(NamedTuple):
    changes: int = 0
    fetched: int = 0
    main: str = "main"
    as_of: str = ""


class DraftEntry(NamedTuple):
    commit: str
    changes: tuple[LogEntry, ...]


def standing(draft: Draft) -> DraftStanding:
    return DraftStanding(main=draft.main.name)


def entries_of(draft: Draft) -> tuple[DraftEntry, ...]:
    return ()
