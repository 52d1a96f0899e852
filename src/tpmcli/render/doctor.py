"""`tpm doctor` as text and as JSON, and the text of its findings.

Nothing reads this text back. What a person typed is in it as it was typed; each format makes it
harmless in its own way.
"""

from __future__ import annotations

from collections.abc import Sequence

from tpmcli.model.fix import Advice, Fix
from tpmcli.model.platform_setting import PlatformSetting
from tpmcli.model.rule import Severity
from tpmcli.model.setup_finding import AddLines, SetupFinding, SetupFix, Weakness
from tpmcli.render.fix import fix_data, fix_lines
from tpmcli.render.jsontext import dump
from tpmcli.render.style import Style, pad, plural
from tpmcli.text.sanitize import sanitize_line

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "dim"}


def setup_message(finding: SetupFinding) -> str:
    """Return what is wrong, in one sentence without a full stop."""
    about = finding.about
    words: dict[str, object] = {
        **about._asdict(),
        "file": finding.file,
        "files": ", ".join(f"`{file}`" for file in about.files),
        "people": ", ".join(about.people),
        "gates": ", ".join(about.gates),
        "weakness": weakness_text(about.weakness) if about.weakness else "",
    }
    return finding.reason.message.format_map(words)


def weakness_text(weakness: Weakness) -> str:
    """Return a loophole with the words that complete it."""
    return weakness.loophole.text.format(*weakness.words)


def _lines_to_add(fix: SetupFix | None) -> tuple[str, ...]:
    return fix.lines if isinstance(fix, AddLines) else ()


def as_fix(fix: SetupFix | None) -> Fix | None:
    """Return the fix, or the advice to add the lines that stand below it."""
    return Advice(fix.help, name=fix.file) if isinstance(fix, AddLines) else fix


def render_text(
    advice: Sequence[SetupFinding],
    looked_at: Sequence[str],
    unseen: Sequence[PlatformSetting],
    style: Style,
) -> str:
    """Return the findings, each with why it matters and its fix, ending with a line feed."""
    lines: list[str] = []
    for each in advice:
        label = pad(each.severity, 9)
        place = f"{each.file}:{each.line}" if each.line else each.file
        where = f", {place}" if place else ""
        wrapped = style.paragraph(f"{setup_message(each)} [{each.rule}{where}]", label)
        wrapped[0] = wrapped[0].replace(label, style.paint(label, _COLOURS[each.severity]), 1)
        lines += [*wrapped, *style.paragraph(f"why: {each.reason.why}", " " * 9)]
        lines += fix_lines(as_fix(each.fix), style, 9)
        lines += [" " * 11 + sanitize_line(line) for line in _lines_to_add(each.fix)]
    errors = sum(each.severity is Severity.ERROR for each in advice)
    lines += [""] if lines else []
    if looked_at:
        lines += style.paragraph(f"Checked {', '.join(looked_at)}, .tpm/ and git.")
    if errors:
        bypassed = f"The gate can be bypassed in {plural(errors, 'way')}."
    else:
        bypassed = "No way to bypass the gate was found."
    lines.append(style.paint(bypassed, "bold"))
    lines.append("Not checked here, because only the platform knows (see docs/ci.md):")
    for setting in unseen:
        lines += style.paragraph(_setting_text(setting), "- ")
    return "\n".join(lines) + "\n"


def _setting_text(setting: PlatformSetting) -> str:
    return f"{setting.setting}: otherwise {setting.otherwise}"


def render_json(
    advice: Sequence[SetupFinding], looked_at: Sequence[str], unseen: Sequence[PlatformSetting]
) -> str:
    """Return the same as JSON, `tpm/doctor/1`."""
    return dump(
        {
            "schema": "tpm/doctor/1",
            "bypassable": any(each.severity is Severity.ERROR for each in advice),
            "looked_at": list(looked_at),
            "advice": [
                {
                    "rule": str(each.rule),
                    "severity": str(each.severity),
                    "message": setup_message(each),
                    "reason": each.reason.why,
                    **fix_data(as_fix(each.fix)),
                    "add": list(_lines_to_add(each.fix)),
                    "file": each.file or None,
                    "line": each.line or None,
                }
                for each in advice
            ],
            "unseen": [_setting_text(each) for each in unseen],
        }
    )
