"""Honest pull requests with roles: who signs, stands in, decides, leaves; a stricter policy."""

from __future__ import annotations

from collections.abc import Callable

from attack_cases import honest
from attack_world import Result, World
from honest_roles import (
    ANN,
    ATTACKED,
    BO,
    BOTH,
    CY,
    DANA,
    DELEGATION,
    ENOUGH,
    FIRST,
    LAST,
    PACK,
    PHASE,
    VERA,
    WILL,
    put,
    with_roles,
)

from tpmcli.app.sign import withdraw
from tpmcli.app.waive import waive
from tpmcli.app.waive import withdraw as withdraw_waiver
from tpmcli.app.workspace import open_workspace
from tpmcli.model.role import Role
from tpmcli.model.rule import Rule
from world.people import PM, TPM

SAFE = ".tpm/checklists/safe.yaml"
Play = Callable[[World], Result]


def decided(world: World, by: str = PM, outcome: str = "go") -> Result:
    """The gate decided by somebody who may, and checked."""
    world.decide(PHASE, outcome, by=by)
    world.commit(author=by)
    return world.check()


def named(name: str, what: str, play: Play, **more: object) -> None:
    """Register a case that a table makes."""
    play.__name__ = name
    honest(what, state="answered", **more)(play)  # type: ignore[arg-type]


# Who signs, and in which order

ORDERS = {
    "security_first": ("security signs before the TPM and the PM", ENOUGH[2:] + ENOUGH[:2]),
    "security_between": ("one of security signs first, one last", (*ENOUGH[2:3], *BOTH, ENOUGH[3])),
    "other_two": ("the other two of security sign", (*BOTH, ("security", BO), ("security", CY))),
    "all_three": ("all three of security sign", (*ENOUGH, ("security", CY))),
    "pm_last": ("the PM signs last", (ENOUGH[0], *ENOUGH[2:], ENOUGH[1])),
}


def in_order(signers: tuple[tuple[str, str], ...]) -> Play:
    def play(world: World) -> Result:
        with_roles(world)
        for role, by in signers:
            put(world, role, by)
        return decided(world)

    return play


for _name, (_what, _signers) in ORDERS.items():
    named(f"order_{_name}", _what, in_order(_signers))


@honest("two of security sign on two branches, which are merged", state="answered")
def on_two_branches(world: World) -> Result:
    with_roles(world, *BOTH)
    put(world, "security", ANN)
    world.branch("other", "main")
    put(world, "security", BO)
    world.git("checkout", "-q", "pr")
    world.git("merge", "-q", "--no-ff", "-m", "both", "other", author=BO)
    return decided(world)


@honest("somebody signs again after an answer changed", state="answered")
def signs_again(world: World) -> Result:
    with_roles(world, *ENOUGH)
    world.answer(ATTACKED, by=CY, note="tried once more")
    world.commit(author=CY)
    for by in (ANN, BO):
        put(world, "security", by)
    return decided(world)


@honest("somebody signs under another address of theirs", state="answered")
def under_an_alias(world: World) -> Result:
    other = "ann.b@example.com"
    with_roles(
        world, *BOTH, ("security", BO), more=[("aliases: {}", f"aliases: {{{ANN}: [{other}]}}")]
    )
    put(world, "security", other)
    return decided(world)


@honest("an address is written in capitals in the policy", state="answered")
def in_capitals(world: World) -> Result:
    with_roles(world, more=[(f"[{ANN}, ", f"[{ANN.upper()}, ")])
    for role, by in ENOUGH:
        put(world, role, by)
    return decided(world)


@honest("a withdrawn sign-off is given by somebody else", state="answered")
def given_by_another(world: World) -> Result:
    with_roles(world, *ENOUGH)
    session = world.session(BO)
    withdraw(open_workspace(session), session, PHASE, Role("security"))
    world.commit(author=BO)
    put(world, "security", CY)
    return decided(world)


# Standing in


def on_the_day(day: str) -> Play:
    def play(world: World) -> Result:
        with_roles(world, ("tpm", TPM), *ENOUGH[2:])
        month, number = map(int, day.split("-")[1:])
        world.now = max(world.now, world.now.replace(month=month, day=number))
        put(world, "pm", DANA)
        return decided(world, DANA)

    return play


named("deputy_last_day", "a deputy signs and decides on the last day", on_the_day(LAST))
named("deputy_first_day", "a deputy signs on the first days", on_the_day(FIRST))


LENT = DELEGATION.replace(PM, ANN).replace("role: pm", "role: security")


@honest("a deputy signs for one of security, and a colleague signs", state="answered")
def deputy_of_security(world: World) -> Result:
    with_roles(world, *BOTH, ("security", BO), more=[(DELEGATION, LENT)])
    put(world, "security", DANA)
    return decided(world)


@honest("a deputy and the giver sign, and a colleague", state="answered")
def giver_signs_too(world: World) -> Result:
    with_roles(world, *BOTH, ("security", BO), more=[(DELEGATION, LENT)])
    put(world, "security", DANA)
    put(world, "security", ANN)
    return decided(world)


@honest("a deputy of two signs for one of them, a third signs", state="answered")
def deputy_of_two_for_one(world: World) -> Result:
    two = LENT + LENT.replace("delegations:\n", "").replace(ANN, BO)
    with_roles(world, *BOTH, ("security", CY), more=[(DELEGATION, two)])
    put(world, "security", DANA, deputy_for=BO)
    return decided(world)


@honest("a deputy withdraws the sign-off that they gave", state="answered")
def deputy_withdraws(world: World) -> Result:
    with_roles(world, ("tpm", TPM), ("pm", DANA), *ENOUGH[2:])
    session = world.session(DANA)
    withdraw(open_workspace(session), session, PHASE, Role("pm"))
    world.commit(author=DANA)
    assert world.check(PHASE).about(Rule.SIGNOFF_MISSING)
    return world.check()


@honest("the giver signs after a deputy did", state="answered")
def giver_back(world: World) -> Result:
    with_roles(world, ("tpm", TPM), ("pm", DANA), *ENOUGH[2:])
    world.pass_days(40)
    put(world, "pm", PM)
    return decided(world)


@honest("a deputy stops the gate", state="answered")
def deputy_stops(world: World) -> Result:
    with_roles(world)
    return decided(world, DANA, "hold")


@honest("a deputy closes a condition", state="answered")
def deputy_closes(world: World) -> Result:
    with_roles(world, *ENOUGH)
    world.git("checkout", "-q", "main")
    world.decide(PHASE, "conditional", conditions=[("mend it", PM, world.day(9))])
    world.commit(author=PM)
    world.branch()
    world.close(PHASE, 1, by=DANA)
    world.commit(author=DANA)
    return world.check()


# Deciding


def by_the_board(by: str, outcome: str = "go") -> Play:
    def play(world: World) -> Result:
        with_roles(world, *ENOUGH, board=True)
        put(world, "board", WILL)
        put(world, "board", VERA)
        return decided(world, by, outcome)

    return play


named("board_and_pm", "two of the board sign, and the PM decides", by_the_board(PM))
named("board_member_decides", "two of the board sign, and one of them decides", by_the_board(WILL))


@honest("one of the board reopens a gate that was decided", state="answered")
def board_reopens(world: World) -> Result:
    with_roles(world, *ENOUGH, board=True)
    world.git("checkout", "-q", "main")
    for by in (VERA, WILL):
        put(world, "board", by)
    world.decide(PHASE)
    world.commit(author=PM)
    world.branch()
    return decided(world, WILL, "recycle")


# Waivers


def let_pass(world: World, *approvers: str, by: str = ANN) -> None:
    world.answer(ATTACKED, "not-met", by=by)
    session, until = world.session(by), world.day(20)
    waive(
        open_workspace(session), session, ATTACKED, reason="r", until=until, approved_by=approvers
    )
    world.commit(author=by)


@honest("two of security approve a waiver, and sign over it", state="answered")
def two_approve(world: World) -> Result:
    with_roles(world)
    let_pass(world, BO, CY)
    for role, by in (*BOTH, ("security", BO), ("security", CY)):
        put(world, role, by)
    return decided(world)


@honest("a waiver of security's item is withdrawn and the item answered", state="answered")
def waiver_withdrawn(world: World) -> Result:
    with_roles(world)
    let_pass(world, BO)
    session = world.session(ANN)
    withdraw_waiver(open_workspace(session), session, ATTACKED, "it was tried")
    world.answer(ATTACKED, by=ANN)
    world.commit(author=ANN)
    for role, by in ENOUGH:
        put(world, role, by)
    return decided(world)


@honest("the TPM waives an item of their own, as before there were roles", state="answered")
def tpm_waives(world: World) -> Result:
    item = "feasibility.owner-named"
    with_roles(world)
    world.answer(item, "not-met")
    world.waive(item, world.day(20))
    world.commit()
    for role, by in ENOUGH:
        put(world, role, by)
    return decided(world)


# A policy that asks for more, or for the same: nothing is reported as asked for less

STRICTER = {
    "number_raised": ("people: 2", "people: 3", SAFE),
    "every_gate": (f", at: [{PHASE}]", f", at: [{PHASE}, release]", SAFE),
    "role_added": ("signoffs: [tpm, pm]", "signoffs: [tpm, pm, {role: board, at: [release]}]", ""),
    "person_removed": (f"[{ANN}, {BO}, {CY}]", f"[{ANN}, {BO}]", ""),
    "decider_removed": ("deciders: [tpm, pm]", "deciders: [pm]", ""),
    "approver_removed": ("approvers: [tpm, pm]", "approvers: [pm]", ""),
    "delegation_shortened": (LAST, "2026-03-10", ""),
    "delegation_removed": (DELEGATION, "", ""),
    "distinct_required": ("distinct-people: warn", "distinct-people: require", ""),
    "other_order": ("signoffs: [tpm, pm]", "signoffs: [pm, tpm]", ""),
    "written_as_a_map": (
        "signoffs: [tpm, pm]",
        "signoffs: [{role: tpm}, {role: pm, people: 1}]",
        "",
    ),
    "asked_twice": (
        "signoffs: [tpm, pm]",
        f"signoffs: [tpm, pm, {{role: security, at: [{PHASE}]}}]",
        "",
    ),
    "people_in_another_order": (f"[{ANN}, {BO}, {CY}]", f"[{CY}, {ANN}, {BO}]", ""),
    "people_in_capitals": (f"[{ANN}, {BO}, {CY}]", f"[{ANN.upper()}, {BO}, {CY}]", ""),
    "role_reworded": ("title: Board}", "title: Product board, question: 'Is it worth it?'}", ""),
    "reason_of_leave": ("reason: leave", "reason: parental leave", ""),
}


def asks_no_less(old: str, new: str, file: str) -> Play:
    def play(world: World) -> Result:
        with_roles(world, *ENOUGH)
        world.replace(file or ".tpm/policy.yaml", old, new)
        world.commit()
        result = world.check()
        assert not result.about(Rule.POLICY_LOOSENED), result.findings
        return result

    return play


for _name, (_old, _new, _file) in STRICTER.items():
    named(
        f"policy_asks_no_less_{_name}",
        f"the policy asks for no less: {_name.replace('_', ' ')}",
        asks_no_less(_old, _new, _file),
    )

# A code owner sees what is asked for less, and the change is not stopped

LOOSER = {
    "person_joins": (f"{BO}, {CY}]", f"{BO}, {CY}, eve@example.com]", ""),
    "leave_is_prolonged": (LAST, "2026-04-20", ""),
    "number_lowered_alone": ("people: 2", "people: 1", SAFE),
    "more_may_approve": ("approvers: [tpm, pm]", "approvers: [tpm, pm, board]", ""),
}


def is_shown(old: str, new: str, file: str) -> Play:
    def play(world: World) -> Result:
        with_roles(world, *ENOUGH)
        world.replace(file or ".tpm/policy.yaml", old, new)
        world.commit()
        return world.check()

    return play


for _name, (_old, _new, _file) in LOOSER.items():
    named(
        f"policy_shows_{_name}",
        f"a code owner sees it, and it passes: {_name.replace('_', ' ')}",
        is_shown(_old, _new, _file),
        shows=Rule.POLICY_LOOSENED,
    )


# After the decision: it holds, whatever becomes of people, numbers and delegations

AFTERWARDS = {
    "number_raised": ("people: 2", "people: 3", SAFE),
    "signer_leaves": (f"[{ANN}, {BO}, {CY}]", f"[{BO}, {CY}]", ""),
    "delegation_deleted": (DELEGATION, "", ""),
    "another_tpm": (f"tpm: [{TPM}]", "tpm: [new@example.com]", ""),
    "distinct_required": ("distinct-people: warn", "distinct-people: require", ""),
    "deciders_changed": ("deciders: [tpm, pm]", "deciders: [{role: board, people: 2}]", ""),
    "alias_given": ("aliases: {}", f"aliases: {{{ANN}: [ann.b@example.com]}}", ""),
}


def afterwards(old: str, new: str, file: str) -> Play:
    def play(world: World) -> Result:
        with_roles(world, ("tpm", TPM), ("pm", DANA), *ENOUGH[2:])
        world.git("checkout", "-q", "main")
        world.decide(PHASE, by=DANA)
        world.commit(author=DANA)
        world.branch()
        world.replace(file or ".tpm/policy.yaml", old, new)
        world.commit()
        world.land()
        assert not world.check(PHASE).blocking()
        return world.check()

    return play


for _name, (_old, _new, _file) in AFTERWARDS.items():
    named(
        f"after_the_decision_{_name}",
        f"what was decided holds afterwards: {_name.replace('_', ' ')}",
        afterwards(_old, _new, _file),
    )


@honest("a leaver's empty block is retired, and a newcomer's added", state="answered")
def leaver_and_newcomer(world: World) -> Result:
    with_roles(world, *BOTH, ("security", ANN))
    world.policy(f"[{ANN}, {BO}, {CY}]", f"[{ANN}, {BO}, eve@example.com]")
    world.sync()
    world.commit()
    text = world.read(".tpm/project.yaml")
    assert f"{PHASE}.security/{CY}" not in text
    assert f"{PHASE}.security/eve@example.com: {{}}" in text
    return world.check()


@honest(
    "a role is added half way, with people and blocks",
    state="answered",
    shows=Rule.POLICY_LOOSENED,
)
def role_half_way(world: World) -> Result:
    with_roles(world, *ENOUGH)
    pack = PACK.replace("name: safe", "name: law").replace("security", "legal")
    pack = pack.replace("short: SEC", "short: LAW").replace("attack-tried", "terms-read")
    pack = pack.replace(PHASE, "requirements").replace(", people: 2", "")
    world.write(".tpm/checklists/law.yaml", pack)
    world.policy("packs: [", "packs: [.tpm/checklists/law.yaml, ")
    world.policy("  board: [", "  legal: [flo@example.com]\n  board: [")
    world.sync()
    world.commit()
    assert "requirements.legal/flo@example.com: {}" in world.read(".tpm/project.yaml")
    return world.check()
