"""The state of one item with everything that explains it, for `tpm why`."""

from typing import NamedTuple

from tpmcli.model.checklist import Item, Phase
from tpmcli.model.facts import Facts
from tpmcli.model.record import Decision, ItemRecord
from tpmcli.model.verdict import ItemVerdict
from tpmcli.rules.decided_gate import judge_decided_gate
from tpmcli.rules.fix_commands import with_increment
from tpmcli.rules.item_verdict import judge_item
from tpmcli.rules.items import lapses_on
from tpmcli.rules.project import Project, applies, gated_phases, last_decision


class ItemExplanation(NamedTuple):
    """Everything about one item on one date.

    `verdict` is None if the item does not apply; `missing_traits` then holds the reason.
    `decision` is the passing decision at the item's gate, or None. `lapses` is the last date on
    which the answer counts, empty if it does not expire.
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
    """Evaluate one item as its gate does on the date of the facts, with what explains it."""
    record = project.record.item(item.id)
    decision = last_decision(project.record, phase.id)
    passing = decision if decision is not None and decision.outcome.passes else None
    verdict: ItemVerdict | None = None
    if applies(item, project.policy.traits):
        verdict = judge_item(project, item, facts)
        if passing is not None:
            gate = judge_decided_gate(project, phase, passing, facts)
            verdict = next(each for each in gate.items if each.item.id == item.id)
        verdict = verdict._replace(findings=with_increment(project.record, verdict.findings))
    return ItemExplanation(
        project,
        item,
        record,
        verdict,
        facts,
        passing,
        phase in gated_phases(project),
        tuple(trait for trait in item.when if trait not in project.policy.traits),
        (lapses_on(item, record.answer) or "") if record.answer else "",
    )
