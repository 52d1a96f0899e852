"""What is found, in the form in which tests compare it."""

from __future__ import annotations

from typing import Any, NamedTuple

from tpmcli.model.finding import Arguments, Finding
from tpmcli.model.fix import Fix
from tpmcli.model.rule import Reason, Rule, RuleReason
from tpmcli.model.verdict import GateReport

REASONS = {each: name for name, each in vars(Reason).items() if isinstance(each, RuleReason)}
"""The name of every reason."""


class Told(NamedTuple):
    """What most tests compare of a finding: why, about what, and how it is fixed."""

    severity: str
    reason: str
    subject: str
    about: Arguments
    fix: Fix | None


def tell(found: Finding) -> Told:
    """A finding without its place, its owners and its roles."""
    name = REASONS[found.reason]
    return Told(str(found.severity), name, found.subject.id, found.about, found.fix)


def said(
    reason: RuleReason, subject: str, fix: Fix | None, *, severity: str = "error", **about: Any
) -> Told:
    """The finding that a test expects; `about` are its arguments."""
    return Told(severity, REASONS[reason], subject, Arguments(**about), fix)


def short(found: Finding) -> str:
    """Severity, rule and subject of a finding, on one line."""
    return f"{found.severity} {found.rule} {found.subject.id}"


def blocking(report: GateReport) -> set[tuple[Rule, str]]:
    """Return the rules that block, each with the id of its subject."""
    return {(found.rule, found.subject.id) for found in report.all_findings() if found.blocks}


def comparable(report: GateReport) -> Any:
    """Return all that a report says but for the lines of the file."""
    return report.verdict, [found._replace(line=0) for found in report.all_findings()]
