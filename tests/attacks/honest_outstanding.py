"""Honest pull requests while earlier increments have something open."""

from __future__ import annotations

from attack_cases import honest
from attack_world import Result, World
from attacks_on_outstanding import WAIVED, begun, left_open

from tpmcli.model.finding import Cause
from tpmcli.model.rule import Reason


@honest("a condition and a waiver are open, in time", shows=Reason.CONDITION_OUTSTANDING)
def open_in_time(world: World) -> Result:
    left_open(world)
    begun(world)
    world.pass_days(20)
    world.write("src/main.py", "print('the last day')\n")
    world.commit()
    return world.check()


@honest("an earlier increment's condition is closed")
def closed_later(world: World) -> Result:
    left_open(world)
    begun(world)
    world.close("requirements", 1, increment="1.0")
    world.commit()
    world.pass_days(21)
    result = world.check()
    assert not result.about(Reason.CONDITION_OVERDUE)
    return result


@honest("an item that was waived is satisfied in the next increment")
def satisfied_in_the_next(world: World) -> Result:
    left_open(world)
    world.close("requirements", 1)
    world.commit()
    begun(world)
    world.now = world.now.replace(hour=12)
    world.answer(WAIVED)
    world.commit()
    world.pass_days(31)
    result = world.check()
    assert not result.about(Reason.WAIVER_EXPIRED)
    return result


@honest("what is overdue was so before, and does not block here", shows=Reason.CONDITION_OVERDUE)
def overdue_before(world: World) -> Result:
    left_open(world)
    world.git("checkout", "-q", "main")
    world.policy("inherited: block", "inherited: warn")
    world.commit()
    world.git("checkout", "-q", "-B", "pr", "main")
    world.start("1.1", abandon="the customer went away")
    world.commit()
    world.pass_days(21)
    result = world.check()
    assert set(result.causes(Reason.CONDITION_OVERDUE).values()) == {Cause.TIME}
    return result
