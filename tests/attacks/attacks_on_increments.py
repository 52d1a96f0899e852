"""Attacks on a product that is all its increments: shorter trips as releases, and undone kills."""

from __future__ import annotations

from attack_cases import attack
from attack_world import Result, World

from tpmcli.model.problem import Flaw
from tpmcli.model.rule import Reason, Rule
from world.people import DEV, PM

PATCH = "1.0.1"


def on_main(world: World) -> None:
    """Goes to main, where what follows is accepted."""
    world.git("checkout", "-q", "main")


def patch_decided(world: World, *phases: str, kind: str = "patch") -> None:
    """Begins a shorter trip and decides its gates, release if none is named, in commits."""
    world.start(PATCH, kind=kind)
    world.commit()
    for phase in phases or ("release",):
        world.answer_all(phase, should=True)
        world.sign(phase, "tpm")
        world.commit()
        world.sign(phase, "pm")
        world.decide(phase)
        world.commit(author=PM)


def deployed(world: World, phase: str = "release") -> Result:
    return world.check(f"--through {phase}", increment=PATCH)


# Shorter trips that go out as releases


@attack("a shorter trip is deployed as a release", Reason.KIND_NOT_DEPLOYABLE, state="ended")
def patch_deployed(world: World) -> Result:
    patch_decided(world)
    return deployed(world)


@attack(
    "a shorter trip on main is deployed without a comparison",
    Reason.KIND_NOT_DEPLOYABLE,
    state="ended",
)
def patch_deployed_from_main(world: World) -> Result:
    on_main(world)
    patch_decided(world)
    return world.release("main")


@attack(
    "a shorter trip beside the current one is deployed", Reason.KIND_NOT_DEPLOYABLE, state="decided"
)
def patch_beside_deployed(world: World) -> Result:
    world.start(PATCH, kind="patch", parallel=True)
    world.commit()
    world.answer_all("release", should=True, increment=PATCH)
    world.sign("release", "tpm", increment=PATCH)
    world.commit()
    world.sign("release", "pm", increment=PATCH)
    world.decide("release", increment=PATCH)
    world.commit(author=PM)
    return deployed(world)


@attack(
    "the pull request of a shorter trip lists its kind under `deploy-kinds`, too",
    Reason.KIND_NOT_DEPLOYABLE,
    state="ended",
)
def patch_lists_itself(world: World) -> Result:
    patch_decided(world)
    world.policy("deploy-kinds: []", "deploy-kinds: [patch]")
    world.commit()
    return deployed(world)


@attack(
    "a shorter trip on main, and a pull request that lists its kind",
    Reason.KIND_NOT_DEPLOYABLE,
    state="ended",
)
def policy_alone_lists_it(world: World) -> Result:
    on_main(world)
    patch_decided(world)
    world.branch()
    world.policy("deploy-kinds: []", "deploy-kinds: [patch]")
    world.commit()
    return deployed(world)


@attack(
    "a kind is added that passes PHASE and skips the gates before it",
    Reason.KIND_NOT_DEPLOYABLE,
    state="ended",
)
def later_gates_alone(world: World) -> Result:
    on_main(world)
    world.policy("{patch: [release]}", "{patch: [release], late: [testing, release]}")
    world.policy("deploy-kinds: []", "deploy-kinds: [patch]")
    world.commit()
    world.branch()
    patch_decided(world, "testing", "release", kind="late")
    return deployed(world)


@attack(
    "a shorter trip drops its kind, to be the whole lifecycle",
    Reason.RECORD_KIND_CHANGED,
    state="ended",
)
def kind_removed(world: World) -> Result:
    on_main(world)
    patch_decided(world)
    world.branch()
    world.record("kind: patch\n", "")
    world.commit()
    return deployed(world)


@attack(
    "a shorter trip is begun by hand without its kind",
    Reason.UNDECIDED,
    state="ended",
)
def kind_never_named(world: World) -> Result:
    patch_decided(world)
    world.record("kind: patch\n", "")
    world.commit()
    return deployed(world)


@attack(
    "a shorter trip takes the name of a kind that is listed",
    Reason.RECORD_KIND_CHANGED,
    state="ended",
)
def kind_swapped(world: World) -> Result:
    on_main(world)
    world.policy("{patch: [release]}", "{patch: [release], hotfix: [testing, release]}")
    world.policy("deploy-kinds: []", "deploy-kinds: [hotfix]")
    world.commit()
    patch_decided(world)
    world.branch()
    world.record("kind: patch\n", "kind: hotfix\n")
    world.commit()
    return deployed(world)


@attack(
    "the pull request makes a listed kind shorter and deploys it",
    Reason.UNDECIDED,
    state="ended",
)
def listed_kind_shortened(world: World) -> Result:
    on_main(world)
    world.policy("{patch: [release]}", "{patch: [testing, release]}")
    world.policy("deploy-kinds: []", "deploy-kinds: [patch]")
    world.commit()
    world.branch()
    world.policy("{patch: [testing, release]}", "{patch: [release]}")
    patch_decided(world)
    return deployed(world)


@attack("a policy lists a kind that it does not have", Flaw.DEPLOY_KIND_UNKNOWN, code=3)
def unknown_kind_listed(world: World) -> Result:
    world.policy("deploy-kinds: []", "deploy-kinds: [pach]")
    world.commit()
    return world.check()


# After `kill`


def kill(world: World, phase: str = "requirements") -> None:
    world.decide(phase, "kill", reason="the market is gone")
    world.commit(author=PM)


def killed_on_main(world: World, phase: str = "requirements") -> None:
    on_main(world)
    kill(world, phase)
    world.branch()


def begun_by_hand(world: World, name: str = "1.1", *, parallel: bool = False) -> None:
    """Begins an increment as `tpm start` would, which refuses to: from before the kill."""
    record = world.read(".tpm/project.yaml")
    world.git("checkout", "-q", "base-decided", "--", ".tpm/project.yaml")
    world.start(name, parallel=parallel, **({} if parallel else {"abandon": "we go on"}))
    kept = ".tpm/project.yaml" if parallel else ".tpm/increments/1.0.yaml"
    world.write(kept, record)


@attack("an increment begins after `kill`", Reason.BEGUN_WHILE_KILLED)
def begun_after_kill(world: World) -> Result:
    killed_on_main(world)
    begun_by_hand(world)
    world.commit()
    return world.check()


@attack("an increment begins beside the killed one", Reason.BEGUN_WHILE_KILLED)
def begun_beside_the_killed(world: World) -> Result:
    killed_on_main(world)
    begun_by_hand(world, parallel=True)
    world.commit()
    return world.check()


@attack("an increment begins in the pull request that kills", Reason.BEGUN_WHILE_KILLED)
def begun_with_the_kill(world: World) -> Result:
    kill(world)
    begun_by_hand(world)
    world.commit()
    return world.check()


@attack("a stranger reopens the killed gate and begins an increment", Reason.DECIDER_UNAUTHORISED)
def reopened_by_a_stranger(world: World) -> Result:
    killed_on_main(world)
    world.decide("requirements", "recycle", reason="we go on")
    taken, by = world.block("requirements").split("decision: recycle"), f"by: {PM}"
    world.record(taken[1], taken[1].replace(by, f"by: {DEV}"))
    world.start("1.1", abandon="we go on")
    world.commit(author=DEV)
    return world.check()


@attack("a decider's name is used to reopen the killed gate", Rule.IDENTITY_TOO_WEAK)
def reopened_in_a_name(world: World) -> Result:
    killed_on_main(world)
    world.decide("requirements", "recycle", reason="we go on")
    world.commit(author=DEV)
    return world.check()


@attack(
    "an increment begins in the pull request that reopens the killed gate",
    Reason.BEGUN_WHILE_KILLED,
)
def reopened_and_begun(world: World) -> Result:
    killed_on_main(world)
    world.decide("requirements", "recycle", reason="we go on")
    world.commit(author=PM)
    world.start("1.1", abandon="we go on")
    world.commit()
    return world.check()


@attack("`hold` is recorded over `kill` to go on", Reason.BEGUN_WHILE_KILLED)
def held_after_kill(world: World) -> Result:
    on_main(world)
    kill(world)
    text = world.read(".tpm/project.yaml")
    world.git("checkout", "-q", "base-decided", "--", ".tpm/project.yaml")
    world.decide("requirements", "hold", reason="we wait")
    held = world.block("requirements").partition("\n")[2]
    world.write(".tpm/project.yaml", text)
    killed = world.block("requirements")
    world.record(killed, f"{killed.rstrip()}\n{held}")
    world.commit(author=PM)
    world.branch()
    begun_by_hand(world)
    world.commit()
    return world.check()


@attack("`kill` is removed", Reason.ENTRIES_REMOVED)
def kill_removed(world: World) -> Result:
    killed_on_main(world)
    world.git("checkout", "-q", "base-decided", "--", ".tpm/project.yaml")
    world.commit()
    return world.check()


@attack("`kill` is removed as the increment moves into a file", Reason.ENTRIES_REMOVED)
def kill_removed_in_moving(world: World) -> Result:
    killed_on_main(world)
    world.git("checkout", "-q", "base-decided", "--", ".tpm/project.yaml")
    world.start("1.1", abandon="we go on")
    world.commit()
    return world.check()


@attack("the file of the killed increment is removed", Reason.INCREMENT_REMOVED)
def killed_file_removed(world: World) -> Result:
    on_main(world)
    world.start(PATCH, kind="patch", parallel=True)
    world.decide("release", "kill", reason="it broke", increment=PATCH)
    world.commit(author=PM)
    world.branch()
    world.path(f".tpm/increments/{PATCH}.yaml").unlink()
    world.commit()
    return world.check()


@attack("an increment begins while one in a file is killed", Reason.BEGUN_WHILE_KILLED)
def begun_while_a_file_is_killed(world: World) -> Result:
    on_main(world)
    world.start(PATCH, kind="patch", parallel=True)
    world.decide("release", "kill", reason="it broke", increment=PATCH)
    world.commit(author=PM)
    world.branch()
    killed = world.read(f".tpm/increments/{PATCH}.yaml")
    world.path(f".tpm/increments/{PATCH}.yaml").unlink()
    world.start("1.1", abandon="we go on")
    world.write(f".tpm/increments/{PATCH}.yaml", killed)
    world.commit()
    return world.check()


@attack("a side trip is decided `go` after the current increment was killed", Reason.PROJECT_KILLED)
def side_trip_after_kill(world: World) -> Result:
    on_main(world)
    world.start(PATCH, kind="patch", parallel=True)
    world.answer_all("release", should=True, increment=PATCH)
    world.sign("release", "tpm", increment=PATCH)
    world.commit()
    world.sign("release", "pm", increment=PATCH)
    world.commit(author=PM)
    text = world.read(".tpm/project.yaml")
    kill(world)
    world.branch()
    killed = world.read(".tpm/project.yaml")
    world.write(".tpm/project.yaml", text)
    world.decide("release", increment=PATCH)
    world.write(".tpm/project.yaml", killed)
    world.commit(author=PM)
    return world.check()


@attack("`tpm start` after `kill`", "so no increment can start", code=1)
def started_after_kill(world: World) -> Result:
    kill(world)
    return refused(world, "1.1", abandon="we go on")


@attack("`tpm start --parallel` while a side trip is killed", "so no increment can start", code=1)
def started_beside_a_killed_one(world: World) -> Result:
    world.start(PATCH, kind="patch", parallel=True)
    world.decide("release", "kill", reason="it broke", increment=PATCH)
    return refused(world, "1.0.2", kind="patch", parallel=True)


def refused(world: World, name: str, **more: object) -> Result:
    """How `tpm start` ends."""
    from tpmcli.model.errors import MessageError

    before = sorted(path.name for path in world.path(".tpm/increments").glob("*"))
    record = world.read(".tpm/project.yaml")
    try:
        world.start(name, **more)
    except MessageError as error:
        after = sorted(path.name for path in world.path(".tpm/increments").glob("*"))
        assert (before, record) == (after, world.read(".tpm/project.yaml"))
        return Result(int(error.code), refused=error.message, compared=False)
    return Result(0, compared=False)
