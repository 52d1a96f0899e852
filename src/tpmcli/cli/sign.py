"""`tpm sign`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from tpmcli.cli.context import command_context
from tpmcli.model.checklist import Role
from tpmcli.model.errors import Exit

if TYPE_CHECKING:
    import typer

    from tpmcli.cli.options import Artifacts, Folder, Increment, OptionalPhase, Person, Quiet


def sign(
    role: Annotated[Role, typer.Option("--role", "-r", help="The role that vouches.")],
    phase: OptionalPhase = "",
    person: Person = "",
    behalf_of: Annotated[
        str,
        typer.Option(
            "--for",
            metavar="E-MAIL",
            help="Sign in this person's name: it counts once she approves the pull request.",
            show_default=False,
        ),
    ] = "",
    withdraw: Annotated[
        bool, typer.Option("--withdraw", help="Take the role's sign-off back.")
    ] = False,
    folder: Folder = "",
    increment: Increment = "",
    artifacts: Artifacts = "",
    quiet: Quiet = False,
) -> int:
    """Vouch for a role's answers in a phase, and for the waivers there that you approved."""
    from tpmcli.app import sign as use_case
    from tpmcli.app.workspace import open_workspace
    from tpmcli.cli.console import print_message
    from tpmcli.render.style import plural
    from tpmcli.rules.project import short_increment

    here = command_context(folder, person=person, increment=increment, artifacts=artifacts)
    if withdraw:
        ended = use_case.withdraw(open_workspace(here), here, phase, role, behalf_of=behalf_of)
        if not quiet:
            print_message(f"withdrew the sign-off of {ended.phase.id} as {role.upper()}")
            if behalf_of:
                print_message(f"  it is accepted once {ended.by} approves the pull request")
        return Exit.OK
    done = use_case.sign(open_workspace(here), here, phase, role, behalf_of=behalf_of)
    if quiet:
        return Exit.OK
    over = plural(done.answers, "answer")
    if done.waivers:
        over += f" and {plural(done.waivers, 'waiver')}"
    if not done.again:
        print_message(
            f"{done.by} had signed {done.phase.id} as {role.upper()} already; nothing changed"
        )
    else:
        print_message(f"signed {done.phase.id} as {role.upper()} by {done.by}: {over}")
        if behalf_of:
            print_message(f"  it counts once {done.by} approves the pull request")
    if (short := short_increment(done.workspace.project)) is not None:
        from tpmcli.render.short_increment import short_text

        print_message(f"  {short_text(short)}")
    return Exit.OK
