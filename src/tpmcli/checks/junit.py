"""The check `junit`: a test report has tests, and none of them failed.

There is no one standard; all producers share the Ant format
(https://github.com/windyroad/JUnit-Schema). Elements are counted. The attributes with counts can be
edited by hand and are ignored.
"""

from __future__ import annotations

from tpmcli.checks.base import (
    CheckContext,
    CheckedFile,
    FailedError,
    Options,
    counted,
    excerpt,
    failed,
    passed,
)
from tpmcli.checks.kind import COUNT, GLOB, CheckKind, Option
from tpmcli.checks.sources import REPORT_LIMIT, find, read_all
from tpmcli.checks.xml_reports import not_a, parse_xml
from tpmcli.model.facts import CheckResult

_FILE = Option("file", GLOB, "a path, or a glob: the tests of every file that matches are added up")
_MIN_TESTS = Option(
    "min-tests", COUNT, "how many tests must have run at least, skipped ones aside", default=1
)

_ROOTS = ("testsuites", "testsuite")
_BAD = ("failure", "error")


class _Counts:
    """The tests of one report, counted."""

    def __init__(self, source: CheckedFile) -> None:
        self.source = source
        self.tests = self.failures = self.skipped = 0
        self.first_failure = ""
        self.line = 0
        self._root_seen = False
        self._in_test = False
        self._suite = self._test = ""
        self._test_failed = self._test_skipped = False

    def start(self, name: str, attributes: dict[str, str], line: int) -> None:
        if not self._root_seen:
            if name not in _ROOTS:
                raise not_a(self.source, "a JUnit report", name, line)
            self._root_seen = True
        if name == "testcase":
            self._begin_test(attributes)
        elif name == "testsuite":
            self._suite = attributes.get("name", "")
        elif name in _BAD:
            self._count_failure(line)
        elif name == "skipped":
            self._test_skipped = True

    def _begin_test(self, attributes: dict[str, str]) -> None:
        self.tests += 1
        self._in_test = True
        self._test_failed = self._test_skipped = False
        names = (attributes.get("classname", ""), attributes.get("name", ""))
        self._test = ".".join(name for name in names if name)

    def _count_failure(self, line: int) -> None:
        if self._in_test and self._test_failed:
            return
        self._test_failed = True
        self.failures += 1
        if not self.line:
            self.line = line
            self.first_failure = (self._test if self._in_test else self._suite) or "without a name"

    def end(self, name: str, /) -> None:
        if name == "testcase":
            self.skipped += self._test_skipped and not self._test_failed
            self._in_test = False


def run(options: Options, context: CheckContext) -> CheckResult:
    """Add up every report; one failure anywhere fails."""
    least = _MIN_TESTS.of(options)
    found = find(context, _FILE.of(options))
    tests = skipped = failures = 0
    first: _Counts | None = None
    for source, data in read_all(found, REPORT_LIMIT):
        counts = _Counts(source)
        parse_xml(source, data, counts)
        tests += counts.tests
        skipped += counts.skipped
        failures += counts.failures
        if counts.failures and first is None:
            first = counts
    if first is not None:
        return failed(
            f"{first.source.path}:{first.line}: {counted(failures, 'failure')} in "
            f"{counted(tests, 'test')}, first: {excerpt(first.first_failure)}",
            first.source,
            first.line,
        )
    ran = tests - skipped
    also = f", {skipped:,} skipped" if skipped else ""
    if ran < least:
        raise FailedError(
            f"{found.label}: {counted(ran, 'test')} ran{also}, needs {least:,}", found.first
        )
    return passed(
        f"{found.label}: {counted(ran, 'test')} passed{also}, needs {least:,}", found.first
    )


KIND = CheckKind(
    "A JUnit XML test report has tests, and none of them failed.", (_FILE, _MIN_TESTS), run
)
