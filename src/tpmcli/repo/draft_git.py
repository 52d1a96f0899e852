"""Git for a draft: it commits as one person, and leaves the rest of the repository alone."""

from collections.abc import Mapping
from typing import Self

from tpmcli.repo.author import Author
from tpmcli.repo.git import Git

_SETTINGS = (
    # The person's repository is not tidied up behind their back.
    *("gc.auto=0", "maintenance.auto=false"),
    # What is saved survives a power cut: objects, references and the index are brought to disk.
    "core.fsync=all",
    # The draft has every file, whatever the person has checked out.
    *("core.sparseCheckout=false", "submodule.recurse=false", "core.splitIndex=false"),
    *("core.untrackedCache=false", "core.quotePath=false", "i18n.commitEncoding=UTF-8"),
    *("core.logAllRefUpdates=true", "branch.autoSetupMerge=false"),
)


def read_settings(git: Git) -> dict[str, str]:
    """Return git's configuration by key, with section and name in lower case.

    The last value counts. One run of git serves all of them.
    """
    found = {}
    for entry in git.run("config", "--list", "-z").out.decode("utf-8", "replace").split("\0"):
        key, separator, value = entry.partition("\n")
        found[key] = value if separator else "true"
    return found


class DraftGit(Git):
    """Git in a folder of a draft, or beside it, for what is done in the name of its author."""

    def __init__(self, folder: str, env: Mapping[str, str], author: Author) -> None:
        """Take the environment to start from; only the author says who commits."""
        kept = {
            name: value
            for name, value in env.items()
            if not name.startswith(("GIT_AUTHOR_", "GIT_COMMITTER_")) and name != "EMAIL"
        }
        super().__init__(folder, kept)
        self.options = (*self.options, *(word for each in _SETTINGS for word in ("-c", each)))
        # Nothing is downloaded for files in Git LFS, which nobody reads in a draft.
        self._env |= {**author.environment(), "GIT_LFS_SKIP_SMUDGE": "1"}
        self._given = (env, author)

    def within(self, folder: str) -> "DraftGit":
        """Return the same in another folder."""
        return DraftGit(folder, *self._given)

    def dated(self, date: str) -> Self:
        """Return this git, which gives its commits a date of the author; "" for the present."""
        if date:
            self._env["GIT_AUTHOR_DATE"] = date
        return self
