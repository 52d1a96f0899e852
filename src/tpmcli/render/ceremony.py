"""Signs of ceremony, as text and as plain data: facts with counts."""

from __future__ import annotations

from tpmcli.render.style import Style, cut, plural
from tpmcli.rules.ceremony import AT_ONCE, Ceremony, Sign, SignKind
from tpmcli.text.sanitize import sanitize_line

_LONGEST = 60
REMARK = "These are counts; they change no verdict. Each may have a good reason."


def sign_text(sign: Sign) -> str:
    """Return a sign, with its untrusted texts, as a sentence without a full stop."""
    count, total, name = f"{sign.number:,}", f"{sign.total:,}", cut(sign.name, _LONGEST)
    match sign.kind:
        case SignKind.NEVER_NOT_MET:
            return f"none of {total} answers is `not-met`, and no item was waived"
        case SignKind.ANSWERED_AT_ONCE:
            median = plural(sign.seconds, "second")
            return (
                f"{name} gave {total} answers, {count} of them within {AT_ONCE} seconds of the one"
                f" before (median {median})"
            )
        case SignKind.ONE_NOTE:
            return f"one note is on {count} of {total} answers: “{name}”"
        case SignKind.ONE_FILE:
            return f"one document is cited for {count} of {total} answers with evidence: `{name}`"
        case SignKind.WAIVED_AGAIN:
            return f"`{name}` was waived {count} times"
        case SignKind.SIGNED_AT_ONCE:
            return (
                f"{count} of {total} sign-offs came within {AT_ONCE} seconds of the last answer"
                " that they cover"
            )


def render_text(ceremony: Ceremony, style: Style) -> str:
    """Render the signs, ending with a line feed; empty if there are too few answers."""
    if not ceremony.enough:
        return ""
    if not ceremony.signs:
        return f"No signs of ceremony in {ceremony.answers:,} answers.\n"
    lines = [style.paint("Signs of ceremony", "bold")]
    for sign in ceremony.signs:
        lines += style.paragraph(sanitize_line(sign_text(sign)), "  - ", "    ")
    lines += style.paragraph(REMARK, "  ")
    return "\n".join(lines) + "\n"


def ceremony_data(ceremony: Ceremony) -> dict[str, object]:
    """Return the signs as plain data; `enough` is False if there are too few answers."""
    return {
        "answers": ceremony.answers,
        "enough": ceremony.enough,
        "signs": [
            {
                "kind": str(sign.kind),
                "count": sign.number,
                "total": sign.total,
                "name": sign.name or None,
                "seconds": sign.seconds if sign.kind is SignKind.ANSWERED_AT_ONCE else None,
                "text": sign_text(sign),
            }
            for sign in ceremony.signs
        ],
    }
