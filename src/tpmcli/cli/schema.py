"""`tpm schema`."""

from __future__ import annotations

from typing import Annotated

import typer

from tpmcli.model.errors import Exit, UsageError
from tpmcli.model.names import did_you_mean


def schema(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The format to describe.")] = "",
) -> int:
    """The JSON Schema of a file format; without a name, the formats there are."""
    from tpmcli.cli.console import put
    from tpmcli.store.schemas import json_schema_text, names

    known = names()
    if not name:
        put("".join(f"{each}\n" for each in known))
        return Exit.OK
    if name not in known:
        raise UsageError(f"there is no schema '{name}'", did_you_mean(name, known))
    put(json_schema_text(name))
    return Exit.OK
