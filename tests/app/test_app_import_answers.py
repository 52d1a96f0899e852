"""`tpm import answers`: what a form that somebody filled in would do, and what it does."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from small_project import NOTE, Small, changes, refused

from tpmcli.app.export_answers import make_form
from tpmcli.app.import_answers import ImportOptions, plan_import, record_import
from tpmcli.model.answer_form import AnswerFields, FormRow
from tpmcli.model.errors import RefusedError
from tpmcli.model.fix import tpm
from tpmcli.model.import_view import ImportPlan
from tpmcli.model.problem import Hint, Remedy
from world.people import PM, RECORD, STRANGER, TPM

MET = AnswerFields("met", (NOTE,), "it works")
GAP = AnswerFields("not-met", (), "nobody asked", PM, "2026-12-24")
Fill = Callable[[dict[str, AnswerFields]], list[FormRow]]


@pytest.fixture
def fill(small: Small) -> Fill:
    """Make a form now, and fill it in later."""
    items = [each for phase in make_form(small.open()).phases for each in phase.items]

    def filled(edits: dict[str, AnswerFields]) -> list[FormRow]:
        return [
            FormRow(
                each.item.id,
                edits.get(each.item.id, each.fields),
                each.stamp,
                f"row {number}",
            )
            for number, each in enumerate(items, 4)
        ]

    return filled


def planned(small: Small, rows: list[FormRow], person: str = PM, **more: Any) -> ImportPlan:
    return plan_import(small.open(), small.session(person), rows, ImportOptions(**more))


def record(small: Small, plan: ImportPlan, person: str = PM) -> None:
    record_import(small.open(), small.session(person), plan)


def told(plan: ImportPlan) -> list[tuple[str, str, Any]]:
    return [(row.name, row.message, row.hint) for row in plan.refused]


def test_a_form_has_the_items_that_apply_those_of_the_sender_last(small: Small) -> None:
    made = make_form(small.open())
    assert [(p.id, [i.item.id for i in p.items]) for p in made.phases] == [
        ("idea", ["idea.wanted", "idea.tried"]),
        ("build", ["build.documented"]),
    ]
    assert [role.short for role in made.roles] == ["PM", "TPM"]
    mine = make_form(small.open(), role_name="PM")
    assert [i.item.id for p in mine.phases for i in p.items] == ["idea.wanted"]
    one = make_form(small.open(), "build")
    assert [i.item.id for p in one.phases for i in p.items] == ["build.documented"]


def test_nothing_filled_in_is_nothing_to_record(small: Small, fill: Fill) -> None:
    plan = planned(small, fill({}))
    assert plan == ImportPlan(PM, unchanged=3)
    assert plan.total == 0


def test_what_is_filled_in_is_recorded_in_one_save(small: Small, fill: Fill) -> None:
    plan = planned(small, fill({"idea.wanted": GAP, "idea.tried": MET}))
    assert [(each.item.id, each.before, each.fields) for each in plan.changes] == [
        ("idea.wanted", None, GAP),
        ("idea.tried", None, MET),
    ]
    assert plan.may_be_recorded
    before = small.read()
    assert planned(small, fill({"idea.wanted": GAP, "idea.tried": MET})) == plan
    assert small.read() == before
    record(small, plan)
    answers = {
        name: small.open().record.item(name).answer for name in ("idea.wanted", "idea.tried")
    }
    assert [(each and each.by) for each in answers.values()] == [PM, PM]
    gap, met = answers["idea.wanted"], answers["idea.tried"]
    assert gap is not None
    assert met is not None
    assert (gap.note, gap.owner, gap.due) == ("nobody asked", PM, "2026-12-24")
    assert [each.path for each in met.evidence] == [NOTE]
    # The same form again changes nothing, and so no date.
    again = planned(small, fill({"idea.wanted": GAP, "idea.tried": MET}))
    assert (again.total, again.unchanged, again.conflicts) == (0, 3, ())


def test_every_row_is_held_to_the_rules_of_answer_and_nothing_is_recorded(
    small: Small, fill: Fill
) -> None:
    plan = planned(
        small,
        [
            *fill(
                {
                    "idea.wanted": AnswerFields("not-applicable"),
                    "idea.tried": AnswerFields("met", ("docs/nope.md",)),
                    "build.documented": AnswerFields("maybe"),
                }
            ),
            FormRow("idea.tryed", MET, None, "row 9"),
            FormRow("build.tested", MET, None, "row 10"),
        ],
    )
    assert told(plan) == [
        (
            "build.documented",
            "`maybe` is not an answer",
            Hint(Remedy.OTHER, ("write `met`, `not-met` or `not-applicable`",)),
        ),
        (
            "idea.tryed",
            "no item named `idea.tryed`",
            Hint(Remedy.DID_YOU_MEAN, ("idea.tried",)),
        ),
        (
            "idea.wanted",
            "`not-applicable` needs a reason",
            Hint(Remedy.OTHER, ("add it with `--note`",)),
        ),
        (
            "idea.tried",
            "`docs/nope.md` does not exist",
            Hint(Remedy.DID_YOU_MEAN, ("docs/note.md",)),
        ),
        (
            "build.tested",
            "“It is tested” does not apply to this project",
            Hint(
                Remedy.OTHER,
                (
                    (
                        "it applies only to projects with the trait `hosted`; see `traits` in"
                        " `.tpm/policy.yaml`"
                    ),
                ),
            ),
        ),
    ]
    assert not plan.may_be_recorded


def test_a_question_that_changed_meanwhile_is_refused_by_name(small: Small, fill: Fill) -> None:
    small.edit("    title: It was tried\n", "    title: It was tried twice\n", "own/idea.yaml")
    plan = planned(small, fill({"idea.tried": MET}))
    (row,) = plan.refused
    assert row.message == "“It was tried twice” changed after the form was made"
    assert planned(small, fill({})).may_be_recorded


def test_what_somebody_else_answered_meanwhile_is_a_conflict(small: Small, fill: Fill) -> None:
    small.answer("idea.wanted", by=TPM)
    before = small.read()
    # Whoever left the row alone has nothing against it.
    assert planned(small, fill({})).may_be_recorded
    plan = planned(small, fill({"idea.wanted": GAP}))
    ((change,), changed) = plan.conflicts, plan.changes
    assert (change.item.id, change.before and change.before.by) == ("idea.wanted", TPM)
    assert changed == ()
    assert not plan.may_be_recorded
    kept = planned(small, fill({"idea.wanted": GAP}), for_all=False)
    assert (kept.total, kept.unchanged, kept.conflicts) == (0, 3, ())
    chosen = planned(small, fill({"idea.wanted": GAP}), chosen={"idea.wanted": True})
    assert small.read() == before
    record(small, chosen)
    answer = small.open().record.item("idea.wanted").answer
    assert answer is not None
    assert (answer.by, str(answer.value)) == (PM, "not-met")


def test_who_answers_between_the_plan_and_the_save_is_not_overwritten(
    small: Small, fill: Fill
) -> None:
    plan = planned(small, fill({"idea.wanted": GAP, "idea.tried": MET}))
    small.answer("idea.wanted", by=TPM)
    before = small.read()
    with pytest.raises(RefusedError) as caught:
        record(small, plan)
    assert refused(caught) == (
        "“Somebody wants it” was answered in the meantime; nothing was recorded",
        "help: run the import again to see both answers",
    )
    assert small.read() == before


def test_an_answer_by_hand_is_not_overwritten(small: Small, fill: Fill) -> None:
    plan = planned(small, fill({"idea.wanted": GAP}))
    small.edit("  idea.wanted: {}\n", "  idea.wanted: {answer: met}\n")
    assert told(planned(small, fill({"idea.wanted": GAP}))) == [
        (
            "idea.wanted",
            "an answer to it was written by hand and is not complete",
            tpm("lint", "--fix"),
        )
    ]
    before = small.read()
    with pytest.raises(RefusedError, match="in the meantime"):
        record(small, plan)
    assert small.read() == before


def test_an_emptied_answer_is_kept_unless_it_is_to_be_cleared(small: Small) -> None:
    small.answer("idea.wanted", by=PM, note="everybody")
    form = make_form(small.open())
    rows = [
        FormRow(each.item.id, AnswerFields(), each.stamp, "row")
        for phase in form.phases
        for each in phase.items
    ]
    plan = planned(small, rows)
    assert [each.item.id for each in plan.kept] == ["idea.wanted"]
    assert plan.total == 0
    assert plan.may_be_recorded
    plan = planned(small, rows, clear=True)
    assert [each.item.id for each in plan.cleared] == ["idea.wanted"]
    before = small.read()
    record(small, plan)
    assert "+  idea.wanted: {}" in changes(before, small.read())


def test_evidence_without_an_answer_is_refused(small: Small, fill: Fill) -> None:
    plan = planned(small, fill({"idea.tried": AnswerFields("", (NOTE,))}))
    assert [row.message for row in plan.refused] == [
        "it has evidence, a note or a plan, but no answer"
    ]
    small.answer("idea.tried", evidence=[NOTE])
    rows = [
        row._replace(stamp=None) if row.item == "idea.tried" else row
        for row in fill({"idea.tried": AnswerFields("", (), "why?")})
    ]
    plan = planned(small, rows)
    assert [row.message for row in plan.refused] == [
        "its answer is empty, but the rest was changed"
    ]


def test_what_the_form_leaves_out_is_left_out(small: Small) -> None:
    small.answer("build.documented", evidence=[NOTE], note="see there")
    (row,) = [
        FormRow(each.item.id, AnswerFields("met"), each.stamp, "row")
        for each in make_form(small.open(), "build").phases[0].items
    ]
    record(small, planned(small, [row]))
    answer = small.open().record.item("build.documented").answer
    assert answer is not None
    assert (answer.evidence, answer.note) == ((), "")


def test_one_item_in_two_rows(small: Small, fill: Fill) -> None:
    rows = fill({"idea.tried": MET})
    twice = [*rows, *rows]
    assert planned(small, twice).total == 1
    plan = planned(small, [*rows, FormRow("tried", GAP, None, "row 9")])
    assert [(row.place, row.message) for row in plan.refused] == [
        ("row 9", "the item is also at row 5, with another answer")
    ]


def test_a_form_of_another_project_or_increment_is_refused(small: Small, fill: Fill) -> None:
    (row, *rest) = fill({"idea.wanted": GAP})
    assert row.stamp is not None
    for stamp, message in (
        (row.stamp._replace(project="other-1"), "this is a form of another project (`other-1`)"),
        (row.stamp._replace(increment="0.9"), "this is a form of increment 0.9, not of 1.0"),
    ):
        with pytest.raises(RefusedError) as caught:
            planned(small, [row._replace(stamp=stamp), *rest])
        assert refused(caught)[0] == message


def test_locked_answers_are_refused(small: Small) -> None:
    small.pass_idea()
    form = make_form(small.open())
    assert [(phase.id, phase.decided) for phase in form.phases] == [("idea", "go"), ("build", "")]
    rows = [
        FormRow(each.item.id, GAP, each.stamp, "row")
        for phase in form.phases
        for each in phase.items
    ]
    plan = planned(small, rows)
    assert [(row.name, row.message) for row in plan.refused] == [
        ("idea.wanted", "answers in idea are locked: the gate is decided (`go`)"),
        ("idea.tried", "answers in idea are locked: the gate is decided (`go`)"),
    ]


def test_who_answers_for_a_role_that_they_do_not_hold_is_told(small: Small, fill: Fill) -> None:
    rows = fill({"idea.wanted": GAP})
    told_so = f"{TPM} is not the PM; `--as EMAIL` names who filled in the form"
    assert planned(small, rows, TPM).remarks == (told_so,)
    assert planned(small, rows, PM).remarks == ()
    assert planned(small, rows, STRANGER).remarks[-1].startswith(f"{STRANGER} is not the PM")


def test_documents_cited_too_often_are_counted_over_the_whole_form(tmp_path: Path) -> None:
    from tpmcli.app.answer import AnswerRequest, answer_each
    from tpmcli.model.record import AnswerValue
    from world.folder import Folder

    folder = Folder.lite(tmp_path)
    folder.write(
        "docs/all.md", "# All\n\nEverything was tried, and everything works.\n\n## More\n\nx\n"
    )
    workspace = folder.open()
    names = [item.id for item in workspace.checklist.phases[0].items][:4]
    requests = {name: AnswerRequest(AnswerValue.MET, ("docs/all.md",), note=name) for name in names}
    done = answer_each(workspace, folder.session(), requests)
    assert done.remarks[0] == "`docs/all.md` is cited as a whole for more than three items"
    assert (tmp_path / RECORD).read_text().count("answer: met") == 4
