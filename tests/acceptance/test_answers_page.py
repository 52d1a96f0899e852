"""Every command of docs/answers.md is run, in its order, in one repository."""

from __future__ import annotations

import shlex
from pathlib import Path

from openpyxl import load_workbook

from tpmcli.store.record.file import read_record
from world.command import Repository
from world.people import PM, RECORD

PAGE = (Path(__file__).parents[2] / "docs/answers.md").read_text(encoding="utf-8")
COMMANDS = [line.removeprefix("$ ") for line in PAGE.splitlines() if line.startswith("$ ")]
WRITTEN = next(line for line in PAGE.splitlines() if "{answer: met" in line)


def test_every_command_of_the_page_works(project: Repository) -> None:
    project.write("docs/prd.md", "# Requirements\n\nEverybody agreed to these, on one page.\n")
    project.commit("write")
    for command in COMMANDS:
        if command == "tpm lint --fix":
            _write_by_hand(project)
        done = project.run(*shlex.split(command)[1:])
        assert done.code == 0, (command, done)
        if "--output for-the-pm.xlsx" in command:
            _fill_in(project.path("for-the-pm.xlsx"))
    assert len(COMMANDS) == 7
    record = read_record(project.path(RECORD).read_bytes(), RECORD)
    answers = {name: item.answer for name, item in record.items.items() if item.answer}
    assert [str(answer.value) for answer in answers.values()] == ["not-met", "met"]
    assert {answer.by for answer in answers.values()} == {PM}


def _fill_in(path: Path) -> None:
    book = load_workbook(path)
    book.worksheets[1]["F4"] = "not-met"
    book.save(path)


def _write_by_hand(project: Repository) -> None:
    name = WRITTEN.split(":")[0].strip()
    text = project.path(RECORD).read_text(encoding="utf-8")
    # The item of the page is one of the standard lifecycle, so that its block is there.
    assert f"  {name}: {{}}\n" in text
    project.path(RECORD).write_text(text.replace(f"  {name}: {{}}", WRITTEN), encoding="utf-8")
    project.git("commit", "-qam", "Answer in a web editor", f"--author=PM <{PM}>")
