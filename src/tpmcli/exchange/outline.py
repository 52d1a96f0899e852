"""Which blocks of a document are items, in which section, and what was left."""

from collections import Counter
from collections.abc import Sequence

from tpmcli.exchange.blocks import (
    FOLD,
    PSEUDO,
    Block,
    DocumentBlocks,
    Fold,
    Grid,
    HeadingBlock,
    Hidden,
    ListEntry,
    TextSpan,
    all_entries,
)
from tpmcli.exchange.grids import cell_texts, checkable_columns, table_row
from tpmcli.exchange.levels import is_plain_word
from tpmcli.exchange.options import ReadOptions
from tpmcli.exchange.table_rows import (
    RowReader,
    count_grades,
    grade_levels,
    order_grades,
)
from tpmcli.exchange.wording import (
    EXPECTED,
    WHY_LIMIT,
    clean,
    has_text,
    heading_text,
    is_deleted,
    titled,
)
from tpmcli.model.checklist import Level
from tpmcli.model.imported import ImportedItem, LeftOut, LeftReason, Reading


def read_outline(outline: DocumentBlocks, options: ReadOptions) -> Reading:
    """Return the items of a document.

    A numbered list is taken without checkboxes, too, if the document has no task and no table of
    checks.
    """
    reader = _Reader(outline, options)
    for block in outline.blocks:
        reader.take(block)
    return reader.reading()


class _Reader:
    """Takes the blocks in their order."""

    def __init__(self, outline: DocumentBlocks, options: ReadOptions) -> None:
        self._options = options
        self._title, self._title_block = _document_title(outline.blocks)
        if outline.title:
            self._title = outline.title
        self._above: list[tuple[int, str]] = []
        self.items: list[ImportedItem] = []
        self.left: list[LeftOut] = []
        self.levels: dict[str, Level] = {}
        self._grids = {
            id(block): checkable_columns(block, options)
            for block in outline.blocks
            if isinstance(block, Grid)
        }
        if any(_is_task(entry) for entry in outline.blocks):
            # Beside tasks, ticks in a table without a name for them are decoration.
            self._grids = {
                key: None if columns and columns.is_guessed else columns
                for key, columns in self._grids.items()
            }
        self._grades: Counter[str] = Counter()
        for block in outline.blocks:
            if isinstance(block, Grid) and (columns := self._grids[id(block)]):
                self._grades += count_grades(columns, cell_texts(block))
        entries = [block for block in outline.blocks if isinstance(block, ListEntry)]
        self._plain_series = _plain_series(entries)
        self._takes_numbered = options.bullets or self._is_numbered_list(entries)

    def reading(self) -> Reading:
        remarks = []
        if self._takes_numbered and not self._options.bullets and self.items:
            remarks.append("there is no checkbox, so the numbered lists were taken")
        title, items = _titled_by_section(self._title, self.items)
        return Reading(title, tuple(items), tuple(self.left), self.levels, tuple(remarks))

    def _is_numbered_list(self, entries: Sequence[ListEntry]) -> bool:
        """Return whether nothing can be ticked, and most of the list elements have numbers."""
        every = list(all_entries(entries))
        if any(self._grids.values()) or any(self._has_box(entry) for entry in every):
            return False
        numbered = sum(entry.is_numbered for entry in every)
        # What is below a numbered element explains it.
        plain = [entry for entry in entries if not entry.is_numbered]
        return numbered > sum(1 for _ in all_entries(plain))

    def take(self, block: Block) -> None:
        if isinstance(block, HeadingBlock):
            if block is not self._title_block:
                self._open(block.level, heading_text(block.span.text))
        elif isinstance(block, Fold):
            self._fold(block)
        elif isinstance(block, ListEntry):
            self._entry(block, ())
        elif isinstance(block, Grid):
            self._grid(block)
        else:
            self.left += [LeftOut(block.reason, text, block.line) for text in block.texts]

    def _open(self, level: int, text: str) -> None:
        self._close_to(level)
        if text:
            self._above.append((level, text))

    def _close_to(self, level: int) -> None:
        while self._above and self._above[-1][0] >= level:
            self._above.pop()

    def _fold(self, fold: Fold) -> None:
        if fold.name is not None:
            # Folds may stand in one another, so each is one deeper.
            level = max(FOLD, self._above[-1][0] + 1 if self._above else 0)
            self._above.append((level, fold.name))
            return
        for index in reversed(range(len(self._above))):
            if self._above[index][0] >= FOLD:
                del self._above[index:]
                break

    @property
    def _section(self) -> tuple[str, ...]:
        return tuple(text for _, text in self._above if text)

    def _entry(self, entry: ListEntry, under: tuple[str, ...]) -> None:
        text = entry.span.text
        takes = self._takes(entry)
        if takes:
            self._item(entry, under)
        elif not entry.children and has_text(text) and not self._is_known(entry):
            self._leave_entry(entry)
        inner = (*under, _name(text)) if has_text(text) else under
        for child in entry.children:
            if takes and not self._takes_below(child):
                continue
            self._entry(child, inner)

    def _is_known(self, entry: ListEntry) -> bool:
        if entry.span.is_anchor:
            self.left.append(LeftOut(LeftReason.CONTENTS, entry.span.text, entry.line))
        return entry.span.is_anchor

    def _leave_entry(self, entry: ListEntry) -> None:
        reason = LeftReason.NUMBERED if entry.is_numbered else LeftReason.PLAIN_BULLET
        self.left.append(LeftOut(reason, entry.span.text, entry.line))

    def _has_box(self, entry: ListEntry) -> bool:
        """Return whether there is a box, or a sign that all elements of the list have."""
        return entry.box is not None and not (entry.is_sign and entry.series in self._plain_series)

    def _takes(self, entry: ListEntry) -> bool:
        if self._has_box(entry):
            return True
        if entry.span.is_anchor or not has_text(entry.span.text):
            return False
        takes = self._options.bullets or (entry.is_numbered and self._takes_numbered)
        # A list element with items below it is a heading for them.
        return takes and not any(self._takes(each) for each in entry.children)

    def _takes_below(self, child: ListEntry) -> bool:
        """Return whether an element below an item is another item, not an explanation of it."""
        return any(self._takes(entry) for entry in all_entries([child]))

    def _item(self, entry: ListEntry, under: tuple[str, ...]) -> None:
        text = entry.span.text
        if not has_text(text):
            self.left.append(LeftOut(LeftReason.EMPTY, text, entry.line))
        elif entry.span.is_struck:
            self.left.append(LeftOut(LeftReason.STRUCK_OUT, text, entry.line))
        elif is_deleted(text):
            self.left.append(LeftOut(LeftReason.DELETED, text, entry.line))
        else:
            title, whole = titled(text)
            self.items.append(
                ImportedItem(
                    title,
                    self._section,
                    under,
                    source_id=entry.span.item_id,
                    level=self._level(entry.span),
                    why=whole or self._why(entry),
                    expect=next(iter(_expected(entry)), ""),
                    ticked=entry.box,
                    line=entry.line,
                )
            )

    def _why(self, entry: ListEntry) -> str:
        below = (child for child in entry.children if not self._takes_below(child))
        expected = {f"{EXPECTED}{text}" for text in _expected(entry)}
        details = [text for text in entry.details if clean(text) not in expected]
        texts = [*details, *(each.span.text for each in all_entries(below))]
        return clean(" · ".join(text for text in texts if has_text(text)))[:WHY_LIMIT]

    def _level(self, span: TextSpan) -> str:
        """Return the level by a badge in the text, or by a heading such as “Optional”."""
        for label in span.labels:
            if is_plain_word(label):
                return label
        for _, text in reversed(self._above):
            if is_plain_word(text):
                return text
        return ""

    def _grid(self, grid: Grid) -> None:
        columns = self._grids[id(grid)]
        if columns is None:
            self.left += [
                LeftOut(LeftReason.TABLE, next((cell for cell in row if cell), ""), line)
                for (line, _), row in zip(grid.rows, cell_texts(grid), strict=True)
            ]
            return
        columns = order_grades(columns, self._grades)
        self.levels.update(grade_levels(columns))
        reader = RowReader(columns, self._section, [cell.text for cell in grid.header])
        reader.read(table_row(line, cells) for line, cells in grid.rows)
        self.items += reader.items
        self.left += reader.left


def _is_task(block: Block) -> bool:
    """Return whether a block is a list element with a real checkbox, or has one below it."""
    return isinstance(block, ListEntry) and any(
        entry.box is not None and not entry.is_sign for entry in all_entries([block])
    )


def _plain_series(entries: Sequence[ListEntry]) -> set[int]:
    """Return the lists in which not every element has a sign."""
    return {entry.series for entry in all_entries(entries) if entry.box is None}


def _expected(entry: ListEntry) -> list[str]:
    """Return what is expected as evidence, as `write_markdown` writes it below an item."""
    details = (clean(text) for text in entry.details)
    return [text.removeprefix(EXPECTED) for text in details if text.startswith(EXPECTED)]


def _document_title(blocks: Sequence[Block]) -> tuple[str, HeadingBlock | None]:
    """Return the one heading of the first level and its text; None if there are several.

    It is the title if nothing else comes before it that could be below another heading.
    """
    headings = [
        block for block in blocks if isinstance(block, HeadingBlock) and block.level < PSEUDO
    ]
    level = min((heading.level for heading in headings), default=0)
    top = [heading for heading in headings if heading.level == level]
    if len(top) != 1:
        return "", None
    # What comes before it is not below it.
    for block in blocks:
        if block is top[0]:
            return heading_text(top[0].span.text), top[0]
        if isinstance(block, Grid | Hidden) or (
            isinstance(block, ListEntry) and block.box is not None
        ):
            break
    return "", None


def _titled_by_section(
    title: str, items: Sequence[ImportedItem]
) -> tuple[str, Sequence[ImportedItem]]:
    """Return title and items; one section above all items is the title if there is none."""
    tops = {item.section[:1] for item in items}
    if title or len(tops) != 1 or not (top := tops.pop()):
        return title, items
    return top[0], [item._replace(section=item.section[1:]) for item in items]


def _name(text: str) -> str:
    return heading_text(titled(text)[0])
