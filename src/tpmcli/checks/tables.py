"""Tables: CSV and its relatives, and the pipe tables of Markdown."""

from collections.abc import Iterator, Sequence
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
    """Return a column's name for comparison: without case, blanks and markup around it."""
    return text.strip(" \t*_`").casefold()


def read_csv(source: CheckedFile, text: str) -> Table | None:
    """Return the table of a CSV file, or None if there is no row at all.

    The separator is the comma, semicolon, tab or bar that is most frequent in the header. The rows
    raise CannotRunError if the file breaks the format (RFC 4180).
    """
    rows = _csv_rows(source, text)
    header = next(rows, None)
    return None if header is None else Table(header, rows)


def _csv_rows(source: CheckedFile, text: str) -> Iterator[Row]:
    import csv
    from io import StringIO

    # No file that is read is larger, so only MAX_CELL below decides.
    csv.field_size_limit(DOCUMENT_LIMIT)
    reader = csv.reader(StringIO(text, newline=""), delimiter=_separator(source, text), strict=True)
    start = 1
    try:
        for cells in reader:
            if max(map(len, cells), default=0) > MAX_CELL:
                raise CannotRunError(
                    f"{source.path}:{start}: refused: a cell of more than {MAX_CELL:,} characters",
                    source,
                    start,
                )
            if cells and not (len(cells) == 1 and is_blank(cells[0])):
                yield Row(start, cells)
            start = reader.line_num + 1
    except csv.Error:
        reason = "a quote is not closed, or text follows a closing quote"
        raise CannotRunError(
            f"{source.path}:{start}: not readable as CSV: {reason}", source, start
        ) from None


def _separator(source: CheckedFile, text: str) -> str:
    if source.path.lower().endswith((".tsv", ".tab")):
        return "\t"
    header = text.lstrip().partition("\n")[0]
    return max(_SEPARATORS, key=header.count)


def read_markdown(text: str) -> Iterator[Table]:
    """Yield every pipe table of a Markdown text outside code blocks, in order.

    https://github.github.com/gfm/#tables-extension-
    """
    from tpmcli.text.documents import lines_of

    lines = lines_of(text)
    fence = ""
    number = 0
    while number < len(lines):
        stripped = lines[number].strip()
        number += 1
        if fence:
            if stripped.startswith(fence) and not stripped.strip(fence[0]):
                fence = ""
        elif stripped.startswith(("```", "~~~")):
            fence = stripped[:3]
        elif "|" in stripped and number < len(lines):
            header = split_cells(stripped)
            if _is_delimiter(lines[number], len(header)):
                end = _end_of_table(lines, number + 1)
                yield Table(Row(number, header), _markdown_rows(lines, number + 1, end))
                number = end


def _end_of_table(lines: Sequence[str], start: int) -> int:
    while start < len(lines) and lines[start].strip() and "|" in lines[start]:
        start += 1
    return start


def _markdown_rows(lines: Sequence[str], start: int, end: int) -> Iterator[Row]:
    for number in range(start, end):
        yield Row(number + 1, split_cells(lines[number].strip()))


def split_cells(line: str) -> list[str]:
    r"""Return the cells of one row; `\|` is a bar inside a cell."""
    line = line.removeprefix("|")
    if line.endswith("|") and not line.endswith("\\|"):
        line = line[:-1]
    cells: list[str] = []
    joined = False
    for part in line.split("|"):
        if joined:
            cells[-1] += f"|{part}"
        else:
            cells.append(part)
        joined = cells[-1].endswith("\\")
        if joined:
            cells[-1] = cells[-1][:-1]
    return cells


def _is_delimiter(line: str, width: int) -> bool:
    cells = [cell.strip() for cell in split_cells(line.strip())]
    return len(cells) == width and all("-" in cell and not cell.strip(":-") for cell in cells)
