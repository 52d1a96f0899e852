"""Paths as people type and read them: relative to their working folder, as with other tools."""

from __future__ import annotations

import os

from tpmcli.text.paths import split_fragment


def from_root(root: str, folder: str, typed: str) -> str:
    """Return a path typed in `folder` relative to `root`, with `/`; its `#heading` stays.

    An absolute path inside the root is taken, too. A path that cannot be inside it is returned as
    typed, for the path rules to refuse in their own words.
    """
    path, _ = split_fragment(typed)
    if not path or "\\" in path:
        return typed
    if os.path.isabs(path):
        for top in (root, os.path.realpath(root)):
            inside = os.path.relpath(os.path.normpath(path), top).replace(os.sep, "/")
            if inside.partition("/")[0] != "..":
                return inside + typed[len(path) :]
        return typed
    here = os.path.relpath(os.path.realpath(folder), os.path.realpath(root)).replace(os.sep, "/")
    joined = os.path.normpath(f"{here}/{path}").replace(os.sep, "/")
    return joined + typed[len(path) :]


def from_folder(root: str, folder: str, path: str) -> str:
    """Return a path relative to `root` as one types it in `folder`: what `from_root` takes."""
    here, top = os.path.realpath(folder), os.path.realpath(root)
    if here == top:
        return path
    return os.path.relpath(os.path.join(top, *path.split("/")), here).replace(os.sep, "/")
