"""A team's own checklist file: where a new one goes, and how it is put there."""

import os
from typing import NamedTuple

from tpmcli.app.context import CommandContext
from tpmcli.model.checklist import Checklist
from tpmcli.model.errors import RefusedError, UsageError
from tpmcli.model.policy import Policy
from tpmcli.repo.discover import find_project

FOLDER = ".tpm/checklists"
SCHEMAS = ".tpm/schemas"
_LARGEST = 1 << 20


class Home(NamedTuple):
    """The project around a command, if there is one: its folder, policy and checklist.

    `root` is empty without a project; then the checklist is the shipped `standard`.
    """

    root: str
    policy: Policy | None
    checklist: Checklist


def find_home(context: CommandContext) -> Home:
    """Return the project around the folder, or the shipped lifecycle.

    Raises: InvalidInputError if the project's policy or checklists are invalid.
    """
    root = find_project(context.folder)
    if root is None:
        from tpmcli.store.checklists.shipped_checklists import composed

        return Home("", None, composed("standard"))
    from tpmcli.app.workspace import load_requirements
    from tpmcli.repo.worktree import WorkTree

    policy, checklist = load_requirements(WorkTree(root))
    return Home(root, policy, checklist)


class ChecklistFile(NamedTuple):
    """A file to write: on disk, as messages name it, and as the policy does, empty outside."""

    disk: str
    shown: str
    policy_path: str


def find_target(context: CommandContext, home: Home, output: str, name: str) -> ChecklistFile:
    """Return where a file goes.

    That is as given, or below `.tpm/checklists/`, or, without a project, here.

    Raises: UsageError if the path is a folder, or has another extension than `.yaml`.
    """
    if output:
        disk = os.path.join(context.folder, output)
        if os.path.isdir(disk):
            raise UsageError(f"`{output}` is a folder", "name a file that ends in `.yaml`")
        if not output.endswith(".yaml"):
            raise UsageError(
                f"`{output}` does not end in `.yaml`, which a policy needs", f"use {output}.yaml"
            )
    elif home.root:
        disk = os.path.join(home.root, *FOLDER.split("/"), f"{name}.yaml")
    else:
        disk = os.path.join(context.folder, f"{name}.yaml")
    path = os.path.relpath(os.path.realpath(disk), home.root).replace(os.sep, "/")
    inside = bool(home.root) and not path.startswith("../") and not os.path.isabs(path)
    return ChecklistFile(
        disk, output or (path if inside else f"{name}.yaml"), path if inside else ""
    )


def content_of(target: ChecklistFile) -> bytes | None:
    """Return what the file holds, None if there is none.

    Raises: StorageError if it cannot be read.
    """
    from tpmcli.repo.foreign_file import read_foreign

    if not os.path.lexists(target.disk):
        return None
    return read_foreign(target.disk, _LARGEST, target.shown)


def write_checklist(target: ChecklistFile, text: str, before: bytes | None) -> None:
    """Write the file, if it still is as it was.

    Raises: RefusedError if somebody changed it meanwhile; StorageError if the system refuses.
    """
    from tpmcli.repo.atomic import create, update

    if before is None:
        create(target.disk, text.encode())
        return

    def change(there: bytes | None) -> bytes:
        if there != before:
            raise RefusedError(f"`{target.shown}` was changed meanwhile; run it again")
        return text.encode()

    update(target.disk, change)


def difference(target: ChecklistFile, before: bytes, text: str) -> str:
    """Return what a new text changes in a file, as a unified diff."""
    from difflib import unified_diff

    old = before.decode(errors="replace").splitlines()
    lines = unified_diff(old, text.splitlines(), target.shown, f"{target.shown} (new)", lineterm="")
    return "".join(f"{line}\n" for line in lines)


def schema_line(home: Home, target: ChecklistFile, format_name: str) -> str:
    """Return the comment by which editors find the JSON Schema of a file, and offer its keys."""
    if home.root and target.policy_path:
        folder = os.path.dirname(target.policy_path)
        path = os.path.relpath(f"{SCHEMAS}/{format_name}.json", folder or ".").replace(os.sep, "/")
    else:
        path = f"{format_name}.schema.json"
    return f"yaml-language-server: $schema={path}"


def write_schema(home: Home, target: ChecklistFile, format_name: str) -> str:
    """Write the JSON Schema that `schema_line` names, and return its path as messages name it.

    The path is empty if the file is there as it is.

    Raises: StorageError if the system refuses.
    """
    from tpmcli.repo.atomic import update
    from tpmcli.store.formats.schemas import json_schema_text

    if home.root and target.policy_path:
        shown = f"{SCHEMAS}/{format_name}.json"
        disk = os.path.join(home.root, *shown.split("/"))
    else:
        shown = f"{format_name}.schema.json"
        disk = os.path.join(os.path.dirname(target.disk), shown)
        shown = os.path.join(os.path.dirname(target.shown), shown)
    os.makedirs(os.path.dirname(disk) or ".", exist_ok=True)
    text = json_schema_text(format_name).encode()
    return shown if update(disk, lambda _: text) else ""
