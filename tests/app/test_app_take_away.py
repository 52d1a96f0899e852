"""Taking files away, emptying them, or letting time pass never makes a gate or an item better.

A whole project on disk, with an item for every kind of check that looks for something, and with a
decided gate behind it. The rules are held to the same in tests/rules; here the files are real.

A check over several reports is left out: where one of them tells of a failure, its removal cannot
be seen, so that such a report should be named by its path.
"""

from __future__ import annotations

import random
from collections import Counter
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tpmcli.app.checks_run import ProgressListener, plan, run
from tpmcli.app.context import CommandContext
from tpmcli.app.gate_check import check
from tpmcli.app.workspace import open_workspace
from tpmcli.model.errors import TpmError
from tpmcli.model.verdict import State
from tpmcli.rules.gate_check import CheckRequest, CheckScope
from tpmcli.rules.items import ItemResult
from world.folder import Folder
from world.people import PM, TPM

# Past every day that is recorded: waivers, conditions, ages of answers, days of commits.
LATER = ["2026-11-23", "2026-12-05", "2026-12-23", "2027-03-01", "2031-01-01"]

FILES = {
    "docs/spike.md": "# Spike\n\n## Result\n\nIt holds 2,000 requests a second.\n",
    "docs/risks.md": "# Risks\n\nThere is one, and it is owned by the TPM.\n",
    "docs/case.md": "# Case\n\nIt pays within the second year.\n",
    "docs/prd.md": "# PRD\n\n## Goals\n\nTo ship.\n\n## Non-goals\n\nTo shop.\n",
    "docs/adr/0001.md": "# One\n\nBecause the tests are written in it.\n",
    "docs/adr/0002.md": "# Two\n\nBecause the vendor leaves the market.\n",
    "docs/roadmap.md": "# Roadmap\n\nTwo regions, in the spring of next year.\n",
    "risks.csv": "risk,owner\nlate,tpm\n",
    "junit.xml": '<testsuite name="s"><testcase name="a"/><testcase name="b"/></testsuite>\n',
    "coverage.info": "SF:a.py\nDA:1,1\nDA:2,1\nend_of_record\n",
    "scan.sarif": '{"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "s"}},'
    ' "results": []}]}\n',
    "sbom.json": '{"bomFormat": "CycloneDX", "specVersion": "1.5", "version": 1,'
    ' "components": [{"type": "library", "name": "a", "version": "1"}]}\n',
    "package.json": '{"license": "Apache-2.0"}\n',
    "CHANGELOG.md": "# Changelog\n\n## 1.0.0\n\n- First.\n",
    "smoke.py": "print('fine')\n",
}
CHECKS = {
    "file": "file: {glob: docs/adr/*.md, min-count: 2}",
    "text": "text: {file: docs/prd.md, headings: [Goals, Non-goals]}",
    "absent": "text: {file: docs/case.md, absent: [secret]}",
    "table": "table: {file: risks.csv, columns: [risk, owner], filled: true}",
    "junit": "junit: {file: junit.xml, min-tests: 2}",
    "coverage": "coverage: {file: coverage.info, min: 80}",
    "sarif": "sarif: {file: scan.sarif, below: error}",
    "sbom": "sbom: {file: sbom.json}",
    "data": "data: {file: package.json, at: license, equals: Apache-2.0}",
    "changed": "changed: {glob: docs/roadmap.md, within: 45d}",
    "tag": "tag: {matches: 'v*'}",
    "changelog": "changelog: {file: CHANGELOG.md}",
    "command": "command: {run: [git, --version]}",
}
# People answer these, with a file (or a part of it) each.
EVIDENCE = {
    "spiked": ("docs/spike.md#result", ""),
    "pinned": ("docs/risks.md", ", pin: true"),
    "aging": ("docs/case.md", ""),
}


def item(slug: str, *more: str) -> str:
    lines = [f"  - id: {slug}", f"    title: The item {slug} is done", *more]
    return "\n".join(lines) + "\n"


def phase(name: str, *, standing: bool) -> str:
    """A phase that asks for everything, twice: of people, and of every kind of check."""
    text = f"schema: tpm/checklist/1\nphase: {name}\ntitle: {name}\nquestion: On?\ntpm:\n"
    for slug, (_, extra) in EVIDENCE.items():
        lines = [f"    evidence: {{required: true{extra}}}"]
        lines += ["    valid-for: 20d"] if slug == "aging" else []
        lines += ["    standing: true"] if standing and slug != "pinned" else []
        text += item(slug, *lines)
    for slug, declared in CHECKS.items():
        lines = [f"    checks: [{{{declared}}}]"]
        lines += ["    answered-by: checks"] if slug != "text" else []
        lines += ["    standing: true"] if standing else []
        text += item(slug, *lines)
    return text + "pm:\n" + item("waived") + item("wanted", "    level: should")


class Desk(Folder):
    """The project, and people who work on it at successive seconds."""

    def session(self, person: str = TPM, **more: Any) -> CommandContext:
        """Return what one command of a person is given, a second after the one before."""
        self.now += timedelta(seconds=1)
        return super().session(person, **more)

    def begin(self) -> None:
        """Set the project up in a repository."""
        for path, content in FILES.items():
            self.write(path, content)
        folder = ".tpm/checklists"
        lifecycle = (
            "schema: tpm/lifecycle/1\nname: two\ntitle: Two gates\nphases: [first, second]\n"
        )
        self.write(f"{folder}/lifecycle.yaml", lifecycle)
        self.write(f"{folder}/first.yaml", phase("first", standing=True))
        self.write(f"{folder}/second.yaml", phase("second", standing=False))
        self.init(lifecycle=f"{folder}/lifecycle.yaml")
        self.git_init()
        self.keep("one")
        self.git("tag", "v1.0.0")

    def keep(self, message: str) -> None:
        """Commit all that is there, now."""
        self.git("add", "-A")
        now = self.now.isoformat()
        when = {"GIT_AUTHOR_DATE": now, "GIT_COMMITTER_DATE": now}
        self.git("commit", "-qm", message, env=when)

    def fill(self, name: str) -> None:
        """Everything that the gate asks for, and the signatures."""
        for slug, (path, _) in EVIDENCE.items():
            self.answer(f"{name}.{slug}", evidence=[path])
        self.answer(f"{name}.text")
        self.waive(f"{name}.waived", "2026-12-22", by=PM)
        here = self.session(PM)
        workspace = open_workspace(here)
        silent = ProgressListener(lambda each: None, lambda each, seconds: None, lambda ran: None)
        run(workspace, here, plan(workspace, [f"{name}.command"]), silent)
        self.sign(name)

    def pass_first(self) -> None:
        """Let the project pass its first gate, with a condition."""
        self.fill("first")
        promise = ("Test at twice the peak", TPM, "2026-12-04")
        self.decide("first", "conditional", conditions=[promise])

    def stand(self, as_of: str) -> dict[str, bool]:
        """What is satisfied: each question, gate and item; nothing where it cannot be told."""
        found: dict[str, bool] = {}
        workspace = self.open(as_of=as_of)
        for asked in (
            CheckRequest(CheckScope.PHASE, "second"),
            CheckRequest(CheckScope.DECIDED),
            CheckRequest(CheckScope.THROUGH, "second"),
        ):
            try:
                report = check(workspace, asked)
            except TpmError:
                continue
            found[str(asked.scope)] = str(report.verdict) == "met"
            for gate in report.gates:
                found[f"{asked.scope} {gate.phase}"] = str(gate.verdict) == "met"
                for each in gate.items:
                    found[f"{asked.scope} {each.item.id}"] = each.satisfied
        return found


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    desk = Desk(tmp_path_factory.mktemp("take-away"))
    desk.begin()
    desk.pass_first()
    desk.fill("second")
    desk.keep("two")
    return desk


def test_the_project_is_met_before_anything_is_taken_away(desk: Desk) -> None:
    found = desk.stand("2026-11-22")
    assert found["phase"]
    assert found["decided"]
    open_items = {name for name, satisfied in found.items() if not satisfied}
    assert open_items == {
        *("through", "through second"),
        *("phase second.wanted", "decided first.wanted"),
        *("through second.wanted", "through first.wanted"),
    }


def spoil(dice: random.Random, folder: Path, path: str) -> str:
    """Does something to a file; says what."""
    file = folder / path
    what = dice.choice(["edit", "fail", "binary", "empty", "remove"])
    if what == "edit":
        file.write_text(FILES[path] + "\nmore\n", encoding="utf-8")
    elif what == "fail":
        worse = FILES[path].replace("<testcase", "<testcase><failure/></testcase><testcase", 1)
        worse = worse.replace("DA:1,1", "DA:1,0").replace(",tpm", ",").replace("Because", "TBD")
        file.write_text(worse, encoding="utf-8")
    elif what == "binary":
        file.write_bytes(b"\0\1\2")
    else:
        take_away(file, what)
    return what


def take_away(file: Path, how: str) -> None:
    if how == "remove":
        file.unlink(missing_ok=True)
    elif file.exists():
        file.write_bytes(b"")


@pytest.mark.parametrize("start", range(0, 60, 10))
def test_no_gate_and_no_item_gets_better(desk: Desk, start: int) -> None:
    lost: Counter[str] = Counter()
    for seed in range(start, start + 10):
        dice = random.Random(seed)
        spoilt = dice.sample(sorted(FILES), dice.randint(0, 2))
        try:
            done = [f"{spoil(dice, desk.root, path)} {path}" for path in spoilt]
            day = dice.choice(["2026-11-22", *LATER[:2]])
            before = desk.stand(day)
            harmed = dice.sample(sorted(FILES), dice.randint(0, 3))
            for path in harmed:
                how = dice.choice(["remove", "empty"])
                take_away(desk.root / path, how)
                done.append(f"{how} {path}")
            later = dice.choice([day, *(each for each in LATER if each > day)])
            after = desk.stand(later)
        finally:
            for path, content in FILES.items():
                (desk.root / path).write_text(content, encoding="utf-8")
        better = {name for name, good in after.items() if good and not before.get(name, False)}
        assert not better, (seed, done, day, later)
        lost.update(name for name, good in before.items() if good and not after.get(name, False))
    assert lost["phase second.command"] or lost["phase"]
    assert sum(lost.values()) > 20


@pytest.mark.parametrize("path", sorted(set(FILES) - {"smoke.py"}))
@pytest.mark.parametrize("how", ["remove", "empty"])
def test_each_file_alone_is_missed(desk: Desk, path: str, how: str) -> None:
    check_missed(desk, path, how)


def check_missed(desk: Desk, path: str, how: str) -> None:
    """The open gate is unmet without any one of them; the decided one without its own."""
    try:
        take_away(desk.root / path, how)
        found = desk.stand("2026-11-22")
    finally:
        (desk.root / path).write_text(FILES[path], encoding="utf-8")
    assert not found["phase"]
    assert not found["decided"]
    missed = {name.partition(".")[2] for name, good in found.items() if not good and "." in name}
    assert missed > {"command", "wanted"}


def test_an_evaluator_that_forgives_is_caught(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """One that asks no check: what people answered stays satisfied, whatever became of a file."""
    forgiven = ItemResult(State.SATISFIED)
    monkeypatch.setattr("tpmcli.rules.items._judge_checks", lambda *args, **more: forgiven)
    with pytest.raises(AssertionError):
        check_missed(desk, "junit.xml", "remove")


@pytest.mark.parametrize("day", LATER)
def test_time_alone_makes_nothing_better(desk: Desk, day: str) -> None:
    before, after = desk.stand("2026-11-22"), desk.stand(day)
    assert not {name for name, good in after.items() if good and not before[name]}
    late = {name.partition(".")[2] for name, good in after.items() if not good and "." in name}
    expected = {"wanted"}
    expected |= {"aging"} if day > "2026-12-12" else set()
    expected |= {"waived"} if day > "2026-12-22" else set()
    expected |= {"changed"} if day > "2027-01-06" else set()
    assert late == expected
    assert after["decided"] == (day <= "2026-12-04")
