"""The names that people have in git, as `.mailmap` corrects them."""

from tpmcli.model.address import fold_address
from tpmcli.repo.git import Git

MOST_COMMITS = 5_000
"""So many commits are searched for names."""


def author_names(git: Git, most: int = MOST_COMMITS) -> dict[str, str]:
    """Return the names of the authors of the newest commits, by folded address.

    The newest name of an address counts. A name is found under the address in the commit and
    under the one that `.mailmap` gives. Empty if there is no commit, or git cannot read them:
    a name only makes a page easier to read.
    """
    answer = git.run(
        *("log", "-z", f"-n{most}", "--use-mailmap", "--no-show-signature"),
        *("--format=%ae%n%aE%n%aN", "--"),
    )
    if answer.code:
        return {}
    found: dict[str, str] = {}
    for record in _different(answer.out):
        address, mapped, name = record.split("\n", 2)
        for each in (address, mapped):
            found.setdefault(fold_address(each), name.strip())
    return found


def _different(output: bytes) -> list[str]:
    """Return the different records of the output, in order."""
    text = output.decode("utf-8", "replace")
    return [record for record in dict.fromkeys(text.split("\0")) if record.count("\n") >= 2]
