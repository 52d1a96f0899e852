"""`tpm portfolio`."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

from tpmcli.cli.context import command_context
from tpmcli.model.errors import Exit, UsageError
from tpmcli.rules.portfolio import Sort, sort_summaries, worst_code

if TYPE_CHECKING:
    from collections.abc import Sequence

    import typer

    from tpmcli.cli.options import AsOf, Folder, Quiet
    from tpmcli.rules.portfolio import ProjectSummary

_MOST_JOBS = 256


class PortfolioFormat(StrEnum):
    """The formats of a portfolio."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"


def portfolio(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="PATH",
            help="Folders to search for projects (default: the current one)",
            show_default=False,
        ),
    ] = None,
    sort: Annotated[
        Sort, typer.Option("--sort", help="Order of the projects; `state` puts the worst first")
    ] = Sort.STATE,
    output_format: Annotated[
        PortfolioFormat, typer.Option("--format", help="Output format")
    ] = PortfolioFormat.TEXT,
    jobs: Annotated[
        str,
        typer.Option(
            "--jobs",
            "-j",
            metavar="N",
            help="Number of processes (default: chosen by cores and projects)",
            show_default=False,
        ),
    ] = "",
    as_of: AsOf = "",
    folder: Folder = "",
    quiet: Quiet = False,
) -> int:
    """Summarise many projects, worst first.

    Each project is evaluated as by tpm status. Exit code 0: all were evaluated, whatever their
    state, 3: one could not be evaluated, or none was found. To fail if a gate is not met, run
    tpm gate check --all-projects.
    """
    from tpmcli.app.portfolio import summarise_projects
    from tpmcli.cli.console import print_data

    count = _jobs(jobs)
    here = command_context(folder, as_of=as_of)
    summaries = sort_summaries(summarise_projects(here, tuple(paths or ()), count), sort)
    if quiet:
        _say_problems(summaries)
    else:
        print_data(_render(output_format, summaries, here.today()))
    return Exit(worst_code(summaries))


def _render(output_format: PortfolioFormat, summaries: Sequence[ProjectSummary], today: str) -> str:
    if output_format is PortfolioFormat.JSON:
        from tpmcli.render.portfolio.json import render as render_json

        return render_json(summaries, today)
    if output_format is PortfolioFormat.MARKDOWN:
        from tpmcli.render.portfolio.markdown import render as render_markdown

        return render_markdown(summaries, today)
    from tpmcli.cli.console import style
    from tpmcli.render.portfolio.text import render

    return render(summaries, today, style())


def _jobs(text: str) -> int:
    """Return how many processes to use; 0 if there is no text.

    Raises:
        UsageError: it is no number from 1 to `_MOST_JOBS`.
    """
    if not text:
        return 0
    if text.isascii() and text.isdigit() and 0 < int(text[:6]) <= _MOST_JOBS:
        return int(text)
    raise UsageError(f"`--jobs` {text} is not a number of processes", f"write 1 to {_MOST_JOBS}")


def _say_problems(summaries: Sequence[ProjectSummary]) -> None:
    from tpmcli.cli.console import print_message
    from tpmcli.render.problem import problem_line
    from tpmcli.text.sanitize import sanitize_line

    for summary in summaries:
        for problem in summary.problems:
            line = sanitize_line(problem_line(problem))
            print_message(f"{sanitize_line(summary.folder)}: {line}")
