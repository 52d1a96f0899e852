"""Why an item that was answered is open again, in words, with what changed in its wording."""

from collections.abc import Sequence
from typing import NamedTuple

from tpmcli.app.earlier_wording import earlier_wordings
from tpmcli.app.item_view import ItemToAnswer
from tpmcli.model.checklist import Item
from tpmcli.model.finding import Finding
from tpmcli.model.rule import Rule, Severity
from tpmcli.page.visit import Visit
from tpmcli.page.words import sentence_of, upper_first
from tpmcli.render.dates import in_full
from tpmcli.render.rewording import PartChange, part_changes


class OpenReason(NamedTuple):
    """Why the item is open, in words; `changes` are those of its wording, None if it has none."""

    look: str
    title: str
    text: str
    changes: Sequence[PartChange] | None = None


def reasons_of(visit: Visit, view: ItemToAnswer) -> list[OpenReason]:
    """Return why an item that was answered is open again, or what warns about it."""
    verdict, given = view.explanation.verdict, view.answer
    if verdict is None or given is None:
        return []
    shown = [each for each in verdict.findings if each.severity is not Severity.NOTE]
    return [_reason(visit, view, each) for each in shown if each.rule is not Rule.NOT_MET]


_TITLES = {
    Rule.STALE_QUESTION: "Asked again: the item changed",
    Rule.ANSWER_LAPSED: "Asked again: the answer expired",
    Rule.EVIDENCE_MISSING: "Show again: evidence is missing",
    Rule.EVIDENCE_CHANGED: "Asked again: the evidence changed",
    Rule.DISPUTED: "A check disagrees with the answer",
    Rule.WAIVER_EXPIRING: "A waiver expires soon",
    Rule.WAIVER_EXPIRED: "The waiver expired",
}


def _reason(visit: Visit, view: ItemToAnswer, finding: Finding) -> OpenReason:
    title = _TITLES.get(finding.rule, "This holds the gate" if finding.blocks else "Worth a look")
    text = f"{upper_first(sentence_of(finding))}."
    if finding.rule is Rule.STALE_QUESTION and view.answer is not None:
        text = (
            f"{visit.desk.name(view.answer.by)} answered the earlier wording on"
            f" {in_full(view.answer.at)}. Does the same answer still hold?"
        )
        return OpenReason("care", title, text, _wording(visit, view.explanation.item))
    return OpenReason("bad" if finding.rule is Rule.DISPUTED else "care", title, text)


def _wording(visit: Visit, item: Item) -> Sequence[PartChange]:
    """Return what changed in the wording of an item, from git's history of its checklist."""
    before = earlier_wordings(visit.desk.workspace, [item]).items.get(item.id)
    return () if before is None else part_changes(before, item)
