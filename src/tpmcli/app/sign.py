"""`tpm sign`: sign off a phase for a role, or take that back."""

from typing import NamedTuple

from tpmcli.app.context import CommandContext
from tpmcli.app.facts import gather, gather_again
from tpmcli.app.saving import BlockEdit, save
from tpmcli.app.user import current_user
from tpmcli.app.workspace import Workspace
from tpmcli.model.checklist import Phase, Role
from tpmcli.model.errors import RefusedError
from tpmcli.model.record import SignOff
from tpmcli.rules.authorisation import check_signoff_allowed, find_active_phase
from tpmcli.rules.project import Project, current_phase
from tpmcli.rules.signoffs import counting_signoff, role_answers
from tpmcli.rules.taking_back import check_signoff_withdrawal_allowed
from tpmcli.store.formats.fields import plain
from tpmcli.store.record.entries import signoff_entry


class SignOffResult(NamedTuple):
    """The number of answers and waivers that a sign-off covers.

    `again` is False if the same sign-off was recorded before.
    """

    workspace: Workspace
    phase: Phase
    by: str
    answers: int
    waivers: int
    again: bool = True


class SignOffWithdrawal(NamedTuple):
    """A sign-off that no longer counts."""

    workspace: Workspace
    phase: Phase
    by: str


def sign(
    workspace: Workspace,
    context: CommandContext,
    phase_name: str,
    role: Role,
    *,
    behalf_of: str = "",
) -> SignOffResult:
    """Record a sign-off of `role`, for the current phase if none is named.

    With `behalf_of` it names that person instead of the acting one; it then counts only with a
    proof of their identity that the policy accepts, such as their approval of the pull request.

    Raises: RefusedError if the person does not hold the role, or a required item of it is open.
    """
    phase = _phase(workspace.project, phase_name)
    by = behalf_of or current_user(workspace, context)
    at = context.now()
    facts = gather(workspace, (phase,))
    result: dict[str, object] = {}

    def change(fresh: Project) -> list[BlockEdit]:
        now = gather_again(workspace, fresh, (phase,), facts)
        check_signoff_allowed(fresh, phase, role, by, now)
        entry = signoff_entry(fresh, phase, role, by=by, at=at, today=facts.today)
        result["entry"] = entry
        last = counting_signoff(fresh.record, phase.id, role)
        if (
            last is not None
            and fresh.policy.canonical(last.by) == fresh.policy.canonical(by)
            and last.digest == entry["digest"]
            and dict(last.waivers) == entry.get("waivers", {})
        ):
            result["same"] = True
            return []
        return [_appended(fresh, phase, role, entry)]

    saved = save(workspace, change)
    entry = result["entry"]
    waivers = entry.get("waivers", {}) if isinstance(entry, dict) else {}
    return SignOffResult(
        saved,
        phase,
        by,
        len(role_answers(saved.record, phase.id, role)),
        len(waivers),
        again="same" not in result,
    )


def withdraw(
    workspace: Workspace,
    context: CommandContext,
    phase_name: str,
    role: Role,
    *,
    behalf_of: str = "",
) -> SignOffWithdrawal:
    """Record that a sign-off is withdrawn, in the current phase if none is named.

    Whoever holds the role may. `behalf_of` is what it is for `sign`.

    Raises: RefusedError if the person does not hold the role, if no sign-off of it counts, or if
    the gate is decided.
    """
    phase = _phase(workspace.project, phase_name)
    by = behalf_of or current_user(workspace, context)
    at = context.now()

    def change(fresh: Project) -> list[BlockEdit]:
        check_signoff_withdrawal_allowed(fresh, phase, role, by)
        return [_appended(fresh, phase, role, plain(SignOff(by, at, withdrawn=True)))]

    return SignOffWithdrawal(save(workspace, change), phase, by)


def _phase(project: Project, name: str) -> Phase:
    """Return the phase of that name, or the current one."""
    if name:
        return find_active_phase(project, name)
    current = current_phase(project)
    if current is None:
        raise RefusedError("every gate is decided", "name the phase: `tpm sign PHASE --role ROLE`")
    return current


def _appended(project: Project, phase: Phase, role: Role, entry: dict[str, object]) -> BlockEdit:
    earlier = project.record.signoffs.get((phase.id, role), ())
    return BlockEdit("signoffs", f"{phase.id}.{role}", [*(each.raw for each in earlier), entry])
