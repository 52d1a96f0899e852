"""The text of findings: every message once, in one file of expected output.

To reword a message, change it in the source, run these tests with
--write-expected, and read the difference in `expected_texts/findings.txt`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from string import Formatter

import pytest

from tpmcli.model.checklist import Item
from tpmcli.model.errors import RefusedError, StorageError
from tpmcli.model.facts import CheckOutcome, CheckResult, Detail, EvidenceDetail
from tpmcli.model.finding import (
    Arguments,
    DecidedAlthough,
    Finding,
    Subject,
    SubjectKind,
    about_condition,
    about_decision,
    about_gate,
    about_item,
    about_signoff,
    about_waiver,
)
from tpmcli.model.loosening import Loosened, Looser, LooserText
from tpmcli.model.policy import Identity
from tpmcli.model.problem import Flaw, Problem
from tpmcli.model.record import Outcome
from tpmcli.model.role import PM as PM_ROLE
from tpmcli.model.role import TPM as TPM_ROLE
from tpmcli.model.rule import Reason, RuleReason, Severity
from tpmcli.render import finding as renderer
from tpmcli.render.finding import error_text, message, owners_text
from tpmcli.render.loosening import loosened_text
from world.expected import Expected

EXPECTED = Path(__file__).parent / "expected_texts" / "findings.txt"
PM = "pm@example.com"
ITEM = Item("build.sold", "build", PM_ROLE, "It is sold")
REASONS = {name: each for name, each in vars(Reason).items() if isinstance(each, RuleReason)}
LOOSER = {name: each for name, each in vars(Looser).items() if isinstance(each, LooserText)}
# Two values are nowhere alike, so that none can be shown in place of another.
SUBJECT = Subject(SubjectKind.WAIVER, "build", "build.sold", PM_ROLE, 7, "It is sold")
ABOUT = Arguments(
    path="docs/plan.md",
    detail=EvidenceDetail(Detail.REFUSED, ("and why",)),
    placeholder="TODO",
    placeholder_line=3,
    check=2,
    result=CheckResult("file", CheckOutcome.FAIL, "there is no report"),
    person="ann@example.com",
    author="bob@example.com",
    names=("cat@example.com", "dan@example.com"),
    other_role=TPM_ROLE,
    day="2026-11-01",
    until="2026-11-02",
    latest="2026-11-03",
    moment="2026-11-04T12:00:00Z",
    days_left=9,
    total=5,
    outcome=Outcome.HOLD,
    recommended="go",
    recommended_by="met-with-waiver",
    identity=Identity.AUTHOR,
    required=Identity.SIGNED,
    commit="abc1234",
    base="origin/main",
    name="patch",
    before="old-value",
    after="new-value",
    entries="waivers",
    files=("a.yaml", "b.yaml"),
    because="we agreed",
    loosened=Loosened(Looser.LEVEL),
    problem=Problem(Flaw.OTHER, ("it is torn",), "policy.yaml", 6, 8),
)
LESS = Loosened(Looser.LEVEL, "It is sold", "eve@example.com", ("idea", "launch"), "90", "180")


def found(reason: RuleReason, subject: Subject = SUBJECT, about: Arguments = ABOUT) -> Finding:
    return Finding(reason, subject, Severity.ERROR, about)


# --- the expected file -------------------------------------------------------------------------


def everything() -> str:
    """Every message and loosening, a line each."""
    parts = [
        ("Messages, by reason", _messages()),
        ("Words that depend on what is known", _words()),
        ("What is asked for less", _loosenings()),
    ]
    return "\n".join(f"# {title}\n\n" + "\n".join(lines) + "\n" for title, lines in parts)


def _messages() -> Iterator[str]:
    for name, reason in REASONS.items():
        yield f"{name} ({reason.rule}): {message(found(reason))}"


def _words() -> Iterator[str]:
    missing = Reason.EVIDENCE_MISSING
    for about in (Arguments(path="a.md"), Arguments(path="a.md", moved_to="b.md")):
        yield message(found(missing, about=about))
    # The place to which it moved says more than any detail.
    yield message(found(missing, about=ABOUT._replace(moved_to="b.md")))
    unfilled = ABOUT._replace(placeholder_line=0)
    yield message(found(Reason.EVIDENCE_PLACEHOLDER, about=unfilled))
    for days in (0, 1, 2, 14):
        yield message(found(Reason.WAIVER_EXPIRING, about=ABOUT._replace(days_left=days)))
    for subject in (
        about_signoff("build", PM_ROLE),
        about_decision("build"),
        about_condition("build", 2),
        about_waiver(ITEM),
    ):
        yield message(found(Reason.DATED_IN_FUTURE, subject))
    yield message(found(Reason.IDENTITY_TOO_WEAK, about=ABOUT._replace(author="")))
    unanswered = found(Reason.UNANSWERED)
    although = unanswered._replace(decided=DecidedAlthough("test", Outcome.GO, "2026-11-05"))
    yield message(although)
    yield message(unanswered._replace(increment="0.9"))
    yield message(although._replace(increment="0.9"))


def _loosenings() -> Iterator[str]:
    for name, how in LOOSER.items():
        yield f"{name}: {loosened_text(LESS._replace(how=how))}"


def test_all_texts_are_the_expected_ones(expected: Expected) -> None:
    expected(EXPECTED, everything())


# --- templates ---------------------------------------------------------------------------------


def names_in(template: str) -> set[str]:
    """The words that a template names; each is a plain name."""
    found = [each[1:] for each in Formatter().parse(template) if each[1] is not None]
    assert all(
        name and name.isidentifier() and (spec, how) == ("", None) for name, spec, how in found
    )
    return {name for name, _, _ in found if name}


def test_the_renderer_knows_every_word_of_a_message() -> None:
    made = {*renderer._OF_SUBJECT, *renderer._MADE, "entry", "items"}
    plain = {
        name for name, value in ABOUT._asdict().items() if isinstance(value, (str, int, StrEnum))
    }
    for name, reason in REASONS.items():
        assert names_in(reason.message) <= made | plain, name


def test_the_words_of_a_message_are_told_apart() -> None:
    """A name of the subject's is none of the arguments', and each argument is used."""
    fields = set(Arguments._fields)
    assert not fields & {*renderer._OF_SUBJECT, "entry", "items"}
    used = set().union(*(names_in(reason.message) for reason in REASONS.values()))
    # These complete another one's text; a check's number and a content tell findings apart.
    completing = {"moved_to", "placeholder_line", "days_left", "after", "recommended_by"}
    assert fields - used == completing | {"check", "content"}
    shown = [str(value) for value in (*ABOUT, *SUBJECT) if value]
    assert max(Counter(shown).values()) == 1


def test_every_word_of_a_loosening_is_one_of_its_fields() -> None:
    for name, how in LOOSER.items():
        assert names_in(how.text) <= set(Loosened._fields) - {"how"}, name


@pytest.mark.parametrize("texts", [REASONS, LOOSER], ids=["reasons", "loosenings"])
def test_no_two_are_equal(texts: dict[str, object]) -> None:
    """They are compared by value, so two reasons of a rule must not have the same message."""
    count = Counter(texts.values())
    assert [name for name, text in texts.items() if count[text] > 1] == []


@pytest.mark.parametrize("reason", REASONS.values(), ids=REASONS)
def test_a_message_is_one_sentence(reason: RuleReason) -> None:
    text = message(found(reason))
    assert len(text) > 15
    assert "\n" not in text
    assert not text.endswith(".")
    # Nothing is written as Python shows it, and no name of a word is left.
    assert not any(sign in text for sign in ("{", "}", "None", "<", "Role.", "Outcome."))


# --- what somebody typed -----------------------------------------------------------------------


def test_braces_that_somebody_typed_are_text() -> None:
    """Neither in a title nor in a value that another template completes."""
    odd = "{path} {0} {item.__class__} %s"
    assert odd in message(found(Reason.NOT_MET, about_item(ITEM._replace(title=odd))))
    loosened = Arguments(loosened=Loosened(Looser.ITEM_GONE, odd))
    assert odd in message(found(Reason.POLICY_LOOSENS, about=loosened))
    detail = EvidenceDetail(Detail.NEAREST, (odd,))
    assert odd in message(found(Reason.EVIDENCE_MISSING, about=Arguments(detail=detail)))


def test_whom_a_finding_concerns() -> None:
    assert owners_text(found(Reason.UNANSWERED)) == ""
    finding = found(Reason.UNANSWERED)._replace(owners=(PM, "tpm"))
    assert owners_text(finding) == "pm@example.com, tpm"


def test_why_something_was_refused() -> None:
    one, two = found(Reason.UNANSWERED), found(Reason.UNDECIDED, about_gate("idea"))
    assert error_text(StorageError("the disk is full")) == "the disk is full"
    assert error_text(RefusedError("not now")) == "not now"
    assert error_text(RefusedError("", findings=(one,))) == message(one)
    assert error_text(RefusedError("the gate is not met:", findings=(one, two))) == (
        f"the gate is not met:\n  {message(one)}\n  {message(two)}"
    )
