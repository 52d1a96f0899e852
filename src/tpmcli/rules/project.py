"""One project as the rules see it, and the gates that its increment passes."""

from typing import NamedTuple

from tpmcli.model.checklist import Checklist, Item, Level, Phase
from tpmcli.model.policy import Policy
from tpmcli.model.record import (
    ConditionClose,
    Decision,
    IncompleteAnswer,
    Outcome,
    Record,
    ShortIncrement,
)


class Project(NamedTuple):
    """The requirements (policy and checklist) of one project, and its record.

    `others` are the records of its other increments, if they matter.
    """

    policy: Policy
    checklist: Checklist
    record: Record
    others: tuple[Record, ...] = ()


class Unfinished(NamedTuple):
    """An incomplete answer, and the name of its block: the id of the item, or its slug."""

    name: str
    answer: IncompleteAnswer


def find_unfinished(project: Project, item: Item) -> Unfinished | None:
    """Return the incomplete answer to an item; None if there is none.

    One under the slug counts for the item if no other item has the same slug.
    """
    records = project.record.items
    for name in (item.id, item.slug):
        record = records.get(name)
        if record is None or record.incomplete is None:
            continue
        if name == item.id or items_of_slug(project.checklist, name) == [item]:
            return Unfinished(name, record.incomplete)
    return None


def items_of_slug(checklist: Checklist, slug: str) -> list[Item]:
    """Return the items that have the slug."""
    return [item for phase in checklist.phases for item in phase.items if item.slug == slug]


def applies(item: Item, traits: tuple[str, ...]) -> bool:
    """Return whether the policy has every trait that the item depends on."""
    return all(trait in traits for trait in item.when)


def applicable_items(project: Project, phase: Phase) -> tuple[Item, ...]:
    """Return the items of a phase that apply to this project, in checklist order."""
    return tuple(item for item in phase.items if applies(item, project.policy.traits))


def blocks_today(item: Item, today: str) -> bool:
    """Return whether the item is required on `today`; before `enforce_from` it only warns."""
    return item.level is Level.MUST and not (item.enforce_from and today < item.enforce_from)


def gated_phases(project: Project) -> tuple[Phase, ...]:
    """Return the phases whose gates this increment passes, in order.

    A live product starts at a later gate, and a kind of increment passes only some; the other gates
    are skipped, which is not the same as met.
    """
    kind = project.record.kind
    if kind:
        wanted = project.policy.kinds.get(kind, ())
        return tuple(phase for phase in project.checklist.phases if phase.id in wanted)
    return _whole_lifecycle(project)


def _whole_lifecycle(project: Project) -> tuple[Phase, ...]:
    """Return the phases whose gates an increment without a kind passes, in order."""
    phases = project.checklist.phases
    names = [phase.id for phase in phases]
    start = names.index(project.policy.start_at) if project.policy.start_at in names else 0
    return phases[start:]


def short_increment(project: Project) -> ShortIncrement | None:
    """Return the increment with its kind and the gates that it skips; None if it has no kind."""
    record = project.record
    if not record.kind:
        return None
    passes = gated_phases(project)
    skipped = tuple(phase.id for phase in _whole_lifecycle(project) if phase not in passes)
    return ShortIncrement(record.increment, record.kind, skipped)


def last_decision(record: Record, phase: str) -> Decision | None:
    """Return the decision that counts at a gate, the last one; None if there is none."""
    for entry in reversed(record.decisions.get(phase, ())):
        if isinstance(entry, Decision):
            return entry
    return None


def closings(record: Record, phase: str) -> dict[int, ConditionClose]:
    """Return the closed conditions of the last decision, by number; the last close counts."""
    closed: dict[int, ConditionClose] = {}
    for entry in record.decisions.get(phase, ()):
        if isinstance(entry, Decision):
            closed = {}
        else:
            closed[entry.condition] = entry
    return closed


def passed(record: Record, phase: str) -> bool:
    """Return whether the last decision at the gate is `go` or `conditional`."""
    decision = last_decision(record, phase)
    return decision is not None and decision.outcome.passes


class Kill(NamedTuple):
    """The decision that stopped the product, with its gate and the record that holds it."""

    record: Record
    phase: str
    decision: Decision


def find_last_kill(project: Project) -> Kill | None:
    """Return a `kill` that no `recycle` at its gate took back, in any increment, or None."""
    names = [phase.id for phase in project.checklist.phases]
    for record in (project.record, *project.others):
        for phase in [*names, *sorted(record.decisions.keys() - set(names))]:
            decision = kill_at(record, phase)
            if decision is not None:
                return Kill(record, phase, decision)
    return None


def kill_at(record: Record, phase: str) -> Decision | None:
    """Return the last `kill` at a gate, unless it was taken back; only a `recycle` does that."""
    for entry in reversed(record.decisions.get(phase, ())):
        if isinstance(entry, Decision) and entry.outcome in (Outcome.KILL, Outcome.RECYCLE):
            return entry if entry.outcome is Outcome.KILL else None
    return None


def current_phase(project: Project) -> Phase | None:
    """Return the first gated phase without `go` or `conditional`; None if all are passed."""
    for phase in gated_phases(project):
        if not passed(project.record, phase.id):
            return phase
    return None
