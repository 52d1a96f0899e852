"""Tables as a check sees them, and those of CSV and its relatives."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from tpmcli.checks.base import CannotRunError, CheckedFile, is_blank
from tpmcli.checks.sources import DOCUMENT_LIMIT

_SEPARATORS = ",;\t|"
# The default limit of Python's csv.
MAX_CELL = 131_072


class Row(NamedTuple):
    """A row of a table and the line on which it begins, from 1."""

    line: int
    cells: list[str]


class Table(NamedTuple):
    """The header of a table, and the rows under it as they are read."""

    header: Row
    rows: Iterator[Row]


def column_name(text: str) -> str:
    """Return a column's name for comparison: without case, markup, and what cannot be seen."""
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
    filled = (row for row in rows if not all(map(is_blank, row.cells)))
    header = next(filled, None)
    return None if header is None else Table(header, filled)


def read_csv(source: CheckedFile, text: str, columns: Collection[Collection[str]]) -> Table | None:
    """Return the table of a CSV file, or None if there is no row at all.

    The separator is the comma, semicolon, tab or bar that parts the header into the most cells, or
    one with which it has all `columns`, each by one of its names (see `column_name`); or the one
    that the first line names (`sep=;`), as Excel writes it. The rows raise
    CannotRunError if the file breaks the format (RFC 4180).
    """
    import csv

    # No file that is read is larger, so only MAX_CELL below decides.
    csv.field_size_limit(DOCUMENT_LIMIT)
    named = _named_separator(text)
    if named:
        # The line stays, so that the others keep their numbers.
        rows = _csv_rows(source, text, named)
        next(rows, None)
        return as_table(rows)
    if source.path.lower().endswith((".tsv", ".tab")):
        return as_table(_csv_rows(source, text, "\t"))
    headers = {separator: _header(source, text, separator) for separator in _SEPARATORS}
    separator = max(
        headers,
        key=lambda each: (_has_all(headers[each], columns), len(headers[each])),
    )
    return as_table(_csv_rows(source, text, separator))


def _has_all(header: Iterable[str], columns: Collection[Collection[str]]) -> bool:
    names = list(map(column_name, header))
    return all(has_column(each, names) for each in columns)


def _named_separator(text: str) -> str:
    first = text.partition("\n")[0].rstrip("\r").strip('"')
    return first[4] if first[:4].lower() == "sep=" and len(first) == 5 else ""


def _header(source: CheckedFile, text: str, separator: str) -> list[str]:
    """Return the cells of the first row that is not blank; none if it cannot be read so."""
    try:
        table = as_table(_csv_rows(source, text, separator))
    except CannotRunError:
        return []
    return [] if table is None else table.header.cells


def _csv_rows(source: CheckedFile, text: str, separator: str) -> Iterator[Row]:
    import csv
    from io import StringIO

    reader = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
    start = 1
    try:
        for cells in reader:
            if max(map(len, cells), default=0) > MAX_CELL:
                raise CannotRunError(
                    f"{source.path}:{start}: refused: a cell of more than {MAX_CELL:,} characters",
                    source,
                    start,
                )
            yield Row(start, cells)
            start = reader.line_num + 1
    except csv.Error:
        reason = "a quote is not closed, or text follows a closing quote"
        raise CannotRunError(
            f"{source.path}:{start}: not readable as CSV: {reason}", source, start
        ) from None
