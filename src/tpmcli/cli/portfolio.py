"""`tpm portfolio`."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from tpmcli.cli.options import AsOf, Folder, Quiet
from tpmcli.rules.portfolio import Sort


class PortfolioFormat(StrEnum):
    """How a portfolio can be written."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"


def portfolio(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="PATH",
            help="Folders with projects in them or below them; the current one by default.",
            show_default=False,
        ),
    ] = None,
    sort: Annotated[
        Sort, typer.Option("--sort", help="What comes first; by state, that is trouble.")
    ] = Sort.STATE,
    output_format: Annotated[
        PortfolioFormat, typer.Option("--format", help="How to write the result.")
    ] = PortfolioFormat.TEXT,
    jobs: Annotated[
        str,
        typer.Option(
            "--jobs",
            "-j",
            metavar="N",
            help="How many processes; one a core by default, fewer for few projects.",
            show_default=False,
        ),
    ] = "",
    as_of: AsOf = "",
    folder: Folder = "",
    quiet: Quiet = False,
) -> int:
    """Many projects at once: one line each, those in trouble first.

    Each is judged as by tpm status. This looks and does not gate: it exits 0 however the projects
    stand, and 3 where one could not be evaluated or none was found. To gate them, run
    tpm gate check --all-projects.
    """
    from tpmcli.cli.plain.portfolio import PortfolioArgs, run

    return run(
        PortfolioArgs(
            paths=tuple(paths or ()),
            sort=sort,
            output_format=output_format,
            jobs=jobs,
            as_of=as_of,
            folder=folder,
            quiet=quiet,
        )
    )
