"""LCOV traces and the profiles of Go.

https://github.com/linux-test-project/lcov/blob/master/man/geninfo.1 (section FILES)
https://pkg.go.dev/golang.org/x/tools/cover
"""

from __future__ import annotations

from io import StringIO

from tpmcli.checks.base import CannotRunError, CheckedFile, excerpt
from tpmcli.checks.coverage_lines import Coverage, FileCoverage
from tpmcli.checks.sources import decode

# A block of Go's is a run of statements, rarely more than a hundred lines.
MAX_BLOCK = 100_000


def is_lcov(start: str) -> bool:
    """Return whether a file that begins so is an LCOV trace; comments may stand first."""
    for line in start.splitlines():
        if line.strip() and not line.lstrip().startswith("#"):
            return line.startswith(("TN:", "SF:"))
    return False


def read_lcov(source: CheckedFile, data: bytes) -> Coverage:
    """Read an LCOV trace.

    Raises: CannotRunError if a record does not end or a count is not a number.
    """
    report = Coverage(source)
    file: FileCoverage | None = None
    number = 0
    for number, line in enumerate(StringIO(decode(source, data)), 1):
        kind, _, rest = line.strip().partition(":")
        if kind == "SF" and rest:
            file = report.file(rest)
        elif kind == "end_of_record":
            file = None
        elif kind in ("DA", "BRDA"):
            if file is None:
                raise _broken(source, number, "a line outside of a file's record")
            report.spend(1, number)
            if not (_take_line if kind == "DA" else _take_branch)(file, rest):
                raise _broken(source, number, f"no line and count: '{excerpt(line, 40)}'")
    if file is not None:
        raise _broken(source, number, "the last record does not end: the file is cut off")
    return report


def _take_line(file: FileCoverage, text: str) -> bool:
    fields = text.split(",")
    if len(fields) < 2 or not (_is_count(fields[0]) and _is_count(fields[1])):
        return False
    file.add_line(int(fields[0]), covered=int(fields[1]) > 0)
    return True


def _take_branch(file: FileCoverage, text: str) -> bool:
    branch, _, taken = text.rpartition(",")
    if not _is_count(branch.partition(",")[0]) or not (taken == "-" or _is_count(taken)):
        return False
    file.add_branch(branch, taken=taken.strip("0") not in ("", "-"))
    return True


def _is_count(field: str) -> bool:
    return field.isascii() and field.isdigit() and len(field) <= 20


def _broken(source: CheckedFile, line: int, reason: str) -> CannotRunError:
    return CannotRunError(f"{source.path}:{line}: not LCOV: {reason}", source, line)


def read_go(source: CheckedFile, data: bytes) -> Coverage:
    """Read a profile of Go's: a line counts as covered if a block with a part of it ran.

    Raises: CannotRunError if a line is not a block.
    """
    report = Coverage(source)
    for number, line in enumerate(StringIO(decode(source, data)), 1):
        if not line.endswith("\n"):
            reason = "not Go: the last line does not end: the file is cut off"
            raise CannotRunError(f"{source.path}:{number}: {reason}", source, number)
        text = line.strip()
        if not text or text.startswith("mode:"):
            continue
        # NAME:LINE.COLUMN,LINE.COLUMN STATEMENTS COUNT
        name, _, rest = text.rpartition(":")
        fields = rest.replace(",", " ").replace(".", " ").split(" ")
        numbers = list(map(int, fields)) if all(map(_is_count, fields)) else []
        if not name or len(numbers) != 6 or numbers[2] < numbers[0]:
            reason = f"not a block: '{excerpt(text, 40)}'"
            raise CannotRunError(f"{source.path}:{number}: not Go: {reason}", source, number)
        first, _, last, _, statements, count = numbers
        if last - first > MAX_BLOCK:
            reason = f"refused: a block of more than {MAX_BLOCK:,} lines"
            raise CannotRunError(f"{source.path}:{number}: {reason}", source, number)
        report.spend(last - first + 1, number)
        file = report.file(name)
        for at in range(first, last + 1) if statements else ():
            file.add_line(at, covered=count > 0)
    return report
