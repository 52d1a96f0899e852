"""The pipe tables of Markdown (https://github.github.com/gfm/#tables-extension-)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tpmcli.text.tables import Row, Table

_LIST_MARKS = ("- ", "* ", "+ ")


def read_markdown(text: str) -> Iterator[Table]:
    """Yield every table outside code blocks and comments, in order."""
    from tpmcli.text.documents import lines_of

    lines = list(_shown_lines(lines_of(text)))
    number = 0
    while number < len(lines):
        stripped = lines[number].strip()
        number += 1
        if "|" in stripped and number < len(lines):
            header = split_cells(stripped)
            if _is_delimiter(lines[number], len(header)):
                end = _end_of_table(lines, number + 1)
                yield Table(Row(number, _shown(header)), _rows(lines, number + 1, end))
                number = end


def _shown_lines(lines: Sequence[str]) -> Iterator[str]:
    """Yield the lines, with what is code or a comment left out."""
    fence = ""
    in_comment = in_list = False
    above_is_blank = True
    for line in lines:
        text = line
        if in_comment:
            _, end, text = text.partition("-->")
            in_comment = not end
        stripped = text.strip()
        if fence:
            if not stripped.strip(fence[0]) and len(stripped) >= len(fence):
                fence = ""
            yield ""
            continue
        is_indented = text.startswith(("    ", "\t"))
        if is_indented and above_is_blank and not in_list:
            yield ""
            continue
        fence = _fence(stripped)
        if fence:
            yield ""
            continue
        if stripped and not is_indented:
            in_list = stripped.startswith(_LIST_MARKS) or stripped[:1].isdigit()
        if stripped.startswith("<!--") and "-->" not in stripped:
            in_comment = True
            text = ""
        above_is_blank = not stripped
        yield _without_comments(text)


def _fence(stripped: str) -> str:
    """Return the signs that open a fenced block of code; empty if the line opens none."""
    if stripped[:3] not in ("```", "~~~"):
        return ""
    after = stripped.lstrip(stripped[0])
    # With another backtick behind it, it is code within a line.
    return "" if "`" in after and stripped[0] == "`" else stripped[: len(stripped) - len(after)]


def _without_comments(line: str) -> str:
    """Return a line without the comments of HTML that begin and end in it."""
    parts = line.split("<!--")
    shown = parts[0]
    for part in parts[1:]:
        inside, end, rest = part.partition("-->")
        shown += rest if end else f"<!--{inside}"
    return shown


def _end_of_table(lines: Sequence[str], start: int) -> int:
    while start < len(lines) and lines[start].strip() and "|" in lines[start]:
        start += 1
    return start


def _rows(lines: Sequence[str], start: int, end: int) -> Iterator[Row]:
    for number in range(start, end):
        yield Row(number + 1, _shown(split_cells(lines[number].strip())))


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


def _shown(cells: Sequence[str]) -> list[str]:
    """Return what a reader sees in the cells: no tag but an image, no entity, no empty box."""
    return [_without_entities(_without_tags(cell)).replace("[ ]", "") for cell in cells]


def _without_entities(cell: str) -> str:
    if "&" not in cell:
        # The table of all entities takes longer to load than most documents to read.
        return cell
    from html import unescape

    return unescape(cell)


def _without_tags(cell: str) -> str:
    first, *parts = cell.split("<")
    shown = first
    for part in parts:
        tag, end, rest = part.partition(">")
        is_tag = bool(end) and (tag[:1].isalpha() or tag[:1] == "/") and tag[:3].lower() != "img"
        # A link in angle brackets is shown.
        shown += rest if is_tag and ":" not in tag and "@" not in tag else f"<{part}"
    return shown


def _is_delimiter(line: str, width: int) -> bool:
    cells = [cell.strip() for cell in split_cells(line.strip())]
    return len(cells) == width and all("-" in cell and not cell.strip(":-") for cell in cells)
