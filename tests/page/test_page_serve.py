"""`tpm serve` as a process: one page a project, how it is opened again, and how it ends."""

from __future__ import annotations

import os
import re
import signal
import stat
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from day_world import page_process
from served_page import serving

from tpmcli.model.errors import StorageError, UsageError
from tpmcli.page.opening import open_browser, opening_address
from tpmcli.page.running import Claim
from tpmcli.page.server import Activity, listen
from world.command import COMMAND, Repository
from world.draft import ITEM, DraftWorld


def _serve(world: DraftWorld, *options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, "serve", *options],
        cwd=world.clone.root,
        env=world.env,
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_a_second_opening_finds_the_running_page(world: DraftWorld) -> None:
    with page_process(world) as address:
        base, _, key = address.partition("/open?key=")
        second = _serve(world)
        assert second.returncode == 0, second.stderr
        assert "served already" in second.stderr
        [again] = re.findall(r"http://\S+/open\?key=\S+", second.stderr)
        assert again.startswith(f"{base}/open?key=")
        assert not again.endswith(key)
        with urllib.request.urlopen(again) as answer:
            assert answer.status == 200
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(again)
        assert refused.value.code == 403
        refused.value.close()


def test_a_page_that_died_is_not_taken_for_a_running_one(world: DraftWorld) -> None:
    with page_process(world) as first:
        pass
    with page_process(world) as second:
        assert first.partition("/open")[2] != second.partition("/open")[2]


def test_what_is_written_down_is_private_and_removed(world: DraftWorld) -> None:
    home = world.clone.path(".git/tpm")
    with page_process(world):
        [state] = [each for each in home.glob("*.json") if "control" in each.read_text()]
        assert stat.S_IMODE(state.stat().st_mode) == 0o600
    assert not state.exists()


def test_a_file_that_others_can_read_is_not_believed(world: DraftWorld) -> None:
    claim, other = Claim(str(world.clone.root)), Claim(str(world.clone.root))
    with claim.hold() as held:
        assert held
        path = Path(claim._state)
        path.write_text('{"port": 1, "control": "forged"}')
        path.chmod(0o644)
        with other.hold() as second:
            assert not second
            with pytest.raises(StorageError, match="does not answer"):
                other.find()


def test_the_browser_is_led_by_a_private_file(
    world: DraftWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []

    def note(url: str) -> bool:
        opened.append(url)
        return True

    monkeypatch.setattr("webbrowser.open", note)
    path = Path(Claim(str(world.clone.root)).forwarder)
    assert open_browser(str(path), opening_address("http://127.0.0.1:1", "the-key"))
    assert opened == [path.as_uri()]
    assert "the-key" not in opened[0]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert 'url=http://127.0.0.1:1/open?key=the-key"' in path.read_text()


def test_it_ends_when_nobody_asks_any_more(world: DraftWorld) -> None:
    with serving(world.context(), idle_seconds=0.4) as served:
        thread = threading.Thread(target=lambda: None)
        thread.start()
        assert served.ask("/").status == 200
        time.sleep(1.2)
        with pytest.raises(ConnectionRefusedError):
            served.ask("/")


def test_it_does_not_end_while_something_is_under_way() -> None:
    now = [0.0]
    activity = Activity(lambda: now[0])
    with activity.under_way():
        now[0] = 10_000.0
        assert not activity.is_over(3600)
    now[0] = 13_000.0
    assert not activity.is_over(3600)
    now[0] = 13_601.0
    assert activity.is_over(3600)


def test_an_interruption_while_saving_loses_nothing(world: DraftWorld) -> None:
    """Ctrl-C while a form is on its way: it is saved whole, or not at all."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tpmcli", "serve"],
        cwd=world.clone.root,
        env=world.env,
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        text=True,
    )
    assert process.stderr is not None
    address = next(filter(None, (re.search(r"http://\S+", line) for line in process.stderr)))[0]
    base = address.partition("/open")[0]
    with urllib.request.urlopen(address) as answer:
        cookie = answer.headers["Set-Cookie"].partition(";")[0]

    def ask(path: str, data: bytes | None = None) -> str:
        headers = {"Cookie": cookie, "Origin": base}
        request = urllib.request.Request(f"{base}{path}", data, headers)
        with urllib.request.urlopen(request) as answer:
            return str(answer.read().decode())

    from urllib.parse import urlencode

    from served_page import hidden

    form = ask(f"/items/{ITEM}")
    fields = {"csrf": hidden(form, "csrf"), "shown": hidden(form, "shown"), "answer": "not-met"}
    sending = threading.Thread(target=_quietly, args=(ask, urlencode(fields).encode()))
    sending.start()
    time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    process.stderr.read()
    assert process.wait(30) == 0
    process.stderr.close()
    sending.join()
    draft = world.clone.git("for-each-ref", "--format=%(refname)", "refs/heads/tpm").strip()
    saved = world.clone.git("show", f"{draft}:.tpm/project.yaml")
    assert saved.count("answer: not-met") in (0, 1)
    with page_process(world) as again:
        assert again


def _quietly(ask: object, data: bytes) -> None:
    from contextlib import suppress

    with suppress(OSError):
        ask(f"/items/{ITEM}", data)  # type: ignore[operator]


def test_what_was_merged_meanwhile_is_fetched_at_the_start(world: DraftWorld) -> None:
    newest = _commit_on_main(world)
    with page_process(world):
        for _ in range(100):
            time.sleep(0.1)
            if world.clone.git("rev-parse", "origin/main").strip() == newest:
                break
        else:
            raise AssertionError("main was not fetched")


def _commit_on_main(world: DraftWorld) -> str:
    other = Repository.copy(world.root / "first", world.root / "other")
    other.write("docs/new.md", "# New\n\nWritten meanwhile.\n")
    other.commit("meanwhile")
    other.git("push", "-q", str(world.remote), "main")
    return other.git("rev-parse", "HEAD").strip()


def test_it_listens_on_this_machine_alone() -> None:
    with listen(0) as listening:
        assert listening.getsockname()[0] == "127.0.0.1"
        with pytest.raises(StorageError, match="cannot serve at"):
            listen(listening.getsockname()[1])
    for port in (-1, 65536):
        with pytest.raises(UsageError, match="is not a port"):
            listen(port)


def test_options_that_do_not_fit(world: DraftWorld, tmp_path: Path) -> None:
    assert _serve(world, "--shortcut", "--open").returncode == 2
    assert _serve(world, "--port", "70000").returncode == 2
    outside = tmp_path / "outside"
    outside.mkdir()
    done = _serve(world, "-C", str(outside))
    assert done.returncode == 3, done.stderr


def test_without_its_libraries_the_command_says_what_to_install(
    world: DraftWorld, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from importlib import util

    from tpmcli.cli.main import main

    found = util.find_spec
    monkeypatch.setattr(
        "importlib.util.find_spec", lambda name: None if name == "uvicorn" else found(name)
    )
    monkeypatch.chdir(world.clone.root)
    assert main(["serve"]) == 2
    said = capsys.readouterr().err
    assert "`tpm serve` needs uvicorn" in said
    assert f"→ {sys.executable} -m pip install 'tpmcli[page]'" in said


def test_no_other_command_loads_the_page() -> None:
    code = (
        "import sys; from tpmcli.cli.main import main; main(['status']); main(['report']);"
        "print([n for n in ('starlette', 'uvicorn', 'anyio', 'tpmcli.page') if n in sys.modules])"
    )
    example = Path(__file__).parents[2] / "examples/payments-ledger"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=example, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip().endswith("[]")


def test_the_key_is_in_no_list_of_processes(world: DraftWorld) -> None:
    with page_process(world) as address:
        key = address.partition("key=")[2]
        for each in Path("/proc").glob("[0-9]*/cmdline"):
            try:
                assert key.encode() not in each.read_bytes()
            except OSError:
                continue
    assert os.path.isdir("/proc")
