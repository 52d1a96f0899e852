"""Commits of a draft, made of its index by git's plumbing.

A commit is made first and the branch moved to it then, in one step that git makes durable. So a
draft has a commit or has it not, whenever the machine stops. No hook is run.
"""

from collections.abc import Sequence

from tpmcli.model.errors import RefusedError
from tpmcli.repo.draft_tree import DraftTree


class SigningFailed(RefusedError):  # noqa: N818 - says what happened
    """Git could not sign a commit, as its configuration asks. `said` is what git wrote."""

    def __init__(self, said: str) -> None:
        super().__init__(
            "git could not sign the commit; nothing was saved",
            "ask for a key that git can use on this computer, or for `commit.gpgsign` to be off",
        )
        self.said = said


def commit_index(tree: DraftTree, message: str, parents: Sequence[str], *, date: str = "") -> str:
    """Commit what the draft's index holds, and return the id; empty if that changes nothing.

    `date` is the author's, an ISO moment, the present one if it is empty.

    Raises: SigningFailed if the configuration asks for a signature and none can be made.
    """
    made = tree.git.output("write-tree").decode("ascii").strip()
    same = tree.git.output("rev-parse", f"{parents[0]}^{{tree}}").decode("ascii").strip()
    if made == same and len(parents) == 1:
        return ""
    return commit_tree(tree, made, message, parents, date=date)


def commit_tree(
    tree: DraftTree, made: str, message: str, parents: Sequence[str], *, date: str = ""
) -> str:
    """Commit a tree on the branch, whose last commit is the first parent; see `commit_index`."""
    signed = ("-S",) if _signs(tree) else ()
    git = tree.git.within(tree.git.folder).dated(date)
    above = [word for parent in parents for word in ("-p", parent)]
    words = ("commit-tree", *above, "-F", "-", made)
    data = message.encode("utf-8", "replace")
    done = git.run(words[0], *signed, *words[1:], data=data)
    if done.code:
        # Without a signature it is an object that nothing leads to, and shows what failed.
        if signed and git.run(*words, data=data).code == 0:
            raise SigningFailed(done.err)
        raise git.failure(done, words)
    commit = done.out.decode("ascii").strip()
    subject = message.partition("\n")[0]
    tree.git.output("update-ref", "-m", f"tpm: {subject}", "HEAD", commit, parents[0])
    return commit


def _signs(tree: DraftTree) -> bool:
    answer = tree.git.run("config", "--type=bool", "--get", "commit.gpgSign")
    return answer.out.strip() == b"true"
