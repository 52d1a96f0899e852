"""The parts of the report's first screen: plain text and numbers, which each format arranges."""

from typing import NamedTuple

from tpmcli.rules.report_summary import BurnUp, Span


class Verdict(NamedTuple):
    """The verdict: one word and its mood, the sentence, the reason, and the recommendation."""

    word: str
    mood: str
    sentence: str
    why: str
    recommendation: str
    satisfied: int
    total: int
    waived: int


class PhaseRow(NamedTuple):
    """A phase on the line: its state, when it ended or began, and its items."""

    span: Span
    id: str
    title: str
    state: str
    mood: str
    when: str
    required: str
    recommended: str
    waived: int


class TaskRow(NamedTuple):
    """Who must do what by when, and a remark."""

    when: str
    who: str
    what: str
    why: str
    late: bool = False


class RoleRow(NamedTuple):
    """A role, its people, and its progress.

    `points` are dates, each with the items satisfied and asked so far.
    """

    title: str
    who: str
    burn_up: BurnUp
    points: tuple[tuple[str, int, int], ...]


class DateMark(NamedTuple):
    """A date: the word for what happens then."""

    day: str
    word: str
    mood: str
    late: bool


class DatedRow(NamedTuple):
    """Something with dates in the next days: its title, whose it is, and the dates."""

    title: str
    who: str
    marks: tuple[DateMark, ...]


class ConditionRow(NamedTuple):
    """A condition of a decision, and its state."""

    text: str
    who: str
    due: str
    state: str
    mood: str


class DecisionRow(NamedTuple):
    """A decision with its recommendation and conditions."""

    day: str
    word: str
    mood: str
    phase: str
    who: str
    reason: str
    recommended: str
    minutes: str
    conditions: tuple[ConditionRow, ...]


class FirstScreen(NamedTuple):
    """Everything on the first screen, in its order. The `more_…` count what is not shown."""

    title: str
    day: str
    roles: tuple[tuple[str, str], ...]
    remark: str
    verdict: Verdict
    phases: tuple[PhaseRow, ...]
    now: tuple[TaskRow, ...]
    more_now: int
    later: tuple[TaskRow, ...]
    more_later: int
    progress: tuple[RoleRow, ...]
    undated: int
    dated: tuple[DatedRow, ...]
    more_dated: int
    decisions: tuple[DecisionRow, ...]
    more_decisions: int
