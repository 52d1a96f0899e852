"""Waivers: a required item may stay open until a last date, never silently.

A waiver counts while it is in force, is no longer than the policy allows, was approved by an
authorised person, and that person has signed it off.
"""

from collections.abc import Sequence
from typing import NamedTuple

from tpmcli.model.checklist import Item
from tpmcli.model.days import add_days, day_of, days_between
from tpmcli.model.demand import Authority
from tpmcli.model.finding import Arguments, Finding, about_waiver
from tpmcli.model.fix import Blank, Word, tpm
from tpmcli.model.policy import Policy, Strictness
from tpmcli.model.record import ItemRecord, Waiver
from tpmcli.model.role import Role
from tpmcli.model.rule import Reason, RuleReason, Severity
from tpmcli.rules.demands import approvers_of
from tpmcli.rules.deputies import chairs_of, is_related
from tpmcli.rules.items import answer_command


class LiveWaiver(NamedTuple):
    """The waiver that counts for an item today, with its number (from 1) in the list."""

    item: str
    number: int
    waiver: Waiver


def live_waiver(record: ItemRecord, today: str) -> LiveWaiver | None:
    """Return the waiver in force on `today`, or None.

    The last entry wins; its last date is inclusive.
    """
    if not record.waivers:
        return None
    last = record.waivers[-1]
    if last.withdrawn or last.until < today:
        return None
    return LiveWaiver(record.id, len(record.waivers), last)


def ended(record: ItemRecord, today: str) -> Waiver | None:
    """Return the item's last waiver if it is expired or withdrawn; None if it is in force."""
    if not record.waivers or live_waiver(record, today) is not None:
        return None
    return record.waivers[-1]


def last_allowed_day(policy: Policy, requested: str) -> str:
    """Return the latest last date, inclusive, of a waiver that was requested on that date."""
    return add_days(requested, policy.waivers.max_days)


def waiver_faults(item: Item, waiver: Waiver, policy: Policy) -> list[Finding]:
    """Return the findings that keep a waiver in force from counting, and warnings.

    Length and authority are the policy's; approving one's own waiver is governed by
    `distinct-people`, so that a person alone in both roles can work.
    """
    requested = day_of(waiver.at)
    latest = last_allowed_day(policy, requested)
    findings = []
    if waiver.until > latest:
        about = Arguments(
            until=waiver.until, day=requested, total=policy.waivers.max_days, latest=latest
        )
        allowed = waiver._replace(until=latest)
        findings.append(_fault(Reason.WAIVER_TOO_LONG, item, allowed, about, waiver.approved_by))
    findings += _unauthorised(item, waiver, policy)
    from tpmcli.text.lookalikes import skeleton

    strictness = policy.gate.distinct_people
    severity = Severity.ERROR if strictness is Strictness.REQUIRE else Severity.WARNING
    for name in waiver.approved_by if strictness is not Strictness.OFF else ():
        by, approver = policy.canonical(waiver.by), policy.canonical(name)
        about = Arguments(person=waiver.by, names=(waiver.by, name))
        if by == approver:
            reason, about = Reason.WAIVER_SELF_APPROVED, Arguments(person=waiver.by)
        elif skeleton(by) == skeleton(approver):
            reason, about = Reason.WAIVER_APPROVER_LOOKS_ALIKE, Arguments(names=about.names)
        elif is_related(policy, by, approver, requested):
            reason = Reason.WAIVER_APPROVER_RELATED
        else:
            continue
        better = _better_approvers(policy, item, waiver, name)
        findings.append(_fault(reason, item, waiver, about, better)._replace(severity=severity))
    return findings


def _unauthorised(item: Item, waiver: Waiver, policy: Policy) -> list[Finding]:
    """Return the finding that the named approvers may not approve, or are too few."""
    day = day_of(waiver.at)
    elements = approvers_of(policy, item)
    for person in waiver.approved_by:
        if not any(_parts(policy, element, (person,), day) for element in elements):
            about = Arguments(person=person)
            better = _better_approvers(policy, item, waiver, person)
            fault = _fault(Reason.WAIVER_APPROVER_UNAUTHORISED, item, waiver, about, better)
            return [fault._replace(roles=policy.roles_of(waiver.by))]
    if any(
        len(_parts(policy, element, waiver.approved_by, day)) >= element.people
        for element in elements
    ):
        return []
    least = min(elements, key=lambda element: element.people, default=None)
    role = item.role if least is None or str(least) == item.role else Role(least)
    about = Arguments(total=least.people if least else 1, other_role=role)
    better = _better_approvers(policy, item, waiver)
    return [_fault(Reason.WAIVER_APPROVERS_TOO_FEW, item, waiver, about, better)]


def _better_approvers(
    policy: Policy, item: Item, waiver: Waiver, but: str = ""
) -> tuple[Word, ...]:
    """Return the approvers of a waiver without one of them, and who or how many are lacking.

    If the policy leaves no choice, those who are lacking are named.
    """
    day, elements = day_of(waiver.at), approvers_of(policy, item)
    kept = [person for person in waiver.approved_by if person != but]
    lacking = min(
        (each.people - len(_parts(policy, each, kept, day)) for each in elements), default=1
    )
    if lacking <= 0:
        return tuple(kept)
    others = {policy.canonical(each) for each in (*kept, but, waiver.by)}
    holders = policy.people.get(Role(elements[0]), ()) if len(elements) == 1 else ()
    left = tuple(each for each in holders if policy.canonical(each) not in others)
    return (*kept, *(left if len(left) == lacking else (Blank.EMAIL,) * lacking))


def _parts(policy: Policy, element: Authority, people: Sequence[str], day: str) -> set[str]:
    """Return the different people who approve as an element of the policy allows.

    A deputy takes the part of a holder of the role.
    """
    if "@" in element:
        wanted = policy.canonical(element)
        return {each for person in people if (each := policy.canonical(person)) == wanted}
    role = Role(element)
    return {chair for person in people for chair in chairs_of(policy, person, role, day)[:1]}


def _fault(
    reason: RuleReason,
    item: Item,
    waiver: Waiver,
    about: Arguments,
    approvers: Sequence[Word],
) -> Finding:
    """Return a finding about a waiver; another one, which repeats the rest, is its fix."""
    return Finding(
        reason,
        about_waiver(item),
        Severity.ERROR,
        about,
        tpm(
            "waive",
            item.id,
            "--until",
            waiver.until,
            "--reason",
            waiver.reason or Blank.REASON,
            *(word for approver in approvers for word in ("--approved-by", approver)),
        ),
        (waiver.by,),
        (item.role,),
    )


def expiring(item: Item, waiver: Waiver, policy: Policy, today: str) -> Finding | None:
    """Return the warning that a waiver expires within the policy's warning days, or None.

    Rule: `docs/rules.md#waiver-expiring`.
    """
    left = days_between(today, waiver.until)
    if left > policy.waivers.warn_days:
        return None
    return Finding(
        Reason.WAIVER_EXPIRING,
        about_waiver(item),
        Severity.WARNING,
        Arguments(days_left=left, until=waiver.until),
        answer_command(item),
        (waiver.by,),
        (item.role,),
    )
