"""`tpm ci init`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from tpmcli.cli.context import command_context
from tpmcli.model.errors import Exit

if TYPE_CHECKING:
    import typer

    from tpmcli.app.ci_setup import SetUp
    from tpmcli.cli.options import Folder, Quiet


def platforms(incomplete: str) -> list[str]:
    """Return the platforms that begin so."""
    from tpmcli.app.ci_setup import TARGETS

    return [name for name in TARGETS if name.startswith(incomplete)]


def init(
    platform: Annotated[
        str,
        typer.Argument(
            metavar="github|gitlab|azure|pre-commit",
            help="CI platform of the job",
            autocompletion=platforms,
        ),
    ],
    install: Annotated[
        str,
        typer.Option(
            "--install",
            metavar="SPEC",
            help="Package that pip installs in the job (default: this version)",
            show_default=False,
        ),
    ] = "",
    folder: Folder = "",
    quiet: Quiet = False,
) -> int:
    """Write the CI job that checks the gates.

    An existing file that differs is never changed: exit code 1.
    """
    from tpmcli.app.ci_setup import set_up

    return tell(set_up(command_context(folder), platform, install), quiet=quiet)


def tell(done: SetUp, *, quiet: bool) -> int:
    """Print what was written, or what differs; return 1 if a file differs."""
    from tpmcli.cli.console import print_data, print_message
    from tpmcli.text.sanitize import sanitize, sanitize_line

    for difference in done.differences:
        print_data(sanitize(difference))
    if not quiet or done.differences:
        for path in done.unchanged:
            print_message(f"unchanged: `{sanitize_line(path)}`")
        for path in done.written:
            print_message(f"wrote {sanitize_line(path)}")
        for advice in done.advice:
            print_message(sanitize_line(advice))
    return Exit.UNMET if done.differences else Exit.OK
