"""How one item stands: the answer, its question, its age, its evidence and its checks."""

from __future__ import annotations

from tpmcli.model.checklist import Item
from tpmcli.model.days import add_days, day_of
from tpmcli.model.digest import question_digest
from tpmcli.model.facts import CheckOutcome, CheckResult, EvidenceFact, EvidenceStatus, Facts
from tpmcli.model.finding import Finding
from tpmcli.model.policy import Policy
from tpmcli.model.record import Answer, AnswerValue
from tpmcli.model.rule import Severity
from tpmcli.model.tuples import NamedTuple
from tpmcli.model.verdict import State


class ItemResult(NamedTuple):
    """An item's state by its answer and checks alone, before any waiver."""

    state: State
    findings: tuple[Finding, ...] = ()

    @property
    def satisfied(self) -> bool:
        """True where the item needs no waiver."""
        return self.state is State.SATISFIED


def owner_of(item: Item, answer: Answer | None, policy: Policy) -> str:
    """Whom an item concerns: who plans to close it, who answered it, who holds the role."""
    if answer is not None:
        return answer.owner or answer.by
    return ", ".join(policy.people.get(item.role, ()))


def answer_command(item: Item) -> str:
    """The command that answers the item with `met`."""
    evidence = " --evidence PATH" if item.evidence.required else ""
    return f"tpm answer {item.id} met{evidence}"


def confirm_command(item: Item, answer: Answer) -> str:
    """The command that says the same of the item again: its evidence is kept and looked at anew."""
    if answer.value is AnswerValue.NOT_APPLICABLE:
        return f'tpm answer {item.id} not-applicable --note "…"'
    return f"tpm answer {item.id} met" if answer.evidence else answer_command(item)


def is_stale(item: Item, answer: Answer) -> bool:
    """True where the item was reworded, or went to the other role, after it was answered."""
    return answer.role is not item.role or answer.question != question_digest(item)


def lapses_on(item: Item, answer: Answer) -> str | None:
    """The last day on which the answer still counts; None where it does not age."""
    if item.valid_for is None:
        return None
    return add_days(day_of(answer.at), item.valid_for)


def evaluate_item(item: Item, answer: Answer | None, policy: Policy, facts: Facts) -> ItemResult:
    """The item's state today. Exactly one state; every reason for it is a finding."""
    checks = facts.checks.get(item.id, ())
    owner = owner_of(item, answer, policy)
    by_checks = item.answered_by_checks and bool(item.checks)
    if by_checks and (answer is None or answer.value is AnswerValue.MET):
        shown = _judge_checks(item, checks, owner, answered=False)
        if not shown.satisfied or answer is None or not answer.evidence:
            return shown
        return judge_evidence(item, answer, facts, owner)
    if answer is None:
        return _single(State.OPEN, "unanswered", item, "is not answered", owner)
    if answer.value is AnswerValue.NOT_MET:
        plan = f" (due {answer.due})" if answer.due else ""
        return _single(State.NOT_MET, "not-met", item, f"is answered not met{plan}", owner)
    if answer.value is AnswerValue.NOT_APPLICABLE and not item.not_applicable:
        words = "is answered not applicable, which it does not allow"
        return _single(State.OPEN, "not-applicable-refused", item, words, owner)
    if answer.value is AnswerValue.NOT_APPLICABLE and not answer.note.strip():
        words = "is answered not applicable without a reason"
        return _single(State.OPEN, "not-applicable-refused", item, words, owner)
    if is_stale(item, answer):
        words = f"was reworded after {answer.by} answered it on {day_of(answer.at)}"
        if answer.role is not item.role:
            words = (
                f"was answered as the {answer.role.upper()}'s and is the {item.role.upper()}'s now"
            )
        again = confirm_command(item, answer)
        return _single(State.STALE, "stale-question", item, words, owner, again)
    lapsed = judge_age(item, answer, facts.today, owner)
    if not lapsed.satisfied:
        return lapsed
    evidence = judge_evidence(item, answer, facts, owner)
    if not evidence.satisfied:
        return evidence
    disputed = _judge_checks(item, checks, owner, answered=True)
    return ItemResult(disputed.state, (*evidence.findings, *disputed.findings))


def judge_age(item: Item, answer: Answer, today: str, owner: str) -> ItemResult:
    """Whether the answer still counts by its age. It does on the last day, and not after."""
    last_day = lapses_on(item, answer)
    if last_day is None or today <= last_day:
        return ItemResult(State.SATISFIED)
    words = f"was answered on {day_of(answer.at)}; that lapsed after {last_day}"
    again = confirm_command(item, answer)
    return _single(State.LAPSED, "answer-lapsed", item, words, owner, again)


def _single(
    state: State, rule: str, item: Item, words: str, owner: str, fix: str = ""
) -> ItemResult:
    message = f"“{item.title}” {words}"
    fix = fix or answer_command(item)
    return ItemResult(state, (Finding(rule, Severity.ERROR, item.id, message, fix, owner),))


def judge_evidence(item: Item, answer: Answer, facts: Facts, owner: str) -> ItemResult:
    """Whether the evidence that the answer cites is there, as far as the tool can tell.

    Missing or emptied evidence is always an error; changed evidence is a note, or an error where
    the item pins it. Links are recorded and never fetched.
    """
    met = answer.value is AnswerValue.MET
    if met and item.evidence.required and not answer.evidence:
        words = "is answered met without the evidence that it asks for"
        return _single(State.NO_EVIDENCE, "no-evidence", item, words, owner)
    findings: list[Finding] = []
    state = State.SATISFIED
    for evidence in answer.evidence:
        if evidence.url:
            continue
        fact = facts.evidence.get(evidence.path, EvidenceFact(EvidenceStatus.MISSING))
        if fact.status is not EvidenceStatus.OK:
            state = State.NO_EVIDENCE
            findings.append(_unusable(item, evidence.path, fact, owner))
        elif fact.sha256 != evidence.sha256:
            pinned = item.evidence.pin
            if pinned and state is State.SATISFIED:
                state = State.STALE
            findings.append(_changed(item, answer, evidence.path, owner, pinned=pinned))
        if fact.status is EvidenceStatus.OK and fact.placeholder:
            message = f"{evidence.path}, evidence for “{item.title}”, still says {fact.placeholder}"
            findings.append(
                Finding(
                    "evidence-placeholder",
                    Severity.WARNING,
                    item.id,
                    message,
                    f"edit {evidence.path}",
                    owner,
                )
            )
    return ItemResult(state, tuple(findings))


_UNUSABLE = {
    EvidenceStatus.MISSING: ("evidence-missing", "is not there"),
    EvidenceStatus.EMPTY: ("evidence-empty", "is empty"),
    EvidenceStatus.OUTSIDE: ("evidence-outside", "lies outside the repository"),
    EvidenceStatus.UNTRACKED: ("evidence-untracked", "is not tracked by git"),
}


def _unusable(item: Item, path: str, fact: EvidenceFact, owner: str) -> Finding:
    rule, words = _UNUSABLE[fact.status]
    detail = f" ({fact.detail})" if fact.detail else ""
    fix = f"git add {path}" if fact.status is EvidenceStatus.UNTRACKED else answer_command(item)
    if fact.moved_to:
        detail = f" (the same content stands in {fact.moved_to})"
        fix = f"tpm evidence move {path} {fact.moved_to}"
    message = f"{path}, evidence for “{item.title}”, {words}{detail}"
    return Finding(rule, Severity.ERROR, item.id, message, fix, owner)


def _changed(item: Item, answer: Answer, path: str, owner: str, *, pinned: bool) -> Finding:
    severity = Severity.ERROR if pinned else Severity.NOTE
    message = (
        f"{path}, evidence for “{item.title}”, changed after {answer.by} answered"
        f" on {day_of(answer.at)}"
    )
    return Finding("evidence-changed", severity, item.id, message, answer_command(item), owner)


def _judge_checks(
    item: Item, results: tuple[CheckResult, ...], owner: str, *, answered: bool
) -> ItemResult:
    """What the automated checks say. Every one must pass; one that could not run never does."""
    findings = []
    if len(results) < len(item.checks):
        message = f"“{item.title}” has a check without a result"
        findings.append(
            Finding("check-not-run", Severity.ERROR, item.id, message, "tpm checks list", owner)
        )
    for result in results:
        if result.outcome is CheckOutcome.PASS:
            continue
        ran = result.outcome is CheckOutcome.FAIL
        rule = ("disputed" if answered else "check-failed") if ran else "check-not-run"
        claim = "is answered, but its check says no" if answered and ran else "is not shown"
        message = f"“{item.title}” {claim}: {result.message}"
        run = f"tpm checks run {item.id} --allow-commands"
        fix = run if result.kind == "command" else f"tpm why {item.id}"
        findings.append(
            Finding(
                rule,
                Severity.ERROR,
                item.id,
                message,
                fix,
                owner,
                file=result.file,
                line=result.line,
            )
        )
    if not findings:
        return ItemResult(State.SATISFIED)
    return ItemResult(State.DISPUTED if answered else State.OPEN, tuple(findings))
