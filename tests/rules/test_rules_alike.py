"""Findings that are alike: many items without an answer are one finding, and nothing is lost."""

from __future__ import annotations

from typing import Any

import pytest

from tpmcli.model.finding import Arguments, Cause, Finding
from tpmcli.model.fix import tpm
from tpmcli.model.place import Place
from tpmcli.model.role import PM, TPM, Role
from tpmcli.model.rule import Reason, Severity
from tpmcli.model.verdict import GateResult
from tpmcli.rules.alike import condensed, is_untouched
from world.found import said, tell
from world.memory import World, item

PHASE = "feasibility"


def items(role: str, count: int, level: str = "must") -> list[dict[str, object]]:
    return [item(f"{PHASE}.{role}-{level}-{n}", role, level) for n in range(1, count + 1)]


def gate_of(made: World) -> GateResult:
    (gate,) = made.judged("phase", PHASE).gates
    return gate


def of_items(found: list[Finding]) -> list[Finding]:
    return [each for each in found if each.reason is not Reason.SIGNOFF_MISSING]


def walk(role: str, count: int, *, severity: str = "error") -> object:
    reason = Reason.SEVERAL_UNANSWERED if severity == "error" else Reason.SEVERAL_UNMET
    fix = tpm("walk", PHASE, "--role", role)
    about = {"total": count, "other_role": Role(role)}
    return said(reason, PHASE, fix, severity=severity, **about)


def test_many_without_an_answer_are_one_by_role_and_level() -> None:
    made = World.of(*items("tpm", 4), *items("pm", 5), *items("tpm", 6, "should"))
    gate = gate_of(made)
    found = of_items(condensed(gate))
    assert [tell(each) for each in found] == [
        walk("tpm", 4),
        walk("pm", 5),
        walk("tpm", 6, severity="warning"),
    ]
    # Nothing else is put together: the sign-offs stay.
    assert len(condensed(gate)) == len(found) + 2
    assert [each.roles for each in found] == [(TPM,), (PM,), (TPM,)]


@pytest.mark.parametrize(("count", "lines"), [(2, 2), (3, 1)])
def test_a_few_are_listed_one_by_one(count: int, lines: int) -> None:
    gate = gate_of(World.of(*items("tpm", count)))
    found = condensed(gate)
    assert len(of_items(found)) == lines
    assert (found == list(gate.findings)) is (count == lines)


def test_it_stands_where_the_first_stood() -> None:
    made = World.of(item(f"{PHASE}.first"), *items("tpm", 4), item(f"{PHASE}.last"))
    made.answer(f"{PHASE}.first", "not-met")
    made.answer(f"{PHASE}.last", "not-met")
    assert [each.reason for each in of_items(condensed(gate_of(made)))] == [
        Reason.NOT_MET,
        Reason.SEVERAL_UNANSWERED,
        Reason.NOT_MET,
    ]


def test_what_says_more_than_that_an_answer_lacks_is_kept() -> None:
    """An answer that counts no more, a waiver that ended, a check that fails."""
    made = World.of(*items("tpm", 3), *items("pm", 3))
    made.answer(f"{PHASE}.tpm-must-1", "not-met")
    made.waive(f"{PHASE}.pm-must-1", "2026-11-20")
    gate = gate_of(made)
    kept = {f"{PHASE}.tpm-must-1", f"{PHASE}.pm-must-1"}
    assert {each.item.id for each in gate.items if not is_untouched(each)} == kept
    # Two of each role are left, which are few.
    assert condensed(gate) == list(gate.findings)


def test_what_checks_answer_is_not_walked_through() -> None:
    by_checks: dict[str, Any] = {"checks": [{"file": {"glob": "*.md"}}], "answered-by": "checks"}
    made = World.of(*(item(f"{PHASE}.c{n}", **by_checks) for n in range(6)))
    gate = gate_of(made)
    assert not any(map(is_untouched, gate.items))
    assert condensed(gate) == list(gate.findings)


def test_causes_are_kept_apart() -> None:
    """What this change brought about is not hidden in what it found there."""
    gate = gate_of(World.of(*items("tpm", 8)))
    causes = [Cause.INHERITED] * 4 + [Cause.THIS_CHANGE] * 4
    numbered = zip(of_items(list(gate.findings)), causes, strict=True)
    caused = gate._replace(findings=tuple(each._replace(cause=cause) for each, cause in numbered))
    assert [(each.cause, each.about) for each in condensed(caused)] == [
        (Cause.INHERITED, Arguments(total=4, other_role=TPM)),
        (Cause.THIS_CHANGE, Arguments(total=4, other_role=TPM)),
    ]


def test_its_fix_works_where_the_reader_stands() -> None:
    gate = gate_of(World.of(*items("tpm", 4)))
    (first, *_) = condensed(
        gate._replace(place=Place("svc", increment="0.9", person="ann@example.com"))
    )
    assert first.severity is Severity.ERROR
    assert first.fix == tpm(
        *("-C", "svc", "walk", "--as", "ann@example.com", "--increment", "0.9"),
        *(PHASE, "--role", "tpm"),
    )


def test_nothing_is_put_together_that_is_met() -> None:
    made = World.of(*items("tpm", 6))
    for entry in items("tpm", 6):
        made.answer(str(entry["id"]))
    assert of_items(condensed(gate_of(made))) == []
