"""`tpm checks list` as text and as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tpmcli.model.facts import CheckOutcome
from tpmcli.model.fix import tpm
from tpmcli.model.place import placed_command
from tpmcli.render.checklist.item import check_words
from tpmcli.render.fix import fix_lines
from tpmcli.render.jsontext import dump
from tpmcli.render.labels import label
from tpmcli.render.style import Style, pad, plural
from tpmcli.rules.items import waits_for_answer
from tpmcli.text.sanitize import sanitize_line

if TYPE_CHECKING:
    from tpmcli.model.checks_view import Checked, CheckedItem, CheckedPhase, CheckList
    from tpmcli.model.record import CheckRun

_LOOKS = {
    CheckOutcome.PASS: "green",
    CheckOutcome.FAIL: "red",
    CheckOutcome.COULD_NOT_RUN: "yellow",
}
_WIDTH = len(CheckOutcome.COULD_NOT_RUN) + 2
# A check of what the answer cites, while no answer `met` cites anything.
_WAITS = "waits"
_COUNTED = {_WAITS: "wait for an answer `met`"}


def render_text(found: CheckList, style: Style) -> str:
    """Return the checks phase by phase and item by item, ending with a line feed.

    Those that wait for an answer are counted, and listed only if the style is verbose.
    """
    if not found.phases:
        return "No item here has an automated check.\n"
    lines: list[str] = []
    for phase in found.phases:
        lines += _phase(phase, style)
    words = [
        _word(item, check)
        for phase in found.phases
        for item in phase.items
        for check in item.checks
    ]
    order = (*map(label, CheckOutcome), _WAITS)
    counts = [
        f"{number:,} {_COUNTED.get(word, word)}" for word in order if (number := words.count(word))
    ]
    lines += style.paragraph(f"{plural(len(words), 'check')}: {', '.join(counts)}", "", "  ")
    if _WAITS in words and not style.verbose:
        asked = (found.phases[0].phase.id,) if len(found.phases) == 1 else ()
        lines += fix_lines(
            placed_command(tpm("checks", "list", *asked, "--verbose"), style.place), style, 2
        )
    return "\n".join(lines) + "\n"


def _phase(phase: CheckedPhase, style: Style) -> list[str]:
    """Return the lines of a phase and a blank one; none if there is nothing to show."""
    lines = [line for item in phase.items for line in _item(item, style)]
    if not lines:
        return []
    note = " · decided: only continuous items are checked again" if phase.decided else ""
    title = style.paint(sanitize_line(phase.phase.id), "bold") + style.paint(note, "dim")
    return [title, *lines, ""]


def _word(found: CheckedItem, check: Checked) -> str:
    """Return the result of a check in a word."""
    waits = waits_for_answer(check.result, found.answer)
    return _WAITS if waits else label(check.result.outcome)


def _item(found: CheckedItem, style: Style) -> list[str]:
    item, answer = found.item, found.answer
    shown = [check for check in found.checks if style.verbose or _word(found, check) != _WAITS]
    if found.checks and not shown:
        return []
    said = f"answered `{answer.value}` by {answer.by}" if answer else "no answer"
    if item.answered_by_checks and answer is None:
        said = "answered automatically"
    what = f"{item.title} · {item.slug} · {item.role.short} {label(item.level)} · {said}"
    lines = style.paragraph(what, "  ", "    ")
    for check in shown:
        lines += _check(check, _word(found, check), item.id, style)
    return lines


def _check(check: Checked, result: str, name: str, style: Style) -> list[str]:
    outcome = check.result.outcome
    word = pad(result, _WIDTH)
    lines = style.paragraph(check.result.message, f"    {word}")
    lines[0] = lines[0].replace(word, style.paint(word, _LOOKS[outcome]), 1)
    inner = " " * (4 + _WIDTH)
    lines += [style.paint(each, "dim") for each in style.paragraph(check_words(check.spec), inner)]
    for run in check.runs:
        words = f"run on {run.at[:10]} by {run.by}: {label(run.outcome)}"
        lines += [style.paint(each, "dim") for each in style.paragraph(words, inner)]
    if check.spec.kind == "command" and outcome is not CheckOutcome.PASS:
        again = placed_command(tpm("checks", "run", name, "--allow-commands"), style.place)
        lines += fix_lines(again, style, len(inner))
    return lines


def render_json(found: CheckList) -> str:
    """Return the same as JSON, `tpm/checks/1`."""
    return dump(
        {
            "schema": "tpm/checks/1",
            "increment": found.increment,
            "as_of": found.as_of,
            "phases": [
                {
                    "phase": phase.phase.id,
                    "decided": phase.decided,
                    "items": [_item_data(item) for item in phase.items],
                }
                for phase in found.phases
            ],
        }
    )


def _item_data(found: CheckedItem) -> dict[str, object]:
    item = found.item
    return {
        "id": item.id,
        "title": item.title,
        "role": str(item.role),
        "level": str(item.level),
        "answered_by": "checks" if item.answered_by_checks else "people",
        "answer": str(found.answer.value) if found.answer else None,
        "checks": [_check_data(check) for check in found.checks],
    }


def _run_data(run: CheckRun) -> dict[str, object]:
    return {key: value for key, value in run._asdict().items() if key != "raw"}


def _check_data(check: Checked) -> dict[str, object]:
    result = check.result
    return {
        "kind": check.spec.kind,
        "options": dict(check.spec.options),
        "outcome": str(result.outcome),
        "message": result.message,
        "file": result.file or None,
        "line": result.line or None,
        "from_run": result.from_run,
        "runs": [_run_data(run) for run in check.runs],
    }
