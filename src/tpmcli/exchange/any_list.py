"""Any list in YAML or JSON: its entries as the rows of a table, its keys as columns.

The lists of a file are told apart by their paths. In a path, a list is passed through for all its
entries, and `*` stands for every key of a mapping: `categories.*.tests`.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from tpmcli.exchange.data import Data, load_data, text_of
from tpmcli.exchange.markup import without_html
from tpmcli.exchange.options import ReadOptions
from tpmcli.exchange.sheet import no_title
from tpmcli.exchange.source import ImportSource, UnreadableSourceError
from tpmcli.exchange.table_columns import Columns, find_columns
from tpmcli.exchange.table_rows import (
    RowReader,
    TableRow,
    count_grades,
    grade_levels,
    order_grades,
)
from tpmcli.model.imported import LeftOut, Reading

_NAMES = ("title", "name", "label", "Name", "Title", "heading", "section", "category", "id")
_NEVER = (".md", ".markdown", ".mdx", ".csv", ".tsv", ".html", ".htm")
_MAX_DEPTH = 12
# A mapping with more keys than this, all with mappings, is a list by another name.
_MANY = 2


class _List(NamedTuple):
    """A list of entries, the path to it, and the names of what it is in."""

    path: str
    sections: tuple[str, ...]
    entries: Sequence[Data]


def recognises(source: ImportSource) -> bool:
    """Return whether the file is named as YAML or JSON, or is JSON by another name."""
    if source.extension in (".yaml", ".yml", ".json", ".jsonc", ".json5"):
        return True
    start = source.start.lstrip()
    # A link of Markdown begins as a list of JSON does.
    if not re.match(r"[{\[]\s*[\"{\[\]}]", start) or source.extension in _NEVER:
        return False
    try:
        load_data(source)
    except UnreadableSourceError:
        return False
    return True


def read(source: ImportSource, options: ReadOptions) -> Reading:
    """Return the entries of the list at `items_path`, or of the one with most entries.

    Raises:
        UnreadableSourceError: there is no such list.
    """
    data = load_data(source)
    found = list(_lists(data, "", (), 0))
    remarks: tuple[str, ...] = ()
    if options.items_path is None:
        path = _likely(found)
        others = sorted({each.path or "." for each in found if each.path != path})
        remarks = (f"taken from `{path or '.'}`",)
        if others:
            listed = ", ".join(f"`{each}`" for each in others[:5])
            remarks = (f"taken from `{path or '.'}`; other lists (`--items`): {listed}",)
        chosen = [each for each in found if each.path == path]
    else:
        steps = [step for step in options.items_path.replace("[]", "").split(".") if step]
        chosen = list(_select(data, steps, (), options.items_path))
        if not chosen:
            near = ", ".join(f"`{each}`" for each in sorted({each.path or "." for each in found}))
            raise UnreadableSourceError(
                f"there is no list at `{options.items_path}`", hint=f"the lists are {near}"
            )
    return _reading(data, chosen, options, remarks)


def _reading(
    data: Data, lists: Sequence[_List], options: ReadOptions, remarks: tuple[str, ...]
) -> Reading:
    rows = [_flat(entry) for each in lists for entry in each.entries]
    header = list(dict.fromkeys(key for row in rows for key in row))
    cells = [[row.get(key, "") for key in header] for row in rows]
    columns = find_columns(header, cells, options.columns)
    if columns is None:
        raise no_title()
    columns = order_grades(columns, count_grades(columns, cells))
    items, left = [], list[LeftOut]()
    place = 0
    for each in lists:
        reader = _reader(columns, each)
        count = len(each.entries)
        reader.read(TableRow(0, row) for row in cells[place : place + count])
        place += count
        items += reader.items
        left += reader.left
    title = text_of(data, "title", "name", "Name", "Title")
    return Reading(title, tuple(items), tuple(left), grade_levels(columns), remarks)


def _reader(columns: Columns, each: _List) -> RowReader:
    return RowReader(columns, each.sections)


def _flat(entry: Data) -> dict[str, str]:
    """Return an entry as cells by their keys; a key of an inner mapping has both names."""
    if not isinstance(entry, Mapping):
        return {"title": without_html(str(entry)) if not isinstance(entry, list) else ""}
    cells: dict[str, str] = {}
    for key, value in entry.items():
        if isinstance(value, str):
            cells[key] = without_html(value)
        elif isinstance(value, Mapping):
            for inner, text in value.items():
                if isinstance(text, str):
                    cells[f"{key}.{inner}"] = without_html(text)
        else:
            cells[key] = without_html("; ".join(each for each in value if isinstance(each, str)))
    return cells


def _lists(data: Data, path: str, sections: tuple[str, ...], depth: int) -> Iterator[_List]:
    """Yield every list whose entries are texts or mappings, with the lists inside it."""
    if depth > _MAX_DEPTH:
        return
    if isinstance(data, list):
        if data and all(isinstance(each, str | Mapping) for each in data):
            yield _List(path, sections, data)
        for each in data:
            yield from _lists(each, path, _below(sections, each), depth + 1)
    elif isinstance(data, Mapping):
        is_group = len(data) >= _MANY and all(isinstance(each, Mapping) for each in data.values())
        for key, value in data.items():
            step = "*" if is_group else key
            inner = f"{path}.{step}" if path else step
            yield from _lists(value, inner, (*sections, key) if is_group else sections, depth + 1)


def _below(sections: tuple[str, ...], entry: Data) -> tuple[str, ...]:
    name = text_of(entry, *_NAMES)
    return (*sections, name) if name else sections


def _likely(lists: Sequence[_List]) -> str:
    """Return the path of the list to take.

    That is the one of mappings, with no list inside it, that has most entries.

    Raises:
        UnreadableSourceError: there is no list.
    """
    counts: dict[str, int] = {}
    for each in lists:
        if any(isinstance(entry, Mapping) for entry in each.entries):
            counts[each.path] = counts.get(each.path, 0) + len(each.entries)
    inner = {
        path: count
        for path, count in counts.items()
        if not any(other.startswith(f"{path}.") for other in counts if other != path)
    }
    if not inner:
        for each in lists:
            inner[each.path] = inner.get(each.path, 0) + len(each.entries)
    if not inner:
        raise UnreadableSourceError("there is no list in this file")
    return max(inner, key=lambda path: (inner[path], path))


def _select(
    data: Data, steps: Sequence[str], sections: tuple[str, ...], path: str
) -> Iterator[_List]:
    if not steps or steps == ["."]:
        if isinstance(data, list):
            yield _List(path, sections, data)
        elif isinstance(data, Mapping) and data:
            # A mapping from ids to entries.
            entries = [
                {"id": key, **each} if isinstance(each, Mapping) else {"id": key, "title": each}
                for key, each in data.items()
            ]
            yield _List(path, sections, entries)
        return
    step, *rest = steps
    if isinstance(data, list):
        if step.isdigit():
            yield from (
                found
                for each in data[int(step) : int(step) + 1]
                for found in _select(each, rest, _below(sections, each), path)
            )
        else:
            for each in data:
                yield from _select(each, steps, _below(sections, each), path)
    elif isinstance(data, Mapping):
        if step == "*":
            for key, value in data.items():
                yield from _select(value, rest, (*sections, key), path)
        elif step in data:
            yield from _select(data[step], rest, sections, path)
