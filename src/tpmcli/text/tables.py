"""Tables as rows of texts, and how they are read from CSV and its relatives.

Every text is untrusted: the size of a cell is bounded, and a broken file is an error with its line.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from tpmcli.text.visible import is_visible

SEPARATORS = ",;\t|"
# The default limit of Python's csv.
MAX_CELL = 131_072
_ANY_SIZE = 1 << 30


class UnreadableTableError(Exception):
    """A table that cannot be read: why, and on which line, from 1; 0 if no line is to blame."""

    def __init__(self, reason: str, line: int = 0) -> None:
        super().__init__(reason)
        self.reason = reason
        self.line = line

    def message(self, path: str) -> str:
        """Return the error as one line that begins with the place in the file."""
        place = f"{path}:{self.line}" if self.line else path
        return f"{place}: {self.reason}"


class Row(NamedTuple):
    """A row of a table and the line on which it begins, from 1."""

    line: int
    cells: list[str]

    @property
    def is_blank(self) -> bool:
        """Whether nothing can be seen in any cell."""
        return not any(map(is_visible, self.cells))


class Table(NamedTuple):
    """The header of a table, and the rows under it as they are read."""

    header: Row
    rows: Iterator[Row]


def column_name(text: str) -> str:
    """Return a column's name for comparison: without case, markup, and what cannot be seen."""
    seen = text
    if not text.isprintable():
        seen = "".join(char for char in text if char.isprintable() or char.isspace())
    return " ".join(seen.split()).strip(" *_`").casefold()


def place_of(names: Collection[str], header: Sequence[str]) -> int | None:
    """Return the place of the column that has one of the names; None if there is none.

    The names are in their order of preference, and both are as `column_name` gives them. A column
    may say more behind a sign: `limit, with its source` is `limit`.

    Raises: ValueError if two columns have the name.
    """
    for is_named in (str.__eq__, _says_more):
        for name in names:
            places = [place for place, cell in enumerate(header) if is_named(cell, name)]
            if len(places) > 1:
                raise ValueError(name)
            if places:
                return places[0]
    return None


def has_column(names: Collection[str], header: Sequence[str]) -> bool:
    """Return whether a column has one of the names; see `place_of`."""
    try:
        return place_of(names, header) is not None
    except ValueError:
        return True


def _says_more(cell: str, name: str) -> bool:
    return cell.startswith(name) and cell[len(name) :].lstrip()[:1] in tuple("(,:;/?")


def as_table(rows: Iterator[Row]) -> Table | None:
    """Return the table whose header is the first row that is not blank, or None.

    Blank rows are left out: a spreadsheet writes them for cells that were cleared.
    """
    filled = (row for row in rows if not row.is_blank)
    header = next(filled, None)
    return None if header is None else Table(header, filled)


def read_csv(
    text: str, columns: Collection[Collection[str]] = (), separator: str = ""
) -> Table | None:
    """Return the table of a CSV file, or None if there is no row at all.

    Args:
        text: the content of the file.
        columns: what the header is expected to have: of each column its names (see `column_name`).
        separator: what separates the cells; empty to find it. The first line may name it (`sep=;`),
            as Excel writes it. Otherwise it is the comma, semicolon, tab or bar that parts the
            header into the most cells, or one with which it has all `columns`.

    Raises:
        UnreadableTableError: the file breaks the format (RFC 4180); also while rows are taken.
    """
    import csv

    # Whoever gives the text has bounded it, so only MAX_CELL below decides.
    csv.field_size_limit(_ANY_SIZE)
    named = _named_separator(text)
    if named:
        # The line stays, so that the others keep their numbers.
        rows = _csv_rows(text, named)
        next(rows, None)
        return as_table(rows)
    return as_table(_csv_rows(text, separator or _likely_separator(text, columns)))


def _likely_separator(text: str, columns: Collection[Collection[str]]) -> str:
    headers = {separator: _header(text, separator) for separator in SEPARATORS}
    return max(headers, key=lambda each: (_has_all(headers[each], columns), len(headers[each])))


def _has_all(header: Iterable[str], columns: Collection[Collection[str]]) -> bool:
    names = list(map(column_name, header))
    return all(has_column(each, names) for each in columns)


def _named_separator(text: str) -> str:
    first = text.partition("\n")[0].rstrip("\r").strip('"')
    return first[4] if first[:4].lower() == "sep=" and len(first) == 5 else ""


def _header(text: str, separator: str) -> list[str]:
    """Return the cells of the first row that is not blank; none if it cannot be read so."""
    try:
        table = as_table(_csv_rows(text, separator))
    except UnreadableTableError:
        return []
    return [] if table is None else table.header.cells


def _csv_rows(text: str, separator: str) -> Iterator[Row]:
    import csv
    from io import StringIO

    reader = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
    start = 1
    try:
        for cells in reader:
            if max(map(len, cells), default=0) > MAX_CELL:
                raise UnreadableTableError(
                    f"refused: a cell of more than {MAX_CELL:,} characters", start
                )
            yield Row(start, cells)
            start = reader.line_num + 1
    except csv.Error:
        reason = "a quote is not closed, or text follows a closing quote"
        raise UnreadableTableError(f"not readable as CSV: {reason}", start) from None
