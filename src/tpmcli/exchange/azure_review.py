"""A checklist of the Azure reviews (https://github.com/Azure/review-checklists)."""

from tpmcli.exchange.data import Data, list_of, load_data, mapping_of, text_of
from tpmcli.exchange.markup import without_html
from tpmcli.exchange.options import ReadOptions
from tpmcli.exchange.source import ImportSource
from tpmcli.exchange.wording import titled
from tpmcli.model.imported import ImportedItem, LeftOut, LeftReason, Reading


def recognises(data: Data) -> bool:
    """Return whether the data has items with a text and a globally unique id."""
    items = list_of(data, "items")
    return bool(items) and all(key in items[0] for key in ("text", "guid"))


def read(source: ImportSource, options: ReadOptions) -> Reading:  # noqa: ARG001
    """Return the items by category and subcategory, with their severity."""
    data = load_data(source)
    items: list[ImportedItem] = []
    left: list[LeftOut] = []
    for each in list_of(data, "items"):
        title, whole = titled(without_html(text_of(each, "text")))
        if not title:
            left.append(LeftOut(LeftReason.EMPTY, text_of(each, "id", "guid")))
            continue
        sections = (text_of(each, "category"), text_of(each, "subcategory"))
        link = text_of(each, "link")
        why = without_html(text_of(each, "description")) or whole
        items.append(
            ImportedItem(
                title,
                tuple(section for section in sections if section),
                level=text_of(each, "severity"),
                why=why or (f"See {link}" if link else ""),
                ticked=False,
            )
        )
    title = text_of(mapping_of(data, "metadata"), "name")
    return Reading(title, tuple(items), tuple(left))
