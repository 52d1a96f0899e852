"""The list of commands in `tpm --help`: by what they are for, with examples below."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from typer.core import TyperGroup

SECTIONS: Mapping[str, tuple[str, ...]] = {
    "Every day": ("status", "next", "walk", "answer", "evidence", "serve", "export", "import"),
    "At the gate": ("gate", "sign", "waive", "checks"),
    "Look": ("why", "due", "people", "log", "report", "portfolio", "checklist", "explain"),
    "Set up": ("init", "ci", "doctor", "start", "lint", "sync", "merge", "schema"),
}
"""Every command, by its section. A test compares them with the command tree."""

EXAMPLES = (
    ("tpm next --role tpm", "what to do now"),
    ("tpm walk --role pm", "answer the open items, one key each"),
    ("tpm gate check --decided --against origin/main", "in CI: does everything hold?"),
)


class SectionedGroup(TyperGroup):
    """The group of all commands, which lists them by section."""

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Write the sections, then the examples."""
        width = max(map(len, self.commands))
        for title, names in SECTIONS.items():
            rows = [(f"{name:<{width}}", self._short(ctx, name)) for name in names]
            with formatter.section(title):
                formatter.write_dl(rows)
        with formatter.section("Examples"):
            formatter.write_dl(list(EXAMPLES))

    def _short(self, ctx: Any, name: str) -> str:
        command = self.get_command(ctx, name)
        return command.get_short_help_str(100) if command is not None else ""
