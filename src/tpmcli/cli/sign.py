"""`tpm sign`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from tpmcli.cli.context import command_context
from tpmcli.model.errors import Exit, UsageError

if TYPE_CHECKING:
    import typer

    from tpmcli.app.context import CommandContext
    from tpmcli.app.sign import SignOffResult
    from tpmcli.app.workspace import Workspace
    from tpmcli.cli.completion import emails, roles
    from tpmcli.cli.options import Artifacts, Folder, Increment, OptionalPhase, Person, Quiet
    from tpmcli.model.role import Role


def sign(
    phase: OptionalPhase = "",
    role: Annotated[
        list[str] | None,
        typer.Option(
            "--role",
            "-r",
            metavar="ROLE",
            help="Role that signs off (default: the only one you have there; repeatable)",
            autocompletion=roles,
        ),
    ] = None,
    person: Person = "",
    behalf_of: Annotated[
        list[str] | None,
        typer.Option(
            "--for",
            metavar="EMAIL",
            help="Sign off for this person; counts once they approve the pull request (repeatable)",
            autocompletion=emails,
        ),
    ] = None,
    deputy_for: Annotated[
        str,
        typer.Option(
            "--deputy-for",
            metavar="EMAIL",
            help="Holder of the role for whom you act (default: the one who delegated to you)",
            show_default=False,
            autocompletion=emails,
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
    from tpmcli.rules.authorisation import find_role
    from tpmcli.rules.project import short_increment

    here = command_context(folder, person=person, increment=increment, artifacts=artifacts)
    workspace = open_workspace(here)
    signing = [find_role(workspace.checklist.roles, each) for each in role or ()]
    people = tuple(behalf_of or ())
    if withdraw:
        return _withdraw(workspace, here, phase, signing, people, deputy_for, quiet=quiet)
    signed = use_case.sign_all(workspace, here, phase, signing, people, deputy_for=deputy_for)
    if quiet:
        return Exit.OK
    for done in signed:
        _tell(done)
        if people and done.again:
            print_message(f"  not in effect until {done.by} approves the pull request")
    if (short := short_increment(signed[0].workspace.project)) is not None:
        from tpmcli.render.short_increment import short_text

        print_message(f"  {short_text(short)}")
    return Exit.OK


def _withdraw(
    workspace: Workspace,
    here: CommandContext,
    phase: str,
    roles: list[Role],
    people: tuple[str, ...],
    deputy_for: str,
    *,
    quiet: bool,
) -> int:
    from tpmcli.app.sign import withdraw
    from tpmcli.cli.console import print_message

    if len(roles) != 1 or len(people) > 1:
        raise UsageError("`--withdraw` takes one role and one person", "name the role: `--role`")
    behalf_of = people[0] if people else ""
    ended = withdraw(workspace, here, phase, roles[0], behalf_of=behalf_of, deputy_for=deputy_for)
    if not quiet:
        print_message(f"withdrew {roles[0].named}'s sign-off of {ended.phase.id}")
        if behalf_of:
            print_message(f"  not in effect until {ended.by} approves the pull request")
    return Exit.OK


def _tell(done: SignOffResult) -> None:
    """Print what was signed off, and who else must do so."""
    from tpmcli.cli.console import print_message
    from tpmcli.render.signers import acting, lacking
    from tpmcli.render.style import plural

    by, as_role = acting(done.by, done.deputy_for), done.role.short
    if not done.again:
        print_message(f"{by} has already signed off {done.phase.id} as {as_role}; nothing changed")
        return
    over = plural(done.answers, "answer")
    if done.waivers:
        over += f" and {plural(done.waivers, 'waiver')}"
    print_message(f"{by} signed off {done.phase.id} as {as_role}: {over}")
    if not done.adds:
        print_message(f"  adds nothing: {done.deputy_for or done.by} is counted already")
    if done.verdict is not None and (rest := lacking(done.verdict, done.workspace.policy)):
        print_message(f"  {rest}")
