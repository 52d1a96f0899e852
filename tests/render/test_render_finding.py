"""The text of findings and fixes: every message once, in one file of expected output.

To reword a message, change it in the source, run these tests with
--write-expected, and read the difference in `expected_texts/findings.txt`.
"""

from __future__ import annotations

import shlex
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from string import Formatter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tpmcli.model.checklist import Item, Role
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
from tpmcli.model.fix import Advice, Ask, Blank, Edit, Fix, Help, HelpText, for_increment, tpm
from tpmcli.model.loosening import Loosened, Looser, LooserText
from tpmcli.model.policy import Identity
from tpmcli.model.problem import Flaw, Problem
from tpmcli.model.record import Outcome
from tpmcli.model.rule import Reason, RuleReason, Severity
from tpmcli.render import finding as renderer
from tpmcli.render.finding import error_text, fix_text, message, owners_text
from tpmcli.render.loosening import loosened_text
from world.expected import Expected

EXPECTED = Path(__file__).parent / "expected_texts" / "findings.txt"
PM = "pm@example.com"
ITEM = Item("build.sold", "build", Role.PM, "It is sold")
REASONS = {name: each for name, each in vars(Reason).items() if isinstance(each, RuleReason)}
HELP = {name: each for name, each in vars(Help).items() if isinstance(each, HelpText)}
LOOSER = {name: each for name, each in vars(Looser).items() if isinstance(each, LooserText)}
# Two values are nowhere alike, so that none can be shown in place of another.
SUBJECT = Subject(SubjectKind.WAIVER, "build", "build.sold", Role.PM, 7, "It is sold")
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
    other_role=Role.TPM,
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
ODD = ("it's $HOME `x`; rm -rf *\n", "", "two words", "#goals", "a#goals", "-x", "~", "“…”", 'a"b')


def found(reason: RuleReason, subject: Subject = SUBJECT, about: Arguments = ABOUT) -> Finding:
    return Finding(reason, subject, Severity.ERROR, about)


# --- the expected file -------------------------------------------------------------------------


def everything() -> str:
    """Every message, loosening, advice and form of a command, a line each."""
    parts = [
        ("Messages, by reason", _messages()),
        ("Words that depend on what is known", _words()),
        ("What is asked for less", _loosenings()),
        ("Advice", _advice()),
        ("Commands", _commands()),
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
        about_signoff("build", Role.PM),
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


def _advice() -> Iterator[str]:
    for name, text in HELP.items():
        known = fixes(text)
        if names_in(text.text):
            yield from (f"{name} ({type(fix).__name__}): {fix_text(fix)}" for fix in known)
        else:
            (alone,) = {fix_text(fix) for fix in known}
            yield f"{name}: {alone}"


def fixes(text: HelpText) -> list[Fix]:
    """The kinds of fix that know all words which an advice names."""
    command = tpm("gate", "decide", "build", "recycle", "--reason", Blank.REASON)
    known: list[tuple[set[str], Fix]] = [
        ({"person"}, Ask("ann@example.com", text)),
        ({"name"}, Edit("docs/plan.md", text, 3)),
        ({"name", "command"}, Advice(text, command, "patch")),
    ]
    return [fix for words, fix in known if words >= names_in(text.text)]


def _commands() -> Iterator[str]:
    yield fix_text(tpm("sync"))
    yield fix_text(tpm("answer", "build.sold", "met", *Blank))
    yield fix_text(for_increment(tpm("gate", "check", "build"), "a b"))
    # With a newline in it, a word is on two lines here.
    yield from (fix_text(tpm("why", word)) for word in ODD)


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
    made = {"moved_to", "placeholder_line", "days_left", "after", "recommended_by"}
    assert fields - used == {*made, "check", "content"}
    shown = [str(value) for value in (*ABOUT, *SUBJECT) if value]
    assert max(Counter(shown).values()) == 1


def test_every_word_of_a_loosening_is_one_of_its_fields() -> None:
    for name, how in LOOSER.items():
        assert names_in(how.text) <= set(Loosened._fields) - {"how"}, name


def test_every_advice_fits_a_kind_of_fix() -> None:
    assert [name for name, text in HELP.items() if not fixes(text)] == []


@pytest.mark.parametrize("texts", [REASONS, LOOSER, HELP], ids=["reasons", "loosenings", "advice"])
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
    assert odd in fix_text(Advice(Help.KEEP_KIND, name=odd))
    assert odd in fix_text(Advice(Help.REOPEN_GATE, tpm("why", odd)))


@given(st.lists(st.text(st.characters(exclude_characters="\0", codec="utf-8"))))
def test_a_command_is_read_back_as_its_words(words: list[str]) -> None:
    assert shlex.split(fix_text(tpm(*words))) == ["tpm", *words]


@pytest.mark.skipif(sys.platform == "win32", reason="needs a POSIX shell")
def test_a_shell_reads_a_command_as_its_words() -> None:
    """A comment, a variable or a file's name is none to it."""
    script = f"set -- {fix_text(tpm(*ODD))}; printf '%s\\0' \"$@\""
    done = subprocess.run(["sh", "-c", script], capture_output=True, check=True)
    assert done.stdout.decode().split("\0") == ["tpm", *ODD, ""]


def test_no_fix_and_nobody_are_nothing() -> None:
    assert fix_text(None) == ""
    assert owners_text(found(Reason.UNANSWERED)) == ""


def test_whom_a_finding_concerns() -> None:
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
