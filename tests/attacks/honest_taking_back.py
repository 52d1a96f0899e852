"""Honest pull requests that take something back."""

from __future__ import annotations

from attack_cases import honest
from attack_world import Result, World

from tpmcli.app.clear import clear
from tpmcli.app.sign import withdraw
from tpmcli.app.workspace import open_workspace
from tpmcli.model.checklist import Role
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
    assert {each.role: each.state for each in gate.signoffs}[role] is state
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
