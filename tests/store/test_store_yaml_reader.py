"""Places, limits, and what reading leaves behind."""

from __future__ import annotations

import contextlib
import gc
import os
import subprocess
import sys

import pytest
from yaml_readers import read_yaml_with

from problem_data import Told, placed
from tpmcli.model.errors import InvalidInputError
from tpmcli.model.problem import Expression, Flaw, Term
from tpmcli.store.yaml.parsers import LIBYAML
from tpmcli.store.yaml.reader import EXPLAINED_BYTES, read_yaml
from tpmcli.store.yaml.scan import CONFIG_LIMITS, MAX_PROBLEMS, RECORD_LIMITS, Limits

TEXT = """\
# comment
schema: x

items:
  a.b:
    evidence:
      - path: p
        sha256: s
      - {path: q, "é": r}
    note: >-
      long
  c.d: {}
lists: [[1, 2],
  [3]]
12: n
""".encode()
BOTH = [False, True] if LIBYAML else [False]


@pytest.mark.parametrize("libyaml", BOTH)
@pytest.mark.parametrize(
    ("path", "place"),
    [
        ((), (2, 1)),
        (("schema",), (2, 1)),
        (("items",), (4, 1)),
        (("items", "a.b"), (5, 3)),
        (("items", "a.b", "evidence"), (6, 5)),
        (("items", "a.b", "evidence", 0), (7, 9)),
        (("items", "a.b", "evidence", 0, "sha256"), (8, 9)),
        (("items", "a.b", "evidence", 1), (9, 9)),
        (("items", "a.b", "evidence", 1, "é"), (9, 19)),
        (("items", "a.b", "note"), (10, 5)),
        (("items", "c.d"), (12, 3)),
        (("lists", 0, 1), (13, 13)),
        (("lists", 1, 0), (14, 4)),
        (("12",), (15, 1)),
        # What does not exist is shown at its nearest parent.
        (("missing",), (2, 1)),
        (("items", "c.d", "answer"), (12, 3)),
        (("items", "a.b", "evidence", 2), (6, 5)),
        (("items", "a.b", "evidence", "0"), (6, 5)),
        (("items", "a.b", "note", "x", 1), (10, 5)),
        ((12,), (2, 1)),
    ],
)
def test_position(path: tuple[str | int, ...], place: tuple[int, int], libyaml: bool) -> None:
    document = read_yaml_with(TEXT, "f.yaml", CONFIG_LIMITS, libyaml=libyaml)
    assert document.position(path) == place


@pytest.mark.parametrize("data", [b"", b"# x\n", b"\n\n---\n", b"--- # x\n...\n"])
@pytest.mark.parametrize("libyaml", BOTH)
def test_the_place_of_nothing_is_the_first_line(data: bytes, libyaml: bool) -> None:
    document = read_yaml_with(data, "f.yaml", CONFIG_LIMITS, libyaml=libyaml)
    assert (document.value, document.position(), document.position(("a",))) == (
        None,
        (1, 1),
        (1, 1),
    )


def test_positions_do_not_depend_on_line_endings_or_a_byte_order_mark() -> None:
    windows = b"\xef\xbb\xbf" + TEXT.replace(b"\n", b"\r\n")
    document = read_yaml(windows, "f.yaml")
    assert document.position(("items", "a.b", "evidence", 1, "é")) == (9, 19)


def refusal(data: bytes, limits: Limits, libyaml: bool) -> list[Told]:
    with pytest.raises(InvalidInputError) as caught:
        read_yaml_with(data, "f", limits, libyaml=libyaml)
    return placed(caught.value.problems)


@pytest.mark.parametrize("libyaml", BOTH)
def test_limits_hold_to_the_last_one(libyaml: bool) -> None:
    data = b"a: [1, {b: c}]\n"  # seven nodes: two maps, a list, a, 1, b, c
    exact = Limits(bytes=len(data), nodes=7, depth=3)
    assert read_yaml_with(data, "f", exact, libyaml=libyaml).value == {"a": [1, {"b": "c"}]}

    assert refusal(data, exact._replace(bytes=14), libyaml) == [
        ("f:0:0", Flaw.YAML_TOO_LARGE, Expression(Term.BYTES, (14,)))
    ]
    assert refusal(data, exact._replace(nodes=6), libyaml) == [("f:1:12", Flaw.TOO_MANY_NODES, 6)]
    assert refusal(data, exact._replace(depth=2), libyaml) == [("f:1:8", Flaw.TOO_DEEP, 2)]


@pytest.mark.parametrize("libyaml", BOTH)
@pytest.mark.parametrize("before", [b"", b"#" * EXPLAINED_BYTES])
def test_the_depth_is_ours_where_a_parser_has_a_limit_of_its_own(
    before: bytes, libyaml: bool
) -> None:
    data = before + b"\na: " + b"[" * 2_000
    ((place, *found),) = refusal(data, CONFIG_LIMITS, libyaml)
    assert place.startswith("f:2:2")
    assert found == [Flaw.TOO_DEEP, 20]


@pytest.mark.parametrize("libyaml", BOTH)
def test_collections_count_as_nodes(libyaml: bool) -> None:
    limits = CONFIG_LIMITS._replace(nodes=3)
    assert read_yaml_with(b"[[], {}]", "f", limits, libyaml=libyaml).value == [[], {}]
    assert refusal(b"[[], {}, []]", limits, libyaml) == [("f:1:10", Flaw.TOO_MANY_NODES, 3)]


def test_the_limits_of_a_policy_and_of_a_record() -> None:
    assert CONFIG_LIMITS == (1024 * 1024, 100_000, 20)
    assert RECORD_LIMITS == (128 * 1024 * 1024, 10_000_000, 20)
    over = b"#" * (CONFIG_LIMITS.bytes + 1)
    assert refusal(over, CONFIG_LIMITS, libyaml=False) == [
        ("f:0:0", Flaw.YAML_TOO_LARGE, Expression(Term.MEBIBYTES, (1,)))
    ]
    assert read_yaml(over, "f", RECORD_LIMITS).value is None


@pytest.mark.parametrize("libyaml", BOTH)
def test_a_large_file_has_its_problems_too(libyaml: bool) -> None:
    """Above the size that PyYAML's own parser explains in good time."""
    lines = b"".join(b"key-%d: value\n" % number for number in range(8_000))
    assert refusal(lines + b"key-7: &x again\nb: [c\n", CONFIG_LIMITS, libyaml) == [
        ("f:8001:1", Flaw.DUPLICATE_KEY, "key-7", 8),
        ("f:8001:8", Flaw.ANCHOR),
        ("f:8003:1", Flaw.LIST_OPEN_SINCE, 8002),
    ]


def test_long_lists_of_problems_are_cut() -> None:
    problems = refusal(b"a: &x 1\n" * 500, CONFIG_LIMITS, libyaml=False)
    assert len(problems) == MAX_PROBLEMS + 1
    assert problems[-1] == ("f:0:0", Flaw.MORE_FOLLOW, 100)


@pytest.mark.parametrize("enabled", [True, False])
@pytest.mark.parametrize("data", [b"a: 1\n", b"a: [\n", b"\xff"])
def test_the_garbage_collector_is_left_as_it_was(data: bytes, enabled: bool) -> None:
    try:
        (gc.enable if enabled else gc.disable)()
        with contextlib.suppress(InvalidInputError):
            read_yaml(data, "f").position()
        assert gc.isenabled() is enabled
    finally:
        gc.enable()


def test_importing_the_reader_does_not_import_yaml() -> None:
    program = "import sys, tpmcli.store.yaml.reader; print('yaml' in sys.modules)"
    run = subprocess.run(
        [sys.executable, "-S", "-c", program],
        env={"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout == "False\n"
