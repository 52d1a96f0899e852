"""The shape and the model of every format accept the same documents."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from tpmcli.model.problem import Flaw
from tpmcli.render.problem import problem_message
from tpmcli.store.formats import schema_compiler
from tpmcli.store.formats.compiled_schemas import SHAPES
from tpmcli.store.formats.schemas import FORMATS, forms, model
from tpmcli.store.formats.validate import fits
from tpmcli.store.formats.validation_messages import explain
from tpmcli.store.yaml.reader import Document

# Texts that one engine might accept and another refuse.
NEAR = [
    "", " ", "a", "a-b", "a--b", "-a", "a-", "a\n", "a b", "A", "é", "1", "1d", "0d", "180d",
    "never", "now", "2026-11-22", "2026-11-22\n", "60s", "a.b", "a.b.c", ".a", "..", "../a", "a/..",
    "a/b", "./a", "/a", "a/", "a//b", "a\\b", "{a}", "C:/a", "...", "..a/b", ".github/x", "**/*.md",
    "a.yaml", "x/a.yaml", "a.md", "a@b", "A@b.example", "a@b@c", "a @b", "a@b\n", "a\u0085@b",
    "github:octo-cat", "github:", "github:dependabot[bot]", "tpm", "pm", ">=1.0", ">= 1.0, <2",
    "~=1.4", ">1", "https://example.com/x", "http://a b", "ftp://a", "must", "shuold", "x" * 501,
    "\x1f", "a\x1fb", "\u2028", "\u00a0a", "0" * 64, "a.pm",
    *(f"{scheme}:{'0' * 64}" for scheme in ("q1", "c1", "t1", "s1", "d1")), "2026-11-22T14:03:00Z",
]  # fmt: skip
SCALARS = st.one_of(
    st.sampled_from(NEAR),
    st.text(max_size=8),
    st.booleans(),
    st.none(),
    st.integers(-2, 4000),
    st.sampled_from([0, 1, 10**400, 0.0, 1.0, 80.5, float("inf"), float("-inf"), float("nan")]),
)
JUNK = st.one_of(SCALARS, st.lists(SCALARS, max_size=2), st.dictionaries(st.text(), SCALARS))


@st.composite
def near(draw: st.DrawFn, shape: tuple[Any, ...]) -> Any:
    """Data that has the shape, or nearly."""
    if draw(st.integers(0, 24)) == 24:
        return draw(JUNK)
    return draw(_STRATEGIES[shape[0]](shape))


def near_text(shape: tuple[Any, ...]) -> st.SearchStrategy[str]:
    if not shape[1]:
        return st.text(max_size=5)
    whole = st.from_regex(shape[1].replace("$", r"\Z"))
    return st.one_of(whole, whole, whole, st.from_regex(shape[1]), st.sampled_from(NEAR))


@st.composite
def near_keys(draw: st.DrawFn, shape: tuple[Any, ...]) -> dict[str, Any]:
    _, fields, required, least, most = shape
    optional = [key for key in fields if key not in required]
    size = draw(st.integers(least, max(least, min(most, 4))))
    keys = [*required, *draw(st.permutations(optional))[: max(0, size - len(required))]]
    data = {key: draw(near(fields[key])) for key in keys}
    twist = draw(st.integers(0, 30))
    if twist == 30:
        data[draw(st.sampled_from([*fields, "levle", "", "schema_"]))] = draw(SCALARS)
    elif twist == 29 and data:
        del data[draw(st.sampled_from(sorted(data)))]
    return data


@st.composite
def near_list(draw: st.DrawFn, shape: tuple[Any, ...]) -> list[Any]:
    _, inner, least, _, _ = shape
    size = draw(st.integers(min(least, draw(st.integers(0, 3))), 3))
    return [draw(near(inner)) for _ in range(size)]


def near_map(shape: tuple[Any, ...]) -> st.SearchStrategy[dict[str, Any]]:
    return st.dictionaries(near_text(shape[1]), near(shape[2]), max_size=2)


_STRATEGIES: dict[str, Any] = {
    "text": near_text,
    "keys": near_keys,
    "list": near_list,
    "map": near_map,
    "one-of": lambda shape: st.sampled_from(shape[1]),
    "flag": lambda shape: st.booleans(),
    "whole": lambda shape: st.integers((shape[1] or 0) - 1, (shape[2] or 99) + 1),
    "number": lambda shape: st.one_of(st.integers(-1, 101), st.floats(-1, 101)),
    "any": lambda shape: st.one_of([near(option) for option in shape[1]]),
}


def accepts(name: str, value: Any) -> bool:
    try:
        model(name).model_validate(value)
    except ValidationError:
        return False
    return True


@pytest.mark.parametrize("name", FORMATS)
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_shape_and_model_accept_the_same_documents(name: str, data: st.DataObject) -> None:
    value = data.draw(near(SHAPES[name]))
    assert fits(value, SHAPES[name]) == accepts(name, value)


class PlacelessDocument(Document):
    """A document that was never text, for data that no file could hold."""

    def __init__(self, value: Any) -> None:
        super().__init__(value, "x.yaml", b"")

    def position(self, path: tuple[str | int, ...] = ()) -> tuple[int, int]:
        return len(path) + 1, 1


@pytest.mark.parametrize("name", FORMATS)
@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_whatever_is_refused_is_explained(name: str, data: st.DataObject) -> None:
    value = data.draw(near(SHAPES[name]))
    problems = explain(PlacelessDocument(value), name)
    assert bool(problems) != fits(value, SHAPES[name])
    for problem in problems:
        message = problem_message(problem)
        assert message
        assert "[type=" not in message
        # Every problem is one of ours, not a sentence of pydantic's.
        assert problem.flaw is not Flaw.REFUSED_VALUE
    assert [problem.line for problem in problems] == sorted(p.line for p in problems)


def text_shapes(shape: Any) -> set[tuple[Any, ...]]:
    if isinstance(shape, tuple):
        if shape[:1] == ("text",) and len(shape) == 4:
            return {shape}
        return {found for part in shape for found in text_shapes(part)}
    if isinstance(shape, dict):
        return {found for part in shape.values() for found in text_shapes(part)}
    return set()


def patterns() -> list[str]:
    return sorted({shape[1] for shape in text_shapes(SHAPES) if shape[1]})


@pytest.mark.parametrize("pattern", patterns())
def test_every_engine_reads_a_pattern_alike(pattern: str) -> None:
    from typing import Annotated

    from pydantic import Field, TypeAdapter

    adapter: TypeAdapter[str] = TypeAdapter(Annotated[str, Field(pattern=pattern)])

    def by_model(text: str) -> bool:
        try:
            adapter.validate_python(text, strict=True)
        except ValidationError:
            return False
        return True

    verdicts = {text: fits(text, ("text", pattern, 0, 1000)) for text in NEAR}
    assert verdicts == {text: by_model(text) for text in NEAR}
    assert True in verdicts.values()
    assert False in verdicts.values()


@pytest.mark.parametrize("name", FORMATS)
def test_every_pattern_is_told_in_words(name: str) -> None:
    used = {shape[1] for shape in text_shapes(SHAPES[name]) if shape[1]}
    assert used - forms(name).keys() == set()


def test_the_shapes_are_those_of_the_formats() -> None:
    written = (
        Path(schema_compiler.__file__).with_name("compiled_schemas.py").read_text(encoding="utf-8")
    )
    assert written == schema_compiler.source(), "run: python scripts/write_compiled_schemas.py"


def test_a_keyword_without_a_shape_is_an_error() -> None:
    with pytest.raises(ValueError, match="multipleOf"):
        schema_compiler.shape({"type": "integer", "multipleOf": 2})
    with pytest.raises(ValueError, match="engines read differently"):
        schema_compiler.shape({"type": "string", "pattern": r"^\w+$"})
    with pytest.raises(ValueError, match="an open mapping"):
        schema_compiler.shape({"type": "object", "properties": {}, "title": "x"})
    with pytest.raises(TypeError, match="only texts"):
        schema_compiler.shape({"enum": [1, True]})
