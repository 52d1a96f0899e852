"""`tpm next` as text and as JSON."""

from __future__ import annotations

from tpmcli.model.text import one_line
from tpmcli.report.jsontext import dump
from tpmcli.report.style import Style
from tpmcli.rules.next_step import Step


def render_text(step: Step | None, style: Style) -> str:
    """What to do, why, and the command on a line of its own."""
    if step is None:
        return "Nothing is left to do here.\n"
    where = f"{step.phase} · " if step.phase else ""
    who = f"{step.role.upper()} · " if step.role else ""
    lines = [*style.paragraph(f"{where}{who}{step.what}")]
    if step.why:
        lines += style.paragraph(step.why, "  ")
    lines.append(f"  {style.paint(f'→ {one_line(step.command)}', 'cyan')}")
    return "\n".join(lines) + "\n"


def render_json(step: Step | None) -> str:
    """The same as JSON, `tpm/next/1`; ``next`` is null where nothing is left."""
    data = None
    if step is not None:
        data = {key: value or None for key, value in step._asdict().items()}
    return dump({"schema": "tpm/next/1", "next": data})
