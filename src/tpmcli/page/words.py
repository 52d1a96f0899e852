"""The words of the page: days, people, states, and each thing to do as a title and a sentence.

Every text here is built from data. Text that somebody typed goes through unchanged: the templates
make it harmless where it is shown.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from tpmcli.model.finding import Finding
from tpmcli.model.record import AnswerValue, Outcome
from tpmcli.model.rule import Rule
from tpmcli.model.verdict import ItemVerdict, SignOffState, State
from tpmcli.render.dates import in_full, written
from tpmcli.render.finding import message
from tpmcli.rules.due import DueKind
from tpmcli.rules.turns import Turn, TurnKind

Name = Callable[[str], str]

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")

OUTCOMES = {
    Outcome.GO: "Go",
    Outcome.CONDITIONAL: "Go with conditions",
    Outcome.HOLD: "Hold",
    Outcome.RECYCLE: "Recycle",
    Outcome.KILL: "Kill",
}
ANSWERS = {
    AnswerValue.MET: "Met",
    AnswerValue.NOT_MET: "Not met",
    AnswerValue.NOT_APPLICABLE: "Not applicable",
}
RULES = {
    "met": "Every required item is met.",
    "met-with-open-should": "Every required item is met; a recommended one is open.",
    "met-with-waiver": "A waiver is in force.",
    "unmet": "The gate is not met.",
}
DUE = {
    DueKind.WAIVER: "Waiver expires",
    DueKind.CONDITION: "Condition due",
    DueKind.PLAN: "Planned to be met",
    DueKind.LAPSE: "Answer expires",
    DueKind.ENFORCED: "Becomes required",
    DueKind.CHECK: "Check result expires",
    DueKind.DELEGATION: "Delegation ends",
}


def number(count: int) -> str:
    """Return a number, in letters if it is small."""
    return _NUMBERS[count] if 0 <= count < len(_NUMBERS) else f"{count:,}"


def joined(names: Iterable[str], word: str = "and") -> str:
    """Return names in a sentence: `Ann, Bo and Cy`."""
    found = list(dict.fromkeys(names))
    if len(found) < 2:
        return "".join(found)
    return f"{', '.join(found[:-1])} {word} {found[-1]}"


def lower_first(text: str) -> str:
    """Return a title in the middle of a sentence, unless it begins with a name in capitals."""
    return text[:1].lower() + text[1:] if text[1:2].islower() or text[:2] == "A " else text


def upper_first(text: str) -> str:
    """Return a text that begins a sentence; an address or a path stays as it is."""
    first = text.partition(" ")[0]
    return text if set("@/_.") & set(first.rstrip(".")) else text[:1].upper() + text[1:]


class StateWords(NamedTuple):
    """A state in a word or two, with its icon and its colour: none of them says it alone."""

    text: str
    icon: str
    look: str


def item_state(verdict: ItemVerdict, today: str) -> StateWords:
    """Return the state of an item."""
    answer = verdict.answer
    if verdict.state is State.WAIVED and not verdict.satisfied:
        return StateWords("Waiver not in force", "clock", "care")
    if verdict.state is State.WAIVED:
        if verdict.waived_until:
            return StateWords(
                f"Waived until {written(verdict.waived_until, today)}", "clock", "care"
            )
        return StateWords("Waived", "clock", "care")
    if verdict.state is State.SATISFIED:
        if answer is not None and answer.value is AnswerValue.NOT_APPLICABLE:
            return StateWords("Not applicable", "none", "soft")
        return StateWords("Met, checked" if verdict.checks else "Met", "met", "good")
    return _OPEN_STATES[verdict.state]


_OPEN_STATES = {
    State.OPEN: StateWords("No answer", "open", "soft"),
    State.NOT_MET: StateWords("Not met", "cross", "bad"),
    State.STALE: StateWords("Asked again", "again", "care"),
    State.LAPSED: StateWords("Expired", "again", "care"),
    State.DISPUTED: StateWords("Disputed", "cross", "bad"),
    State.NO_EVIDENCE: StateWords("Evidence is missing", "cross", "bad"),
}


class TodoRow(NamedTuple):
    """One thing to do, in words: a title, a sentence, an icon, and where it is done."""

    title: str
    sentence: str
    icon: str
    look: str
    href: str = ""
    button: str = ""


class Telling(NamedTuple):
    """A thing to do, with what is needed to tell of it."""

    turn: Turn
    name: Name
    phases: Mapping[str, str]
    mine: bool


def row(turn: Turn, name: Name, phases: Mapping[str, str], *, mine: bool) -> TodoRow:
    """Return a thing to do as a row of the overview; `phases` are their titles."""
    return _ROWS[turn.kind](Telling(turn, name, phases, mine))


def _item_row(told: Telling) -> TodoRow:
    item, verdict, finding = told.turn.item, told.turn.verdict, told.turn.finding
    if item is None or verdict is None:
        raise ValueError("a turn of an item has one")
    state = item_state(verdict, "")
    verb, sentence, icon = "Answer", "Nobody has answered it yet.", "open"
    if finding is not None:
        verb, sentence = _item_words(finding, verdict, told.name)
        icon = state.icon
    button = "Answer" if told.mine else "Read it"
    return TodoRow(
        f"{verb}: {lower_first(item.title)}",
        sentence,
        icon,
        state.look,
        f"/items/{item.id}",
        button,
    )


def _item_words(finding: Finding, verdict: ItemVerdict, name: Name) -> tuple[str, str]:
    """Return the verb and the sentence of an open item."""
    about, answer = finding.about, verdict.answer
    rule = finding.rule
    if rule is Rule.UNANSWERED:
        return "Answer", "Nobody has answered it yet."
    if rule is Rule.STALE_QUESTION and about.person:
        when = f"{name(about.person)} answered it on {in_full(about.day)}"
        return "Answer again", f"The item changed after {when}."
    if rule is Rule.ANSWER_LAPSED and answer is not None:
        return (
            "Answer again",
            f"The answer of {in_full(answer.at)} expired after {in_full(about.until)}.",
        )
    if rule is Rule.NOT_MET and answer is not None:
        plan = f" It is planned for {in_full(answer.due)}." if answer.due else ""
        return (
            "Close the gap",
            f"{name(answer.by)} answered “not met” on {in_full(answer.at)}.{plan}",
        )
    if rule is Rule.EVIDENCE_MISSING:
        return "Show again", f"{about.path} was cited and does not exist any more."
    if rule is Rule.DISPUTED and answer is not None:
        said = about.result.message if about.result else ""
        return "Settle", f"{name(answer.by)} answered “met”, but a check fails: {said}."
    if rule is Rule.CHECK_FAILED and about.result is not None:
        return "Correct", f"A check fails: {about.result.message}."
    return "Correct", f"{sentence_of(finding)}."


def _waiver_row(told: Telling) -> TodoRow:
    waiver = told.turn.verdict.waiver if told.turn.verdict else None
    title = told.turn.item.title if told.turn.item else ""
    asked = ""
    if waiver is not None:
        asked = f"{told.name(waiver.by)} asked for it on {in_full(waiver.at)}. "
    return TodoRow(
        f"Sign off the waiver of “{title}”",
        f"{asked}It counts once whoever approves it has signed off.",
        "clock",
        "care",
        f"/sign/{told.turn.phase}",
        "Read and sign off" if told.mine else "",
    )


_SIGN_WORDS = {
    SignOffState.STALE: ("Sign off again as {role}", "Answers changed since the last sign-off."),
    SignOffState.WAITING: (
        "Approve the pull request as {role}",
        "The sign-off is recorded, and counts once the pull request is approved.",
    ),
}


def _sign_row(told: Telling) -> TodoRow:
    role = told.turn.role.full_name if told.turn.role is not None else ""
    state = told.turn.signoff.state if told.turn.signoff else SignOffState.MISSING
    title, sentence = _SIGN_WORDS.get(state, ("Sign off as {role}", "Possible now."))
    if not told.turn.possible:
        sentence = "Possible once the required items above are answered."
    again = state is SignOffState.STALE
    return TodoRow(
        title.format(role=role),
        sentence,
        "again" if again else "pen",
        "care" if again else "soft",
        f"/sign/{told.turn.phase}",
        "Read and sign off" if told.mine and told.turn.possible else "",
    )


def _decide_row(told: Telling) -> TodoRow:
    rule = told.turn.recommendation.rule if told.turn.recommendation else ""
    outcome = (
        Outcome(told.turn.recommendation.decision) if told.turn.recommendation else Outcome.HOLD
    )
    return TodoRow(
        f"Decide at the gate of {told.phases.get(told.turn.phase, told.turn.phase)}",
        f"Recommended: {lower_first(OUTCOMES[outcome])}. {RULES.get(rule, '')}",
        "met",
        "good",
        f"/decide/{told.turn.phase}",
        "Decide" if told.mine else "",
    )


def _finding_row(told: Telling) -> TodoRow:
    finding = told.turn.finding
    if finding is None:
        raise ValueError("a turn of a gate has a finding")
    subject = finding.subject
    title = sentence_of(finding)
    title = title[:1].upper() + title[1:]
    href, button = "", ""
    if finding.rule is Rule.CONDITION_OVERDUE:
        title, href, button = f"Keep the condition: {lower_first(subject.title)}", "/due", "See it"
        when = in_full(finding.about.until)
        return TodoRow(title, f"It was due on {when}.", "cross", "bad", href, button)
    if subject.of_item:
        href, button = f"/items/{subject.id}", "Read it"
    elif subject.phase:
        href, button = f"/decide/{subject.phase}", "See the gate"
    return TodoRow(title, "", "cross", "bad", href, button)


def _close_row(told: Telling) -> TodoRow:
    due = told.turn.due
    if due is None:
        raise ValueError("a turn of a condition has a date")
    owners = joined(map(told.name, due.owners))
    when = f"{owners}, by {in_full(due.day)}."
    return TodoRow(
        f"Keep the condition: {lower_first(due.subject.title)}",
        when,
        "clock",
        "soft",
        "/due",
        "See it",
    )


def _start_row(_told: Telling) -> TodoRow:
    sentence = "Every gate is decided. A Technical Product Manager starts the next one."
    return TodoRow("Start the next increment", sentence, "met", "good")


_ROWS: Mapping[TurnKind, Callable[[Telling], TodoRow]] = {
    TurnKind.ITEM: _item_row,
    TurnKind.WAIVER: _waiver_row,
    TurnKind.SIGN: _sign_row,
    TurnKind.DECIDE: _decide_row,
    TurnKind.GATE: _finding_row,
    TurnKind.REPAIR: _finding_row,
    TurnKind.REVIVE: _finding_row,
    TurnKind.CLOSE: _close_row,
    TurnKind.START: _start_row,
}


def sentence_of(finding: Finding) -> str:
    """Return the message of a finding without a full stop, and without the marks of code."""
    return message(finding).replace("`", "")
