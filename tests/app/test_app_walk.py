"""`tpm walk` without a screen, the evidence proposed, and how a project is opened."""

from __future__ import annotations

import os
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_project import BUILD, Small, problems, refused

from tpmcli.app.facts import gather
from tpmcli.app.proposals import find_evidence, propose
from tpmcli.app.start import start
from tpmcli.app.status import get_status
from tpmcli.app.walk import Walk
from tpmcli.app.why import explain_item
from tpmcli.app.workspace import open_workspace
from tpmcli.model.errors import InvalidInputError, RefusedError, UsageError
from tpmcli.model.evidence_view import CitableProposals, EvidenceProposals, Proposal
from tpmcli.model.facts import EvidenceStatus
from tpmcli.model.fix import Command, File
from tpmcli.model.problem import Flaw, Hint, Problem, Remedy
from tpmcli.model.record import AnswerValue
from tpmcli.model.role import PM as PM_ROLE
from tpmcli.model.role import TPM as TPM_ROLE
from tpmcli.model.role import Role
from tpmcli.model.verdict import State
from tpmcli.model.walk_view import CitedTarget, RoleProgress
from world.people import PM, POLICY, RECORD, TPM


def walk(small: Small, phase: str = "", role: Role | None = None, *, all_: bool = False) -> Walk:
    session = small.session()
    return Walk(open_workspace(session), session, phase, role, everything=all_)


# --- the walk ----------------------------------------------------------------------------------


def test_every_answer_is_saved_when_it_is_given(small: Small) -> None:
    walked = walk(small)
    assert (walked.phase.id, [item.slug for item in walked.items]) == ("idea", ["tried", "wanted"])
    first = walked.item
    assert first is not None
    assert walked.card().verdict.state is State.OPEN
    done = walked.say(AnswerValue.MET, ("docs/note.md", "https://example.com/x"))
    assert (done.item, done.targets, done.remarks) == (
        first,
        ("docs/note.md", "https://example.com/x"),
        ("https://example.com/x is recorded, but not verified",),
    )
    assert small.open().record == walked.workspace.record
    walked.skip()
    assert (walked.item, walked.position, walked.answered) == (None, 2, 1)
    walked.back()
    assert walked.item is walked.items[1]
    walked.back()
    walked.back()
    assert walked.position == 0
    assert walked.card().verdict.state is State.SATISFIED


def test_what_cannot_be_recorded_stays_open(small: Small) -> None:
    walked = walk(small)
    before = small.files()
    with pytest.raises(RefusedError, match="needs evidence"):
        walked.say(AnswerValue.MET)
    assert (walked.position, walked.answered, small.files()) == (0, 0, before)
    assert not walked.may_undo


def test_a_card_shows_the_answer_already_given(small: Small) -> None:
    """With its evidence as it is now, named as one types it in the folder of the call."""
    small.write("docs/other.md", "# Other\n\nIt was tried elsewhere, too.\n")
    session = small.session(folder="docs")
    walked = Walk(open_workspace(session), session)
    walked.say(AnswerValue.MET, ("note.md", "other.md", "https://example.com/x"), "so it is")
    small.write("docs/note.md", "# Note\n\nIt works better than the week before.\n")
    (small.root / "docs/other.md").unlink()
    walked.back()
    card = walked.card()
    assert card.verdict.answer is not None
    assert (card.verdict.answer.note, card.number, card.total) == ("so it is", 1, 2)
    assert card.cited == (
        CitedTarget("note.md", EvidenceStatus.OK, changed=True),
        CitedTarget("other.md", EvidenceStatus.MISSING),
        CitedTarget("https://example.com/x"),
    )


def test_candidates_can_be_typed_where_the_reader_is(small: Small) -> None:
    small.write("docs/C#.md", "# Sharp\n\nIt was tried in another language.\n")
    (small.root / "lib").mkdir()
    session = small.session(folder="lib")
    walked = Walk(open_workspace(session), session)
    candidates = [each.path for each in walked.card().candidates]
    assert sorted(candidates) == ["../docs/C#.md#", "../docs/note.md"]
    assert set(candidates) <= set(walked.files())
    assert all(walked.is_file(each) for each in candidates)
    assert not walked.is_file("docs/note.md")
    assert not walked.is_file("../docs")
    assert walked.is_file("../docs/note.md#note")
    assert walked.say(AnswerValue.MET, tuple(candidates)).targets == tuple(candidates)
    answer = walked.workspace.record.item("idea.tried").answer
    assert answer is not None
    assert {each.path for each in answer.evidence} == {"docs/C#.md#", "docs/note.md"}


def test_a_file_that_is_written_during_the_walk_is_found(small: Small) -> None:
    walked = walk(small)
    walked.card()
    assert not walked.is_file("docs/new.md")
    small.write("docs/new.md", "# New\n\nIt was tried during the walk.\n")
    walked.look_again()
    assert walked.is_file("docs/new.md")
    assert walked.say(AnswerValue.MET, ("docs/new.md",)).targets == ("docs/new.md",)


# --- taking back -------------------------------------------------------------------------------


def test_undo_leaves_what_stood_before(small: Small) -> None:
    small.answer("tried", "not-met", note="not yet", owner=TPM, due="2026-12-01")
    # A person's own spelling and comments come back, too.
    small.edit("  idea.tried:\n", "  # ask Ann\n  idea.tried:  # twice\n")
    small.edit("note: not yet", "note: 'not yet'")
    before = small.files()
    walked = walk(small)
    walked.say(AnswerValue.MET, ("docs/note.md",))
    walked.say(AnswerValue.NOT_APPLICABLE, note="nobody")
    assert walked.answered == 2
    undone = walked.undo()
    assert undone is not None
    assert (undone.item.slug, undone.before, walked.position) == ("wanted", None, 1)
    undone = walked.undo()
    assert undone is not None
    assert undone.before is not None
    assert (undone.before.note, walked.position, walked.answered) == ("not yet", 0, 0)
    assert small.files() == before
    assert small.open().record == walked.workspace.record
    assert walked.undo() is None


def test_undo_keeps_what_others_saved_in_between(small: Small) -> None:
    before = small.open().record.item("idea.tried")
    walked = walk(small)
    walked.say(AnswerValue.MET, ("docs/note.md",))
    small.answer("wanted", by=PM, note="they called")
    other = small.open().record.item("idea.wanted")
    walked.undo()
    record = small.open().record
    assert (record.item("idea.tried"), record.item("idea.wanted")) == (before, other)
    assert walked.workspace.record == record


def test_undo_refuses_what_was_answered_again(small: Small) -> None:
    walked = walk(small)
    walked.say(AnswerValue.MET, ("docs/note.md",))
    small.answer("tried", "not-met", by=PM)
    before = small.files()
    with pytest.raises(RefusedError) as caught:
        walked.undo()
    assert refused(caught) == (
        "“It was tried” was answered again since; nothing was taken back",
        "→ tpm why idea.tried",
    )
    assert (small.files(), walked.answered, walked.position) == (before, 1, 1)


def test_undo_refuses_what_a_decision_locks(small: Small) -> None:
    walked = walk(small)
    walked.say(AnswerValue.MET, ("docs/note.md",))
    small.answer("wanted", by=PM)
    small.sign("idea")
    small.decide("idea")
    before = small.files()
    with pytest.raises(RefusedError, match="answers in idea are locked"):
        walked.undo()
    assert small.files() == before
    assert walked.progress() == []


def test_undo_of_an_item_without_a_block(small: Small) -> None:
    """The block that the answer brought goes with it."""
    small.edit("\n  # idea · tpm · tried\n  idea.tried: {}\n", "")
    before = small.files()
    walked = walk(small)
    walked.say(AnswerValue.MET, ("docs/note.md",))
    walked.undo()
    assert small.files() == before


STEPS = st.lists(
    st.sampled_from(["met", "bare", "not-met", "not-applicable", "skip", "back", "undo", "card"]),
    max_size=12,
)


@given(STEPS)
@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_no_step_loses_an_answer_and_undo_is_the_inverse(small: Small, steps: list[str]) -> None:
    """Whatever is pressed, the file holds every answer given and not taken back."""
    start = small.read()
    walked = walk(small, all_=True)
    states: list[tuple[str, int]] = []
    for step in steps:
        before, place = small.read(), walked.position
        if step == "undo":
            undone = walked.undo()
            assert (undone is None) is (not states)
            wanted, at = states.pop() if states else (before, place)
            assert (small.read(), walked.position) == (wanted, at)
        elif step == "back":
            walked.back()
        elif walked.item is None:
            continue
        elif step == "skip":
            walked.skip()
        elif step == "card":
            walked.card()
        else:
            cited = ("docs/note.md",) if step == "met" else ()
            value = AnswerValue.MET if step == "bare" else AnswerValue(step)
            try:
                done = walked.say(value, cited, "so" if step.startswith("not") else "")
            except RefusedError:
                assert small.read() == before
                continue
            states.append((before, place))
            assert small.open().record.item(done.item.id).answer == done.answer
        assert small.open().record == walked.workspace.record
        if step in ("back", "skip", "card"):
            assert small.read() == before
    while walked.undo() is not None:
        pass
    assert small.read() == start


# --- where it ends -----------------------------------------------------------------------------


def test_what_is_open_at_the_end(small: Small) -> None:
    assert walk(small).progress() == [
        RoleProgress(TPM_ROLE, 1, 0, signed=False),
        RoleProgress(PM_ROLE, 1, 0, signed=False),
    ]
    small.answer("tried", evidence=["docs/note.md"])
    small.answer("wanted", by=PM)
    small.sign("idea", "pm")
    assert walk(small, role=TPM_ROLE).progress() == [RoleProgress(TPM_ROLE, 0, 0, signed=False)]
    assert walk(small, role=PM_ROLE).progress() == [RoleProgress(PM_ROLE, 0, 0, signed=True)]


def test_a_role_and_all(small: Small) -> None:
    small.answer("tried", "met", evidence=["docs/note.md"])
    assert [item.slug for item in walk(small).items] == ["wanted"]
    assert [item.slug for item in walk(small, role=TPM_ROLE).items] == []
    assert [item.slug for item in walk(small, role=TPM_ROLE, all_=True).items] == ["tried"]
    # What does not apply to the project is not asked.
    assert [item.slug for item in walk(small, "build").items] == ["documented"]


def test_no_phase_is_left_to_walk(small: Small) -> None:
    small.pass_idea()
    small.pass_build()
    with pytest.raises(RefusedError) as caught:
        walk(small)
    assert refused(caught) == (
        "every gate is decided",
        "help: name a phase to walk through its items",
    )
    assert walk(small, "idea", all_=True).phase.id == "idea"


# --- proposals ---------------------------------------------------------------------------------


def test_the_newest_files_come_first_with_their_headings(small: Small) -> None:
    small.write("docs/old.md", "It was tried, and nobody wrote a heading.\n")
    small.write("docs/logo.md", "\0binary")
    small.write("docs/deeper/new.md", "# Not found by the glob\n")
    for age, name in enumerate(("note", "logo", "old")):
        os.utime(small.root / f"docs/{name}.md", (1_000_000 - age, 1_000_000 - age))
    (small.root / "docs/untracked.md").write_text("# New\n", encoding="utf-8")
    opened = small.open()
    asked = opened.checklist.items()["idea.tried"]
    files = [
        Proposal("docs/note.md", "Note"),
        Proposal("docs/logo.md", ""),
        Proposal("docs/old.md", ""),
    ]
    assert propose(opened, asked) == CitableProposals(tuple(files))
    assert propose(opened, asked, 1) == CitableProposals(tuple(files[:1]))
    places = ("docs/*.md", "doc/*.md")
    found = EvidenceProposals(asked, tuple(files[:2]), 3, places, "docs/note.md")
    assert find_evidence(opened, "tried", 2) == found


_JOB = "jobs: {test: {runs-on: ubuntu-24.04}}\n"


@pytest.mark.parametrize(
    "on",
    [
        "on: pull_request\n",
        "on: [push, pull_request]\n",
        "on:\n  pull_request:\n    branches: [main]\n",
        "'on':\n  - push\n  - pull_request\n",
    ],
)
def test_a_workflow_that_runs_on_pull_requests_goes_first(small: Small, on: str) -> None:
    small.edit("docs/*.md", ".github/workflows/*.yml", "own/idea.yaml")
    small.write(".github/workflows/a.yml", f"{_JOB}# pull_request: no\non: push\n")
    small.write(".github/workflows/b.yml", f"{_JOB}on: schedule\nif: x == 'pull_request'\n")
    small.write(".github/workflows/z.yml", f"{_JOB}# checks\n{on}")
    for name in "abz":
        os.utime(small.root / f".github/workflows/{name}.yml", (1_000_000, 1_000_000))
    opened = small.open()
    asked = opened.checklist.items()["idea.tried"]
    assert propose(opened, asked).files == tuple(
        Proposal(f".github/workflows/{name}.yml", "") for name in "zab"
    )


def test_an_item_that_says_nowhere_to_look_gets_no_proposal(small: Small) -> None:
    opened = small.open()
    asked = opened.checklist.items()["idea.wanted"]
    assert propose(opened, asked) == CitableProposals(())
    assert find_evidence(opened, "wanted") == EvidenceProposals(asked, (), 0)
    with pytest.raises(UsageError):
        find_evidence(opened, "wnted")


def test_a_file_that_went_meanwhile_is_not_proposed(small: Small) -> None:
    opened = small.open()
    asked = opened.checklist.items()["idea.tried"]

    class Tree:
        """The tree, as it lists a file that is deleted before it is read."""

        def files(self) -> list[str]:
            return [*opened.tree.files(), "docs/gone.md"]

        def __getattr__(self, name: str) -> Any:
            return getattr(opened.tree, name)

    changed = opened._replace(tree=Tree())
    assert propose(changed, asked).files == (Proposal("docs/note.md", "Note"),)
    assert Proposal("docs/gone.md", "") in find_evidence(changed, "tried").files


_POLICY_KEYS = {"thin": "thin: block", "placeholder": "placeholder: warn", "reused": "reused: warn"}
_REFUSED = {
    "thin": "# Note\n\nIt works.\n",
    "placeholder": "# Note\n\nIt was tried for a week at TODO, and it works.\n",
    "reused": "# Note\n\nIt was tried for a week, and it works.\n",
}


@pytest.mark.parametrize("refused", _POLICY_KEYS)
@pytest.mark.parametrize("response", ["block", "warn"])
def test_a_file_that_the_policy_refuses_is_no_candidate(
    small: Small, refused: str, response: str
) -> None:
    """The card names it, if no other file can be cited, and it counts from when it is complete."""
    small.edit(_POLICY_KEYS[refused], f"{refused}: {response}", POLICY)
    small.write("docs/note.md", _REFUSED[refused])
    if refused == "reused":
        _cite_for_three_others(small, "docs/note.md")
    walked = walk(small, role=TPM_ROLE)
    card = walked.card()
    found = ([each.path for each in card.candidates], card.refused)
    if response == "warn":
        assert found == (["docs/note.md"], "")
        return
    assert found == ([], "docs/note.md")
    with pytest.raises(RefusedError):
        walked.say(AnswerValue.MET, (card.refused,))
    small.write("docs/other.md", "# Other\n\nIt was tried elsewhere, and it works there.\n")
    card = walked.card()
    assert ([each.path for each in card.candidates], card.refused) == (["docs/other.md"], "")
    assert walked.say(AnswerValue.MET, ("docs/other.md",)).targets == ("docs/other.md",)


def _cite_for_three_others(small: Small, path: str) -> None:
    """Add three items to the first phase, and answer them with a whole file."""
    more = "".join(f"  - {{id: more-{n}, title: Number {n} was tried}}\n" for n in range(3))
    small.edit("\npm:\n", f"\n{more}pm:\n", "own/idea.yaml")
    small.answer_each(["more-0", "more-1", "more-2"], evidence=[path])


# --- looking -----------------------------------------------------------------------------------


def test_evidence_that_moved_is_followed(small: Small) -> None:
    small.answer("tried", "met", evidence=["docs/note.md"])
    small.git("mv", "docs/note.md", "docs/moved.md")
    opened = small.open()
    facts = gather(opened, opened.checklist.phases)
    fact = facts.evidence["docs/note.md"]
    assert (fact.status, fact.moved_to) == (EvidenceStatus.MISSING, "docs/moved.md")


def test_the_whole_and_one_item(small: Small) -> None:
    opened = small.open()
    seen = get_status(opened)
    assert [(each.phase.id, each.gate is not None) for each in seen.phases] == [
        ("idea", True),
        ("build", True),
    ]
    assert explain_item(opened, "tried").item.id == "idea.tried"
    with pytest.raises(UsageError):
        explain_item(opened, "nothing")


# --- opening -----------------------------------------------------------------------------------


def test_a_project_is_found_from_below(small: Small) -> None:
    opened = small.open(folder="docs")
    assert (opened.root, opened.record_path, opened.today) == (
        str(small.root),
        RECORD,
        "2026-11-22",
    )
    assert opened.record_bytes().decode() == small.read()
    assert small.open(as_of="2027-01-01").today == "2027-01-01"


def test_increments_by_their_name(small: Small) -> None:
    start(small.open(), small.session(), "1.0.1", parallel=True)
    assert small.open(increment="1.0").record_path == RECORD
    assert small.open(increment="1.0.1").record_path == ".tpm/increments/1.0.1.yaml"
    with pytest.raises(InvalidInputError) as caught:
        small.open(increment="1.0.2")
    hint = Hint(Remedy.DID_YOU_MEAN, ("1.0.1",))
    assert problems(caught) == [Problem(Flaw.INCREMENT_UNKNOWN, ("1.0.2",), hint=hint)]


@pytest.mark.parametrize("path", [POLICY, RECORD])
def test_a_file_that_is_missing(small: Small, path: str) -> None:
    small.git("add", "-A")
    small.git("commit", "-qm", "all")
    (small.root / path).unlink()
    with pytest.raises(InvalidInputError) as caught:
        small.open()
    restore = Command(("git", "checkout", "HEAD", "--", File(path)))
    hint = Hint(Remedy.RUN, command=restore)
    assert problems(caught) == [Problem(Flaw.FILE_MISSING, (), path, hint=hint)]


def test_a_kind_that_the_policy_does_not_have(small: Small) -> None:
    small.edit("kinds: {}", "kinds: {patch: [build]}", POLICY)
    small.edit('increment: "1.0"\n', 'increment: "1.0"\nkind: pach\n')
    with pytest.raises(InvalidInputError) as caught:
        small.open()
    hint = Hint(Remedy.DID_YOU_MEAN, ("patch",))
    assert problems(caught) == [Problem(Flaw.KIND_UNKNOWN, ("pach",), RECORD, hint=hint)]


def test_a_file_that_is_too_large(small: Small) -> None:
    small.write("own/build.yaml", BUILD + "#" * 1024 * 1024)
    with pytest.raises(InvalidInputError) as caught:
        small.open()
    assert problems(caught) == [Problem(Flaw.FILE_TOO_LARGE, (1 << 20,), "own/build.yaml")]


def test_reports_of_this_run(small: Small) -> None:
    small.write("out/report.xml", "<x/>\n")
    opened = small.open(artifacts="out")
    assert opened.artifacts is not None
    assert opened.artifacts.read("report.xml", 100) == b"<x/>\n"
    with pytest.raises(UsageError):
        small.open(artifacts="nowhere")
