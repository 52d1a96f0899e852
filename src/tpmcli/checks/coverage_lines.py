"""What coverage reports measured: lines and branches of files, joined over all reports.

A line of a file is one line, however many reports list it: it is covered if one of them covers it.
The same holds for branches. Totals that a report claims decide nothing.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator

from tpmcli.checks.base import CannotRunError, CheckedFile

MAX_LINES = 2_000_000
MAX_BRANCHES_OF_A_LINE = 10_000


class FileCoverage:
    """The lines and branches of one file.

    `path` is the name in the report; empty if the report names none. `counter` holds lines missed
    and covered of a file whose lines have no hits.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        self.lines: set[int] = set()
        self.covered: set[int] = set()
        self.branches: set[Hashable] = set()
        self.taken: set[Hashable] = set()
        self.counter: tuple[int, int] | None = None

    def add_line(self, number: int, *, covered: bool) -> None:
        """Add a line."""
        self.lines.add(number)
        if covered:
            self.covered.add(number)

    def add_branch(self, branch: Hashable, *, taken: bool) -> None:
        """Add a branch by an identity that each report of the file gives it."""
        self.branches.add(branch)
        if taken:
            self.taken.add(branch)

    def add_branch_counts(self, line: int, total: int, taken: int) -> None:
        """Add the branches of a line of which only the number is known.

        Over several reports the largest number counts: those taken may be the same ones.
        """
        for number in range(total):
            self.add_branch((line, number), taken=number < taken)

    def join(self, other: FileCoverage) -> None:
        """Add what another report measured of the same file."""
        self.lines |= other.lines
        self.covered |= other.covered
        self.branches |= other.branches
        self.taken |= other.taken

    @property
    def totals(self) -> tuple[int, int]:
        """Lines covered, and lines in all."""
        if self.counter is not None:
            missed, covered = self.counter
            return covered, missed + covered
        return len(self.covered), len(self.lines)


class Coverage:
    """The files of a report, or of several that were joined.

    `unknown_branches` is a place, file and line, with branches of which the number is not known.
    `times` are those that the report states, as it writes them.
    """

    def __init__(self, source: CheckedFile) -> None:
        self.source = source
        self.unknown_branches: tuple[CheckedFile, int] | None = None
        self.times: list[str] = []
        self._files: dict[tuple[str, str], FileCoverage] = {}
        self._left = MAX_LINES

    def file(self, path: str, scope: str = "") -> FileCoverage:
        """Return the file of this name, which is made if it is new.

        Files of one name in different scopes are different files.
        """
        return self.file_at((scope, path), path)

    def file_at(self, key: tuple[str, str], path: str) -> FileCoverage:
        """Return the file of a key."""
        found = self._files.get(key)
        if found is None:
            found = self._files[key] = FileCoverage(path)
        return found

    def put(self, key: tuple[str, str], file: FileCoverage) -> None:
        """Join a file to the one of this key.

        Raises: CannotRunError if there is one, and the hits of lines of either are not known.
        """
        present = self._files.setdefault(key, file)
        if present is file:
            return
        if present.counter is not None or file.counter is not None:
            raise CannotRunError(
                f"{self.source.path}: {file.path} is in several reports that do not contain the"
                " hits of its lines",
                self.source,
            )
        present.join(file)

    def items(self) -> Iterator[tuple[tuple[str, str], FileCoverage]]:
        """Yield keys and files."""
        yield from self._files.items()

    @property
    def lines(self) -> tuple[int, int]:
        """Lines covered, and lines in all."""
        return _sum(file.totals for file in self._files.values())

    @property
    def branches(self) -> tuple[int, int]:
        """Branches taken, and branches in all."""
        return _sum((len(file.taken), len(file.branches)) for file in self._files.values())

    def spend(self, lines: int, line: int = 0) -> None:
        """Count lines that a report lists.

        Raises: CannotRunError if they are more than `MAX_LINES`.
        """
        self._left -= lines
        if self._left < 0:
            raise CannotRunError(
                f"{self.source.path}: refused: more than {MAX_LINES:,} lines", self.source, line
            )


def _sum(pairs: Iterator[tuple[int, int]]) -> tuple[int, int]:
    part = whole = 0
    for of_part, of_whole in pairs:
        part += of_part
        whole += of_whole
    return part, whole


def is_absolute(path: str) -> bool:
    """Return whether a path of any system begins at its root."""
    return path.startswith(("/", "\\")) or path[1:2] == ":"
