"""All cases, and how to tell whether one ended as it must."""

from __future__ import annotations

import attacks_behind_inherited
import attacks_on_deployment
import attacks_on_folders
import attacks_on_identity
import attacks_on_jobs
import attacks_on_policy
import attacks_on_records
import attacks_on_replay
import attacks_on_repository
import honest_changes
import honest_deployment
import honest_folders
import honest_jobs
import honest_merges
from attack_cases import CASES, Case
from attack_world import Result

from tpmcli.model.problem import FlawText

# Importing a module registers its cases.
MODULES = (
    attacks_on_records,
    attacks_on_identity,
    attacks_on_policy,
    attacks_on_repository,
    attacks_on_replay,
    attacks_behind_inherited,
    honest_changes,
    attacks_on_deployment,
    honest_deployment,
    honest_merges,
    honest_jobs,
    attacks_on_jobs,
    attacks_on_folders,
    honest_folders,
)
ALL = tuple(CASES)


def fits(case: Case, result: Result) -> bool:
    """Return whether a case ended with its exit code, for its reason."""
    stop = case.stop
    if result.code != case.code:
        return False
    if stop is None:
        return case.honest
    if isinstance(stop, str):
        return stop in result.refused
    if isinstance(stop, FlawText):
        return stop in [problem.flaw for problem in result.problems]
    if case.causes is not None and result.causes(stop) != case.causes:
        return False
    return any(case.honest or finding.blocks for finding in result.about(stop))
