"""Signing off: exactly what the sign-off covers, what is new in it, and what it does not cover."""

from __future__ import annotations

from collections.abc import Callable

from starlette.responses import Response

from tpmcli.app.context import CommandContext
from tpmcli.app.draft_save import save as save_in_draft
from tpmcli.app.shown import Shown, ShownKind, StaleFormError, shown
from tpmcli.app.sign import sign
from tpmcli.app.sign import withdraw as end_signoff
from tpmcli.app.signoff_view import view
from tpmcli.app.workspace import Workspace
from tpmcli.model.checklist import Phase
from tpmcli.model.errors import MessageError
from tpmcli.model.policy import Identity
from tpmcli.model.role import Role
from tpmcli.page.alone import MissingPageError
from tpmcli.page.items import phase_named
from tpmcli.page.saved import saved_notices
from tpmcli.page.visit import Failure, Line, Notice, Visit, failure_of
from tpmcli.page.words import joined, number, upper_first
from tpmcli.render.style import plural
from tpmcli.rules.authorisation import roles_to_sign
from tpmcli.rules.demands import demands_at
from tpmcli.rules.signoff_view import SignOffView

_STALE = (
    "An answer or a waiver changed while you had this page open, so nothing was signed off. What is"
    " new is marked below."
)
IDENTITY = {
    Identity.CLAIMED: "The team takes this name for proof.",
    Identity.AUTHOR: "The team asks for the author of the commit, so the pull request shows that it"
    " was you.",
    Identity.PLATFORM: "This counts once you approve the pull request on the code host.",
    Identity.SIGNED: "The team asks for a signed commit.",
}


def choose(visit: Visit) -> Response:
    """Go to the sign-off of the current phase."""
    return visit.go(f"/sign/{phase_of(visit).id}")


def phase_of(visit: Visit) -> Phase:
    """Return the phase that the address names, or the current one.

    Raises: MissingPageError if there is no such phase.
    """
    status = visit.desk.status
    phases = [each.phase for each in status.phases if each.gate is not None]
    return phase_named(phases, visit.params.get("phase", ""), status.current)


def show(visit: Visit) -> Response:
    """Return what the person can sign off."""
    return _screen(visit)


def save(visit: Visit) -> Response:
    """Sign off."""
    phase, role = phase_of(visit), _role(visit, visit.form.one("role"))
    if visit.form.one("read") != "yes":
        line = Line("Read what the sign-off covers, and tick the box", "read")
        failed = Failure((line,), "This was not signed off")
        return _screen(visit, failed, {"read": "Tick this box when you have read it"})

    def act(workspace: Workspace, context: CommandContext, _files: tuple[str, ...]) -> None:
        sign(workspace, context, phase.id, role)

    return _save(visit, act, "This was not signed off")


def withdraw(visit: Visit) -> Response:
    """Withdraw the sign-off."""
    phase, role = phase_of(visit), _role(visit, visit.form.one("role"))

    def act(workspace: Workspace, context: CommandContext, _files: tuple[str, ...]) -> None:
        end_signoff(workspace, context, phase.id, role)

    return _save(visit, act, "The sign-off was not withdrawn")


def _save(
    visit: Visit,
    act: Callable[[Workspace, CommandContext, tuple[str, ...]], None],
    title: str,
) -> Response:
    draft = visit.desk.draft
    if draft is None or not visit.desk.may_act:
        return _screen(visit)
    try:
        given = Shown(ShownKind.SIGNOFF, phase_of(visit).id, visit.form.one("shown"))
        done = save_in_draft(draft, act, shown=given)
    except StaleFormError:
        return _screen(visit.anew(), Failure((Line(_STALE),), title), status=409)
    except MessageError as error:
        return _screen(visit, failure_of(error, title=title))
    return visit.go("/", saved=done.commit)


def _role(visit: Visit, name: str) -> Role:
    """Return the role that a form or an address names, as the project words it."""
    roles = {str(role): role for role in visit.desk.workspace.checklist.roles}
    if name not in roles:
        raise MissingPageError
    return roles[name]


def _screen(
    visit: Visit,
    failed: Failure | None = None,
    errors: dict[str, str] | None = None,
    status: int = 0,
) -> Response:
    desk = visit.desk
    phase = phase_of(visit)
    project = desk.workspace.project
    asked = [each.role for each in demands_at(project, phase.id)]
    mine = roles_to_sign(project, phase.id, desk.person, desk.today) if desk.person else []
    roles = mine or asked
    named = visit.query.get("role", "") or visit.form.one("role")
    role = _role(visit, named) if named else next(iter(roles), None)
    seen = view(desk.workspace, phase.id, role, desk.person) if role is not None else None
    closed = _closed(visit, seen, asked)
    parts = _parts(visit, seen) if seen is not None else {}
    return visit.page(
        "sign.html",
        "Sign off",
        "Sign off",
        status=status or (422 if failed else 200),
        failed=failed,
        notices=saved_notices(visit),
        phase=phase,
        roles=roles,
        view=seen,
        form=closed is None,
        closed_because=closed,
        errors=errors or {},
        shown=shown(desk.workspace, ShownKind.SIGNOFF, phase.id).digest,
        identity=IDENTITY[desk.workspace.policy.gate.identity],
        **parts,
    )


def _closed(visit: Visit, seen: SignOffView | None, asked: list[Role]) -> Notice | None:
    """Return why there is nothing to sign off here; None if there is a form."""
    desk = visit.desk
    if seen is None:
        return Notice("", "No sign-off is asked for", "The rules ask no role to sign off here.")
    if seen.decided is not None:
        text = "A decision rests on its sign-offs. To change one, recycle the gate."
        return Notice("", "This gate is decided", text)
    if not desk.may_act:
        return Notice(
            "", "You can read everything", "Only the people whom the rules name can sign off."
        )
    if not seen.allowed or seen.role not in asked:
        holders = joined(map(desk.name, desk.workspace.policy.people.get(seen.role, ())), "or")
        text = f"As {seen.role.full_name} signs off: {holders or 'nobody yet'}."
        return Notice("", "Somebody else signs off here", text)
    return None


def _parts(visit: Visit, seen: SignOffView) -> dict[str, object]:
    """Return what the sign-off covers, in words and in lists."""
    last = seen.last is not None
    answers, waivers = len(seen.answers), len(seen.waivers)
    own = seen.allowed
    covers = plural(answers, "answer")
    if waivers:
        covers = f"{covers} and {plural(waivers, 'waiver')}"
    whose = "You confirm" if own and not seen.blocking else "The sign-off covers"
    lead = f"{whose} {covers}."
    if last and seen.new:
        many = "is" if seen.new == 1 else "are"
        lead = f"{lead} {number(seen.new).capitalize()} {many} new since the last sign-off."
    new_answers = [each for each in seen.answers if each.is_new]
    old_answers = [each for each in seen.answers if not each.is_new]
    unchanged = ", unchanged since the last sign-off" if last else ""
    these = f"these {answers} answers" if answers != 1 else "this answer"
    if waivers:
        these += f" and {'the waiver' if waivers == 1 else f'these {waivers} waivers'}"
    them = "them" if answers + waivers > 1 else "it"
    return {
        "lead": lead,
        "has_last": last,
        "new_answers": new_answers if last else [],
        "new_waivers": [each for each in seen.waivers if each.is_new] if last else [],
        "old_answers": old_answers if last else list(seen.answers),
        "old_waivers": [each for each in seen.waivers if not (last and each.is_new)],
        "old_title": f"{plural(len(old_answers), 'answer')}{unchanged}",
        "not_covered": _not_covered(visit, seen),
        "promise": f"I have read {these}, and I stand behind {them}.",
    }


def _not_covered(visit: Visit, seen: SignOffView) -> str:
    parts = []
    for role, count in seen.others:
        holders = joined(map(visit.desk.name, visit.desk.workspace.policy.people.get(role, ())))
        who = f"{role.full_name}{f', {holders},' if holders else ''}"
        parts.append(f"the {plural(count, 'answer')} of the {who} which that role signs off")
    if seen.checked:
        parts.append(f"{plural(seen.checked, 'item')} that checks answer by themselves")
    if parts:
        return f"{upper_first(joined(parts))}."
    whole = seen.demand is not None and seen.demand.whole_gate
    return "Nothing is left out." if whole else "What other roles have not answered yet."
