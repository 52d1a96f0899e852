"""`tpm portfolio`."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Annotated

from tpmcli.cli.context import command_context
from tpmcli.model.errors import Exit, UsageError
from tpmcli.render.portfolio.formats import FORMATS
from tpmcli.rules.portfolio import Sort

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import typer

    from tpmcli.app.context import CommandContext
    from tpmcli.cli.options import AsOf, Folder, Quiet
    from tpmcli.rules.portfolio import ProjectSummary
    from tpmcli.rules.portfolio_view import Portfolio


def _formats(incomplete: str) -> list[str]:
    return [name for name in FORMATS if name.startswith(incomplete)]


def portfolio(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="PATH",
            help="Folders to search for projects (default: the current one)",
            show_default=False,
        ),
    ] = None,
    collected: Annotated[
        list[str] | None,
        typer.Option(
            "--from",
            metavar="DIR",
            help="Folder of gate reports in JSON from CI, in place of checkouts (repeatable)",
            show_default=False,
        ),
    ] = None,
    max_age: Annotated[
        str,
        typer.Option(
            "--max-age", metavar="DAYS", help="With --from: days until a report is old, or any"
        ),
    ] = "7d",
    where: Annotated[
        list[str] | None,
        typer.Option(
            "--where",
            metavar="KEY=VALUE",
            help="Only projects with this label, state or phase (repeatable)",
            show_default=False,
        ),
    ] = None,
    group_by: Annotated[
        str,
        typer.Option(
            "--group-by",
            metavar="LABEL|state|phase",
            help="Group the projects by a label of their policies, by state or by phase",
            show_default=False,
        ),
    ] = "",
    sort: Annotated[
        Sort | None,
        typer.Option(
            "--sort",
            help="Order of the projects (default: state, the worst first)",
            show_default=False,
        ),
    ] = None,
    output_format: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="|".join(FORMATS),
            help="Output format",
            autocompletion=_formats,
        ),
    ] = "text",
    output: Annotated[
        str,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="File to write instead of stdout",
            show_default=False,
        ),
    ] = "",
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

    Each project is evaluated as by tpm status, or read from the newest of its collected reports.
    Exit code 0: all were evaluated, whatever their state, 3: one could not be evaluated, or none
    was found. To fail if a gate is not met, run tpm gate check --all-projects.
    """
    from tpmcli.cli.portfolio_options import read_jobs, read_max_age, read_where, refuse_unknown
    from tpmcli.rules.portfolio import worst_code

    _refuse(paths, collected, output_format)
    count, age, wanted = read_jobs(jobs), read_max_age(max_age), read_where(where or ())
    here = command_context(folder, as_of=as_of)
    target = _target(here, output)
    if _streams(output_format, sort, group_by, target, collected, quiet=quiet):
        return _stream(here, paths or (), count, wanted)
    summaries, left_out = _summaries(here, paths, collected, age, count, quiet=quiet)
    from tpmcli.rules.portfolio import sort_summaries
    from tpmcli.rules.portfolio_view import Portfolio, choose, label_values

    refuse_unknown(wanted, group_by, label_values(summaries))
    chosen = sort_summaries(choose(summaries, wanted), sort or Sort.STATE)
    shown = Portfolio(chosen, here.today(), group_by, left_out, age if collected else None)
    if quiet:
        _say_problems(chosen)
    if target:
        _write(target, output_format, shown)
    elif not quiet:
        _print(output_format, shown)
    return Exit(worst_code(chosen))


def _refuse(
    paths: Sequence[str] | None, collected: Sequence[str] | None, output_format: str
) -> None:
    """Refuse an unknown format, and folders of both kinds.

    Raises:
        UsageError: with what to write.
    """
    if output_format not in FORMATS:
        from tpmcli.text.names import suggestion

        raise UsageError(
            f"no portfolio format named `{output_format}`", suggestion(output_format, FORMATS)
        )
    if paths and collected:
        raise UsageError(
            "PATH and `--from` cannot be combined: a project would be counted twice",
            "use `--from` for reports, or PATH for checkouts",
        )


def _target(here: CommandContext, output: str) -> str:
    """Return the path of the file to write; empty for stdout.

    Raises:
        UsageError: it is a folder, or tpm's or git's own.
    """
    if output in ("", "-"):
        return ""
    from tpmcli.app.write_report import refuse_reserved

    path = os.path.join(here.folder, output)
    refuse_reserved(path, output)
    if os.path.isdir(path):
        raise UsageError(f"`--output` {output} is a folder", "name a file, such as portfolio.html")
    return path


def _summaries(
    here: CommandContext,
    paths: Sequence[str] | None,
    collected: Sequence[str] | None,
    max_age: int | None,
    jobs: int,
    *,
    quiet: bool,
) -> tuple[list[ProjectSummary], int]:
    """Return every project, and the number of reports that are left out."""
    from tpmcli.cli.progress import ProgressBar

    if collected:
        from tpmcli.app.portfolio_reports import read_reports

        with ProgressBar("reports", quiet=quiet) as progress:
            found = read_reports(here, collected, max_age, progress.show)
        return found.summaries, found.left_out
    from tpmcli.app.portfolio import summarise_projects

    with ProgressBar("projects", quiet=quiet) as progress:
        return list(summarise_projects(here, paths or (), jobs, progress.show)), 0


def _streams(
    output_format: str,
    sort: Sort | None,
    group_by: str,
    target: str,
    collected: Sequence[str] | None,
    *,
    quiet: bool,
) -> bool:
    """Return whether each project can be printed as soon as it is evaluated.

    Of collected reports a newer one may come until the last is read.
    """
    plain = output_format == "jsonl" and not (sort or group_by)
    return plain and not (target or collected or quiet)


def _stream(
    here: CommandContext,
    paths: Sequence[str],
    jobs: int,
    where: Mapping[str, frozenset[str]],
) -> int:
    from tpmcli.app.portfolio import summarise_projects
    from tpmcli.cli.console import print_data
    from tpmcli.cli.portfolio_options import refuse_unknown
    from tpmcli.cli.progress import ProgressBar
    from tpmcli.render.portfolio.jsonl import render_row
    from tpmcli.rules.portfolio_view import choose, label_values

    worst = 0
    labels: dict[str, list[str]] = {}
    with ProgressBar("projects") as progress:
        for summary in summarise_projects(here, paths, jobs, progress.show):
            labels |= label_values([summary])
            for each in choose([summary], where):
                worst = max(worst, each.code)
                progress.erase()
                print_data(render_row(each, here.today()))
    refuse_unknown(where, "", labels)
    return Exit(worst)


def _print(output_format: str, shown: Portfolio) -> None:
    from tpmcli.cli.console import print_data, style
    from tpmcli.render.portfolio.formats import render

    if output_format == "jsonl":
        from tpmcli.render.portfolio.jsonl import render_row

        # Line by line: the text of them all would be several times as large as what it shows.
        for each in _ordered(shown):
            print_data(render_row(each, shown.today))
        return
    print_data(render(output_format, shown, style()))


def _ordered(shown: Portfolio) -> Iterable[ProjectSummary]:
    return (each for group in shown.groups() for each in group.summaries)


def _write(target: str, output_format: str, shown: Portfolio) -> None:
    from tpmcli.app.write_report import write_report
    from tpmcli.render.portfolio.formats import render
    from tpmcli.render.style import Style

    write_report(target, render(output_format, shown, Style()))


def _say_problems(summaries: Sequence[ProjectSummary]) -> None:
    from tpmcli.cli.console import print_message
    from tpmcli.render.problem import problem_line
    from tpmcli.text.sanitize import sanitize_line

    for summary in summaries:
        for problem in summary.problems:
            line = sanitize_line(problem_line(problem))
            print_message(f"{sanitize_line(summary.place)}: {line}")
