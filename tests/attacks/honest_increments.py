"""Honest changes of a product over its increments: hot fixes, and a killed product reopened."""

from __future__ import annotations

from attack_cases import honest
from attack_world import Result, World
from attacks_on_increments import PATCH, deployed, killed_on_main, on_main, patch_decided

from tpmcli.model.rule import Reason
from world.people import PM


@honest("a hot fix of a listed kind is deployed", state="ended")
def listed_kind_deployed(world: World) -> Result:
    on_main(world)
    world.policy("deploy-kinds: []", "deploy-kinds: [patch]")
    world.commit()
    world.branch()
    patch_decided(world)
    result = deployed(world)
    assert result.report is not None
    short = result.report.short[0]
    assert (short.kind, short.increment) == ("patch", PATCH)
    assert short.skipped == ("feasibility", "requirements", "architecture", "testing")
    return result


@honest("the whole lifecycle is deployed", state="ended")
def whole_lifecycle_deployed(world: World) -> Result:
    return world.check("--through release")


@honest("the whole lifecycle is deployed while a hot fix is under way", state="ended")
def whole_lifecycle_beside(world: World) -> Result:
    world.start(PATCH, kind="patch", parallel=True)
    world.commit()
    return world.check("--through release", increment="1.0")


@honest("a kind that skips no gate is the whole lifecycle", state="ended")
def kind_of_every_gate(world: World) -> Result:
    on_main(world)
    phases = "feasibility, requirements, architecture, testing, release"
    world.policy("{patch: [release]}", f"{{full: [{phases}]}}")
    world.commit()
    world.branch()
    world.start("1.1", kind="full")
    for phase in phases.split(", "):
        world.answer_all(phase, should=True)
        world.sign(phase, "tpm")
        world.commit()
        world.sign(phase, "pm")
        world.decide(phase)
        world.commit(author=PM)
    return world.check("--through release", increment="1.1")


@honest("a hot fix that may not be deployed is decided", state="ended")
def patch_checked(world: World) -> Result:
    patch_decided(world)
    return world.check()


@honest(
    "a kind is listed, in a pull request of its own", state="ended", shows=Reason.POLICY_LOOSENS
)
def kind_listed(world: World) -> Result:
    world.policy("deploy-kinds: []", "deploy-kinds: [patch]")
    world.commit()
    return world.check()


@honest("a policy of today, without the key")
def key_left_out(world: World) -> Result:
    on_main(world)
    lines = world.read(".tpm/policy.yaml").splitlines(keepends=True)
    world.write(
        ".tpm/policy.yaml", "".join(line for line in lines if not line.startswith("deploy-kinds"))
    )
    world.commit()
    world.branch()
    world.start(PATCH, kind="patch", parallel=True)
    world.commit()
    return world.check()


@honest("a decider reopens the killed gate")
def kill_taken_back(world: World) -> Result:
    killed_on_main(world)
    world.decide("requirements", "recycle", reason="we go on")
    world.commit(author=PM)
    return world.check()


@honest("a decider reopens the killed gate, and then an increment begins")
def kill_taken_back_then_begun(world: World) -> Result:
    killed_on_main(world)
    world.decide("requirements", "recycle", reason="we go on")
    world.commit(author=PM)
    assert world.check().code == 0
    world.land(author=PM)
    world.pass_days(1)
    world.start("1.1", abandon="we begin anew")
    world.commit()
    return world.check()


@honest("a killed side trip is reopened, and then another one begins")
def side_trip_reopened(world: World) -> Result:
    on_main(world)
    world.start(PATCH, kind="patch", parallel=True)
    world.decide("release", "kill", reason="it broke", increment=PATCH)
    world.commit(author=PM)
    world.branch()
    world.decide("release", "recycle", reason="it is mended", increment=PATCH)
    world.commit(author=PM)
    assert world.check().code == 0
    world.land(author=PM)
    world.start("1.0.2", kind="patch", parallel=True)
    world.commit()
    return world.check()
