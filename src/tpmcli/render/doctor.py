"""`tpm doctor` as text and as JSON."""

from __future__ import annotations

from collections.abc import Sequence

from tpmcli.model.rule import Severity
from tpmcli.model.setup_finding import SetupFinding
from tpmcli.render.jsontext import dump
from tpmcli.render.style import Style, pad, plural
from tpmcli.text.sanitize import sanitize_line

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "dim"}
UNSEEN = (
    "whether the platform requires the check, and a review by code owners, before a merge",
    "who may pass that over, as administrators can",
)
"""What cannot be seen from a clone."""


def render_text(advice: Sequence[SetupFinding], looked_at: Sequence[str], style: Style) -> str:
    """What was found, each with its reason and the way out, ending with a line feed."""
    lines: list[str] = []
    for each in advice:
        label = pad(each.severity, 9)
        place = f"{each.file}:{each.line}" if each.line else each.file
        where = f", {place}" if place else ""
        wrapped = style.paragraph(f"{each.message} [{each.rule}{where}]", label)
        wrapped[0] = wrapped[0].replace(label, style.paint(label, _COLOURS[each.severity]), 1)
        lines += [*wrapped, *style.paragraph(f"since {each.reason}", " " * 9)]
        lines.append(" " * 9 + style.paint(f"→ {sanitize_line(each.fix)}", "cyan"))
    errors = sum(each.severity is Severity.ERROR for each in advice)
    lines += [""] if lines else []
    if looked_at:
        lines += style.paragraph(f"Looked at {', '.join(looked_at)}, .tpm/ and git.")
    if errors:
        lines.append(style.paint(f"{plural(errors, 'way')} past the gate.", "bold"))
    else:
        lines.append(style.paint("Nothing found that lets the gate be walked around.", "bold"))
    lines.append("What cannot be seen from here:")
    for unseen in UNSEEN:
        lines += style.paragraph(unseen, "- ")
    return "\n".join(lines) + "\n"


def render_json(advice: Sequence[SetupFinding], looked_at: Sequence[str]) -> str:
    """The same as JSON, `tpm/doctor/1`."""
    return dump(
        {
            "schema": "tpm/doctor/1",
            "sound": not any(each.severity is Severity.ERROR for each in advice),
            "looked_at": list(looked_at),
            "advice": [
                {
                    "rule": each.rule,
                    "severity": str(each.severity),
                    "message": each.message,
                    "reason": each.reason,
                    "fix": each.fix,
                    "file": each.file or None,
                    "line": each.line or None,
                }
                for each in advice
            ],
            "unseen": list(UNSEEN),
        }
    )
