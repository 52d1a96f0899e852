"""Programs that a project's checks name, run with care.

An argument list and no shell; empty input; an environment of a few names, so that secrets of a CI
job do not reach what a pull request could have written; a process group of its own, which is
killed when the time is up or the program is done; output cut to a limit.
"""

import os
from collections.abc import Callable, Mapping, Sequence
from typing import IO, TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from subprocess import Popen

OUTPUT_LIMIT = 64 * 1024
# Seconds to wait for output after the end of the program.
_DRAIN = 2.0
_TICK = 0.2
# Seconds that a program may take to stop after it was asked to.
_GRACE = 1.0

_PASSED_ON = frozenset(
    {
        *("PATH", "HOME", "USER", "LOGNAME", "LANG", "LANGUAGE", "TZ"),
        *("TMPDIR", "TEMP", "TMP", "VIRTUAL_ENV"),
        *("SYSTEMROOT", "WINDIR", "COMSPEC", "PATHEXT", "USERPROFILE"),
    }
)


class ProcessResult(NamedTuple):
    """How a program ended.

    `code` is its exit code, negative for the signal that killed it, None if it did not end in time
    or did not start, as `trouble` then tells. `output` is the end of its stdout and stderr, at
    most `OUTPUT_LIMIT` bytes; `cut` if there was more.
    """

    code: int | None
    output: bytes
    cut: bool = False
    trouble: str = ""
    timed_out: bool = False


def allowed(env: Mapping[str, str]) -> dict[str, str]:
    """Return the part of an environment that a program may see."""
    return {
        name: value
        for name, value in env.items()
        if name.upper() in _PASSED_ON or name.startswith("LC_")
    }


def run_program(
    argv: Sequence[str],
    folder: str,
    env: Mapping[str, str],
    timeout: float,
    tick: Callable[[float], object] = float,
) -> ProcessResult:
    """Run a program in `folder` for at most `timeout` seconds.

    `tick` is called regularly with the seconds that it has been running. The rest of its process
    group is killed when this returns or raises.
    """
    import subprocess
    from threading import Thread
    from time import monotonic

    own_group: dict[str, object] = (
        {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP}  # type: ignore[attr-defined,unused-ignore]
        if os.name == "nt"
        else {"start_new_session": True}
    )
    try:
        process: Popen[bytes] = subprocess.Popen(
            list(argv),
            cwd=folder,
            env=allowed(env),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            **own_group,  # type: ignore[call-overload]
        )
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        return ProcessResult(None, b"", trouble=f"{argv[0]} cannot be started: {reason}")
    tail = _Tail()
    # The thread owns the pipe's end, so a grandchild that keeps it open does not block the caller.
    reader = Thread(target=_drain, args=(process.stdout, tail), daemon=True)
    reader.start()
    started = monotonic()
    timed_out = False
    try:
        while True:
            try:
                process.wait(_TICK)
                break
            except subprocess.TimeoutExpired:
                running = monotonic() - started
                tick(running)
                if running >= timeout:
                    timed_out = True
                    break
    finally:
        _stop(process)
    reader.join(_DRAIN)
    output, cut = tail.taken()
    return ProcessResult(
        None if timed_out else process.returncode, output, cut, timed_out=timed_out
    )


class _Tail:
    """The end of the output, and whether there was more."""

    def __init__(self) -> None:
        self._held = bytearray()
        self._cut = False

    def add(self, piece: bytes) -> None:
        self._held += piece
        if len(self._held) > 2 * OUTPUT_LIMIT:
            del self._held[:-OUTPUT_LIMIT]
            self._cut = True

    def taken(self) -> tuple[bytes, bool]:
        held = bytes(self._held)
        return held[-OUTPUT_LIMIT:], self._cut or len(held) > OUTPUT_LIMIT


def _drain(pipe: IO[bytes] | None, tail: _Tail) -> None:
    if pipe is None:
        return
    with pipe:
        while piece := os.read(pipe.fileno(), 1 << 16):
            tail.add(piece)


def _stop(process: "Popen[bytes]") -> None:
    """End the program and its children: first asked to, then killed."""
    import subprocess

    if os.name == "nt":
        if process.poll() is None:
            found = os.path.join(os.environ.get("SYSTEMROOT", ""), "System32", "taskkill.exe")
            stop = [found, "/T", "/F", "/PID", str(process.pid)]
            subprocess.run(stop, capture_output=True, check=False)
        process.wait()
        return
    import signal
    from contextlib import suppress

    if process.poll() is None:
        _signal_group(process.pid, signal.SIGTERM)
        with suppress(subprocess.TimeoutExpired):
            process.wait(_GRACE)
    _signal_group(process.pid, signal.SIGKILL)
    process.wait()


def _signal_group(group: int, number: int) -> None:
    try:
        os.killpg(group, number)
    except (ProcessLookupError, PermissionError):
        # The group is empty; macOS reports EPERM if only zombies are left.
        return
