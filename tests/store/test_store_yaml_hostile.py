"""Files made to exhaust the loader: time and memory stay within bounds with both parsers."""

from __future__ import annotations

import time
import tracemalloc

import pytest
from yaml_readers import read_yaml_with

from tpmcli.model.errors import InvalidInputError
from tpmcli.model.problem import Problem
from tpmcli.render.problem import problem_line
from tpmcli.store.yaml.parsers import LIBYAML
from tpmcli.store.yaml.scan import CONFIG_LIMITS, MAX_PROBLEMS

SIZE = CONFIG_LIMITS.bytes


def filled(unit: str, before: str = "", after: str = "") -> bytes:
    start, piece, end = (text.encode("utf-8", "surrogatepass") for text in (before, unit, after))
    room = SIZE - len(start) - len(end)
    return start + piece * (room // len(piece)) + end


# fmt: off
UNITS = [
    "[", "{", "[]", "[a, ", "{a: ", "],", "- ", "- - ", "- \n", "- a\n", "- [a, b]\n", "? ", "?\n",
    ": ", "a: ", "a:\n", "a: b\n", "a:b ", "a ", "a\n", "a\n ", "0", "0\n", "'", '"', '""', "'a' ",
    '"\\x41', "\\", "&a ", "*a ", "!a ", "<<: ", "@", ",", "-", " ", "\n", "#", "# a\n", "|", "|\n",
    ">\n ", "--- \n", "...\n", "%a\n", "<<<<<<< a\n", "=======\n", "\t", "\0", "\r", "\r\n", "\x80",
    "\u00e9", "\U0001f600", "\u202e", "\ud800",
]
# fmt: on
INPUTS: dict[str, bytes] = {
    **{repr(unit): filled(unit) for unit in UNITS},
    "quoted escapes": filled("\\x41", '"', '"'),
    "quoted blank lines": filled("\n", '"', '"'),
    "quoted lines": filled("\n a", '"', '"'),
    "literal lines": filled(" a\n", "|\n"),
    "literal blank lines": filled("\n", "|\n"),
    "flow list": filled("a,", "["),
    "flow list, closed wrongly": b"[" + b"a," * 45_000 + b"}",
    "as many nodes as allowed": b"".join(b"k%d: \n" % number for number in range(49_999)),
    "one node too many": b"".join(b"k%d: \n" % number for number in range(50_000)),
    "a late duplicate": b"".join(b"k%d: \n" % number for number in range(49_000)) + b"k1: \n",
    "long keys": filled("x" * 1000 + ": a\n"),
    "one long key twice": b'? "%b"\n: 1\n' % (b"x" * 500_000) * 2,
    "a staircase": b"".join(b" " * number + b"a:\n" for number in range(1_400)),
    "digits": filled("9", "- "),
    "a late conflict": filled('a: "x y"\n', after="\n<<<<<<< a\n"),
    "alias bomb": b"a: &a [x,x,x,x,x,x,x,x,x]\n"
    + b"".join(
        b"%c: &%c [%b]\n" % (code, code, b",".join([b"*%c" % (code - 1)] * 9))
        for code in range(98, 123)
    ),
}


def read(data: bytes, *, libyaml: bool) -> float:
    """The processor time that it takes, in seconds."""
    problems: tuple[Problem, ...] = ()
    start = time.process_time()
    try:
        read_yaml_with(data, "f", CONFIG_LIMITS, libyaml=libyaml)
    except InvalidInputError as error:
        problems = error.problems
    seconds = time.process_time() - start
    assert len(problems) <= MAX_PROBLEMS + 1
    assert sum(len(problem_line(problem)) for problem in problems) < 100_000
    return seconds


@pytest.mark.skipif(not LIBYAML, reason="this PyYAML was built without libyaml")
@pytest.mark.parametrize("name", INPUTS)
def test_within_a_second(name: str) -> None:
    assert read(INPUTS[name], libyaml=True) < 1


# PyYAML's own parser alone takes seconds for a mebibyte of many small values, sound or not: 64 KiB
# must stay within a second, and the whole is for the soak.
@pytest.mark.parametrize("name", INPUTS)
def test_64_kib_within_a_second_without_libyaml(name: str) -> None:
    assert read(INPUTS[name][: SIZE // 16], libyaml=False) < 1


@pytest.mark.soak
@pytest.mark.parametrize("name", INPUTS)
def test_all_of_it_without_libyaml(name: str) -> None:
    assert read(INPUTS[name], libyaml=False) < 10


@pytest.mark.parametrize("libyaml", [False, True] if LIBYAML else [False])
@pytest.mark.parametrize("name", ["'['", "alias bomb", "one node too many", "'\\x00'", "long keys"])
def test_within_200_megabytes(name: str, libyaml: bool) -> None:
    data = INPUTS[name][: SIZE if libyaml else SIZE // 16]
    tracemalloc.start()
    try:
        read(data, libyaml=libyaml)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 200 * 1024 * 1024
