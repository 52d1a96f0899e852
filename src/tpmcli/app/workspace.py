"""A project, loaded: its policy, its checklist, the record of one increment, and its files."""

import os
from collections.abc import Callable, Mapping
from typing import NamedTuple

from tpmcli.app.context import CommandContext
from tpmcli.app.elsewhere import locate
from tpmcli.model.checklist import Checklist
from tpmcli.model.errors import InvalidInputError
from tpmcli.model.fix import Command, File
from tpmcli.model.policy import Policy
from tpmcli.model.problem import Flaw, Hint, Problem, Remedy
from tpmcli.model.record import Record
from tpmcli.model.tree import Tree
from tpmcli.repo.content import ProjectTree
from tpmcli.repo.history import GitHistory
from tpmcli.repo.worktree import WorkTree
from tpmcli.rules.project import Project
from tpmcli.store.checklists.load import Read, load_checklist
from tpmcli.store.policy_file import PolicyFile, check_policy, parse_policy
from tpmcli.store.record.file import read_record
from tpmcli.store.yaml.scan import CONFIG_LIMITS, RECORD_LIMITS
from tpmcli.text.names import suggestion

POLICY = ".tpm/policy.yaml"
RECORD = ".tpm/project.yaml"
INCREMENTS = ".tpm/increments"


class EarlierTree(NamedTuple):
    """The files of a project at an earlier revision, named as git is told it.

    `prefix` is the project's folder in the repository.
    """

    revision: str
    prefix: str
    tree: ProjectTree


class Workspace(NamedTuple):
    """One project, on disk or in git.

    `root` is the folder on disk that holds `.tpm/`, empty for a tree in git; `artifacts` the
    reports made in this CI run, if there are any; `history` what git knows of the past, and
    `earlier` where lost files may still be, if those are not asked from `root`. `others` are the
    records of the other increments.
    """

    root: str
    tree: ProjectTree
    policy: Policy
    checklist: Checklist
    record: Record
    record_path: str
    today: str
    artifacts: Tree | None = None
    history: GitHistory | None = None
    earlier: EarlierTree | None = None
    others: tuple[Record, ...] = ()

    def record_bytes(self) -> bytes:
        """Return the record's file as it is."""
        return self.tree.read(self.record_path, RECORD_LIMITS.bytes)

    @property
    def project(self) -> Project:
        """What the rules judge."""
        return Project(self.policy, self.checklist, self.record, self.others)


class Requirements(NamedTuple):
    """What a project's people ask: the policy and the checklist that it makes."""

    policy: Policy
    checklist: Checklist


def open_workspace(session: CommandContext) -> Workspace:
    """Load the project around the session's folder.

    Raises:
        InvalidInputError: every problem of a file that is missing, invalid or contradictory, or an
            increment that does not exist.
    """
    root = locate(session.folder)
    tree = WorkTree(root)
    policy, checklist = load_requirements(tree)
    path = record_path(tree, session.increment)
    record = load_record(tree, path, policy)
    made = artifacts_of(session)
    today, others = session.today(), load_others(tree, path)
    return Workspace(root, tree, policy, checklist, record, path, today, made, others=others)


def load_others(tree: ProjectTree, path: str) -> tuple[Record, ...]:
    """Return the records of every increment except the one at a path, the current one first.

    Raises:
        InvalidInputError: one of them cannot be read.
    """
    paths = [RECORD, *(f"{INCREMENTS}/{name}.yaml" for name in kept_increments(tree))]
    return tuple(
        read_record(read_bytes(tree, each, RECORD_LIMITS.bytes), each)
        for each in paths
        if each != path
    )


def artifacts_of(session: CommandContext) -> Tree | None:
    """Return the reports made in this CI run.

    Raises:
        UsageError: the folder is not there.
    """
    if not session.artifacts:
        return None
    from tpmcli.repo.folder_tree import FolderTree

    return FolderTree(os.path.join(session.folder, session.artifacts))


def load_requirements(
    tree: ProjectTree,
    sources: dict[str, bytes] | None = None,
    make: Callable[[PolicyFile, Read], Checklist] = load_checklist,
) -> Requirements:
    """Return the policy, and the checklist composed as it says.

    `sources`, if given, is filled with the files that were read for it, by path. `make` is for
    those who have a checklist already that the policy would make again.
    """
    read = {} if sources is None else sources
    read[POLICY] = read_bytes(tree, POLICY, CONFIG_LIMITS.bytes)

    def read_checklist(path: str) -> bytes:
        read[path] = read_named(tree, path, CONFIG_LIMITS.bytes)
        return read[path]

    document = parse_policy(read[POLICY], POLICY)
    checklist = make(document, read_checklist)
    problems = check_policy(document, checklist)
    if problems:
        raise InvalidInputError(problems)
    return Requirements(document.policy, checklist)


def load_record(tree: ProjectTree, path: str, policy: Policy) -> Record:
    """Return the record at a path, which must belong to the policy."""
    return checked_record(read_bytes(tree, path, RECORD_LIMITS.bytes), path, policy)


def checked_record(data: bytes, path: str, policy: Policy) -> Record:
    """Return the record in these bytes, which must belong to the policy."""
    record = read_record(data, path)
    refuse_foreign(record, policy)
    return record


def refuse_foreign(record: Record, policy: Policy) -> None:
    """Raise if a record does not belong to the policy.

    Raises:
        InvalidInputError: the record is of another policy or of an unknown kind.
    """
    path = record.file
    problems: list[Problem] = []
    if record.policy != policy.id:
        words = (record.policy, policy.id)
        hint = Hint(Remedy.RESTORE_OWN_FILE)
        problems.append(Problem(Flaw.FOREIGN_RECORD, words, path, hint=hint))
    if record.kind and record.kind not in policy.kinds:
        near = suggestion(record.kind, policy.kinds)
        problems.append(Problem(Flaw.KIND_UNKNOWN, (record.kind,), path, hint=near))
    if problems:
        raise InvalidInputError(problems)


def record_path(tree: ProjectTree, increment: str) -> str:
    """Return the path of an increment's record: the project file, or one kept beside it."""
    if not increment:
        return RECORD
    current = read_record(read_bytes(tree, RECORD, RECORD_LIMITS.bytes), RECORD)
    if current.increment == increment:
        return RECORD
    names = [current.increment, *kept_increments(tree)]
    if increment not in names:
        raise no_increment(increment, names)
    return f"{INCREMENTS}/{increment}.yaml"


def no_increment(increment: str, names: list[str]) -> InvalidInputError:
    """Return the error that there is no increment of that name."""
    near = suggestion(increment, names)
    return InvalidInputError([Problem(Flaw.INCREMENT_UNKNOWN, (increment,), hint=near)])


def kept_increments(tree: ProjectTree) -> list[str]:
    """Return the names of the increments in `.tpm/increments/`, sorted."""
    return sorted(
        name.removesuffix(".yaml") for name in tree.names(INCREMENTS) if name.endswith(".yaml")
    )


def read_bytes(tree: ProjectTree, path: str, limit: int) -> bytes:
    """Return the content of one of tpm's files.

    Raises:
        InvalidInputError: it is missing or huge.
    """
    try:
        return read_named(tree, path, limit)
    except FileNotFoundError as error:
        hint = _restore_hint(tree, path)
        raise InvalidInputError([Problem(Flaw.FILE_MISSING, (), path, hint=hint)]) from error


def _restore_hint(tree: ProjectTree, path: str) -> Hint:
    """Return how to have a missing file again: from git, if git has it."""
    if not isinstance(tree, WorkTree) or tree.committed(path) is not None:
        return Hint(Remedy.RUN, command=Command(("git", "checkout", "HEAD", "--", File(path))))
    others = tuple(sorted(tree.names(".tpm")))
    if not others:
        return Hint(Remedy.REMOVE_AND_INIT)
    return Hint(Remedy.RESTORE_OR_REMOVE_AND_INIT, (others,))


def holds(tree: ProjectTree, sources: Mapping[str, bytes]) -> bool:
    """Return whether each of these files has this very content in the tree."""
    try:
        return all(
            read_named(tree, path, CONFIG_LIMITS.bytes) == data for path, data in sources.items()
        )
    except (FileNotFoundError, InvalidInputError):
        return False


def read_named(tree: ProjectTree, path: str, limit: int) -> bytes:
    """Return the content of a file that the policy names.

    Raises:
        FileNotFoundError: it is missing.
        InvalidInputError: it is huge.
    """
    try:
        return tree.read(path, limit)
    except ValueError as error:
        raise InvalidInputError([Problem(Flaw.FILE_TOO_LARGE, (limit,), path)]) from error


def is_ignored(workspace: Workspace, path: str) -> bool:
    """Return whether git ignores a path of the project."""
    from tpmcli.repo.git import open_git

    git = open_git(workspace.root) if workspace.root else None
    return git is not None and git.ignores(path)
