"""Gate reports to render. Every text that a person could have typed comes from `Texts`, so that a
test can put another in its place.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from tpmcli.model.checklist import Item, Level
from tpmcli.model.facts import CheckOutcome, CheckResult
from tpmcli.model.finding import (
    Arguments,
    Cause,
    Finding,
    Since,
    Subject,
    SubjectKind,
    about_gate,
    about_increment,
    about_item,
    about_recorded,
    about_signoff,
    about_waiver,
)
from tpmcli.model.fix import Advice, Ask, Blank, Fix, Help, git_restore, tpm
from tpmcli.model.problem import Flaw, Hint, Problem, Remedy
from tpmcli.model.record import (
    Answer,
    AnswerValue,
    Condition,
    Decision,
    Outcome,
    ShortIncrement,
    Waiver,
)
from tpmcli.model.role import PM as PM_ROLE
from tpmcli.model.role import TPM as TPM_ROLE
from tpmcli.model.role import Role
from tpmcli.model.rule import Reason, RuleReason, Severity
from tpmcli.model.verdict import (
    Counts,
    GateReport,
    GateResult,
    GateVerdict,
    ItemVerdict,
    Recommendation,
    SignOffState,
    SignOffVerdict,
    State,
)
from tpmcli.render.gate import formats
from tpmcli.version import __version__
from world.people import PM, RECORD, TODAY, TPM

AT = "2026-11-03T12:00:00Z"
ENDINGS = {
    "text": "txt",
    "json": "json",
    "junit": "xml",
    "sarif": "sarif",
    "markdown": "md",
    "github": "log",
    "badge": "svg",
}


class Texts(NamedTuple):
    """What people typed into files and names of files."""

    project_id: str = "payments-ledger-7c1e"
    project_name: str = "Payments ledger"
    increment: str = "1.0"
    folder: str = "apps/ledger"
    gate_title: str = "Ideation & planning"
    item_title: str = "Every high risk has an owner"
    fix_word: str = "feasibility.risks"
    owner: str = TPM
    file: str = RECORD
    signer: str = PM
    check_message: str = "docs/risks.md has 2 rows without an owner"
    waiver_reason: str = "the vendor is fixed by contract"
    waiver_by: str = TPM
    waiver_approver: str = PM
    both_roles: str = TPM
    removed: str = "feasibility.old"
    path: str = "docs/spikes/ledger.md"
    decider: str = PM
    reason: str = "the market will not wait"
    condition: str = "a load test at twice the peak"
    condition_owner: str = TPM
    problem: str = "no key named `anwser`"
    problem_file: str = ".tpm/policy.yaml"
    hint: str = "answer"
    commit_author: str = "dev@example.com"
    kind: str = "patch"


PLAIN = Texts()


NOTHING = Arguments()


def item(slug: str, role: Role, level: Level = Level.MUST, title: str = "") -> Item:
    name = f"feasibility.{slug}"
    return Item(name, "feasibility", role, title or f"It is shown that {slug} is so", level=level)


def finding(
    reason: RuleReason,
    severity: Severity,
    subject: Subject,
    about: Arguments = NOTHING,
    *,
    fix: Fix | None = None,
    owner: str = "",
    cause: Cause | None = None,
    file: str = RECORD,
) -> Finding:
    owners = (owner,) if owner else ()
    return Finding(reason, subject, severity, about, fix, owners, cause=cause, file=file, line=12)


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
        for slug, role in (("spikes", TPM_ROLE), ("need", PM_ROLE))
    ]
    made = gate("feasibility", texts.gate_title, GateVerdict.MET, *done)
    signoffs = (signed(TPM_ROLE, TPM), signed(PM_ROLE, texts.signer))
    return report(texts, GateVerdict.MET, "phase", made._replace(signoffs=signoffs))


def everything(texts: Texts = PLAIN) -> GateReport:
    """One open gate with every state, severity, cause and kind of subject, and a folder."""
    spikes, risks, table, vendor = (
        item("spikes", TPM_ROLE),
        item("risks", TPM_ROLE, title=texts.item_title),
        item("table", TPM_ROLE),
        item("vendor", TPM_ROLE),
    )
    scope, nice = item("scope", PM_ROLE), item("nice", PM_ROLE, Level.SHOULD)
    not_met = finding(
        Reason.NOT_MET,
        Severity.ERROR,
        about_item(risks),
        fix=tpm("answer", texts.fix_word, "met", "--evidence", Blank.EVIDENCE),
        owner=texts.owner,
        file=texts.file,
        cause=Cause.THIS_CHANGE,
    )
    failed = CheckResult("table", CheckOutcome.FAIL, texts.check_message, "docs/risks.md", 3)
    disputed = finding(
        Reason.DISPUTED, Severity.ERROR, about_item(table), Arguments(check=1, result=failed)
    )
    covered = not_met._replace(severity=Severity.NOTE, subject=about_item(vendor), cause=None)
    tomorrow = Arguments(until="2026-11-23", days_left=1)
    ends = finding(Reason.WAIVER_EXPIRING, Severity.WARNING, about_waiver(vendor), tomorrow)
    late = Arguments(until="2026-11-21")
    over = finding(Reason.WAIVER_EXPIRED, Severity.ERROR, about_item(scope), late, cause=Cause.TIME)
    hint = finding(Reason.UNANSWERED, Severity.WARNING, about_item(nice))._replace(recommended=True)
    waiver = Waiver(
        texts.waiver_by, AT, texts.waiver_reason, (texts.waiver_approver,), "2026-11-23"
    )
    made = gate(
        "feasibility",
        texts.gate_title,
        GateVerdict.UNMET,
        verdict(spikes, State.SATISFIED, satisfied=True),
        verdict(risks, State.NOT_MET, not_met),
        verdict(table, State.DISPUTED, disputed)._replace(checks=(failed,)),
        verdict(vendor, State.WAIVED, ends, covered, satisfied=True)._replace(
            waived_until="2026-11-23", waiver=waiver
        ),
        verdict(scope, State.OPEN, over, answered=False),
        verdict(nice, State.OPEN, hint, answered=False),
    )
    stale = finding(
        Reason.SIGNOFF_STALE,
        Severity.ERROR,
        about_signoff("feasibility", TPM_ROLE),
        Arguments(person=texts.signer),
        cause=Cause.INHERITED,
    )
    missing = finding(Reason.SIGNOFF_MISSING, Severity.ERROR, about_signoff("feasibility", PM_ROLE))
    earlier = finding(Reason.EARLIER_GATE_UNDECIDED, Severity.ERROR, about_gate("idea"))
    same = finding(
        Reason.SAME_PERSON,
        Severity.WARNING,
        about_gate("feasibility"),
        Arguments(person=texts.both_roles),
    )
    gone = about_recorded(SubjectKind.ITEM, texts.removed)
    removed = finding(Reason.ITEM_REMOVED, Severity.WARNING, gone)
    made = made._replace(
        signoffs=(
            signed(TPM_ROLE, texts.signer, SignOffState.STALE),
            SignOffVerdict(PM_ROLE, SignOffState.MISSING),
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
    spikes = item("spikes", TPM_ROLE)
    gone = finding(
        Reason.EVIDENCE_MISSING,
        Severity.ERROR,
        about_item(spikes),
        Arguments(path=texts.path),
        fix=Advice(Help.RESTORE),
        owner=TPM,
    )
    broken = gate(
        "requirements",
        "Requirements",
        GateVerdict.UNMET,
        verdict(spikes, State.NO_EVIDENCE, gone),
    )
    undecided = finding(Reason.UNDECIDED, Severity.ERROR, about_gate("testing"))
    waiting = gate(
        "testing",
        "Testing",
        GateVerdict.UNMET,
        verdict(item("load", TPM_ROLE), State.SATISFIED, satisfied=True),
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
            found._replace(severity=Severity.WARNING, cause=Cause.INHERITED)
            if found.blocks
            else found
            for found in findings
        )

    gates = tuple(gate._replace(findings=soft(gate.findings)) for gate in report.gates)
    return report._replace(verdict=GateVerdict.MET, gates=gates, asked="decided")


def awaited(texts: Texts = PLAIN) -> GateReport:
    """A change that lacks an approval alone, over a base that lost a file."""
    spikes, vendor = item("spikes", TPM_ROLE), item("vendor", TPM_ROLE)
    lost = [
        finding(
            Reason.EVIDENCE_MISSING,
            Severity.ERROR,
            about_item(each),
            Arguments(path=texts.path or "docs/a.md"),
            fix=git_restore("89abcdef01", texts.path, whole=True),
            owner=TPM,
            cause=Cause.INHERITED,
        )._replace(since=Since("0123456789" * 4, TODAY, texts.commit_author, is_merge=True))
        for each in (spikes, vendor)
    ]
    waits = finding(
        Reason.APPROVAL_AWAITED,
        Severity.ERROR,
        about_signoff("feasibility", PM_ROLE),
        Arguments(person=texts.signer, author=texts.commit_author, commit="456789abcd"),
        fix=Ask(texts.signer, Help.APPROVE),
        owner=texts.signer,
        cause=Cause.THIS_CHANGE,
    )
    made = gate(
        "feasibility",
        texts.gate_title,
        GateVerdict.UNMET,
        *(
            verdict(each, State.NO_EVIDENCE, found)
            for each, found in zip((spikes, vendor), lost, strict=True)
        ),
    )
    signoffs = (signed(TPM_ROLE, TPM), signed(PM_ROLE, texts.signer, SignOffState.WAITING))
    made = made._replace(signoffs=signoffs, findings=(waits, *made.findings))
    return report(texts, GateVerdict.UNMET, "phase", made)


def short(texts: Texts = PLAIN) -> GateReport:
    """Decided gates of two increments of a kind, of which one may not be deployed."""
    skipped = ("requirements", "architecture", "testing")
    patch = ShortIncrement(texts.increment, texts.kind, skipped, texts.folder)
    refused = finding(
        Reason.KIND_NOT_DEPLOYABLE,
        Severity.ERROR,
        about_increment(texts.increment),
        Arguments(name=texts.kind, names=skipped),
        fix=Advice(Help.LIST_DEPLOY_KIND, name=texts.kind),
    )
    made = report(texts, GateVerdict.UNMET, "through", met(texts).gates[0])
    whole = patch._replace(skipped=(), folder=".")
    return made._replace(findings=(refused,), short=(patch, whole))


REPORTS: dict[str, Callable[[Texts], GateReport]] = {
    "met": met,
    "everything": everything,
    "nothing-decided": nothing_decided,
    "not-gated": not_gated,
    "through": through,
    "excused": excused,
    "awaited": awaited,
    "short": short,
}


def _problem(
    message: str, file: str = "", line: int = 0, column: int = 0, hint: str = ""
) -> Problem:
    way_out = Hint(Remedy.DID_YOU_MEAN, (hint,)) if hint else None
    return Problem(Flaw.OTHER, (message,), file, line, column, way_out)


def problems(texts: Texts = PLAIN) -> list[Problem]:
    """What keeps a gate from being evaluated: with a place, and without."""
    return [
        _problem(texts.problem, texts.problem_file, 3, 5, texts.hint),
        _problem("this file is missing", ".tpm/project.yaml"),
        _problem("no required item of testing applies to this project"),
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
