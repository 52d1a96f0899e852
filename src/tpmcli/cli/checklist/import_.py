"""`tpm checklist import`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from tpmcli.cli.context import command_context
from tpmcli.model.errors import Exit, UsageError

if TYPE_CHECKING:
    import typer

    from tpmcli.app.checklist_import import ImportResult
    from tpmcli.cli.completion import phases, roles
    from tpmcli.cli.options import Folder, Person, Quiet


def formats(incomplete: str) -> list[str]:
    """Return the formats that begin so."""
    from tpmcli.exchange.registry import format_names

    return [name for name in format_names() if name.startswith(incomplete)]


def import_checklist(
    file: Annotated[str, typer.Argument(metavar="FILE", help="Checklist to read")],
    phase: Annotated[
        str,
        typer.Option(
            "--phase", "-p", metavar="PHASE", help="Gate of the items", autocompletion=phases
        ),
    ] = "",
    role: Annotated[
        str,
        typer.Option(
            "--role", "-r", metavar="ROLE", help="Role that answers them", autocompletion=roles
        ),
    ] = "",
    name: Annotated[
        str,
        typer.Option(
            "--name", metavar="NAME", help="Name of the pack (default: after the title or the file)"
        ),
    ] = "",
    level: Annotated[
        str,
        typer.Option(
            "--level", metavar="must|should", help="Level of items without one (default: must)"
        ),
    ] = "",
    levels: Annotated[
        list[str] | None,
        typer.Option(
            "--levels",
            metavar="WORD=LEVEL",
            help="Meaning of the source's levels: must, should or leave (repeatable)",
        ),
    ] = None,
    output: Annotated[
        str,
        typer.Option(
            "--output", "-o", metavar="FILE", help="File to write (default: below .tpm/checklists)"
        ),
    ] = "",
    from_: Annotated[
        str,
        typer.Option(
            "--from",
            metavar="FORMAT",
            help="Format (default: by the content)",
            autocompletion=formats,
        ),
    ] = "",
    mapping: Annotated[
        list[str] | None,
        typer.Option(
            "--map",
            metavar="FIELD=COLUMN",
            help="Column or key of: title, id, level, section, why, expect, done (repeatable)",
        ),
    ] = None,
    items: Annotated[
        str,
        typer.Option(
            "--items", metavar="PATH", help="Path of the list in YAML or JSON, such as groups.items"
        ),
    ] = "",
    bullets: Annotated[
        bool, typer.Option("--bullets", help="Take list items without a checkbox, too")
    ] = False,
    hidden: Annotated[
        bool, typer.Option("--hidden", help="Take hidden rows and sheets, too")
    ] = False,
    sheet: Annotated[
        str, typer.Option("--sheet", metavar="NAME", help="Only this sheet of a workbook")
    ] = "",
    separator: Annotated[
        str,
        typer.Option(
            "--separator", metavar="SIGN", help="Separator of a CSV file (default: found)"
        ),
    ] = "",
    encoding: Annotated[
        str,
        typer.Option("--encoding", metavar="NAME", help="Encoding of the file (default: found)"),
    ] = "",
    source: Annotated[
        str,
        typer.Option("--source", metavar="TEXT", help="Origin of the file, such as its address"),
    ] = "",
    licence: Annotated[
        str, typer.Option("--licence", metavar="TEXT", help="Licence of the file, to keep with it")
    ] = "",
    keep_answers: Annotated[
        bool, typer.Option("--keep-answers", help="Answer the ticked items `met`")
    ] = False,
    force: Annotated[
        bool, typer.Option("--force", help="Replace the pack that is there; ids stay")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Print the pack, and write nothing")
    ] = False,
    person: Person = "",
    folder: Folder = "",
    quiet: Quiet = False,
) -> int:
    """Create a pack from a checklist in another form.

    Markdown, HTML, CSV, Excel, YAML and JSON, and the formats of several other tools. Prints what
    was taken, what was left out and why.
    """
    from tpmcli.app.checklist_import import import_checklist as run
    from tpmcli.app.import_request import ImportRequest
    from tpmcli.exchange.options import ReadOptions

    options = ReadOptions(
        bullets, _columns(mapping or ()), items or None, _separator(separator), sheet, hidden
    )
    request = ImportRequest(
        *(file, phase, role.casefold(), name, level, tuple(levels or ()), output, from_),
        *(encoding, source, licence, options, keep_answers, force, dry_run),
    )
    done = run(command_context(folder, person=person), request)
    return _tell(done, quiet=quiet, dry_run=dry_run)


def _columns(written: list[str] | tuple[()]) -> dict[str, str]:
    """Return the columns by field.

    Raises:
        UsageError: one is not `FIELD=COLUMN`.
    """
    from tpmcli.exchange.options import FIELDS
    from tpmcli.text.names import suggestion

    found = {}
    for pair in (each for text in written for each in text.split(",")):
        field, equals, column = pair.partition("=")
        field = field.strip().casefold()
        if not equals or not column.strip():
            raise UsageError(f"`--map` {pair} is not FIELD=COLUMN", "write such as title=Check")
        if field not in FIELDS:
            raise UsageError(f"no field named `{field}`", suggestion(field, FIELDS))
        found[field] = column.strip()
    return found


def _separator(text: str) -> str:
    sign = {"tab": "\t", "\\t": "\t", "comma": ",", "semicolon": ";", "bar": "|"}.get(text, text)
    if len(sign) > 1 or (sign and sign in '"\r\n '):
        raise UsageError(f"`--separator` {text} is not one character", "write one, or `tab`")
    return sign


def _tell(done: ImportResult, *, quiet: bool, dry_run: bool) -> int:
    """Print the result, and return the exit code."""
    import os
    import sys

    from tpmcli.cli.console import print_data, print_message, style_for, write
    from tpmcli.render.checklist.imported import render
    from tpmcli.text.sanitize import sanitize, sanitize_line

    style = style_for(sys.stderr, os.environ)
    if not quiet or done.refused:
        write(render(done.report, style), sys.stderr)
    shown = sanitize_line(done.target.shown)
    if done.refused:
        print_data(sanitize(done.changes))
        print_message(f"{style.paint('error:', 'red', 'bold')} `{shown}` exists and differs")
        print_message("  help: `--force` replaces it; ids, and so answers, stay")
        return Exit.UNMET
    if dry_run:
        print_data(sanitize(done.text))
    if quiet:
        return Exit.OK
    for path in done.written:
        print_message(f"wrote {sanitize_line(path)}")
    if not done.written:
        print_message("nothing was written" if dry_run else f"unchanged: {shown}")
    if done.answered:
        print_message(f"answered {len(done.answered):,} ticked items `met`")
    if done.written:
        _next(done, shown)
    return Exit.OK


def _next(done: ImportResult, shown: str) -> None:
    from tpmcli.cli.console import print_fix
    from tpmcli.model.fix import tpm
    from tpmcli.model.problem import Hint, Remedy

    if done.is_named:
        print_fix(tpm("lint"))
        return
    if done.has_project and done.target.policy_path:
        text = f"add `{shown}` to `packs` in .tpm/policy.yaml, then run `tpm sync` and `tpm lint`"
    else:
        text = "put it below .tpm/checklists, and name it in the policy's `packs`"
    print_fix(Hint(Remedy.OTHER, (text,)))
