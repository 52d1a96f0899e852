"""The decision at a gate: what is recommended and why, what may be decided, and its conditions."""

from collections.abc import Callable
from typing import NamedTuple

from starlette.responses import Response

from tpmcli.app.context import CommandContext
from tpmcli.app.decide import close as close_condition
from tpmcli.app.decide import decide
from tpmcli.app.decision_view import view
from tpmcli.app.draft_save import save as save_in_draft
from tpmcli.app.shown import Shown, ShownKind, StaleFormError, shown
from tpmcli.app.workspace import Workspace
from tpmcli.model.days import parse_day
from tpmcli.model.errors import MessageError, RefusedError
from tpmcli.model.record import Condition, Outcome
from tpmcli.model.verdict import GateVerdict
from tpmcli.page import words
from tpmcli.page.saved import saved_notices
from tpmcli.page.sign import IDENTITY, phase_of
from tpmcli.page.visit import Failure, Line, Notice, Visit, failure_of, words_of
from tpmcli.page.words import joined, row
from tpmcli.rules.conditions import conditions
from tpmcli.rules.decision_view import DecisionView, OutcomeView
from tpmcli.rules.turns import TurnKind

_MOST_CONDITIONS = 20
_NOT_RECORDED = "The decision was not recorded"
_STALE = (
    "Something at this gate changed while you had the page open, so nothing was decided. Look at it"
    " again; what you typed is below."
)
_HINTS = {
    Outcome.GO: "Go on without a condition.",
    Outcome.CONDITIONAL: "Go on; each condition has an owner and a date. One that is overdue holds"
    " later gates.",
    Outcome.HOLD: "Wait. The work on this phase goes on, and the gate is decided later.",
    Outcome.RECYCLE: "Send the phase back. Answers may change, and every role signs off again.",
    Outcome.KILL: "End the product here. Every later gate stays closed.",
}
_IDS = {
    Outcome.GO: "d-go",
    Outcome.CONDITIONAL: "d-cond",
    Outcome.HOLD: "d-hold",
    Outcome.RECYCLE: "d-rec",
    Outcome.KILL: "d-kill",
}


class ConditionForm(NamedTuple):
    """One condition as it was typed, or as it is suggested."""

    text: str = ""
    owner: str = ""
    due: str = ""
    hint: str = ""


class DecisionForm(NamedTuple):
    """What the form holds."""

    decision: str = ""
    reason: str = ""
    minutes: str = ""
    conditions: tuple[ConditionForm, ...] = ()


class DecisionOption(NamedTuple):
    """One decision that can be chosen, or why it cannot."""

    value: str
    id: str
    title: str
    hint: str
    recommended: bool
    why_not: str


def choose(visit: Visit) -> Response:
    """Go to the decision at the current gate."""
    return visit.go(f"/decide/{phase_of(visit).id}")


def show(visit: Visit) -> Response:
    """Return the decision at a gate."""
    seen = view(visit.desk.workspace, phase_of(visit).id, visit.desk.person)
    return _screen(visit, seen, _first_form(seen))


def save(visit: Visit) -> Response:
    """Record the decision."""
    phase = phase_of(visit)
    seen = view(visit.desk.workspace, phase.id, visit.desk.person)
    form = _typed(visit)
    if visit.form.one("add"):
        more = (*form.conditions, ConditionForm())[:_MOST_CONDITIONS]
        return _screen(visit, seen, form._replace(decision="conditional", conditions=more))
    errors = _errors(visit, seen, form)
    if errors:
        lines = tuple(Line(text, field) for field, text in errors.items())
        return _screen(visit, seen, form, Failure(lines, _NOT_RECORDED), errors)
    outcome = Outcome(form.decision)
    given = [
        Condition(each.text, each.owner, each.due)
        for each in (form.conditions if outcome is Outcome.CONDITIONAL else ())
        if each.text
    ]

    def act(workspace: Workspace, context: CommandContext, _files: tuple[str, ...]) -> None:
        decide(
            workspace,
            context,
            phase.id,
            outcome,
            reason=form.reason,
            minutes=form.minutes,
            conditions=given,
        )

    return _save(visit, act, form)


def close(visit: Visit) -> Response:
    """Record that a condition is closed."""
    phase = phase_of(visit)
    typed, sent = visit.form.one("evidence"), visit.form.one("number")
    number = int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 5 else 0

    def act(workspace: Workspace, context: CommandContext, files: tuple[str, ...]) -> None:
        cited = (*((typed,) if typed else ()), *files)
        close_condition(workspace, context, phase.id, number, evidence=cited)

    if not (typed or visit.form.files):
        line = Line("Name a file or a link, or upload a file, that shows it", f"c{number}")
        seen = view(visit.desk.workspace, phase.id, visit.desk.person)
        failed = Failure((line,), "The condition was not closed")
        return _screen(visit, seen, _first_form(seen), failed)
    return _save(visit, act, DecisionForm())


def _save(
    visit: Visit,
    act: Callable[[Workspace, CommandContext, tuple[str, ...]], None],
    form: DecisionForm,
) -> Response:
    draft, phase = visit.desk.draft, phase_of(visit).id
    if draft is None or not visit.desk.may_act:
        return show(visit)
    try:
        given = Shown(ShownKind.DECISION, phase, visit.form.one("shown"))
        done = save_in_draft(draft, act, shown=given, files=visit.received(phase))
    except StaleFormError:
        fresh = visit.anew()
        seen = view(fresh.desk.workspace, phase, fresh.desk.person)
        return _screen(fresh, seen, form, Failure((Line(_STALE),), _NOT_RECORDED), status=409)
    except MessageError as error:
        seen = view(visit.desk.workspace, phase, visit.desk.person)
        return _screen(visit, seen, form, failure_of(error, title=_NOT_RECORDED))
    return visit.go("/", saved=done.commit)


def _first_form(seen: DecisionView) -> DecisionForm:
    """Return the form with the conditions that are suggested, and nothing chosen."""
    hint = "Suggested from the waiver. Change it as you like."
    suggested = tuple(
        ConditionForm(each.text, each.owner, each.due, hint) for each in seen.suggested
    )
    return DecisionForm(conditions=suggested or (ConditionForm(),))


def _typed(visit: Visit) -> DecisionForm:
    sent = visit.form
    texts, owners, dates = (sent.fields.get(name, ()) for name in ("condition", "owner", "due"))
    rows = zip(texts, owners, dates, strict=False)
    given = tuple(ConditionForm(*(each.strip() for each in one)) for one in rows)
    return DecisionForm(
        sent.one("decision"),
        sent.text("reason"),
        sent.one("minutes"),
        given[:_MOST_CONDITIONS] or (ConditionForm(),),
    )


def _errors(visit: Visit, seen: DecisionView, form: DecisionForm) -> dict[str, str]:
    """Return what must be filled in before the decision is sent on, by field."""
    chosen = next((each for each in seen.outcomes if str(each.outcome) == form.decision), None)
    if chosen is None:
        return {"d": "Choose a decision"}
    errors = {}
    if chosen.refused is None and chosen.needs_reason and not form.reason:
        errors["why"] = "Give a reason: this differs from what is recommended"
    if chosen.outcome is Outcome.CONDITIONAL:
        for number, each in enumerate(form.conditions, 1):
            if (each.text or number == 1) and not (each.text and parse_day(each.due)):
                errors[f"p{number}"] = "A condition needs a text, an owner and a date"
    if chosen.outcome is Outcome.KILL:
        name = visit.desk.workspace.policy.name
        if visit.form.one("confirm").casefold() != name.strip().casefold():
            errors["kill-name"] = f"Type {name} to end the work on it"
    return errors


def _screen(
    visit: Visit,
    seen: DecisionView,
    form: DecisionForm,
    failed: Failure | None = None,
    errors: dict[str, str] | None = None,
    status: int = 0,
) -> Response:
    desk, phase = visit.desk, phase_of(visit)
    gate = seen.gate
    steps = [
        each for each in desk.turns if each.phase == phase.id and each.kind is not TurnKind.DECIDE
    ]
    blockers = [
        {
            **row(each, desk.name, desk.phases, mine=False)._asdict(),
            "people": joined(map(desk.name, each.people), "or"),
        }
        for each in steps
    ]
    met = gate.verdict is GateVerdict.MET
    outcome = Outcome(gate.recommendation.decision)
    because = words.RULES.get(gate.recommendation.rule, "")
    if not met and seen.decided is None:
        because = f"{because} It can be held, sent back or ended, but not passed."
    return visit.page(
        "decide.html",
        "Decide at this gate",
        "Decide",
        status=status or (422 if failed else 200),
        failed=failed,
        notices=saved_notices(visit),
        phase=phase,
        view=seen,
        met=met,
        recommended=words.OUTCOMES[outcome],
        recommended_because=because,
        blockers=[] if met else blockers,
        conditions=conditions(desk.workspace.project, phase.id),
        may_close=desk.may_act,
        form=form if desk.may_act else None,
        options=[_option(each, decided=seen.decided is not None) for each in seen.outcomes],
        people=visit.people,
        closed_because=_closed(visit, seen),
        errors=errors or {},
        shown=shown(desk.workspace, ShownKind.DECISION, phase.id).digest,
        identity=IDENTITY[desk.workspace.policy.gate.identity],
    )


def _closed(visit: Visit, seen: DecisionView) -> Notice | None:
    if visit.desk.may_act and seen.allowed:
        return None
    refused = next((each.refused for each in seen.outcomes if each.refused is not None), None)
    if not visit.desk.may_act or refused is None:
        text = "Only the people whom the rules name can decide."
    else:
        text = words_of(refused)
    return Notice("", "You cannot decide here", text)


def _option(each: OutcomeView, *, decided: bool) -> DecisionOption:
    why_not = ""
    if each.refused is not None:
        why_not = words_of(each.refused)
        if each.outcome.passes and isinstance(each.refused, RefusedError) and each.refused.findings:
            why_not = "Not possible while the gate is not met."
        if each.outcome.passes and decided:
            why_not = "This gate is decided already."
    hint = _HINTS[each.outcome]
    if each.needs_reason and each.refused is None:
        because = "" if decided else "It differs from the recommendation. "
        hint = f"{hint} {because}A reason is needed."
    return DecisionOption(
        str(each.outcome),
        _IDS[each.outcome],
        words.OUTCOMES[each.outcome],
        hint,
        each.recommended,
        why_not,
    )
