"""The table of `tpm status` for many roles: totals for each phase, and a row for each role.

Up to four roles have a column each; more would not fit.
"""

from tpmcli.model.role import Role
from tpmcli.model.verdict import GateResult, SignOffState, SignOffVerdict
from tpmcli.render.signers import acting, share
from tpmcli.render.style import Style, cut, pad
from tpmcli.rules.status import PhaseStatus, Progress

MOST_COLUMNS = 4
_MUST = 12
_SIGNED = 9


def heads() -> str:
    """Return the heads of the columns of totals."""
    return pad("must", _MUST) + pad("signed", _SIGNED)


def totals(phase: PhaseStatus) -> str:
    """Return how many required items are satisfied, and how many roles have signed off."""
    done = sum(each.satisfied for each in phase.progress)
    must = sum(each.total for each in phase.progress)
    signoffs = phase.gate.signoffs if phase.gate else ()
    valid = sum(each.state is SignOffState.VALID for each in signoffs)
    signed = f"{valid} of {len(signoffs)}" if signoffs else ""
    return pad(f"{done} of {must}" if must else "", _MUST) + pad(signed, _SIGNED)


def columns() -> int:
    """Return the columns that totals take."""
    return _MUST + _SIGNED


def role_rows(
    gate: GateResult, progress: tuple[Progress, ...], width: int, style: Style
) -> list[str]:
    """Return a row for each role at a gate: its required items, and its sign-off.

    `width` is that of the first column, which holds the names of the phases above.
    """
    verdicts = {each.role: each for each in gate.signoffs}
    counted = {each.role: each for each in progress}
    lines = ["", style.paint(f"{pad(gate.phase, width + 2)}{pad('must', _MUST)}sign-off", "bold")]
    for role in _in_play(counted, verdicts):
        each = counted.get(role)
        must = f"{each.satisfied} of {each.total}" if each and each.total else ""
        room = max(16, style.width - width - _MUST - 2) if style.width else 0
        signed = cut(_signed(verdicts.get(role)), room)
        lines.append(f"  {pad(role.short, width)}{pad(must, _MUST)}{signed}".rstrip())
    return lines


def _in_play(counted: dict[Role, Progress], verdicts: dict[Role, SignOffVerdict]) -> list[Role]:
    asked = {role for role, each in counted.items() if each.total} | verdicts.keys()
    return sorted(asked, key=lambda role: (role.rank, role))


def _signed(verdict: SignOffVerdict | None) -> str:
    if verdict is None:
        return "not asked"
    people = ", ".join(acting(each.entry.by, each.entry.deputy_for) for each in verdict.shown)
    if verdict.state is SignOffState.VALID:
        return f"✓ {people or verdict.by}"
    parts = [share(verdict), people, "" if verdict.signed else str(verdict.state)]
    return " · ".join(part for part in parts if part)
