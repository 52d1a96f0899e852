"""Fixes for whoever reads them, on a project in a real repository."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from small_project import IDEA, NOTE, Small

from tpmcli.app.gate_check import check
from tpmcli.app.place import place_here, place_of
from tpmcli.app.reader import Reader
from tpmcli.app.status import get_status
from tpmcli.app.why import explain_item
from tpmcli.app.workspace import is_ignored
from tpmcli.model.finding import Finding, about_gate
from tpmcli.model.fix import Advice, Blank, Command, Fix, Help, Word, tpm
from tpmcli.model.place import Place
from tpmcli.model.rule import Reason, Severity
from tpmcli.rules.gate_check import CheckRequest, CheckScope
from tpmcli.rules.next import next_step
from world.people import PM, POLICY, TPM

TRIED = "idea.tried"
STRANGER = "stranger@example.com"


@pytest.fixture
def small(tmp_path: Path) -> Small:
    made = Small.make(tmp_path / "kettle")
    made.init()
    return made


def met(file: Word) -> Command:
    """The answer to the item that needs evidence, as it is given by its TPM."""
    return tpm("answer", "--as", TPM, TRIED, "met", "--evidence", file)


def fixes(small: Small, reason: object, person: str = TPM, phase: str = "idea") -> list[Fix | None]:
    """What the reader of `gate check` is told, by `person` in the project's folder."""
    context = small.session(person)
    workspace = small.open(person)
    report = check(workspace, CheckRequest(CheckScope.PHASE, phase))
    read = Reader(workspace, context).report(report)
    return [each.fix for each in read.all_findings() if each.reason is reason]


def of_tried(small: Small, **more: str) -> Fix | None:
    (fix, *_) = fixes(small, Reason.UNANSWERED, **more)
    return fix


# --- evidence ----------------------------------------------------------------------------------


def test_the_only_file_that_may_show_an_item_is_filled_in(small: Small) -> None:
    assert of_tried(small) == met(NOTE)


def test_of_several_one_is_to_be_chosen(small: Small) -> None:
    small.write("docs/other.md", "# Other\n\nIt was tried there for a day, and it works, too.\n")
    assert of_tried(small) == Advice(
        Help.CHOOSE_EVIDENCE, met(Blank.EVIDENCE), before=tpm("evidence", "find", TRIED)
    )


@pytest.mark.parametrize(
    "refused", ["", "\n", "# Other\n\n<!-- What was tried -->\n", "# Other\n\nYes.\n"]
)
def test_a_file_that_the_policy_refuses_is_none(small: Small, refused: str) -> None:
    """`init` writes `thin: block`; a command that cites such a file would be refused."""
    small.write("docs/other.md", refused)
    assert of_tried(small) == met(NOTE)
    small.git("rm", "-q", "-f", "--", NOTE)
    name = "docs/other.md"
    assert of_tried(small) == Advice(Help.COMPLETE_EVIDENCE, met(name), name)


def test_a_file_that_git_does_not_track_is_none(small: Small) -> None:
    small.path("docs/other.md").write_text("# Other\n", encoding="utf-8")
    assert of_tried(small) == met(NOTE)


def test_without_one_it_is_begun_from_the_template(small: Small) -> None:
    small.git("rm", "-q", "-f", "--", NOTE)
    assert of_tried(small) == met(Blank.EVIDENCE)
    template = IDEA.replace('find: ["docs/*.md"]', 'find: ["docs/*.md"], template: spike-note')
    small.write("own/idea.yaml", template)
    assert of_tried(small) == Advice(
        Help.WRITE_EVIDENCE, met(Blank.EVIDENCE), before=tpm("evidence", "new", TRIED)
    )


def test_an_item_that_names_no_files_is_left(small: Small) -> None:
    small.write("own/idea.yaml", IDEA.replace(', find: ["docs/*.md"]', ""))
    assert of_tried(small) == met(Blank.EVIDENCE)


def test_a_name_is_a_path_from_where_the_reader_stands(small: Small) -> None:
    small.git("mv", NOTE, "docs/-it's a $(note).md")
    context = small.session(folder=str(small.root / "docs"))
    workspace = small.open()
    read = Reader(workspace, context).explanation(explain_item(workspace, TRIED))
    assert read.verdict is not None
    assert read.verdict.findings[0].fix == met("./-it's a $(note).md")


def test_next_fills_it_in_too(small: Small) -> None:
    workspace, context = small.open(), small.session()
    step = Reader(workspace, context).step(next_step(get_status(workspace), None))
    assert step is not None
    assert step.fix == met(NOTE)
    assert Reader(workspace, context).step(None) is None


# --- people ------------------------------------------------------------------------------------


def people_of(fix: Fix | None) -> tuple[str, ...]:
    """Who must be asked to run the command; nobody is asked to act in the reader's name."""
    command = fix.command if isinstance(fix, Advice) else fix
    assert isinstance(command, Command)
    assert not command.people or "--as" not in command.words
    return command.people


@pytest.mark.parametrize(
    ("person", "asked"),
    [(TPM, [(), (PM,)]), (PM, [(TPM,), ()]), (STRANGER, [(TPM,), (PM,)])],
)
def test_a_command_is_for_the_reader_or_for_whoever_may(
    small: Small, person: str, asked: list[tuple[str, ...]]
) -> None:
    """A role stands for the addresses of those who hold it."""
    assert [people_of(fix) for fix in fixes(small, Reason.SIGNOFF_MISSING, person)] == asked


def test_an_alias_is_the_same_person(small: Small) -> None:
    small.edit("aliases: {}", f"aliases: {{{PM}: [p@example.com]}}", ".tpm/policy.yaml")
    signoffs = fixes(small, Reason.SIGNOFF_MISSING, "p@example.com")
    assert [people_of(fix) for fix in signoffs] == [(TPM,), ()]


def test_a_role_that_nobody_holds_stays_a_role(small: Small) -> None:
    workspace, context = small.open(STRANGER), small.session(STRANGER)
    workspace = workspace._replace(policy=workspace.policy._replace(people={}))
    about = about_gate("idea")
    ask = Finding(Reason.UNDECIDED, about, Severity.ERROR, fix=tpm("sync", people=("pm",)))
    assert people_of(Reader(workspace, context).finding(ask).fix) == ("pm",)


def test_who_reads_may_be_unknown(small: Small, monkeypatch: pytest.MonkeyPatch) -> None:
    """In CI, nobody is: those who may are named, and nothing fails."""
    context = small.session("")._replace(env={"PATH": os.environ["PATH"]})
    small.git("config", "--unset-all", "user.email")
    workspace = small.open()
    report = check(workspace, CheckRequest(CheckScope.PHASE, "idea"))
    read = Reader(workspace, context).report(report)
    signoffs = [each for each in read.all_findings() if each.reason is Reason.SIGNOFF_MISSING]
    assert [people_of(each.fix) for each in signoffs] == [(TPM,), (PM,)]


# --- what is due -------------------------------------------------------------------------------


def test_an_earlier_gate_that_is_met_is_decided(small: Small) -> None:
    small.answer("tried", evidence=[NOTE])
    small.answer("wanted", by=PM)
    (before,) = fixes(small, Reason.EARLIER_GATE_UNDECIDED, phase="build")
    assert before == tpm("gate", "check", "idea")
    small.sign("idea")
    (due,) = fixes(small, Reason.EARLIER_GATE_UNDECIDED, phase="build")
    assert due == tpm("gate", "decide", "--as", TPM, "idea", "go")


def test_a_file_that_git_ignores_cannot_be_added(small: Small) -> None:
    small.answer("tried", evidence=[NOTE])
    small.git("rm", "-q", "--cached", "--", NOTE)
    assert fixes(small, Reason.EVIDENCE_UNTRACKED) == [Command(("git", "add", NOTE))]
    small.write(".gitignore", "docs/\n")
    assert fixes(small, Reason.EVIDENCE_UNTRACKED) == [Advice(Help.NOT_IGNORED, name=NOTE)]
    workspace = small.open()
    assert (is_ignored(workspace, NOTE), is_ignored(workspace, "src/a.py")) == (True, False)


# --- where -------------------------------------------------------------------------------------


def test_where_the_reader_stands(small: Small) -> None:
    root = str(small.root)
    above, docs = os.path.dirname(root), os.path.join(root, "docs")
    given = small.session(person=TPM)
    for folder, place in (
        (root, Place(person=TPM)),
        (docs, Place(inside="docs", person=TPM)),
        (above, Place("kettle", person=TPM)),
    ):
        assert place_of(given._replace(folder=folder), root) == place
    # As the reader named it, not as it is called.
    named = given._replace(folder=root, directory="../x", increment="1.0")
    assert place_of(named, root) == Place("../x", "", "1.0", TPM)
    beyond = given._replace(folder=above, directory="../y")
    assert place_of(beyond, root) == Place(os.path.join("../y", "kettle"), person=TPM)


def test_the_place_is_known_without_a_project(small: Small, tmp_path: Path) -> None:
    given = small.session(person="")
    assert place_here(given._replace(folder=str(small.root / "own"))) == Place(inside="own")
    assert place_here(given._replace(folder=str(tmp_path))) == Place()


# --- roles -------------------------------------------------------------------------------------


def test_whoever_stands_in_is_asked_and_given_the_command(small: Small) -> None:
    """In the days of the delegation, and no longer."""
    sign = tpm("sign", "idea", "--role", "pm")
    for item in ("wanted",):
        small.answer(item, by=PM)
    (fix,) = fixes(small, Reason.SIGNOFF_MISSING, person=STRANGER)[-1:]
    assert fix == sign._replace(people=(PM,))
    first, last = "2026-11-01", "2026-12-31"
    lent = f"{{from: {PM}, to: {STRANGER}, role: pm, first: '{first}', last: '{last}', reason: x}}"
    small.edit("\ngate:", f"\ndelegations: [{lent}]\ngate:", POLICY)
    (fix,) = fixes(small, Reason.SIGNOFF_MISSING, person="dev@example.com")[-1:]
    assert fix == sign._replace(people=(PM, STRANGER))
    (fix,) = fixes(small, Reason.SIGNOFF_MISSING, person=STRANGER)[-1:]
    assert fix == tpm("sign", "--as", STRANGER, "idea", "--role", "pm")
    small.edit(last, "2026-11-02", POLICY)
    (fix,) = fixes(small, Reason.SIGNOFF_MISSING, person=STRANGER)[-1:]
    assert fix == sign._replace(people=(PM,))
