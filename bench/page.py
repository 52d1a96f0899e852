"""Measures the local page: `python bench/page.py` rewrites its table in docs/performance.md.

From starting `tpm serve` to the first page, and from a form to its answer, on the example project
with a bare remote beside it. Needs git and the extra `page`; no network, no browser.
"""

from __future__ import annotations

import argparse
import http.client
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from html import unescape
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from measure import clean_environment

TOP = Path(__file__).resolve().parents[1]
PAGE = TOP / "docs" / "performance.md"
BEGIN, END = "<!-- page: begin -->\n", "<!-- page: end -->\n"
ITEM = "/items/development.roadmap-current"
SCREENS = {
    "the overview": "/",
    "an item with its evidence": "/items/architecture.ledger-invariants-enforced",
    "the sign-off of a phase": "/sign/architecture",
    "the history": "/history",
    "what is in the draft": "/propose",
}


def main() -> None:
    """Measures, prints the table and writes it into the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7, help="rounds of everything")
    rounds = parser.parse_args().rounds
    times: dict[str, list[float]] = {}
    for _ in range(rounds):
        with tempfile.TemporaryDirectory(prefix="tpm-bench-") as work:
            for name, seconds in _round(Path(work)):
                times.setdefault(name, []).append(seconds)
    base = statistics.median(times.pop("pass"))
    lines = ["| step | x `pass` | ms |", "|---|---|---|"]
    for name, each in times.items():
        median = statistics.median(each)
        lines.append(f"| {name} | {median / base:.1f} | {1000 * median:,.0f} |")
    text = "\n".join(lines) + "\n"
    print(text)
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    PAGE.write_text(f"{before}{BEGIN}{text}{END}{after}", encoding="utf-8")


def _round(work: Path) -> Iterator[tuple[str, float]]:
    project = _project(work)
    passing = [sys.executable, "-c", "pass"]
    yield "pass", _timed(lambda: subprocess.run(passing, check=True))
    start = time.perf_counter()
    with _served(project) as page:
        page.ask("/")
        yield "`tpm serve` to the first page", time.perf_counter() - start
        for name, path in SCREENS.items():
            yield name, _timed(partial(page.ask, path))
        form = page.ask(ITEM)
        fields = {"answer": "not-met", "note": "measured", **_hidden(form)}
        yield "an answer, from the form to its commit", _timed(lambda: page.send(ITEM, fields))
        shown = _hidden(page.ask("/propose"))
        yield (
            "proposing, to a remote on the same disk",
            _timed(lambda: page.send("/propose", shown)),
        )


def _timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _project(work: Path) -> Path:
    """Return a clone of the example, of which everything is pushed to a bare repository."""
    project = work / "project"
    shutil.copytree(TOP / "examples" / "payments-ledger", project)

    def git(*words: str) -> None:
        subprocess.run(["git", *words], cwd=project, check=True, env=clean_environment())

    git("init", "-q", "--bare", "-b", "main", str(work / "remote.git"))
    git("init", "-q", "-b", "main")
    for name, value in {
        "user.name": "Ana",
        "user.email": "pm@example.com",
        "tpm.protocols": "file",
    }.items():
        git("config", name, value)
    git("add", "-A")
    git("commit", "-qm", "the example")
    git("remote", "add", "origin", str(work / "remote.git"))
    git("push", "-q", "origin", "main")
    git("fetch", "-q")
    return project


class _Page:
    """A page that is served, and the cookie of a browser that opened it."""

    def __init__(self, address: str) -> None:
        self._host = urlsplit(address).netloc
        self._cookie = ""
        self._cookie = self._request("GET", address.partition(self._host)[2])[1]

    def ask(self, path: str) -> str:
        return self._request("GET", path)[0]

    def send(self, path: str, fields: dict[str, str]) -> None:
        self._request("POST", path, urlencode(fields))

    def _request(self, method: str, path: str, body: str | None = None) -> tuple[str, str]:
        headers = {"Cookie": self._cookie, "Origin": f"http://{self._host}"}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection = http.client.HTTPConnection(self._host, timeout=60)
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        text = answer.read().decode()
        connection.close()
        if answer.status not in (200, 303):
            raise RuntimeError(f"{method} {path}: {answer.status}")
        return text, (answer.getheader("Set-Cookie") or "").partition(";")[0]


@contextmanager
def _served(project: Path) -> Iterator[_Page]:
    process = subprocess.Popen(
        [sys.executable, "-m", "tpmcli", "serve"],
        cwd=project,
        env=clean_environment(),
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        text=True,
    )
    if process.stderr is None:
        raise RuntimeError("the page has no output")
    found = (re.search(r"http://\S+", line) for line in process.stderr)
    address = next(filter(None, found))[0]
    try:
        yield _Page(address)
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=30)


def _hidden(text: str) -> dict[str, str]:
    """Return the hidden fields of the last form of a screen."""
    found = re.findall(r'<input type="hidden" name="(csrf|shown)" value="([^"]*)"', text)
    return {name: unescape(value) for name, value in found}


if __name__ == "__main__":
    main()
