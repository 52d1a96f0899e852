"""What a sign-off would stand for: each answer and waiver that it covers, and what it does not."""

from collections.abc import Sequence
from typing import NamedTuple

from tpmcli.model.checklist import Item, Phase
from tpmcli.model.demand import Demand
from tpmcli.model.record import Answer, Decision, SignOff, Waiver
from tpmcli.model.role import Role
from tpmcli.model.verdict import GateResult, ItemVerdict, SignatureState
from tpmcli.rules.authorisation import passing_decision
from tpmcli.rules.demands import demands_at, signing_block, signs_whole_gate
from tpmcli.rules.deputies import acts_in
from tpmcli.rules.open_gate import keeps_from_signing
from tpmcli.rules.project import Project
from tpmcli.rules.signoffs import counting_signoff, current_digest
from tpmcli.rules.waivers import live_waiver


class CoveredAnswer(NamedTuple):
    """An answer that a sign-off covers. `is_new`: it was given after the last sign-off."""

    verdict: ItemVerdict
    answer: Answer
    is_new: bool


class CoveredWaiver(NamedTuple):
    """A waiver that a sign-off covers, with the answer that it waives, if there is one."""

    item: Item
    number: int
    waiver: Waiver
    answer: Answer | None
    is_new: bool


class SignOffView(NamedTuple):
    """A sign-off of one person for one role, before it is given.

    `allowed` is whether the person acts in the role; `holder` for whom, if not for themselves.
    `blocking` holds the required items that must be satisfied first, `last` the sign-off that
    counts, and `counts` whether nothing that it covers has changed. `others` maps a role to the
    number of its answers that are not covered, `checked` counts items that checks answer. `digest`
    is that of exactly what would be covered.
    """

    phase: Phase
    role: Role
    demand: Demand | None
    allowed: bool
    holder: str
    answers: tuple[CoveredAnswer, ...]
    waivers: tuple[CoveredWaiver, ...]
    blocking: tuple[ItemVerdict, ...]
    last: SignOff | None
    counts: bool
    others: tuple[tuple[Role, int], ...]
    checked: int
    decided: Decision | None
    digest: str

    @property
    def new(self) -> int:
        """How many of the answers and waivers are new since the last sign-off."""
        answers = sum(each.is_new for each in self.answers)
        return answers + sum(each.is_new for each in self.waivers)


def view_signoff(
    project: Project,
    phase: Phase,
    gate: GateResult,
    role: Role,
    person: str,
    holder: str,
    today: str,
) -> SignOffView:
    """Return what a sign-off of the person for the role would cover on a date."""
    policy, record = project.policy, project.record
    whole = signs_whole_gate(project, phase.id, role)
    block = signing_block(policy, role, person)
    last = counting_signoff(record, phase.id, block)
    verdicts = [each for each in gate.items if whole or each.item.role == role]
    waivers = _waivers(project, gate.items, person, last, today, whole=whole)
    covered = {each.item.id: each.number for each in waivers}
    digest = current_digest(record, phase.id, role, covered, whole_gate=whole) or ""
    left: dict[Role, int] = {}
    for each in gate.items:
        if not (whole or each.item.role == role) and each.answer is not None:
            left[each.item.role] = left.get(each.item.role, 0) + 1
    same = last is not None and dict(last.waivers) == covered and last.whole_gate == whole
    return SignOffView(
        phase,
        role,
        next((each for each in demands_at(project, phase.id) if each.role == role), None),
        acts_in(policy, person, role, holder, today),
        holder,
        tuple(
            CoveredAnswer(each, each.answer, last is not None and each.answer.at > last.at)
            for each in verdicts
            if each.answer is not None
        ),
        waivers,
        tuple(each for each in verdicts if keeps_from_signing(each)),
        last,
        same and _is_valid(gate, role, block),
        tuple(left.items()),
        sum(each.item.answered_by_checks and each.answer is None for each in gate.items),
        passing_decision(project, phase.id),
        digest,
    )


def _is_valid(gate: GateResult, role: Role, block: str) -> bool:
    """Return whether the sign-off in a block counts at the gate."""
    return any(
        signed.block == block and signed.state is SignatureState.VALID
        for verdict in gate.signoffs
        if verdict.role == role
        for signed in verdict.signatures
    )


def _waivers(
    project: Project,
    items: Sequence[ItemVerdict],
    person: str,
    last: SignOff | None,
    today: str,
    *,
    whole: bool,
) -> tuple[CoveredWaiver, ...]:
    policy, record = project.policy, project.record
    found = []
    for verdict in items:
        item = verdict.item
        live = live_waiver(record.item(item.id), today)
        if live is None:
            continue
        mine = policy.canonical(person) in map(policy.canonical, live.waiver.approved_by)
        if whole or mine:
            known = last.waivers.get(item.id) if last is not None else None
            is_new = known != live.number
            found.append(CoveredWaiver(item, live.number, live.waiver, verdict.answer, is_new))
    return tuple(found)
