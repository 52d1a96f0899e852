"""The check `coverage`: test coverage reaches a share of lines, and of more if asked.

Lines are counted. The rates and totals in a report can be edited by hand, so they decide nothing;
a claim that is not a rate at all makes the report unreadable.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import floor

from tpmcli.checks.base import (
    CannotRunError,
    CheckContext,
    CheckedFile,
    FailedError,
    FoundFiles,
    Options,
    StoppedError,
    counted,
    excerpt,
    failed,
    passed,
)
from tpmcli.checks.coverage_lines import Coverage
from tpmcli.checks.kind import GLOB, PERCENT, UNREAD, CheckKind, Option, choice
from tpmcli.checks.report_age import WITHIN, DatedReport, judge_age
from tpmcli.checks.sources import REPORT_LIMIT, find, read_all
from tpmcli.model.facts import CheckResult

_FILE = Option(
    "file",
    GLOB,
    "a path, or a glob: the reports of every file that matches are joined; or `evidence`",
)
_MIN = Option("min", PERCENT, "the least share of lines covered, in per cent")
_MIN_BRANCHES = Option(
    "min-branches", PERCENT, "the least share of branches taken, in per cent", required=False
)
_MIN_FILE = Option(
    "min-file",
    PERCENT,
    "the least share of lines covered in each file, in per cent",
    required=False,
)
_MIN_CHANGED = Option(
    "min-changed",
    PERCENT,
    "the least share covered of the lines that a pull request changes, in per cent; checked only"
    " with --against",
    required=False,
)
_NOT_BELOW = Option(
    "not-below",
    choice("base"),
    "base: the share of lines must not be below that of the report in the base; checked only with"
    " --against",
    required=False,
)


class _Verdict:
    """What was compared so far. Each part is a share and what it needs."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.ok = True

    def need(self, share: tuple[int, int], nouns: tuple[str, str], least: float) -> None:
        """Compare a share with the least in per cent."""
        part, whole = share
        self.ok = self.ok and part * 100 >= least * whole
        self.parts.append(f"{_percent(share)} of {counted(whole, *nouns)}, needs {least:g}%")

    def say(self, text: str) -> None:
        """Add what was not checked."""
        self.parts.append(text)


def run(options: Options, context: CheckContext) -> CheckResult:
    """Merge the reports and compare every share that is asked for."""
    least = _MIN.of(options)
    found = find(context, _FILE.of(options))
    changed, not_below = _MIN_CHANGED.of(options), _NOT_BELOW.of(options)
    within = WITHIN.of(options)
    report, dated = _read(found, context, located=changed is not None)
    verdict = _Verdict()
    if not report.lines[1]:
        raise FailedError(f"{found.label}: counts no line at all", found.first)
    verdict.need(report.lines, ("line", "lines"), least)
    if (least_branches := _MIN_BRANCHES.of(options)) is not None:
        verdict.need(_branches(report, found), ("branch", "branches"), least_branches)
    if (least_file := _MIN_FILE.of(options)) is not None:
        _judge_files(verdict, report, least_file)
    if changed is not None:
        _judge_change(verdict, report, context, changed)
    if not_below:
        _judge_against_base(verdict, report, context, _FILE.of(options))
    message = f"{found.label}: {'; '.join(verdict.parts)}"
    result = (passed if verdict.ok else failed)(message, found.first)
    return judge_age(result, within, context, dated)


KIND = CheckKind(
    "A coverage report (Cobertura, JaCoCo, Clover, OpenCover, LCOV, Go, or JSON of coverage.py or"
    " Istanbul) reaches a share of lines.",
    (_FILE, _MIN, _MIN_BRANCHES, _MIN_FILE, _MIN_CHANGED, _NOT_BELOW, WITHIN, UNREAD),
    run,
    reads=(".xml", ".json", ".info", ".lcov", ".out", ".txt", ".cov"),
)


def _percent(share: tuple[int, int]) -> str:
    """Return the share, rounded down: one that is shown as 80.0% is not less than 80%."""
    part, whole = share
    return f"{floor(part * 1000 / whole) / 10 if whole else 100.0}%"


def _read(
    found: FoundFiles, context: CheckContext, *, located: bool
) -> tuple[Coverage, list[DatedReport]]:
    """Read every report with its times, and merge them if they are several or `located`.

    A report that was joined has the paths of the repository.
    """
    reports = [_read_one(source, data) for source, data in read_all(found, REPORT_LIMIT)]
    dated = [DatedReport(report.source, report.times) for report in reports]
    if len(reports) == 1 and not located:
        return reports[0], dated
    from tpmcli.checks.coverage_files import join_reports

    return join_reports(reports, context.tree.files()), dated


def _read_one(source: CheckedFile, data: bytes) -> Coverage:
    """Read one report, whose content tells its format."""
    start = data[:4000].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if start.startswith(b"<"):
        from tpmcli.checks.coverage_xml import read_xml

        return read_xml(source, data)
    if start.startswith(b"{"):
        from tpmcli.checks.coverage_json import read_json

        return read_json(source, data)
    from tpmcli.checks.coverage_text import is_lcov, read_go, read_lcov

    if start.startswith(b"mode:"):
        return read_go(source, data)
    if is_lcov(start.decode("utf-8", "replace")):
        return read_lcov(source, data)
    raise CannotRunError(
        f"{source.path}: neither Cobertura, JaCoCo, Clover, OpenCover, LCOV, Go, nor JSON of"
        " coverage.py or Istanbul",
        source,
    )


def _branches(report: Coverage, found: FoundFiles) -> tuple[int, int]:
    if report.unknown_branches is not None:
        source, line = report.unknown_branches
        reason = "has branches, but no number of those taken"
        raise CannotRunError(f"{source.path}:{line}: {reason}", source, line)
    share = report.branches
    if not share[1]:
        raise FailedError(
            f"{found.label}: counts no branch: is branch coverage switched on?", found.first
        )
    return share


def _judge_files(verdict: _Verdict, report: Coverage, least: float) -> None:
    low = sorted(_files_below(report, least))
    if not low:
        verdict.say(f"each file has at least {least:g}%")
        return
    verdict.ok = False
    _, name, shown = low[0]
    verdict.say(f"{counted(len(low), 'file')} below {least:g}%, lowest: {excerpt(name)} {shown}")


def _files_below(report: Coverage, least: float) -> Iterator[tuple[float, str, str]]:
    for (_, name), file in report.items():
        covered, lines = file.totals
        if covered * 100 < least * lines:
            yield covered / lines, file.path or name, _percent(file.totals)


def _judge_change(verdict: _Verdict, report: Coverage, context: CheckContext, least: float) -> None:
    if context.base is None:
        verdict.say("changed lines not checked: no base to compare with")
        return
    from tpmcli.checks.coverage_change import coverage_of_change

    share = coverage_of_change(report, context, context.base)
    if share[1]:
        verdict.need(share, ("changed line", "changed lines"), least)
    else:
        verdict.say("contains no changed line")


def _judge_against_base(
    verdict: _Verdict, report: Coverage, context: CheckContext, glob: str
) -> None:
    if context.base is None:
        verdict.say("not compared: no base")
        return
    of_base = context._replace(tree=context.base, artifacts=None, base=None)
    try:
        before = _read(find(of_base, glob), of_base, located=False)[0].lines
    except StoppedError as stopped:
        verdict.say(f"not compared with the base: {stopped.message}")
        return
    if not before[1]:
        verdict.say("not compared with the base: its report counts no line")
        return
    covered, lines = report.lines
    verdict.ok = verdict.ok and covered * before[1] >= before[0] * lines
    verdict.say(f"the base has {_percent(before)}")
