"""Which spellings are read without a parser, form by form, and to the last sign of each limit."""

from __future__ import annotations

import pytest
from yaml_readers import read_yaml_with

from tpmcli.store.yaml.plain import read_plain
from tpmcli.store.yaml.scan import CONFIG_LIMITS, RECORD_LIMITS, Limits

READ = [
    "a: b # c\n",
    "a: b   # c # d\n",
    "a: b#c\n",
    "a: #c\n  b: 1\n",
    "a:   b\n",
    "a:\n\n\n  b: 1\n",
    "a:\n  # c\n  b: 1\n# d\nc: 2\n",
    "a:\n   \n  b: 1\n",
    "a: b",
    "a: 'b'\n",
    "a: 'b' # c\n",
    "a: 'b'  \n",
    "a: 'b'   # c\n",
    "a: '' # c\n",
    'a: ""\n',
    'a: "b" # c\n',
    'a: "b # c"\n',
    'a: "b: c"\n',
    "a: 'b\n  c'\n",
    "a: 'b   \n     c' # d\n",
    "a: 'b\n  c\n  d'\n",
    "a:\n  b: 'c\n    d'\n",
    "a:\n  - 'c\n    d'\n",
    "a:\n  - b: 'c\n      d'\n",
    "a: []\n",
    "a: [] # c\n",
    "a: {}\n",
    "a: {} # c\n",
    "a: {b: {}}\n",
    "a: [[], {}]\n",
    "a: [b] # c\n",
    "a: {b: c} # d\n",
    "a: {b: c, d: e}\n",
    "a: [b c, d]\n",
    "a: ['b, c', \"d: e\", 'f]']\n",
    "a: [b:c, http://x/y]\n",
    "a: [1, 1.5, true, null, ~, 0x1F]\n",
    "a: {b: 1, c: ~, d: 'x'}\n",
    "a: {b: [c, {d: e}]}\n",
    "a:\n  - b\n  - c: 1\n    d: 2\n  - [e]\n  - {f: g}\n  - 'h'\n",
    "a:\n  - b:\n      - c\n    d: e\n",
    "a:\n  - b: # c\n      d: e\n",
    "a: b\nc: b\n",
    "a: 1\nb: 1\nc: 1.5\nd: 1.5\n",
    "a: abc\nb: abc\nc:\n  a: abc\n",
    f"a: {'0123456789abcdef' * 4}\n",
    f"a: {'x' * 200}\nb: {'x' * 200}\n",
    "a: x y z\n",
    "a: it's\n",
    "a: b\\n\n",
    "a: 'b\\n'\n",
    "a: b, c] }\n",
    "A_b@c.d/e+f-g: 1\n",
    "0: 1\n1a: 2\n",
    "a: é\nb: 日本\nc: \xa0x\n",
    "a: X\nb: XX\nc: X X\n",
]
# Letters and spaces that could be taken for signs, beside the signs.
READ += [
    "a:  Xb\n",
    'a: 1"b"\n',
    'a: b "c"\n',
    "a: Xb # c\n",
    "a: bX # c\n",
    "a: b\xa0 # c\n",
    "a: 1X\n",
    "a: 1X # c\n",
    "a: 'b\n  Xc'\n",
    "a: 'bX\n  c'\n",
    "a: 'b\xa0\n  c'\n",
    "a: 'b\n  \xa0c'\n",
    f"a: {'1' * 37}\nb: {'1' * 38}\nc: {'1' * 39}\n",
    f"a: {'x' * 99}\nb: {'x' * 100}\n",
]
LEFT = [
    # Text that looks like a key met before.
    "x:\n  a: b\ny:\n  a\n",
    "x:\n  a:\ny:\n  a:: c\n",
    "a: b\n\xa0# c\n",
    'a: "b" "c"\n',
    'a: "b"c"\n',
    "a: b\nX# c\n",
    "a:\n  -  b\n",
    "a: 'b",
    'a:\n  b: "c',
    "a: 'b' \xa0# c\n",
    "a: 'b' X# c\n",
    "a:: b\n",
    "- a\n",
    "a: 'b'#c\n",
    "a: 'b' c\n",
    'a: "b" c\n',
    "a: 'b'c\n",
    "a: 'b\nc'\n",
    "a: 'b\n\n  c'\n",
    "a: 'b\n",
    "a: 'b\n  c\n",
    "a:\n  b: 'c\n  d'\n",
    "a:\n  - 'c\n  d'\n",
    "a: 'b\n  c' d\n",
    "a: []b\n",
    "a: [] b\n",
    "a: {}b\n",
    "a: {b: c}d\n",
    "a: [b]c\n",
    "a: [b] c\n",
    "a: [b\n",
    "a: {b: c\n",
    "a: [b,c]\n",
    "a: [b,  c]\n",
    "a: [ b]\n",
    "a: [b ]\n",
    "a: {b:c}\n",
    "a: {b: c,d: e}\n",
    "a: {b: c, b: d}\n",
    "a: {b}\n",
    "a: {'b': c}\n",
    "a: [#b]\n",
    "a: [b #c]\n",
    "a: [-b]\n",
    "a: b: c\n",
    "a: b:\n",
    "a: b: # c\n",
    "a: 1: # c\n",
    "a: 1:\n",
    "a: ?\n",
    "a: - b\n",
    "a: ,\n",
    "a: ]\n",
    "a: }\n",
    "a: %b\n",
    "a: `b\n",
    "a: |\n  b\n",
    'a: "b\\x41"\n',
    'a: "b\n  \\n"\n',
    "a: b\n c: d\n",
    "a:\n  b: 1\n c: 2\n",
    "a:\n  b: 1\n   c: 2\n",
    "a:\n  - b\n  c: d\n",
    "a:\n  b: c\n  - d\n",
    "a: b\n- c\n",
    "a: b\n  - c\n",
    "a: 1\nb: 2\na: 3\n",
    "a:\n  - b: 1\n    b: 2\n",
    "é: a\n",
    "a b: c\n",
    "-a: b\n",
    "a :b\n",
    "a : b\n",
    ": a\n",
    "a:\tb\n",
]


def parsed(text: str, *, libyaml: bool = False) -> object:
    return read_yaml_with(text.encode(), "f", CONFIG_LIMITS, libyaml=libyaml).value


@pytest.mark.parametrize("text", READ)
def test_read_without_a_parser(text: str) -> None:
    assert repr(read_plain(text, CONFIG_LIMITS)) == repr(parsed(text))


@pytest.mark.parametrize("text", LEFT)
def test_left_to_the_parser(text: str) -> None:
    assert read_plain(text, CONFIG_LIMITS) is None


def flow(depth: int, opening: str, closing: str) -> str:
    return f"a: {opening * depth}{closing * depth}\n"


def block(depth: int) -> str:
    return "".join(f"{'  ' * level}a:\n" for level in range(depth)) + f"{'  ' * depth}b: c\n"


@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ("[{a: ", "}]"), ("{a: ", "}")])
def test_how_deep_a_flow_is_read(opening: str, closing: str) -> None:
    each = opening.count("[") + opening.count("{")
    inner = "b" if ":" in opening else ""
    deepest = 10 // each - (1 if inner else 0)
    text = f"a: {opening * deepest}{inner}{closing * deepest}\n"
    assert repr(read_plain(text, CONFIG_LIMITS)) == repr(parsed(text))
    deeper = f"a: {opening * (deepest + 2)}{inner}{closing * (deepest + 2)}\n"
    assert read_plain(deeper, CONFIG_LIMITS) is None
    assert parsed(deeper)


def test_how_deep_blocks_are_read() -> None:
    read = [read_plain(block(depth), CONFIG_LIMITS) is not None for depth in range(14)]
    assert read == [depth <= 10 for depth in range(14)]
    assert repr(read_plain(block(10), CONFIG_LIMITS)) == repr(parsed(block(10)))


def test_the_depth_that_must_be_allowed() -> None:
    limits = CONFIG_LIMITS._replace(depth=20)
    assert read_plain("a: b\n", limits) == {"a": "b"}
    assert read_plain("a: b\n", limits._replace(depth=19)) is None


@pytest.mark.parametrize(
    ("text", "nodes", "read"),
    [
        # Ten letters, and three places where something may begin: at most twelve.
        ("a: [b, c]\n", 11, True),
        ("a: [b, c]\n", 10, False),
        ("a: [b, c]\n", 9, False),
        ("a: {b: c}\n", 8, True),
        ("a: {b: c}\n", 7, False),
        ("a: bbbbbbbbbb\n", 4, True),
        ("a: XXXXXXXXXX\n", 4, True),
        ("a: bbbbbbbbbb\n", 3, False),
    ],
)
def test_what_may_hold_more_than_is_allowed_is_left(text: str, nodes: int, read: bool) -> None:
    limits = Limits(bytes=1 << 20, nodes=nodes, depth=20)
    assert (read_plain(text, limits) is not None) is read


@pytest.mark.parametrize("more", [0, 1, 2, 3, 17])
def test_a_large_file_is_read_in_portions(more: int) -> None:
    """Line for line, wherever the portions end."""
    lines = [f"key-{number}: value {number} {'x' * 400}" for number in range(6_000)]
    lines.insert(0, f"first: {'y' * more}")
    text = "\n".join(lines) + "\n"
    assert len(text) > 2 << 20
    expected = dict(line.split(": ") for line in lines)
    expected["first"] = expected["first"] or None  # type: ignore[assignment]
    assert read_plain(text, RECORD_LIMITS) == expected
    assert read_plain(text.removesuffix("\n"), RECORD_LIMITS) == expected


def test_keys_and_values_beyond_those_remembered_are_read_all_the_same() -> None:
    text = "".join(f"key-{n}: value-{n}\nopen-{n}:\n  in: value-{n}\n" for n in range(1_200))
    expected = {}
    for number in range(1_200):
        expected[f"key-{number}"] = f"value-{number}"
        expected[f"open-{number}"] = {"in": f"value-{number}"}  # type: ignore[assignment]
    assert read_plain(text, RECORD_LIMITS) == expected
