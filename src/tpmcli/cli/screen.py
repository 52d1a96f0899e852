"""The screen of `tpm walk`: one item at a time, keys and short lines of text.

Text from files is sanitised, and shown as `Text`, never as markup.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

import typer
from rich.console import Console, Group
from rich.panel import Panel
from rich.text import Text

from tpmcli.app.place import place_here
from tpmcli.cli.context import asked
from tpmcli.model.checklist import Item
from tpmcli.model.errors import MessageError, UnevaluatedError
from tpmcli.model.evidence_view import Proposal
from tpmcli.model.place import placed_hint
from tpmcli.model.rule import Rule, Severity
from tpmcli.model.verdict import ItemVerdict
from tpmcli.render.finding import error_text, message
from tpmcli.render.fix import fix_text
from tpmcli.render.problem import problem_line
from tpmcli.text.sanitize import sanitize, sanitize_line

_CONTROL_C, _CONTROL_D = "\x03", "\x04"


class Screen:
    """A person at a terminal."""

    def __init__(self) -> None:
        self._console = Console(markup=False, highlight=False, emoji=False)

    def show(
        self, item: Item, verdict: ItemVerdict, proposals: Sequence[Proposal], place: str
    ) -> None:
        """Print an item, its findings, and the files that may serve as its evidence."""
        parts = [Text(sanitize_line(item.title), style="bold")]
        if item.why:
            parts.append(Text(sanitize_line(item.why), style="italic"))
        if item.evidence.expect:
            parts.append(Text(f"\nexpects  {sanitize_line(item.evidence.expect)}"))
        parts += [
            Text(sanitize_line(message(finding)), style="yellow")
            for finding in verdict.findings
            if finding.severity is not Severity.NOTE and finding.rule is not Rule.UNANSWERED
        ]
        for number, proposal in enumerate(proposals, 1):
            heading = f"  {sanitize_line(proposal.heading)}" if proposal.heading else ""
            line = Text(f"{number}  {sanitize_line(proposal.path)}", style="cyan")
            parts.append(line.append(heading, style="dim"))
        self._console.print()
        self._console.print(
            Panel(
                Group(*parts),
                title=Text(f"{place} · {item.role.short} · {item.level}"),
                title_align="left",
                subtitle=Text(item.id, style="dim"),
                subtitle_align="right",
                width=min(self._console.width, 100),
            )
        )

    def key(self, keys: str) -> str:
        """Return the next key in lower case; Ctrl-D is `q`.

        Raises:
            KeyboardInterrupt: Ctrl-C was pressed.
        """
        self._console.print(Text(f"{keys} > ", style="bold"), end="")
        sys.stdout.flush()
        try:
            pressed = typer.getchar()
        except EOFError:
            pressed = _CONTROL_D
        if pressed == _CONTROL_C:
            raise KeyboardInterrupt
        shown = "q" if pressed == _CONTROL_D else pressed.lower()
        self._console.print(Text(sanitize(shown) if shown.isprintable() else ""))
        return shown

    def ask(self, question: str) -> str:
        """Ask for a line of text and return it stripped; "" if the person ended the input."""
        self._console.print(Text(f"{question}: "), end="")
        sys.stdout.flush()
        try:
            return input().strip()
        except EOFError:
            return ""

    def line(self, text: str) -> None:
        """Print a line."""
        self._console.print(Text(sanitize(text)))

    def refuse(self, error: UnevaluatedError | MessageError) -> None:
        """Print why something was not recorded, and how to fix that."""
        text, hint = _told(error)
        self._console.print(Text(sanitize(text), style="red"))
        if hint:
            # People copy commands: the terminal may wrap one, but it contains no line feed.
            self._console.print(Text(sanitize(hint), style="cyan"), soft_wrap=True)


def _told(error: UnevaluatedError | MessageError) -> tuple[str, str]:
    """Return the message and the hint of an error; of several problems, the first."""
    place = place_here(asked())
    if isinstance(error, MessageError):
        return error_text(error), fix_text(placed_hint(error.hint, place))
    first = error.problems[0]
    return problem_line(first), fix_text(placed_hint(first.hint, place))
