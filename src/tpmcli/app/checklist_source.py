"""The source of a checklist to show: the project around the folder, or a shipped one."""

from __future__ import annotations

from tpmcli.app.context import CommandContext
from tpmcli.app.workspace import load_requirements
from tpmcli.model.checklist_view import ChecklistSource, Pack
from tpmcli.model.errors import UsageError
from tpmcli.model.fix import tpm
from tpmcli.repo.discover import find_project
from tpmcli.repo.worktree import WorkTree
from tpmcli.store.checklists import shipped
from tpmcli.store.checklists.shipped_checklists import composed, pack_of, shipped_pack
from tpmcli.store.yaml.reader import read_yaml
from tpmcli.store.yaml.scan import CONFIG_LIMITS
from tpmcli.text.names import suggestion


def open_source(
    context: CommandContext, lifecycle: str = "", packs: tuple[str, ...] = ()
) -> ChecklistSource:
    """Return the checklist of the project around the current folder.

    Return the shipped one if there is no project, or if a shipped lifecycle or packs are named; the
    lifecycle is then `standard` unless one is named.

    Raises: UsageError, with the nearest name, if one is not shipped; InvalidInputError if the
    project's files are invalid.
    """
    if lifecycle or packs:
        return shipped_source(lifecycle or "standard", packs)
    root = find_project(context.folder)
    return shipped_source("standard") if root is None else _project_source(WorkTree(root))


def shipped_source(lifecycle: str, packs: tuple[str, ...] = ()) -> ChecklistSource:
    """Return a shipped lifecycle with shipped packs added.

    Raises: UsageError if a name is not shipped.
    """
    for given, known, what in (
        ((lifecycle,), shipped.lifecycle_names(), "lifecycle"),
        (packs, shipped.pack_names(), "pack"),
    ):
        for name in given:
            if name not in known:
                raise UsageError(
                    f"no shipped {what} named `{name}`",
                    suggestion(name, known) or tpm("checklist", "list"),
                )
    packs = tuple(dict.fromkeys(packs))
    return ChecklistSource(
        composed(lifecycle, packs), tuple((name, shipped_pack(name)) for name in packs)
    )


def _project_source(tree: WorkTree) -> ChecklistSource:
    policy, checklist = load_requirements(tree)
    return ChecklistSource(
        checklist, tuple((name, _pack(tree, name)) for name in policy.packs), policy
    )


def _pack(tree: WorkTree, name: str) -> Pack:
    """Return a pack that the policy names, which was loaded before and is valid."""
    if not name.endswith(".yaml"):
        return shipped_pack(name)
    document = read_yaml(tree.read(name, CONFIG_LIMITS.bytes), name)
    return pack_of(document, is_shipped=False)
