"""`tpm walk`: the open items of a phase, one after the other.

This is the walk itself, without a screen or a keyboard: the items, the current one, and the effect
of each step. Every answer is saved when it is given, so that quitting loses nothing.
"""

from __future__ import annotations

from tpmcli.app.answer import AnswerRequest, answer
from tpmcli.app.context import CommandContext
from tpmcli.app.facts import gather
from tpmcli.app.proposals import propose
from tpmcli.app.workspace import Workspace
from tpmcli.model.checklist import Item, Phase
from tpmcli.model.errors import RefusedError
from tpmcli.model.evidence_view import Proposal
from tpmcli.model.record import AnswerValue
from tpmcli.model.role import Role
from tpmcli.model.verdict import ItemVerdict
from tpmcli.rules.authorisation import find_active_phase
from tpmcli.rules.open_gate import judge_item
from tpmcli.rules.project import applicable_items, current_phase


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
        self.position = 0
        self.answered = 0
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

    def verdict(self, item: Item) -> ItemVerdict:
        """Return the present state of an item."""
        return judge_item(self.workspace.project, item, gather(self.workspace, (self.phase,)))

    def proposals(self, item: Item) -> list[Proposal]:
        """Return files that may serve as the item's evidence."""
        return propose(self.workspace, item)

    def say(self, value: AnswerValue, evidence: tuple[str, ...] = (), note: str = "") -> list[str]:
        """Record an answer to the current item and go on; return remarks to show.

        Raises: RefusedError or UsageError, without going on, if the answer cannot be recorded.
        """
        item = self.items[self.position]
        done = answer(self.workspace, self.context, [item.id], AnswerRequest(value, evidence, note))
        self.workspace = done.workspace
        self.answered += 1
        self.position += 1
        return list(done.remarks)

    def skip(self) -> None:
        """Skip the current item."""
        self.position += 1

    def back(self) -> None:
        """Return to the previous item, if there is one."""
        self.position = max(0, self.position - 1)


def _phase(workspace: Workspace, name: str) -> Phase:
    if name:
        return find_active_phase(workspace.project, name)
    phase = current_phase(workspace.project)
    if phase is None:
        raise RefusedError("every gate is decided", "name a phase: tpm walk PHASE")
    return phase
