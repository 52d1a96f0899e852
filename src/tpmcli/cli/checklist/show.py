"""`tpm checklist show`."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

from tpmcli.cli.context import command_context
from tpmcli.model.errors import Exit, UsageError

if TYPE_CHECKING:
    import typer

    from tpmcli.app.checklist_show import ViewRequest
    from tpmcli.app.context import CommandContext
    from tpmcli.cli.completion import checklist_parts, packs, roles
    from tpmcli.cli.options import Folder


class CopyFormat(StrEnum):
    """The formats of a checklist: to read, to process, or to copy."""

    TEXT = "text"
    JSON = "json"
    YAML = "yaml"


def _lifecycles(incomplete: str) -> list[str]:
    from tpmcli.store.checklists.shipped import lifecycle_names

    return [name for name in lifecycle_names() if name.startswith(incomplete)]


def show(
    name: Annotated[
        str,
        typer.Argument(
            metavar="PHASE|ITEM|PACK|LIFECYCLE",
            help="Phase, item, pack or lifecycle (default: an overview)",
            autocompletion=checklist_parts,
            show_default=False,
        ),
    ] = "",
    role: Annotated[
        str,
        typer.Option(
            "--role",
            "-r",
            metavar="ROLE",
            help="Role whose items to show",
            show_default=False,
            autocompletion=roles,
        ),
    ] = "",
    refs: Annotated[
        bool, typer.Option("--refs", help="Show the public frameworks that items are based on")
    ] = False,
    lifecycle: Annotated[
        str,
        typer.Option(
            "--lifecycle",
            metavar="NAME",
            help="Shipped lifecycle (default: the project's)",
            autocompletion=_lifecycles,
            show_default=False,
        ),
    ] = "",
    pack: Annotated[
        list[str] | None,
        typer.Option(
            "--pack",
            metavar="NAME",
            help="Shipped pack to add (repeatable)",
            autocompletion=packs,
        ),
    ] = None,
    traits: Annotated[
        bool, typer.Option("--traits", help="Show the traits and their items")
    ] = False,
    kinds: Annotated[
        bool, typer.Option("--kinds", help="Show the kinds of automated checks and their options")
    ] = False,
    output_format: Annotated[
        CopyFormat, typer.Option("--format", help="Output format; yaml is for copying")
    ] = CopyFormat.TEXT,
    folder: Folder = "",
) -> int:
    """Show a phase, an item, a pack or all items.

    It works outside a project, too.
    """
    from tpmcli.app.checklist_show import ViewRequest
    from tpmcli.cli.console import print_data

    if traits and kinds:
        raise UsageError("`--traits` and `--kinds` cannot be combined", "use one of them")
    if kinds and name:
        raise UsageError("`--kinds` cannot be combined with a name", "omit it")
    if (traits or kinds) and output_format is CopyFormat.YAML:
        raise UsageError("`--format yaml` shows only checklists", "use text or json")
    wanted = ViewRequest(name, role, lifecycle, tuple(pack or ()))
    if kinds:
        print_data(_kinds(output_format))
    elif traits:
        print_data(_traits(command_context(folder), wanted, output_format))
    else:
        print_data(_view(command_context(folder), wanted, output_format, refs=refs))
    return Exit.OK


def _view(
    here: CommandContext, wanted: ViewRequest, output_format: CopyFormat, *, refs: bool
) -> str:
    from tpmcli.app.checklist_show import view as build_view

    view = build_view(here, wanted)
    if output_format is CopyFormat.YAML:
        from tpmcli.app.checklist_copy import as_yaml

        return as_yaml(view)
    if output_format is CopyFormat.JSON:
        from tpmcli.render.checklist.json import render_view as render_json

        return render_json(view)
    from tpmcli.cli.console import style
    from tpmcli.render.checklist.text import render_view

    return render_view(view, style(), refs=refs)


def _traits(here: CommandContext, wanted: ViewRequest, output_format: CopyFormat) -> str:
    from tpmcli.app.checklist_show import view_traits

    views = view_traits(here, wanted)
    if output_format is CopyFormat.JSON:
        from tpmcli.render.checklist.json import render_traits as render_json

        return render_json(views)
    from tpmcli.cli.console import style
    from tpmcli.render.checklist.text import render_traits

    return render_traits(views, style())


def _kinds(output_format: CopyFormat) -> str:
    from tpmcli.checks.registry import kinds

    if output_format is CopyFormat.JSON:
        from tpmcli.render.checklist.json import render_kinds as render_json

        return render_json(kinds())
    from tpmcli.cli.console import style
    from tpmcli.render.checklist.text import render_kinds

    return render_kinds(kinds(), style())
