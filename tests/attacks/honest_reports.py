"""Honest pull requests whose report says the right thing of others: no blame, no alarm."""

from __future__ import annotations

from attack_cases import honest
from attack_world import Result, World
from attacks_on_identity import PM_LOGIN, approval, least, signed_for_the_pm
from attacks_on_reports import blamed, two_green_pull_requests
from reports_read import headline, shown_annotations

from tpmcli.model.finding import Cause
from tpmcli.model.rule import Reason
from tpmcli.render.fix import command_of
from world.people import DEV, EVIDENCE, PM


@honest(
    "unrelated code after two pull requests broke main together",
    shows=Reason.EVIDENCE_MISSING,
    causes={"docs/prd.md": Cause.INHERITED},
)
def unrelated_after_a_broken_merge(world: World) -> Result:
    merges = two_green_pull_requests(world, "cites", "deletes")
    world.branch()
    world.write("src/main.py", "print('mine')\n")
    world.commit(author=DEV)
    result = world.check()
    assert blamed(result) == {merges["deletes"]}
    assert headline(result).startswith("Met for this pull request; ")
    return result


@honest("the pull request restores what a merge lost, as the finding says")
def restored_as_told(world: World) -> Result:
    two_green_pull_requests(world, "cites", "deletes")
    world.branch()
    (finding,) = world.check().about(Reason.EVIDENCE_MISSING)
    world.git(*command_of(finding.fix).split()[1:])
    world.commit(author=DEV)
    return world.check("--through requirements")


@honest("the pull request takes its deletion back, as the finding says")
def taken_back_as_told(world: World) -> Result:
    world.path(EVIDENCE).unlink()
    world.commit(author=DEV)
    gone = world.check()
    assert gone.code == 1
    (fix,) = {command_of(finding.fix) for finding in gone.blocking()}
    assert fix == f"git checkout main -- {EVIDENCE}"
    world.git(*fix.split()[1:])
    world.commit(author=DEV)
    return world.check()


@honest("a decision that waited is approved")
def decision_approved(world: World) -> Result:
    least(world, "platform")
    world.git("checkout", "-q", "main")
    world.answer_all("requirements", should=True)
    world.sign("requirements")
    world.commit()
    world.branch()
    world.decide("requirements")
    head = world.commit()
    assert headline(world.check()) == f"Waiting for the decider to approve ({PM})."
    return world.check(approvals=[approval(PM_LOGIN, head)])


@honest("a sign-off that waited is approved")
def approved_after_waiting(world: World) -> Result:
    least(world, "platform")
    head = signed_for_the_pm(world)
    waiting = world.check()
    assert waiting.code == 1
    assert headline(waiting) == f"Waiting for the PM to approve ({PM})."
    assert len(shown_annotations(waiting)) == 1
    return world.check(approvals=[approval(PM_LOGIN, head)])


@honest("two causes that main has, told once each", state="ended", shows=Reason.EVIDENCE_MISSING)
def inherited_told_once(world: World) -> Result:
    world.git("checkout", "-q", "main")
    world.path(EVIDENCE).unlink()
    world.commit(author=DEV)
    world.branch()
    world.write("src/main.py", "print('mine')\n")
    world.commit(author=DEV)
    result = world.check()
    assert len(shown_annotations(result, "warning")) == 1
    assert not shown_annotations(result)
    return result


@honest(
    "main cannot be read since a merge; the pull request mends it", shows=Reason.BASE_UNREADABLE
)
def unreadable_since_a_merge(world: World) -> Result:
    world.branch("breaks")
    world.policy("should: warn", "shuold: warn")
    world.commit(author=DEV)
    world.git("checkout", "-q", "main")
    world.answer("requirements.prd-complete", by=PM)
    world.commit(author=PM)
    world.git("merge", "-q", "--no-ff", "-m", "merge", "breaks", author=DEV)
    merge = world.git("rev-parse", "HEAD")
    world.write(".tpm/note.md", "later\n")
    world.commit()
    world.branch()
    world.policy("shuold: warn", "should: warn")
    world.commit(author=DEV)
    result = world.check()
    (finding,) = result.about(Reason.BASE_UNREADABLE)
    assert finding.since is not None
    assert finding.since.commit == merge
    return result
