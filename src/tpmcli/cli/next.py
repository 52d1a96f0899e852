"""`tpm next`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from tpmcli.cli.context import Format, command_context
from tpmcli.model.errors import Exit, UsageError

if TYPE_CHECKING:
    import typer

    from tpmcli.cli.completion import roles
    from tpmcli.cli.options import Artifacts, AsOf, Folder, Increment, OutputFormat


def next_step(
    role: Annotated[
        str,
        typer.Option(
            "--role",
            "-r",
            metavar="ROLE",
            help="Role to show the next step for",
            show_default=False,
            autocompletion=roles,
        ),
    ] = "",
    mine: Annotated[
        bool, typer.Option("--mine", help="Show what you can do, in any of your roles")
    ] = False,
    output_format: OutputFormat = Format.TEXT,
    increment: Increment = "",
    artifacts: Artifacts = "",
    as_of: AsOf = "",
    folder: Folder = "",
) -> int:
    """Show what to do next and the command for it."""
    from tpmcli.app.reader import Reader
    from tpmcli.app.status import get_status
    from tpmcli.app.user import current_user
    from tpmcli.app.workspace import open_workspace
    from tpmcli.cli.console import print_data, style
    from tpmcli.render.next.json import render_json
    from tpmcli.render.next.text import render_text
    from tpmcli.rules.authorisation import find_role
    from tpmcli.rules.next import next_step as find_step
    from tpmcli.rules.next import step_of

    here = command_context(folder, as_of=as_of, increment=increment, artifacts=artifacts)
    workspace = open_workspace(here)
    wanted = find_role(workspace.checklist.roles, role) if role else None
    if mine and role:
        raise UsageError("`--mine` and `--role` cannot be combined", "use one of them")
    status = get_status(workspace)
    if mine:
        from tpmcli.app.user import current_user

        found = step_of(status, current_user(workspace, here))
    else:
        found = find_step(status, wanted)
    step = Reader(workspace, here).step(found)
    print_data(render_json(step) if output_format is Format.JSON else render_text(step, style()))
    return Exit.OK
