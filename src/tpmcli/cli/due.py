"""`tpm due`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from tpmcli.cli.context import Format, command_context
from tpmcli.model.errors import Exit, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    import typer

    from tpmcli.cli.completion import people
    from tpmcli.cli.options import Artifacts, AsOf, Folder, Increment, OutputFormat, Quiet
    from tpmcli.model.role import Role


def due(
    within: Annotated[
        str,
        typer.Option(
            "--within",
            metavar="DAYS",
            help="Days to look ahead, such as 30d; overdue dates are always listed",
            show_default=False,
        ),
    ] = "",
    owner: Annotated[
        str,
        typer.Option(
            "--owner",
            metavar="EMAIL|ROLE",
            help="Person or role to list dates for",
            show_default=False,
            autocompletion=people,
        ),
    ] = "",
    mine: Annotated[bool, typer.Option("--mine", help="List only your own dates")] = False,
    output_format: OutputFormat = Format.TEXT,
    increment: Increment = "",
    artifacts: Artifacts = "",
    as_of: AsOf = "",
    folder: Folder = "",
    quiet: Quiet = False,
) -> int:
    """List upcoming and overdue dates."""
    from tpmcli.app.status import get_status
    from tpmcli.app.user import current_user
    from tpmcli.app.workspace import open_workspace
    from tpmcli.cli.console import print_data, style
    from tpmcli.render.due import render_json, render_text
    from tpmcli.rules.status import pick

    if mine and owner:
        raise UsageError("`--mine` and `--owner` cannot be combined", "use one of them")
    days = _days(within)
    here = command_context(folder, as_of=as_of, increment=increment, artifacts=artifacts)
    workspace = open_workspace(here)
    if mine:
        from tpmcli.app.user import current_user

        concerned = current_user(workspace, here)
    else:
        concerned = _owner(owner, workspace.checklist.roles)
    status = get_status(workspace)
    found = pick(status, within=days, owner=concerned)
    if quiet:
        return Exit.OK
    if output_format is Format.JSON:
        print_data(render_json(status, found, days, concerned))
    else:
        print_data(render_text(status, found, days, concerned, style()))
    return Exit.OK


def _days(text: str) -> int | None:
    """Return the number in `30d` or `30`; None if there is no text.

    Raises:
        UsageError: it is not a number of days.
    """
    if not text:
        return None
    number = text.removesuffix("d")
    if not (number.isascii() and number.isdigit() and len(number) <= 6):
        raise UsageError(f"`--within` {text} is not a number of days", "write it as 30d")
    return int(number)


def _owner(text: str, roles: Sequence[Role]) -> str:
    wanted = text.casefold()
    role = next((each for each in roles if wanted in (each, each.short.casefold())), None)
    if role is not None:
        return str(role)
    if text and "@" not in text:
        names = [f"`{each}`" for each in roles]
        raise UsageError(
            f"`--owner` {text} is neither an email address nor a role",
            f"write an email address, {', '.join(names[:-1])} or {names[-1]}",
        )
    return text
