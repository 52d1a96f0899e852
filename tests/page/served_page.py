"""The local page of a project, served in this process, and asked over raw sockets."""

from __future__ import annotations

import re
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import unescape

from tpmcli.app.context import CommandContext
from tpmcli.page.access import Access
from tpmcli.page.server import Activity, PageServer, listen
from tpmcli.page.site import Site
from world.command import Repository
from world.draft import DraftWorld
from world.people import PM

BOUNDARY = "----the-boundary"


@dataclass
class Answer:
    """What came back over a socket: empty if the connection was cut."""

    raw: bytes

    @property
    def status(self) -> int:
        """The status, 0 if there was none."""
        found = re.match(rb"HTTP/1\.1 (\d{3})", self.raw)
        return int(found[1]) if found else 0

    @property
    def head(self) -> str:
        """The headers."""
        return self.raw.partition(b"\r\n\r\n")[0].decode("latin-1")

    @property
    def text(self) -> str:
        """The body."""
        return self.raw.partition(b"\r\n\r\n")[2].decode("utf-8", "replace")

    def headers(self, name: str) -> list[str]:
        """Every value of a header."""
        lines = (line.partition(":") for line in self.head.split("\r\n")[1:])
        return [value.strip() for key, _, value in lines if key.lower() == name.lower()]


@dataclass
class Served:
    """A page that is served, with a browser's cookie once it was opened."""

    port: int
    access: Access
    activity: Activity
    server: PageServer
    log: list[str] = field(default_factory=list)
    cookie: str = ""

    @property
    def host(self) -> str:
        """The address, as `Host` names it."""
        return f"127.0.0.1:{self.port}"

    def send(self, data: bytes, wait: float = 20) -> Answer:
        """Send bytes as they are, and return everything that comes back."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=wait) as connection:
            connection.sendall(data)
            return Answer(_all(connection))

    def ask(
        self,
        path: str,
        method: str = "GET",
        *,
        host: str | None = None,
        cookie: str | None = None,
        headers: tuple[str, ...] = (),
        body: bytes = b"",
    ) -> Answer:
        """Send one request, with the right host and cookie unless others are given."""
        sent = self.cookie if cookie is None else cookie
        lines = [
            f"{method} {path} HTTP/1.1",
            f"Host: {self.host if host is None else host}",
            *([f"Cookie: {sent}"] if sent else []),
            *headers,
            *([f"Content-Length: {len(body)}"] if body else []),
            "Connection: close",
        ]
        return self.send("\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body)

    def open(self) -> None:
        """Open the page as the browser does."""
        answer = self.ask(f"/open?key={self.access.new_key()}", cookie="")
        assert answer.status == 200, answer.head
        [cookie] = answer.headers("set-cookie")
        self.cookie = cookie.partition(";")[0]

    def own(self, **more: str) -> tuple[str, ...]:
        """Return the headers that a browser sends with a form of this page."""
        found = {
            "Origin": f"http://{self.host}",
            "Sec-Fetch-Site": "same-origin",
            "Content-Type": "application/x-www-form-urlencoded",
            **{name.replace("_", "-"): value for name, value in more.items()},
        }
        return tuple(f"{name}: {value}" for name, value in found.items() if value)

    def post(self, path: str, fields: dict[str, str], **more: str) -> Answer:
        """Send a form of this page."""
        from urllib.parse import urlencode

        body = urlencode({"csrf": self.access.form_value, **fields}).encode()
        return self.ask(path, "POST", headers=self.own(**more), body=body)

    def upload(
        self, path: str, fields: dict[str, str], files: list[tuple[str, bytes]], **more: str
    ) -> Answer:
        """Send a form with files."""
        body = multipart({"csrf": self.access.form_value, **fields}, files)
        kind = f"multipart/form-data; boundary={BOUNDARY}"
        return self.ask(path, "POST", headers=self.own(Content_Type=kind, **more), body=body)

    def shown(self, path: str) -> str:
        """Return the digest that the form at an address was drawn with."""
        return hidden(self.ask(path).text, "shown")


def hidden(text: str, name: str) -> str:
    """Return the value of a hidden field."""
    found = re.search(rf'<input type="hidden" name="{name}" value="([^"]*)"', text)
    assert found, f"no field {name}"
    return unescape(found[1])


def multipart(fields: dict[str, str], files: list[tuple[str, bytes]]) -> bytes:
    """Return a form with files, as a browser encodes it."""
    parts = [
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in fields.items()
    ]
    for name, content in files:
        head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="{name}"'
        parts.append(f"{head}\r\nContent-Type: text/plain\r\n\r\n".encode() + content + b"\r\n")
    return b"".join(parts) + f"--{BOUNDARY}--\r\n".encode()


def _all(connection: socket.socket) -> bytes:
    data = b""
    try:
        while piece := connection.recv(65536):
            data += piece
    except ConnectionResetError:
        pass
    return data


@contextmanager
def serving(
    context: CommandContext, *, opened: bool = True, idle_seconds: float = 3600
) -> Iterator[Served]:
    """Serve the page of the project around a folder, in a thread of this process."""
    listening = listen(0)
    port = listening.getsockname()[1]
    access, activity = Access(port, time.monotonic), Activity()
    log: list[str] = []
    site = Site(context, access, activity, log.append)
    server = PageServer(site.application(), activity, idle_seconds)
    thread = threading.Thread(target=server.serve_on, args=(listening,), daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.005)
    served = Served(port, access, activity, server, log)
    try:
        if opened:
            served.open()
        yield served
    finally:
        server.should_exit = True
        thread.join(30)
        listening.close()


def push(world: DraftWorld, item: str, *answer: str, by: str = PM) -> None:
    """Let somebody else answer an item on main."""
    other = Repository.copy(world.root / "first", world.root / f"other-{item}")
    other.git("remote", "add", "origin", str(world.remote))
    other.git("pull", "-q", "origin", "main")
    other.ok("answer", item, *answer, "--as", by, "-q")
    other.commit(f"answer {item}")
    other.git("push", "-q", "origin", "main")
