"""How what a finding advises is followed: pasted into a shell, by the person it is meant for.

The shell starts a `tpm` that notes its words, which are then run in this process.
"""

from __future__ import annotations

import os
import re
import shlex
import stat
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from attack_world import World
from attacks_on_content import store
from fix_worlds import Clock, FixWorld, Printed, printed, reading

from tpmcli.cli.fast_path import read_words
from tpmcli.model.fix import Blank
from tpmcli.text.sanitize import sanitize_line
from world.command import Run, run_here
from world.people import PM, ROLES, TPM

ARROW, HELP = "→ ", "help: "
_PROGRAMS = ("tpm", "pip", "git-lfs")
_NOTE = """#!/bin/sh
printf '%s\\0' "$#" "${0##*/}" "$PWD" "$@" >> "$NOTED"
"""
_CODE = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)")
_BLANKS = {blank.word: blank for blank in Blank}
_ASKED = re.compile(r"ask (.+?) to run ")
_SHOWING = re.compile(r"^tpm .*\b(gate check|why|checks list|evidence find|status)\b")
_WALK = re.compile(r"^tpm .*\bwalk\b")
# Sentences whose commands, run one after the other, fix what the finding is about.
_FIXING = re.compile(
    r"run |ask .+ to run |begin the file with |choose one of the files |reopen the gate: |"
    r"restore it; or reopen |nothing has to be done; to have it answered, run |"
    r"correct what the check found, or run |undo it with |remove the entry from "
)


class Noted(NamedTuple):
    """A program that the shell started: its name, its folder and its words."""

    program: str
    folder: str
    words: tuple[str, ...]


class Stand(NamedTuple):
    """Where a reader stands: a folder of the machine, and what names the project from there."""

    folder: Path
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


def commands_in(fix: str) -> list[str]:
    """Return the commands of a fix, as they are printed."""
    if fix.startswith(ARROW):
        return [fix.removeprefix(ARROW)]
    return [code for _, code in _CODE.findall(fix) if code.startswith(("tpm ", "git ", "pip "))]


def explained(fix: str) -> set[str]:
    """Return the blanks that a sentence explains in brackets at its end."""
    bracket = re.search(r"\(([^()]*)\)$", fix)
    return {word for word in _BLANKS if bracket and f"{word} {_BLANKS[word].meaning}" in bracket[1]}


def check_words(fix: str) -> None:
    """Assert what holds for every fix that is printed: its form, and words that can be read."""
    assert fix.startswith((ARROW, HELP)), fix
    assert sanitize_line(fix) == fix
    if fix.startswith(HELP):
        assert "→" not in fix
        assert "`" not in _CODE.sub("", fix), fix
    blanks = {word for each in commands_in(fix) for word in each.split() if word in _BLANKS}
    assert blanks == (explained(fix) if fix.startswith(HELP) else set()), fix


def filled(world: FixWorld, line: str, actor: str, stand: Stand) -> str:
    """Return a command with its blanks filled in, as somebody does who stands there."""
    words = shlex.split(line)
    base = stand.folder / words[2] if words[1] == "-C" else stand.folder
    values = {
        Blank.REASON: "'it is so'",
        Blank.EVIDENCE: os.path.relpath(world.path("docs/other.md"), base),
        Blank.DATE: world.day(20),
        Blank.EMAIL: TPM if actor == PM else PM,
        Blank.ROLE: "tpm",
        Blank.NAME: "9.9",
        Blank.TEXT: "'mend it'",
        Blank.ITEM: "feasibility.owner-named",
        Blank.PHASE: "feasibility",
    }
    return " ".join(values[_BLANKS[word]] if word in _BLANKS else word for word in line.split(" "))


def meant_for(fix: str, reader: str) -> str:
    """Return who is asked to run the commands of a fix; anybody may, if it is not said."""
    asked = _ASKED.search(fix)
    if not asked:
        return reader or TPM
    first = re.split(r" or |, ", asked[1])[0]
    return ROLES.get(first.removeprefix("the ").lower(), first)


class Shell:
    """A shell in which lines are pasted."""

    def __init__(self, folder: Path) -> None:
        """Prepare the programs that note their words, in a folder."""
        self.folder = folder
        self._programs, self._noted = folder / "programs", folder / "noted"
        self._programs.mkdir()
        for name in _PROGRAMS:
            program = self._programs / name
            program.write_text(_NOTE, encoding="utf-8")
            program.chmod(program.stat().st_mode | stat.S_IXUSR)

    def paste(self, world: FixWorld, line: str, actor: str, folder: Path) -> Run:
        """Paste a line as somebody who stands in a folder, and return how it ended."""
        self._noted.write_text("")
        when = f"{int(world.now.timestamp())} +0000"
        who = {
            f"GIT_{role}_{key}": value
            for role in ("AUTHOR", "COMMITTER")
            for key, value in (("NAME", actor), ("EMAIL", actor), ("DATE", when))
        }
        done = subprocess.run(
            ["sh", "-c", line],
            cwd=folder,
            env={
                **reading(actor),
                **who,
                "PATH": f"{self._programs}{os.pathsep}{os.environ['PATH']}",
                "NOTED": str(self._noted),
            },
            capture_output=True,
            text=True,
            # A `git checkout -p` asks about each part.
            input="a\n",
        )
        run = Run(done.returncode, done.stdout, done.stderr)
        for noted in self._started():
            if noted.program == "git-lfs":
                _fetch(world)
            elif noted.program == "tpm":
                run = _run(world, noted, actor)
        return run

    def words(self, line: str, folder: Path) -> list[Noted]:
        """Return the programs that a line starts, without running `tpm`."""
        self._noted.write_text("")
        env = {
            **reading(""),
            "PATH": f"{self._programs}{os.pathsep}{os.environ['PATH']}",
            "NOTED": str(self._noted),
        }
        subprocess.run(["sh", "-c", line], cwd=folder, env=env, capture_output=True)
        return list(self._started())

    def _started(self) -> Iterator[Noted]:
        words = iter(self._noted.read_text(encoding="utf-8").split("\0")[:-1])
        for count in words:
            program, folder = next(words), next(words)
            yield Noted(program, folder, tuple(next(words) for _ in range(int(count))))


def _fetch(world: FixWorld) -> None:
    """Do what `git lfs pull` does: store the contents, and put them where their pointers are."""
    repository = World(Path(world.git("rev-parse", "--show-toplevel")))
    for content in world.lfs.values():
        store(repository, content)
        for name in ("docs/evidence.md", world.kept):
            if sha256(content).hexdigest() in world.read(name):
                world.path(name).write_bytes(content)


def _run(world: FixWorld, noted: Noted, actor: str) -> Run:
    assert parses(noted.words), noted
    Clock.moment = world.now
    return run_here(Path(noted.folder), noted.words, reading(actor))


def parses(words: tuple[str, ...]) -> bool:
    """Return whether the command line accepts the words, without running the command."""
    if read_words(words) is not None:
        return True
    import typer
    import typer.main

    from tpmcli.cli.tree import app

    command = typer.main.get_command(app)
    left = list(words)
    try:
        context = command.make_context("tpm", left)
        while hasattr(command, "resolve_command"):
            _, command, left = command.resolve_command(
                context, [*context._protected_args, *context.args]
            )
            context = command.make_context("tpm", left, parent=context)
    except typer.Exit as ended:
        return not ended.exit_code
    return True


def remove_entry(world: FixWorld, stand: Stand, found: Printed) -> None:
    """Remove the last entry of the block that a finding is about, by hand."""
    report = ask_from(world, stand, "", "--format", "json").json
    every = [*report["findings"], *(each for gate in report["gates"] for each in gate["findings"])]
    place = next(each for each in every if each["message"] == found.message)
    lines = world.read(place["file"]).split("\n")
    begin = place["line"] or max(n for n, x in enumerate(lines) if x == f"  {place['subject']}:")
    end = lines.index("", begin)
    starts = [n for n in range(begin, end) if lines[n].startswith("    - ")]
    starts = starts or [n for n in range(begin, end) if re.match(r" {6}- \{", lines[n])]
    start, after = starts[-1], lines[end:]
    left = lines[:start]
    if left[-1].endswith(":"):
        nothing = "{}" if left[-2].count("·") == 2 else "[]"
        left[-1:] = [] if left[-1].startswith("    ") else [f"{left[-1]} {nothing}"]
    if left[-1].endswith(":"):
        left[-1] += " {}"
    world.write(place["file"], "\n".join([*left, *after]))


def ask_from(world: FixWorld, stand: Stand, reader: str, *more: str) -> Run:
    """Ask the world's last question from where somebody stands."""
    Clock.moment = world.now
    words = (*stand.before, *world.asked[-1], *stand.after, *more)
    return run_here(stand.folder, words, reading(reader))


def follow(
    world: FixWorld, shell: Shell, found: Printed, reader: str, stand: Stand | None = None
) -> None:
    """Do what is advised as it is advised, where it was read, and assert that it helps."""
    stand = stand or Stand(world.root)
    check_words(found.fix)
    actor = meant_for(found.fix, reader)
    lines = [filled(world, line, actor, stand) for line in commands_in(found.fix)]
    world.now += timedelta(minutes=1)
    if found.fix.startswith(HELP) and not _FIXING.match(found.fix.removeprefix(HELP)):
        for line in lines:
            for noted in shell.words(line, stand.folder):
                assert noted.program != "tpm" or parses(noted.words), line
        return
    if found.fix.startswith(f"{HELP}remove the entry from "):
        remove_entry(world, stand, found)
    for line in lines:
        if _WALK.search(line):
            _walks(line, actor, stand.folder)
            return
        run = shell.paste(world, line, actor, stand.folder)
        assert run.code < 2, f"{line}: {run}"
        if found.fix.startswith(ARROW) and _SHOWING.search(line):
            assert ARROW in run.out or HELP in run.out, f"{line}: {run}"
            return
    if "--against" in world.asked[-1]:
        world.commit(author=actor)
    again = ask_from(world, stand, reader)
    left = [each for each in printed(again.out) if each[1:3] == found[1:3]]
    assert not left, f"{lines} left {left}:\n{again.out}{again.err}"


def _walks(line: str, actor: str, folder: Path) -> None:
    """Paste a line that starts a walk in a terminal, and assert that it shows the first item."""
    import pexpect

    child = pexpect.spawn(
        "sh",
        ["-c", line.replace("tpm ", '"$PYTHON" -m tpmcli.cli.main ', 1)],
        cwd=str(folder),
        env={**reading(actor), "PYTHON": sys.executable},
        encoding="utf-8",
        timeout=60,
    )
    try:
        child.expect(r"· 1 of \d")
    finally:
        child.close(force=True)
