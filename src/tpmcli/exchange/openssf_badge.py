"""The criteria of the OpenSSF Best Practices badge: levels, groups and criteria by their ids.

The texts are in the file itself (`description`), or in the file of translations under
`criteria`; without either an id in words is the title.
"""

from collections.abc import Iterator, Mapping

from tpmcli.exchange.data import Data, is_true, load_data, ordered_pairs, text_of
from tpmcli.exchange.markup import without_html
from tpmcli.exchange.options import ReadOptions
from tpmcli.exchange.source import ImportSource
from tpmcli.exchange.wording import titled
from tpmcli.model.imported import ImportedItem, LeftOut, LeftReason, Reading

_NAMES = {"0": "Passing", "1": "Silver", "2": "Gold"}
_CATEGORIES = frozenset(("MUST", "SHOULD", "SUGGESTED"))
_DEPTH = 5


def recognises(data: Data) -> bool:
    """Return whether the data has criteria with a category of the badge."""
    return next(_criteria(data, ()), None) is not None


def read(source: ImportSource, options: ReadOptions) -> Reading:  # noqa: ARG001
    """Return the criteria of every level that the file holds."""
    data = load_data(source)
    items: list[ImportedItem] = []
    left: list[LeftOut] = []
    untold = 0
    for path, name, criterion in _criteria(data, ()):
        text = without_html(text_of(criterion, "description"))
        untold += not text
        title, whole = titled(text or name.replace("_", " ").capitalize())
        if is_true(criterion, "obsolete"):
            left.append(LeftOut(LeftReason.DELETED, title))
        elif is_true(criterion, "future"):
            left.append(LeftOut(LeftReason.NOT_YET, title))
        else:
            items.append(
                ImportedItem(
                    title,
                    path,
                    source_id=text_of(criterion, "original_id") or name,
                    level=text_of(criterion, "category"),
                    why=without_html(text_of(criterion, "details", "rationale")) or whole,
                    not_applicable=is_true(criterion, "na_allowed"),
                    evidence_required=is_true(criterion, "met_url_required"),
                    ticked=False,
                )
            )
    remarks = (f"{untold} criteria have no text in this file, so their ids are the titles",)
    title = "OpenSSF Best Practices criteria"
    return Reading(title, tuple(items), tuple(left), remarks=remarks if untold else ())


def _criteria(
    data: Data, path: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], str, Mapping[str, Data]]]:
    for key, value in ordered_pairs(data) if len(path) < _DEPTH else ():
        if isinstance(value, Mapping) and text_of(value, "category") in _CATEGORIES:
            yield path, key, value
        elif not key.startswith("_"):
            name = _NAMES.get(key, key.replace("-", " ")) if not path else key
            yield from _criteria(value, (*path, name))
