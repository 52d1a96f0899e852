"""Attacks on which projects are judged: one that nobody looks at is no reason to pass."""

from __future__ import annotations

import shutil

from attack_cases import attack
from attack_world import Result, World

from tpmcli.model.problem import Flaw
from tpmcli.model.rule import Reason
from world.people import DEV


def moved_to(world: World, folder: str = "svc") -> None:
    """Let the project of main be in a folder, and begin a pull request."""
    world.git("checkout", "-q", "main")
    world.path(folder).mkdir(parents=True)
    for name in (".tpm", "docs", "src", "CHANGELOG.md"):
        world.git("mv", name, f"{folder}/{name}")
    world.commit("into a folder")
    world.branch()


def _from_the_top(world: World, *, every: bool = False) -> Result:
    world.commit(author=DEV)
    return world.check(all_projects=every, allow_no_project=True)


@attack(
    "a project in a folder is deleted, and the check runs at the top",
    Flaw.PROJECTS_ELSEWHERE,
    code=3,
)
def folder_project_deleted(world: World) -> Result:
    moved_to(world)
    shutil.rmtree(world.path("svc/.tpm"))
    return _from_the_top(world)


@attack("a project in a folder is deleted, and every project is judged", Reason.PROJECT_REMOVED)
def folder_project_deleted_among_all(world: World) -> Result:
    moved_to(world)
    shutil.rmtree(world.path("svc/.tpm"))
    return _from_the_top(world, every=True)


@attack(
    "a project in a folder is left alone, and the check runs elsewhere",
    Flaw.PROJECTS_ELSEWHERE,
    code=3,
)
def other_folder_checked(world: World) -> Result:
    moved_to(world)
    world.write("web/index.html", "<p>mine</p>")
    world.commit(author=DEV)
    return World(world.path("web"), world.now).check(allow_no_project=True)


@attack("a project in a folder gives way to a lax one at the top", Reason.PROJECT_REMOVED)
def folder_project_replaced(world: World) -> Result:
    moved_to(world)
    world.git("mv", "svc/.tpm", ".tpm")
    world.git("mv", "svc/docs", "docs")
    world.policy("ledger-07070707", "lax-01010101")
    world.record("ledger-07070707", "lax-01010101")
    return _from_the_top(world)


@attack("only the policy of a project in a folder is deleted", Reason.PROJECT_REMOVED)
def folder_policy_deleted(world: World) -> Result:
    moved_to(world)
    world.path("svc/.tpm/policy.yaml").unlink()
    return _from_the_top(world, every=True)


@attack("a project in a folder becomes a symbolic link", Reason.PROJECT_LINKED)
def folder_project_linked(world: World) -> Result:
    moved_to(world)
    world.path("svc/.tpm").rename(world.path("svc/kept"))
    world.path("svc/.tpm").symlink_to("kept")
    return _from_the_top(world, every=True)


@attack("the folder .tpm becomes a submodule", Reason.PROJECT_REMOVED)
def folder_project_gitlink(world: World) -> Result:
    moved_to(world)
    world.git("rm", "-rq", "--cached", "svc/.tpm")
    shutil.rmtree(world.path("svc/.tpm"))
    head = world.git("rev-parse", "HEAD")
    world.git("update-index", "--add", "--cacheinfo", f"160000,{head},svc/.tpm")
    world.git("commit", "-qm", "a submodule", author=DEV)
    return world.check(all_projects=True, allow_no_project=True)


@attack("the folder of a project becomes a submodule", Reason.PROJECT_REMOVED)
def folder_gitlink(world: World) -> Result:
    moved_to(world)
    world.git("rm", "-rq", "svc")
    head = world.git("rev-parse", "HEAD")
    world.git("update-index", "--add", "--cacheinfo", f"160000,{head},svc")
    world.git("commit", "-qm", "a submodule", author=DEV)
    return world.check(all_projects=True, allow_no_project=True)


@attack("a project's folder is spelled in other letters", Reason.PROJECT_REMOVED)
def folder_project_respelled(world: World) -> Result:
    moved_to(world)
    world.git("mv", "svc/.tpm", "svc/.TPM")
    return _from_the_top(world, every=True)


@attack("a project that only other letters hide", Flaw.PROJECTS_ELSEWHERE, state="empty", code=3)
def project_in_other_letters(world: World) -> Result:
    world.write("svc/.TPM/policy.yaml", "schema: tpm/policy/1\n")
    return _from_the_top(world)
