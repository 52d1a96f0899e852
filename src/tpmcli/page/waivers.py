"""Waivers: those that wait, count or are over, and the form that asks for one."""

from typing import Any, NamedTuple

from starlette.responses import Response

from tpmcli.app.context import CommandContext
from tpmcli.app.draft_save import Act
from tpmcli.app.draft_save import save as save_in_draft
from tpmcli.app.shown import Shown, ShownKind, StaleFormError, shown
from tpmcli.app.waive import waive
from tpmcli.app.waive import withdraw as end_waiver
from tpmcli.app.workspace import Workspace
from tpmcli.model.days import parse_day
from tpmcli.model.errors import MessageError
from tpmcli.model.finding import Finding
from tpmcli.model.rule import Severity
from tpmcli.page.calendar import how_far
from tpmcli.page.saved import saved_notices
from tpmcli.page.visit import Failure, Line, Visit, failure_of
from tpmcli.page.words import joined, sentence_of, upper_first
from tpmcli.render.dates import in_full
from tpmcli.rules.due import DueKind
from tpmcli.rules.waiver_list import ListedWaiver, list_waivers
from tpmcli.rules.waivers import last_allowed_day

_STALE = "The waivers or the item changed while you had this page open. Look at them again."


class WaiverForm(NamedTuple):
    """What the form holds."""

    item: str = ""
    reason: str = ""
    until: str = ""
    approvers: tuple[str, ...] = ()


def show(visit: Visit) -> Response:
    """Return the list of waivers."""
    return _screen(visit, WaiverForm())


def ask(visit: Visit) -> Response:
    """Record a waiver that was asked for."""
    sent = visit.form
    form = WaiverForm(
        sent.one("item"), sent.text("reason"), sent.one("until"), sent.many("approver")
    )
    errors = _errors(form)
    if errors:
        lines = tuple(Line(text, field) for field, text in errors.items())
        return _screen(visit, form, Failure(lines, "The waiver was not saved"), errors)

    def act(workspace: Workspace, context: CommandContext, _files: tuple[str, ...]) -> None:
        waive(
            workspace,
            context,
            form.item,
            reason=form.reason,
            until=form.until,
            approved_by=form.approvers,
        )

    return _save(visit, act, form, _of_phase(visit))


def withdraw(visit: Visit) -> Response:
    """Withdraw a waiver."""
    item = visit.form.one("item")

    def act(workspace: Workspace, context: CommandContext, _files: tuple[str, ...]) -> None:
        end_waiver(workspace, context, item, "")

    return _save(visit, act, WaiverForm(), (ShownKind.ITEM, item))


def _save(visit: Visit, act: Act[None], form: WaiverForm, about: tuple[ShownKind, str]) -> Response:
    draft = visit.desk.draft
    if draft is None or not visit.desk.may_act:
        return _screen(visit, form)
    try:
        given = Shown(*about, visit.form.one("shown"))
        done = save_in_draft(draft, act, shown=given)
    except StaleFormError:
        return _screen(visit.anew(), form, Failure((Line(_STALE),)), status=409)
    except MessageError as error:
        return _screen(visit, form, failure_of(error, title="The waiver was not saved"))
    return visit.go("/waivers", saved=done.commit)


def _errors(form: WaiverForm) -> dict[str, str]:
    errors = {}
    if not form.item:
        errors["w-i"] = "Choose an item"
    if not form.reason:
        errors["w-r"] = "Say why the gate may pass without it"
    if parse_day(form.until) is None:
        errors["w-d"] = "Choose a last date"
    if not form.approvers:
        errors["w-a"] = "Choose who approves it"
    return errors


def _screen(
    visit: Visit,
    form: WaiverForm,
    failed: Failure | None = None,
    errors: dict[str, str] | None = None,
    status: int = 0,
) -> Response:
    desk = visit.desk
    policy = desk.workspace.policy
    found = list_waivers(desk.status)
    me = policy.canonical(desk.person) if desk.person else ""
    return visit.page(
        "waivers.html",
        "Waivers",
        "Waivers",
        status=status or (422 if failed else 200),
        failed=failed,
        notices=saved_notices(visit),
        waiting=[_card(visit, each, in_force=True) for each in found.waiting],
        in_force=[_card(visit, each, in_force=True) for each in found.in_force],
        ended=[_card(visit, each, in_force=False) for each in found.ended],
        elsewhere=[
            each for each in desk.status.due if each.kind is DueKind.WAIVER and each.increment
        ],
        open_items=found.open_items,
        may_act=desk.may_act,
        form=form,
        errors=errors or {},
        shown=shown(desk.workspace, *_of_phase(visit)).digest,
        latest=last_allowed_day(policy, desk.today),
        most_days=policy.waivers.max_days,
        approvers=[each for each in visit.people if policy.canonical(each.email) != me],
    )


def _card(visit: Visit, listed: ListedWaiver, *, in_force: bool) -> dict[str, Any]:
    desk = visit.desk
    answer, waiver, today = listed.answer, listed.waiver, desk.today
    policy = desk.workspace.policy
    plan = ""
    if answer is not None and (answer.owner or answer.due):
        plan = f"{desk.name(answer.owner)} closes the gap" if answer.owner else "Planned"
        plan = f"{plan} by {in_full(answer.due)}" if answer.due else plan
    reasons = [
        _reason(visit, each) for each in listed.findings if each.severity is not Severity.NOTE
    ]
    mine = bool(desk.person) and policy.among(desk.person, waiver.approved_by)
    unsigned = any(each.waits_for_signature for each in listed.findings)
    return {
        "item": listed.item,
        "waiver": waiver,
        "approvers": joined(map(desk.name, waiver.approved_by)),
        "far": how_far(waiver.until, today) if waiver.until else "",
        "soon": listed.left <= policy.waivers.warn_days,
        "plan": plan,
        "note": answer.note if answer is not None else "",
        "reasons": reasons if in_force else [],
        "sign": f"/sign/{listed.item.phase}" if mine and unsigned and in_force else "",
        "withdraw": in_force and desk.may_act and not listed.locked,
        "shown": shown(desk.workspace, ShownKind.ITEM, listed.item.id).digest,
    }


def _reason(visit: Visit, finding: Finding) -> dict[str, Any]:
    if finding.waits_for_signature:
        who = visit.desk.name(finding.about.person)
        return {"text": f"It waits for {who} to sign off.", "blocks": False}
    return {"text": f"{upper_first(sentence_of(finding))}.", "blocks": finding.blocks}


def _of_phase(visit: Visit) -> tuple[ShownKind, str]:
    """Return what the form that asks for a waiver is about: everything at the current gate."""
    current = visit.desk.status.current
    return ShownKind.DECISION, current.id if current is not None else ""
