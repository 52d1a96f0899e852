"""Any bytes: one verdict, one value and the same words from both parsers, and no other exception;
and what is read line by line, without a parser, has the value that both give it.

libyaml and PyYAML's own parser differ on a few constructs. The loader refuses them; these tests
look for more of them in cuttings of our own files, in heaps of YAML tokens and in arbitrary text.
"""

from __future__ import annotations

import json
import random
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from yaml_readers import read_yaml_with

from tpmcli.model.errors import InvalidInputError
from tpmcli.model.problem import Flaw, Problem
from tpmcli.store.yaml import build as yaml_build
from tpmcli.store.yaml import plain as yaml_plain
from tpmcli.store.yaml.parsers import LIBYAML
from tpmcli.store.yaml.places import places
from tpmcli.store.yaml.reader import read_yaml
from tpmcli.store.yaml.scan import CONFIG_LIMITS, YamlSource, scan
from tpmcli.store.yaml.survey import survey

ROOT = Path(__file__).parents[2]
FILES = [
    path.read_bytes()
    for folder in (ROOT / "checklists", Path(__file__).parent / "cases" / "yaml")
    for path in sorted(folder.rglob("*.yaml"))
]
# fmt: off
TOKENS = [
    "- ", "-", "? ", "?", ": ", ":", "\n", "\n ", "\n  ", "\n   ", " ", "  ", "\n\n", "\r\n", "\t",
    '"', "'", "''", '\\"', "|", ">", "|-", ">+", "|2", "#", " #", "\n # \t", "\n # a\tb ", "\n#\t",
    "%", "@", "`", "=", "$", "<", "{", "}", "[", "]", ",", ", ", "!", "&a ", "*a", "!!str ", "<<: ",
    "a", "b: ", "\n- ", "\na: ", "\n  b: ", "0", "0x1F", "~", "null", ".", "---", "...", "\n---\n",
    "\n...\n", "\\", "\\n", "\\t", "\\0", "\\_", "\\N", "\\L", "\\/", "\\ ", "\\\n", "\\x41",
    "\\u00e9", "\\ud83d\\ude00", "\\U0011FFFF", "\u00e9", "\U0001f600", "\ufeff", "\u2028", "\x85",
    "x" * 1025, "\u00e9" * 1024,
]
FRAMES = ["%s", "%s", "k:\n  a: %s", "k: {a: %s}", "- [a, %s]", 'k: "%s"\n', "k: |\n%s\n"]
# fmt: on


def outcome(data: bytes, *, libyaml: bool) -> tuple[str | None, tuple[Problem, ...]]:
    """The value, told apart by type, or the problems. Any other exception fails the test, and so
    does a second of the processor's time.
    """
    began = time.process_time()
    try:
        return repr(read_yaml_with(data, "f", CONFIG_LIMITS, libyaml=libyaml).value), ()
    except InvalidInputError as error:
        return None, error.problems
    finally:
        assert time.process_time() - began < 1


def scanned(data: bytes) -> YamlSource | None:
    try:
        return scan(data, "f", CONFIG_LIMITS.bytes)
    except InvalidInputError:
        return None


def check(data: bytes) -> str:
    """Hold the promises for one input. Says whether it was "refused", "read", or "read plainly"."""
    value, problems = outcome(data, libyaml=False)
    assert (value is None) == bool(problems)
    assert not any(problem.flaw is Flaw.DOUBTFUL for problem in problems), problems
    source = scanned(data)
    if source is not None:
        # The careful pass accepts and refuses what the fast one does.
        assert survey(source, "f", CONFIG_LIMITS, libyaml=False) == list(problems)
    if LIBYAML:
        assert outcome(data, libyaml=True) == (value, problems)
        if source is not None:
            assert bool(survey(source, "f", CONFIG_LIMITS, libyaml=True)) == bool(problems)
            if not problems:
                assert places(source, libyaml=True) == places(source, libyaml=False)
    plain = yaml_plain.read_plain(source.text, CONFIG_LIMITS) if source is not None else None
    if plain is not None:
        # Either the same, of a file that is sound, or left to the parsers.
        assert repr(plain) == value
        return "read plainly"
    return "refused" if value is None else "read"


def cutting(rng: random.Random) -> bytes:
    """A few lines of a real file, with a few things done to them."""
    lines = rng.choice(FILES).splitlines(keepends=True) or [b"\n"]
    start = rng.randrange(len(lines))
    data = b"".join(lines[start : start + rng.randint(1, 12)])[:2000]
    for _ in range(rng.randint(1, 4)):
        at = rng.randint(0, len(data))
        upto = min(len(data), at + rng.choice([1, 1, 2, 5, 20]))
        kind = rng.randrange(5)
        if kind == 0:
            data = data[:at] + data[upto:]
        elif kind == 1:
            data = data[:at] + rng.choice(TOKENS).encode() + data[at:]
        elif kind == 2:
            data = data[:at] + rng.choice(TOKENS).encode() + data[upto:]
        elif kind == 3:
            data = data[:at] + data[at:upto] + data[at:]
        else:
            data = data[:at] + bytes([rng.randrange(256)]) + data[upto:]
    return data


def heap(rng: random.Random) -> bytes:
    """A few tokens in a row, often within a collection, a quoted string or a block of text."""
    tokens = [rng.choice(TOKENS) for _ in range(rng.choice([2, 3, 4, 5, 6, 8, 12]))]
    return rng.choice(FRAMES).replace("%s", "".join(tokens)).encode()


def run(make: Callable[[random.Random], bytes], count: int, seed: int) -> None:
    rng = random.Random(seed)
    ways = Counter(check(make(rng)) for _ in range(count))
    # A generator that is always refused, or never, would show nothing.
    assert count * 0.02 < ways.total() - ways["refused"] < count * 0.9
    assert ways["read plainly"] > count * 0.005


def test_cuttings_of_real_files(record_property: Callable[[str, object], None]) -> None:
    run(cutting, 1_000, seed=1)
    record_property("inputs", 1_000)


def test_heaps_of_tokens(record_property: Callable[[str, object], None]) -> None:
    run(heap, 2_000, seed=2)
    record_property("inputs", 2_000)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(10))
@pytest.mark.parametrize(("make", "count"), [(cutting, 5_000), (heap, 1_000)])
def test_many_more(
    make: Callable[[random.Random], bytes],
    count: int,
    seed: int,
    record_property: Callable[[str, object], None],
) -> None:
    run(make, count, seed=100 + seed)
    record_property("inputs", count)


QUICK = settings(
    max_examples=200, deadline=None, database=None, suppress_health_check=list(HealthCheck)
)
SOAK = settings(QUICK, max_examples=10_000)
ANY_TEXT = st.one_of(
    st.text(),
    st.text(alphabet="ab:-?#'\"|>{}[],&*!%@\\ \n\t~0.1é"),
    st.lists(st.sampled_from(TOKENS)).map("".join),
)


@QUICK
@given(st.binary(max_size=200))
def test_any_bytes(data: bytes) -> None:
    check(data)


@QUICK
@given(ANY_TEXT)
def test_any_text(text: str) -> None:
    check(text.encode("utf-8", "surrogatepass"))


@pytest.mark.soak
def test_any_more(record_property: Callable[[str, object], None]) -> None:
    tried = [0]

    @SOAK
    @given(
        st.binary(max_size=400) | ANY_TEXT.map(lambda text: text.encode("utf-8", "surrogatepass"))
    )
    def any_more(data: bytes) -> None:
        tried[0] += 1
        check(data)

    any_more()
    assert tried[0] >= SOAK.max_examples
    record_property("inputs", tried[0])


VISIBLE = st.text(
    st.characters(exclude_categories=["Cc", "Cf", "Cs", "Zl", "Zp", "Cn", "Co"]), max_size=40
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**18) + 1, 10**18 - 1) | VISIBLE,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(VISIBLE.filter(bool), inner, max_size=4)
    ),
    max_leaves=12,
)


@QUICK
@given(JSON, st.sampled_from([None, 2]))
def test_json_means_the_same_here(value: Any, indent: int | None) -> None:
    """JSON is YAML; so every value that can be written is read as it was meant."""
    data = json.dumps(value, ensure_ascii=False, indent=indent).encode()
    assert repr(read_yaml(data, "f").value) == repr(value)
    check(data)


@pytest.mark.skipif(not LIBYAML, reason="this PyYAML was built without libyaml")
@pytest.mark.parametrize("data", [b"a: [b?c]\n", b"a: |#c\n  b\n"])
def test_the_comparison_can_fail(data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the look at single scalars, the two parsers are caught in disagreement."""
    assert check(data) == "refused"
    monkeypatch.setattr(yaml_build, "scalar_flaw", lambda *args, **kwargs: None)
    with pytest.raises(AssertionError):
        check(data)


@pytest.mark.parametrize("wrong", [{"a": "1"}, {"a": True}, {}])
def test_the_comparison_finds_a_reader_of_lines_that_is_wrong(
    wrong: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert check(b"a: 1\n") == "read plainly"
    monkeypatch.setattr(yaml_plain, "read_plain", lambda *args: wrong)
    with pytest.raises(AssertionError):
        check(b"a: 1\n")
    with pytest.raises(AssertionError):
        check(b"a: [\n")


def test_a_loader_that_falls_over_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    def build(*args: object, **kwargs: object) -> object:
        raise KeyError("a")

    monkeypatch.setattr(yaml_build, "build", build)
    with pytest.raises(KeyError):
        check(b"a: 1\n")
