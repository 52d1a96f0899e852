"""`tpm evidence new`: write a skeleton to a path that the item's globs match."""

import os
from collections.abc import Iterator
from typing import NamedTuple

from tpmcli.app.context import CommandContext
from tpmcli.app.workspace import Workspace
from tpmcli.model.checklist import Item
from tpmcli.model.errors import InvalidInputError, UsageError
from tpmcli.model.fix import Command, File, tpm
from tpmcli.model.problem import Flaw, Hint, Problem, Remedy
from tpmcli.model.tree import EntryKind
from tpmcli.repo.atomic import create
from tpmcli.repo.path_arguments import from_root
from tpmcli.rules.authorisation import find_item
from tpmcli.rules.items import add_command
from tpmcli.store.checklists import shipped
from tpmcli.text.paths import check_path, parents

_EXTENSION = ".md"
_WILDCARDS = "*?["
_MOST = 99
_LARGEST = 1024 * 1024


class EvidenceResult(NamedTuple):
    """The skeleton that was written, as a path from the folder that holds `.tpm/`.

    `following` are the commands to cite it once it is filled in.
    """

    item: Item
    path: str
    following: tuple[Command, ...]


def new_evidence(
    workspace: Workspace, context: CommandContext, name: str, typed: str = ""
) -> EvidenceResult:
    """Write the item's skeleton to the typed path, or to the first that its globs suggest.

    Raises: UsageError if there is no such item, or the path cannot be evidence or exists: nothing
    is ever overwritten.
    """
    item = find_item(workspace.project, name)
    path = _typed(workspace, context, item, typed) if typed else _suggested(workspace, item)
    create(os.path.join(workspace.root, *path.split("/")), _skeleton(workspace, item))
    cite = tpm("answer", item.id, "met", "--evidence", File(path))
    return EvidenceResult(item, path, (add_command(path), cite))


def suggestions(item: Item) -> Iterator[str]:
    """Yield paths at which the item's evidence would be found, from its globs, best first.

    A lone star becomes the item's slug, a star in a name nothing, `**` no folder.
    """
    for glob in item.evidence.find:
        *folders, last = glob.split("/")
        folders = [part for part in folders if part != "**"]
        stem, dot, extension = last.rpartition(".")
        many = stem == "*"
        stem = item.slug if many else stem.replace("*", "")
        folder = "".join(f"{part}/" for part in folders)
        if not stem or f"{dot}{extension}" != _EXTENSION or _is_glob(f"{folder}{stem}"):
            continue
        yield f"{folder}{stem}{_EXTENSION}"
        # A folder that holds several files has room for one more.
        for number in range(2, _MOST + 1) if many else ():
            yield f"{folder}{stem}-{number}{_EXTENSION}"
    yield f"docs/{item.slug}{_EXTENSION}"


def _is_glob(path: str) -> bool:
    return any(sign in path for sign in _WILDCARDS)


def _suggested(workspace: Workspace, item: Item) -> str:
    found = list(dict.fromkeys(suggestions(item)))
    for path in found:
        if not _flaw(workspace, path):
            return path
    raise UsageError(
        f"a file already exists at each place for it: {', '.join(found[:5])}",
        tpm("answer", item.id, "met", "--evidence", File(found[0])),
    )


def _typed(workspace: Workspace, context: CommandContext, item: Item, typed: str) -> str:
    path = from_root(workspace.root, context.folder, typed).rstrip("/")
    entry = workspace.tree.entry(path)
    if entry is not None and entry.kind is EntryKind.DIRECTORY:
        path = f"{path}/{item.slug}{_EXTENSION}"
    if flaw := _flaw(workspace, path):
        raise UsageError(f"`{typed}` cannot be written: {flaw}", "name another path")
    return path


def _flaw(workspace: Workspace, path: str) -> str:
    """Return why no file can be written there; empty if one can."""
    if reason := check_path(path):
        return reason
    if "#" in path:
        return "a `#` in a file name starts a heading"
    for parent in parents(path):
        entry = workspace.tree.entry(parent)
        if entry is not None and entry.kind is not EntryKind.DIRECTORY:
            return f"`{parent}` is a {entry.kind}"
    if os.path.lexists(os.path.join(workspace.root, *path.split("/"))):
        return f"`{path}` already exists, and nothing is overwritten"
    return ""


def _skeleton(workspace: Workspace, item: Item) -> bytes:
    """Return the item's template, or else a title and the expected evidence as a comment."""
    name = item.evidence.template
    if not name:
        help_line = (item.evidence.expect or item.why or item.title).replace("--", "- -")
        return f"# {item.title}\n\n<!-- {help_line} -->\n".encode()
    if not name.endswith(_EXTENSION):
        return shipped.template(name).encode()
    try:
        return workspace.tree.read(name, _LARGEST)
    except (FileNotFoundError, ValueError) as error:
        hint = Hint(Remedy.RESTORE_OR_NAME)
        problem = Problem(Flaw.TEMPLATE_UNREADABLE, (item.id,), name, hint=hint)
        raise InvalidInputError([problem]) from error
