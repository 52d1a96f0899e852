"""What `tpm portfolio` does."""

from __future__ import annotations

from collections.abc import Sequence

from tpmcli.app.portfolio import summarise_projects
from tpmcli.cli.console import print_data, print_message, style
from tpmcli.cli.context import command_context
from tpmcli.model.errors import Exit, UsageError
from tpmcli.model.tuples import NamedTuple
from tpmcli.render.problem import problem_line
from tpmcli.rules.portfolio import ProjectSummary, Sort, sort_summaries, worst_code
from tpmcli.text.sanitize import sanitize_line

_FORMATS = ("text", "json", "markdown")
_MOST_JOBS = 256


class PortfolioArgs(NamedTuple):
    """What was said on the command line, as `cli/portfolio.py` declares it."""

    paths: tuple[str, ...] = ()
    sort: str = "state"
    output_format: str = "text"
    jobs: str = ""
    as_of: str = ""
    folder: str = ""
    quiet: bool = False


def run(args: PortfolioArgs) -> int:
    """Prints every project: exit 0, or the worst of those that could not be evaluated."""
    jobs = _jobs(args.jobs)
    here = command_context(args.folder, as_of=args.as_of)
    summaries = sort_summaries(summarise_projects(here, args.paths, jobs), Sort(args.sort))
    if args.quiet:
        _say_problems(summaries)
    else:
        print_data(_render(args.output_format, summaries, here.today()))
    return Exit(worst_code(summaries))


def _render(name: str, summaries: Sequence[ProjectSummary], today: str) -> str:
    if name == "json":
        from tpmcli.render.portfolio.json import render as render_json

        return render_json(summaries, today)
    if name == "markdown":
        from tpmcli.render.portfolio.markdown import render as render_markdown

        return render_markdown(summaries, today)
    from tpmcli.render.portfolio.text import render

    return render(summaries, today, style())


def _jobs(text: str) -> int:
    """How many processes; 0 where nothing was said."""
    if not text:
        return 0
    if text.isascii() and text.isdigit() and 0 < int(text[:6]) <= _MOST_JOBS:
        return int(text)
    raise UsageError(f"--jobs '{text}' is no number of processes", f"write 1 to {_MOST_JOBS}")


def _say_problems(summaries: Sequence[ProjectSummary]) -> None:
    for summary in summaries:
        for problem in summary.problems:
            line = sanitize_line(problem_line(problem))
            print_message(f"{sanitize_line(summary.folder)}: {line}")
