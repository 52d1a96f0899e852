"""Attacks that would let a product forget what an earlier increment left open."""

from __future__ import annotations

from attack_cases import attack
from attack_world import Result, World

from tpmcli.model.rule import Reason
from world.people import PM, TPM

WAIVED = "requirements.nfrs-quantified"


def left_open(world: World) -> None:
    """Let main have a condition and a waiver, and let what was red before block a change."""
    world.git("checkout", "-q", "main")
    world.policy("inherited: warn", "inherited: block")
    world.commit()
    world.answer_all("requirements", should=True)
    world.answer(WAIVED, "not-met", note="not measured yet")
    world.waive(WAIVED, world.day(30))
    world.sign("requirements", "tpm")
    world.commit()
    world.sign("requirements", "pm")
    world.decide("requirements", "conditional", conditions=[("measure it", TPM, world.day(20))])
    world.commit(author=PM)
    world.branch()


def begun(world: World) -> None:
    """Leave the increment, as a decider may, and land that."""
    world.start("1.1", abandon="the customer went away")
    world.commit()
    result = world.check()
    assert result.code == 0, result.blocking()
    world.land()


@attack("an overdue condition is left behind by starting", Reason.CONDITION_OVERDUE)
def condition_hidden_by_start(world: World) -> Result:
    left_open(world)
    begun(world)
    world.pass_days(21)
    world.write("src/main.py", "print('the day after')\n")
    world.commit()
    return world.check()


@attack("an expired waiver is left behind by starting", Reason.WAIVER_EXPIRED)
def waiver_hidden_by_start(world: World) -> Result:
    left_open(world)
    world.close("requirements", 1)
    world.commit()
    world.land()
    begun(world)
    world.pass_days(31)
    world.write("src/main.py", "print('the day after')\n")
    world.commit()
    return world.check()


@attack("an increment begins on the day after a condition was due", Reason.CONDITION_OVERDUE)
def condition_overdue_when_starting(world: World) -> Result:
    left_open(world)
    world.pass_days(21)
    world.start("1.1", abandon="the customer went away")
    world.commit()
    return world.check()


@attack("a side trip's condition is overdue, and nobody looks at it", Reason.CONDITION_OVERDUE)
def condition_hidden_in_a_side_trip(world: World) -> Result:
    world.git("checkout", "-q", "main")
    world.policy("inherited: warn", "inherited: block")
    world.commit()
    world.branch()
    world.start("1.0.1", kind="patch", parallel=True)
    world.commit()
    world.answer_all("release", should=True, increment="1.0.1")
    world.sign("release", "tpm", increment="1.0.1")
    world.commit()
    world.sign("release", "pm", increment="1.0.1")
    promise = [("mend it for good", TPM, world.day(20))]
    world.decide("release", "conditional", conditions=promise, increment="1.0.1")
    world.commit(author=PM)
    result = world.check()
    assert result.code == 0, result.blocking()
    world.land()
    world.pass_days(21)
    world.write("src/main.py", "print('the day after')\n")
    world.commit()
    return world.check()


@attack("the due date in an earlier increment's file is put off", Reason.ENTRIES_CHANGED)
def condition_put_off_in_a_kept_file(world: World) -> Result:
    left_open(world)
    due = world.day(20)
    begun(world)
    world.replace(".tpm/increments/1.0.yaml", due, world.day(80))
    world.commit()
    return world.check()


@attack("a condition in an earlier increment's file is closed by hand", Reason.IDENTITY_TOO_WEAK)
def condition_closed_in_a_kept_file(world: World) -> Result:
    left_open(world)
    begun(world)
    world.close("requirements", 1, by=PM, increment="1.0")
    world.commit(author=TPM)
    return world.check()


@attack("the earlier increment is moved away with its condition", Reason.INCREMENT_REMOVED)
def condition_moved_away(world: World) -> Result:
    left_open(world)
    begun(world)
    world.git("mv", ".tpm/increments/1.0.yaml", "docs/1.0.yaml")
    world.commit()
    return world.check()
