"""`tpm lint` and `tpm sync`: what is found, what is mended, and what is left alone."""

from __future__ import annotations

import pytest
from small_project import BUILD, NOTE, Small, changes, problems

from problem_data import refused_for
from tpmcli.app.lint import LintResult, lint
from tpmcli.app.start import start
from tpmcli.app.sync import SyncResult
from tpmcli.app.sync import sync as use_case
from tpmcli.model.errors import InvalidInputError
from tpmcli.model.finding import (
    Arguments,
    Finding,
    SubjectKind,
    about_gate,
    about_policy,
    about_recorded,
)
from tpmcli.model.fix import Advice, Help, tpm
from tpmcli.model.loosening import Loosened, Looser
from tpmcli.model.problem import Flaw, Hint, Problem, Remedy
from tpmcli.model.rule import Reason, Severity
from world.people import PM, POLICY, RECORD

KEPT = ".tpm/increments/1.0.yaml"
FIX = Hint(Remedy.LINT_FIX)
NEW = "  - id: shipped\n    title: It is shipped\n"


def look(small: Small, *, fix: bool = False) -> LintResult:
    return lint(small.session(), fix=fix)


def begin(small: Small, name: str, abandon: str = "", *, parallel: bool = False) -> None:
    start(small.open(), small.session(), name, abandon=abandon, parallel=parallel)


def gone(name: str) -> Finding:
    """Return the warning that an item is gone."""
    subject = about_recorded(SubjectKind.ITEM, name)
    return Finding(Reason.ITEM_REMOVED, subject, Severity.WARNING, fix=tpm("sync"), owners=(PM,))


def outdated(phase: str, *names: str) -> Finding:
    """Return the warning that items of an open gate changed after they were answered."""
    return Finding(
        Reason.ANSWERS_OUTDATED,
        about_gate(phase),
        Severity.WARNING,
        Arguments(total=len(names), names=names),
        fix=tpm("walk", phase),
    )


# --- lint --------------------------------------------------------------------------------------


def test_a_new_project_is_sound(small: Small) -> None:
    before = small.files()
    assert look(small) == LintResult((RECORD,), (), (), ())
    assert look(small, fix=True) == LintResult((RECORD,), (), (), ())
    assert small.files() == before


def test_what_is_untidy_is_told_and_mended_on_demand(small: Small) -> None:
    small.edit("  idea.tried: {}\n", "  # ask Ann\n  'idea.tried':   {}\n")
    before = small.files()
    found = look(small)
    assert found.untidy == (Problem(Flaw.BLOCK_LOOKS, ("idea.tried",), RECORD, 10, 3, FIX),)
    assert (found.files, found.fixed, found.warnings) == ((RECORD,), (), ())
    assert small.files() == before
    assert look(small, fix=True) == LintResult((RECORD,), (), (), (RECORD,))
    after = small.files()
    assert [path for path in after if after[path] != before[path]] == [RECORD]
    assert "  # ask Ann\n" in small.read()
    assert "  idea.tried: {}\n" in small.read()
    assert look(small, fix=True) == LintResult((RECORD,), (), (), ())


def test_a_block_that_stands_twice_is_unsound_until_it_is_mended(small: Small) -> None:
    small.edit("  idea.tried: {}\n", "  idea.tried: {}\n\n  idea.tried: {}\n")
    before = small.files()
    with refused_for(Flaw.DUPLICATE_KEY, "idea.tried", 9):
        look(small)
    assert small.files() == before
    assert look(small, fix=True).fixed == (RECORD,)
    assert small.read().count("idea.tried: {}") == 1


def test_what_is_not_sound_is_neither_mended_nor_hidden(small: Small) -> None:
    begin(small, "1.0.1", parallel=True)
    small.edit("  idea.tried: {}\n", "  idea.tried: {answr: met}\n")
    small.edit("policy: kettle-00000000", "policy: kettle-1", ".tpm/increments/1.0.1.yaml")
    before = small.files()
    with pytest.raises(InvalidInputError) as caught:
        look(small, fix=True)
    assert [(each.file, each.line) for each in caught.value.problems] == [
        (RECORD, 9),
        (".tpm/increments/1.0.1.yaml", 0),
    ]
    assert small.files() == before


def test_every_increment_is_looked_at(small: Small) -> None:
    small.pass_idea()
    begin(small, "1.1", abandon="so")
    begin(small, "1.0.1", parallel=True)
    files = (RECORD, KEPT, ".tpm/increments/1.0.1.yaml")
    assert look(small) == LintResult(files, (), (), ())


def test_what_is_asked_newly_is_missing_in_the_increment_under_way_alone(small: Small) -> None:
    small.pass_idea()
    begin(small, "1.1", abandon="so")
    small.write("own/build.yaml", BUILD + NEW)
    kept = small.read(KEPT)
    assert look(small).untidy == (
        Problem(Flaw.BLOCK_MISSING, ("build.shipped", "items"), RECORD, 10, 3, FIX),
    )
    assert look(small, fix=True).fixed == (RECORD,)
    assert small.read(KEPT) == kept
    assert "  build.shipped: {}\n" in small.read()


def test_an_increment_that_is_kept_is_mended_too(small: Small) -> None:
    small.pass_idea()
    begin(small, "1.1", abandon="so")
    small.edit("  build.tested: {}\n", "  build.tested:   {}\n", KEPT)
    assert look(small, fix=True).fixed == (KEPT,)
    assert "  build.tested: {}\n" in small.read(KEPT)


def test_items_that_are_gone_are_a_warning(small: Small) -> None:
    small.answer("wanted", by=PM)
    idea = small.read("own/idea.yaml")
    small.write("own/idea.yaml", idea[: idea.index("\npm:") + 1])
    assert look(small) == LintResult((RECORD,), (gone("idea.wanted"),), (), ())
    # In an increment that is kept, the command that retires it names the increment.
    begin(small, "1.1", abandon="so")
    (kept,) = look(small).warnings
    assert kept == gone("idea.wanted")._replace(fix=tpm("sync", "--increment", "1.0"))


def test_a_loosening_is_a_warning(small: Small) -> None:
    small.edit(
        "\nadjust: {}\n",
        "\nadjust: {idea.wanted: {level: should, reason: we know them}}\n",
        POLICY,
    )
    (warning,) = look(small).warnings
    assert warning == Finding(
        Reason.LAYER_LOOSENS,
        about_recorded(SubjectKind.ITEM, "idea.wanted"),
        Severity.WARNING,
        Arguments(name="policy", loosened=Loosened(Looser.LEVEL), because="we know them"),
    )


PACK = """\
schema: tpm/pack/1
name: money
title: Money
traits: [handles-payments, hosted]
add:
  build:
    tpm:
      - {id: paid, title: It is paid}
"""


def test_traits_that_a_pack_expects_are_a_warning_until_the_policy_lists_them(
    small: Small,
) -> None:
    small.write("own/money.yaml", PACK)
    small.edit("\npacks: []", "\npacks: [own/money.yaml]", POLICY)
    missing = Finding(
        Reason.TRAITS_MISSING,
        about_policy("traits"),
        Severity.WARNING,
        Arguments(name="money", names=("handles-payments", "hosted")),
        Advice(Help.LIST_TRAITS, tpm("checklist", "show", "--traits")),
    )
    assert look(small, fix=True).warnings == (missing,)
    small.edit("\ntraits: []", "\ntraits: [hosted]", POLICY)
    look(small, fix=True)
    (warning,) = look(small).warnings
    assert warning.about.names == ("handles-payments",)
    small.edit("\ntraits: [hosted]", "\ntraits: [hosted, handles-payments]", POLICY)
    assert look(small).warnings == ()


def test_answers_that_a_rewording_reopens_are_counted_by_gate(small: Small) -> None:
    small.answer("tried", evidence=[NOTE])
    small.answer("wanted", by=PM)
    small.answer("documented")
    assert look(small).warnings == ()
    idea = small.read("own/idea.yaml")
    small.write(
        "own/idea.yaml",
        idea.replace("It was tried", "It was tried out").replace("Somebody wants", "Two want"),
    )
    small.write("own/build.yaml", BUILD.replace("It is documented", "It is written down"))
    assert look(small).warnings == (
        outdated("idea", "tried", "wanted"),
        outdated("build", "documented"),
    )
    small.answer("tried", evidence=[NOTE])
    assert look(small).warnings[0] == outdated("idea", "wanted")


def test_answers_at_a_gate_that_was_decided_are_not_reopened(small: Small) -> None:
    small.pass_idea()
    idea = small.read("own/idea.yaml")
    small.write("own/idea.yaml", idea.replace("It was tried", "It was tried out"))
    assert look(small).warnings == ()


def test_a_record_in_the_wrong_place(small: Small) -> None:
    small.write(".tpm/increments/0.9.yaml", small.read().replace('"1.0"', '"0.8"'))
    with pytest.raises(InvalidInputError) as caught:
        look(small)
    hint = Hint(Remedy.MOVE_TO, (".tpm/increments/0.8.yaml",))
    assert problems(caught) == [
        Problem(Flaw.RECORD_MISPLACED, ("0.8",), ".tpm/increments/0.9.yaml", hint=hint)
    ]


def test_one_increment_in_two_files(small: Small) -> None:
    small.write(KEPT, small.read())
    with pytest.raises(InvalidInputError) as caught:
        look(small)
    hint = Hint(Remedy.START_GOES_ON, (KEPT,))
    assert problems(caught) == [Problem(Flaw.INCREMENT_TWICE, ("1.0", RECORD), KEPT, hint=hint)]


def test_without_a_project_there_is_nothing_to_lint(bare: Small) -> None:
    with refused_for(Flaw.PROJECT_ABSENT, str(bare.root)) as caught:
        look(bare)
    assert caught.value.problems[0].hint == Hint(Remedy.INIT_OR_NAME_FOLDER)


# --- sync --------------------------------------------------------------------------------------


def test_nothing_to_bring_up_to_date(small: Small) -> None:
    before = small.files()
    assert use_case(small.open()) == SyncResult(RECORD, (), ())
    assert small.files() == before


def test_new_blocks_come_to_their_place(small: Small) -> None:
    small.write("own/build.yaml", BUILD + NEW)
    before = small.read()
    assert use_case(small.open()) == SyncResult(RECORD, ("build.shipped",), ())
    assert changes(before, small.read()) == [
        "+",
        "+  # build · tpm · shipped",
        "+  build.shipped: {}",
    ]


def test_gone_items_go_with_what_nobody_stands_on(small: Small) -> None:
    small.answer("documented")
    small.write("own/build.yaml", BUILD[: BUILD.index("  - id: documented")])
    assert use_case(small.open()) == SyncResult(RECORD, (), ("build.documented",))
    assert "documented" not in small.read()


def test_what_was_signed_stays_until_the_gate_is_opened_again(small: Small) -> None:
    small.pass_idea()
    idea = small.read("own/idea.yaml")
    late = idea[: idea.index("\npm:") + 1]
    small.write("own/idea.yaml", late)
    before = small.files()
    assert use_case(small.open()) == SyncResult(RECORD, (), ())
    assert small.files() == before
    small.decide("idea", "recycle")
    assert use_case(small.open()) == SyncResult(RECORD, (), ("idea.wanted",))


def test_what_was_recorded_meanwhile_is_seen(small: Small) -> None:
    small.write("own/build.yaml", BUILD[: BUILD.index("  - id: documented")] + NEW)
    opened = small.open()
    small.answer("tried", "met", evidence=["docs/note.md"])
    use_case(opened)
    assert "answer: met\n" in small.read()


def test_an_increment_beside_is_brought_up_to_date_by_its_name(small: Small) -> None:
    begin(small, "1.0.1", parallel=True)
    small.write("own/build.yaml", BUILD + NEW)
    path = ".tpm/increments/1.0.1.yaml"
    before = small.read()
    assert use_case(small.open(increment="1.0.1")) == SyncResult(path, ("build.shipped",), ())
    assert small.read() == before
