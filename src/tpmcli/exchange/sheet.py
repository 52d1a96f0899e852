"""The rows of a CSV file or a sheet: where the header is, and the items below it."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from tpmcli.exchange.cell_kinds import count_known
from tpmcli.exchange.options import ReadOptions
from tpmcli.exchange.source import UnreadableSourceError
from tpmcli.exchange.table_columns import Columns, find_columns
from tpmcli.exchange.table_rows import (
    RowReader,
    TableRow,
    count_grades,
    grade_levels,
    order_grades,
)
from tpmcli.model.checklist import Level
from tpmcli.model.imported import ImportedItem, LeftOut
from tpmcli.text.tables import Row, column_name

# A title, an author and a date may stand above the header.
_LOOKED_AT = 20


class SheetReading(NamedTuple):
    """The items of one table, and what it left."""

    items: Sequence[ImportedItem]
    left: Sequence[LeftOut]
    levels: Mapping[str, Level]


def find_header(rows: Sequence[Row], options: ReadOptions) -> int:
    """Return the index of the header among the rows; -1 if the table has none.

    That is the row with most names of columns; without any, the first row as wide as the table.
    """
    wanted = {column_name(name) for name in options.columns.values()}

    def known(row: Row) -> int:
        own = sum(column_name(cell) in wanted for cell in row.cells)
        return count_known(row.cells) + 10 * own

    start = rows[:_LOOKED_AT]
    best = max(range(len(start)), key=lambda index: (known(start[index]), -index), default=-1)
    if best >= 0 and known(start[best]):
        return best
    width = max((_filled(row) for row in rows), default=0)
    if width <= 1:
        return -1
    return next(index for index, row in enumerate(rows) if _filled(row) * 2 > width)


def _filled(row: Row) -> int:
    return sum(bool(cell.strip()) for cell in row.cells)


def columns_of(rows: Sequence[Row], header: int, options: ReadOptions) -> Columns | None:
    """Return the columns of a table by its header, or its only column if it has none.

    Raises:
        UnreadableSourceError: a column that a person named is not there.
    """
    if header < 0:
        return Columns(0)
    cells = [row.cells for row in rows[header + 1 :]]
    return find_columns(rows[header].cells, cells, options.columns)


def read_sheet(
    rows: Sequence[Row], header: int, columns: Columns, above: tuple[str, ...]
) -> SheetReading:
    """Return the items of the rows below the header."""
    below = rows[header + 1 :]
    columns = order_grades(columns, count_grades(columns, (row.cells for row in below)))
    reader = RowReader(columns, above, rows[header].cells if header >= 0 else ())
    reader.read(TableRow(row.line, row.cells) for row in below)
    return SheetReading(reader.items, reader.left, grade_levels(columns))


def no_title() -> UnreadableSourceError:
    """Return the error that no column can be the title of the items."""
    return UnreadableSourceError(
        "no column holds the titles of the items", hint="name one with `--map title=COLUMN`"
    )
