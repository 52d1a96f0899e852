"""`tpm import answers`."""

from __future__ import annotations

import os
import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

from tpmcli.cli.context import command_context
from tpmcli.model.errors import Exit, UsageError

if TYPE_CHECKING:
    import typer

    from tpmcli.cli.options import Folder, Increment, Person, Quiet
    from tpmcli.cli.terminal import Terminal
    from tpmcli.model.import_view import ImportPlan


class Prefer(StrEnum):
    """Which of two answers counts if an item was answered after the form was made."""

    FORM = "form"
    RECORD = "record"


def answers(
    file: Annotated[
        str, typer.Argument(metavar="FILE", help="Form that was filled in: .xlsx, .md or .csv")
    ],
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Record without asking")] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show the changes and record nothing")
    ] = False,
    prefer: Annotated[
        Prefer | None,
        typer.Option(
            "--prefer",
            help="Answer to keep where somebody else has answered since: form or record",
            show_default=False,
        ),
    ] = None,
    clear: Annotated[
        bool, typer.Option("--clear", help="Remove answers that were emptied in the form")
    ] = False,
    person: Person = "",
    folder: Folder = "",
    increment: Increment = "",
    quiet: Quiet = False,
) -> int:
    """Record the answers of a form that somebody filled in.

    Shows every change and asks; all of them are recorded, or none. `--as` names who filled it in.
    """
    from tpmcli.app.import_answers import ImportOptions, plan_import, record_import
    from tpmcli.app.read_form import read_form
    from tpmcli.app.workspace import open_workspace
    from tpmcli.cli.console import print_data, print_message, style
    from tpmcli.cli.terminal import Terminal
    from tpmcli.render.import_plan import recorded_text, render_plan

    here = command_context(folder, person=person, increment=increment)
    workspace = open_workspace(here)
    rows = read_form(os.path.join(here.folder, file))
    options = ImportOptions(for_all=None if prefer is None else prefer is Prefer.FORM, clear=clear)
    plan = plan_import(workspace, here, rows, options)
    asks = not (yes or dry_run) and sys.stdin.isatty() and sys.stderr.isatty()
    terminal = Terminal(sys.stderr, os.environ)
    if asks and plan.conflicts and not plan.refused:
        chosen = _choose(plan, terminal)
        plan = plan_import(workspace, here, rows, options._replace(chosen=chosen))
    if not quiet or not plan.may_be_recorded:
        print_data(render_plan(plan, style()))
    if not plan.may_be_recorded:
        return Exit.UNMET
    if dry_run or not plan.total:
        return Exit.OK
    if not (yes or asks):
        raise UsageError("`tpm import answers` cannot ask without a terminal", "add `--yes`")
    if asks and not _confirms(plan, terminal):
        print_message("nothing was recorded")
        return Exit.UNMET
    record_import(workspace, here, plan)
    if not quiet:
        print_message(recorded_text(plan))
    return Exit.OK


def _confirms(plan: ImportPlan, terminal: Terminal) -> bool:
    from tpmcli.render.style import plural

    question = f"Record {plural(plan.total, 'answer')} as {plan.person}? [y/N]"
    return (terminal.ask(question) or "").casefold() in ("y", "yes")


def _choose(plan: ImportPlan, terminal: Terminal) -> dict[str, bool]:
    """Ask of each item that was answered twice which answer counts; Enter leaves it open."""
    from tpmcli.render.import_plan import conflict_text

    chosen = {}
    for change in plan.conflicts:
        terminal.show(conflict_text(change, terminal.style))
        typed = terminal.ask("Which answer counts? [f]orm, [r]ecord, Enter for neither:") or ""
        if typed.casefold() in ("f", "form", "r", "record"):
            chosen[change.item.id] = typed.casefold().startswith("f")
    return chosen
