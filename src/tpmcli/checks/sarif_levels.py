"""What a SARIF run states on the severity of its results (SARIF 2.1.0 §3.27.10).

The severity is the worst of the result's own level, the level that the run configured for its rule
or else the rule's default, and the `security-severity` of either.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tpmcli.checks.sarif_severity import (
    LEVELS,
    ResultSeverity,
    UnknownSeverityError,
    level_of_score,
    read_level,
    read_own_level,
    read_score,
    worst_level,
)

MAX_RULE_ID = 1_000

# The place of a rule: the component of the tool (-1 is the driver, else an extension), its index.
_Place = tuple[int, int]


class Levels:
    """The levels of the results of one run."""

    def __init__(
        self, run: dict[str, Any], results: Sequence[dict[str, Any]], unstated: str
    ) -> None:
        """Take the run, its results, and the level of a result for which nothing states one."""
        tool = run["tool"]
        extensions = tool.get("extensions")
        self._components = [tool["driver"]]
        if isinstance(extensions, list):
            self._components += extensions
        self._rules = [_rules(component) for component in self._components]
        self._by_id = [
            {rule["id"]: at for at, rule in enumerate(rules) if isinstance(rule.get("id"), str)}
            for rules in self._rules
        ]
        self._overrides = self._read_overrides(run)
        self._unstated = unstated
        self._states_levels = (
            bool(self._overrides)
            or any(result.get("level") is not None or read_score(result) for result in results)
            or any(_default(rule) or read_score(rule) for rules in self._rules for rule in rules)
        )

    def of(self, result: dict[str, Any]) -> ResultSeverity:
        """Return the severity of a result.

        Raises: UnknownSeverityError if the document states one that does not exist.
        """
        given = read_level(result.get("level"))
        if not given and result.get("kind", "fail") != "fail":
            return ResultSeverity("none")
        place = self._find(result)
        rule = None if place is None else self._rules[place[0] + 1][place[1]]
        configured = "" if place is None else self._overrides.get(place) or _default(rule)
        scores = [score for score in (read_score(result), read_score(rule)) if score is not None]
        score = max(scores, default=None)
        level = worst_level(given, configured, level_of_score(score or 0) if score else "")
        level = level or read_own_level(result) or read_own_level(rule)
        if level:
            return ResultSeverity(level, score)
        # The standard's default is for scanners that write levels, and for rules that are there.
        if self._states_levels and rule is not None:
            return ResultSeverity("warning", score)
        return ResultSeverity(self._unstated, score, stated=False)

    def _find(self, result: dict[str, Any]) -> _Place | None:
        """Return the place of a result's rule, by index or by id."""
        reference = result.get("rule")
        reference = reference if isinstance(reference, dict) else {}
        return self._resolve(
            {
                "id": reference.get("id", result.get("ruleId")),
                "index": reference.get("index", result.get("ruleIndex")),
                "toolComponent": reference.get("toolComponent"),
            }
        )

    def _resolve(self, reference: dict[str, Any]) -> _Place | None:
        component = self._component(reference.get("toolComponent"))
        if component is None:
            return None
        rules = self._rules[component + 1]
        index = reference.get("index")
        if isinstance(index, int) and 0 <= index < len(rules):
            return component, index
        name = reference.get("id")
        if isinstance(name, str) and len(name) > MAX_RULE_ID:
            raise UnknownSeverityError(f"a rule id of more than {MAX_RULE_ID:,} characters")
        # A result may name a part of a rule: CA1000/1 is of CA1000 (3.52.4).
        while isinstance(name, str) and name:
            at = self._by_id[component + 1].get(name)
            if at is not None:
                return component, at
            name = name.rpartition("/")[0]
        return None

    def _component(self, reference: Any) -> int | None:
        """Return -1 for the driver, else the index of the extension, or None if there is none."""
        if not isinstance(reference, dict):
            return -1
        index = reference.get("index")
        if isinstance(index, int) and index != -1:
            return index if 0 <= index < len(self._components) - 1 else None
        for key in ("guid", "name"):
            wanted = reference.get(key)
            if wanted is not None:
                for at, component in enumerate(self._components):
                    if isinstance(component, dict) and component.get(key) == wanted:
                        return at - 1
                return None
        return -1

    def _read_overrides(self, run: dict[str, Any]) -> dict[_Place, str]:
        """Return the levels that the invocations configured; the most severe if they differ."""
        found: dict[_Place, str] = {}
        invocations = run.get("invocations")
        for invocation in invocations if isinstance(invocations, list) else ():
            if not isinstance(invocation, dict):
                continue
            overrides = invocation.get("ruleConfigurationOverrides")
            for override in overrides if isinstance(overrides, list) else ():
                if not isinstance(override, dict):
                    continue
                reference = override.get("descriptor")
                place = self._resolve(reference) if isinstance(reference, dict) else None
                level = _level_in(override.get("configuration"))
                if place is not None and level:
                    found[place] = max(level, found.get(place, "none"), key=lambda one: LEVELS[one])
        return found


def _rules(component: Any) -> list[dict[str, Any]]:
    rules = component.get("rules") if isinstance(component, dict) else None
    if not isinstance(rules, list):
        return []
    return [rule if isinstance(rule, dict) else {} for rule in rules]


def _default(rule: dict[str, Any] | None) -> str:
    return "" if rule is None else _level_in(rule.get("defaultConfiguration"))


def _level_in(configuration: Any) -> str:
    return read_level(configuration.get("level")) if isinstance(configuration, dict) else ""
