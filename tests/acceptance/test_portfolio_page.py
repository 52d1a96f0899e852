"""The page of a portfolio, and badges, in a real browser; the progress bar on a terminal."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from chromium import axe_findings, chromium, listen, scrolls_sideways
from tpmcli.cli.progress import ProgressBar
from tpmcli.render.badge import Tone, render_badge
from world.files import clean_env
from world.person import Person

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "bench"))
import collected  # noqa: E402

pytestmark = pytest.mark.browser

COUNT = 30


def tpm(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "tpmcli", *words],
        cwd=folder,
        env=clean_env(),
        capture_output=True,
        text=True,
        encoding="utf-8",
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with 30 reports, one of them twice, and one that is no report, and their page."""
    folder = tmp_path_factory.mktemp("portfolio")
    collected.make_reports(folder / "reports", COUNT)
    first = (folder / "reports/0/project-7/gate.json").read_text(encoding="utf-8")
    earlier = first.replace(collected.TODAY, "2026-11-20")
    (folder / "reports/earlier.json").write_text(earlier, encoding="utf-8")
    (folder / "reports/half.json").write_text(first[:99], encoding="utf-8")
    options = ("--from", "reports", "--as-of", collected.TODAY, "--group-by", "team")
    done = tpm(folder, "portfolio", *options, "--format", "html", "-o", "page.html")
    assert (done.returncode, done.stdout, done.stderr) == (3, "", "")
    printed = tpm(folder, "portfolio", *options, "--format", "html")
    assert printed.stdout == (folder / "page.html").read_text(encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


def open_page(browser: Browser, file: Path, **options: Any) -> Page:
    page = browser.new_context(**options).new_page()
    page.goto(file.as_uri())
    return page


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
def test_the_page_is_accessible_quiet_and_fits(
    browser: Browser, folder: Path, scheme: Any, width: int
) -> None:
    size = ViewportSize(width=width, height=900)
    page = browser.new_context(viewport=size, color_scheme=scheme).new_page()
    heard = listen(page)
    address = (folder / "page.html").as_uri()
    page.goto(address)
    assert axe_findings(page) == []
    assert not scrolls_sideways(page)
    page.locator("#f-text").fill("project 2")
    assert (heard.console, heard.requests) == ([], [address])


def names(page: Page) -> list[str]:
    return [text.split(" 1.0")[0] for text in page.locator("tr.row:visible th").all_inner_texts()]


def test_the_script_filters_and_sorts(browser: Browser, folder: Path) -> None:
    page = open_page(browser, folder / "page.html")
    assert page.locator("#shown").inner_text() == f"{COUNT + 1} of {COUNT + 1} projects"
    page.locator("#f-1").select_option("cards")
    cards = [
        f"Project {number}" for number in range(COUNT) if collected.TEAMS[number % 7] == "cards"
    ]
    assert sorted(names(page)) == sorted(cards)
    assert page.locator("#shown").inner_text() == f"{len(cards)} of {COUNT + 1} projects"
    head = page.locator("thead th").first
    head.get_by_role("button").click()
    assert head.get_attribute("aria-sort") == "ascending"
    assert names(page) == cards
    head.get_by_role("button").click()
    assert names(page) == cards[::-1]
    page.get_by_role("button", name="Show all").click()
    expect(page.locator("tr.row[hidden]")).to_have_count(0)
    page.locator("#f-text").fill("no such thing")
    assert names(page) == []


def test_everything_is_there_without_the_script(browser: Browser, folder: Path) -> None:
    page = open_page(browser, folder / "page.html", java_script_enabled=False)
    assert page.locator("tr.row:visible").count() == COUNT + 1
    assert not page.locator("#filter").is_visible()


def test_a_group_is_as_the_text_says(folder: Path) -> None:
    options = ("--from", "reports", "--as-of", collected.TODAY, "--group-by", "team")
    text = tpm(folder, "portfolio", *options).stdout
    assert "team payments: 1 no longer holds, 4 not met" in text
    assert "newest of 2 reports: reports/0/project-7/gate.json" in text
    assert "? reports/half.json: not checked" in text
    refused = tpm(folder, "portfolio", "--from", "reports", "--where", "taem=cards")
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "did you mean `team`?" in refused.stderr


def test_text_stays_inside_a_badge(browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "badge.svg"
    for words in ("met", "W" * 40, "il" * 20, "a rather long name of a phase"):
        file.write_text(render_badge(words, words, Tone.BAD, words), encoding="utf-8")
        page = open_page(browser, file)
        inside = page.evaluate(
            "[...document.querySelectorAll('text')].every((text, at) => {"
            "const box = document.querySelectorAll('g rect')[at].getBBox(), own = text.getBBox();"
            "return own.x >= box.x && own.x + own.width <= box.x + box.width; })"
        )
        assert inside is True


class Screen(io.StringIO):
    """A terminal, or a file, that keeps what is written."""

    def __init__(self, *, terminal: bool = True) -> None:
        super().__init__()
        self._terminal = terminal

    def isatty(self) -> bool:
        return self._terminal

    def fileno(self) -> int:
        raise OSError


def drawn(screen: Screen, *, quiet: bool = False, **env: str) -> str:
    now = iter(range(1_000))
    with ProgressBar(
        "reports", quiet=quiet, stream=screen, env={"COLUMNS": "60", **env}, clock=lambda: next(now)
    ) as progress:
        for done in range(3):
            progress.show(done, 2_000)
    return screen.getvalue()


def test_the_bar_is_drawn_and_erased() -> None:
    text = drawn(Screen())
    assert text.startswith("\r\x1b[K" + "▱" * 24 + " 0 of 2,000 reports\r\x1b[K▰")
    assert text.endswith(" 2 of 2,000 reports\r\x1b[K")


@pytest.mark.parametrize("columns", [80, 24])
def test_a_person_at_a_terminal_sees_the_bar(tmp_path: Path, columns: int) -> None:
    collected.make_reports(tmp_path / "reports", 1)
    (first,) = (tmp_path / "reports").rglob("*.json")
    # One report under many names, read slowly: it takes longer than the first drawing waits.
    for number in range(2_000):
        os.link(first, tmp_path / "reports" / f"{number}.json")
    slow = {"PYTHONTRACEMALLOC": "1"}
    options = ("--from", "reports", "--as-of", collected.TODAY, "--format", "csv", "-o", "p.csv")
    words = ("portfolio", *options)
    person = Person([sys.executable, "-m", "tpmcli"], tmp_path, *words, env=slow, columns=columns)
    assert person.leaves() == 0
    drawings = person.raw.split("\r\x1b[K")
    # Drawn at least once, and erased: nothing is left on the line.
    assert len(drawings) >= 3
    assert (drawings[0], drawings[-1]) == ("", "")
    pattern = r"([▰▱]{24} )?[\d,]+ of [\d,]+ reports"
    for drawn in drawings[1:-1]:
        assert len(drawn) < columns
        assert re.fullmatch(pattern, drawn) or (columns < 60 and re.match(r"[\d,]+ of", drawn))
    assert ("▰" in person.raw) == (columns == 80)

    quiet = Person([sys.executable, "-m", "tpmcli"], tmp_path, *words, "--quiet")
    assert quiet.leaves() == 0
    assert quiet.raw == ""


@pytest.mark.parametrize(
    ("screen", "options"),
    [
        (Screen(terminal=False), {}),
        (Screen(), {"quiet": True}),
        (Screen(), {"TERM": "dumb"}),
        (Screen(), {"TPM_ACCESSIBLE": "1"}),
    ],
)
def test_nobody_watches(screen: Screen, options: dict[str, Any]) -> None:
    assert drawn(screen, **options) == ""
