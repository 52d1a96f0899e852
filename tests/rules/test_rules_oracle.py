"""The evaluator against a second one that was written from the specification alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest

from tpmcli.model.errors import InvalidInputError
from world import histories, oracle
from world.memory import World

QUICK, SOAK = range(2_500), range(4_000, 24_000)
Answer = tuple[str, dict[str, str], list[oracle.Triple]]


def by_the_rules(world: World, asked: str, phase: str) -> Answer | str:
    try:
        report = world.judged(asked, phase)
    except InvalidInputError:
        return "cannot be evaluated"
    found = {(f.rule.id, f.subject.id, str(f.severity)) for f in report.all_findings()}
    verdicts = {gate.phase: str(gate.verdict) for gate in report.gates}
    return str(report.verdict), verdicts, sorted(found)


def by_the_oracle(world: World, asked: str, phase: str) -> Answer | str:
    try:
        said = oracle.judge(world, asked, phase)
    except oracle.CannotEvaluateError:
        return "cannot be evaluated"
    return said.verdict, said.gates, sorted(said.findings)


def compare(seed: int) -> Answer | str:
    """The answer to the seed's question, where both agree."""
    world = histories.make(seed)
    asked, phase = histories.question(seed, world)
    said = by_the_rules(world, asked, phase)
    assert said == by_the_oracle(world, asked, phase), f"seed {seed}: {asked} {phase}"
    return said


def compare_all(seeds: range) -> list[Answer | str]:
    """The answer for each seed."""
    return [compare(seed) for seed in seeds]


def test_rules_and_oracle_agree(record_property: Callable[[str, object], None]) -> None:
    verdicts: Counter[str] = Counter()
    rules: Counter[str] = Counter()
    for said in compare_all(QUICK):
        if isinstance(said, str):
            verdicts[said] += 1
        else:
            verdicts[said[0]] += 1
            rules.update({rule for rule, _, _ in said[2]})
    # The comparison is worth something only where every verdict and rule was at stake.
    assert set(verdicts) == {"met", "unmet", "nothing-decided", "not-gated", "cannot be evaluated"}
    assert min(verdicts["met"], verdicts["unmet"]) > len(QUICK) // 5, verdicts
    assert set(rules) == RULES, RULES ^ set(rules)
    assert min(rules.values()) >= 3, rules
    record_property("projects", len(QUICK))


RULES = {
    "answer-incomplete",
    "answer-lapsed",
    "added-after-decision",
    "check-failed",
    "check-not-run",
    "condition-overdue",
    "disputed",
    "earlier-gate-open",
    "kind-not-deployable",
    "evidence-changed",
    "evidence-empty",
    "evidence-missing",
    "evidence-outside",
    "evidence-placeholder",
    "evidence-reused",
    "evidence-thin",
    "evidence-untracked",
    "item-removed",
    "project-killed",
    "no-evidence",
    "not-applicable-refused",
    "not-decided",
    "not-met",
    "record-rewritten",
    "same-person",
    "should-unmet",
    "signoff-missing",
    "signoff-stale",
    "signer-unauthorised",
    "stale-question",
    "unanswered",
    "waiver-expired",
    "waiver-expiring",
    "waiver-self-approved",
    "waiver-too-long",
    "waiver-unapproved",
}


@pytest.mark.soak
def test_rules_and_oracle_agree_at_length(
    record_property: Callable[[str, object], None],
) -> None:
    compare_all(SOAK)
    record_property("projects", len(SOAK))
