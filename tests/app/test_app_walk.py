"""`tpm walk` without a screen, the evidence proposed, and how a project is opened."""

from __future__ import annotations

import os

import pytest
from small_project import BUILD, Small, problems, refused

from tpmcli.app.facts import gather
from tpmcli.app.proposals import find_evidence, propose
from tpmcli.app.start import start
from tpmcli.app.status import get_status
from tpmcli.app.walk import Walk
from tpmcli.app.why import explain_item
from tpmcli.app.workspace import open_workspace
from tpmcli.model.checklist import Role
from tpmcli.model.errors import InvalidInputError, RefusedError, UsageError
from tpmcli.model.evidence_view import EvidenceProposals, Proposal
from tpmcli.model.facts import EvidenceStatus
from tpmcli.model.fix import Command, File
from tpmcli.model.problem import Flaw, Hint, Problem, Remedy
from tpmcli.model.record import AnswerValue
from tpmcli.model.verdict import State
from world.people import POLICY, RECORD


def walk(small: Small, phase: str = "", role: Role | None = None, *, all_: bool = False) -> Walk:
    session = small.session()
    return Walk(open_workspace(session), session, phase, role, everything=all_)


# --- the walk ----------------------------------------------------------------------------------


def test_every_answer_is_saved_when_it_is_given(small: Small) -> None:
    walked = walk(small)
    assert (walked.phase.id, [item.slug for item in walked.items]) == ("idea", ["tried", "wanted"])
    first = walked.item
    assert first is not None
    assert walked.verdict(first).state is State.OPEN
    assert walked.say(AnswerValue.MET, ("docs/note.md", "https://example.com/x")) == [
        "https://example.com/x is recorded, but not verified"
    ]
    assert walked.verdict(first).state is State.SATISFIED
    assert small.open().record == walked.workspace.record
    walked.skip()
    assert (walked.item, walked.position, walked.answered) == (None, 2, 1)
    walked.back()
    assert walked.item is walked.items[1]
    walked.back()
    walked.back()
    assert walked.position == 0


def test_what_cannot_be_recorded_stays_under_way(small: Small) -> None:
    walked = walk(small)
    before = small.files()
    with pytest.raises(RefusedError, match="needs evidence"):
        walked.say(AnswerValue.MET)
    assert (walked.position, walked.answered, small.files()) == (0, 0, before)


def test_a_role_and_all(small: Small) -> None:
    small.answer("tried", "met", evidence=["docs/note.md"])
    assert [item.slug for item in walk(small).items] == ["wanted"]
    assert [item.slug for item in walk(small, role=Role.TPM).items] == []
    assert [item.slug for item in walk(small, role=Role.TPM, all_=True).items] == ["tried"]
    # What does not apply to the project is not asked.
    assert [item.slug for item in walk(small, "build").items] == ["documented"]


def test_no_phase_is_left_to_walk(small: Small) -> None:
    small.pass_idea()
    small.pass_build()
    with pytest.raises(RefusedError) as caught:
        walk(small)
    assert refused(caught) == ("every gate is decided", "name a phase: tpm walk PHASE")
    assert walk(small, "idea", all_=True).phase.id == "idea"


# --- proposals ---------------------------------------------------------------------------------


def test_the_newest_files_come_first_with_their_headings(small: Small) -> None:
    small.write("docs/old.md", "no heading\n")
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
    assert propose(opened, asked) == files
    assert propose(opened, asked, 1) == files[:1]
    places = ("docs/*.md", "doc/*.md")
    found = EvidenceProposals(asked, tuple(files[:2]), 3, places)
    assert find_evidence(opened, "tried", 2) == found


def test_an_item_that_says_nowhere_to_look_gets_no_proposal(small: Small) -> None:
    opened = small.open()
    asked = opened.checklist.items()["idea.wanted"]
    assert propose(opened, asked) == []
    assert find_evidence(opened, "wanted") == EvidenceProposals(asked, (), 0)
    with pytest.raises(UsageError):
        find_evidence(opened, "wnted")


def test_a_file_that_went_meanwhile_has_no_heading(small: Small) -> None:
    opened = small.open()
    opened.tree.files()
    real = opened.tree.files

    def listed() -> list[str]:
        return [*real(), "docs/gone.md"]

    class Tree:
        files = staticmethod(listed)
        modified = staticmethod(opened.tree.modified)
        chunks = staticmethod(opened.tree.chunks)

    changed = opened._replace(tree=Tree())  # type: ignore[arg-type]
    asked = opened.checklist.items()["idea.tried"]
    assert Proposal("docs/gone.md", "") in propose(changed, asked)


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
    (small.root / path).unlink()
    with pytest.raises(InvalidInputError) as caught:
        small.open()
    restore = Command(("git", "checkout", "--", File(path)))
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
