"""Text that attacks whoever shows it, in every field that a person can fill, in every format.

Whatever the text: the output parses, has the shape that harmless text gives it, holds no control
characters, and says the same verdict.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib import import_module
from itertools import product
from typing import Any
from xml.etree import ElementTree

import pytest
from markdown_it import MarkdownIt
from render_world import PLAIN, REPORTS, Texts, outputs, problems

from tpmcli.render import json_schemas
from tpmcli.render.escape import mute
from tpmcli.render.gate import formats
from tpmcli.text.sanitize import sanitize

Draft202012Validator: Any = import_module("jsonschema").Draft202012Validator

PAYLOADS = {
    "colour": "\x1b[31mred\x1b[0m",
    "hyperlink": "\x1b]8;;https://evil.example\x1b\\click\x1b]8;;\x1b\\",
    "clipboard": "\x1b]52;c;ZXZpbA==\x07",
    "c1-control": "\x9b31m\x90payload\x9c",
    "nul": "a\x00b",
    "bell-backspace": "good\x08\x08\x08\x08evil\x07",
    "carriage-return": "not met\rmet    ",
    "bidi": "\u202etem ton\u202c \u2066x\u2069",
    "zero-width": "m\u200be\u2060t\ufeff",
    "tag-characters": "met\U000e0041\U000e0042",
    "lone-surrogate": "a\ud800b\udfffc",
    "noncharacter": "a\ufffeb\uffffc",
    "line-separators": "one\u2028two\u2029three\x85four",
    "rich-link": "[link=https://evil.example]click[/link]",
    "rich-unbalanced": "bad [/foo] [bold red]",
    "cdata-end": "]]><evil/>",
    "xml-entity": '<!DOCTYPE x [<!ENTITY e "boom">]>&e;&amp;',
    "script": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "comment-end": "--> <!-- tpm-gate-report --> </details>",
    "workflow-command": "::error::owned",
    "workflow-newline": "x\n::set-output name=verdict::met\n  ::add-mask::e",
    "workflow-old": "##[error]owned ##[set-env name=A]b",
    "azure": "##vso[task.complete result=Succeeded;]ok ##teamcity[buildStatus]",
    "formula": "=cmd|' /C calc'!A0",
    "percent-and-comma": "100%, a:b, line=1,title=x%0A::error::y",
    "long": "A" * 10_000,
    "right-to-left": "שלום العربية",
    "backticks": "`` `code` ``` </code>",
    "pipes": "a | b || c \\| d \\",
    "newlines": "a\n\n# heading\n\n- [ ] task\n```\n\n| a |\n| - |\n",
    "markdown": "![x](https://evil.example/p.png) [a](javascript:alert(1)) **b** _i_ ~~s~~ $x^2$",
    "heading": "# heading",
    "list": "1. one",
    "quote": "> quoted",
    "indented": "     code",
    "underline": "===",
    "rule": "- - -",
    "autolinks": "https://evil.example www.evil.example mallory@evil.example <https://evil.example>",
    "mentions": "@octocat #1 !2 octo/repo#3 :skull: GH-4",
    "sarif-link": "[click](1) {0} {1}",
    "tabs": "\ta\t\tb",
    "emoji": "👩‍👩‍👧 ✓✗",
    "empty": "",
    "blank": " \t\n ",
}
FIELDS = Texts._fields
FORMS = tuple(formats.FORMATS)
_CONTROL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u206f\u200b\u200e\u200f\u2060"
    "\ufeff\ud800-\udfff\U000e0000-\U000e007f]"
)


def test_there_are_enough_payloads() -> None:
    assert len(PAYLOADS) >= 25


def everywhere(payload: str) -> Texts:
    return Texts(*[payload] * len(FIELDS))


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS)
def test_in_every_field_at_once(payload: str) -> None:
    texts = everywhere(payload)
    for (name, form), text in outputs(texts).items():
        check(name, form, text)
        if form == "json":
            _schema("problems" if name == "problems" else "gate-report").validate(json.loads(text))
        if payload.strip():
            assert shape(form, text) == _plain_shape(name, form), (name, form)


@pytest.mark.parametrize("field", FIELDS)
def test_in_one_field_after_the_other(field: str) -> None:
    """Beside harmless text, where a payload cannot be mistaken for the form itself."""
    builds = [
        name
        for name in ("everything", "through", "awaited", "short", "problems")
        if _has(name, field)
    ]
    assert builds
    for payload in PAYLOADS.values():
        texts = PLAIN._replace(**{field: payload})
        for name, form in product(builds, FORMS):
            text = _render(name, form, texts)
            check(name, form, text)
            if payload.strip():
                assert shape(form, text) == _plain_shape(name, form), (payload, name, form)


def _has(name: str, field: str) -> bool:
    """Whether a report shows a field at all."""
    other = PLAIN._replace(**{field: "something else"})
    return any(_render(name, f, other) != _render(name, f, PLAIN) for f in ("json", "github"))


def _render(name: str, form: str, texts: Texts) -> str:
    if name == "problems":
        return formats.render_problems(form, problems(texts))
    return formats.render(form, REPORTS[name](texts))


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS)
def test_what_was_typed_is_still_there(payload: str) -> None:
    """Harmless does not mean gone: a reader sees what was there, made visible."""
    seen = " ".join(sanitize(payload).split())
    said = json.loads(formats.render("json", REPORTS["everything"](everywhere(payload))))
    assert said["project"]["name"] == sanitize(payload)
    text = formats.render("text", REPORTS["everything"](everywhere(payload)))
    assert seen in " ".join(text.split())


def check(name: str, form: str, text: str) -> None:
    """The output is harmless, and says the verdict of its report."""
    assert text.endswith("\n")
    assert not _CONTROL.search(text.replace("\n", ""))
    text.encode("utf-8")
    _CHECKS[form](name, text)
    if form != "github":
        lines = mute(text).splitlines()
        assert not [line for line in lines if line.lstrip().startswith("::")]
    assert not re.search(r"##\w*\[", mute(text))


def check_text(name: str, text: str) -> None:
    first = text.split(" ", maxsplit=1)[0]
    if name in ("everything", "through", "met"):
        assert first == {"everything": "Not", "through": "Not", "met": "Met:"}[name]


def check_json(name: str, text: str) -> None:
    said = json.loads(text)
    assert text.isascii()
    assert "##[" not in text
    assert not [each for each in strings(said) if _CONTROL.search(each)]
    if name in REPORTS:
        assert said["verdict"] == str(REPORTS[name](PLAIN).verdict)


def check_junit(name: str, text: str) -> None:
    assert text.isascii()
    root = ElementTree.fromstring(text)
    plain = ElementTree.fromstring(_plain(name, "junit"))
    for count in ("tests", "failures", "errors", "skipped"):
        assert root.get(count) == plain.get(count)
    for element in root.iter():
        for value in (*element.attrib.values(), element.text or ""):
            assert not _CONTROL.search(value)


def check_sarif(name: str, text: str) -> None:
    run = json.loads(text)["runs"][0]
    assert text.isascii()
    assert not [each for each in strings(run) if _CONTROL.search(each)]
    for message in messages(run):
        left = re.sub(r"\\[\\\[\]]|\{\{|\}\}", "", message)
        assert not re.search(r"[\[\]{}]", left), message
    for place in places(run):
        assert re.fullmatch(r"[A-Za-z0-9._~/%-]+", place["uri"])
    if name in REPORTS:
        assert run["properties"]["verdict"] == str(REPORTS[name](PLAIN).verdict)


def check_markdown(name: str, text: str) -> None:
    assert text.count("<!-- tpm-gate-report -->") == 1
    assert text.startswith("<!-- tpm-gate-report -->\n")
    assert len(text) < 65_536
    for token in tokens(text):
        if token.type in ("html_block", "html_inline"):
            html = re.sub(r"(?<=<summary>).*(?=</summary>)", "", token.content.strip())
            assert html in (
                "<!-- tpm-gate-report -->",
                "<details><summary></summary>",
                "</details>",
                "<br>",
                "<sub>",
                "</sub>",
            )
            inside = re.findall(r"<summary>(.*)</summary>", token.content)
            assert not [each for each in inside if "<" in each or ">" in each]
        elif token.type in ("text", "text_special"):
            assert_no_link(token.content)
        assert token.type not in ("link_open", "image", "s_open", "fence", "code_block")


def assert_no_link(text: str) -> None:
    """Nothing that GitHub or GitLab make a link of in rendered text."""
    assert not re.search(r"://|\bwww\.\w|[@#!]\w|\bmailto:\w|:\w+:", text), text


def check_github(name: str, text: str) -> None:
    commands = [parsed for line in text.splitlines() if (parsed := runner(line))]
    plain = [p for line in _plain(name, "github").splitlines() if (p := runner(line))]
    assert [kind for kind, _ in commands] == [kind for kind, _ in plain]
    assert {key for _, said in commands for key in said} <= {"file", "line", "col", "title"}
    assert len(text.splitlines()) == len(commands) + 1


def runner(line: str) -> tuple[str, dict[str, str]] | None:
    """The command that GitHub's runner finds in a line of output, old form and new."""
    trimmed = line.lstrip()
    if trimmed.startswith("::") and "::" in trimmed[2:]:
        head = trimmed[2:].partition("::")[0]
        name, _, rest = head.strip().partition(" ")
        pairs = (each.partition("=") for each in rest.split(",") if each.strip())
        return name, {key.strip(): value for key, _, value in pairs}
    assert "##[" not in line
    return None


def check_badge(name: str, text: str) -> None:
    assert text.isascii()
    tags = [each.tag.rpartition("}")[2] for each in ElementTree.fromstring(text).iter()]
    assert tags == [
        each.tag.rpartition("}")[2] for each in ElementTree.fromstring(_plain(name, "badge")).iter()
    ]


_CHECKS = {
    "text": check_text,
    "json": check_json,
    "junit": check_junit,
    "sarif": check_sarif,
    "markdown": check_markdown,
    "github": check_github,
    "badge": check_badge,
}


def shape(form: str, text: str) -> Any:
    """The output without what people typed."""
    if form == "junit":
        tree = ElementTree.fromstring(text)
        return [(each.tag, sorted(each.attrib)) for each in tree.iter()]
    if form in ("json", "sarif"):
        return outline(json.loads(text))
    if form == "markdown":
        kept = (token.type for token in tokens(text))
        return [kind for kind in kept if kind not in ("text", "text_special")]
    return len(text.splitlines())


def outline(value: Any) -> Any:
    if isinstance(value, dict):
        shown = {key: outline(each) for key, each in value.items()}
        if {"fix", "help"} <= shown.keys():
            # A command that cannot be shown exactly is in the help, not the fix.
            shown["fix"] = shown["help"] = sorted((shown["fix"], shown["help"]))
        return shown
    if isinstance(value, list):
        return [outline(each) for each in value]
    return type(value).__name__


_PARSER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


@lru_cache(maxsize=4)
def tokens(text: str) -> list[Any]:
    return [each for token in _PARSER.parse(text) for each in (token, *(token.children or ()))]


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, each in value.items():
            yield key
            yield from strings(each)
    elif isinstance(value, list):
        for each in value:
            yield from strings(each)


def messages(run: Any) -> Iterator[str]:
    for result in run["results"]:
        yield result["message"]["text"]
    for invocation in run["invocations"]:
        for kind in ("toolExecutionNotifications", "toolConfigurationNotifications"):
            for note in invocation.get(kind, ()):
                yield note["message"]["text"]


def places(value: Any) -> Iterator[Any]:
    if isinstance(value, dict):
        if "artifactLocation" in value:
            yield value["artifactLocation"]
        for each in value.values():
            yield from places(each)
    elif isinstance(value, list):
        for each in value:
            yield from places(each)


@cache
def _all_plain() -> dict[tuple[str, str], str]:
    return outputs(PLAIN)


def _plain(name: str, form: str) -> str:
    return _all_plain()[name, form]


@cache
def _shapes() -> dict[tuple[str, str], Any]:
    return {names: shape(names[1], text) for names, text in _all_plain().items()}


def _plain_shape(name: str, form: str) -> Any:
    return _shapes()[name, form]


@cache
def _schema(name: str) -> Any:
    return Draft202012Validator(json.loads(json_schemas.json_schema_text(name)))
