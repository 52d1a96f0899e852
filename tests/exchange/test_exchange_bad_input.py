"""Files that are broken, hostile, too large or of another kind: a reason, and no traceback."""

from __future__ import annotations

from contextlib import suppress
from io import BytesIO
from time import process_time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from tpmcli.exchange.options import ReadOptions
from tpmcli.exchange.registry import FORMATS, find_format
from tpmcli.exchange.source import ImportSource, UnreadableSourceError
from tpmcli.model.imported import LeftReason, Reading

SECONDS = 10.0
PLAIN = ReadOptions()


def read(name: str, data: bytes, options: ReadOptions = PLAIN, **more: str) -> Reading:
    source = ImportSource(name, data, **more)
    return find_format(source).read(source, options)


def refused(name: str, data: bytes, options: ReadOptions = PLAIN) -> tuple[str, int, int]:
    with pytest.raises(UnreadableSourceError) as error:
        read(name, data, options)
    return error.value.reason, error.value.line, error.value.column


def titles(reading: Reading) -> list[str]:
    return [item.title for item in reading.items]


TOO_LARGE = "larger than 4 MiB, which is too large for a checklist"
BINARY = "this is a binary file of no known format"
LOCKED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("a.md", b"", ("this file is empty", 0, 0)),
        ("a.csv", b"\xef\xbb\xbf \n", ("this file is empty", 0, 0)),
        ("a.bin", bytes(range(256)) * 8, (BINARY, 0, 0)),
        ("a.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", (BINARY, 0, 0)),
        ("a.md", b"a\xff\xfe\x00\x01", (BINARY, 0, 0)),
        ("a.yaml", b"a: 1\nb: [1, 2\nc: }\n", ("not valid YAML", 3, 2)),
        ("a.yml", b"a: 1\n\tb: 2\n", ("not valid YAML", 2, 1)),
        ("a.json", b'{"a": [1,\n 2,,]}', ("not valid JSON", 2, 4)),
        ("a.yaml", b"- t: a\n  t: b\n", ("the key `t` appears twice in this block", 2, 3)),
        ("a.json", b'{"t": 1, "t": 2}', ("the key `t` appears twice in a mapping", 0, 0)),
        ("a.yaml", b"just a text", ("there is no list in this file", 0, 0)),
        (
            "a.yaml",
            b"schema: tpm/policy/1\nid: x\n",
            ("a file of the format `tpm/policy/1` holds no items to import", 0, 0),
        ),
        (
            "a.csv",
            b'Title,Why\nOne,"two\n',
            ("not readable as CSV: a quote is not closed, or text follows a closing quote", 2, 0),
        ),
        (
            "a.md",
            b"- [ ] " + b"x" * 30_000,
            ("a line of more than 20,000 characters is not Markdown", 1, 0),
        ),
        ("a.md", b"- [ ] a\n" * 600_000, (TOO_LARGE, 0, 0)),
        ("a.csv", b"a,b\n" * 5_000_000, (TOO_LARGE, 0, 0)),
        ("a.xlsx", LOCKED, ("the workbook is protected by a password: save it without one", 0, 0)),
        ("a.xlsx", b"PK\x03\x04" + bytes(90), ("not a workbook that can be read", 0, 0)),
    ],
    ids=lambda value: value[:40].decode("latin-1") if isinstance(value, bytes) else None,
)
def test_what_cannot_be_read(name: str, data: bytes, expected: tuple[str, int, int]) -> None:
    assert refused(name, data) == expected


def test_nesting_is_bounded() -> None:
    assert refused("a.json", b"[" * 5_000 + b"]" * 5_000)[0] == "nested too deep"
    deep = "".join(f"{'  ' * depth}- [ ] {depth}\n" for depth in range(120))
    assert refused("a.md", deep.encode())[0] == "lists are nested too deep"
    fine = "".join(f"{'  ' * depth}- [ ] {depth}\n" for depth in range(60))
    assert len(read("a.md", fine.encode()).items) == 60
    assert refused("a.html", b"<ul><li>" * 500)[0] == "lists are nested too deep"


def test_aliases_that_multiply_are_bounded() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 10)]
    started = process_time()
    reason, _, _ = refused("a.yaml", "\n".join(lines).encode())
    assert reason == "this file holds too much, or is nested too deep"
    assert process_time() - started < SECONDS
    assert refused("a.yaml", b"a: &a [*a]\n")[0] == "not valid YAML"


@pytest.mark.parametrize(
    ("name", "piece"),
    [
        ("a.md", "["),
        ("a.md", "*a "),
        ("a.md", "![](\n"),
        ("a.md", "> "),
        ("a.md", "<!-- "),
        ("a.md", "| a "),
        ("a.md", "`"),
        ("a.html", "<"),
        ("a.html", "<!--"),
        ("a.html", "<a b="),
        ("a.html", "&"),
        ("a.html", "<![CDATA["),
        ("a.csv", '"'),
        ("a.csv", "a,"),
        ("a.txt", "x\n"),
    ],
)
def test_repeated_signs_take_no_time(name: str, piece: str) -> None:
    count = 15_000 // len(piece)
    started = process_time()
    with suppress(UnreadableSourceError):
        read(name, (piece * count).encode())
    assert process_time() - started < SECONDS


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_and_encodings(encoding: str, end: str) -> None:
    text = f"# Liste{end}{end}- [ ] Grüße{end}- [x] 上线{end}"
    found = read("a.md", text.encode(encoding))
    assert (found.title, titles(found)) == ("Liste", ["Grüße", "上线"])


def test_an_encoding_can_be_named() -> None:
    data = "Title\nテストは通った\n".encode("shift_jis")
    assert titles(read("a.csv", data, encoding="shift_jis")) == ["テストは通った"]
    with pytest.raises(UnreadableSourceError, match="no encoding named `klingon`"):
        read("a.csv", data, encoding="klingon")
    with pytest.raises(UnreadableSourceError, match="this is not text in utf-8"):
        read("a.csv", data, encoding="utf-8")


def test_characters_that_a_checklist_cannot_hold_are_dropped() -> None:
    data = "- [ ] \u202eno\u202c \u200bway\x07 \ufeffout\u2028now\n- [ ] \u202e\u200b\n"
    found = read("a.md", data.encode())
    assert titles(found) == ["no way out now"]
    assert [each.reason for each in found.left] == [LeftReason.EMPTY]


def test_a_long_title_is_cut_and_kept_whole() -> None:
    text = "The first sentence is short enough to be seen and has a stop. " + "word " * 120
    found = read("a.md", f"- [ ] {text}".encode())
    (item,) = found.items
    assert len(item.title) <= 500
    assert item.why == " ".join(text.split())


def workbook(**sheets: list[list[object]]) -> Workbook:
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    return book


def saved(book: Workbook) -> bytes:
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def test_a_workbook_with_everything() -> None:
    book = workbook(
        Ops=[
            ["Launch list", None, None, None],
            [],
            ["#", "Area", "Check", "Priority"],
            [1, "Data", "The backup was restored", "high"],
            [2, None, '=HYPERLINK("https://example.com","The alert works")', "low"],
            [3, "Old", "Gone", "high"],
            ["Later", None, None, None],
            [4, "Data", "=1+1", "low"],
        ],
        Product=[["Task", "Done"], ["The price is told", "yes"]],
        Lists=[["high"], ["low"]],
        Secret=[["Task"], ["not seen"]],
    )
    book["Ops"].row_dimensions[6].hidden = True
    book["Ops"].merge_cells("B4:B5")
    book["Secret"].sheet_state = "hidden"
    found = read("a.xlsx", saved(book))
    assert [(item.section, item.title, item.level, item.line) for item in found.items] == [
        (("Ops", "Data"), "The backup was restored", "high", 4),
        (("Ops", "Data"), "The alert works", "low", 5),
        (("Product",), "The price is told", "", 2),
    ]
    assert [(each.reason, each.text) for each in found.left] == [
        (LeftReason.HIDDEN_ROW, "3"),
        (LeftReason.HIDDEN_SHEET, "Secret"),
        (LeftReason.EMPTY, "4"),
        (LeftReason.TABLE, "high"),
        (LeftReason.TABLE, "low"),
    ]
    hidden = read("a.xlsx", saved(book), ReadOptions(hidden=True))
    assert titles(hidden) == [
        *("The backup was restored", "The alert works", "Gone", "The price is told", "not seen")
    ]
    one = read("a.xlsx", saved(book), ReadOptions(sheet="secret"))
    assert (one.title, titles(one)) == ("Secret", ["not seen"])
    assert refused("a.xlsx", saved(book), ReadOptions(sheet="Opps"))[0] == "no sheet named `Opps`"


def test_a_column_that_does_not_exist_is_named() -> None:
    with pytest.raises(UnreadableSourceError) as error:
        read("a.csv", b"Task,Weight\na,b\n", ReadOptions(columns={"title": "Tusk"}))
    assert (error.value.reason, error.value.hint) == (
        "no column named `Tusk`",
        "did you mean `task`?",
    )


PIECES = st.sampled_from(
    [
        *(
            "- [ ] a\n",
            "* [x] b\n",
            "1. c\n",
            "  - [ ] d\n",
            "# e\n",
            "\n",
            "|a|b|\n|-|-|\n|[ ]|c|\n",
        ),
        *("<details>\n<summary>f</summary>\n\n", "</details>\n", "<!-- - [ ] g -->\n", "```\n"),
        *(
            "<ul><li>",
            "<li class=checked data-inline-task-id=1>h",
            "</ul>",
            "<table><tr><td>",
            "<h2>",
        ),
        *(
            "a,b\n",
            '"',
            ";",
            "\t",
            "{",
            "}",
            "[",
            "]",
            ": ",
            "&a ",
            "*a",
            "!!omap ",
            "---\n",
            "title: ",
        ),
        *(
            "\u202e",
            "\0",
            "\r",
            "\ufeff",
            "é",
            "上",
            "\u0627",
            "☐ i\n",
            "✅ ",
            "**j**\n\n",
            "> ",
            "    ",
        ),
    ]
)
NAMES = st.sampled_from(
    ["a.md", "a.html", "a.csv", "a.tsv", "a.yaml", "a.json", "a.txt", "a", "a.xlsx"]
)
DATA = st.one_of(
    st.binary(max_size=300), st.lists(PIECES, max_size=40).map("".join).map(str.encode)
)


def outcome(name: str, data: bytes, format_name: str, options: ReadOptions) -> object:
    source = ImportSource(name, data)
    try:
        return find_format(source, format_name).read(source, options)
    except UnreadableSourceError as error:
        return (error.reason, error.line, error.column, error.hint)


@settings(max_examples=300, deadline=None)
@given(
    NAMES,
    DATA,
    st.sampled_from(["", *(each.name for each in FORMATS)]),
    st.builds(
        ReadOptions,
        bullets=st.booleans(),
        columns=st.sampled_from([{}, {"title": "a"}, {"title": "1", "level": "b"}]),
        items_path=st.sampled_from([None, "", "a.b", "*.0", "title"]),
        sheet=st.sampled_from(["", "A"]),
        separator=st.sampled_from(["", ";"]),
        hidden=st.booleans(),
    ),
)
@example("a.html", b"<![x", "", ReadOptions())
@example("a.json", b'{"a": {"category": {"type": "x"}, "na_allowed": []}}', "", ReadOptions())
@example("a.yaml", b"? {a: b}\n: c\n", "", ReadOptions())
def test_a_reader_never_breaks_and_gives_the_same_twice(
    name: str, data: bytes, format_name: str, options: ReadOptions
) -> None:
    assert outcome(name, data, format_name, options) == outcome(name, data, format_name, options)
