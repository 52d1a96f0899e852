"""The entry point of `tpm`: from the words of the command line to an exit code."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from contextlib import suppress

from tpmcli.cli.context import forget
from tpmcli.cli.errors import run_guarded
from tpmcli.model.errors import Exit


def run() -> None:
    """Run the command line of this process, and end the process with its exit code."""
    # A command ends before garbage in cycles could fill the memory, and looking for cycles in a
    # record of 100,000 items takes longer than reading it.
    gc.disable()
    code = main(sys.argv[1:])
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    # The system frees the memory of a process at once; Python would free it object by object.
    os._exit(code)


def main(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code."""
    forget()
    return run_guarded(lambda: _dispatch(arguments), arguments)


def _dispatch(arguments: Sequence[str]) -> int:
    if "_TPM_COMPLETE" in os.environ:
        return _complete(arguments)
    from tpmcli.cli.fast_path import try_fast_path

    code = try_fast_path(arguments)
    if code is not None:
        return code
    from tpmcli.cli.tree import invoke

    return invoke(arguments)


def _complete(arguments: Sequence[str]) -> int:
    from tpmcli.cli.console import print_data
    from tpmcli.cli.fast_completion import complete

    found = complete(os.environ)
    if found is not None:
        print_data(f"{found}\n")
        return Exit.OK
    from contextlib import redirect_stdout
    from io import StringIO

    from tpmcli.cli.tree import invoke

    # Typer prints names from the project by itself, and then exits.
    printed = StringIO()
    try:
        with redirect_stdout(printed):
            return invoke(arguments)
    finally:
        print_data(printed.getvalue())


if __name__ == "__main__":
    run()
