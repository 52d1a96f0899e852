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
from tpmcli.checks.junit_tests import JunitReader, TestOutcome, TestRun
from tpmcli.checks.kind import COUNT, FLAG, GLOB, UNREAD, CheckKind, Option
from tpmcli.checks.report_age import WITHIN, DatedReport, judge_age
from tpmcli.checks.sources import REPORT_LIMIT, find, read_all
from tpmcli.checks.xml_reports import parse_xml
from tpmcli.model.facts import CheckResult

_FILE = Option(
    "file",
    GLOB,
    "a path, or a glob: the tests of every file that matches are added up; or `evidence`",
)
_MIN_TESTS = Option(
    "min-tests", COUNT, "how many tests must have run at least, skipped ones aside", default=1
)
_RETRIES = Option(
    "retries",
    FLAG,
    "true: runs of one test (suite, class and name are the same) count once, and it passed if one"
    " of them passed",
    default=False,
)


class _Counts:
    """The tests of all reports, counted."""

    def __init__(self, *, retries: bool) -> None:
        self._retries = retries
        self._by_name: dict[tuple[str, str, str], tuple[TestRun, CheckedFile]] = {}
        self.tests = self.failures = self.skipped = 0
        self.first: tuple[TestRun, CheckedFile] | None = None

    def take(self, run: TestRun, source: CheckedFile) -> None:
        """Take a run, which is counted at once unless others of the same test may follow."""
        # A test without a name is not the same as another one.
        if not self._retries or run.of_suite or not run.names[2]:
            self._count(run, source)
            return
        before = self._by_name.get(run.names)
        if before is None or run.outcome > before[0].outcome:
            self._by_name[run.names] = (run, source)

    def finish(self) -> None:
        """Count each test that ran several times by its best run."""
        for run, source in self._by_name.values():
            self._count(run, source)

    def _count(self, run: TestRun, source: CheckedFile) -> None:
        self.tests += not run.of_suite
        self.skipped += run.outcome is TestOutcome.SKIPPED
        if run.outcome is TestOutcome.FAILED:
            self.failures += 1
            self.first = self.first or (run, source)


def run(options: Options, context: CheckContext) -> CheckResult:
    """Add up every report; one failure anywhere fails."""
    least = _MIN_TESTS.of(options)
    counts = _Counts(retries=_RETRIES.of(options))
    within = WITHIN.of(options)
    reports = []
    found = find(context, _FILE.of(options))
    for source, data in read_all(found, REPORT_LIMIT):
        reader = JunitReader(source)
        parse_xml(source, data, reader)
        for each in reader.runs:
            counts.take(each, source)
        reports.append(DatedReport(source, reader.times))
    counts.finish()
    if counts.first is not None:
        first, source = counts.first
        return failed(
            f"{source.path}:{first.line}: {counted(counts.failures, 'failure')} in "
            f"{counted(counts.tests, 'test')}, first: {excerpt(first.shown)}",
            source,
            first.line,
        )
    ran = counts.tests - counts.skipped
    also = f", {counts.skipped:,} skipped" if counts.skipped else ""
    if ran < least:
        raise FailedError(
            f"{found.label}: {counted(ran, 'test')} ran{also}, needs {least:,}", found.first
        )
    result = passed(
        f"{found.label}: {counted(ran, 'test')} passed{also}, needs {least:,}", found.first
    )
    return judge_age(result, within, context, reports)


KIND = CheckKind(
    "A JUnit XML test report has tests, and none of them failed.",
    (_FILE, _MIN_TESTS, _RETRIES, WITHIN, UNREAD),
    run,
    reads=(".xml",),
)
