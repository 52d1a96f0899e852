"""`tpm evidence find` as text and as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tpmcli.model.fix import Advice, File, Help, tpm
from tpmcli.model.place import placed_command
from tpmcli.render.fix import fix_lines
from tpmcli.render.jsontext import dump
from tpmcli.render.style import Style, pad
from tpmcli.text.sanitize import sanitize_line

if TYPE_CHECKING:
    from tpmcli.model.evidence_view import EvidenceProposals


_MOST_PLACES = 8


def render_text(found: EvidenceProposals, style: Style) -> str:
    """Render the files, newest first, and the command that cites the first that can be cited.

    The text ends with a line feed.
    """
    item = found.item
    lines = [style.paint(sanitize_line(item.title), "bold")]
    if not found.files:
        where = ", ".join(f"`{each}`" for each in found.places[:_MOST_PLACES])
        if len(found.places) > _MOST_PLACES:
            where += f" and {len(found.places) - _MOST_PLACES} more places"
        lines += style.paragraph(
            f"no tracked file matches {where}" if where else "this item has no `find` patterns"
        )
        if not found.places or any(each.endswith(".md") for each in found.places):
            begin = placed_command(tpm("evidence", "new", item.id), style.place)
            lines += fix_lines(begin, style, 2)
        return "\n".join(lines) + "\n"
    width = min(max(len(sanitize_line(each.path)) for each in found.files), 40)
    for each in found.files:
        heading = style.paint(sanitize_line(each.heading), "dim")
        line = f"  {pad(sanitize_line(each.path), width)}  {heading}".rstrip()
        lines += style.link([line], each.path)
    if found.total > len(found.files):
        lines.append(f"  and {found.total - len(found.files):,} older")
    path = found.citable or found.files[0].path
    answer = placed_command(tpm("answer", item.id, "met", "--evidence", File(path)), style.place)
    refused = Advice(Help.COMPLETE_EVIDENCE, answer, path)
    lines += fix_lines(answer if found.citable else refused, style, 2)
    return "\n".join(lines) + "\n"


def render_json(found: EvidenceProposals) -> str:
    """Render the same as JSON, `tpm/evidence/1`."""
    return dump(
        {
            "schema": "tpm/evidence/1",
            "item": found.item.id,
            "expects": found.item.evidence.expect or None,
            "find": found.item.evidence.find,
            "places": found.places,
            "template": found.item.evidence.template or None,
            "total": found.total,
            "files": [{"path": each.path, "heading": each.heading or None} for each in found.files],
        }
    )
