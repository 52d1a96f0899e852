"""`tpm sign`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from tpmcli.cli.context import command_context
from tpmcli.model.errors import Exit

if TYPE_CHECKING:
    import typer

    from tpmcli.cli.completion import roles
    from tpmcli.cli.options import Artifacts, Folder, Increment, OptionalPhase, Person, Quiet


def sign(
    role: Annotated[
        str,
        typer.Option(
            "--role", "-r", metavar="ROLE", help="Role that signs off", autocompletion=roles
        ),
    ],
    phase: OptionalPhase = "",
    person: Person = "",
    behalf_of: Annotated[
        str,
        typer.Option(
            "--for",
            metavar="EMAIL",
            help="Sign off for this person; counts once they approve the pull request",
            show_default=False,
        ),
    ] = "",
    withdraw: Annotated[
        bool, typer.Option("--withdraw", help="Withdraw the role's sign-off")
    ] = False,
    folder: Folder = "",
    increment: Increment = "",
    artifacts: Artifacts = "",
    quiet: Quiet = False,
) -> int:
    """Sign off a phase for a role.

    A sign-off covers the role's answers in the phase, and the waivers there that you approved.
    """
    from tpmcli.app import sign as use_case
    from tpmcli.app.workspace import open_workspace
    from tpmcli.cli.console import print_message
    from tpmcli.render.style import plural
    from tpmcli.rules.authorisation import find_role
    from tpmcli.rules.project import short_increment

    here = command_context(folder, person=person, increment=increment, artifacts=artifacts)
    workspace = open_workspace(here)
    signing = find_role(workspace.checklist.roles, role)
    if withdraw:
        ended = use_case.withdraw(workspace, here, phase, signing, behalf_of=behalf_of)
        if not quiet:
            print_message(f"withdrew the {signing.short}'s sign-off of {ended.phase.id}")
            if behalf_of:
                print_message(f"  not in effect until {ended.by} approves the pull request")
        return Exit.OK
    done = use_case.sign(workspace, here, phase, signing, behalf_of=behalf_of)
    if quiet:
        return Exit.OK
    over = plural(done.answers, "answer")
    if done.waivers:
        over += f" and {plural(done.waivers, 'waiver')}"
    if not done.again:
        print_message(
            f"{done.by} has already signed off {done.phase.id} as {signing.short}; nothing changed"
        )
    else:
        print_message(f"{done.by} signed off {done.phase.id} as {signing.short}: {over}")
        if behalf_of:
            print_message(f"  not in effect until {done.by} approves the pull request")
    if (short := short_increment(done.workspace.project)) is not None:
        from tpmcli.render.short_increment import short_text

        print_message(f"  {short_text(short)}")
    return Exit.OK
