"""One merge in git's object store, without a work tree."""

from tpmcli.repo.git import Git, GitResult


def merge_tree(git: Git, ours: str, theirs: str) -> GitResult:
    """Merge two commits, and return how git ended: with 0, 1 for a conflict, or an error.

    Raises: MissingObjectsError or StorageError if git could not read a folder: it reports that,
    takes the folder for empty, and ends with 0.
    """
    answer = git.run(
        "merge-tree", "--write-tree", "--no-messages", "--name-only", "-z", ours, theirs
    )
    if answer.code in (0, 1) and any(line.startswith("error:") for line in answer.err.split("\n")):
        raise git.failure(answer, ("merge-tree",))
    return answer
