"""The questions that `tpm init` asks on a terminal about whatever was not given."""

from __future__ import annotations

import os

import typer

from tpmcli.app.context import CommandContext
from tpmcli.app.init import InitOptions
from tpmcli.model.errors import UsageError
from tpmcli.repo.git import open_git
from tpmcli.repo.identity import acting_person
from tpmcli.store.checklists.shipped import pack_names, traits


def interview(
    setup: InitOptions, here: CommandContext, *, traits_given: bool, packs_given: bool
) -> InitOptions:
    """Return the setup, completed by a person.

    Raises:
        KeyboardInterrupt: the person ended the interview.
    """
    try:
        return _complete(setup, here, traits_given=traits_given, packs_given=packs_given)
    except typer.Abort:
        raise KeyboardInterrupt from None


def _complete(
    setup: InitOptions, here: CommandContext, *, traits_given: bool, packs_given: bool
) -> InitOptions:
    name = setup.name or _text("Product name", os.path.basename(os.path.realpath(here.folder)))
    person = _known_person(here)
    tpm = setup.tpm or tuple(_words(_text("Technical Product Manager (e-mail)", person)))
    pm = setup.pm or tuple(_words(_text("Product Manager (e-mail)", person)))
    packs = setup.packs
    if not packs_given:
        typer.echo(f"Packs: {', '.join(pack_names())}", err=True)
        packs = tuple(_words(_text("Packs to lay over it, apart by spaces", "", optional=True)))
    chosen = setup.traits
    if not traits_given:
        typer.echo("What is the product? This decides which items apply.", err=True)
        chosen = tuple(
            key
            for key, trait in traits().items()
            if typer.confirm(f"  {trait.ask}", default=False, err=True)
        )
    return setup._replace(name=name, tpm=tpm, pm=pm, packs=packs, traits=chosen)


def _known_person(here: CommandContext) -> str:
    try:
        return acting_person(None, here.env, open_git(here.folder, here.env))
    except UsageError:
        return ""


def _text(question: str, default: str, *, optional: bool = False) -> str:
    shown = default if default or optional else None
    answer = typer.prompt(question, default=shown, show_default=bool(default), err=True)
    return str(answer).strip()


def _words(text: str) -> list[str]:
    return text.replace(",", " ").split()
