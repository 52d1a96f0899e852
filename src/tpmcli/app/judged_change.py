"""The gates after a change, with the cause of every finding."""

from __future__ import annotations

from collections.abc import Callable

from tpmcli.app.change_rules import ProjectChange, VerifyResult, verify_change
from tpmcli.app.context import CommandContext
from tpmcli.app.gate_check import check, place
from tpmcli.app.place import project_root
from tpmcli.app.reader import Reader
from tpmcli.app.state import ProjectState
from tpmcli.app.workspace import EarlierTree, Workspace, artifacts_of, no_increment, refuse_foreign
from tpmcli.model.errors import InvalidInputError
from tpmcli.model.finding import Cause, Finding, errors
from tpmcli.model.record import Record, SignOff
from tpmcli.model.verdict import (
    COMMITTED,
    GateReport,
    GateResult,
    GateVerdict,
    Signature,
    SignOffState,
    SignOffVerdict,
    with_signatures,
)
from tpmcli.repo.history import GitHistory
from tpmcli.rules.change.cause import CauseFinder, with_causes, without_inherited
from tpmcli.rules.change.recorded_entries import entries_of
from tpmcli.rules.change.transition import Records
from tpmcli.rules.gate_check import CheckRequest, CheckScope
from tpmcli.rules.outstanding import outstanding_findings
from tpmcli.rules.project import Project

Ask = Callable[[Project], CheckRequest]


def judge_change(
    context: CommandContext, change: ProjectChange, ask: Ask, today: str, base_day: str
) -> GateReport:
    """Return the report on a project after a change, with the cause of every finding.

    `today` is the date to evaluate, `base_day` the date of the base commit.
    """
    return _Judgement(context, change, today, base_day).report(ask)


class _Judgement:
    def __init__(
        self, context: CommandContext, change: ProjectChange, today: str, base_day: str
    ) -> None:
        self._context = context
        self._change = change
        self._today = today
        self._base_day = base_day
        self._requirements = (change.base or change.result).requirements

    def report(self, ask: Ask) -> GateReport:
        records = _records(self._change.result)
        record = _wanted(records, self._context.increment)
        base = self._change.base
        if base is None or base.records is None or record.increment not in base.records.all:
            # A record that the base has is compared with it; a new one must belong to the project.
            refuse_foreign(record, self._requirements.policy)
        workspace = self._workspace(self._change.result, record, self._today)
        request = ask(workspace.project)
        verified = verify_change(self._change, workspace)
        report = self._compared(workspace, request)
        report = _attached(report, verified, record)
        report = report._replace(findings=(*report.findings, *self._left_behind(records)))
        report = place(_with_levels(report, workspace, verified), workspace)
        if errors(report.all_findings()):
            report = report._replace(verdict=GateVerdict.UNMET)
        if (
            request.scope is CheckScope.DECIDED
            and not self._requirements.policy.gate.inherited_blocks
        ):
            report = without_inherited(report)
        root = project_root(self._context.folder, self._change.prefix)
        reader = Reader(workspace, self._context, root)
        return reader.report(report)._replace(folder=self._change.prefix)

    def _compared(self, workspace: Workspace, request: CheckRequest) -> GateReport:
        """Check the requested gates in the result, and add the cause of every finding."""
        report = check(workspace, request)
        if not report.all_findings():
            return report
        increment = workspace.record.increment
        report = with_causes(
            report,
            CauseFinder(
                self._in_base(increment, request, self._today),
                lambda: self._in_base(increment, request, self._base_day),
            ),
        )
        return self._with_since(report, workspace, request)

    def _with_since(
        self, report: GateReport, workspace: Workspace, request: CheckRequest
    ) -> GateReport:
        """Return the report with the commits of the base that brought inherited findings about."""
        if not any(finding.cause is Cause.INHERITED for finding in errors(report.all_findings())):
            return report
        from tpmcli.app.since import Branch, of_decided_gates, with_since

        compared = self._change.compared
        inherited = [
            finding for finding in of_decided_gates(report) if finding.cause is Cause.INHERITED
        ]
        branch = Branch(compared.git, compared.base, self._change.prefix, compared.user_git)
        return with_since(report, workspace, request, branch, inherited)

    def _in_base(self, increment: str, request: CheckRequest, day: str) -> tuple[Finding, ...]:
        """Return the findings of the same request in the base; none if that cannot be checked.

        An increment that the base does not have takes over what the others left open there.
        """
        base = self._change.base
        if base is None or base.records is None:
            return ()
        record = base.records.all.get(increment)
        if record is None:
            none_yet = Record(base.records.current.policy, increment)
            project = Project(*base.requirements, none_yet, tuple(base.records.all.values()))
            return tuple(outstanding_findings(project, day))
        try:
            return check(self._workspace(base, record, day), request).all_findings()
        except InvalidInputError:
            return ()

    def _left_behind(self, records: Records) -> tuple[Finding, ...]:
        """Return what the change breaks in the increment that it ends: nothing checks it later."""
        base = self._change.base
        if base is None or base.records is None or self._context.increment:
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
            *self._requirements,
            record,
            record.file,
            today,
            artifacts_of(self._context) if state is change.result else None,
            GitHistory(
                compared.git, today, revisions, prefix=change.prefix, tags_of=compared.user_git
            ),
            self._earlier() if state is change.result else None,
            _others(state, record),
        )

    def _earlier(self) -> EarlierTree:
        """Return the base, which may still have what the change loses."""
        prefix, compared = self._change.prefix, self._change.compared
        return EarlierTree(compared.against, prefix, compared.base_tree(prefix))


def _others(state: ProjectState, record: Record) -> tuple[Record, ...]:
    records = state.records.all.values() if state.records else ()
    return tuple(each for each in records if each.increment != record.increment)


def _records(state: ProjectState) -> Records:
    if state.records is None:
        raise RuntimeError("a result without a record is not evaluated")
    return state.records


def _wanted(records: Records, increment: str) -> Record:
    if not increment:
        return records.current
    found = records.all.get(increment)
    if found is None:
        raise no_increment(increment, list(records.all))
    return found


def _attached(report: GateReport, verified: VerifyResult, record: Record) -> GateReport:
    """Return the report with the findings on the change, each at its gate if that was checked."""
    phases = {gate.phase for gate in report.gates}
    rest: list[Finding] = []
    at_gate: dict[str, list[Finding]] = {}
    for finding in verified.findings:
        phase = finding.subject.phase
        of_gate = phase in phases and finding.file in ("", record.file)
        (at_gate.setdefault(phase, []) if of_gate else rest).append(finding)
    gates = tuple(_worse(gate, at_gate.get(gate.phase, [])) for gate in report.gates)
    return report._replace(gates=gates, findings=(*report.findings, *rest))


def _worse(gate: GateResult, found: list[Finding]) -> GateResult:
    known = {_content(finding) for finding in gate.findings}
    new = tuple(finding for finding in found if _content(finding) not in known)
    # What the change adds can still be taken out of it.
    fixes = {_content(finding): finding.fix for finding in found}
    old = tuple(
        finding._replace(fix=fixes.get(_content(finding), finding.fix)) for finding in gate.findings
    )
    if not errors(found):
        return gate._replace(findings=(*old, *new))
    return gate._replace(verdict=GateVerdict.UNMET, findings=(*old, *new))


def _content(finding: Finding) -> tuple[object, ...]:
    """Return the content of a finding, without its severity, its place and its fix."""
    return (
        finding.rule,
        finding.reason,
        finding.subject.id,
        finding.about,
        finding.increment,
        finding.decided,
    )


def _with_levels(report: GateReport, workspace: Workspace, verified: VerifyResult) -> GateReport:
    """Return the report with the identity levels of the sign-offs that the change adds.

    One that would be valid waits if the approval that it needs is missing. Those of the base were
    verified before.
    """
    added = {
        id(recorded.entry): key
        for key, recorded in entries_of(workspace.record).items()
        if key in verified.levels and isinstance(recorded.entry, SignOff)
    }

    def signed(each: Signature) -> Signature:
        key = added.get(id(each.entry))
        return each._replace(identity=str(verified.levels[key]) if key else COMMITTED)

    def shown(verdict: SignOffVerdict) -> SignOffVerdict:
        found = with_signatures(verdict, tuple(map(signed, verdict.signatures)))
        waits = any(added.get(id(each.entry)) in verified.waiting for each in found.shown)
        if waits and found.state is SignOffState.VALID:
            return found._replace(state=SignOffState.WAITING)
        return found

    gates = tuple(gate._replace(signoffs=tuple(map(shown, gate.signoffs))) for gate in report.gates)
    return report._replace(gates=gates)
