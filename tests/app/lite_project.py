"""A project of the shipped `lite` lifecycle, without git, and with a clock of the test's own."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tpmcli.app.answer import AnswerRequest, answer
from tpmcli.app.context import CommandContext
from tpmcli.app.gate_check import check
from tpmcli.app.init import InitOptions, initialise
from tpmcli.app.sign import sign
from tpmcli.app.workspace import open_workspace
from tpmcli.model.checklist import Level, Role
from tpmcli.model.record import AnswerValue
from tpmcli.model.rule import Rule
from tpmcli.model.verdict import GateReport
from tpmcli.rules.gate_check import CheckRequest, CheckScope

TPM, PM = "tpm@example.com", "pm@example.com"
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
CLEAN_SCAN = """{"version": "2.1.0", "runs": [
  {"tool": {"driver": {"name": "scanner", "rules": []}}, "results": []}]}
"""


def session(folder: Path, now: datetime = NOON, person: str = TPM) -> CommandContext:
    """One command of a person at a moment."""
    return CommandContext(str(folder), {}, lambda: now, person)


def set_up(folder: Path) -> None:
    """A project, with a piece of evidence beside it."""
    initialise(
        session(folder), InitOptions("Ledger", (TPM,), (PM,), "lite"), lambda count: b"\1" * count
    )
    (folder / "docs").mkdir()
    (folder / "docs/evidence.md").write_text("# Evidence\n\nIt works.\n", encoding="utf-8")
    (folder / "reports").mkdir()
    (folder / "reports/secrets.sarif").write_text(CLEAN_SCAN, encoding="utf-8")


def answer_all(folder: Path, phase: str, *but: str, now: datetime = NOON) -> None:
    """Both roles answer their must-items of a phase, but for these."""
    workspace = open_workspace(session(folder, now))
    asked = workspace.checklist.phase(phase)
    assert asked is not None
    for role, person in ((Role.TPM, TPM), (Role.PM, PM)):
        names = [
            item.id
            for item in asked.items
            if item.role is role and item.level is Level.MUST and item.id not in but
        ]
        said = AnswerRequest(AnswerValue.MET, ("docs/evidence.md",))
        answer(workspace, session(folder, now, person), names, said)


def sign_both(folder: Path, phase: str, now: datetime = NOON) -> None:
    """Both roles sign."""
    for role, person in ((Role.TPM, TPM), (Role.PM, PM)):
        here = session(folder, now, person)
        sign(open_workspace(here), here, phase, role)


def judged(folder: Path, phase: str, now: datetime = NOON) -> GateReport:
    """What `tpm gate check PHASE` says at a moment."""
    asked = CheckRequest(CheckScope.PHASE, phase)
    return check(open_workspace(session(folder, now)), asked)


def errors(report: GateReport) -> set[tuple[Rule, str]]:
    """Return the rules that block, each with the id of its subject."""
    return {(found.rule, found.subject.id) for found in report.all_findings() if found.blocks}


def comparable(report: GateReport) -> Any:
    """All that a report says but for the lines of the file."""
    return report.verdict, [found._replace(line=0) for found in report.all_findings()]
