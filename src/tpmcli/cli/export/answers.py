"""`tpm export answers`."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Annotated

from tpmcli.cli.context import command_context
from tpmcli.model.errors import Exit, UsageError

if TYPE_CHECKING:
    import typer

    from tpmcli.cli.completion import phases, roles
    from tpmcli.cli.options import Folder, Increment, Quiet
    from tpmcli.exchange.answer_formats import AnswerFormat


def _formats(incomplete: str) -> list[str]:
    from tpmcli.exchange.answer_formats import FORMATS

    return [name for name in FORMATS if name.startswith(incomplete)]


def answers(
    output: Annotated[
        str,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="File to write, - for stdout (default: answers-INCREMENT.xlsx)",
            show_default=False,
        ),
    ] = "",
    output_format: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="FORMAT",
            help="xlsx, markdown or csv (default: by the file name, else xlsx)",
            show_default=False,
            autocompletion=_formats,
        ),
    ] = "",
    role: Annotated[
        str,
        typer.Option(
            "--role",
            "-r",
            metavar="ROLE",
            help="Only this role's items",
            show_default=False,
            autocompletion=roles,
        ),
    ] = "",
    phase: Annotated[
        str,
        typer.Option(
            "--phase",
            metavar="PHASE",
            help="Only this phase's items",
            show_default=False,
            autocompletion=phases,
        ),
    ] = "",
    force: Annotated[bool, typer.Option("--force", help="Overwrite an existing file")] = False,
    folder: Folder = "",
    increment: Increment = "",
    quiet: Quiet = False,
) -> int:
    """Write the items and their answers to a spreadsheet or list.

    Somebody without a terminal fills it in; `tpm import answers` reads it back.
    """
    from tpmcli.app.export_answers import make_form
    from tpmcli.app.read_form import format_for, written_form
    from tpmcli.app.workspace import open_workspace
    from tpmcli.app.write_report import write_file
    from tpmcli.cli.console import print_fix, print_message
    from tpmcli.model.fix import tpm
    from tpmcli.render.style import plural
    from tpmcli.text.sanitize import sanitize_line

    wanted = format_for(output_format, "" if output == "-" else output)
    here = command_context(folder, increment=increment)
    form = make_form(open_workspace(here), phase, role)
    name = output or f"answers-{form.increment}{wanted.ends[0]}"
    data = written_form(form, wanted)
    if name == "-":
        _to_stdout(data, wanted)
        return Exit.OK
    path = os.path.join(here.folder, name)
    _refuse(path, name, force=force)
    write_file(path, data)
    if not quiet:
        items = sum(len(each.items) for each in form.phases)
        what = f"{plural(items, 'item')} in {plural(len(form.phases), 'phase')}"
        print_message(f"wrote {sanitize_line(name)}: {what}")
        print_message("send it to whoever fills it in, then:")
        print_fix(tpm("import", "answers", name))
    return Exit.OK


def _to_stdout(data: bytes, wanted: AnswerFormat) -> None:
    from tpmcli.cli.console import print_data

    if wanted.name != "xlsx":
        print_data(data.decode("utf-8-sig").replace("\r\n", "\n"))
        return
    if sys.stdout.isatty():
        raise UsageError(
            "a workbook cannot be shown on a terminal", "name a file, or use `--format markdown`"
        )
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def _refuse(path: str, name: str, *, force: bool) -> None:
    from tpmcli.app.write_report import refuse_reserved

    refuse_reserved(path, name, "forms")
    if os.path.isdir(path):
        raise UsageError(f"`{name}` is a folder", "name a file, such as answers.xlsx")
    if os.path.isfile(path) and not force:
        raise UsageError(
            f"`{name}` already exists; somebody may have filled it in",
            "name another file, or overwrite it with `--force`",
        )
