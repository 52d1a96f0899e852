"""What docs/ci.md tells people to do, done: who opens a pull request and who approves it."""

from __future__ import annotations

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
from honest_changes import WAIVED

from tpmcli.model.rule import Reason
from world.people import DEV, PM, TPM

NEW_PM, NEW_LOGIN = "new-pm@example.com", "new-pm-login"


def levels(world: World, phase: str, said: list[dict[str, str]]) -> dict[str, str]:
    """The identity level of each sign-off of a phase."""
    report = world.check(phase, approvals=said).report
    assert report is not None
    return {str(each.role): str(each.identity) for each in report.gates[0].signoffs}


# Both at `platform`, on a platform that forbids to approve one's own pull request.


@honest("an engineer opens it, and the TPM and the PM both sign by approving", state="answered")
def both_sign_by_approving(world: World) -> Result:
    least(world, "platform")
    world.sign("feasibility", "tpm", by=DEV, behalf_of=TPM)
    world.sign("feasibility", "pm", by=DEV, behalf_of=PM)
    head = world.commit(author=DEV)
    said = [approval(TPM_LOGIN, head), approval(PM_LOGIN, head)]
    assert levels(world, "feasibility", said) == {"tpm": "platform", "pm": "platform"}
    return world.check("feasibility", approvals=said)


@honest("the TPM opens it with a signed commit, and the PM approves", state="answered")
def one_key_and_one_approval(world: World) -> Result:
    public = new_key(world, "tpm")
    world.write(".tpm/allowed_signers", signer_line(TPM, public) + "\n")
    world.commit()
    world.land()
    least(world, "platform")
    world.sign("feasibility", "tpm")
    world.sign("feasibility", "pm", by=TPM, behalf_of=PM)
    commit_signed(world, public, TPM)
    said = [approval(PM_LOGIN, world.git("rev-parse", "HEAD"))]
    assert levels(world, "feasibility", said) == {"tpm": "signed", "pm": "platform"}
    return world.check("feasibility", approvals=said)


@honest("each signs in a pull request that the other opened", state="answered")
def each_approves_the_others(world: World) -> Result:
    least(world, "platform")
    world.sign("feasibility", "pm", by=TPM, behalf_of=PM)
    first = world.check(approvals=[approval(PM_LOGIN, world.commit())])
    assert first.code == 0, first.blocking()
    world.land(author=DEV)
    world.sign("feasibility", "tpm", by=PM, behalf_of=TPM)
    head = world.commit(author=PM)
    return world.check("feasibility", approvals=[approval(TPM_LOGIN, head)])


@honest("a decision, approved by the one who takes it", state="signed")
def a_decision_by_approval(world: World) -> Result:
    least(world, "platform")
    world.decide("feasibility", by=PM)
    head = world.commit(author=DEV)
    return world.check(approvals=[approval(PM_LOGIN, head)])


@honest("signed, decided and approved by both in one pull request", state="answered")
def a_whole_gate_by_approval(world: World) -> Result:
    least(world, "platform")
    world.sign("feasibility", "tpm", by=DEV, behalf_of=TPM)
    world.sign("feasibility", "pm", by=DEV, behalf_of=PM)
    world.decide("feasibility", by=PM)
    head = world.commit(author=DEV)
    return world.check(approvals=[approval(TPM_LOGIN, head), approval(PM_LOGIN, head)])


# The approver is gone, on the day of the launch.


def replaced(world: World, *, level: str = "author") -> Result:
    """The code owners of the policy name somebody else as PM, in a pull request of its own."""
    least(world, level)
    world.policy(f"pm: [{PM}]", f"pm: [{NEW_PM}]")
    world.policy(
        f'aliases: {{{PM}: ["github:{PM_LOGIN}"]', f'aliases: {{{NEW_PM}: ["github:{NEW_LOGIN}"]'
    )
    world.commit(author=DEV)
    return world.check()


@honest(
    "the code owners replace the PM who is gone",
    state="answered",
    shows=Reason.POLICY_LOOSENS,
)
def approver_replaced(world: World) -> Result:
    return replaced(world)


@honest("the new PM signs and decides what the gone one had not", state="answered")
def successor_signs(world: World) -> Result:
    first = replaced(world)
    assert first.code == 0, first.blocking()
    world.land(author=DEV)
    world.sign("feasibility", "tpm")
    world.commit()
    world.sign("feasibility", "pm", by=NEW_PM)
    world.decide("feasibility", by=NEW_PM)
    world.commit(author=NEW_PM)
    assert world.check("feasibility").code == 0
    return world.check()


@honest("the new PM signs anew what the gone one had signed", state="signed")
def successor_signs_anew(world: World) -> Result:
    first = replaced(world)
    assert first.code == 0, first.blocking()
    world.land(author=DEV)
    # The sign-off of somebody who is gone does not carry a gate that is still open.
    assert world.check("feasibility").code == 1
    world.sign("feasibility", "pm", by=NEW_PM)
    world.decide("feasibility", by=NEW_PM)
    world.commit(author=NEW_PM)
    return world.check("feasibility")


@honest("the new PM signs by approving", state="answered")
def successor_approves(world: World) -> Result:
    first = replaced(world, level="platform")
    assert first.code == 0, first.blocking()
    world.land(author=DEV)
    world.sign("feasibility", "tpm", by=DEV, behalf_of=TPM)
    world.sign("feasibility", "pm", by=DEV, behalf_of=NEW_PM)
    head = world.commit(author=DEV)
    said = [approval(TPM_LOGIN, head), approval(NEW_LOGIN, head)]
    return world.check("feasibility", approvals=said)


@honest("what was decided while the gone PM was there still holds")
def decided_before_the_leaver(world: World) -> Result:
    first = replaced(world)
    assert first.code == 0, first.blocking()
    world.land(author=DEV)
    world.write("src/main.py", "print('after')\n")
    world.commit(author=DEV)
    assert world.check("--through feasibility").code == 0
    return world.check()


@honest("a waiver that the gone PM never approved is asked of the new one")
def waiver_asked_anew(world: World) -> Result:
    world.git("checkout", "-q", "main")
    world.answer_all("requirements", should=True)
    world.answer(WAIVED, "not-met", note="not measured yet")
    world.waive(WAIVED, world.day(30))
    world.commit()
    first = replaced(world)
    assert first.code == 0, first.blocking()
    world.land(author=DEV)
    world.waive(WAIVED, world.day(30), approved_by=NEW_PM)
    world.sign("requirements", "tpm")
    world.commit()
    world.sign("requirements", "pm", by=NEW_PM)
    world.decide("requirements", "conditional", by=NEW_PM, conditions=_promise(world))
    world.commit(author=NEW_PM)
    assert world.check("requirements").code == 0
    return world.check()


def _promise(world: World) -> list[tuple[str, str, str]]:
    return [("measure it", TPM, world.day(40))]
