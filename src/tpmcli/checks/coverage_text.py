"""Line counts of LCOV traces and of coverage.py's JSON.

https://github.com/linux-test-project/lcov/blob/master/man/geninfo.1 (section FILES)
https://coverage.readthedocs.io/en/latest/commands/cmd_json.html
"""

from __future__ import annotations

from typing import Any

from tpmcli.checks.base import CannotRunError, CheckedFile, excerpt
from tpmcli.checks.json_reports import load_json
from tpmcli.checks.sources import decode

MAX_LINES = 2_000_000


def count_lcov(source: CheckedFile, data: bytes) -> tuple[int, int]:
    """Return lines covered and lines in all of an LCOV trace; a line in two tests is one line.

    Raises: CannotRunError if a record does not end or a count is not a number.
    """
    from io import StringIO

    text = decode(source, data)
    if text.count("\nDA:") > MAX_LINES:
        raise CannotRunError(f"{source.path}: refused: more than {MAX_LINES:,} lines", source)
    every: dict[str, set[int]] = {}
    covered: dict[str, set[int]] = {}
    file = ""
    number = 0
    for number, line in enumerate(StringIO(text), 1):
        if line.startswith("SF:"):
            file = line[3:].strip()
        elif line.rstrip() == "end_of_record":
            file = ""
        elif line.startswith("DA:"):
            at, hits = _line_data(source, line, number)
            if not file:
                raise _broken(source, number, "a line outside of a file's record")
            every.setdefault(file, set()).add(at)
            if hits:
                covered.setdefault(file, set()).add(at)
    if file:
        raise _broken(source, number, "the last record does not end: the file is cut off")
    return _sum(covered), _sum(every)


def _sum(lines: dict[str, set[int]]) -> int:
    return sum(len(numbers) for numbers in lines.values())


def _line_data(source: CheckedFile, line: str, number: int) -> tuple[int, int]:
    fields = line[3:].strip().split(",")
    if len(fields) < 2 or not all(
        field.isascii() and field.isdigit() and len(field) <= 20 for field in fields[:2]
    ):
        raise _broken(source, number, f"no line and count: '{excerpt(line, 40)}'")
    return int(fields[0]), int(fields[1])


def _broken(source: CheckedFile, line: int, reason: str) -> CannotRunError:
    return CannotRunError(f"{source.path}:{line}: not LCOV: {reason}", source, line)


def count_coverage_py(source: CheckedFile, data: bytes) -> tuple[int, int]:
    """Return lines covered and lines in all of coverage.py's JSON report.

    Raises: CannotRunError for other JSON, and if the totals claim no percentage.
    """
    document = load_json(source, data)
    files = document.get("files") if isinstance(document, dict) else None
    if not isinstance(files, dict) or not isinstance(document.get("meta"), dict):
        raise CannotRunError(f"{source.path}: JSON, but not of coverage.py", source)
    _check_claim(source, document.get("totals"))
    covered = lines = 0
    for name, entry in files.items():
        executed = _numbers(source, name, entry, "executed_lines")
        missing = _numbers(source, name, entry, "missing_lines")
        covered += len(executed - missing)
        lines += len(executed | missing)
    return covered, lines


def _check_claim(source: CheckedFile, totals: Any) -> None:
    claim = totals.get("percent_covered", 0) if isinstance(totals, dict) else None
    if isinstance(claim, bool) or not isinstance(claim, (int, float)) or not 0 <= claim <= 100:
        raise CannotRunError(
            f"{source.path}: totals.percent_covered is not a number from 0 to 100", source
        )


def _numbers(source: CheckedFile, name: str, entry: Any, key: str) -> set[int]:
    numbers = entry.get(key) if isinstance(entry, dict) else None
    if isinstance(numbers, list) and all(type(number) is int for number in numbers):
        return set(numbers)
    raise CannotRunError(f"{source.path}: {excerpt(name)} has no list {key}", source)
