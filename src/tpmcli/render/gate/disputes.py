"""Disputes between people and checks: both sides, next to each other."""

from __future__ import annotations

from collections.abc import Iterable

from tpmcli.model.facts import CheckOutcome
from tpmcli.model.fix import tpm
from tpmcli.model.place import placed_command
from tpmcli.model.verdict import ItemVerdict, State
from tpmcli.render.fix import fix_lines
from tpmcli.render.labels import label
from tpmcli.render.style import Style

_SHOWN = 5


def answer_text(verdict: ItemVerdict) -> str:
    """Return the answer of a person in words; empty if there is none."""
    answer = verdict.answer
    if answer is None:
        return ""
    cited = ", ".join(entry.target for entry in answer.evidence)
    evidence = f", with {cited}" if cited else ""
    return f"{answer.value} by {answer.by} on {answer.at[:10]}{evidence}"


def check_text(verdict: ItemVerdict) -> list[str]:
    """Return the observation of each check that does not pass."""
    return [
        f"{label(result.outcome)}: {result.message}"
        for result in verdict.checks
        if result.outcome is not CheckOutcome.PASS
    ]


def two_sides(verdict: ItemVerdict, style: Style, indent: str = "  ") -> list[str]:
    """Return both sides of a disputed item, as lines; none for any other item."""
    if verdict.state is not State.DISPUTED:
        return []
    lines = style.paragraph(answer_text(verdict), f"{indent}answer  ")
    for observation in check_text(verdict):
        lines += style.paragraph(observation, f"{indent}check   ")
    return lines


def disputes(items: Iterable[ItemVerdict], style: Style) -> list[str]:
    """Return a section on every disputed item among these; no lines if there is none."""
    found = [item for item in items if item.state is State.DISPUTED]
    if not found:
        return []
    lines = ["", style.paint("Disputed: answered, but a check fails", "bold")]
    for item in found[:_SHOWN]:
        lines += style.paragraph(f"{item.item.title} · {item.item.id}", "  ")
        lines += two_sides(item, style, "    ")
    if len(found) > _SHOWN:
        lines.append(f"  and {len(found) - _SHOWN:,} more")
        lines += fix_lines(placed_command(tpm("checks", "list"), style.place), style, 4)
    return lines


def as_data(verdict: ItemVerdict) -> dict[str, object] | None:
    """Return both sides as plain data; None for an item that is not disputed."""
    answer = verdict.answer
    if verdict.state is not State.DISPUTED or answer is None:
        return None
    return {
        "people": {"answer": str(answer.value), "by": answer.by, "at": answer.at},
        "machine": check_text(verdict),
    }
