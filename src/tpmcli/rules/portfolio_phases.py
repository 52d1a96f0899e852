"""The phases of a project in a portfolio: one cell of the heat map each."""

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from tpmcli.model.record import Outcome
from tpmcli.model.verdict import GateVerdict
from tpmcli.rules.status import PhaseStatus, ProjectStatus


class PhaseState(StrEnum):
    """The state of a phase's gate in a portfolio.

    `open` is the current gate while it is not met, `ready` if it is met and waits for a decision.
    `later` gates come after the current one. `broken`: the gate passed, and no longer holds.
    """

    SKIPPED = "skipped"
    GO = "go"
    CONDITIONAL = "conditional"
    BROKEN = "no-longer-holds"
    OPEN = "open"
    READY = "ready"
    HOLD = "hold"
    RECYCLE = "recycle"
    KILL = "kill"
    LATER = "later"


class PhaseCell(NamedTuple):
    """A phase, the state of its gate, and the required items that are satisfied there."""

    phase: str
    title: str
    state: PhaseState
    satisfied: int = 0
    total: int = 0


def phase_cells(status: ProjectStatus) -> tuple[PhaseCell, ...]:
    """Return a cell for each phase of the lifecycle, in order."""
    return tuple(_cell(each, status) for each in status.phases)


def _cell(phase: PhaseStatus, status: ProjectStatus) -> PhaseCell:
    gate = phase.gate
    counts = gate.counts if gate else None
    return PhaseCell(
        phase.phase.id,
        phase.phase.title,
        _state(phase, current=phase.phase == status.current),
        counts.must_satisfied if counts else 0,
        counts.must_total if counts else 0,
    )


_DECIDED = {
    Outcome.GO: PhaseState.GO,
    Outcome.CONDITIONAL: PhaseState.CONDITIONAL,
    Outcome.HOLD: PhaseState.HOLD,
    Outcome.RECYCLE: PhaseState.RECYCLE,
    Outcome.KILL: PhaseState.KILL,
}


def _state(phase: PhaseStatus, *, current: bool) -> PhaseState:
    gate, decision = phase.gate, phase.decision
    if gate is None:
        return PhaseState.SKIPPED
    if decision is None:
        if not current:
            return PhaseState.LATER
        return PhaseState.READY if gate.verdict is GateVerdict.MET else PhaseState.OPEN
    if decision.outcome.passes and gate.verdict is not GateVerdict.MET:
        return PhaseState.BROKEN
    return _DECIDED[decision.outcome]


def columns_of(rows: Iterable[tuple[PhaseCell, ...]]) -> list[str]:
    """Return every phase that a row has, so that each row's own order is kept where it can be.

    A phase that the rows before did not have is placed behind the one that precedes it.
    """
    columns: list[str] = []
    for row in rows:
        place = 0
        for cell in row:
            if cell.phase in columns:
                place = columns.index(cell.phase) + 1
            else:
                columns.insert(place, cell.phase)
                place += 1
    return columns
