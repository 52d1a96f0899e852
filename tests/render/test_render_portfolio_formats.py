"""A portfolio as CSV, as JSON lines and as a page; and badges."""

from __future__ import annotations

import csv
import io
import json
import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from importlib import import_module
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_render_portfolio import EVIL, GO, TODAY, arranged, evil, lines

from tpmcli.render import json_schemas
from tpmcli.render.badge import Tone, render_badge
from tpmcli.render.portfolio import csv as portfolio_csv
from tpmcli.render.portfolio import html as portfolio_html
from tpmcli.render.portfolio import json as portfolio_json
from tpmcli.render.portfolio import jsonl as portfolio_jsonl
from tpmcli.render.portfolio import markdown as portfolio_markdown
from tpmcli.render.portfolio import text as portfolio_text
from tpmcli.render.style import Style
from tpmcli.rules.portfolio import Health, Origin, ProjectSummary
from tpmcli.rules.portfolio_phases import PhaseCell, PhaseState
from tpmcli.rules.portfolio_view import Portfolio
from tpmcli.text.sanitize import sanitize_line

Draft202012Validator: Any = import_module("jsonschema").Draft202012Validator
CELLS = tuple(PhaseCell(str(state), f"The {state}", state, 1, 3) for state in PhaseState)


def collected() -> list[ProjectSummary]:
    """One project of each kind, some of them with labels, phases and the report they are from."""
    found = arranged()
    origins = [
        Origin("a/gate.json"),
        Origin("b/gate.json", "2026-11-01", 21, "ab" * 20, "2026-11-01T10:00:00Z", old=True),
        Origin("c/gate.json", TODAY, earlier=2),
        Origin("d/gate.json", "2026-12-01", -9),
    ]
    dressed = [
        each._replace(
            origin=origin, labels={"team": "payments" if number % 2 else "cards"}, phases=CELLS
        )
        for number, (each, origin) in enumerate(zip(found[1:5], origins, strict=True))
    ]
    return [found[0], *dressed, *found[5:]]


def portfolio(**more: Any) -> Portfolio:
    return Portfolio(collected(), TODAY, max_age=7, **more)


def rows(text: str) -> list[dict[str, str]]:
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text[1:]), strict=True))


def test_text_in_groups_at_80_columns() -> None:
    text = portfolio_text.render(portfolio(by="team", left_out=1), Style(width=80))
    assert "\nteam cards: " in text
    assert "\nno team: " in text
    assert "    report of 2026-11-01, 21 days old" in text
    assert "newest of 3 reports" in text
    assert "report dated 2026-12-01, after this date" in text
    end = " ".join(text.rpartition("\n\n")[2].split())
    assert end.endswith(
        "1 report older than 7 days, 2 earlier reports left out, 1 report on pull requests left out"
    )


def test_a_report_has_no_command_for_a_checkout() -> None:
    found = [each._replace(origin=Origin("r.json")) for each in lines()]
    assert "→" not in portfolio_text.render(Portfolio(found, TODAY), Style())


def test_markdown_has_a_table_for_each_group() -> None:
    text = portfolio_markdown.render(portfolio(by="team"))
    assert re.findall(r"^### (.*)$", text, re.MULTILINE) == [
        "team cards",
        "team payments",
        "no team",
    ]
    assert text.count("\n|---|") == 3


def test_csv_has_every_project_with_labels_and_gates() -> None:
    found = rows(portfolio_csv.render(portfolio()))
    assert [row["state"] for row in found] == [str(each.health) for each in collected()]
    old = found[2]
    assert (old["label_team"], old["report_day"], old["report_days"], old["report_old"]) == (
        *("payments", "2026-11-01", "21", "yes"),
    )
    assert old["gate_conditional"] == "conditional"
    assert found[0]["problems"].startswith(".tpm/project.yaml:3:1: unknown key")
    assert found[4]["report_days"] == "-9"


FORMULAS = ["=1+1", "+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", " =1", "\uff1d1", '=cmd|"/c calc"!A1']


@pytest.mark.parametrize("formula", FORMULAS)
def test_csv_has_no_formula(formula: str) -> None:
    (row, _) = rows(portfolio_csv.render(Portfolio(evil(formula), TODAY)))
    (plain, _) = rows(portfolio_csv.render(Portfolio(evil("plain"), TODAY)))
    changed = {key for key, value in plain.items() if value.startswith("plain")}
    assert len(changed) > 7
    for key in changed:
        assert row[key].startswith("'") or row[key][0] == "\\", key


@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=30))
def test_csv_is_read_back_whatever_the_text(name: str) -> None:
    summary = ProjectSummary("f", "i", name, "1", Health.COMPLETE, decision=GO)
    (row,) = rows(portfolio_csv.render(Portfolio([summary], TODAY)))
    shown = sanitize_line(name)
    assert row["project"] in (shown, f"'{shown}")
    bare = row["project"].lstrip(" ")
    assert bare[:1] not in tuple("=+-@\t\r\uff1d\uff0b\uff0d\uff20") or bare.lstrip("-").isdecimal()


def test_each_json_line_is_valid_by_the_shipped_schema() -> None:
    schema = Draft202012Validator(json.loads(json_schemas.json_schema_text("portfolio-row")))
    text = portfolio_jsonl.render(Portfolio([*collected(), *evil(EVIL)], TODAY))
    found = [json.loads(line) for line in text.splitlines()]
    assert len(found) == len(collected()) + 2
    for each in found:
        schema.validate(each)
    assert not schema.is_valid({**found[1], "extra": 1})
    assert text.isascii()


def test_json_with_groups_is_valid_by_the_shipped_schema() -> None:
    data = json.loads(portfolio_json.render(portfolio(by="team", left_out=1)))
    Draft202012Validator(json.loads(json_schemas.json_schema_text("portfolio"))).validate(data)
    assert [(each["value"], each["totals"]["projects"]) for each in data["groups"]] == [
        *(("cards", 2), ("payments", 2), (None, 5)),
    ]
    totals = data["totals"]
    assert (totals["old"], totals["earlier"], totals["left_out"]) == (1, 2, 1)


class Page(HTMLParser):
    """The tags with their attributes, and the text, of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.words: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def test_the_page_has_every_project_and_loads_nothing() -> None:
    text = portfolio_html.render(portfolio(by="team"))
    page = Page(text)
    for each in collected():
        assert each.name in "".join(page.words)
    assert page.tags.count("tr") == 1 + 3 + len(collected())
    assert text.isascii()
    links = [value for name, value in page.attributes if name in ("href", "src")]
    assert set(links) <= {"#projects", "data:,"}
    assert not any(name.startswith("on") or name == "style" for name, _ in page.attributes)


@pytest.mark.parametrize("kind", ["style", "script"])
def test_the_policy_of_the_page_allows_what_is_in_it_alone(kind: str) -> None:
    text = portfolio_html.render(portfolio())
    (inside,) = re.findall(f"<{kind}>(.*?)</{kind}>", text, re.DOTALL)
    digest = b64encode(sha256(inside.encode()).digest()).decode()
    assert f"{kind}-src 'sha256-{digest}'" in text


def test_hostile_text_changes_no_tag_of_the_page() -> None:
    def tags(text: str) -> list[str]:
        found = [
            each._replace(labels={text: text}, phases=(PhaseCell(text, text, PhaseState.GO),))
            for each in evil(text)
        ]
        return Page(portfolio_html.render(Portfolio(found, TODAY, by=text))).tags

    assert tags(EVIL + "<script>alert(1)</script>'\"{{ 1 }}") == tags("plain")


@given(st.text(max_size=80), st.text(max_size=80))
def test_a_badge_is_well_formed_and_as_wide_as_its_parts(label: str, words: str) -> None:
    text = render_badge(label, words, Tone.GOOD, f"{label}: {words}")
    root = ElementTree.fromstring(text)
    space = "{http://www.w3.org/2000/svg}"
    left, right = root.findall(f"{space}g/{space}rect")
    assert int(root.attrib["width"]) == int(left.attrib["width"]) + int(right.attrib["width"])
    assert int(right.attrib["x"]) == int(left.attrib["width"])
    for box, shown in zip((left, right), root.findall(f".//{space}text"), strict=True):
        assert int(shown.attrib["textLength"]) + 12 == int(box.attrib["width"])
    title = root.find(f"{space}title")
    assert title is not None
    assert root.attrib["role"] == "img"
    assert {each.tag for each in root.iter()} == {
        f"{space}{name}" for name in ("svg", "title", "clipPath", "rect", "g", "text")
    }


def test_a_longer_text_has_a_wider_badge() -> None:
    widths = [
        int(re.findall(r'width="(\d+)"', render_badge("gate", text, Tone.BAD, "t"))[0])
        for text in ("i", "ii", "mm", "MMM", "需求需求需求", "W" * 500)
    ]
    assert widths == sorted(set(widths))
    assert widths[-1] < 800
