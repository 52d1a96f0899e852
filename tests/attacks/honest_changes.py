"""Honest pull requests, which must pass."""

from __future__ import annotations

import os
from datetime import timedelta

from attack_cases import honest
from attack_world import HOUSE, Result, World

from tpmcli.model.finding import Cause
from tpmcli.model.rule import Reason
from world.people import DEV, EVIDENCE, PM, TPM

WAIVED = "requirements.nfrs-quantified"


@honest("the first pull request, which brings .tpm/", state="empty")
def first(world: World) -> Result:
    world.git("checkout", "-q", "base-fresh", "--", ".tpm")
    world.commit()
    return world.check()


@honest("unrelated code")
def unrelated_code(world: World) -> Result:
    world.write("src/main.py", "print('better')\n")
    world.commit(author=DEV)
    return world.check()


@honest("an answer")
def an_answer(world: World) -> Result:
    world.answer("requirements.prd-complete", by=PM)
    world.commit(author=PM)
    return world.check()


@honest("an answer with its evidence in one pull request")
def an_answer_with_evidence(world: World) -> Result:
    world.write("docs/prd.md", "# PRD\n\nWhat it does, and for whom it does.\n")
    world.git("add", "-A")
    world.answer("requirements.prd-complete", by=PM, evidence=["docs/prd.md"])
    world.commit(author=PM)
    return world.check()


@honest("both sign-offs, in two pull requests", state="answered")
def two_signatures(world: World) -> Result:
    world.sign("feasibility", "tpm")
    world.commit()
    first = world.check()
    assert first.code == 0, first.blocking()
    world.land(author=TPM)
    world.pass_days(2)
    world.sign("feasibility", "pm")
    world.commit(author=PM)
    assert world.check("feasibility").code == 0
    return world.check()


@honest("a commit with a noreply address", state="answered")
def noreply_author(world: World) -> Result:
    world.git("checkout", "-q", "main")
    world.policy("aliases: {}", f'aliases: {{{TPM}: ["1+tpm@users.noreply.example.com"]}}')
    world.commit()
    world.branch()
    world.sign("feasibility", "tpm")
    world.commit(author="1+tpm@users.noreply.example.com")
    return world.check()


@honest("an address with other capitals", state="answered")
def other_capitals(world: World) -> Result:
    world.sign("feasibility", "tpm")
    world.commit(author="TPM@Example.com")
    return world.check()


@honest("signing anew after a mended answer", state="signed")
def signed_anew(world: World) -> Result:
    world.answer("feasibility.unknowns-spiked", evidence=["docs/other.md"])
    world.sign("feasibility", "tpm")
    world.commit()
    assert world.check("feasibility").code == 0
    return world.check()


def _waived_on_main(world: World) -> None:
    world.git("checkout", "-q", "main")
    world.answer_all("requirements", should=True)
    world.answer(WAIVED, "not-met", note="not measured yet")
    world.waive(WAIVED, world.day(30))
    world.sign("requirements", "tpm")
    world.commit()
    world.sign("requirements", "pm")
    world.decide("requirements", "conditional", conditions=[("measure it", TPM, world.day(40))])
    world.commit(author=PM)
    world.branch()


@honest("a decision under a waiver: waived, signed by both, decided conditional")
def decided_under_a_waiver(world: World) -> Result:
    _waived_on_main(world)
    world.git("checkout", "-q", "-B", "pr", "main")
    return world.check(base="base-decided")


@honest("a waiver is renewed before it ends")
def waiver_renewed(world: World) -> Result:
    _waived_on_main(world)
    world.pass_days(25)
    world.waive(WAIVED, world.day(60))
    world.sign("requirements", "tpm")
    world.commit()
    world.sign("requirements", "pm")
    world.commit(author=PM)
    return world.check()


@honest("a waived item is mended")
def waiver_mended(world: World) -> Result:
    _waived_on_main(world)
    world.pass_days(5)
    world.answer(WAIVED)
    world.sign("requirements", "tpm")
    world.commit()
    return world.check()


@honest("a condition is closed")
def condition_closed(world: World) -> Result:
    _waived_on_main(world)
    world.pass_days(5)
    world.close("requirements", 1)
    world.commit()
    return world.check()


@honest("a pack is adopted: the policy first, answers next")
def pack_adopted(world: World) -> Result:
    world.write(
        ".tpm/checklists/more.yaml",
        HOUSE.replace("house-rules", "more-rules")
        .replace("feasibility", "requirements")
        .replace("owner-named", "budget-named"),
    )
    world.policy("house-rules.yaml]", "house-rules.yaml, .tpm/checklists/more.yaml]")
    world.sync()
    world.commit()
    first = world.check()
    assert first.code == 0, first.blocking()
    world.land()
    world.answer("requirements.budget-named")
    world.commit()
    return world.check()


@honest("a checklist upgrade with decided gates")
def checklist_upgrade(world: World) -> Result:
    world.replace(".tpm/checklists/house-rules.yaml", "Somebody owns", "One person owns")
    world.commit()
    first = world.check()
    assert first.code == 0, first.blocking()
    world.land()
    world.write("src/main.py", "print('next')\n")
    world.commit(author=DEV)
    return world.check()


@honest("an item is retired: the policy and `tpm sync` in one pull request", state="fresh")
def item_retired(world: World) -> Result:
    world.git("checkout", "-q", "main")
    world.answer("feasibility.owner-named")
    world.commit()
    world.branch()
    world.policy("packs: [.tpm/checklists/house-rules.yaml]", "packs: []")
    world.sync()
    world.commit()
    assert "owner-named" not in world.path(".tpm/project.yaml").read_text()
    return world.check()


@honest("an item is retired in a pull request of its own", state="fresh")
def item_retired_later(world: World) -> Result:
    world.git("checkout", "-q", "main")
    world.answer("feasibility.owner-named", "not-met", note="nobody yet")
    world.waive("feasibility.owner-named", world.day(10))
    world.policy("packs: [.tpm/checklists/house-rules.yaml]", "packs: []")
    world.commit()
    world.branch()
    world.sync()
    world.commit()
    assert "owner-named" not in world.path(".tpm/project.yaml").read_text()
    return world.check()


@honest("two gates passed at once by a product that is already far")
def two_gates_at_once(world: World) -> Result:
    for phase in ("requirements", "architecture"):
        world.answer_all(phase, should=True)
        world.sign(phase, "tpm")
        world.commit()
        world.sign(phase, "pm")
        world.decide(phase)
        world.commit(author=PM)
    result = world.check()
    assert result.report is not None
    assert [gate.phase for gate in result.report.gates] == [
        "feasibility",
        "requirements",
        "architecture",
    ]
    return result


@honest("a gate decided by the one who committed it", state="signed")
def a_decision(world: World) -> Result:
    world.decide("feasibility")
    world.commit(author=PM)
    return world.check()


@honest("after a squash merge", state="answered")
def after_a_squash(world: World) -> Result:
    return _next_after(world, "squash")


@honest("after a merge commit", state="answered")
def after_a_merge(world: World) -> Result:
    return _next_after(world, "merge")


def _next_after(world: World, how: str) -> Result:
    """Two sign-offs come to main that way; the next pull request decides."""
    world.sign("feasibility", "tpm")
    world.commit()
    world.sign("feasibility", "pm")
    world.commit(author=PM)
    before = world.check()
    assert before.code == 0, before.blocking()
    world.land(how, author=DEV)
    world.decide("feasibility")
    world.commit(author=PM)
    return world.check()


@honest("a branch that was rebased days later", state="answered")
def rebased(world: World) -> Result:
    world.sign("feasibility", "tpm")
    world.commit()
    signed = world.now
    world.pass_days(4)
    world.git("checkout", "-q", "main")
    world.write("src/main.py", "print('meanwhile')\n")
    world.commit(author=DEV)
    world.git("checkout", "-q", "pr")
    world.git("rebase", "-q", "main")
    assert int(world.git("log", "-1", "--format=%at")) == int(signed.timestamp())
    return world.check()


@honest("main was merged into the branch, which had entries of its own", state="answered")
def main_merged_in(world: World) -> Result:
    world.sign("feasibility", "tpm")
    world.commit()
    world.git("checkout", "-q", "main")
    world.sign("feasibility", "pm")
    world.commit(author=PM)
    world.git("checkout", "-q", "pr")
    world.git("merge", "-q", "--no-edit", "main", author=DEV)
    assert world.check("feasibility").code == 0
    return world.check()


@honest("two people signed on two branches", state="answered")
def signed_on_two_branches(world: World) -> Result:
    world.sign("feasibility", "tpm")
    world.commit()
    world.git("checkout", "-q", "main")
    world.sign("feasibility", "pm")
    world.commit(author=PM)
    world.git("checkout", "-q", "pr")
    return world.check("feasibility")


@honest("a file is renamed with its evidence", state="answered")
def renamed_with_evidence(world: World) -> Result:
    os.rename(world.path(EVIDENCE), world.path("docs/shown.md"))
    text = world.path(".tpm/project.yaml").read_text()
    world.write(".tpm/project.yaml", text.replace(EVIDENCE, "docs/shown.md"))
    world.git("add", "-A")
    world.sign("feasibility", "tpm")
    world.commit()
    world.sign("feasibility", "pm")
    world.commit(author=PM)
    assert world.check("feasibility").code == 0
    return world.check()


@honest("a red that is inherited", shows=Reason.EVIDENCE_MISSING)
def inherited(world: World) -> Result:
    world.git("checkout", "-q", "main")
    world.path(EVIDENCE).unlink()
    world.commit()
    world.branch()
    world.write("src/main.py", "print('mine')\n")
    world.commit(author=DEV)
    result = world.check()
    assert set(result.causes(Reason.EVIDENCE_MISSING).values()) == {Cause.INHERITED}
    # Asked for a gate, or on the way to a deployment, it fails all the same.
    assert world.check("feasibility").code == 1
    assert world.check("--through feasibility").code == 1
    return result


@honest("a red that time brought", shows=Reason.WAIVER_EXPIRED)
def by_time(world: World) -> Result:
    _waived_on_main(world)
    world.close("requirements", 1)
    world.commit()
    world.now += timedelta(days=45)
    result = world.check()
    assert set(result.causes(Reason.WAIVER_EXPIRED).values()) == {Cause.TIME}
    return result


@honest("a gate is re-opened")
def reopened(world: World) -> Result:
    world.decide("feasibility", "recycle", reason="the market moved")
    world.commit(author=PM)
    return world.check()


@honest("a gate is re-opened, its answers are mended, and it is decided anew")
def reopened_and_decided(world: World) -> Result:
    world.decide("feasibility", "recycle", reason="the market moved")
    world.commit(author=PM)
    world.now += timedelta(minutes=5)
    world.answer("feasibility.unknowns-spiked", evidence=["docs/other.md"])
    world.sign("feasibility", "tpm")
    world.commit()
    world.sign("feasibility", "pm")
    world.decide("feasibility")
    world.commit(author=PM)
    return world.check()


@honest("the next increment begins", state="ended")
def next_increment(world: World) -> Result:
    world.start("1.1")
    world.commit()
    return world.check()


@honest("an increment is left with a reason")
def increment_left(world: World) -> Result:
    world.start("1.1", abandon="the customer went away")
    world.commit()
    return world.check()


@honest("a hot fix beside the next version", state="ended")
def hot_fix(world: World) -> Result:
    world.start("1.0.1", kind="patch", parallel=True)
    world.commit()
    return world.check()


@honest("a commit between two time zones' days", state="answered")
def across_midnight(world: World) -> Result:
    world.now = world.now.replace(hour=23, minute=59)
    world.sign("feasibility", "tpm")
    world.commit()
    world.now += timedelta(minutes=2)
    return world.check()


@honest("main's record got a block twice in a merge; the pull request mends it")
def broken_record_mended(world: World) -> Result:
    world.git("checkout", "-q", "main")
    world.answer_all("requirements", should=True)
    world.commit()
    world.sign("requirements", "pm")
    world.commit(author=PM)
    world.git("checkout", "-q", "-b", "other", "HEAD~1")
    world.sign("requirements", "tpm")
    world.commit()
    world.git("checkout", "-q", "main")
    world.git("merge", "-q", "--no-ff", "--no-commit", "other")
    block = world.block("requirements.prd-complete")
    world.record(block, block + "\n\n  # again\n" + block)
    world.commit(author=DEV)
    world.branch()
    world.record("\n\n  # again\n" + block, "")
    world.commit(author=DEV)
    return world.check()


@honest("main's policy cannot be read; the pull request mends it", shows=Reason.BASE_UNREADABLE)
def broken_policy_mended(world: World) -> Result:
    world.git("checkout", "-q", "main")
    world.policy("should: warn", "shuold: warn")
    world.commit()
    world.branch()
    world.policy("shuold: warn", "should: warn")
    world.commit(author=DEV)
    return world.check()
