"""The page in a real browser: a Product Manager's day, with the mouse, by keys, without JavaScript.

Chromium must say nothing, ask nobody but the page, and axe-core must find nothing on any screen in
any state, light or dark, wide or narrow.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from day_world import PHASE, DayWorld, page_process
from playwright.sync_api import Browser, Page

from chromium import Heard, chromium, listen
from world.draft import DraftWorld

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@contextmanager
def opened(
    browser: Browser, world: DraftWorld, **options: Any
) -> Iterator[tuple[Page, Heard, str]]:
    """Open the page of a clone; at the end nothing was said, and nobody else was asked."""
    with page_process(world) as address:
        base = address.partition("/open")[0]
        context = browser.new_context(**options)
        page = context.new_page()
        page.set_default_timeout(15_000)
        heard = listen(page)
        page.goto(address)
        page.wait_for_url(f"{base}/")
        try:
            yield page, heard, base
        finally:
            context.close()
        assert heard.console == []
        assert [each for each in heard.requests if not each.startswith(f"{base}/")] == []


def _upload(root: Path) -> str:
    file = root / "Interview notes (final).md"
    file.write_text("# Interviews\n\nSeven people were asked on 2026-11-20.\n", encoding="utf-8")
    return str(file)


def _answer_all(page: Page, world: DayWorld, file: str) -> None:
    """Answer what is left: the first by an upload, the others by a file of the repository."""
    for number in range(len(world.left)):
        page.locator("#v-met").check()
        if number == 0:
            page.locator("details", has_text="Add a file or a link").evaluate(
                "it => it.open = true"
            )
            page.locator("#up").set_input_files(file)
        else:
            page.locator("details", has_text="Add a file or a link").evaluate(
                "it => it.open = true"
            )
            page.locator("#pa").fill("docs/evidence.md")
        page.get_by_role("button", name="Save and go on").click()
        page.get_by_role("status").filter(has_text="Saved").wait_for()


@pytest.mark.parametrize("scripts", [True, False], ids=["", "without JavaScript"])
def test_a_day_of_a_product_manager(browser: Browser, tmp_path: Path, scripts: bool) -> None:
    world = DayWorld(tmp_path)
    with opened(browser, world.draft, java_script_enabled=scripts) as (page, _, base):
        assert page.locator("h1").inner_text() == "Not ready to leave Ideation & planning"
        page.get_by_role("link", name="Answer").first.click()
        _answer_all(page, world, _upload(tmp_path))
        # What is left is recommended, not required.
        assert page.locator(".tag").inner_text() == "Recommended"
        page.get_by_role("link", name="Overview").click()
        page.get_by_role("link", name="Read and sign off").click()
        page.locator("#read").check()
        page.get_by_role("button", name="Sign off as Product Manager").click()
        page.wait_for_url(f"{base}/?saved=*")
        assert page.locator("h1").inner_text() == "Ideation & planning is ready for a decision"
        page.get_by_role("link", name="Review and propose").click()
        page.locator("h2", has_text="6 changes").wait_for()
        page.get_by_role("button", name="Propose these changes").click()
        page.get_by_role("heading", name="Sent", exact=True).wait_for()
    said = world.check_proposed(tmp_path)
    assert said.startswith(f"0\nMet: {PHASE} of Ledger 1.0 is ready for a decision."), said


def test_a_day_by_keyboard_alone(browser: Browser, tmp_path: Path) -> None:
    """No mouse: keys choose, Enter saves, Tab goes everywhere."""
    world = DayWorld(tmp_path)
    with opened(browser, world.draft) as (page, _, base):
        _tab_to(page, "Answer")
        page.keyboard.press("Enter")
        for _ in world.left:
            page.wait_for_url(f"{base}/items/*")
            page.keyboard.press("y")
            # No evidence is chosen yet: the focus is where it is chosen.
            if _focused(page, "type") == "checkbox":
                page.keyboard.press("Space")
            else:
                _tab_to(page, "", lambda page: _focused(page, "id") == "pa")
                page.keyboard.type("docs/evidence.md")
            before = page.url
            page.keyboard.press("Control+Enter")
            page.wait_for_function("old => location.href !== old", arg=before)
        page.keyboard.press("q")
        page.wait_for_url(f"{base}/")
        _tab_to(page, "Read and sign off")
        page.keyboard.press("Enter")
        page.wait_for_url(f"{base}/sign/*")
        _tab_to(page, "", lambda page: _focused(page, "id") == "read")
        page.keyboard.press("Space")
        _tab_to(page, "Sign off as Product Manager")
        page.keyboard.press("Enter")
        page.wait_for_url(f"{base}/?saved=*")
        _tab_to(page, "Review and propose")
        page.keyboard.press("Enter")
        page.wait_for_url(f"{base}/propose")
        _tab_to(page, "Propose these changes")
        page.keyboard.press("Enter")
        page.get_by_role("heading", name="Sent", exact=True).wait_for()
    assert world.check_proposed(tmp_path).startswith(f"0\nMet: {PHASE}")


def _focused(page: Page, name: str) -> str:
    found = page.evaluate(f"() => document.activeElement.{name} || ''")
    return str(found)


def _tab_to(page: Page, text: str, there: Any = None) -> None:
    """Press Tab until something with that text has the focus."""
    for _ in range(120):
        page.keyboard.press("Tab")
        found = there(page) if there else text in _focused(page, "textContent") and _small(page)
        if found:
            return
    raise AssertionError(f"Tab never reaches {text or 'it'}")


def _small(page: Page) -> bool:
    return bool(page.evaluate("() => ['A', 'BUTTON'].includes(document.activeElement.tagName)"))
