"""Honest answers that are written by hand, as in the editor of a web site."""

from __future__ import annotations

from attack_cases import honest
from attack_world import Result, World
from attacks_on_hand_edits import LATER_ITEM, MET, PM_ITEM, TPM_ITEM, complete, write_by_hand
from honest_merges import sign_both

from tpmcli.model.rule import Rule
from world.people import EVIDENCE, PM, TPM

BOT = "ci-bot@example.com"
PM_ON_THE_WEB = "1+pm@users.noreply.github.com"


@honest("the PM answers in a web editor, a bot completes it, and both sign", state="answered")
def answer_by_hand_completed_by_a_bot(world: World) -> Result:
    world.git("checkout", "-q", "main")
    world.policy("aliases: {}", f"aliases: {{{PM}: [{PM_ON_THE_WEB}]}}")
    world.commit()
    world.branch()
    write_by_hand(world, PM_ITEM, MET)
    world.commit(author=PM_ON_THE_WEB)
    at = world.now.strftime("%Y-%m-%dT%H:%M:%SZ")
    world.pass_days(1)
    complete(world, BOT)
    world.commit(author=BOT)
    block = world.block(PM_ITEM)
    assert f"by: {PM}\n" in block
    assert f'at: "{at}"\n' in block
    sign_both(world)
    return world.check("feasibility")


@honest(
    "the TPM writes an answer under its slug, and completes it before the commit", state="answered"
)
def answer_by_hand_under_its_slug(world: World) -> Result:
    slug = TPM_ITEM.partition(".")[2]
    world.record(world.block(TPM_ITEM), f"  {slug}: {{answer: met, evidence: {EVIDENCE}}}")
    complete(world)
    assert f"by: {TPM}\n" in world.block(TPM_ITEM)
    world.commit()
    sign_both(world)
    return world.check("feasibility")


@honest("an answer by hand is not complete yet, at a gate that nobody has decided")
def answer_by_hand_at_an_open_gate(world: World) -> Result:
    write_by_hand(world, LATER_ITEM, MET)
    world.commit(author=PM)
    return world.check()


@honest("an answer by hand is under a name that no item has", shows=Rule.ITEM_REMOVED)
def answer_by_hand_under_a_wrong_name(world: World) -> Result:
    world.record("\nsignoffs:", f"\n  unknown-spiked: {MET}\n\nsignoffs:")
    world.commit(author=PM)
    return world.check()


@honest("two people answer by hand on two branches, and a bot completes both", state="answered")
def answers_by_hand_on_two_branches(world: World) -> Result:
    world.branch("other")
    write_by_hand(world, TPM_ITEM, MET)
    world.commit()
    world.branch()
    write_by_hand(world, PM_ITEM, MET)
    world.commit(author=PM)
    world.git("merge", "-q", "--no-ff", "-m", "merge", "other", author=BOT)
    complete(world, BOT)
    world.commit(author=BOT)
    assert f"by: {TPM}\n" in world.block(TPM_ITEM)
    assert f"by: {PM}\n" in world.block(PM_ITEM)
    sign_both(world)
    return world.check("feasibility")
