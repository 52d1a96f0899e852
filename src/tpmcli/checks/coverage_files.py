"""Which files of several coverage reports are the same file.

Reports name files from a root of their own: the machine's, the folder in which the tests ran, a
module. So each name is looked for among the files of the repository.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tpmcli.checks.base import CannotRunError, excerpt
from tpmcli.checks.coverage_lines import Coverage, is_absolute

IN_REPOSITORY = "repository"
"""The scope of a file that was found in the repository; its name is then its path there."""


class SourceFinder:
    """Finds the files of a repository by the names that reports give them."""

    def __init__(self, files: Sequence[str]) -> None:
        self._by_name: dict[str, list[list[str]]] = {}
        for path in files:
            parts = path.split("/")
            self._by_name.setdefault(parts[-1], []).append(parts)

    def find(self, name: str, report: str) -> str | None:
        """Return the path of a file that a report names, or None if none fits best.

        A relative name must be the end of the path, or the path the end of the name. Of those that
        share most with the name, the one nearest to the report counts.
        """
        parts = [part for part in name.replace("\\", "/").split("/") if part not in ("", ".", "..")]
        folder = report.split("/")[:-1]
        ranked = []
        for path in self._by_name.get(parts[-1] if parts else "", ()):
            shared = _shared(parts[::-1], path[::-1])
            if shared == min(len(parts), len(path)) or is_absolute(name):
                ranked.append(((shared, _shared(folder, path), -len(path)), "/".join(path)))
        ranked.sort(reverse=True)
        if not ranked or (len(ranked) > 1 and ranked[0][0] == ranked[1][0]):
            return None
        return ranked[0][1]

    def paths(self, report: Coverage) -> Mapping[tuple[str, str], str]:
        """Return the paths of a report's files by key; no two of them have the same path."""
        found: dict[tuple[str, str], str] = {}
        keys: dict[str, list[tuple[str, str]]] = {}
        for key, file in report.items():
            path = self.find(file.path, report.source.path) if file.path else None
            if path is not None:
                keys.setdefault(path, []).append(key)
        for path, of_path in keys.items():
            if len(of_path) == 1:
                found[of_path[0]] = path
        return found


def _shared(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many parts both begin with."""
    number = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        number += 1
    return number


def join_reports(reports: Sequence[Coverage], files: Sequence[str]) -> Coverage:
    """Return the reports as one, in which a file is one file.

    Args:
        reports: at least one.
        files: the paths of the repository.

    Raises: CannotRunError if reports of different folders name a file alike that the repository
    does not have: it may be one file, or two.
    """
    finder = SourceFinder(files)
    joined = Coverage(reports[0].source)
    folders: dict[tuple[str, str], str] = {}
    for report in reports:
        paths = finder.paths(report)
        joined.unknown_branches = joined.unknown_branches or report.unknown_branches
        folder = report.source.path.rpartition("/")[0]
        for key, file in report.items():
            path = paths.get(key)
            if path is not None:
                joined.put((IN_REPOSITORY, path), file)
                continue
            unsure = bool(file.path) and not is_absolute(file.path)
            if unsure and folders.setdefault(key, folder) != folder:
                raise CannotRunError(
                    f"{report.source.path}: '{excerpt(file.path)}' is in reports of several folders"
                    " and not in the repository: it may be one file or two",
                    report.source,
                )
            joined.put(key, file)
    return joined
