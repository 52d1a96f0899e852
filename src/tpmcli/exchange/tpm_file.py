"""Files of tpm: packs, also as JSON, and the checklist of a phase."""

from collections.abc import Iterator, Mapping

from tpmcli.exchange.data import Data, is_true, list_of, load_data, mapping_of, text_of
from tpmcli.exchange.options import ReadOptions
from tpmcli.exchange.source import ImportSource, UnreadableSourceError
from tpmcli.exchange.wording import titled
from tpmcli.model.imported import ImportedItem, LeftOut, LeftReason, Reading

PACK, CHECKLIST = "tpm/pack/1", "tpm/checklist/1"
_ROLES = ("tpm", "pm")


def recognises(data: Data) -> bool:
    """Return whether the data names a format of tpm."""
    return text_of(data, "schema").startswith("tpm/")


def read(source: ImportSource, options: ReadOptions) -> Reading:  # noqa: ARG001
    """Return the items with their phases and roles.

    Raises:
        UnreadableSourceError: it is a file of tpm that holds no items.
    """
    data = load_data(source)
    schema = text_of(data, "schema")
    if schema not in (PACK, CHECKLIST):
        raise UnreadableSourceError(f"a file of the format `{schema}` holds no items to import")
    items: list[ImportedItem] = []
    left: list[LeftOut] = []
    for phase, role, each in _items(data, schema):
        title, whole = titled(text_of(each, "title"))
        if not title:
            left.append(LeftOut(LeftReason.EMPTY, text_of(each, "id")))
            continue
        evidence = mapping_of(each, "evidence")
        items.append(
            ImportedItem(
                title,
                source_id=text_of(each, "id"),
                level=text_of(each, "level") or "must",
                why=text_of(each, "why") or whole,
                expect=text_of(evidence, "expect"),
                not_applicable=is_true(each, "not-applicable"),
                evidence_required=is_true(evidence, "required"),
                phase=phase,
                role=role,
            )
        )
    return Reading(text_of(data, "title", "name"), tuple(items), tuple(left))


def _items(data: Data, schema: str) -> Iterator[tuple[str, str, Mapping[str, Data]]]:
    if schema == PACK:
        for phase, by_role in mapping_of(data, "add").items():
            for role, items in (by_role if isinstance(by_role, Mapping) else {}).items():
                for each in items if isinstance(items, list) else ():
                    yield phase, role, each
    else:
        phase = text_of(data, "phase")
        others = mapping_of(data, "items")
        for role in (*_ROLES, *others):
            for each in [*list_of(data, role), *list_of(others, role)]:
                yield phase, role, each
