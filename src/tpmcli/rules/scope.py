"""The parts of the repository that must be read to evaluate some gates, and nothing more."""

from __future__ import annotations

from collections.abc import Collection

from tpmcli.model.checklist import Item, Phase
from tpmcli.model.record import AnswerValue, Evidence, Record
from tpmcli.rules.conditions import conditions
from tpmcli.rules.project import Project, applicable_items, last_decision


def evidence_paths(project: Project, phases: tuple[Phase, ...]) -> list[str]:
    """Return every path that these phases' answers and closed conditions cite, each once."""
    cited: dict[str, None] = {}
    for phase in phases:
        for item in applicable_items(project, phase):
            answer = project.record.item(item.id).answer
            if answer is not None:
                _add(cited, answer.evidence)
        for state in conditions(project, phase.id):
            if state.closing is not None:
                _add(cited, state.closing.evidence)
    return list(cited)


# A document that is cited as a whole for more items than this does not say which part is meant.
_MOST_ITEMS = 3


def cited_often(
    record: Record, answered: Collection[str] = (), cited: Collection[Evidence] = ()
) -> frozenset[str]:
    """Return the paths that answers `met` to more than three items cite without a heading.

    The items `answered` count as if they cited `cited`.
    """
    found: dict[str, int] = {}
    evidence = [cited] * len(answered)
    for item in record.items.values():
        answer = item.answer
        if answer is not None and answer.value is AnswerValue.MET and item.id not in answered:
            evidence.append(answer.evidence)
    for entries in evidence:
        for path in {entry.path for entry in entries}:
            if "#" not in path:
                found[path] = found.get(path, 0) + 1
    return frozenset(path for path, items in found.items() if path and items > _MOST_ITEMS)


def cited_digests(project: Project, phases: tuple[Phase, ...]) -> dict[str, frozenset[str]]:
    """Return the content digests that answers of these phases recorded, by cited path."""
    digests: dict[str, frozenset[str]] = {}
    for phase in phases:
        for item in applicable_items(project, phase):
            answer = project.record.item(item.id).answer
            for entry in answer.evidence if answer is not None else ():
                if entry.path and entry.sha256:
                    known = digests.get(entry.path, frozenset())
                    digests[entry.path] = known | {entry.sha256}
    return digests


def pinned_digests(project: Project, phases: tuple[Phase, ...]) -> dict[str, frozenset[str]]:
    """Return the recorded content digests of evidence that must not change, by cited path."""
    digests: dict[str, frozenset[str]] = {}
    for phase in phases:
        for item in applicable_items(project, phase):
            answer = project.record.item(item.id).answer if item.evidence.pin else None
            for entry in answer.evidence if answer is not None else ():
                if entry.path:
                    digests[entry.path] = digests.get(entry.path, frozenset()) | {entry.sha256}
    return digests


def _add(cited: dict[str, None], evidence: tuple[Evidence, ...]) -> None:
    for entry in evidence:
        if entry.path:
            cited[entry.path] = None


def checked_items(project: Project, phases: tuple[Phase, ...]) -> list[Item]:
    """Return the items whose automated checks must run.

    These are all items of an open gate, and of a decided one only its continuous items.
    """
    found = []
    for phase in phases:
        decision = last_decision(project.record, phase.id)
        decided = decision if decision is not None and decision.outcome.passes else None
        found += [
            item
            for item in applicable_items(project, phase)
            if item.checks and (decided is None or item.id in decided.continuous_items)
        ]
    return found
