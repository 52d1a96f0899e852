"""`tpm checklist new`."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Annotated

from tpmcli.cli.context import command_context
from tpmcli.model.errors import Exit, UsageError

if TYPE_CHECKING:
    import typer

    from tpmcli.app.checklist_new import NewChecklist
    from tpmcli.cli.completion import phases, roles
    from tpmcli.cli.options import Folder, Quiet


def new(
    name: Annotated[
        str,
        typer.Argument(
            metavar="NAME", help="Name of the checklist, such as house-rules", show_default=False
        ),
    ] = "",
    lifecycle: Annotated[
        bool, typer.Option("--lifecycle", help="Begin a lifecycle, instead of a pack")
    ] = False,
    title: Annotated[
        str, typer.Option("--title", metavar="TEXT", help="Title for people (default: the name)")
    ] = "",
    item: Annotated[
        list[str] | None,
        typer.Option("--item", metavar="TEXT", help="Title of an item of the pack (repeatable)"),
    ] = None,
    phase: Annotated[
        list[str] | None,
        typer.Option(
            "--phase",
            "-p",
            metavar="PHASE",
            help="Gate of the items, or a phase of the lifecycle (repeatable)",
            autocompletion=phases,
        ),
    ] = None,
    role: Annotated[
        str,
        typer.Option(
            "--role", "-r", metavar="ROLE", help="Role that answers them", autocompletion=roles
        ),
    ] = "",
    level: Annotated[
        str,
        typer.Option("--level", metavar="must|should", help="Level of the items (default: must)"),
    ] = "",
    from_: Annotated[
        str,
        typer.Option(
            "--from", metavar="LIFECYCLE", help="Shipped lifecycle that the phases are drawn from"
        ),
    ] = "",
    output: Annotated[
        str,
        typer.Option(
            "--output", "-o", metavar="FILE", help="File to write (default: below .tpm/checklists)"
        ),
    ] = "",
    folder: Folder = "",
    quiet: Quiet = False,
) -> int:
    """Create a pack or a lifecycle of your own.

    Asks for what is missing, on a terminal.
    """
    from tpmcli.app.checklist_new import NewChecklist, NewItem, new_checklist
    from tpmcli.app.import_request import level_named
    from tpmcli.cli.console import print_fix, print_message
    from tpmcli.model.problem import Hint, Remedy
    from tpmcli.text.sanitize import sanitize_line

    here = command_context(folder)
    wanted = NewChecklist(
        name,
        title,
        is_lifecycle=lifecycle or bool(from_),
        phases=tuple(phase or ()) if lifecycle or from_ else (),
        drawn_from=from_,
        output=output,
    )
    if not wanted.is_lifecycle:
        weight = level_named(level or "must")
        if item and (len(phase or ()) != 1 or not role):
            raise UsageError("`--item` needs one `--phase` and a `--role`", "name both")
        items = [NewItem(text, (phase or [""])[0], role, weight) for text in item or ()]
        wanted = wanted._replace(items=tuple(items))
    if sys.stdin.isatty() and sys.stderr.isatty() and not _is_complete(wanted):
        from tpmcli.cli.checklist.interview import complete
        from tpmcli.cli.terminal import Terminal

        try:
            wanted = complete(here, wanted, Terminal(sys.stderr, os.environ))
        except KeyboardInterrupt:
            print_message("\ninterrupted; nothing was written")
            return Exit.INTERRUPTED
    if not wanted.name:
        raise UsageError("missing NAME; tpm cannot ask without a terminal", "name the checklist")
    done = new_checklist(here, wanted)
    if quiet:
        return Exit.OK
    for path in done.written:
        print_message(f"wrote {sanitize_line(path)}")
    key = "lifecycle" if done.is_lifecycle else "packs"
    shown = sanitize_line(done.main)
    text = (
        f"go on in an editor, then name `{shown}` under `{key}` in .tpm/policy.yaml, and run"
        " `tpm sync` and `tpm lint`"
    )
    print_fix(Hint(Remedy.OTHER, (text,)))
    return Exit.OK


def _is_complete(wanted: NewChecklist) -> bool:
    if not wanted.name:
        return False
    if wanted.is_lifecycle:
        return bool(wanted.phases or wanted.drawn_from)
    return bool(wanted.items)
