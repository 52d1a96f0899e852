"""A form as a Markdown task list: a ticked box is the answer `met`, the rest is in a list under it.

A value stands on the line of its name. A backslash at the end of a line goes on with the next one,
as in CommonMark (section 6.7), and one before a sign makes it plain text (section 2.4).
"""

from __future__ import annotations

import re

from tpmcli.exchange.answer_table import FILLED_IN
from tpmcli.exchange.form_text import decode
from tpmcli.model.answer_form import (
    AnswerFields,
    AnswerForm,
    FormItem,
    FormPhase,
    FormRow,
    Stamp,
    meant_answer,
    parse_stamp,
    plain_text,
)
from tpmcli.model.record import AnswerValue
from tpmcli.model.role import in_order
from tpmcli.text.sanitize import sanitize_line

_TASK = re.compile(r"^\s*[-*+]\s+\[([ xX])\]\s*(.*)$")
_FIELD = re.compile(rf"^\s+[-*+]\s+\**({'|'.join(FILLED_IN)})\**:\**(?:\s(.*))?$", re.IGNORECASE)
_STAMP = re.compile(r"<!--\s*tpm:(.*?)-->")
_ID = re.compile(r"`([a-z0-9.-]+)`")
_BULLET = re.compile(r"^\s*[-*+]\s")
_LINK = re.compile(r"^\[[^\]]*\]\(<?([^()<>]+)>?\)$")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_MARKUP = re.compile(r"[\\`*<\[\]|~]|&(?=[#\w]+;)|(?<![^\W_])_|_(?![^\W_])")
_AT_START = re.compile(r"^(\s*)(?=[-+#>=:])")
_NUMBERED = re.compile(r"^(\s*\d+)(?=[.)])")
_INDENT = "    "
_GUIDE = (
    "Tick a box if its statement is true (the answer `met`), and write the evidence behind its",
    "`evidence:`, a file of the repository or a link; add a line for each further one. Write",
    "`not-met` or `not-applicable` behind `answer:` instead; `not-applicable` needs a note with",
    "the reason. What you leave alone stays as it is recorded. Then send the file back to whoever",
    "sent it to you.",
)


def write(form: AnswerForm) -> bytes:
    """Return the form."""
    lines = [
        f"# Answers: {_line(form.project)} · {_line(form.increment)}",
        "",
        f"Made on {form.day}.",
        *_GUIDE,
    ]
    for phase in form.phases:
        lines += _phase(phase)
    return ("\n".join(lines) + "\n").encode()


def _phase(phase: FormPhase) -> list[str]:
    lines = ["", f"## {_line(phase.title)}"]
    lines += ["", _line(phase.question)] if phase.question else []
    if phase.decided:
        lines += ["", f"The gate is decided ({phase.decided}), so these answers are locked."]
    known = {each.item.role for each in phase.items}
    shown = dict.fromkeys(each.item.role for each in phase.items)
    for role in shown if len(known) > 1 else in_order(known):
        lines += ["", f"### {_line(role.full_name)}"]
        for each in phase.items:
            lines += _item(each) if each.item.role == role else []
    return lines


def _item(each: FormItem) -> list[str]:
    item, fields = each.item, each.fields
    met = fields.answer == AnswerValue.MET
    level = "required" if str(item.level) == "must" else "recommended"
    lines = [
        "",
        (
            f"- [{'x' if met else ' '}] **{_line(item.title)}** ({level}, {each.state}) `{item.id}`"
            f" <!-- tpm: {each.stamp.text} -->"
        ),
    ]
    if item.evidence.expect:
        lines.append(f"  - expected: {_line(item.evidence.expect)}")
    for target in fields.evidence or ("",):
        lines += _field("evidence", target)
    lines += _field("note", fields.note)
    lines += _field("answer", "" if met else fields.answer)
    lines += _field("owner", fields.owner)
    lines += _field("due", fields.due)
    return lines


def _field(name: str, value: str) -> list[str]:
    first, *rest = value.split("\n")
    lines = [f"  - {name}: {_escape(first)}".rstrip(" "), *(_continued(line) for line in rest)]
    return [f"{line}\\" for line in lines[:-1]] + lines[-1:]


def _continued(line: str) -> str:
    """Return a further line of a value; what would begin a list or a heading there is text."""
    line = _NUMBERED.sub(r"\1\\", _escape(line))
    return _INDENT + _AT_START.sub(r"\1\\", line)


def _escape(text: str) -> str:
    return _MARKUP.sub(lambda found: f"\\{found.group()}", text)


def _line(text: str) -> str:
    return _escape(sanitize_line(text))


def recognises(data: bytes) -> bool:
    """Return whether the bytes are a text with a task that names an item."""
    try:
        lines = decode(data).splitlines()
    except ValueError:
        return False
    tasks = (_TASK.match(line) for line in lines)
    return any(task is not None and _ID.search(task[2]) for task in tasks)


def read(data: bytes) -> list[FormRow] | None:
    """Return the filled in items; None if the file is no form.

    Raises: ValueError if it is not text.
    """
    text = decode(data).replace("\r\n", "\n").replace("\r", "\n")
    reading = _Reading()
    for number, line in enumerate(text.split("\n"), 1):
        reading.take(number, line)
    return reading.done() or None


class _Reading:
    """The tasks of a file, line by line."""

    def __init__(self) -> None:
        self._rows: list[FormRow] = []
        self._task: tuple[str, bool, Stamp | None, int] | None = None
        self._values: list[tuple[str, str]] = []
        self._goes_on = False
        self._fence = ""

    def take(self, number: int, line: str) -> None:
        """Take the next line."""
        if self._goes_on:
            self._append(line.removeprefix(_INDENT), "\n")
            return
        if self._in_code(line):
            return
        task = _TASK.match(line)
        if task is not None:
            self._begin(number, task[1] != " ", task[2])
            return
        field = _FIELD.match(line)
        if field is not None and self._task is not None:
            self._values.append((field[1].lower(), ""))
            self._append(field[2] or "", "")
        elif self._values and line.strip() and line.startswith("  ") and not _BULLET.match(line):
            # A long line that an editor has broken.
            self._append(line.strip(), " ")
        elif line.strip() and not line.startswith(" "):
            self._end()

    def done(self) -> list[FormRow]:
        """Return what was found."""
        self._end()
        return self._rows

    def _in_code(self, line: str) -> bool:
        mark = line.strip()[:3]
        if self._fence:
            self._fence = "" if mark == self._fence else self._fence
            return True
        self._fence = mark if mark in ("```", "~~~") else ""
        return bool(self._fence)

    def _begin(self, number: int, ticked: bool, text: str) -> None:
        self._end()
        stamp = _STAMP.search(text)
        names = _ID.findall(_STAMP.sub("", text))
        if names:
            self._task = (names[-1], ticked, parse_stamp(stamp[1]) if stamp else None, number)

    def _append(self, text: str, between: str) -> None:
        name, value = self._values[-1]
        # An odd number of backslashes ends in one that no other escapes.
        self._goes_on = (len(text) - len(text.rstrip("\\"))) % 2 == 1
        text = text[:-1] if self._goes_on else text
        self._values[-1] = (name, value + between + text)

    def _end(self) -> None:
        if self._task is not None:
            name, ticked, stamp, number = self._task
            self._rows.append(FormRow(name, _fields(self._values, ticked), stamp, f"line {number}"))
        self._task, self._values, self._goes_on = None, [], False


def _fields(values: list[tuple[str, str]], ticked: bool) -> AnswerFields:
    found = {name: _unescape(value) for name, value in values if name != "evidence"}
    targets = [_target(value) for name, value in values if name == "evidence"]
    typed = found.get("answer", "").strip("`")
    answer = str(meant_answer(typed) or typed)
    if ticked:
        contradicts = answer not in ("", AnswerValue.MET)
        answer = f"{answer}, but its box is ticked" if contradicts else str(AnswerValue.MET)
    return AnswerFields(
        answer,
        tuple(dict.fromkeys(filter(None, targets))),
        found.get("note", ""),
        found.get("owner", "").strip("<>"),
        found.get("due", ""),
    )


def _target(value: str) -> str:
    """Return a path or a link, also from a code span, an autolink or a link."""
    value = value.strip()
    link = _LINK.match(value)
    if link is not None:
        return link[1].strip()
    for first, last in ("``", "<>"):
        if len(value) > 2 and value[0] == first and value[-1] == last:
            return value[1:-1].strip()
    return _unescape(value)


def _unescape(text: str) -> str:
    return plain_text(_ESCAPED.sub(r"\1", text))
