"""Runs of checks and starts of increments: who may record them, refused at once and found later."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tpmcli.model.demand import Authority
from tpmcli.model.errors import RefusedError
from tpmcli.model.finding import Finding
from tpmcli.model.policy import Identity, Policy
from tpmcli.model.record import Answer, AnswerValue, CheckRun, ItemRecord, Record, Start
from tpmcli.model.rule import Reason, RuleReason
from tpmcli.rules.change.new_entries import Attribution, answers_ahead, verify_entry
from tpmcli.rules.change.recorded_entries import entries_of
from tpmcli.rules.project import Project
from tpmcli.rules.unsigned_entries import check_run_allowed, check_start_allowed
from world.memory import World, item
from world.people import DEV, PM, TPM

SPIKE = "feasibility.spike"
NOW, NEXT_YEAR = "2026-11-22T12:00:00Z", "2027-11-22T12:00:00Z"


def project(*, deciders: tuple[str, ...] = ("tpm", "pm"), **record: Any) -> Project:
    made = World.of(item(SPIKE)).project()
    gate = made.policy.gate._replace(
        deciders=tuple(map(Authority, deciders)), identity=Identity.PLATFORM
    )
    policy = made.policy._replace(gate=gate)
    return made._replace(policy=policy, record=made.record._replace(**record))


def found(project: Project, level: Identity = Identity.SIGNED) -> list[Finding]:
    (recorded,) = entries_of(project.record).values()
    return verify_entry(project, recorded, Attribution(level), NOW)


def reasons(project: Project, level: Identity = Identity.SIGNED) -> list[RuleReason]:
    return [finding.reason for finding in found(project, level)]


def ran(by: str, at: str = NOW) -> Project:
    run = CheckRun("c1:x", "t1:y", "pass", "", by, at, {"by": by})
    return project(items={SPIKE: ItemRecord(SPIKE, runs=(run,))})


def test_one_of_the_people_records_a_run() -> None:
    assert reasons(ran(TPM)) == reasons(ran(PM)) == []
    (finding,) = found(ran(DEV))
    assert (finding.reason, finding.about.person) == (Reason.RUNNER_UNAUTHORISED, DEV)
    assert (finding.subject.id, finding.owners) == (SPIKE, (DEV,))
    assert reasons(ran(TPM, NEXT_YEAR)) == [Reason.DATED_IN_FUTURE]


def test_a_run_and_a_start_need_the_level_of_a_signoff() -> None:
    begun = project(kind="patch", by=TPM, at=NOW)
    for recorded in (ran(TPM), begun):
        assert reasons(recorded, Identity.PLATFORM) == []
        assert reasons(recorded, Identity.AUTHOR) == [Reason.IDENTITY_WITHOUT_COMMIT]


def test_one_of_the_people_begins_an_increment_and_a_decider_leaves_one() -> None:
    def began(by: str, remark: str = "") -> list[RuleReason]:
        return reasons(project(deciders=("pm",), kind="patch", remark=remark, by=by, at=NOW))

    assert began(TPM) == began(PM) == began(PM, "1.0 was left") == []
    assert began(DEV) == began(TPM, "1.0 was left") == [Reason.STARTER_UNAUTHORISED]


@pytest.mark.parametrize("said", [{"by": TPM}, {"at": NOW}, {}])
def test_a_kind_that_nobody_chose_is_refused(said: dict[str, Any]) -> None:
    (finding,) = found(project(kind="patch", **said))
    assert finding.reason is Reason.START_UNATTRIBUTED
    assert finding.subject.id == project().record.increment


def refused(check: Callable[[Policy], None], policy: Policy) -> bool:
    try:
        check(policy)
    except RefusedError:
        return True
    return False


@pytest.mark.parametrize("by", [TPM, PM, DEV])
@pytest.mark.parametrize("remark", ["", "1.0 was left"])
def test_what_would_be_found_is_refused_at_once(by: str, remark: str) -> None:
    begun = project(deciders=("pm",), remark=remark, by=by, at=NOW)
    start = Start(by, NOW, remark=remark)
    assert refused(lambda policy: check_start_allowed(policy, start), begun.policy) == bool(
        reasons(begun)
    )
    assert refused(lambda policy: check_run_allowed(policy, by), begun.policy) == bool(
        reasons(ran(by))
    )


def test_a_new_answer_is_not_from_the_future() -> None:
    def answered(at: str) -> Record:
        answer = Answer(AnswerValue.MET, item_role, TPM, at, "q1:x")
        return Record("p", "1.0", items={SPIKE: ItemRecord(SPIKE, answer)})

    item_role = project().checklist.items()[SPIKE].role
    ahead = answered(NEXT_YEAR)
    (finding,) = answers_ahead(answered(NOW), ahead, NOW)
    assert (finding.reason, finding.about.moment) == (Reason.ANSWER_DATED_AHEAD, NEXT_YEAR)
    assert answers_ahead(None, ahead, NOW) == [finding]
    assert answers_ahead(None, answered("2026-11-23T12:00:00Z"), NOW) == []
    # What the base has was accepted there.
    assert answers_ahead(ahead, ahead, NOW) == []
    assert answers_ahead(None, Record("p", "1.0", items={SPIKE: ItemRecord(SPIKE)}), NOW) == []
