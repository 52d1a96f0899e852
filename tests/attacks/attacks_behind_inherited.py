"""Attacks that hide behind what main has lost already, and their honest twins.

Two alike parts of one thing were fine when its gate was decided, and main broke the first since.
Whatever becomes of the first, a pull request that breaks the second is red because of that.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import NamedTuple

from attack_cases import attack, honest
from attack_world import Result, World

from tpmcli.model.finding import Cause
from tpmcli.model.rule import Reason, Rule, RuleReason
from world.people import DEV, PM, TPM

SPIKE, OWNER = "feasibility.unknowns-spiked", "feasibility.owner-named"
PACK = ".tpm/checklists/house-rules.yaml"
FINE, BROKEN = True, False


class Part(NamedTuple):
    """One of the parts: what its finding names, and how it is put in order or broken."""

    names: str
    put: Callable[[World, bool], None]


def _file(path: str) -> Part:
    def put(world: World, fine: bool) -> None:
        if fine:
            world.write(path, f"# {path}\n\nIt was tried, and it works.\n")
        else:
            world.path(path).unlink()

    return Part(path, put)


PLAN = "docs/plan.md"


def _section(title: str) -> Part:
    section = f"\n## {title}\n\nThey are known.\n"

    def put(world: World, fine: bool) -> None:
        text = world.path(PLAN).read_text() if world.path(PLAN).exists() else "# Plan\n"
        world.write(PLAN, text.replace(section, "") + (section if fine else ""))

    return Part(f"{PLAN}#{title.lower()}", put)


def _report(path: str, number: int) -> Part:
    def put(world: World, fine: bool) -> None:
        found = "" if fine else '{"level": "error", "message": {"text": "a key"}}'
        driver = '{"driver": {"name": "s", "rules": []}}'
        run = f'{{"tool": {driver}, "results": [{found}]}}'
        world.write(path, f'{{"version": "2.1.0", "runs": [{run}]}}\n')

    return Part(str(number), put)


Parts = tuple[Part, Part]


def _decide_anew(world: World, *promises: str) -> None:
    """Both sign feasibility, and it is decided: `go`, or on what is promised."""
    world.sign("feasibility", "tpm")
    world.sign("feasibility", "pm")
    conditions = [(promise, TPM, world.day(20)) for promise in promises]
    world.decide("feasibility", "conditional" if promises else "go", conditions=conditions)


def _reopen(world: World) -> None:
    world.decide("feasibility", "recycle", reason="more to show")
    world.now += timedelta(minutes=1)


def _cited(world: World, parts: Parts) -> None:
    """One answer cites both parts."""
    _reopen(world)
    world.answer(SPIKE, evidence=[part.names for part in parts])
    _decide_anew(world)


def _cited_by_a_should_item(world: World, parts: Parts) -> None:
    """A recommended item's answer cites both, and what is recommended blocks."""
    _reopen(world)
    world.policy("should: warn", "should: block")
    world.replace(PACK, "level: must", "level: should")
    world.answer(OWNER, evidence=[part.names for part in parts])
    _decide_anew(world)


_CHECKS = (
    "level: must\n        standing: true\n        checks:\n"
    "          - sarif: {file: reports/a.sarif, below: error}\n"
    "          - sarif: {file: reports/b.sarif, below: error}"
)


def _checked(world: World, _: Parts) -> None:
    """Two checks of one item, which a person answered."""
    _reopen(world)
    world.replace(PACK, "level: must", _CHECKS)
    world.answer(OWNER)
    _decide_anew(world)


def _answered_by_checks(world: World, _: Parts) -> None:
    """Two checks of one item, which nobody else answers."""
    _reopen(world)
    world.replace(PACK, "level: must", f"{_CHECKS}\n        answered-by: checks")
    world.record(world.block(OWNER), f"  {OWNER}: {{}}")
    _decide_anew(world)


def _closed(world: World, parts: Parts) -> None:
    """Two conditions of one gate are closed, each with a part."""
    _reopen(world)
    world.answer(SPIKE)
    _decide_anew(world, "measure it", "hire")
    for number, part in enumerate(parts, 1):
        world.close("feasibility", number, evidence=[part.names])


class Pair(NamedTuple):
    """Two parts of one thing: how they come to matter, and what is reported of a broken one."""

    name: str
    what: str
    stop: Rule | RuleReason
    prepare: Callable[[World, Parts], None]
    parts: Parts

    def on_main(self, world: World) -> None:
        """Main's gate was decided on both parts, and then main broke the first."""
        world.git("checkout", "-q", "main")
        for part in self.parts:
            part.put(world, FINE)
        world.git("add", "-A")
        self.prepare(world, self.parts)
        world.commit(author=PM)
        self.parts[0].put(world, BROKEN)
        world.commit(author=DEV)
        world.branch()


PAIRS = (
    Pair(
        "numbered_copy",
        "a file with a number in brackets",
        Reason.EVIDENCE_MISSING,
        _cited,
        (_file("docs/plan (1).md"), _file("docs/plan (2).md")),
    ),
    Pair(
        "numbered_file",
        "a numbered file",
        Reason.EVIDENCE_MISSING,
        _cited,
        (_file("docs/plan-1.md"), _file("docs/plan-2.md")),
    ),
    Pair(
        "heading",
        "a cited heading",
        Reason.EVIDENCE_MISSING,
        _cited,
        (_section("Costs"), _section("Risks")),
    ),
    Pair(
        "should_evidence",
        "evidence of a recommended item, under `should: block`,",
        Rule.SHOULD_UNMET,
        _cited_by_a_should_item,
        (_file("docs/plan (1).md"), _file("docs/plan (2).md")),
    ),
    Pair(
        "disputing_check",
        "a check of an answered item",
        Reason.DISPUTED,
        _checked,
        (_report("reports/a.sarif", 1), _report("reports/b.sarif", 2)),
    ),
    Pair(
        "check",
        "a check that answers an item",
        Reason.CHECK_FAILED,
        _answered_by_checks,
        (_report("reports/a.sarif", 1), _report("reports/b.sarif", 2)),
    ),
    Pair(
        "closing",
        "what closed a condition",
        Reason.CLOSING_EVIDENCE_MISSING,
        _closed,
        (_file("docs/measured.md"), _file("docs/hired.md")),
    ),
)


def _register(pair: Pair) -> None:
    first, second = pair.parts

    def swapped(world: World) -> Result:
        pair.on_main(world)
        first.put(world, FINE)
        second.put(world, BROKEN)
        world.commit(author=DEV)
        return world.check()

    def another(world: World) -> Result:
        pair.on_main(world)
        second.put(world, BROKEN)
        world.commit(author=DEV)
        return world.check()

    def inherited(world: World) -> Result:
        pair.on_main(world)
        world.write("src/main.py", "print('mine')\n")
        world.commit(author=DEV)
        return world.check()

    def mended(world: World) -> Result:
        pair.on_main(world)
        first.put(world, FINE)
        world.commit(author=DEV)
        return world.check()

    for play in (swapped, another, inherited, mended):
        play.__name__ = f"{pair.name}_{play.__name__}"
    here, old = {second.names: Cause.THIS_CHANGE}, {first.names: Cause.INHERITED}
    attack(f"{pair.what} goes while one that main lost comes back", pair.stop, causes=here)(swapped)
    attack(f"{pair.what} goes after one that main lost", pair.stop, causes={**old, **here})(another)
    honest(f"{pair.what} is lost on main", shows=pair.stop, causes=old)(inherited)
    honest(f"{pair.what} that main lost comes back")(mended)


for _pair in PAIRS:
    _register(_pair)


@attack(
    "a second condition is closed with what main has lost",
    Reason.CLOSING_EVIDENCE_MISSING,
)
def closed_with_what_is_lost(world: World) -> Result:
    part = _file("docs/measured.md")
    world.git("checkout", "-q", "main")
    part.put(world, FINE)
    world.git("add", "-A")
    _reopen(world)
    _decide_anew(world, "measure it", "hire")
    world.close("feasibility", 1, evidence=[part.names])
    world.commit(author=PM)
    part.put(world, BROKEN)
    world.commit(author=DEV)
    world.branch()
    block = world.block("feasibility")
    closing = block[block.index("    - close: 1") :]
    world.record(block, block + "\n" + closing.replace("close: 1", "close: 2"))
    world.commit()
    return world.check()
