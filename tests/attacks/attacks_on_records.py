"""Attacks on what was recorded: answers, sign-offs, decisions, waivers, increments."""

from __future__ import annotations

import re
from datetime import timedelta

from attack_cases import attack
from attack_world import Result, World

from tpmcli.model.problem import Flaw
from tpmcli.model.rule import Reason
from world.people import DEV, PM, TPM

SPIKE = "feasibility.unknowns-spiked"
RISKS = "feasibility.technical-risks-registered"
NEED = "feasibility.problem-statement-agreed"


# Answers


@attack("an answer is edited after both signed", Reason.SIGNOFF_STALE, state="signed")
def answer_edited_after_signoff(world: World) -> Result:
    world.replace(".tpm/project.yaml", "docs/evidence.md", "docs/other.md")
    world.commit()
    return world.check("feasibility")


@attack("an answer is edited after the decision", Reason.ANSWER_CHANGED)
def answer_edited_after_decision(world: World) -> Result:
    world.replace(".tpm/project.yaml", "answer: met", "answer: not-applicable\n    note: not us")
    world.commit()
    return world.check()


@attack("an answer is edited, signed and decided anew without re-opening", Reason.ANSWER_CHANGED)
def answer_edited_and_decided_again(world: World) -> Result:
    world.replace(".tpm/project.yaml", "sha256: ", "sha256: 0")
    text = world.path(".tpm/project.yaml").read_text()
    start = text.index("sha256: 0") + len("sha256: ")
    world.write(".tpm/project.yaml", text[: start + 64] + text[start + 65 :])
    world.sign("feasibility", "tpm")
    world.commit()
    world.sign("feasibility", "pm")
    world.commit(author=PM)
    return world.check()


@attack("an answer that a decision stands on is emptied", Reason.ANSWER_REMOVED)
def answer_removed_after_decision(world: World) -> Result:
    world.record(world.block(SPIKE), f"  {SPIKE}: {{}}")
    world.commit()
    return world.check()


@attack("a block that a decision stands on is removed", Reason.ANSWER_REMOVED)
def block_removed(world: World) -> Result:
    world.record(world.block(SPIKE) + "\n", "")
    world.commit()
    return world.check()


@attack("the question digest is copied from another item", Reason.ITEM_REWORDED, state="fresh")
def digest_of_another_item(world: World) -> Result:
    world.answer(SPIKE)
    world.answer(RISKS)
    ours = world.block(SPIKE).partition("question: ")[2].split("\n")[0]
    other = world.block(RISKS).partition("question: ")[2].split("\n")[0]
    world.record(ours, other)
    world.commit()
    return world.check("feasibility")


# Sign-offs


def _copied_signoff(world: World, by: str, author: str, *, day: int = 0) -> None:
    """A sign-off of requirements, as the tool writes it, under a name that is put in by hand."""
    world.answer_all("requirements", should=True)
    world.commit()
    world.sign("requirements", "pm")
    if by != PM:
        block = world.block("requirements.pm")
        world.record(block, block.replace(PM, by))
    world.commit(author=author)


@attack("the TPM commits a sign-off in the PM's name", Reason.IDENTITY_TOO_WEAK)
def pm_signoff_by_tpm(world: World) -> Result:
    _copied_signoff(world, PM, TPM)
    return world.check()


@attack("somebody without the role signs", Reason.SIGNER_UNKNOWN_TO_BASE)
def signoff_by_stranger(world: World) -> Result:
    _copied_signoff(world, DEV, DEV)
    return world.check()


@attack("the TPM signs as the PM", Reason.SIGNER_UNKNOWN_TO_BASE)
def signoff_in_the_other_role(world: World) -> Result:
    _copied_signoff(world, TPM, TPM)
    return world.check()


@attack("a sign-off is dated a month back", Reason.DATED_UNLIKE_COMMIT)
def signoff_backdated(world: World) -> Result:
    _copied_signoff(world, PM, TPM)
    now = world.now.strftime("%Y-%m-%dT%H:%M:%SZ")
    block = world.block("requirements.pm")
    world.record(block, block.replace(now, "2026-02-01T09:00:00Z"))
    world.commit(author=PM)
    return world.check()


@attack("a sign-off is dated a month ahead", Reason.DATED_IN_FUTURE)
def signoff_postdated(world: World) -> Result:
    _copied_signoff(world, PM, PM)
    now = world.now.strftime("%Y-%m-%dT%H:%M:%SZ")
    block = world.block("requirements.pm")
    world.record(block, block.replace(now, "2026-05-01T09:00:00Z"))
    world.commit(author=PM)
    return world.check()


@attack("sign-off and commit are both dated a month ahead", Reason.DATED_IN_FUTURE)
def signoff_and_commit_postdated(world: World) -> Result:
    world.answer_all("requirements", should=True)
    world.commit()
    world.now += timedelta(days=30)
    world.sign("requirements", "pm")
    world.commit(author=PM)
    world.now -= timedelta(days=30)
    return world.check()


@attack(
    "sign-off and commit are dated before the answers they vouch for", Reason.DATED_BEFORE_ANSWERS
)
def signoff_before_its_answers(world: World) -> Result:
    world.answer_all("requirements", should=True)
    world.commit()
    world.now -= timedelta(days=20)
    world.sign("requirements", "pm")
    world.commit(author=PM)
    world.now += timedelta(days=20)
    return world.check()


@attack("the PM's entry of another phase is copied, digest and all", Reason.SIGNOFF_STALE)
def signoff_of_another_phase(world: World) -> Result:
    world.answer_all("requirements", should=True)
    entry = world.block("feasibility.pm").partition("\n")[2]
    world.record("  requirements.pm: {}", "  requirements.pm:\n" + entry)
    world.commit(author=PM)
    return world.check("requirements")


@attack("a copied entry keeps the day of the first", Reason.DATED_UNLIKE_COMMIT)
def signoff_replayed(world: World) -> Result:
    world.pass_days(10)
    block = world.block("feasibility.pm")
    world.record(block, block + "\n" + block.partition("\n")[2])
    world.commit(author=PM)
    return world.check()


@attack("the list of sign-offs is emptied", Reason.ENTRIES_REMOVED)
def signoff_removed(world: World) -> Result:
    world.record(world.block("feasibility.pm"), "  feasibility.pm: {}")
    world.commit()
    return world.check()


@attack("a sign-off is rewritten in place", Reason.ENTRIES_CHANGED)
def signoff_rewritten(world: World) -> Result:
    block = world.block("feasibility.pm")
    world.record(block, block.replace(PM, TPM))
    world.commit()
    return world.check()


@attack("one person signs in both roles, under require", Reason.SAME_PERSON, state="fresh")
def one_person_in_two_roles(world: World) -> Result:
    world.git("checkout", "-q", "main")
    world.policy("distinct-people: warn", "distinct-people: require")
    world.policy(f"pm: [{PM}]", f"pm: [{PM}, {TPM}]")
    world.commit()
    world.branch()
    world.answer_all("feasibility", should=True)
    world.sign("feasibility", "tpm")
    world.sign("feasibility", "pm", by=TPM)
    world.commit()
    return world.check("feasibility")


@attack(
    "a person's two addresses sign in both roles, under require", Reason.SAME_PERSON, state="fresh"
)
def one_person_with_two_addresses(world: World) -> Result:
    world.git("checkout", "-q", "main")
    world.policy("distinct-people: warn", "distinct-people: require")
    world.policy(f"pm: [{PM}]", f"pm: [{PM}, second@example.com]")
    world.policy("aliases: {}", "aliases: {tpm@example.com: [second@example.com]}")
    world.commit()
    world.branch()
    world.answer_all("feasibility", should=True)
    world.sign("feasibility", "tpm")
    world.sign("feasibility", "pm", by="second@example.com")
    world.commit()
    return world.check("feasibility")


# Waivers


def _open_item(world: World) -> None:
    """Main gets an item answered not met, so that a waiver is needed."""
    world.git("checkout", "-q", "main")
    world.answer_all("requirements", should=True)
    world.answer("requirements.nfrs-quantified", "not-met", note="not measured yet")
    world.commit()
    world.branch()


WAIVED = "requirements.nfrs-quantified"


@attack("a waiver whose approver never signed over it", Reason.WAIVER_UNSIGNED)
def waiver_never_signed(world: World) -> Result:
    _open_item(world)
    world.sign("requirements", "pm")
    world.commit(author=PM)
    world.waive(WAIVED, world.day(30))
    world.sign("requirements", "tpm")
    world.commit()
    return world.check("requirements")


@attack("a waiver that the requester approves, under require", Reason.WAIVER_SELF_APPROVED)
def waiver_self_approved(world: World) -> Result:
    world.git("checkout", "-q", "main")
    world.policy("distinct-people: warn", "distinct-people: require")
    world.commit()
    _open_item(world)
    world.waive(WAIVED, world.day(30))
    world.record(f"approved-by: {PM}", f"approved-by: {TPM}")
    world.commit()
    return world.check()


@attack("a waiver whose approver may not approve", Reason.WAIVER_APPROVER_UNAUTHORISED)
def waiver_by_stranger(world: World) -> Result:
    _open_item(world)
    world.waive(WAIVED, world.day(30))
    world.record(f"approved-by: {PM}", f"approved-by: {DEV}")
    world.commit()
    return world.check()


@attack("a waiver without a last day", Flaw.WAIVER_INCOMPLETE, code=3)
def waiver_without_end(world: World) -> Result:
    _open_item(world)
    world.waive(WAIVED, world.day(30))
    block = world.block(WAIVED)
    world.record(block, re.sub(r',?\s+until: "[0-9-]+"', "", block))
    world.commit()
    return world.check()


@attack("a waiver one day longer than the policy allows", Reason.WAIVER_TOO_LONG)
def waiver_one_day_too_long(world: World) -> Result:
    _open_item(world)
    world.waive(WAIVED, world.day(90))
    world.record(world.day(90), world.day(91))
    world.commit()
    return world.check()


def _waiver_on_main(world: World) -> None:
    """Main passes requirements under a waiver of thirty days."""
    _open_item(world)
    world.waive(WAIVED, world.day(30))
    world.sign("requirements", "tpm")
    world.commit()
    world.sign("requirements", "pm")
    promise = ("measure it", TPM, world.day(20))
    world.decide("requirements", "conditional", conditions=[promise])
    world.commit(author=PM)
    world.land()


@attack("a waiver is extended by editing the old entry", Reason.ENTRIES_CHANGED)
def waiver_extended_in_place(world: World) -> Result:
    _waiver_on_main(world)
    world.record(f'until: "{world.day(30)}"', f'until: "{world.day(60)}"')
    world.commit()
    return world.check()


@attack("a waiver ended yesterday and its gate is asked for", Reason.WAIVER_EXPIRED)
def waiver_ended_yesterday(world: World) -> Result:
    _waiver_on_main(world)
    world.close("requirements", 1)
    world.commit()
    world.now = world.now.replace(hour=0, minute=0, second=0) + timedelta(days=31)
    return world.check("requirements")


@attack(
    "an expired waiver, where it is still its last day in another time zone", Reason.WAIVER_EXPIRED
)
def waiver_ended_in_utc(world: World) -> Result:
    _waiver_on_main(world)
    world.close("requirements", 1)
    world.commit(at=world.now)
    end = (world.now + timedelta(days=31)).replace(hour=0, minute=30)
    # Half past midnight in UTC is still the day before in New York.
    world.now = end
    world.commit(at=end)
    return world.check("requirements")


@attack("a withdrawal is removed so that the waiver lives again", Reason.ENTRIES_REMOVED)
def withdrawal_removed(world: World) -> Result:
    _open_item(world)
    world.waive(WAIVED, world.day(30))
    before = world.block(WAIVED)
    withdrawn = (
        "\n      - withdrawn: true\n        reason: done\n        by: tpm@example.com"
        f'\n        at: "{world.now:%Y-%m-%dT%H:%M:%SZ}"'
    )
    world.record(before, before + withdrawn)
    world.commit()
    world.land()
    world.record(withdrawn, "")
    world.commit()
    return world.check()


# Decisions


@attack("a decision is removed", Reason.ENTRIES_REMOVED)
def decision_removed(world: World) -> Result:
    block = world.block("feasibility")
    world.record(block, "  feasibility: {}")
    world.commit()
    return world.check()


@attack("a decision is rewritten", Reason.ENTRIES_CHANGED)
def decision_rewritten(world: World) -> Result:
    world.record("reason: so it is", "reason: it is perfect")
    world.commit(author=PM)
    return world.check()


def _ready(world: World, phase: str = "requirements") -> None:
    world.answer_all(phase, should=True)
    world.sign(phase, "tpm")
    world.commit()
    world.sign(phase, "pm")
    world.commit(author=PM)


@attack("a decision by somebody whom the policy does not name", Reason.DECIDER_UNAUTHORISED)
def decision_by_stranger(world: World) -> Result:
    _ready(world)
    world.decide("requirements")
    block = world.block("requirements")
    world.record(block, block.replace(PM, DEV))
    world.commit(author=DEV)
    return world.check()


@attack("the TPM commits a decision in the PM's name", Reason.IDENTITY_TOO_WEAK)
def decision_in_another_name(world: World) -> Result:
    _ready(world)
    world.decide("requirements")
    world.commit()
    return world.check()


def _forced(world: World, outcome: str) -> None:
    """A decision on a gate that is not met: everything is opened behind the decision's back."""
    _ready(world)
    if outcome == "conditional":
        world.decide("requirements", outcome, conditions=[("measure it", TPM, world.day(20))])
    else:
        world.decide("requirements", outcome)


@attack("`conditional` on a gate whose items are open", Reason.UNANSWERED)
def conditional_on_unmet_gate(world: World) -> Result:
    _forced(world, "conditional")
    world.record(world.block(WAIVED), f"  {WAIVED}: {{}}")
    world.commit(author=PM)
    return world.check()


@attack("`go` on a gate that the PM never signed", Reason.SIGNOFF_MISSING)
def go_without_a_signoff(world: World) -> Result:
    _forced(world, "go")
    world.record(world.block("requirements.pm"), "  requirements.pm: {}")
    world.commit(author=PM)
    return world.check()


@attack("`go` while the gate before is open", Reason.EARLIER_GATE_UNDECIDED, state="signed")
def go_past_an_open_gate(world: World) -> Result:
    world.decide("feasibility")
    _ready(world)
    world.decide("requirements")
    world.record(world.block("feasibility").replace("\n\n", "\n"), "  feasibility: {}")
    world.commit(author=PM)
    return world.check()


@attack("a decision that leaves out the waiver which let its gate pass", Reason.DECISION_INCOMPLETE)
def decision_forgets_its_waiver(world: World) -> Result:
    from attack_tools import decide_by_hand

    _open_item(world)
    world.waive(WAIVED, world.day(30))
    world.sign("requirements", "tpm")
    world.commit()
    world.sign("requirements", "pm")
    world.commit(author=PM)
    decide_by_hand(world, "requirements", waivers={}, standing=[])
    world.commit(author=PM)
    return world.check()


@attack("a decision that declares every answer changeable", Reason.DECISION_INCOMPLETE)
def decision_binds_nothing(world: World) -> Result:
    from attack_tools import decide_by_hand

    _ready(world)
    decide_by_hand(world, "requirements", standing=[WAIVED, "requirements.prd-complete"])
    world.commit(author=PM)
    return world.check()


@attack("a decision that names no sign-off", Reason.DECISION_INCOMPLETE)
def decision_without_signoffs(world: World) -> Result:
    from attack_tools import decide_by_hand

    world.git("checkout", "-q", "main")
    _ready(world)
    world.branch()
    decide_by_hand(world, "requirements", signoffs={})
    world.commit(author=PM)
    return world.check()


@attack("a condition due long after the policy's limit", Reason.CONDITION_DUE_REFUSED)
def condition_due_too_late(world: World) -> Result:
    from attack_tools import decide_by_hand

    _ready(world)
    promise = {"text": "measure it", "owner": TPM, "due": world.day(400)}
    decide_by_hand(world, "requirements", decision="conditional", conditions=[promise])
    world.commit(author=PM)
    return world.check()


@attack("a condition owned by nobody", Reason.CONDITION_OWNER_UNKNOWN)
def condition_owned_by_nobody(world: World) -> Result:
    from attack_tools import decide_by_hand

    _ready(world)
    promise = {"text": "measure it", "owner": "ghost@example.com", "due": world.day(20)}
    decide_by_hand(world, "requirements", decision="conditional", conditions=[promise])
    world.commit(author=PM)
    return world.check()


@attack("`conditional` without a condition", Reason.CONDITION_ABSENT)
def conditional_without_promise(world: World) -> Result:
    from attack_tools import decide_by_hand

    _ready(world)
    decide_by_hand(world, "requirements", decision="conditional")
    world.commit(author=PM)
    return world.check()


@attack("a decision dated a year back", Reason.DATED_UNLIKE_COMMIT)
def decision_backdated(world: World) -> Result:
    from attack_tools import decide_by_hand

    _ready(world)
    decide_by_hand(world, "requirements", at="2025-03-01T09:00:00Z")
    world.commit(author=PM)
    return world.check()


@attack("a gate is decided to pass a second time", Reason.DECIDED_AGAIN)
def decided_twice(world: World) -> Result:
    from attack_tools import decide_by_hand

    decide_by_hand(world, "feasibility")
    world.commit(author=PM)
    return world.check()


@attack("deploy after `hold`", Reason.NOT_PASSED, state="ended")
def deploy_after_hold(world: World) -> Result:
    world.decide("release", "hold", reason="a customer asked for time")
    world.commit(author=PM)
    return world.check("--through release")


@attack("deploy after `kill`", Reason.PROJECT_KILLED, state="ended")
def deploy_after_kill(world: World) -> Result:
    world.decide("release", "kill", reason="the market is gone")
    world.commit(author=PM)
    return world.check("--through release")


@attack("deploy with a tag that is no increment", Flaw.INCREMENT_UNKNOWN, code=3)
def deploy_with_another_tag(world: World) -> Result:
    world.commit()
    return world.check("--through release", increment="9.9")


@attack("deploy of the next version on the last one's decisions", Reason.UNDECIDED, state="ended")
def deploy_of_the_next_version(world: World) -> Result:
    world.start("1.1")
    world.commit()
    return world.check("--through release", increment="1.1")


# Increments


@attack("an earlier increment's file is edited", Reason.ENTRIES_CHANGED, state="ended")
def increment_edited(world: World) -> Result:
    world.start("1.1")
    world.commit()
    world.land()
    world.replace(".tpm/increments/1.0.yaml", "reason: so it is", "reason: fine")
    world.commit()
    return world.check()


@attack("an earlier increment's file is removed", Reason.INCREMENT_REMOVED, state="ended")
def increment_removed(world: World) -> Result:
    world.start("1.1")
    world.commit()
    world.land()
    world.path(".tpm/increments/1.0.yaml").unlink()
    world.commit()
    return world.check()


@attack(
    "an earlier increment's file becomes a symbolic link", Reason.INCREMENT_REMOVED, state="ended"
)
def increment_linked(world: World) -> Result:
    world.start("1.1")
    world.commit()
    world.land()
    kept = world.path(".tpm/increments/1.0.yaml")
    kept.rename(world.path("elsewhere.yaml"))
    kept.symlink_to("../../elsewhere.yaml")
    world.commit()
    return world.check()


@attack(
    "an earlier increment is copied as a new version's", Reason.DATED_UNLIKE_COMMIT, state="ended"
)
def increment_copied(world: World) -> Result:
    world.start("1.1")
    world.commit()
    world.land()
    world.pass_days(30)
    text = world.path(".tpm/increments/1.0.yaml").read_text()
    world.write(".tpm/increments/1.2.yaml", text.replace('increment: "1.0"', 'increment: "1.2"'))
    world.commit(author=PM)
    return world.check()


@attack("a file of increments holds another increment", Flaw.INCREMENT_NAMED_OTHERWISE, code=3)
def increment_under_a_wrong_name(world: World) -> Result:
    text = world.path(".tpm/project.yaml").read_text()
    world.write(".tpm/increments/2.0.yaml", text)
    world.commit()
    return world.check()


@attack(
    "the increment under way is left at an open gate without a word", Reason.INCREMENT_LEFT_OPEN
)
def increment_left_silently(world: World) -> Result:
    world.start("1.1", abandon="we go on")
    world.lines(lambda lines: [line for line in lines if not line.startswith("remark:")])
    world.commit()
    return world.check()


@attack(
    "the project file is swapped for an earlier increment",
    Reason.INCREMENT_WENT_BACK,
    state="ended",
)
def increments_swapped(world: World) -> Result:
    world.start("1.1")
    world.commit()
    world.land()
    now, kept = world.path(".tpm/project.yaml"), world.path(".tpm/increments/1.0.yaml")
    new = now.read_text()
    now.write_text(kept.read_text())
    kept.unlink()
    world.write(".tpm/increments/1.1.yaml", new)
    world.commit()
    return world.check()


@attack("a new increment hides that evidence was deleted", Reason.EVIDENCE_MISSING, state="ended")
def increment_hides_a_deletion(world: World) -> Result:
    world.start("1.1")
    world.path("docs/evidence.md").unlink()
    world.commit()
    return world.check()


@attack("the increment becomes a shorter trip", Reason.RECORD_KIND_CHANGED)
def kind_changed(world: World) -> Result:
    world.record('increment: "1.0"', 'increment: "1.0"\nkind: patch')
    world.commit()
    return world.check()


@attack("the record's project id is swapped", Reason.RECORD_ID_CHANGED)
def record_of_another_project(world: World) -> Result:
    world.record("policy: ledger-07070707", "policy: shop-12345678")
    world.commit()
    return world.check()


@attack(
    "a hot fix beside the next version is decided without its sign-offs",
    Reason.SIGNOFF_MISSING,
    state="ended",
)
def side_trip_without_signoffs(world: World) -> Result:
    world.start("1.0.1", kind="patch", parallel=True)
    world.commit()
    world.land()
    at = f"{world.now:%Y-%m-%dT%H:%M:%SZ}"
    decision = (
        f'  release:\n    - decision: go\n      by: {PM}\n      at: "{at}"\n'
        f"      reason: fine\n      digest: d1:{'0' * 64}\n"
    )
    world.replace(".tpm/increments/1.0.1.yaml", "  release: {}\n", decision)
    world.commit(author=PM)
    return world.check()


@attack("an increment of another project is slipped in", Reason.INCREMENT_FOREIGN)
def increment_of_another_project(world: World) -> Result:
    text = world.path(".tpm/project.yaml").read_text()
    text = text.replace("policy: ledger-07070707", "policy: shop-12345678")
    world.write(".tpm/increments/2.0.yaml", text.replace('increment: "1.0"', 'increment: "2.0"'))
    world.commit(author=PM)
    return world.check()


@attack("`go` against the recommendation without a reason", Reason.DECIDED_WITHOUT_REASON)
def go_without_a_reason(world: World) -> Result:
    from attack_tools import decide_by_hand

    _open_item(world)
    world.waive(WAIVED, world.day(30))
    world.sign("requirements", "tpm")
    world.commit()
    world.sign("requirements", "pm")
    decide_by_hand(world, "requirements", reason="")
    world.commit(author=PM)
    return world.check()


@attack("`go` with conditions that nobody would look at", Reason.CONDITION_UNWANTED)
def go_with_conditions(world: World) -> Result:
    from attack_tools import decide_by_hand

    _ready(world)
    promise = {"text": "measure it", "owner": TPM, "due": world.day(20)}
    decide_by_hand(world, "requirements", conditions=[promise])
    world.commit(author=PM)
    return world.check()
