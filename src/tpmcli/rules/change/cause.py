"""Whether a change, the passing of time or the branch below caused what is wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from tpmcli.model.finding import Finding
from tpmcli.model.rule import Severity
from tpmcli.model.verdict import GateReport, GateVerdict

THIS_CHANGE, TIME, INHERITED = "this-change", "time", "inherited"

Findings = tuple[Finding, ...]


class CauseFinder:
    """Says of findings whether the base has them too, judged at the same moment.

    `earlier` gives what the base had when it was committed; it is asked only where needed.
    """

    def __init__(self, base: Iterable[Finding], earlier: Callable[[], Iterable[Finding]]) -> None:
        self._base = tuple(base)
        self._ask_earlier = earlier

    def causes(self, findings: Sequence[Finding]) -> list[str]:
        """The cause of each finding. Each of the base's explains one: a second piece of evidence
        that goes missing is not excused by the first.
        """
        alike = Counter(_key(finding) for finding in self._base)
        known = []
        for finding in findings:
            known.append(alike[_key(finding)] > 0)
            alike[_key(finding)] -= 1
        earlier = {_key(finding) for finding in self._ask_earlier()} if any(known) else set()
        return [
            THIS_CHANGE if not old else INHERITED if _key(finding) in earlier else TIME
            for finding, old in zip(findings, known, strict=True)
        ]


def _key(finding: Finding) -> tuple[str, str, str]:
    """What makes two findings the same: rule and subject, and for evidence which file it is.

    The message says the file first, and in brackets what may differ from tree to tree.
    """
    evidence = finding.rule.startswith("evidence-")
    return finding.rule, finding.subject, finding.message.partition(" (")[0] if evidence else ""


def with_causes(report: GateReport, comparer: CauseFinder) -> GateReport:
    """The report with the cause of every finding that has none yet."""
    open_ones = [finding for finding in report.all_findings() if not finding.cause]
    causes = iter(comparer.causes(open_ones))

    def caused(findings: Findings) -> Findings:
        return tuple(
            finding if finding.cause else finding._replace(cause=next(causes))
            for finding in findings
        )

    gates = tuple(gate._replace(findings=caused(gate.findings)) for gate in report.gates)
    return report._replace(gates=gates, findings=caused(report.findings))


def without_inherited(report: GateReport) -> GateReport:
    """The report where what this change did not cause warns instead of blocking.

    A gate that does not hold still says so; only the report's own verdict is about the change.
    """

    def softened(findings: Findings) -> Findings:
        return tuple(
            finding._replace(severity=Severity.WARNING)
            if finding.severity is Severity.ERROR and finding.cause != THIS_CHANGE
            else finding
            for finding in findings
        )

    gates = tuple(gate._replace(findings=softened(gate.findings)) for gate in report.gates)
    report = report._replace(gates=gates, findings=softened(report.findings))
    blocked = any(finding.severity is Severity.ERROR for finding in report.all_findings())
    if report.verdict is GateVerdict.UNMET and not blocked:
        return report._replace(verdict=GateVerdict.MET)
    return report
