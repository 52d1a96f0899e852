"""The check `table`: a table has its columns and, if asked, no blank cell in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from tpmcli.checks.base import (
    CannotRunError,
    CheckContext,
    CheckedFile,
    FailedError,
    Options,
    counted,
    excerpt,
    is_blank,
    passed,
)
from tpmcli.checks.kind import FLAG, GLOB, TEXTS, CheckKind, Option
from tpmcli.checks.sources import find, read_bytes, read_text
from tpmcli.model.facts import CheckResult
from tpmcli.text.tables import Row, Table, UnreadableTableError, as_table, column_name, read_csv

_FILE = Option("file", GLOB, "a path, or a glob: the first file that matches is read")
_COLUMNS = Option(
    "columns", TEXTS, "the columns that must be there; case and blanks around do not count"
)
_FILLED = Option(
    "filled", FLAG, "true: at least one row, and no cell of these columns is blank", default=False
)


def run(options: Options, context: CheckContext) -> CheckResult:
    """Judge the first table that has all the columns."""
    columns = _COLUMNS.of(options)
    filled = _FILLED.of(options)
    found = find(context, _FILE.of(options))
    source = found.first
    try:
        table = _choose(source, _tables(source, columns), columns)
        places = _places(source, table.header, columns)
        rows = 0
        for row in table.rows:
            rows += 1
            if filled:
                _refuse_blanks(source, row, places, columns)
    except UnreadableTableError as error:
        raise CannotRunError(error.message(source.path), source, error.line) from None
    if filled and not rows:
        raise FailedError(f"{source.path}: the table has no row", source, table.header.line)
    names = ", ".join(excerpt(column, 40) for column in columns)
    how = "filled in " if filled else ""
    return passed(
        f"{found.first_label}: {counted(rows, 'row')}, {how or 'columns '}{names}",
        source,
        table.header.line,
    )


KIND = CheckKind(
    "A table (CSV, TSV, a sheet of Excel, or a pipe table in Markdown) has columns, and no blank"
    " cell in them.",
    (_FILE, _COLUMNS, _FILLED),
    run,
)


def _tables(source: CheckedFile, columns: Sequence[str]) -> Iterable[Table]:
    name = source.path.lower()
    if name.endswith((".xlsx", ".xlsm")):
        return _sheets(source)
    text = read_text(source)
    if name.endswith((".md", ".markdown", ".mdx")):
        from tpmcli.checks.tables_markdown import read_markdown

        return read_markdown(text)
    separator = "\t" if name.endswith((".tsv", ".tab")) else ""
    table = read_csv(text, columns, separator)
    return [] if table is None else [table]


def _sheets(source: CheckedFile) -> Iterator[Table]:
    """Yield the table of each sheet that has one, in the order of the sheets."""
    from tpmcli.text.workbook import WORKBOOK_LIMIT, read_workbook

    for sheet in read_workbook(read_bytes(source, WORKBOOK_LIMIT)).sheets:
        table = as_table(sheet.rows)
        if table is not None:
            yield table


def _choose(source: CheckedFile, tables: Iterable[Table], columns: Sequence[str]) -> Table:
    wanted = {column_name(column): column for column in columns}
    nearest: tuple[int, int, list[str]] | None = None
    for table in tables:
        names = {column_name(cell) for cell in table.header.cells}
        missing = [column for name, column in wanted.items() if name not in names]
        if not missing:
            return table
        if nearest is None or len(missing) < nearest[0]:
            nearest = (len(missing), table.header.line, missing)
    if nearest is None:
        raise FailedError(f"{source.path}: there is no table in it", source)
    _, line, missing = nearest
    listed = ", ".join(f"'{excerpt(column, 40)}'" for column in missing)
    noun = "column" if len(missing) == 1 else "columns"
    raise FailedError(f"{source.path}:{line}: the table lacks the {noun} {listed}", source, line)


def _places(source: CheckedFile, header: Row, columns: Sequence[str]) -> list[int]:
    names = [column_name(cell) for cell in header.cells]
    places = []
    for column in columns:
        name = column_name(column)
        if names.count(name) > 1:
            raise CannotRunError(
                f"{source.path}:{header.line}: the column '{excerpt(column, 40)}' stands twice",
                source,
                header.line,
            )
        places.append(names.index(name))
    return places


def _refuse_blanks(
    source: CheckedFile, row: Row, places: Sequence[int], columns: Sequence[str]
) -> None:
    for place, column in zip(places, columns, strict=True):
        if place >= len(row.cells) or is_blank(row.cells[place]):
            raise FailedError(
                f"{source.path}:{row.line}: no {excerpt(column, 40)} in this row",
                source,
                row.line,
            )
