"""The small project in memory, as values of the model."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tpmcli.model.checklist import Checklist, CheckSpec, EvidenceRule, Item, Level, Phase
from tpmcli.model.demand import Authority, Demand
from tpmcli.model.facts import CheckOutcome, CheckResult, EvidenceFact, EvidenceStatus, Facts
from tpmcli.model.policy import (
    EvidencePolicy,
    GatePolicy,
    Policy,
    Response,
    Strictness,
    WaiverPolicy,
)
from tpmcli.model.record import (
    Answer,
    AnswerValue,
    Condition,
    ConditionClose,
    Decision,
    Evidence,
    GateEntry,
    IncompleteAnswer,
    ItemRecord,
    Outcome,
    Record,
    SignOff,
    Waiver,
)
from tpmcli.model.role import Role
from tpmcli.rules.project import Project

Entry = dict[str, Any]
"""A part of a file, as plain data."""


def project_of(world: Mapping[str, Any]) -> Project:
    """Return the policy, the checklist and the record of a project in memory."""
    phases = tuple(
        Phase(
            phase["id"],
            phase["title"],
            phase.get("question", ""),
            tuple(map(_item, phase["items"])),
        )
        for phase in world["phases"]
    )
    policy = _policy(world["policy"])
    checklist = Checklist(policy.lifecycle, phases, tuple(world.get("loosenings", ())))
    return Project(policy, checklist, _record(policy.id, world["record"]))


def facts_of(raw: Entry) -> Facts:
    """Return what is known of the day and the repository."""
    evidence = {
        path: EvidenceFact(
            EvidenceStatus(fact["status"]),
            fact["sha256"],
            fact.get("detail"),
            fact.get("placeholder", ""),
            fact.get("placeholder_line", 0),
            fact.get("moved-to", ""),
            fact.get("thin", False),
            fact.get("headings", False),
        )
        for path, fact in raw["evidence"].items()
    }
    checks = {
        name: tuple(
            CheckResult(
                kind,
                CheckOutcome("could-not-run" if outcome == "unread" else outcome),
                *(text or [f"the {kind} check says {outcome}"]),
            )._replace(tolerated=outcome == "unread")
            for kind, outcome, *text in results
        )
        for name, results in raw["checks"].items()
    }
    return Facts(raw["today"], evidence, checks)


def _item(raw: Entry) -> Item:
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
        layer=raw.get("layer", ""),
    )


def _policy(raw: Entry) -> Policy:
    gate, waivers = raw["gate"], raw["waivers"]
    return Policy(
        id=raw["id"],
        name=raw["name"],
        requires="",
        lifecycle=raw["lifecycle"],
        packs=(),
        traits=tuple(raw["traits"]),
        start_at=raw["start-at"],
        kinds={kind: tuple(gates) for kind, gates in raw["kinds"].items()},
        deploy_kinds=tuple(raw["deploy-kinds"]),
        people={Role(role): tuple(emails) for role, emails in raw["people"].items()},
        aliases={email: tuple(others) for email, others in raw["aliases"].items()},
        gate=GatePolicy(
            should_blocks=gate["should"] == "block",
            signoffs=tuple(
                Demand(Role(role), people=gate.get("people", {}).get(role, 1))
                for role in gate["signoffs"]
            ),
            distinct_people=Strictness(gate["distinct-people"]),
        ),
        waivers=WaiverPolicy(
            max_days=waivers["max-days"],
            warn_days=waivers["warn-days"],
            approvers=tuple(map(Authority, waivers["approvers"])),
        ),
        evidence=EvidencePolicy(
            **{key: Response(value) for key, value in raw.get("evidence", {}).items()}
        ),
        adjust=(),
    )


def _evidence(raw: list[Entry]) -> tuple[Evidence, ...]:
    return tuple(Evidence(**entry) for entry in raw)


_KEYS = ("role", "by", "at", "question")


def _raw(block: Entry) -> Entry:
    return {key: value for key, value in block.items() if key not in ("waivers", "runs")}


def _lacks(block: Entry) -> tuple[str, ...]:
    bare = any(not isinstance(each, dict) for each in block.get("evidence", []))
    return (*(key for key in _KEYS if key not in block), *(("sha256",) if bare else ()))


def _incomplete(name: str, block: Entry) -> IncompleteAnswer | None:
    """An answer that was written by hand."""
    if "answer" not in block or ("." in name and not _lacks(block)):
        return None
    return IncompleteAnswer(AnswerValue(block["answer"]), _lacks(block), _raw(block))


def _answer(block: Entry) -> Answer | None:
    if "answer" not in block or _lacks(block):
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
        carried=block.get("carried", ""),
        raw=_raw(block),
    )


def _waiver(raw: Entry) -> Waiver:
    return Waiver(
        by=raw["by"],
        at=raw["at"],
        reason=raw.get("reason", ""),
        approved_by=(raw["approved-by"],) if "approved-by" in raw else (),
        until=raw.get("until", ""),
        withdrawn=raw.get("withdrawn", False),
        raw=raw,
    )


def _entry(raw: Entry) -> GateEntry:
    if "closes" in raw:
        return ConditionClose(
            raw["closes"],
            raw["by"],
            raw["at"],
            _evidence(raw["evidence"]),
            raw.get("note", ""),
            raw,
        )
    return Decision(
        outcome=Outcome(raw["decision"]),
        by=raw["by"],
        at=raw["at"],
        digest=raw["digest"],
        recommendation=raw["recommendation"],
        rule=raw["rule"],
        reason=raw.get("reason", ""),
        minutes=raw.get("minutes", ""),
        conditions=tuple(Condition(**entry) for entry in raw.get("conditions", [])),
        waivers=raw.get("waivers", {}),
        signoffs=raw.get("signoffs", {}),
        continuous_items=tuple(raw.get("standing", [])),
        raw=raw,
    )


def _record(policy: str, raw: Entry) -> Record:
    signoffs: dict[tuple[str, str], tuple[SignOff, ...]] = {}
    for key, entries in raw["signoffs"].items():
        phase, _, role = key.partition(".")
        signoffs[phase, role] = tuple(
            SignOff(
                e["by"],
                e["at"],
                e.get("digest", ""),
                e.get("waivers", {}),
                e.get("withdrawn", False),
                raw=e,
            )
            for e in entries
        )
    return Record(
        policy=policy,
        increment="1.0",
        kind=raw["kind"],
        items={
            name: ItemRecord(
                name,
                None if "." not in name else _answer(block),
                tuple(map(_waiver, block.get("waivers", []))),
                incomplete=_incomplete(name, block),
            )
            for name, block in raw["items"].items()
        },
        signoffs=signoffs,
        decisions={name: tuple(map(_entry, raw["decisions"][name])) for name in raw["decisions"]},
        file=".tpm/project.yaml",
    )
