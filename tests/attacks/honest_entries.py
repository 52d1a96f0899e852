"""Honest pull requests with recorded runs of checks, and with new increments."""

from __future__ import annotations

from datetime import timedelta

from attack_cases import honest
from attack_world import Result, World
from attacks_on_identity import (
    PM_LOGIN,
    TPM_LOGIN,
    approval,
    commit_signed,
    least,
    new_key,
    signer_line,
)
from run_tools import SMOKE, asks_for_runs, record_run

from tpmcli.app.checks_run import ProgressListener, plan, run
from tpmcli.app.workspace import open_workspace
from tpmcli.model.rule import Rule
from tpmcli.model.verdict import State
from world.people import PM, TPM

BOT = "ci-bot@example.com"


def _run(world: World, person: str = TPM) -> None:
    """Runs the program as a person."""
    session = world.session(person)
    workspace = open_workspace(session)
    watch = ProgressListener(lambda _: None, lambda *_: None, lambda _: None)
    run(workspace, session, plan(workspace, [SMOKE]), watch)


def _counts(world: World, result: Result, **more: object) -> Result:
    """The result, if the recorded run satisfies its item."""
    shown = world.check("requirements", **more)  # type: ignore[arg-type]
    assert shown.report is not None
    states = {item.item.id: item.state for item in shown.report.gates[0].items}
    assert states[SMOKE] is State.SATISFIED, states[SMOKE]
    return result


@honest("the TPM runs a check and records the result")
def run_recorded(world: World) -> Result:
    asks_for_runs(world)
    _run(world)
    world.commit()
    return _counts(world, world.check())


@honest("a run in a signed commit, where commits must be signed")
def run_signed(world: World) -> Result:
    asks_for_runs(world, "signed")
    public = new_key(world, "tpm")
    world.git("checkout", "-q", "main")
    world.write(".tpm/allowed_signers", signer_line(TPM, public) + "\n")
    world.commit()
    world.branch()
    _run(world)
    commit_signed(world, public, TPM)
    return _counts(world, world.check())


@honest("the TPM's own run, which the PM approves")
def run_approved_by_the_pm(world: World) -> Result:
    asks_for_runs(world, "platform")
    _run(world)
    approvals = [approval(PM_LOGIN, world.commit())]
    return _counts(world, world.check(approvals=approvals), approvals=approvals)


@honest("a bot records a run in the TPM's name, and she approves it")
def run_by_a_bot(world: World) -> Result:
    asks_for_runs(world, "platform")
    _run(world)
    approvals = [approval(TPM_LOGIN, world.commit(author=BOT))]
    return _counts(world, world.check(approvals=approvals), approvals=approvals)


@honest("a bot's run is approved, where the author of a commit is enough")
def run_by_a_bot_for_an_author(world: World) -> Result:
    asks_for_runs(world)
    _run(world)
    return world.check(approvals=[approval(TPM_LOGIN, world.commit(author=BOT))])


@honest("runs of two branches, in the order of time after a merge")
def runs_of_two_branches(world: World) -> Result:
    asks_for_runs(world)
    world.git("checkout", "-q", "main")
    record_run(world, SMOKE)
    world.commit()
    world.branch()
    first = world.block(SMOKE).splitlines()[-1]
    earlier = world.now - timedelta(hours=2)
    record_run(world, SMOKE, at=earlier)
    lines = world.block(SMOKE).splitlines()
    # As `tpm merge` orders them.
    assert lines[-2] == first
    world.record("\n".join(lines[-2:]), "\n".join((lines[-1], first)))
    world.commit()
    return world.check()


@honest("an item with a run is retired", shows=Rule.POLICY_LOOSENED)
def run_retired(world: World) -> Result:
    asks_for_runs(world)
    world.git("checkout", "-q", "main")
    record_run(world, SMOKE)
    world.commit()
    world.branch()
    world.policy(", .tpm/checklists/programs.yaml]", "]")
    world.sync()
    world.commit()
    assert SMOKE not in world.read(".tpm/project.yaml")
    return world.check()


@honest("a shorter trip begins", state="ended")
def shorter_trip(world: World) -> Result:
    world.start("1.0.1", kind="patch")
    world.commit()
    return world.check()


@honest("a shorter trip beside the current one")
def shorter_trip_beside(world: World) -> Result:
    world.start("1.0.1", kind="patch", parallel=True)
    world.commit()
    return world.check()


@honest("a gate is left undecided by a decider")
def gate_left(world: World) -> Result:
    world.start("1.1", abandon="the market has gone")
    world.commit()
    return world.check()


@honest("a gate is left undecided, and the PM approves it")
def gate_left_and_approved(world: World) -> Result:
    least(world, "platform")
    world.start("1.1", abandon="the market has gone")
    return world.check(approvals=[approval(PM_LOGIN, world.commit())])


@honest("an increment of every gate, begun before starts were attributed", state="ended")
def start_without_a_name(world: World) -> Result:
    world.start("1.1")
    world.lines(lambda lines: [line for line in lines if not line.startswith(("by:", "at:"))])
    world.commit()
    return world.check()


@honest("the pull request after a shorter trip that nobody is named for", state="ended")
def old_start_on_main(world: World) -> Result:
    world.git("checkout", "-q", "main")
    world.start("1.1", kind="patch")
    world.lines(lambda lines: [line for line in lines if not line.startswith(("by:", "at:"))])
    world.commit()
    world.branch()
    world.answer_all("release", should=True, by=PM)
    world.commit(author=PM)
    return world.check()
