"""Workbooks of Excel: every sheet that is a checklist."""

from collections.abc import Sequence

from tpmcli.exchange.options import ReadOptions
from tpmcli.exchange.sheet import columns_of, find_header, no_title, read_sheet
from tpmcli.exchange.source import ImportSource, UnreadableSourceError
from tpmcli.exchange.table_columns import Columns
from tpmcli.exchange.wording import clean
from tpmcli.model.checklist import Level
from tpmcli.model.imported import ImportedItem, LeftOut, LeftReason, Reading
from tpmcli.text.names import nearest
from tpmcli.text.tables import Row, UnreadableTableError
from tpmcli.text.workbook import Sheet, is_workbook, read_workbook


def recognises(source: ImportSource) -> bool:
    """Return whether the bytes are those of a workbook."""
    return is_workbook(source.data)


def read(source: ImportSource, options: ReadOptions) -> Reading:
    """Return the rows of all visible sheets that look like checklists.

    Raises:
        UnreadableSourceError: the workbook cannot be read, or has no sheet to take.
    """
    try:
        book = read_workbook(source.data, layout=True)
        sheets = [_Sheet(sheet, options) for sheet in _chosen(book.sheets, options)]
    except UnreadableTableError as error:
        raise UnreadableSourceError(error.reason, error.line) from None
    remarks = []
    if book.has_macro:
        remarks.append("the workbook holds a macro, which was not run")
    left = [each for sheet in sheets for each in sheet.left]
    taken = _checklists([sheet for sheet in sheets if sheet.rows])
    items: list[ImportedItem] = []
    levels: dict[str, Level] = {}
    for sheet in sheets:
        if sheet not in taken:
            left += sheet.leave()
            continue
        above = (sheet.name,) if len(taken) > 1 else ()
        if sheet.columns is None:
            raise no_title()
        found = read_sheet(sheet.rows, sheet.header, sheet.columns, above)
        items += found.items
        left += found.left
        levels.update(found.levels)
    title = taken[0].name if len(taken) == 1 else ""
    return Reading(title, tuple(items), tuple(left), levels, tuple(remarks))


def _chosen(sheets: Sequence[Sheet], options: ReadOptions) -> Sequence[Sheet]:
    """Return the sheets to look at: all, or the one that was named.

    Raises:
        UnreadableSourceError: there is none of that name.
    """
    if not options.sheet:
        return sheets
    chosen = [sheet for sheet in sheets if sheet.name.casefold() == options.sheet.casefold()]
    if not chosen:
        names = [sheet.name for sheet in sheets]
        near = nearest(options.sheet, names)
        listed = ", ".join(f"`{name}`" for name in names)
        raise UnreadableSourceError(
            f"no sheet named `{options.sheet}`",
            hint=f"did you mean `{near}`?" if near else f"the sheets are {listed}",
        )
    return chosen


class _Sheet:
    """A sheet with its visible rows, its header and its columns."""

    def __init__(self, sheet: Sheet, options: ReadOptions) -> None:
        self.name = clean(sheet.name)
        self.left: list[LeftOut] = []
        is_named = bool(options.sheet)
        self.rows: list[Row] = []
        if sheet.is_hidden and not (options.hidden or is_named):
            self.left.append(LeftOut(LeftReason.HIDDEN_SHEET, self.name))
        else:
            self.rows = self._visible(sheet, options)
        self.header = find_header(self.rows, options)
        self.columns: Columns | None = None
        self._missing: UnreadableSourceError | None = None
        try:
            if self.rows:
                self.columns = columns_of(self.rows, self.header, options)
        except UnreadableSourceError as error:
            # Another sheet may have the column that was named.
            self._missing = error

    def _visible(self, sheet: Sheet, options: ReadOptions) -> list[Row]:
        rows = []
        for row in sheet.rows:
            if row.is_blank:
                continue
            if row.line in sheet.layout.hidden_rows and not options.hidden:
                text = next((cell for cell in map(clean, row.cells) if cell), "")
                self.left.append(LeftOut(LeftReason.HIDDEN_ROW, text, row.line))
            else:
                rows.append(row)
        return rows

    def require(self) -> None:
        """Raise UnreadableSourceError if a column that was named is not there."""
        if self._missing is not None:
            raise self._missing

    def leave(self) -> list[LeftOut]:
        """Return the rows as left out."""
        texts = (next((cell for cell in map(clean, row.cells) if cell), "") for row in self.rows)
        return [
            LeftOut(LeftReason.TABLE, text, row.line)
            for text, row in zip(texts, self.rows, strict=True)
        ]


def _checklists(sheets: Sequence[_Sheet]) -> Sequence[_Sheet]:
    """Return the sheets that are checklists; one sheet alone is always taken."""
    if len(sheets) == 1:
        sheets[0].require()
        return sheets
    found = [sheet for sheet in sheets if sheet.columns is not None and sheet.columns.is_titled]
    if not found:
        for sheet in sheets:
            sheet.require()
    return found
