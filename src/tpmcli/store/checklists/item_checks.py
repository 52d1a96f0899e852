"""What a format cannot say of items and adjustments: days of the calendar, names that exist.

Only people's own files are looked at; for the shipped ones the tests do it, so that no run pays.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from tpmcli.model.days import parse_day
from tpmcli.model.problem import Flaw, Hint, Problem, Remedy
from tpmcli.store.checklists import shipped
from tpmcli.store.checklists.items import items_by_role
from tpmcli.store.yaml.reader import value_at
from tpmcli.text.names import suggestion

if TYPE_CHECKING:
    from tpmcli.model.checklist import Lifecycle
    from tpmcli.store.yaml.reader import Document

Path = tuple[str | int, ...]

# The keys of an item of which the format cannot say everything.
_SPECIAL = frozenset({"enforce-from", "answered-by", "when", "must-when", "refs", "checks"})


def by_role_problems(document: Document, path: Path) -> list[Problem]:
    """Return the problems of the items in the mapping by role at `path`."""
    return [
        document.placed(problem, (*path, *place, index, *inner))
        for place, _, items in items_by_role(value_at(document.value, path))
        for index, raw in enumerate(items)
        if _SPECIAL & raw.keys() or {"template", "find"} & raw.get("evidence", {}).keys()
        for inner, problem in _item(raw)
    ]


def adjust_problems(document: Document) -> list[Problem]:
    """Return the problems of the adjustments under the document's key `adjust`."""
    return [
        document.placed(problem, ("adjust", item, *inner))
        for item, raw in document.value.get("adjust", {}).items()
        for inner, problem in _adjustment(raw)
    ]


def demand_problems(document: Document, *paths: Path) -> list[Problem]:
    """Return a problem for each unknown trait in the demands and names listed at the paths."""
    found = []
    for path in paths:
        listed = document.value
        for step in path:
            listed = listed.get(step, {})
        for index, each in enumerate(listed):
            if isinstance(each, dict) and "when" in each:
                found += trait_problems(document, (*path, index, "when"), each["when"])
    return found


def trait_problems(document: Document, path: Path, names: list[str]) -> list[Problem]:
    """Return a problem for each trait in the list at `path` that is not in the closed list."""
    return [document.placed(problem, (*path, *inner)) for inner, problem in _unknown_traits(names)]


def _item(raw: Mapping[str, Any]) -> Iterator[tuple[Path, Problem]]:
    day = raw.get("enforce-from")
    if day and parse_day(day) is None:
        yield ("enforce-from",), Problem(Flaw.ENFORCED_FROM_NO_DAY, (day,))
    if raw.get("answered-by") == "checks" and not raw.get("checks"):
        yield ("answered-by",), Problem(Flaw.NO_CHECKS, hint=Hint(Remedy.ADD_CHECKS))
    for key in ("when", "must-when"):
        for inner, problem in _unknown_traits(raw.get(key, ())):
            yield (key, *inner), problem
    if raw.get("must-when") and raw.get("level") != "should":
        yield ("must-when",), Problem(Flaw.MUST_WHEN_OF_MUST)
    if raw.get("refs"):
        known = shipped.references()
        for index, key in enumerate(raw["refs"]):
            if key not in known:
                near = suggestion(key, known)
                yield ("refs", index), Problem(Flaw.REFERENCE_UNKNOWN, (key,), hint=near)
    yield from _evidence(raw.get("evidence", {}))
    if raw.get("checks"):
        yield from _checks(raw)


def _checks(raw: Mapping[str, Any]) -> Iterator[tuple[Path, Problem]]:
    from tpmcli.store.checklists.check_flaws import check_flaws, needs_answer

    if raw.get("answered-by") == "checks" and any(map(needs_answer, raw["checks"])):
        yield ("answered-by",), Problem(Flaw.CHECKS_OF_ANSWER)
    for inner, problem in check_flaws(raw["checks"]):
        yield ("checks", *inner), problem


def gate_problems(document: Document, lifecycle: Lifecycle) -> Iterator[Problem]:
    """Yield the phases at which a team's own file demands a sign-off, and that do not exist.

    Those of shipped packs are found when the layers are applied.
    """
    known = [phase.id for phase in lifecycle.phases]
    known += [phase for covered in lifecycle.covers.values() for phase in covered]
    for index, demand in enumerate(document.value.get("signoffs", ())):
        for number, phase in enumerate(() if isinstance(demand, str) else demand.get("at", ())):
            if phase not in known:
                near = suggestion(phase, known)
                words = (lifecycle.name, phase)
                problem = Problem(Flaw.LIFECYCLE_WITHOUT_PHASE, words, hint=near)
                yield document.placed(problem, ("signoffs", index, "at", number))


def _evidence(raw: Mapping[str, Any]) -> Iterator[tuple[Path, Problem]]:
    template = raw.get("template", "")
    if template and not template.endswith(".md"):
        names = shipped.template_names()
        if template not in names:
            near = suggestion(template, names)
            problem = Problem(Flaw.TEMPLATE_UNKNOWN, (template,), hint=near)
            yield ("evidence", "template"), problem
    named = [name for name in raw.get("find", ()) if name.startswith("@")]
    lists = shipped.find_lists() if named else {}
    for name in named:
        if name[1:] not in lists:
            near = suggestion(name, [f"@{each}" for each in lists])
            problem = Problem(Flaw.FIND_LIST_UNKNOWN, (name,), hint=near)
            yield ("evidence", "find", raw["find"].index(name)), problem


def _adjustment(raw: Mapping[str, Any]) -> Iterator[tuple[Path, Problem]]:
    day = raw.get("enforce-from", "now")
    if day != "now" and parse_day(day) is None:
        yield ("enforce-from",), Problem(Flaw.ENFORCED_FROM_NO_DAY, (day,))
    changes = raw.keys() - {"reason"}
    if not changes or (changes == {"drop"} and not raw["drop"]):
        yield (), Problem(Flaw.ADJUSTS_NOTHING, hint=Hint(Remedy.DELETE_OR_ADD_CHANGE))
    elif raw.get("drop") and len(changes) > 1:
        others = tuple(sorted(changes - {"drop"}))
        yield (), Problem(Flaw.DROP_WITH_MORE, (others,), hint=Hint(Remedy.DROP_ALONE))
    for inner, problem in _unknown_traits(raw.get("when", ())):
        yield ("when", *inner), problem
    if raw.get("checks"):
        yield from _checks(raw)


def _unknown_traits(names: list[str]) -> Iterator[tuple[Path, Problem]]:
    known = shipped.trait_names() if names else []
    for index, name in enumerate(names):
        if name not in known:
            yield (index,), Problem(Flaw.TRAIT_UNKNOWN, (name,), hint=suggestion(name, known))
