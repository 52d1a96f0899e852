"""The command `tpm`: from the words of the command line to an exit code."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from contextlib import suppress

from tpmcli.cli.errors import run_guarded
from tpmcli.model.errors import Exit


def run() -> None:
    """The entry point of the installed command."""
    # A command is over before the little that it leaves in circles could fill the memory, and
    # looking for circles in a record of 100,000 items takes longer than reading it.
    gc.disable()
    code = main(sys.argv[1:])
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    # The system takes back a process's memory at once; python would free every item by itself.
    os._exit(code)


def main(arguments: Sequence[str]) -> int:
    """Runs one command and returns its exit code."""
    return run_guarded(lambda: _dispatch(arguments), arguments)


def _dispatch(arguments: Sequence[str]) -> int:
    if "_TPM_COMPLETE" in os.environ:
        from tpmcli.cli.console import print_data
        from tpmcli.cli.fast_completion import complete

        found = complete(os.environ)
        if found is not None:
            print_data(f"{found}\n")
            return Exit.OK
    else:
        from tpmcli.cli.fast_path import try_fast_path

        code = try_fast_path(arguments)
        if code is not None:
            return code
    from tpmcli.cli.tree import invoke

    return invoke(arguments)


if __name__ == "__main__":
    run()
