"""The environment in which git runs, whatever variables a hook or a shell has set."""

import os
from collections.abc import Mapping, Sequence

from tpmcli.repo.discover import Repository, common_dir, find_repository, is_git_dir

_FIXED = {
    # Nothing is fetched for a partial clone without being asked. The first is git 2.45's; an older
    # one starts a fetch that may use no protocol.
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}
# The variables that tie git to one repository (`git rev-parse --local-env-vars`). Hooks set some.
_OF_ONE_REPOSITORY = (
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_COMMON_DIR",
    "GIT_DIR",
    "GIT_GRAFT_FILE",
    "GIT_IMPLICIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_NAMESPACE",
    "GIT_OBJECT_DIRECTORY",
    "GIT_PREFIX",
    "GIT_QUARANTINE_PATH",
    "GIT_SHALLOW_FILE",
    "GIT_WORK_TREE",
)
# Variables that change the meaning of a pathspec, trace to a file or add output.
_NEVER = (
    "GIT_ICASE_PATHSPECS",
    "GIT_GLOB_PATHSPECS",
    "GIT_NOGLOB_PATHSPECS",
    "GIT_LITERAL_PATHSPECS",
    "GIT_REPLACE_REF_BASE",
    "GIT_TRACE",
    "GIT_EXTERNAL_DIFF",
)


def git_environment(
    folder: str, env: Mapping[str, str]
) -> tuple[Repository | None, dict[str, str]]:
    """Return the repository for the folder, and the environment in which git finds that one.

    A hook gets its repository in `GIT_DIR` and its index in `GIT_INDEX_FILE` (a temporary one for
    a partial commit). They hold for that repository alone: if the folder is in another, they are
    dropped. `GIT_DIR` without `GIT_WORK_TREE` would make git take the folder itself for the top of
    the work tree, so git finds its folder itself if it can.
    """
    found = find_repository(folder)
    named = env.get("GIT_DIR", "")
    git_dir = os.path.realpath(named) if named else ""
    kept = {name: value for name, value in env.items() if name not in _NEVER} | _FIXED
    if not named:
        if found is None:
            return None, _without(kept, _OF_ONE_REPOSITORY)
        return found, _with_index(kept, found)
    if found is None:
        if not os.path.isdir(git_dir):
            return None, _without(kept, _OF_ONE_REPOSITORY)
        top = os.path.realpath(env["GIT_WORK_TREE"]) if env.get("GIT_WORK_TREE") else ""
        outside = Repository(git_dir, common_dir(git_dir), top)
        kept["GIT_DIR"] = git_dir
        if top:
            kept["GIT_WORK_TREE"] = top
        return outside, _with_index(kept, outside)
    if git_dir != found.git_dir:
        return found, _without(kept, _OF_ONE_REPOSITORY)
    if found.top:
        kept = _without(kept, ("GIT_DIR", "GIT_WORK_TREE", "GIT_PREFIX"))
    else:
        kept["GIT_DIR"] = git_dir
    return found, _with_index(kept, found)


def _with_index(env: dict[str, str], repository: Repository) -> dict[str, str]:
    """Return the environment with an absolute `GIT_INDEX_FILE`, which git reads from the top.

    It is left out if the file does not exist or belongs to another repository: git would take a
    missing index for an empty one, and every file for untracked.
    """
    named = env.get("GIT_INDEX_FILE")
    if not named:
        return env
    index = os.path.realpath(os.path.join(repository.top or repository.git_dir, named))
    holder = os.path.dirname(index)
    if not os.path.isfile(index) or (is_git_dir(holder) and holder != repository.git_dir):
        return _without(env, ("GIT_INDEX_FILE",))
    env["GIT_INDEX_FILE"] = index
    return env


def _without(env: Mapping[str, str], names: Sequence[str]) -> dict[str, str]:
    return {name: value for name, value in env.items() if name not in names}
