"""Paths as people type them: from the folder they stand in, as with other tools."""

from __future__ import annotations

import os

from tpmcli.text.paths import split_fragment


def from_root(root: str, folder: str, typed: str) -> str:
    """A path typed in `folder`, as seen from `root`, with ``/``; its ``#heading`` stays.

    What cannot be inside the root (an absolute path, one that leaves the root) is returned as it
    was typed, for the path rules to refuse in their own words.
    """
    path, _ = split_fragment(typed)
    if not path or os.path.isabs(path) or "\\" in path:
        return typed
    here = os.path.relpath(os.path.realpath(folder), os.path.realpath(root)).replace(os.sep, "/")
    joined = os.path.normpath(f"{here}/{path}").replace(os.sep, "/")
    return joined + typed[len(path) :]
