"""The sentence that a report opens with."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from render_world import NOTHING, PLAIN, everything, excused, finding, item, met, through

from tpmcli.model.finding import (
    Arguments,
    Cause,
    Finding,
    Since,
    Subject,
    about_decision,
    about_gate,
    about_item,
    about_signoff,
)
from tpmcli.model.record import Decision, Outcome
from tpmcli.model.role import PM as PM_ROLE
from tpmcli.model.role import TPM as TPM_ROLE
from tpmcli.model.rule import Reason, RuleReason, Severity
from tpmcli.model.verdict import GateReport, GateVerdict
from tpmcli.render.finding import message
from tpmcli.render.gate.summary import headline
from world.people import PM, TPM

NAME = "Payments ledger 1.0"


def error(
    reason: RuleReason, subject: Subject, about: Arguments = NOTHING, cause: Cause | None = None
) -> Finding:
    return finding(reason, Severity.ERROR, subject, about, owner=TPM, cause=cause)


def with_findings(found: Sequence[Finding]) -> GateReport:
    report = everything()
    gate = report.gates[0]._replace(findings=tuple(found))
    return report._replace(gates=(gate,))


SPIKES, VENDOR, SCOPE, RISKS, NICE = (
    about_item(item(slug, TPM_ROLE, title=slug.capitalize()))
    for slug in ("spikes", "vendor", "scope", "risks", "nice")
)
GONE = error(Reason.EVIDENCE_MISSING, SPIKES, Arguments(path="docs/a.md"), Cause.THIS_CHANGE)
OTHER_GONE = GONE._replace(about=Arguments(path="docs/b.md"))
ENDED = error(Reason.WAIVER_EXPIRED, VENDOR, Arguments(until="2026-11-21"), Cause.TIME)
BELOW = error(Reason.UNANSWERED, SCOPE, cause=Cause.INHERITED)
TPM_SIGN = error(Reason.SIGNOFF_STALE, about_signoff("feasibility", TPM_ROLE))
PM_SIGN = error(Reason.SIGNOFF_MISSING, about_signoff("feasibility", PM_ROLE))
IDEA = error(Reason.EARLIER_GATE_UNDECIDED, about_gate("idea"))
KILLED = error(Reason.PROJECT_KILLED, about_decision("idea"), Arguments(person=TPM))
SINCE = Since("0123456789" * 4, "2026-03-04", PM, is_merge=True)
AWAITED, TPM_AWAITED, DECISION_AWAITED = (
    error(Reason.APPROVAL_AWAITED, subject, Arguments(person=person), Cause.THIS_CHANGE)
    for subject, person in (
        (about_signoff("feasibility", PM_ROLE), PM),
        (about_signoff("feasibility", TPM_ROLE), TPM),
        (about_decision("feasibility"), PM),
    )
)
OUTDATED = AWAITED._replace(
    reason=Reason.APPROVAL_OUTDATED, about=AWAITED.about._replace(approved="89abcdef01")
)
IS_GONE, HAS_ENDED, IS_KILLED = message(GONE), message(ENDED), message(KILLED)


@pytest.mark.parametrize(
    ("found", "said"),
    [
        ([GONE], f"Not met because of this pull request: {IS_GONE} ({TPM})."),
        (
            [BELOW, GONE, OTHER_GONE],
            f"Not met because of this pull request: {IS_GONE} ({TPM}) and 1 more finding.",
        ),
        (
            [GONE, GONE._replace(subject=VENDOR), GONE._replace(subject=RISKS)],
            (
                "Not met because of this pull request: `docs/a.md` does not exist"
                f" (evidence for"
                f" “Spikes”, “Vendor” and “Risks”) ({TPM})."
            ),
        ),
        (
            [GONE._replace(cause=Cause.INHERITED, since=SINCE)],
            (
                f"Not met before this pull request either: {IS_GONE} ({TPM}), since"
                f" the merge 0123456789 of 2026-03-04 by {PM}."
            ),
        ),
        ([AWAITED], f"Waiting for the PM to approve ({PM})."),
        ([AWAITED, DECISION_AWAITED], f"Waiting for the PM to approve ({PM})."),
        ([DECISION_AWAITED], f"Waiting for the decider to approve ({PM})."),
        (
            [AWAITED, TPM_AWAITED],
            f"Waiting for the PM and the TPM to approve ({PM}, {TPM}).",
        ),
        (
            [OUTDATED],
            (f"Waiting for the PM to approve ({PM}), who approved an earlier commit (89abcdef01)."),
        ),
        (
            [AWAITED, GONE],
            (
                f"Not met because of this pull request: {IS_GONE} ({TPM}); also"
                f" waiting for the PM to approve ({PM})."
            ),
        ),
        (
            [AWAITED, BELOW],
            (
                f"Not met before this pull request either: {message(BELOW)} ({TPM});"
                f" also waiting for the PM to approve ({PM})."
            ),
        ),
        (
            [BELOW, ENDED],
            f"Not met, but not because of this pull request: {HAS_ENDED} ({TPM}).",
        ),
        (
            [BELOW],
            (f"Not met before this pull request either: {message(BELOW)} ({TPM})."),
        ),
        (
            [GONE._replace(cause=None)],
            f"Not met: {IS_GONE} ({TPM}).",
        ),
        (
            [error(Reason.NOT_MET, RISKS), error(Reason.NOT_MET, SCOPE), PM_SIGN],
            (
                f"Not met: feasibility of {NAME} is not ready for a decision; 2 of 5"
                " required"
                " items are not satisfied and the PM has not signed off."
            ),
        ),
        (
            [error(Reason.NOT_MET, NICE), TPM_SIGN, PM_SIGN],
            (
                f"Not met: feasibility of {NAME} is not ready for a decision; 1 item"
                " is not"
                " satisfied, the sign-off of the TPM does not count and the"
                " PM has not signed off."
            ),
        ),
        (
            [IDEA, IDEA, PM_SIGN],
            (
                f"Not met: feasibility of {NAME} is not ready for a decision; the PM has not"
                f" signed off and {message(IDEA)} (and 1 more)."
            ),
        ),
        (
            [PM_SIGN, KILLED],
            f"Not met: {IS_KILLED} ({TPM}).",
        ),
    ],
)
def test_the_headline_of_an_unmet_gate_has_its_reasons(found: Sequence[Finding], said: str) -> None:
    assert headline(with_findings(found)) == said


def test_where_nothing_at_all_is_satisfied() -> None:
    report = everything()
    must = [verdict for verdict in report.gates[0].items if verdict.must]
    found = [error(Reason.UNANSWERED, about_item(verdict.item)) for verdict in must]
    assert headline(with_findings(found)) == (
        f"Not met: feasibility of {NAME} is not ready for a decision; none of the 5"
        " required"
        " items is satisfied."
    )


def decided(report: GateReport) -> GateReport:
    decision = Decision(Outcome.GO, TPM, "2026-11-03T12:00:00Z", "d1:0")
    gates = tuple(gate._replace(decided=decision) for gate in report.gates)
    return report._replace(gates=gates)


def test_a_decided_gate_that_no_longer_holds() -> None:
    report = decided(with_findings([error(Reason.NOT_MET, RISKS), PM_SIGN]))
    assert headline(report) == (
        f"Not met: the feasibility decision of {NAME} no longer holds; 1 of 5"
        " required items is not satisfied and the PM has not signed off."
    )


def test_a_decided_gate_that_holds() -> None:
    assert headline(decided(met())) == (
        f"Met: feasibility of {NAME} was decided `go` on 2026-11-03, and that still holds."
    )
    whole = decided(met())._replace(asked="decided")
    assert headline(whole) == (f"Met: the feasibility decision of {NAME} still holds.")
    two = whole._replace(gates=whole.gates * 2)
    assert headline(two) == (
        f"Met: the decisions at 2 gates of {NAME} still hold (feasibility, feasibility)."
    )


def test_waived_items_are_said() -> None:
    report = met(PLAIN)
    gate = report.gates[0]
    waived = gate._replace(counts=gate.counts._replace(waived=1, must_total=3))
    assert headline(report._replace(gates=(waived,))) == (
        f"Met: feasibility of {NAME} is ready for a decision. All 3 required items"
        " are satisfied, 1 of them waived."
    )


def test_trouble_of_the_project_alone() -> None:
    report = met()._replace(verdict=GateVerdict.UNMET, findings=(GONE, ENDED))
    plain = report._replace(findings=tuple(f._replace(cause=None) for f in report.findings))
    assert headline(plain) == f"Not met: {IS_GONE} ({TPM}) and 1 more finding."


def test_several_unmet_gates_are_counted_and_named() -> None:
    (gone,) = through().gates[1].findings
    assert headline(through()).startswith(
        f"Not met: 2 gates of {NAME} are not met (requirements, testing); {message(gone)}"
    )


def test_several_projects_in_one_report() -> None:
    report = met()
    gates = tuple(
        gate._replace(folder=folder) for folder in ("api", "web") for gate in report.gates
    )
    several = report._replace(project_name="2 projects", increment="", gates=gates)
    assert headline(several) == (
        "Met: all 2 gates of 2 projects are met (api: feasibility, web: feasibility)."
    )
    unmet = with_findings([error(Reason.NOT_MET, RISKS), PM_SIGN]).gates[0]
    held = (gates[0], unmet._replace(folder="web"))
    assert headline(several._replace(verdict=GateVerdict.UNMET, gates=held)) == (
        "Not met: web: feasibility of 2 projects is not ready for a decision; 1 of 5"
        " required items is not satisfied and the PM has not signed off."
    )


def test_a_change_that_may_pass_beside_a_gate_that_it_did_not_break() -> None:
    first = excused().gates[0].findings[0]
    assert headline(excused()) == (
        f"Met for this pull request; inherited from the base: {message(first)}"
        f" ({TPM}) and 5 more findings."
    )
