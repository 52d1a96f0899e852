"""`tpm sign`: a role vouches for its answers in a phase."""

from __future__ import annotations

from tpmcli.app.context import CommandContext
from tpmcli.app.facts import gather, gather_again
from tpmcli.app.saving import BlockEdit, current_user, save
from tpmcli.app.workspace import Workspace
from tpmcli.model.checklist import Phase, Role
from tpmcli.model.errors import RefusedError
from tpmcli.model.tuples import NamedTuple
from tpmcli.rules.authorisation import check_signoff_allowed, find_active_phase
from tpmcli.rules.project import Project, current_phase
from tpmcli.rules.signoffs import counting_signoff, role_answers
from tpmcli.store.record.entries import signoff_entry


class SignOffResult(NamedTuple):
    """What was vouched for: how many answers and waivers; ``again`` False where nothing was new."""

    workspace: Workspace
    phase: Phase
    by: str
    answers: int
    waivers: int
    again: bool = True


def sign(
    workspace: Workspace,
    session: CommandContext,
    phase_name: str,
    role: Role,
    *,
    behalf_of: str = "",
) -> SignOffResult:
    """Records a sign-off of `role`, for the current phase where none is named.

    With `behalf_of` it names that person instead of the one who acts; it is worth what the
    policy's least identity makes of it, such as her approval of the pull request.
    Raises RefusedError for somebody without the role, or while a must-item of it is open.
    """
    project = workspace.project
    if phase_name:
        phase = find_active_phase(project, phase_name)
    else:
        current = current_phase(project)
        if current is None:
            raise RefusedError("every gate is decided", "name the phase: tpm sign PHASE --role R")
        phase = current
    by = behalf_of or current_user(workspace, session)
    at = session.now()
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
        earlier = fresh.record.signoffs.get((phase.id, role), ())
        return [
            BlockEdit("signoffs", f"{phase.id}.{role}", [*(each.raw for each in earlier), entry])
        ]

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
