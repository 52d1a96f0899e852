"""`tpm evidence new`: write a skeleton to a path that the item's globs match."""

import os
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from tpmcli.app.context import CommandContext
from tpmcli.app.find_globs import find_globs
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
from tpmcli.text.usual_names import find_paths

_EXTENSION = ".md"
_WILDCARDS = "*?["
_DIGIT = "[0-9]"
_MOST = 99
_LARGEST = 1024 * 1024
# A file of a series, such as 0007-one-queue.md.
_NUMBERED = re.compile(r"(.*/)?(\d{3,})[-_](?!\d)[^/]*")


class EvidenceResult(NamedTuple):
    """The skeleton that was written, as a path from the folder that holds `.tpm/`.

    `following` are the commands to cite it once it is filled in.
    """

    item: Item
    path: str
    following: tuple[Command, ...]


class Example(NamedTuple):
    """A filled example of the evidence that an item asks for."""

    item: Item
    text: str


def new_evidence(
    workspace: Workspace, context: CommandContext, name: str, typed: str = ""
) -> EvidenceResult:
    """Write the item's skeleton to the typed path, or to the first that its globs suggest.

    Raises: UsageError if there is no such item, the path cannot be evidence or exists (nothing is
    ever overwritten), or, without a path, the project has such a document already.
    """
    item = find_item(workspace.project, name)
    path = _typed(workspace, context, item, typed) if typed else _suggested(workspace, item)
    create(os.path.join(workspace.root, *path.split("/")), _skeleton(workspace, item))
    cite = tpm("answer", item.id, "met", "--evidence", File(path))
    return EvidenceResult(item, path, (add_command(path), cite))


def find_example(workspace: Workspace, name: str) -> Example:
    """Return the filled example of the item's template.

    Raises: UsageError if there is no such item, or no example of its template.
    """
    item = find_item(workspace.project, name)
    known = shipped.example_names()
    if item.evidence.template in known:
        return Example(item, shipped.example(item.evidence.template))
    others = [
        each.slug
        for each in workspace.checklist.items().values()
        if each.evidence.template in known
    ]
    raise UsageError(
        f"there is no filled example for `{item.id}`",
        f"there are examples for {', '.join(others)}" if others else None,
    )


def suggestions(item: Item, globs: Iterable[str]) -> Iterator[str]:
    """Yield paths at which the item's evidence would be found, from its globs, best first.

    A lone star becomes the item's slug, a star in a name nothing, `**` no folder, and a run of
    `[0-9]` the first number.
    """
    for glob in globs:
        *folders, last = glob.split("/")
        folders = [part for part in folders if part != "**"]
        stem, _, extension = last.rpartition(".")
        if not stem and last.endswith("*") and last.isupper():
            # A document such as ROADMAP, with any extension.
            stem, extension = last, _EXTENSION[1:]
        digits = stem.count(_DIGIT)
        stem = stem.replace(_DIGIT, "")
        many = stem in ("*", "-*")
        if digits and many:
            stem = f"{1:0{digits}}-{item.slug}"
        else:
            stem = item.slug if many else stem.replace("*", "")
        folder = "".join(f"{part}/" for part in folders)
        if not stem or f".{extension}" != _EXTENSION or _is_glob(f"{folder}{stem}"):
            continue
        yield f"{folder}{stem}{_EXTENSION}"
        # A folder that holds several files has room for one more.
        for number in range(2, _MOST + 1) if many else ():
            yield f"{folder}{stem}-{number}{_EXTENSION}"


def _is_glob(path: str) -> bool:
    return any(sign in path for sign in _WILDCARDS)


def _suggested(workspace: Workspace, item: Item) -> str:
    """Return the first path at which a skeleton is the one document of its name.

    A folder of numbered files goes on with the next number.
    """
    globs = find_globs(workspace, item)
    there = find_paths(globs, workspace.tree.files())
    if path := _next_in_series(item, there):
        return path
    found = list(dict.fromkeys(suggestions(item, globs)))
    if not globs:
        found = [f"docs/{item.slug}{_EXTENSION}"]
    by_name = {_name(path): path for path in reversed(there)}
    for path in found:
        exists = os.path.lexists(os.path.join(workspace.root, *path.split("/")))
        same = path if exists else by_name.get(_name(path))
        if same and not _name(path).startswith(item.slug):
            raise UsageError(
                f"`{same}` already exists for “{item.title}”",
                tpm("answer", item.id, "met", "--evidence", File(same)),
            )
        if not same and not _flaw(workspace, path):
            return path
    if not found:
        raise UsageError(
            f"the evidence of `{item.id}` is not a document to write: {item.evidence.expect}",
            tpm("evidence", "find", item.id),
        )
    raise UsageError(
        f"a file already exists at each place for it: {', '.join(found[:5])}",
        tpm("answer", item.id, "met", "--evidence", File(found[0])),
    )


def _next_in_series(item: Item, there: Iterable[str]) -> str:
    """Return the next path in the folder with the most numbered files; empty without one."""
    series: dict[str, list[str]] = {}
    for path in there:
        if numbered := _NUMBERED.fullmatch(path):
            series.setdefault(numbered[1] or "", []).append(numbered[2])
    if not series:
        return ""
    folder = max(series, key=lambda each: (len(series[each]), each))
    last = max(series[folder], key=int)
    return f"{folder}{int(last) + 1:0{len(last)}}-{item.slug}{_EXTENSION}"


def _name(path: str) -> str:
    """Return the name of a file without folder and extension; case does not count."""
    return path.rpartition("/")[2].partition(".")[0].lower()


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
