"""One machine for every test: what a process inherits from whoever starts the tests is set."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# What finds programs and libraries, places temporary files, and measures or steers the tests.
_KEPT = frozenset(
    {
        *("PATH", "PATHEXT", "SYSTEMROOT", "SYSTEMDRIVE", "WINDIR", "COMSPEC"),
        *("TMPDIR", "TEMP", "TMP", "VIRTUAL_ENV"),
        *("PYTHONPATH", "PYTHONHASHSEED", "PYTHONDONTWRITEBYTECODE"),
    }
)
_KEPT_GROUPS = ("PYTEST_", "HYPOTHESIS_", "COV_", "COVERAGE_", "MUTANT_", "LD_", "DYLD_")


def environment(home: Path) -> dict[str, str]:
    """Return the environment of all tests: of the machine's own only what `_KEPT` names.

    So no test sees the user's git or colours, nor that it runs in CI.
    """
    kept = {
        name: value
        for name, value in os.environ.items()
        if name in _KEPT or name.startswith(_KEPT_GROUPS)
    }
    return {
        **kept,
        "HOME": str(home),
        "USERPROFILE": str(home),
        "LOCALAPPDATA": str(home / "cache"),
        "XDG_CACHE_HOME": str(home / "cache"),
        "XDG_CONFIG_HOME": str(home / "config"),
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "LC_ALL": "C.UTF-8",
        # Fourteen hours ahead, so that a local date is rarely the one in UTC.
        "TZ": "AHEAD-14",
    }


@contextmanager
def clean_machine(home: Path) -> Iterator[None]:
    """Give this process, and what it starts, the environment of all tests, and its old one back.

    A shell that starts the tests in the background has interruptions ignored, and what starts
    there ignores them, too.
    """
    before = dict(os.environ)
    umask = os.umask(0o022)
    interrupted = signal.getsignal(signal.SIGINT)
    if interrupted is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    _set_environment(environment(home))
    try:
        yield
    finally:
        _set_environment(before)
        signal.signal(signal.SIGINT, interrupted)
        os.umask(umask)


def _set_environment(variables: dict[str, str]) -> None:
    os.environ.clear()
    os.environ.update(variables)
    if sys.platform != "win32":
        time.tzset()


def give_up_superuser_rights() -> None:
    """Let permissions bind a child as they bind anyone, from the next program on.

    To be run in the child before that program starts (`preexec_fn`). Changes nothing if the user is
    not the superuser of a Linux.
    """
    if sys.platform == "linux" and os.geteuid() == 0:
        import ctypes

        libc = ctypes.CDLL(None)
        drop_from_the_bounding_set = 24
        for capability in (1, 2, 3):  # to pass over permissions, to read all, to act as the owner
            libc.prctl(drop_from_the_bounding_set, capability, 0, 0, 0)
