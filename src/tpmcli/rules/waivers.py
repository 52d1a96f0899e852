"""Waivers: a required item may stay open until a last date, never silently.

A waiver counts while it is in force, is no longer than the policy allows, was approved by an
authorised person, and that person has signed it off.
"""

from typing import NamedTuple

from tpmcli.model.checklist import Item
from tpmcli.model.days import add_days, day_of, days_between
from tpmcli.model.finding import Arguments, Finding, about_waiver
from tpmcli.model.fix import Blank, Word, tpm
from tpmcli.model.policy import Policy, Strictness
from tpmcli.model.record import ItemRecord, Waiver
from tpmcli.model.rule import Reason, RuleReason, Severity
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
        shorter = _fault(
            Reason.WAIVER_TOO_LONG, item, waiver, about, until=latest, approver=waiver.approved_by
        )
        findings.append(shorter)
    if not policy.among(waiver.approved_by, policy.waivers.approvers):
        about = Arguments(person=waiver.approved_by)
        fault = _fault(Reason.WAIVER_APPROVER_UNAUTHORISED, item, waiver, about)
        findings.append(fault._replace(roles=policy.roles_of(waiver.by)))
    from tpmcli.text.lookalikes import skeleton

    strictness = policy.gate.distinct_people
    by, approver = policy.canonical(waiver.by), policy.canonical(waiver.approved_by)
    if skeleton(by) == skeleton(approver) and strictness is not Strictness.OFF:
        severity = Severity.ERROR if strictness is Strictness.REQUIRE else Severity.WARNING
        fault = _fault(Reason.WAIVER_SELF_APPROVED, item, waiver, Arguments(person=waiver.by))
        if by != approver:
            about = Arguments(names=(waiver.by, waiver.approved_by))
            fault = _fault(Reason.WAIVER_APPROVER_LOOKS_ALIKE, item, waiver, about)
        findings.append(fault._replace(severity=severity))
    return findings


def _fault(
    reason: RuleReason,
    item: Item,
    waiver: Waiver,
    about: Arguments,
    *,
    until: str = "",
    approver: Word = Blank.EMAIL,
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
            until or waiver.until,
            "--reason",
            waiver.reason or Blank.REASON,
            "--approved-by",
            approver,
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
