"""Attacks on files, on git and on the circumstances of the check."""

from __future__ import annotations

import os
from datetime import timedelta

from attack_cases import attack
from attack_world import Result, World

from tpmcli.model.problem import Flaw
from tpmcli.model.rule import Reason
from world.people import EVIDENCE, PM

# The project's folder


@attack("the whole .tpm/ is removed", Reason.PROJECT_REMOVED)
def project_removed(world: World) -> Result:
    world.git("rm", "-rq", ".tpm")
    world.commit()
    return world.check()


@attack(".tpm becomes a symbolic link", Reason.PROJECT_LINKED)
def project_linked(world: World) -> Result:
    os.rename(world.path(".tpm"), world.path("elsewhere"))
    world.path(".tpm").symlink_to("elsewhere")
    world.commit()
    return world.check()


@attack("the policy is removed", Reason.PROJECT_REMOVED)
def policy_removed(world: World) -> Result:
    world.path(".tpm/policy.yaml").unlink()
    world.commit()
    return world.check()


@attack("the project file is removed", Reason.PROJECT_REMOVED)
def record_removed(world: World) -> Result:
    world.path(".tpm/project.yaml").unlink()
    world.commit()
    return world.check()


@attack("the project is moved to another folder", Reason.PROJECT_REMOVED)
def project_moved(world: World) -> Result:
    world.path("sub").mkdir()
    os.rename(world.path(".tpm"), world.path("sub/.tpm"))
    world.commit()
    return world.check()


@attack("a project of its own is slipped in below the one that governs", Reason.EVIDENCE_MISSING)
def project_slipped_in(world: World) -> Result:
    world.write("docs/.tpm/policy.yaml", world.path(".tpm/policy.yaml").read_text())
    world.write("docs/.tpm/project.yaml", "schema: tpm/project/1\n")
    world.path(EVIDENCE).unlink()
    world.commit()
    inside = World(world.path("docs"), world.now)
    return inside.check()


@attack("the project file has an older schema", Flaw.SCHEMA_OTHER, code=3)
def older_schema(world: World) -> Result:
    world.record("schema: tpm/project/1", "schema: tpm/project/0")
    world.commit()
    return world.check()


@attack("the project file has a newer schema", Flaw.SCHEMA_NEWER, code=3)
def newer_schema(world: World) -> Result:
    world.record("schema: tpm/project/1", "schema: tpm/project/2")
    world.commit()
    return world.check()


@attack("a key stands twice", Flaw.DUPLICATE_KEY, code=3)
def duplicate_key(world: World) -> Result:
    block = world.block("feasibility.unknowns-spiked")
    world.record(block, block + "\n\n  # again\n" + block)
    world.commit()
    return world.check()


@attack("an anchor in the project file", Flaw.ANCHOR, code=3)
def anchor(world: World) -> Result:
    world.record("feasibility.unknowns-spiked:\n", "feasibility.unknowns-spiked: &a\n")
    world.commit()
    return world.check()


@attack("conflict markers inside quotes", Flaw.CONFLICT_BEGINS, code=3)
def conflict_markers_in_quotes(world: World) -> Result:
    world.record(
        "reason: so it is",
        'reason: "it\n<<<<<<< HEAD\n      is\n=======\n      was\n>>>>>>> other\n      so"',
    )
    world.commit()
    return world.check()


# Evidence


@attack("the evidence of a decided gate is deleted", Reason.EVIDENCE_MISSING)
def evidence_deleted(world: World) -> Result:
    world.path(EVIDENCE).unlink()
    world.commit()
    return world.check()


@attack("the evidence is emptied", Reason.EVIDENCE_EMPTY)
def evidence_emptied(world: World) -> Result:
    world.write(EVIDENCE, "\n")
    world.commit()
    return world.check()


@attack("the evidence is replaced by a symbolic link", Reason.EVIDENCE_OUTSIDE)
def evidence_linked(world: World) -> Result:
    world.path(EVIDENCE).unlink()
    world.path(EVIDENCE).symlink_to("/etc/passwd")
    world.commit()
    return world.check()


@attack("the folder of the evidence becomes a symbolic link", Reason.EVIDENCE_OUTSIDE)
def evidence_folder_linked(world: World) -> Result:
    os.rename(world.path("docs"), world.path("other"))
    world.path("docs").symlink_to("other")
    world.commit()
    return world.check()


@attack("the evidence is not tracked: it lies in the work tree alone", Reason.EVIDENCE_MISSING)
def evidence_untracked(world: World) -> Result:
    world.git("rm", "-q", "--cached", EVIDENCE)
    world.git("commit", "-qm", "untrack")
    return world.check()


@attack("the evidence is ignored and not tracked", Reason.EVIDENCE_MISSING)
def evidence_ignored(world: World) -> Result:
    world.write(".gitignore", "docs/evidence.md\n")
    world.git("rm", "-q", "--cached", EVIDENCE)
    world.commit()
    assert world.path(EVIDENCE).exists()
    return world.check()


@attack("the evidence moves into a submodule", Reason.EVIDENCE_OUTSIDE)
def evidence_in_a_submodule(world: World) -> Result:
    world.git("rm", "-rq", "--cached", "docs")
    head = world.git("rev-parse", "HEAD")
    world.git("update-index", "--add", "--cacheinfo", f"160000,{head},docs")
    world.git("commit", "-qm", "a submodule")
    return world.check()


@attack("the evidence differs in case", Reason.EVIDENCE_MISSING)
def evidence_in_another_case(world: World) -> Result:
    world.git("mv", EVIDENCE, "docs/Evidence.md")
    world.commit()
    return world.check()


@attack("evidence is cited that lies outside", Reason.EVIDENCE_OUTSIDE)
def evidence_outside(world: World) -> Result:
    world.answer("requirements.prd-complete", by=PM)
    world.record(
        world.block("requirements.prd-complete"),
        world.block("requirements.prd-complete").replace(EVIDENCE, "../../etc/passwd"),
    )
    world.commit(author=PM)
    return world.check("requirements")


@attack(
    "a report that a check reads gets a result that it must not have",
    Reason.DISPUTED,
    state="fresh",
)
def check_fails(world: World) -> Result:
    world.git("checkout", "-q", "main")
    world.replace(
        ".tpm/checklists/house-rules.yaml",
        "level: must",
        "level: must\n        checks: [{sarif: {file: reports/secrets.sarif, below: error}}]",
    )
    world.answer("feasibility.owner-named")
    world.commit()
    world.branch()
    found = '{"level": "error", "message": {"text": "a key"}}'
    world.replace("reports/secrets.sarif", '"results": []', f'"results": [{found}]')
    world.commit()
    return world.check("feasibility")


@attack("another piece of evidence goes while a missing one comes back", Reason.EVIDENCE_MISSING)
def one_evidence_for_another(world: World) -> Result:
    world.git("checkout", "-q", "main")
    world.decide("feasibility", "recycle", reason="more to show")
    world.now += timedelta(minutes=1)
    both = [EVIDENCE, "docs/other.md"]
    world.answer("feasibility.unknowns-spiked", evidence=both)
    world.sign("feasibility", "tpm")
    world.sign("feasibility", "pm")
    world.decide("feasibility")
    world.path("docs/other.md").unlink()
    world.commit(author=PM)
    world.branch()
    world.write("docs/other.md", "# Other\n\nIt is back, and it holds as before.\n")
    world.path(EVIDENCE).unlink()
    world.commit(author=PM)
    return world.check()


# Git


@attack("a .gitattributes with merge=union, and both sides answer", Flaw.MERGE_CONFLICTS, code=3)
def merge_union(world: World) -> Result:
    world.write(".gitattributes", ".tpm/project.yaml merge=union\n")
    world.answer("requirements.prd-complete", by=PM)
    world.commit(author=PM)
    world.git("checkout", "-q", "main")
    world.answer("requirements.prd-complete", "not-met", by=PM, note="far from it")
    world.commit(author=PM)
    world.git("checkout", "-q", "pr")
    return world.check()


@attack("a merge driver of the pull request's choice", Flaw.MERGE_CONFLICTS, code=3)
def merge_driver(world: World) -> Result:
    world.write(".gitattributes", ".tpm/project.yaml merge=mine\n")
    world.git("config", "merge.mine.driver", "touch driver-ran; true")
    world.answer("requirements.prd-complete", by=PM)
    world.commit(author=PM)
    world.git("checkout", "-q", "main")
    world.answer("requirements.prd-complete", "not-met", by=PM, note="far from it")
    world.commit(author=PM)
    world.git("checkout", "-q", "pr")
    result = world.check()
    assert not world.path("driver-ran").exists()
    return result


@attack(".gitattributes hides the project file from review", Reason.ENTRIES_CHANGED)
def generated_attribute(world: World) -> Result:
    world.write(".gitattributes", ".tpm/** linguist-generated -diff\n")
    world.record("reason: so it is", "reason: it is perfect")
    world.commit()
    return world.check()


@attack("refs/replace shows another record than the one committed", Reason.ENTRIES_CHANGED)
def replaced_object(world: World) -> Result:
    honest = world.git("rev-parse", "HEAD:.tpm/project.yaml")
    world.record("reason: so it is", "reason: it is perfect")
    world.commit()
    forged = world.git("rev-parse", "HEAD:.tpm/project.yaml")
    world.git("replace", forged, honest)
    return world.check()


@attack("a graft makes the branch begin elsewhere", Reason.ENTRIES_CHANGED)
def grafted(world: World) -> Result:
    world.record("reason: so it is", "reason: it is perfect")
    head = world.commit()
    world.git("replace", "--graft", head)
    return world.check()


@attack("git aliases, hooks and a file system monitor", Reason.EVIDENCE_MISSING)
def configured(world: World) -> Result:
    program = world.root.parent / "program"
    program.write_text(f"#!/bin/sh\ntouch {world.root.parent}/ran\n")
    program.chmod(0o755)
    world.path(EVIDENCE).unlink()
    world.commit()
    for key, value in (
        ("alias.merge-tree", f"!{program}"),
        ("alias.log", f"!{program}"),
        ("core.fsmonitor", str(program)),
        ("core.hooksPath", str(world.root.parent)),
        ("core.pager", str(program)),
        ("core.sshCommand", str(program)),
        ("core.attributesFile", str(program)),
        ("diff.external", str(program)),
        ("gpg.program", str(program)),
        ("gpg.ssh.program", str(program)),
        ("log.showSignature", "true"),
    ):
        world.git("config", key, value)
    result = world.check()
    assert not (world.root.parent / "ran").exists()
    return result


@attack("variables of git point somewhere else", Reason.EVIDENCE_MISSING)
def git_variables(world: World) -> Result:
    world.path(EVIDENCE).unlink()
    world.commit()
    other = world.root.parent / "other"
    world.git("clone", "-q", "--no-local", ".", str(other))
    os.environ["GIT_OBJECT_DIRECTORY"] = str(other / ".git/objects")
    os.environ["GIT_CONFIG_PARAMETERS"] = "'merge.default'='union'"
    try:
        return world.check()
    finally:
        del os.environ["GIT_OBJECT_DIRECTORY"], os.environ["GIT_CONFIG_PARAMETERS"]


@attack("event variables of GitHub are set by hand", Reason.IDENTITY_TOO_WEAK)
def event_variables(world: World) -> Result:
    world.answer_all("requirements", should=True)
    world.commit()
    world.sign("requirements", "pm")
    world.commit()
    fake = {"GITHUB_ACTOR": "pm-login", "GITHUB_EVENT_NAME": "pull_request_review"}
    os.environ.update(fake)
    try:
        return world.check()
    finally:
        for name in fake:
            del os.environ[name]


@attack("the pull request changes main only where its own merge undoes it", Reason.EVIDENCE_MISSING)
def undone_by_the_merge(world: World) -> Result:
    world.path(EVIDENCE).unlink()
    world.commit()
    world.git("checkout", "-q", "main")
    world.write("src/main.py", "print('other')\n")
    world.commit()
    world.git("checkout", "-q", "pr")
    world.git("merge", "-q", "--no-ff", "-m", "take main in", "main")
    return world.check()


@attack("the base is a branch without a commit in common", Flaw.UNRELATED, code=3)
def unrelated_base(world: World) -> Result:
    world.git("checkout", "-q", "--orphan", "lone")
    world.git("commit", "-qm", "lone")
    return world.check(head="lone")


@attack("a day of the past is asked for", "is in the past", code=2)
def as_of_the_past(world: World) -> Result:
    world.commit()
    return world.check(as_of=world.day(-3))


@attack("the base is an option of git", "is not a revision", code=2)
def base_is_an_option(world: World) -> Result:
    world.commit()
    return world.check(base="--output=stolen")


@attack("the base does not exist", Flaw.REVISION_UNKNOWN, code=3)
def base_is_missing(world: World) -> Result:
    world.commit()
    return world.check(base="origin/main")


def _remote(world: World) -> World:
    """A clone, as CI makes one, of the repository with its pull request."""
    world.path(EVIDENCE).unlink()
    world.commit()
    clone = World(world.root.parent / "clone", world.now)
    world.git("clone", "-q", "--no-local", ".", str(clone.root))
    return clone


@attack("a tag takes the name of the base", Flaw.REVISION_AMBIGUOUS, code=3)
def tag_named_as_the_base(world: World) -> Result:
    clone = _remote(world)
    clone.git("tag", "origin/main", "origin/pr")
    return clone.check(base="origin/main", head="origin/pr")


@attack("a tag takes the name of a base that was not fetched", Flaw.REVISION_NOT_OF_REMOTE, code=3)
def tag_instead_of_the_base(world: World) -> Result:
    clone = _remote(world)
    clone.git("tag", "origin/main", "origin/pr")
    clone.git("update-ref", "-d", "refs/remotes/origin/main")
    return clone.check(base="origin/main~0", head="origin/pr")


@attack("the base's clock is set back to let a waiver live", Reason.WAIVER_EXPIRED)
def clock_before_the_base(world: World) -> Result:
    from attacks_on_records import _waiver_on_main

    _waiver_on_main(world)
    world.close("requirements", 1)
    world.commit()
    world.now += timedelta(days=31)
    world.git("checkout", "-q", "main")
    world.write("src/main.py", "print('later')\n")
    world.commit()
    world.git("checkout", "-q", "pr")
    world.now -= timedelta(hours=20)
    return world.check("requirements")


@attack("output that orders GitHub's runner about", Reason.CONDITION_OWNER_UNKNOWN)
def commands_in_output(world: World) -> Result:
    from attack_tools import decide_by_hand

    world.answer_all("requirements", should=True)
    world.sign("requirements", "tpm")
    world.commit()
    world.sign("requirements", "pm")
    promise = {"text": "::error::x ##[set-output name=y]z", "owner": "a@b.c", "due": world.day(3)}
    decide_by_hand(world, "requirements", decision="conditional", conditions=[promise])
    world.commit(author=PM)
    return world.check()
