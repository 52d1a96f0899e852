"""What the scripts that build the examples share: a history told with a clock of its own."""

from __future__ import annotations

import io
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterable
from contextlib import chdir, redirect_stdout
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

from tpmcli.app.answer import AnswerRequest, answer
from tpmcli.app.context import CommandContext
from tpmcli.app.sign import sign
from tpmcli.app.workspace import open_workspace
from tpmcli.cli.main import main as tpm
from tpmcli.model.record import AnswerValue
from tpmcli.model.role import Role

README = Path("README.md")
READER = "tpm@example.com"
"""To whom the commands of a README print what they print."""


class Say(NamedTuple):
    """An answer `met`: when, to which items of a phase, with which evidence, and a note."""

    at: str
    items: str
    evidence: str
    note: str = ""


def replaced(text: str, before: str, now: str) -> str:
    """The text with one part of it changed, which must stand there once."""
    if text.count(before) != 1:
        raise ValueError(f"stands {text.count(before)} times, not once: {before}")
    return text.replace(before, now)


def session(root: Path, person: str, at: str) -> CommandContext:
    """What one command of a person is given at a moment, such as `2026-10-06 08:12`."""
    moment = datetime.strptime(at, "%Y-%m-%d %H:%M").replace(tzinfo=UTC)
    return CommandContext(str(root), {}, lambda: moment, person)


def answer_all(root: Path, person: str, phase: str, answers: tuple[Say, ...]) -> None:
    """Lets a person answer items of a phase, each at its moment."""
    for say in answers:
        here = session(root, person, say.at)
        said = AnswerRequest(AnswerValue.MET, tuple(say.evidence.split()), say.note)
        names = [f"{phase}.{slug}" for slug in say.items.split()]
        answer(open_workspace(here), here, names, said)


def sign_off(root: Path, person: str, at: str, phase: str, role: Role) -> None:
    """Lets a person sign off a phase for a role; a deputy does so for who gave them the role."""
    here = session(root, person, at)
    sign(open_workspace(here), here, phase, role)


def renewed(text: str, root: Path) -> str:
    """A text in which each ```console block with one `$ tpm` command shows what it prints now.

    It is printed in the folder of the project, to the TPM.
    """

    def run(block: re.Match[str]) -> str:
        out = io.StringIO()
        # In the folder, so that the commands in the output are those that a reader types there.
        with (
            chdir(root),
            redirect_stdout(out),
            chdir(root),
            patch.dict(os.environ, {"TPM_AS": READER}),
        ):
            tpm(block["command"].split())
        shown = "".join(f"{line.rstrip()}\n" for line in out.getvalue().splitlines())
        return f"```console\n$ tpm {block['command']}\n{shown}```\n"

    pattern = r"^```console\n\$ tpm (?P<command>[^\n]*)\n.*?^```\n"
    return re.sub(pattern, run, text, flags=re.DOTALL | re.MULTILINE)


def write_example(example: Path, build: Callable[[Path], None], written: Iterable[Path]) -> None:
    """Builds an example in a copy outside the repository, and brings back what was written."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / example.name
        shutil.copytree(example, copy)
        build(copy)
        readme = (example / README).read_text(encoding="utf-8")
        (copy / README).write_bytes(renewed(readme, copy).encode())
        for path in (*written, README):
            (example / path).parent.mkdir(parents=True, exist_ok=True)
            (example / path).write_bytes((copy / path).read_bytes())
            print(f"written: {example / path}")
