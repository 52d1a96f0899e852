"""Options and arguments that several commands share. Imported only if typer is needed."""

from __future__ import annotations

from typing import Annotated

import typer

from tpmcli.cli.completion import emails, increments, items, phases
from tpmcli.cli.context import Format

Folder = Annotated[
    str, typer.Option("-C", metavar="DIR", help="Run as if started in DIR", show_default=False)
]
OutputFormat = Annotated[Format, typer.Option("--format", help="Output format")]
Increment = Annotated[
    str,
    typer.Option(
        "--increment",
        metavar="NAME",
        help="Increment to use (default: the current one)",
        show_default=False,
        autocompletion=increments,
    ),
]
AsOf = Annotated[
    str,
    typer.Option(
        "--as-of", metavar="DATE", help="Date to evaluate (default: today)", show_default=False
    ),
]
Artifacts = Annotated[
    str,
    typer.Option(
        "--artifacts",
        metavar="DIR",
        help="Folder with reports of this CI run; checks look there first",
        show_default=False,
    ),
]
Person = Annotated[
    str,
    typer.Option(
        "--as",
        metavar="EMAIL",
        help="Acting person (default: TPM_AS, then git's user.email)",
        show_default=False,
        autocompletion=emails,
    ),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print only errors")]
ItemName = Annotated[
    str,
    typer.Argument(metavar="ITEM", help="Item, by id or unique slug", autocompletion=items),
]
PhaseName = Annotated[str, typer.Argument(metavar="PHASE", help="Phase", autocompletion=phases)]
OptionalPhase = Annotated[
    str,
    typer.Argument(
        metavar="PHASE",
        help="Phase (default: the current one)",
        autocompletion=phases,
        show_default=False,
    ),
]
