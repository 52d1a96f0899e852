"""Programs that checks name: their environment, their time, their output, their children."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import pytest

from tpmcli.repo.program import OUTPUT_LIMIT, ProcessResult, allowed, run_program

ENV = {"PATH": os.environ["PATH"], "SYSTEMROOT": os.environ.get("SYSTEMROOT", "")}


def run(
    code: str, folder: Path, timeout: float = 20, env: dict[str, str] | None = None
) -> ProcessResult:
    return run_program([sys.executable, "-c", code], str(folder), env or ENV, timeout)


def test_exit_code_and_output_of_both_streams(tmp_path: Path) -> None:
    done = run(
        "import os; os.write(1, b'out\\n'); os.write(2, b'err\\n'); raise SystemExit(7)", tmp_path
    )
    assert done == ProcessResult(7, b"out\nerr\n")


def test_it_stands_in_the_folder_and_has_nothing_to_read(tmp_path: Path) -> None:
    done = run("import os, sys; print(os.getcwd(), repr(sys.stdin.read()))", tmp_path)
    assert done.output.decode().split() == [os.path.realpath(tmp_path), "''"]


def test_no_shell_takes_the_arguments_apart(tmp_path: Path) -> None:
    argv = [sys.executable, "-c", "import sys; print(sys.argv[1:])", "a b", "$HOME;", "*"]
    done = run_program(argv, str(tmp_path), ENV, 20)
    assert done.output.decode().strip() == "['a b', '$HOME;', '*']"


def test_the_environment_is_a_list_of_names(tmp_path: Path) -> None:
    given = {
        **ENV,
        "HOME": "/home/a",
        "LC_ALL": "C",
        "GITHUB_TOKEN": "secret",
        "AWS_SECRET_ACCESS_KEY": "secret",
        "LD_PRELOAD": "/x.so",
        "PYTHONPATH": "/x",
        "TPM_AS": "a@example.com",
        "GIT_DIR": "/x",
    }
    assert sorted(allowed(given)) == ["HOME", "LC_ALL", "PATH", "SYSTEMROOT"]
    done = run("import os; print(sorted(os.environ))", tmp_path, env=given)
    assert b"secret" not in done.output
    assert b"GITHUB_TOKEN" not in done.output


def test_output_is_cut_at_its_beginning_and_never_blocks(tmp_path: Path) -> None:
    done = run("import sys\nfor n in range(400_000): print(n)\n", tmp_path)
    assert done.code == 0
    assert done.cut
    assert len(done.output) == OUTPUT_LIMIT
    assert done.output.endswith(b"399999\n")


@pytest.mark.parametrize("name", ["no-such-program-here", "./nothing.sh", "bad\0name"])
def test_what_cannot_be_started_says_so(tmp_path: Path, name: str) -> None:
    done = run_program([name], str(tmp_path), ENV, 5)
    assert done.code is None
    assert done.trouble.startswith(f"{name} cannot be started: ")
    assert not done.timed_out


def test_at_the_timeout_the_whole_group_is_killed(tmp_path: Path) -> None:
    mark = tmp_path / "alive"
    child = f"import time; time.sleep(3); open({str(mark)!r}, 'w').close()"
    code = (
        "import signal, subprocess, sys, time\n"
        "signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
        f"subprocess.Popen([sys.executable, '-c', {child!r}])\n"
        "print('begun', flush=True)\n"
        "time.sleep(60)\n"
    )
    ticks: list[float] = []
    argv = [sys.executable, "-c", code]
    started = time.monotonic()
    done = run_program(argv, str(tmp_path), ENV, 1.0, ticks.append)
    assert time.monotonic() - started < 10
    assert done.timed_out
    assert done.code is None
    assert done.output == b"begun\n"
    assert ticks == sorted(ticks)
    assert len(ticks) > 2
    time.sleep(3)
    assert not mark.exists()


def test_a_child_left_behind_does_not_hold_us_up(tmp_path: Path) -> None:
    code = (
        "import subprocess, sys\n"
        "subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])\n"
        "print('done')\n"
    )
    started = time.monotonic()
    done = run(code, tmp_path)
    assert done.code == 0
    assert done.output == b"done\n"
    assert time.monotonic() - started < 10


@pytest.mark.skipif(os.name == "nt", reason="sessions are a notion of POSIX")
def test_even_one_that_left_the_group_does_not_hold_us_up(tmp_path: Path) -> None:
    code = (
        "import subprocess, sys\n"
        "subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(8)'],"
        " start_new_session=True)\n"
        "print('done')\n"
    )
    started = time.monotonic()
    done = run(code, tmp_path)
    assert done == ProcessResult(0, b"done\n")
    assert time.monotonic() - started < 6


@pytest.mark.skipif(os.name == "nt", reason="signals are a notion of POSIX")
def test_a_signal_is_a_negative_code(tmp_path: Path) -> None:
    assert run("import os; os.kill(os.getpid(), 9)", tmp_path).code == -9


def test_an_interruption_ends_the_program_too(tmp_path: Path) -> None:
    mark = tmp_path / "alive"
    code = f"import time; time.sleep(2); open({str(mark)!r}, 'w').close()"

    def interrupt(seconds: float) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_program([sys.executable, "-c", code], str(tmp_path), ENV, 20, interrupt)
    time.sleep(2.2)
    assert not mark.exists()
