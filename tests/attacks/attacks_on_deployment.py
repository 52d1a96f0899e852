"""Attacks around the check: dates of git, releases, folders, clones."""

from __future__ import annotations

from datetime import timedelta

from attack_cases import attack
from attack_world import Result, World
from undated import BEYOND, HUGE, commit_dated

from tpmcli.model.rule import Reason
from world.people import EVIDENCE, PM, TPM

# Dates of git: an entry without a date of its commit


def _signed_in(world: World, date: str) -> Result:
    world.sign("feasibility", "tpm")
    commit_dated(world, date, author=TPM)
    return world.check()


@attack("a sign-off in a commit of the year 10000", Reason.COMMIT_UNDATED, state="answered")
def signed_in_year_10000(world: World) -> Result:
    return _signed_in(world, BEYOND)


@attack(
    "a sign-off in a commit whose date is no number of seconds",
    Reason.COMMIT_UNDATED,
    state="answered",
)
def signed_beyond_64_bits(world: World) -> Result:
    return _signed_in(world, HUGE)


@attack("a sign-off in a commit without an author date", Reason.COMMIT_UNDATED, state="answered")
def signed_without_date(world: World) -> Result:
    return _signed_in(world, "")


@attack("a sign-off in a commit dated before 1970", Reason.COMMIT_UNDATED, state="answered")
def signed_before_1970(world: World) -> Result:
    return _signed_in(world, "-5 +0000")


@attack("a backdated decision in a commit of the year 10000", Reason.COMMIT_UNDATED, state="signed")
def decided_in_year_10000(world: World) -> Result:
    world.now -= timedelta(days=1)
    world.decide("feasibility")
    world.now += timedelta(days=1)
    commit_dated(world, BEYOND, author=PM)
    return world.check()


@attack("evidence is deleted below a base of the year 10000", Reason.EVIDENCE_MISSING)
def evidence_deleted_after_undated_base(world: World) -> Result:
    world.git("checkout", "-q", "main")
    commit_dated(world, BEYOND, BEYOND)
    world.branch()
    world.path(EVIDENCE).unlink()
    world.commit()
    return world.check()


@attack("an expired waiver hides behind a base without a date", Reason.WAIVER_EXPIRED)
def waiver_expired_after_undated_base(world: World) -> Result:
    world.waive("requirements.nfrs-quantified", by=TPM, approved_by=PM, until=world.day(5))
    world.commit()
    world.land()
    world.git("checkout", "-q", "main")
    commit_dated(world, BEYOND, BEYOND)
    world.branch()
    world.pass_days(10)
    world.write("src/main.py", "print('mine')\n")
    world.commit()
    return world.check("requirements")
