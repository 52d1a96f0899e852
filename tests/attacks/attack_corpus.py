"""All cases, and how to tell whether one ended as it must."""

from __future__ import annotations

import attacks_behind_inherited
import attacks_on_content
import attacks_on_deployment
import attacks_on_entries
import attacks_on_folders
import attacks_on_hand_edits
import attacks_on_identity
import attacks_on_increments
import attacks_on_jobs
import attacks_on_loosening
import attacks_on_names
import attacks_on_outstanding
import attacks_on_policy
import attacks_on_records
import attacks_on_replay
import attacks_on_reports
import attacks_on_repository
import attacks_on_signers
import attacks_on_taking_back
import attacks_roles
import honest_changes
import honest_content
import honest_deployment
import honest_entries
import honest_folders
import honest_hand_edits
import honest_increments
import honest_jobs
import honest_loosening
import honest_merges
import honest_names
import honest_outstanding
import honest_reports
import honest_role_changes
import honest_roles
import honest_signers
import honest_taking_back
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
    attacks_on_content,
    attacks_on_signers,
    attacks_on_names,
    honest_changes,
    attacks_on_deployment,
    honest_deployment,
    honest_merges,
    honest_jobs,
    attacks_on_jobs,
    attacks_on_reports,
    honest_reports,
    honest_content,
    attacks_on_entries,
    attacks_on_loosening,
    honest_entries,
    honest_loosening,
    honest_signers,
    honest_names,
    attacks_on_folders,
    honest_folders,
    attacks_on_taking_back,
    honest_taking_back,
    attacks_on_increments,
    honest_increments,
    attacks_on_outstanding,
    honest_outstanding,
    attacks_roles,
    honest_roles,
    honest_role_changes,
    attacks_on_hand_edits,
    honest_hand_edits,
)
# By module: what a run of tests imports first says nothing.
ALL = tuple(sorted(CASES, key=lambda case: case.play.__module__))


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
