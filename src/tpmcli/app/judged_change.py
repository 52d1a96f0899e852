"""How the gates stand after a change, and what of it was so before."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tpmcli.app.change_rules import ProjectChange, VerifyResult, verify_change
from tpmcli.app.context import CommandContext
from tpmcli.app.gate_check import check, place
from tpmcli.app.state import ProjectState
from tpmcli.app.workspace import Workspace, artifacts_of, no_increment, refuse_foreign
from tpmcli.model.errors import InvalidInputError
from tpmcli.model.finding import Cause, Finding, errors
from tpmcli.model.policy import Identity
from tpmcli.model.record import Record, SignOff
from tpmcli.model.verdict import GateReport, GateResult, GateVerdict, SignOffVerdict
from tpmcli.repo.history import GitHistory
from tpmcli.rules.change.cause import CauseFinder, with_causes, without_inherited
from tpmcli.rules.change.recorded_entries import EntryKey, entries_of
from tpmcli.rules.change.transition import Records
from tpmcli.rules.gate_check import CheckRequest, CheckScope
from tpmcli.rules.project import Project
from tpmcli.rules.signoffs import counting_signoff

Ask = Callable[[Project], CheckRequest]


def judge_change(
    session: CommandContext, change: ProjectChange, ask: Ask, today: str, base_day: str
) -> GateReport:
    """The report on a project after a change, with the cause of every finding.

    `today` is the day judged, `base_day` the day of the base commit.
    """
    return _Judgement(session, change, today, base_day).report(ask)


class _Judgement:
    def __init__(
        self, session: CommandContext, change: ProjectChange, today: str, base_day: str
    ) -> None:
        self._session = session
        self._change = change
        self._today = today
        self._base_day = base_day
        self._asked = (change.base or change.result).requirements

    def report(self, ask: Ask) -> GateReport:
        records = _records(self._change.result)
        record = _wanted(records, self._session.increment)
        base = self._change.base
        if base is None or base.records is None or record.increment not in base.records.all:
            # A record that the base knows is compared with it; a new one must simply belong here.
            refuse_foreign(record, self._asked.policy)
        workspace = self._workspace(self._change.result, record, self._today)
        asked = ask(workspace.project)
        verified = verify_change(self._change, workspace)
        report = self._compared(workspace, asked)
        report = _attached(report, verified, record)
        report = report._replace(findings=(*report.findings, *self._left_behind(records)))
        report = place(_with_levels(report, workspace, verified.levels), workspace)
        if errors(report.all_findings()):
            report = report._replace(verdict=GateVerdict.UNMET)
        if asked.scope is CheckScope.DECIDED and not self._asked.policy.gate.inherited_blocks:
            report = without_inherited(report)
        return report._replace(folder=self._change.prefix)

    def _compared(self, workspace: Workspace, asked: CheckRequest) -> GateReport:
        """What was asked, judged in the result, with the cause of every finding."""
        report = check(workspace, asked)
        if not report.all_findings():
            return report
        increment = workspace.record.increment
        return with_causes(
            report,
            CauseFinder(
                self._in_base(increment, asked, self._today),
                lambda: self._in_base(increment, asked, self._base_day),
            ),
        )

    def _in_base(self, increment: str, asked: CheckRequest, day: str) -> tuple[Finding, ...]:
        """What the base has to say to the same question; nothing where it cannot be asked."""
        base = self._change.base
        record = base.records.all.get(increment) if base and base.records else None
        if base is None or record is None:
            return ()
        try:
            return check(self._workspace(base, record, day), asked).all_findings()
        except InvalidInputError:
            return ()

    def _left_behind(self, records: Records) -> tuple[Finding, ...]:
        """What this change breaks in the increment that it ends: nobody asks of it afterwards."""
        base = self._change.base
        if base is None or base.records is None or self._session.increment:
            return ()
        was = base.records.current.increment
        left = records.all.get(was)
        if left is None or was == records.current.increment:
            return ()
        workspace = self._workspace(self._change.result, left, self._today)
        report = self._compared(workspace, CheckRequest(CheckScope.DECIDED))
        return tuple(
            finding._replace(increment=was)
            for finding in report.all_findings()
            if finding.blocks and finding.cause is Cause.THIS_CHANGE
        )

    def _workspace(self, state: ProjectState, record: Record, today: str) -> Workspace:
        change = self._change
        compared = change.compared
        revisions: tuple[str, ...] = (compared.base,)
        if state is change.result:
            revisions = (compared.base, compared.head)
        return Workspace(
            "",
            state.tree,
            *self._asked,
            record,
            record.file,
            today,
            artifacts_of(self._session) if state is change.result else None,
            GitHistory(
                compared.git, today, revisions, prefix=change.prefix, tags_of=compared.user_git
            ),
        )


def _records(state: ProjectState) -> Records:
    if state.records is None:
        raise RuntimeError("a result without a record is not judged")
    return state.records


def _wanted(records: Records, increment: str) -> Record:
    if not increment:
        return records.current
    found = records.all.get(increment)
    if found is None:
        raise no_increment(increment, list(records.all))
    return found


def _attached(report: GateReport, verified: VerifyResult, record: Record) -> GateReport:
    """The report with what the change may not do, each at its gate where that was judged."""
    phases = {gate.phase for gate in report.gates}
    rest: list[Finding] = []
    at_gate: dict[str, list[Finding]] = {}
    for finding in verified.findings:
        phase = finding.subject.phase
        here = phase in phases and finding.file in ("", record.file)
        (at_gate.setdefault(phase, []) if here else rest).append(finding)
    gates = tuple(_worse(gate, at_gate.get(gate.phase, [])) for gate in report.gates)
    return report._replace(gates=gates, findings=(*report.findings, *rest))


def _worse(gate: GateResult, found: list[Finding]) -> GateResult:
    known = {_content(finding) for finding in gate.findings}
    new = tuple(finding for finding in found if _content(finding) not in known)
    if not errors(found):
        return gate._replace(findings=(*gate.findings, *new))
    return gate._replace(verdict=GateVerdict.UNMET, findings=(*gate.findings, *new))


def _content(finding: Finding) -> tuple[object, ...]:
    """Return what a finding reports, whatever its severity, its place and its fix."""
    return (
        finding.rule,
        finding.reason,
        finding.subject.id,
        finding.about,
        finding.increment,
        finding.decided,
    )


def _with_levels(
    report: GateReport, workspace: Workspace, levels: Mapping[EntryKey, Identity]
) -> GateReport:
    """The report with how sure it is who signed, for the sign-offs that the change brings."""
    by_entry = {
        id(recorded.entry): levels[key]
        for key, recorded in entries_of(workspace.record).items()
        if key in levels and isinstance(recorded.entry, SignOff)
    }

    def shown(phase: str, verdict: SignOffVerdict) -> SignOffVerdict:
        signoff = counting_signoff(workspace.record, phase, verdict.role)
        level = by_entry.get(id(signoff)) if signoff is not None else None
        return verdict._replace(identity=str(level)) if level is not None else verdict

    gates = tuple(
        gate._replace(signoffs=tuple(shown(gate.phase, each) for each in gate.signoffs))
        for gate in report.gates
    )
    return report._replace(gates=gates)
