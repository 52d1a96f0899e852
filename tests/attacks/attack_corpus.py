"""All cases, and how to tell whether one ended as it must."""

from __future__ import annotations

import attacks_on_identity
import attacks_on_policy
import attacks_on_records
import attacks_on_repository
import honest_changes
from attack_cases import CASES, Case
from attack_world import Result

# Importing a module registers its cases.
MODULES = (
    attacks_on_records,
    attacks_on_identity,
    attacks_on_policy,
    attacks_on_repository,
    honest_changes,
)
ALL = tuple(CASES)


def fits(case: Case, result: Result) -> bool:
    """True where a case ended with its exit code, for its reason."""
    if result.code != case.code:
        return False
    if result.report is None:
        return case.rule in result.stopped
    if case.honest:
        return not case.rule or case.rule in result.rules()
    return case.rule in result.blocking()
