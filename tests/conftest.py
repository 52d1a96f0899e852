"""What is made once for a whole run, and the figures behind `docs/reliability.md`.

With ``--reliability FILE`` every test's outcome, duration and recorded figures (pytest's
``record_property``) are written to a JSON file, which `scripts/measure_reliability.py` turns into
the table.

With ``--write-expected`` the files of expected output are written anew, not compared: read the
difference before it is committed.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from clean_machine import clean_machine
from tpmcli.store.checklists import shipped

# Before it is imported: a failure shows the difference.
pytest.register_assert_rewrite("world.expected")

from world.expected import Expected  # noqa: E402

Once = Callable[[str, Callable[[Path], object]], Path]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--reliability", metavar="FILE", help="write what every test showed to FILE, as JSON"
    )
    parser.addoption(
        "--write-expected",
        action="store_true",
        help="write the files of expected output anew, not compared",
    )


def pytest_configure(config: pytest.Config) -> None:
    file = config.getoption("--reliability")
    # Under xdist the workers send their reports to the process that started them.
    if file and not hasattr(config, "workerinput"):
        config.pluginmanager.register(Figures(Path(file)), "figures")


@pytest.fixture(autouse=True, scope="session")
def _clean_machine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The same surroundings for every test on every machine."""
    with clean_machine(tmp_path_factory.mktemp("home")):
        yield


@pytest.fixture(scope="session")
def expected(pytestconfig: pytest.Config) -> Expected:
    """Compares with files of expected output; with ``--write-expected`` it writes them."""
    return Expected(write=pytestconfig.getoption("--write-expected"))


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Once:
    """Fills a folder of that name once, whichever worker of a parallel run needs it first.

    Whoever asks gets the same folder, and changes nothing in it.
    """
    root = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        root = root.parent

    def made(name: str, fill: Callable[[Path], object]) -> Path:
        folder, done = root / f"once-{name}", root / f"once-{name}.done"
        with FileLock(root / f"once-{name}.lock"):
            if not done.exists():
                shutil.rmtree(folder, ignore_errors=True)
                folder.mkdir()
                fill(folder)
                done.touch()
        return folder

    return made


_READ_ONCE = cache(shipped.document)


@pytest.fixture
def checklists_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """For tests of many commands in one process: the shipped checklists, which never change, are
    read and compared with their format once for all of them.
    """
    monkeypatch.setattr(shipped, "document", _READ_ONCE)


class Figures:
    """Collects the reports of a run."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.tests: dict[str, dict[str, Any]] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Notes how a test, its preparation or its clearing up ended."""
        test = self.tests.setdefault(
            report.nodeid,
            {
                "outcome": "passed",
                "seconds": 0.0,
                "figures": {},
                "soak": "soak" in report.keywords,
            },
        )
        test["seconds"] += report.duration
        if not report.passed:
            test["outcome"] = report.outcome
        if report.when == "call":
            test["figures"] = dict(report.user_properties)

    def pytest_sessionfinish(self) -> None:
        """Writes the file."""
        self.file.write_text(json.dumps(self.tests, indent=1, sort_keys=True), encoding="utf-8")
