"""Commands in the way out name the increment that was looked at."""

from __future__ import annotations

import pytest

from tpmcli.model.fix import Advice, Ask, Blank, Command, Edit, Fix, Help, Word, tpm
from tpmcli.model.record import Record
from tpmcli.model.role import TPM
from tpmcli.rules.fix_commands import fix_for, with_increment
from tpmcli.rules.gate_check import CheckRequest, CheckScope, check_gates
from tpmcli.rules.next import next_step
from tpmcli.rules.status import evaluate_project
from tpmcli.rules.why import explain_item
from world.memory import World, item

KEPT = Record("p", "hot fix 1.0.1", file=".tpm/increments/hot fix 1.0.1.yaml")
NAMED = ("--increment", "hot fix 1.0.1")


@pytest.mark.parametrize(
    ("subcommand", "rest"),
    [
        (("answer",), ("a.b", "met", "--evidence", Blank.EVIDENCE)),
        (("sync",), ()),
        (("sign",), ("a", "--role", Blank.ROLE)),
        (("gate", "decide"), ("a", "recycle", "--reason", Blank.REASON)),
        (("checks", "run"), ("a.b", "--allow-commands")),
        (("evidence", "move"), ("a.md", "b.md")),
    ],
)
def test_the_increment_is_named_behind_the_subcommand(
    subcommand: tuple[str, ...], rest: tuple[Word, ...]
) -> None:
    plain, named = tpm(*subcommand, *rest), tpm(*subcommand, *NAMED, *rest)
    assert fix_for(KEPT, plain) == named
    assert fix_for(KEPT, named) == named
    assert fix_for(KEPT, Advice(Help.RESTORE_OR_REOPEN, plain, "x")) == Advice(
        Help.RESTORE_OR_REOPEN, named, "x"
    )
    assert fix_for(KEPT._replace(file=".tpm/project.yaml"), plain) == plain


@pytest.mark.parametrize(
    "fix",
    [
        tpm("start", Blank.NAME),
        # A command that only begins like one of an increment.
        tpm("synchronise"),
        tpm("gate"),
        tpm("checks", "answer"),
        Command(("git", "sync")),
        Command(("git", "add", "docs/answer.md")),
        # Words of a person that look like a command.
        Advice(Help.KEEP_KIND, name="tpm answer a.b met"),
        Ask("tpm sync", Help.APPROVE),
        Edit("tpm sync", Help.FILL_IN),
        None,
    ],
)
def test_what_takes_no_increment_stays_as_it_is(fix: Fix | None) -> None:
    assert fix_for(KEPT, fix) == fix


def test_all_that_is_told_names_it() -> None:
    made = World.of(item("feasibility.spike"), item("testing.load"))
    project = made.project()
    record = project.record._replace(increment="1.0", file=".tpm/increments/1.0.yaml")
    project, facts = project._replace(record=record), made.facts()
    answer = tpm("answer", "--increment", "1.0", "feasibility.spike", "met")
    status = evaluate_project(project, facts)
    report = check_gates(project, CheckRequest(CheckScope.PHASE, "feasibility"), facts)
    assert [finding.fix for finding in report.gates[0].findings] == [
        answer,
        Advice(
            Help.SIGN_LATER,
            tpm("sign", "--increment", "1.0", "feasibility", "--role", "tpm", people=("tpm",)),
            "TPM",
        ),
        tpm("sign", "--increment", "1.0", "feasibility", "--role", "pm", people=("pm",)),
    ]
    gate = status.gate("feasibility")
    assert gate is not None
    assert gate.items[0].findings[0].fix == answer
    step = next_step(status, TPM)
    assert step is not None
    assert step.fix == answer
    phase = project.checklist.phases[0]
    told = explain_item(project, phase.items[0], phase, facts)
    assert told.verdict is not None
    assert told.verdict.findings == with_increment(record, told.verdict.findings)
    assert told.verdict.findings[0].fix == answer
