"""What `tpm gate check` does: judge, then write the reports, and exit as the verdict says."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING

from tpmcli.app.session import Session
from tpmcli.cli.here import session
from tpmcli.cli.reports import deliver, deliver_problems, wanted
from tpmcli.model.errors import Exit, InvalidInputError, UsageError
from tpmcli.model.tuples import NamedTuple
from tpmcli.model.verdict import GateReport, GateVerdict

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


class Words(NamedTuple):
    """What was said on the command line, as `cli/gate/check.py` declares it."""

    phase: str = ""
    through: str = ""
    decided: bool = False
    output_format: str = "text"
    report: tuple[str, ...] = ()
    against: str | None = None
    head: str = "HEAD"
    approvals: str = ""
    frozen_policy: bool = False
    every: bool = False
    if_governed: bool = False
    increment: str = ""
    artifacts: str = ""
    as_of: str = ""
    folder: str = ""
    quiet: bool = False


def run(words: Words) -> int:
    """The exit code: 0 met, 1 not met. Raises what the boundary turns into the others."""
    if sum(map(bool, (words.phase, words.through, words.decided))) > 1:
        raise UsageError("a phase, --through and --decided exclude one another", "give one of them")
    here = session(
        words.folder, as_of=words.as_of, increment=words.increment, artifacts=words.artifacts
    )
    reports = wanted(words.output_format, words.report, here.folder, quiet=words.quiet)
    question = _question(words.phase, words.through, decided=words.decided)
    try:
        if words.against is not None:
            judged = _compare(here, words.against, words, question)
        else:
            _refuse_alone(words)
            judged = _judge(here, question, every=words.every)
    except InvalidInputError as error:
        deliver_problems(error.problems, reports)
        raise
    if judged is None:
        _say_ungoverned(words.against or "")
        return Exit.OK
    return deliver(judged, reports, _EXITS[judged.verdict])


def _refuse_alone(words: Words) -> None:
    for name, given in (
        ("--head", words.head != "HEAD"),
        ("--approvals", words.approvals),
        ("--frozen-policy", words.frozen_policy),
        ("--if-governed", words.if_governed),
    ):
        if given:
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


def _compare(
    here: Session, against: str, words: Words, ask: Callable[[Project], Asked]
) -> GateReport | None:
    from tpmcli.app.against import Against, check_against

    approvals = os.path.join(here.folder, words.approvals) if words.approvals else ""
    compared = Against(against, words.head, approvals, words.frozen_policy)
    return check_against(here, compared, ask, every=words.every, if_governed=words.if_governed)


def _say_ungoverned(against: str) -> None:
    from tpmcli.cli.console import say

    say(f"not governed: neither {against} nor this change has a .tpm/, so nothing was judged")
