"""Every screen in its states, in Chromium: axe-core finds nothing, and nothing scrolls aside.

Light and dark, wide and narrow, with all folds open; at 320 px, with text at 200 %, and in forced
colours. The screens are those of the example project and of a new one.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route
from served_page import Served, push, serving

from chromium import axe_findings, chromium, listen, scrolls_sideways
from world.command import Repository
from world.draft import ITEM, DraftWorld
from world.people import EVIDENCE, PM, TPM

pytestmark = pytest.mark.browser

EXAMPLE = Path(__file__).parents[2] / "examples/payments-ledger"
OTHER = "feasibility.problem-statement-agreed"
AGAIN = "architecture.ledger-invariants-enforced"
CHECKED = "architecture.ledger-skeleton-tested"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


def _example(root: Path, person: str) -> DraftWorld:
    """Return the example project, pushed, in the clone of a person."""
    first = Repository(shutil.copytree(EXAMPLE, root / "first"), [])
    first.commit("the example")
    world = DraftWorld.of(first.root, root)
    world.clone.git("config", "user.email", person)
    world.clone.git("config", "user.name", "Sam" if person == TPM else "Ana")
    return world


@contextmanager
def shown(browser: Browser, served: Served) -> Iterator[Page]:
    """Open a served page in the browser."""
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    heard = listen(page)
    page.goto(f"http://{served.host}/open?key={served.access.new_key()}")
    page.wait_for_url(f"http://{served.host}/")
    try:
        yield page
    finally:
        context.close()
    errors = [
        each for each in heard.console if "the server responded with a status of 4" not in each
    ]
    assert errors == []


def look(page: Page, name: str) -> list[str]:
    """Return what is wrong with the screen that is open, in every setting."""
    found: list[str] = []
    page.evaluate("() => document.querySelectorAll('details').forEach(it => { it.open = true; })")
    for width in (1280, 375):
        page.set_viewport_size({"width": width, "height": 800})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            found += [f"{name} {width} {scheme}: {each}" for each in axe_findings(page)]
        if scrolls_sideways(page):
            found.append(f"{name} {width}: scrolls sideways")
    page.set_viewport_size({"width": 320, "height": 640})
    if scrolls_sideways(page):
        found.append(f"{name} 320: scrolls sideways")
    page.set_viewport_size({"width": 1280, "height": 800})
    page.evaluate("() => { document.documentElement.style.fontSize = '200%'; }")
    if scrolls_sideways(page):
        found.append(f"{name} with text at 200 %: scrolls sideways")
    page.evaluate("() => { document.documentElement.style.fontSize = ''; }")
    page.emulate_media(color_scheme="light", forced_colors="active")
    # The colours are the system's then, and no business of the page.
    found += [
        f"{name} forced colours: {each}"
        for each in axe_findings(page)
        if "color-contrast" not in each
    ]
    page.emulate_media(forced_colors="none")
    if page.locator("h1").count() != 1:
        found.append(f"{name}: {page.locator('h1').count()} main headings")
    if not page.title():
        found.append(f"{name}: no title")
    return found


READ = ("/", "/items", "/waivers", "/sign", "/decide", "/due", "/history", "/people", "/keys")


@pytest.mark.parametrize("person", [PM, TPM])
def test_the_screens_of_the_example(browser: Browser, tmp_path: Path, person: str) -> None:
    world = _example(tmp_path, person)
    more = (
        *(f"/items/{AGAIN}", f"/items/{CHECKED}", "/items?phase=feasibility&show=open"),
        *("/items/feasibility.options-compared", "/sign/feasibility", "/decide/requirements"),
        *("/propose", "/nothing", "/items/testing.load-tested-to-target"),
    )
    with serving(world.context()) as served, shown(browser, served) as page:
        found = []
        for path in (*READ, *more):
            page.goto(f"http://{served.host}{path}")
            found += look(page, path)
        assert found == []


def test_the_screens_of_a_draft_on_its_way(browser: Browser, world: DraftWorld) -> None:
    """Main moved on, contradicts the draft, cannot be reached; then the draft is sent."""
    with serving(world.context()) as served, shown(browser, served) as page:
        base = f"http://{served.host}"
        for item in (ITEM, OTHER):
            page.goto(f"{base}/items/{item}")
            page.locator("#v-not").check()
            page.locator("#note").fill("mine")
            _send(page, "Save and go on")
        push(world, ITEM, "not-met", "--note", "theirs")
        _send(page, "Fetch main now")
        found = look(page, "conflict")
        _send(page, "Keep the chosen one")
        found += look(page, "nothing chosen")
        page.locator("#keep-ours").check()
        _send(page, "Keep the chosen one")
        found += look(page, "up to date")
        gone = world.remote.with_name("gone.git")
        world.remote.rename(gone)
        _send(page, "Propose these changes")
        found += look(page, "not sent")
        _send(page, "Fetch main now")
        page.goto(base)
        assert "as it was" in page.locator("main").inner_text()
        found += look(page, "offline")
        gone.rename(world.remote)
        page.goto(f"{base}/propose")
        _send(page, "Propose these changes")
        found += look(page, "sent")
        page.goto(f"{base}/propose")
        found += look(page, "sent before")
        assert found == []


def _ready(root: Path) -> DraftWorld:
    """Return a project whose first gate is met, with one waiver, in the clone of the PM."""
    first = Repository.begin(root / "first")
    first.init("--lifecycle", "lite")
    tpm = [f"feasibility.{name}" for name in ("unknowns-spiked", "technical-risks-registered")]
    waived = "feasibility.security-privacy-screened"
    first.answer_each(tpm, by=TPM, evidence=[EVIDENCE])
    first.answer(waived, "not-met", by=TPM, owner=TPM, note="the lab is booked")
    first.waive(waived, (datetime.now(UTC) + timedelta(days=30)).date().isoformat())
    pm = [ITEM, OTHER, "feasibility.outcome-metrics-baselined"]
    first.answer_each(pm, by=PM, evidence=[EVIDENCE])
    first.sign("feasibility")
    first.commit("ready")
    return DraftWorld.of(first.root, root)


def test_the_screens_of_a_decision(browser: Browser, tmp_path: Path) -> None:
    """A gate that is met is decided with conditions; then its answers are locked."""
    world = _ready(tmp_path)
    with serving(world.context()) as served, shown(browser, served) as page:
        base = f"http://{served.host}"
        assert page.locator("h1").inner_text() == "Ideation & planning is ready for a decision"
        found = look(page, "ready")
        page.goto(f"{base}/sign/feasibility")
        assert "Nothing that it covers has changed since." in page.locator("main").inner_text()
        found += look(page, "signed off")
        page.goto(f"{base}/decide/feasibility")
        page.locator("#d-go").check()
        _send(page, "Record the decision")
        assert page.evaluate("() => document.activeElement.getAttribute('role')") == "alert"
        found += look(page, "go without a reason")
        page.locator("#d-cond").check()
        assert page.locator("#p1").input_value().startswith("A screening names")
        _send(page, "Add a condition")
        assert page.locator("[name=condition]").count() == 2
        page.locator("#p2").fill("Hire a second pair of eyes")
        page.locator("#p2d").fill(page.locator("#p2d").get_attribute("max") or "")
        found += look(page, "two conditions")
        _send(page, "Record the decision")
        assert "go with conditions" in page.locator("main").inner_text()
        found += look(page, "decided")
        for path in ("/decide/feasibility", "/sign/feasibility", f"/items/{ITEM}", "/due"):
            page.goto(f"{base}{path}")
            found += look(page, f"{path} of a decided gate")
        page.goto(f"{base}/items/{ITEM}")
        assert page.locator("form[data-walk]").count() == 0
        assert "a decision rests on it" in page.locator("main").inner_text()
        assert found == []


def test_the_screens_of_a_new_project(browser: Browser, world: DraftWorld) -> None:
    with serving(world.context()) as served, shown(browser, served) as page:
        found = []
        for path in (*READ, f"/items/{ITEM}"):
            page.goto(f"http://{served.host}{path}")
            found += look(page, path)
        assert page.title().startswith("Research or usage data")
        found += _refused(page, served)
        assert found == []


def _refused(page: Page, served: Served) -> list[str]:
    """Look at the forms that were refused, and at what follows a save."""
    base = f"http://{served.host}"
    found = []
    page.locator("#v-met").check()
    _send(page, "Save and go on")
    assert page.title().startswith("Error: ")
    assert page.evaluate("() => document.activeElement.getAttribute('role')") == "alert"
    found += look(page, "item without evidence")
    page.locator("#v-not").check()
    page.locator("#gap-owner").select_option(PM)
    page.locator("#gap-due").fill("2030-12-31")
    _send(page, "Save and go on")
    found += look(page, "saved")
    page.goto(f"{base}/items/{ITEM}")
    found += look(page, "item not met")
    page.goto(f"{base}/waivers")
    _send(page, "Ask for the waiver")
    found += look(page, "waiver refused")
    page.locator("#w-r").fill("the lab is booked")
    page.locator("#w-d").fill(page.locator("#w-d").get_attribute("max") or "")
    page.locator("[name=approver]").check()
    _send(page, "Ask for the waiver")
    found += look(page, "waiver waits")
    page.goto(f"{base}/sign")
    found += look(page, "sign-off blocked")
    page.goto(f"{base}/decide")
    _send(page, "Record the decision")
    found += look(page, "no decision chosen")
    page.locator("#d-kill").check()
    _send(page, "Record the decision")
    found += look(page, "kill without its name")
    page.locator("#d-hold").check()
    _send(page, "Record the decision")
    found += look(page, "held")
    page.goto(f"{base}/propose")
    found += look(page, "propose")
    return found


def _send(page: Page, button: str) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=button, exact=True).click()


def _fulfil(body: str) -> Callable[[Route], None]:
    return lambda route: route.fulfill(status=200, content_type="text/html", body=body)


def test_the_pages_that_stand_alone(browser: Browser, world: DraftWorld) -> None:
    from tpmcli.model.errors import StorageError
    from tpmcli.model.problem import Flaw, Problem
    from tpmcli.page.alone import _PAGES, alone, broken, busy

    texts: dict[str, Callable[[], str]] = {
        **{name: partial(alone, name) for name in _PAGES if name != "opened"},
        "broken": lambda: broken([Problem(Flaw.FILE_MISSING, (), ".tpm/project.yaml")]),
        "busy": lambda: busy(StorageError("timed out after 10 s", "wait")),
    }
    with serving(world.context()) as served, shown(browser, served) as page:
        found = []
        for name, make in texts.items():
            page.route("**/standing-alone", _fulfil(make()))
            page.goto(f"http://{served.host}/standing-alone")
            found += look(page, name)
            page.unroute("**/standing-alone")
        assert found == []


def test_what_may_be_answered_is_hidden_until_it_is_chosen(
    browser: Browser, world: DraftWorld
) -> None:
    """Also without JavaScript: `:has()` shows the fields of what is chosen."""
    with serving(world.context()) as served:
        context = browser.new_context(java_script_enabled=False)
        page = context.new_page()
        page.goto(f"http://{served.host}/open?key={served.access.new_key()}")
        page.goto(f"http://{served.host}/items/{ITEM}")
        assert not page.locator("#gap-owner").is_visible()
        page.locator("#v-not").check()
        assert page.locator("#gap-owner").is_visible()
        context.close()


def test_the_keys_of_an_item(browser: Browser, world: DraftWorld) -> None:
    with serving(world.context()) as served, shown(browser, served) as page:
        url = f"http://{served.host}/items/{ITEM}"
        page.goto(url)
        page.keyboard.press("y")
        assert page.locator("#v-met").is_checked()
        assert page.evaluate("() => document.activeElement.id") == "up"
        page.keyboard.press("n")
        assert page.evaluate("() => document.activeElement.id") == "gap-owner"
        page.locator("#note").focus()
        page.keyboard.type("yes and nay")
        assert page.locator("#note").input_value() == "yes and nay"
        assert page.locator("#v-not").is_checked()
        page.locator("#v-not").focus()
        page.keyboard.press("?")
        assert page.locator("dialog#keys").is_visible()
        page.keyboard.press("y")
        assert page.locator("#v-not").is_checked()
        page.locator("#keys-on").uncheck()
        page.keyboard.press("Escape")
        page.locator("#v-not").focus()
        page.keyboard.press("y")
        assert page.locator("#v-not").is_checked()
        page.on("dialog", lambda dialog: dialog.accept())
        page.goto(url)
        page.keyboard.press("y")
        assert not page.locator("#v-met").is_checked()


def test_a_form_that_cannot_be_sent_keeps_what_was_typed(
    browser: Browser, world: DraftWorld
) -> None:
    context = browser.new_context()
    page = context.new_page()
    with serving(world.context()) as served:
        page.goto(f"http://{served.host}/open?key={served.access.new_key()}")
        page.goto(f"http://{served.host}/items/{ITEM}")
        page.locator("#v-not").check()
        page.locator("#note").fill("typed before the server ended")
    page.get_by_role("button", name="Save and go on").click()
    page.get_by_role("heading", name="tpm is no longer running").wait_for()
    assert page.locator("#note").input_value() == "typed before the server ended"
    context.close()
