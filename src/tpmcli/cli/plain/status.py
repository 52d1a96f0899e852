"""What `tpm status` does."""

from __future__ import annotations

from tpmcli.app.looking import look_out
from tpmcli.app.workspace import open_workspace
from tpmcli.cli.console import put, style
from tpmcli.cli.here import Format, session
from tpmcli.model.errors import Exit
from tpmcli.model.tuples import NamedTuple


class Words(NamedTuple):
    """What was said on the command line, as `cli/status.py` declares it."""

    folder: str = ""
    output_format: str = "text"
    increment: str = ""
    artifacts: str = ""
    as_of: str = ""
    quiet: bool = False


def run(words: Words) -> int:
    """Prints where the project stands."""
    here = session(
        words.folder, as_of=words.as_of, increment=words.increment, artifacts=words.artifacts
    )
    outlook = look_out(open_workspace(here))
    if words.quiet:
        return Exit.OK
    if words.output_format == Format.JSON:
        from tpmcli.report.outlook_json import render as render_json

        put(render_json(outlook))
    else:
        from tpmcli.report.outlook_text import render

        put(render(outlook, style()))
    return Exit.OK
