"""The checklist of the A11Y Project (`checklists.json`): groups of tasks by a name."""

from collections.abc import Iterator, Mapping, Sequence

from tpmcli.exchange.data import Data, list_of, load_data, text_of
from tpmcli.exchange.markup import without_html
from tpmcli.exchange.options import ReadOptions
from tpmcli.exchange.source import ImportSource
from tpmcli.exchange.wording import titled
from tpmcli.model.imported import ImportedItem, LeftOut, LeftReason, Reading


def recognises(data: Data) -> bool:
    """Return whether the data has tasks with a checkbox or a criterion of the WCAG."""
    return any(
        isinstance(task, Mapping) and ("checkboxId" in task or "wcag" in task)
        for _, tasks in _groups(data)
        for task in tasks[:1]
    )


def _groups(data: Data) -> Iterator[tuple[str, Sequence[Data]]]:
    groups = data.items() if isinstance(data, Mapping) else [("", each) for each in data]
    for key, group in groups:
        if tasks := list_of(group, "tasks"):
            yield text_of(group, "title") or key.replace("-", " ").capitalize(), tasks


def read(source: ImportSource, options: ReadOptions) -> Reading:  # noqa: ARG001
    """Return the tasks of all groups, with their criterion of the WCAG as what to look up."""
    items: list[ImportedItem] = []
    left: list[LeftOut] = []
    for name, tasks in _groups(load_data(source)):
        for task in tasks:
            title, whole = titled(without_html(text_of(task, "title", "text")))
            if not title:
                left.append(LeftOut(LeftReason.EMPTY, text_of(task, "checkboxId")))
                continue
            wcag = text_of(task, "wcag")
            items.append(
                ImportedItem(
                    title,
                    (name,),
                    source_id=text_of(task, "checkboxId", "id"),
                    why=without_html(text_of(task, "description")) or whole,
                    expect=f"WCAG {wcag}" if wcag else "",
                    ticked=False,
                )
            )
    return Reading("Accessibility checklist", tuple(items), tuple(left))
