"""What was run, for how long and at which size: the figures behind `docs/reliability.md`.

With ``--reliability FILE`` every test's outcome, duration and recorded figures (pytest's
``record_property``) are written to a JSON file, which `scripts/measure_reliability.py` turns into
the table.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--reliability", metavar="FILE", help="write what every test showed to FILE, as JSON"
    )


def pytest_configure(config: pytest.Config) -> None:
    file = config.getoption("--reliability")
    # Under xdist the workers send their reports to the process that started them.
    if file and not hasattr(config, "workerinput"):
        config.pluginmanager.register(Figures(Path(file)), "figures")


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
