"""What `tpm log` does."""

from __future__ import annotations

from tpmcli.app.log import read_log
from tpmcli.cli.console import put, say, style
from tpmcli.cli.here import Format, session
from tpmcli.model.errors import Exit
from tpmcli.model.tuples import NamedTuple


class Words(NamedTuple):
    """What was said on the command line, as `cli/log.py` declares it."""

    item: str = ""
    since: str = ""
    increment: str = ""
    output_format: str = "text"
    folder: str = ""


def run(words: Words) -> int:
    """Prints what happened."""
    found = read_log(session(words.folder, increment=words.increment), words.item, words.since)
    if words.output_format == Format.JSON:
        from tpmcli.report.log_json import render as render_json

        put(render_json(found.entries, complete=found.complete))
        return Exit.OK
    from tpmcli.report.log_text import render

    put(render(found.entries, style()))
    if not found.complete:
        say("this is a shallow clone: what happened before is not here (git fetch --unshallow)")
    return Exit.OK
