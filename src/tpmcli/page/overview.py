"""The overview: where the project stands, and whose turn it is."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from starlette.responses import Response

from tpmcli.model.record import Outcome
from tpmcli.model.verdict import GateResult, GateVerdict
from tpmcli.page import words
from tpmcli.page.calendar import how_long_ago
from tpmcli.page.saved import saved_notices
from tpmcli.page.visit import Notice, Visit
from tpmcli.page.words import TodoRow, joined, lower_first, number, row
from tpmcli.render.dates import in_full, written
from tpmcli.render.due import due_text
from tpmcli.render.style import plural
from tpmcli.rules.due import DueKind
from tpmcli.rules.project import find_last_kill
from tpmcli.rules.status import PhaseStatus
from tpmcli.rules.turns import Turn, TurnKind, concerns

_MOST_DATES = 3


class TurnGroup(NamedTuple):
    """Things to do that wait for the same people."""

    title: str
    rows: tuple[TodoRow, ...]
    mine: bool


def show(visit: Visit) -> Response:
    """Return the overview."""
    desk = visit.desk
    status = desk.status
    gate = status.gate(status.current.id) if status.current else None
    groups = _groups(visit)
    return visit.page(
        "overview.html",
        "Overview",
        "Overview",
        notices=(*saved_notices(visit), *_main_notices(visit)),
        verdict=_verdict(visit, gate),
        lead=_lead(visit, gate),
        groups=groups,
        outlook=_outlook(visit, gate),
        phases=[_phase(each, status.current is each.phase, desk.today) for each in status.phases],
        meters=_meters(visit, gate),
        meter_note=_meter_note(gate),
        dates=_dates(visit),
    )


def keys(visit: Visit) -> Response:
    """Return the list of keys."""
    return visit.page("keys.html", "Keys", "")


def _is_new(visit: Visit) -> bool:
    record = visit.desk.workspace.record
    items = (each for each in record.items.values() if each.answer or each.waivers)
    return next(iter(items), None) is None and not any(record.decisions.values())


def _verdict(visit: Visit, gate: GateResult | None) -> str:
    status = visit.desk.status
    kill = find_last_kill(status.project)
    if kill is not None:
        return f"Stopped at {visit.desk.phases.get(kill.phase, kill.phase)}"
    if status.broken_gates:
        titles = joined(each.title for each in status.broken_gates)
        return f"Decided, but no longer met: {titles}"
    if gate is None:
        return "Every gate is decided"
    if _is_new(visit):
        return "Nothing is answered yet"
    if gate.verdict is GateVerdict.MET:
        return f"{gate.title} is ready for a decision"
    return f"Not ready to leave {gate.title}"


def _lead(visit: Visit, gate: GateResult | None) -> str:
    desk, turns = visit.desk, visit.desk.turns
    day = desk.stale_since
    if gate is not None and _is_new(visit):
        return _first_day(visit, gate)
    if gate is not None and gate.verdict is GateVerdict.MET:
        outcome = words.OUTCOMES[Outcome(gate.recommendation.decision)]
        because = words.RULES.get(gate.recommendation.rule, "")
        return f"Recommended: {lower_first(outcome)}. {because}"
    if not turns or turns[0].kind is TurnKind.START:
        return "Nothing is left to be done in this increment."
    stands = "stands" if len(turns) == 1 else "stand"
    when = ""
    if day:
        stands, when = "stood", f" on {in_full(day)}"
    count = f"{number(len(turns)).capitalize()} {'thing' if len(turns) == 1 else 'things'}"
    text = f"{count} {stands} in the way{when}."
    if not desk.may_act:
        return text
    waiting = len(desk.mine)
    if waiting == 0:
        return f"Nothing waits for you. {text}"
    if waiting == len(turns):
        return f"{text} {'It waits' if waiting == 1 else 'All of them wait'} for you."
    wait = "waits" if waiting == 1 else "wait"
    return f"{text} {number(waiting).capitalize()} of them {wait} for you."


def _first_day(visit: Visit, gate: GateResult) -> str:
    desk = visit.desk
    items = [each.item for each in gate.items if not each.item.answered_by_checks]
    yours = sum(each.role in desk.roles for each in items)
    asks = f"The first gate, {gate.title}, asks {plural(len(items), 'question')}"
    mine = f", {yours} of them of you" if yours else ""
    return f"{asks}{mine}. You can stop after any of them; each answer is saved when you give it."


def _outlook(visit: Visit, gate: GateResult | None) -> str:
    turns = visit.desk.turns
    steps = (TurnKind.ITEM, TurnKind.WAIVER, TurnKind.SIGN)
    if gate is None or gate.verdict is GateVerdict.MET or len(turns) > 6:
        return ""
    if any(each.kind not in steps for each in turns) or _is_new(visit):
        return ""
    done = "this is" if len(turns) == 1 else "these are"
    return f"When {done} done, the gate can be decided."


def _groups(visit: Visit) -> list[TurnGroup]:
    """Return what is to be done by whom: the person's own things first, then those of others."""
    desk = visit.desk
    policy = desk.workspace.policy
    found: dict[str, list[Turn]] = {}
    for turn in desk.turns:
        mine = concerns(policy, turn, desk.person)
        others = [
            desk.name(each)
            for each in turn.people
            if policy.canonical(each) != policy.canonical(desk.person or "-")
        ]
        names = joined((["you"] if mine else []) + others, "or")
        found.setdefault(names, []).append(turn)
    ordered = sorted(found, key=lambda names: (names != "you", not names.startswith("you ")))
    new = _is_new(visit)
    groups: list[TurnGroup] = []
    for names in ordered:
        mine = names.split(" ")[0].rstrip(",") == "you" and desk.may_act
        title = f"Waiting for {names}" if names else "To be done"
        if new and mine:
            title = "Start here"
        rows = tuple(row(each, desk.name, desk.phases, mine=mine) for each in found[names])
        first = mine and not any(group.mine for group in groups)
        groups.append(TurnGroup(title, rows, first))
    return groups


def _phase(each: PhaseStatus, current: bool, today: str) -> dict[str, str]:
    title, decision = each.phase.title, each.decision
    if each.gate is None:
        return {"title": title, "look": "", "colour": "soft", "text": "Skipped"}
    if decision is not None and decision.outcome.passes:
        text = f"{words.OUTCOMES[decision.outcome]}, {written(decision.at, today)}"
        holds = each.gate.verdict is GateVerdict.MET
        colour = "good" if holds else "bad"
        text = text if holds else f"{text}; no longer met"
        return {"title": title, "look": "done" if holds else "now", "colour": colour, "text": text}
    if current:
        met = each.gate.verdict is GateVerdict.MET
        text = "Current, met" if met else "Current, not met"
        if decision is not None:
            text = f"{words.OUTCOMES[decision.outcome]}, {written(decision.at, today)}"
        return {"title": title, "look": "now", "colour": "good" if met else "soft", "text": text}
    return {"title": title, "look": "", "colour": "soft", "text": "Not begun"}


def _meters(visit: Visit, gate: GateResult | None) -> list[dict[str, Any]]:
    desk = visit.desk
    if gate is None:
        return []
    phase = next(each for each in desk.status.phases if each.phase.id == gate.phase)
    people = desk.workspace.policy.people
    return [
        {
            "text": ", ".join(
                filter(
                    None,
                    [
                        each.role.full_name,
                        joined(desk.name(email) for email in people.get(each.role, ())),
                    ],
                )
            ),
            "value": each.satisfied,
            "max": each.total,
        }
        for each in phase.progress
        if each.total
    ]


def _meter_note(gate: GateResult | None) -> str:
    if gate is None:
        return ""
    said = []
    if gate.counts.waived:
        said.append(f"{plural(gate.counts.waived, 'item is', 'items are')} waived.")
    if gate.counts.should_total:
        count = plural(gate.counts.should_total, "more item is", "more items are")
        said.append(f"{count} recommended, not required.")
    return " ".join(said)


def _dates(visit: Visit) -> list[dict[str, str]]:
    desk = visit.desk
    near = [each for each in desk.status.due if each.kind is not DueKind.LAPSE]
    return [
        {
            "day": each.day,
            "text": due_text(each),
            "about": f"{words.DUE[each.kind]} · {joined(map(desk.name, each.owners))}",
        }
        for each in near[:_MOST_DATES]
    ]


def _main_notices(visit: Visit) -> Sequence[Notice]:
    """Return how old the main branch is that is shown, if that matters."""
    desk = visit.desk
    state = desk.state
    if state is None:
        return ()
    if state.offline:
        since = how_long_ago(state.fetched, desk.context.clock()) or "some time ago"
        text = (
            "The last fetch failed. You can go on: answers are kept on this computer, and"
            f" are compared with {desk.main} before you propose them."
        )
        title = f"You are working from {desk.main} as it was {since}"
        return (Notice("care", title, text, fetch="Try again"),)
    if state.behind and state.ahead:
        text = "Bring your draft up to date, so that you see what was merged meanwhile."
        title = f"{words.upper_first(desk.main)} has moved on"
        return (Notice("care", title, text, fetch="Bring my draft up to date"),)
    return ()
