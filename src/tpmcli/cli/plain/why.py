"""What `tpm why` does."""

from __future__ import annotations

from tpmcli.app.why import explain_item
from tpmcli.app.workspace import open_workspace
from tpmcli.cli.console import print_data, style
from tpmcli.cli.context import Format, command_context
from tpmcli.model.errors import Exit
from tpmcli.model.tuples import NamedTuple
from tpmcli.render.why.json import render_json
from tpmcli.render.why.text import render_text


class WhyArgs(NamedTuple):
    """What was said on the command line, as `cli/why.py` declares it."""

    item: str
    output_format: str = "text"
    increment: str = ""
    artifacts: str = ""
    as_of: str = ""
    folder: str = ""


def run(args: WhyArgs) -> int:
    """Prints why the item stands as it stands."""
    here = command_context(
        args.folder, as_of=args.as_of, increment=args.increment, artifacts=args.artifacts
    )
    told = explain_item(open_workspace(here), args.item)
    json = args.output_format == Format.JSON
    print_data(render_json(told) if json else render_text(told, style()))
    return Exit.OK
