"""The ids of rules: what people filter and suppress by, so none is renamed or taken away."""

from __future__ import annotations

from tpmcli.model.rule import Rule, Severity

ERRORS = """
unanswered answer-incomplete not-met stale-question answer-lapsed not-applicable-refused no-evidence
evidence-missing evidence-empty evidence-outside evidence-untracked evidence-not-fetched
check-failed check-not-run
disputed waiver-expired waiver-too-long waiver-self-approved waiver-unapproved signoff-missing
signoff-stale signer-unauthorised signoff-misplaced signoff-narrow delegation-ended
identity-too-weak date-mismatch earlier-gate-open not-decided
project-killed condition-overdue kind-not-deployable decider-unauthorised record-rewritten
policy-changed project-removed replay-differs recorder-unauthorised not-on-branch
"""
WARNINGS = """
should-unmet added-after-decision item-removed evidence-placeholder waiver-expiring same-person
evidence-thin evidence-reused
policy-loosened traits-missing
"""
NOTES = "evidence-changed outstanding"


def test_ids_and_severities_are_stable() -> None:
    """A new rule is added here; no id goes, and none means something else."""
    expected = {
        **dict.fromkeys(ERRORS.split(), Severity.ERROR),
        **dict.fromkeys(WARNINGS.split(), Severity.WARNING),
        **dict.fromkeys(NOTES.split(), Severity.NOTE),
    }
    assert {rule.id: rule.severity for rule in Rule} == expected
    assert [str(rule) for rule in Rule] == [rule.id for rule in Rule]
