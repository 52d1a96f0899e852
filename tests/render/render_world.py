"""Gate reports to render. Every text that a person could have typed comes from `Texts`, so that a
test can put another in its place.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from tpmcli.model.checklist import Item, Level, Role
from tpmcli.model.problem import Flaw, Hint, Problem, Remedy
from tpmcli.model.record import Answer, AnswerValue, Condition, Decision, Outcome, Waiver
from tpmcli.model.verdict import (
    CheckOutcome,
    CheckResult,
    Counts,
    Finding,
    GateReport,
    GateResult,
    GateVerdict,
    ItemVerdict,
    Recommendation,
    Severity,
    SignOffState,
    SignOffVerdict,
    State,
)
from tpmcli.render.gate import formats
from tpmcli.version import __version__

TPM, PM = "tpm@example.com", "pm@example.com"
RECORD = ".tpm/project.yaml"
AT = "2026-11-03T12:00:00Z"
TODAY = "2026-11-22"
ENDINGS = {
    "text": "txt",
    "json": "json",
    "junit": "xml",
    "sarif": "sarif",
    "markdown": "md",
    "github": "log",
}


class Texts(NamedTuple):
    """What people typed into files and names of files."""

    project_id: str = "payments-ledger-7c1e"
    project_name: str = "Payments ledger"
    increment: str = "1.0"
    folder: str = "apps/ledger"
    gate_title: str = "Ideation & planning"
    item_title: str = "Every high risk has an owner"
    message: str = "“Every high risk has an owner” is answered not met"
    fix: str = "tpm answer feasibility.risks met --evidence PATH"
    owner: str = TPM
    file: str = RECORD
    signer: str = PM
    check_message: str = "docs/risks.md has 2 rows without an owner"
    waiver_reason: str = "the vendor is fixed by contract"
    waiver_by: str = TPM
    waiver_approver: str = PM
    gate_message: str = "tpm@example.com signed off feasibility in both roles"
    project_message: str = "feasibility.old was recorded, but no checklist has this item any more"
    decider: str = PM
    reason: str = "the market will not wait"
    condition: str = "a load test at twice the peak"
    condition_owner: str = TPM
    problem: str = "there is no key 'anwser'"
    problem_file: str = ".tpm/policy.yaml"
    hint: str = "did you mean 'answer'?"


PLAIN = Texts()


def item(slug: str, role: Role, level: Level = Level.MUST, title: str = "") -> Item:
    name = f"feasibility.{slug}"
    return Item(name, "feasibility", role, title or f"It is shown that {slug} is so", level=level)


def finding(
    rule: str,
    severity: Severity,
    subject: str,
    message: str,
    fix: str = "",
    owner: str = "",
    cause: str = "",
    file: str = RECORD,
) -> Finding:
    return Finding(rule, severity, subject, message, fix, owner, cause, file, 12)


def verdict(
    asked: Item, state: State, *findings: Finding, satisfied: bool = False, answered: bool = True
) -> ItemVerdict:
    answer = Answer(AnswerValue.MET, asked.role, TPM, AT, "q1:0") if answered else None
    must = asked.level is Level.MUST
    return ItemVerdict(asked, must, state, satisfied, answer, findings=findings)


def gate(phase: str, title: str, said: GateVerdict, *items: ItemVerdict) -> GateResult:
    """A gate without sign-offs, counted and with its items' findings."""
    must = [each for each in items if each.must]
    should = [each for each in items if not each.must]
    met = said is GateVerdict.MET
    return GateResult(
        phase,
        title,
        said,
        None,
        Recommendation("go", "met") if met else Recommendation("hold", "unmet"),
        Counts(
            sum(each.satisfied for each in must),
            len(must),
            sum(each.satisfied for each in should),
            len(should),
            sum(each.state is State.WAIVED for each in items),
        ),
        items,
        findings=tuple(found for each in items for found in each.findings),
    )


def signed(role: Role, by: str, state: SignOffState = SignOffState.VALID) -> SignOffVerdict:
    return SignOffVerdict(role, state, by, AT, "author")


def report(texts: Texts, said: GateVerdict, asked: str, *gates: GateResult) -> GateReport:
    return GateReport(
        texts.project_id, texts.project_name, texts.increment, TODAY, asked, said, gates
    )


def met(texts: Texts = PLAIN) -> GateReport:
    """One open gate in which all is well."""
    done = [
        verdict(item(slug, role), State.SATISFIED, satisfied=True)
        for slug, role in (("spikes", Role.TPM), ("need", Role.PM))
    ]
    made = gate("feasibility", texts.gate_title, GateVerdict.MET, *done)
    signoffs = (signed(Role.TPM, TPM), signed(Role.PM, texts.signer))
    return report(texts, GateVerdict.MET, "phase", made._replace(signoffs=signoffs))


def everything(texts: Texts = PLAIN) -> GateReport:
    """One open gate with every state, severity, cause and kind of subject, and a folder."""
    not_met = finding(
        "not-met",
        Severity.ERROR,
        "feasibility.risks",
        texts.message,
        fix=texts.fix,
        owner=texts.owner,
        file=texts.file,
        cause="this-change",
    )
    disputed = finding("disputed", Severity.ERROR, "feasibility.table", texts.check_message)
    covered = not_met._replace(severity=Severity.NOTE, subject="feasibility.vendor", cause="")
    ends = finding(
        "waiver-expiring", Severity.WARNING, "feasibility.vendor", "the waiver ends tomorrow"
    )
    over = finding(
        "waiver-expired", Severity.ERROR, "feasibility.scope", "its waiver ended", cause="time"
    )
    hint = finding("should-unmet", Severity.WARNING, "feasibility.nice", "it would be nice")
    waiver = Waiver(texts.waiver_by, AT, texts.waiver_reason, texts.waiver_approver, "2026-11-23")
    checked = CheckResult("table", CheckOutcome.FAIL, texts.check_message, "docs/risks.md", 3)
    made = gate(
        "feasibility",
        texts.gate_title,
        GateVerdict.UNMET,
        verdict(item("spikes", Role.TPM), State.SATISFIED, satisfied=True),
        verdict(item("risks", Role.TPM, title=texts.item_title), State.NOT_MET, not_met),
        verdict(item("table", Role.TPM), State.DISPUTED, disputed)._replace(checks=(checked,)),
        verdict(item("vendor", Role.TPM), State.WAIVED, ends, covered, satisfied=True)._replace(
            waived_until="2026-11-23", waiver=waiver
        ),
        verdict(item("scope", Role.PM), State.OPEN, over, answered=False),
        verdict(item("nice", Role.PM, Level.SHOULD), State.OPEN, hint, answered=False),
    )
    stale = finding(
        "signoff-stale", Severity.ERROR, "feasibility.tpm", "answers changed", cause="inherited"
    )
    missing = finding("signoff-missing", Severity.ERROR, "feasibility.pm", "nobody signed")
    earlier = finding("earlier-gate-open", Severity.ERROR, "idea", "the gate idea is not decided")
    same = finding("same-person", Severity.WARNING, "feasibility", texts.gate_message)
    removed = finding("item-removed", Severity.WARNING, "feasibility.old", texts.project_message)
    made = made._replace(
        signoffs=(
            signed(Role.TPM, texts.signer, SignOffState.STALE),
            SignOffVerdict(Role.PM, SignOffState.MISSING),
        ),
        findings=(*made.findings, stale, missing, earlier, same),
    )
    said = report(texts, GateVerdict.UNMET, "phase", made)
    return said._replace(findings=(removed,), folder=texts.folder)


def nothing_decided(texts: Texts = PLAIN) -> GateReport:
    return report(texts, GateVerdict.NOTHING_DECIDED, "decided")


def not_gated(texts: Texts = PLAIN) -> GateReport:
    made = gate("feasibility", texts.gate_title, GateVerdict.NOT_GATED)
    made = made._replace(recommendation=Recommendation("hold", "not-gated"))
    return report(texts, GateVerdict.NOT_GATED, "phase", made)


def through(texts: Texts = PLAIN) -> GateReport:
    """Three gates: one holds with a promise, one no longer holds, one is not decided."""
    first = met(texts).gates[0]
    promise = Condition(texts.condition, texts.condition_owner, "2026-12-01")
    holds = Decision(
        Outcome.CONDITIONAL, texts.decider, AT, "d1:0", "go", "met", texts.reason, "", (promise,)
    )
    gone = finding(
        "evidence-missing",
        Severity.ERROR,
        "feasibility.spikes",
        "docs/spikes/ledger.md, evidence for “It is shown that spikes is so”, is not there",
        fix="restore it",
        owner=TPM,
    )
    broken = gate(
        "requirements",
        "Requirements",
        GateVerdict.UNMET,
        verdict(item("spikes", Role.TPM), State.NO_EVIDENCE, gone),
    )
    undecided = finding("not-decided", Severity.ERROR, "testing", "the gate testing is not decided")
    waiting = gate(
        "testing",
        "Testing",
        GateVerdict.UNMET,
        verdict(item("load", Role.TPM), State.SATISFIED, satisfied=True),
    )
    return report(
        texts,
        GateVerdict.UNMET,
        "through",
        first._replace(decided=holds),
        broken._replace(decided=holds._replace(outcome=Outcome.GO, conditions=())),
        waiting._replace(findings=(undecided,)),
    )


def excused(texts: Texts = PLAIN) -> GateReport:
    """A change that may pass beside a gate that it did not break."""
    report = everything(texts)

    def soft(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
        return tuple(
            found._replace(severity=Severity.WARNING, cause="inherited")
            if found.severity is Severity.ERROR
            else found
            for found in findings
        )

    gates = tuple(gate._replace(findings=soft(gate.findings)) for gate in report.gates)
    return report._replace(verdict=GateVerdict.MET, gates=gates, asked="decided")


REPORTS: dict[str, Callable[[Texts], GateReport]] = {
    "met": met,
    "everything": everything,
    "nothing-decided": nothing_decided,
    "not-gated": not_gated,
    "through": through,
    "excused": excused,
}


def _problem(
    message: str, file: str = "", line: int = 0, column: int = 0, hint: str = ""
) -> Problem:
    way_out = Hint(Remedy.OTHER, (hint,)) if hint else None
    return Problem(Flaw.OTHER, (message,), file, line, column, way_out)


def problems(texts: Texts = PLAIN) -> list[Problem]:
    """What keeps a gate from being evaluated: with a place, and without."""
    return [
        _problem(texts.problem, texts.problem_file, 3, 5, texts.hint),
        _problem("this file is missing", ".tpm/project.yaml"),
        _problem("no must-item of testing applies to this project"),
    ]


def outputs(texts: Texts = PLAIN) -> dict[tuple[str, str], str]:
    """Every report in every format, by both names; the version is no part of it."""
    made = {
        (name, form): formats.render(form, build(texts))
        for name, build in REPORTS.items()
        for form in formats.FORMATS
    }
    for form in formats.FORMATS:
        made["problems", form] = formats.render_problems(form, problems(texts))
    return {names: text.replace(__version__, "VERSION") for names, text in made.items()}
