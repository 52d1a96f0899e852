"""The rows of a table as items."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from tpmcli.exchange.cells import live_text
from tpmcli.exchange.markup import plain_inline
from tpmcli.exchange.table_columns import Columns
from tpmcli.exchange.wording import (
    clean,
    has_text,
    is_deleted,
    is_deleted_state,
    take_box,
    tick,
    titled,
)
from tpmcli.model.checklist import Level
from tpmcli.model.imported import ImportedItem, LeftOut, LeftReason
from tpmcli.text.tables import column_name


class TableRow(NamedTuple):
    """A row: its line, its cells, and what its markup said of the whole of it."""

    line: int
    cells: Sequence[str]
    is_bold: bool = False
    is_struck: bool = False
    labels: tuple[str, ...] = ()


class RowReader:
    """Makes items of rows, and keeps in which section it is."""

    def __init__(
        self, columns: Columns, above: tuple[str, ...] = (), header: Sequence[str] = ()
    ) -> None:
        self.items: list[ImportedItem] = []
        self.left: list[LeftOut] = []
        self._columns = columns
        self._above = above
        self._group = ""
        self._shown_header = header
        self._header = [column_name(cell) for cell in header]
        self._sections = [""] * len(columns.sections)

    def read(self, rows: Iterable[TableRow]) -> None:
        """Take the rows."""
        listed = list(rows)
        if any(self._repeated(row) for row in listed) and self._columns.id >= 0:
            # Each part has its own header, with its name in place of the id's.
            self._group = clean(self._shown_header[self._columns.id])
        for row in listed:
            self._take(row)

    def _repeated(self, row: TableRow) -> int:
        """Return how many cells repeat the header, if those are most of the row."""
        cells = [column_name(cell) for cell in row.cells]
        pairs = [(own, cell) for own, cell in zip(self._header, cells, strict=False) if cell]
        same = sum(own == cell for own, cell in pairs)
        return same if same >= 2 and 2 * same > len(pairs) else 0

    def _cell(self, row: TableRow, place: int) -> str:
        text = clean(live_text(row.cells[place])) if 0 <= place < len(row.cells) else ""
        # People write links in the cells of a spreadsheet, too.
        return plain_inline(text) if "](" in text else text

    def _take(self, row: TableRow) -> None:
        columns = self._columns
        if self._repeated(row):
            other = [
                cell
                for place, cell in enumerate(map(clean, row.cells))
                if cell and (place >= len(self._header) or column_name(cell) != self._header[place])
            ]
            self._group = other[0] if other else self._group
            return
        if self._is_group(row):
            return
        self._carry_sections(row)
        box = take_box(self._cell(row, columns.title))
        text = box.rest
        source_id = self._cell(row, columns.id)
        check = self._cell(row, columns.check)
        if not has_text(text):
            self._leave(LeftReason.EMPTY, source_id or text, row)
        elif is_deleted(text) or is_deleted_state(check) or self._is_note(row, text):
            self._leave(LeftReason.DELETED, text, row)
        elif row.is_struck:
            self._leave(LeftReason.STRUCK_OUT, text, row)
        else:
            self._add(row, text, source_id, _ticked(check) if box.ticked is None else box.ticked)

    def _is_note(self, row: TableRow, text: str) -> bool:
        """Return whether a row has a note in brackets in place of an item, and asks nothing.

        Standards keep a deleted row, so that the others keep their numbers; the note may be in any
        language.
        """
        is_bracketed = text.startswith("[") and text.endswith("]")
        return is_bracketed and bool(self._columns.grades) and not self._level(row)

    def _is_group(self, row: TableRow) -> bool:
        """Return whether the row is a heading within the table, and remember it as such."""
        filled = [cell for cell in map(clean, row.cells) if cell]
        named = self._cell(row, self._columns.title) or (filled[0] if filled else "")
        others = self._others(row)
        is_alone = len(filled) == 1 and self._columns.title != 0 and row.cells[0].strip() != ""
        if not filled or others or not (row.is_bold or is_alone or _all_alike(filled)):
            return False
        self._group = named.strip(" :")
        return True

    def _others(self, row: TableRow) -> bool:
        """Return whether the row says anything beside its name and title."""
        columns = self._columns
        places = {columns.level, columns.check, columns.why, columns.expect}
        places |= {place for place, _ in columns.grades}
        texts = [self._cell(row, place) for place in places]
        title = self._cell(row, columns.title)
        return any(text not in ("", title) for text in texts)

    def _carry_sections(self, row: TableRow) -> None:
        """Set the sections; a blank cell repeats the one above, as merged cells do."""
        for index, place in enumerate(self._columns.sections):
            if (text := self._cell(row, place)) and text != self._sections[index]:
                self._sections[index] = text
                self._sections[index + 1 :] = [""] * (len(self._sections) - index - 1)

    def _add(self, row: TableRow, text: str, source_id: str, ticked: bool | None) -> None:
        columns = self._columns
        title, whole = titled(text)
        sections = [*self._above, self._group, *self._sections]
        self.items.append(
            ImportedItem(
                title,
                tuple(section for section in sections if section),
                source_id=source_id if source_id != text else "",
                level=self._level(row),
                why=self._cell(row, columns.why) or whole,
                expect=self._cell(row, columns.expect),
                ticked=ticked,
                not_applicable=bool(tick(self._cell(row, columns.may_skip))),
                evidence_required=bool(tick(self._cell(row, columns.needs_evidence))),
                line=row.line,
            )
        )

    def _level(self, row: TableRow) -> str:
        columns = self._columns
        if columns.grades:
            ticked = [name for place, name in columns.grades if _is_asked(self._cell(row, place))]
            return ticked[0] if ticked else ""
        level = self._cell(row, columns.level)
        # A column `Required` with ticks in it.
        checked = tick(level) if not level.isdigit() else None
        if checked is not None and level:
            return "required" if checked else "optional"
        return level or (row.labels[0] if row.labels else "")

    def _leave(self, reason: LeftReason, text: str, row: TableRow) -> None:
        self.left.append(LeftOut(reason, text, row.line))


def count_grades(columns: Columns, rows: Iterable[Sequence[str]]) -> Counter[str]:
    """Return how many rows are ticked at each of the columns of levels, by its name."""
    counts = Counter({name: 0 for _, name in columns.grades})
    for row in rows:
        for place, name in columns.grades:
            counts[name] += place < len(row) and _is_asked(row[place])
    return counts


def order_grades(columns: Columns, counts: Mapping[str, int]) -> Columns:
    """Return the columns with those of levels from the most basic one on.

    Where more is asked at each further level, as in the ASVS, that is the one with fewest ticks.
    """
    ordered = sorted(columns.grades, key=lambda grade: (not counts[grade[1]], counts[grade[1]]))
    return columns._replace(grades=tuple(ordered))


def grade_levels(columns: Columns) -> Mapping[str, Level]:
    """Return what the columns of levels mean: the most basic one is required, the others not."""
    return {
        name: Level.SHOULD if index else Level.MUST
        for index, (_, name) in enumerate(columns.grades)
    }


def _is_asked(cell: str) -> bool:
    """Return whether a cell in a column of a level says that it is asked at that level."""
    return bool(clean(cell)) and tick(cell) is not False


def _all_alike(cells: Sequence[str]) -> bool:
    """Return whether all cells hold the same, as those of a merged row do."""
    return len(cells) > 2 and len(set(cells)) == 1


def _ticked(check: str) -> bool | None:
    if not check:
        return False
    found = tick(check)
    if found is None and check.casefold() in (
        "complete",
        "completed",
        "pass",
        "passed",
        "met",
        "ok",
    ):
        return True
    return bool(found)
