"""The cause of a finding: the change under review, the passing of time, or the base."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from tpmcli.model.finding import Cause, Finding, errors
from tpmcli.model.rule import Severity
from tpmcli.model.verdict import GateReport, GateVerdict

Findings = tuple[Finding, ...]


class CauseFinder:
    """Compares findings with those of the base, evaluated at the same moment.

    `earlier` returns the findings of the base at the date of its commit; it is called only if
    needed.
    """

    def __init__(self, base: Iterable[Finding], earlier: Callable[[], Iterable[Finding]]) -> None:
        self._base = tuple(base)
        self._earlier = earlier

    def causes(self, findings: Sequence[Finding]) -> list[Cause]:
        """Return the cause of each finding.

        Each finding of the base explains one of the same identity, so that a second one that this
        change adds is not inherited.
        """
        alike = Counter(finding.identity for finding in self._base)
        known = []
        for finding in findings:
            known.append(alike[finding.identity] > 0)
            alike[finding.identity] -= 1
        earlier = {finding.identity for finding in self._earlier()} if any(known) else set()
        return [
            Cause.THIS_CHANGE
            if not old
            else Cause.INHERITED
            if finding.identity in earlier
            else Cause.TIME
            for finding, old in zip(findings, known, strict=True)
        ]


def with_causes(report: GateReport, finder: CauseFinder) -> GateReport:
    """Return the report with the cause of every finding that has none yet."""
    open_ones = [finding for finding in report.all_findings() if finding.cause is None]
    causes = iter(finder.causes(open_ones))

    def caused(findings: Findings) -> Findings:
        return tuple(
            finding._replace(cause=next(causes)) if finding.cause is None else finding
            for finding in findings
        )

    gates = tuple(gate._replace(findings=caused(gate.findings)) for gate in report.gates)
    return report._replace(gates=gates, findings=caused(report.findings))


def without_inherited(report: GateReport) -> GateReport:
    """Return the report in which only findings caused by this change block; others warn.

    A gate that does not hold keeps its verdict; only the verdict of the report is about the change.
    """

    def softened(findings: Findings) -> Findings:
        return tuple(
            finding._replace(severity=Severity.WARNING)
            if finding.blocks and finding.cause is not Cause.THIS_CHANGE
            else finding
            for finding in findings
        )

    gates = tuple(gate._replace(findings=softened(gate.findings)) for gate in report.gates)
    report = report._replace(gates=gates, findings=softened(report.findings))
    if report.verdict is GateVerdict.UNMET and not errors(report.all_findings()):
        return report._replace(verdict=GateVerdict.MET)
    return report
