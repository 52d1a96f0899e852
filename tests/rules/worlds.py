"""Small projects as plain data, in the shape of the files, and their way into the model.

A world is a dictionary: policy, phases, record and facts. The functions change it as the commands
would, with digests that are right at that moment; a test then breaks what it is about.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import oracle

from tpmcli.model.checklist import Checklist, CheckSpec, EvidenceRule, Item, Level, Phase, Role
from tpmcli.model.facts import CheckOutcome, CheckResult, EvidenceFact, EvidenceStatus, Facts
from tpmcli.model.finding import Arguments, Finding
from tpmcli.model.fix import Fix
from tpmcli.model.policy import GatePolicy, Policy, Strictness, WaiverPolicy
from tpmcli.model.record import (
    Answer,
    AnswerValue,
    Condition,
    ConditionClose,
    Decision,
    Evidence,
    GateEntry,
    ItemRecord,
    Outcome,
    Record,
    SignOff,
    Waiver,
)
from tpmcli.model.rule import Reason, RuleReason
from tpmcli.model.verdict import GateReport
from tpmcli.rules.gate_check import CheckRequest, CheckScope, check_gates, default_request
from tpmcli.rules.project import Project

World = dict[str, Any]

TPM, PM = "tpm@example.com", "pm@example.com"
TODAY = "2026-11-22"
ANSWERED, SIGNED, DECIDED = (f"2026-11-{day:02}T12:00:00Z" for day in (1, 2, 3))
ROLES = {"tpm": TPM, "pm": PM}


REASONS = {each: name for name, each in vars(Reason).items() if isinstance(each, RuleReason)}
"""The name of every reason."""

# --- making ------------------------------------------------------------------------------------


def item(name: str, role: str = "tpm", level: str = "must", **more: Any) -> World:
    """An item as a checklist has it, every key spelled out."""
    evidence = {"expect": "", "required": False, "pin": False, **more.pop("evidence", {})}
    return {
        "id": name,
        "role": role,
        "title": name.partition(".")[2].replace("-", " "),
        "level": level,
        "evidence": evidence,
        "not-applicable": False,
        "valid-for": None,
        "standing": False,
        "when": [],
        "checks": [],
        "answered-by": "people",
        "enforce-from": "",
        **more,
    }


def world(*items: World, **gate: Any) -> World:
    """A project whose phases are those of its items, in their order; `gate` sets the policy's."""
    names = dict.fromkeys(entry["id"].partition(".")[0] for entry in items)
    phases = [
        {
            "id": name,
            "title": name.title(),
            "items": [entry for entry in items if entry["id"].startswith(f"{name}.")],
        }
        for name in names
    ]
    return {
        "policy": {
            "traits": [],
            "start-at": phases[0]["id"],
            "kinds": {},
            "people": {"tpm": [TPM], "pm": [PM]},
            "aliases": {},
            "gate": {
                "should": "warn",
                "signoffs": ["tpm", "pm"],
                "distinct-people": "warn",
                **{key.replace("_", "-"): value for key, value in gate.items()},
            },
            "waivers": {"max-days": 90, "warn-days": 14, "approvers": ["tpm", "pm"]},
        },
        "phases": phases,
        "record": {
            "kind": "",
            "items": {entry["id"]: {} for entry in items},
            "signoffs": {f"{name}.{role}": [] for name in names for role in ROLES},
            "decisions": {name: [] for name in names},
        },
        "facts": {"today": TODAY, "evidence": {}, "checks": {}},
    }


def find(world: World, name: str) -> World:
    """The item of that id."""
    items: list[World] = [entry for phase in world["phases"] for entry in phase["items"]]
    return next(entry for entry in items if entry["id"] == name)


def answer(world: World, name: str, value: str = "met", **more: Any) -> World:
    """Answer an item, as its role, to its present wording; evidence is named by path or link."""
    asked = find(world, name)
    block: World = world["record"]["items"].setdefault(name, {})
    evidence = [cite(world, target) for target in more.pop("evidence", ())]
    kept = {key: block[key] for key in ("waivers",) if key in block}
    block.clear()
    block |= {
        "answer": value,
        "role": asked["role"],
        **({"evidence": evidence} if evidence else {}),
        "by": ROLES[asked["role"]],
        "at": ANSWERED,
        "question": oracle.question(asked),
        **more,
        **kept,
    }
    return block


def cite(world: World, target: str) -> World:
    """Evidence that is there, unless the world says already what is there."""
    if "://" in target:
        return {"url": target}
    fact = world["facts"]["evidence"].setdefault(target, {"status": "ok", "sha256": f"is {target}"})
    return {"path": target, "sha256": fact["sha256"]}


def waive(world: World, name: str, until: str = "2027-01-10", **more: Any) -> World:
    """Waive an item: requested by the TPM, approved by the PM, who has yet to sign over it."""
    entry = {
        "by": TPM,
        "at": ANSWERED,
        "reason": "agreed",
        "approved-by": PM,
        "until": until,
        **{key.replace("_", "-"): value for key, value in more.items()},
    }
    world["record"]["items"].setdefault(name, {}).setdefault("waivers", []).append(entry)
    return entry


def withdraw(world: World, name: str, at: str = SIGNED) -> None:
    """Take the last waiver back."""
    entry = {"by": PM, "at": at, "withdrawn": True}
    world["record"]["items"][name]["waivers"].append(entry)


def sign(world: World, phase: str, *roles: str, by: str = "", at: str = SIGNED) -> None:
    """Sign for the roles (both unless said), over the waivers that the signer approved."""
    for role in roles or ("tpm", "pm"):
        signer = by or ROLES[role]
        covered = {
            name: len(block["waivers"])
            for name, block in world["record"]["items"].items()
            if name.startswith(f"{phase}.")
            and block.get("waivers")
            and not block["waivers"][-1].get("withdrawn")
            and oracle.person(world, block["waivers"][-1]["approved-by"])
            == oracle.person(world, signer)
        }
        entry = {
            "by": signer,
            "at": at,
            "digest": oracle.sealed_by_signoff(world, phase, role, covered),
            **({"waivers": covered} if covered else {}),
        }
        world["record"]["signoffs"].setdefault(f"{phase}.{role}", []).append(entry)


def decide(world: World, phase: str, outcome: str = "go", **more: Any) -> World:
    """Decide a gate as it stands: what stood is counted, and what stays open is named."""
    gate = next(p for p in world["phases"] if p["id"] == phase)
    through = {}
    for asked in oracle.asked_items(world, gate):
        number, waiver = oracle.waiver_of(world, asked)
        errors = oracle.is_error(oracle.own(world, asked))
        if errors and oracle.demanded(world, asked) and oracle.is_live(world, waiver):
            through[asked["id"]] = number
    standing = [
        asked["id"]
        for asked in oracle.asked_items(world, gate)
        if asked["standing"] or asked["id"] in through
    ]
    given = world["record"]["signoffs"]
    entry = {
        "decision": outcome,
        "by": TPM,
        "at": DECIDED,
        "recommendation": "go",
        "rule": "met",
        **more,
        "waivers": through,
        "signoffs": {
            role: len(given[f"{phase}.{role}"]) for role in ROLES if given.get(f"{phase}.{role}")
        },
        "standing": standing,
    }
    entry["digest"] = oracle.sealed_by_decision(world, phase, entry)
    world["record"]["decisions"].setdefault(phase, []).append(entry)
    return entry


def promise(text: str = "hire a second pair of eyes", due: str = "2026-12-01") -> World:
    """A condition of a decision."""
    return {"text": text, "owner": PM, "due": due}


def close(world: World, phase: str, number: int, *evidence: str) -> None:
    """Close a condition of the gate's last decision."""
    entry = {"closes": number, "by": PM, "at": DECIDED}
    entry["evidence"] = [cite(world, target) for target in evidence]
    world["record"]["decisions"][phase].append(entry)


def check_says(world: World, name: str, *outcomes: str) -> None:
    """What the automated checks of an item found, one outcome a check."""
    kinds = [next(iter(check)) for check in find(world, name)["checks"]]
    kinds += ["file"] * (len(outcomes) - len(kinds))
    world["facts"]["checks"][name] = list(zip(kinds, outcomes, strict=False))


def there(world: World, path: str, status: str = "ok", **more: Any) -> None:
    """What stands at a path now."""
    fact = world["facts"]["evidence"].get(path, {"sha256": ""})
    world["facts"]["evidence"][path] = {**fact, "status": status, **more}


# --- into the model ----------------------------------------------------------------------------


def _item(raw: World) -> Item:
    return Item(
        id=raw["id"],
        phase=raw["id"].partition(".")[0],
        role=Role(raw["role"]),
        title=raw["title"],
        why=raw.get("why", ""),
        level=Level(raw["level"]),
        evidence=EvidenceRule(
            expect=raw["evidence"]["expect"],
            required=raw["evidence"]["required"],
            pin=raw["evidence"]["pin"],
        ),
        not_applicable=raw["not-applicable"],
        valid_for=raw["valid-for"],
        continuous=raw["standing"],
        when=tuple(raw["when"]),
        checks=tuple(CheckSpec(*next(iter(check.items()))) for check in raw["checks"]),
        answered_by_checks=raw["answered-by"] == "checks",
        enforce_from=raw["enforce-from"],
    )


def _policy(raw: World) -> Policy:
    gate, waivers = raw["gate"], raw["waivers"]
    return Policy(
        id="ledger-7c1e",
        name="Ledger",
        requires="",
        lifecycle="standard",
        packs=(),
        traits=tuple(raw["traits"]),
        start_at=raw["start-at"],
        kinds={kind: tuple(gates) for kind, gates in raw["kinds"].items()},
        people={Role(role): tuple(emails) for role, emails in raw["people"].items()},
        aliases={email: tuple(others) for email, others in raw["aliases"].items()},
        gate=GatePolicy(
            should_blocks=gate["should"] == "block",
            signoffs=tuple(Role(role) for role in gate["signoffs"]),
            distinct_people=Strictness(gate["distinct-people"]),
        ),
        waivers=WaiverPolicy(
            max_days=waivers["max-days"],
            warn_days=waivers["warn-days"],
            approvers=tuple(waivers["approvers"]),
        ),
        adjust=(),
    )


def _evidence(raw: list[World]) -> tuple[Evidence, ...]:
    return tuple(Evidence(**entry) for entry in raw)


def _answer(block: World) -> Answer | None:
    if "answer" not in block:
        return None
    return Answer(
        value=AnswerValue(block["answer"]),
        role=Role(block["role"]),
        by=block["by"],
        at=block["at"],
        question=block["question"],
        evidence=_evidence(block.get("evidence", [])),
        note=block.get("note", ""),
        owner=block.get("owner", ""),
        due=block.get("due", ""),
        raw={key: value for key, value in block.items() if key not in ("waivers", "runs")},
    )


def _waiver(raw: World) -> Waiver:
    return Waiver(
        by=raw["by"],
        at=raw["at"],
        reason=raw.get("reason", ""),
        approved_by=raw.get("approved-by", ""),
        until=raw.get("until", ""),
        withdrawn=raw.get("withdrawn", False),
        raw=raw,
    )


def _entry(raw: World) -> GateEntry:
    if "closes" in raw:
        return ConditionClose(
            raw["closes"], raw["by"], raw["at"], _evidence(raw["evidence"]), raw=raw
        )
    return Decision(
        outcome=Outcome(raw["decision"]),
        by=raw["by"],
        at=raw["at"],
        digest=raw["digest"],
        recommendation=raw["recommendation"],
        rule=raw["rule"],
        reason=raw.get("reason", ""),
        conditions=tuple(Condition(**entry) for entry in raw.get("conditions", [])),
        waivers=raw.get("waivers", {}),
        signoffs=raw.get("signoffs", {}),
        continuous_items=tuple(raw.get("standing", [])),
        raw=raw,
    )


def _record(raw: World) -> Record:
    signoffs = {}
    for key, entries in raw["signoffs"].items():
        phase, _, role = key.partition(".")
        signoffs[(phase, Role(role))] = tuple(
            SignOff(e["by"], e["at"], e["digest"], e.get("waivers", {}), raw=e) for e in entries
        )
    return Record(
        policy="ledger-7c1e",
        increment="1.0",
        kind=raw["kind"],
        items={
            name: ItemRecord(name, _answer(block), tuple(map(_waiver, block.get("waivers", []))))
            for name, block in raw["items"].items()
        },
        signoffs=signoffs,
        decisions={name: tuple(map(_entry, raw["decisions"][name])) for name in raw["decisions"]},
        file=".tpm/project.yaml",
    )


def project(world: World) -> Project:
    """The world's policy, checklist and record."""
    phases = tuple(
        Phase(phase["id"], phase["title"], "", tuple(map(_item, phase["items"])))
        for phase in world["phases"]
    )
    return Project(_policy(world["policy"]), Checklist("test", phases), _record(world["record"]))


def facts(world: World) -> Facts:
    """What the world says of the day and the repository."""
    raw = world["facts"]
    evidence = {
        path: EvidenceFact(
            EvidenceStatus(fact["status"]),
            fact["sha256"],
            fact.get("detail"),
            fact.get("placeholder", ""),
            fact.get("placeholder_line", 0),
            fact.get("moved-to", ""),
        )
        for path, fact in raw["evidence"].items()
    }
    checks = {
        name: tuple(
            CheckResult(kind, CheckOutcome(outcome), f"the {kind} check says {outcome}")
            for kind, outcome in results
        )
        for name, results in raw["checks"].items()
    }
    return Facts(raw["today"], evidence, checks)


def judged(world: World, asked: str, phase: str = "") -> GateReport:
    """What `gate check` says of the world."""
    made = project(world)
    return check_gates(made, question_of(made, asked, phase), facts(world))


def question_of(project: Project, asked: str, phase: str) -> CheckRequest:
    """`asked` is ``phase``, ``through``, ``decided`` or ``current``."""
    return (
        default_request(project) if asked == "current" else CheckRequest(CheckScope(asked), phase)
    )


# --- what is found -----------------------------------------------------------------------------


class Told(NamedTuple):
    """What most tests compare of a finding: why, about what, and how it is fixed."""

    severity: str
    reason: str
    subject: str
    about: Arguments
    fix: Fix | None


def tell(found: Finding) -> Told:
    """A finding without its place, its owners and its roles."""
    name = REASONS[found.reason]
    return Told(str(found.severity), name, found.subject.id, found.about, found.fix)


def said(
    reason: RuleReason, subject: str, fix: Fix | None, *, severity: str = "error", **about: Any
) -> Told:
    """The finding that a test expects; `about` are its arguments."""
    return Told(severity, REASONS[reason], subject, Arguments(**about), fix)


def short(found: Finding) -> str:
    """Severity, rule and subject of a finding, on one line."""
    return f"{found.severity} {found.rule} {found.subject.id}"
