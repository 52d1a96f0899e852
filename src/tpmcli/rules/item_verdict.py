"""One item at an open gate: its answer and checks, the waiver that lets it pass, its level."""

from __future__ import annotations

from tpmcli.model.checklist import Item, Level
from tpmcli.model.days import day_of
from tpmcli.model.facts import Facts
from tpmcli.model.finding import Arguments, Finding, about_waiver, errors
from tpmcli.model.fix import Blank, tpm
from tpmcli.model.record import Waiver
from tpmcli.model.rule import Reason, Severity
from tpmcli.model.verdict import (
    ItemVerdict,
    State,
)
from tpmcli.rules.demands import signing_roles
from tpmcli.rules.items import (
    answer_command,
    evaluate_item,
    judge_unfinished,
    owners_of,
    shown_checks,
)
from tpmcli.rules.project import (
    Project,
    blocks_today,
    find_unfinished,
)
from tpmcli.rules.scope import cited_often
from tpmcli.rules.scrutiny import Scrutiny
from tpmcli.rules.signoffs import SignOffIndex, unsigned_approvers
from tpmcli.rules.waivers import LiveWaiver, ended, expiring, live_waiver, waiver_faults


def scrutiny_of(project: Project) -> Scrutiny:
    """Return how closely evidence is looked at in the project."""
    return Scrutiny(project.policy.evidence, cited_often(project.record))


def judge_item(
    project: Project,
    item: Item,
    facts: Facts,
    index: SignOffIndex | None = None,
    scrutiny: Scrutiny | None = None,
) -> ItemVerdict:
    """Evaluate one applicable item at an open gate, by its own state or by its waiver.

    A caller that evaluates several items of a phase passes one `index` and one `scrutiny` for all
    of them.
    """
    policy = project.policy
    record = project.record.item(item.id)
    must = blocks_today(item, facts.today)
    unfinished = find_unfinished(project, item)
    if unfinished is not None:
        own = judge_unfinished(item, unfinished, owners_of(item, record.answer, policy))
    else:
        own = evaluate_item(item, record.answer, policy, facts, scrutiny or scrutiny_of(project))
    checks = shown_checks(item, record.answer, facts)
    if own.satisfied:
        return ItemVerdict(
            item=item,
            must=must,
            state=own.state,
            satisfied=True,
            answer=record.answer,
            checks=checks,
            findings=own.findings,
        )
    demanded = must or should_blocks(project, item)
    live = live_waiver(record, facts.today) if demanded else None
    if live is not None:
        index = index or SignOffIndex(project, item.phase)
        return _waived(project, item, live, facts, own.findings, index, must=must)
    findings = apply_level(project, item, own.findings, facts.today)
    if must and (over := ended(record, facts.today)) is not None:
        # The waiver was the reason to go on, so its end explains more than the state it covered.
        findings = (_expired(item, over), *own.findings[1:])
    return ItemVerdict(
        item=item,
        must=must,
        state=own.state,
        satisfied=False,
        answer=record.answer,
        checks=checks,
        findings=findings,
    )


def _expired(item: Item, waiver: Waiver) -> Finding:
    reason, about = Reason.WAIVER_EXPIRED, Arguments(until=waiver.until)
    if waiver.withdrawn:
        about = Arguments(day=day_of(waiver.at), person=waiver.by)
        reason = Reason.WAIVER_WITHDRAWN
    return Finding(
        reason,
        about_waiver(item),
        Severity.ERROR,
        about,
        answer_command(item),
        (waiver.by,),
        (item.role,),
    )


def should_blocks(project: Project, item: Item) -> bool:
    """Return whether the item is recommended and the policy blocks on recommended items."""
    return item.level is Level.SHOULD and project.policy.gate.should_blocks


def apply_level(
    project: Project, item: Item, findings: tuple[Finding, ...], today: str
) -> tuple[Finding, ...]:
    """Return the findings with the severity that the item's level has today.

    A required item that is not enforced yet warns, even if the policy blocks on recommended ones.
    """
    if blocks_today(item, today):
        return findings
    severity = Severity.ERROR if should_blocks(project, item) else Severity.WARNING
    return tuple(
        finding._replace(recommended=True, severity=severity) if finding.blocks else finding
        for finding in findings
    )


def _waived(
    project: Project,
    item: Item,
    live: LiveWaiver,
    facts: Facts,
    own: tuple[Finding, ...],
    index: SignOffIndex,
    *,
    must: bool,
) -> ItemVerdict:
    """Return an item under a waiver in force, satisfied if the waiver counts.

    The reasons that the waiver covers stay visible as notes.
    """
    policy = project.policy
    findings = waiver_faults(item, live.waiver, policy)
    if not errors(findings):
        findings += [unapproved(project, item, each) for each in unsigned_approvers(index, live)]
    satisfied = not errors(findings)
    soon = expiring(item, live.waiver, policy, facts.today)
    if soon is not None:
        findings.append(soon)
    findings += [finding._replace(severity=Severity.NOTE) for finding in own]
    record = project.record.item(item.id)
    return ItemVerdict(
        item,
        must,
        State.WAIVED,
        satisfied,
        record.answer,
        live.waiver.until,
        shown_checks(item, record.answer, facts),
        tuple(findings),
        live.waiver,
    )


def unapproved(project: Project, item: Item, approver: str) -> Finding:
    """Return the finding that a waiver's approver has not signed off the waiver.

    Rule: `docs/rules.md#waiver-unapproved`.
    """
    roles = signing_roles(project, approver)
    return Finding(
        Reason.WAIVER_UNSIGNED,
        about_waiver(item),
        Severity.ERROR,
        Arguments(person=approver),
        tpm(
            "sign",
            item.phase,
            "--role",
            str(roles[0]) if roles else Blank.ROLE,
            people=(approver,),
        ),
        (approver,),
        roles,
    )
