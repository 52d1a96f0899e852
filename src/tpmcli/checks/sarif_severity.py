"""The severity of a SARIF result, on the scale of levels and on that of scores.

Levels are those of the standard (SARIF 2.1.0 §3.27.10). Scores are numbers from 0 to 10, as
scanners state them in the property `security-severity`, with the bands of GitHub's code scanning:
https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from tpmcli.checks.base import excerpt

LEVELS: Mapping[str, int] = {"error": 3, "warning": 2, "note": 1, "none": 0}
# The least score of each band.
BANDS: Mapping[str, float] = {"critical": 9.0, "high": 7.0, "medium": 4.0, "low": 0.1}
MAX_SCORE = 10.0

# The scores that a level can stand for, from the least to the most.
_SCORES_OF_LEVEL = {
    "error": (7.0, MAX_SCORE),
    "warning": (4.0, 6.9),
    "note": (0.1, 3.9),
    "none": (0.0, 0.0),
}


# Properties in which scanners write a severity of their own, and what its words mean. Libraries for
# SARIF leave the level out where it is the standard's default, so that bandit, for one, states
# nothing else of a result of medium severity.
_OWN_PROPERTIES = ("issue_severity", "problem.severity", "severity")
_OWN_WORDS: Mapping[str, str] = {
    "critical": "error",
    "high": "error",
    "error": "error",
    "medium": "warning",
    "moderate": "warning",
    "warning": "warning",
    "low": "note",
    "info": "note",
    "note": "note",
    "recommendation": "note",
}


class UnknownSeverityError(Exception):
    """A level or score, or the rule that would state it, is not what the standard allows."""


class ResultSeverity(NamedTuple):
    """The severity of a result.

    `level` is the worst that is stated, the score included. `stated` is False if nothing states
    one, and `level` is then what the check counts such a result as.
    """

    level: str
    score: float | None = None
    stated: bool = True

    @property
    def least_score(self) -> float:
        """The score that is compared with a threshold.

        Without a score it is the worst that the level can stand for: an error may be critical.
        """
        least, most = _SCORES_OF_LEVEL[self.level]
        return most if self.score is None else max(self.score, least)

    @property
    def shown(self) -> str:
        """The severity in words."""
        if not self.stated:
            return "no level stated"
        return self.level if self.score is None else f"{self.level}, score {self.score:.1f}"


class Threshold:
    """The severity from which results count, by the name of a level or of a band of scores."""

    def __init__(self, name: str) -> None:
        self._level = LEVELS.get(name)
        self._score = BANDS.get(name, 0.0)
        self.shown = name if name in ("error", "critical") else f"{name} or above"

    def reached_by(self, severity: ResultSeverity) -> bool:
        """Return whether a result of this severity counts."""
        if self._level is not None:
            return LEVELS[severity.level] >= self._level
        return severity.least_score >= self._score


def worst_level(*levels: str) -> str:
    """Return the worst of the levels that are not empty; empty if all are."""
    return max(filter(None, levels), key=lambda level: LEVELS[level], default="")


def level_of_score(score: float) -> str:
    """Return the level that a score stands for."""
    if score >= BANDS["high"]:
        return "error"
    if score >= BANDS["medium"]:
        return "warning"
    return "note" if score > 0 else "none"


def read_level(level: Any) -> str:
    """Return a level of the standard, empty for None.

    Raises: UnknownSeverityError for any other.
    """
    if level is None or (isinstance(level, str) and level in LEVELS):
        return level or ""
    raise UnknownSeverityError(f"no level named `{excerpt(str(level), 40)}`")


def read_own_level(holder: Any) -> str:
    """Return the level of what a rule or result states in words of the scanner; empty if none."""
    properties = holder.get("properties") if isinstance(holder, dict) else None
    given = properties if isinstance(properties, dict) else {}
    words = [str(given.get(name)).lower() for name in _OWN_PROPERTIES]
    return worst_level(*(_OWN_WORDS.get(word, "") for word in words))


def read_score(holder: Any) -> float | None:
    """Return the `security-severity` of a rule or result, or None if it states none.

    Some scanners write the name of the band instead of a number.

    Raises: UnknownSeverityError if it is neither.
    """
    properties = holder.get("properties") if isinstance(holder, dict) else None
    given = properties.get("security-severity") if isinstance(properties, dict) else None
    if given is None:
        return None
    if isinstance(given, str) and given.strip().lower() in BANDS:
        return BANDS[given.strip().lower()]
    try:
        score = float(given) if isinstance(given, (str, int, float)) else -1
    except (ValueError, OverflowError):
        score = -1
    if isinstance(given, bool) or not 0 <= score <= MAX_SCORE:
        raise UnknownSeverityError(
            f"security-severity is not a number from 0 to 10: '{excerpt(str(given), 40)}'"
        )
    return score
