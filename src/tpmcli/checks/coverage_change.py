"""Coverage compared with the base of a pull request."""

from __future__ import annotations

from difflib import SequenceMatcher

from tpmcli.checks.base import CannotRunError, CheckContext, CheckedFile, FailedError
from tpmcli.checks.coverage_files import IN_REPOSITORY
from tpmcli.checks.coverage_lines import Coverage
from tpmcli.checks.sources import DOCUMENT_LIMIT, read_bytes
from tpmcli.model.tree import Tree

# Beyond, all lines between the first and the last change count as changed.
MAX_COMPARED = 4_000


def changed_lines(before: str, after: str) -> set[int]:
    """Return the numbers of the lines in `after` that are not in `before`, from 1."""
    old, new = before.splitlines(), after.splitlines()
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    old, new = old[start : len(old) - end], new[start : len(new) - end]
    if max(len(old), len(new)) > MAX_COMPARED:
        return set(range(start + 1, start + len(new) + 1))
    changed = set()
    for kind, _, _, first, last in SequenceMatcher(None, old, new).get_opcodes():
        if kind != "equal":
            changed |= set(range(start + first + 1, start + last + 1))
    return changed


def coverage_of_change(report: Coverage, context: CheckContext, base: Tree) -> tuple[int, int]:
    """Return lines covered and lines in all, of those that the base does not have.

    Only files of the repository count; `report` is one in which they are found.

    Raises: CannotRunError if the report has no file of the repository, or no hits of lines
    of a changed file.
    """
    covered = lines = 0
    found = [(path, file) for (scope, path), file in report.items() if scope == IN_REPOSITORY]
    if not found:
        raise CannotRunError(
            f"{report.source.path}: contains no file of the repository, so the coverage of a change"
            " is unknown",
            report.source,
        )
    for path, file in found:
        before, after = _text(base, path), _text(context.tree, path)
        if before == after:
            continue
        if file.counter is not None:
            raise CannotRunError(
                f"{report.source.path}: does not contain the hits of lines of {path}", report.source
            )
        changed = changed_lines(before, after) & file.lines
        lines += len(changed)
        covered += len(changed & file.covered)
    return covered, lines


def _text(tree: Tree, path: str) -> str:
    try:
        data = read_bytes(CheckedFile(path, tree), DOCUMENT_LIMIT)
    except FailedError:
        return ""
    except CannotRunError:
        if tree.entry(path) is None:
            return ""
        raise
    return data.decode("utf-8", "replace")
