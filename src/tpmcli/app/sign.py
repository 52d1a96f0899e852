"""`tpm sign`: sign off a phase for a role, or take that back."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from tpmcli.app.context import CommandContext
from tpmcli.app.facts import gather, gather_again
from tpmcli.app.saving import BlockEdit, save
from tpmcli.app.user import current_user
from tpmcli.app.workspace import Workspace
from tpmcli.model.checklist import Phase
from tpmcli.model.demand import Demand
from tpmcli.model.errors import RefusedError
from tpmcli.model.fix import Blank, tpm
from tpmcli.model.record import SignOff
from tpmcli.model.role import TPM, Role
from tpmcli.model.verdict import SignatureState, SignOffVerdict
from tpmcli.rules.authorisation import (
    check_signoff_allowed,
    find_active_phase,
    holder_for,
    the_role_to_sign,
)
from tpmcli.rules.demands import demands_at, signing_block
from tpmcli.rules.project import Project, current_phase
from tpmcli.rules.quorum import judge_signoff, signatures
from tpmcli.rules.signoffs import counting_signoff, phase_answers, role_answers
from tpmcli.rules.taking_back import check_signoff_withdrawal_allowed
from tpmcli.store.formats.fields import plain
from tpmcli.store.record.entries import signoff_entry


class SignOffResult(NamedTuple):
    """The number of answers and waivers that a sign-off covers.

    `again` is False if the same sign-off was recorded before. `verdict` is the state of the role
    then, `adds` False if the person's part was taken before.
    """

    workspace: Workspace
    phase: Phase
    by: str
    answers: int
    waivers: int
    again: bool = True
    role: Role = TPM
    deputy_for: str = ""
    verdict: SignOffVerdict | None = None
    adds: bool = True


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
    deputy_for: str = "",
) -> SignOffResult:
    """Record a sign-off of `role`, for the current phase if none is named.

    `behalf_of` and `deputy_for` are what they are for `sign_all`.

    Raises: RefusedError if the person may not, or a required item that it covers is open.
    """
    people = (behalf_of,) if behalf_of else ()
    [done] = sign_all(workspace, context, phase_name, (role,), people, deputy_for=deputy_for)
    return done


def sign_all(
    workspace: Workspace,
    context: CommandContext,
    phase_name: str,
    roles: Sequence[Role] = (),
    behalf_of: Sequence[str] = (),
    *,
    deputy_for: str = "",
) -> list[SignOffResult]:
    """Record a sign-off for each role and person at once, or none of them.

    Without `roles` it is for the one that the person has. With `behalf_of` it names those people
    instead of the acting one; a sign-off then counts only with a proof of their identity that the
    policy accepts, such as their approval of the pull request. A deputy acts for `deputy_for`, or
    for the one person who delegated to them.

    Raises: RefusedError if a person may not, or a required item that is covered is open; UsageError
    if it is not clear in which role, or for whom.
    """
    project = workspace.project
    phase = _phase(project, phase_name)
    at, facts = context.now(), gather(workspace, (phase,))
    today = facts.today
    signing = [
        (role, person, holder_for(project.policy, person, (role,), today, deputy_for))
        for person in behalf_of or (current_user(workspace, context),)
        for role in roles or (the_role_to_sign(project, phase.id, person, today),)
    ]
    result: list[tuple[dict[str, object], bool, bool]] = []

    def change(fresh: Project) -> list[BlockEdit]:
        now = gather_again(workspace, fresh, (phase,), facts)
        blocks: dict[str, list[object]] = {}
        for role, by, holder in signing:
            check_signoff_allowed(fresh, phase, role, by, now, holder)
            entry = signoff_entry(fresh, phase, role, by=by, at=at, today=today, deputy_for=holder)
            block = signing_block(fresh.policy, role, by)
            same = _is_recorded(fresh, phase, block, by, entry)
            result.append((entry, not same, _chair(fresh, by, holder) not in _filled(fresh, role)))
            if not same:
                earlier = fresh.record.signoffs.get((phase.id, block), ())
                blocks.setdefault(block, [each.raw for each in earlier]).append(entry)
        return [BlockEdit("signoffs", f"{phase.id}.{name}", each) for name, each in blocks.items()]

    def _filled(fresh: Project, role: Role) -> set[str]:
        demand = _demand(fresh, phase, role)
        found = signatures(fresh, phase.id, demand, today) if demand else ()
        return {each.chair for each in found if each.state is SignatureState.VALID}

    saved = save(workspace, change)
    return [
        _result(saved, phase, today, *who, *recorded)
        for who, recorded in zip(signing, result, strict=True)
    ]


def _is_recorded(
    project: Project, phase: Phase, block: str, by: str, entry: Mapping[str, object]
) -> bool:
    """Return whether the block's last sign-off is the same, by the same person."""
    last, policy = counting_signoff(project.record, phase.id, block), project.policy
    return (
        last is not None
        and policy.canonical(last.by) == policy.canonical(by)
        and policy.canonical(last.deputy_for) == policy.canonical(str(entry.get("deputy-for", "")))
        and last.digest == entry["digest"]
        and dict(last.waivers) == entry.get("waivers", {})
        and last.whole_gate == ("covers" in entry)
    )


def _chair(project: Project, by: str, holder: str) -> str:
    return project.policy.canonical(holder or by)


def _demand(project: Project, phase: Phase, role: Role) -> Demand | None:
    return next((each for each in demands_at(project, phase.id) if each.role == role), None)


def _result(
    saved: Workspace,
    phase: Phase,
    today: str,
    role: Role,
    by: str,
    holder: str,
    entry: dict[str, object],
    again: bool,
    adds: bool,
) -> SignOffResult:
    record, demand = saved.record, _demand(saved.project, phase, role)
    whole = "covers" in entry
    covered = phase_answers(record, phase.id) if whole else role_answers(record, phase.id, role)
    waivers = entry.get("waivers", {})
    return SignOffResult(
        saved,
        phase,
        by,
        len(covered),
        len(waivers) if isinstance(waivers, Mapping) else 0,
        again,
        role,
        holder,
        judge_signoff(saved.project, phase.id, demand, today)[0] if demand else None,
        adds,
    )


def withdraw(
    workspace: Workspace,
    context: CommandContext,
    phase_name: str,
    role: Role,
    *,
    behalf_of: str = "",
    deputy_for: str = "",
) -> SignOffWithdrawal:
    """Record that a sign-off is withdrawn, in the current phase if none is named.

    Whoever holds the role may; their own, if its people have blocks of their own. `behalf_of` and
    `deputy_for` are what they are for `sign`.

    Raises: RefusedError if the person does not hold the role, if no sign-off of it counts, or if
    the gate is decided.
    """
    phase = _phase(workspace.project, phase_name)
    by = behalf_of or current_user(workspace, context)
    at = context.now()
    holder = holder_for(workspace.policy, by, (role,), at[:10], deputy_for)

    def change(fresh: Project) -> list[BlockEdit]:
        block = check_signoff_withdrawal_allowed(fresh, phase, role, by, holder, at[:10])
        entry = plain(SignOff(by, at, withdrawn=True, deputy_for=holder))
        earlier = fresh.record.signoffs.get((phase.id, block), ())
        entries = [*(each.raw for each in earlier), entry]
        return [BlockEdit("signoffs", f"{phase.id}.{block}", entries)]

    return SignOffWithdrawal(save(workspace, change), phase, by)


def _phase(project: Project, name: str) -> Phase:
    """Return the phase of that name, or the current one."""
    if name:
        return find_active_phase(project, name)
    current = current_phase(project)
    if current is None:
        raise RefusedError("every gate is decided", tpm("sign", Blank.PHASE, "--role", Blank.ROLE))
    return current
