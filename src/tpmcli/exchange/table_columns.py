"""Which column of a table holds what: by its name, and where names do not tell, by its cells."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from tpmcli.exchange.cell_kinds import are_dates, are_filled_in, are_prose, is_box
from tpmcli.exchange.column_names import (
    CHECKS,
    EXPECTS,
    IDS,
    LEVELS,
    MAY_SKIP,
    NEEDS_EVIDENCE,
    SECTIONS,
    STATES,
    TITLES,
    WHYS,
)
from tpmcli.exchange.levels import meaning
from tpmcli.exchange.source import UnreadableSourceError
from tpmcli.exchange.wording import tick
from tpmcli.text.names import nearest
from tpmcli.text.tables import column_name

Rows = Sequence[Sequence[str]]

# In data, the level may be a mapping: `L1.Required`.
_LEVEL_COLUMN = re.compile(r"((?:.*\b)?(?:level|lvl|l|tier)[ _-]*[0-9a-e])(?:\..+)?")
_ID = re.compile(r"(?=.*\d)[^\s]{1,24}")
# In letters, on average.
SHORT_NAME = 6
LONG_TEXT = 40
# So many rows tell what a column holds.
_SAMPLE = 200


class Columns(NamedTuple):
    """The columns of a table by what they hold, as indexes; -1 for none.

    `sections` go from the outermost. `grades` are columns of ticks, one for each level, with its
    name: an item has the level of each that is ticked. `is_titled`: the title's column has a name
    that tells it. `is_guessed`: that `check` is one is told by its ticks alone.
    """

    title: int
    id: int = -1
    level: int = -1
    sections: tuple[int, ...] = ()
    grades: tuple[tuple[int, str], ...] = ()
    check: int = -1
    why: int = -1
    expect: int = -1
    is_titled: bool = False
    needs_evidence: int = -1
    may_skip: int = -1
    is_guessed: bool = False

    @property
    def is_checklist(self) -> bool:
        """Whether the table has something to check, to weigh or to refer to."""
        return self.check >= 0 or self.level >= 0 or bool(self.grades)


def find_columns(header: Sequence[str], rows: Rows, named: Mapping[str, str]) -> Columns | None:
    """Return the columns of a table, or None if no column can be the title.

    `named` are columns that a person named, by field.

    Raises:
        UnreadableSourceError: the table has no column of such a name.
    """
    return _Finder(header, rows, named).columns()


class _Finder:
    def __init__(self, header: Sequence[str], rows: Rows, named: Mapping[str, str]) -> None:
        self._names = [column_name(cell) for cell in header]
        self._header = header
        self._rows = rows[:_SAMPLE]
        self._named = named
        self._free = set(range(len(header)))
        self._is_guessed = False

    def columns(self) -> Columns | None:
        given = {field: self._find_named(field) for field in self._named if field != "section"}
        sections = self._named_sections()
        title = given.get("title", -1)
        check = given.get("done", -1)
        grades = () if "level" in given else self._grades()
        level = given.get("level", -1)
        if "done" not in given:
            check = self._check_column()
        if level < 0 and not grades:
            level = self._level_column()
        section_names = [name for name in SECTIONS if name in self._names]
        if not sections:
            sections = self._sections(section_names)
        item_id = given.get("id", -1)
        if item_id < 0 and "id" not in given:
            item_id = self._by_name(IDS, reserve="title" not in given)
            if item_id < 0 and len(self._free) > 1:
                item_id = self._id_column()
        if title < 0:
            title = self._title()
        if title < 0:
            return None
        why = given.get("why", -1)
        if why < 0 and "why" not in given:
            why = self._by_name(WHYS)
            if why < 0 and not (self._names[title] in TITLES or "title" in given):
                why = self._long_column()
        expect = given.get("expect", -1)
        if expect < 0 and "expect" not in given:
            expect = self._by_name(EXPECTS)
        needs, skips = self._by_name(NEEDS_EVIDENCE), self._by_name(MAY_SKIP)
        is_titled = self._names[title] in TITLES or "title" in given
        return Columns(
            title,
            item_id,
            level,
            sections,
            grades,
            check,
            why,
            expect,
            is_titled=is_titled,
            needs_evidence=needs,
            is_guessed=self._is_guessed,
            may_skip=skips,
        )

    def _find_named(self, field: str) -> int:
        return self._place(self._named[field])

    def _place(self, written: str) -> int:
        if not written:
            return -1
        name = column_name(written)
        if name in self._names:
            place = self._names.index(name)
        elif written.isdigit() and 1 <= int(written) <= len(self._names):
            place = int(written) - 1
        else:
            near = nearest(name, self._names)
            known = ", ".join(f"`{cell}`" for cell in self._header if cell.strip())
            raise UnreadableSourceError(
                f"no column named `{written}`",
                hint=f"did you mean `{near}`?" if near else f"the columns are {known}",
            )
        self._free.discard(place)
        return place

    def _named_sections(self) -> tuple[int, ...]:
        written = self._named.get("section", "")
        parts = [part for part in written.split("/") if part]
        return tuple(self._place(part) for part in parts)

    def _by_name(self, names: Sequence[str], *, reserve: bool = False) -> int:
        """Return and take the first free column that has one of the names."""
        for name in names:
            if name in self._names:
                place = self._names.index(name)
                only_title = reserve and name in TITLES and not self._has_other_title(place)
                if place in self._free and not only_title:
                    self._free.discard(place)
                    return place
        return -1

    def _has_other_title(self, place: int) -> bool:
        return any(
            self._names.index(name) != place and self._names.index(name) in self._free
            for name in TITLES
            if name in self._names
        )

    def _cells(self, place: int) -> list[str]:
        return [row[place] for row in self._rows if place < len(row) and row[place].strip()]

    def _check_column(self) -> int:
        """Return and take the column that people fill in, by its name or since it holds boxes."""
        for name in CHECKS:
            if name in self._names:
                place = self._names.index(name)
                # A column `Check` may hold the names of the checks.
                is_state = name in STATES or are_filled_in(self._cells(place))
                if place in self._free and is_state and not are_prose(self._cells(place)):
                    self._free.discard(place)
                    return place
        for place in sorted(self._free):
            cells = self._cells(place)
            if cells and all(is_box(cell) for cell in cells):
                self._free.discard(place)
                self._is_guessed = True
                return place
        return -1

    def _grades(self) -> tuple[tuple[int, str], ...]:
        """Return and take the columns of ticks that are named after levels."""
        found: dict[str, int] = {}
        used = set()
        for place in sorted(self._free):
            match = _LEVEL_COLUMN.fullmatch(self._names[place])
            is_word = self._names[place] in ("must", "should", "could", "may", "a", "aa", "aaa")
            cells = self._cells(place)
            ticks = sum(tick(cell) is not None for cell in cells)
            # Some say in words what is asked at a level.
            if (match or is_word) and ticks * 2 >= len(cells):
                name = self._header[place].strip()
                found.setdefault(name.partition(".")[0] if match else name, place)
                used.add(place)
        if len(found) < 2:
            return ()
        self._free -= used
        return tuple((place, name) for name, place in found.items())

    def _id_column(self) -> int:
        """Return and take a column whose cells look like ids and are all different."""
        for place in sorted(self._free):
            cells = self._cells(place)
            ids = {cell for cell in cells if _ID.fullmatch(cell.strip())}
            if len(cells) > 2 and len(ids) * 10 >= len(cells) * 8 and not are_dates(ids):
                self._free.discard(place)
                return place
        return -1

    def _level_column(self) -> int:
        for name in LEVELS:
            if name in self._names:
                place = self._names.index(name)
                cells = self._cells(place)
                known = sum(meaning(cell) is not None or tick(cell) is not None for cell in cells)
                if place in self._free and cells and known * 10 >= len(cells) * 6:
                    self._free.discard(place)
                    return place
        return -1

    def _sections(self, names: Sequence[str]) -> tuple[int, ...]:
        """Return and take the columns that group the rows, outermost first.

        That is the order of the columns: a spreadsheet goes from the general to the particular.
        """
        places = sorted({self._names.index(name) for name in names} & self._free)
        # Of a table with nothing else, such a column is the title.
        while places and not self._free - set(places):
            places.pop()
        self._free.difference_update(places)
        return tuple(places)

    def _title(self) -> int:
        place = self._by_name(TITLES)
        cells = self._cells(place) if place >= 0 else []
        if place >= 0 and (cells or not self._free):
            return place
        texts = [each for each in sorted(self._free) if self._cells(each)]
        if not texts:
            return place
        # Names of items are all different; the longest texts explain them.
        names = [each for each in texts if self._is_distinct(each)]
        best = names[0] if names else max(texts, key=self._length)
        self._free.discard(best)
        return best

    def _long_column(self) -> int:
        """Return and take the free column with the longest texts, if they are long."""
        place = max(sorted(self._free), key=self._length, default=-1)
        if place < 0 or self._length(place) < LONG_TEXT:
            return -1
        self._free.discard(place)
        return place

    def _is_distinct(self, place: int) -> bool:
        cells = self._cells(place)
        return len(set(cells)) * 10 >= len(cells) * 9 and self._length(place) >= SHORT_NAME

    def _length(self, place: int) -> float:
        cells = self._cells(place)
        return sum(map(len, cells)) / len(cells) if cells else 0.0
