"""The labels that people see for the codes that files and JSON have."""

from __future__ import annotations

from collections.abc import Mapping

_LABELS: Mapping[str, str] = {
    # Levels of an item.
    "must": "required",
    "should": "recommended",
    # States of an item and of a sign-off.
    "stale": "outdated",
    "lapsed": "expired",
    "refused": "not authorised",
    "waiting": "waiting for approval",
    # Verdicts, and the reasons of recommendations.
    "unmet": "not met",
    "not-gated": "skipped",
    "met-with-waiver": "met, with a waived item",
    "met-with-open-should": "met, with an open recommended item",
}


def label(code: str) -> str:
    """Return the label of a code: `outdated` for `stale`, `could not run` for `could-not-run`."""
    return _LABELS.get(code) or code.replace("-", " ")
