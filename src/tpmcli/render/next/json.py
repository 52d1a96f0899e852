"""`tpm next` as JSON, `tpm/next/1`."""

from __future__ import annotations

from tpmcli.render.fix import command_of, help_of
from tpmcli.render.jsontext import dump
from tpmcli.render.next.text import step_reason, step_text
from tpmcli.rules.next import NextStep


def render_json(step: NextStep | None) -> str:
    """Render the next step as JSON; `next` is null if nothing is left."""
    return dump({"schema": "tpm/next/1", "next": _step_data(step) if step else None})


def _step_data(step: NextStep) -> dict[str, object]:
    return {
        "what": step_text(step),
        "why": step_reason(step) or None,
        "role": str(step.role) if step.role else None,
        "command": command_of(step.fix) or None,
        "help": help_of(step.fix) or None,
        "phase": step.phase or None,
        "item": step.item.id if step.item else None,
    }
