"""What `tpm portfolio` does."""

from __future__ import annotations

from collections.abc import Sequence

from tpmcli.app.portfolio import look_at_all
from tpmcli.cli.console import put, say, style
from tpmcli.cli.here import session
from tpmcli.model.errors import Exit, UsageError
from tpmcli.model.text import one_line
from tpmcli.model.tuples import NamedTuple
from tpmcli.rules.portfolio import Sort, Standing, arrange, worst_code

_FORMATS = ("text", "json", "markdown")
_MOST_JOBS = 256


class Words(NamedTuple):
    """What was said on the command line, as `cli/portfolio.py` declares it."""

    paths: tuple[str, ...] = ()
    sort: str = "state"
    output_format: str = "text"
    jobs: str = ""
    as_of: str = ""
    folder: str = ""
    quiet: bool = False
    no_cache: bool = False


def run(words: Words) -> int:
    """Prints every project: exit 0, or the worst of those that could not be evaluated."""
    jobs = _jobs(words.jobs)
    here = session(words.folder, as_of=words.as_of)
    cache = None if words.no_cache else ""
    standings = arrange(look_at_all(here, words.paths, jobs, cache), Sort(words.sort))
    if words.quiet:
        _say_problems(standings)
    else:
        put(_render(words.output_format, standings, here.today()))
    return Exit(worst_code(standings))


def _render(name: str, standings: Sequence[Standing], today: str) -> str:
    if name == "json":
        from tpmcli.report.portfolio_json import render as render_json

        return render_json(standings, today)
    if name == "markdown":
        from tpmcli.report.portfolio_markdown import render as render_markdown

        return render_markdown(standings, today)
    from tpmcli.report.portfolio_text import render

    return render(standings, today, style())


def _jobs(text: str) -> int:
    """How many processes; 0 where nothing was said."""
    if not text:
        return 0
    if text.isascii() and text.isdigit() and 0 < int(text[:6]) <= _MOST_JOBS:
        return int(text)
    raise UsageError(f"--jobs '{text}' is no number of processes", f"write 1 to {_MOST_JOBS}")


def _say_problems(standings: Sequence[Standing]) -> None:
    for standing in standings:
        for problem in standing.problems:
            say(f"{one_line(standing.folder)}: {one_line(str(problem))}")
