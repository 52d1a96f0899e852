"""Waivers: a must-item let through until a last day, never silently.

A waiver lets its item through while it is live, is no longer than the policy allows, was approved
by somebody who may, and its approver has signed over it.
"""

from __future__ import annotations

from tpmcli.model.checklist import Item
from tpmcli.model.days import add_days, day_of, days_between
from tpmcli.model.finding import Finding
from tpmcli.model.policy import Policy, Strictness
from tpmcli.model.record import ItemRecord, Waiver
from tpmcli.model.rule import Severity
from tpmcli.model.tuples import NamedTuple


class LiveWaiver(NamedTuple):
    """The waiver that counts for an item today, with its number (from 1) in the list."""

    item: str
    number: int
    waiver: Waiver


def live_waiver(record: ItemRecord, today: str) -> LiveWaiver | None:
    """The item's waiver in force: the last entry, unless withdrawn or past its last day."""
    if not record.waivers:
        return None
    last = record.waivers[-1]
    if last.withdrawn or last.until < today:
        return None
    return LiveWaiver(record.id, len(record.waivers), last)


def ended(record: ItemRecord, today: str) -> str:
    """In words, how the item's last waiver ended; empty where there is none, or it is live."""
    if not record.waivers or live_waiver(record, today) is not None:
        return ""
    last = record.waivers[-1]
    if last.withdrawn:
        return f"its waiver was withdrawn on {day_of(last.at)} by {last.by}"
    return f"its waiver ended on {last.until}"


def last_allowed_day(policy: Policy, requested: str) -> str:
    """The latest last day of a waiver requested on that day."""
    return add_days(requested, policy.waivers.max_days)


def waiver_faults(item: Item, waiver: Waiver, policy: Policy) -> list[Finding]:
    """What makes a live waiver not count (errors), or worth a look (warnings).

    Length and authority are the policy's; approving one's own waiver is ruled by
    `distinct-people`, so that a person alone in both roles can work.
    """
    findings = []
    renew = f'tpm waive {item.id} --until DATE --reason "…" --approved-by E-MAIL'
    longest = last_allowed_day(policy, day_of(waiver.at))
    if waiver.until > longest:
        findings.append(
            Finding(
                "waiver-too-long",
                Severity.ERROR,
                item.id,
                f"“{item.title}” is waived until {waiver.until}; requested on {day_of(waiver.at)},"
                f" the policy allows at most {policy.waivers.max_days} days, to {longest}",
                renew,
                waiver.by,
            )
        )
    if not policy.among(waiver.approved_by, policy.waivers.approvers):
        findings.append(
            Finding(
                "waiver-unapproved",
                Severity.ERROR,
                item.id,
                f"the waiver of “{item.title}” names {waiver.approved_by} as approver,"
                " who may not approve waivers",
                renew,
                waiver.by,
            )
        )
    strictness = policy.gate.distinct_people
    same = policy.canonical(waiver.by) == policy.canonical(waiver.approved_by)
    if same and strictness is not Strictness.OFF:
        severity = Severity.ERROR if strictness is Strictness.REQUIRE else Severity.WARNING
        findings.append(
            Finding(
                "waiver-self-approved",
                severity,
                item.id,
                f"{waiver.by} requested and approved the waiver of “{item.title}”",
                renew,
                waiver.by,
            )
        )
    return findings


def expiring(item: Item, waiver: Waiver, policy: Policy, today: str) -> Finding | None:
    """The announcement that a waiver ends soon, within the policy's warning days."""
    left = days_between(today, waiver.until)
    if left > policy.waivers.warn_days:
        return None
    when = "today" if left == 0 else "tomorrow" if left == 1 else f"in {left} days"
    return Finding(
        "waiver-expiring",
        Severity.WARNING,
        item.id,
        f"the waiver of “{item.title}” ends {when}, on {waiver.until}",
        f"tpm answer {item.id} met --evidence PATH",
        waiver.by,
    )
