"""Which tables of a document are checklists, and their rows."""

from collections.abc import Sequence

from tpmcli.exchange.blocks import Grid, TextSpan
from tpmcli.exchange.levels import is_plain_word
from tpmcli.exchange.options import ReadOptions
from tpmcli.exchange.table_columns import Columns, find_columns
from tpmcli.exchange.table_rows import TableRow
from tpmcli.exchange.wording import clean, has_text, take_box


def table_row(line: int, cells: Sequence[TextSpan]) -> TableRow:
    """Return a row with what its markup said of the whole of it."""
    filled = [cell for cell in cells if has_text(cell.text)]
    labels = tuple(label for cell in cells for label in cell.labels if is_plain_word(label))
    return TableRow(
        line,
        [cell.text for cell in cells],
        bool(filled) and all(cell.is_bold for cell in filled),
        bool(filled) and all(cell.is_struck for cell in filled),
        labels,
    )


def checkable_columns(grid: Grid, options: ReadOptions) -> Columns | None:
    """Return the columns of a table that is a checklist; None for any other table."""
    header, rows = [cell.text for cell in grid.header], cell_texts(grid)
    named = _named(header, options)
    columns = find_columns(header, rows, named)
    if columns is None or not rows:
        return None
    titles = [row[columns.title] for row in rows if columns.title < len(row)]
    has_boxes = any(take_box(title).ticked is not None for title in titles)
    return columns if columns.is_checklist or has_boxes or "title" in named else None


def _named(header: Sequence[str], options: ReadOptions) -> dict[str, str]:
    """Return the columns that a person named, if this is the table that has them."""
    names = {clean(cell).casefold() for cell in header}
    wanted = options.columns
    has_all = all(name.casefold() in names for name in wanted.values() if not name.isdigit())
    return dict(wanted) if wanted and has_all else {}


def cell_texts(grid: Grid) -> list[list[str]]:
    """Return the texts of the rows below the header."""
    return [[cell.text for cell in cells] for _, cells in grid.rows]
