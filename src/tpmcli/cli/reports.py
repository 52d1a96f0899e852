"""The delivery of a check's reports: to stdout, into files, into the job summary.

The verdict is decided before, and nothing here makes an exit code better than it.
"""

import os
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from tpmcli.cli.console import print_data, print_message, style
from tpmcli.model.errors import Exit, StorageError, UsageError
from tpmcli.model.problem import Problem
from tpmcli.model.verdict import GateReport
from tpmcli.render.gate import formats
from tpmcli.render.style import Style
from tpmcli.text.names import suggestion
from tpmcli.text.sanitize import sanitize, sanitize_line

if TYPE_CHECKING:
    from tpmcli.rules.portfolio import ReportState

_Render = Callable[[str, Style], str]
"""Makes the text of a report, by its format and the style of the place that it is for."""


class ReportTargets(NamedTuple):
    """The wanted reports: a format for stdout ("" for none), and pairs of format and file.

    `verbose`: what is alike is listed one by one, in reports that people read.
    """

    stdout: str
    files: tuple[tuple[str, str], ...] = ()
    verbose: bool = False


def parse_targets(
    stdout: str, given: Sequence[str], folder: str, *, quiet: bool, verbose: bool
) -> ReportTargets:
    """Return the reports that the options name; files are relative to `folder`.

    Raises:
        UsageError: a format is unknown, or a file is named twice or is tpm's or git's own.
    """
    _known(stdout)
    files: list[tuple[str, str]] = []
    seen: set[str] = set()
    for each in given:
        name, equals, file = each.partition("=")
        if not equals or not file or file == "-":
            raise UsageError(
                f"`--report` {each} is not FORMAT=FILE",
                "write `--report junit=gate.xml`, for example",
            )
        _known(name)
        path = os.path.join(folder, file)
        place = os.path.normcase(os.path.realpath(path))
        if place in seen:
            raise UsageError(f"`--report` names {file} twice", "give each report a file of its own")
        seen.add(place)
        _refuse_own(path, file)
        files.append((name, path))
    return ReportTargets("" if quiet else stdout, tuple(files), verbose)


def _known(name: str) -> None:
    if name not in formats.FORMATS:
        hint = suggestion(name, formats.FORMATS)
        raise UsageError(f"no report format named `{name}`", hint)


def _refuse_own(path: str, file: str) -> None:
    from tpmcli.app.write_report import refuse_reserved

    refuse_reserved(path, file)


def write_reports(
    report: GateReport,
    reports: ReportTargets,
    verdict: Exit,
    state: "Callable[[], ReportState]",
) -> Exit:
    """Write every report and return the exit code: the verdict's, unless a report failed.

    `state` is called for each format that carries the state of the projects. If a file cannot be
    written, that is 4. If a renderer fails, which is a bug, that is 70, or the verdict's code if
    the gate is not met.
    """

    def render(name: str, looks: Style) -> str:
        carried = state() if formats.carries_state(name) else None
        return formats.render(name, report, looks, carried)

    failed = _send(render, reports, verdict)
    if reports.stdout == "github":
        _summarise(lambda: formats.render("markdown", report))
    return verdict if failed is None else failed


def write_problem_reports(problems: Sequence[Problem], reports: ReportTargets) -> None:
    """Write the problems into every report, so that no earlier one is taken for it.

    Text and JSON on stdout are left to `cli.errors`, which prints every error.
    """
    stdout = "" if reports.stdout in ("text", "json") else reports.stdout
    _send(
        lambda name, _: formats.render_problems(name, problems),
        reports._replace(stdout=stdout),
        Exit.UNEVALUATED,
    )
    if reports.stdout == "github":
        _summarise(lambda: formats.render_problems("markdown", problems))


def _send(render: _Render, reports: ReportTargets, verdict: Exit) -> Exit | None:
    """Write the reports, and return the exit code of the worst failure, or None.

    Only stdout has colour and a width.
    """
    worst: Exit | None = None
    shown = style()._replace(verbose=reports.verbose)
    if reports.stdout:
        text = _rendered(render, reports.stdout, shown, verdict)
        if text is None:
            worst = verdict or Exit.BUG
        else:
            print_data(text, commands=reports.stdout == "github")
    for name, path in reports.files:
        text = _rendered(render, name, shown._replace(colour=False, width=0), verdict)
        if text is None:
            worst = worst or verdict or Exit.BUG
        elif not _written(path, text, verdict):
            worst = Exit.STORAGE
    return worst


def _rendered(render: _Render, name: str, looks: Style, verdict: Exit) -> str | None:
    try:
        return render(name, looks)
    except Exception as error:  # noqa: BLE001 - a bug in a renderer must not change a verdict
        if os.environ.get("TPM_DEBUG"):
            from traceback import format_exc

            print_message(sanitize(format_exc().rstrip()))
        what = f"{type(error).__name__}: {sanitize_line(str(error))[:200]}"
        print_message(f"error: internal error: could not render the {name} report ({what})")
        print_message(
            f"  the verdict is {_WORDS[verdict]}; run it again with TPM_DEBUG=1 and report it"
        )
        return None


_WORDS = {
    Exit.OK: "met",
    Exit.UNMET: "not met",
    Exit.UNEVALUATED: "not checked",
}


def _written(path: str, text: str, verdict: Exit) -> bool:
    from tpmcli.app.write_report import write_report
    from tpmcli.render.fix import fix_text

    try:
        write_report(path, text)
    except StorageError as error:
        print_message(f"error: {sanitize_line(error.message)}")
        print_message(f"  {sanitize_line(fix_text(error.hint))}")
        print_message(f"  the verdict is {_WORDS[verdict]}; this exit code does not show it")
        return False
    return True


def _summarise(render: Callable[[], str]) -> None:
    """Append the Markdown to the runner's job summary, if any.

    A failure is a warning.
    """
    path = os.environ.get("GITHUB_STEP_SUMMARY")
    if not path:
        return
    from tpmcli.app.write_report import append_summary
    from tpmcli.render.escape import mute

    try:
        append_summary(path, mute(render()))
    except Exception as error:  # noqa: BLE001 - the summary is an extra; the verdict stands
        print_message(f"warning: no job summary: {sanitize_line(str(error))[:200]}")
