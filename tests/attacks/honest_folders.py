"""Honest pull requests in repositories with projects in folders, or with none."""

from __future__ import annotations

import shutil

from attack_cases import honest
from attack_world import Result, World
from attacks_on_folders import moved_to

from world.people import DEV


@honest("code beside a project in a folder, and every project is judged")
def beside_folder_project(world: World) -> Result:
    moved_to(world)
    world.write("web/index.html", "<p>mine</p>")
    world.commit(author=DEV)
    return world.check(all_projects=True, allow_no_project=True)


@honest("code in a project's folder, and that one is judged")
def in_folder_project(world: World) -> Result:
    moved_to(world)
    world.write("svc/src/main.py", "print('mine')\n")
    world.commit(author=DEV)
    return World(world.path("svc"), world.now).check(allow_no_project=True)


@honest("a second project is added beside one in a folder")
def second_project_added(world: World) -> Result:
    moved_to(world)
    world.git("checkout", "-q", "base-fresh", "--", ".tpm")
    shutil.move(world.path(".tpm"), world.path("web/.tpm"))
    for name in ("policy", "project"):
        world.replace(f"web/.tpm/{name}.yaml", "ledger-07070707", "web-01010101")
    world.commit(author=DEV)
    assert world.check(all_projects=True).code == 0
    return World(world.path("web"), world.now).check()


@honest("a repository without any project", state="empty")
def no_project_anywhere(world: World) -> Result:
    world.write("src/main.py", "print('mine')\n")
    world.write("docs/x.tpm", "not a folder of tpm\n")
    world.commit(author=DEV)
    assert world.check().code == 3
    assert world.check(all_projects=True, allow_no_project=True).code == 0
    return world.check(allow_no_project=True)


@honest("what only looked like a project is cleared away", state="empty")
def stray_folder_removed(world: World) -> Result:
    world.git("checkout", "-q", "main")
    world.write("svc/.TPM/policy.yaml", "schema: tpm/policy/1\n")
    world.write("web/.tpm/notes.md", "nothing\n")
    world.commit(author=DEV)
    world.branch()
    assert world.check(allow_no_project=True).code == 3
    world.git("rm", "-rq", "svc", "web")
    world.commit(author=DEV)
    return world.check(all_projects=True, allow_no_project=True)
