"""Random projects: a history as a team would write it, then some of what goes wrong.

Everything follows from the seed. Most projects are nearly in order, since one that fails for ten
reasons cannot show that the eleventh is looked at.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

from world import oracle
from world.memory import World, item, promise
from world.model import Entry
from world.people import PM, TPM

PHASES = ["feasibility", "requirements", "release"]
OUTCOMES = ["pass", "fail", "could-not-run", "unread"]
DAYS = [f"2026-11-{day:02}" for day in (1, 3, 10, 20, 21, 22, 23)] + ["2026-12-06", "2027-02-20"]
PEOPLE = [TPM, PM, "TPM@example.com", "tpm@home.example", "guest@example.com"]
EVIDENCE = ["docs/a.md", "docs/b.md#goals", "https://example.com/minutes"]


def make(seed: int) -> World:
    """The project of that seed."""
    dice = random.Random(seed)
    made = _asked(dice)
    for phase in [p["id"] for p in made["phases"]]:
        _work(dice, made, phase)
        if dice.random() < 0.25:
            break
        _decide(dice, made, phase)
    for change in dice.sample(CHANGES, dice.choice([0, 0, 0, 1, 1, 2, 3])):
        change(dice, made)
    return made


def well_kept(dice: random.Random) -> World:
    """A project whose gates are met, by no more than each asks for."""
    made = _asked(dice)
    for entry in [entry for phase in made["phases"] for entry in phase["items"]]:
        if not entry["checks"]:
            # The loader refuses an item that is answered by checks and has none.
            entry["answered-by"] = "people"
    for phase in [p["id"] for p in made["phases"]]:
        _work(dice, made, phase)
        for results in made["facts"]["checks"].values():
            results[:] = [(kind, "pass") for kind, *_ in results]
        left = made.unsatisfied(phase, should=dice.random() < 0.3)
        for name in [name for names in left.values() for name in names]:
            needed = made.find(name)["evidence"]["required"]
            made.answer(name, evidence=EVIDENCE[:1] if needed else [])
        made.sign(phase, *made["policy"]["gate"]["signoffs"])
        if dice.random() < 0.6:
            break
        made.decide(phase)
    return made


def question(seed: int, made: World) -> tuple[str, str]:
    """What is asked of it."""
    dice = random.Random(-seed - 1)
    asked = dice.choice(["phase", "phase", "decided", "through", "current"])
    names = [phase["id"] for phase in made["phases"]]
    return asked, dice.choice(names) if asked in ("phase", "through") else ""


def _asked(dice: random.Random) -> World:
    items = [
        _item(dice, f"{phase}.item-{number}", first=number == 0)
        for phase in PHASES[: dice.choice([1, 2, 2, 3])]
        for number in range(dice.choice([1, 2, 2, 3]))
    ]
    made = World.of(
        *items,
        should=dice.choice(["warn", "warn", "block"]),
        signoffs=dice.choice([["tpm", "pm"], ["tpm", "pm"], ["tpm"], ["pm"]]),
        distinct_people=dice.choice(["off", "warn", "warn", "require"]),
    )
    policy = made["policy"]
    policy["traits"] = dice.choice([[], ["regulated"], ["regulated", "public-api"]])
    policy["aliases"] = dice.choice([{}, {TPM: ["tpm@home.example"]}, {PM: ["Tpm@Home.example"]}])
    policy["waivers"]["approvers"] = dice.choice([["tpm", "pm"], ["tpm", "pm"], ["pm"], [PM]])
    policy["waivers"]["max-days"] = dice.choice([90, 90, 21])
    grades = ["off", "warn", "block"]
    keys = dice.choice([[], ["thin"], ["thin", "reused", "placeholder"]])
    policy["evidence"] = {key: dice.choice(grades) for key in keys}
    if dice.random() < 0.1:
        policy["people"]["pm"] = [TPM]
    if dice.random() < 0.1:
        policy["kinds"] = {"patch": [made["phases"][-1]["id"]]}
        policy["deploy-kinds"] = dice.choice([[], ["patch"]])
        made["record"]["kind"] = "patch"
    elif dice.random() < 0.1:
        policy["start-at"] = made["phases"][-1]["id"]
    return made


def _item(dice: random.Random, name: str, *, first: bool) -> Entry:
    checks: list[Entry] = []
    if dice.random() < 0.25:
        checks = [{"file": {"glob": "docs/*.md"}}, {"junit": {"file": "junit.xml"}}]
    return item(
        name,
        role=dice.choice(["tpm", "pm"]),
        level="must" if first else dice.choice(["must", "must", "should"]),
        evidence={"required": dice.random() < 0.4, "pin": dice.random() < 0.3},
        standing=dice.random() < 0.25,
        checks=checks[: dice.choice([1, 2])],
        **{
            "not-applicable": dice.random() < 0.3,
            "valid-for": dice.choice([None, None, 19, 20, 21, 40]),
            "when": [] if first else dice.choice([[], [], ["regulated"]]),
            "answered-by": dice.choice(["people", "people", "checks"]),
            "enforce-from": "" if first else dice.choice(["", "", "2026-11-22", "2026-11-23"]),
        },
    )


def _work(dice: random.Random, made: World, phase: str) -> None:
    gate = next(p for p in made["phases"] if p["id"] == phase)
    for entry in gate["items"]:
        if entry["checks"]:
            outcomes = dice.choices(OUTCOMES, [20, 1, 1, 1], k=len(entry["checks"]))
            made.check_says(entry["id"], *outcomes)
        way = dice.random()
        if way < 0.75:
            _answer(dice, made, entry)
        elif way < 0.95:
            if dice.random() < 0.5:
                value = dice.choice(["not-met", "met", "not-applicable"])
                made.answer(entry["id"], value)
            _waive(dice, made, entry["id"])
    roles = [role for role in ("tpm", "pm") if dice.random() < 0.97]
    alone = made["policy"]["people"]["pm"] == [TPM]
    if roles:
        made.sign(phase, *roles, by=TPM if alone else "")


def _answer(dice: random.Random, made: World, entry: Entry) -> None:
    needed = entry["evidence"]["required"] or dice.random() < 0.3
    cited = dice.sample(EVIDENCE, dice.choice([1, 2])) if needed else []
    value, more = "met", {}
    if entry["not-applicable"] and dice.random() < 0.4:
        value, more = "not-applicable", {"note": "there is no such user"}
    made.answer(entry["id"], value, evidence=cited, **more)


def _waive(dice: random.Random, made: World, name: str) -> None:
    more = {}
    if dice.random() < 0.15:
        more = {"by": dice.choice(PEOPLE), "approved_by": dice.choice(PEOPLE)}
    made.waive(name, dice.choice(["2026-12-06", "2026-12-07", "2026-12-31"]), **more)


def _decide(dice: random.Random, made: World, phase: str) -> None:
    outcome = dice.choices(["go", "conditional", "hold", "recycle", "kill"], [8, 4, 1, 1, 0.3])[0]
    more: Entry = {}
    if outcome == "conditional":
        more["conditions"] = [promise(due=dice.choice(DAYS)) for _ in range(dice.choice([1, 2]))]
    made.decide(phase, outcome, **more)
    for number in range(1, len(more.get("conditions", [])) + 1):
        if dice.random() < 0.6:
            made.close(phase, number, evidence=[*dice.sample(EVIDENCE, dice.choice([0, 1]))])
    if outcome == "recycle" and dice.random() < 0.7:
        made.sign(phase, at="2026-11-04T12:00:00Z")
        if dice.random() < 0.6:
            made.decide(phase, at="2026-11-05T12:00:00Z")


# --- what goes wrong ---------------------------------------------------------------------------

Change = Callable[[random.Random, World], None]


def _any_item(dice: random.Random, made: World) -> Entry:
    chosen: Entry = dice.choice([entry for phase in made["phases"] for entry in phase["items"]])
    return chosen


def _phase_of(entry: Entry) -> str:
    return str(entry["id"].partition(".")[0])


def _maybe_sign(dice: random.Random, made: World, phase: str) -> None:
    for role in ("tpm", "pm"):
        if dice.random() < 0.6:
            made.sign(phase, role, at="2026-11-06T12:00:00Z")


def _reword(dice: random.Random, made: World) -> None:
    entry = _any_item(dice, made)
    entry["title"] += " fully"


def _other_level(dice: random.Random, made: World) -> None:
    entry = _any_item(dice, made)
    entry["level"] = "should" if entry["level"] == "must" else "must"


def _other_role(dice: random.Random, made: World) -> None:
    entry = _any_item(dice, made)
    entry["role"] = "pm" if entry["role"] == "tpm" else "tpm"


def _other_traits(dice: random.Random, made: World) -> None:
    made["policy"]["traits"] = dice.choice([[], ["regulated"]])


def _other_tightness(dice: random.Random, made: World) -> None:
    entry = _any_item(dice, made)
    entry["evidence"]["required"] = not entry["evidence"]["required"]
    entry["not-applicable"] = False
    entry["standing"] = True


def _add_item(dice: random.Random, made: World) -> None:
    phase = dice.choice(made["phases"])
    extra = _item(dice, f"{phase['id']}.extra", first=False)
    phase["items"].append(extra)
    made["record"]["items"][extra["id"]] = {}


def _drop_item(dice: random.Random, made: World) -> None:
    phase = dice.choice(made["phases"])
    if len(phase["items"]) > 1:
        phase["items"].pop(dice.randrange(len(phase["items"])))


def _answer_anew(dice: random.Random, made: World) -> None:
    entry = _any_item(dice, made)
    value = dice.choice(["met", "met", "not-met", "not-applicable"])
    made.answer(entry["id"], value, at="2026-11-05T12:00:00Z", note=dice.choice(["", "so"]))
    _maybe_sign(dice, made, _phase_of(entry))


def _mend_waived(dice: random.Random, made: World) -> None:
    waived = [name for name, block in made["record"]["items"].items() if block.get("waivers")]
    known = [e["id"] for phase in made["phases"] for e in phase["items"] if e["id"] in waived]
    for name in known:
        made.answer(name, evidence=["docs/new.md"], at="2026-11-05T12:00:00Z")
        _maybe_sign(dice, made, name.partition(".")[0])


def _edit_answer(dice: random.Random, made: World) -> None:
    block = made["record"]["items"].get(_any_item(dice, made)["id"], {})
    if "answer" in block:
        key = dice.choice(["note", "by", "at", "role", "question"])
        at = dice.choice(["2026-11-02T12:00:00Z", "2026-11-07T12:00:00Z"])
        other = {"at": at, "role": "pm", "by": PM}
        block[key] = other.get(key, "edited")


def _write_by_hand(dice: random.Random, made: World) -> None:
    """Somebody writes an answer without all of its keys, or under the slug alone."""
    entry = _any_item(dice, made)
    items = made["record"]["items"]
    name = dice.choice([entry["id"], entry["id"], entry["id"].partition(".")[2]])
    kept = {key: value for key, value in items.get(name, {}).items() if key == "waivers"}
    written: dict[str, Any] = {"answer": dice.choice(["met", "met", "not-met", "not-applicable"])}
    if dice.random() < 0.5:
        written["evidence"] = ["docs/new.md"]
    if dice.random() < 0.3:
        written |= {"role": entry["role"], "by": PM}
    items[name] = written | kept


def _drop_answer(dice: random.Random, made: World) -> None:
    block = made["record"]["items"].get(_any_item(dice, made)["id"], {})
    for key in [key for key in block if key != "waivers"]:
        del block[key]


def _change_evidence(dice: random.Random, made: World) -> None:
    if made["facts"]["evidence"]:
        path = dice.choice(sorted(made["facts"]["evidence"]))
        status = dice.choice(["ok", "ok", "missing", "empty", "outside", "untracked"])
        weak: list[dict[str, Any]] = [
            {},
            {"placeholder": "TBD"},
            {"thin": True},
            {"headings": True},
        ]
        more = dice.choice([*weak, *weak[1:3]]) if status == "ok" else {}
        made.there(path, status, sha256=dice.choice(["other", f"is {path}"]), **more)
        if status == "missing" and dice.random() < 0.5:
            del made["facts"]["evidence"][path]


def _cite_one_document(dice: random.Random, made: World) -> None:
    """Most answers cite the same document as a whole."""
    fact = {"status": "ok", "sha256": "all", "headings": True, "thin": dice.random() < 0.5}
    made["facts"]["evidence"]["docs/all.md"] = fact
    for block in made["record"]["items"].values():
        if block.get("answer") == "met" and dice.random() < 0.9:
            block["evidence"] = [made.cite("docs/all.md")]
    for phase in made["phases"]:
        _maybe_sign(dice, made, phase["id"])


def _change_checks(dice: random.Random, made: World) -> None:
    checked = made["facts"]["checks"]
    if checked:
        name = dice.choice(sorted(checked))
        checked[name] = [(kind, dice.choice(OUTCOMES)) for kind, _ in checked[name]]
        if dice.random() < 0.3:
            checked[name].pop()


def _other_day(dice: random.Random, made: World) -> None:
    made["facts"]["today"] = dice.choice(DAYS)


def _renew(dice: random.Random, made: World) -> None:
    for name, block in made["record"]["items"].items():
        if block.get("waivers"):
            made.waive(
                name,
                dice.choice(["2026-11-21", "2026-11-22", "2027-02-02", "2027-02-03", "2027-02-04"]),
                at="2026-11-05T12:00:00Z",
                by=dice.choice([TPM, PM]),
            )
            _maybe_sign(dice, made, name.partition(".")[0])


def _withdraw(dice: random.Random, made: World) -> None:
    for name, block in made["record"]["items"].items():
        if block.get("waivers"):
            made.withdraw(name)


def _edit_waiver(dice: random.Random, made: World) -> None:
    for block in made["record"]["items"].values():
        for waiver in block.get("waivers", []):
            key = dice.choice(["until", "reason", "approved-by"])
            other = {"until": "2027-01-30", "approved-by": TPM}
            waiver[key] = other.get(key, "edited")


def _edit_signoff(dice: random.Random, made: World) -> None:
    key = dice.choice(sorted(made["record"]["signoffs"]))
    entries = made["record"]["signoffs"][key]
    if not entries:
        return
    way = dice.random()
    if way < 0.3:
        entries.pop()
    elif way < 0.5:
        at = dice.choice([entries[-1]["at"], "2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z"])
        entries.append({"withdrawn": True, "by": dice.choice(PEOPLE), "at": at})
    elif way < 0.6 and "digest" in entries[-1]:
        entries[-1]["digest"] = "s1:0"
    else:
        entries[-1]["by"] = dice.choice(PEOPLE)


def _sign_as(dice: random.Random, made: World) -> None:
    phase = dice.choice(made["phases"])["id"]
    made.sign(phase, dice.choice(["tpm", "pm"]), by=dice.choice(PEOPLE))


def _edit_decision(dice: random.Random, made: World) -> None:
    taken = [e for entries in made["record"]["decisions"].values() for e in entries]
    taken = [entry for entry in taken if "decision" in entry]
    if not taken:
        return
    entry = dice.choice(taken)
    key = dice.choice(["at", "by", "decision", "standing", "signoffs", "waivers"])
    other: dict[str, Any] = {
        "at": "2026-11-02T11:00:00Z",
        "by": PM,
        "decision": dice.choice(["go", "hold", "kill"]),
        "standing": [_any_item(dice, made)["id"]],
        "signoffs": dice.choice([{}, {"tpm": 1}, {"tpm": 9}]),
        "waivers": dice.choice([{}, {_any_item(dice, made)["id"]: dice.choice([0, 1, 9])}]),
    }
    entry[key] = other[key]


def _forge_decision(dice: random.Random, made: World) -> None:
    made.decide(dice.choice(made["phases"])["id"], "go")


def _decide_again(dice: random.Random, made: World) -> None:
    phase = dice.choice(made["phases"])["id"]
    outcome = dice.choice(["recycle", "recycle", "hold", "kill"])
    made.decide(phase, outcome, at="2026-11-06T12:00:00Z")


def _close_again(dice: random.Random, made: World) -> None:
    phase = dice.choice(made["phases"])["id"]
    if oracle.decision_at(made, phase):
        made.close(phase, dice.choice([1, 2, 3]), evidence=["docs/closed.md"])
        if dice.random() < 0.5:
            made.there("docs/closed.md", dice.choice(["missing", "empty"]))


def _other_policy(dice: random.Random, made: World) -> None:
    made["policy"]["gate"]["signoffs"] = dice.choice([["tpm"], ["tpm", "pm"], []])
    made["policy"]["gate"]["should"] = dice.choice(["warn", "block"])
    made["policy"]["people"]["pm"] = dice.choice([[PM], [TPM], [TPM, PM], []])


def _other_kind(dice: random.Random, made: World) -> None:
    made["record"]["kind"] = dice.choice(["patch", "", "no-such-kind"])
    made["policy"]["kinds"] = {"patch": dice.choice([["release"], ["feasibility"], []])}
    made["policy"]["deploy-kinds"] = dice.choice([[], ["patch"]])


CHANGES: list[Change] = [
    _reword,
    _other_level,
    _other_role,
    _other_traits,
    _other_tightness,
    _add_item,
    _drop_item,
    _answer_anew,
    _mend_waived,
    _edit_answer,
    _write_by_hand,
    _drop_answer,
    _change_evidence,
    _change_evidence,
    _cite_one_document,
    _change_checks,
    _other_day,
    _renew,
    _withdraw,
    _edit_waiver,
    _edit_signoff,
    _sign_as,
    _edit_decision,
    _forge_decision,
    _decide_again,
    _close_again,
    _other_policy,
    _other_kind,
]
