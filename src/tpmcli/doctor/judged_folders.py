"""The folders whose projects a job judges, as far as its file tells."""

import posixpath
import re
from collections.abc import Iterable, Sequence

_ASKED = re.compile(r"\btpm\b([^\n]*?)\bgate\s+check\b([^\n]*)")
_FOLDER = re.compile(r"(?:^|\s)-C[\s=]*(?:'([^']*)'|\"([^\"]*)\"|(\S+))")
_MOVES = re.compile(r"^\s*(?:cd|pushd)\s", re.MULTILINE)


def judged_folders(script: str) -> tuple[str, ...] | None:
    """Return the folders for which a script runs `tpm gate check`, from the top, with `/`.

    None if it judges every project, or this cannot be told.
    """
    if "--all-projects" in script or _MOVES.search(script):
        return None
    found = []
    for before, after in _ASKED.findall(script):
        named = _FOLDER.search(f"{before} {after}")
        folder = next(filter(None, named.groups()), "") if named else ""
        if "$" in folder:
            return None
        found.append(from_top(folder))
    return tuple(found)


def from_top(folder: str) -> str:
    """Return a folder as paths of the repository have it; empty for the top."""
    plain = posixpath.normpath(folder or ".")
    return "" if plain == "." else plain


def all_judged(parts: Iterable[tuple[str, ...] | None]) -> tuple[str, ...] | None:
    """Return what several steps of a job judge together."""
    found: list[str] = []
    for part in parts:
        if part is None:
            return None
        found += part
    return tuple(found)


def judges(judged: tuple[str, ...] | None, project: str, projects: Sequence[str]) -> bool:
    """Return whether a project is among those that are judged.

    Around a folder, the nearest project is. `projects` are the folders of all projects of the
    repository.
    """
    return judged is None or any(_nearest(folder, projects) == project for folder in judged)


def _nearest(folder: str, projects: Sequence[str]) -> str | None:
    around = [each for each in projects if not each or f"{folder}/".startswith(f"{each}/")]
    return max(around, key=len, default=None)
