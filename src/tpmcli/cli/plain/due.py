"""What `tpm due` does."""

from __future__ import annotations

from tpmcli.app.status import get_status
from tpmcli.app.workspace import open_workspace
from tpmcli.cli.console import print_data, style
from tpmcli.cli.context import Format, command_context
from tpmcli.model.checklist import Role
from tpmcli.model.errors import Exit, UsageError
from tpmcli.model.tuples import NamedTuple
from tpmcli.render.due import render_json, render_text
from tpmcli.rules.status import pick


class DueArgs(NamedTuple):
    """What was said on the command line, as `cli/due.py` declares it."""

    within: str = ""
    owner: str = ""
    output_format: str = "text"
    increment: str = ""
    artifacts: str = ""
    as_of: str = ""
    folder: str = ""
    quiet: bool = False


def run(args: DueArgs) -> int:
    """Prints what is due."""
    within = _days(args.within)
    owner = _owner(args.owner)
    here = command_context(
        args.folder, as_of=args.as_of, increment=args.increment, artifacts=args.artifacts
    )
    status = get_status(open_workspace(here))
    due = pick(status, within=within, owner=owner)
    if not args.quiet:
        json = args.output_format == Format.JSON
        print_data(
            render_json(status, due, within, owner)
            if json
            else render_text(status, due, within, owner, style())
        )
    return Exit.OK


def _days(text: str) -> int | None:
    """The number in ``30d`` or ``30``; None where nothing was said."""
    if not text:
        return None
    number = text.removesuffix("d")
    if not (number.isascii() and number.isdigit() and len(number) <= 6):
        raise UsageError(f"--within '{text}' is no number of days", "write it as 30d")
    return int(number)


def _owner(text: str) -> str:
    role = text.lower()
    if role in list(Role):
        return role
    if text and "@" not in text:
        raise UsageError(
            f"--owner '{text}' is neither an e-mail nor a role", "write an e-mail, tpm or pm"
        )
    return text
