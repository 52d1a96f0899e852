"""What `tpm lint` does."""

from __future__ import annotations

from tpmcli.app.lint import lint
from tpmcli.cli.console import print_data, style
from tpmcli.cli.context import Format, command_context
from tpmcli.model.errors import Exit
from tpmcli.model.tuples import NamedTuple
from tpmcli.render.lint import render_json, render_text


class LintArgs(NamedTuple):
    """What was said on the command line, as `cli/lint.py` declares it."""

    fix: bool = False
    output_format: str = "text"
    folder: str = ""
    quiet: bool = False


def run(args: LintArgs) -> int:
    """Prints what was found: exit 0 where all is sound, 1 where something is untidy."""
    found = lint(command_context(args.folder), fix=args.fix)
    if not args.quiet:
        json = args.output_format == Format.JSON
        print_data(render_json(*found) if json else render_text(*found, style()))
    return Exit.UNMET if found.untidy else Exit.OK
