"""`tpm init`."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Annotated

from tpmcli.cli.ci.init import platforms, tell
from tpmcli.cli.context import command_context
from tpmcli.model.errors import Exit, UsageError

if TYPE_CHECKING:
    import typer

    from tpmcli.app.context import CommandContext
    from tpmcli.app.init import InitOptions
    from tpmcli.cli.completion import packs, traits
    from tpmcli.cli.options import Folder, Quiet


def init(
    name: Annotated[str, typer.Option("--name", help="The product's name.")] = "",
    lifecycle: Annotated[
        str, typer.Option("--lifecycle", help="standard, lite, or the path of your own.")
    ] = "standard",
    pack: Annotated[
        list[str] | None,
        typer.Option("--pack", help="A pack to lay over it; may repeat.", autocompletion=packs),
    ] = None,
    trait: Annotated[
        list[str] | None,
        typer.Option("--trait", help="What the product is; may repeat.", autocompletion=traits),
    ] = None,
    tpm: Annotated[
        list[str] | None,
        typer.Option("--tpm", metavar="E-MAIL", help="A Technical Product Manager; may repeat."),
    ] = None,
    pm: Annotated[
        list[str] | None,
        typer.Option("--pm", metavar="E-MAIL", help="A Product Manager; may repeat."),
    ] = None,
    people: Annotated[
        list[str] | None,
        typer.Option(
            "--person",
            metavar="ROLE=EMAIL",
            help="Person who holds another role (repeatable)",
        ),
    ] = None,
    start_at: Annotated[
        str, typer.Option("--start-at", metavar="PHASE", help="For a product that is live already.")
    ] = "",
    increment: Annotated[
        str, typer.Option("--increment", metavar="NAME", help="The first trip's name.")
    ] = "1.0",
    ci: Annotated[
        str,
        typer.Option(
            "--ci",
            metavar="NAME",
            help="Write the job for github, gitlab, azure or pre-commit, too.",
            autocompletion=platforms,
            show_default=False,
        ),
    ] = "",
    yes: Annotated[
        bool, typer.Option("--yes", "-y", help="Ask nothing; take what is given and the defaults.")
    ] = False,
    folder: Folder = "",
    quiet: Quiet = False,
) -> int:
    """Set a repository up: .tpm/policy.yaml and .tpm/project.yaml."""
    from tpmcli.app.ci_setup import check_target, set_up
    from tpmcli.app.init import InitOptions, initialise, refuse_existing
    from tpmcli.cli.console import print_message

    here = command_context(folder)
    refuse_existing(here)
    if ci:
        check_target(ci)
    setup = InitOptions(
        name,
        tuple(tpm or ()),
        tuple(pm or ()),
        lifecycle,
        tuple(pack or ()),
        tuple(trait or ()),
        start_at,
        increment,
        tuple(map(_person, people or ())),
    )
    asking = not yes and sys.stdin.isatty() and sys.stderr.isatty()
    if asking:
        from tpmcli.cli.interview import interview

        setup = interview(setup, here, traits_given=trait is not None, packs_given=pack is not None)
    else:
        setup = _complete(setup, here, take_defaults=yes)
    done = initialise(here, setup, os.urandom)
    if not quiet:
        for path in done.files:
            print_message(f"wrote {path}")
        print_message(
            f"{done.items} items in {done.gates} gates; commit both files, then: tpm status"
        )
    return tell(set_up(here, ci), quiet=quiet) if ci else Exit.OK


def _person(text: str) -> tuple[str, str]:
    """Return the role and the email address in `ROLE=EMAIL`.

    Raises:
        UsageError: it has another form.
    """
    role, equals, email = text.partition("=")
    if not (role and equals and email):
        raise UsageError(f"`--person` {text} is not ROLE=EMAIL", "write security=ann@example.com")
    return role.casefold(), email


def _complete(setup: InitOptions, here: CommandContext, *, take_defaults: bool) -> InitOptions:
    """Return the setup with defaults for what was not given.

    Raises:
        UsageError: something was not given, and its default may not be taken or is not known.
    """
    from tpmcli.repo.git import open_git
    from tpmcli.repo.identity import acting_person

    missing = [
        option
        for option, value in (("--name", setup.name), ("--tpm", setup.tpm), ("--pm", setup.pm))
        if not value
    ]
    if not missing:
        return setup
    if not take_defaults:
        raise UsageError(
            f"init would ask for {', '.join(missing)}, and this is no terminal",
            f"give {', '.join(missing)}, or --yes for the folder's name and git's user.email",
        )
    name = setup.name or os.path.basename(os.path.realpath(here.folder)) or "project"
    if not setup.tpm or not setup.pm:
        person = acting_person(None, here.env, open_git(here.folder, here.env))
        setup = setup._replace(tpm=setup.tpm or (person,), pm=setup.pm or (person,))
    return setup._replace(name=name)
