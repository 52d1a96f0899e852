"""Attacks by commits that a merge and a rebase bring to main differently.

One commit repeats a change of main, so that a rebase finds nothing to do. A later one reverts it,
and takes main's own change away. A merge compares the ends of the branch alone and keeps main's.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterable, Mapping, Sequence

from attack_cases import attack
from attack_world import Result, World

from tpmcli.model.problem import Flaw
from tpmcli.model.rule import Reason
from world.people import DEV, EVIDENCE, PM

SCANS = """schema: tpm/pack/1
name: scans
title: Scans
add:
  requirements:
    tpm:
      - id: secrets-scanned
        title: No secret is in the repository
        why: A secret that was pushed is known.
        level: must
        answered-by: checks
        checks:
          - sarif: {file: reports/secrets*.sarif, below: error}
"""

Change = Callable[[World], object]


def on_main(world: World, *changes: Change) -> None:
    """Make each change a commit of main, after the pull request began."""
    world.git("checkout", "-q", "main")
    for change in changes:
        change(world)
        world.commit(author=PM)
    world.git("checkout", "-q", "pr")


def repeat_and_revert(world: World, between: Sequence[Change] = ()) -> None:
    """Repeat the last commit of main on the branch, and revert it after other commits."""
    world.git("cherry-pick", "--keep-redundant-commits", "main", author=DEV)
    repeated = world.git("rev-parse", "HEAD")
    for change in between:
        change(world)
        world.commit(author=DEV)
    world.git("revert", "--no-edit", repeated, author=DEV)


def import_commits(world: World, versions: Iterable[Mapping[str, str]]) -> None:
    """Add a commit to the branch for each of these sets of files, in one run of git."""
    stream = ["reset refs/heads/pr\nfrom refs/heads/pr^0\n"]
    for number, files in enumerate(versions, int(world.now.timestamp())):
        stream.append(f"commit refs/heads/pr\ncommitter dev <{DEV}> {number} +0000\ndata 1\nx\n")
        for name, text in files.items():
            stream.append(f"M 100644 inline {name}\ndata {len(text.encode())}\n{text}\n")
    world.git("checkout", "-q", "--detach")
    command = ["git", "fast-import", "--quiet"]
    subprocess.run(command, cwd=world.root, input="".join(stream), text=True, check=True)


def recycle(world: World) -> None:
    world.decide("feasibility", "recycle", reason="the market moved")


def write_code(world: World) -> None:
    world.write("src/main.py", f"print('{world.now}')\n")


@attack("a recycle of main is repeated, and the repetition is reverted", Reason.REPLAY_DIFFERS)
def recycle_repeated_and_reverted(world: World) -> Result:
    on_main(world, recycle)
    repeat_and_revert(world)
    return world.check()


@attack("the same, with main merged into the branch afterwards", Reason.REPLAY_DIFFERS)
def repeated_and_up_to_date(world: World) -> Result:
    on_main(world, recycle)
    repeat_and_revert(world)
    world.git("merge", "-q", "--no-edit", "main", author=DEV)
    assert world.git("rev-list", "--count", "pr..main") == "0"
    return world.check()


@attack("the same, in a queue that rebases", Reason.ENTRIES_REMOVED)
def rebased_by_the_queue(world: World) -> Result:
    on_main(world, recycle)
    repeat_and_revert(world)
    world.git("checkout", "-q", "-B", "queue", "pr")
    world.git("rebase", "-q", "main", author=DEV)
    return world.check(head="queue", entries_from="pr")


@attack("the same, with commits of code before, between and after", Reason.REPLAY_DIFFERS)
def repeated_among_others(world: World) -> Result:
    on_main(world, write_code, recycle)
    for number in range(3):
        world.write(f"src/before{number}.py", "pass\n")
        world.commit(author=DEV)
    others = [lambda world, n=number: world.write(f"src/n{n}.py", "pass\n") for number in range(3)]
    repeat_and_revert(world, others)
    world.write("src/after.py", "pass\n")
    world.commit(author=DEV)
    return world.check()


@attack("the same, while main changed the same file once more", Reason.REPLAY_DIFFERS)
def repeated_and_changed_further(world: World) -> Result:
    on_main(world, recycle)
    repeat_and_revert(world)
    on_main(
        world, lambda world: world.answer("requirements.nfrs-quantified", "not-met", note="open")
    )
    return world.check()


@attack("a withdrawn waiver is repeated and reverted", Reason.REPLAY_DIFFERS)
def withdrawal_repeated_and_reverted(world: World) -> Result:
    item = next(iter(world.unsatisfied("requirements")["tpm"]))
    on_main(world, lambda world: world.waive(item, world.day(30), reason="later"))
    repeat_and_revert(world)
    return world.check()


@attack("evidence that main mended is repeated and reverted", Reason.REPLAY_DIFFERS)
def evidence_repeated_and_reverted(world: World) -> Result:
    on_main(world, lambda world: world.write(EVIDENCE, "# Evidence\n\nIt was tried once more.\n"))
    repeat_and_revert(world)
    return world.check()


@attack("evidence that main renamed is mended under both names", Reason.REPLAY_DIFFERS)
def renamed_evidence_repeated_and_reverted(world: World) -> Result:
    text = "# Evidence\n\nIt was tried, and it works.\n\n" + "So it is.\n" * 20
    world.write(EVIDENCE, text)
    world.commit()
    world.git("checkout", "-q", "-B", "main", "pr")
    mended = text.replace("it works", "it fails")

    def rename(world: World) -> None:
        world.write(EVIDENCE, mended)
        os.rename(world.path(EVIDENCE), world.path("docs/renamed.md"))
        record = world.read(".tpm/project.yaml").replace(EVIDENCE, "docs/renamed.md")
        world.write(".tpm/project.yaml", record)

    on_main(world, rename)
    world.write(EVIDENCE, mended)
    world.commit(author=DEV)
    world.git("revert", "--no-edit", "HEAD", author=DEV)
    return world.check()


@attack("a tighter policy is repeated and reverted", Reason.REPLAY_DIFFERS)
def policy_repeated_and_reverted(world: World) -> Result:
    on_main(world, lambda world: world.policy("should: warn", "should: block"))
    repeat_and_revert(world)
    return world.check()


@attack("the removal of a signer's key is repeated and reverted", Reason.REPLAY_DIFFERS)
def key_removal_repeated_and_reverted(world: World) -> Result:
    key = f"{PM} ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJNB7B1DC2sCXkzmxIdV/qRiaAFFwRbdTLPYQeHvJX0X\n"
    world.write(".tpm/allowed_signers", key)
    world.commit()
    world.git("checkout", "-q", "-B", "main", "pr")
    on_main(world, lambda world: world.path(".tpm/allowed_signers").unlink())
    repeat_and_revert(world)
    return world.check()


@attack("a scan that main renewed is repeated and reverted", Reason.REPLAY_DIFFERS)
def checked_file_repeated_and_reverted(world: World) -> Result:
    renewed = '{"version": "2.1.0", "runs": []}\n'
    world.write(".tpm/checklists/scans.yaml", SCANS)
    pack = ".tpm/checklists/house-rules.yaml"
    world.policy(f"packs: [{pack}]", f"packs: [{pack}, .tpm/checklists/scans.yaml]")
    world.commit()
    world.git("checkout", "-q", "-B", "main", "pr")
    on_main(world, lambda world: world.write("reports/secrets.sarif", renewed))
    repeat_and_revert(world)
    return world.check()


@attack("an increment that main began is repeated and reverted", Reason.REPLAY_DIFFERS)
def start_repeated_and_reverted(world: World) -> Result:
    on_main(world, lambda world: world.start("1.1", abandon="the customer went away"))
    repeat_and_revert(world)
    return world.check()


@attack("a merge commit of the branch hides what its commits do", Reason.REPLAY_DIFFERS)
def hidden_by_a_merge(world: World) -> Result:
    world.git("checkout", "-q", "-b", "side")
    world.answer("requirements.nfrs-quantified", "not-met", note="nobody asked")
    world.commit(author=DEV)
    world.git("checkout", "-q", "pr")
    write_code(world)
    world.commit(author=DEV)
    # The merge has the side branch as a parent, and nothing of its content.
    world.git("merge", "-q", "-s", "ours", "--no-edit", "side", author=DEV)
    return world.check()


@attack("a history of its own is merged in, with nothing of its content", Reason.REPLAY_DIFFERS)
def hidden_by_an_unrelated_root(world: World) -> Result:
    world.git("checkout", "-q", "--orphan", "side")
    world.git("rm", "-rqf", ".")
    world.write(".tpm/checklists/more.yaml", "schema: tpm/pack/1\n")
    world.commit(author=DEV)
    world.git("checkout", "-q", "pr")
    world.git(
        "merge", "-q", "-s", "ours", "--allow-unrelated-histories", "--no-edit", "side", author=DEV
    )
    return world.check()


@attack("so many commits that nobody compares them", Flaw.TOO_MANY_TO_REPLAY, code=3)
def too_many_commits(world: World) -> Result:
    on_main(world, recycle)
    repeat_and_revert(world)
    record = world.read(".tpm/project.yaml")
    import_commits(world, ({".tpm/project.yaml": f"{record}# {n}\n"} for n in range(1_010)))
    return world.check()
