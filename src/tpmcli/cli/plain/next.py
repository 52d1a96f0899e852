"""What `tpm next` does."""

from __future__ import annotations

from tpmcli.app.status import get_status
from tpmcli.app.workspace import open_workspace
from tpmcli.cli.console import print_data, style
from tpmcli.cli.context import Format, command_context
from tpmcli.model.checklist import Role
from tpmcli.model.errors import Exit
from tpmcli.model.tuples import NamedTuple
from tpmcli.render.next.json import render_json
from tpmcli.render.next.text import render_text
from tpmcli.rules.next import next_step


class NextArgs(NamedTuple):
    """What was said on the command line, as `cli/next.py` declares it."""

    role: str = ""
    output_format: str = "text"
    increment: str = ""
    artifacts: str = ""
    as_of: str = ""
    folder: str = ""


def run(args: NextArgs) -> int:
    """Prints the next open thing."""
    here = command_context(
        args.folder, as_of=args.as_of, increment=args.increment, artifacts=args.artifacts
    )
    step = next_step(get_status(open_workspace(here)), Role(args.role) if args.role else None)
    json = args.output_format == Format.JSON
    print_data(render_json(step) if json else render_text(step, style()))
    return Exit.OK
