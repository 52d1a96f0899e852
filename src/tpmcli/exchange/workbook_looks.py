"""How the cells of a workbook look. A colour never says anything that no word says, too."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import TYPE_CHECKING, Any

from tpmcli.text.sanitize import sanitize

if TYPE_CHECKING:
    from openpyxl.styles import PatternFill
    from openpyxl.worksheet.worksheet import Worksheet

_FILLS = {
    "header": "DDE3EA",
    "locked": "F3F4F6",
    "met": "D6EFD8",
    "not-met": "FBD9D3",
    "not-applicable": "E1E4E8",
    "open": "FFF4C8",
}
DECIDED_LOOK = "9AA5B1"
LEGEND = (
    ("met", "the statement is true, and the evidence shows it", "met"),
    ("not-met", "it is not true yet", "not-met"),
    ("not-applicable", "it does not concern this project", "not-applicable"),
    ("(empty, yellow)", "a required item without an answer", "open"),
    ("(grey)", "cannot be changed here", "locked"),
)
_LINE = 15.0
_MOST_LINES = 27
_LONGEST_NAME = 31
_NOT_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\", " "))


class Looks:
    """The styles of one workbook."""

    def __init__(self) -> None:
        from openpyxl.styles import Alignment, Border, Font, Protection, Side

        line = Side(style="thin", color="C5CBD3")
        # Without a name and a family, LibreOffice takes a serif.
        plain: Any = {"name": "Calibri", "family": 2}
        self.title = Font(bold=True, size=14, **plain)
        self.bold = Font(bold=True, size=11, **plain)
        self.label = Font(color="55606E", size=11, **plain)
        self.quiet = Font(color="55606E", size=10, **plain)
        self.wrapped = Alignment(wrap_text=True, vertical="top")
        self.border = Border(left=line, right=line, top=line, bottom=line)
        self.unlocked = Protection(locked=False)
        self._fills: dict[str, PatternFill] = {}

    def fill(self, name: str) -> PatternFill:
        """Return the fill of that name."""
        from openpyxl.styles import PatternFill

        if name not in self._fills:
            colour = _FILLS[name]
            self._fills[name] = PatternFill("solid", start_color=colour, end_color=colour)
        return self._fills[name]

    def colours(self, sheet: Worksheet, answer: str, level: str, first: int, last: int) -> None:
        """Colour the cells of the column `answer` by what they say, from row `first` to `last`."""
        from openpyxl.formatting import rule

        kinds: Any = rule
        cells = f"{answer}{first}:{answer}{last}"
        rules: list[Any] = [
            kinds.CellIsRule(operator="equal", formula=[f'"{name}"'], fill=self.fill(name))
            for name in ("met", "not-met", "not-applicable")
        ]
        empty = f'AND(${level}{first}="required",LEN(${answer}{first})=0)'
        for each in (*rules, kinds.FormulaRule(formula=[empty], fill=self.fill("open"))):
            sheet.conditional_formatting.add(cells, each)


def estimated_height(cells: Sequence[tuple[str, float]]) -> float:
    """Return the height of a row in points, for texts in cells of so many characters."""
    lines = max(
        sum(max(1, ceil(len(line) * 1.1 / width)) for line in text.split("\n"))
        for text, width in cells
    )
    return _LINE * min(max(lines, 1), _MOST_LINES) + 3


def sheet_names(titles: Sequence[str]) -> list[str]:
    """Return names that a spreadsheet allows, each one once in any case."""
    found: list[str] = []
    known: set[str] = set()
    for title in titles:
        clean = " ".join(title.translate(_NOT_IN_NAMES).split()).strip("'") or "Sheet"
        name, number = clean[:_LONGEST_NAME].strip(), 1
        while name.casefold() in known:
            number += 1
            end = f" {number}"
            name = clean[: _LONGEST_NAME - len(end)].strip() + end
        known.add(name.casefold())
        found.append(name)
    return found


def put(sheet: Any, row: int, column: int, text: str, *, exact: bool = False) -> Any:
    """Set a cell to a text, which is never a formula, and return the cell.

    What comes back must be `exact`; in other text, characters that cannot be seen are made visible.
    """
    cell = sheet.cell(row, column)
    if text:
        cell.value = text if exact else sanitize(text)
        cell.data_type = "s"
        cell.quotePrefix = text[0] in "=+-@'"
    return cell


def protect(sheet: Any) -> None:
    """Lock the sheet, but for its white cells, its filter, and how wide and high cells are."""
    protection = sheet.protection
    protection.sheet = True
    protection.autoFilter = protection.formatColumns = protection.formatRows = False


def for_print(sheet: Any) -> None:
    """Print the sheet in landscape, as wide as a page."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
