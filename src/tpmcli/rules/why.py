"""`tpm why`: why an item stands as it stands."""

from __future__ import annotations

from tpmcli.model.checklist import Item, Phase
from tpmcli.model.facts import Facts
from tpmcli.model.record import Decision, ItemRecord
from tpmcli.model.tuples import NamedTuple
from tpmcli.model.verdict import ItemVerdict
from tpmcli.rules.decided_gate import judge_decided_gate
from tpmcli.rules.fix_commands import with_increment
from tpmcli.rules.items import lapses_on
from tpmcli.rules.open_gate import judge_item
from tpmcli.rules.project import Project, applies, gated_phases, last_decision


class ItemExplanation(NamedTuple):
    """Everything about one item today.

    ``verdict`` is None where the item does not apply, ``missing_traits`` then says why.
    ``decision`` is the one that binds the item's gate, where one was taken and passes.
    """

    project: Project
    item: Item
    record: ItemRecord
    verdict: ItemVerdict | None
    facts: Facts
    decision: Decision | None
    gated: bool
    missing_traits: tuple[str, ...] = ()
    lapses: str = ""


def explain_item(project: Project, item: Item, phase: Phase, facts: Facts) -> ItemExplanation:
    """One item, judged as its gate does it on the day of the facts."""
    record = project.record.item(item.id)
    decision = last_decision(project.record, phase.id)
    binding = decision if decision is not None and decision.outcome.passes else None
    verdict: ItemVerdict | None = None
    if applies(item, project.policy.traits):
        verdict = judge_item(project, item, facts)
        if binding is not None:
            gate = judge_decided_gate(project, phase, binding, facts)
            verdict = next(each for each in gate.items if each.item.id == item.id)
        verdict = verdict._replace(findings=with_increment(project.record, verdict.findings))
    return ItemExplanation(
        project,
        item,
        record,
        verdict,
        facts,
        binding,
        phase in gated_phases(project),
        tuple(trait for trait in item.when if trait not in project.policy.traits),
        (lapses_on(item, record.answer) or "") if record.answer else "",
    )
