"""Honest changes around dates of git, releases, folders and clones, which must pass."""

from __future__ import annotations

from attack_cases import honest
from attack_world import Result, World
from attacks_on_deployment import ORIGIN_MAIN, tag, with_origin
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


# Releases


@honest("a tag on the newest commit of main", state="ended")
def released_newest(world: World) -> Result:
    with_origin(world)
    tag(world, "main")
    return world.release(ORIGIN_MAIN)


@honest("a tag on an earlier commit of main", state="ended")
def released_earlier(world: World) -> Result:
    world.git("checkout", "-q", "main")
    world.write("src/main.py", "print('next')\n")
    world.commit(author=DEV)
    with_origin(world)
    tag(world, "main~1")
    return world.release("origin/main")


@honest("a tag on the second parent of a merge into main", state="ended")
def released_merged_branch(world: World) -> Result:
    world.write("src/main.py", "print('mine')\n")
    world.commit(author=DEV)
    world.land()
    with_origin(world)
    tag(world, "main^2")
    return world.release(ORIGIN_MAIN)


@honest("a repository without a remote asks its own main", state="ended")
def released_without_remote(world: World) -> Result:
    tag(world, "main")
    return world.release("main")


@honest("the branch as a job fetched it under a name of its own", state="ended")
def released_on_fetched_ref(world: World) -> Result:
    world.git("update-ref", "refs/tpm/base", "main")
    tag(world, "main")
    return world.release("refs/tpm/base")
