"""`tpm evidence find` as text and as JSON."""

from __future__ import annotations

from shlex import quote
from typing import TYPE_CHECKING

from tpmcli.render.jsontext import dump
from tpmcli.render.style import Style, pad
from tpmcli.text.sanitize import sanitize_line

if TYPE_CHECKING:
    from tpmcli.model.evidence_view import EvidenceProposals


def render_text(found: EvidenceProposals, style: Style) -> str:
    """Render the files, newest first, and the command that cites the first of them.

    The text ends with a line feed.
    """
    item = found.item
    lines = [style.paint(sanitize_line(item.title), "bold")]
    if not found.files:
        where = ", ".join(item.evidence.find)
        lines += style.paragraph(
            f"nothing tracked matches {where}" if where else "this item does not say where to look"
        )
        lines.append(f"  {style.paint(f'→ tpm evidence new {item.id}', 'cyan')}")
        return "\n".join(lines) + "\n"
    width = min(max(len(sanitize_line(each.path)) for each in found.files), 40)
    for each in found.files:
        heading = style.paint(sanitize_line(each.heading), "dim")
        lines.append(f"  {pad(sanitize_line(each.path), width)}  {heading}".rstrip())
    if found.total > len(found.files):
        lines.append(f"  and {found.total - len(found.files)} older")
    command = f"tpm answer {item.id} met --evidence {quote(sanitize_line(found.files[0].path))}"
    lines.append(f"  {style.paint(f'→ {command}', 'cyan')}")
    return "\n".join(lines) + "\n"


def render_json(found: EvidenceProposals) -> str:
    """Render the same as JSON, `tpm/evidence/1`."""
    return dump(
        {
            "schema": "tpm/evidence/1",
            "item": found.item.id,
            "expects": found.item.evidence.expect or None,
            "find": found.item.evidence.find,
            "template": found.item.evidence.template or None,
            "total": found.total,
            "files": [{"path": each.path, "heading": each.heading or None} for each in found.files],
        }
    )
