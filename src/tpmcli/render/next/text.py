"""`tpm next` as text."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tpmcli.model.fix import tpm
from tpmcli.model.place import placed_command
from tpmcli.model.verdict import SignOffState
from tpmcli.render.due import due_text
from tpmcli.render.finding import message
from tpmcli.render.fix import fix_lines
from tpmcli.render.labels import label
from tpmcli.render.style import Style, plural
from tpmcli.rules.next import NextStep, StepKind

_SIGNATURES = {
    SignOffState.MISSING: "the sign-off is missing",
    SignOffState.STALE: "answers or waivers changed after the sign-off",
    SignOffState.REFUSED: "the signer does not hold the role",
}


def render_text(step: NextStep | None, style: Style) -> str:
    """Render the step, its reason, and the command on a line of its own."""
    if step is None:
        return "Nothing is left to do here.\n"
    where = f"{step.phase} · " if step.phase else ""
    who = f"{step.role.short} · " if step.role else ""
    lines = [*style.paragraph(f"{where}{who}{step_text(step)}")]
    if why := step_reason(step):
        lines += style.paragraph(why, "  ")
    lines += fix_lines(step.fix, style, 2)
    if step.more and step.role:
        open_ones = plural(step.more, "more required item is open", "more required items are open")
        lines.append(f"  {open_ones}; go through all of them:")
        walk = tpm("walk", step.phase, "--role", str(step.role))
        lines += fix_lines(placed_command(walk, style.place), style, 2)
    return "\n".join(lines) + "\n"


def step_text(step: NextStep) -> str:
    """Return the step in words."""
    return _WHAT[step.kind](step)


def step_reason(step: NextStep) -> str:
    """Return the reason why it is next."""
    return _WHY[step.kind](step)


def _message(step: NextStep) -> str:
    return message(step.finding) if step.finding else ""


def _title(step: NextStep) -> str:
    return step.item.title if step.item else ""


def _why_sign(step: NextStep) -> str:
    why = _SIGNATURES[step.signoff] if step.signoff else ""
    if step.finding is not None:
        why = message(step.finding)
    return f"its required items are satisfied; {why}"


def _why_sign_waiver(step: NextStep) -> str:
    approver = step.finding.about.person if step.finding else ""
    return f"the waiver takes effect once {approver} signs off"


def _why_decide(step: NextStep) -> str:
    advice = step.recommendation
    return f"recommended: `{advice.decision}` ({label(advice.rule)})" if advice else ""


def _why_close(step: NextStep) -> str:
    return f"condition of the {step.phase} decision, due {step.due.day}" if step.due else ""


_Say = Callable[[NextStep], str]
_WHAT: Mapping[StepKind, _Say] = {
    StepKind.REVIVE: _message,
    StepKind.REPAIR: _message,
    StepKind.ITEM: _title,
    StepKind.SIGN: lambda step: f"sign off {step.phase} as {step.role.short if step.role else ''}",
    StepKind.SIGN_WAIVER: _message,
    StepKind.DECIDE: lambda step: f"decide the {step.phase} gate",
    StepKind.GATE: _message,
    StepKind.CLOSE: lambda step: due_text(step.due) if step.due else "",
    StepKind.START: lambda _: "start the next increment",
}
_WHY: Mapping[StepKind, _Say] = {
    StepKind.REVIVE: lambda _: "nothing else can be done until then",
    StepKind.REPAIR: lambda step: f"the {step.phase} decision no longer holds",
    StepKind.ITEM: lambda step: step.item.why if step.item else "",
    StepKind.SIGN: _why_sign,
    StepKind.SIGN_WAIVER: _why_sign_waiver,
    StepKind.DECIDE: _why_decide,
    StepKind.GATE: lambda step: step.finding.rule.title if step.finding else "",
    StepKind.CLOSE: _why_close,
    StepKind.START: lambda step: f"every gate of {step.increment} is decided",
}
