"""Honest pull requests in a project with roles of its own, and the project they are made in."""

from __future__ import annotations

from collections.abc import Iterable

from attack_cases import honest
from attack_world import Result, World

from tpmcli.app.sign import sign, withdraw
from tpmcli.app.waive import waive
from tpmcli.app.workspace import open_workspace
from tpmcli.model.role import Role
from tpmcli.model.rule import Reason, Rule
from world.people import PM, TPM

ANN, BO, CY, DANA = (f"{name}@example.com" for name in ("ann", "bo", "cy", "dana"))
VERA, WILL = "vera@example.com", "will@example.com"
PHASE = "feasibility"
ATTACKED = "feasibility.attack-tried"
PACK = f"""schema: tpm/pack/1
name: safe
title: Security
roles: {{security: {{title: Security, short: SEC}}}}
signoffs: [{{role: security, people: 2, at: [{PHASE}]}}]
add:
  {PHASE}:
    security:
      - id: attack-tried
        title: Somebody tried to break it
        why: What nobody attacked is not safe.
        level: must
"""
PEOPLE = f"""  security: [{ANN}, {BO}, {CY}]
  board: [{VERA}, {WILL}]
"""
FIRST, LAST = "2026-02-20", "2026-03-20"
DELEGATION = (
    f"delegations:\n  - {{from: {PM}, to: {DANA}, role: pm, first: '{FIRST}', last: '{LAST}',"
    " reason: leave}\n"
)


def with_roles(
    world: World,
    *signers: tuple[str, str],
    distinct: str = "",
    board: bool = False,
    more: Iterable[tuple[str, str]] = (),
) -> None:
    """Lets main ask for two of three of security; signers have signed there, each in a role.

    With `board`, two of the board must sign to decide. `more` are edits of the policy.
    """
    world.git("checkout", "-q", "main")
    world.write(".tpm/checklists/safe.yaml", PACK)
    world.policy("packs: [", "packs: [.tpm/checklists/safe.yaml, ")
    world.policy("aliases: {}", f"{PEOPLE}aliases: {{}}\nroles: {{board: {{title: Board}}}}")
    world.policy("\ngate:\n", f"\n{DELEGATION}\ngate:\n")
    if distinct:
        world.policy("distinct-people: warn", f"distinct-people: {distinct}")
    if board:
        world.policy("deciders: [tpm, pm]", "deciders: [tpm, pm, {role: board, people: 2}]")
    for old, new in more:
        world.policy(old, new)
    world.sync()
    world.answer(ATTACKED, by=ANN)
    world.commit()
    for role, person in signers:
        put(world, role, person)
    world.branch()


def put(world: World, role: str, by: str, *, deputy_for: str = "", author: str = "") -> None:
    """Signs off the phase, and commits it as the signer or somebody else."""
    session = world.session(by)
    sign(open_workspace(session), session, PHASE, Role(role), deputy_for=deputy_for)
    world.commit(author=author or by)


BOTH = (("tpm", TPM), ("pm", PM))
ENOUGH = (*BOTH, ("security", ANN), ("security", BO))


@honest("two of three sign, and one decides", state="answered")
def two_of_three(world: World) -> Result:
    with_roles(world)
    for role, by in ENOUGH:
        put(world, role, by)
    world.decide(PHASE)
    world.commit(author=PM)
    return world.check()


@honest("a third, needless sign-off is outdated", state="answered", shows=Reason.SIGNOFF_STALE)
def third_stale(world: World) -> Result:
    with_roles(world, ("security", CY))
    world.answer(ATTACKED, by=ANN, note="again")
    world.commit(author=ANN)
    for role, by in ENOUGH:
        put(world, role, by)
    assert not world.check(PHASE).blocking()
    return world.check(PHASE)


@honest("a deputy signs and decides in the days of the delegation", state="answered")
def deputy_acts(world: World) -> Result:
    with_roles(world, ("tpm", TPM), *ENOUGH[2:])
    put(world, "pm", DANA)
    world.decide(PHASE, by=DANA)
    world.commit(author=DANA)
    return world.check()


@honest("what a deputy signed stays good after the delegation", state="answered")
def deputy_signed_before(world: World) -> Result:
    with_roles(world, ("tpm", TPM), ("pm", DANA), *ENOUGH[2:])
    world.pass_days(40)
    world.decide(PHASE, by=TPM)
    world.commit(author=TPM)
    return world.check()


@honest("somebody signs beside a decision on another branch", state="answered")
def signs_beside_a_decision(world: World) -> Result:
    with_roles(world, *ENOUGH)
    world.decide(PHASE)
    world.commit(author=PM)
    world.git("checkout", "-q", "main")
    put(world, "security", CY)
    world.branch("other", "pr")
    return world.check(head="other")


@honest("a role is added after the decision", state="answered", shows=Reason.ROLE_ADDED_LATER)
def role_added_later(world: World) -> Result:
    with_roles(world, *BOTH, more=[("signoffs: [tpm, pm]", DROPPED)])
    world.git("checkout", "-q", "main")
    world.decide(PHASE)
    world.commit(author=PM)
    world.branch()
    world.policy(DROPPED, "signoffs: [tpm, pm]")
    world.commit()
    world.land()
    return world.check()


DROPPED = "signoffs: [tpm, pm, {role: security, drop: true, reason: a prototype}]"


@honest("two of the board sign, and a TPM decides", state="answered")
def board_decides(world: World) -> Result:
    with_roles(world, *ENOUGH, board=True)
    put(world, "board", VERA)
    put(world, "board", WILL)
    world.decide(PHASE, by=TPM)
    world.commit()
    return world.check()


@honest("one of the board stops the gate", state="answered")
def board_stops(world: World) -> Result:
    with_roles(world, board=True)
    world.decide(PHASE, "hold", by=VERA)
    world.commit(author=VERA)
    return world.check()


@honest("security waives its own item, and signs over that", state="answered")
def security_waives(world: World) -> Result:
    with_roles(world)
    world.answer(ATTACKED, "not-met", by=ANN)
    session = world.session(ANN)
    until = world.day(20)
    waive(open_workspace(session), session, ATTACKED, reason="r", until=until, approved_by=BO)
    world.commit(author=ANN)
    for role, by in ENOUGH:
        put(world, role, by)
    assert not world.check(PHASE).blocking()
    return world.check(PHASE)


@honest("somebody who signed leaves, and another one signs", state="answered")
def signer_left(world: World) -> Result:
    with_roles(world, *ENOUGH)
    world.git("checkout", "-q", "main")
    world.policy(f"[{ANN}, {BO}, {CY}]", f"[{BO}, {CY}]")
    world.commit()
    world.branch()
    put(world, "security", CY)
    world.decide(PHASE)
    world.commit(author=PM)
    return world.check()


@honest("one with two roles signs in one of them, and others in the rest", state="answered")
def choice_of_people(world: World) -> Result:
    more = [(f"[{ANN}, {BO}, {CY}]", f"[{ANN}, {BO}, {CY}, {PM}]")]
    with_roles(world, *BOTH, distinct="require", more=more)
    put(world, "security", PM)
    put(world, "security", ANN)
    put(world, "security", BO)
    world.decide(PHASE)
    world.commit(author=PM)
    return world.check()


@honest("a sign-off of one's own is withdrawn", state="answered")
def own_signoff_withdrawn(world: World) -> Result:
    with_roles(world, *ENOUGH)
    session = world.session(BO)
    withdraw(open_workspace(session), session, PHASE, Role("security"))
    world.commit(author=BO)
    assert world.check(PHASE).about(Rule.SIGNOFF_MISSING)
    return world.check()


@honest("a role's words are changed", state="answered")
def words_changed(world: World) -> Result:
    with_roles(world, *ENOUGH)
    world.replace(".tpm/checklists/safe.yaml", "title: Security,", "title: Safety,")
    world.commit()
    return world.check(frozen=False)


@honest("people are named for a role, and sync gives them blocks", state="answered")
def blocks_added(world: World) -> Result:
    with_roles(world, *ENOUGH)
    world.policy(f"[{VERA}, {WILL}]", f"[{VERA}, {WILL}, eve@example.com]")
    world.policy(f"{BO}, {CY}]", f"{BO}, {CY}, eve@example.com]")
    world.sync()
    world.commit()
    assert "security/eve@example.com" in world.read(".tpm/project.yaml")
    return world.check()
