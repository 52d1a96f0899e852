"""`tpm due` as text and as JSON: what expires or falls due, in one list by date."""

from __future__ import annotations

from collections.abc import Sequence

from tpmcli.model.days import days_between
from tpmcli.model.fix import tpm
from tpmcli.model.place import placed_command
from tpmcli.render.fix import fix_lines
from tpmcli.render.style import Style, cut, plural
from tpmcli.rules.due import Due, DueKind
from tpmcli.rules.status import ProjectStatus
from tpmcli.text.sanitize import sanitize_line

KINDS = {
    DueKind.WAIVER: "waiver expires",
    DueKind.CONDITION: "condition due",
    DueKind.PLAN: "planned",
    DueKind.LAPSE: "answer expires",
    DueKind.ENFORCED: "becomes required",
    DueKind.CHECK: "check result expires",
    DueKind.DELEGATION: "delegation ends",
}
"""The event on a due date, in a few words."""

_ANSWERS = frozenset((DueKind.PLAN, DueKind.LAPSE, DueKind.WAIVER))


def render_text(
    status: ProjectStatus, due: Sequence[Due], within: int | None, owner: str, style: Style
) -> str:
    """Render the dates, overdue ones first, ending with a line feed."""
    policy, record = status.project.policy, status.project.record
    title = f"{sanitize_line(policy.name)} {record.increment}"
    lines = [f"{style.paint(title, 'bold')} · {status.today}", ""]
    over = [each for each in due if each.day < status.today]
    rest = due[len(over) :]
    for heading, look, part in (("Overdue", "red", over), ("Upcoming", "bold", rest)):
        if part:
            lines.append(style.paint(heading, look))
            for each in part:
                lines += _entry(each, status.today, look, style)
            lines.append("")
    filters = _asked(within, owner)
    overdue, upcoming = f"{len(over):,} overdue", f"{len(rest):,} upcoming{filters}"
    if over and rest:
        lines.append(f"{overdue}, {upcoming}")
    elif rest:
        lines.append(f"{upcoming}, none overdue")
    else:
        lines.append(f"{overdue if over else 'nothing is due'}{filters}")
    lines += _walks(over, style)
    return "\n".join(lines) + "\n"


def _walks(over: Sequence[Due], style: Style) -> list[str]:
    """Return the command that goes through the open items of each phase with an overdue one."""
    phases = dict.fromkeys(
        due.subject.phase for due in over if due.kind in _ANSWERS and not due.increment
    )
    commands = (placed_command(tpm("walk", phase), style.place) for phase in phases)
    return [line for each in commands for line in fix_lines(each, style, 2)]


def _entry(due: Due, today: str, look: str, style: Style) -> list[str]:
    wrapped = style.paragraph(f"{KINDS[due.kind]}: {due_text(due)}", f"  {due.day}  ")
    wrapped[0] = wrapped[0].replace(due.day, style.paint(due.day, look), 1)
    about = f"{due.subject.id} · {due_owners(due)} · {how_far(due.day, today)}"
    return [*wrapped, *style.paragraph(about, " " * 14)]


def due_text(due: Due) -> str:
    """Return the text of a condition and its number, or the title of an item.

    The increment stands before it, if it is not the one that is shown.
    """
    title, number = due.subject.title, due.subject.number
    text = f"{title} (condition {number})" if due.kind is DueKind.CONDITION else title
    return f"{due.increment}: {text}" if due.increment else text


def due_line(due: Due, indent: str, style: Style, *, overdue: bool = False, least: int = 0) -> str:
    """Render a date in one line, cut to the width but for `least` columns of its text."""
    start = f"{indent}{due.day}  {KINDS[due.kind]}: "
    end = f" ({sanitize_line(due_owners(due))})"
    room = max(least, style.width - len(start) - len(end)) if style.width else 0
    line = start + cut(sanitize_line(due_text(due)), room) + end
    return line.replace(due.day, style.paint(due.day, "red"), 1) if overdue else line


def due_owners(due: Due) -> str:
    """Return the owners of a date, with commas between them."""
    return ", ".join(due.owners)


def how_far(day: str, today: str) -> str:
    """Return the distance of a date from today, in words."""
    days = days_between(today, day)
    if abs(days) < 2:
        return {-1: "yesterday", 0: "today", 1: "tomorrow"}[days]
    return f"in {days:,} days" if days > 0 else f"{-days:,} days ago"


def _asked(within: int | None, owner: str) -> str:
    """Return the filters of the list, in words."""
    days = f" within {plural(within, 'day')}" if within is not None else ""
    return f"{days} for {sanitize_line(owner)}" if owner else days


def render_json(status: ProjectStatus, due: Sequence[Due], within: int | None, owner: str) -> str:
    """Render the same as JSON, `tpm/due/1`."""
    from tpmcli.render.jsontext import dump

    policy, record = status.project.policy, status.project.record
    return dump(
        {
            "schema": "tpm/due/1",
            "project": {"id": policy.id, "name": policy.name, "increment": record.increment},
            "as_of": status.today,
            "within": within,
            "owner": owner or None,
            "due": [
                {
                    **due_data(each),
                    "days": days_between(status.today, each.day),
                    "overdue": each.day < status.today,
                }
                for each in due
            ],
        }
    )


def due_data(due: Due) -> dict[str, object]:
    """Return a date as plain data."""
    return {
        "day": due.day,
        "kind": str(due.kind),
        "subject": due.subject.id,
        "increment": due.increment or None,
        "text": due_text(due),
        "owner": due_owners(due),
    }
