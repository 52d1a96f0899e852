"""Commands in the way out name the increment that was looked at."""

from __future__ import annotations

import pytest
import worlds

from tpmcli.model.checklist import Role
from tpmcli.model.record import Record
from tpmcli.rules.fix_commands import for_increment, with_increment
from tpmcli.rules.gate_check import CheckRequest, CheckScope, check_gates
from tpmcli.rules.next import next_step
from tpmcli.rules.status import evaluate_project
from tpmcli.rules.why import explain_item

KEPT = Record("p", "hot fix 1.0.1", file=".tpm/increments/hot fix 1.0.1.yaml")
NAMED = "--increment 'hot fix 1.0.1'"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("tpm answer a.b met --evidence PATH", f"tpm answer {NAMED} a.b met --evidence PATH"),
        ("tpm sync", f"tpm sync {NAMED}"),
        (
            'tpm gate decide a recycle --reason "…", then decide anew',
            f'tpm gate decide {NAMED} a recycle --reason "…", then decide anew',
        ),
        (
            "restore it, or tpm gate close a 1 --evidence PATH",
            f"restore it, or tpm gate close {NAMED} a 1 --evidence PATH",
        ),
        ("tpm start NAME", "tpm start NAME"),
        ("tpm synchronise", "tpm synchronise"),
        ("git add -- docs/a.md", "git add -- docs/a.md"),
        ("", ""),
    ],
)
def test_each_command_names_the_increment(words: str, expected: str) -> None:
    assert for_increment(KEPT, words) == expected
    assert for_increment(KEPT, expected) == expected
    assert for_increment(KEPT._replace(file=".tpm/project.yaml"), words) == words


def test_all_that_is_told_names_it() -> None:
    made = worlds.world(worlds.item("feasibility.spike"), worlds.item("testing.load"))
    project = worlds.project(made)
    record = project.record._replace(increment="1.0", file=".tpm/increments/1.0.yaml")
    project, facts = project._replace(record=record), worlds.facts(made)
    answer = "tpm answer --increment 1.0 feasibility.spike met"
    status = evaluate_project(project, facts)
    report = check_gates(project, CheckRequest(CheckScope.PHASE, "feasibility"), facts)
    assert [finding.fix for finding in report.gates[0].findings] == [
        answer,
        "tpm sign --increment 1.0 feasibility --role tpm",
        "tpm sign --increment 1.0 feasibility --role pm",
    ]
    gate = status.gate("feasibility")
    assert gate is not None
    assert gate.items[0].findings[0].fix == answer
    step = next_step(status, Role.TPM)
    assert step is not None
    assert step.command == answer
    phase = project.checklist.phases[0]
    told = explain_item(project, phase.items[0], phase, facts)
    assert told.verdict is not None
    assert told.verdict.findings == with_increment(record, told.verdict.findings)
    assert told.verdict.findings[0].fix == answer
