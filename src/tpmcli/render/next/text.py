"""`tpm next` as text."""

from __future__ import annotations

from tpmcli.render.style import Style
from tpmcli.rules.next import NextStep
from tpmcli.text.sanitize import sanitize_line


def render_text(step: NextStep | None, style: Style) -> str:
    """What to do, why, and the command on a line of its own."""
    if step is None:
        return "Nothing is left to do here.\n"
    where = f"{step.phase} · " if step.phase else ""
    who = f"{step.role.upper()} · " if step.role else ""
    lines = [*style.paragraph(f"{where}{who}{step.what}")]
    if step.why:
        lines += style.paragraph(step.why, "  ")
    lines.append(f"  {style.paint(f'→ {sanitize_line(step.command)}', 'cyan')}")
    return "\n".join(lines) + "\n"
