"""A Product Manager without a terminal: a form goes out, is filled in, and comes back."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest
from openpyxl import load_workbook

from world.command import Repository
from world.people import PM, RECORD, TPM

if sys.platform == "win32":
    pytest.skip("pseudo-terminals are a POSIX thing", allow_module_level=True)

from tpmcli.store.record.file import read_record
from world.person import Person

ITEM = "feasibility.problem-statement-agreed"


@pytest.fixture
def sent(project: Repository) -> Repository:
    """A project with evidence, and the form of the PM, filled in with one answer."""
    made = project
    done = made.run("export", "answers", "--role", "pm", "--output", "for the PM.xlsx")
    assert done.code == 0, done
    book = load_workbook(made.path("for the PM.xlsx"))
    sheet = book.worksheets[1]
    places = {str(cell.value): cell.column or 0 for cell in sheet[3]}
    rows = {str(sheet.cell(row, places["Id"]).value): row for row in range(4, sheet.max_row + 1)}
    sheet.cell(rows[ITEM], places["Answer"]).value = "met"
    sheet.cell(rows[ITEM], places["Evidence"]).value = "docs/evidence.md"
    book.save(made.path("for the PM.xlsx"))
    return made


@pytest.fixture
def importing(sent: Repository) -> Iterator[Person]:
    """The TPM, who imports the form at a terminal."""
    words = ("import", "answers", "for the PM.xlsx", "--as", PM)
    person = Person(sent.command, sent.root, *words)
    yield person
    person.close()


def answer(project: Repository) -> tuple[str, str] | None:
    """Return who answered the item, and how."""
    found = read_record(project.path(RECORD).read_bytes(), RECORD).item(ITEM).answer
    return found and (found.by, str(found.value))


def test_every_change_is_shown_and_recorded_if_that_is_wanted(
    sent: Repository, importing: Person
) -> None:
    shown = importing.sees(f"Record 1 answer as {PM}? [y/N]")
    assert "docs/evidence.md" in shown
    assert max(map(len, shown.splitlines())) <= 80
    assert answer(sent) is None
    importing.types("y")
    importing.sees(f"recorded 1 answer as {PM}")
    assert importing.leaves() == 0
    assert answer(sent) == (PM, "met")


def test_whoever_does_not_say_yes_records_nothing(sent: Repository, importing: Person) -> None:
    importing.sees("[y/N]")
    importing.types("")
    importing.sees("nothing was recorded")
    assert importing.leaves() == 1
    assert answer(sent) is None


@pytest.mark.parametrize(
    ("typed", "code", "who"),
    [("f", 0, (PM, "met")), ("r", 0, (TPM, "not-met")), ("", 1, (TPM, "not-met"))],
)
def test_two_answers_are_shown_side_by_side(
    sent: Repository, typed: str, code: int, who: tuple[str, str]
) -> None:
    assert sent.run("answer", ITEM, "not-met", "--as", TPM).code == 0
    words = ("import", "answers", "for the PM.xlsx", "--as", PM)
    person = Person(sent.command, sent.root, *words)
    shown = person.sees("Which answer counts? [f]orm, [r]ecord, Enter for neither:")
    assert "recorded" in shown
    person.types(typed)
    if typed == "f":
        person.sees("[y/N]")
        person.types("yes")
    assert person.leaves() == code
    assert answer(sent) == who


def test_in_a_script_it_asks_for_yes(sent: Repository) -> None:
    words = ("import", "answers", "for the PM.xlsx", "--as", PM)
    assert sent.run(*words).code == 2
    assert sent.run(*words, "--dry-run").code == 0
    assert answer(sent) is None
    assert sent.run(*words, "--yes", "--quiet").code == 0
    assert answer(sent) == (PM, "met")
    again = sent.run(*words, "--yes")
    assert again.code == 0
    assert again.out.endswith(" unchanged\n")
    assert again.out.count("\n") == 1


def test_a_form_that_somebody_may_have_filled_in_is_not_overwritten(sent: Repository) -> None:
    before = sent.path("for the PM.xlsx").read_bytes()
    done = sent.run("export", "answers", "--output", "for the PM.xlsx")
    assert done.code == 2
    assert sent.path("for the PM.xlsx").read_bytes() == before
    done = sent.run("export", "answers", "--output", ".tpm/form.csv")
    assert done.code == 2
    assert sent.run("export", "answers", "--output", "for the PM.xlsx", "--force").code == 0
    assert sent.path("for the PM.xlsx").read_bytes() != before
