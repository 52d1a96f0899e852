"""Every key of every format is compared, or is neutral for a reason that the table gives."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args

import pytest

from tpmcli.rules.change.loosening import POLICY_NEUTRAL, POLICY_ROWS
from tpmcli.rules.item_loosening import ITEM_NEUTRAL, ITEM_ROWS
from tpmcli.store.formats.base import BaseFormat, key_of
from tpmcli.store.formats.checklist import (
    Adjust,
    ChecklistFormat,
    ItemFormat,
    LifecycleFormat,
    PackFormat,
)
from tpmcli.store.formats.policy import PolicyFormat

ROOTS: dict[type[BaseFormat], str] = {
    PolicyFormat: "policy",
    LifecycleFormat: "lifecycle",
    ChecklistFormat: "checklist",
    PackFormat: "pack",
    ItemFormat: "item",
    Adjust: "adjust",
}
COMPARED = {key for row in (*POLICY_ROWS, *ITEM_ROWS) for key in row.keys}
NEUTRAL = {**POLICY_NEUTRAL, **ITEM_NEUTRAL}


def formats_in(annotation: Any) -> Iterator[type[BaseFormat]]:
    """The formats that a value of this type may hold."""
    if isinstance(annotation, type) and issubclass(annotation, BaseFormat):
        yield annotation
    for part in get_args(annotation):
        yield from formats_in(part)


def keys(of: type[BaseFormat], prefix: str) -> Iterator[str]:
    """The keys of a format that hold no further format, each with its path."""
    for name, field in of.model_fields.items():
        path = f"{prefix}.{key_of(name)}"
        inner = [each for each in formats_in(field.annotation) if each not in ROOTS]
        if not inner:
            yield path
        for each in inner:
            yield from keys(each, path)


EVERY = [key for root, name in ROOTS.items() for key in keys(root, name)]


def rows_of(key: str) -> list[str]:
    """The entries of the table that a key is held by; `x.*` holds all that is below `x`."""
    return [
        each
        for each in (*COMPARED, *NEUTRAL)
        if each == key or (each.endswith(".*") and key.startswith(each[:-1]))
    ]


@pytest.mark.parametrize("key", EVERY)
def test_every_key_has_a_row(key: str) -> None:
    assert len(rows_of(key)) == 1, f"say in the table what a change of {key} asks for less"


def test_every_row_is_of_a_key() -> None:
    held = {row for key in EVERY for row in rows_of(key)}
    assert {*COMPARED, *NEUTRAL} - held == set()
    assert COMPARED & NEUTRAL.keys() == set()
    assert all(NEUTRAL.values())


def test_the_walk_sees_all_that_is_nested() -> None:
    assert {
        "policy.gate.identity",
        "policy.people",
        "policy.gate.signoffs.people",
        "policy.adjust",
        "lifecycle.select",
        "pack.add",
        "item.evidence.pin",
        "item.checks.coverage.min",
        "adjust.evidence-required",
    } <= set(EVERY)


def test_a_key_without_a_row_is_noticed() -> None:
    class Later(BaseFormat):
        pin: bool = False
        brand_new: bool = False

    found = [key for key in keys(Later, "item.evidence") if not rows_of(key)]
    assert found == ["item.evidence.brand-new"]
