"""The branch that a draft begins at: the protected one of `origin`, or the local one."""

from collections.abc import Mapping
from typing import NamedTuple

from tpmcli.repo.git import Git

REMOTE = "origin"
_USUAL = ("main", "master", "trunk", "develop")


class MainBranch(NamedTuple):
    """The main branch. `ref` is where its newest known commit is; empty if there is no commit.

    `remote`: it is a branch of `origin`, which `has_remote` says exists.
    """

    name: str
    ref: str
    remote: bool
    has_remote: bool

    def commit(self, git: Git) -> str:
        """Return the id of its newest known commit, empty if there is none."""
        return ref_commit(git, self.ref) if self.ref else ""


def find_main(git: Git, settings: Mapping[str, str]) -> tuple[MainBranch, str]:
    """Return the main branch and the id of its newest known commit, empty if it has none.

    It is the one that the setting `tpm.main` names, else the one that `origin/HEAD` leads to, else
    one with a usual name. Without a remote, or if nothing was fetched of it, it is the local one.
    """
    has_remote = bool(settings.get(f"remote.{REMOTE}.url"))
    named = settings.get("tpm.main", "")
    usual = [each for each in (settings.get("init.defaultbranch", ""), *_USUAL) if each]
    if has_remote:
        head = _symbolic(git, f"refs/remotes/{REMOTE}/HEAD")
        start = f"refs/remotes/{REMOTE}/"
        known = head.removeprefix(start) if head.startswith(start) else ""
        for name in (named,) if named else (known, *usual):
            if name and (commit := ref_commit(git, f"{start}{name}")):
                return MainBranch(name, f"{start}{name}", remote=True, has_remote=True), commit
    current = _symbolic(git, "HEAD").removeprefix("refs/heads/")
    for name in (named,) if named else (*usual, current):
        if name and (commit := ref_commit(git, f"refs/heads/{name}")):
            ref = f"refs/heads/{name}"
            return MainBranch(name, ref, remote=False, has_remote=has_remote), commit
    return MainBranch(named or current or "main", "", remote=False, has_remote=has_remote), ""


def ref_commit(git: Git, ref: str) -> str:
    """Return the id of the commit that a reference leads to, empty if it leads to none."""
    answer = git.run("rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}")
    return answer.out.decode("ascii", "replace").strip() if answer.code == 0 else ""


def _symbolic(git: Git, name: str) -> str:
    answer = git.run("symbolic-ref", "--quiet", name)
    return answer.out.decode("utf-8", "surrogateescape").strip() if answer.code == 0 else ""
