"""What somebody may have meant by a path that is not a file: a link, a folder, several files."""

from __future__ import annotations

from tpmcli.app.workspace import Workspace
from tpmcli.text.globs import glob_paths

_WILDCARDS = "*?["


def meant(workspace: Workspace, typed: str, path: str) -> str:
    """Return what to do instead, as a sentence; empty if nothing is likely.

    `typed` is the target as it was typed, `path` the same relative to the project's folder.
    """
    if _looks_like_link(typed):
        return f"if it is a link, write `https://{typed}`"
    files = workspace.tree.files()
    below = [each for each in files if each.startswith(f"{path}/")]
    if below:
        return f"name a file in it, such as `{_as_typed(typed, path, below[0])}`"
    if any(sign in path for sign in _WILDCARDS):
        found = glob_paths([path], files)
        if found:
            first = f"`--evidence {_as_typed(typed, path, found[0])}`"
            return f"name each file, such as {first} ({len(found):,} match)"
    parts = [part.strip() for part in typed.split(",")]
    folder = path.removesuffix(typed) if path.endswith(typed) else ""
    if len(parts) > 1 and all(f"{folder}{part}" in files for part in parts if part):
        repeated = " ".join(f"--evidence {part}" for part in parts if part)
        return f"name each file: `{repeated}`"
    return ""


def _looks_like_link(typed: str) -> bool:
    host, slash, _ = typed.partition("/")
    name, dot, top = host.rpartition(".")
    if host.startswith("www."):
        return True
    return bool(slash and dot and name and top.isalpha() and 2 <= len(top) <= 24)


def _as_typed(typed: str, path: str, found: str) -> str:
    """Return a file of the project as it is named from where `typed` was typed."""
    prefix = path[: len(path) - len(typed)] if path.endswith(typed) else ""
    return found[len(prefix) :] if prefix and found.startswith(prefix) else found
