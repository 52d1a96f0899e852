"""What a person may tell a reader about the source."""

from collections.abc import Mapping
from typing import NamedTuple


class ReadOptions(NamedTuple):
    """The options of a reader.

    `bullets`: list items without a checkbox are items, too. `columns` names the column, or the
    key of a mapping, by field (`title`, `id`, `level`, `section`, `why`, `expect`, `done`).
    `items_path` is where the list of items is in YAML or JSON, such as `data.items`; None to find
    it. `separator` parts the cells of a CSV file; empty to find it. `sheet` names the one sheet to
    read, `hidden` is whether hidden rows and sheets are read.
    """

    bullets: bool = False
    columns: Mapping[str, str] = {}
    items_path: str | None = None
    separator: str = ""
    sheet: str = ""
    hidden: bool = False


FIELDS = ("title", "id", "level", "section", "why", "expect", "done")
"""What `columns` can name, in the order of the help."""
