"""A product over four increments: what one leaves open counts in the next, to the day."""

from __future__ import annotations

from time import sleep

import pytest

from world.command import Repository, day
from world.people import EVIDENCE, PM, TPM

SCREENED = "feasibility.security-privacy-screened"
ALL = ("feasibility", "requirements", "architecture", "testing", "release")


def a_moment_later() -> None:
    """Wait until the record writes another second: of two entries at once none is the later."""
    sleep(1.05)


def found(repository: Repository, asked: tuple[str, ...], offset: int) -> tuple[int, list[str]]:
    """The exit code of a check on a day, and what blocks in other increments."""
    done = repository.run("gate", "check", *asked, "--as-of", day(offset), "--format", "json")
    blocking = [each for each in done.json["findings"] if each["severity"] == "error"]
    return done.code, [f"{each['rule']} {each['message'].partition(':')[0]}" for each in blocking]


def conditional(repository: Repository, phase: str, due: int) -> None:
    repository.ok(
        *("gate", "decide", phase, "conditional", "--condition", f"kept by day {due}"),
        *("--owner", TPM, "--due", day(due), "--reason", "agreed", "--as", PM),
    )


@pytest.fixture
def product(repository: Repository) -> Repository:
    """Three increments are over, each with something open; the fourth is decided, too.

    1.0 has a condition (day 20) and a waiver (day 30), 1.1 a condition of the same number (day 40),
    and the hot fix 1.0.1 beside it one more (day 50).
    """
    repository.init("--lifecycle", "lite")
    repository.edit("kinds: {}", "kinds: {patch: [release]}", ".tpm/policy.yaml")
    repository.ok("waive", SCREENED, "--reason", "booked", "--until", day(30), "--approved-by", PM)
    repository.answer_all("feasibility", SCREENED)
    repository.sign_both("feasibility")
    conditional(repository, "feasibility", 20)
    for phase in ALL[1:]:
        repository.pass_gate(phase)
    repository.commit("1.0")
    repository.ok("start", "1.1")
    a_moment_later()
    # The waiver's item is open in every increment, or its later answer would settle it.
    repository.answer_all("feasibility", SCREENED)
    repository.ok("waive", SCREENED, "--reason", "booked", "--until", day(60), "--approved-by", PM)
    repository.sign_both("feasibility")
    conditional(repository, "feasibility", 40)
    repository.commit("1.1")
    repository.ok("start", "1.0.1", "--kind", "patch", "--parallel")
    for role, person in (("tpm", TPM), ("pm", PM)):
        gate = repository.run(
            "gate", "check", "release", "--increment", "1.0.1", "--format", "json"
        )
        items = [i["id"] for i in gate.json["gates"][0]["items"] if i["role"] == role]
        repository.ok(
            *("answer", *items, "met", "--evidence", EVIDENCE),
            *("--increment", "1.0.1", "--as", person),
        )
        repository.ok("sign", "release", "--role", role, "--increment", "1.0.1", "--as", person)
    repository.ok(
        *("gate", "decide", "release", "conditional", "--increment", "1.0.1", "--reason", "agreed"),
        *("--condition", "mended for good", "--owner", TPM, "--due", day(50), "--as", PM),
    )
    repository.ok("start", "2.0", "--abandon", "the market moved", "--as", PM)
    repository.commit("2.0")
    return repository


def test_what_earlier_increments_left_open_counts_from_the_day_after(product: Repository) -> None:
    overdue: list[str] = []
    for last, what in (
        (20, "condition-overdue 1.0"),
        (40, "condition-overdue 1.1"),
        (50, "condition-overdue 1.0.1"),
        (60, "waiver-expired 1.1"),
    ):
        for offset in (last - 1, last):
            code, blocking = found(product, ("--decided",), offset)
            assert (code, sorted(blocking)) == (1 if overdue else 0, sorted(overdue)), offset
        overdue.append(what)
        code, blocking = found(product, ("--decided",), last + 1)
        assert (code, sorted(blocking)) == (1, sorted(overdue))
    product.ok(*("gate", "close", "feasibility", "1", "--increment", "1.0", "--evidence", EVIDENCE))
    product.ok(*("gate", "close", "feasibility", "1", "--increment", "1.1", "--evidence", EVIDENCE))
    product.ok(*("gate", "close", "release", "1", "--increment", "1.0.1", "--evidence", EVIDENCE))
    assert found(product, ("--decided",), 61) == (1, ["waiver-expired 1.1"])
    a_moment_later()
    product.ok("answer", SCREENED, "met", "--evidence", EVIDENCE)
    assert found(product, ("--decided",), 61) == (0, [])


def test_every_view_shows_it_with_its_increment(product: Repository) -> None:
    due = product.run("due", "--format", "json").json["due"]
    assert [(each["increment"], each["day"]) for each in due if each["increment"]] == [
        ("1.0", day(20)),
        ("1.1", day(40)),
        ("1.0.1", day(50)),
        ("1.1", day(60)),
    ]
    for words in (("status",), ("due",), ("report", "--format", "markdown")):
        shown = product.ok(*words).out
        assert "1.0: kept by day 20 (condition 1)" in shown, words
        assert "1.0.1: mended for good (condition 1)" in shown, words
    late = ("--as-of", day(21))
    assert "gate close --increment 1.0 feasibility 1" in product.ok("next", *late).out
    assert "1.0: kept by day 20" in product.ok("portfolio", ".", *late).out
    for form in ("text", "markdown", "github", "junit", "sarif", "json"):
        printed = product.run("gate", "check", "--decided", "--format", form, *late).out
        assert "1.0: condition 1 of feasibility" in printed, form


def test_closing_what_is_not_there(product: Repository) -> None:
    unknown = product.run(
        *("gate", "close", "feasibility", "1", "--increment", "0.9", "--evidence", EVIDENCE)
    )
    assert unknown.code == 3
    assert "0.9" in unknown.err
    none = product.run(
        *("gate", "close", "feasibility", "2", "--increment", "1.0", "--evidence", EVIDENCE)
    )
    assert none.code == 2
