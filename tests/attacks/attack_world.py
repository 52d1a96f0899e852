"""A real git repository with an honest base, in which a pull request is made and judged.

The base is made once, by the use cases of the tool under a fixed clock; every case works on a copy.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from tpmcli.app import answer as answering
from tpmcli.app import decide as deciding
from tpmcli.app import sign as signing
from tpmcli.app import waive as waiving
from tpmcli.app.against import Against, check_against
from tpmcli.app.context import CommandContext
from tpmcli.app.facts import gather
from tpmcli.app.init import InitOptions, initialise
from tpmcli.app.start import start
from tpmcli.app.sync import sync as use_case
from tpmcli.app.workspace import open_workspace
from tpmcli.cli.gate.check import _EXITS, _question
from tpmcli.model.checklist import Role
from tpmcli.model.errors import InvalidInputError, MessageError
from tpmcli.model.finding import Cause, Finding, errors
from tpmcli.model.problem import Problem
from tpmcli.model.record import AnswerValue, Condition, Outcome
from tpmcli.model.rule import Rule, RuleReason
from tpmcli.model.verdict import GateReport
from tpmcli.rules.authorisation import find_phase
from tpmcli.rules.open_gate import judge_open_gate

TPM, PM, DEV = "tpm@example.com", "pm@example.com", "dev@example.com"
ROLES = {TPM: Role.TPM, PM: Role.PM}
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
EVIDENCE = "docs/evidence.md"


class Result(NamedTuple):
    """How a check ended: its exit code, its report or else what stopped it.

    ``refused`` is what an error of usage says.
    """

    code: int
    report: GateReport | None = None
    problems: tuple[Problem, ...] = ()
    refused: str = ""

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


class World:
    """One repository. Time stands still unless it is told to pass."""

    def __init__(self, root: Path, now: datetime = START) -> None:
        self.root = root
        self.now = now

    # git

    def git(self, *args: str, author: str = TPM, at: datetime | None = None) -> str:
        when = f"{int((at or self.now).timestamp())} +0000"
        env = {
            **clean_env(),
            "GIT_AUTHOR_NAME": author.partition("@")[0],
            "GIT_AUTHOR_EMAIL": author,
            "GIT_AUTHOR_DATE": when,
            "GIT_COMMITTER_NAME": author.partition("@")[0],
            "GIT_COMMITTER_EMAIL": author,
            "GIT_COMMITTER_DATE": when,
        }
        done = subprocess.run(
            ["git", *args], cwd=self.root, capture_output=True, text=True, env=env
        )
        assert done.returncode == 0, f"git {args}: {done.stdout}{done.stderr}"
        return done.stdout.strip()

    def commit(self, author: str = TPM, message: str = "change", at: datetime | None = None) -> str:
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

    def path(self, name: str) -> Path:
        return self.root / name

    def write(self, name: str, text: str) -> None:
        file = self.path(name)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def replace(self, name: str, old: str, new: str, count: int = 1) -> None:
        text = self.path(name).read_text(encoding="utf-8")
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

    # the tool, by its use cases

    def session(self, person: str = TPM, increment: str = "") -> CommandContext:
        return CommandContext(str(self.root), clean_env(), lambda: self.now, person, "", increment)

    def answer(
        self,
        item: str,
        value: str = "met",
        *,
        by: str = TPM,
        evidence: Sequence[str] = (EVIDENCE,),
        note: str = "",
    ) -> None:
        session = self.session(by)
        cited = tuple(evidence) if value == "met" else ()
        said = answering.AnswerRequest(AnswerValue(value), cited, note)
        answering.answer(open_workspace(session), session, [item], said)

    def answer_phase(self, phase: str) -> None:
        """Both roles answer every item of theirs that is open, should-items too."""
        workspace = open_workspace(self.session())
        found = find_phase(workspace.project, phase)
        gate = judge_open_gate(workspace.project, found, gather(workspace, (found,)))
        for person, role in ROLES.items():
            names = [v.item.id for v in gate.items if not v.satisfied and v.item.role is role]
            if names:
                session = self.session(person)
                said = answering.AnswerRequest(AnswerValue.MET, (EVIDENCE,))
                answering.answer(open_workspace(session), session, names, said)

    def sign(self, phase: str, by: str, role: str = "", increment: str = "") -> None:
        session = self.session(by, increment)
        signing.sign(open_workspace(session), session, phase, Role(role or ROLES[by]))

    def sign_for(self, phase: str, person: str, by: str) -> None:
        session = self.session(by)
        signing.sign(open_workspace(session), session, phase, ROLES[person], behalf_of=person)

    def decide(
        self,
        phase: str,
        outcome: str = "go",
        by: str = PM,
        *,
        reason: str = "it is as it should be",
        conditions: Sequence[tuple[str, str, str]] = (),
        increment: str = "",
    ) -> None:
        session = self.session(by, increment)
        promises = tuple(Condition(*each) for each in conditions)
        workspace = open_workspace(session)
        deciding.decide(
            workspace, session, phase, Outcome(outcome), reason=reason, conditions=promises
        )

    def close(
        self, phase: str, number: int, by: str = TPM, *, evidence: Sequence[str] = (EVIDENCE,)
    ) -> None:
        session = self.session(by)
        deciding.close(open_workspace(session), session, phase, number, evidence=evidence)

    def waive(self, item: str, until: str, *, by: str = TPM, approver: str = PM) -> None:
        session = self.session(by)
        waiving.waive(
            open_workspace(session),
            session,
            item,
            reason="the vendor delivers late",
            until=until,
            approved_by=approver,
        )

    def start(
        self, name: str, *, kind: str = "", parallel: bool = False, abandon: str = ""
    ) -> None:
        session = self.session(TPM)
        start(open_workspace(session), session, name, kind=kind, parallel=parallel, abandon=abandon)

    def sync(self) -> None:
        session = self.session(TPM)
        use_case(open_workspace(session))

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
        session = self.session("", increment)._replace(as_of=as_of)
        try:
            report = check_against(session, Against(base, head, file, frozen), question)
        except InvalidInputError as error:
            return Result(error.code, problems=error.problems)
        except MessageError as error:
            return Result(error.code, refused=error.message)
        assert report is not None
        return Result(int(_EXITS[report.verdict]), report)


def clean_env() -> dict[str, str]:
    """The environment without the configuration of whoever runs the tests."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("GIT_", "TPM_", "GITHUB_"))}
    return {
        **kept,
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_SYSTEM": os.devnull,
    }


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
    world.write(EVIDENCE, "# Evidence\n\nIt was tried, and it works.\n")
    world.write("docs/other.md", "# Other\n\nThis was tried as well.\n")
    world.write(
        "reports/secrets.sarif",
        '{"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "s", "rules": []}},'
        ' "results": []}]}\n',
    )
    world.write("CHANGELOG.md", "# Changelog\n\n## 1.0\n\n- begin\n")
    world.write("src/main.py", "print('ledger')\n")
    _state(world, "empty")
    setup = InitOptions("Ledger", (TPM,), (PM,), "lite")
    initialise(world.session(), setup, lambda count: b"\7" * count)
    world.write(".tpm/checklists/house-rules.yaml", HOUSE)
    world.policy("packs: []", "packs: [.tpm/checklists/house-rules.yaml]")
    world.policy("kinds: {}", "kinds: {patch: [release]}")
    world.sync()
    _state(world, "fresh")
    world.answer_phase("feasibility")
    _state(world, "answered")
    world.sign("feasibility", TPM)
    world.commit(TPM)
    world.sign("feasibility", PM)
    _state(world, "signed", PM)
    world.decide("feasibility")
    _state(world, "decided", PM)
    for phase in ("requirements", "architecture", "testing", "release"):
        world.answer_phase(phase)
        world.sign(phase, TPM)
        world.commit(TPM)
        world.sign(phase, PM)
        world.decide(phase)
        world.commit(PM)
    _state(world, "ended", PM)


def _state(world: World, name: str, author: str = TPM) -> None:
    world.commit(author, name)
    world.git("branch", f"base-{name}")


def make_bases(folder: Path) -> None:
    """A repository for each of `STATES`, with main there and a pull request begun."""
    made = folder / "made"
    make_base(made)
    world = World(made)
    # A copy of few large files is made, and removed, far sooner than one of many small files.
    world.git("repack", "-adq")
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
