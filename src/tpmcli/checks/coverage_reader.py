"""What the readers of coverage reports in XML share."""

from __future__ import annotations

from tpmcli.checks.base import CannotRunError, excerpt
from tpmcli.checks.coverage_lines import MAX_BRANCHES_OF_A_LINE, Coverage, FileCoverage


class CoverageReader:
    """A reader of one format of XML."""

    def __init__(self, report: Coverage) -> None:
        self.report = report
        self.source = report.source

    def start(self, name: str, attributes: dict[str, str], line: int) -> None:
        """Take the start of an element."""

    def end(self, name: str, /) -> None:
        """Take the end of an element."""

    def text(self, text: str) -> None:
        """Take text between elements."""

    def finish(self) -> None:
        """Take the end of the document."""

    def count(self, attributes: dict[str, str], name: str, line: int, default: str = "") -> int:
        """Return the number in an attribute.

        Raises: CannotRunError if it is not a count.
        """
        value = attributes.get(name, default)
        if value.isascii() and value.isdigit() and len(value) <= 20:
            return int(value)
        raise self.broken(line, f"{name} is not a count: '{excerpt(value, 40)}'")

    def branches(self, file: FileCoverage, number: int, total: int, taken: int, line: int) -> None:
        """Add the branches of a line of which only the number is known."""
        if total > MAX_BRANCHES_OF_A_LINE:
            raise self.broken(line, f"more than {MAX_BRANCHES_OF_A_LINE:,} branches")
        self.report.spend(total, line)
        file.add_branch_counts(number, total, taken)

    def broken(self, line: int, reason: str) -> CannotRunError:
        """Return the error that the report is not what it should be."""
        return CannotRunError(f"{self.source.path}:{line}: {reason}", self.source, line)
