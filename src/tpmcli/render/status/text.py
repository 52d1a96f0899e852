"""`tpm status` as text: every phase, both roles, what blocks, and the next dates."""

from __future__ import annotations

from tpmcli.model.finding import Finding, errors
from tpmcli.model.fix import tpm
from tpmcli.model.place import placed_command
from tpmcli.model.role import SHIPPED_ROLES, Role, in_order
from tpmcli.model.rule import Rule
from tpmcli.model.verdict import GateResult, GateVerdict
from tpmcli.render.due import due_line
from tpmcli.render.finding import message
from tpmcli.render.fix import fix_lines
from tpmcli.render.gate.disputes import disputes
from tpmcli.render.next.text import step_text
from tpmcli.render.status import roles as many
from tpmcli.render.status.roles import MOST_COLUMNS
from tpmcli.render.style import Style, bar, cut, pad, plural
from tpmcli.rules.alike import condensed
from tpmcli.rules.next import NextStep
from tpmcli.rules.project import short_increment
from tpmcli.rules.status import PhaseStatus, Progress, ProjectStatus
from tpmcli.text.sanitize import sanitize_line

_BLOCKERS_SHOWN = 5
_DUE_SHOWN = 6
# Columns of a bar, and of a bar with its numbers and a gap.
_BAR = 5
_TALLY = _BAR + 7


def render(status: ProjectStatus, step: NextStep | None, style: Style) -> str:
    """Render the whole status and the next step, ending with a line feed."""
    policy, record = status.project.policy, status.project.record
    title = f"{sanitize_line(policy.name)} {record.increment}"
    short = short_increment(status.project)
    lines = [f"{style.paint(title, 'bold')} · {status.today}"]
    if short is not None:
        from tpmcli.render.short_increment import short_text

        lines += style.paragraph(f"{short_text(short)}.")
    lines.append("")
    width = max(len(phase.phase.id) for phase in status.phases) + 2
    roles = _roles(status)
    heads = "".join(pad(role.short, _TALLY) for role in roles)
    if len(roles) > MOST_COLUMNS:
        heads = many.heads()
    lines.append(style.paint(f"  {pad('', width)}{heads}gate", "dim"))
    lines += [_phase(phase, status, width, style) for phase in status.phases]
    if len(roles) > MOST_COLUMNS:
        for phase in status.phases:
            if phase.gate is not None and phase.phase == status.current:
                lines += many.role_rows(phase.gate, phase.progress, width, style)
    for phase in status.phases:
        gate = phase.gate
        if gate is None or gate.verdict is GateVerdict.MET:
            continue
        broken = phase.decision is not None and phase.decision.outcome.passes
        if broken or phase.phase == status.current:
            lines += ["", *_blockers(gate, roles, style, broken=broken)]
    gates = (phase.gate for phase in status.phases if phase.gate is not None)
    lines += disputes((item for gate in gates for item in gate.items), style)
    lines += _due(status, style)
    lines += _end(status, step, style)
    return "\n".join(lines) + "\n"


def _phase(phase: PhaseStatus, status: ProjectStatus, width: int, style: Style) -> str:
    current = phase.phase == status.current
    gate = phase.gate
    decided = phase.decision is not None and phase.decision.outcome.passes
    if gate is None:
        mark, look = "-", "dim"
    elif decided:
        mark, look = ("✓", "green") if gate.verdict is GateVerdict.MET else ("✗", "red")
    else:
        mark, look = ("▶", "cyan") if current else (" ", "dim")
    roles = _roles(status)
    found = {tally.role: _tally(tally) for tally in phase.progress}
    tallies = "".join(pad(found.get(role, ""), _TALLY) for role in roles)
    columns = _TALLY * len(roles)
    if len(roles) > MOST_COLUMNS:
        tallies, columns = many.totals(phase), many.columns()
    name = pad(phase.phase.id, width)
    name = style.paint(name, "bold") if current else name
    used = 2 + width + columns
    state = cut(_state(phase, current=current), max(12, style.width - used) if style.width else 0)
    return f"{style.paint(mark, look)} {name}{tallies}{state}".rstrip()


def _roles(status: ProjectStatus) -> tuple[Role, ...]:
    """Return the roles in play: tpm, pm, and whoever owns an item or must sign off."""
    gates = [phase.gate for phase in status.phases if phase.gate]
    owning = (each.item.role for gate in gates for each in gate.items)
    signing = (each.role for gate in gates for each in gate.signoffs)
    return in_order((*SHIPPED_ROLES, *owning, *signing))


def _tally(tally: Progress) -> str:
    drawn = bar(tally.satisfied, tally.total, _BAR)
    return f"{drawn} {tally.satisfied}/{tally.total}" if tally.total else ""


def _state(phase: PhaseStatus, *, current: bool) -> str:
    gate, decision = phase.gate, phase.decision
    if gate is None:
        return "skipped"
    if decision is None:
        if not current:
            return ""
        return "ready for a decision" if gate.verdict is GateVerdict.MET else "not decided"
    broken = decision.outcome.passes and gate.verdict is not GateVerdict.MET
    # What matters most stands first, since a narrow terminal cuts the end.
    state = f"{decision.outcome} · no longer holds" if broken else str(decision.outcome)
    return f"{state} · {decision.at[:10]} · {sanitize_line(decision.by)}"


def _blockers(
    gate: GateResult, roles: tuple[Role, ...], style: Style, *, broken: bool
) -> list[str]:
    everybody = "both" if len(roles) == len(SHIPPED_ROLES) else "all"
    width = max(5, *(len(role.short) + 1 for role in roles))
    found = errors(condensed(gate))
    found.sort(key=lambda finding: finding.rule is not Rule.PROJECT_KILLED)
    verb = "no longer holds" if broken else plural(len(errors(gate.findings)), "blocker")
    lines = [style.paint(f"{gate.phase}: {verb}", "bold")]
    for finding in found[:_BLOCKERS_SHOWN]:
        lines += style.paragraph(message(finding), f"  {pad(_who(finding, everybody), width)}")
        lines += fix_lines(finding.fix, style, 4)
    if len(found) > _BLOCKERS_SHOWN:
        more = len(found) - _BLOCKERS_SHOWN
        lines.append(f"  and {more:,} more")
        check = placed_command(tpm("gate", "check", gate.phase), style.place)
        lines += fix_lines(check, style, 4)
    return lines


def _who(finding: Finding, everybody: str) -> str:
    return finding.roles[0].short if finding.roles else everybody


def _due(status: ProjectStatus, style: Style) -> list[str]:
    if not status.due:
        return []
    shown = status.due[:_DUE_SHOWN]
    lines = ["", style.paint("Due", "bold")]
    lines += [due_line(due, "  ", style, overdue=due.day < status.today) for due in shown]
    if len(status.due) > _DUE_SHOWN:
        lines.append(f"  and {len(status.due) - _DUE_SHOWN} later")
    return lines


def _end(status: ProjectStatus, step: NextStep | None, style: Style) -> list[str]:
    lines = [""]
    for finding in status.findings:
        lines += style.paragraph(message(finding), "  ")
        lines += fix_lines(finding.fix, style, 4)
    if step is None:
        return [*lines, "Nothing is left to do."]
    lines += style.paragraph(f"Next: {step_text(step)}")
    return [*lines, *fix_lines(step.fix, style, 2)]
