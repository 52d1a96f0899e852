"""A lens of the AWS Well-Architected Tool: pillars, questions, and the choices that answer them.

https://docs.aws.amazon.com/wellarchitected/latest/userguide/lenses-format-specification.html
"""

from collections.abc import Mapping

from tpmcli.exchange.data import Data, list_of, load_data, mapping_of, text_of
from tpmcli.exchange.markup import without_html
from tpmcli.exchange.options import ReadOptions
from tpmcli.exchange.source import ImportSource
from tpmcli.exchange.wording import titled
from tpmcli.model.imported import ImportedItem, LeftOut, LeftReason, Reading


def recognises(data: Data) -> bool:
    """Return whether the data has pillars with questions."""
    return any(
        "choices" in question
        for pillar in list_of(data, "pillars")
        for question in list_of(pillar, "questions")
    )


def read(source: ImportSource, options: ReadOptions) -> Reading:  # noqa: ARG001
    """Return the choices, each below its question; the risk without them is their level."""
    data = load_data(source)
    items: list[ImportedItem] = []
    left: list[LeftOut] = []
    for pillar in list_of(data, "pillars"):
        for question in list_of(pillar, "questions"):
            section = tuple(
                part for part in (text_of(pillar, "name", "id"), text_of(question, "title")) if part
            )
            risk = _risk(question)
            for choice in list_of(question, "choices"):
                title, whole = titled(text_of(choice, "title", "id"))
                if _is_none(choice):
                    left.append(LeftOut(LeftReason.NO_CHOICE, title))
                    continue
                help_text = text_of(mapping_of(choice, "helpfulResource"), "displayText")
                plan = text_of(mapping_of(choice, "improvementPlan"), "displayText")
                items.append(
                    ImportedItem(
                        title,
                        section,
                        source_id=text_of(choice, "id"),
                        level=risk,
                        why=without_html(help_text) or whole,
                        expect=without_html(plan),
                        ticked=False,
                    )
                )
    return Reading(text_of(data, "name"), tuple(items), tuple(left))


def _is_none(choice: Data) -> bool:
    """Return whether a choice says that no other applies; by the format its id ends in `_no`."""
    if not isinstance(choice, Mapping):
        return True
    title = text_of(choice, "title").casefold()
    return text_of(choice, "id").casefold().endswith("_no") or title.startswith("none of th")


def _risk(question: Data) -> str:
    """Return the risk if nothing was chosen: that of the rule `default`, or else the highest."""
    rules = list_of(question, "riskRules")
    for rule in rules:
        if text_of(rule, "condition") == "default":
            return text_of(rule, "risk")
    found = {text_of(rule, "risk") for rule in rules}
    return next((risk for risk in ("HIGH_RISK", "MEDIUM_RISK") if risk in found), "")
