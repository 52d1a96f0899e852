"""`tpm gate check`."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from tpmcli.app.session import Session
from tpmcli.cli.complete import phases
from tpmcli.cli.options import Artifacts, AsOf, Folder, Increment, OptionalPhase, Quiet, session
from tpmcli.model.errors import Exit, InvalidInputError, UsageError
from tpmcli.model.verdict import GateReport, GateVerdict
from tpmcli.report.registry import FORMATS

if TYPE_CHECKING:
    from tpmcli.rules.gate_check import Asked
    from tpmcli.rules.project import Project

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
    against: Annotated[
        str | None,
        typer.Option(
            "--against",
            metavar="REF",
            help="Judge what merging into REF gives, by the policy of REF; from git alone.",
            show_default=False,
        ),
    ] = None,
    head: Annotated[
        str, typer.Option("--head", metavar="REF", help="What to merge, with --against.")
    ] = "HEAD",
    approvals: Annotated[
        str,
        typer.Option(
            "--approvals",
            metavar="FILE",
            help="Approvals that CI fetched: a JSON list of login, commit and state.",
            show_default=False,
        ),
    ] = "",
    frozen_policy: Annotated[
        bool, typer.Option("--frozen-policy", help="A change of the policy blocks.")
    ] = False,
    every: Annotated[
        bool, typer.Option("--every", help="Every project of the repository, in one report.")
    ] = False,
    if_governed: Annotated[
        bool,
        typer.Option("--if-governed", help="No project in base and result: exit 0, and say so."),
    ] = False,
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
    question = _question(phase, through, decided=decided)
    try:
        if against is not None:
            choice = _Choice(against, head, approvals, frozen_policy, every, if_governed)
            judged = _compare(here, choice, question)
        else:
            _refuse_alone(head != "HEAD", approvals, frozen_policy, if_governed)
            judged = _judge(here, question, every=every)
    except InvalidInputError as error:
        deliver_problems(error.problems, reports)
        raise
    if judged is None:
        _say_ungoverned(against or "")
        return Exit.OK
    return deliver(judged, reports, _EXITS[judged.verdict])


class _Choice(NamedTuple):
    """The options that need `--against`."""

    against: str
    head: str
    approvals: str
    frozen_policy: bool
    every: bool
    if_governed: bool


def _refuse_alone(*given: object) -> None:
    names = ("--head", "--approvals", "--frozen-policy", "--if-governed")
    for name, value in zip(names, given, strict=True):
        if value:
            raise UsageError(f"{name} says something only with --against", "add --against REF")


def _question(phase: str, through: str, *, decided: bool) -> Callable[[Project], Asked]:
    """What is asked of a project; the phase must be one of its own."""
    from tpmcli.rules.gate_check import Asked, Question, ask_current
    from tpmcli.rules.permits import find_phase

    def ask(project: Project) -> Asked:
        if decided:
            return Asked(Question.DECIDED)
        if not (phase or through):
            return ask_current(project)
        name = find_phase(project, phase or through).id
        return Asked(Question.PHASE if phase else Question.THROUGH, name)

    return ask


def _judge(here: Session, ask: Callable[[Project], Asked], *, every: bool) -> GateReport:
    if every:
        from tpmcli.app.every import check_every_here

        return check_every_here(here, ask)
    from tpmcli.app.check_gate import check as judge
    from tpmcli.app.workspace import open_workspace

    workspace = open_workspace(here)
    return judge(workspace, ask(workspace.project))


def _compare(here: Session, choice: _Choice, ask: Callable[[Project], Asked]) -> GateReport | None:
    from tpmcli.app.against import Against, check_against

    approvals = os.path.join(here.folder, choice.approvals) if choice.approvals else ""
    compared = Against(choice.against, choice.head, approvals, choice.frozen_policy)
    return check_against(here, compared, ask, every=choice.every, if_governed=choice.if_governed)


def _say_ungoverned(against: str) -> None:
    from tpmcli.cli.console import say

    say(f"not governed: neither {against} nor this change has a .tpm/, so nothing was judged")
