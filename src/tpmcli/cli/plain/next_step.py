"""What `tpm next` does."""

from __future__ import annotations

from tpmcli.app.looking import look_out
from tpmcli.app.workspace import open_workspace
from tpmcli.cli.console import put, style
from tpmcli.cli.here import Format, session
from tpmcli.model.checklist import Role
from tpmcli.model.errors import Exit
from tpmcli.model.tuples import NamedTuple
from tpmcli.report.step import render_json, render_text
from tpmcli.rules.next_step import next_step


class Words(NamedTuple):
    """What was said on the command line, as `cli/next_step.py` declares it."""

    role: str = ""
    output_format: str = "text"
    increment: str = ""
    artifacts: str = ""
    as_of: str = ""
    folder: str = ""


def run(words: Words) -> int:
    """Prints the next open thing."""
    here = session(
        words.folder, as_of=words.as_of, increment=words.increment, artifacts=words.artifacts
    )
    step = next_step(look_out(open_workspace(here)), Role(words.role) if words.role else None)
    json = words.output_format == Format.JSON
    put(render_json(step) if json else render_text(step, style()))
    return Exit.OK
