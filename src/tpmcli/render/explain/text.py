"""`tpm explain` as text."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from tpmcli.model.rule import Severity
from tpmcli.model.setup_rule import AnyRule, SetupRule
from tpmcli.render.style import Style, pad

_EFFECTS = {
    Severity.ERROR: "usually an error, which blocks its gate",
    Severity.WARNING: "usually a warning, which does not block",
    Severity.NOTE: "usually a note, which does not block",
}
_SETUP_EFFECTS = {
    Severity.ERROR: "usually an error: the gate can be bypassed",
    Severity.WARNING: "a warning, which does not fail `tpm doctor`",
}
_INDENT = 10


def render_text(rule: AnyRule, style: Style) -> str:
    """Render the meaning of a rule and its fix, ending with a line feed."""
    lines = style.paragraph(rule.title)
    lines[0] = style.paint(lines[0], "bold")
    effects = _SETUP_EFFECTS if isinstance(rule, SetupRule) else _EFFECTS
    lines += style.paragraph(f"{rule.id} · {rule.topic} · {effects[rule.severity]}")
    lines.append("")
    lines += style.paragraph(rule.meaning, pad("meaning", _INDENT))
    lines += style.paragraph(rule.fix, pad("fix", _INDENT))
    return "\n".join(lines) + "\n"


def render_list(rules: Sequence[AnyRule], style: Style) -> str:
    """Render the rules by topic, one a line, ending with a line feed."""
    name_width = max(len(rule.id) for rule in rules) + 2
    severity_width = max(len(rule.severity) for rule in rules) + 2
    lines: list[str] = []
    for topic, group in groupby(rules, key=lambda rule: rule.topic):
        lines += ["", style.paint(topic, "bold")]
        for rule in group:
            start = f"  {pad(rule.id, name_width)}{pad(rule.severity, severity_width)}"
            lines += style.paragraph(rule.title, start)
    return "\n".join(lines[1:]) + "\n"
