"""Roles, quorum and delegation: one person as two, a deputy beyond the days, a lower number."""

from __future__ import annotations

from datetime import timedelta

from attack_cases import attack
from attack_tools import decide_by_hand
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
    LAST,
    PHASE,
    VERA,
    WILL,
    put,
    with_roles,
)

from tpmcli.app.facts import gather
from tpmcli.app.saving import BlockEdit, save
from tpmcli.app.waive import waive
from tpmcli.app.workspace import open_workspace
from tpmcli.model.days import moment
from tpmcli.model.problem import Flaw
from tpmcli.model.role import Role
from tpmcli.model.rule import Reason, Rule
from tpmcli.rules.authorisation import find_phase
from tpmcli.rules.project import Project
from tpmcli.store.record.entries import signoff_entry
from world.people import PM, TPM


def forge(
    world: World,
    block: str,
    by: str,
    *,
    author: str = "",
    deputy_for: str = "",
    at: str = "",
    phase: str = PHASE,
    **keys: object,
) -> None:
    """Appends a sign-off with a digest that fits to any block, and commits it."""
    workspace = open_workspace(world.session(by))
    role = Role(block.partition("/")[0])

    def change(project: Project) -> list[BlockEdit]:
        found = find_phase(project, phase)
        today = gather(workspace, (found,)).today
        entry = signoff_entry(
            project,
            found,
            role,
            by=by,
            at=at or moment(world.now),
            today=today,
            deputy_for=deputy_for,
        )
        earlier = project.record.signoffs.get((phase, block), ())
        raws = [*(each.raw for each in earlier), {**entry, **keys}]
        return [BlockEdit("signoffs", f"{phase}.{block}", raws)]

    save(workspace, change)
    world.commit(author=author or by)


def decided(world: World) -> Result:
    """The gate decided in spite of everything, and checked."""
    decide_by_hand(world, PHASE)
    world.commit(author=PM)
    return world.check()


# Too few people


@attack("one person signs twice where two are needed", Rule.SIGNOFF_MISSING, state="answered")
def signs_twice(world: World) -> Result:
    with_roles(world, *BOTH)
    put(world, "security", ANN)
    forge(world, f"security/{ANN}", ANN)
    return decided(world)


@attack("one of two is enough to decide", Reason.SIGNOFFS_TOO_FEW, state="answered")
def one_of_two(world: World) -> Result:
    with_roles(world, *BOTH, ("security", ANN))
    return decided(world)


@attack("a holder and her deputy both sign", Rule.SIGNOFF_MISSING, state="answered")
def giver_and_deputy(world: World) -> Result:
    lent = DELEGATION.replace(PM, ANN).replace("role: pm", "role: security")
    with_roles(world, *BOTH, more=[(DELEGATION, lent)])
    put(world, "security", ANN)
    put(world, "security", DANA)
    return decided(world)


@attack("one deputy signs for two holders", Rule.SIGNOFF_MISSING, state="answered")
def deputy_of_two(world: World) -> Result:
    one = DELEGATION.replace(PM, ANN).replace("role: pm", "role: security")
    two = one + one.replace("delegations:\n", "").replace(ANN, BO)
    with_roles(world, *BOTH, more=[(DELEGATION, two)])
    put(world, "security", DANA, deputy_for=ANN)
    put(world, "security", DANA, deputy_for=BO)
    return decided(world)


@attack("two addresses of one person sign", Rule.SIGNOFF_MISSING, state="answered")
def two_addresses(world: World) -> Result:
    other = "ann.b@example.com"
    more = [("aliases: {}", f"aliases: {{{ANN}: [{other}]}}"), (f", {BO}", f", {other}, {BO}")]
    with_roles(world, *BOTH, more=more)
    put(world, "security", ANN)
    forge(world, f"security/{other}", other, author=ANN)
    return decided(world)


@attack("a block of her own address in another case", Rule.SIGNOFF_MISSING, state="answered")
def address_in_capitals(world: World) -> Result:
    with_roles(world, *BOTH)
    put(world, "security", ANN)
    forge(world, f"security/{ANN.upper()}", ANN)
    return decided(world)


@attack("one of the board decides on one sign-off of two", Rule.SIGNOFF_MISSING, state="answered")
def board_of_one(world: World) -> Result:
    with_roles(world, *ENOUGH, board=True)
    put(world, "board", VERA)
    return decided(world)


# In whose name


@attack("somebody signs in a colleague's block", Reason.SIGNOFF_MISPLACED, state="answered")
def colleagues_block(world: World) -> Result:
    with_roles(world, *BOTH, ("security", ANN))
    forge(world, f"security/{BO}", CY)
    return decided(world)


@attack(
    "a colleague's block is spoilt by a later entry", Reason.SIGNOFF_MISPLACED, state="answered"
)
def block_spoilt(world: World) -> Result:
    with_roles(world, *ENOUGH)
    forge(world, f"security/{BO}", CY)
    return world.check()


@attack(
    "a block for somebody whom the policy does not name", Rule.SIGNER_UNAUTHORISED, state="answered"
)
def unnamed_block(world: World) -> Result:
    with_roles(world, *BOTH, ("security", ANN))
    forge(world, "security/dev@example.com", "dev@example.com")
    return decided(world)


@attack(
    "a TPM's sign-off is copied into a block of security",
    Rule.SIGNER_UNAUTHORISED,
    state="answered",
)
def copied_to_another_role(world: World) -> Result:
    with_roles(world, *BOTH, ("security", ANN))
    forge(world, f"security/{TPM}", TPM)
    return decided(world)


@attack("a deputy of somebody who delegated nothing", Rule.SIGNER_UNAUTHORISED, state="answered")
def deputy_of_nobody(world: World) -> Result:
    with_roles(world, *BOTH, ("security", ANN))
    forge(world, f"security/{DANA}", DANA, deputy_for=BO)
    return decided(world)


@attack("a deputy does not say so", Rule.SIGNER_UNAUTHORISED, state="answered")
def silent_deputy(world: World) -> Result:
    with_roles(world, ("tpm", TPM), *ENOUGH[2:])
    forge(world, "pm", DANA)
    return decided(world)


@attack(
    "a deputy decides in a role that was not delegated",
    Reason.DECIDER_UNAUTHORISED,
    state="answered",
)
def deputy_decides_for_another(world: World) -> Result:
    with_roles(world, *ENOUGH)
    decide_by_hand(world, PHASE)
    text = world.block(PHASE).replace(f"by: {PM}", f"by: {DANA}\n      deputy-for: {TPM}")
    world.record(world.block(PHASE), text)
    world.commit(author=DANA)
    return world.check()


# What is covered


@attack("a waiver comes after the board signed", Rule.SIGNOFF_STALE, state="answered")
def waiver_after_the_board(world: World) -> Result:
    with_roles(world, board=True)
    put(world, "board", VERA)
    put(world, "board", WILL)
    world.answer(ATTACKED, "not-met", by=ANN)
    session, until = world.session(ANN), world.day(20)
    waive(open_workspace(session), session, ATTACKED, reason="r", until=until, approved_by=BO)
    world.commit(author=ANN)
    for role, by in ENOUGH:
        put(world, role, by)
    return decided(world)


@attack(
    "a sign-off of one gate is copied to another where the role owns nothing",
    Reason.SIGNOFF_STALE,
    state="answered",
)
def copied_to_another_gate(world: World) -> Result:
    with_roles(world, *ENOUGH)
    world.replace(".tpm/checklists/safe.yaml", f"at: [{PHASE}]", f"at: [{PHASE}, requirements]")
    world.sync()
    world.commit()
    world.land()
    for by in (ANN, BO):
        entry = world.block(f"{PHASE}.security/{by}").partition(":")[2]
        world.record(f"  requirements.security/{by}: {{}}", f"  requirements.security/{by}:{entry}")
        world.commit(author=by)
    return world.check("requirements")


@attack(
    "`covers` is written into a sign-off of the role's own answers",
    Rule.SIGNOFF_STALE,
    state="answered",
)
def covers_written(world: World) -> Result:
    more = [
        ("deciders: [tpm, pm]", "deciders: [tpm, {role: pm, people: 2}]"),
        (f"  pm: [{PM}]", f"  pm: [{PM}, {CY}]"),
    ]
    with_roles(world, ("tpm", TPM), *ENOUGH[2:], more=more)
    for by in (PM, CY):
        forge(world, f"pm/{by}", by)
        world.record("      covers: gate\n", "")
        own = world.block(f"{PHASE}.pm/{by}")
        digest = own.partition("digest: ")[2].partition("\n")[0]
        world.record(digest, f"s1:{'1' * 64}")
        world.commit(author=by)
    return decided(world)


@attack("one of the board signs over nothing of the gate", Rule.SIGNOFF_NARROW, state="answered")
def board_signs_own(world: World) -> Result:
    with_roles(world, *ENOUGH, board=True)
    put(world, "board", VERA)
    workspace = open_workspace(world.session(WILL))

    def change(project: Project) -> list[BlockEdit]:
        from tpmcli.model.digest import signoff_digest

        raw = {"by": WILL, "at": moment(world.now), "digest": signoff_digest({}, {})}
        return [BlockEdit("signoffs", f"{PHASE}.board/{WILL}", [raw])]

    save(workspace, change)
    world.commit(author=WILL)
    return decided(world)


# Delegations


@attack("a deputy's entry is dated into the days", Reason.DELEGATION_OVER, state="answered")
def dated_into_the_days(world: World) -> Result:
    with_roles(world, ("tpm", TPM), *ENOUGH[2:])
    then = world.now
    world.pass_days(40)
    forge(world, "pm", DANA, deputy_for=PM, at=moment(then))
    world.git("commit", "-q", "--amend", "--no-edit", author=DANA, at=then)
    return world.check()


@attack("a deputy's pull request is merged a day late", Reason.DELEGATION_OVER, state="answered")
def merged_a_day_late(world: World) -> Result:
    with_roles(world, ("tpm", TPM), *ENOUGH[2:])
    world.now = world.now.replace(month=3, day=int(LAST[-2:]))
    put(world, "pm", DANA)
    world.now += timedelta(days=1)
    return world.check()


@attack("a deputy signs after the last day", Reason.DELEGATION_ENDED, state="answered")
def after_the_last_day(world: World) -> Result:
    with_roles(world, ("tpm", TPM), *ENOUGH[2:])
    world.pass_days(40)
    forge(world, "pm", DANA, deputy_for=PM)
    return world.check()


# Different people


@attack("one person in two of three roles", Rule.SAME_PERSON, state="answered")
def two_of_three_roles(world: World) -> Result:
    more = [(f"[{ANN}, {BO}, {CY}]", f"[{ANN}, {PM}]")]
    with_roles(world, *BOTH, distinct="require", more=more)
    put(world, "security", ANN)
    put(world, "security", PM)
    return decided(world)


@attack(
    "a holder of two roles signs in one, and her deputy in the other",
    Rule.SAME_PERSON,
    state="answered",
)
def deputy_for_the_second_role(world: World) -> Result:
    more = [(f"[{ANN}, {BO}, {CY}]", f"[{ANN}, {PM}]")]
    with_roles(world, ("tpm", TPM), distinct="require", more=more)
    put(world, "security", ANN)
    put(world, "security", PM)
    put(world, "pm", DANA)
    return decided(world)


# Identity


@attack("several entries of other people in one commit", Reason.IDENTITY_TOO_WEAK, state="answered")
def committed_by_one(world: World) -> Result:
    with_roles(world, *BOTH)
    for by in (ANN, BO):
        put(world, "security", by, author=ANN)
    return decided(world)


@attack("the giver approves her deputy's entry", Reason.APPROVAL_AWAITED, state="answered")
def approved_by_the_giver(world: World) -> Result:
    more = [
        ("identity: author", "identity: platform"),
        ("aliases: {}", f'aliases: {{{PM}: ["github:pm"], {DANA}: ["github:dana"]}}'),
    ]
    with_roles(world, more=more)
    put(world, "pm", DANA)
    head = world.git("rev-parse", "HEAD")
    return world.check(approvals=[{"login": "github:pm", "commit": head, "state": "approved"}])


# Waivers


def waived(world: World, by: str, *approvers: str) -> None:
    """Requests a waiver of security's item, whatever the policy allows."""
    world.answer(ATTACKED, "not-met", by=by)
    raw = {
        "reason": "r",
        "by": by,
        "approved-by": approvers[0] if len(approvers) == 1 else list(approvers),
        "until": world.day(20),
        "at": moment(world.now),
    }
    workspace = open_workspace(world.session(by))

    def change(project: Project) -> list[BlockEdit]:
        answer = project.record.item(ATTACKED).answer
        assert answer is not None
        return [BlockEdit("items", ATTACKED, {**answer.raw, "waivers": [raw]})]

    save(workspace, change)
    world.commit(author=by)


@attack("a PM approves a waiver of security's item", Rule.WAIVER_UNAPPROVED, state="answered")
def pm_approves(world: World) -> Result:
    with_roles(world)
    waived(world, TPM, PM)
    for role, by in ENOUGH:
        forge(world, role if role in ("tpm", "pm") else f"{role}/{by}", by)
    return decided(world)


@attack("the approver is named and never signs", Rule.WAIVER_UNAPPROVED, state="answered")
def approver_never_signs(world: World) -> Result:
    with_roles(world)
    waived(world, TPM, CY)
    for role, by in ENOUGH:
        forge(world, role if role in ("tpm", "pm") else f"{role}/{by}", by)
    return decided(world)


@attack("the second approver never signs", Rule.WAIVER_UNAPPROVED, state="answered")
def second_approver_never_signs(world: World) -> Result:
    with_roles(world)
    waived(world, TPM, ANN, CY)
    for role, by in ENOUGH:
        forge(world, role if role in ("tpm", "pm") else f"{role}/{by}", by)
    return decided(world)


@attack(
    "a waiver is approved by the requester's deputy", Rule.WAIVER_SELF_APPROVED, state="answered"
)
def approved_by_a_deputy(world: World) -> Result:
    lent = DELEGATION.replace(PM, ANN).replace("role: pm", "role: security")
    with_roles(world, distinct="require", more=[(DELEGATION, lent)])
    waived(world, ANN, DANA)
    return world.check()


# The policy


@attack("the number is lowered and the gate decided at once", Rule.POLICY_CHANGED, state="answered")
def lowered_and_decided(world: World) -> Result:
    with_roles(world, *BOTH, ("security", ANN))
    world.replace(".tpm/checklists/safe.yaml", "people: 2", "people: 1")
    return decided(world)


@attack("a delegation and its use in one change", Rule.POLICY_CHANGED, state="answered")
def delegated_and_used(world: World) -> Result:
    with_roles(world, ("tpm", TPM), *ENOUGH[2:])
    world.policy(DELEGATION, DELEGATION.replace(DANA, CY))
    put(world, "pm", CY)
    return world.check()


@attack("a role is declared and signed at once", Rule.POLICY_CHANGED, state="answered")
def declared_and_signed(world: World) -> Result:
    with_roles(world, *ENOUGH)
    world.policy("roles: {board", "roles: {qa: {title: Quality}, board")
    world.policy("  board: [", f"  qa: [{CY}]\n  board: [")
    put(world, "qa", CY)
    return world.check()


def loosens(old: str, new: str, file: str = ".tpm/policy.yaml") -> object:
    """A change of what is asked, which code owners must see; it fails where that is frozen."""

    def play(world: World) -> Result:
        with_roles(world, *ENOUGH)
        world.replace(file, old, new)
        world.commit()
        shown = world.check()
        assert shown.code == 0
        assert shown.about(Rule.POLICY_LOOSENED)
        return world.check(frozen=True)

    return play


LOOSER = {
    "number_lowered": ("people: 2", "people: 1", ".tpm/checklists/safe.yaml"),
    "gates_shortened": (f"at: [{PHASE}]", "at: [release]", ".tpm/checklists/safe.yaml"),
    "trait_needed": (
        "people: 2,",
        "people: 2, when: [handles-personal-data],",
        ".tpm/checklists/safe.yaml",
    ),
    "pack_removed": (".tpm/checklists/safe.yaml, ", "", ".tpm/policy.yaml"),
    "person_added": (f"[{ANN}, ", f"[{ANN}, ann+2@example.com, ", ".tpm/policy.yaml"),
    "delegation_prolonged": (LAST, "2026-04-20", ".tpm/policy.yaml"),
    "demand_dropped": (
        "signoffs: [tpm, pm]",
        "signoffs: [tpm, pm, {role: security, drop: true, reason: no time}]",
        ".tpm/policy.yaml",
    ),
    "decider_added": ("deciders: [tpm, pm]", "deciders: [tpm, pm, board]", ".tpm/policy.yaml"),
}
for _name, (_old, _new, _file) in LOOSER.items():
    if _name == "pack_removed":
        continue
    _play = loosens(_old, _new, _file)
    _play.__name__ = f"policy_{_name}"  # type: ignore[attr-defined]
    attack(f"the policy asks for less: {_name}", Rule.POLICY_CHANGED, state="answered")(_play)  # type: ignore[arg-type]


@attack(
    "an alias is removed, so that one person's addresses count as two",
    Rule.POLICY_CHANGED,
    state="answered",
)
def alias_removed(world: World) -> Result:
    other = "ann.b@example.com"
    alias = f"aliases: {{{ANN}: [{other}]}}"
    with_roles(world, *ENOUGH, more=[("aliases: {}", alias), (f", {CY}]", f", {CY}, {other}]")])
    world.policy(alias, "aliases: {}")
    world.commit()
    shown = world.check()
    assert shown.code == 0
    assert shown.about(Rule.POLICY_LOOSENED)
    return world.check(frozen=True)


@attack("thirteen delegations at once", Flaw.TOO_MANY_ENTRIES, state="answered", code=3)
def thirteen_delegations(world: World) -> Result:
    with_roles(world, *ENOUGH)
    one = DELEGATION.replace("delegations:\n", "")
    rest = "".join(one.replace(DANA, f"d{number}@example.com") for number in range(12))
    world.policy(DELEGATION, DELEGATION + rest)
    world.commit()
    return world.check()


# The record


@attack("a deputy's `deputy-for` is edited", Rule.RECORD_REWRITTEN, state="answered")
def deputy_for_edited(world: World) -> Result:
    with_roles(world, ("tpm", TPM), ("pm", DANA), *ENOUGH[2:])
    world.record(f"deputy-for: {PM}", f"deputy-for: {TPM}")
    world.commit(author=DANA)
    return world.check()


@attack("a person's sign-off is removed", Rule.RECORD_REWRITTEN, state="answered")
def persons_signoff_removed(world: World) -> Result:
    with_roles(world, *ENOUGH)
    block = f"{PHASE}.security/{ANN}"
    world.record(world.block(block), f"  {block}: {{}}")
    world.commit(author=ANN)
    return world.check()


@attack("a decision leaves out a block that it needed", Rule.SIGNOFF_MISSING, state="answered")
def block_left_out(world: World) -> Result:
    with_roles(world, *ENOUGH)
    named = {"tpm": 1, "pm": 1, f"security/{ANN}": 1}
    decide_by_hand(world, PHASE, signoffs=named)
    world.commit(author=PM)
    return world.check()


@attack("a decision leaves out a role's block", Rule.RECORD_REWRITTEN, state="answered")
def role_block_left_out(world: World) -> Result:
    with_roles(world, *ENOUGH)
    named = {"tpm": 1, f"security/{ANN}": 1, f"security/{BO}": 1}
    decide_by_hand(world, PHASE, signoffs=named)
    world.commit(author=PM)
    return world.check()


# What is not evaluated at all

REFUSED = {
    "delegated_to_oneself": (Flaw.DEPUTY_WITH_ROLE, f"to: {DANA}", f"to: {PM}"),
    "chain": (
        Flaw.GIVER_WITHOUT_ROLE,
        DELEGATION,
        DELEGATION + DELEGATION.replace("delegations:\n", "").replace(DANA, CY).replace(PM, DANA),
    ),
    "ten_years": (Flaw.DELEGATION_TOO_LONG, LAST, "2036-03-20"),
    "backwards": (Flaw.DELEGATION_BACKWARDS, LAST, "2026-01-20"),
    "short_taken": (Flaw.SHORT_TAKEN, "title: Board}", "title: Board, short: PM}"),
    "too_few": (Flaw.PEOPLE_TOO_FEW, f"[{ANN}, {BO}, {CY}]", f"[{ANN}]"),
    "unknown_role": (Flaw.ROLE_UNKNOWN, "signoffs: [tpm, pm]", "signoffs: [tpm, pm, secuirty]"),
    "unexplained_drop": (
        Flaw.DROP_UNEXPLAINED,
        "signoffs: [tpm, pm]",
        "signoffs: [tpm, pm, {role: security, drop: true}]",
    ),
    "bidi_title": (Flaw.BIDI_CONTROL, "title: Board}", 'title: "Bo\u202eard"}'),
}


def refused(old: str, new: str) -> object:
    def play(world: World) -> Result:
        with_roles(world, *ENOUGH)
        world.policy(old, new)
        world.commit()
        return world.check()

    return play


for _name, (_flaw, _old, _new) in REFUSED.items():
    _play = refused(_old, _new)
    _play.__name__ = f"policy_{_name}"  # type: ignore[attr-defined]
    attack(f"a policy that cannot be: {_name}", _flaw, state="answered", code=3)(_play)  # type: ignore[arg-type]


@attack("a pack redeclares a role in other words", Flaw.ROLE_REDECLARED, state="answered", code=3)
def redeclared(world: World) -> Result:
    with_roles(world, *ENOUGH)
    pack = world.read(".tpm/checklists/safe.yaml")
    other = pack.replace("name: safe", "name: other").replace("title: Security,", "title: Sec,")
    other = other.replace("attack-tried", "attack-tried-again")
    world.write(".tpm/checklists/other.yaml", other)
    world.policy("checklists/safe.yaml", "checklists/safe.yaml, .tpm/checklists/other.yaml")
    world.commit()
    return world.check()


@attack("an approver is named twice", Flaw.LISTED_TWICE, state="answered", code=3)
def approver_twice(world: World) -> Result:
    with_roles(world)
    waived(world, TPM, BO, CY)
    world.record(f"[{BO}, {CY}]", f"[{BO}, {BO}]")
    world.commit()
    return world.check()
