"""What `tpm status` does."""

from __future__ import annotations

from tpmcli.app.status import get_status
from tpmcli.app.workspace import open_workspace
from tpmcli.cli.console import print_data, style
from tpmcli.cli.context import Format, command_context
from tpmcli.model.errors import Exit
from tpmcli.model.tuples import NamedTuple


class StatusArgs(NamedTuple):
    """What was said on the command line, as `cli/status.py` declares it."""

    folder: str = ""
    output_format: str = "text"
    increment: str = ""
    artifacts: str = ""
    as_of: str = ""
    quiet: bool = False


def run(args: StatusArgs) -> int:
    """Prints where the project stands."""
    here = command_context(
        args.folder, as_of=args.as_of, increment=args.increment, artifacts=args.artifacts
    )
    status = get_status(open_workspace(here))
    if args.quiet:
        return Exit.OK
    if args.output_format == Format.JSON:
        from tpmcli.render.status.json import render as render_json

        print_data(render_json(status))
    else:
        from tpmcli.render.status.text import render

        print_data(render(status, style()))
    return Exit.OK
