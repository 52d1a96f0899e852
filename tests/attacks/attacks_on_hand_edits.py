"""Attacks by answers that are written into the project file by hand, and completed afterwards."""

from __future__ import annotations

from attack_cases import attack
from attack_world import Result, World

from tpmcli.app.lint import lint
from tpmcli.model.rule import Reason
from world.people import DEV, EVIDENCE, PM, TPM

TPM_ITEM = "feasibility.unknowns-spiked"
PM_ITEM = "feasibility.problem-statement-agreed"
LATER_ITEM = "requirements.nfrs-quantified"
MET = f"{{answer: met, evidence: [{EVIDENCE}]}}"


def write_by_hand(world: World, item: str, text: str) -> None:
    """Put a value where the block of an item has one."""
    world.record(world.block(item), f"  {item}: {text}")


def complete(world: World, person: str = TPM) -> None:
    """Run `tpm lint --fix` as somebody."""
    lint(world.session(person), fix=True)


@attack("an answer is invented: one word, nothing else", Reason.ANSWER_INCOMPLETE)
def answer_without_its_keys(world: World) -> Result:
    write_by_hand(world, LATER_ITEM, "{answer: met}")
    world.commit()
    return world.check("requirements")


@attack("a signed answer is written anew by hand", Reason.ANSWER_INCOMPLETE, state="signed")
def answer_by_hand_over_a_signed_one(world: World) -> Result:
    write_by_hand(world, TPM_ITEM, MET)
    world.commit()
    return world.check("feasibility")


@attack(
    "a signed answer is written anew by hand, and completed", Reason.SIGNOFF_STALE, state="signed"
)
def answer_by_hand_completed_after_signoff(world: World) -> Result:
    write_by_hand(world, TPM_ITEM, MET)
    world.commit()
    complete(world)
    world.commit()
    return world.check("feasibility")


@attack("a decided answer is written anew by hand", Reason.ANSWER_CHANGED)
def answer_by_hand_after_decision(world: World) -> Result:
    write_by_hand(world, TPM_ITEM, MET)
    world.commit()
    complete(world)
    world.commit()
    return world.check()


@attack(
    "a gap is hidden: the recorded answer is not-met, the slug says met",
    Reason.ANSWER_INCOMPLETE,
    state="answered",
)
def answer_under_the_slug_beside_another(world: World) -> Result:
    world.answer(TPM_ITEM, "not-met")
    slug = TPM_ITEM.partition(".")[2]
    world.record("\nsignoffs:", f"\n  {slug}: {MET}\n\nsignoffs:")
    world.commit()
    complete(world)
    world.commit()
    return world.check("feasibility")


@attack(
    "somebody answers the PM's item in the PM's name by hand",
    Reason.ANSWER_INCOMPLETE,
    state="answered",
)
def answer_by_hand_in_the_name_of_the_pm(world: World) -> Result:
    write_by_hand(world, PM_ITEM, f"{MET[:-1]}, by: {PM}}}")
    world.commit(author=DEV)
    complete(world, PM)
    world.commit(author=PM)
    return world.check("feasibility")


@attack(
    "somebody answers the PM's item by hand under her sign-off",
    Reason.SIGNOFF_STALE,
    state="signed",
)
def answer_by_hand_for_the_other_role(world: World) -> Result:
    write_by_hand(world, PM_ITEM, MET)
    world.commit(author=DEV)
    complete(world)
    world.commit()
    assert f"by: {DEV}" in world.block(PM_ITEM)
    return world.check("feasibility")


@attack("an answer by hand says the role that signs", Reason.ITEM_MOVED, state="answered")
def answer_by_hand_of_another_role(world: World) -> Result:
    write_by_hand(world, PM_ITEM, f"{MET[:-1]}, role: tpm}}")
    world.commit()
    complete(world)
    world.commit()
    return world.check("feasibility")


@attack(
    "an answer by hand cites a file that is not there", Reason.ANSWER_INCOMPLETE, state="answered"
)
def answer_by_hand_without_its_file(world: World) -> Result:
    write_by_hand(world, TPM_ITEM, "{answer: met, evidence: [docs/nothing.md]}")
    world.commit()
    complete(world)
    world.commit()
    return world.check("feasibility")


@attack("an answer by hand cites nothing", Reason.ANSWER_INCOMPLETE, state="answered")
def answer_by_hand_without_evidence(world: World) -> Result:
    write_by_hand(world, TPM_ITEM, "{answer: met, note: it was tried}")
    world.commit()
    complete(world)
    world.commit()
    return world.check("feasibility")


@attack(
    "an answer by hand has the digest of another question", Reason.ITEM_REWORDED, state="answered"
)
def answer_by_hand_to_another_question(world: World) -> Result:
    write_by_hand(world, TPM_ITEM, f"{MET[:-1]}, question: q1:{'0' * 64}}}")
    world.commit()
    complete(world)
    world.commit()
    return world.check("feasibility")


@attack(
    "an answer by hand is not-applicable where that is not allowed",
    Reason.ANSWER_INCOMPLETE,
    state="answered",
)
def answer_by_hand_not_applicable(world: World) -> Result:
    write_by_hand(world, TPM_ITEM, "{answer: not-applicable, note: not us}")
    world.commit()
    complete(world)
    world.commit()
    return world.check("feasibility")


@attack(
    "an answer by hand is dated a year ahead, so that it never expires",
    Reason.ANSWER_INCOMPLETE,
    state="answered",
)
def answer_by_hand_dated_ahead(world: World) -> Result:
    write_by_hand(world, TPM_ITEM, f'{MET[:-1]}, at: "{world.day(365)}T00:00:00Z"}}')
    world.commit()
    complete(world)
    world.commit()
    return world.check("feasibility")
