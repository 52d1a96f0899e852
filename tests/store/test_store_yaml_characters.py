"""Which characters a file may hold, raw and in escapes, one by one."""

from __future__ import annotations

import json

import pytest

from tpmcli.model.errors import InvalidInputError
from tpmcli.model.problem import Expression, Flaw, Hint, Problem, Remedy, Term
from tpmcli.store.yaml.reader import read_yaml
from tpmcli.store.yaml.scan import Limits


def codes(text: str) -> list[int]:
    """Code points from a list such as ``"7F-9F 2028"``."""
    found: list[int] = []
    for part in text.split():
        first, _, last = part.partition("-")
        found += range(int(first, 16), int(last or first, 16) + 1)
    return found


CONTROL = codes("00-08 0B-0C 0E-1F 7F-9F")
BIDI = codes("061C 200E-200F 202A-202E 2066-2069")
INVISIBLE = codes("180E 200B 2060-2064 FEFF FFF9-FFFB E0001 E0020-E007F")
SEPARATORS = codes("2028-2029")
NO_CHARACTERS = codes("FFFE-FFFF")
SURROGATES = codes("D800 DBFF DC00 DFFF")
FLAWS = {
    Flaw.CONTROL_CHARACTER: CONTROL,
    Flaw.BIDI_CONTROL: BIDI,
    Flaw.INVISIBLE_CHARACTER: INVISIBLE,
    Flaw.LINE_SEPARATOR: SEPARATORS,
    Flaw.NOT_A_CHARACTER: NO_CHARACTERS,
}
REFUSED = CONTROL + BIDI + INVISIBLE + SEPARATORS + NO_CHARACTERS
NEIGHBOURS = codes(
    "20 7E A0 061B 061D 180D 180F 200A 200C-200D 2010 2027 202F 205F 2065 206A FEFE FF00"
    " FFF8 FFFC-FFFD E0000 E0002 E001F E0080 D7FF E000 10000 1F600 10FFFD"
)


def problem(data: bytes) -> Problem:
    with pytest.raises(InvalidInputError) as caught:
        read_yaml(data, "f")
    (only,) = caught.value.problems
    return only


@pytest.mark.parametrize("code", REFUSED, ids=hex)
def test_refused_raw_and_escaped(code: int) -> None:
    raw = problem(f'a: "x{chr(code)}"\n'.encode())
    escaped = problem(f'a: "x\\U{code:08x}"\n'.encode())
    flaw = next(flaw for flaw, codes in FLAWS.items() if code in codes)
    assert raw == Problem(flaw, (code,), "f", 1, 6, Hint(Remedy.REMOVE_IT))
    assert escaped == Problem(flaw, (code,), "f", 1, 4)


@pytest.mark.parametrize("code", SURROGATES, ids=hex)
def test_half_a_character_is_refused(code: int) -> None:
    escaped = problem(f'a: "\\u{code:04x}"\n'.encode())
    assert escaped == Problem(Flaw.SURROGATE, (code,), "f", 1, 4)
    with pytest.raises(InvalidInputError) as caught:
        read_yaml(f'a: "{chr(code)}"\n'.encode("utf-8", "surrogatepass"), "f")
    assert {each.flaw for each in caught.value.problems} == {Flaw.NOT_UTF8}


@pytest.mark.parametrize("code", NEIGHBOURS, ids=hex)
def test_the_neighbours_are_allowed(code: int) -> None:
    text = f"x{chr(code)}y"
    assert read_yaml(f'a: "{text}"\n'.encode(), "f").value == {"a": text}
    assert read_yaml(f'a: "x\\U{code:08x}y"\n'.encode(), "f").value == {"a": text}


def test_a_value_may_hold_tabs_and_line_feeds_by_escape() -> None:
    text = "a\tb\nc"
    assert read_yaml(json.dumps({"a": text}).encode(), "f").value == {"a": text}


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("a: 1 # é \u202e\n", [10]),
        ("# a\tb \u202e\n", [7]),
        ("  # a\tb \u202e\n", [9]),
        ("\t# a comment behind a tab\n", [1]),
        ("X# no\tcomment\n", [6]),
        ("a: \u202e\u202e\u2066\ufeff\n", [4, 6, 7]),
        ("a: é\tb\t\u200b\n", [5, 8]),
    ],
)
def test_a_line_is_looked_at_to_its_end(text: str, columns: list[int]) -> None:
    with pytest.raises(InvalidInputError) as caught:
        read_yaml(text.encode(), "f")
    found = [(each.file, each.line, each.column) for each in caught.value.problems]
    assert found == [("f", 1, column) for column in columns]


@pytest.mark.parametrize(
    ("limit", "size"),
    [
        (1 << 20, Expression(Term.MEBIBYTES, (1,))),
        (3 << 20, Expression(Term.MEBIBYTES, (3,))),
        (1024, Expression(Term.BYTES, (1024,))),
        (1 << 20 | 1, Expression(Term.BYTES, (1048577,))),
    ],
)
def test_a_file_that_is_too_large_says_how_large_it_may_be(limit: int, size: Expression) -> None:
    with pytest.raises(InvalidInputError) as caught:
        read_yaml(b"a: " + b"b" * limit, "f", Limits(limit, 100_000, 20))
    hint = Hint(Remedy.SPLIT_OR_REMOVE)
    assert caught.value.problems == (Problem(Flaw.YAML_TOO_LARGE, (size,), "f", hint=hint),)


def test_too_many_nodes_say_what_to_do() -> None:
    with pytest.raises(InvalidInputError) as caught:
        read_yaml(b"[a, b, c, d]\n", "f", Limits(1024, 3, 20))
    hint = Hint(Remedy.SPLIT)
    assert caught.value.problems == (Problem(Flaw.TOO_MANY_NODES, (3,), "f", 1, 8, hint),)
