"""Hostile inputs: one clear result in bounded time, never a traceback, never a pass."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from time import process_time
from typing import Any, NamedTuple

import pytest
from checks_world import FakeHistory, MemoryTree, check

from tpmcli.model.errors import StorageError
from tpmcli.model.facts import CheckOutcome
from tpmcli.model.tree import EntryKind, TreeEntry

MIB = 1024 * 1024
SECONDS = 10.0
NOT_RUN = CheckOutcome.COULD_NOT_RUN
FAIL = CheckOutcome.FAIL
SARIF_HEAD = b'{"version":"2.1.0","runs":[{"tool":{"driver":{"name":"x"}},"results":['

Files = Mapping[str, bytes | TreeEntry]


class Attack(NamedTuple):
    """What is looked at, and what the check says."""

    kind: str
    path: str
    content: Callable[[], bytes]
    outcome: CheckOutcome
    message: str


OPTIONS: Mapping[str, Mapping[str, Any]] = {
    "file": {},
    "text": {"headings": ["Goals"]},
    "table": {"columns": ["a"], "filled": True},
    "junit": {},
    "coverage": {"min": 0},
    "sarif": {"below": "error"},
    "sbom": {},
    "data": {"at": "a"},
    "changelog": {},
}

BOMB = b'<!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
XXE = b'<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>'

ATTACKS: Mapping[str, Attack] = {
    "xml-bomb": Attack(
        "junit",
        "a.xml",
        lambda: BOMB + b"<testsuite><testcase name='&b;'/></testsuite>",
        NOT_RUN,
        "a.xml:1: refused: it has a document type declaration (DTD)",
    ),
    "xml-outside-entity": Attack(
        "sbom",
        "a.xml",
        lambda: XXE + b"<bom>&x;</bom>",
        NOT_RUN,
        "a.xml:1: refused: it has a document type declaration (DTD)",
    ),
    "xml-subset-in-a-tolerated-doctype": Attack(
        "coverage",
        "a.xml",
        lambda: (
            b'<!DOCTYPE report PUBLIC "-//JACOCO//DTD Report 1.1//EN" "report.dtd" '
            b'[<!ENTITY a "b">]><report name="&a;"/>'
        ),
        NOT_RUN,
        "a.xml:1: refused: it has a document type declaration (DTD)",
    ),
    "xml-entity-of-an-unread-dtd": Attack(
        "coverage",
        "a.xml",
        lambda: b'<!DOCTYPE report SYSTEM "report.dtd">\n<report>&a;</report>',
        NOT_RUN,
        "a.xml:2: refused: it has an entity of its own",
    ),
    "xml-doctype-of-another-root": Attack(
        "coverage",
        "a.xml",
        lambda: b'<!DOCTYPE html SYSTEM "x">\n<coverage/>',
        NOT_RUN,
        "a.xml:1: refused: it has a document type declaration (DTD)",
    ),
    "xml-deep": Attack(
        "junit",
        "a.xml",
        lambda: b"<testsuite>" * 200_000,
        NOT_RUN,
        "a.xml:1: refused: elements nested more than 1,000 deep",
    ),
    "xml-many-elements": Attack(
        "junit",
        "a.xml",
        lambda: b"<testsuite>" + b"<testcase/>" * 2_100_000,
        NOT_RUN,
        "a.xml:1: refused: more than 2,000,000 elements",
    ),
    "xml-long-attribute": Attack(
        "junit",
        "a.xml",
        lambda: b"<testsuite name='" + b"a" * 20 * MIB + b"'>",
        NOT_RUN,
        "a.xml:1: not well-formed XML: it ends too early",
    ),
    "xml-many-attributes": Attack(
        "junit",
        "a.xml",
        lambda: b"<testsuite " + b" ".join(b"a%d='1'" % n for n in range(200_000)) + b"/>",
        FAIL,
        "a.xml: 0 tests ran, needs 1",
    ),
    "xml-unknown-encoding": Attack(
        "junit",
        "a.xml",
        lambda: b'<?xml version="1.0" encoding="x-none"?><testsuite><testcase/></testsuite>',
        NOT_RUN,
        "a.xml: not readable as XML: its encoding is not supported",
    ),
    "xml-utf-7": Attack(
        "junit",
        "a.xml",
        lambda: b'<?xml version="1.0" encoding="utf-7"?><testsuite><testcase/></testsuite>',
        NOT_RUN,
        "a.xml: not readable as XML: its encoding is not supported",
    ),
    "xml-two-roots": Attack(
        "junit",
        "a.xml",
        lambda: b"<testsuite><testcase/></testsuite><testsuite><failure/></testsuite>",
        NOT_RUN,
        "a.xml:1: not well-formed XML: something follows the root element",
    ),
    "report-of-200-mib": Attack(
        "junit",
        "a.xml",
        lambda: b" " * 200 * MIB,
        NOT_RUN,
        "a.xml is 200.0 MiB: more than 64 MiB is not read",
    ),
    "report-of-blanks": Attack("junit", "a.xml", lambda: b" \n" * 16 * MIB, FAIL, "a.xml is empty"),
    "report-is-binary": Attack(
        "sarif", "a.sarif", lambda: b"\x89PNG\r\n\0\1", NOT_RUN, "a.sarif is a binary file"
    ),
    "json-10000-deep": Attack(
        "sarif",
        "a.sarif",
        lambda: b"[" * 10_000 + b"]" * 10_000,
        NOT_RUN,
        "a.sarif: refused: nested too deep",
    ),
    "json-million-deep": Attack(
        "sarif", "a.sarif", lambda: b'{"a":' * MIB, NOT_RUN, "a.sarif: refused: nested too deep"
    ),
    "json-many-lists": Attack(
        "data",
        "a.json",
        lambda: b"[" + b"[],[]," * 2 * MIB + b"0]",
        NOT_RUN,
        "a.json: refused: too many values",
    ),
    "json-many-numbers": Attack(
        "data",
        "a.json",
        lambda: b"[" + b"0," * 9_000_000 + b"0]",
        NOT_RUN,
        "a.json: refused: too many values",
    ),
    "json-long-number": Attack(
        "data",
        "a.json",
        lambda: b'{"a": ' + b"9" * MIB + b"}",
        NOT_RUN,
        "a.json: a number with too many digits",
    ),
    "json-key-twice-among-many": Attack(
        "data",
        "a.json",
        lambda: b"{" + b"".join(b'"%d":0,' % n for n in range(300_000)) + b'"299999":1}',
        NOT_RUN,
        "a.json: the key '299999' stands twice in one object",
    ),
    "json-infinity": Attack(
        "data",
        "a.json",
        lambda: b'{"a": Infinity}',
        NOT_RUN,
        "a.json: Infinity is not a JSON number",
    ),
    "sarif-long-rule-id": Attack(
        "sarif",
        "a.sarif",
        lambda: SARIF_HEAD + b'{"ruleId":"' + b"a/" * MIB + b'"}]}]}',
        NOT_RUN,
        "a.sarif: not SARIF: a rule id of more than 1,000 characters",
    ),
    "sarif-nonsense": Attack(
        "sarif",
        "a.sarif",
        lambda: (
            b'{"version":"2.1.0","runs":[{"tool":{"driver":{"name":"x","rules":[3,{"id":4}]},'
            b'"extensions":[5]},"invocations":[6,{"ruleConfigurationOverrides":[7,{"descriptor":8}]}],'
            b'"results":[{"rule":9,"ruleIndex":true,"suppressions":[10],"level":[11]}]}]}'
        ),
        NOT_RUN,
        "a.sarif: not SARIF: no level named `[11]`",
    ),
    "lcov-many-lines": Attack(
        "coverage",
        "a.info",
        lambda: b"SF:a" + b"\nDA:1,1" * 2_100_000 + b"\nend_of_record\n",
        NOT_RUN,
        "a.info: refused: more than 2,000,000 lines",
    ),
    "lcov-long-number": Attack(
        "coverage",
        "a.info",
        lambda: b"SF:a\nDA:1," + b"9" * MIB + b"\nend_of_record\n",
        NOT_RUN,
        "a.info:2: not LCOV: no line and count: 'DA:1,9999999999999999999999999999999999…'",
    ),
    "yaml-deep": Attack(
        "data",
        "a.yaml",
        lambda: b"a: " + b"[" * MIB,
        NOT_RUN,
        "a.yaml:1: refused: nested more than 200 deep",
    ),
    "yaml-deep-block": Attack(
        "data",
        "a.yaml",
        lambda: b"- " * 10_000,
        NOT_RUN,
        "a.yaml:1: refused: nested more than 200 deep",
    ),
    "yaml-aliases": Attack(
        "data",
        "a.yaml",
        lambda: b"x: &x [1]\ny: &y [*x, *x]\na: *y\n",
        NOT_RUN,
        "a.yaml: what stands at a has an alias or a tag of YAML, which is not followed",
    ),
    "yaml-tag": Attack(
        "data",
        "a.yaml",
        lambda: b"a: !!python/object/apply:os.system ['true']\n",
        NOT_RUN,
        "a.yaml: what stands at a has an alias or a tag of YAML, which is not followed",
    ),
    "yaml-two-documents": Attack(
        "data",
        "a.yaml",
        lambda: b"a: 1\n---\na: 2\n",
        NOT_RUN,
        "a.yaml:2: refused: holds several documents",
    ),
    "yaml-control-character": Attack(
        "data",
        "a.yaml",
        lambda: b"a: \x1b[31m\n",
        NOT_RUN,
        "a.yaml: not YAML: it holds a character that YAML does not allow",
    ),
    "toml-long-dotted-key": Attack(
        "data",
        "a.toml",
        lambda: b".".join([b"a"] * 400_000) + b" = 1",
        NOT_RUN,
        "a.toml: refused: a line with more than 1,000 dots",
    ),
    "toml-deep": Attack(
        "data",
        "a.toml",
        lambda: b"a = " + b"[" * 900_000,
        NOT_RUN,
        "a.toml: refused: nested too deep",
    ),
    "toml-deep-inline": Attack(
        "data",
        "a.toml",
        lambda: b"a = " + b"{a = " * 200_000,
        NOT_RUN,
        "a.toml: refused: nested too deep",
    ),
    "csv-long-field": Attack(
        "table",
        "a.csv",
        lambda: b"a\n" + b"x" * MIB,
        NOT_RUN,
        "a.csv:2: refused: a cell of more than 131,072 characters",
    ),
    "csv-wide": Attack(
        "table", "a.csv", lambda: b"a" + b"," * 3 * MIB, FAIL, "a.csv: the table has no row"
    ),
    "markdown-bars": Attack(
        "table", "a.md", lambda: b"|\n" * MIB, FAIL, "a.md: there is no table in it"
    ),
    "markdown-escaped-bars": Attack(
        "table", "a.md", lambda: b"\\|" * MIB, FAIL, "a.md: there is no table in it"
    ),
    "many-empty-headings": Attack(
        "text",
        "a.md",
        lambda: b"# Goals\n" * 100_000,
        FAIL,
        "a.md:1: there is no text under the heading 'Goals'",
    ),
    "comments-without-end": Attack(
        "text",
        "a.md",
        lambda: b"# Goals\n" + b"<!---->" * 400_000,
        FAIL,
        "a.md:1: there is no text under the heading 'Goals'",
    ),
    "document-of-5-mib": Attack(
        "text",
        "a.md",
        lambda: b"# Goals\n\nx\n" + b"x" * 5 * MIB,
        NOT_RUN,
        "a.md is 5.0 MiB: more than 4 MiB is not read",
    ),
    "text-file-of-5-mib": Attack(
        "file",
        "a.md",
        lambda: b"x" * 5 * MIB,
        NOT_RUN,
        "a.md is text of more than 4 MiB",
    ),
    "invisible-text": Attack("file", "a.md", "\u200b\u2060\ufeff\n".encode, FAIL, "a.md is empty"),
    "many-empty-entries": Attack(
        "changelog",
        "a.md",
        lambda: b"## 1.2.3\n" * 100_000,
        FAIL,
        "a.md:10: the entry for v1.2.3 is empty",
    ),
    "spdx-without-packages": Attack(
        "sbom",
        "a.spdx",
        lambda: b"SPDXVersion: SPDX-2.3\n" + b"PackageName: \n" * MIB,
        FAIL,
        "a.spdx: SPDX, and lists no component",
    ),
}


def run(attack: Attack, files: Files | None = None) -> Any:
    options = OPTIONS[attack.kind]
    key = "glob" if attack.kind == "file" else "file"
    history = FakeHistory({}, ["v1.2.3"])
    content = {attack.path: attack.content()} if files is None else files
    return check(attack.kind, {key: attack.path, **options}, content, history=history)


@pytest.mark.parametrize("name", ATTACKS)
def test_hostile_content(name: str) -> None:
    attack = ATTACKS[name]
    started = process_time()
    result = run(attack)
    assert process_time() - started < SECONDS
    assert (result.outcome, result.message) == (attack.outcome, attack.message)


@pytest.mark.parametrize(
    ("path", "opening", "closing", "depth"),
    [
        ("a.json", '{"a":', "}", 500),
        ("a.json", "[", "]", 499),
        ("a.toml", "{a=", "}", 100),
        ("a.toml", "[", "]", 100),
        ("a.yaml", "{a: ", "}", 199),
        ("a.yaml", "[", "]", 199),
    ],
)
def test_as_deep_as_allowed(path: str, opening: str, closing: str, depth: int) -> None:
    start, end = {"a.json": ('{"a":', "}"), "a.toml": ("a=", ""), "a.yaml": ("a: ", "")}[path]
    if path == "a.json" and opening != "[":
        start = end = ""
    for more, outcome in ((0, CheckOutcome.PASS), (1, NOT_RUN)):
        value = (
            opening * (depth + more) + ("1" if opening != "[" else "") + closing * (depth + more)
        )
        text = f"{start}{value}{end}\n".encode()
        result = check("data", {"file": path, "at": "a"}, {path: text})
        assert result.outcome == outcome, result.message
        assert "nested" in result.message or not more


READERS = ("file", "text", "table", "junit", "coverage", "sarif", "sbom", "data", "changelog")


@pytest.mark.parametrize("kind", READERS)
@pytest.mark.parametrize(
    ("entry", "message"),
    [
        (TreeEntry(EntryKind.SYMLINK), "a.json is a symbolic link; only regular files are read"),
        (TreeEntry(EntryKind.SUBMODULE), "a.json is a submodule; only regular files are read"),
        (TreeEntry(EntryKind.OTHER), "a.json is no file; only regular files are read"),
        (TreeEntry(EntryKind.FILE, 10), "a.json vanished while it was looked at"),
    ],
    ids=["symlink", "submodule", "other", "vanished"],
)
def test_what_is_no_file(kind: str, entry: TreeEntry, message: str) -> None:
    for path in ("a.json", "*.json"):
        attack = Attack(kind, path, bytes, NOT_RUN, message)
        result = run(attack, {"a.json": entry})
        assert (result.outcome, result.message) == (NOT_RUN, message)


class Unreadable(MemoryTree):
    """A tree whose files are there until they are read."""

    def __init__(self, error: Exception) -> None:
        super().__init__({"a.json": b"{}"})
        self.error = error

    def read(self, path: str, limit: int) -> bytes:
        raise self.error


@pytest.mark.parametrize("kind", READERS)
@pytest.mark.parametrize(
    ("error", "message"),
    [
        (PermissionError(13, "Permission denied"), "a.json cannot be read: Permission denied"),
        (StorageError("git stopped"), "a.json cannot be read: git stopped"),
        (ValueError("grown"), "a.json is too large: more than "),
    ],
    ids=["permission", "git", "grown"],
)
def test_what_cannot_be_read(kind: str, error: Exception, message: str) -> None:
    key = "glob" if kind == "file" else "file"
    history = FakeHistory({}, ["v1.2.3"])
    result = check(kind, {key: "a.json", **OPTIONS[kind]}, Unreadable(error), history=history)
    assert result.outcome == NOT_RUN
    assert result.message.startswith(message)


GREEN: Mapping[str, tuple[Mapping[str, Any], bytes]] = {
    "text": ({"absent": ["DRAFT"]}, b"final\n"),
    "junit": ({}, b"<testsuite><testcase/></testsuite>"),
    "coverage": ({"min": 0}, b"SF:a\nDA:1,1\nend_of_record\n"),
    "sarif": ({"below": "error"}, SARIF_HEAD + b"]}]}"),
    "sbom": ({}, b'{"bomFormat":"CycloneDX","components":[{"name":"a"}]}'),
    "changelog": ({}, b"## 1.0.0\n\n- x\n"),
}


@pytest.mark.parametrize("kind", GREEN)
def test_a_glob_that_matches_50000_files(kind: str) -> None:
    options, content = GREEN[kind]
    history = FakeHistory({}, ["v1.2.3"])
    few = {f"r/{number}.x": content for number in range(100)}
    one = check(kind, {"file": "r/*.x", **options}, few, history=history)
    assert one.outcome == (FAIL if kind == "changelog" else CheckOutcome.PASS)
    many = {f"r/{number}.x": content for number in range(50_000)}
    started = process_time()
    result = check(kind, {"file": "r/*.x", **options}, many, history=history)
    assert process_time() - started < SECONDS
    assert result.outcome == NOT_RUN
    assert result.message == "50,000 files match r/*.x: more than 5,000 are not read"


def test_50000_documents_of_which_many_are_needed() -> None:
    files = {f"docs/{number}.md": b"TBD" for number in range(50_000)}
    result = check("file", {"glob": "docs/*.md", "min-count": 2}, files)
    assert result.outcome == NOT_RUN
    assert result.message == (
        "docs/*.md (50,000 files): 0 valid, needs 2; only the first 1,000 were read"
    )


def test_files_that_are_too_large_together() -> None:
    files = {f"r/{number}.x": b"final " * 600_000 for number in range(100)}
    result = check("text", {"file": "r/*.x", "absent": ["DRAFT"]}, files)
    assert result.outcome == NOT_RUN
    assert result.message == "the files that match r/*.x hold more than 256 MiB"


@pytest.mark.parametrize("pattern", ["^(a|a)*$", "(a|aa)+$", "^(a|b|ab)*(c|a)+$"])
def test_a_catastrophic_expression(pattern: str) -> None:
    started = process_time()
    result = check("text", {"file": "a.txt", "matches": pattern}, {"a.txt": b"a" * 60 + b"!\n"})
    assert process_time() - started < SECONDS
    assert result.outcome in (NOT_RUN, FAIL)


def test_an_expression_over_a_large_text() -> None:
    files = {"a.txt": b"a" * 3 * MIB}
    result = check("text", {"file": "a.txt", "matches": "a$"}, files)
    assert result.outcome == NOT_RUN
    assert result.message == "a.txt: in more than 2 MiB of text nothing is matched"


def test_an_expression_that_nests_too_deep() -> None:
    pattern = "(" * 3000 + "a" + ")" * 3000
    result = check("text", {"file": "a.txt", "matches": pattern}, {"a.txt": b"a\n"})
    assert result.outcome == NOT_RUN
    assert result.message == (
        "the option `matches` is not allowed: its groups are nested more than 100 deep"
    )


def test_text_of_a_file_stays_on_one_line_and_short() -> None:
    name = "evil&#10;::error::x" + "y" * 500
    report = f'<testsuite><testcase name="{name}"><failure/></testcase></testsuite>'
    result = check("junit", {"file": "a.xml"}, {"a.xml": report.encode()})
    assert "\n" not in result.message
    assert len(result.message) < 200
