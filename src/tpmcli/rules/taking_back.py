"""What may be taken back, and until when: every refusal, with its help.

Nothing that a gate is decided on is taken back; `recycle` reopens the gate first.
"""

from __future__ import annotations

from tpmcli.model.checklist import Item, Phase
from tpmcli.model.errors import RefusedError
from tpmcli.model.fix import Advice, Help, tpm
from tpmcli.model.role import Role
from tpmcli.rules.authorisation import passing_decision, refuse_bound, refuse_other_role
from tpmcli.rules.demands import signing_block
from tpmcli.rules.open_gate import reopen_command
from tpmcli.rules.project import Project
from tpmcli.rules.signoffs import counting_signoff
from tpmcli.rules.waivers import live_waiver


def check_clearing_allowed(project: Project, item: Item) -> None:
    """Refuse to take back an answer that does not exist, or that a decision locks.

    Raises: RefusedError.
    """
    if project.record.item(item.id).raw_answer is None:
        raise RefusedError(f"“{item.title}” has no answer", tpm("why", item.id))
    refuse_bound(project, item)


def check_withdrawal_allowed(project: Project, item: Item, today: str) -> None:
    """Refuse to withdraw a waiver that is not in force.

    Raises: RefusedError if the item has no waiver in force on `today`.
    """
    if live_waiver(project.record.item(item.id), today) is None:
        raise RefusedError(f"“{item.title}” has no active waiver", tpm("why", item.id))


def check_signoff_withdrawal_allowed(
    project: Project, phase: Phase, role: Role, by: str, deputy_for: str = "", today: str = ""
) -> str:
    """Refuse to withdraw a sign-off without the role, of a decided gate, or if none counts.

    Returns the block that holds it: the role's, or that of the person.

    Raises: RefusedError.
    """
    refuse_other_role(project, role, by, deputy_for, today)
    decision = passing_decision(project, phase.id)
    if decision is not None:
        raise RefusedError(
            f"sign-offs of {phase.id} are locked: the gate is decided (`{decision.outcome}`)",
            Advice(Help.REOPEN_GATE, reopen_command(project, phase.id)),
        )
    blocks = (signing_block(project.policy, role, by), str(role))
    block = next((each for each in blocks if counting_signoff(project.record, phase.id, each)), "")
    if not block:
        raise RefusedError(
            f"{role.named} has no active sign-off of {phase.id}",
            tpm("gate", "check", phase.id),
        )
    return block
