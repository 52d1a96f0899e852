"""What `tpm why` does."""

from __future__ import annotations

from tpmcli.app.looking import look_at
from tpmcli.app.workspace import open_workspace
from tpmcli.cli.console import put, style
from tpmcli.cli.here import Format, session
from tpmcli.model.errors import Exit
from tpmcli.model.tuples import NamedTuple
from tpmcli.report.explanation import render_json, render_text


class Words(NamedTuple):
    """What was said on the command line, as `cli/why.py` declares it."""

    item: str
    output_format: str = "text"
    increment: str = ""
    artifacts: str = ""
    as_of: str = ""
    folder: str = ""


def run(words: Words) -> int:
    """Prints why the item stands as it stands."""
    here = session(
        words.folder, as_of=words.as_of, increment=words.increment, artifacts=words.artifacts
    )
    told = look_at(open_workspace(here), words.item)
    json = words.output_format == Format.JSON
    put(render_json(told) if json else render_text(told, style()))
    return Exit.OK
