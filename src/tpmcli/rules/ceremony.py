"""Signs that gates are passed as a ceremony: facts about the record, with counts.

They judge nobody and change no verdict. Each has an innocent explanation, and a threshold below
which it is not mentioned (`docs/portfolio.md#signs-of-ceremony`). The record holds the last answer
to each item, so what was answered before and corrected is not seen here.
"""

from collections import Counter
from collections.abc import Iterator
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

from tpmcli.model.days import is_moment, seconds_between
from tpmcli.model.record import Answer, AnswerValue, Record, role_of
from tpmcli.rules.project import Project
from tpmcli.text.paths import split_fragment

FEWEST_ANSWERS = 20
"""With fewer answers than this, in all increments together, nothing is said at all."""
FEWEST_OF_ONE = 10
"""So many answers by one person, or with one note or file, are needed to mention them."""
FEWEST_SIGNOFFS = 3
FEWEST_WAIVERS = 3
AT_ONCE = 10
"""Seconds within which an answer or a sign-off follows the one before at once."""


class SignKind(StrEnum):
    """The kinds of signs."""

    NEVER_NOT_MET = "never-not-met"
    ANSWERED_AT_ONCE = "answered-at-once"
    ONE_NOTE = "one-note"
    ONE_FILE = "one-file"
    WAIVED_AGAIN = "waived-again"
    SIGNED_AT_ONCE = "signed-at-once"


class Sign(NamedTuple):
    """One sign: so many (`number`) of `total`.

    `name` is the person, note, file or item that it is about, empty if it is about all. `seconds`
    is the median time between two answers, of `answered-at-once` alone.
    """

    kind: SignKind
    number: int
    total: int
    name: str = ""
    seconds: int = 0


class Ceremony(NamedTuple):
    """The signs of a project, and the number of answers in all its increments."""

    answers: int
    signs: tuple[Sign, ...]

    @property
    def enough(self) -> bool:
        """Whether there are enough answers to say anything."""
        return self.answers >= FEWEST_ANSWERS


def find_signs(project: Project) -> Ceremony:
    """Return the signs of ceremony in all increments of a project."""
    records = (project.record, *project.others)
    answers = [answer for record in records for answer in _answers(record)]
    if len(answers) < FEWEST_ANSWERS:
        return Ceremony(len(answers), ())
    found = [
        *_never_not_met(records, answers),
        *_answered_at_once(project, answers),
        *_one_note(answers),
        *_one_file(answers),
        *_waived_again(records),
        *_signed_at_once(records),
    ]
    return Ceremony(len(answers), tuple(found))


def _answers(record: Record) -> list[Answer]:
    """Return the answers that were given in an increment, without those brought along."""
    answers = (item.answer for item in record.items.values())
    return [answer for answer in answers if answer is not None and not answer.carried]


def _never_not_met(records: tuple[Record, ...], answers: list[Answer]) -> Iterator[Sign]:
    """Yield the sign that nothing was ever open: no gap was recorded, and no item waived."""
    waived = any(item.waivers for record in records for item in record.items.values())
    if not waived and all(answer.value is not AnswerValue.NOT_MET for answer in answers):
        yield Sign(SignKind.NEVER_NOT_MET, 0, len(answers))


def _answered_at_once(project: Project, answers: list[Answer]) -> Iterator[Sign]:
    """Yield each person of whose answers half came within seconds of the one before."""
    moments: dict[str, list[str]] = {}
    for answer in answers:
        if is_moment(answer.at):
            moments.setdefault(project.policy.canonical(answer.by), []).append(answer.at)
    for person in sorted(moments):
        given = sorted(moments[person])
        if len(given) < FEWEST_OF_ONE:
            continue
        gaps = sorted(seconds_between(first, second) for first, second in pairwise(given))
        median = gaps[len(gaps) // 2]
        if median <= AT_ONCE:
            quick = sum(gap <= AT_ONCE for gap in gaps)
            yield Sign(SignKind.ANSWERED_AT_ONCE, quick, len(given), person, median)


def _one_note(answers: list[Answer]) -> Iterator[Sign]:
    notes = [answer.note.strip() for answer in answers if answer.note.strip()]
    yield from _most(SignKind.ONE_NOTE, notes, len(answers))


def _one_file(answers: list[Answer]) -> Iterator[Sign]:
    """Yield the document that half of the answers with evidence cite, by whatever section."""
    cited = [{split_fragment(each.target)[0] for each in answer.evidence} for answer in answers]
    names = [name for each in cited for name in each]
    yield from _most(SignKind.ONE_FILE, names, sum(map(bool, cited)))


def _most(kind: SignKind, names: list[str], total: int) -> Iterator[Sign]:
    """Yield the commonest name, if it stands in at least half of `total`."""
    for name, count in sorted(Counter(names).items(), key=lambda pair: (-pair[1], pair[0]))[:1]:
        if count >= FEWEST_OF_ONE and count * 2 >= total:
            yield Sign(kind, count, total, name)


def _waived_again(records: tuple[Record, ...]) -> Iterator[Sign]:
    """Yield each item that was waived again and again, over all increments."""
    waived = Counter(
        name
        for record in records
        for name, item in record.items.items()
        for waiver in item.waivers
        if not waiver.withdrawn
    )
    for name in sorted(waived):
        if waived[name] >= FEWEST_WAIVERS:
            yield Sign(SignKind.WAIVED_AGAIN, waived[name], waived[name], name)


def _signed_at_once(records: tuple[Record, ...]) -> Iterator[Sign]:
    """Yield the sign that most sign-offs follow within seconds of the last answer."""
    quick = total = 0
    for record in records:
        for (phase, block), signoffs in record.signoffs.items():
            last = _last_answer(record, phase, block)
            for signoff in signoffs:
                if signoff.withdrawn or not last or not is_moment(signoff.at):
                    continue
                total += 1
                quick += 0 <= seconds_between(last, signoff.at) <= AT_ONCE
    if total >= FEWEST_SIGNOFFS and quick * 2 > total:
        yield Sign(SignKind.SIGNED_AT_ONCE, quick, total)


def _last_answer(record: Record, phase: str, block: str) -> str:
    """Return the moment of the last answer of a role in a phase; empty if there is none."""
    role = role_of(block)
    moments = (
        item.answer.at
        for name, item in record.items.items()
        if item.answer is not None
        and item.answer.role == role
        and name.startswith(f"{phase}.")
        and is_moment(item.answer.at)
    )
    return max(moments, default="")
