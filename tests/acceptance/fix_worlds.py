"""Worlds in which the real command prints a finding, and how what it advises is followed.

Time stands still at the moment of the world. A line is pasted into a real shell, which starts a
`tpm` that notes its words; they are then run in this process, which takes far less time.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple, Protocol
from unittest.mock import patch

from attack_world import START, Result, World

from tpmcli.model.rule import RuleReason
from world.command import Run, run_here
from world.files import clean_env
from world.found import REASONS
from world.people import TPM

_FINDING = re.compile(r" *(error|warning|note|waiting) +(.*) \[([a-z-]+)(?:, (.*))?\]")
_FIX = re.compile(r" +(→ |help: )(.*)")


class Printed(NamedTuple):
    """A finding as it was printed; `fix` begins with its label."""

    severity: str
    message: str
    rule: str
    fix: str


def printed(text: str) -> list[Printed]:
    """Return the findings in the text of a gate report."""
    found: list[Printed] = []
    for line in text.splitlines():
        if finding := _FINDING.fullmatch(line):
            severity, message, rule = finding.groups()[:3]
            found.append(Printed(severity, message, rule, ""))
        elif (fix := _FIX.fullmatch(line)) and found and not found[-1].fix:
            found[-1] = found[-1]._replace(fix=fix[1] + fix[2])
    return found


# The increment, and the decision for which the gate was looked at again.
_BEFORE = r"(?:[\w.]+: )?(?:\w+ was decided `\w+` on \S+ while it was not met: )?"


def _pattern(reason: RuleReason) -> re.Pattern[str]:
    parts = re.split(r"\{\w+\}", reason.message)
    return re.compile(_BEFORE + ".*".join(map(re.escape, parts)))


# The longest text first: another message may contain a shorter one.
_PATTERNS = sorted(
    ((reason.rule.id, _pattern(reason), name) for reason, name in REASONS.items()),
    key=lambda each: -len(each[1].pattern),
)


def reason_of(found: Printed) -> str:
    """Return the name of the reason whose message was printed."""
    for rule, pattern, name in _PATTERNS:
        if rule == found.rule and pattern.fullmatch(found.message):
            return name
    return ""


class Clock(datetime):
    """A clock that stands still."""

    moment = START

    @classmethod
    def now(cls, tz: Any = None) -> datetime:  # type: ignore[override]
        return cls.moment


@contextmanager
def standing_clock() -> Iterator[type[Clock]]:
    """Let the command read this clock."""
    with patch("tpmcli.cli.context.datetime", Clock):
        yield Clock


class FixWorld(World):
    """A repository that notes what was asked of it."""

    def __init__(self, root: Path, now: datetime = START) -> None:
        super().__init__(root, now)
        self.asked: list[list[str]] = []
        # What Git LFS would fetch, by the digest that a pointer names.
        self.lfs: dict[str, bytes] = {}
        # The file that is cited for the project's own item.
        self.kept = "docs/kept.md"

    def check(self, asked: str = "--decided", **more: Any) -> Result:
        result = super().check(asked, **more)
        words = ["gate", "check", *asked.split(" "), "--verbose"]
        words += ["--against", more.get("base", "main"), "--head", more.get("head", "pr")]
        if more.get("approvals") is not None:
            words += ["--approvals", str(self.root.parent / f"{self.root.name}-approvals.json")]
        for name in ("increment", "as_of", "entries_from"):
            if more.get(name):
                words += [f"--{name.replace('_', '-')}", more[name]]
        for name, option in (
            ("frozen", "--deny-policy-change"),
            ("all_projects", "--all-projects"),
            ("allow_no_project", "--allow-no-project"),
        ):
            if more.get(name):
                words.append(option)
        self.asked.append(words)
        return result

    def release(self, on: str, *, through: str = "release", all_projects: bool = False) -> Result:
        result = super().release(on, through=through, all_projects=all_projects)
        words = ["gate", "check", "--through", through, "--on", on, "--verbose"]
        self.asked.append([*words, *(["--all-projects"] if all_projects else [])])
        return result

    def look(self, phase: str, *, verbose: bool = True) -> None:
        """Ask about the gate of a phase, as it is in this folder."""
        self.asked.append(["gate", "check", phase, *(["--verbose"] if verbose else [])])

    def ok(self, *words: str, reader: str = TPM) -> None:
        """Run a command that must succeed."""
        done = self.run(*words, reader=reader)
        assert done.code == 0, done

    def run(self, *words: str, reader: str = TPM) -> Run:
        """Run the command as somebody."""
        Clock.moment = self.now
        return run_here(self.root, words, reading(reader))


def reading(reader: str) -> dict[str, str]:
    """Return the environment of somebody who runs `tpm`; of a job, if it is empty."""
    return {**clean_env(), **({"TPM_AS": reader} if reader else {})}


def copied(bases: Path, root: Path, state: str, project: str = "") -> FixWorld:
    """A copy of the repository that `make_bases` made for a state.

    With `project`, all of it was moved into a folder of that name.
    """
    shutil.copytree(bases / state, root, symlinks=True)
    made = FixWorld(root, START + timedelta(days=1))
    if not project:
        return made
    (root / project).mkdir()
    for each in root.iterdir():
        if each.name not in (".git", project):
            each.rename(root / project / each.name)
    made.commit("move")
    made.on_main("pr")
    made.branch()
    return FixWorld(root / project, made.now)


class Begin(Protocol):
    """Begins a world at a state of the attacks, in folders of these names."""

    def __call__(self, state: str, name: str = "repository", project: str = "") -> FixWorld: ...
