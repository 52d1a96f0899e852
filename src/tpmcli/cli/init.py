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
    name: Annotated[str, typer.Option("--name", help="Name of the product")] = "",
    lifecycle: Annotated[
        str,
        typer.Option(
            "--lifecycle",
            help="standard (the default), lite, or the path of your own",
            show_default=False,
        ),
    ] = "",
    pack: Annotated[
        list[str] | None,
        typer.Option("--pack", help="Pack to add (repeatable)", autocompletion=packs),
    ] = None,
    trait: Annotated[
        list[str] | None,
        typer.Option("--trait", help="Property of the product (repeatable)", autocompletion=traits),
    ] = None,
    tpm: Annotated[
        list[str] | None,
        typer.Option("--tpm", metavar="EMAIL", help="Technical Product Manager (repeatable)"),
    ] = None,
    pm: Annotated[
        list[str] | None,
        typer.Option("--pm", metavar="EMAIL", help="Product Manager (repeatable)"),
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
        str,
        typer.Option(
            "--start-at",
            metavar="PHASE",
            help="First phase with a gate, for a product that is live",
        ),
    ] = "",
    increment: Annotated[
        str, typer.Option("--increment", metavar="NAME", help="Name of the first increment")
    ] = "1.0",
    ci: Annotated[
        str,
        typer.Option(
            "--ci",
            metavar="NAME",
            help="CI job to write: github, gitlab, azure or pre-commit",
            autocompletion=platforms,
            show_default=False,
        ),
    ] = "",
    yes: Annotated[
        bool, typer.Option("--yes", "-y", help="Ask nothing, and use the defaults")
    ] = False,
    folder: Folder = "",
    quiet: Quiet = False,
) -> int:
    """Set up a repository: .tpm/policy.yaml and .tpm/project.yaml."""
    from tpmcli.app.ci_setup import check_target, set_up
    from tpmcli.app.init import InitOptions, initialise, is_one_person, refuse_existing
    from tpmcli.cli.console import print_message
    from tpmcli.cli.init_messages import ONE_PERSON, show_next, show_surroundings

    here = command_context(folder)
    refuse_existing(here)
    if ci:
        check_target(ci)
    setup = InitOptions(
        name,
        tuple(tpm or ()),
        tuple(pm or ()),
        lifecycle or "standard",
        tuple(pack or ()),
        tuple(trait or ()),
        start_at,
        increment,
        tuple(map(_person, people or ())),
    )
    asking = not yes and sys.stdin.isatty() and sys.stderr.isatty()
    if asking:
        options = {
            "name": name,
            "lifecycle": lifecycle,
            "tpm": tpm,
            "pm": pm,
            "packs": pack,
            "traits": trait,
        }
        given = [field for field, value in options.items() if value]
        if not quiet:
            show_surroundings(here)
        try:
            setup = _interview(setup, here, given)
        except KeyboardInterrupt:
            print_message("\ninterrupted; nothing was written")
            return Exit.INTERRUPTED
    else:
        setup = _complete(setup, here, take_defaults=yes)
        if not quiet:
            show_surroundings(here)
    done = initialise(here, setup, os.urandom)
    if not quiet:
        for path in done.files:
            print_message(f"wrote {path}")
    job = set_up(here, ci) if ci else None
    code = tell(job, quiet=quiet) if job else Exit.OK
    if not quiet:
        if is_one_person(setup) and not asking:
            print_message(ONE_PERSON)
        show_next(done, here, job.written if job else ())
    return code


def _interview(setup: InitOptions, here: CommandContext, given: list[str]) -> InitOptions:
    from tpmcli.cli.interview import interview
    from tpmcli.cli.terminal import Terminal

    return interview(setup, here, given, Terminal(sys.stderr, os.environ))


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
            f"missing {_listed(missing)}; tpm cannot ask without a terminal",
            "pass them, or `--yes` for the name of the folder and git's `user.email`",
        )
    name = setup.name or os.path.basename(os.path.realpath(here.folder)) or "project"
    if not setup.tpm or not setup.pm:
        try:
            person = acting_person(None, here.env, open_git(here.folder, here.env))
        except UsageError as error:
            people = _listed([option for option in missing if option != "--name"])
            raise UsageError(
                f"missing {people}; git does not know your email address",
                f"pass {people}, or run `git config user.email you@example.com`",
            ) from error
        setup = setup._replace(tpm=setup.tpm or (person,), pm=setup.pm or (person,))
    return setup._replace(name=name)


def _listed(options: list[str]) -> str:
    *most, last = (f"`{option}`" for option in options)
    return f"{', '.join(most)} and {last}" if most else last
