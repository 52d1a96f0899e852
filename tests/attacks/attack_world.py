"""A real git repository with an honest base, in which a pull request is made and judged.

The base is made once, by the use cases of the tool under a fixed clock; every case works on a copy.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from tpmcli.app.against import Against, check_against
from tpmcli.cli.gate.check import _EXITS, _judge, _question
from tpmcli.model.errors import MessageError, UnevaluatedError
from tpmcli.model.finding import Cause, Finding, errors
from tpmcli.model.problem import Problem
from tpmcli.model.rule import Rule, RuleReason
from tpmcli.model.verdict import GateReport
from world.folder import Folder
from world.people import EVIDENCE, FILES, PM, TPM

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
HOUSE = """schema: tpm/pack/1
name: house-rules
title: House rules
add:
  feasibility:
    tpm:
      - id: owner-named
        title: Somebody owns the product
        why: What nobody owns nobody mends.
        level: must
        evidence: {expect: a page that names the owner, required: true}
"""


class Result(NamedTuple):
    """How a check ended: its exit code, its report or else what stopped it.

    ``refused`` is what an error of usage says. ``compared``: with a base, so causes are known.
    """

    code: int
    report: GateReport | None = None
    problems: tuple[Problem, ...] = ()
    refused: str = ""
    compared: bool = True

    @property
    def findings(self) -> tuple[Finding, ...]:
        return self.report.all_findings() if self.report else ()

    def blocking(self) -> list[Finding]:
        return errors(self.findings)

    def about(self, stop: Rule | RuleReason) -> list[Finding]:
        """The findings of a rule, or of one reason for it."""
        return [each for each in self.findings if stop in (each.rule, each.reason)]

    def causes(self, stop: Rule | RuleReason) -> dict[str, Cause | None]:
        """The causes of such findings, by what each names beside its subject."""
        return {_named(finding): finding.cause for finding in self.about(stop)}


def _named(finding: Finding) -> str:
    """Which of its subject's parts a finding is about: a path, a check, a condition."""
    about = finding.about
    return about.path or str(about.check or finding.subject.number or finding.subject.id)


class World(Folder):
    """One repository. Time stands still unless it is told to pass."""

    cites = (EVIDENCE,)
    random = staticmethod(lambda count: b"\7" * count)

    def __init__(self, root: Path, now: datetime = START) -> None:
        super().__init__(root, now)

    # git

    def git(
        self,
        *args: str,
        check: bool = True,
        env: Mapping[str, str] | None = None,
        author: str = TPM,
        at: datetime | None = None,
    ) -> str:
        """Run git as a person at a moment, and return what it prints."""
        when = f"{int((at or self.now).timestamp())} +0000"
        who = {
            "GIT_AUTHOR_NAME": author.partition("@")[0],
            "GIT_AUTHOR_EMAIL": author,
            "GIT_AUTHOR_DATE": when,
            "GIT_COMMITTER_NAME": author.partition("@")[0],
            "GIT_COMMITTER_EMAIL": author,
            "GIT_COMMITTER_DATE": when,
        }
        return super().git(*args, check=check, env={**who, **(env or {})}).strip()

    def commit(
        self, message: str = "change", *, author: str = TPM, at: datetime | None = None
    ) -> str:
        """Commit all that is there, if that is anything, and return the commit."""
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", message, author=author, at=at)
        return self.git("rev-parse", "HEAD")

    def branch(self, name: str = "pr", start: str = "main") -> None:
        self.git("checkout", "-q", "-B", name, start)

    def on_main(self, name: str) -> None:
        """Lets main be the state of that name."""
        self.git("checkout", "-q", "-B", "main", name)

    def land(self, how: str = "merge", author: str = TPM) -> None:
        """Brings the pull request to main as platforms do, and begins the next one."""
        self.git("checkout", "-q", "main")
        if how == "squash":
            self.git("merge", "-q", "--squash", "pr")
            self.git("commit", "-qm", "squashed", author=author)
        else:
            self.git("merge", "-q", "--no-ff", "-m", "merge", "pr", author=author)
        self.branch()

    def pass_days(self, days: int) -> None:
        self.now += timedelta(days=days)

    # files

    def replace(self, name: str, old: str, new: str, count: int = 1) -> None:
        text = self.read(name)
        assert old in text, f"{old!r} is not in {name}"
        self.write(name, text.replace(old, new, count))

    def record(self, old: str, new: str, count: int = 1) -> None:
        self.replace(".tpm/project.yaml", old, new, count)

    def policy(self, old: str, new: str) -> None:
        self.replace(".tpm/policy.yaml", old, new)

    def lines(self, change: Callable[[list[str]], list[str]]) -> None:
        """Edits the project file by hand, line by line."""
        file = self.path(".tpm/project.yaml")
        text = file.read_text(encoding="utf-8").splitlines()
        file.write_text("\n".join(change(text)) + "\n", encoding="utf-8")

    def block(self, key: str) -> str:
        """The text of one block of the project file, with its key."""
        text = self.path(".tpm/project.yaml").read_text(encoding="utf-8")
        start = text.index(f"  {key}:")
        end = text.find("\n\n", start)
        return text[start:end] if end > 0 else text[start:]

    def day(self, offset: int) -> str:
        return (self.now + timedelta(days=offset)).date().isoformat()

    # the check

    def check(
        self,
        asked: str = "--decided",
        *,
        base: str = "main",
        head: str = "pr",
        approvals: Sequence[Mapping[str, Any]] | str | None = None,
        frozen: bool = False,
        increment: str = "",
        as_of: str = "",
        entries_from: str = "",
        all_projects: bool = False,
        allow_no_project: bool = False,
    ) -> Result:
        """`tpm gate check ASKED --against BASE --head HEAD`, in this process, at this moment.

        `asked` is `--decided`, `--through PHASE` or a phase.
        """
        file = ""
        if approvals is not None:
            text = approvals if isinstance(approvals, str) else json.dumps(approvals)
            file = str(self.root.parent / f"{self.root.name}-approvals.json")
            Path(file).write_text(text, encoding="utf-8")
        through = asked.removeprefix("--through ") if asked.startswith("--through ") else ""
        phase = "" if asked.startswith("--") else asked
        question = _question(phase, through, decided=asked == "--decided")
        session = self.session("", increment=increment, as_of=as_of)
        try:
            report = check_against(
                session,
                Against(base, head, file, frozen, entries_from),
                question,
                all_projects=all_projects,
                allow_no_project=allow_no_project,
            )
        except UnevaluatedError as error:
            return Result(error.code, problems=error.problems)
        except MessageError as error:
            return Result(error.code, refused=error.message)
        if report is None:
            return Result(0)
        return Result(int(_EXITS[report.verdict]), report)

    def release(self, on: str, *, through: str = "release", all_projects: bool = False) -> Result:
        """`tpm gate check --through PHASE --on BRANCH` on what is checked out, in this process."""
        session = self.session("")
        try:
            report = _judge(
                session, _question("", through, decided=False), [], all_projects=all_projects, on=on
            )
        except UnevaluatedError as error:
            return Result(error.code, problems=error.problems, compared=False)
        except MessageError as error:
            return Result(error.code, refused=error.message, compared=False)
        return Result(int(_EXITS[report.verdict]), report, compared=False)


STATES = ("empty", "fresh", "answered", "signed", "decided", "ended")


def make_base(root: Path) -> None:
    """A repository with the states of `STATES` as branches, each built on the one before.

    `empty`: no project. `fresh`: nothing answered. `answered`: feasibility is answered. `signed`:
    and signed by both. `decided`: and decided `go`. `ended`: every gate is decided.
    """
    world = World(root)
    root.mkdir(parents=True)
    world.git("init", "-q", "--template=", "-b", "main")
    world.git("config", "gc.auto", "0")
    for name, text in FILES.items():
        world.write(name, text)
    world.write("docs/other.md", "# Other\n\nThis was tried as well, and it holds.\n")
    world.write("CHANGELOG.md", "# Changelog\n\n## 1.0\n\n- begin\n")
    world.write("src/main.py", "print('ledger')\n")
    _state(world, "empty")
    world.init(lifecycle="lite")
    world.write(".tpm/checklists/house-rules.yaml", HOUSE)
    world.policy("packs: []", "packs: [.tpm/checklists/house-rules.yaml]")
    world.policy("kinds: {}", "kinds: {patch: [release]}")
    world.sync()
    _state(world, "fresh")
    world.answer_all("feasibility", should=True)
    _state(world, "answered")
    world.sign("feasibility", "tpm")
    world.commit()
    world.sign("feasibility", "pm")
    _state(world, "signed", PM)
    world.decide("feasibility")
    _state(world, "decided", PM)
    for phase in ("requirements", "architecture", "testing", "release"):
        world.answer_all(phase, should=True)
        world.sign(phase, "tpm")
        world.commit()
        world.sign(phase, "pm")
        world.decide(phase)
        world.commit(author=PM)
    _state(world, "ended", PM)


def _state(world: World, name: str, author: str = TPM) -> None:
    world.commit(author=name)
    world.git("branch", f"base-{name}")


def make_bases(folder: Path) -> None:
    """A repository for each of `STATES`, with main there and a pull request begun."""
    made = folder / "made"
    make_base(made)
    world = World(made)
    # A copy of few large files is made, and removed, far sooner than one of many small files.
    world.pack()
    world.git("pack-refs", "--all")
    for state in STATES:
        shutil.copytree(made, folder / state, symlinks=True)
        begun = World(folder / state)
        begun.on_main(f"base-{state}")
        begun.branch()


def copy_of(bases: Path, root: Path, state: str) -> World:
    """A copy of the repository that `make_bases` made for a state."""
    shutil.copytree(bases / state, root, symlinks=True)
    return World(root, START + timedelta(days=1))
