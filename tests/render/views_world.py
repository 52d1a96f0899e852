"""A small project with something of everything, and what the views make of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any, Self

from tpmcli.model.checklist import Loosening
from tpmcli.model.finding import Arguments, Finding, SubjectKind, about_item, about_recorded
from tpmcli.model.fix import tpm
from tpmcli.model.loosening import Loosened, Looser
from tpmcli.model.problem import Flaw, Hint, Problem, Remedy
from tpmcli.model.role import SHIPPED_ROLES
from tpmcli.model.rule import Reason, Severity
from tpmcli.render import due, lint
from tpmcli.render.gate import list as gate_list
from tpmcli.render.next import json as next_json
from tpmcli.render.next import text as next_text
from tpmcli.render.project import formats as project_formats
from tpmcli.render.project.html import style_sheet
from tpmcli.render.status import json as status_json
from tpmcli.render.status import text as status_text
from tpmcli.render.style import Style
from tpmcli.render.why import json as why_json
from tpmcli.render.why import text as why_text
from tpmcli.rules.next import next_step
from tpmcli.rules.person_names import name_people
from tpmcli.rules.project_report import ProjectReport, build_project_report
from tpmcli.rules.status import ProjectStatus, evaluate_project, pick
from tpmcli.rules.why import explain_item
from tpmcli.version import __version__
from world.memory import World, item
from world.model import Entry
from world.people import PM, TPM

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


LINKS = {
    path: f"https://example.com/o/r/blob/c0de/{path.replace(' ', '%20')}"
    for path in ("docs/tried.md", "docs/tests.md", "docs/minutes 1.md")
}
DIGEST, OTHER = "ab" * 32, "cd" * 32
FILE: Entry = {"file": {}}


def _item(name: str, role: str, title: str, **more: Any) -> Entry:
    return item(name, role, title=title, layer="short", **more)


def _phase(name: str, question: str, *items: Entry) -> Entry:
    return {"id": name, "title": name.title(), "question": question, "items": list(items)}


DREAM = _phase("dream", "What if?", _item("dream.dreamt", "pm", "It was dreamt of"))
IDEA = _phase(
    "idea",
    "Should we?",
    _item("idea.tried", "tpm", "It was tried", why="Trying shows it."),
    _item("idea.wanted", "pm", "Somebody wants it"),
    _item("idea.priced", "pm", "It has a price", level="should"),
)
BUILD = _phase(
    "build",
    "Is it built?",
    _item("build.agreed", "tpm", LONG, evidence={"expect": "a page", "required": True}),
    _item("build.tested", "tpm", "It is tested", checks=[{"junit": {}}]),
    _item("build.vendor", "tpm", "A vendor is chosen"),
    _item("build.secure", "tpm", "It is secure", **{"valid-for": 90}),
    _item("build.hosted", "tpm", "It is hosted", when=["hosted", "public-api"]),
    _item("build.sold", "pm", "It is sold"),
    _item("build.named", "pm", "It has a name", checks=[FILE], **{"answered-by": "checks"}),
    _item("build.liked", "pm", "It is liked", level="should"),
)
LAUNCH = _phase("launch", "Is it out?", _item("launch.watched", "tpm", "It is watched"))


class Kettle(World):
    """A project in memory that began long ago, and what the views are made of."""

    @classmethod
    def at(cls, *phases: Entry, start: str) -> Self:
        """Return a project of these phases, of which gates are asked from one on."""
        made = cls.of(*(each for phase in phases for each in phase["items"]))
        made["phases"] = deepcopy(list(phases))
        made["policy"] |= {"id": "kettle-1", "name": "Kettle", "lifecycle": "short"}
        made["policy"] |= {"traits": ["hosted"], "start-at": start}
        return made

    def answer(self, item: str, value: str = "met", **more: Any) -> Entry:
        """Answer an item early."""
        return super().answer(item, value, **{"at": EARLY, **more})

    def waive(self, item: str, until: str = "", **more: Any) -> Entry:
        """Waive an item early."""
        return super().waive(item, until, **{"at": EARLY, "reason": "fixed by contract", **more})

    def sign(self, phase: str, *roles: str, **more: Any) -> None:
        """Sign off a phase late."""
        super().sign(phase, *roles, **{"at": LATE, **more})

    def decide(self, phase: str, outcome: str = "go", **more: Any) -> Entry:
        """Let the PM decide a gate late."""
        return super().decide(phase, outcome, **{"by": PM, "at": LATE, **more})

    def status(self) -> ProjectStatus:
        """Return how the project is."""
        return evaluate_project(self.project(), self.facts())

    def report(self, name: str = "", links: Mapping[str, str] | None = None) -> ProjectReport:
        """Return the report on the project, or on one phase; it links files unless told which."""
        project = self.project()
        phase = project.checklist.phase(name) if name else None
        return build_project_report(project, self.facts(), phase)._replace(
            links=LINKS if links is None else links,
            names=name_people(project.policy, (), {PM: "Ana", TPM: "Sam <Poe>"}),
        )


def told() -> Kettle:
    """What only the report tells: minutes, loosenings, a closed promise, what is gone, plans."""
    made = rich()
    made["loosenings"] = [
        Loosening("build.liked", "fintech", Loosened(Looser.LEVEL), "taste is no duty"),
        Loosening("idea.cheap", "policy", Loosened(Looser.DROPPED), "price comes later"),
    ]
    made.find("build.sold")["enforce-from"] = "2027-01-01"
    made["phases"][2]["items"] += [
        _item(f"build.wish-{number}", "pm", f"Wish {number}", level="should") for number in range(4)
    ]
    first, second = made["record"]["decisions"]["idea"][:2]
    second["minutes"] = "docs/minutes 1.md"
    made.there("docs/tried.md", sha256=DIGEST)
    made.there("docs/gone.md", sha256=DIGEST)
    cited = ["docs/tried.md", "docs/gone.md"]
    at = "2026-10-21T12:00:00Z"
    made.close("idea", 2, evidence=cited, at=at, note="ten\nusers")
    made.there("docs/gone.md", "missing", sha256="")
    made.answer("build.liked", "not-met", owner=PM, due="2026-11-01", note="Two lines:\n- of text")
    first["conditions"] = [{"text": "Try again", "owner": TPM, "due": "2026-10-30"}]
    first["minutes"] = "https://example.com/minutes?a=1&b=2"
    return made


def whole() -> ProjectReport:
    """The report on that project, with something recorded that no checklist asks any more."""
    report = told().report()
    old = about_recorded(SubjectKind.ITEM, "build.old")
    gone = Finding(Reason.ITEM_REMOVED, old, Severity.WARNING, fix=tpm("sync"), owners=(TPM,))
    return report._replace(status=report.status._replace(findings=(gone,)))


def rich() -> Kettle:
    """A gate that no longer holds, one with every kind of blocker, one to come, one not gated."""
    made = Kettle.at(DREAM, IDEA, BUILD, LAUNCH, start="idea")
    made.there("docs/tried.md", sha256=DIGEST)
    made.answer("idea.tried", evidence=["docs/tried.md"], note="it works")
    made.answer("idea.wanted")
    made.sign("idea")
    rule = {"recommendation": "conditional", "rule": "met-with-open-should"}
    made.decide("idea", "hold", reason="not yet", **rule)
    conditions = [
        {"text": "Load test at twice the peak", "owner": TPM, "due": "2026-11-20"},
        {"text": "Ask ten users", "owner": PM, "due": "2026-10-30"},
        {"text": "Agree a budget", "owner": PM, "due": "2026-12-20"},
    ]
    made.decide("idea", "conditional", conditions=conditions, reason="time presses", **rule)
    made.close("idea", 2, evidence=["https://example.com/kept"], at="2026-10-20T12:00:00Z")
    made.there("docs/tried.md", "missing", sha256="")
    made.answer("build.agreed", "not-met", owner=PM, due="2026-12-01")
    made.there("docs/tests.md", sha256=DIGEST)
    made.answer("build.tested", evidence=["docs/tests.md", "https://example.com/run"])
    made.there("docs/tests.md", sha256=OTHER)
    made["facts"]["checks"] = {
        "build.tested": [("junit", "fail", "reports/junit.xml has 2 failures")],
        "build.named": [("file", "could-not-run", "NAME.md cannot be read")],
    }
    made.waive("build.vendor", "2026-10-20")
    made.withdraw("build.vendor", at=LATE)
    made.waive("build.vendor", "2026-12-24", at=LATE)
    made.answer("build.secure")["carried"] = "0.9"
    return made


def begun() -> Kettle:
    """A project at its very beginning, with long names and many items."""
    name = "a-phase-with-a-long-name"
    items = [
        _item(f"{name}.item-{number}", "tpm", f"Item {number} is done") for number in range(1, 101)
    ]
    return Kettle.at({**_phase(name, "Is it long?", *items), "title": "Long"}, start=name)


def hurried() -> Kettle:
    """Twenty answers within twenty seconds, with one note and one document: signs of ceremony."""
    items = [_item(f"idea.part-{number}", "tpm", f"Part {number}") for number in range(20)]
    made = Kettle.at(_phase("idea", "Should we?", *items), start="idea")
    made.there("docs/all.md", sha256=DIGEST)
    for number in range(20):
        at = f"2026-10-05T12:00:{number:02}Z"
        made.answer(f"idea.part-{number}", evidence=["docs/all.md"], note="see `all` <b>", at=at)
    return made


def ended() -> Kettle:
    """Every gate is decided."""
    made = Kettle.at(LAUNCH, start="launch")
    made.answer("launch.watched")
    made.sign("launch")
    made.decide("launch")
    return made


def busy() -> Kettle:
    """A shorter trip with a gate that is met, many plans, one person in both roles."""
    needed = _item("launch.ready", "tpm", "It is ready")
    wishes = [
        _item(f"launch.wish-{number}", "pm", f"Wish {number} comes true", level="should")
        for number in range(1, 9)
    ]
    made = Kettle.at(DREAM, {**LAUNCH, "items": [needed, *wishes]}, start="launch")
    made["policy"] |= {"kinds": {"patch": ["launch"]}, "people": {"tpm": [TPM], "pm": [TPM, PM]}}
    made["record"]["kind"] = "patch"
    made.answer("launch.ready")
    for number in range(1, 9):
        made.answer(f"launch.wish-{number}", "not-met", due=f"2026-11-{number + 18}")
    made.sign("launch")
    return made


def killed() -> Kettle:
    """A project that was stopped."""
    made = Kettle.at(LAUNCH, start="launch")
    made.decide("launch", "kill", reason="no market", recommendation="hold", rule="unmet")
    return made


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
    about_item(rich().project().checklist.items()["build.sold"]),
    Severity.WARNING,
    Arguments(name="fintech", loosened=Loosened(Looser.LEVEL), because=LONG),
)
UNTIDY = Problem(Flaw.BLOCK_MISSING, ("build.sold", "items"), FILES[0], 7, 3, Hint(Remedy.LINT_FIX))
HAND_WRITTEN = Problem(
    Flaw.ANSWER_INCOMPLETE,
    ("idea.tried", ("role", "by", "at", "question")),
    FILES[0],
    12,
    3,
    Hint(Remedy.LINT_FIX),
)
REFUSED = Problem(
    Flaw.ANSWER_REFUSED,
    ("idea.wanted", "`docs/nope.md` does not exist"),
    FILES[0],
    15,
    3,
    Hint(Remedy.DID_YOU_MEAN, ("docs/note.md",)),
)
LINTED: dict[str, Any] = {
    "sound": (FILES[:1], (), (), (), ()),
    "untidy": (FILES, (WARNING,), (UNTIDY, UNTIDY._replace(line=9)), (), ()),
    "fixed": (FILES, (), (), FILES[1:], ()),
    "incomplete": (FILES[:1], (), (), (), (HAND_WRITTEN, REFUSED)),
}


REPORTS: dict[str, Callable[[], ProjectReport]] = {
    "begun": lambda: begun().report(),
    "busy": lambda: busy().report(),
    "ended": lambda: ended().report(),
    "hurried": lambda: hurried().report(),
    "killed": lambda: killed().report(),
    "told": whole,
    "idea": lambda: told().report("idea", {}),
    "build": lambda: told().report("build", {}),
    "not-gated": lambda: told().report("dream"),
}


def outputs() -> dict[str, str]:
    """Every view of every project, by the name of its file."""
    made: dict[str, str] = {}
    for name, book in BOOKS.items():
        status = book().status()
        all_due = (status, pick(status), None, "")
        month = (status, pick(status, within=9, owner="pm"), 9, "pm")
        nexts = {who or "anybody": next_step(status, who) for who in (None, *SHIPPED_ROLES)}
        for ending, style in STYLES.items():
            step = nexts["anybody"]
            made[f"{name}/status.{ending}"] = status_text.render(status, step, style)
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
        for form, ending in {"text": "80.txt", "markdown": "md"}.items():
            made[f"report/{name}-brief.{ending}"] = project_formats.render(
                form, told_of(), Style(width=80), brief=True
            )
        for form, ending in {"html": "html", "markdown": "md"}.items():
            text = project_formats.render(form, told_of())
            text = text.replace(f"tpm {__version__}", "tpm VERSION").replace(style_sheet(), "STYLE")
            text = re.sub("sha256-[^']+", "sha256-DIGEST", text)
            made[f"report/{name}.{ending}"] = text
    written = rich()
    project = written.project()
    for asked in EXPLAINED:
        item = project.checklist.items()[asked]
        phase = project.checklist.phase(item.phase)
        assert phase is not None
        told = explain_item(project, item, phase, written.facts())
        for ending, style in STYLES.items():
            made[f"why/{asked}.{ending}"] = why_text.render_text(told, style)
        made[f"why/{asked}.json"] = why_json.render_json(told)
    for name, found in LINTED.items():
        files, warnings, untidy, fixed, incomplete = found
        for ending, style in STYLES.items():
            text = lint.render_text(files, warnings, untidy, fixed, incomplete, style)
            made[f"lint/{name}.{ending}"] = text
        made[f"lint/{name}.json"] = lint.render_json(files, warnings, untidy, fixed, incomplete)
    return made
