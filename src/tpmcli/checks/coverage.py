"""The check `coverage`: test coverage reaches a percentage of lines.

Lines are counted. The rates and totals in a report can be edited by hand, so they decide nothing;
a claim that is not a rate at all makes the report unreadable.
"""

from __future__ import annotations

from math import floor

from tpmcli.checks.base import (
    CannotRunError,
    CheckContext,
    CheckedFile,
    FailedError,
    Options,
    counted,
    failed,
    passed,
)
from tpmcli.checks.kind import GLOB, PERCENT, CheckKind, Option
from tpmcli.checks.sources import REPORT_LIMIT, find, read_all
from tpmcli.model.facts import CheckResult

_FILE = Option("file", GLOB, "a path, or a glob: the lines of every file that matches are added up")
_MIN = Option("min", PERCENT, "the least share of lines covered, in per cent")


def run(options: Options, context: CheckContext) -> CheckResult:
    """Add up the lines of every report and compare the share that is covered."""
    least = _MIN.of(options)
    found = find(context, _FILE.of(options))
    covered = lines = 0
    for source, data in read_all(found, REPORT_LIMIT):
        of_file = _count(source, data)
        covered += of_file[0]
        lines += of_file[1]
    if not lines:
        raise FailedError(f"{found.label}: counts no line at all", found.first)
    # Rounded down, so a share that is shown as 80.0 % is not less than 80 %.
    shown = floor(covered * 1000 / lines) / 10
    message = f"{found.label}: {shown} % of {counted(lines, 'line')}, needs {least:g} %"
    if covered * 100 >= least * lines:
        return passed(message, found.first)
    return failed(message, found.first)


KIND = CheckKind(
    "A coverage report (Cobertura, JaCoCo, LCOV, coverage.py JSON) reaches a share of lines.",
    (_FILE, _MIN),
    run,
)


def _count(source: CheckedFile, data: bytes) -> tuple[int, int]:
    """Return lines covered and lines in all.

    The content of a report tells its format.
    """
    start = data[:400].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if start.startswith(b"<"):
        from tpmcli.checks.coverage_xml import count_xml

        return count_xml(source, data)
    from tpmcli.checks.coverage_text import count_coverage_py, count_lcov

    if start.startswith(b"{"):
        return count_coverage_py(source, data)
    if start.startswith((b"TN:", b"SF:")):
        return count_lcov(source, data)
    raise CannotRunError(
        f"{source.path}: neither Cobertura, JaCoCo, LCOV nor coverage.py JSON", source
    )
