"""The text of findings and fixes: every template can be filled, and commands can be pasted."""

from __future__ import annotations

import re
import shlex

import pytest

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
from tpmcli.render.finding import (
    error_text,
    fix_text,
    message,
    owners_text,
)
from tpmcli.render.loosening import loosened_text

PM = "pm@example.com"
ITEM = Item("build.sold", "build", Role.PM, "It is sold")
REASONS = {name: each for name, each in vars(Reason).items() if isinstance(each, RuleReason)}
HELP = {name: each for name, each in vars(Help).items() if isinstance(each, HelpText)}
LOOSER = {name: each for name, each in vars(Looser).items() if isinstance(each, LooserText)}
EVERYTHING = Arguments(
    other_role=Role.TPM,
    outcome=Outcome.GO,
    identity=Identity.CLAIMED,
    required=Identity.SIGNED,
    result=CheckResult("file", CheckOutcome.FAIL, "there is none"),
    loosened=Loosened(Looser.LEVEL),
    problem=Problem(Flaw.FILE_MISSING, file="a.yaml"),
)


def found(reason: RuleReason, subject: Subject, about: Arguments = EVERYTHING) -> Finding:
    return Finding(reason, subject, Severity.ERROR, about)


@pytest.mark.parametrize("reason", REASONS.values(), ids=REASONS)
def test_every_message_can_be_made(reason: RuleReason) -> None:
    """Each name in a message is one of the subject's or of the arguments'."""
    subject = Subject(SubjectKind.ITEM, "build", "build.sold", Role.PM, 3, "It is sold")
    text = message(found(reason, subject))
    assert len(text) > 15
    assert not text.endswith(".")
    # A field that is empty would be written so.
    assert not re.search(r"[{}]|None|[A-Z]\w+\.[A-Z]+|<", text)


@pytest.mark.parametrize("help_text", HELP.values(), ids=HELP)
def test_every_advice_can_be_made(help_text: HelpText) -> None:
    ask = "{person}" in help_text.text
    fix = Ask(PM, help_text) if ask else Advice(help_text, tpm("sync"), "build")
    text = fix_text(fix)
    assert len(text) > 8
    assert not re.search(r"[{}]", text)


@pytest.mark.parametrize("how", LOOSER.values(), ids=LOOSER)
def test_every_loosening_can_be_told(how: LooserText) -> None:
    text = loosened_text(Loosened(how, "It is sold", "build", ("idea", "launch"), "90", "180"))
    assert text
    assert not re.search(r"[{}()]", text)


@pytest.mark.parametrize(
    ("about", "text"),
    [
        (Arguments(), ""),
        (Arguments(moved_to="b.md"), " (the same content stands in b.md)"),
        (
            Arguments(detail=EvidenceDetail(Detail.NEAREST, ("b.md",))),
            " (did you mean 'b.md'?)",
        ),
    ],
)
def test_what_is_known_of_missing_evidence(about: Arguments, text: str) -> None:
    finding = found(Reason.EVIDENCE_MISSING, about_item(ITEM), about._replace(path="a.md"))
    assert message(finding) == f"a.md, evidence for “It is sold”, is not there{text}"


@pytest.mark.parametrize(
    ("days", "when"), [(0, "today"), (1, "tomorrow"), (2, "in 2 days"), (14, "in 14 days")]
)
def test_when_a_waiver_ends(days: int, when: str) -> None:
    about = Arguments(days_left=days, until="2026-11-30")
    text = message(found(Reason.WAIVER_EXPIRING, about_waiver(ITEM), about))
    assert text == f"the waiver of “It is sold” ends {when}, on 2026-11-30"


@pytest.mark.parametrize(
    ("subject", "entry"),
    [
        (about_signoff("build", Role.PM), "the sign-off build.pm"),
        (about_decision("build"), "the decision go at build"),
        (about_condition("build", 2), "the closing of condition 2 of build"),
        (about_waiver(ITEM), "the waiver of build.sold"),
    ],
)
def test_an_entry_is_named_by_what_it_is(subject: Subject, entry: str) -> None:
    about = Arguments(moment="2030-01-01T00:00:00Z", outcome=Outcome.GO)
    text = message(found(Reason.DATED_IN_FUTURE, subject, about))
    assert text == f"{entry} is dated 2030-01-01T00:00:00Z, which lies in the future"


def test_what_spoke_against_a_decision_and_which_increment() -> None:
    finding = found(Reason.UNANSWERED, about_item(ITEM))._replace(
        decided=DecidedAlthough("build", Outcome.GO, "2026-11-01"), increment="0.9"
    )
    assert message(finding) == (
        "0.9: build was decided go on 2026-11-01 although “It is sold” is not answered"
    )


def test_braces_that_somebody_typed_are_text() -> None:
    """Neither in a title nor in a value that another template completes."""
    title = "{path} {0} {item.__class__} %s"
    assert message(found(Reason.NOT_MET, about_item(ITEM._replace(title=title)))) == (
        f"“{title}” is answered not met"
    )
    loosened = Loosened(Looser.ITEM_GONE, title)
    text = message(found(Reason.POLICY_LOOSENS, about_item(ITEM), Arguments(loosened=loosened)))
    assert text == f"the policy asks for less: “{title}” is not asked any more"
    detail = EvidenceDetail(Detail.NEAREST, (title,))
    about = Arguments(path="a", detail=detail)
    assert f"did you mean '{title}'?" in message(
        found(Reason.EVIDENCE_MISSING, about_item(ITEM), about)
    )


@pytest.mark.parametrize(
    ("fix", "text"),
    [
        (None, ""),
        (tpm("sync"), "tpm sync"),
        (
            tpm("answer", "build.sold", "met", "--evidence", Blank.EVIDENCE),
            "tpm answer build.sold met --evidence PATH",
        ),
        (
            tpm("gate", "decide", "build", "recycle", "--reason", Blank.REASON),
            'tpm gate decide build recycle --reason "…"',
        ),
        (
            Advice(Help.RESTORE_OR_REOPEN, tpm("gate", "decide", "build", "recycle")),
            "restore it, or tpm gate decide build recycle",
        ),
        (Advice(Help.KEEP_KIND, name="patch"), "keep 'patch' under kinds"),
        (
            Ask(PM, Help.APPROVE),
            "pm@example.com approves this pull request, and CI passes --approvals FILE",
        ),
        (Edit("docs/a.md", Help.FILL_IN, 3), "edit docs/a.md"),
    ],
)
def test_a_fix_on_one_line(fix: Fix | None, text: str) -> None:
    assert fix_text(fix) == text


def test_a_command_is_quoted_for_a_shell() -> None:
    words = ("why", "it's $HOME `x`; rm -rf *\n")
    text = fix_text(tpm(*words))
    assert shlex.split(text) == ["tpm", *words]


def test_the_increment_is_named_behind_the_subcommand() -> None:
    assert fix_text(for_increment(tpm("gate", "check", "build"), "a b")) == (
        "tpm gate check --increment 'a b' build"
    )


def test_whom_a_finding_concerns() -> None:
    finding = found(Reason.UNANSWERED, about_item(ITEM))
    assert owners_text(finding) == ""
    assert owners_text(finding._replace(owners=(PM, "tpm"))) == "pm@example.com, tpm"


def test_why_something_was_refused() -> None:
    one = found(Reason.UNANSWERED, about_item(ITEM))
    two = found(Reason.UNDECIDED, about_gate("idea"))
    assert error_text(StorageError("the disk is full")) == "the disk is full"
    assert error_text(RefusedError("not now")) == "not now"
    assert error_text(RefusedError("", findings=(one,))) == "“It is sold” is not answered"
    assert error_text(RefusedError("the gate is not met:", findings=(one, two))) == (
        "the gate is not met:\n  “It is sold” is not answered\n  the gate idea is not decided"
    )
