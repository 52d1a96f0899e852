"""What a format cannot say of items and adjustments: days of the calendar, names that exist.

Only people's own files are looked at; for the shipped ones the tests do it, so that no run pays.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from tpmcli.model.days import parse_day
from tpmcli.model.errors import Problem
from tpmcli.model.names import did_you_mean
from tpmcli.model.nesting import MAX_GROUPS, pattern_is_deeper
from tpmcli.store import shipped

if TYPE_CHECKING:
    from tpmcli.store.yaml_reader import Document

Path = tuple[str | int, ...]

# The keys of an item of which the format cannot say everything.
_SPECIAL = frozenset({"enforce-from", "answered-by", "when", "refs", "checks"})


def by_role_problems(document: Document, path: Path) -> list[Problem]:
    """What is wrong with the items in the mapping with the keys ``tpm`` and ``pm`` at `path`."""
    return [
        _problem(document, (*path, role, index, *inner), words, hint)
        for role in ("tpm", "pm")
        for index, raw in enumerate(_at(document.value, path).get(role, ()))
        if _SPECIAL & raw.keys() or "template" in raw.get("evidence", ())
        for inner, words, hint in _item(raw)
    ]


def adjust_problems(document: Document) -> list[Problem]:
    """What is wrong with the adjustments under the document's key ``adjust``."""
    return [
        _problem(document, ("adjust", item, *inner), words, hint)
        for item, raw in document.value.get("adjust", {}).items()
        for inner, words, hint in _adjustment(raw)
    ]


def trait_problems(document: Document, path: Path, names: list[str]) -> list[Problem]:
    """The traits in the list at `path` that are not in the closed list."""
    return [
        _problem(document, (*path, *inner), words, hint)
        for inner, words, hint in _unknown_traits(names)
    ]


def _item(raw: Mapping[str, Any]) -> Iterator[tuple[Path, str, str]]:
    day = raw.get("enforce-from")
    if day and parse_day(day) is None:
        yield ("enforce-from",), f"'{day}' is no day of the calendar", ""
    if raw.get("answered-by") == "checks" and not raw.get("checks"):
        yield ("answered-by",), "this item has no checks that could answer it", "add checks"
    for inner, words, hint in _unknown_traits(raw.get("when", ())):
        yield ("when", *inner), words, hint
    if raw.get("refs"):
        from tpmcli.store.vocabulary import references

        known = references()
        for index, key in enumerate(raw["refs"]):
            if key not in known:
                yield ("refs", index), f"there is no reference '{key}'", did_you_mean(key, known)
    template = raw.get("evidence", {}).get("template", "")
    if template and not template.endswith(".md"):
        names = shipped.template_names()
        if template not in names:
            words = f"there is no shipped template '{template}'"
            yield ("evidence", "template"), words, did_you_mean(template, names)
    for index, check in enumerate(raw.get("checks", ())):
        pattern = check.get("text", {}).get("matches")
        flaw = _regex_flaw(pattern) if pattern else None
        if flaw is not None:
            words = f"'matches' is no regular expression{flaw}"
            yield ("checks", index, "text", "matches"), words, ""


def _adjustment(raw: Mapping[str, Any]) -> Iterator[tuple[Path, str, str]]:
    day = raw.get("enforce-from", "now")
    if day != "now" and parse_day(day) is None:
        yield ("enforce-from",), f"'{day}' is no day of the calendar", ""
    changes = raw.keys() - {"reason"}
    if not changes or (changes == {"drop"} and not raw["drop"]):
        yield (), "this adjustment changes nothing", "delete it, or add what it changes"
    elif raw.get("drop") and len(changes) > 1:
        others = ", ".join(sorted(changes - {"drop"}))
        yield (), f"an item that is dropped needs no {others}", "keep drop and reason alone"
    for inner, words, hint in _unknown_traits(raw.get("when", ())):
        yield ("when", *inner), words, hint


def _unknown_traits(names: list[str]) -> Iterator[tuple[Path, str, str]]:
    known = shipped.trait_names() if names else []
    for index, name in enumerate(names):
        if name not in known:
            yield (index,), f"there is no trait '{name}'", did_you_mean(name, known)


def _regex_flaw(pattern: str) -> str | None:
    """Return what to say after "is no regular expression", or None if it is one."""
    import re

    if pattern_is_deeper(pattern, MAX_GROUPS):
        return f": its groups are nested more than {MAX_GROUPS} deep"
    try:
        re.compile(pattern)
    except re.error as error:
        return "" if error.pos is None else f": error at position {error.pos}"
    except (OverflowError, RecursionError):
        return ": it is too large"
    return None


def _problem(document: Document, path: Path, words: str, hint: str) -> Problem:
    return Problem(words, document.file, *document.position(path), hint)


def _at(value: Any, path: Path) -> Any:
    for step in path:
        value = value[step]
    return value
