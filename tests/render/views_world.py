"""A small project with something of everything, and what the views make of it.

Run as a program it writes the expected outputs anew: read the difference before it is committed.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from tpmcli.model.checklist import (
    Checklist,
    CheckSpec,
    EvidenceRule,
    Item,
    Level,
    Loosening,
    Phase,
    Role,
)
from tpmcli.model.facts import CheckOutcome, CheckResult, EvidenceFact, EvidenceStatus, Facts
from tpmcli.model.finding import Arguments, Finding, SubjectKind, about_item, about_recorded
from tpmcli.model.fix import tpm
from tpmcli.model.loosening import Loosened, Looser
from tpmcli.model.policy import GatePolicy, Policy, WaiverPolicy
from tpmcli.model.problem import Flaw, Hint, Problem, Remedy
from tpmcli.model.record import AnswerValue, Condition, Evidence, Outcome, Waiver
from tpmcli.model.rule import Reason, Severity
from tpmcli.render import due, lint
from tpmcli.render.gate import list as gate_list
from tpmcli.render.next import json as next_json
from tpmcli.render.next import text as next_text
from tpmcli.render.project import formats as project_formats
from tpmcli.render.project.css import STYLE
from tpmcli.render.status import json as status_json
from tpmcli.render.status import text as status_text
from tpmcli.render.style import Style
from tpmcli.render.why import json as why_json
from tpmcli.render.why import text as why_text
from tpmcli.rules.gate_check import CheckRequest, CheckScope, check_gates
from tpmcli.rules.next import next_step
from tpmcli.rules.project import Project
from tpmcli.rules.project_report import ProjectReport, build_project_report
from tpmcli.rules.status import ProjectStatus, evaluate_project, pick
from tpmcli.rules.why import explain_item
from tpmcli.store.formats.fields import plain
from tpmcli.store.record import entries
from tpmcli.store.record.canonical import new_project
from tpmcli.store.record.file import read_record
from tpmcli.version import __version__

TPM, PM = "tpm@example.com", "pm@example.com"
TODAY = "2026-11-22"
EARLY, LATE = "2026-10-01T12:00:00Z", "2026-10-02T12:00:00Z"
EXPECTED = Path(__file__).resolve().parent / "expected_views"
STYLES = {
    "txt": Style(),
    "80.txt": Style(width=80),
    "colour.txt": Style(colour=True, width=80),
}
LONG = (
    "Every service level is agreed with those who depend on it, written down where they find it,"
    " and measured"
)


def _item(name: str, role: Role, title: str, **more: Any) -> Item:
    return Item(name, name.partition(".")[0], role, title, layer="short", **more)


FILE = CheckSpec("file", {})
IDEA = (
    _item("idea.tried", Role.TPM, "It was tried", why="Trying shows it."),
    _item("idea.wanted", Role.PM, "Somebody wants it"),
    _item("idea.priced", Role.PM, "It has a price", level=Level.SHOULD),
)
BUILD = (
    _item("build.agreed", Role.TPM, LONG, evidence=EvidenceRule("a page", required=True)),
    _item("build.tested", Role.TPM, "It is tested", checks=(CheckSpec("junit", {}),)),
    _item("build.vendor", Role.TPM, "A vendor is chosen"),
    _item("build.secure", Role.TPM, "It is secure", valid_for=90),
    _item("build.hosted", Role.TPM, "It is hosted", when=("hosted", "public-api")),
    _item("build.sold", Role.PM, "It is sold"),
    _item("build.named", Role.PM, "It has a name", answered_by_checks=True, checks=(FILE,)),
    _item("build.liked", Role.PM, "It is liked", level=Level.SHOULD),
)
LAUNCH = (_item("launch.watched", Role.TPM, "It is watched"),)
PHASES = (
    Phase("dream", "Dream", "What if?", (_item("dream.dreamt", Role.PM, "It was dreamt of"),)),
    Phase("idea", "Idea", "Should we?", IDEA),
    Phase("build", "Build", "Is it built?", BUILD),
    Phase("launch", "Launch", "Is it out?", LAUNCH),
)
POLICY = Policy(
    id="kettle-1",
    name="Kettle",
    requires="",
    lifecycle="short",
    packs=(),
    traits=("hosted",),
    start_at="idea",
    kinds={},
    people={Role.TPM: (TPM,), Role.PM: (PM,)},
    aliases={},
    gate=GatePolicy(),
    waivers=WaiverPolicy(),
    adjust=(),
)


class Book:
    """A record as it is being written, and the project that it makes."""

    def __init__(self, phases: tuple[Phase, ...] = PHASES, policy: Policy = POLICY) -> None:
        self.checklist = Checklist("short", phases)
        self.kind = ""
        self.policy = policy
        self.record: dict[str, dict[str, Any]] = {"items": {}, "signoffs": {}, "decisions": {}}
        self.evidence: dict[str, EvidenceFact] = {}
        self.checks: dict[str, tuple[CheckResult, ...]] = {}

    def read(self) -> Project:
        """The project, its record written and read again."""
        blocks = [
            (phase.id, [(str(item.role), item.id) for item in phase.items])
            for phase in self.checklist.phases
        ]
        data = new_project(self.policy.id, "1.0", self.kind, blocks, record=self.record)
        return Project(self.policy, self.checklist, read_record(data, ".tpm/project.yaml"))

    def facts(self, today: str = TODAY) -> Facts:
        return Facts(today, self.evidence, self.checks)

    def answer(self, name: str, value: str = "met", *cited: Evidence, **more: Any) -> None:
        asked = self.checklist.items()[name]
        by = TPM if asked.role is Role.TPM else PM
        given = AnswerValue(value)
        entry = entries.answer_entry(asked, given, cited, by=by, at=EARLY, **more)
        self.record["items"][name] = {**entry, **self._kept(name)}

    def _kept(self, name: str) -> dict[str, Any]:
        block = self.record["items"].get(name, {})
        return {key: block[key] for key in ("waivers",) if key in block}

    def waive(self, name: str, until: str, at: str = EARLY) -> None:
        entry = plain(Waiver(TPM, at, "fixed by contract", PM, until))
        self.record["items"].setdefault(name, {}).setdefault("waivers", []).append(entry)

    def withdraw(self, name: str, reason: str) -> None:
        entry = plain(Waiver(PM, LATE, reason, withdrawn=True))
        self.record["items"][name]["waivers"].append(entry)

    def sign(self, phase: str, role: Role) -> None:
        project = self.read()
        found = project.checklist.phase(phase)
        assert found is not None
        by = TPM if role is Role.TPM else PM
        entry = entries.signoff_entry(project, found, role, by=by, at=LATE, today="2026-10-02")
        self.record["signoffs"].setdefault(f"{phase}.{role}", []).append(entry)

    def decide(self, phase: str, outcome: Outcome, *conditions: Condition, **more: str) -> None:
        project = self.read()
        found = project.checklist.phase(phase)
        assert found is not None
        report = check_gates(
            project, CheckRequest(CheckScope.PHASE, phase), self.facts("2026-10-02")
        )
        gate = report.gates[0]
        entry = entries.decision_entry(
            project.record,
            found,
            outcome,
            gate.items,
            gate.recommendation,
            conditions,
            by=PM,
            at=LATE,
            **more,
        )
        self.record["decisions"].setdefault(phase, []).append(entry)

    def close(self, phase: str, number: int) -> None:
        cited = [Evidence(url="https://example.com/kept")]
        entry = entries.closing_entry(number, cited, by=PM, at="2026-10-20T12:00:00Z")
        self.record["decisions"][phase].append(entry)

    def status(self) -> ProjectStatus:
        return evaluate_project(self.read(), self.facts())

    def report(self, name: str = "", links: str | None = "") -> ProjectReport:
        project = self.read()
        phase = project.checklist.phase(name) if name else None
        return build_project_report(project, self.facts(), phase)._replace(links=links)


def told() -> Book:
    """What only the report tells: minutes, loosenings, a closed promise, what is gone, plans."""
    book = rich()
    digest = "ab" * 32
    book.checklist = book.checklist._replace(
        loosenings=(
            Loosening("build.liked", "fintech", Loosened(Looser.LEVEL), "taste is no duty"),
            Loosening("idea.cheap", "policy", Loosened(Looser.DROPPED), "price comes later"),
        )
    )
    soon = BUILD[5]._replace(enforce_from="2027-01-01")
    wishes = tuple(
        _item(f"build.wish-{n}", Role.PM, f"Wish {n}", level=Level.SHOULD) for n in range(4)
    )
    build = PHASES[2]._replace(items=(*BUILD[:5], soon, *BUILD[6:], *wishes))
    book.checklist = book.checklist._replace(phases=(*PHASES[:2], build, PHASES[3]))
    entry = book.record["decisions"]["idea"][1]
    entry["minutes"] = "docs/minutes 1.md"
    cited = [Evidence(path="docs/tried.md", sha256=digest), _there("docs/gone.md", digest)]
    closing = entries.closing_entry(2, cited, by=PM, at="2026-10-21T12:00:00Z", note="ten\nusers")
    book.record["decisions"]["idea"].append(closing)
    book.evidence["docs/tried.md"] = EvidenceFact(EvidenceStatus.OK, digest)
    book.evidence["docs/gone.md"] = EvidenceFact(EvidenceStatus.MISSING)
    book.answer("build.liked", "not-met", owner=PM, due="2026-11-01", note="Two lines:\n- of text")
    first = book.record["decisions"]["idea"][0]
    first["conditions"] = [{"text": "Try again", "owner": TPM, "due": "2026-10-30"}]
    first["minutes"] = "https://example.com/minutes?a=1&b=2"
    return book


def whole() -> ProjectReport:
    """The report on that project, with something recorded that no checklist asks any more."""
    report = told().report()
    old = about_recorded(SubjectKind.ITEM, "build.old")
    gone = Finding(Reason.ITEM_REMOVED, old, Severity.WARNING, fix=tpm("sync"), owners=(TPM,))
    return report._replace(status=report.status._replace(findings=(gone,)))


def _there(path: str, sha256: str) -> Evidence:
    return Evidence(path=path, sha256=sha256)


def rich() -> Book:
    """A gate that no longer holds, one with every kind of blocker, one to come, one not gated."""
    book = Book()
    digest = "ab" * 32
    book.answer("idea.tried", "met", _there("docs/tried.md", digest), note="it works")
    book.answer("idea.wanted")
    book.sign("idea", Role.TPM)
    book.sign("idea", Role.PM)
    book.evidence = {"docs/tried.md": EvidenceFact(EvidenceStatus.OK, digest)}
    book.decide("idea", Outcome.HOLD, reason="not yet")
    book.decide(
        "idea",
        Outcome.CONDITIONAL,
        Condition("Load test at twice the peak", TPM, "2026-11-20"),
        Condition("Ask ten users", PM, "2026-10-30"),
        Condition("Agree a budget", PM, "2026-12-20"),
        reason="time presses",
    )
    book.close("idea", 2)
    book.evidence = {
        "docs/tried.md": EvidenceFact(EvidenceStatus.MISSING),
        "docs/tests.md": EvidenceFact(EvidenceStatus.OK, "cd" * 32),
    }
    book.answer("build.agreed", "not-met", owner=PM, due="2026-12-01")
    cited = (_there("docs/tests.md", digest), Evidence(url="https://example.com/run"))
    book.answer("build.tested", "met", *cited)
    failed = CheckResult("junit", CheckOutcome.FAIL, "reports/junit.xml has 2 failures")
    unread = CheckResult("file", CheckOutcome.COULD_NOT_RUN, "NAME.md cannot be read")
    book.checks = {"build.tested": (failed,), "build.named": (unread,)}
    book.waive("build.vendor", "2026-10-20")
    book.withdraw("build.vendor", "")
    book.waive("build.vendor", "2026-12-24", at=LATE)
    book.answer("build.secure")
    book.record["items"]["build.secure"]["carried"] = "0.9"
    return book


def begun() -> Book:
    """A project at its very beginning, with long names and many items."""
    name = "a-phase-with-a-long-name"
    items = tuple(
        _item(f"{name}.item-{number}", Role.TPM, f"Item {number} is done")
        for number in range(1, 101)
    )
    return Book((Phase(name, "Long", "Is it long?", items),), POLICY._replace(start_at=name))


def ended() -> Book:
    """Every gate is decided."""
    book = Book((PHASES[3],), POLICY._replace(start_at="launch"))
    book.answer("launch.watched")
    book.sign("launch", Role.TPM)
    book.sign("launch", Role.PM)
    book.decide("launch", Outcome.GO)
    return book


def busy() -> Book:
    """A shorter trip with a gate that is met, many plans, one person in both roles."""
    needed = _item("launch.ready", Role.TPM, "It is ready")
    wishes = tuple(
        _item(f"launch.wish-{number}", Role.PM, f"Wish {number} comes true", level=Level.SHOULD)
        for number in range(1, 9)
    )
    phase = PHASES[3]._replace(items=(needed, *wishes))
    book = Book(
        (PHASES[0], phase), POLICY._replace(start_at="launch", kinds={"patch": ("launch",)})
    )
    book.kind = "patch"
    book.policy = book.policy._replace(people={Role.TPM: (TPM,), Role.PM: (TPM, PM)})
    book.answer("launch.ready")
    for number in range(1, 9):
        book.answer(f"launch.wish-{number}", "not-met", due=f"2026-11-{number + 18}")
    book.sign("launch", Role.TPM)
    book.sign("launch", Role.PM)
    return book


def killed() -> Book:
    book = Book((PHASES[3],), POLICY._replace(start_at="launch"))
    book.decide("launch", Outcome.KILL, reason="no market")
    return book


BOOKS = {"rich": rich, "begun": begun, "ended": ended, "busy": busy, "killed": killed}
EXPLAINED = (
    "dream.dreamt",
    "idea.tried",
    "build.agreed",
    "build.tested",
    "build.vendor",
    "build.secure",
    "build.hosted",
    "build.named",
)
FILES = (".tpm/project.yaml", ".tpm/increments/1.0.yaml")
WARNING = Finding(
    Reason.LAYER_LOOSENS,
    about_item(BUILD[5]),
    Severity.WARNING,
    Arguments(name="fintech", loosened=Loosened(Looser.LEVEL), because=LONG),
)
UNTIDY = Problem(Flaw.BLOCK_MISSING, ("build.sold", "items"), FILES[0], 7, 3, Hint(Remedy.LINT_FIX))
LINTED: dict[str, Any] = {
    "sound": (FILES[:1], (), (), ()),
    "untidy": (FILES, (WARNING,), (UNTIDY, UNTIDY._replace(line=9)), ()),
    "fixed": (FILES, (), (), FILES[1:]),
}


REPORTS: dict[str, Callable[[], ProjectReport]] = {
    "begun": lambda: begun().report(),
    "busy": lambda: busy().report(),
    "ended": lambda: ended().report(),
    "killed": lambda: killed().report(),
    "told": whole,
    "idea": lambda: told().report("idea", "../apps/"),
    "build": lambda: told().report("build", None),
    "not-gated": lambda: told().report("dream"),
}


def outputs() -> dict[str, str]:
    """Every view of every project, by the name of its file."""
    made: dict[str, str] = {}
    for name, book in BOOKS.items():
        status = book().status()
        all_due = (status, pick(status), None, "")
        month = (status, pick(status, within=9, owner="pm"), 9, "pm")
        nexts = {who or "anybody": next_step(status, who) for who in (None, *Role)}
        for ending, style in STYLES.items():
            made[f"{name}/status.{ending}"] = status_text.render(status, style)
            made[f"{name}/due.{ending}"] = due.render_text(*all_due, style)
            made[f"{name}/due-pm.{ending}"] = due.render_text(*month, style)
            made[f"{name}/gates.{ending}"] = gate_list.render_text(status, style)
            made[f"{name}/next.{ending}"] = "".join(
                f"{who}:\n{next_text.render_text(todo, style)}" for who, todo in nexts.items()
            )
        if name == "begun":
            continue  # A hundred items are about the columns of text.
        made[f"{name}/status.json"] = status_json.render(status)
        made[f"{name}/due.json"] = due.render_json(*all_due)
        made[f"{name}/due-pm.json"] = due.render_json(*month)
        made[f"{name}/gates.json"] = gate_list.render_json(status)
        made[f"{name}/next.json"] = next_json.render_json(nexts["anybody"])
    for name, told_of in REPORTS.items():
        for form, ending in {"html": "html", "markdown": "md"}.items():
            text = project_formats.render(form, told_of())
            text = text.replace(f"tpm {__version__}", "tpm VERSION").replace(STYLE, "STYLE")
            made[f"report/{name}.{ending}"] = text
    written = rich()
    project = written.read()
    for asked in EXPLAINED:
        item = project.checklist.items()[asked]
        phase = project.checklist.phase(item.phase)
        assert phase is not None
        told = explain_item(project, item, phase, written.facts())
        for ending, style in STYLES.items():
            made[f"why/{asked}.{ending}"] = why_text.render_text(told, style)
        made[f"why/{asked}.json"] = why_json.render_json(told)
    for name, found in LINTED.items():
        files, warnings, untidy, fixed = found
        for ending, style in STYLES.items():
            text = lint.render_text(files, warnings, untidy, fixed, style)
            made[f"lint/{name}.{ending}"] = text
        made[f"lint/{name}.json"] = lint.render_json(files, warnings, untidy, fixed)
    return made


def write() -> None:
    """Writes every expected output, and removes what is made no more."""
    made = outputs()
    for old in EXPECTED.rglob("*.*"):
        if old.relative_to(EXPECTED).as_posix() not in made:
            old.unlink()
    for name, text in made.items():
        file = EXPECTED / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write()
