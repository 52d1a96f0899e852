"""Answers that people write into the project file by hand: open with a reason, until completed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from small_project import AT, NOTE, Small, changes

from problem_data import refused_for
from tpmcli.app.answer import AnswerRequest, answer
from tpmcli.app.clear import clear
from tpmcli.app.lint import LintResult, lint
from tpmcli.app.sync import sync
from tpmcli.app.waive import waive
from tpmcli.model.fix import tpm
from tpmcli.model.problem import Flaw, Problem
from tpmcli.model.record import AnswerValue
from tpmcli.model.rule import Reason
from tpmcli.model.verdict import State
from world.people import DEV, PM, POLICY, RECORD, TPM

WRITTEN = "{answer: met, evidence: [docs/note.md]}"
LATER = "2026-11-20T08:00:00Z"
INSIDE = "`.tpm/policy.yaml` is empty: it is a file of tpm itself, below `.tpm/`"
PM_ON_THE_WEB = "7+pm@users.noreply.github.com"


@pytest.fixture
def kept(small: Small) -> Small:
    """A project of which everything is committed, where the PM commits from a web site, too."""
    small.edit("aliases: {}", f"aliases: {{{PM}: [{PM_ON_THE_WEB}]}}", POLICY)
    small.commit()
    return small


def write(small: Small, item: str, value: str = WRITTEN, name: str = "") -> None:
    small.edit(f"  {item}: {{}}\n", f"  {name or item}: {value}\n")


def commit(small: Small, author: str, at: str = LATER) -> None:
    small.git("add", "-A")
    who = f"Somebody <{author}>"
    small.git("commit", "-qm", "edit", f"--author={who}", f"--date={at}")


def fix(small: Small, person: str = DEV) -> LintResult:
    return lint(small.session(person), fix=True)


def left(found: LintResult) -> list[tuple[Any, ...]]:
    return [(problem.flaw, *problem.words) for problem in found.incomplete]


def states(small: Small) -> dict[str, tuple[State, list[Any]]]:
    items = small.judged("phase", "idea").gates[0].items
    return {
        each.item.slug: (each.state, [finding.reason for finding in each.findings])
        for each in items
    }


def test_an_answer_by_hand_is_open_with_a_reason(kept: Small) -> None:
    write(kept, "idea.tried")
    assert states(kept)["tried"] == (State.OPEN, [Reason.ANSWER_INCOMPLETE])
    (finding,) = (
        each
        for each in kept.judged("phase", "idea").gates[0].findings
        if each.reason is Reason.ANSWER_INCOMPLETE
    )
    assert finding.about.names == ("role", "by", "at", "question", "sha256")
    assert finding.fix == tpm("lint", "--fix")
    assert finding.blocks
    before = kept.files()
    assert left(lint(kept.session())) == [
        (Flaw.ANSWER_INCOMPLETE, "idea.tried", ("role", "by", "at", "question", "sha256"))
    ]
    assert kept.files() == before


def test_it_is_completed_as_answered_by_the_author_of_its_commit(kept: Small) -> None:
    write(kept, "idea.tried")
    commit(kept, PM_ON_THE_WEB)
    before = kept.read()
    assert fix(kept, "ci-bot@example.com").fixed == (RECORD,)
    digest = kept.open().tree.entry(NOTE)
    assert digest is not None
    after = changes(before, kept.read())
    answered = kept.open().record.item("idea.tried").answer
    assert answered is not None
    assert after == [
        f"-  idea.tried: {WRITTEN}",
        "+  idea.tried:",
        "+    answer: met",
        "+    role: tpm",
        "+    evidence:",
        "+      - path: docs/note.md",
        f"+        sha256: {answered.evidence[0].sha256}",
        f"+    by: {PM}",
        f'+    at: "{LATER}"',
        f"+    question: {kept.question('idea.tried')}",
    ]
    assert states(kept)["tried"] == (State.SATISFIED, [])
    # As if the command had written it: nothing is left to do, and nothing more changes.
    text = kept.read()
    assert fix(kept) == LintResult((RECORD,), (), ())
    assert kept.read() == text


def test_what_is_not_committed_was_written_by_whoever_completes_it(kept: Small) -> None:
    write(kept, "idea.tried")
    assert fix(kept, TPM).incomplete == ()
    answered = kept.open().record.item("idea.tried").answer
    assert answered is not None
    assert (answered.by, answered.at) == (TPM, AT)


def test_who_formats_the_file_or_commits_it_later_has_not_answered(kept: Small) -> None:
    write(kept, "idea.tried", "{answer: met, evidence: [docs/nope.md]}")
    commit(kept, PM)
    # It cannot be completed, but is put in order; others go on.
    assert left(fix(kept)) == [(Flaw.ANSWER_REFUSED, "idea.tried", "`docs/nope.md` does not exist")]
    commit(kept, DEV)
    kept.edit("policy: ", "# for all\npolicy: ")
    commit(kept, DEV)
    kept.write("docs/nope.md", "# Nope\n\nIt was tried for a week, and it works well.\n")
    assert fix(kept).incomplete == ()
    answered = kept.open().record.item("idea.tried").answer
    assert answered is not None
    assert (answered.by, answered.at) == (PM, LATER)


def test_a_slug_is_enough_and_comments_stay(kept: Small) -> None:
    kept.edit(
        "  idea.wanted: {}\n",
        "  # they told me\n  wanted: {answer: not-met, note: nobody does}  # so far\n",
    )
    commit(kept, PM)
    assert states(kept)["wanted"] == (State.OPEN, [Reason.ANSWER_INCOMPLETE])
    assert fix(kept).incomplete == ()
    record = kept.open().record
    assert "wanted" not in record.items
    answered = record.item("idea.wanted").answer
    assert answered is not None
    assert (answered.by, answered.note) == (PM, "nobody does")
    assert kept.read().count("# they told me") == kept.read().count("# so far") == 1
    assert lint(kept.session()) == LintResult((RECORD,), (), ())


def test_evidence_in_every_form_that_a_person_writes(kept: Small) -> None:
    write(
        kept,
        "idea.tried",
        "\n    answer: met\n    evidence:\n    - docs/note.md\n    - path: docs/note.md#note\n"
        "    - https://example.com/x\n    - url: https://example.com/y\n    - docs/note.md",
    )
    assert fix(kept, TPM).incomplete == ()
    answered = kept.open().record.item("idea.tried").answer
    assert answered is not None
    assert [each.target for each in answered.evidence] == [
        *("docs/note.md", "docs/note.md#note", "https://example.com/x", "https://example.com/y")
    ]
    assert [bool(each.sha256) for each in answered.evidence] == [True, True, False, False]


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("tryed", WRITTEN, (Flaw.ANSWER_NAME_UNKNOWN, "tryed")),
        ("idea.tryed", WRITTEN, (Flaw.ANSWER_NAME_UNKNOWN, "idea.tryed")),
        (
            "",
            "{answer: met}",
            (Flaw.ANSWER_REFUSED, "idea.tried", "“It was tried” needs evidence (a note)"),
        ),
        (
            "",
            "{answer: not-applicable, note: no}",
            (Flaw.ANSWER_REFUSED, "idea.tried", "“It was tried” does not allow `not-applicable`"),
        ),
        (
            "",
            "{answer: met, evidence: .tpm/policy.yaml}",
            (Flaw.ANSWER_REFUSED, "idea.tried", INSIDE),
        ),
        ("", f"{WRITTEN[:-1]}, by: {TPM}}}", (Flaw.ANSWER_BY_OTHER, "idea.tried", TPM, PM)),
        (
            "",
            f'{WRITTEN[:-1]}, at: "2026-11-10T00:00:00Z"}}',
            (Flaw.ANSWER_DATED_OTHERWISE, "idea.tried", "2026-11-10", "2026-11-20"),
        ),
    ],
)
def test_what_cannot_be_completed_is_left_with_the_reason(
    kept: Small, name: str, value: str, told: tuple[Any, ...]
) -> None:
    write(kept, "idea.tried", value, name)
    commit(kept, PM)
    assert left(fix(kept)) == [told]
    assert kept.open().record.item(name or "idea.tried").incomplete is not None
    assert states(kept)["tried"][0] is State.OPEN


def test_a_slug_of_two_items_names_both(kept: Small) -> None:
    more = "  - id: tried\n    title: Again\n  - id: documented\n"
    kept.edit("  - id: documented\n", more, "own/build.yaml")
    kept.edit("  idea.tried: {}\n", f"  idea.tried: {{}}\n  tried: {WRITTEN}\n")
    assert left(fix(kept, TPM)) == [
        (Flaw.ANSWER_NAME_AMBIGUOUS, "tried", ("idea.tried", "build.tried"))
    ]


def test_two_answers_to_one_item(kept: Small) -> None:
    kept.answer("idea.tried", evidence=[NOTE])
    kept.edit("\nsignoffs:", "\n  tried: {answer: not-met}\n\nsignoffs:")
    assert left(fix(kept, TPM)) == [(Flaw.ANSWER_TWICE, "idea.tried", "tried")]
    assert states(kept)["tried"] == (State.OPEN, [Reason.ANSWER_INCOMPLETE])


def test_a_locked_answer_is_not_completed(kept: Small) -> None:
    kept.pass_idea()
    kept.commit()
    text = kept.read()
    start = text.index("  idea.tried:")
    end = text.index("\n\n", start)
    kept.edit(text[start:end], f"  idea.tried: {WRITTEN}")
    commit(kept, TPM)
    (found,) = left(fix(kept))
    assert found[:2] == (Flaw.ANSWER_REFUSED, "idea.tried")
    report = kept.judged("decided")
    assert Reason.DECISION_UNDERMINED in [each.reason for each in report.all_findings()]


def test_a_shallow_clone_does_not_know_who_wrote_it(kept: Small, tmp_path: Path) -> None:
    write(kept, "idea.tried")
    commit(kept, PM)
    kept.write("docs/more.md", "# More\n")
    kept.commit()
    clone = tmp_path / "clone"
    kept.git("clone", "-q", "--depth=1", f"file://{kept.root}", str(clone))
    shallow = Small(clone, kept.now)
    before = shallow.files()
    with refused_for(Flaw.SHALLOW):
        fix(shallow)
    assert shallow.files() == before


def test_what_people_wrote_is_never_lost(kept: Small) -> None:
    write(kept, "idea.tried")
    session = kept.session()
    waive(kept.open(), session, "tried", reason="later", until="2026-12-01", approved_by=PM)
    assert kept.open().record.item("idea.tried").incomplete is not None
    kept.edit("\nsignoffs:", f"\n  idea.gone: {WRITTEN}\n\nsignoffs:")
    sync(kept.open())
    assert f"idea.gone: {WRITTEN}" in kept.read()
    assert fix(kept, TPM).fixed
    item = kept.open().record.item("idea.tried")
    assert item.answer is not None
    assert len(item.waivers) == 1


def test_the_command_takes_its_place_or_takes_it_away(kept: Small) -> None:
    write(kept, "idea.tried")
    asked = AnswerRequest(AnswerValue.MET, (NOTE,))
    answer(kept.open(), kept.session(), ["tried"], asked)
    item = kept.open().record.item("idea.tried")
    assert (item.incomplete, item.answer and item.answer.by) == (None, TPM)
    clear(kept.open(), ["tried"])
    write(kept, "idea.tried")
    clear(kept.open(), ["tried"])
    assert "idea.tried: {}\n" in kept.read()


def test_a_problem_is_placed_at_its_block(kept: Small) -> None:
    write(kept, "idea.tried")
    (problem,) = lint(kept.session()).incomplete
    line = kept.read().split("\n").index(f"  idea.tried: {WRITTEN}") + 1
    assert problem == Problem(problem.flaw, problem.words, RECORD, line, 3, problem.hint)
