"""Honest pull requests, brought to main in every way that platforms and people have."""

from __future__ import annotations

from attack_cases import honest
from attack_world import Result, World
from attacks_on_replay import import_commits, on_main, recycle, repeat_and_revert, write_code

from tpmcli.model.rule import Reason
from world.people import DEV, PM, TPM


def sign_both(world: World) -> None:
    """Commit the sign-off of each role, by its holder."""
    world.sign("feasibility", "tpm")
    world.commit()
    world.sign("feasibility", "pm")
    world.commit(author=PM)


def queue(world: World, how: str) -> Result:
    """Check the commit that a queue makes of the branch, as its job does."""
    world.git("checkout", "-q", "-B", "queue", "main")
    if how == "squash":
        world.git("merge", "-q", "--squash", "pr")
        world.git("commit", "-qm", "squashed", author=DEV)
    elif how == "merge":
        world.git("merge", "-q", "--no-ff", "-m", "merge", "pr", author=DEV)
    else:
        world.git("checkout", "-q", "-B", "queue", "pr")
        world.git("rebase", "-q", "main", author=DEV)
    return world.check(head="queue", entries_from="pr")


@honest("two signatures in a queue that merges", state="answered")
def queued_and_merged(world: World) -> Result:
    sign_both(world)
    on_main(world, write_code)
    return queue(world, "merge")


@honest("two signatures in a queue that squashes", state="answered")
def queued_and_squashed(world: World) -> Result:
    sign_both(world)
    on_main(world, write_code)
    # The squashed commit alone would make one person the author of both.
    alone = world.check(head="queue") if queue(world, "squash").code == 0 else None
    assert alone is not None
    assert [each.reason for each in alone.blocking()] == [Reason.IDENTITY_TOO_WEAK] * 2
    return queue(world, "squash")


@honest("two signatures in a queue that rebases", state="answered")
def queued_and_rebased(world: World) -> Result:
    sign_both(world)
    on_main(world, write_code)
    return queue(world, "rebase")


@honest("the second of two pull requests in a queue", state="answered")
def second_in_the_queue(world: World) -> Result:
    sign_both(world)
    world.git("checkout", "-q", "-b", "first", "main")
    write_code(world)
    world.commit(author=DEV)
    # The queue's base of the second one is the first one's commit, which main does not have yet.
    world.git("checkout", "-q", "-b", "queue", "first")
    world.git("merge", "-q", "--no-ff", "-m", "merge", "pr", author=DEV)
    return world.check(base="first", head="queue", entries_from="pr")


@honest("a branch of many commits, while main moved on")
def many_commits(world: World) -> Result:
    on_main(world, write_code, lambda world: world.answer("requirements.prd-complete", by=PM))
    import_commits(world, ({f"src/part{n % 7}.py": f"print({n})\n"} for n in range(2_000)))
    return world.check()


@honest("a branch that main was merged into, twice", state="answered")
def updated_twice(world: World) -> Result:
    world.sign("feasibility", "tpm")
    world.commit()
    on_main(world, write_code)
    world.git("merge", "-q", "--no-edit", "main", author=DEV)
    world.sign("feasibility", "pm")
    world.commit(author=PM)
    more = "# Other\n\nMore of it was tried, and holds.\n"
    on_main(world, lambda world: world.write("docs/other.md", more))
    world.git("merge", "-q", "--no-edit", "main", author=DEV)
    return world.check()


@honest("a conflict resolved by hand when main was merged in", shows=Reason.REPLAY_CONFLICTS)
def conflict_resolved(world: World) -> Result:
    world.write("src/main.py", "print('mine')\n")
    world.commit(author=DEV)
    on_main(world, write_code)
    world.git("merge", "-q", "main", check=False)
    world.write("src/main.py", "print('both')\n")
    world.commit(author=DEV)
    return world.check()


@honest("a commit cherry-picked from main")
def cherry_picked(world: World) -> Result:
    on_main(world, recycle)
    world.git("cherry-pick", "main", author=DEV)
    write_code(world)
    world.commit(author=DEV)
    return world.check()


@honest("a commit of the branch is reverted in it")
def reverted(world: World) -> Result:
    world.answer("requirements.prd-complete", by=PM)
    world.commit(author=PM)
    on_main(
        world,
        write_code,
        lambda world: world.answer("requirements.obligations-confirmed-in-writing", by=PM),
    )
    world.git("revert", "--no-edit", "HEAD", author=PM)
    return world.check()


@honest("what main changed is repeated and reverted, where nobody rebases")
def nobody_rebases(world: World) -> Result:
    world.policy("merge: [merge, squash, rebase]", "merge: [merge, squash]")
    world.commit()
    world.git("checkout", "-q", "-B", "main", "pr")
    on_main(world, recycle)
    repeat_and_revert(world)
    return world.check()


@honest("code that main changed is repeated and reverted")
def code_repeated_and_reverted(world: World) -> Result:
    on_main(world, write_code)
    repeat_and_revert(world)
    return world.check()


@honest("a branch rebased onto main", state="answered")
def rebased_onto_main(world: World) -> Result:
    sign_both(world)
    on_main(world, write_code)
    world.git("rebase", "-q", "main", author=DEV)
    return world.check()


@honest("both changed the record, each another block", state="answered")
def other_blocks(world: World) -> Result:
    sign_both(world)
    on_main(world, lambda world: world.answer("requirements.prd-complete", by=PM))
    return world.check()


@honest("a bot raises a version", state="decided")
def a_bot(world: World) -> Result:
    world.write("requirements.txt", "tool==2\n")
    world.commit(author="bot@users.noreply.example.com")
    on_main(world, write_code)
    return world.check()


@honest("a fork's branch, fetched into another reference", state="answered")
def from_a_fork(world: World) -> Result:
    sign_both(world)
    world.git("update-ref", "refs/tpm/head", "pr")
    world.git("checkout", "-q", "main")
    world.git("branch", "-qD", "pr")
    return world.check(head="refs/tpm/head")


@honest("a signer's new address is an alias of the old one", state="answered")
def changed_address(world: World) -> Result:
    on_main(
        world, lambda world: world.policy("aliases: {}", f"aliases: {{{TPM}: [new@example.com]}}")
    )
    world.git("rebase", "-q", "main")
    world.sign("feasibility", "tpm", by="new@example.com")
    world.commit(author="new@example.com")
    return world.check()


@honest("somebody left after they had signed", state="signed")
def a_leaver(world: World) -> Result:
    world.policy(f"tpm: [{TPM}]", "tpm: [successor@example.com]")
    world.commit(author=PM)
    return world.check()
