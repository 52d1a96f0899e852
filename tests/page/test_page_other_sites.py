"""Other pages in the same real browser: they read nothing, frame nothing and save nothing.

The page next door is served at another port of this machine: for the browser that is the same
site, so it sends the cookie along.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext
from served_page import Served

from chromium import chromium
from tpmcli.page.opening import open_browser, opening_address
from world.draft import ITEM, DraftWorld

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@contextmanager
def neighbour(html: str) -> Iterator[str]:
    """Serve a page at another port, and yield its address."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(html.encode())

        def log_message(self, *words: object) -> None:
            """Write nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def in_browser(browser: Browser, served: Served) -> Iterator[BrowserContext]:
    """A browser in which the page is open."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"http://{served.host}/open?key={served.access.new_key()}")
    page.wait_for_url(f"http://{served.host}/")
    try:
        yield context
    finally:
        context.close()


def _saved(world: DraftWorld) -> str:
    return world.clone.git("for-each-ref", "refs/heads", "--format=%(refname) %(tree)")


def test_the_private_file_leads_to_the_page(
    browser: Browser, served: Served, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From a file to the key, to the cookie, to the overview, without a click."""
    monkeypatch.setattr("webbrowser.open", lambda url: True)
    file = tmp_path / "forward.html"
    address = f"http://{served.host}"
    assert open_browser(str(file), opening_address(address, served.access.new_key()))
    context = browser.new_context()
    page = context.new_page()
    page.goto(file.as_uri())
    page.wait_for_url(f"{address}/")
    assert page.locator("h1").inner_text() == "Nothing is answered yet"
    [cookie] = context.cookies()
    assert (cookie["httpOnly"], cookie["sameSite"]) == (True, "Strict")
    context.close()


@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "multipart/form-data"])
def test_a_form_of_the_page_next_door_saves_nothing(
    browser: Browser, served: Served, world: DraftWorld, kind: str
) -> None:
    """Even one that somehow knows every value of the form."""
    fields = {
        "csrf": served.access.form_value,
        "shown": served.shown(f"/items/{ITEM}"),
        "answer": "not-met",
    }
    inputs = "".join(f'<input name="{name}" value="{text}">' for name, text in fields.items())
    action = f'action="http://{served.host}/items/{ITEM}" method="post" enctype="{kind}"'
    html = f"<form id=f {action}>{inputs}</form><script>f.submit()</script>"
    before = _saved(world)
    with in_browser(browser, served) as context, neighbour(html) as address:
        page = context.new_page()
        page.goto(address)
        page.get_by_role("heading", name="This form did not come from this page").wait_for()
    assert _saved(world) == before


READ = """
<h1>next door</h1>
<iframe id=frame src="{page}"></iframe>
<script>
const done = (text) => {{ document.title = text; }};
Promise.allSettled([
  fetch("{page}", {{credentials: "include"}}).then((answer) => answer.text()),
  fetch("{page}undo", {{method: "POST", credentials: "include", body: "commit=x",
    headers: {{"X-Tpm-Control": "guessed"}}}}),
  new Promise((ok, no) => {{
    const script = document.createElement("script");
    script.src = "{page}static/app.js"; script.onload = ok; script.onerror = no;
    document.head.append(script);
  }}),
]).then((all) => done(all.map((each) => each.status).join(" ")));
</script>
"""


def test_the_page_next_door_reads_and_frames_nothing(browser: Browser, served: Served) -> None:
    html = READ.format(page=f"http://{served.host}/")
    with in_browser(browser, served) as context, neighbour(html) as address:
        page = context.new_page()
        page.goto(address)
        page.wait_for_function("() => document.title.split(' ').length === 3")
        assert page.title() == "rejected rejected rejected"
        framed = [each for each in page.frames if each != page.main_frame]
        assert all("Nothing is answered" not in each.content() for each in framed)


def test_a_link_of_another_page_opens_no_session(browser: Browser, served: Served) -> None:
    """A page elsewhere that leads to the page: a strict cookie is not sent along."""
    html = f'<a id=go href="http://{served.host}/">go</a>'
    with in_browser(browser, served) as context, neighbour(html) as address:
        page = context.new_page()
        page.goto(address.replace("127.0.0.1", "localhost"))
        page.locator("#go").click()
        page.get_by_role("heading", name="Open this page from its icon").wait_for()
