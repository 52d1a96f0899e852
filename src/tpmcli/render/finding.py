"""The text of a finding: its message, made from data when it is shown.

No code reads this text. Typed text is in it unchanged; each format escapes it in its own way.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from tpmcli.model.errors import MessageError, RefusedError
from tpmcli.model.facts import EvidenceDetail
from tpmcli.model.finding import Arguments, Finding, Subject, SubjectKind
from tpmcli.model.role import Role
from tpmcli.render.style import plural

# So many subjects that share a finding are named.
_MOST_NAMED = 3


def message(finding: Finding, sharing: Sequence[Finding] = ()) -> str:
    """Return the message, in one sentence without a full stop.

    `sharing` are findings about other items that have the same reason and the same cause.
    """
    text = _sentence(finding, sharing)
    if finding.decided is not None:
        phase, outcome, day = finding.decided
        text = f"{phase} was decided `{outcome}` on {day} while it was not met: {text}"
    return f"{finding.increment}: {text}" if finding.increment else text


def since_text(finding: Finding) -> str:
    """Return which commit of the base brought the finding about; empty if none is known."""
    since = finding.since
    if since is None:
        return ""
    what = "merge" if since.is_merge else "commit"
    day = f" of {since.day}" if since.day else ""
    return f"since the {what} {since.commit[:10]}{day} by {since.author}"


def _sentence(finding: Finding, sharing: Sequence[Finding]) -> str:
    """Return the message of the reason, filled in."""
    return finding.reason.message.format_map(_Words(finding, sharing))


class _Words(dict[str, object]):
    """The words that a message names, each made when it is first needed."""

    def __init__(self, finding: Finding, sharing: Sequence[Finding]) -> None:
        super().__init__()
        self._finding = finding
        self._sharing = sharing

    def __missing__(self, name: str) -> object:
        if name in _OF_SUBJECT:
            return _OF_SUBJECT[name](self._finding.subject)
        if name == "entry":
            return _entry(self._finding)
        if name == "items":
            return named((self._finding, *self._sharing))
        about = self._finding.about
        return _MADE[name](about) if name in _MADE else getattr(about, name)


def _entry(finding: Finding) -> str:
    """Return an entry of the record in words, by its kind and its block."""
    subject = finding.subject
    if subject.kind is SubjectKind.SIGN_OFF:
        return f"{subject.role.named if subject.role else ''}'s sign-off of {subject.phase}"
    if subject.kind is SubjectKind.DECISION:
        return f"the {subject.phase} decision `{finding.about.outcome}`"
    if subject.kind is SubjectKind.CONDITION:
        return f"the closing of condition {subject.number} of {subject.phase}"
    if subject.kind is SubjectKind.INCREMENT:
        return f"the start of {subject.name}"
    if subject.kind is SubjectKind.ITEM:
        return f"the check result of {subject.name}"
    return f"the waiver of {subject.name}"


def named(findings: Sequence[Finding]) -> str:
    """Return the subjects of findings by name: all of them if they are few."""
    names = list(dict.fromkeys(_subject_name(finding.subject) for finding in findings))
    if len(names) == 1:
        return names[0]
    if len(names) <= _MOST_NAMED:
        return f"{', '.join(names[:-1])} and {names[-1]}"
    listed = ", ".join(names[:_MOST_NAMED])
    return f"{len(names):,} items ({listed} and {len(names) - _MOST_NAMED:,} more)"


def _subject_name(subject: Subject) -> str:
    if subject.kind is SubjectKind.CONDITION:
        return f"condition {subject.number} of {subject.phase}"
    return f"“{subject.title}”" if subject.title else subject.id


def _detail(about: Arguments) -> str:
    if about.moved_to:
        return f"; `{about.moved_to}` has the same content"
    return f"; {detail_text(about.detail)}" if about.detail is not None else ""


def detail_text(detail: EvidenceDetail) -> str:
    """Return the detail on a cited path."""
    return detail.kind.text.format(*detail.words)


def placeholder_text(path: str, words: str, line: int) -> str:
    """Return where a cited file looks unfilled, and by which words.

    `line` is 0 if the words describe the whole file.
    """
    if not line:
        return f"`{path}` contains {words}"
    return f"`{path.partition('#')[0]}:{line}` still contains `{words}`"


def _loosened(about: Arguments) -> str:
    from tpmcli.render.loosening import loosened_text

    return loosened_text(about.loosened) if about.loosened else ""


def _alike(about: Arguments) -> str:
    from tpmcli.text.lookalikes import written_out

    return ", ".join(map(written_out, about.names))


def _problem(about: Arguments) -> str:
    from tpmcli.render.problem import problem_line

    return problem_line(about.problem) if about.problem else ""


def _when(about: Arguments) -> str:
    left = about.days_left
    return "today" if left == 0 else "tomorrow" if left == 1 else f"in {left} days"


def _value(text: str) -> str:
    return f"`{text}`" if text else "absent"


def _recommended_because(about: Arguments) -> str:
    from tpmcli.render.labels import label

    return label(about.recommended_by)


def _answers(about: Arguments) -> str:
    return f"{plural(about.total, 'answer')} {'is' if about.total == 1 else 'are'}"


def _role(role: Role | None) -> str:
    return role.short if role is not None else ""


_OF_SUBJECT: Mapping[str, Callable[[Subject], object]] = {
    "title": lambda subject: subject.title,
    "item": lambda subject: subject.name,
    "phase": lambda subject: subject.phase,
    "role": lambda subject: _role(subject.role),
    "the_role": lambda subject: subject.role.named if subject.role is not None else "",
    "number": lambda subject: subject.number,
    "subject": lambda subject: subject.id,
}
_MADE: Mapping[str, Callable[[Arguments], str]] = {
    "detail": _detail,
    "placeholder": lambda about: placeholder_text(
        about.path, about.placeholder, about.placeholder_line
    ),
    "result": lambda about: about.result.message if about.result else "",
    "other_role": lambda about: _role(about.other_role),
    "the_other_role": lambda about: about.other_role.named if about.other_role else "",
    "when": _when,
    "author": lambda about: about.author or "an unknown author",
    "names": lambda about: ", ".join(about.names),
    "alike": _alike,
    "files": lambda about: ", ".join(f"`{file}`" for file in about.files),
    "answers": _answers,
    "days": lambda about: plural(about.total, "day"),
    "value_before": lambda about: _value(about.before),
    "value_after": lambda about: _value(about.after),
    "recommended_because": _recommended_because,
    "loosened": _loosened,
    "problem": _problem,
}


def error_text(error: MessageError) -> str:
    """Return the message of an error, with the findings that refused it below."""
    found = error.findings if isinstance(error, RefusedError) else ()
    lines = [text for text in (error.message, *map(message, found)) if text]
    return "\n  ".join(lines)


def owners_text(finding: Finding) -> str:
    """Return the owners of the finding, with commas between them; empty if it has none."""
    return ", ".join(finding.owners)
