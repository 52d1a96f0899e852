"""Signs of ceremony: each appears from its threshold on, and not before."""

from __future__ import annotations

from typing import Any

from tpmcli.model.checklist import Checklist
from tpmcli.model.days import moment_at
from tpmcli.model.policy import Policy
from tpmcli.model.record import (
    Answer,
    AnswerValue,
    Evidence,
    ItemRecord,
    Record,
    SignOff,
    Waiver,
)
from tpmcli.model.role import PM, TPM
from tpmcli.render.ceremony import ceremony_data, render_text, sign_text
from tpmcli.render.style import Style
from tpmcli.rules.ceremony import Ceremony, Sign, SignKind, find_signs
from tpmcli.rules.project import Project

ANN, BOB = "ann@example.com", "bob@example.com"
START = 1_790_000_000
HOUR = 3_600


def answer(seconds: int, **more: Any) -> Answer:
    said: dict[str, Any] = {"value": AnswerValue.MET, "role": TPM, "by": ANN, **more}
    return Answer(at=moment_at(START + seconds), question="q", **said)


def honest(count: int = 20) -> list[Answer]:
    """Answers an hour apart, one of which admits a gap."""
    gap = answer(-HOUR, value=AnswerValue.NOT_MET)
    return [gap, *(answer(HOUR * number) for number in range(count - 1))]


def record(answers: list[Answer], name: str = "1.0", **more: Any) -> Record:
    items = {f"p.{n}": ItemRecord(f"p.{n}", each) for n, each in enumerate(answers)}
    return Record("p", name, **{"items": items, **more})


def signs(*records: Record) -> tuple[Sign, ...]:
    policy = Policy("p", "P", "lite", people={TPM: (ANN,), PM: (BOB,)})
    return find_signs(Project(policy, Checklist("lite", ()), records[0], records[1:])).signs


def test_an_honest_record_has_no_sign() -> None:
    assert signs(record(honest())) == ()


def test_nothing_is_said_of_few_answers() -> None:
    quick = [answer(number) for number in range(19)]
    assert signs(record(quick)) == ()
    assert {each.kind for each in signs(record([*quick, answer(19)]))} == {
        SignKind.NEVER_NOT_MET,
        SignKind.ANSWERED_AT_ONCE,
    }


def test_all_increments_count_together_without_what_was_brought_along() -> None:
    half = [answer(HOUR * number) for number in range(10)]
    again = [answer(HOUR * number, carried="1.0") for number in range(10)]
    assert signs(record(half), record(again, "0.9")) == ()
    before = [answer(-HOUR * number - 1_800) for number in range(10)]
    assert signs(record(half), record(before, "0.9")) == (Sign(SignKind.NEVER_NOT_MET, 0, 20),)


def test_a_waiver_admits_a_gap() -> None:
    answers = [answer(HOUR * number) for number in range(20)]
    waived = {"x.y": ItemRecord("x.y", None, (Waiver(ANN, moment_at(START)),))}
    assert signs(record(answers), Record("p", "0", items=waived)) == ()


def test_one_person_whose_answers_follow_at_once() -> None:
    answers = [*honest(), *(answer(10**6 + 4 * n, by=BOB) for n in range(10))]
    assert signs(record(answers)) == (Sign(SignKind.ANSWERED_AT_ONCE, 9, 10, BOB, 4),)
    assert signs(record(answers[:-1])) == ()


def test_people_who_answer_in_turn_are_told_apart() -> None:
    answers = [answer(HOUR * n + n % 2, by=BOB if n % 2 else ANN) for n in range(40)]
    answers[0] = answers[0]._replace(value=AnswerValue.NOT_MET)
    assert signs(record(answers)) == ()


def test_one_note_and_one_file() -> None:
    evidence = (Evidence(path="docs/all.md#a"), Evidence(path="docs/all.md#b"))
    plain = honest()
    noted = [each._replace(note=" ok ") if n < 10 else each for n, each in enumerate(plain)]
    assert signs(record(noted)) == (Sign(SignKind.ONE_NOTE, 10, 20, "ok"),)
    assert signs(record(noted[1:] + plain[:1])) == ()
    cited = [each._replace(evidence=evidence) if n < 10 else each for n, each in enumerate(plain)]
    assert signs(record(cited)) == (Sign(SignKind.ONE_FILE, 10, 10, "docs/all.md"),)


def test_an_item_that_is_waived_again_and_again() -> None:
    waiver = Waiver(ANN, moment_at(START), "r", (BOB,), "2026-12-01")

    def waived(*waivers: Waiver) -> Record:
        return Record("p", "0.9", items={"p.x": ItemRecord("p.x", None, waivers)})

    ended = waiver._replace(withdrawn=True)
    assert signs(record(honest()), waived(waiver, ended, waiver)) == ()
    (found,) = signs(record(honest()), waived(waiver, ended, waiver, waiver))
    assert found == Sign(SignKind.WAIVED_AGAIN, 3, 3, "p.x")


def test_sign_offs_that_follow_the_last_answer_at_once() -> None:
    last = max(each.at for each in honest())

    def signed(*seconds: int) -> Record:
        end = START + HOUR * 18
        assert moment_at(end) == last
        given = tuple(SignOff(ANN, moment_at(end + each), "d") for each in seconds)
        return record(honest(), signoffs={("p", "tpm"): given, ("p", "pm"): given})

    assert signs(signed(3, 10, 11)) == (Sign(SignKind.SIGNED_AT_ONCE, 2, 3),)
    assert signs(signed(3, 11, 11)) == ()
    assert signs(signed(3, 3)) == ()


def test_what_is_shown() -> None:
    found = Ceremony(40, (Sign(SignKind.ANSWERED_AT_ONCE, 9, 10, "\x1bx@example.com", 1),))
    text = render_text(found, Style(width=80))
    assert text == (
        "Signs of ceremony\n"
        "  - \\x1bx@example.com gave 10 answers, 9 of them within 10 seconds of the one\n"
        "    before (median 1 second)\n"
        "  These are counts; they change no verdict. Each may have a good reason.\n"
    )
    assert render_text(Ceremony(20, ()), Style()) == "No signs of ceremony in 20 answers.\n"
    assert render_text(Ceremony(19, ()), Style()) == ""
    assert ceremony_data(found)["enough"] is True
    assert all(sign_text(Sign(kind, 2, 3, "n")) for kind in SignKind)
