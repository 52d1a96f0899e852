"""Changes the code one place at a time, and looks whether a test notices.

    pip install -e '.[dev,mutation]'
    python scripts/run_mutants.py                          # every mutant that was not tried yet
    python scripts/run_mutants.py 'tpmcli.text.paths.*'   # these, tried before or not
    python scripts/run_mutants.py --survivors              # those that lived, or are new
    mutmut results; mutmut show NAME                       # what lives, and what was changed

What is changed, and which tests are asked, stands under [tool.mutmut] in pyproject.toml. mutmut
makes the mutants; this tries them. `mutmut run` starts pytest anew for each, which takes longer
than the tests; here they are collected once, and every mutant gets a copy of that process (fork,
hence not on Windows), in which the tests that reach the changed function run, the quick ones
first, up to the first that fails. `--quick 0.3` leaves out those that take longer: for a first
pass, after which `--survivors` asks all.
"""

from __future__ import annotations

import argparse
import contextlib
import gc
import json
import os
import resource
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable
from fnmatch import fnmatchcase
from pathlib import Path

import hypothesis
import pytest
from mutmut import __main__ as mutmut
from mutmut.configuration import config
from mutmut.mutation import trampoline
from mutmut.mutation.data import SourceFileMutationData
from mutmut.state import state
from mutmut.stats import status_by_exit_code
from mutmut.utils.format_utils import mangled_name_from_mutant_name

COPY = Path("mutants").resolve()
REACHED = COPY / "reached.json"
SURVIVED, KILLED, NO_TESTS = 0, 1, 33
TIMEOUT = -signal.SIGXCPU


class Session:
    """A pytest session that collects the tests, and leaves it to `work` to run some of them."""

    def __init__(self, work: Callable[[Session], None]) -> None:
        self.work = work
        self.items: dict[str, pytest.Item] = {}
        self.failed = False

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Does the work, where pytest would run the tests."""
        self.items = {item.nodeid: item for item in session.items}
        self.work(self)
        return True

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Notes that a test failed."""
        self.failed = self.failed or report.failed

    def run(self, names: list[str], seconds: dict[str, float] | None = None) -> bool:
        """Whether these tests pass; ends at the first that does not.

        Where it is known how long each takes, one that takes ten times as long ends the process.
        """
        items = [self.items[name] for name in names]
        for item, following in zip(items, [*items[1:], None], strict=True):
            if seconds is not None:
                most = int(time.process_time() + 3 + 10 * seconds[item.nodeid])
                resource.setrlimit(resource.RLIMIT_CPU, (most, resource.RLIM_INFINITY))
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            if self.failed:
                return False
        return True


def in_session(work: Callable[[Session], None]) -> None:
    """Collects the tests in the copy of the project, and does something with them."""
    settings = config()
    quiet = ["-q", "-s", "--rootdir=.", "--tb=no", "--assert=plain"]
    selection = settings.pytest_add_cli_args_test_selection
    code = pytest.main([*quiet, *settings.pytest_add_cli_args, *selection], plugins=[Session(work)])
    if code:
        sys.exit(f"pytest ended with {code!r}")


def in_a_copy(work: Callable[[], int], seconds: int) -> int:
    """Starts a copy of this process, which ends with what the work returns; its process id.

    It may take so many seconds by the clock, and 4 GiB.
    """
    pid = os.fork()
    if pid:
        return pid
    resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))
    signal.alarm(seconds)
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, 1)
    os.dup2(nothing, 2)
    try:
        code = work()
    except BaseException:  # noqa: BLE001 - whatever a mutant breaks was noticed
        code = KILLED
    os._exit(code)


def put_under_test(mutant: str) -> None:
    """Makes a mutant the code that runs, here and in every program that is started from here."""
    trampoline.set_mutant_under_test(mutant)
    # Asked at every call of every function, and the environment is slow to ask.
    trampoline.get_mutant_under_test = lambda: mutant


def find_reached(session: Session) -> None:
    """Writes which tests reach which function, and how long each takes: runs them, unchanged."""
    reached: dict[str, list[str]] = {}
    seconds: dict[str, float] = {}
    put_under_test("stats")
    for name in session.items:
        hits = state()._stats  # noqa: SLF001 - mutmut has no other word for it
        hits.clear()
        start = time.process_time()
        if not session.run([name]):
            sys.exit(f"fails without any change: {name}")
        seconds[name] = round(time.process_time() - start, 3)
        for function in hits:
            reached.setdefault(function, []).append(name)
    REACHED.write_text(json.dumps({"tests": reached, "seconds": seconds}))


class Trial:
    """Tries mutants, a few at a time, and keeps what came of each where mutmut looks for it."""

    def __init__(self, wanted: Callable[[str, int | None], bool], at_once: int, quick: float):
        self.wanted, self.at_once, self.quick = wanted, at_once, quick
        self.running: dict[int, tuple[SourceFileMutationData, str]] = {}
        self.outcomes: Counter[str] = Counter()
        reached = json.loads(REACHED.read_text())
        self.tests, self.seconds = reached["tests"], reached["seconds"]

    def work(self, session: Session) -> None:
        """Tries what is wanted."""
        gc.freeze()
        for file in mutated_files():
            for mutant, outcome in list(file.exit_code_by_key.items()):
                if self.wanted(mutant, outcome):
                    self.start(session, file, mutant)
        while self.running:
            self.wait()
        print(dict(self.outcomes))

    def start(self, session: Session, file: SourceFileMutationData, mutant: str) -> None:
        """Starts the trial of a mutant as soon as there is room for it."""
        names = self.tests.get(mangled_name_from_mutant_name(mutant), [])
        names = [name for name in names if name in session.items]
        names = [name for name in names if self.seconds[name] <= self.quick]
        if not names:
            self.note(file, mutant, NO_TESTS)
            return
        # What takes next to no time stays in order, so that what tests share is made once.
        names.sort(key=lambda name: max(round(self.seconds[name], 1), 0.1))
        while len(self.running) >= self.at_once:
            self.wait()

        def run() -> int:
            put_under_test(mutant)
            return SURVIVED if session.run(names, self.seconds) else KILLED

        longest = 60 + int(100 * sum(self.seconds[name] for name in names))
        self.running[in_a_copy(run, longest)] = (file, mutant)

    def wait(self) -> None:
        """Waits for one trial to end."""
        pid, status = os.wait()
        code = os.waitstatus_to_exitcode(status)
        late = code in (-signal.SIGALRM, -signal.SIGXCPU, -signal.SIGKILL)
        self.note(*self.running.pop(pid), TIMEOUT if late else code)

    def note(self, file: SourceFileMutationData, mutant: str, code: int) -> None:
        """Keeps an outcome."""
        file.exit_code_by_key[mutant] = code
        file.save()
        self.outcomes[status_by_exit_code[code]] += 1
        if sum(self.outcomes.values()) % 100 == 0:
            print(dict(self.outcomes), flush=True)


def mutated_files() -> list[SourceFileMutationData]:
    """What is known of the mutants of each file."""
    files = []
    for meta in sorted(COPY.rglob("*.py.meta")):
        file = SourceFileMutationData(path=str(meta.relative_to(COPY)).removesuffix(".meta"))
        file.meta_path = meta
        file.load()
        files.append(file)
    return files


def is_older(file: Path, folders: list[str]) -> bool:
    """Whether the file is not there, or older than a Python file in the folders."""
    if not file.exists():
        return True
    made = file.stat().st_mtime
    found = [path for folder in folders for path in Path(folder).rglob("*.py")]
    return any(path.stat().st_mtime > made for path in found)


def main() -> None:
    """Makes the mutants that are new, finds the tests that reach them, and tries them."""
    parser = argparse.ArgumentParser(description="see the head of this file")
    parser.add_argument("mutants", nargs="*", help="names, with * for any letters")
    parser.add_argument("--survivors", action="store_true", help="those that lived, or are new")
    parser.add_argument("--children", type=int, default=2, help="how many at once")
    parser.add_argument("--quick", type=float, default=600.0, help="leave out slower tests, in s")
    arguments = parser.parse_args()

    def wanted(mutant: str, outcome: int | None) -> bool:
        if arguments.survivors:
            return outcome in (None, SURVIVED, NO_TESTS)
        if arguments.mutants:
            return any(fnmatchcase(mutant, pattern) for pattern in arguments.mutants)
        return outcome is None

    trampoline.set_mutant_under_test("mutant_generation")
    COPY.mkdir(exist_ok=True)
    with open(os.devnull, "w", encoding="utf-8") as nowhere, contextlib.redirect_stdout(nowhere):
        mutmut.copy_src_dir()
        mutmut.copy_also_copy_files()
        mutmut.setup_source_paths()
        mutmut.create_mutants(arguments.children)
    stale = is_older(REACHED, ["src", "tests"])
    os.chdir(COPY)
    os.environ["PYTHONPATH"] = str(COPY / "src")
    # The same examples every time, and no time limits: the changed code is slower.
    hypothesis.settings.register_profile(
        "mutants", database=None, deadline=None, derandomize=True, max_examples=50
    )
    hypothesis.settings.load_profile("mutants")
    put_under_test("")
    if stale:
        pid = os.fork()
        if pid == 0:
            in_session(find_reached)
            os._exit(0)
        if os.waitpid(pid, 0)[1]:
            sys.exit("the tests fail without any change")
    in_session(Trial(wanted, arguments.children, arguments.quick).work)


if __name__ == "__main__":
    main()
