"""The command `tpm`: from the words of the command line to an exit code."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from tpmcli.cli.boundary import guarded


def run() -> None:
    """The entry point of the installed command."""
    sys.exit(main(sys.argv[1:]))


def main(arguments: Sequence[str]) -> int:
    """Runs one command and returns its exit code."""
    return guarded(lambda: _dispatch(arguments), arguments)


def _dispatch(arguments: Sequence[str]) -> int:
    from tpmcli.cli.short import attempt

    code = attempt(arguments)
    if code is not None:
        return code
    from tpmcli.cli.tree import invoke

    return invoke(arguments)


if __name__ == "__main__":
    run()
