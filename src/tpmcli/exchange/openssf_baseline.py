"""The OpenSSF OSPS Baseline: controls, each with requirements and the levels that they apply to."""

from collections.abc import Mapping

from tpmcli.exchange.data import Data, list_of, load_data, text_of
from tpmcli.exchange.markup import without_html
from tpmcli.exchange.options import ReadOptions
from tpmcli.exchange.source import ImportSource
from tpmcli.exchange.wording import clean, titled
from tpmcli.model.checklist import Level
from tpmcli.model.imported import ImportedItem, LeftOut, LeftReason, Reading

_REQUIREMENTS = "assessment-requirements"


def recognises(data: Data) -> bool:
    """Return whether the data has controls with requirements to assess."""
    return any(_REQUIREMENTS in control for control in _controls(data))


def _controls(data: Data) -> list[Mapping[str, Data]]:
    """Return the controls of one family's file, or of several in one."""
    parts = [data, *list_of(data, "categories", "families", "control-families")]
    found = [each for part in parts for each in list_of(part, "controls")]
    return [each for each in found if isinstance(each, Mapping)]


def read(source: ImportSource, options: ReadOptions) -> Reading:  # noqa: ARG001
    """Return the requirements; the level is the first that a requirement applies to."""
    data = load_data(source)
    groups = {
        text_of(group, "id"): text_of(group, "title", "name")
        for group in list_of(data, "groups", "families")
    }
    items: list[ImportedItem] = []
    left: list[LeftOut] = []
    levels: set[str] = set()
    for control in _controls(data):
        name = text_of(control, "title", "id")
        group = groups.get(text_of(control, "group", "family"), "") or text_of(data, "title")
        for each in list_of(control, _REQUIREMENTS):
            text = without_html(text_of(each, "text", "description"))
            title, whole = titled(text)
            if text_of(each, "state").lower() == "retired" or not title:
                reason = LeftReason.DELETED if title else LeftReason.EMPTY
                left.append(LeftOut(reason, title or text_of(each, "id")))
                continue
            applies = sorted(clean(level) for level in list_of(each, "applicability"))
            levels.update(applies)
            items.append(
                ImportedItem(
                    title,
                    tuple(part for part in (group, name) if part),
                    source_id=text_of(each, "id"),
                    level=applies[0] if applies else "",
                    why=without_html(text_of(control, "objective")) or whole,
                    expect=without_html(text_of(each, "recommendation")),
                    ticked=False,
                )
            )
    first = min(levels, default="")
    meanings = {level: Level.MUST if level == first else Level.SHOULD for level in sorted(levels)}
    title = text_of(data, "title") or "Open Source Project Security Baseline"
    return Reading(title, tuple(items), tuple(left), meanings)
