"""Every command of docs/roles.md is run, in its order, with the files and changes that it shows."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

from test_life_page import as_if_today

from world.command import Repository
from world.people import POLICY

PAGE = (Path(__file__).parents[2] / "docs/roles.md").read_text(encoding="utf-8")
STEPS = re.compile(
    r"^\$ (?P<command>.+)$(?:\n# exit (?P<code>\d))?"
    r"|^<!-- file: (?P<file>.+) -->\n```yaml\n(?P<text>(?:.*\n)*?)```$"
    r"|^<!-- policy: (?P<old>.+) => (?P<new>.+) -->$"
    r"|^<!-- answered: (?P<phase>.+) -->$",
    re.MULTILINE,
)


def test_every_command_does_what_the_page_says(repository: Repository) -> None:
    commands = 0
    for step in STEPS.finditer(as_if_today(PAGE)):
        if step["file"]:
            repository.write(step["file"], step["text"])
        elif step["old"]:
            start = "\n" if step["old"].endswith(":") else ""
            new = step["new"].replace("\\n", "\n")
            repository.edit(start + step["old"], start + new, POLICY)
        elif step["phase"]:
            repository.answer_all(step["phase"])
        else:
            run(repository, step["command"], int(step["code"] or 0))
            commands += 1
    assert commands >= 25


def run(repository: Repository, command: str, code: int) -> None:
    program, *words = shlex.split(command)
    if program == "git":
        repository.git(*words)
        return
    assert program == "tpm"
    done = repository.run(*words)
    assert done.code == code, f"{command}: {done.code}\n{done.out}{done.err}"


def test_the_page_shows_the_changes_that_are_made() -> None:
    """What the test edits in the policy is on the page as a reader sees it."""
    shown = re.sub(r"<!--.*?-->", "", PAGE, flags=re.DOTALL)
    for step in STEPS.finditer(PAGE):
        if step["old"]:
            for line in step["new"].split("\\n"):
                assert line.strip() in shown or line in ("aliases: {}", "people:", "gate:")
