"""The report on a project: pages that are well made, and harmless whatever people typed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any
from urllib.parse import urlsplit

import pytest
from html_page import Page, assert_harmless, assert_well_made
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from test_render_evil import _CONTROL, PAYLOADS, assert_no_link
from views_world import DIGEST, REPORTS, begun, ended, hurried, told

from tpmcli.model.facts import DetailText
from tpmcli.model.finding import Subject, SubjectKind
from tpmcli.model.fix import HelpText
from tpmcli.model.loosening import LooserText
from tpmcli.model.rule import RuleReason
from tpmcli.render.escape import page_text, web_link
from tpmcli.render.project import formats as project_formats
from tpmcli.render.project.html import style_sheet
from tpmcli.rules.project_report import ProjectReport
from tpmcli.rules.status import PhaseStatus
from tpmcli.text.paths import split_fragment
from world.people import TPM

_MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
# What the rules compare, and what the loader only lets through in one form.
KEPT = {
    *("id", "phase", "asked", "sha256", "links", "digest", "start_at"),
    *("day", "due", "until", "at", "today", "as_of", "waived_until", "enforce_from"),
}
# What is cited: a payload stands behind something that makes it a path or a link.
CITED = {"path", "url", "minutes"}


def haunted(value: Any, payload: str, field: str = "") -> Any:
    """The same value with a payload in every text that a person could have typed."""
    if type(value) is str:
        if field in KEPT:
            return value
        return value + payload if field in CITED and value else payload
    if isinstance(value, Subject):
        # It is named by an id of the checklist; only its title was typed.
        return value._replace(title=haunted(value.title, payload, "title"))
    if isinstance(value, RuleReason | HelpText | DetailText | LooserText):
        # Ours, not typed.
        return value
    if isinstance(value, tuple):
        names = getattr(value, "_fields", None)
        if names:
            made = (haunted(each, payload, name) for name, each in zip(names, value, strict=True))
            return type(value)(*made)
        return tuple(haunted(each, payload, field) for each in value)
    if isinstance(value, Mapping):
        if field == "evidence":
            return {name + payload: haunted(each, payload) for name, each in value.items()}
        if field == "links":
            return {split_fragment(name + payload)[0]: each for name, each in value.items()}
        return {name: haunted(each, payload, field) for name, each in value.items()}
    return value


@pytest.mark.parametrize("name", REPORTS)
def test_pages_are_well_made(name: str) -> None:
    made = Page(project_formats.render("html", REPORTS[name]()))
    assert_well_made(made)
    assert_harmless(made)
    assert "script" not in made.shape


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS)
def test_hostile_text_on_a_page(payload: str) -> None:
    text = project_formats.render("html", haunted(REPORTS["told"](), payload))
    made = Page(text)
    assert_harmless(made)
    assert not _CONTROL.search("".join(made.told()).replace("\n", "").replace("\t", ""))
    if payload.strip():
        # A backtick that was typed may make code of what follows, which changes no other part.
        assert _without_code(made) == _without_code(_plain_page())
        assert " ".join(page_text(payload).split()) in " ".join(made.told().split())


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS)
def test_hostile_text_in_markdown(payload: str) -> None:
    text = project_formats.render("markdown", haunted(REPORTS["told"](), payload))
    assert not _CONTROL.search(text.replace("\n", ""))
    shape = []
    for token in _tokens(text):
        assert token.type not in ("html_block", "html_inline", "image", "fence", "code_block")
        if token.type == "link_open":
            parts = urlsplit(token.attrs["href"])
            assert parts.scheme in ("", "https")
            assert parts.netloc == ("example.com" if parts.scheme else "")
        elif token.type in ("text", "text_special"):
            assert_no_link(token.content)
        if token.type not in ("text", "text_special"):
            shape.append(token.type)
    if payload.strip():
        assert shape == _plain_shape()


def _without_code(page: Page) -> list[str]:
    return [tag for tag in page.shape if tag.strip("/") != "code"]


@cache
def _plain_page() -> Page:
    return Page(project_formats.render("html", haunted(REPORTS["told"](), "plain")))


@cache
def _plain_shape() -> list[str]:
    text = project_formats.render("markdown", haunted(REPORTS["told"](), "plain"))
    kept = [token.type for token in _tokens(text)]
    return [kind for kind in kept if kind not in ("text", "text_special")]


def _tokens(text: str) -> list[Any]:
    return [each for token in _MARKDOWN.parse(text) for each in (token, *(token.children or ()))]


@pytest.mark.parametrize("name", ["told", "idea"])
def test_hostile_names_of_items_and_gates(name: str) -> None:
    """The loader refuses them; the page would not break all the same."""
    for payload in PAYLOADS.values():
        text = project_formats.render("html", _renamed(REPORTS[name](), payload))
        assert not Page(text).shape.count("script")


def _renamed(report: ProjectReport, payload: str) -> ProjectReport:
    status = report.status
    phases = tuple(_gate_renamed(each, payload) for each in status.phases)
    subject = Subject(SubjectKind.ITEM, payload, payload)
    due = tuple(each._replace(subject=subject, owners=(payload,)) for each in status.due)
    return report._replace(
        status=status._replace(phases=phases, due=due),
        gates=tuple(_gate_renamed(each, payload) for each in report.gates),
        due=due,
    )


def _gate_renamed(told_of: PhaseStatus, payload: str) -> PhaseStatus:
    gate = told_of.gate
    if gate is not None:
        items = tuple(
            verdict._replace(item=verdict.item._replace(id=f"{payload}.{payload}"))
            for verdict in gate.items
        )
        subject = Subject(SubjectKind.ITEM, payload, payload)
        findings = tuple(each._replace(subject=subject) for each in gate.findings)
        gate = gate._replace(phase=payload, items=items, findings=findings)
    return told_of._replace(phase=told_of.phase._replace(id=payload), gate=gate)


# --- signs of ceremony --------------------------------------------------------------------------


def test_signs_of_ceremony_are_shown_if_there_are_any() -> None:
    for form, heading in (("html", "<b>Signs of ceremony</b>"), ("markdown", "## Signs of")):
        shown = {name: heading in project_formats.render(form, REPORTS[name]()) for name in REPORTS}
        assert [name for name, there in shown.items() if there] == ["hurried"]
        assert heading not in project_formats.render(form, REPORTS["hurried"](), brief=True)
        alone = hurried().report("idea")
        assert heading not in project_formats.render(form, alone)


# --- colours -----------------------------------------------------------------------------------


def _themes() -> dict[str, dict[str, str]]:
    screen, _, paper = style_sheet().partition("@media print")
    light, _, dark = screen.partition("@media (prefers-color-scheme: dark)")
    parts = {"light": light, "dark": dark, "paper": paper.partition("*, *::before")[0]}
    return {
        name: dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", part)) for name, part in parts.items()
    }


def _luminance(colour: str) -> float:
    """The relative luminance of a colour (WCAG 2.2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [
        each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: str, second: str) -> float:
    low, high = sorted((_luminance(first), _luminance(second)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark", "paper"])
def test_every_pair_of_colours_can_be_read(theme: str) -> None:
    colours = _themes()[theme]
    pairs = [
        (ink, paper)
        for ink in ("ink", "soft", "link", "good", "care", "bad")
        for paper in ("paper", "wash")
    ]
    pairs += [("link", "act-wash"), ("care", "care-wash")]
    for ink, paper in pairs:
        assert contrast(colours[ink], colours[paper]) >= 4.5, (ink, paper)
    assert contrast(colours["edge"], colours["paper"]) >= 3


def test_the_measure_of_contrast_is_right() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_paper_is_white_whatever_the_screen_was() -> None:
    assert _themes()["paper"]["paper"] == "#ffffff"
    assert style_sheet().isascii()


# --- links -------------------------------------------------------------------------------------

ADDRESSES = [
    ("https://example.com", "https://example.com"),
    ("HTTP://example.com:8080/a?b=1&c=2#d", "http://example.com:8080/a?b=1&c=2#d"),
    ("https://example.com/a%20b", "https://example.com/a%20b"),
    ("https://example.com/é", "https://example.com/%C3%A9"),
    (
        "https://example.com/(x)[y]'\"<>`*_~",
        "https://example.com/%28x%29%5By%5D%27%22%3C%3E%60%2A_~",
    ),
    ("https://example.com?q", "https://example.com?q"),
    ("https://good.example@evil.example/", ""),
    ("https://exämple.com/", ""),
    ("https:///x", ""),
    ("https://", ""),
    ("javascript:alert(1)//https://example.com", ""),
    ("javascript://example.com/%0Aalert(1)", ""),
    ("data:text/html,x", ""),
    ("ftp://example.com", ""),
    (" https://example.com", ""),
    ("https://exa mple.com", ""),
    ("https://example.com\\@evil.example", ""),
]


@pytest.mark.parametrize(("address", "link"), ADDRESSES)
def test_only_addresses_of_the_web_become_links(address: str, link: str) -> None:
    assert web_link(address) == link


@given(st.text(max_size=30), st.sampled_from(["", "https://", "http://a", "javascript:"]))
def test_a_web_link_is_one_or_nothing(text: str, start: str) -> None:
    link = web_link(start + text)
    assert link == "" or re.fullmatch(r"https?://[A-Za-z0-9.:-]+([/?#][!-~]*)?", link)
    assert not re.search(r"[\s<>\"'()\[\]*`\\]", link)


@given(st.text(st.characters(codec=None)))
def test_text_on_a_page_is_text(typed: str) -> None:
    book = begun()
    book["policy"]["name"] = typed
    made = Page(project_formats.render("html", book.report(), brief=True))
    assert_harmless(made)
    shown = page_text(f"{typed} 1.0")
    assert f"{shown}: No-go" in "".join(made.texts["title"])


def test_files_without_a_page_are_not_linked() -> None:
    made = Page(project_formats.render("html", told().report("build", {})))
    assert {link for link, _ in made.links} == {"https://example.com/run"}


def test_a_cited_heading_is_part_of_the_link() -> None:
    book = told()
    book.there("docs/tried.md#what it shows", sha256=DIGEST)
    book.answer("build.sold", evidence=["docs/tried.md#what it shows"])
    made = Page(project_formats.render("html", book.report()))
    address = "https://example.com/o/r/blob/c0de/docs/tried.md#what%20it%20shows"
    assert address in [link for link, _ in made.links]


# --- words -------------------------------------------------------------------------------------


def _markdown(report: ProjectReport) -> list[str]:
    return project_formats.render("markdown", report).splitlines()


def test_what_nobody_answered_is_told_by_its_number() -> None:
    lines = _markdown(begun().report())
    assert (
        "- **✗ blocks** 100 required items of the TPM have no answer"
        " (`unanswered`, `a-phase-with-a-long-name`, `tpm@example.com`)"
    ) in lines
    assert len([line for line in lines if line.startswith("- **Item ")]) == 100


def test_a_few_are_told_one_by_one() -> None:
    book = begun()
    del book["phases"][0]["items"][2:]
    lines = [line for line in _markdown(book.report()) if "`unanswered`" in line]
    assert len(lines) == 2


def test_every_decided_gate_and_the_one_under_way_have_their_sentence() -> None:
    opened = [line for line in _markdown(told().report()) if line.startswith("**")]
    assert len(opened) == 2
    assert "no longer holds" in opened[0]
    assert "build of Kettle 1.0 is not ready for a decision" in opened[1]
    (only,) = [line for line in _markdown(ended().report()) if line.startswith("**")]
    assert only.startswith("**✓ Met: the launch decision")


def test_a_lapsed_list_of_dues_is_cut_with_the_command_that_has_all() -> None:
    book = begun()
    for number in range(1, 16):
        book.answer(
            f"a-phase-with-a-long-name.item-{number}", "not-met", due=f"2026-12-{number + 10}"
        )
    assert "and 3 later: `tpm due`" in _markdown(book.report())


def test_nothing_due_is_said() -> None:
    assert "Nothing is due." in _markdown(ended().report())


def test_a_plan_without_a_day_or_an_owner() -> None:
    book = begun()
    name = "a-phase-with-a-long-name.item-"
    book.answer(f"{name}1", "not-met", owner="pm@example.com")
    book.answer(f"{name}2", "not-met", due="2026-12-01")
    book.answer(f"{name}3", "not-met")
    plans = [line for line in _markdown(book.report()) if "plan:" in line]
    assert plans == [
        "  - plan: pm@&#8203;example.com, no due date",
        f"  - plan: {TPM.replace('@', '@&#8203;')}, due 2026-12-01",
    ]


def test_sign_offs_that_count_no_more_and_none_asked_for() -> None:
    book = ended()
    book["record"]["decisions"] = {}
    book.answer("launch.watched", "not-met")
    lines = _markdown(book.report())
    assert (
        "| Technical Product Manager | ✗ signed off, outdated | tpm@&#8203;example.com |"
        " 2026-10-02 |"
        " claimed |"
    ) in lines
    book["policy"]["gate"]["signoffs"] = []
    assert "### Sign-offs" not in _markdown(book.report())


def test_what_closed_a_promise_that_was_replaced_is_not_looked_at_again() -> None:
    book = ended()
    asked = {"text": "Ask", "owner": TPM, "due": "2026-10-30"}
    book.decide("launch", "conditional", conditions=[asked], reason="so")
    book.close("launch", 1, by=TPM, at="2026-10-20T12:00:00Z", evidence=["docs/asked.md"])
    del book["facts"]["evidence"]["docs/asked.md"]
    book.decide("launch")
    (line,) = [line for line in _markdown(book.report()) if "docs/asked.md" in line]
    assert line.endswith("closed on 2026-10-20 by tpm@&#8203;example.com `docs/asked.md`")


def test_the_registry_offers_what_there_is() -> None:
    assert list(project_formats.FORMATS) == ["html", "markdown", "text", "badge"]
    for brief in (True, False):
        with pytest.raises(KeyError):
            project_formats.render("pdf", ended().report(), brief=brief)
