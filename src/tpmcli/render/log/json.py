"""`tpm log` as JSON, `tpm/log/1`."""

from __future__ import annotations

from collections.abc import Iterable

from tpmcli.render.jsontext import dump
from tpmcli.render.log.change_text import change_text
from tpmcli.rules.history import LogEntry


def render(entries: Iterable[LogEntry], *, complete: bool) -> str:
    """Return the entries as JSON, in their order. `complete`: git has the whole history."""
    return dump(
        {
            "schema": "tpm/log/1",
            "complete": complete,
            "entries": [_entry(each) for each in entries],
        }
    )


def _entry(logged: LogEntry) -> dict[str, object]:
    change = logged.change
    told = change_text(change)
    return {
        "what": str(change.what),
        "increment": change.increment or None,
        "subject": change.subject or None,
        "title": logged.title or None,
        "role": str(change.role) if change.role else None,
        "by": told.by or None,
        "at": told.at or None,
        "text": told.text or None,
        "was": told.was or None,
        "note": told.note or None,
        "evidence": list(told.evidence),
        "commit": logged.commit or None,
        "author": logged.author or None,
        "day": logged.day or None,
    }
