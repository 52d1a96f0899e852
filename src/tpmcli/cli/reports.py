"""Where the reports of a check go: stdout, files, the job summary.

The verdict is decided before anything here runs, and nothing here makes it better.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence

from tpmcli.cli.console import put, say, style
from tpmcli.model.errors import Exit, Problem, StorageError, UsageError
from tpmcli.model.names import did_you_mean
from tpmcli.model.text import one_line
from tpmcli.model.tuples import NamedTuple
from tpmcli.model.verdict import GateReport
from tpmcli.report import registry
from tpmcli.report.style import Style


class Wanted(NamedTuple):
    """Which reports are wanted: a format for stdout, empty for none, and format and file pairs."""

    stdout: str
    files: tuple[tuple[str, str], ...] = ()


def wanted(stdout: str, given: Sequence[str], folder: str, *, quiet: bool) -> Wanted:
    """The reports that the options name; files are relative to the folder.

    Raises UsageError for an unknown format, for a file named twice, and for one of tpm's or git's
    own files.
    """
    _known(stdout)
    files: list[tuple[str, str]] = []
    seen: set[str] = set()
    for each in given:
        name, equals, file = each.partition("=")
        if not equals or not file or file == "-":
            raise UsageError(
                f"--report '{each}' is no FORMAT=FILE", "write it as --report junit=gate.xml"
            )
        _known(name)
        path = os.path.join(folder, file)
        place = os.path.normcase(os.path.realpath(path))
        if place in seen:
            raise UsageError(f"--report names {file} twice", "give each report a file of its own")
        seen.add(place)
        _refuse_own(path, file)
        files.append((name, path))
    return Wanted("" if quiet else stdout, tuple(files))


def _known(name: str) -> None:
    if name not in registry.FORMATS:
        hint = did_you_mean(name, registry.FORMATS)
        raise UsageError(f"there is no report format '{name}'", hint)


def _refuse_own(path: str, file: str) -> None:
    from tpmcli.app.write_report import belongs_to_us

    if belongs_to_us(path):
        raise UsageError(
            f"--report must not write {file}: the folder is tpm's or git's own",
            "name a file elsewhere",
        )


def deliver(report: GateReport, reports: Wanted, verdict: Exit) -> Exit:
    """Writes every report, and returns the exit code: the verdict's, unless a report failed.

    A file that cannot be written is exit 4. A renderer that fails is a bug: exit 70 where the gate
    is met; an unmet gate stays unmet.
    """
    failed = _send(
        lambda name: registry.render(name, report, _style_for(name, reports)), reports, verdict
    )
    if reports.stdout == "github":
        _summarise(lambda: registry.render("markdown", report))
    return verdict if failed is None else failed


def deliver_problems(problems: Sequence[Problem], reports: Wanted) -> None:
    """Writes why nothing could be evaluated into every report, so that no old one is believed.

    Text and JSON on stdout are left to the boundary, which also says it on stderr.
    """
    stdout = "" if reports.stdout in ("text", "json") else reports.stdout
    _send(
        lambda name: registry.render_problems(name, problems),
        reports._replace(stdout=stdout),
        Exit.UNEVALUATED,
    )
    if reports.stdout == "github":
        _summarise(lambda: registry.render_problems("markdown", problems))


def _style_for(name: str, reports: Wanted) -> Style:
    """Colour and width belong to a terminal, so only stdout has them."""
    return style() if name == reports.stdout else Style()


def _send(render: Callable[[str], str], reports: Wanted, verdict: Exit) -> Exit | None:
    """The exit code that a failure makes, or None where all is delivered."""
    worst: Exit | None = None
    if reports.stdout:
        text = _rendered(render, reports.stdout, verdict)
        if text is None:
            worst = verdict or Exit.BUG
        else:
            put(text, commands=reports.stdout == "github")
    for name, path in reports.files:
        text = _rendered(render, name, verdict)
        if text is None:
            worst = worst or verdict or Exit.BUG
        elif not _written(path, text, verdict):
            worst = Exit.STORAGE
    return worst


def _rendered(render: Callable[[str], str], name: str, verdict: Exit) -> str | None:
    try:
        return render(name)
    except Exception as error:  # noqa: BLE001 - a bug in a renderer must not change a verdict
        if os.environ.get("TPM_DEBUG"):
            import traceback

            traceback.print_exc(file=sys.stderr)
        what = f"{type(error).__name__}: {one_line(str(error))[:200]}"
        say(f"error: a bug in tpm: the {name} report could not be made ({what})")
        say(f"  the verdict stands: {_WORDS[verdict]}; run it again with TPM_DEBUG=1 and report it")
        return None


_WORDS = {
    Exit.OK: "met",
    Exit.UNMET: "not met",
    Exit.UNEVALUATED: "could not be evaluated",
}


def _written(path: str, text: str, verdict: Exit) -> bool:
    from tpmcli.app.write_report import write_report

    try:
        write_report(path, text)
    except StorageError as error:
        say(f"error: {one_line(error.message)}")
        say(f"  → {one_line(error.hint)}")
        say(f"  the verdict, which this exit code does not show: {_WORDS[verdict]}")
        return False
    return True


def _summarise(render: Callable[[], str]) -> None:
    """Adds the Markdown to the job summary, where a runner has one. Trouble there is only said."""
    path = os.environ.get("GITHUB_STEP_SUMMARY")
    if not path:
        return
    from tpmcli.app.write_report import append_summary

    try:
        append_summary(path, render())
    except Exception as error:  # noqa: BLE001 - the summary is an extra; the verdict stands
        say(f"warning: no job summary: {one_line(str(error))[:200]}")
