"""Dates as a calendar file (RFC 5545), one event for each that lies ahead or is overdue."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from hashlib import sha256

from tpmcli.model.days import add_days
from tpmcli.render.due import KINDS, due_text
from tpmcli.rules.due import Due
from tpmcli.rules.status import ProjectStatus
from tpmcli.text.sanitize import sanitize_line

_MOST_OCTETS = 75


def render_ics(status: ProjectStatus, dates: Sequence[Due], name: Callable[[str], str]) -> bytes:
    """Render dates as whole-day events; `name` gives the name of a person.

    The ids stay the same from day to day, so that a calendar that reads the file again does not
    show an event twice.
    """
    project = status.project.policy
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//tpm//due//EN", "CALSCALE:GREGORIAN"]
    stamp = f"{status.today.replace('-', '')}T000000Z"
    for due in dates:
        words = (project.id, due.increment, due.subject.id, str(due.subject.number), str(due.kind))
        key = sha256("\n".join(words).encode()).hexdigest()[:24]
        owners = ", ".join(name(each) for each in due.owners)
        lines += [
            "BEGIN:VEVENT",
            f"UID:{key}@tpm",
            f"DTSTAMP:{stamp}",
            f"DTSTART;VALUE=DATE:{due.day.replace('-', '')}",
            f"DTEND;VALUE=DATE:{add_days(due.day, 1).replace('-', '')}",
            f"SUMMARY:{_text(f'{project.name}: {KINDS[due.kind]}: {due_text(due)}')}",
            f"DESCRIPTION:{_text(owners)}",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]
    lines.append("END:VCALENDAR")
    return b"".join(_folded(line) for line in lines)


def _text(text: str) -> str:
    r"""Return text as a value of the type TEXT: `\`, `;` and `,` escaped, on one line."""
    text = sanitize_line(text)
    for sign in "\\;,":
        text = text.replace(sign, f"\\{sign}")
    return text


def _folded(line: str) -> bytes:
    """Return a line of at most 75 octets, and the rest of it on lines that begin with a blank."""
    parts, part = [], b""
    for sign in line:
        octets = sign.encode()
        if len(part) + len(octets) > _MOST_OCTETS:
            parts.append(part)
            part = b" "
        part += octets
    return b"\r\n".join([*parts, part]) + b"\r\n"
