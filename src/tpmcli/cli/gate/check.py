"""`tpm gate check`."""

from __future__ import annotations

from typing import Annotated

import typer

from tpmcli.cli.complete import phases
from tpmcli.cli.options import (
    AsOf,
    Folder,
    Format,
    Increment,
    OptionalPhase,
    OutputFormat,
    Quiet,
    session,
)
from tpmcli.model.errors import Exit, UsageError
from tpmcli.model.verdict import GateVerdict

_EXITS = {
    GateVerdict.MET: Exit.OK,
    GateVerdict.NOTHING_DECIDED: Exit.OK,
    GateVerdict.UNMET: Exit.UNMET,
    # What was not judged is never a pass.
    GateVerdict.NOT_GATED: Exit.UNMET,
}


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
    output_format: OutputFormat = Format.TEXT,
    increment: Increment = "",
    as_of: AsOf = "",
    folder: Folder = "",
    quiet: Quiet = False,
) -> int:
    """Is the gate met? Without a phase: the current one. Exit 0 met, 1 not met, 3 cannot tell."""
    from tpmcli.app.check_gate import check as judge
    from tpmcli.app.workspace import open_workspace
    from tpmcli.cli.console import put, style
    from tpmcli.rules.gate_check import Asked, Question, ask_current
    from tpmcli.rules.permits import find_phase

    if sum(map(bool, (phase, through, decided))) > 1:
        raise UsageError("a phase, --through and --decided exclude one another", "give one of them")
    here = session(folder, as_of=as_of, increment=increment)
    workspace = open_workspace(here)
    if decided:
        asked = Asked(Question.DECIDED)
    elif phase or through:
        name = find_phase(workspace.project, phase or through).id
        asked = Asked(Question.PHASE if phase else Question.THROUGH, name)
    else:
        asked = ask_current(workspace.project)
    report = judge(workspace, asked)
    if not quiet:
        if output_format is Format.JSON:
            from tpmcli.report.gate_json import render as render_json

            put(render_json(report))
        else:
            from tpmcli.report.gate_text import render

            put(render(report, style()))
    return _EXITS[report.verdict]
