"""`tpm evidence new`."""

from __future__ import annotations

from typing import Annotated

import typer

from tpmcli.cli.here import session
from tpmcli.cli.options import Folder, Increment, ItemName, Quiet
from tpmcli.model.errors import Exit


def new(
    item: ItemName,
    path: Annotated[
        str,
        typer.Argument(
            metavar="PATH",
            help="Where to write it; where the item's evidence is looked for by default.",
            show_default=False,
        ),
    ] = "",
    folder: Folder = "",
    increment: Increment = "",
    quiet: Quiet = False,
) -> int:
    """Write the skeleton of an item's evidence, for a person to fill."""
    from shlex import quote

    from tpmcli.app.new_evidence import new_evidence
    from tpmcli.app.workspace import open_workspace
    from tpmcli.cli.console import say
    from tpmcli.model.text import one_line

    here = session(folder, increment=increment)
    done = new_evidence(open_workspace(here), here, item, path)
    if not quiet:
        shown = quote(one_line(done.path))
        say(f"wrote {shown}: {one_line(done.item.title)}")
        say("fill it in, then:")
        say(f"  git add {shown}")
        say(f"  tpm answer {done.item.id} met --evidence {shown}")
    return Exit.OK
