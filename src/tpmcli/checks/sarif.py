"""The check `sarif`: a SARIF report has no result of a severity or above.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/sarif-v2.1.0-os.html
"""

from __future__ import annotations

from typing import Any

from tpmcli.checks.base import (
    CannotRunError,
    CheckContext,
    CheckedFile,
    Options,
    counted,
    excerpt,
    failed,
    passed,
)
from tpmcli.checks.json_reports import load_json
from tpmcli.checks.kind import GLOB, UNREAD, CheckKind, Option, choice
from tpmcli.checks.report_age import WITHIN, DatedReport, judge_age
from tpmcli.checks.report_tools import TOOL, WantedTools
from tpmcli.checks.sarif_levels import Levels
from tpmcli.checks.sarif_severity import (
    BANDS,
    LEVELS,
    ResultSeverity,
    Threshold,
    UnknownSeverityError,
)
from tpmcli.checks.sources import REPORT_LIMIT, find, read_all
from tpmcli.model.facts import CheckResult

_FILE = Option("file", GLOB, "a path, or a glob: every file that matches is read; or `evidence`")
_BELOW = Option(
    "below",
    choice(*(level for level in LEVELS if level != "none"), *BANDS),
    "a level (error, warning, note) or a score (critical from 9.0, high from 7.0, medium from 4.0,"
    " low): results of this severity and above fail",
)
_WITHOUT_LEVEL = Option(
    "without-level",
    choice("error", "warning", "note"),
    "the level that a result counts as if neither the result nor its rule states one",
    default="error",
)


class _Hits:
    """The results that count, over all reports."""

    def __init__(self, below: Threshold, without_level: str) -> None:
        self.below = below
        self.without_level = without_level
        self.results = self.counted = self.suppressed = 0
        self.tools: list[str] = []
        self.first: tuple[CheckedFile, str] | None = None

    def take_run(self, source: CheckedFile, run: dict[str, Any]) -> None:
        """Count the results of one run."""
        try:
            self._take_results(source, run)
        except UnknownSeverityError as error:
            raise CannotRunError(f"{source.path}: not SARIF: {error}", source) from None

    def _take_results(self, source: CheckedFile, run: dict[str, Any]) -> None:
        results = _results(source, run)
        levels = Levels(run, results, self.without_level)
        for result in results:
            self.results += 1
            if result.get("baselineState") == "absent":
                continue
            if _is_suppressed(result):
                self.suppressed += 1
                continue
            severity = levels.of(result)
            if self.below.reached_by(severity):
                self.counted += 1
                if self.first is None:
                    self.first = (source, _described(result, severity))


def run(options: Options, context: CheckContext) -> CheckResult:
    """Count the results that are neither suppressed nor gone, in every run of every report."""
    below = Threshold(_BELOW.of(options))
    found = find(context, _FILE.of(options))
    hits = _Hits(below, _WITHOUT_LEVEL.of(options))
    wanted, within = WantedTools(TOOL.of(options)), WITHIN.of(options)
    reports = []
    for source, data in read_all(found, REPORT_LIMIT):
        runs = [(_tool(source, one), one) for one in _runs(source, load_json(source, data))]
        # Runs of other tools in the same file are for other checks.
        counting = [(tool, one) for tool, one in runs if wanted.has(tool)]
        if not counting:
            raise wanted.refuse(source, [tool for tool, _ in runs])
        for tool, one in counting:
            hits.tools.append(tool)
            hits.take_run(source, one)
            reports.append(DatedReport(source, _times(one)))
    if hits.first is not None:
        source, description = hits.first
        results = counted(hits.counted, "result")
        return failed(f"{source.path}: {results} at {below.shown}, first: {description}", source)
    tools = ", ".join(dict.fromkeys(hits.tools))
    also = f", {hits.suppressed:,} suppressed" if hits.suppressed else ""
    result = passed(
        f"{found.label}: no result at {below.shown} from {excerpt(tools)} "
        f"({counted(hits.results, 'result')} in all{also})",
        found.first,
    )
    return judge_age(result, within, context, reports)


KIND = CheckKind(
    "A SARIF report of a scan has no result of a severity or above.",
    (_FILE, _BELOW, _WITHOUT_LEVEL, TOOL, WITHIN, UNREAD),
    run,
    reads=(".sarif", ".sarif.json", ".json"),
)


def _runs(source: CheckedFile, document: Any) -> list[dict[str, Any]]:
    if not isinstance(document, dict) or not isinstance(document.get("runs"), list):
        raise CannotRunError(f"{source.path}: JSON, but not SARIF", source)
    version = document.get("version")
    if version != "2.1.0":
        shown = excerpt(str(version), 20)
        raise CannotRunError(f"{source.path}: SARIF {shown}; only 2.1.0 is read", source)
    runs: list[dict[str, Any]] = document["runs"]
    if not runs:
        raise CannotRunError(f"{source.path}: SARIF without a run: nothing was scanned", source)
    return runs


def _tool(source: CheckedFile, run: Any) -> str:
    """Return the name of the tool that scanned.

    Raises: CannotRunError if there is none.
    """
    tool = run.get("tool") if isinstance(run, dict) else None
    driver = tool.get("driver") if isinstance(tool, dict) else None
    name = driver.get("name") if isinstance(driver, dict) else None
    if not isinstance(name, str) or not name.strip():
        raise CannotRunError(f"{source.path}: not SARIF: a run without a tool", source)
    invocations = run.get("invocations")
    for invocation in invocations if isinstance(invocations, list) else ():
        if isinstance(invocation, dict) and invocation.get("executionSuccessful") is False:
            raise CannotRunError(
                f"{source.path}: the scan itself failed: {excerpt(name, 40)} reports "
                "executionSuccessful: false",
                source,
            )
    return name


def _times(run: dict[str, Any]) -> list[str]:
    """Return when the run ended, by its last invocation; empty if it does not state it."""
    invocations = run.get("invocations")
    stated = [
        str(each.get("endTimeUtc") or each.get("startTimeUtc") or "")
        for each in (invocations if isinstance(invocations, list) else ())
        if isinstance(each, dict)
    ]
    return [max(stated, default="")]


def _results(source: CheckedFile, run: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the results.

    Raises: CannotRunError if there is no list: the tool did not look then (SARIF 2.1.0 §3.14.23).
    """
    outside = run.get("externalPropertyFileReferences")
    if isinstance(outside, dict) and outside.get("results"):
        raise CannotRunError(f"{source.path}: its results stand in other files", source)
    results = run.get("results")
    if not isinstance(results, list) or not all(isinstance(one, dict) for one in results):
        raise CannotRunError(f"{source.path}: a run without a list of results", source)
    return results


def _is_suppressed(result: dict[str, Any]) -> bool:
    """Return whether all its suppressions are accepted (SARIF 2.1.0 §3.27.23, §3.35.3)."""
    suppressions = result.get("suppressions")
    return (
        isinstance(suppressions, list)
        and bool(suppressions)
        and all(
            isinstance(one, dict) and one.get("status", "accepted") == "accepted"
            for one in suppressions
        )
    )


def _described(result: dict[str, Any], severity: ResultSeverity) -> str:
    """Return the result in one line: rule, severity and place."""
    rule = result.get("ruleId")
    if not isinstance(rule, str) and isinstance(result.get("rule"), dict):
        rule = result["rule"].get("id")
    place = _place(result)
    name = excerpt(rule, 40) if isinstance(rule, str) else "a result"
    return f"{name} ({severity.shown}){f' in {place}' if place else ''}"


def _place(result: dict[str, Any]) -> str:
    try:
        physical = result["locations"][0]["physicalLocation"]
        uri = excerpt(str(physical["artifactLocation"]["uri"]))
        line = physical.get("region", {}).get("startLine")
    except (KeyError, IndexError, TypeError, AttributeError):
        return ""
    return f"{uri}:{line}" if isinstance(line, int) else uri
