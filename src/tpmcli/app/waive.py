"""`tpm waive`: waive a required item until a last date, or end its waiver."""

from collections.abc import Sequence
from typing import NamedTuple

from tpmcli.app.context import CommandContext
from tpmcli.app.saving import BlockEdit, item_block, save
from tpmcli.app.user import current_user
from tpmcli.app.workspace import Workspace
from tpmcli.model.checklist import Item
from tpmcli.model.days import parse_day
from tpmcli.model.errors import UsageError
from tpmcli.model.fix import Command
from tpmcli.model.record import Waiver
from tpmcli.render.finding import message
from tpmcli.rules.authorisation import check_waiver_allowed, find_item
from tpmcli.rules.demands import signing_roles
from tpmcli.rules.item_verdict import should_blocks
from tpmcli.rules.project import Project, blocks_today
from tpmcli.rules.signoffs import sign_command
from tpmcli.rules.taking_back import check_withdrawal_allowed
from tpmcli.store.formats.fields import plain


class WaiverResult(NamedTuple):
    """The item, remarks to show, and the command with which the approver signs off."""

    workspace: Workspace
    item: Item
    remarks: tuple[str, ...] = ()
    signing: Command | None = None


def waive(
    workspace: Workspace,
    context: CommandContext,
    name: str,
    *,
    reason: str,
    until: str,
    approved_by: str | Sequence[str],
) -> WaiverResult:
    """Record a waiver, which counts once its approver has signed off.

    Raises: UsageError if the reason, the date or the approver is missing or invalid; RefusedError
    if the policy does not allow the waiver.
    """
    item = find_item(workspace.project, name)
    approvers = (
        (approved_by,) if isinstance(approved_by, str) else tuple(dict.fromkeys(approved_by))
    )
    given = {"--reason": reason, "--until": until, "--approved-by": "".join(approvers)}
    missing = [f"`{option}`" for option, value in given.items() if not value.strip()]
    if missing:
        raise UsageError(
            f"missing {', '.join(missing)}",
            "a waiver needs a reason, a last date and an approver",
        )
    if parse_day(until) is None:
        raise UsageError(f"`{until}` is not a date", "write YYYY-MM-DD, such as 2026-12-31")
    by = current_user(workspace, context)
    at = context.now()
    remarks: list[str] = []

    def change(project: Project) -> list[BlockEdit]:
        waiver = Waiver(by, at, reason, approvers, until)
        remarks.extend(map(message, check_waiver_allowed(project, item, waiver, at[:10])))
        if not (blocks_today(item, at[:10]) or should_blocks(project, item)):
            remarks.append("the item is not required yet; the waiver takes effect when it is")
        return [_appended(project, item, waiver)]

    saved = save(workspace, change)
    # The policy allows no approver who could not sign off.
    role = signing_roles(workspace.project, approvers[0])[0]
    signing = sign_command(item.phase, role)._replace(people=approvers)
    return WaiverResult(saved, item, tuple(remarks), signing)


def withdraw(workspace: Workspace, context: CommandContext, name: str, reason: str) -> WaiverResult:
    """End the item's waiver in force.

    Raises: UsageError if there is no such item; RefusedError if it has no waiver in force.
    """
    item = find_item(workspace.project, name)
    by = current_user(workspace, context)
    at = context.now()

    def change(project: Project) -> list[BlockEdit]:
        check_withdrawal_allowed(project, item, at[:10])
        return [_appended(project, item, Waiver(by, at, reason, withdrawn=True))]

    return WaiverResult(save(workspace, change), item)


def _appended(project: Project, item: Item, waiver: Waiver) -> BlockEdit:
    record = project.record.item(item.id)
    block = item_block(record)
    block["waivers"] = [*(each.raw for each in record.waivers), plain(waiver)]
    return BlockEdit("items", item.id, block)
