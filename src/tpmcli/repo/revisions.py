"""Revisions that options name: each resolved to one commit, or refused with the fix."""

import os
from collections.abc import Mapping
from itertools import takewhile
from typing import NamedTuple

from tpmcli.model.errors import InvalidInputError, UsageError
from tpmcli.model.problem import Flaw, Hint, Problem, Remedy
from tpmcli.repo.discover import find_repository, path_below
from tpmcli.repo.git import Git

# Signs that make a revision more than a name: `main~2`, `main@{1}`, `:/text`.
_OPERATORS = frozenset("~^:@{ ?*[\\")


class ComparedFolder(NamedTuple):
    """The folder that a comparison was asked for, within its repository, with `/`."""

    git: Git
    folder: str


def check_revision(option: str, revision: str) -> None:
    """Raise UsageError if an option has no revision, or another option in its place."""
    if not revision or revision.startswith("-"):
        raise UsageError(
            f"`{option}` {revision} is not a revision", f"write `{option} origin/main`, for example"
        )


def place(folder: str, env: Mapping[str, str]) -> ComparedFolder:
    """Return git and the place of a folder in its repository.

    Raises: UsageError if there is no such folder, InvalidInputError without a repository or git.
    """
    if not os.path.isdir(folder):
        raise UsageError(f"no such folder: {folder}")
    git = Git(folder, env)
    repository = git.repository or find_repository(folder)
    if repository is None:
        words = (os.path.realpath(folder),)
        hint = Hint(Remedy.RUN_IN_CLONE)
        raise InvalidInputError([Problem(Flaw.NO_REPOSITORY, words, hint=hint)])
    if not git.is_installed():
        hint = Hint(Remedy.NEWER_GIT)
        raise InvalidInputError([Problem(Flaw.NO_GIT_FOR_AGAINST, hint=hint)])
    if not repository.top:
        return ComparedFolder(git, "")
    here = path_below(os.path.realpath(folder), repository.top)
    return ComparedFolder(git, "" if here.startswith("..") else here)


def refuse_shallow(git: Git) -> None:
    """Raise InvalidInputError, with the fix, for a clone without its whole history."""
    if git.is_shallow():
        raise InvalidInputError([Problem(Flaw.SHALLOW, hint=Hint(Remedy.FETCH_HISTORY))])


def unambiguous(git: Git, option: str, revision: str) -> str:
    """Return the revision that an option names if it names one thing.

    git would prefer a tag to a remote's branch, and whoever may push can push a tag named
    `origin/main`.

    Raises: InvalidInputError if there are several, or a remote's branch is something else.
    """
    name = "".join(takewhile(lambda sign: sign not in _OPERATORS, revision))
    if name in ("", "HEAD") or name.startswith("refs/"):
        return revision
    places = [f"refs/{kind}{name}" for kind in ("", "tags/", "heads/", "remotes/")]
    listed = git.output("for-each-ref", "--format=%(refname)", *places)
    found = [ref for ref in listed.decode("utf-8", "replace").split("\n") if ref in places]
    hint = Hint(Remedy.NAME_IN_FULL, (option, name))
    if len(found) > 1:
        words = (name, tuple(found))
        raise InvalidInputError([Problem(Flaw.REVISION_AMBIGUOUS, words, hint=hint)])
    remote, slash, _ = name.partition("/")
    if found and slash and not found[0].startswith("refs/remotes/"):
        remotes = git.output("remote").decode("utf-8", "replace").split("\n")
        if remote in remotes:
            problem = Problem(Flaw.REVISION_NOT_OF_REMOTE, (name, found[0], remote), hint=hint)
            raise InvalidInputError([problem])
    return revision


def head_commit(git: Git, head: str) -> str:
    """Return the commit to judge.

    Raises: InvalidInputError if there is none.
    """
    try:
        return git.resolve(head)
    except InvalidInputError:
        if head != "HEAD":
            raise
        problem = Problem(Flaw.NO_COMMIT, hint=Hint(Remedy.COMMIT_OR_HEAD))
        raise InvalidInputError([problem]) from None


class Reached(NamedTuple):
    """The judged commit, and whether the history of a branch has it."""

    commit: str
    on_branch: bool


def reach(folder: str, env: Mapping[str, str], option: str, branch: str) -> Reached:
    """Return the commit that is checked out in a folder, and whether a branch has it.

    A tag, a commit or HEAD itself is refused: the judged commit is on what it was made from.

    Raises: UsageError if `branch` is not a branch; InvalidInputError, with the fix, if this cannot
    be told: no repository, a shallow clone, a missing or ambiguous revision.
    """
    check_revision(option, branch)
    git, _ = place(folder, env)
    refuse_shallow(git)
    commit = head_commit(git, "HEAD")
    tip = git.resolve(unambiguous(git, option, branch))
    _refuse_other_than_branch(git, option, branch)
    arguments = ("merge-base", "--is-ancestor", commit, tip)
    answer = git.run(*arguments)
    if answer.code not in (0, 1) or answer.err:
        raise git.failure(answer, arguments)
    return Reached(commit, answer.code == 0)


def _refuse_other_than_branch(git: Git, option: str, branch: str) -> None:
    """Refuse what follows the judged commit wherever it is, and a branch that is only local."""
    out = git.output("rev-parse", "--symbolic-full-name", "--end-of-options", branch)
    # git prints the option, too.
    name = out.decode("utf-8", "replace").strip().rpartition("\n")[2]
    if branch in ("HEAD", "@") or not name.startswith("refs/") or name.startswith("refs/tags/"):
        raise UsageError(
            f"`{option}` {branch} is not a branch",
            f"write `{option} refs/remotes/origin/main`, for example",
        )
    short = name.removeprefix("refs/heads/")
    if branch.startswith("refs/") or short == name:
        return
    remotes = git.output("remote").decode("utf-8", "replace").split()
    places = [f"refs/remotes/{remote}/{short}" for remote in remotes]
    if not places:
        return
    listed = git.output("for-each-ref", "--format=%(refname)", *places)
    found = [ref for ref in listed.decode("utf-8", "replace").split("\n") if ref in places]
    # Whoever works here moves a local branch as they like.
    if found:
        hint = Hint(Remedy.NAME_REF_IN_FULL, (option, found[0]))
        words = (branch, (name, *found))
        raise InvalidInputError([Problem(Flaw.REVISION_AMBIGUOUS, words, hint=hint)])
