"""The sentence that a report opens with."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from render_world import PLAIN, TPM, everything, excused, finding, met, through

from tpmcli.model.finding import Finding
from tpmcli.model.record import Decision, Outcome
from tpmcli.model.rule import Severity
from tpmcli.model.verdict import GateReport, GateVerdict
from tpmcli.render.gate.summary import headline

NAME = "Payments ledger 1.0"


def error(subject: str, message: str, cause: str = "", rule: str = "not-met") -> Finding:
    return finding(rule, Severity.ERROR, subject, message, owner=TPM, cause=cause)


def with_findings(found: Sequence[Finding]) -> GateReport:
    report = everything()
    gate = report.gates[0]._replace(findings=tuple(found))
    return report._replace(gates=(gate,))


GONE = error("feasibility.spikes", "docs/a.md is gone", "this-change")
ENDED = error("feasibility.vendor", "its waiver ended on 2026-11-21", "time")
BELOW = error("feasibility.scope", "“Scope” is not answered", "inherited")
TPM_SIGN = error("feasibility.tpm", "stale", rule="signoff-stale")
PM_SIGN = error("feasibility.pm", "missing", rule="signoff-missing")


@pytest.mark.parametrize(
    ("found", "said"),
    [
        ([GONE], f"Red because of this pull request: docs/a.md is gone ({TPM})."),
        (
            [BELOW, GONE, GONE],
            f"Red because of this pull request: docs/a.md is gone ({TPM}), and 1 more thing.",
        ),
        (
            [BELOW, ENDED],
            f"Not caused by this pull request: its waiver ended on 2026-11-21 ({TPM}).",
        ),
        (
            [BELOW],
            (
                "Not caused by this pull request, but inherited from the branch below:"
                f" “Scope” is not answered ({TPM})."
            ),
        ),
        ([GONE._replace(cause="")], f"Not met: docs/a.md is gone ({TPM})."),
        (
            [error("feasibility.risks", "x"), error("feasibility.scope", "y"), PM_SIGN],
            (
                f"Not met: {NAME} may not leave feasibility yet; 2 of 5 required items are not"
                " satisfied and the PM has not signed off."
            ),
        ),
        (
            [error("feasibility.nice", "x"), TPM_SIGN, PM_SIGN],
            (
                f"Not met: {NAME} may not leave feasibility yet; 1 item is not satisfied,"
                " the sign-off of the TPM no longer counts and the PM has not signed off."
            ),
        ),
        (
            [error("idea", "the gate idea is not decided"), error("idea", "and more"), PM_SIGN],
            (
                f"Not met: {NAME} may not leave feasibility yet; the PM has not signed off and the"
                " gate idea is not decided (and 1 more)."
            ),
        ),
        (
            [PM_SIGN, error("idea", "the product was stopped", rule="project-killed")],
            f"Not met: the product was stopped ({TPM}).",
        ),
    ],
)
def test_an_unmet_gate(found: Sequence[Finding], said: str) -> None:
    assert headline(with_findings(found)) == said


def test_where_nothing_at_all_is_satisfied() -> None:
    report = everything()
    must = [item for item in report.gates[0].items if item.must]
    found = [error(item.item.id, "is not answered") for item in must]
    assert headline(with_findings(found)) == (
        f"Not met: {NAME} may not leave feasibility yet; none of the 5 required items is satisfied."
    )


def decided(report: GateReport) -> GateReport:
    decision = Decision(Outcome.GO, TPM, "2026-11-03T12:00:00Z", "d1:0")
    gates = tuple(gate._replace(decided=decision) for gate in report.gates)
    return report._replace(gates=gates)


def test_a_decided_gate_that_no_longer_holds() -> None:
    report = decided(with_findings([error("feasibility.risks", "x"), PM_SIGN]))
    assert headline(report) == (
        f"Not met: what was decided at the gate feasibility of {NAME} no longer holds;"
        " 1 of 5 required items is not satisfied and the PM has not signed off."
    )


def test_a_decided_gate_that_holds() -> None:
    assert headline(decided(met())) == (
        f"Met: feasibility of {NAME} was decided go on 2026-11-03, and that still holds."
    )
    whole = decided(met())._replace(asked="decided")
    assert headline(whole) == (
        f"Met: what was decided at the gate feasibility of {NAME} still holds."
    )
    two = whole._replace(gates=whole.gates * 2)
    assert headline(two) == (
        f"Met: what was decided at 2 gates of {NAME} still holds (feasibility, feasibility)."
    )


def test_waived_items_are_said() -> None:
    report = met(PLAIN)
    gate = report.gates[0]
    waived = gate._replace(counts=gate.counts._replace(waived=1, must_total=3))
    assert headline(report._replace(gates=(waived,))) == (
        f"Met: {NAME} may leave feasibility; all 3 required items are satisfied, 1 of them"
        " waived, and a person may now decide."
    )


def test_trouble_of_the_project_alone() -> None:
    report = met()._replace(verdict=GateVerdict.UNMET, findings=(GONE._replace(cause=""), ENDED))
    plain = report._replace(findings=tuple(f._replace(cause="") for f in report.findings))
    assert headline(plain) == f"Not met: docs/a.md is gone ({TPM}), and 1 more thing."


def test_several_gates() -> None:
    assert headline(through()).startswith(
        f"Not met: 2 gates of {NAME} are not met (requirements, testing); docs/spikes/ledger.md"
    )


def test_several_projects_in_one_report() -> None:
    report = met()
    gates = tuple(
        gate._replace(phase=f"{folder}: {gate.phase}")
        for folder in ("api", "web")
        for gate in report.gates
    )
    several = report._replace(project_name="2 projects", increment="", gates=gates)
    assert headline(several) == (
        "Met: all 2 gates of 2 projects are met (api: feasibility, web: feasibility)."
    )
    unmet = with_findings([error("feasibility.risks", "x"), PM_SIGN]).gates[0]
    held = (gates[0], unmet._replace(phase="web: feasibility"))
    assert headline(several._replace(verdict=GateVerdict.UNMET, gates=held)) == (
        "Not met: 2 projects may not leave web: feasibility yet;"
        " 1 of 5 required items is not satisfied and the PM has not signed off."
    )


def test_a_change_that_may_pass_beside_a_gate_that_it_did_not_break() -> None:
    assert headline(excused()) == (
        "Not caused by this pull request, which may pass: “Every high risk has an owner” is"
        f" answered not met ({TPM}), and 5 more things."
    )
