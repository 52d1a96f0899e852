"""Honest pull requests that take something back."""

from __future__ import annotations

from attack_cases import honest
from attack_world import Result, World

from tpmcli.app.clear import clear
from tpmcli.app.sign import withdraw
from tpmcli.app.undo_start import undo_start
from tpmcli.app.workspace import open_workspace
from tpmcli.model.role import Role
from tpmcli.model.rule import Reason
from tpmcli.model.verdict import SignOffState
from world.people import PM, TPM

SPIKED = "feasibility.unknowns-spiked"


def take_back(world: World, phase: str, role: str, by: str) -> None:
    """Withdraws a role's sign-off, in somebody's name."""
    session = world.session(by)
    withdraw(open_workspace(session), session, phase, Role(role))


def _shows(world: World, result: Result, role: str, state: SignOffState) -> Result:
    """The result, if the gate shows the role's sign-off so, and is not met unless it is valid."""
    shown = world.check("feasibility")
    assert shown.report is not None
    (gate,) = shown.report.gates
    assert {each.role: each.state for each in gate.signoffs}[Role(role)] is state
    assert (shown.code == 0) == (state is SignOffState.VALID)
    return result


@honest("an answer of an open gate is cleared", state="answered")
def answer_cleared(world: World) -> Result:
    clear(world.open(), [SPIKED])
    world.commit()
    return world.check()


@honest("an answer is cleared, and its sign-off is outdated", state="signed")
def signed_answer_cleared(world: World) -> Result:
    clear(world.open(), [SPIKED])
    world.commit()
    return _shows(world, world.check(), "tpm", SignOffState.STALE)


@honest("an answer is cleared after its gate is reopened")
def reopened_answer_cleared(world: World) -> Result:
    world.decide("feasibility", "recycle", reason="a new estimate")
    world.commit(author=PM)
    clear(world.open(), [SPIKED])
    world.commit()
    return world.check()


@honest("the PM withdraws her sign-off", state="signed")
def signoff_withdrawn(world: World) -> Result:
    take_back(world, "feasibility", "pm", PM)
    world.commit(author=PM)
    result = world.check("feasibility")
    assert result.about(Reason.SIGNOFF_WITHDRAWN)
    return _shows(world, world.check(), "pm", SignOffState.MISSING)


@honest("the PM withdraws her sign-off and signs again", state="signed")
def signed_again(world: World) -> Result:
    take_back(world, "feasibility", "pm", PM)
    world.commit(author=PM)
    world.land()
    world.pass_days(1)
    world.sign("feasibility", "pm")
    world.commit(author=PM)
    return _shows(world, world.check("feasibility"), "pm", SignOffState.VALID)


@honest("a sign-off is withdrawn after its gate is reopened")
def withdrawn_after_recycle(world: World) -> Result:
    world.decide("feasibility", "recycle", reason="a new estimate")
    world.commit(author=PM)
    world.pass_days(1)
    world.sign("feasibility", "tpm")
    world.commit(author=TPM)
    take_back(world, "feasibility", "tpm", TPM)
    world.commit(author=TPM)
    return world.check()


@honest("a gate is decided after a sign-off was withdrawn and given anew", state="signed")
def decided_after_signing_again(world: World) -> Result:
    take_back(world, "feasibility", "pm", PM)
    world.commit(author=PM)
    world.pass_days(1)
    world.sign("feasibility", "pm")
    world.decide("feasibility")
    world.commit(author=PM)
    return world.check()


# Starts


def undo(world: World, name: str = "", by: str = TPM) -> None:
    """Takes the start of an increment back."""
    undo_start(world.open(by), world.session(by), name)


def on_main(world: World, name: str, **more: object) -> None:
    """Main begins an increment, a day after what it has."""
    world.git("checkout", "-q", "main")
    world.start(name, **more)
    world.commit()
    world.branch()


@honest("an increment is begun by mistake, and undone after it was merged", state="ended")
def start_undone(world: World) -> Result:
    before = world.read(".tpm/project.yaml")
    on_main(world, "1.1")
    undo(world)
    assert world.read(".tpm/project.yaml") == before
    world.commit()
    return world.check()


@honest("a start is undone in the pull request that made it", state="ended")
def start_undone_before_the_merge(world: World) -> Result:
    world.start("1.1")
    world.commit()
    undo(world)
    world.commit()
    return world.check()


@honest("a gate is left by mistake, and its increment is current again")
def left_gate_undone(world: World) -> Result:
    on_main(world, "1.1", abandon="the market has gone")
    undo(world)
    world.commit()
    return world.check()


@honest("the third increment is undone, beside a parallel one", state="ended")
def third_undone(world: World) -> Result:
    on_main(world, "1.1")
    on_main(world, "1.1.1", kind="patch", parallel=True)
    on_main(world, "1.2", abandon="so")
    undo(world)
    assert 'increment: "1.1"' in world.read(".tpm/project.yaml")
    world.commit()
    return world.check()


@honest("a parallel increment is undone")
def parallel_undone(world: World) -> Result:
    on_main(world, "1.0.1", kind="patch", parallel=True)
    undo(world, "1.0.1")
    world.commit()
    return world.check()


@honest("an increment of the wrong name is undone and begun anew", state="ended")
def renamed_start(world: World) -> Result:
    on_main(world, "1.1")
    undo(world)
    world.start("2.0")
    world.commit()
    return world.check()
