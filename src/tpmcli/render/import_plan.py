"""What an import of answers would change, as text: a table an item, recorded beside filled in."""

from __future__ import annotations

from collections.abc import Sequence

from tpmcli.model.answer_form import AnswerFields, fields_of
from tpmcli.model.days import day_of
from tpmcli.model.import_view import AnswerChange, ImportPlan, RefusedRow
from tpmcli.render.fix import fix_lines
from tpmcli.render.style import Style, pad, plural
from tpmcli.text.columns import columns
from tpmcli.text.sanitize import sanitize_line

_WIDTH = 80
_NAME = 10
_NOTHING = "-"


def render_plan(plan: ImportPlan, style: Style) -> str:
    """Render every change, what is refused, and the sum, ending with a line feed."""
    lines: list[str] = []
    for change in plan.changes:
        lines += [*_item(change, style), *_table(change, style), ""]
    for change in plan.cleared:
        lines += [*_item(change, style), *_table(change, style), ""]
    for change in plan.conflicts:
        lines += conflict_text(change, style).splitlines()
        lines.append("")
    for row in plan.refused:
        lines += _refused(row, style)
    for remark in plan.remarks:
        lines += style.paragraph(f"note: {remark}", "", "  ")
    if plan.kept:
        one = len(plan.kept) == 1
        names = ", ".join(change.item.id for change in plan.kept)
        text = f"note: {'an emptied answer is' if one else 'emptied answers are'} kept: {names}"
        lines += style.paragraph(text, "", "  ")
        lines += style.paragraph("help: `--clear` removes what was emptied", "  ", "    ")
    lines += _sum(plan, style)
    return "\n".join(lines) + "\n"


def conflict_text(change: AnswerChange, style: Style) -> str:
    """Render an item that was answered after the form was made: both answers side by side."""
    lines = _item(change, style)
    if change.before is None:
        told = "the answer was removed after the form was made"
    else:
        who = f"{change.before.by} on {day_of(change.before.at)}"
        told = f"answered by {who}, after the form was made"
    lines += style.labelled("conflict:", told, "  ", "red")
    return "\n".join([*lines, *_table(change, style)]) + "\n"


def recorded_text(plan: ImportPlan) -> str:
    """Return the message after the import."""
    return f"recorded {plural(plan.total, 'answer')} as {sanitize_line(plan.person)}"


def _item(change: AnswerChange, style: Style) -> list[str]:
    title = [style.paint(line, "bold") for line in style.paragraph(change.item.title)]
    place = f"{change.item.id} · {change.item.role.short} · {change.place}"
    return [*title, *(style.paint(line, "dim") for line in style.paragraph(place, "  ", "    "))]


def _table(change: AnswerChange, style: Style) -> list[str]:
    """Return the fields that differ, what is recorded beside what the form has.

    If nothing is recorded, the form has the whole width.
    """
    before, after = fields_of(change.before), change.fields
    both = change.before is not None
    whole = (style.width or _WIDTH) - 2 - _NAME
    width = (whole - 2) // 2 if both else whole
    rows = [("", "recorded", "form")] if both else []
    rows += [
        (name, one or _NOTHING, two or _NOTHING)
        for name, one, two in zip(AnswerFields._fields, _texts(before), _texts(after), strict=True)
        if one != two
    ]
    lines = []
    for number, (name, *cells) in enumerate(rows):
        columns_of = [_wrapped(cell, width) for cell in (cells if both else cells[1:])]
        for at in range(max(map(len, columns_of))):
            parts = [column[at] if at < len(column) else "" for column in columns_of]
            shown = "  ".join(pad(part, width) for part in parts)
            line = f"  {pad(name if at == 0 else '', _NAME)}{shown}".rstrip()
            lines.append(style.paint(line, "dim") if both and number == 0 else line)
    return lines


def _texts(fields: AnswerFields) -> tuple[str, ...]:
    return (fields.answer, "\n".join(fields.evidence), fields.note, fields.owner, fields.due)


def _wrapped(text: str, width: int) -> list[str]:
    """Return the text as lines of at most `width` columns; a longer word is broken."""
    return [
        part
        for line in text.split("\n")
        for whole in Style(width=width).paragraph(sanitize_line(line))
        for part in _broken(whole, width)
    ]


def _broken(line: str, width: int) -> list[str]:
    parts = [""]
    for sign in line:
        if columns(parts[-1] + sign) > width:
            parts.append("")
        parts[-1] += sign
    return parts


def _refused(row: RefusedRow, style: Style) -> list[str]:
    lines = style.labelled("refused:", f"{row.name} ({row.place}): {row.message}", "", "red")
    return [*lines, *fix_lines(row.hint, style, 2)] if row.hint is not None else lines


def _sum(plan: ImportPlan, style: Style) -> list[str]:
    parts: Sequence[tuple[int, str]] = (
        (len(plan.changes), f"{plural(len(plan.changes), 'answer')} to record"),
        (len(plan.cleared), f"{len(plan.cleared):,} to remove"),
        (len(plan.conflicts), plural(len(plan.conflicts), "conflict")),
        (len(plan.refused), f"{len(plan.refused):,} refused"),
        (plan.unchanged, f"{plan.unchanged:,} unchanged"),
    )
    text = ", ".join(words for number, words in parts if number) or "the form has no items"
    lines = style.paragraph(text, "", "  ")
    if plan.conflicts:
        hint = "help: choose with `--prefer form` or `--prefer record`"
        lines += style.paragraph(hint, "  ", "    ")
    if not plan.may_be_recorded:
        lines.append("nothing was recorded")
    return lines
