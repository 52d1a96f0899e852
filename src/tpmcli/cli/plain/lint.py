"""What `tpm lint` does."""

from __future__ import annotations

from tpmcli.app.lint import lint
from tpmcli.cli.console import put, style
from tpmcli.cli.here import Format, session
from tpmcli.model.errors import Exit
from tpmcli.model.tuples import NamedTuple
from tpmcli.report.lint import render_json, render_text


class Words(NamedTuple):
    """What was said on the command line, as `cli/lint.py` declares it."""

    fix: bool = False
    output_format: str = "text"
    folder: str = ""
    quiet: bool = False


def run(words: Words) -> int:
    """Prints what was found: exit 0 where all is sound, 1 where something is untidy."""
    found = lint(session(words.folder), fix=words.fix)
    if not words.quiet:
        json = words.output_format == Format.JSON
        put(render_json(*found) if json else render_text(*found, style()))
    return Exit.UNMET if found.untidy else Exit.OK
