"""Findings: the reason, what it concerns and its fix, as data without any text.

Identity, grouping, order and causes come from these fields alone; `render/finding.py` makes the
text of a finding when it is shown.
"""

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from tpmcli.model.checklist import Item
from tpmcli.model.facts import CheckResult, EvidenceDetail
from tpmcli.model.fix import Fix
from tpmcli.model.loosening import Loosened
from tpmcli.model.policy import Identity
from tpmcli.model.problem import Problem
from tpmcli.model.record import Outcome
from tpmcli.model.role import Role
from tpmcli.model.rule import Reason, Rule, RuleReason, Severity


class Cause(StrEnum):
    """The origin of a finding, if two states were compared."""

    THIS_CHANGE = "this-change"
    TIME = "time"
    INHERITED = "inherited"


class SubjectKind(StrEnum):
    """The kinds of thing that a finding can be about."""

    ITEM = "item"
    SIGN_OFF = "sign-off"
    GATE = "gate"
    DECISION = "decision"
    WAIVER = "waiver"
    CONDITION = "condition"
    INCREMENT = "increment"
    POLICY = "policy"
    PROJECT = "project"


class Subject(NamedTuple):
    """The thing that a finding is about.

    `phase` is the gate that it belongs to, empty if none. `name` is the id of an item (also of
    a waiver's), an increment, a key of the policy, a project's id, or the block of one person's
    sign-offs. `role` is that of a
    sign-off, or of the item's owner; `number` that of a condition, from 1. `title` is the text
    of an item or a condition.
    """

    kind: SubjectKind
    phase: str = ""
    name: str = ""
    role: Role | None = None
    number: int = 0
    title: str = ""

    @property
    def id(self) -> str:
        """The subject as every format writes it: an item id, `phase.role`, a phase or a name."""
        if self.kind is SubjectKind.SIGN_OFF:
            return f"{self.phase}.{self.name or self.role}"
        return self.name or self.phase

    @property
    def of_item(self) -> bool:
        """Whether the subject is an item, or the waiver of one."""
        return self.kind in (SubjectKind.ITEM, SubjectKind.WAIVER)


def about_item(item: Item) -> Subject:
    """Build the subject for an item."""
    return Subject(SubjectKind.ITEM, item.phase, item.id, item.role, title=item.title)


def about_waiver(item: Item) -> Subject:
    """Build the subject for the waiver of an item."""
    return about_item(item)._replace(kind=SubjectKind.WAIVER)


def about_recorded(kind: SubjectKind, item_id: str) -> Subject:
    """Build the subject for an item, or its waiver, of which only the recorded id is known."""
    return Subject(kind, item_id.partition(".")[0], item_id)


def about_signoff(phase: str, role: Role, block: str = "") -> Subject:
    """Build the subject for a role's sign-off at a gate, or for the block of one person."""
    return Subject(SubjectKind.SIGN_OFF, phase, block if "/" in block else "", role)


def about_gate(phase: str) -> Subject:
    """Build the subject for a gate."""
    return Subject(SubjectKind.GATE, phase)


def about_decision(phase: str) -> Subject:
    """Build the subject for the decision at a gate."""
    return Subject(SubjectKind.DECISION, phase)


def about_condition(phase: str, number: int, text: str = "") -> Subject:
    """Build the subject for a condition of a gate's decision. `number` counts from 1."""
    return Subject(SubjectKind.CONDITION, phase, number=number, title=text)


def about_increment(name: str) -> Subject:
    """Build the subject for an increment."""
    return Subject(SubjectKind.INCREMENT, name=name)


def about_policy(key: str = "policy") -> Subject:
    """Build the subject for the policy, or one key of it."""
    return Subject(SubjectKind.POLICY, name=key)


def about_project(project_id: str) -> Subject:
    """Build the subject for a whole project."""
    return Subject(SubjectKind.PROJECT, name=project_id)


class Arguments(NamedTuple):
    """The words of a finding's message, beside its subject. Unused fields keep their default.

    Dates are ISO dates, `moment` is as recorded. `check` is the number of a check of the item,
    from 1. `commit` is abbreviated, and so is `approved`, the commit that a person approved.
    `content` is the SHA-256 of what could not be looked at.
    """

    path: str = ""
    content: str = ""
    detail: EvidenceDetail | None = None
    moved_to: str = ""
    placeholder: str = ""
    placeholder_line: int = 0
    check: int = 0
    result: CheckResult | None = None
    person: str = ""
    author: str = ""
    names: tuple[str, ...] = ()
    other_role: Role | None = None
    day: str = ""
    until: str = ""
    latest: str = ""
    moment: str = ""
    days_left: int = 0
    total: int = 0
    outcome: Outcome | None = None
    recommended: str = ""
    recommended_by: str = ""
    identity: Identity | None = None
    required: Identity | None = None
    commit: str = ""
    approved: str = ""
    base: str = ""
    name: str = ""
    before: str = ""
    after: str = ""
    entries: str = ""
    files: tuple[str, ...] = ()
    because: str = ""
    loosened: Loosened | None = None
    problem: Problem | None = None


class DecidedAlthough(NamedTuple):
    """A passing decision that was taken in spite of a finding."""

    phase: str
    outcome: Outcome
    day: str


class Since(NamedTuple):
    """The commit of the base that brought a finding about.

    `commit` is a whole object id, `day` an ISO date (UTC), empty if git's is beyond the calendar.
    `is_merge`: it has more than one parent.
    """

    commit: str
    day: str
    author: str
    is_merge: bool


class Finding(NamedTuple):
    """One reason, with its rule, subject, severity and fix.

    `owners` are the email addresses or roles that it concerns. `roles` are those that can act on
    it, empty if it concerns the whole gate. `cause` is set if two states were compared, `since` if
    it was looked for and is a commit before this change. `file` is
    relative to the project's folder, `line` counts from 1. `recommended`: the item only recommends
    what the reason asks, so that the rule is `should-unmet`. `increment` is named if it is not the
    one that the report is about.
    """

    reason: RuleReason
    subject: Subject
    severity: Severity
    about: Arguments = Arguments()
    fix: Fix | None = None
    owners: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    cause: Cause | None = None
    file: str = ""
    line: int = 0
    recommended: bool = False
    increment: str = ""
    decided: DecidedAlthough | None = None
    since: Since | None = None

    @property
    def rule(self) -> Rule:
        """The rule under which the finding is reported."""
        return Rule.SHOULD_UNMET if self.recommended else self.reason.rule

    @property
    def blocks(self) -> bool:
        """Whether the finding keeps its gate from being met."""
        return self.severity is Severity.ERROR

    @property
    def identity(self) -> tuple[object, ...]:
        """The key that equal findings of two states share.

        It holds the rule, the increment, the subject and the part of it: the evidence by its path,
        and by its content if that could not be looked at; the check by its number. People, dates
        and wording may differ.
        """
        subject, about = self.subject, self.about
        part = about.path, about.content, about.check
        return self.rule, self.increment, subject.id, subject.number, *part

    @property
    def awaits_approval(self) -> bool:
        """Whether an approval by the person whom the entry names would fix it."""
        return self.reason in (Reason.APPROVAL_AWAITED, Reason.APPROVAL_OUTDATED)

    @property
    def waits_for_signature(self) -> bool:
        """Whether the only thing missing is the sign-off of a waiver's approver."""
        return self.reason is Reason.WAIVER_UNSIGNED


def errors(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings that block."""
    return [finding for finding in findings if finding.blocks]
