"""The charts of the report as shapes with coordinates; a template writes them as SVG.

A chart repeats what tables tell, so it has one label that a screen reader reads, and texts that
have no room are cut.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, TypeAlias

from tpmcli.model.days import add_days, days_between, parse_day
from tpmcli.render.dates import month, written
from tpmcli.render.project.screen_parts import DatedRow, PhaseRow, RoleRow
from tpmcli.rules.report_summary import CALENDAR_DAYS
from tpmcli.text.columns import columns

# How wide a letter of 12 pixels is, on average in the widest usual font; a bold one is wider.
_LETTER = 6.7
_BOLD_LETTER = 7.6

_Across: TypeAlias = Callable[[str], float]
_Up: TypeAlias = Callable[[float], float]


class Shape(NamedTuple):
    """One element of a drawing: its tag, its attributes and, for `text`, its text."""

    tag: str
    attributes: tuple[tuple[str, str], ...]
    text: str = ""


class Chart(NamedTuple):
    """A drawing of a width and height, with what it says."""

    width: int
    height: int
    label: str
    shapes: tuple[Shape, ...]


def phase_line(rows: Sequence[PhaseRow], today: str) -> Chart:
    """Return the phases one after the other, those with dates to the scale of their days."""
    width = 1080
    begun = [row for row in rows if row.span.start]
    later = rows[len(begun) :]
    room_later = min(92.0 * len(later), width / 2 if begun else width)
    widths = _shares(begun, width - room_later - (8 if later and begun else 0))
    shapes: list[Shape] = []
    x = 0.0
    for row, wide in zip(begun, widths, strict=True):
        fill = "b-link" if row.mood == "link" else f"b-{row.mood}"
        bold = " t-bold" if row.mood in ("link", "bad") else ""
        shapes += [
            _rect(x + 1, 30, max(1.0, wide - 3), 14, fill, 3),
            _text(x + 1, 20, row.title, "t-bold", wide - 8),
            _text(x + 1, 62, row.state, f"t-{row.mood}{bold}", wide - 8),
            _text(x + 1, 78, row.when, "t-soft", wide - 8),
        ]
        x += wide
    if later and begun:
        shapes.append(_line(f"M{_n(x + 2)} 22V52", "axis"))
        x += 8
    if later:
        wide = room_later / len(later)
        for number, row in enumerate(later):
            at = x + number * wide
            shapes.append(_rect(at + 1, 30, max(1.0, wide - 6), 14, "o-soft", 3))
            shapes.append(_text(at + 1, 20, row.title, "t-soft", wide - 8))
        shapes.append(_text(x + 1, 62, "not begun", "t-soft", room_later))
    told = "; ".join(
        f"{row.title}: {row.state}{f', {row.when}' if row.when else ''}" for row in rows
    )
    return Chart(width, 84, f"Phases to {written(today, '')}: {told}.", tuple(shapes))


def _shares(rows: Sequence[PhaseRow], room: float) -> list[float]:
    """Return the widths of phases: to scale, but none too narrow to be seen."""
    if not rows:
        return []
    least = min(64.0, room / len(rows))
    days = [max(0.5, float(days_between(row.span.start, row.span.end))) for row in rows]
    narrow: set[int] = set()
    while True:
        left = room - least * len(narrow)
        whole = sum(each for number, each in enumerate(days) if number not in narrow)
        widths = [
            least if number in narrow else left * each / whole for number, each in enumerate(days)
        ]
        more = {number for number, each in enumerate(widths) if each < least} - narrow
        if not more:
            return widths
        narrow |= more


def burn_up(row: RoleRow, today: str, *, small: bool) -> Chart:
    """Return the required items of a role over time: satisfied, and asked so far."""
    made = row.burn_up
    height, top, bottom = (52, 6.0, 44.0) if small else (150, 10.0, 126.0)
    left, right = (2.0, 140.0) if small else (26.0, 346.0)
    days = max(1, days_between(made.start, made.end))
    step = _step(made.total)
    most = max(step, -(-made.total // step) * step)

    def at(day: str) -> float:
        return left + (right - left) * days_between(made.start, day) / days

    def up(number: float) -> float:
        return bottom - (bottom - top) * number / most

    shapes: list[Shape] = []
    if not small:
        for number in range(0, most + 1, step):
            shapes.append(_line(f"M{_n(left)} {_n(up(number))}H{_n(right)}", "grid"))
            label = f"{number:,}"
            shapes.append(_text(left - 6, up(number) + 4, label, "t-soft t-end"))
        shapes += _days(made.asked, made.end, at, today, (left, right, top, bottom))
    have = _steps(made.reached, at, up, left, right)
    need = _steps(made.asked, at, up, left, right)
    area = f"{have}V{_n(bottom)}H{_n(left)}Z"
    shapes += [_line(need, "need"), _line(area, "area"), _line(have, "have")]
    end = up(made.satisfied)
    dated = up(made.satisfied - made.undated)
    if made.undated:
        shapes.append(_line(f"M{_n(right)} {_n(dated)}V{_n(end)}", "have"))
    shapes.append(
        Shape("circle", (("cx", _n(right)), ("cy", _n(end)), ("r", "4"), ("class", "dot")))
    )
    words = f"{made.satisfied:,} of {made.total:,}"
    shapes.append(_text(right + 9, min(bottom, max(top + 4, end + 4)), words, "t-bold"))
    label = (
        f"{row.title}: {words} required items satisfied on {written(made.end, '')},"
        " up to this gate."
    )
    return Chart(210 if small else 430, height, label, tuple(shapes))


def _days(
    asked: Sequence[tuple[str, int]],
    end: str,
    at: _Across,
    today: str,
    box: tuple[float, float, float, float],
) -> Iterator[Shape]:
    """Yield the dates below a burn-up: the last one, and those of decisions that have room."""
    left, right, top, bottom = box
    yield _text(right, bottom + 18, written(end, today), "t-soft t-end")
    free = right - 52
    for day, _ in reversed(asked):
        x = at(day)
        if x > left:
            yield _line(f"M{_n(x)} {_n(top)}V{_n(bottom)}", "grid")
        centred = x > left + 20
        if x + (26 if centred else 48) <= free:
            look = "t-soft t-mid" if centred else "t-soft"
            yield _text(x, bottom + 18, written(day, today), look)
            free = x - 26


def _steps(
    points: Sequence[tuple[str, int]], at: _Across, up: _Up, left: float, right: float
) -> str:
    """Return the path of a number that rises in steps, from the left edge to the right one."""
    path = f"M{_n(left)} {_n(up(0))}"
    for day, number in points:
        path += f"H{_n(at(day))}V{_n(up(number))}"
    return f"{path}H{_n(right)}"


def _step(total: int) -> int:
    """Return the distance of lines, of which there are at most six."""
    step, factors = 1, (2, 2.5, 2)
    number = 0
    while total > 5 * step:
        step = int(step * factors[number % 3])
        number += 1
    return step


def calendar(rows: Sequence[DatedRow], today: str) -> Chart:
    """Return what is due in the next days: a bar from today to each date."""
    width, edge, row_height, top = 1080, 330.0, 40, 26
    last = add_days(today, CALENDAR_DAYS)
    days = max(1, days_between(today, last))
    scale = (width - edge) / days
    height = top + row_height * len(rows) + 8
    shapes = [_text(edge + 6, 18, _month(today), "t-bold")]
    shapes += _months(today, last, edge, scale, height)
    shapes.append(_line(f"M{_n(edge)} 8V{height - 4}", "have"))
    for number, row in enumerate(rows):
        y = top + number * row_height
        shapes.append(_line(f"M0 {y + 8}H{width}", "grid"))
        shapes.append(_text(0, y + 25, row.title, "t-bold", edge - 12))
        shapes.append(_text(0, y + 40, row.who, "t-soft", edge - 12))
        shapes += _bars(row, y + 19, today, edge, scale, width)
    told = "; ".join(
        f"{row.title}: {', '.join(f'{mark.word} {written(mark.day, today)}' for mark in row.marks)}"
        for row in rows
    )
    return Chart(width, height, f"The next {CALENDAR_DAYS} days: {told}.", tuple(shapes))


def _months(today: str, last: str, edge: float, scale: float, height: int) -> Iterator[Shape]:
    """Yield a line and a name for the first day of each month; this month's if it has room."""
    start = parse_day(today)
    year, number = (start.year, start.month) if start else (1, 1)
    while True:
        year, number = (year + 1, 1) if number == 12 else (year, number + 1)
        first = f"{year:04}-{number:02}-01"
        if year > 9999 or first > last:
            return
        x = edge + days_between(today, first) * scale
        yield _line(f"M{_n(x)} 8V{height - 4}", "axis")
        yield _text(x + 6, 18, month(number), "t-bold", 1080 - x - 6)


def _month(today: str) -> str:
    """Return the name of this month, in short since little of it may be left."""
    date = parse_day(today)
    return month(date.month)[:3] if date and date.day < 26 else ""


def _bars(
    row: DatedRow, y: int, today: str, edge: float, scale: float, width: int
) -> Iterator[Shape]:
    """Yield the bars of a row, the longest below, and the word at the end of each."""
    free = edge
    for mark in sorted(row.marks, key=lambda each: each.day, reverse=True):
        wide = max(0, days_between(today, mark.day)) * scale
        if wide > 2:
            yield _rect(edge + 2, y, wide - 2, 18, f"o-{mark.mood}", 4)
    for mark in sorted(row.marks, key=lambda each: each.day):
        x = edge + max(0, days_between(today, mark.day)) * scale
        tone = "bad" if mark.late else mark.mood
        words = f"{written(mark.day, today)} · {mark.word}"
        words = f"overdue since {words}" if mark.late else words
        long = columns(words) * _BOLD_LETTER
        yield _line(f"M{_n(x)} {y - 4}v26", "axis")
        # After the date if there is room, else before it, on the bar.
        later = [each for each in row.marks if each.day > mark.day]
        end = (
            edge + days_between(today, min(each.day for each in later)) * scale if later else width
        )
        if x + 7 + long <= end and x + 7 >= free:
            yield _text(x + 7, y + 13, words, f"t-bold t-{tone}")
            free = x + 7 + long
        elif x - 7 - long >= max(free, edge):
            yield _text(x - 7, y + 13, words, f"t-bold t-end t-{tone}")
            free = x


def _rect(x: float, y: float, width: float, height: float, look: str, round_: int) -> Shape:
    return Shape(
        "rect",
        (
            ("x", _n(x)),
            ("y", _n(y)),
            ("width", _n(width)),
            ("height", _n(height)),
            ("rx", str(round_)),
            ("class", look),
        ),
    )


def _line(path: str, look: str) -> Shape:
    return Shape("path", (("d", path), ("class", look)))


def _text(x: float, y: float, text: str, look: str, room: float = 0.0) -> Shape:
    letter = _BOLD_LETTER if "t-bold" in look else _LETTER
    shown = _fitting(text, room, letter) if room else text
    return Shape("text", (("x", _n(x)), ("y", _n(y)), ("class", look)), shown)


def _fitting(text: str, room: float, letter: float) -> str:
    """Return the beginning of a text that fits into so many pixels; empty if hardly any does."""
    most = int(room / letter)
    if columns(text) <= most:
        return text
    if most < 3:
        return ""
    kept = ""
    used = 1
    for sign in text[:most]:
        used += columns(sign)
        if used > most:
            break
        kept += sign
    return f"{kept.rstrip()}…"


def _n(number: float) -> str:
    """Return a coordinate in tenths of a pixel."""
    return f"{number:.1f}".removesuffix(".0")
