"""Honest changes around dates of git, releases, folders and clones, which must pass."""

from __future__ import annotations

from attack_cases import honest
from attack_world import Result, World
from undated import BEYOND, ODD_DATES, commit_dated

from tpmcli.model.rule import Reason
from world.people import DEV

# Dates of git


@honest(
    "somebody else's commit of the year 10000 is the newest of the base", shows=Reason.BASE_UNDATED
)
def base_in_year_10000(world: World) -> Result:
    world.git("checkout", "-q", "main")
    commit_dated(world, BEYOND, BEYOND)
    world.branch()
    world.write("src/main.py", "print('mine')\n")
    world.commit(author=DEV)
    return world.check()


@honest("a base of every odd date blocks nobody", shows=Reason.BASE_UNDATED)
def base_of_odd_dates(world: World) -> Result:
    for date in ODD_DATES:
        world.git("checkout", "-q", "main")
        commit_dated(world, date, date or " ")
        world.branch()
        world.write("src/main.py", f"print('{date}')\n")
        world.commit(author=DEV)
        result = world.check()
        assert result.code == 0, (date, result)
        assert result.about(Reason.BASE_UNDATED), date
    return result


@honest("unrelated code in commits of odd dates")
def code_of_odd_dates(world: World) -> Result:
    for date in ODD_DATES:
        world.write("src/main.py", f"print('{date}')\n")
        commit_dated(world, date, date or " ", author=DEV)
    return world.check()
