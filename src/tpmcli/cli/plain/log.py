"""What `tpm log` does."""

from __future__ import annotations

from tpmcli.app.log import read_log
from tpmcli.cli.console import print_data, print_message, style
from tpmcli.cli.context import Format, command_context
from tpmcli.model.errors import Exit
from tpmcli.model.tuples import NamedTuple


class LogArgs(NamedTuple):
    """What was said on the command line, as `cli/log.py` declares it."""

    item: str = ""
    since: str = ""
    increment: str = ""
    output_format: str = "text"
    folder: str = ""


def run(args: LogArgs) -> int:
    """Prints what happened."""
    found = read_log(command_context(args.folder, increment=args.increment), args.item, args.since)
    if args.output_format == Format.JSON:
        from tpmcli.render.log.json import render as render_json

        print_data(render_json(found.entries, complete=found.complete))
        return Exit.OK
    from tpmcli.render.log.text import render

    print_data(render(found.entries, style()))
    if not found.complete:
        print_message(
            "this is a shallow clone: what happened before is not here (git fetch --unshallow)"
        )
    return Exit.OK
