"""`tpm answer`: the record before and after, byte for byte."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from small_project import AT, Small, changes, problems, refused

from tpmcli.app.answer import AnswerRequest, answer
from tpmcli.app.workspace import open_workspace
from tpmcli.model.errors import InvalidInputError, RefusedError, UsageError
from tpmcli.model.problem import Flaw, Hint, Problem, Remedy
from tpmcli.model.record import AnswerValue
from world.people import PM, POLICY, STRANGER, TPM


def say(small: Small, *names: str, value: str = "met", person: str = TPM, **more: Any) -> list[str]:
    """Answers, and gives the remarks."""
    session = small.session(person, folder=more.pop("folder", ""))
    done = answer(
        open_workspace(session), session, names, AnswerRequest(AnswerValue(value), **more)
    )
    # What is returned is what a fresh reading finds.
    assert done.workspace.record == small.open().record
    return list(done.remarks)


def sha(small: Small, path: str = "docs/note.md") -> str:
    from hashlib import sha256

    return sha256((small.root / path).read_bytes()).hexdigest()


def test_an_answer_fills_its_block_and_nothing_else(small: Small) -> None:
    before = small.read()
    assert say(small, "tried", evidence=("docs/note.md",), note="it works") == []
    assert changes(before, small.read()) == [
        "-  idea.tried: {}",
        "+  idea.tried:",
        "+    answer: met",
        "+    role: tpm",
        "+    evidence:",
        "+      - path: docs/note.md",
        f"+        sha256: {sha(small)}",
        "+    note: it works",
        f"+    by: {TPM}",
        f'+    at: "{AT}"',
        f"+    question: {small.question('idea.tried')}",
    ]


def test_a_gap_with_a_plan(small: Small) -> None:
    before = small.read()
    say(small, "wanted", value="not-met", person=PM, owner=TPM, due="2026-12-01")
    assert changes(before, small.read()) == [
        "-  idea.wanted: {}",
        "+  idea.wanted:",
        "+    answer: not-met",
        "+    role: pm",
        f"+    owner: {TPM}",
        '+    due: "2026-12-01"',
        f"+    by: {PM}",
        f'+    at: "{AT}"',
        f"+    question: {small.question('idea.wanted')}",
    ]


def test_people_keep_their_comments(small: Small) -> None:
    small.edit("  idea.tried: {}\n", "  # ask Ann\n  idea.tried: {}  # by Friday\n")
    small.edit("  idea.wanted: {}\n", "  idea.wanted: {}\n  # the market is small\n")
    say(small, "tried", evidence=("docs/note.md",))
    say(small, "tried", note="again")
    text = small.read()
    for comment in ("# ask Ann\n", "# by Friday\n", "# the market is small\n"):
        assert text.count(comment) == 1


def test_several_items_or_none(small: Small) -> None:
    before = small.files()
    with pytest.raises(RefusedError) as caught:
        say(small, "documented", "tried")
    assert refused(caught) == (
        "“It was tried” needs evidence (a note)",
        (
            "help: run `tpm answer idea.tried met --evidence FILE` (FILE is a file or"
            " link that shows it)"
        ),
    )
    assert small.files() == before
    # An item that is named twice is answered once.
    say(small, "documented", "build.documented", "tried", evidence=("docs/note.md",))
    assert small.read().count("answer: met") == 2


def test_confirming_keeps_the_evidence_and_looks_at_it_anew(small: Small) -> None:
    say(small, "tried", evidence=("docs/note.md", "https://example.com/x"), note="first")
    before = small.read()
    small.write("docs/note.md", "# Note\n\nIt was tried for a month, and it works.\n")
    remarks = say(small, "tried")
    assert remarks == ["kept the evidence of idea.tried: docs/note.md, https://example.com/x"]
    after = changes(before, small.read())
    assert after[1:2] == [f"+        sha256: {sha(small)}"]
    assert after[2:] == ["-    note: first"]


def test_evidence_that_is_gone_does_not_confirm(small: Small) -> None:
    say(small, "tried", evidence=("docs/note.md",))
    (small.root / "docs/note.md").unlink()
    before = small.files()
    with pytest.raises(RefusedError) as caught:
        say(small, "tried")
    assert refused(caught) == (
        "`docs/note.md` does not exist",
        "help: check the path, or write the file first",
    )
    assert small.files() == before


def test_a_gap_takes_no_evidence_along(small: Small) -> None:
    say(small, "tried", evidence=("docs/note.md",))
    say(small, "tried", value="not-met")
    assert "docs/note.md" not in small.read()
    with pytest.raises(RefusedError, match="needs evidence"):
        say(small, "tried")


def test_the_waivers_of_an_item_stay(small: Small) -> None:
    from tpmcli.app.waive import waive

    session = small.session()
    waive(small.open(), session, "tried", reason="later", until="2026-12-01", approved_by=PM)
    before = small.read()
    say(small, "tried", evidence=("docs/note.md",))
    gone = [line for line in changes(before, small.read()) if line.startswith("-")]
    assert gone == []
    assert small.open().record.item("idea.tried").waivers[0].reason == "later"


def test_a_carried_answer_that_is_given_again_is_carried_no_more(small: Small) -> None:
    say(small, "documented")
    small.edit(f'    at: "{AT}"\n', f'    at: "{AT}"\n    carried: "0.9"\n')
    say(small, "documented", note="still so")
    assert "carried" not in small.read()


@pytest.mark.parametrize(
    ("evidence", "remarks"),
    [
        (("https://example.com/x",), ["https://example.com/x is recorded, but not verified"]),
        (("docs/todo.md",), ["`docs/todo.md:3` still contains `TODO`"]),
        (("docs/note.md", "docs/note.md"), []),
        (("docs/note.md#note",), []),
    ],
)
def test_remarks_on_evidence(small: Small, evidence: tuple[str, ...], remarks: list[str]) -> None:
    small.write("docs/todo.md", "# Todo\n\nTODO: say the rest\n\nThe first part is done.\n")
    assert say(small, "tried", evidence=evidence) == remarks
    recorded = small.open().record.item("idea.tried").answer
    assert recorded is not None
    assert [each.target for each in recorded.evidence] == list(dict.fromkeys(evidence))


GRADES = {"thin": "docs/short.md", "placeholder": "docs/todo.md"}


@pytest.mark.parametrize("key", GRADES)
@pytest.mark.parametrize("grade", ["off", "warn", "block"])
def test_the_policy_says_what_weak_evidence_does(small: Small, key: str, grade: str) -> None:
    given = "  thin: block  # fewer than 24 letters and digits in the whole file\n"
    text = "".join(f"  {each}: {grade if each == key else 'off'}\n" for each in GRADES)
    small.edit(
        "  reused: warn  # one document cited as a whole for more than three items\n", "", POLICY
    )
    small.edit(
        "  placeholder: warn  # TODO, TBD or a field of a template that is left\n", "", POLICY
    )
    small.edit(given, text.replace(": off", ': "off"'), POLICY)
    small.write("docs/short.md", "# Short\n\nok\n")
    small.write("docs/todo.md", "# Todo\n\nTODO: the rest of what we have to say of it\n\nDone.\n")
    remarks = {
        "thin": "`docs/short.md` has hardly any text",
        "placeholder": "`docs/todo.md:3` still contains `TODO`",
    }
    if grade != "block":
        said = say(small, "tried", evidence=(GRADES[key],))
        assert said == ([remarks[key]] if grade == "warn" else [])
        return
    before = small.files()
    with pytest.raises(RefusedError, match=remarks[key]):
        say(small, "tried", evidence=(GRADES[key],))
    assert small.files() == before
    # A gap may cite what it likes.
    say(small, "tried", value="not-met", evidence=(GRADES[key],))


def test_a_file_of_tpm_is_no_evidence(small: Small) -> None:
    with pytest.raises(RefusedError, match="a file of tpm itself"):
        say(small, "tried", evidence=(".tpm/policy.yaml",))


def test_a_stranger_is_recorded_with_a_remark(small: Small) -> None:
    assert say(small, "documented", person=STRANGER) == [
        f"{STRANGER} is not in `people` of `.tpm/policy.yaml`"
    ]


def test_paths_are_taken_from_the_folder_where_one_stands(small: Small) -> None:
    say(small, "tried", evidence=("note.md",), folder="docs")
    assert "- path: docs/note.md\n" in small.read()


@pytest.mark.parametrize(
    ("path", "message", "hint"),
    [
        ("docs/not.md", "`docs/not.md` does not exist", "help: did you mean `docs/note.md`?"),
        ("x.bin", "`x.bin` does not exist", "help: check the path, or write the file first"),
        ("docs/empty.md", "`docs/empty.md` is empty: it has no content", "help: fill it first"),
        ("docs/new.md", "`docs/new.md` is not tracked by git", "→ git add docs/new.md"),
        ("docs/new.md#x", "`docs/new.md#x` is not tracked by git", "→ git add docs/new.md"),
        ("http://", "`http://` is not a link", "help: write it as https://host/path"),
        ("https://a b", "`https://a b` is not a link", "help: write it as https://host/path"),
    ],
)
def test_what_cannot_be_evidence(small: Small, path: str, message: str, hint: str) -> None:
    small.write("docs/empty.md", "")
    (small.root / "docs/new.md").write_text("# X\n\nnew\n", encoding="utf-8")
    before = small.files()
    with pytest.raises(RefusedError) as caught:
        say(small, "tried", evidence=(path,))
    assert refused(caught) == (message, hint)
    assert small.files() == before


@pytest.mark.parametrize(
    ("path", "message", "hint"),
    [
        (
            "docs/did you mean.md",
            "`docs/did you mean.md` does not exist: `other/did you mean.md` has the same name",
            "help: check the path, or write the file first",
        ),
        (
            "docs/so.md#did-you-mean-it",
            (
                "`docs/so.md#did-you-mean-it` is empty: there is no text under the"
                " heading `did you mean it?` (line 1)"
            ),
            "help: fill it first",
        ),
        (
            "docs/note.md#not",
            "`docs/note.md#not` does not exist: there is no heading `#not`",
            "help: did you mean `note`?",
        ),
        (
            "docs/note.md#xyz",
            "`docs/note.md#xyz` does not exist: there is no heading `#xyz`: choose one of note",
            "help: check the path, or write the file first",
        ),
        (
            "docs/a new.md#x",
            "`docs/a new.md#x` is not tracked by git",
            "→ git add 'docs/a new.md'",
        ),
    ],
)
def test_the_hint_hangs_on_the_kind_of_trouble_not_on_its_words(
    small: Small, path: str, message: str, hint: str
) -> None:
    """A name or a heading may hold the words of a message."""
    small.write("other/did you mean.md", "# X\n\nyes\n")
    small.write("docs/so.md", "# did you mean it?\n")
    (small.root / "docs/a new.md").write_text("# X\n\nnew\n", encoding="utf-8")
    with pytest.raises(RefusedError) as caught:
        say(small, "tried", evidence=(path,))
    assert refused(caught) == (message, hint)


@pytest.mark.parametrize("path", ["/etc/passwd", "../kettle/docs/note.md"])
def test_evidence_is_a_file_of_this_repository(small: Small, path: str) -> None:
    with pytest.raises(RefusedError, match="is not inside this repository"):
        say(small, "tried", evidence=(path,))


def test_unfit_arguments_change_nothing(small: Small) -> None:
    before = small.files()
    with pytest.raises(UsageError) as caught:
        say(small, "documented", value="not-met", due="tomorrow")
    assert refused(caught) == (
        "`tomorrow` is not a date",
        "help: write YYYY-MM-DD, such as 2026-12-31",
    )
    with pytest.raises(UsageError) as caught:
        say(small, "documnted")
    assert refused(caught) == ("no item named `documnted`", "help: did you mean `documented`?")
    with pytest.raises(UsageError) as caught:
        say(small, "documented", person="nobody")
    assert refused(caught) == (
        "`nobody` is not an email address",
        ("help: write an address such as pat@example.com"),
    )
    with pytest.raises(UsageError) as caught:
        say(small, "documented", note="so it is \u202e")
    assert caught.value.message.startswith("this cannot be recorded: ")
    assert small.files() == before


# --- two people at once ------------------------------------------------------------------------


def test_what_somebody_else_saved_meanwhile_stays(small: Small) -> None:
    session = small.session()
    opened = open_workspace(session)
    small.answer("wanted", by=PM, note="they ask every day")
    meanwhile = small.read()
    done = answer(opened, session, ["documented"], AnswerRequest(AnswerValue.MET))
    gone = [line for line in changes(meanwhile, small.read()) if line.startswith("-")]
    assert gone == ["-  build.documented: {}"]
    assert done.workspace.record == small.open().record


def test_a_decision_taken_meanwhile_binds(small: Small) -> None:
    session = small.session()
    opened = open_workspace(session)
    small.pass_idea()
    before = small.files()
    with pytest.raises(RefusedError) as caught:
        answer(opened, session, ["wanted"], AnswerRequest(AnswerValue.NOT_MET))
    assert refused(caught) == (
        "answers in idea are locked: the gate is decided (`go`)",
        "help: reopen the gate: `tpm gate decide idea recycle --reason REASON` (REASON says why)",
    )
    assert small.files() == before


def test_a_record_that_broke_or_went_meanwhile(small: Small) -> None:
    session = small.session()
    opened = open_workspace(session)
    small.edit("policy: kettle-00000000", "policy: kettle-1")
    broken = small.files()
    with pytest.raises(InvalidInputError) as caught:
        answer(opened, session, ["documented"], AnswerRequest(AnswerValue.MET))
    words = ("kettle-1", "kettle-00000000")
    hint = Hint(Remedy.RESTORE_OWN_FILE)
    assert problems(caught) == [Problem(Flaw.FOREIGN_RECORD, words, ".tpm/project.yaml", hint=hint)]
    assert small.files() == broken
    Path(small.root, ".tpm/project.yaml").unlink()
    with pytest.raises(InvalidInputError) as caught:
        answer(opened, session, ["documented"], AnswerRequest(AnswerValue.MET))
    assert problems(caught) == [Problem(Flaw.FILE_MISSING, (), ".tpm/project.yaml")]


def test_an_increment_beside_is_answered_in_its_own_file(small: Small) -> None:
    from tpmcli.app.start import start

    start(small.open(), small.session(), "1.0.1", parallel=True)
    before = small.files()
    small.answer("documented", increment="1.0.1")
    after = small.files()
    assert [path for path in after if after[path] != before[path]] == [".tpm/increments/1.0.1.yaml"]


# --- what checks find in what was cited --------------------------------------------------------

_TABLE = "table: {file: evidence, columns: [Risk, Owner], filled: true}"
_RISKS = "# Risks\n\nThey were collected in a workshop.\n\n| Risk | Owner |\n|---|---|\n"
_FAILS = "a check of idea.tried fails: "
_NONE = "file: {glob: docs/none.md}"


def checked(small: Small, *checks: str) -> None:
    """Give the item that needs evidence automated checks."""
    lines = "".join(f"      - {check}\n" for check in checks)
    small.edit("\npm:\n", f"\n    checks:\n{lines}pm:\n", "own/idea.yaml")


@pytest.mark.parametrize(
    ("check", "text", "remarks"),
    [
        (_TABLE, f"{_RISKS}| fire | Ann |\n", []),
        (_TABLE, f"{_RISKS}| fire |  |\n", [f"{_FAILS}docs/risks.md:7: no Owner in this row"]),
        (
            _TABLE,
            "# Risks\n\nNobody wrote a table of them.\n",
            [f"{_FAILS}docs/risks.md: there is no table in it"],
        ),
        (
            f"any-of: [{{{_TABLE}}}, {{{_NONE}}}]",
            f"{_RISKS}| fire |  |\n",
            [
                (
                    f"{_FAILS}none of 2 checks passes: docs/risks.md:7: no Owner in this row;"
                    " docs/none.md does not exist"
                )
            ],
        ),
        ("text: {file: evidence, contains: [Owner]}", f"{_RISKS}| fire |  |\n", []),
    ],
)
def test_a_check_that_fails_on_the_cited_file_is_told_at_once(
    small: Small, check: str, text: str, remarks: list[str]
) -> None:
    """The answer is recorded all the same: the gate shows the check until the file is complete."""
    checked(small, check)
    small.write("docs/risks.md", text)
    assert say(small, "tried", evidence=("docs/risks.md",)) == remarks
    assert small.open().record.item("idea.tried").answer is not None


def test_a_check_that_cannot_read_what_is_cited_is_told_at_once(small: Small) -> None:
    checked(small, _TABLE)
    assert say(small, "tried", evidence=("https://example.com/risks",)) == [
        "https://example.com/risks is recorded, but not verified",
        (
            "a check of idea.tried could not run: the answer cites no file that this check can"
            " read: https://example.com/risks"
        ),
    ]


def test_each_item_that_is_answered_is_checked_and_nothing_else(small: Small) -> None:
    """Not a check of another file, an answer that is no claim, or an item that was not named."""
    checked(small, _TABLE, _NONE)
    named = "  - id: documented\n"
    small.edit(named, f"{named}    checks: [{{{_TABLE}}}]\n", "own/build.yaml")
    small.write("docs/risks.md", f"{_RISKS}| fire |  |\n")
    assert say(small, "tried", value="not-met", evidence=("docs/risks.md",)) == []
    assert len(say(small, "tried", evidence=("docs/risks.md",))) == 1
    both = say(small, "tried", "documented", evidence=("docs/risks.md",))
    assert [each.partition(" fails: ")[0] for each in both] == [
        "a check of idea.tried",
        "a check of build.documented",
    ]
    # The one that is not named now has the answer from before.
    small.write("docs/risks.md", f"{_RISKS}| fire | Ann |\n")
    assert say(small, "documented", evidence=("docs/risks.md",)) == []
