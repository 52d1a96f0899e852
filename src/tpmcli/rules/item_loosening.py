"""What a later version of an item asks for less, key by key.

The one table of an item's keys. A layer is compared with the layers below it, and a policy with the
policy before it (`change/loosening.py`, which has the keys of everything else).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final, NamedTuple, TypeAlias

from tpmcli.model.checklist import Item, Level
from tpmcli.model.loosening import Loosened, Looser, LooserText

Values: TypeAlias = Mapping[str, Any]
"""The words of a loosening."""


class ItemRow(NamedTuple):
    """One way in which an item asks for less in a field.

    `keys` are those of the formats that set the field. `of_layer` is the text if a layer does it to
    the layers below, `of_change` if a change of the policy does; None if that way does not count
    there. `less` returns the values of the text, once for each time that less is asked for.
    """

    keys: tuple[str, ...]
    field: str
    of_layer: LooserText | None
    of_change: LooserText | None
    less: Callable[[Item, Item], Iterable[Values]]


def asks_less(before: Item, after: Item) -> Iterator[Loosened]:
    """Yield everything that a later version of an item asks for less."""
    for row in ITEM_ROWS:
        if row.of_change:
            for values in row.less(before, after):
                yield Loosened(row.of_change, **values)


def layer_asks_less(fields: Iterable[str], before: Item, after: Item) -> Iterator[Loosened]:
    """Yield everything that a layer which sets these fields asks for less, in their order."""
    for field in fields:
        for row in ITEM_ROWS:
            if row.field == field and row.of_layer:
                for values in row.less(before, after):
                    yield Loosened(row.of_layer, **values)


def _if(less: object, **values: Any) -> list[Values]:
    return [values] if less else []


def _longer(old: Item, new: Item) -> list[Values]:
    if old.valid_for is None or new.valid_for is None:
        return []
    less = new.valid_for > old.valid_for
    return _if(less, before=str(old.valid_for), after=str(new.valid_for))


def _narrower(old: Item, new: Item) -> list[Values]:
    added = tuple(trait for trait in new.when if trait not in old.when)
    return _if(added, names=added)


def _checks_changed(old: Item, new: Item) -> list[Values]:
    # Whether another argument asks for less is for each kind of check to say, so any counts.
    kept = [(check.kind, dict(check.options)) for check in new.checks]
    lost = [check for check in old.checks if (check.kind, dict(check.options)) not in kept]
    return [{"name": check.kind} for check in lost]


ITEM_ROWS: Final = (
    ItemRow(
        ("item.level", "item.must-when", "adjust.level"),
        "level",
        Looser.LEVEL,
        Looser.ITEM_LEVEL,
        lambda old, new: _if(old.level is Level.MUST and new.level is Level.SHOULD),
    ),
    ItemRow(
        ("checklist.tpm", "checklist.pm", "checklist.items", "pack.add"),
        "role",
        None,
        Looser.ITEM_ROLE,
        lambda old, new: _if(old.role != new.role, before=old.role.short, after=new.role.short),
    ),
    ItemRow(
        ("item.title", "item.evidence.expect"),
        "title",
        None,
        Looser.ITEM_REWORDED,
        lambda old, new: _if(
            old.title != new.title or old.evidence.expect != new.evidence.expect, after=new.title
        ),
    ),
    ItemRow(
        ("item.evidence.required", "adjust.evidence-required"),
        "evidence_required",
        Looser.EVIDENCE_OPTIONAL,
        Looser.ITEM_EVIDENCE_OPTIONAL,
        lambda old, new: _if(old.evidence.required and not new.evidence.required),
    ),
    ItemRow(
        ("item.evidence.pin", "adjust.pin"),
        "pin",
        Looser.EVIDENCE_UNPINNED,
        Looser.ITEM_EVIDENCE_UNPINNED,
        lambda old, new: _if(old.evidence.pin and not new.evidence.pin),
    ),
    ItemRow(
        ("item.not-applicable", "adjust.not-applicable"),
        "not_applicable",
        Looser.NOT_APPLICABLE,
        Looser.ITEM_NOT_APPLICABLE,
        lambda old, new: _if(new.not_applicable and not old.not_applicable),
    ),
    # Under a policy, an item that applies no longer is named as a whole.
    ItemRow(("item.when", "adjust.when"), "when", Looser.WHEN, None, _narrower),
    ItemRow(
        ("item.valid-for", "adjust.valid-for"),
        "valid_for",
        Looser.NEVER_LAPSES,
        Looser.ITEM_NEVER_LAPSES,
        lambda old, new: _if(
            old.valid_for is not None and new.valid_for is None, before=str(old.valid_for)
        ),
    ),
    ItemRow(
        ("item.valid-for", "adjust.valid-for"),
        "valid_for",
        Looser.LAPSES_LATER,
        Looser.ITEM_LAPSES_LATER,
        _longer,
    ),
    ItemRow(
        ("item.standing", "adjust.standing"),
        "continuous",
        Looser.NOT_CONTINUOUS,
        Looser.ITEM_NOT_CONTINUOUS,
        lambda old, new: _if(old.continuous and not new.continuous),
    ),
    ItemRow(
        ("item.repeats",),
        "repeats_product",
        None,
        Looser.ITEM_CARRIED,
        lambda old, new: _if(new.repeats_product and not old.repeats_product),
    ),
    ItemRow(
        ("item.locked",),
        "locked",
        None,
        Looser.ITEM_UNLOCKED,
        lambda old, new: _if(old.locked and not new.locked),
    ),
    ItemRow(
        ("item.enforce-from", "adjust.enforce-from"),
        "enforce_from",
        Looser.ENFORCED_LATER,
        Looser.ITEM_ENFORCED_LATER,
        lambda old, new: _if(new.enforce_from > old.enforce_from, after=new.enforce_from),
    ),
    ItemRow(
        ("item.answered-by",),
        "answered_by_checks",
        None,
        Looser.ITEM_ANSWERED_BY_CHECKS,
        lambda old, new: _if(new.answered_by_checks and not old.answered_by_checks),
    ),
    ItemRow(
        ("item.checks.*", "adjust.checks.*"),
        "checks",
        Looser.CHECK_CHANGED,
        Looser.ITEM_CHECK_CHANGED,
        _checks_changed,
    ),
)
"""Every way to ask for less of an item. `adjust.drop` leaves no item to compare."""

ITEM_NEUTRAL: Final = {
    "item.why": "explains; no rule looks at it",
    "item.refs": "explains; no rule looks at it",
    "item.evidence.find": "only proposes what could be cited",
    "item.evidence.template": "only writes what a person then fills in",
    "adjust.reason": "says why less is asked for",
}
"""The keys of an item that ask for nothing, and why that is so."""
