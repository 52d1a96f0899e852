"""`tpm log` as JSON, `tpm/log/1`."""

from __future__ import annotations

from collections.abc import Iterable

from tpmcli.render.jsontext import dump
from tpmcli.render.log.text import LogEntryView
from tpmcli.render.problem import problem_line


def render(entries: Iterable[LogEntryView], *, complete: bool) -> str:
    """What happened, the newest first. `complete`: git has the whole history."""
    return dump(
        {
            "schema": "tpm/log/1",
            "complete": complete,
            "entries": [_entry(each) for each in entries],
        }
    )


def _entry(logged: LogEntryView) -> dict[str, object]:
    change = logged.change
    return {
        "what": str(change.what),
        "increment": change.increment or None,
        "subject": change.subject or None,
        "title": logged.title or None,
        "role": change.role or None,
        "by": change.by or None,
        "at": change.at or None,
        "text": (problem_line(change.problem) if change.problem else change.text) or None,
        "was": change.was or None,
        "note": change.note or None,
        "evidence": list(change.evidence),
        "commit": logged.commit or None,
        "author": logged.author or None,
        "day": logged.day or None,
    }
