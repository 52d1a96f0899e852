"""Attacks around the check: dates of git, releases, folders, clones."""

from __future__ import annotations

from datetime import timedelta

from attack_cases import attack
from attack_world import Result, World
from undated import BEYOND, HUGE, commit_dated

from tpmcli.model.problem import Flaw
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


# Releases: a tag on what was never merged

ORIGIN_MAIN = "refs/remotes/origin/main"


def with_origin(world: World) -> World:
    """Let the remote's main be this one's, as in the clone of a job."""
    world.git("remote", "add", "origin", "nowhere")
    world.git("update-ref", ORIGIN_MAIN, "main")
    return world


def tag(world: World, commit: str = "HEAD", name: str = "v1.0") -> None:
    """Put a tag on a commit and check it out, as the job of a release does."""
    world.git("tag", "-f", name, commit)
    world.git("checkout", "-q", "--detach", f"refs/tags/{name}")


def _unmerged(world: World) -> World:
    with_origin(world)
    world.write("src/main.py", "print('never reviewed')\n")
    world.commit()
    tag(world)
    return world


@attack("a tag on a commit that was never merged", Reason.NOT_ON_BRANCH, state="ended")
def released_unmerged(world: World) -> Result:
    return _unmerged(world).release(ORIGIN_MAIN)


@attack(
    "the record is made whole in a tag that was never merged", Reason.NOT_ON_BRANCH, state="decided"
)
def released_own_record(world: World) -> Result:
    with_origin(world)
    world.git("checkout", "-q", "base-ended", "--", ".tpm")
    world.commit()
    tag(world)
    return world.release(ORIGIN_MAIN)


@attack(
    "a tag on a merge that contains the branch, and is not on it",
    Reason.NOT_ON_BRANCH,
    state="ended",
)
def released_merge_of_ones_own(world: World) -> Result:
    with_origin(world)
    world.write("src/mine.py", "print('mine')\n")
    world.commit()
    world.git("merge", "-q", "--no-ff", "-m", "take main", "main")
    tag(world)
    return world.release(ORIGIN_MAIN)


@attack("a tag without any history", Reason.NOT_ON_BRANCH, state="ended")
def released_orphan(world: World) -> Result:
    with_origin(world)
    world.git("checkout", "-q", "--orphan", "other")
    world.commit()
    tag(world)
    return world.release(ORIGIN_MAIN)


@attack("a tag named like the branch of the remote", Flaw.REVISION_AMBIGUOUS, state="ended", code=3)
def released_with_tag_named_like_branch(world: World) -> Result:
    _unmerged(world)
    world.git("tag", "origin/main", "HEAD")
    return world.release("origin/main")


@attack(
    "a local branch named like the branch of the remote",
    Flaw.REVISION_AMBIGUOUS,
    state="ended",
    code=3,
)
def released_with_branch_named_like_branch(world: World) -> Result:
    _unmerged(world)
    world.git("update-ref", "refs/heads/origin/main", "HEAD")
    return world.release("origin/main")


@attack("the local branch was moved to the tag", Flaw.REVISION_AMBIGUOUS, state="ended", code=3)
def released_with_moved_branch(world: World) -> Result:
    _unmerged(world)
    world.git("branch", "-f", "main", "HEAD")
    return world.release("main")


@attack("the release is held against its own tag", "is not a branch", state="ended", code=2)
def released_on_own_tag(world: World) -> Result:
    return _unmerged(world).release("v1.0")


@attack("the release is held against its own tag in full", "is not a branch", state="ended", code=2)
def released_on_own_tag_in_full(world: World) -> Result:
    return _unmerged(world).release("refs/tags/v1.0")


@attack("the release is held against itself", "is not a branch", state="ended", code=2)
def released_on_head(world: World) -> Result:
    return _unmerged(world).release("HEAD")


@attack("the release is held against its own commit", "is not a branch", state="ended", code=2)
def released_on_own_commit(world: World) -> Result:
    _unmerged(world)
    return world.release(world.git("rev-parse", "HEAD"))


@attack(
    "the release is held against a branch that is not there",
    Flaw.REVISION_UNKNOWN,
    state="ended",
    code=3,
)
def released_on_unknown(world: World) -> Result:
    return _unmerged(world).release("refs/remotes/origin/nain")


@attack("a shallow clone cannot tell what was merged", Flaw.SHALLOW, state="ended", code=3)
def released_from_shallow_clone(world: World) -> Result:
    _unmerged(world)
    source, clone = f"file://{world.root}", world.root / "shallow"
    world.git("clone", "-q", "--depth=1", "--no-single-branch", "-b", "v1.0", source, str(clone))
    return World(clone, world.now).release(ORIGIN_MAIN)
