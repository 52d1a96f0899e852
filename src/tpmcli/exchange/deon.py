"""The checklists of deon (https://github.com/drivendataorg/deon): sections of lines."""

from tpmcli.exchange.data import Data, list_of, load_data, text_of
from tpmcli.exchange.options import ReadOptions
from tpmcli.exchange.source import ImportSource
from tpmcli.exchange.wording import titled
from tpmcli.model.imported import ImportedItem, LeftOut, LeftReason, Reading


def recognises(data: Data) -> bool:
    """Return whether the data has the keys of such a checklist."""
    sections = list_of(data, "sections")
    return bool(sections) and any("line" in line for line in list_of(sections[0], "lines"))


def read(source: ImportSource, options: ReadOptions) -> Reading:  # noqa: ARG001
    """Return the lines of all sections, each with its summary before it."""
    data = load_data(source)
    items: list[ImportedItem] = []
    left: list[LeftOut] = []
    for section in list_of(data, "sections"):
        for line in list_of(section, "lines"):
            summary, text = text_of(line, "line_summary"), text_of(line, "line")
            title, whole = titled(": ".join(part for part in (summary, text) if part))
            if not title:
                left.append(LeftOut(LeftReason.EMPTY, text_of(line, "line_id")))
                continue
            name = text_of(section, "title", "section_id")
            sections = (name,) if name else ()
            items.append(
                ImportedItem(
                    title,
                    sections,
                    source_id=text_of(line, "line_id", "id"),
                    why=whole,
                    ticked=False,
                )
            )
    return Reading(text_of(data, "title"), tuple(items), tuple(left))
