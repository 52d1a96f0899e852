"""How deep texts are nested, beside what a parser says of them."""

from __future__ import annotations

import json
import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tpmcli.text.nesting import (
    json_is_deeper,
    line_is_deeper,
    pattern_is_deeper,
    toml_is_deeper,
)

TEXTS = st.text(alphabet="[]{}\"'\\#\n,:ab\u00e9", max_size=6)
VALUES: st.SearchStrategy[Any] = st.recursive(
    TEXTS | st.integers(0, 9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=12,
)


def depth(value: Any) -> int:
    if isinstance(value, dict):
        return 1 + max(map(depth, value.values()), default=0)
    if isinstance(value, list):
        return 1 + max(map(depth, value), default=0)
    return 0


@given(VALUES, st.booleans())
def test_json_is_as_deep_as_its_value(value: Any, ascii_only: bool) -> None:
    text = json.dumps(value, ensure_ascii=ascii_only)
    found = depth(value)
    assert not json_is_deeper(text, found)
    assert not found or json_is_deeper(text, found - 1)


def toml_of(value: Any, style: int) -> str:
    if isinstance(value, dict):
        pairs = (f"{json.dumps(key)} = {toml_of(inner, style)}" for key, inner in value.items())
        return f"{{{', '.join(pairs)}}}"
    if isinstance(value, list):
        between = ', # [[ "\n' if style % 2 else ", "
        return f"[{between.join(toml_of(item, style) for item in value)}]"
    if isinstance(value, str):
        if style == 2 and not {"'", "\n"} & set(value):
            return f"'{value}'"
        if style == 3 and "'" not in value:
            return f"'''\n{value}'''"
        if style == 4:
            escaped = value.replace("\\", "\\\\").replace('"', '\\"')
            return f'"""\n{escaped}"""'
        return json.dumps(value)
    return str(value)


@given(VALUES, st.integers(0, 4))
def test_toml_is_as_deep_as_its_value(value: Any, style: int) -> None:
    if style % 2:
        value = [value]
    text = f"a = {toml_of(value, style)}\n"
    try:
        read = tomllib.loads(text)["a"]
    except tomllib.TOMLDecodeError:
        # Comments and texts of several lines are not allowed within inline tables.
        return
    assert read == value
    found = depth(value)
    assert not toml_is_deeper(text, found)
    assert not found or toml_is_deeper(text, found - 1)


@pytest.mark.parametrize(
    ("text", "limit", "deeper"),
    [
        ("[[", 1, True),
        ("[[", 2, False),
        ("][][", 2, False),
        ("[{[{", 3, True),
        ('"[[[[', 1, False),
        (r'["\"[[[["]', 1, False),
        (r'["\\[[[",1]', 1, False),
        (r'["\\",[[]]]', 2, True),
        ("[[]", 1, True),
        ("[" * 450 + "[" * 450 + "]" * 450, 500, True),
        ("[" * 1_000_000, 500, True),
        ("[" * 1_000_000 + "]" * 1_000_000, 500, True),
        ('{"a":[' * 300 + "]}" * 300, 599, True),
        ('{"a":[' * 300 + "]}" * 300, 600, False),
    ],
)
def test_json_that_may_be_broken(text: str, limit: int, deeper: bool) -> None:
    assert json_is_deeper(text, limit) is deeper


@pytest.mark.parametrize(
    ("text", "limit", "deeper"),
    [
        ("[[a]]\n" * 1000, 2, False),
        ("[[a]]\n", 1, True),
        (r"""a = '[\'""" + "\nb = [[1]]", 2, False),
        (r"""a = '[\'""" + "\nb = [[1]]", 1, True),
        ('a = """"[[[""""\nb = [1]', 1, False),
        ('a = """"[[[""""\nb = [[1]]', 1, True),
        ("a = ''''[[['''''\nb = [[1]]", 1, True),
        ('a = "[[[\nb = [1]', 1, False),
        ('a = """[[[', 1, False),
        ("a = " + "{a = " * 200_000, 100, True),
    ],
)
def test_toml_that_may_be_broken(text: str, limit: int, deeper: bool) -> None:
    assert toml_is_deeper(text, limit) is deeper


@pytest.mark.parametrize(
    ("line", "limit", "column"),
    [("a: [[x], [y]]", 2, 0), ("a: [[x], [y]]", 1, 5), ("]]][", 1, 0), ("]]][[", 1, 5), ("", 0, 0)],
)
def test_where_a_line_is_too_deep(line: str, limit: int, column: int) -> None:
    assert line_is_deeper(line, limit) == column


@pytest.mark.parametrize(
    ("pattern", "limit", "deeper"),
    [
        ("(a)(b)(c)", 1, False),
        ("(a(b))", 1, True),
        (r"(\((a))", 2, False),
        (r"([(]([)]))", 2, False),
        (r"([]((]a)(b)", 1, False),
        (r"([^\](]a)(b)", 1, False),
        ("(" * 3000, 100, True),
        (")(" * 3000, 100, False),
    ],
)
def test_groups_of_a_pattern(pattern: str, limit: int, deeper: bool) -> None:
    assert pattern_is_deeper(pattern, limit) is deeper
