"""What a report says beside the verdict: whom each finding concerns, and every part of each gate.

The oracle says which rules fire; here the rest is held against the same random projects.
"""

from __future__ import annotations

from collections import Counter

from tpmcli.model.errors import InvalidInputError
from tpmcli.model.facts import EvidenceFact, EvidenceStatus
from tpmcli.model.finding import Finding, SubjectKind
from tpmcli.model.fix import File, tpm
from tpmcli.model.record import AnswerValue
from tpmcli.model.rule import Reason, Rule, Severity
from tpmcli.model.verdict import GateResult, GateVerdict, SignOffState, State
from tpmcli.rules.gate_check import check_gates
from tpmcli.rules.scope import checked_items, evidence_paths
from world import histories, oracle
from world.memory import World, item, question_of

SEEDS = range(90_000, 91_500)


def holders(world: World, role: str) -> tuple[str, ...]:
    return tuple(world["policy"]["people"][role])


def concerned(world: World, finding: Finding) -> set[tuple[str, ...]]:
    """Whom a finding may concern: who plans, who did it, who can mend it."""
    subject, rule, record = finding.subject, finding.rule, world["record"]
    if subject.kind is SubjectKind.WAIVER:
        waivers = record["items"][subject.name]["waivers"]
        if rule is Rule.WAIVER_EXPIRED:  # or withdrawn: then by whoever did that
            return {(waivers[-1]["by"],)}
        last = [waiver for waiver in waivers if not waiver.get("withdrawn")][-1]
        return {(last["approved-by" if finding.reason is Reason.WAIVER_UNSIGNED else "by"],)}
    if subject.kind is SubjectKind.SIGN_OFF:
        signed = record["signoffs"].get(subject.id, [])
        stale = rule is Rule.SIGNOFF_STALE
        return {(signed[-1]["by"],)} if stale else {holders(world, str(subject.role))}
    if rule is Rule.SAME_PERSON:
        first = world["policy"]["gate"]["signoffs"][0]
        return {(record["signoffs"][f"{subject.phase}.{first}"][-1]["by"],)}
    entries = record["decisions"].get(subject.phase, [])
    taken = [entry for entry in entries if "decision" in entry]
    if subject.kind is SubjectKind.CONDITION:
        return {(promise["owner"],) for entry in taken for promise in entry.get("conditions", [])}
    if rule in (Rule.RECORD_REWRITTEN, Rule.PROJECT_KILLED):
        return {(taken[-1]["by"],)}
    if rule in (Rule.EARLIER_GATE_OPEN, Rule.NOT_DECIDED, Rule.KIND_NOT_DEPLOYABLE):
        return {("tpm", "pm")}
    block = record["items"].get(subject.name, {})
    if rule is Rule.ITEM_REMOVED and finding.reason is Reason.ITEM_UNKNOWN:
        return {("tpm", "pm")}
    if rule is Rule.ITEM_REMOVED:
        return {(block["by"],) if "by" in block else ()}
    if oracle.is_whole(block):
        return {(block.get("owner") or block["by"],)}
    return {holders(world, world.find(subject.name)["role"])}


def told(world: World, gate: GateResult) -> None:
    """Holds one gate's part of the report against the world."""
    project = world.project()
    phase = project.checklist.phase(gate.phase)
    assert phase is not None
    assert gate.title == phase.title
    for verdict in gate.items:
        name = verdict.item.id
        block = world["record"]["items"].get(name, {})
        assert verdict.item in phase.items
        assert verdict.answer == project.record.item(name).answer
        results = world.facts().checks.get(name, ())
        met = verdict.answer is not None and verdict.answer.value is AnswerValue.MET
        assert verdict.checks == tuple(each for each in results if met or not each.tolerated)
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
    project = world.project()
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
        world = histories.make(seed)
        asked, phase = histories.question(seed, world)
        looked_at(world)
        try:
            report = world.judged(asked, phase)
        except InvalidInputError:
            continue
        assert (report.project_name, report.increment) == ("Ledger", "1.0")
        assert report.as_of == world["facts"]["today"]
        for gate in report.gates:
            told(world, gate)
        for finding in report.all_findings():
            assert finding.owners in concerned(world, finding), (seed, finding)
            seen[finding.rule.id] += 1
    assert len(seen) > 25


def test_evidence_that_moved_is_told_with_the_command_that_follows_it() -> None:
    made = World.of(item("feasibility.spike"))
    made.answer("feasibility.spike", evidence=["docs/a.md"])
    gone = EvidenceFact(EvidenceStatus.MISSING, moved_to="docs/b.md")
    facts = made.facts()._replace(evidence={"docs/a.md": gone})
    project = made.project()
    report = check_gates(project, question_of(project, "phase", "feasibility"), facts)
    [finding] = [found for found in report.all_findings() if found.about.path]
    assert (finding.reason, finding.about.moved_to) == (Reason.EVIDENCE_MISSING, "docs/b.md")
    assert finding.fix == tpm("evidence", "move", File("docs/a.md"), File("docs/b.md"))
