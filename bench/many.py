"""Makes many projects in one repository: `python bench/many.py FOLDER PROJECTS`.

All are asked the same: the shipped `standard` items with the pack `agile` and every trait, 139 in
all. Each has its own record with all of them answered and two gates decided, and 20 notes as
evidence. One is made by the commands themselves; the others are copies under names of their own.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tpmcli.app.workspace import load_requirements
from tpmcli.cli.main import main
from tpmcli.model.checklist import Item
from tpmcli.model.role import PM, TPM, Role
from tpmcli.repo.worktree import WorkTree
from tpmcli.store.checklists.shipped import traits

DOCUMENTS = 20
A_GROUP = 50
PEOPLE = {TPM: "tpm@example.com", PM: "pm@example.com"}
DECIDED = ("feasibility", "requirements")


def make_many(folder: Path, count: int) -> None:
    """So many projects in a git repository."""
    first = folder / "group-0" / "project-0"
    first.mkdir(parents=True)
    _git(folder, "init", "-q")
    _begin(first)
    _git(folder, "add", "-A")
    here = Path.cwd()
    os.chdir(first)
    try:
        _live()
    finally:
        os.chdir(here)
    for number in range(1, count):
        copy = folder / f"group-{number // A_GROUP}" / f"project-{number}"
        shutil.copytree(first, copy)
        for name in ("policy.yaml", "project.yaml"):
            file = copy / ".tpm" / name
            text = file.read_text(encoding="utf-8")
            text = text.replace("project-0-", f"project-{number}-")
            file.write_text(text.replace("Project 0", f"Project {number}"), encoding="utf-8")
    _git(folder, "add", "-A")
    _git(folder, "-c", "user.name=B", "-c", "user.email=b@example.com", "commit", "-qm", "Bench")


def _begin(folder: Path) -> None:
    (folder / "docs").mkdir()
    for number in range(DOCUMENTS):
        text = f"# Note {number}\n\n" + "What was looked at, and what was found.\n" * 40
        (folder / f"docs/note-{number}.md").write_text(text, encoding="utf-8")
    words = ["init", "-q", "-C", str(folder), "--name", "Project 0", "--pack", "agile"]
    for trait in traits():
        words += ["--trait", trait]
    _tpm(*words, "--tpm", PEOPLE[TPM], "--pm", PEOPLE[PM])


def _live() -> None:
    """All items answered, each role by itself, the notes in turn; then the first gates decided."""
    items = list(load_requirements(WorkTree(".")).checklist.items().values())
    for role, person in PEOPLE.items():
        for number in range(DOCUMENTS):
            mine = _share(items, role, number)
            if mine:
                note = f"docs/note-{number}.md"
                _tpm("answer", *mine, "met", "-e", note, "--as", person, "-q")
    for phase in DECIDED:
        for role, person in PEOPLE.items():
            _tpm("sign", phase, "--role", role, "--as", person, "-q")
        _tpm("gate", "decide", phase, "go", "--reason", "bench", "--as", PEOPLE[PM], "-q")


def _share(items: list[Item], role: Role, number: int) -> list[str]:
    """The items of a role that cite the note of this number."""
    return [
        item.id
        for place, item in enumerate(items)
        if item.role == role and place % DOCUMENTS == number
    ]


def _tpm(*words: str) -> None:
    code = main(words)
    if code:
        raise SystemExit(f"tpm {' '.join(words)}: exit {code}")


def _git(folder: Path, *words: str) -> None:
    subprocess.run(["git", *words], cwd=folder, check=True)


if __name__ == "__main__":
    make_many(Path(sys.argv[1]), int(sys.argv[2]))
