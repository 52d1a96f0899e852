"""Coverage reports in JSON: coverage.py's, and Istanbul's (nyc, c8, Jest, Vitest).

https://coverage.readthedocs.io/en/latest/commands/cmd_json.html
https://github.com/istanbuljs/istanbuljs/blob/main/packages/istanbul-lib-coverage/lib/file-coverage.js
"""

from __future__ import annotations

from typing import Any

from tpmcli.checks.base import CannotRunError, CheckedFile, excerpt
from tpmcli.checks.coverage_lines import Coverage
from tpmcli.checks.json_reports import load_json


def read_json(source: CheckedFile, data: bytes) -> Coverage:
    """Read a report, whose content tells its format.

    Raises: CannotRunError for other JSON.
    """
    document = load_json(source, data)
    report = Coverage(source)
    if isinstance(document.get("files"), dict) and isinstance(document.get("meta"), dict):
        _check_claim(source, document.get("totals"))
        if isinstance(document["meta"].get("timestamp"), str):
            report.times.append(document["meta"]["timestamp"])
        for name, entry in document["files"].items():
            _take_coverage_py(report, name, entry)
    elif document and all(_is_istanbul(entry) for entry in document.values()):
        for name, entry in document.items():
            path = entry.get("path")
            _take_istanbul(report, path if isinstance(path, str) and path else name, entry)
    else:
        raise CannotRunError(
            f"{source.path}: JSON, but neither of coverage.py nor of Istanbul"
            " (coverage-final.json)",
            source,
        )
    return report


def _check_claim(source: CheckedFile, totals: Any) -> None:
    claim = totals.get("percent_covered", 0) if isinstance(totals, dict) else None
    if isinstance(claim, bool) or not isinstance(claim, (int, float)) or not 0 <= claim <= 100:
        raise CannotRunError(
            f"{source.path}: totals.percent_covered is not a number from 0 to 100", source
        )


def _take_coverage_py(report: Coverage, name: str, entry: Any) -> None:
    file = report.file(name)
    executed = _numbers(report.source, name, entry, "executed_lines")
    missing = _numbers(report.source, name, entry, "missing_lines")
    file.lines |= executed | missing
    file.covered |= executed - missing
    for key, taken in (("executed_branches", True), ("missing_branches", False)):
        arcs = entry.get(key, [])
        if not isinstance(arcs, list) or not all(map(_is_arc, arcs)):
            raise _without(report.source, name, f"a list {key}")
        for arc in arcs:
            file.add_branch(tuple(arc), taken=taken)
    report.spend(len(file.lines) + len(file.branches))


def _numbers(source: CheckedFile, name: str, entry: Any, key: str) -> set[int]:
    numbers = entry.get(key) if isinstance(entry, dict) else None
    if isinstance(numbers, list) and all(type(number) is int for number in numbers):
        return set(numbers)
    raise _without(source, name, f"a list {key}")


def _is_arc(arc: Any) -> bool:
    return isinstance(arc, list) and len(arc) == 2 and all(type(end) is int for end in arc)


def _is_istanbul(entry: Any) -> bool:
    return isinstance(entry, dict) and all(
        isinstance(entry.get(key), dict) for key in ("statementMap", "s")
    )


def _take_istanbul(report: Coverage, name: str, entry: dict[str, Any]) -> None:
    """Add a file: a line is covered if one of the statements that begin on it ran."""
    file = report.file(name)
    counts, statements = entry["s"], entry["statementMap"]
    if counts.keys() != statements.keys():
        raise _without(report.source, name, "a count for each statement")
    for key, place in statements.items():
        line, count = _start(place), counts[key]
        if not line or not _is_hits(count):
            raise _without(report.source, name, f"a line and count for statement {excerpt(key)}")
        file.add_line(line, covered=count > 0)
    for key, hits in _mapping(entry.get("b")).items():
        if not isinstance(hits, list) or not all(map(_is_hits, hits)):
            raise _without(report.source, name, f"counts for branch {excerpt(key)}")
        place = _place_of_branch(_mapping(entry.get("branchMap")).get(key), key)
        for number, count in enumerate(hits):
            file.add_branch((*place, number), taken=count > 0)
    report.spend(len(statements) + len(file.branches))


def _place_of_branch(branch: Any, key: str) -> tuple[object, ...]:
    """Return where a branch is, since its key may differ between two runs of one file."""
    place = _mapping(_mapping(branch).get("loc"))
    ends = [
        _mapping(place.get(end)).get(at) for end in ("start", "end") for at in ("line", "column")
    ]
    if ends[0] is None:
        return (key,)
    return (str(_mapping(branch).get("type")), *map(str, ends))


def _start(place: Any) -> int:
    line = _mapping(_mapping(place).get("start")).get("line")
    return line if type(line) is int and line > 0 else 0


def _is_hits(count: Any) -> bool:
    return isinstance(count, (int, float)) and not isinstance(count, bool) and count >= 0


def _mapping(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _without(source: CheckedFile, name: str, what: str) -> CannotRunError:
    return CannotRunError(f"{source.path}: {excerpt(name)} lacks {what}", source)
