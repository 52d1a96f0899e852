"""What a format cannot say of an item's automated checks: options that exclude or need one another.

That of a key which a kind does not have, such as `within` for a table, is for the format to say.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from tpmcli.model.checklist import ANY_OF, CITED
from tpmcli.model.problem import Expression, Flaw, Problem, Term
from tpmcli.text.names import suggestion
from tpmcli.text.nesting import MAX_GROUPS, pattern_is_deeper

Path = tuple[str | int, ...]

# The option that names the files, and the kinds that cannot read what is cited.
_FILES = ("file", "glob")
_NOT_CITED = ("changed",)
_TEXT_ASKS = ("headings", "contains", "matches", "absent")


def check_flaws(checks: Iterable[Mapping[str, Any]]) -> Iterator[tuple[Path, Problem]]:
    """Yield the problems of a list of checks, with their places in it."""
    for index, check in enumerate(checks):
        for kind, options in check.items():
            found = check_flaws(options) if kind == ANY_OF else _of_check(kind, options)
            for inner, problem in found:
                yield (index, kind, *inner), problem


def needs_answer(check: Mapping[str, Any]) -> bool:
    """Return whether a check can pass only with an answer that cites a file."""
    return all(
        all(map(needs_answer, options)) if kind == ANY_OF else _reads_cited(options)
        for kind, options in check.items()
    )


def _reads_cited(options: Mapping[str, Any]) -> bool:
    return any(options.get(name) == CITED for name in _FILES)


def _of_check(kind: str, options: Mapping[str, Any]) -> Iterator[tuple[Path, Problem]]:
    for name in _FILES:
        if kind in _NOT_CITED and options.get(name) == CITED:
            yield (name,), Problem(Flaw.CITED_NOT_READ, (kind,))
    if "unread" in options and not _reads_cited(options):
        name = next(name for name in _FILES if name in options)
        yield ("unread",), Problem(Flaw.UNREAD_ALONE, (name,))
    if "tool" in options:
        yield from _of_tools(options["tool"])
    if "tag" in options and "version" in options:
        yield ("tag",), Problem(Flaw.TAG_WITH_VERSION)
    for index, column in enumerate(options.get("columns", ())):
        if not column.replace("|", " ").strip():
            yield ("columns", index), Problem(Flaw.COLUMN_WITHOUT_NAME)
    if kind == "text":
        if not options.keys() & set(_TEXT_ASKS):
            yield (
                (),
                Problem(Flaw.CHECK_ASKS_NOTHING, (Expression(Term.QUOTED, (kind,)), _TEXT_ASKS)),
            )
        flaw = _regex_flaw(options["matches"]) if "matches" in options else None
        if flaw is not None:
            yield ("matches",), flaw


def _of_tools(tools: Iterable[str]) -> Iterator[tuple[Path, Problem]]:
    from tpmcli.model.tool_lists import TOOL_LISTS

    for index, tool in enumerate(tools):
        if tool.startswith("@") and tool[1:] not in TOOL_LISTS:
            near = suggestion(tool, [f"@{name}" for name in TOOL_LISTS])
            yield ("tool", index), Problem(Flaw.TOOL_LIST_UNKNOWN, (tool,), hint=near)


def _regex_flaw(pattern: str) -> Problem | None:
    """Return why a pattern is not a regular expression that can be used, or None."""
    import re

    if pattern_is_deeper(pattern, MAX_GROUPS):
        return Problem(Flaw.REGEX_TOO_DEEP, (MAX_GROUPS,))
    try:
        re.compile(pattern)
    except re.error as error:
        if error.pos is None:
            return Problem(Flaw.NOT_A_REGEX)
        return Problem(Flaw.NOT_A_REGEX_AT, (error.pos,))
    except (OverflowError, RecursionError):
        return Problem(Flaw.REGEX_TOO_LARGE)
    return None
