"""Fixes for whoever reads them: where they stand, who they are, and what is known already.

A command of the rules is about the project. Here it gets the folder and the increment of the call,
the file that shows an item if only one can, and it stays a command only if the reader may run it.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING

from tpmcli.app.context import CommandContext
from tpmcli.app.place import place_of
from tpmcli.app.workspace import Workspace, is_ignored
from tpmcli.model.errors import TpmError, UsageError
from tpmcli.model.finding import Finding, SubjectKind
from tpmcli.model.fix import Advice, Blank, Command, File, Fix, Help, map_commands, tpm
from tpmcli.model.place import placed_fix
from tpmcli.model.record import Outcome
from tpmcli.model.role import Role
from tpmcli.model.rule import Reason, Rule, Severity
from tpmcli.model.verdict import GateReport, GateResult
from tpmcli.rules.alike import condensed
from tpmcli.rules.deputies import chairs_of, in_force
from tpmcli.rules.open_gate import decide_command

if TYPE_CHECKING:
    from tpmcli.rules.next import NextStep
    from tpmcli.rules.status import ProjectStatus
    from tpmcli.rules.why import ItemExplanation

# For more findings than this, nobody is told which file may show each.
_MOST_FILLED = 10
# Of so many files it is found out whether they can be cited.
_MOST_READ = 20

_UNDECIDED = (
    Reason.EARLIER_GATE_UNDECIDED,
    Reason.EARLIER_GATE_NOT_PASSED,
    Reason.UNDECIDED,
    Reason.NOT_PASSED,
)


class Reader:
    """Makes the fixes of one project work for the reader of one command."""

    def __init__(self, workspace: Workspace, context: CommandContext, root: str = "") -> None:
        """Read fixes of the project in the folder `root`, by default that of the workspace."""
        self._workspace = workspace
        self._context = context
        self._place = place_of(context, root or workspace.root)
        self._filled = 0
        self._known: dict[str, GateResult] = {}

    def report(self, report: GateReport) -> GateReport:
        """Return the report with fixes for the reader."""
        self._known = {gate.phase: gate for gate in report.gates}
        gates = tuple(self.gate(gate) for gate in report.gates)
        return report._replace(gates=gates, findings=self.findings(report.findings))

    def status(self, status: ProjectStatus) -> ProjectStatus:
        """Return the status with fixes for the reader."""
        self._known = {each.phase.id: each.gate for each in status.phases if each.gate}
        # Of the other gates nothing is shown that could name a file.
        phases = tuple(
            phase._replace(
                gate=phase.gate and self.gate(phase.gate, fill=phase.phase == status.current)
            )
            for phase in status.phases
        )
        return status._replace(phases=phases, findings=self.findings(status.findings))

    def explanation(self, explanation: ItemExplanation) -> ItemExplanation:
        """Return the explanation of an item with fixes for the reader."""
        verdict = explanation.verdict
        if verdict is None:
            return explanation
        found = self.findings(verdict.findings)
        return explanation._replace(verdict=verdict._replace(findings=found))

    def step(self, step: NextStep | None) -> NextStep | None:
        """Return the step with a fix for the reader."""
        if step is None:
            return None
        if step.finding is not None and step.fix is step.finding.fix:
            return step._replace(fix=self.finding(step.finding).fix)
        return step._replace(fix=self._fix(step.fix, step.item.id if step.item else ""))

    def gate(self, gate: GateResult, *, fill: bool = True) -> GateResult:
        """Return the gate with fixes for the reader, those of its items included.

        With `fill`, what is shown by itself names the file that may show its item.
        """
        alone = {id(each) for each in condensed(gate)} if fill else set()
        known: dict[int, Finding] = {}
        findings = []
        for finding in gate.findings:
            shown = id(finding) in alone and finding.severity is not Severity.NOTE
            known[id(finding)] = self.finding(finding, fill=shown)
            findings.append(known[id(finding)])
        items = tuple(
            item._replace(
                findings=tuple(
                    known.get(id(each)) or self.finding(each, fill=False) for each in item.findings
                )
            )
            if item.findings
            else item
            for item in gate.items
        )
        return gate._replace(items=items, findings=tuple(findings), place=self._place)

    def findings(self, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        """Return the findings with fixes for the reader."""
        return tuple(self.finding(finding) for finding in findings)

    def finding(self, finding: Finding, *, fill: bool = True) -> Finding:
        """Return the finding with a fix for the reader, which may name a file with `fill`."""
        fix = finding.fix
        if fix is None:
            return finding
        if finding.reason in _UNDECIDED and finding.decided is None:
            fix = self._decision(finding.subject.phase) or fix
        if finding.rule is Rule.EVIDENCE_UNTRACKED and isinstance(fix, Command):
            fix = self._not_ignored(fix)
        item = finding.subject.name if fill and finding.subject.kind is SubjectKind.ITEM else ""
        return finding._replace(fix=self._fix(fix, item))

    def fix(self, fix: Fix) -> Fix | None:
        """Return a fix for the reader."""
        return self._fix(fix, "")

    def _fix(self, fix: Fix | None, item: str) -> Fix | None:
        if item and isinstance(fix, Command) and Blank.EVIDENCE in fix.words:
            fix = self._with_evidence(fix, item)
        return placed_fix(map_commands(fix, self._asked), self._place)

    def _asked(self, command: Command) -> Command:
        """Return the command with the people who must be asked to run it."""
        return command._replace(people=self._others(command.people)) if command.people else command

    def _others(self, people: tuple[str, ...]) -> tuple[str, ...]:
        """Return the addresses of these people; empty if the reader is one of them.

        For a role these are its holders, and whoever stands in for one of them today.
        """
        policy, today = self._workspace.policy, self._workspace.today
        if self._person and policy.among(self._person, people):
            return ()
        named: list[str] = []
        for each in people:
            named += policy.people.get(Role(each), (each,))
            deputies = [given.to for given in in_force(policy.delegations, today)]
            named += [to for to in deputies if chairs_of(policy, to, Role(each), today)]
        if self._person and policy.among(self._person, named):
            return ()
        return tuple(dict.fromkeys(named)) or people

    @cached_property
    def _person(self) -> str:
        """The reader's address; empty if it is not known, as in CI."""
        from tpmcli.app.user import current_user

        try:
            return current_user(self._workspace, self._context)
        except UsageError:
            return ""

    def _with_evidence(self, command: Command, name: str) -> Fix:
        """Return the command with the file that may show the item, if only one may."""
        item = self._workspace.checklist.items().get(name)
        if item is None or not item.evidence.find or self._filled >= _MOST_FILLED:
            return command
        from itertools import islice

        from tpmcli.app.citable import citable
        from tpmcli.app.find_globs import find_globs
        from tpmcli.text.usual_names import find_paths

        self._filled += 1
        matching = find_paths(find_globs(self._workspace, item), self._workspace.tree.files())
        found = list(islice(citable(self._workspace, item, matching[:_MOST_READ]), 2))
        if len(found) == 1:
            (path,) = found
            words = tuple(File(path) if word is Blank.EVIDENCE else word for word in command.words)
            return command._replace(words=words)
        if found:
            return Advice(Help.CHOOSE_EVIDENCE, command, before=tpm("evidence", "find", item.id))
        if matching:
            (path, *_) = matching
            words = tuple(File(path) if word is Blank.EVIDENCE else word for word in command.words)
            return Advice(Help.COMPLETE_EVIDENCE, command._replace(words=words), path)
        if item.evidence.template:
            return Advice(Help.WRITE_EVIDENCE, command, before=tpm("evidence", "new", item.id))
        return command

    def _decision(self, phase: str) -> Command | None:
        """Return the command that decides a gate, if it is met."""
        gate = self._known.get(phase) or self._check(phase)
        # A gate whose decision is all that it lacks is recommended to pass.
        if gate is None or gate.recommendation.decision == Outcome.HOLD:
            return None
        project = self._workspace.project
        return decide_command(project, phase, str(gate.recommendation.decision))

    def _check(self, phase: str) -> GateResult | None:
        from tpmcli.app.gate_check import check
        from tpmcli.rules.gate_check import CheckRequest, CheckScope

        try:
            gates = check(self._workspace, CheckRequest(CheckScope.PHASE, phase)).gates
        except TpmError:
            return None
        self._known.update((gate.phase, gate) for gate in gates)
        return self._known.get(phase)

    def _not_ignored(self, command: Command) -> Fix:
        """Return the command that adds a file, or advice if git ignores the file."""
        (*_, file) = command.words
        if isinstance(file, File) and is_ignored(self._workspace, file.path):
            return Advice(Help.NOT_IGNORED, name=file.path)
        return command
