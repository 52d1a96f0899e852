"""A second evaluator of the gate, written from the specification and sharing no code with it.

It reads plain data in the shape of the files (see `memory`) and answers with the verdict and the
set of (rule, subject, severity). Every rule is a row of a table: an id, and when it holds. It is
slow and knows no messages. Where it and the evaluator disagree, one of them is wrong.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from datetime import date, timedelta
from itertools import combinations, product
from typing import Any, NamedTuple

World = dict[str, Any]
Entry = dict[str, Any]
Triple = tuple[str, str, str]


class CannotEvaluateError(Exception):
    """A gate asks nothing, so it cannot be evaluated."""


class Said(NamedTuple):
    """What was said: of the whole, of each gate, and why."""

    verdict: str
    gates: dict[str, str]
    findings: frozenset[Triple]


# --- digests ---------------------------------------------------------------------------------


def digest(scheme: str, value: object) -> str:
    body = json.dumps(value, sort_keys=True, separators=(",", ":"))
    return scheme + ":" + hashlib.sha256((scheme + "\n" + body).encode("ascii")).hexdigest()


def question(item: Entry) -> str:
    return digest(
        "q1",
        {
            "checks": sorted(item["checks"], key=lambda c: json.dumps(c, sort_keys=True)),
            "expect": item["evidence"]["expect"],
            "level": item["level"],
            "required": item["evidence"]["required"],
            "title": item["title"],
            "when": sorted(item["when"]),
        },
    )


def answers_of(world: World, phase: str) -> dict[str, Entry]:
    found = {}
    for name, block in world["record"]["items"].items():
        if name.startswith(f"{phase}.") and "answer" in block:
            found[name] = {k: v for k, v in block.items() if k not in ("waivers", "runs")}
    return found


def sealed_by_signoff(world: World, phase: str, role: str, covered: dict[str, int]) -> str:
    """The digest of the role's answers now, and of the waiver entries covered, by number."""
    mine = {n: a for n, a in answers_of(world, phase).items() if a.get("role") == role}
    items = world["record"]["items"]
    waivers = {}
    for name, number in covered.items():
        entries = items.get(name, {}).get("waivers", [])
        if not 1 <= number <= len(entries):
            return "nothing to seal"
        waivers[name] = entries[number - 1]
    return digest("s1", {"answers": mine, "waivers": waivers})


def sealed_by_decision(world: World, phase: str, decision: Entry) -> str:
    """The digest of what the decision stands on, as the record has it now."""
    record = world["record"]
    open_items = decision.get("standing", [])
    waivers, signoffs = {}, {}
    for name, number in decision.get("waivers", {}).items():
        entries = record["items"].get(name, {}).get("waivers", [])
        if len(entries) < number:
            return "nothing to seal"
        waivers[name] = entries[:number]
    for role, number in decision.get("signoffs", {}).items():
        entries = record["signoffs"].get(f"{phase}.{role}", [])
        if len(entries) < number:
            return "nothing to seal"
        signoffs[role] = entries[:number]
    return digest(
        "d1",
        {
            "answers": {n: a for n, a in answers_of(world, phase).items() if n not in open_items},
            "waivers": waivers,
            "signoffs": signoffs,
            "decision": {k: v for k, v in decision.items() if k != "digest"},
        },
    )


# --- people ----------------------------------------------------------------------------------


def person(world: World, name: str) -> str:
    for email, others in world["policy"]["aliases"].items():
        if name.lower() in {email.lower(), *(other.lower() for other in others)}:
            return str(email.lower())
    return name.lower()


def people(world: World, names: list[str]) -> set[str]:
    """The people behind roles and e-mails."""
    found: set[str] = set()
    for name in names:
        members = world["policy"]["people"].get(name, []) if name in ("tpm", "pm") else [name]
        found |= {person(world, member) for member in members}
    return found


# --- the record ------------------------------------------------------------------------------


def decisions(world: World, phase: str) -> list[Entry]:
    return [e for e in world["record"]["decisions"].get(phase, []) if "decision" in e]


def decision_at(world: World, phase: str) -> Entry | None:
    taken = decisions(world, phase)
    return taken[-1] if taken else None


def is_passed(world: World, phase: str) -> bool:
    last = decision_at(world, phase)
    return last is not None and last["decision"] in ("go", "conditional")


def is_killed(world: World) -> str | None:
    for phase in world["record"]["decisions"]:
        taken = [entry["decision"] for entry in decisions(world, phase)]
        if [each for each in taken if each in ("kill", "recycle")][-1:] == ["kill"]:
            return str(phase)
    return None


def counting(world: World, phase: str, role: str) -> Entry | None:
    """The role's last sign-off, unless it was given before the gate was re-opened."""
    given = world["record"]["signoffs"].get(f"{phase}.{role}", [])
    if given_back(given):
        return None
    before, since = 0, ""
    for entry in decisions(world, phase):
        if entry["decision"] == "recycle":
            before, since = entry["signoffs"].get(role, 0), entry["at"]
    return given[-1] if len(given) > before and given[-1]["at"] >= since else None


def given_back(given: list[Entry]) -> bool:
    """True where nothing was signed after the last withdrawal."""
    ends = [number for number, entry in enumerate(given) if entry.get("withdrawn")]
    latest = max((given[number]["at"] for number in ends), default="")
    return bool(ends) and (ends[-1] == len(given) - 1 or given[-1]["at"] < latest)


def closing_of(world: World, phase: str) -> dict[int, Entry]:
    closed: dict[int, Entry] = {}
    for entry in world["record"]["decisions"].get(phase, []):
        if "decision" in entry:
            closed.clear()
        else:
            closed[entry["closes"]] = entry
    return closed


def gates(world: World) -> list[Entry]:
    phases = world["phases"]
    kind = world["record"].get("kind")
    if kind:
        trip = world["policy"]["kinds"].get(kind, [])
        return [p for p in phases if p["id"] in trip]
    names = [p["id"] for p in phases]
    return list(phases[names.index(world["policy"]["start-at"]) :])


def is_short(world: World) -> bool:
    """True where the increment skips a gate that one without a kind passes."""
    record = {**world["record"], "kind": ""}
    whole = gates({**world, "record": record})
    return any(phase not in gates(world) for phase in whole)


# --- one item by its answer and checks -------------------------------------------------------


def asked_items(world: World, phase: Entry) -> list[Entry]:
    return [i for i in phase["items"] if set(i["when"]) <= set(world["policy"]["traits"])]


def demanded(world: World, item: Entry) -> bool:
    """True where the gate cannot be met without the item."""
    strict = world["policy"]["gate"]["should"] == "block"
    return blocks(world, item) or (strict and item["level"] == "should")


def blocks(world: World, item: Entry) -> bool:
    start = item.get("enforce-from") or "0001-01-01"
    return bool(item["level"] == "must" and world["facts"]["today"] >= start)


def later(day: str, days: int) -> str:
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()


def is_whole(block: Entry) -> bool:
    """Whether nothing is missing that `tpm answer` writes."""
    cited = block.get("evidence", [])
    digests = all(isinstance(each, dict) and ("url" in each or "sha256" in each) for each in cited)
    return {"answer", "role", "by", "at", "question"} <= block.keys() and digests


def answer_of(world: World, item: Entry) -> Entry:
    block = world["record"]["items"].get(item["id"], {})
    return block if is_whole(block) else {}


def by_hand(world: World, item: Entry) -> bool:
    """Whether an answer was written by hand: not whole, or under the slug of this item alone."""
    items, slug = world["record"]["items"], item["id"].partition(".")[2]
    own = items.get(item["id"], {})
    return ("answer" in own and not is_whole(own)) or (
        "answer" in items.get(slug, {}) and alone_with(world, slug)
    )


def alone_with(world: World, slug: str) -> bool:
    """Whether exactly one item has the slug."""
    names = [each["id"] for phase in world["phases"] for each in phase["items"]]
    return [name.partition(".")[2] for name in names].count(slug) == 1


def failed_checks(world: World, item: Entry) -> list[str]:
    """The outcomes that are no pass; a check without a result could not run."""
    results = [outcome for _, outcome, *_ in world["facts"]["checks"].get(item["id"], [])]
    missing = max(0, len(item["checks"]) - len(results))
    return [o for o in [*results, *["could-not-run"] * missing] if o != "pass"]


def checks_alone(item: Entry) -> bool:
    return item.get("answered-by") == "checks" and bool(item["checks"])


def is_reworded(item: Entry, answer: Entry) -> bool:
    return bool(answer["question"] != question(item) or answer["role"] != item["role"])


def is_lapsed(world: World, item: Entry, answer: Entry) -> bool:
    days: int | None = item["valid-for"]
    return bool(days is not None and world["facts"]["today"] > later(answer["at"][:10], days))


Row = tuple[str, Callable[[World, Entry, Entry], bool]]

# In the order of the reasons: the first row that holds is the reason.
REASONS: list[Row] = [
    ("unanswered", lambda w, i, a: not a),
    ("not-met", lambda w, i, a: a["answer"] == "not-met"),
    (
        "not-applicable-refused",
        lambda w, i, a: (
            a["answer"] == "not-applicable" and not (i["not-applicable"] and a.get("note"))
        ),
    ),
    ("stale-question", lambda w, i, a: is_reworded(i, a)),
    ("answer-lapsed", is_lapsed),
    (
        "no-evidence",
        lambda w, i, a: (
            a["answer"] == "met" and i["evidence"]["required"] and not a.get("evidence")
        ),
    ),
]


GRADES = {"off": None, "warn": "warning", "block": "error"}


def cited_whole(world: World, path: str) -> int:
    """The items answered met that cite the path without a heading."""
    named = world["record"]["items"].items()
    answered = [block for name, block in named if "." in name and is_whole(block)]
    return sum(
        block["answer"] == "met"
        and "#" not in path
        and any(entry.get("path") == path for entry in block.get("evidence", []))
        for block in answered
    )


def grades(world: World, path: str, fact: Entry, *, settled: bool) -> list[tuple[str, str]]:
    """What the policy says of evidence that is there; a decision covers what is settled."""
    policy = {"thin": "warn", "reused": "warn", "placeholder": "warn"}
    policy |= world["policy"].get("evidence", {})
    rows = [
        ("thin", bool(fact.get("thin")) and not settled),
        ("reused", bool(fact.get("headings")) and cited_whole(world, path) > 3 and not settled),
        ("placeholder", bool(fact.get("placeholder"))),
    ]
    found = [(f"evidence-{key}", GRADES[policy[key]]) for key, holds in rows if holds]
    softest = {"error": "warning"} if settled else {}
    return [(rule, softest.get(severity, severity)) for rule, severity in found if severity]


def evidence_findings(
    world: World, item: Entry, cited: list[Entry], *, settled: bool = False
) -> list[tuple[str, str]]:
    found = []
    for entry in cited:
        if "path" not in entry:
            continue
        fact = world["facts"]["evidence"].get(entry["path"], {"status": "missing"})
        kept = settled and fact["status"] == "empty" and fact["sha256"] == entry["sha256"]
        if fact["status"] != "ok" and not kept:
            found.append((f"evidence-{fact['status']}", "error"))
            continue
        if fact["sha256"] != entry["sha256"]:
            pinned = item["evidence"].get("pin")
            found.append(("evidence-changed", "error" if pinned else "note"))
        found += grades(world, entry["path"], fact, settled=settled)
    return found


def own(world: World, item: Entry, *, settled: bool = False) -> list[tuple[str, str]]:
    """Why the item does not stand by itself: (rule, severity); satisfied where none is an error."""
    if by_hand(world, item):
        return [("answer-incomplete", "error")]
    answer = answer_of(world, item)
    alone = checks_alone(item)
    failed = failed_checks(world, item)
    # "unread": could not run, and the check lets the answer stand.
    if alone and answer.get("answer") in (None, "met"):
        names = {"fail": "check-failed"}
        if failed:
            return [(names.get(outcome, "check-not-run"), "error") for outcome in failed]
        return evidence_findings(world, item, answer.get("evidence", []), settled=settled)
    for rule, holds in REASONS:
        if holds(world, item, answer):
            return [(rule, "error")]
    names = {"fail": "disputed"}
    if answer["answer"] == "not-applicable":
        failed = [outcome for outcome in failed if outcome != "unread"]
    found = evidence_findings(world, item, answer.get("evidence", []), settled=settled)
    if is_error(found):  # checks are looked at where the evidence stands
        return found
    return [
        *found,
        *(
            (names.get(outcome, "check-not-run"), "warning" if outcome == "unread" else "error")
            for outcome in failed
        ),
    ]


def is_error(findings: list[tuple[str, str]]) -> bool:
    return any(severity == "error" for _, severity in findings)


# --- waivers ---------------------------------------------------------------------------------


def waiver_of(world: World, item: Entry) -> tuple[int, Entry | None]:
    entries = world["record"]["items"].get(item["id"], {}).get("waivers", [])
    return len(entries), entries[-1] if entries else None


def is_live(world: World, waiver: Entry | None) -> bool:
    if waiver is None or waiver.get("withdrawn"):
        return False
    return bool(waiver["until"] >= world["facts"]["today"])


def approver_signed(world: World, phase: str, name: str, number: int, approver: str) -> bool:
    blocks = [(role, block) for role in ("tpm", "pm") for block in blocks_of(world, phase, role)]
    for role, block in blocks:
        entry = counting(world, phase, block)
        if (
            entry is not None
            and person(world, entry["by"]) == person(world, approver)
            and person(world, entry["by"]) in people(world, [role])
            and entry.get("waivers", {}).get(name) == number
            and is_sealed(world, phase, role, entry)
        ):
            return True
    return False


STRICT = {"off": None, "warn": "warning", "require": "error"}


def waiver_findings(world: World, item: Entry, number: int, waiver: Entry) -> list[tuple[str, str]]:
    policy, today = world["policy"], world["facts"]["today"]
    rules = policy["waivers"]
    self_approved = STRICT[policy["gate"]["distinct-people"]]
    approver = waiver["approved-by"]
    may = person(world, approver) in people(world, rules["approvers"])
    phase = item["id"].split(".")[0]
    signed = approver_signed(world, phase, item["id"], number, approver)
    soon = later(today, rules["warn-days"]) >= waiver["until"]
    rows: list[tuple[str, str | None, bool]] = [
        (
            "waiver-too-long",
            "error",
            waiver["until"] > later(waiver["at"][:10], rules["max-days"]),
        ),
        ("waiver-unapproved", "error", not may),
        (
            "waiver-self-approved",
            self_approved,
            person(world, waiver["by"]) == person(world, approver),
        ),
    ]
    found = [(rule, severity) for rule, severity, holds in rows if holds and severity]
    if not is_error(found) and not signed:  # asked of a waiver that could count
        found.append(("waiver-unapproved", "error"))
    return [*found, *([("waiver-expiring", "warning")] if soon else [])]


def soften(world: World, item: Entry, found: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """A should-item warns, or blocks where the policy wants it; one not enforced yet warns."""
    if blocks(world, item):
        return found
    severity = "error" if demanded(world, item) else "warning"
    return [("should-unmet", severity) if s == "error" else (r, s) for r, s in found]


def judge_item(
    world: World, item: Entry, accepted: int = 0, *, settled: bool = False
) -> list[tuple[str, str]]:
    """An item by itself, or by the waiver that lets it through.

    `accepted` numbers the waiver that was accepted when the gate was decided.
    """
    found = own(world, item, settled=settled)
    number, waiver = waiver_of(world, item)
    if not is_error(found):
        return found
    if waiver is None or not demanded(world, item):
        return soften(world, item, found)
    if not is_live(world, waiver):
        over = [("waiver-expired", "error"), *found[1:]]
        return over if blocks(world, item) else soften(world, item, found)
    faults = waiver_findings(world, item, number, waiver)
    if number == accepted:
        faults = [fault for fault in faults if fault[1] != "error"]
    return [*faults, *((rule, "note") for rule, _ in found)]


# --- gates -----------------------------------------------------------------------------------


def is_sealed(world: World, phase: str, role: str, signoff: Entry) -> bool:
    """True where the sign-off's digest is that of what it covers now."""
    covered = signoff.get("waivers", {})
    return bool(signoff["digest"] == sealed_by_signoff(world, phase, role, covered))


def blocks_of(world: World, phase: str, role: str) -> dict[str, str]:
    """The blocks of a role at a gate, each with the person whose it is; "" for the role's own."""
    start = f"{phase}.{role}"
    return {
        key.removeprefix(f"{phase}."): key.partition("/")[2]
        for key in world["record"]["signoffs"]
        if key == start or key.startswith(f"{start}/")
    }


def given_by(world: World, phase: str, role: str) -> list[tuple[str, str, Entry]]:
    """What counts of each block: who has one of their own has none in the role's."""
    found = [
        (block, owner, entry)
        for block, owner in blocks_of(world, phase, role).items()
        if (entry := counting(world, phase, block)) is not None
    ]
    own = {
        person(world, entry["by"])
        for _, owner, entry in found
        if owner and person(world, owner) == person(world, entry["by"])
    }
    return [each for each in found if each[1] or person(world, each[2]["by"]) not in own]


def fault_of(world: World, phase: str, role: str, owner: str, entry: Entry) -> str:
    if owner and person(world, owner) != person(world, entry["by"]):
        return "signoff-misplaced"
    if person(world, entry["by"]) not in people(world, [role]):
        return "signer-unauthorised"
    return "" if is_sealed(world, phase, role, entry) else "signoff-stale"


def signoff_findings(world: World, phase: str) -> list[Triple]:
    """So many different people of each role; what is wrong is an error while there are fewer."""
    found = []
    for role in world["policy"]["gate"]["signoffs"]:
        needed = world["policy"]["gate"].get("people", {}).get(role, 1)
        given = given_by(world, phase, role)
        faults = [
            (rule, f"{phase}.{block}")
            for block, owner, entry in given
            if (rule := fault_of(world, phase, role, owner, entry))
        ]
        valid = {
            person(world, entry["by"])
            for _, owner, entry in given
            if not fault_of(world, phase, role, owner, entry)
        }
        severity = "warning" if len(valid) >= needed else "error"
        found += [(rule, subject, severity) for rule, subject in faults]
        if len(valid) + len(faults) < needed:
            found.append(("signoff-missing", f"{phase}.{role}", "error"))
    return found


def same_person(world: World, phase: str) -> list[Triple]:
    """Nobody may be needed in two roles: every choice of so many people a role is tried."""
    severity = STRICT[world["policy"]["gate"]["distinct-people"]]
    asked = []
    for role in dict.fromkeys(world["policy"]["gate"]["signoffs"]):
        needed = world["policy"]["gate"].get("people", {}).get(role, 1)
        given = given_by(world, phase, role)
        valid = {
            person(world, entry["by"])
            for _, owner, entry in given
            if not fault_of(world, phase, role, owner, entry)
        }
        behind = valid if len(valid) >= needed else {person(world, e["by"]) for _, _, e in given}
        if behind:
            asked.append(list(combinations(sorted(behind), min(needed, len(behind)))))
    if not severity or len(asked) < 2:
        return []
    for choice in product(*asked):
        names = [name for names in choice for name in names]
        if len(set(names)) == len(names):
            return []
    return [("same-person", phase, severity)]


def overdue(world: World, phase: str) -> list[Triple]:
    decision, closed = decision_at(world, phase), closing_of(world, phase)
    if decision is None:
        return []
    return [
        ("condition-overdue", phase, "error")
        for number, promise in enumerate(decision.get("conditions", []), 1)
        if number not in closed and promise["due"] < world["facts"]["today"]
    ]


def open_gate(world: World, phase: Entry) -> list[Triple]:
    name = phase["id"]
    found: list[Triple] = []
    for item in asked_items(world, phase):
        found += [(rule, item["id"], severity) for rule, severity in judge_item(world, item)]
    found += signoff_findings(world, name)
    found += same_person(world, name)
    for earlier in gates(world):
        if earlier["id"] == name:
            break
        if is_passed(world, earlier["id"]):
            found += overdue(world, earlier["id"])
        else:
            found.append(("earlier-gate-open", earlier["id"], "error"))
    return found


def judged_daily(world: World, item: Entry, decision: Entry) -> list[tuple[str, str]]:
    answer, accepted = answer_of(world, item), decision["waivers"].get(item["id"], 0)
    settled = bool(answer) and answer["at"] <= decision["at"]
    found = judge_item(world, item, accepted, settled=settled)
    waived = is_live(world, waiver_of(world, item)[1]) and demanded(world, item)
    by_checks = checks_alone(item) and answer.get("answer") == "met"
    refused = own(world, item, settled=settled)[:1] == [("not-applicable-refused", "error")]
    if not answer or answer["answer"] == "not-met" or waived or by_checks or refused:
        return found
    if not is_reworded(item, answer):
        return found
    if accepted and answer["at"] <= decision["at"]:  # it went through by the waiver alone
        return found
    aged = [("answer-lapsed", "error")] if is_lapsed(world, item, answer) else []
    gone = evidence_findings(world, item, answer.get("evidence", []), settled=settled)
    return [("added-after-decision", "warning"), *soften(world, item, [*aged, *gone])]


def judged_then(world: World, item: Entry) -> list[tuple[str, str]]:
    answer = answer_of(world, item)
    if not answer:
        new = blocks(world, item) and not checks_alone(item)
        return [("added-after-decision", "warning")] if new else []
    cited = [] if answer["answer"] == "not-met" else answer.get("evidence", [])
    found = soften(world, item, evidence_findings(world, item, cited, settled=True))
    by_checks = checks_alone(item) and answer["answer"] == "met"
    if is_reworded(item, answer) and not by_checks:
        found.append(("added-after-decision", "warning"))
    return found


def decided_gate(world: World, phase: Entry) -> list[Triple]:
    name = phase["id"]
    decision = decision_at(world, name)
    assert decision is not None
    found: list[Triple] = []
    for item in asked_items(world, phase):
        daily = item["id"] in decision["standing"]
        judged = judged_daily(world, item, decision) if daily else judged_then(world, item)
        found += [(rule, item["id"], severity) for rule, severity in judged]
    if decision["digest"] != sealed_by_decision(world, name, decision):
        found.append(("record-rewritten", name, "error"))
    else:
        for role in world["policy"]["gate"]["signoffs"]:
            found += kept_signoffs(world, name, role, decision)
    promised = len(decision.get("conditions", []))
    for number, entry in closing_of(world, name).items():
        if 1 <= number <= promised:
            cited = evidence_findings(world, {"evidence": {}}, entry["evidence"], settled=True)
            for rule, severity in cited:
                if severity == "error":
                    found.append((rule, name, severity))
    return found + overdue(world, name)


def kept_signoffs(world: World, phase: str, role: str, decision: Entry) -> list[Triple]:
    """Of a role that signed then, as many people must cover the answers as did, or are needed."""
    then = signed_then(world, phase, role, decision)
    if not then:
        return []
    locked = {
        name: block["at"]
        for name, block in answers_of(world, phase).items()
        if name not in decision["standing"] and block["role"] == role
    }
    stood = {
        person(world, entry["by"])
        for entry in then
        if all(at <= entry["at"] for at in locked.values())
    }
    now = given_by(world, phase, role)
    sealed = {
        person(world, entry["by"]) for _, _, entry in now if is_sealed(world, phase, role, entry)
    }
    needed = world["policy"]["gate"].get("people", {}).get(role, 1)
    if len(sealed) >= min(needed, max(1, len(stood))):
        return []
    stale = [block for block, _, entry in now if person(world, entry["by"]) not in sealed]
    if not stale:
        return [("signoff-missing", f"{phase}.{role}", "error")]
    return [("signoff-stale", f"{phase}.{block}", "error") for block in stale]


def signed_then(world: World, phase: str, role: str, decision: Entry) -> list[Entry]:
    """The sign-offs of a role when the gate was decided: of each block the last.

    Those from before a re-opening count where there are no others.
    """
    record = world["record"]
    entries = {
        block: record["signoffs"][f"{phase}.{block}"][: decision["signoffs"].get(block, 0)]
        for block in blocks_of(world, phase, role)
    }
    entries = {block: given for block, given in entries.items() if given and not given_back(given)}
    cut = {**record["signoffs"], **{f"{phase}.{block}": g for block, g in entries.items()}}
    past = {**world, "record": {**record, "signoffs": cut}}
    counted = {block: g for block, g in entries.items() if counting(past, phase, block) is not None}
    return [given[-1] for given in (counted or entries).values()]


# --- the question ----------------------------------------------------------------------------


def whole_project(world: World) -> list[Triple]:
    """What concerns no single gate."""
    known = {item["id"] for phase in world["phases"] for item in phase["items"]}
    dead = is_killed(world)
    found = [("project-killed", dead, "error")] if dead else []
    for name, block in world["record"]["items"].items():
        if block and name not in known and not alone_with(world, name):
            found.append(("item-removed", name, "warning"))
    return found


def one_gate(world: World, gate: Entry, asked: str) -> list[Triple]:
    """A gate as the question wants it: as it was decided, or open; and what lies below it."""
    if not any(blocks(world, item) for item in asked_items(world, gate)):
        raise CannotEvaluateError(gate["id"])
    if not is_passed(world, gate["id"]):
        undecided = [] if asked == "phase" else [("not-decided", gate["id"], "error")]
        return [*undecided, *open_gate(world, gate)]
    found = decided_gate(world, gate)
    for earlier in gates(world):
        if earlier["id"] == gate["id"]:
            break
        if not is_passed(world, earlier["id"]):
            severity = "warning" if asked == "decided" else "error"
            found.append(("earlier-gate-open", earlier["id"], severity))
        elif asked == "phase":
            found += overdue(world, earlier["id"])
    return found


def blocking(found: list[Triple]) -> bool:
    return any(severity == "error" for *_, severity in found)


def judge(world: World, asked: str, phase: str = "") -> Said:
    """`asked` is ``phase``, ``through``, ``decided`` or ``current``."""
    trip = gates(world)
    names = [gate["id"] for gate in trip]
    if asked == "current":
        undecided = [name for name in names if not is_passed(world, name)]
        asked, phase = ("phase", undecided[0]) if undecided else ("decided", "")
    kind = world["record"]["kind"]
    known = phase in ["", *(p["id"] for p in world["phases"])]
    if not known or not names or (kind and kind not in world["policy"]["kinds"]):
        raise CannotEvaluateError("a name does not resolve")
    found = whole_project(world)
    if asked == "through" and is_short(world) and kind not in world["policy"]["deploy-kinds"]:
        found.append(("kind-not-deployable", "1.0", "error"))
    if phase and phase not in names:
        verdict = "unmet" if blocking(found) else "not-gated"
        return Said(verdict, {phase: "not-gated"}, frozenset(found))
    selected = {
        "phase": [gate for gate in trip if gate["id"] == phase],
        "through": trip[: names.index(phase) + 1] if phase else [],
        "decided": [gate for gate in trip if is_passed(world, gate["id"])],
    }[asked]
    verdicts = {}
    for gate in selected:
        reasons = one_gate(world, gate, asked)
        unmet = blocking(reasons) or is_killed(world) is not None
        verdicts[gate["id"]] = "unmet" if unmet else "met"
        found += reasons
    if blocking(found):
        return Said("unmet", verdicts, frozenset(found))
    return Said("met" if selected else "nothing-decided", verdicts, frozenset(found))
