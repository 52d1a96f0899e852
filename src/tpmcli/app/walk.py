"""`tpm walk`: the open items of a phase, one after the other.

This is the walk itself, without a screen or a keyboard: the items, the current one, and the effect
of each step. Every answer is saved when it is given, so that quitting loses nothing.
"""

from __future__ import annotations

from tpmcli.app.answer import AnswerRequest, answer
from tpmcli.app.context import CommandContext
from tpmcli.app.facts import gather
from tpmcli.app.proposals import propose
from tpmcli.app.undo_answer import UndoStep, undo_answer, undo_step
from tpmcli.app.workspace import Workspace, load_record
from tpmcli.model.checklist import Item, Phase
from tpmcli.model.demand import Demand
from tpmcli.model.errors import RefusedError
from tpmcli.model.facts import EvidenceFact, EvidenceStatus, Facts
from tpmcli.model.record import AnswerValue, Evidence
from tpmcli.model.role import Role
from tpmcli.model.tree import EntryKind
from tpmcli.model.verdict import SignOffState
from tpmcli.model.walk_view import (
    CitedTarget,
    RecordedAnswer,
    RoleProgress,
    UndoneAnswer,
    WalkCard,
)
from tpmcli.repo.path_arguments import from_folder, from_root
from tpmcli.repo.worktree import WorkTree
from tpmcli.rules.authorisation import find_active_phase, passing_decision
from tpmcli.rules.demands import demands_at
from tpmcli.rules.item_verdict import judge_item
from tpmcli.rules.open_gate import blocks_signing
from tpmcli.rules.project import applicable_items, current_phase
from tpmcli.rules.quorum import judge_signoff
from tpmcli.text.paths import split_fragment, whole_file


class Walk:
    """A walk through items. `position` counts from 0; at the end it is past the last one."""

    def __init__(
        self,
        workspace: Workspace,
        context: CommandContext,
        phase_name: str = "",
        role: Role | None = None,
        *,
        everything: bool = False,
    ) -> None:
        """Start at the first item that is not satisfied, or of all items with `everything`.

        Raises: RefusedError if every gate is decided and no phase is named.
        """
        self.workspace = workspace
        self.context = context
        self.phase = _phase(workspace, phase_name)
        self.role = role
        self.position = 0
        self._steps: list[UndoStep] = []
        facts = gather(workspace, (self.phase,))
        self.items = tuple(
            item
            for item in applicable_items(workspace.project, self.phase)
            if (role is None or item.role == role)
            and (everything or not judge_item(workspace.project, item, facts).satisfied)
        )

    @property
    def item(self) -> Item | None:
        """The current item, None at the end."""
        return self.items[self.position] if self.position < len(self.items) else None

    @property
    def answered(self) -> int:
        """How many items were answered in this walk, those taken back left out."""
        return len({step.item.id for step in self._steps})

    @property
    def may_undo(self) -> bool:
        """Whether there is an answer to take back."""
        return bool(self._steps)

    def card(self) -> WalkCard:
        """Return the current item as it is now.

        Raises: InvalidInputError if the project file is no longer valid.
        """
        self.look_again()
        item = self.items[self.position]
        facts = gather(self.workspace, (self.phase,))
        verdict = judge_item(self.workspace.project, item, facts)
        given = verdict.answer.evidence if verdict.answer else ()
        found = propose(self.workspace, item)
        return WalkCard(
            item,
            verdict,
            tuple(self._cited(evidence, facts) for evidence in given),
            tuple(each._replace(path=self._typed(whole_file(each.path))) for each in found.files),
            self.position + 1,
            len(self.items),
            self._typed(whole_file(found.refused)) if found.refused else "",
        )

    def say(
        self, value: AnswerValue, evidence: tuple[str, ...] = (), note: str = ""
    ) -> RecordedAnswer:
        """Record an answer to the current item, and go on to the next one.

        Raises: RefusedError or UsageError, without going on, if the answer cannot be recorded.
        """
        self.look_again()
        item = self.items[self.position]
        done = answer(self.workspace, self.context, [item.id], AnswerRequest(value, evidence, note))
        self.workspace = done.workspace
        step = undo_step(done)
        self._steps.append(step)
        self.position += 1
        targets = tuple(self._shown(each) for each in step.answer.evidence)
        return RecordedAnswer(item, step.answer, targets, done.remarks)

    def undo(self) -> UndoneAnswer | None:
        """Take the last answer of this walk back and return to its item; None if there is none.

        Raises: RefusedError if the item was answered again since, or a decision locks it.
        """
        if not self._steps:
            return None
        step = self._steps[-1]
        self.workspace = undo_answer(self.workspace, step)
        self._steps.pop()
        self.position = self.items.index(step.item)
        return UndoneAnswer(step.item, step.before)

    def skip(self) -> None:
        """Skip the current item."""
        self.position += 1

    def back(self) -> None:
        """Return to the previous item, if there is one."""
        self.position = max(0, self.position - 1)

    def progress(self) -> list[RoleProgress]:
        """Return each role of the walk whose sign-off the gate needs; none if it has passed."""
        self.look_again()
        project = self.workspace.project
        if passing_decision(project, self.phase.id) is not None:
            return []
        facts = gather(self.workspace, (self.phase,))
        return [
            self._progress(demand, facts)
            for demand in demands_at(project, self.phase.id)
            if self.role in (None, demand.role)
        ]

    def look_again(self) -> None:
        """Examine the record and the files anew from here on: others work on them meanwhile.

        Raises: InvalidInputError if the project file is no longer valid.
        """
        tree = WorkTree(self.workspace.root)
        record = load_record(tree, self.workspace.record_path, self.workspace.policy)
        self.workspace = self.workspace._replace(tree=tree, record=record)

    def is_file(self, typed: str) -> bool:
        """Return whether this is a file of the project, as typed in the folder of the call."""
        path = from_root(self.workspace.root, self.context.folder, split_fragment(typed)[0])
        entry = self.workspace.tree.entry(path)
        return entry is not None and entry.kind is EntryKind.FILE

    def files(self) -> list[str]:
        """Return every file that can be cited, as it is typed in the folder of the call."""
        return [self._typed(whole_file(path)) for path in self.workspace.tree.files()]

    def _progress(self, demand: Demand, facts: Facts) -> RoleProgress:
        project, role = self.workspace.project, demand.role
        items = [i for i in applicable_items(project, self.phase) if i.role == role]
        verdicts = [judge_item(project, item, facts) for item in items]
        signoff, _ = judge_signoff(project, self.phase.id, demand, facts.today)
        return RoleProgress(
            role,
            len(blocks_signing(project, self.phase, role, facts)),
            sum(not each.satisfied and not each.must for each in verdicts),
            signoff.state is SignOffState.VALID,
        )

    def _cited(self, evidence: Evidence, facts: Facts) -> CitedTarget:
        if evidence.url:
            return CitedTarget(evidence.url)
        fact = facts.evidence.get(evidence.path, EvidenceFact(EvidenceStatus.MISSING))
        changed = fact.status is EvidenceStatus.OK and fact.sha256 != evidence.sha256
        return CitedTarget(self._shown(evidence), fact.status, changed)

    def _shown(self, evidence: Evidence) -> str:
        return evidence.url or self._typed(evidence.path)

    def _typed(self, path: str) -> str:
        return from_folder(self.workspace.root, self.context.folder, path)


def _phase(workspace: Workspace, name: str) -> Phase:
    if name:
        return find_active_phase(workspace.project, name)
    phase = current_phase(workspace.project)
    if phase is None:
        raise RefusedError("every gate is decided", "name a phase to walk through its items")
    return phase
