"""Options and arguments that several commands share. Imported only if typer is needed."""

from __future__ import annotations

from typing import Annotated

import typer

from tpmcli.cli.completion import increments, items, phases
from tpmcli.cli.context import Format

Folder = Annotated[
    str, typer.Option("-C", metavar="DIR", help="Run as if started in DIR.", show_default=False)
]
OutputFormat = Annotated[Format, typer.Option("--format", help="How to write the result.")]
Increment = Annotated[
    str,
    typer.Option(
        "--increment",
        metavar="NAME",
        help="The increment to look at; the one under way by default.",
        show_default=False,
        autocompletion=increments,
    ),
]
AsOf = Annotated[
    str,
    typer.Option(
        "--as-of", metavar="DATE", help="Judge that day instead of today.", show_default=False
    ),
]
Artifacts = Annotated[
    str,
    typer.Option(
        "--artifacts",
        metavar="DIR",
        help="Reports made in this CI run: checks look there first.",
        show_default=False,
    ),
]
Person = Annotated[
    str,
    typer.Option(
        "--as",
        metavar="E-MAIL",
        help="Who acts; TPM_AS or git's user.email by default.",
        show_default=False,
    ),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but errors.")]
ItemName = Annotated[
    str,
    typer.Argument(metavar="ITEM", help="An item's id or unique slug.", autocompletion=items),
]
PhaseName = Annotated[str, typer.Argument(metavar="PHASE", help="A phase.", autocompletion=phases)]
OptionalPhase = Annotated[
    str,
    typer.Argument(
        metavar="PHASE",
        help="A phase; the current one by default.",
        autocompletion=phases,
        show_default=False,
    ),
]
