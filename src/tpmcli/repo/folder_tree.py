"""A folder that is no part of the repository, such as the reports of one CI run."""

from __future__ import annotations

import os

from tpmcli.model.errors import UsageError
from tpmcli.repo.worktree import WorkTree


class FolderTree(WorkTree):
    """Every regular file below a folder, whatever git thinks of it. Links are not followed."""

    def __init__(self, root: str) -> None:
        """Raises UsageError where there is no such folder."""
        if not os.path.isdir(root):
            raise UsageError(f"no such folder: {root}")
        super().__init__(root)
        self._git_sought = True
