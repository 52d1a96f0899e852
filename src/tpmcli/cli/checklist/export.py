"""`tpm checklist export`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from tpmcli.cli.context import command_context
from tpmcli.model.errors import Exit

if TYPE_CHECKING:
    import typer

    from tpmcli.cli.completion import checklist_parts, packs, roles
    from tpmcli.cli.options import Folder, Quiet


def formats(incomplete: str) -> list[str]:
    """Return the formats that begin so."""
    from tpmcli.app.checklist_export import EXTENSIONS

    return [name for name in EXTENSIONS if name.startswith(incomplete)]


def export(
    name: Annotated[
        str,
        typer.Argument(
            metavar="PHASE|ITEM|PACK|LIFECYCLE",
            help="Phase, item, pack or lifecycle (default: the whole checklist)",
            autocompletion=checklist_parts,
            show_default=False,
        ),
    ] = "",
    output_format: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="FORMAT",
            help="markdown, csv, xlsx, json, yaml or issue-form (default: by the file)",
            autocompletion=formats,
        ),
    ] = "",
    output: Annotated[
        str,
        typer.Option("--output", "-o", metavar="FILE", help="File to write (default: print it)"),
    ] = "",
    role: Annotated[
        str,
        typer.Option(
            "--role", "-r", metavar="ROLE", help="Role whose items to export", autocompletion=roles
        ),
    ] = "",
    lifecycle: Annotated[
        str, typer.Option("--lifecycle", metavar="NAME", help="Shipped lifecycle")
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
    force: Annotated[bool, typer.Option("--force", help="Replace the file if it exists")] = False,
    folder: Folder = "",
    quiet: Quiet = False,
) -> int:
    """Write a checklist as Markdown, a spreadsheet or data.

    Or as an issue form of GitHub. It works outside a project, too.
    """
    from tpmcli.app.checklist_export import ExportRequest, export_checklist
    from tpmcli.app.checklist_show import ViewRequest
    from tpmcli.cli.console import print_data, print_message
    from tpmcli.render.style import plural
    from tpmcli.text.sanitize import sanitize, sanitize_line

    wanted = ViewRequest(name, role, lifecycle, tuple(pack or ()))
    request = ExportRequest(wanted, output_format, output, force)
    done = export_checklist(command_context(folder), request)
    if done.data is not None:
        print_data(sanitize(done.data.decode("utf-8-sig")))
    elif not quiet:
        print_message(f"wrote {plural(done.items, 'item')} to {sanitize_line(done.file)}")
    return Exit.OK
