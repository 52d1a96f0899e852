"""`tpm schema`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from tpmcli.model.errors import Exit, UsageError
from tpmcli.text.names import suggestion

if TYPE_CHECKING:
    import typer


def _known(incomplete: str) -> list[str]:
    from tpmcli.render import json_schemas
    from tpmcli.store.formats.schemas import names

    return [each for each in (*names(), *json_schemas.names()) if each.startswith(incomplete)]


def schema(
    name: Annotated[
        str,
        typer.Argument(
            metavar="NAME",
            help="File format, or form of JSON output (default: list all)",
            autocompletion=_known,
            show_default=False,
        ),
    ] = "",
) -> int:
    """Print the JSON Schema of a file or an output."""
    from tpmcli.cli.console import print_data
    from tpmcli.render import json_schemas
    from tpmcli.store.formats.schemas import json_schema_text
    from tpmcli.store.formats.schemas import names as file_formats

    known = _known("")
    if not name:
        print_data("".join(f"{each}\n" for each in known))
    elif name in file_formats():
        print_data(json_schema_text(name))
    elif name in known:
        print_data(json_schemas.json_schema_text(name))
    else:
        raise UsageError(f"no schema named `{name}`", suggestion(name, known))
    return Exit.OK
