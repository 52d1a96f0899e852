"""What a report says beside the verdict: whom each finding concerns, and every part of each gate.

The oracle says which rules fire; here the rest is held against the same random projects.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

import oracle
import random_worlds
import worlds
from worlds import World

from tpmcli.model.errors import InvalidInputError
from tpmcli.model.facts import EvidenceFact, EvidenceStatus
from tpmcli.model.finding import Finding
from tpmcli.model.rule import Severity
from tpmcli.model.verdict import GateResult, GateVerdict, SignOffState, State
from tpmcli.rules.gate_check import check_gates
from tpmcli.rules.scope import checked_items, evidence_paths

SEEDS = range(90_000, 91_500)


def holders(world: World, role: str) -> str:
    return ", ".join(world["policy"]["people"][role])


def concerned(world: World, finding: Finding) -> set[str]:
    """Whom a finding may concern: who plans, who did it, who can mend it."""
    subject, rule = finding.subject, finding.rule
    record = world["record"]
    if rule.startswith("waiver-"):
        if rule == "waiver-expired":  # or withdrawn: then by whoever did that
            return {record["items"][subject]["waivers"][-1]["by"]}
        last = [w for w in record["items"][subject]["waivers"] if not w.get("withdrawn")][-1]
        if rule == "waiver-unapproved" and finding.fix.startswith("tpm sign"):
            return {last["approved-by"]}
        return {last["by"]}
    if rule.startswith(("signoff-", "signer-")):
        signed = record["signoffs"].get(subject, [])
        return {signed[-1]["by"]} if rule == "signoff-stale" else {holders(world, role_of(subject))}
    if rule == "same-person":
        first = world["policy"]["gate"]["signoffs"][0]
        return {record["signoffs"][f"{subject}.{first}"][-1]["by"]}
    taken = [entry for entry in record["decisions"].get(subject, []) if "decision" in entry]
    if rule == "condition-overdue" or (rule.startswith("evidence-") and "." not in subject):
        return {promise["owner"] for entry in taken for promise in entry.get("conditions", [])}
    if rule in ("record-rewritten", "project-killed"):
        return {taken[-1]["by"]}
    if rule in ("earlier-gate-open", "not-decided"):
        return {"tpm, pm"}
    block = record["items"].get(subject, {})
    if rule == "item-removed":
        return {block.get("by", "")}
    if "answer" in block:
        return {block.get("owner") or block["by"]}
    return {holders(world, worlds.find(world, subject)["role"])}


def role_of(subject: str) -> str:
    return subject.rpartition(".")[2]


def told(world: World, gate: GateResult) -> None:
    """Holds one gate's part of the report against the world."""
    project = worlds.project(world)
    phase = project.checklist.phase(gate.phase)
    assert phase is not None
    assert gate.title == phase.title
    for verdict in gate.items:
        name = verdict.item.id
        block = world["record"]["items"].get(name, {})
        assert verdict.item in phase.items
        assert verdict.answer == project.record.item(name).answer
        assert verdict.checks == worlds.facts(world).checks.get(name, ())
        if verdict.state is State.WAIVED:
            last = block["waivers"][-1]
            assert verdict.waived_until == last["until"]
            assert verdict.waiver is not None
            assert verdict.waiver.raw == last
            blocking = [f for f in verdict.findings if f.severity is Severity.ERROR]
            assert verdict.satisfied is not bool(blocking)
        else:
            assert verdict.waived_until == ""
        assert verdict.satisfied or verdict.state is not State.SATISFIED
    counts = gate.counts
    musts = [verdict for verdict in gate.items if verdict.must]
    shoulds = [verdict for verdict in gate.items if not verdict.must]
    assert counts.must_total == len(musts)
    assert counts.must_satisfied == sum(verdict.satisfied for verdict in musts)
    assert counts.should_total == len(shoulds)
    assert counts.should_satisfied == sum(verdict.satisfied for verdict in shoulds)
    assert counts.waived == sum(verdict.state is State.WAIVED for verdict in gate.items)
    for signoff in gate.signoffs:
        signed = world["record"]["signoffs"].get(f"{gate.phase}.{signoff.role}", [])
        if signoff.state is SignOffState.MISSING:
            assert (signoff.by, signoff.at) == ("", "")
        else:
            assert (signoff.by, signoff.at) == (signed[-1]["by"], signed[-1]["at"])
    decision = oracle.decision_at(world, gate.phase)
    if gate.verdict is GateVerdict.NOT_GATED:
        decision = None
    assert (gate.decided.raw if gate.decided else None) == decision


def looked_at(world: World) -> None:
    """What is asked of the repository, and nothing else."""
    project = worlds.project(world)
    expected = []
    for phase in world["phases"]:
        decision = oracle.decision_at(world, phase["id"])
        standing = (
            decision["standing"]
            if decision and decision["decision"] in ("go", "conditional")
            else None
        )
        expected += [
            item["id"]
            for item in oracle.asked_items(world, phase)
            if item["checks"] and (standing is None or item["id"] in standing)
        ]
    assert [item.id for item in checked_items(project, project.checklist.phases)] == expected
    cited = evidence_paths(project, project.checklist.phases)
    assert "" not in cited
    assert len(cited) == len(set(cited))


def test_every_part_of_a_report_is_that_of_the_project() -> None:
    seen: Counter[str] = Counter()
    for seed in SEEDS:
        world: dict[str, Any] = random_worlds.make(seed)
        asked, phase = random_worlds.question(seed, world)
        looked_at(world)
        try:
            report = worlds.judged(world, asked, phase)
        except InvalidInputError:
            continue
        assert (report.project_name, report.increment) == ("Ledger", "1.0")
        assert report.as_of == world["facts"]["today"]
        for gate in report.gates:
            told(world, gate)
        for finding in report.all_findings():
            assert finding.owner in concerned(world, finding), (seed, finding)
            if finding.rule == "added-after-decision":
                assert "” was reworded after " in finding.message or "” was added after " in (
                    finding.message
                )
            seen[finding.rule] += 1
    assert len(seen) > 25


def test_evidence_that_moved_is_told_with_the_command_that_follows_it() -> None:
    made = worlds.world(worlds.item("feasibility.spike"))
    worlds.answer(made, "feasibility.spike", evidence=["docs/a.md"])
    gone = EvidenceFact(EvidenceStatus.MISSING, moved_to="docs/b.md")
    facts = worlds.facts(made)._replace(evidence={"docs/a.md": gone})
    project = worlds.project(made)
    report = check_gates(project, worlds.question_of(project, "phase", "feasibility"), facts)
    [finding] = [found for found in report.all_findings() if found.rule == "evidence-missing"]
    assert "(the same content stands in docs/b.md)" in finding.message
    assert finding.fix == "tpm evidence move docs/a.md docs/b.md"
