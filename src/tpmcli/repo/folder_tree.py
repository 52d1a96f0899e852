"""A folder outside the repository, such as the reports of one CI run."""

from __future__ import annotations

import os

from tpmcli.model.errors import UsageError
from tpmcli.repo.worktree import WorkTree


class FolderTree(WorkTree):
    """Every regular file below a folder, ignored by git or not. Links are not followed."""

    def __init__(self, root: str) -> None:
        """Raise UsageError if there is no such folder."""
        if not os.path.isdir(root):
            raise UsageError(f"no such folder: {root}")
        super().__init__(root)
        self._git_sought = True
