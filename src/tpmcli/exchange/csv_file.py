"""CSV files and their relatives, with any separator."""

from itertools import islice

from tpmcli.exchange.options import ReadOptions
from tpmcli.exchange.sheet import columns_of, find_header, no_title, read_sheet
from tpmcli.exchange.source import ImportSource, UnreadableSourceError
from tpmcli.model.imported import Reading
from tpmcli.text.tables import SEPARATORS, Row, UnreadableTableError, column_name, read_csv

MAX_ROWS = 50_000


def recognises(source: ImportSource) -> bool:
    """Return whether the file is named as CSV, or its first lines are parted alike."""
    if source.extension in (".csv", ".tsv", ".tab", ".psv"):
        return True
    lines = [line for line in source.start.splitlines()[:6] if line.strip()]
    if len(lines) < 2 or source.extension in (".md", ".markdown", ".mdx"):
        return False
    # A table of Markdown begins with a bar.
    if lines[0].lstrip()[:1] in ("|", "#", "-", "*", "<"):
        return False
    counts = ([line.count(sign) for line in lines[:3]] for sign in SEPARATORS)
    return any(min(each) >= 1 and len(set(each)) == 1 for each in counts)


def read(source: ImportSource, options: ReadOptions) -> Reading:
    """Return the rows as items.

    Raises:
        UnreadableSourceError: the file breaks the format, or no column holds titles.
    """
    rows = _rows(source, options)
    if not rows:
        raise UnreadableSourceError("this file has no row")
    header = find_header(rows, options)
    columns = columns_of(rows, header, options)
    if columns is None:
        raise no_title()
    found = read_sheet(rows, header, columns, ())
    remarks: tuple[str, ...] = ()
    if source.is_guessed:
        remarks = ("the file is not UTF-8; it was read as windows-1252 (other: `--encoding`)",)
    return Reading("", tuple(found.items), tuple(found.left), found.levels, remarks)


def _rows(source: ImportSource, options: ReadOptions) -> list[Row]:
    separator = options.separator
    if not separator and source.extension in (".tsv", ".tab"):
        separator = "\t"
    try:
        table = read_csv(
            source.text, [(column_name(each),) for each in options.columns.values()], separator
        )
        if table is None:
            return []
        rows = [table.header, *islice(table.rows, MAX_ROWS)]
        if next(table.rows, None) is not None:
            raise UnreadableSourceError(f"more than {MAX_ROWS:,} rows are too many for a checklist")
    except UnreadableTableError as error:
        raise UnreadableSourceError(error.reason, error.line) from None
    return rows
