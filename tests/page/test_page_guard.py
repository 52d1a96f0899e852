"""Attacks on the server of the page, over raw sockets: none of them gets through.

Each attack is a request; the page must refuse it with the status that is named, and the record must
be as it was. Another test sends the honest request, which is accepted.
"""

from __future__ import annotations

import re
import socket
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlencode

import pytest
from served_page import Served, multipart, serving

from tpmcli.page import guard, limits
from tpmcli.page.connections import LimitedProtocol
from tpmcli.page.guard import HEADERS
from tpmcli.render.page import BASE_STYLE, asset
from world.draft import ITEM, DraftWorld

ANSWER = {"answer": "not-met", "note": "written by the attacker"}


def _record(world: DraftWorld) -> str:
    """Return everything that was saved, on every branch."""
    return world.clone.git("for-each-ref", "refs/heads", "--format=%(refname) %(tree)")


def _forged(served: Served, **more: str) -> Callable[[], int]:
    """Return a form that would be saved, but for the headers that are given."""

    def send() -> int:
        fields = {**ANSWER, "shown": served.shown(f"/items/{ITEM}")}
        return served.post(f"/items/{ITEM}", fields, **more).status

    return send


def test_the_honest_form_is_saved(served: Served, world: DraftWorld) -> None:
    before = _record(world)
    assert _forged(served)() == 303
    assert _record(world) != before


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "http://127.0.0.1:1"},
        {"Origin": "http://localhost:{port}"},
        {"Origin": "https://127.0.0.1:{port}"},
        {"Origin": "null"},
        {"Origin": ""},
        {"Origin": "http://127.0.0.1:{port}.evil.example"},
        {"Sec_Fetch_Site": "same-site"},
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "none"},
    ],
    ids=lambda headers: " ".join(f"{name}={value}" for name, value in headers.items()),
)
def test_forms_of_other_pages_save_nothing(
    served: Served, world: DraftWorld, headers: dict[str, str]
) -> None:
    before = _record(world)
    sent = {name: value.format(port=served.port) for name, value in headers.items()}
    assert _forged(served, **sent)() == 403
    assert _record(world) == before


@pytest.mark.parametrize("value", ["", "guessed", "0" * 43])
def test_a_form_without_the_page_s_own_value_saves_nothing(
    served: Served, world: DraftWorld, value: str
) -> None:
    before = _record(world)
    fields = {**ANSWER, "shown": served.shown(f"/items/{ITEM}"), "csrf": value}
    assert served.post(f"/items/{ITEM}", fields).status == 403
    assert _record(world) == before


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:{port}",
        "127.0.0.1",
        "127.0.0.1:1",
        "localhost",
        "127.0.0.1.evil.example:{port}",
        "localhost.evil.example:{port}",
        "[::1]:{port}",
        "127.1:{port}",
        "0.0.0.0:{port}",
        "127.0.0.1:{port}@evil.example",
        "LOCALHOST.:{port}",
        "",
    ],
)
def test_other_names_of_the_machine_are_refused(served: Served, host: str) -> None:
    answer = served.ask("/", host=host.format(port=served.port))
    assert answer.status == 421
    assert "Ledger" not in answer.text


def test_both_names_of_the_machine_are_served(served: Served) -> None:
    for host in (f"127.0.0.1:{served.port}", f"localhost:{served.port}"):
        assert served.ask("/", host=host).status == 200


@pytest.mark.parametrize(
    "cookie",
    [
        "",
        "tpm-1=guessed",
        "tpm-{port}=guessed",
        "tpm-{port}=",
        "tpm-{other}={value}",
        "tpm={value}",
        "x={value}",
        "tpm-{port}={value}x",
        "TPM-{port}={value}",
    ],
)
def test_other_cookies_open_nothing(served: Served, cookie: str) -> None:
    value = served.cookie.partition("=")[2]
    words = {"port": served.port, "other": served.port + 1, "value": value}
    answer = served.ask("/", cookie=cookie.format(**words) or " ")
    assert answer.status == 403
    assert "Ledger" not in answer.text


def test_the_right_cookie_counts_beside_others(served: Served) -> None:
    other = f"a=b; tpm-{served.port}=tossed; {served.cookie}; c=d"
    assert served.ask("/", cookie=other).status == 200


def test_a_key_opens_the_page_once(served: Served) -> None:
    key = served.access.new_key()
    first = served.ask(f"/open?key={key}", cookie="")
    assert first.status == 200
    [cookie] = first.headers("set-cookie")
    assert cookie.endswith("; HttpOnly; SameSite=Strict; Path=/")
    again = served.ask(f"/open?key={key}", cookie="")
    assert again.status == 403
    assert not again.headers("set-cookie")


def test_a_key_is_over_after_a_minute(world: DraftWorld) -> None:
    from tpmcli.page.access import Access

    now = [0.0]
    access = Access(1, lambda: now[0])
    key, later = access.new_key(), access.new_key()
    now[0] = 60.0
    assert not access.redeem(key)
    now[0] = 59.9
    assert access.redeem(later)
    assert not access.redeem(later)


@pytest.mark.parametrize("query", ["", "?key=", "?key=guessed", "?key=a&key=b", "?other=1"])
def test_no_key_opens_nothing(served: Served, query: str) -> None:
    answer = served.ask(f"/open{query}", cookie="")
    assert answer.status == 403
    assert not answer.headers("set-cookie")


def test_a_key_is_not_redeemed_by_a_form(served: Served) -> None:
    key = served.access.new_key()
    assert served.ask(f"/open?key={key}", "POST", cookie="").status == 403
    assert served.ask(f"/open?key={key}", cookie="").status == 200


@pytest.mark.parametrize(
    "headers",
    [
        (),
        ("X-Tpm-Control: guessed",),
        ("X-Tpm-Control: {control}", "Origin: http://evil.example"),
        ("X-Tpm-Control: {control}", "Sec-Fetch-Site: same-origin"),
        ("X-Tpm-Control: {control}", "X-Tpm-Control: {control}"),
    ],
)
def test_only_a_second_tpm_gets_another_key(served: Served, headers: tuple[str, ...]) -> None:
    control = served.access.control
    sent = tuple(each.format(control=control) for each in headers)
    assert served.ask("/again", "POST", headers=sent).status == 403
    assert served.ask("/again", headers=sent).status == 403


def test_a_second_tpm_gets_another_key(served: Served) -> None:
    headers = (f"X-Tpm-Control: {served.access.control}",)
    assert served.ask("/again", "POST", cookie="", headers=headers).status == 200


@pytest.mark.parametrize("path", ["/", "/nothing", "/static/style.css", "/open", "/items/../.."])
def test_every_answer_carries_every_header(served: Served, path: str) -> None:
    for cookie in (None, " "):
        answer = served.ask(path, cookie=cookie)
        for name, value in HEADERS.items():
            assert answer.headers(name) == [value], name
        assert not answer.headers("access-control-allow-origin")
        assert not answer.headers("server")


@pytest.mark.parametrize("method", ["OPTIONS", "PUT", "DELETE", "TRACE", "CONNECT", "PATCH"])
def test_other_methods_are_refused(served: Served, method: str) -> None:
    origin = ("Origin: http://evil.example", "Access-Control-Request-Method: POST")
    answer = served.ask("/", method, headers=origin)
    assert answer.status in (400, 405)
    assert not answer.headers("access-control-allow-origin")


def test_reading_changes_nothing(served: Served, world: DraftWorld) -> None:
    served.ask("/")
    before = _record(world)
    for path in (f"/items/{ITEM}?answer=met", "/undo", "/propose", "/waivers/withdraw", "/update"):
        served.ask(path)
    assert _record(world) == before


FRAMINGS = {
    "two lengths": b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello",
    "length and chunks": b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /x",
    "chunks": b"Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
    "a length with a sign": b"Content-Length: +5\r\n\r\nhello",
    "a length that is none": b"Content-Length: five\r\n\r\n",
    "a folded header": b"X: a\r\n Host: evil.example\r\nContent-Length: 0\r\n\r\n",
    "two hosts": b"Host: evil.example\r\nContent-Length: 0\r\n\r\n",
    "a blank before the colon": b"Content-Length : 0\r\n\r\n",
    "a line feed alone": b"X: a\nSet-Cookie: b\r\n\r\n",
    "a null": b"X: a\0b\r\n\r\n",
}


@pytest.mark.parametrize("name", FRAMINGS)
def test_framing_that_can_be_read_in_two_ways_is_refused(
    served: Served, world: DraftWorld, name: str
) -> None:
    before = _record(world)
    head = f"POST /undo HTTP/1.1\r\nHost: {served.host}\r\nCookie: {served.cookie}\r\n"
    answer = served.send(head.encode() + b"Connection: close\r\n" + FRAMINGS[name])
    assert answer.status in (400, 403, 413, 421), answer.head
    assert answer.raw.count(b"HTTP/1.1 ") == 1
    assert _record(world) == before


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py",
        "/static/..%2f..%2fguard.py",
        "/static/%2e%2e/guard.py",
        "/static/style.css%00.html",
        "/static//etc/passwd",
        "/items/..%2f..%2f.tpm%2fpolicy.yaml",
        "/items/%2e%2e",
        "//evil.example/",
        "/items/" + "a" * 3000,
        "/%ff%fe",
        "/sign/..%2fx",
        "/decide/%3Cscript%3E",
        "/items?phase=../../x",
    ],
)
def test_no_path_leads_out(served: Served, path: str) -> None:
    answer = served.ask(path)
    assert answer.status in (400, 404)
    for secret in ("root:", "class Guard", "schema: tpm", "<script>alert"):
        assert secret not in answer.text


@pytest.mark.parametrize(
    "path", ["/?saved=%0d%0aSet-Cookie:+a=b", "/items/x%0d%0aSet-Cookie:%20a=b", "/?x=%0aX:1"]
)
def test_no_header_is_injected(served: Served, path: str) -> None:
    answer = served.ask(path)
    assert not answer.headers("set-cookie")
    assert not answer.headers("x")


def test_no_header_is_injected_by_a_form(served: Served) -> None:
    answer = served.post(f"/items/{ITEM}", {**ANSWER, "shown": "x\r\nSet-Cookie: a=b"})
    assert not answer.headers("set-cookie")
    assert answer.status == 409


TEMPLATES = ("{{ 7*7 }}", "{% raw %}", "<script>alert(1)</script>", '"><img src=x onerror=y>')


@pytest.mark.parametrize("text", TEMPLATES)
def test_what_is_typed_is_shown_as_text(served: Served, text: str) -> None:
    path = f"/items/{ITEM}"
    fields = {"answer": "not-met", "note": text, "due": "tomorrow", "owner": "", "new-link": text}
    answer = served.post(path, {**fields, "shown": served.shown(path)})
    assert answer.status == 422
    assert text not in answer.text.replace("<script src", "") or text.startswith("{")
    assert "<script>alert" not in answer.text
    assert "<img" not in answer.text
    assert "49" not in answer.text.replace(served.access.form_value, "").partition("<main")[2]


def test_a_name_with_markup_is_text_on_every_screen(tmp_path: Path) -> None:
    world = DraftWorld.begin(tmp_path)
    name = "<script>alert(1)</script>{{7*7}}\u202e"
    world.clone.git("config", "user.name", name)
    with serving(world.context()) as served:
        path = f"/items/{ITEM}"
        assert served.post(path, {**ANSWER, "shown": served.shown(path)}).status == 303
        for each in ("/", "/items", path, "/sign", "/decide", "/history", "/people", "/propose"):
            text = served.ask(each).text
            assert "<script>alert" not in text, each
            assert "\u202e" not in text, each


# slow and huge


def test_a_body_that_is_announced_too_large_is_refused_at_once(served: Served) -> None:
    for path, length in (("/undo", limits.FORM + 1), (f"/items/{ITEM}", 2 * 1024**3)):
        lines = [f"POST {path} HTTP/1.1", f"Host: {served.host}", f"Cookie: {served.cookie}"]
        lines += [*served.own(), f"Content-Length: {length}", "Connection: close"]
        answer = served.send("\r\n".join(lines).encode() + b"\r\n\r\n" + b"x" * 1000)
        assert answer.status == 413


def test_a_form_beyond_a_megabyte_is_refused(served: Served, world: DraftWorld) -> None:
    before = _record(world)
    fields = {**ANSWER, "note": "x" * (limits.FORM + 1)}
    body = urlencode({"csrf": served.access.form_value, **fields}).encode()
    answer = served.ask(f"/items/{ITEM}", "POST", headers=served.own(), body=body)
    assert answer.status == 413
    assert _record(world) == before


def test_a_field_of_a_form_with_files_has_the_same_limit(served: Served) -> None:
    fields = {**ANSWER, "note": "x" * (limits.FORM + 1)}
    assert served.upload(f"/items/{ITEM}", fields, []).status == 413


def test_many_fields_are_refused(served: Served) -> None:
    fields = {f"f{number}": "" for number in range(limits.FIELDS + 2)}
    assert served.post("/undo", fields).status == 413


def test_a_file_beyond_the_limit_is_refused(served: Served, world: DraftWorld) -> None:
    before = _record(world)
    large = b"x" * (limits.UPLOAD + 1)
    assert served.upload(f"/items/{ITEM}", ANSWER, [("large.txt", large)]).status == 413
    assert _record(world) == before


def test_more_files_than_ten_are_refused(served: Served) -> None:
    files = [(f"{number}.txt", b"x") for number in range(limits.UPLOADS + 1)]
    assert served.upload(f"/items/{ITEM}", ANSWER, files).status == 413


def test_files_are_taken_only_where_they_are_asked_for(served: Served) -> None:
    large = b"x" * (2 * limits.FORM)
    assert served.upload("/undo", {}, [("a.txt", large)]).status == 413


@pytest.mark.parametrize(
    "body",
    [b"", b"--", b"garbage", multipart({}, [])[:-9], b"\r\n" * 1000],
    ids=["empty", "dashes", "garbage", "cut", "lines"],
)
def test_a_broken_form_is_refused(served: Served, body: bytes) -> None:
    kind = served.own(Content_Type="multipart/form-data; boundary=----the-boundary")
    status = served.ask(f"/items/{ITEM}", "POST", headers=kind, body=body).status
    assert status in (400, 403)
    kind = served.own(Content_Type="text/plain")
    assert served.ask(f"/items/{ITEM}", "POST", headers=kind, body=body).status == 400


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """Half a second instead of thirty, and four connections instead of sixteen."""
    monkeypatch.setattr(LimitedProtocol, "most_seconds", 0.5)
    monkeypatch.setattr(LimitedProtocol, "most_connections", 4)


def _is_cut(connection: socket.socket, within: float) -> bool:
    connection.settimeout(within)
    try:
        while connection.recv(4096):
            pass
    except ConnectionResetError:
        return True
    except TimeoutError:
        return False
    return True


@pytest.mark.usefixtures("hasty")
@pytest.mark.parametrize(
    "start",
    [
        b"",
        b"GET / HT",
        b"GET / HTTP/1.1\r\nHost: x\r\nX-A: ",
        (
            b"POST /undo HTTP/1.1\r\nHost: {host}\r\nCookie: {cookie}\r\nOrigin: http://{host}\r\n"
            b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 100\r\n\r\ncsrf"
        ),
    ],
    ids=["nothing", "half a line", "half a head", "half a body"],
)
def test_who_sends_slowly_is_cut_off(served: Served, start: bytes) -> None:
    data = start.replace(b"{host}", served.host.encode())
    data = data.replace(b"{cookie}", served.cookie.encode())
    with socket.create_connection(("127.0.0.1", served.port)) as connection:
        connection.sendall(data)
        for _ in range(4):
            time.sleep(0.2)
            try:
                connection.sendall(b"x")
            except (BrokenPipeError, ConnectionResetError):
                break
        assert _is_cut(connection, 2)
    assert served.ask("/").status == 200


@pytest.mark.usefixtures("hasty")
def test_who_reads_nothing_is_cut_off(served: Served) -> None:
    asked = f"GET /static/style.css HTTP/1.1\r\nHost: {served.host}\r\n\r\n".encode()
    with socket.socket() as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        connection.connect(("127.0.0.1", served.port))
        # So many answers fill every buffer on the way.
        try:
            connection.settimeout(3)
            for _ in range(400):
                connection.sendall(asked)
        except (TimeoutError, BrokenPipeError, ConnectionResetError):
            pass
        time.sleep(1.5)
        assert not served.server.server_state.connections
    assert served.ask("/").status == 200


@pytest.mark.usefixtures("hasty")
def test_many_connections_do_not_keep_the_person_out(served: Served) -> None:
    held = [socket.create_connection(("127.0.0.1", served.port)) for _ in range(40)]
    try:
        assert served.ask("/").status == 200
        assert len(served.server.server_state.connections) <= 5
    finally:
        for each in held:
            each.close()


def test_the_log_holds_no_secret(served: Served) -> None:
    key = served.access.new_key()
    served.ask(f"/open?key={key}", cookie="")
    served.post(f"/items/{ITEM}", {**ANSWER, "note": "confidential"})
    served.ask("/items/%1b[31m%0aGET")
    log = "\n".join(served.log)
    secrets = (key, served.cookie.partition("=")[2], served.access.form_value, "confidential")
    assert not [each for each in (*secrets, served.access.control) if each in log]
    assert f"POST /items/{ITEM} 409" in served.log


def test_the_log_is_one_line_a_request(served: Served, capsys: pytest.CaptureFixture[str]) -> None:
    from tpmcli.page.guard import log

    log("GET /items/\x1b[31m\nGET /forged 200")
    assert capsys.readouterr().err == "GET /items/\\x1b[31m GET /forged 200\n"


def test_the_style_sheet_begins_with_that_of_the_other_pages(served: Served) -> None:
    style, shared = served.ask("/static/style.css").text, asset(BASE_STYLE)
    assert style.startswith(shared)
    own = style.removeprefix(shared)
    assert re.findall(r"--[\w-]+:", own) == []
    assert _style_rules(shared) & _style_rules(own) == set()


def _style_rules(style: str) -> set[str]:
    """Return each selector with what is set for it."""
    return {" ".join(rule.split()) for rule in re.findall(r"[^{}]+\{[^{}]*\}", style)}


TEMPLATES_OF_THE_PAGE = sorted((Path(guard.__file__).parent / "templates").glob("*.html"))


@pytest.mark.parametrize("template", TEMPLATES_OF_THE_PAGE, ids=lambda path: path.name)
def test_a_template_escapes_everything_and_holds_no_code(template: Path) -> None:
    text = template.read_text(encoding="utf-8")
    bad = r"\|\s*safe|autoescape|<script(?! src=)|<style|\sstyle=|\son[a-z]+=|javascript:|https?://(?!\")"
    assert re.findall(bad, text) == []
    # Every form that changes something carries the page's own value.
    forms = re.findall(r'<form method="post".*?</form>', text, re.DOTALL)
    assert all("hidden(csrf" in form or 'name="csrf"' in form for form in forms)
    assert text.count('method="post"') == len(forms)
