"""A project as it stands in one tree of git: what is asked, and every record."""

from typing import NamedTuple

from tpmcli.app.workspace import (
    INCREMENTS,
    POLICY,
    RECORD,
    Requirements,
    holds,
    kept_increments,
    load_requirements,
    read_bytes,
)
from tpmcli.model.errors import InvalidInputError
from tpmcli.model.problem import Flaw, Hint, Problem, Remedy
from tpmcli.model.record import Record
from tpmcli.model.tree import EntryKind
from tpmcli.repo.gittree import GitTree
from tpmcli.rules.change.transition import Records
from tpmcli.store.record.file import read_record
from tpmcli.store.yaml.scan import CONFIG_LIMITS, RECORD_LIMITS

SIGNERS = ".tpm/allowed_signers"


class ProjectState(NamedTuple):
    """A project in a tree.

    `sources` holds the files that make up what is asked, and the list of allowed signers, by path.
    """

    tree: GitTree
    requirements: Requirements
    sources: dict[str, bytes]
    records: Records | None


def is_file(tree: GitTree, path: str) -> bool:
    """Return whether a regular file stands at the path."""
    entry = tree.entry(path)
    return entry is not None and entry.kind is EntryKind.FILE


def load_state(tree: GitTree, before: ProjectState | None = None) -> ProjectState:
    """Return the project in a tree that has a policy.

    If the files that make up what is asked are those of the state `before`, as nearly always, they
    are not read into a checklist once more.

    Raises:
        InvalidInputError: a file is not sound.
    """
    known = before.sources if before else {}
    sources = {path: data for path, data in known.items() if path != SIGNERS}
    if before is not None and holds(tree, sources):
        asked = before.requirements
    else:
        sources = {}
        asked = load_requirements(tree, sources)
    if is_file(tree, SIGNERS):
        sources[SIGNERS] = read_bytes(tree, SIGNERS, CONFIG_LIMITS.bytes)
    return ProjectState(tree, asked, sources, load_records(tree) if is_file(tree, RECORD) else None)


def load_records(tree: GitTree) -> Records:
    """Return the record under way and those in `increments/`.

    Raises:
        InvalidInputError: what is wrong, with its place.
    """
    current = _read(tree, RECORD)
    found = {current.increment: current}
    problems: list[Problem] = []
    for name in kept_increments(tree):
        path = f"{INCREMENTS}/{name}.yaml"
        if not is_file(tree, path):
            continue
        record = _read(tree, path)
        if record.increment != name:
            words = (record.increment, name)
            hint = Hint(Remedy.NAME_AS_INCREMENT)
            problems.append(Problem(Flaw.INCREMENT_NAMED_OTHERWISE, words, path, hint=hint))
        elif name in found:
            words = (name, found[name].file)
            hint = Hint(Remedy.KEEP_ONE_FILE)
            problems.append(Problem(Flaw.INCREMENT_IN_TWO_FILES, words, path, hint=hint))
        found.setdefault(name, record)
    if problems:
        raise InvalidInputError(problems)
    return Records(current, found)


def _read(tree: GitTree, path: str) -> Record:
    return read_record(read_bytes(tree, path, RECORD_LIMITS.bytes), path)


class MissingFile(NamedTuple):
    """One of a project's two files that is missing, or that a symbolic link replaces."""

    path: str
    is_link: bool


def missing_file(tree: GitTree) -> MissingFile | None:
    """Return the first of a project's two files that is missing, or None."""
    for path in (POLICY, RECORD):
        if not is_file(tree, path):
            entry = tree.entry(path)
            return MissingFile(path, entry is not None and entry.kind is EntryKind.SYMLINK)
    return None
