"""One cause told once, and what GitHub has room for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from render_world import everything, finding, item

from tpmcli.model.facts import CheckOutcome, CheckResult, Detail, EvidenceDetail
from tpmcli.model.finding import (
    Arguments,
    Cause,
    Finding,
    Since,
    about_condition,
    about_item,
)
from tpmcli.model.problem import Flaw, Problem
from tpmcli.model.role import TPM as TPM_ROLE
from tpmcli.model.rule import Reason, RuleReason, Severity
from tpmcli.render.gate import github
from tpmcli.render.gate.shared_cause import by_cause, file_at_fault, shared_message, shared_owners
from world.people import DEV, PM, TPM


def lost(
    number: int,
    path: str = "docs/a.md",
    reason: RuleReason = Reason.EVIDENCE_MISSING,
    severity: Severity = Severity.ERROR,
    detail: EvidenceDetail | None = None,
    **more: Any,
) -> Finding:
    """The evidence of one item is lost."""
    subject = about_item(item(f"item-{number}", TPM_ROLE, title=f"Item {number}"))
    found = finding(reason, severity, subject, Arguments(path=path, detail=detail), owner=TPM)
    return found._replace(**more)


def check(number: int, file: str, lacks: str = "", says: str = "it is not so") -> Finding:
    result = CheckResult("file", CheckOutcome.FAIL, says, file, lacks=lacks)
    found = lost(number, "", Reason.CHECK_FAILED)
    return found._replace(about=Arguments(check=1, result=result), file=file or ".tpm/project.yaml")


def shared(found: Sequence[Finding]) -> list[list[str]]:
    return [[each.subject.title for each in cause] for cause in by_cause(found)]


SECTION = EvidenceDetail(Detail.NO_HEADING, ("risks",))
SINCE = Since("0" * 40, "2026-03-04", DEV, is_merge=True)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (lost(1), lost(2)),
        # The file is gone, and its sections with it.
        (lost(1), lost(2, "docs/a.md#risks")),
        (lost(1, "docs/a.md#costs"), lost(2, "docs/a.md#risks")),
        (lost(1, "docs/a.md#risks", detail=SECTION), lost(2, "docs/a.md#risks", detail=SECTION)),
        (lost(1), check(2, "", "docs/a.md")),
        (check(1, "reports/a.xml"), check(2, "reports/a.xml")),
    ],
)
def test_one_file_is_one_cause(one: Finding, other: Finding) -> None:
    assert shared([one, other]) == [["Item 1", "Item 2"]]


@pytest.mark.parametrize(
    "other",
    [
        lost(2, "docs/b.md"),
        # The file is there, and lacks a section.
        lost(2, "docs/a.md#risks", detail=SECTION),
        lost(2, cause=Cause.INHERITED),
        lost(2, since=SINCE),
        lost(2, increment="0.9"),
        lost(2, severity=Severity.WARNING),
        # The same path in another project of the repository.
        lost(2, file="svc/.tpm/project.yaml"),
        lost(2, "", Reason.UNANSWERED),
    ],
)
def test_what_differs_is_a_cause_of_its_own(other: Finding) -> None:
    assert sorted(shared([lost(1), other])) == [["Item 1"], ["Item 2"]]


def test_without_a_file_every_finding_is_its_own_cause() -> None:
    found = [lost(number, "", Reason.UNANSWERED) for number in (1, 2)]
    assert [file_at_fault(each) for each in found] == ["", ""]
    assert shared(found) == [["Item 1"], ["Item 2"]]


@pytest.mark.parametrize(
    ("found", "said"),
    [
        ([lost(1)], "`docs/a.md` does not exist (evidence for “Item 1”)"),
        ([lost(1), lost(2)], "`docs/a.md` does not exist (evidence for “Item 1” and “Item 2”)"),
        (
            [lost(number) for number in range(1, 32)],
            (
                "`docs/a.md` does not exist (evidence for 31 items"
                " (“Item 1”, “Item"
                " 2”, “Item 3” and 28 more))"
            ),
        ),
        # One item that cites two sections is one item.
        (
            [lost(1, "docs/a.md#costs"), lost(1, "docs/a.md#risks")],
            "`docs/a.md` does not exist (evidence for “Item 1”)",
        ),
        (
            [lost(1), lost(2), check(3, "", "docs/a.md", "docs/a.md does not exist")],
            (
                "`docs/a.md` does not exist (evidence for “Item 1” and “Item 2”); a"
                " check of “Item 3” fails: docs/a.md does not exist"
            ),
        ),
        (
            [check(1, "a.xml"), check(2, "a.xml"), check(3, "a.xml")],
            "a check of “Item 1” fails: it is not so (and the same for “Item 2” and “Item 3”)",
        ),
    ],
)
def test_the_message_of_a_cause(found: Sequence[Finding], said: str) -> None:
    (cause,) = by_cause(found)
    assert shared_message(cause) == said


def test_conditions_closed_with_one_file() -> None:
    closed = [
        lost(1, reason=Reason.CLOSING_EVIDENCE_MISSING)._replace(
            subject=about_condition("feasibility", number, "hire")
        )
        for number in (1, 2)
    ]
    (cause,) = by_cause(closed)
    assert shared_message(cause) == (
        "`docs/a.md` does not exist (evidence for closing condition 1 of"
        " feasibility) (and the same for condition 2 of feasibility)"
    )


def test_few_owners_are_named() -> None:
    owners = [TPM, PM, TPM, DEV, "a@example.com", "b@example.com"]
    found = [lost(number, owners=(owner,)) for number, owner in enumerate(owners)]
    assert shared_owners(found) == f"{TPM}, {PM}, {DEV}, 2 more"


def shown(found: Sequence[Finding]) -> list[str]:
    """What GitHub is told of these findings, without the headline."""
    report = everything()
    gates = (report.gates[0]._replace(findings=tuple(found)),)
    return github.render(report._replace(gates=gates, findings=())).splitlines()[1:]


def test_github_is_told_a_cause_once_and_its_file() -> None:
    (line,) = shown([lost(number, cause=Cause.THIS_CHANGE) for number in range(31)])
    assert "title=evidence-missing%3A docs/a.md::" in line
    assert "evidence for 31 items" in line


def test_this_change_comes_first_and_the_rest_is_counted() -> None:
    found = [
        *(lost(n, f"docs/{n}.md", cause=Cause.INHERITED) for n in range(9)),
        *(lost(n, f"docs/{n}.md", cause=Cause.TIME) for n in range(9, 12)),
        lost(12, "docs/mine.md", cause=Cause.THIS_CHANGE),
        *(lost(n, f"docs/{n}.md", severity=Severity.WARNING) for n in range(20, 31)),
        *(lost(n, f"docs/{n}.md", severity=Severity.NOTE) for n in range(40, 50)),
    ]
    *lines, last = shown(found)
    assert [line.partition(" ")[0] for line in lines] == (
        ["::error"] * 10 + ["::warning"] * 10 + ["::notice"] * 10
    )
    assert ["(this-change, " in line for line in lines[:2]] == [True, False]
    assert ["(time, " in line for line in lines[1:5]] == [True, True, True, False]
    assert last == "Not shown here: 3 more errors, 1 more warning. Text output lists all of them."


def test_problems_beyond_ten_are_counted() -> None:
    found = [Problem(Flaw.OTHER, (f"problem {number}",)) for number in range(12)]
    first, *lines, last = github.render_problems(found).splitlines()
    assert first == "Not checked: the files are not valid."
    assert len(lines) == 10
    assert last == "Not shown here: 2 more errors. Text output lists all of them."
    assert len(github.render_problems(found[:10]).splitlines()) == 11
