"""The state of one item: its answer, its question, its age, its evidence and its checks."""

from typing import NamedTuple

from tpmcli.model.checklist import Item
from tpmcli.model.days import add_days, day_of
from tpmcli.model.digest import question_digest
from tpmcli.model.facts import CheckOutcome, CheckResult, EvidenceFact, EvidenceStatus, Facts
from tpmcli.model.finding import Arguments, Finding, about_item
from tpmcli.model.fix import Advice, Blank, Command, Edit, File, Fix, Help, git_restore, tpm
from tpmcli.model.policy import Policy
from tpmcli.model.record import Answer, AnswerValue
from tpmcli.model.rule import Reason, RuleReason, Severity
from tpmcli.model.verdict import State
from tpmcli.rules.project import Unfinished
from tpmcli.rules.scrutiny import Scrutiny, weaknesses
from tpmcli.text.paths import split_fragment

Owners = tuple[str, ...]
"""Email addresses."""

_NOTHING = Arguments()


class ItemResult(NamedTuple):
    """An item's state by its answer and checks alone, before any waiver."""

    state: State
    findings: tuple[Finding, ...] = ()

    @property
    def satisfied(self) -> bool:
        """Whether the item needs no waiver."""
        return self.state is State.SATISFIED


def owners_of(item: Item, answer: Answer | None, policy: Policy) -> tuple[str, ...]:
    """Return the people an item concerns: the owner of its plan, its answerer, or its role."""
    if answer is not None:
        return (answer.owner or answer.by,)
    return tuple(policy.people.get(item.role, ()))


def answer_command(item: Item) -> Command:
    """Return the command that answers the item with `met`."""
    evidence = ("--evidence", Blank.EVIDENCE) if item.evidence.required else ()
    return tpm("answer", item.id, "met", *evidence)


def confirm_command(item: Item, answer: Answer) -> Command:
    """Return the command that repeats the answer; its evidence is kept and checked again."""
    if answer.value is AnswerValue.NOT_APPLICABLE:
        return tpm("answer", item.id, "not-applicable", "--note", Blank.REASON)
    return tpm("answer", item.id, "met") if answer.evidence else answer_command(item)


def is_stale(item: Item, answer: Answer) -> bool:
    """Return whether the item changed after the answer: its question digest or its role.

    Rule: `docs/rules.md#stale-question`.
    """
    asked = answer.question
    return answer.role != item.role or asked != question_digest(item, like=asked)


def lapses_on(item: Item, answer: Answer) -> str | None:
    """Return the last date on which the answer still counts; None if it does not age."""
    if item.valid_for is None:
        return None
    return add_days(day_of(answer.at), item.valid_for)


def evaluate_item(
    item: Item,
    answer: Answer | None,
    policy: Policy,
    facts: Facts,
    scrutiny: Scrutiny,
) -> ItemResult:
    """Evaluate an item on the date of the facts: exactly one state, and a finding per reason."""
    owners = owners_of(item, answer, policy)
    by_checks = item.answered_by_checks and bool(item.checks)
    if by_checks and (answer is None or answer.value is AnswerValue.MET):
        shown = _judge_checks(item, facts, owners, answered=False)
        if not shown.satisfied or answer is None or not answer.evidence:
            return shown
        return judge_evidence(item, answer, facts, owners, scrutiny)
    if answer is None:
        return _single(State.OPEN, Reason.UNANSWERED, item, owners)
    if answer.value is AnswerValue.NOT_MET:
        reason = Reason.NOT_MET_PLANNED if answer.due else Reason.NOT_MET
        return _single(State.NOT_MET, reason, item, owners, Arguments(until=answer.due))
    if answer.value is AnswerValue.NOT_APPLICABLE and not item.not_applicable:
        return _single(State.OPEN, Reason.NOT_APPLICABLE_REFUSED, item, owners)
    if answer.value is AnswerValue.NOT_APPLICABLE and not answer.note.strip():
        return _single(State.OPEN, Reason.NOT_APPLICABLE_UNEXPLAINED, item, owners)
    if is_stale(item, answer):
        return _stale(item, answer, owners)
    lapsed = judge_age(item, answer, facts.today, owners)
    if not lapsed.satisfied:
        return lapsed
    evidence = judge_evidence(item, answer, facts, owners, scrutiny)
    if not evidence.satisfied:
        return evidence
    applies = answer.value is AnswerValue.MET
    disputed = _judge_checks(item, facts, owners, answered=True, applies=applies)
    return ItemResult(disputed.state, (*evidence.findings, *disputed.findings))


def judge_unfinished(item: Item, found: Unfinished, owners: Owners) -> ItemResult:
    """Evaluate an item with an incomplete answer: it is open, with the reason."""
    answer = found.answer
    about = Arguments(name=found.name, names=answer.lacks)
    reason = Reason.ANSWER_INCOMPLETE if answer.lacks else Reason.ANSWER_UNDER_SLUG
    fix: Fix = tpm("lint", "--fix")
    if answer.value is AnswerValue.NOT_APPLICABLE and "note" not in answer.raw:
        # The fix cannot know these.
        fix = tpm("answer", item.id, "not-applicable", "--note", Blank.REASON)
        about = about._replace(names=(*answer.lacks, "note"))
        reason = Reason.ANSWER_INCOMPLETE
    elif answer.value is AnswerValue.MET and item.evidence.required and not answer.cites:
        fix = answer_command(item)
        about = about._replace(names=(*answer.lacks, "evidence"))
        reason = Reason.ANSWER_INCOMPLETE
    return _single(State.OPEN, reason, item, owners, about, fix)


def _stale(item: Item, answer: Answer, owners: Owners) -> ItemResult:
    again = confirm_command(item, answer)
    if answer.role != item.role:
        about = Arguments(other_role=answer.role)
        return _single(State.STALE, Reason.ITEM_MOVED, item, owners, about, again)
    about = Arguments(person=answer.by, day=day_of(answer.at))
    return _single(State.STALE, Reason.ITEM_REWORDED, item, owners, about, again)


def judge_age(item: Item, answer: Answer, today: str, owners: Owners) -> ItemResult:
    """Evaluate the answer by its age; its last date is inclusive."""
    last_day = lapses_on(item, answer)
    if last_day is None or today <= last_day:
        return ItemResult(State.SATISFIED)
    about = Arguments(day=day_of(answer.at), until=last_day)
    again = confirm_command(item, answer)
    return _single(State.LAPSED, Reason.ANSWER_LAPSED, item, owners, about, again)


def _single(
    state: State,
    reason: RuleReason,
    item: Item,
    owners: Owners,
    about: Arguments = _NOTHING,
    fix: Fix | None = None,
) -> ItemResult:
    return ItemResult(state, (_error(reason, item, owners, about, fix),))


def _error(
    reason: RuleReason,
    item: Item,
    owners: Owners,
    about: Arguments = _NOTHING,
    fix: Fix | None = None,
    severity: Severity = Severity.ERROR,
) -> Finding:
    """Return a finding about an item; answering the item fixes it, unless `fix` is given."""
    return Finding(
        reason,
        about_item(item),
        severity,
        about,
        fix or answer_command(item),
        owners,
        (item.role,),
    )


def judge_evidence(
    item: Item,
    answer: Answer,
    facts: Facts,
    owners: Owners,
    scrutiny: Scrutiny,
    locked: Fix | None = None,
) -> ItemResult:
    """Evaluate the evidence that the answer cites, as far as the tool can.

    Missing or emptied evidence is always an error; changed evidence is a note, or an error if the
    item pins it. Links are recorded and never fetched. What evidence shows is judged by the policy,
    and while the gate is open. `locked` is the fix if the answer cannot be
    changed and the evidence cannot be restored.
    """
    met = answer.value is AnswerValue.MET
    if met and item.evidence.required and not answer.evidence:
        return _single(State.NO_EVIDENCE, Reason.NO_EVIDENCE, item, owners)
    findings: list[Finding] = []
    state = State.SATISFIED
    for evidence in answer.evidence:
        if evidence.url:
            continue
        path = evidence.path
        fact = facts.evidence.get(path, EvidenceFact(EvidenceStatus.MISSING))
        same = fact.sha256 == evidence.sha256
        stands = fact.status is EvidenceStatus.EMPTY and same and scrutiny.settled
        if fact.status is not EvidenceStatus.OK and not stands:
            state = State.NO_EVIDENCE
            fix = _evidence_fix(item, path, facts, locked)
            findings.append(_unusable(item, path, fact, owners, fix))
            continue
        if not same:
            pinned = item.evidence.pin
            if pinned and state is State.SATISFIED:
                state = State.STALE
            again = confirm_command(item, answer)
            fix = restore_fix(path, facts) or locked if pinned and locked else again
            findings.append(_changed(item, answer, path, owners, fix, pinned=pinned))
        weak = weaknesses(item, path, fact, owners, scrutiny)
        if any(finding.blocks for finding in weak) and state is State.SATISFIED:
            state = State.NO_EVIDENCE
        findings += weak
    return ItemResult(state, tuple(findings))


_UNUSABLE = {
    EvidenceStatus.MISSING: Reason.EVIDENCE_MISSING,
    EvidenceStatus.EMPTY: Reason.EVIDENCE_EMPTY,
    EvidenceStatus.OUTSIDE: Reason.EVIDENCE_OUTSIDE,
    EvidenceStatus.UNTRACKED: Reason.EVIDENCE_UNTRACKED,
    EvidenceStatus.NOT_FETCHED: Reason.EVIDENCE_NOT_FETCHED,
}
FETCH = Command(("git", "lfs", "pull"))


def add_command(path: str) -> Command:
    """Return the command that lets git track the file of a cited path."""
    return Command(("git", "add", File(split_fragment(path)[0])))


def restore_fix(path: str, facts: Facts) -> Command | None:
    """Return the command that restores what is lost at a path, or None if nothing has it."""
    found = facts.restorable.get(path)
    return git_restore(found.revision, found.file, whole=found.whole) if found else None


def _evidence_fix(item: Item, path: str, facts: Facts, locked: Fix | None) -> Fix:
    """Return the fix for evidence that is lost: renamed, untracked, elsewhere, gone."""
    fact = facts.evidence.get(path)
    if fact is not None and fact.moved_to and locked is None:
        return tpm("evidence", "move", File(path), File(fact.moved_to))
    if fact is not None and fact.status is EvidenceStatus.UNTRACKED:
        return add_command(path)
    if fact is not None and fact.status is EvidenceStatus.NOT_FETCHED:
        return FETCH
    return restore_fix(path, facts) or locked or answer_command(item)


def _unusable(item: Item, path: str, fact: EvidenceFact, owners: Owners, fix: Fix) -> Finding:
    content = fact.sha256 if fact.status is EvidenceStatus.NOT_FETCHED else ""
    about = Arguments(path=path, detail=fact.detail, moved_to=fact.moved_to, content=content)
    return _error(_UNUSABLE[fact.status], item, owners, about, fix)


def _changed(
    item: Item, answer: Answer, path: str, owners: Owners, fix: Fix, *, pinned: bool
) -> Finding:
    about = Arguments(path=path, person=answer.by, day=day_of(answer.at))
    severity = Severity.ERROR if pinned else Severity.NOTE
    return _error(Reason.EVIDENCE_CHANGED, item, owners, about, fix, severity)


def _judge_checks(
    item: Item, facts: Facts, owners: Owners, *, answered: bool, applies: bool = True
) -> ItemResult:
    """Evaluate the automated checks, all of which must pass.

    A check that could not run does not pass. One that may leave the judgement to people, and could
    read nothing of what they cite, warns; of an item that does not apply, nothing is expected.
    """
    results = facts.checks.get(item.id, ())
    findings = []
    if len(results) < len(item.checks):
        listed = tpm("checks", "list")
        findings.append(_error(Reason.CHECK_WITHOUT_RESULT, item, owners, fix=listed))
    for number, result in enumerate(results, 1):
        if result.outcome is CheckOutcome.PASS:
            continue
        reason = Reason.CHECK_COULD_NOT_RUN
        if result.outcome is CheckOutcome.FAIL:
            reason = Reason.DISPUTED if answered else Reason.CHECK_FAILED
        fix = restore_fix(result.lacks, facts) or _check_fix(item, result, answered=answered)
        about = Arguments(check=number, result=result)
        warns = answered and result.tolerated and result.outcome is CheckOutcome.COULD_NOT_RUN
        if warns and not applies:
            continue
        severity = Severity.WARNING if warns else Severity.ERROR
        finding = _error(reason, item, owners, about, fix, severity)
        findings.append(finding._replace(file=result.file, line=result.line))
    if not any(finding.severity is Severity.ERROR for finding in findings):
        return ItemResult(State.SATISFIED, tuple(findings))
    return ItemResult(State.DISPUTED if answered else State.OPEN, tuple(findings))


def shown_checks(item: Item, answer: Answer | None, facts: Facts) -> tuple[CheckResult, ...]:
    """Return the results of the item's checks, without those that wait for an answer `met`."""
    results = facts.checks.get(item.id, ())
    return tuple(result for result in results if not waits_for_answer(result, answer))


def waits_for_answer(result: CheckResult, answer: Answer | None) -> bool:
    """Return whether a check could not run since no answer `met` cites anything yet."""
    return result.tolerated and (answer is None or answer.value is not AnswerValue.MET)


def _check_fix(item: Item, result: CheckResult, *, answered: bool) -> Fix:
    """Return the fix for a check that does not pass, if no earlier state of a file would do."""
    if result.kind == "command":
        return tpm("checks", "run", item.id, "--allow-commands")
    if result.outcome is CheckOutcome.COULD_NOT_RUN:
        if result.lacks:
            return Advice(Help.PROVIDE_FILE, name=result.lacks)
        return Advice(Help.CITE_READABLE if answered and result.tolerated else Help.PROVIDE_INPUT)
    if answered:
        return Advice(Help.CORRECT_OR_DENY, tpm("answer", item.id, "not-met"))
    return Edit(result.file, Help.CORRECT_FILE) if result.file else Advice(Help.CORRECT_FOUND)
