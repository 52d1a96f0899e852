"""The check `table`: a table has its columns and, if asked, no blank cell in them."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from tpmcli.checks.base import (
    CannotRunError,
    CheckContext,
    CheckedFile,
    FailedError,
    Options,
    UnreadError,
    counted,
    excerpt,
    is_blank,
    passed,
)
from tpmcli.checks.kind import FLAG, GLOB, TEXTS, UNREAD, CheckKind, Option, whole
from tpmcli.checks.sources import find, read_bytes, read_text
from tpmcli.model.facts import CheckResult
from tpmcli.text.tables import (
    Row,
    Table,
    UnreadableTableError,
    as_table,
    column_name,
    has_column,
    place_of,
    read_csv,
)

_FILE = Option(
    "file",
    GLOB,
    "a path, or a glob: the first file that matches is read; or `evidence`: the cited files",
)
_COLUMNS = Option(
    "columns",
    TEXTS,
    "the columns that must be there, other names for one with a bar between (Owner | Who); case and"
    " blanks around do not count",
)
_FILLED = Option(
    "filled",
    FLAG,
    "true: no cell of these columns is blank, in every table that has them",
    default=False,
)
_MIN_ROWS = Option(
    "min-rows",
    whole(0),
    "with `filled`: how many rows all these tables must have together; 0 if there may be none",
    default=1,
)


class _Nearest(NamedTuple):
    """A table that lacks columns: the line of its header, and their names."""

    line: int
    columns: list[str]

    def number(self) -> int:
        return len(self.columns)


class _LacksColumnsError(FailedError):
    """No table of a file has all the columns. `nearest` is the one that lacks least."""

    nearest: _Nearest | None = None


class _Column(NamedTuple):
    """A column by the first of its names, and all its names for comparison."""

    shown: str
    names: tuple[str, ...]


def run(options: Options, context: CheckContext) -> CheckResult:
    """Judge the first table that has all the columns; if they must be filled, each of them.

    Of several cited files one must have such a table, and each one that has it is judged.
    """
    columns = _columns(_COLUMNS.of(options))
    filled = _FILLED.of(options)
    least = _MIN_ROWS.of(options) if filled else 0
    found = find(context, _FILE.of(options))
    unread = UNREAD.of(options)
    if not found.cited:
        return _judge(found.first, found.first_label, columns, least, filled=filled)
    result: CheckResult | None = None
    lacking: list[_LacksColumnsError] = []
    for source in found.sources:
        try:
            judged = _judge(source, source.path, columns, least, filled=filled)
        except _LacksColumnsError as error:
            lacking.append(error)
        else:
            result = result or judged
    if result is not None:
        return result
    if unread == "warn" and not any(_is_recognised(each, columns) for each in lacking):
        names = ", ".join(f"'{excerpt(column.shown, 40)}'" for column in columns)
        raise UnreadError(f"{found.label}: no table with the columns {names}", found.first)
    lacking.sort(key=lambda each: each.nearest.number() if each.nearest else len(columns))
    if found.total > 1:
        lacking[0].message = f"none of {found.label}: {lacking[0].message}"
    raise lacking[0]


def _is_recognised(error: _LacksColumnsError, columns: Sequence[_Column]) -> bool:
    """Return whether a table is the one that is meant.

    It lacks one column, and has two or more. Any other may be a table of something else, or in
    another language.
    """
    return error.nearest is not None and error.nearest.number() == 1 and len(columns) > 2


def _judge(
    source: CheckedFile, label: str, columns: Sequence[_Column], least: int, *, filled: bool
) -> CheckResult:
    names = ", ".join(excerpt(column.shown, 40) for column in columns)
    header: Row | None = None
    rows = 0
    nearest: _Nearest | None = None
    try:
        for table in _tables(source, columns):
            missing = _missing(table.header, columns)
            if missing:
                nearest = min(nearest or missing, missing, key=_Nearest.number)
                continue
            header = header or table.header
            rows += _count(source, table, columns, filled=filled)
            if not filled:
                break
    except UnreadableTableError as error:
        raise CannotRunError(error.message(source.path), source, error.line) from None
    if header is None and nearest is None and filled and not least:
        return passed(f"{label}: no table in it, and no row is needed", source)
    if header is None:
        raise _lacks(source, nearest)
    if rows < least:
        has = f"{counted(rows, 'row')}, needs {least:,}" if rows else "no row"
        raise FailedError(f"{source.path}: the table has {has}", source, header.line)
    how = "filled in " if filled else ""
    told = f"{label}: {counted(rows, 'row')}, {how or 'columns '}{names}"
    return passed(told, source, header.line)


KIND = CheckKind(
    "A table (CSV, TSV, a sheet of Excel, or a pipe table in Markdown) has columns, and no blank"
    " cell in them.",
    (_FILE, _COLUMNS, _FILLED, _MIN_ROWS, UNREAD),
    run,
    reads=(".md", ".markdown", ".mdx", ".csv", ".tsv", ".tab", ".xlsx", ".xlsm"),
)


def _columns(listed: Sequence[str]) -> list[_Column]:
    columns = []
    for entry in listed:
        names = [name.strip() for name in entry.split("|") if name.strip()]
        if not names:
            raise CannotRunError("the option `columns` has a column without a name")
        columns.append(_Column(names[0], tuple(map(column_name, names))))
    return columns


def _tables(source: CheckedFile, columns: Sequence[_Column]) -> Iterable[Table]:
    name = source.path.lower()
    if name.endswith((".xlsx", ".xlsm")):
        return _sheets(source)
    text = read_text(source)
    if name.endswith((".md", ".markdown", ".mdx")):
        from tpmcli.checks.tables_markdown import read_markdown

        return read_markdown(text)
    separator = "\t" if name.endswith((".tsv", ".tab")) else ""
    table = read_csv(text, [column.names for column in columns], separator)
    return [] if table is None else [table]


def _sheets(source: CheckedFile) -> Iterator[Table]:
    """Yield the table of each sheet that has one, in the order of the sheets."""
    from tpmcli.text.workbook import WORKBOOK_LIMIT, read_workbook

    for sheet in read_workbook(read_bytes(source, WORKBOOK_LIMIT)).sheets:
        table = as_table(sheet.rows)
        if table is not None:
            yield table


def _missing(header: Row, columns: Sequence[_Column]) -> _Nearest | None:
    names = [column_name(cell) for cell in header.cells]
    missing = [column.shown for column in columns if not has_column(column.names, names)]
    return _Nearest(header.line, missing) if missing else None


def _lacks(source: CheckedFile, nearest: _Nearest | None) -> _LacksColumnsError:
    if nearest is None:
        return _LacksColumnsError(f"{source.path}: there is no table in it", source)
    listed = ", ".join(f"'{excerpt(column, 40)}'" for column in nearest.columns)
    noun = "column" if len(nearest.columns) == 1 else "columns"
    error = _LacksColumnsError(
        f"{source.path}:{nearest.line}: the table lacks the {noun} {listed}", source, nearest.line
    )
    error.nearest = nearest
    return error


def _count(source: CheckedFile, table: Table, columns: Sequence[_Column], *, filled: bool) -> int:
    """Return the number of rows.

    Raises: FailedError if they must be filled and one has a blank cell in these columns.
    """
    places = _places(source, table.header, columns)
    rows = 0
    for row in table.rows:
        rows += 1
        for place, column in zip(places, columns, strict=True):
            if filled and (place is None or is_blank("".join(row.cells[place : place + 1]))):
                raise FailedError(
                    f"{source.path}:{row.line}: no {excerpt(column.shown, 40)} in this row",
                    source,
                    row.line,
                )
    return rows


def _places(source: CheckedFile, header: Row, columns: Sequence[_Column]) -> list[int | None]:
    names = [column_name(cell) for cell in header.cells]
    places = []
    for column in columns:
        try:
            places.append(place_of(column.names, names))
        except ValueError:
            raise CannotRunError(
                f"{source.path}:{header.line}: the column '{excerpt(column.shown, 40)}' stands"
                " twice",
                source,
                header.line,
            ) from None
    return places
