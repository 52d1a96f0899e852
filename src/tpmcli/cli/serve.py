"""`tpm serve`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from tpmcli.cli.context import command_context
from tpmcli.model.errors import Exit, UsageError

if TYPE_CHECKING:
    import typer

    from tpmcli.cli.options import Folder


def serve(
    open_page: Annotated[bool, typer.Option("--open", help="Open the page in the browser")] = False,
    port: Annotated[
        int,
        typer.Option(
            "--port",
            metavar="PORT",
            help="Port to serve at (default: a free one)",
            show_default=False,
        ),
    ] = 0,
    shortcut: Annotated[
        bool,
        typer.Option("--shortcut", help="Put an icon on the desktop that opens the page, and end"),
    ] = False,
    folder: Folder = "",
) -> int:
    """Serve a page to answer, sign off and decide on.

    The page is served to this machine alone, and to the one browser that it is opened in. What is
    saved there gathers in a draft, a branch of its own, until it is proposed. It ends by itself
    after 60 minutes without a request, or with Ctrl-C.
    """
    from tpmcli.cli.console import print_message

    here = command_context(folder)
    _require_page()
    if shortcut:
        if open_page or port:
            raise UsageError("`--shortcut` cannot be combined with other options", "use it alone")
        from tpmcli.app.shortcut import create_shortcut

        print_message(f"created {create_shortcut(here)}")
        return Exit.OK
    from tpmcli.page.serve import serve_page

    serve_page(here, port=port, open_page=open_page, tell=print_message)
    return Exit.OK


def _require_page() -> None:
    """Raise UsageError if the libraries of the page are not installed."""
    from importlib.util import find_spec

    missing = [
        name
        for module, name in (
            ("starlette", "starlette"),
            ("uvicorn", "uvicorn"),
            ("python_multipart", "python-multipart"),
        )
        if find_spec(module) is None
    ]
    if missing:
        import sys

        from tpmcli.model.fix import Command

        raise UsageError(
            f"`tpm serve` needs {' and '.join(missing)}",
            Command((sys.executable, "-m", "pip", "install", "tpmcli[page]")),
        )
