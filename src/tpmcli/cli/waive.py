"""`tpm waive`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from tpmcli.cli.context import command_context
from tpmcli.model.errors import Exit

if TYPE_CHECKING:
    import typer

    from tpmcli.cli.completion import emails
    from tpmcli.cli.options import Folder, Increment, ItemName, Person, Quiet


def waive(
    item: ItemName,
    reason: Annotated[str, typer.Option("--reason", help="Why the item may be waived")] = "",
    until: Annotated[
        str, typer.Option("--until", metavar="DATE", help="Last date, inclusive")
    ] = "",
    approved_by: Annotated[
        list[str] | None,
        typer.Option(
            "--approved-by",
            metavar="EMAIL",
            help="Person who approves the waiver (repeatable)",
            autocompletion=emails,
        ),
    ] = None,
    withdraw: Annotated[
        bool, typer.Option("--withdraw", help="Withdraw the active waiver")
    ] = False,
    person: Person = "",
    folder: Folder = "",
    increment: Increment = "",
    quiet: Quiet = False,
) -> int:
    """Waive a required item until a date.

    The waiver takes effect once its approver signs off.
    """
    from tpmcli.app import waive as use_case
    from tpmcli.app.reader import Reader
    from tpmcli.app.workspace import open_workspace
    from tpmcli.cli.console import print_fix, print_message
    from tpmcli.text.sanitize import sanitize_line

    here = command_context(folder, person=person, increment=increment)
    workspace = open_workspace(here)
    if withdraw:
        done = use_case.withdraw(workspace, here, item, reason)
        line = f"withdrew the waiver of {sanitize_line(done.item.title)} ({done.item.id})"
    else:
        done = use_case.waive(
            workspace, here, item, reason=reason, until=until, approved_by=approved_by or ()
        )
        line = f"waived until {until}: {sanitize_line(done.item.title)} ({done.item.id})"
    if not quiet:
        print_message(line)
        for remark in done.remarks:
            print_message(f"  note: {sanitize_line(remark)}")
        if not withdraw:
            names = " and ".join(map(sanitize_line, approved_by or ()))
            sign = "sign" if len(approved_by or ()) > 1 else "signs"
            print_message(f"  not in effect until {names} {sign} off")
            print_fix(done.signing and Reader(workspace, here).fix(done.signing))
    return Exit.OK
