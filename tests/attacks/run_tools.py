"""A project that asks for programs, and their results written as nobody has to run them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from attack_world import World
from attacks_on_identity import least

from tpmcli.app.saving import BlockEdit, item_block, save
from tpmcli.app.workspace import open_workspace
from tpmcli.model.days import moment
from tpmcli.model.digest import check_digest
from tpmcli.model.record import CheckRun
from tpmcli.repo.tree_digest import tree_digest
from tpmcli.rules.project import Project
from world.people import TPM

SMOKE, BUILD = "requirements.smoke-tested", "requirements.built"
PROGRAM = ["git", "--version"]
PACK = """schema: tpm/pack/1
name: programs
title: Programs
add:
  requirements:
    tpm:
      - id: smoke-tested
        title: The smoke test passes
        answered-by: checks
        checks:
          - command: {run: [git, --version]}
      - id: built
        title: It can be built
        answered-by: checks
        checks:
          - command: {run: [git, --version]}
"""


def asks_for_runs(world: World, level: str = "author", *, here: bool = False) -> None:
    """Main's policy has two items that a program answers, and asks for a level of identity.

    With `here`, the pull request's has.
    """
    if not here:
        least(world, level)
        world.git("checkout", "-q", "main")
    world.write(".tpm/checklists/programs.yaml", PACK)
    world.policy("house-rules.yaml]", "house-rules.yaml, .tpm/checklists/programs.yaml]")
    world.sync()
    world.commit()
    if not here:
        world.branch()


def record_run(
    world: World,
    item: str,
    *,
    by: str = TPM,
    at: datetime | None = None,
    outcome: str = "pass",
    argv: Sequence[str] = PROGRAM,
) -> None:
    """Records a result of the item's program for the files as they are, without running it."""
    workspace = open_workspace(world.session(by))
    check = check_digest("command", {"run": list(argv)})
    tree, when = tree_digest(workspace.tree), moment(at or world.now)
    run = CheckRun(check, tree, outcome, "", by, when)

    def change(project: Project) -> list[BlockEdit]:
        record = project.record.item(item)
        block = item_block(record._replace(runs=(*record.runs, run)))
        return [BlockEdit("items", item, block)]

    save(workspace, change)
