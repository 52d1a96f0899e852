"""`tpm gate check`."""

from __future__ import annotations

from typing import Annotated

import typer

from tpmcli.app.session import Session
from tpmcli.cli.complete import phases
from tpmcli.cli.options import Artifacts, AsOf, Folder, Increment, OptionalPhase, Quiet, session
from tpmcli.model.errors import Exit, InvalidInputError, UsageError
from tpmcli.model.verdict import GateReport, GateVerdict
from tpmcli.report.registry import FORMATS

_EXITS = {
    GateVerdict.MET: Exit.OK,
    GateVerdict.NOTHING_DECIDED: Exit.OK,
    GateVerdict.UNMET: Exit.UNMET,
    # What was not judged is never a pass.
    GateVerdict.NOT_GATED: Exit.UNMET,
}


def _formats(incomplete: str) -> list[str]:
    return [name for name in FORMATS if name.startswith(incomplete)]


def check(
    phase: OptionalPhase = "",
    through: Annotated[
        str,
        typer.Option(
            "--through",
            metavar="PHASE",
            help="Is every gate up to this one decided, and does each hold?",
            autocompletion=phases,
            show_default=False,
        ),
    ] = "",
    decided: Annotated[
        bool, typer.Option("--decided", help="Does everything that was decided still hold?")
    ] = False,
    output_format: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="|".join(FORMATS),
            help="How to write the result.",
            autocompletion=_formats,
        ),
    ] = "text",
    report: Annotated[
        list[str] | None,
        typer.Option(
            "--report",
            metavar="FORMAT=FILE",
            help="Write the result into a file, too; as often as needed.",
            show_default=False,
        ),
    ] = None,
    increment: Increment = "",
    artifacts: Artifacts = "",
    as_of: AsOf = "",
    folder: Folder = "",
    quiet: Quiet = False,
) -> int:
    """Is the gate met? Without a phase: the current one. Exit 0 met, 1 not met, 3 cannot tell."""
    from tpmcli.cli.reports import deliver, deliver_problems, wanted

    if sum(map(bool, (phase, through, decided))) > 1:
        raise UsageError("a phase, --through and --decided exclude one another", "give one of them")
    here = session(folder, as_of=as_of, increment=increment, artifacts=artifacts)
    reports = wanted(output_format, report or (), here.folder, quiet=quiet)
    try:
        judged = _judge(here, phase, through, decided=decided)
    except InvalidInputError as error:
        deliver_problems(error.problems, reports)
        raise
    return deliver(judged, reports, _EXITS[judged.verdict])


def _judge(here: Session, phase: str, through: str, *, decided: bool) -> GateReport:
    from tpmcli.app.check_gate import check as judge
    from tpmcli.app.workspace import open_workspace
    from tpmcli.rules.gate_check import Asked, Question, ask_current
    from tpmcli.rules.permits import find_phase

    workspace = open_workspace(here)
    if decided:
        asked = Asked(Question.DECIDED)
    elif phase or through:
        name = find_phase(workspace.project, phase or through).id
        asked = Asked(Question.PHASE if phase else Question.THROUGH, name)
    else:
        asked = ask_current(workspace.project)
    return judge(workspace, asked)
