"""`tpm walk`: the open items of a phase, one after the other.

This is the walk itself, without a screen or a keyboard: which item stands where, and what each
step does. Every answer is saved when it is given, so that breaking off loses nothing.
"""

from __future__ import annotations

from tpmcli.app.answer import AnswerRequest, answer
from tpmcli.app.context import CommandContext
from tpmcli.app.facts import gather
from tpmcli.app.proposals import propose
from tpmcli.app.workspace import Workspace
from tpmcli.model.checklist import Item, Phase, Role
from tpmcli.model.errors import RefusedError
from tpmcli.model.evidence_view import Proposal
from tpmcli.model.record import AnswerValue
from tpmcli.model.verdict import ItemVerdict
from tpmcli.rules.authorisation import find_active_phase
from tpmcli.rules.open_gate import judge_item
from tpmcli.rules.project import applicable_items, current_phase


class Walk:
    """A walk through items. ``position`` counts from 0; at the end it is past the last one."""

    def __init__(
        self,
        workspace: Workspace,
        session: CommandContext,
        phase_name: str = "",
        role: Role | None = None,
        *,
        everything: bool = False,
    ) -> None:
        """Items that are satisfied are left out, except with `everything`.

        Raises RefusedError where every gate is decided and no phase is named.
        """
        self.workspace = workspace
        self.session = session
        self.phase = _phase(workspace, phase_name)
        self.position = 0
        self.answered = 0
        facts = gather(workspace, (self.phase,))
        self.items = tuple(
            item
            for item in applicable_items(workspace.project, self.phase)
            if (role is None or item.role is role)
            and (everything or not judge_item(workspace.project, item, facts).satisfied)
        )

    @property
    def item(self) -> Item | None:
        """The item under way, None at the end."""
        return self.items[self.position] if self.position < len(self.items) else None

    def verdict(self, item: Item) -> ItemVerdict:
        """How an item stands now."""
        return judge_item(self.workspace.project, item, gather(self.workspace, (self.phase,)))

    def proposals(self, item: Item) -> list[Proposal]:
        """Files that may serve as its evidence."""
        return propose(self.workspace, item)

    def say(self, value: AnswerValue, evidence: tuple[str, ...] = (), note: str = "") -> list[str]:
        """Records an answer to the item under way and goes on. Returns remarks worth showing.

        Raises RefusedError or UsageError, and stays, where the answer cannot be recorded.
        """
        item = self.items[self.position]
        done = answer(self.workspace, self.session, [item.id], AnswerRequest(value, evidence, note))
        self.workspace = done.workspace
        self.answered += 1
        self.position += 1
        return list(done.remarks)

    def skip(self) -> None:
        """Goes on without an answer."""
        self.position += 1

    def back(self) -> None:
        """Goes to the item before, where there is one."""
        self.position = max(0, self.position - 1)


def _phase(workspace: Workspace, name: str) -> Phase:
    if name:
        return find_active_phase(workspace.project, name)
    phase = current_phase(workspace.project)
    if phase is None:
        raise RefusedError("every gate is decided", "name a phase: tpm walk PHASE")
    return phase
