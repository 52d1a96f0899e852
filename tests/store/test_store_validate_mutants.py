"""One document with every key of a model, and each of its parts replaced by what may not stand
there, or may: shape and model agree on every single one.

Random documents seldom hit one key with one odd value; this does so for all of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import ValidationError

from tpmcli.store.formats import compiled_schemas, schema_compiler
from tpmcli.store.formats.base import BaseFormat
from tpmcli.store.formats.schemas import FORMATS, model
from tpmcli.store.formats.validate import fits

TEXTS = [
    "a", "a.pm", "a.b", "a@b", "1d", "60s", "2026-11-22", "2026-11-22T14:03:00Z", ">=1.0", "~=1.4",
    "https://example.com/x", "0" * 64, "a.yaml", "a.md", "github:octocat",
    *(f"{scheme}:{'0' * 64}" for scheme in ("q1", "c1", "t1", "s1", "d1")),
]  # fmt: skip
ODD: list[Any] = [
    *TEXTS, "", " ", "a\n", "a\nb", "A", "../a", "a/../b", "a\\b", "no", "true", "x" * 20_001,
    None, True, False, -1, 0, 1, 3650, 3651, 10**400, 0.0, 1.0, 80.5, float("nan"), float("inf"),
    [], {}, [None], ["a"], ["a", "a"], ["tpm"], [[]], [{}], {"a": 1}, {"a": {}}, {"a.b": {}},
    {"a": []}, {"tpm": 1}, {"id": "a", "title": "A"}, [{"id": "a", "title": "A"}],
]  # fmt: skip


def models() -> dict[str, type[BaseFormat]]:
    """Every model, by the name of its shape."""
    found = {f"format {name}": model(name) for name in FORMATS}
    queue = [BaseFormat]
    while queue:
        for cls in queue.pop().__subclasses__():
            queue.append(cls)
            constant = schema_compiler.constant(cls.__name__.removesuffix("Format"))
            if hasattr(compiled_schemas, constant):
                found[constant] = cls
    return found


MODELS = models()


def shape_of(name: str) -> Any:
    kind, _, format_name = name.partition(" ")
    return compiled_schemas.SHAPES[format_name] if format_name else getattr(compiled_schemas, kind)


def least(shape: Any) -> Any:
    """A small value that has the shape."""
    kind = shape[0]
    if kind == "text":
        return next(text for text in TEXTS if fits(text, shape))
    if kind == "one-of":
        return shape[1][0]
    if kind == "flag":
        return True
    if kind in ("whole", "number"):
        return next((bound for bound in shape[1:] if bound is not None), 1)
    if kind == "any":
        return least(shape[1][0])
    if kind == "list":
        return [least(shape[1])] * max(1, shape[2])
    if kind == "map":
        return {least(shape[1]): least(shape[2])}
    _, fields, required, fewest, _ = shape
    keys = [*required, *(key for key in fields if key not in required)]
    return {key: least(fields[key]) for key in keys[: max(len(required), fewest)]}


def documents(shape: Any) -> list[dict[str, Any]]:
    """One with every key; where only one may stand, one for each."""
    _, fields, _, _, most = shape
    if most == 1:
        return [{key: least(inner)} for key, inner in fields.items()]
    return [{key: least(inner) for key, inner in fields.items()}]


def mutants(document: dict[str, Any]) -> Iterator[Any]:
    yield from ODD
    yield {**document, "levle": "a"}
    for key, value in document.items():
        yield {other: entry for other, entry in document.items() if other != key}
        for odd in ODD:
            yield {**document, key: odd}
            if isinstance(value, list):
                yield {**document, key: [odd]}
                yield {**document, key: [*value, odd]}
            if isinstance(value, dict):
                yield from ({**document, key: {**value, inner: odd}} for inner in value)
                yield {**document, key: {**value, str(odd): odd}}


@pytest.mark.parametrize("name", MODELS)
def test_every_part_replaced_by_every_odd_value(name: str) -> None:
    shape, accepted, refused = shape_of(name), 0, 0
    for document in documents(shape):
        assert fits(document, shape)
        for mutant in mutants(document):
            try:
                MODELS[name].model_validate(mutant)
                by_model = True
            except ValidationError:
                by_model = False
            assert fits(mutant, shape) == by_model, f"{mutant!r:.1000}"
            accepted += by_model
            refused += not by_model
    assert accepted
    assert refused > 40


def test_every_shape_is_looked_at() -> None:
    named = {
        name for name in vars(compiled_schemas) if name.startswith("_") and name[1:2].isupper()
    }
    assert named | {f"format {name}" for name in FORMATS} == MODELS.keys()
