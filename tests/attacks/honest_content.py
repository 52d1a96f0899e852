"""Honest pull requests with Git LFS."""

from __future__ import annotations

from attack_cases import honest
from attack_world import Result, World
from attacks_on_content import (
    ATTRIBUTES,
    IN_LFS,
    REPORT,
    pin,
    point,
    store,
    with_check,
)

from tpmcli.model.finding import Cause
from tpmcli.model.rule import Reason, Severity
from world.people import DEV, EVIDENCE


@honest("pinned evidence moves to Git LFS, and CI fetches it")
def moved_to_lfs(world: World) -> Result:
    pin(world)
    world.write(ATTRIBUTES, IN_LFS)
    store(world, point(world))
    world.commit()
    result = world.check()
    assert not result.findings, result.findings
    return result


@honest("attributes by a macro, in a folder's own file")
def macro_of_the_top(world: World) -> Result:
    pin(world)
    world.write(ATTRIBUTES, "[attr]kept filter=lfs diff=lfs merge=lfs -text\n")
    world.write("docs/.gitattributes", "*.md kept\n")
    store(world, point(world))
    world.commit()
    return world.check()


@honest("evidence comes back from Git LFS")
def back_from_lfs(world: World) -> Result:
    pin(world)
    world.git("checkout", "-q", "main")
    text = world.read(EVIDENCE)
    world.write(ATTRIBUTES, IN_LFS)
    point(world)
    world.commit()
    world.branch()
    world.path(ATTRIBUTES).unlink()
    world.write(EVIDENCE, text)
    world.commit()
    return world.check()


@honest(
    "CI fetches nothing, and the change is about something else", shows=Reason.EVIDENCE_NOT_FETCHED
)
def unfetched_before(world: World) -> Result:
    world.git("checkout", "-q", "main")
    world.write(ATTRIBUTES, IN_LFS)
    point(world)
    world.commit()
    world.branch()
    world.write("src/main.py", "print('mine')\n")
    world.commit(author=DEV)
    result = world.check()
    assert set(result.causes(Reason.EVIDENCE_NOT_FETCHED).values()) == {Cause.INHERITED}
    return result


@honest("a test report in Git LFS, which CI fetches", state="answered")
def report_in_lfs(world: World) -> Result:
    with_check(world, f"junit: {{file: {REPORT}, min-tests: 1}}")
    world.write(ATTRIBUTES, "reports/* filter=lfs\n")
    store(world, point(world, REPORT))
    world.commit()
    found = world.check("feasibility").about(Reason.CHECK_COULD_NOT_RUN)
    assert all(each.severity is Severity.WARNING for each in found)
    return world.check()
