"""What an import took, what it left, and how the pack changed, for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tpmcli.model.imported import ImportReport, ItemChange, LeftOut
from tpmcli.render.checklist.left_out import counted_reason, counts_by_reason
from tpmcli.render.style import Style, cut, plural
from tpmcli.text.sanitize import sanitize_line

_MOST_SHOWN = 5
_SHORT = 60


def render(report: ImportReport, style: Style) -> str:
    """Render the report as lines, ending with a line feed."""
    texts = [
        _taken(report),
        *_left(report.reading.left),
        *_levels(report),
        *_told_apart(report.told_apart),
        *report.reading.remarks,
        *_ticks(report),
    ]
    lines = [line for text in texts for line in style.paragraph(sanitize_line(text), "", "  ")]
    if report.is_update:
        lines += _changes(report, style)
    return "".join(f"{line}\n" for line in lines)


def _taken(report: ImportReport) -> str:
    sections = {item.section[:1] for item in report.taken if item.section}
    inner = {item.section for item in report.taken if len(item.section) > 1}
    where = f" in {plural(len(sections), 'section')}" if sections else ""
    below = f" ({plural(len(inner), 'subsection')})" if inner else ""
    title = report.format_title
    return f"{plural(len(report.taken), 'item')}{where}{below} from {report.file}, {title}"


def _left(left: Sequence[LeftOut]) -> Iterable[str]:
    """Return a line for each reason, with the first of what it is about."""
    for reason, count in counts_by_reason(left):
        first = next(each for each in left if each.reason is reason)
        place = f"line {first.line}: " if first.line else ""
        example = f" ({place}“{cut(first.text, _SHORT)}”)" if first.text else ""
        yield f"left out: {counted_reason(reason, count)}{example}"


def _levels(report: ImportReport) -> Iterable[str]:
    uses = sorted(report.levels, key=lambda use: -use.items)
    named = [use for use in uses if use.word]
    plain = [use for use in uses if not use.word]
    parts = [
        f"`{cut(use.word, 30)}` is {use.level or 'left out'} ({use.items:,})" for use in named[:8]
    ]
    parts += [f"and {len(named) - 8} more words"] if len(named) > 8 else []
    if named:
        parts += [f"without a word {use.level} ({use.items:,})" for use in plain]
        yield f"levels: {', '.join(parts)}; change them with `--levels WORD=must|should|leave`"
    elif plain:
        yield f"levels: the source has none, so all are {plain[0].level} (`--level`)"


def _told_apart(ids: Sequence[str]) -> Iterable[str]:
    if ids:
        shown = ", ".join(f"`{each}`" for each in ids[:_MOST_SHOWN])
        more = f" and {len(ids) - _MOST_SHOWN} more" if len(ids) > _MOST_SHOWN else ""
        yield f"the source repeats ids, which got different endings: {shown}{more}"


def _ticks(report: ImportReport) -> Iterable[str]:
    ticked = sum(bool(item.ticked) for item in report.taken)
    if ticked:
        yield f"{plural(ticked, 'tick')} in the source: no answers, unless with `--keep-answers`"


def _changes(report: ImportReport, style: Style) -> list[str]:
    counts = (
        (len(report.appeared), "new"),
        (len(report.vanished), "gone"),
        (len(report.reworded), "reworded"),
    )
    told = [f"{report.kept:,} kept their ids", *(f"{n:,} {word}" for n, word in counts if n)]
    lines = [", ".join(told)]
    for sign, look, changes in (
        ("+", "green", report.appeared),
        ("-", "red", report.vanished),
        ("~", "yellow", report.reworded),
    ):
        lines += _listed(sign, look, changes, style)
    return lines


def _listed(sign: str, look: str, changes: Sequence[ItemChange], style: Style) -> list[str]:
    lines = []
    for change in changes[:20]:
        text = sanitize_line(f"{change.id}: {cut(change.title, 80)}")
        lines += [style.paint(line, look) for line in style.paragraph(text, f"  {sign} ", "    ")]
    if len(changes) > 20:
        lines.append(f"  {sign} and {len(changes) - 20} more")
    return lines
