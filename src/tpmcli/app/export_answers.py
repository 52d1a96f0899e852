"""`tpm export answers`: a form with the items and their answers, to fill in anywhere."""

from __future__ import annotations

from tpmcli.app.facts import gather
from tpmcli.app.workspace import Workspace
from tpmcli.model.answer_form import AnswerForm, FormItem, FormPhase, Stamp, fields_of, short_digest
from tpmcli.model.checklist import Item, Phase
from tpmcli.model.digest import question_digest
from tpmcli.model.facts import Facts
from tpmcli.model.role import Role, in_order
from tpmcli.model.verdict import State
from tpmcli.render.labels import label
from tpmcli.rules.authorisation import find_active_phase, find_role, passing_decision
from tpmcli.rules.decided_gate import judge_decided_gate
from tpmcli.rules.open_gate import judge_open_gate
from tpmcli.rules.project import applicable_items, gated_phases


def make_form(workspace: Workspace, phase_name: str = "", role_name: str = "") -> AnswerForm:
    """Return the form of the whole increment, or of one phase or role.

    The first declared role works at a terminal and comes last: the form is for the others.

    Raises: UsageError if there is no such phase or role; RefusedError if its gate is skipped.
    """
    project = workspace.project
    phases = gated_phases(project)
    if phase_name:
        phases = (find_active_phase(project, phase_name),)
    role = find_role(project.checklist.roles, role_name) if role_name else None
    facts = gather(workspace, phases, fixes=False)
    made = [_phase(workspace, phase, role, facts) for phase in phases]
    roles = {each.item.role for phase in made for each in phase.items}
    return AnswerForm(
        project.policy.name,
        project.record.increment,
        workspace.today,
        tuple(sorted(in_order(roles), key=_place)),
        tuple(phase for phase in made if phase.items),
    )


def _place(role: Role) -> tuple[bool, int]:
    """Return the place of a role in the form."""
    return role.rank == 0, role.rank


def _phase(workspace: Workspace, phase: Phase, role: Role | None, facts: Facts) -> FormPhase:
    project = workspace.project
    items = [each for each in applicable_items(project, phase) if role in (None, each.role)]
    items.sort(key=lambda item: _place(item.role))
    decision = passing_decision(project, phase.id)
    if decision is None:
        gate = judge_open_gate(project, phase, facts)
    else:
        gate = judge_decided_gate(project, phase, decision, facts)
    states = {each.item.id: each.state for each in gate.items}
    return FormPhase(
        phase.id,
        phase.title,
        phase.question,
        tuple(_item(workspace, item, states[item.id]) for item in items),
        "" if decision is None else str(decision.outcome),
    )


def _item(workspace: Workspace, item: Item, state: State) -> FormItem:
    project = workspace.project
    fields = fields_of(project.record.item(item.id).answer)
    stamp = Stamp(
        project.policy.id,
        project.record.increment,
        short_digest(question_digest(item)),
        fields.digest,
    )
    return FormItem(item, fields, stamp, label(str(state)))
