"""Entries that a change brings: who, when and how sure."""

from __future__ import annotations

import time
from datetime import datetime, timedelta
from typing import Any

import pytest

from tpmcli.model.finding import (
    Arguments,
    Finding,
    SubjectKind,
    about_condition,
    about_decision,
    about_recorded,
    about_signoff,
)
from tpmcli.model.fix import Advice, Ask, Blank, Command, Fix, Help, HelpText, tpm
from tpmcli.model.policy import Identity
from tpmcli.model.record import Outcome
from tpmcli.model.role import TPM as TPM_ROLE
from tpmcli.model.rule import Reason, Rule, RuleReason, Severity
from tpmcli.rules.change.new_entries import Attribution, to_epoch, verify_entry
from tpmcli.rules.change.recorded_entries import Recorded, entries_of
from tpmcli.rules.project import Project
from world.memory import SIGNED, World, item, promise
from world.model import Entry
from world.people import PM, RECORD, TPM

SPIKE = "feasibility.spike"
NOW = "2026-11-22T12:00:00Z"
DEV = "dev@example.com"
COMMIT = "0123456789abcdef"
DAY = 86_400


def made() -> World:
    """A gate with an entry of every kind."""
    found = World.of(item(SPIKE), item("feasibility.cost"))
    found.answer(SPIKE)
    found.waive("feasibility.cost")
    found.sign("feasibility")
    found.decide("feasibility", "conditional", by=PM, conditions=[promise()])
    found.close("feasibility", 1, evidence=["docs/hired.md"])
    return found


def project_of(found: World, identity: Identity = Identity.CLAIMED) -> Project:
    project = found.project()
    gate = project.policy.gate._replace(identity=identity)
    return project._replace(policy=project.policy._replace(gate=gate))


def the(project: Project, section: str, block: str, place: int = 1) -> Recorded:
    """The entry that stands there."""
    return next(
        entry
        for key, entry in entries_of(project.record).items()
        if (key.section, key.block, entry.place) == (section, block, place)
    )


WHERE = {
    "sign-off": ("signoffs", "feasibility.tpm", 1),
    "decision": ("decisions", "feasibility", 1),
    "closing": ("decisions", "feasibility", 2),
    "waiver": ("items", "feasibility.cost", 1),
}
SUBJECTS = {
    "sign-off": about_signoff("feasibility", TPM_ROLE),
    "decision": about_decision("feasibility"),
    "closing": about_condition("feasibility", 1),
    "waiver": about_recorded(SubjectKind.WAIVER, "feasibility.cost"),
}
BY = {"sign-off": TPM, "decision": PM, "closing": PM, "waiver": TPM}


def said(found: World, kind: str, **more: Any) -> list[Finding]:
    project = project_of(found, more.pop("identity", Identity.CLAIMED))
    attribution = more.pop("attribution", Attribution(Identity.SIGNED))
    now = more.pop("now", NOW)
    return verify_entry(project, the(project, *WHERE[kind]), attribution, now)


def finding(
    kind: str, reason: RuleReason, about: Arguments, fix: Fix, owners: tuple[str, ...] = ()
) -> Finding:
    """What is wrong with the entry of that kind; it concerns who recorded it, or the `owners`."""
    roles = (TPM_ROLE,) if kind == "sign-off" else ()
    subject = SUBJECTS[kind]
    return Finding(reason, subject, Severity.ERROR, about, fix, owners or (BY[kind],), roles)


def outcome(kind: str) -> Outcome | None:
    """What the entry of that kind decided, if it is a decision."""
    return Outcome.CONDITIONAL if kind == "decision" else None


def instead(command: Command) -> Advice:
    """The advice to take an entry out of the change, and to record another."""
    return Advice(Help.REMOVE_AND_RECORD, command, name=RECORD)


CLOSE = tpm(
    *("gate", "close", "feasibility", "1", "--evidence", Blank.EVIDENCE), people=("tpm", "pm")
)


def entry(found: World, kind: str) -> Entry:
    """The raw entry of that kind."""
    section, block, place = WHERE[kind]
    lists = found["record"][section][block]
    raw: Entry = (lists["waivers"] if section == "items" else lists)[place - 1]
    return raw


@pytest.mark.parametrize("kind", WHERE)
def test_nothing_is_wrong_with_what_the_right_people_record_in_time(kind: str) -> None:
    assert said(made(), kind) == []


# --- who --------------------------------------------------------------------------------------


def test_who_does_not_hold_the_role_signs_nothing_off() -> None:
    found = made()
    found["policy"]["people"]["tpm"] = [TPM, "second@example.com"]
    entry(found, "sign-off")["by"] = DEV
    sign_again = tpm("sign", "feasibility", "--role", "tpm", people=("tpm",))
    reason = Reason.SIGNER_UNKNOWN_TO_BASE
    holders = (TPM, "second@example.com")
    assert said(found, "sign-off") == [
        finding("sign-off", reason, Arguments(person=DEV), instead(sign_again), holders)
    ]
    entry(found, "sign-off")["by"] = PM
    assert [each.about.person for each in said(found, "sign-off")] == [PM]
    del found["policy"]["people"]["tpm"]
    (only,) = said(found, "sign-off")
    assert (only.reason, only.owners, only.fix) == (reason, (), instead(sign_again))


def test_who_is_no_decider_decides_nothing() -> None:
    found = made()
    entry(found, "decision")["by"] = DEV
    deciders = ("tpm", "pm")
    about = Arguments(person=DEV, outcome=Outcome.CONDITIONAL, names=deciders)
    promise = ("--condition", Blank.TEXT, "--owner", Blank.EMAIL, "--due", Blank.DATE)
    again = tpm("gate", "decide", "feasibility", "conditional", *promise, people=deciders)
    assert said(found, "decision") == [
        finding("decision", Reason.DECIDER_UNAUTHORISED, about, instead(again), deciders)
    ]


def test_who_is_unknown_closes_nothing() -> None:
    found = made()
    entry(found, "closing")["by"] = DEV
    about, fix = Arguments(person=DEV), instead(CLOSE)
    assert said(found, "closing") == [
        finding("closing", Reason.CLOSER_UNAUTHORISED, about, fix, (DEV,))
    ]
    entry(found, "closing").update(by=TPM)
    assert said(found, "closing") == []


def test_a_condition_is_closed_with_evidence() -> None:
    found = made()
    entry(found, "closing")["evidence"] = []
    assert said(found, "closing") == [
        finding("closing", Reason.CLOSED_WITHOUT_EVIDENCE, Arguments(), instead(CLOSE))
    ]


def test_a_waiver_is_looked_at_when_it_comes() -> None:
    found = made()
    entry(found, "waiver")["until"] = "2027-12-31"
    (only,) = said(found, "waiver")
    assert (only.reason, only.subject.id) == (Reason.WAIVER_TOO_LONG, "feasibility.cost")
    # What is only worth a look is told where the gate is judged.
    entry(found, "waiver").update(until="2027-01-10", by=PM)
    assert said(found, "waiver") == []
    found["policy"]["gate"]["distinct-people"] = "require"
    (only,) = said(found, "waiver")
    assert (only.reason, only.subject.id) == (Reason.WAIVER_SELF_APPROVED, "feasibility.cost")
    # Taking one back is always allowed, and of what is not asked any more nothing is demanded.
    entry(found, "waiver")["withdrawn"] = True
    assert said(found, "waiver") == []
    del entry(found, "waiver")["withdrawn"]
    found["phases"][0]["items"].pop()
    assert said(found, "waiver") == []


# --- when -------------------------------------------------------------------------------------


def misdated(kind: str, reason: RuleReason, **about: str) -> Finding:
    told = Arguments(outcome=outcome(kind), **about)  # type: ignore[arg-type]
    return finding(kind, reason, told, Advice(Help.RECORD_AGAIN, name=RECORD))


@pytest.mark.parametrize("kind", WHERE)
def test_an_entry_lies_at_most_a_day_ahead(kind: str) -> None:
    found = made()
    at = "2026-11-23T12:00:00Z"
    entry(found, kind)["at"] = at
    assert said(found, kind) == []
    late = said(found, kind, now="2026-11-22T11:59:59Z")
    assert late == [misdated(kind, Reason.DATED_IN_FUTURE, moment=at)]


@pytest.mark.parametrize("kind", WHERE)
@pytest.mark.parametrize("side", [-1, 1])
def test_an_entry_lies_within_a_day_of_its_commit(kind: str, side: int) -> None:
    found = made()
    at = entry(found, kind)["at"]
    within = Attribution(Identity.SIGNED, COMMIT, TPM, to_epoch(at) + side * DAY)
    assert said(found, kind, attribution=within) == []
    beyond = within._replace(authored=to_epoch(at) + side * (DAY + 1))
    day = str((datetime.fromisoformat(at) + timedelta(seconds=side * (DAY + 1))).date())
    assert said(found, kind, attribution=beyond) == [
        misdated(kind, Reason.DATED_UNLIKE_COMMIT, moment=at, day=day, commit=COMMIT[:10])
    ]


@pytest.mark.parametrize("zone", ["UTC", "UTC-14", "UTC+12"])
@pytest.mark.skipif(not hasattr(time, "tzset"), reason="no time zone for one process here")
def test_the_day_of_a_commit_is_that_of_utc(zone: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        _says_the_day_of_utc()
    finally:
        monkeypatch.undo()
        time.tzset()


def _says_the_day_of_utc() -> None:
    attribution = Attribution(Identity.SIGNED, COMMIT, TPM, to_epoch("2026-11-09T23:59:59Z"))
    (only,) = said(made(), "decision", attribution=attribution)
    assert only.about.day == "2026-11-09"


def test_a_commit_without_a_date_has_the_date_of_no_entry() -> None:
    attribution = Attribution(Identity.SIGNED, COMMIT, TPM, None)
    (only,) = said(made(), "decision", attribution=attribution)
    assert only.reason is Reason.COMMIT_UNDATED
    assert only.blocks
    assert only.about.commit == COMMIT[:10]


def test_who_signs_has_seen_the_answers() -> None:
    found = made()
    found["record"]["signoffs"] = {"feasibility.tpm": [], "feasibility.pm": []}
    found.answer(SPIKE, at="2026-11-02T12:00:01Z")
    found.sign("feasibility")
    assert said(found, "sign-off") == [
        misdated("sign-off", Reason.DATED_BEFORE_ANSWERS, moment=SIGNED)
    ]
    # One that does not match any more vouches for nothing, which is told where it is judged.
    found.answer(SPIKE, at="2026-11-02T12:00:02Z")
    assert said(found, "sign-off") == []
    # The other role's answers are not its own, and the same moment is soon enough.
    found["record"]["signoffs"] = {"feasibility.tpm": [], "feasibility.pm": []}
    found.answer(SPIKE, at=SIGNED)
    found["phases"][0]["items"].append(item("feasibility.need", "pm"))
    found.answer("feasibility.need", at="2026-11-03T12:00:00Z")
    found.sign("feasibility")
    assert said(found, "sign-off") == []


# --- how sure ---------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", WHERE)
@pytest.mark.parametrize(
    ("identity", "way_out"),
    [
        (Identity.AUTHOR, Help.COMMIT_OR_ALIAS),
        (Identity.PLATFORM, Help.APPROVE),
        (Identity.SIGNED, Help.COMMIT_SIGNED),
    ],
)
def test_a_typed_name_is_not_enough(kind: str, identity: Identity, way_out: HelpText) -> None:
    asked, way = identity, way_out
    if identity is Identity.PLATFORM and kind in ("waiver", "closing"):
        # Nobody approves a pull request in order to ask for something.
        asked, way = Identity.AUTHOR, Help.COMMIT_OR_ALIAS
    by = BY[kind]
    written = to_epoch(the(project_of(made()), *WHERE[kind]).entry.at)
    for commit, author, reason in (
        (COMMIT, DEV, Reason.IDENTITY_TOO_WEAK),
        (COMMIT, "", Reason.IDENTITY_TOO_WEAK),
        ("", "", Reason.IDENTITY_WITHOUT_COMMIT),
    ):
        about = Arguments(
            person=by,
            author=author,
            commit=commit[:10],
            outcome=outcome(kind),
            identity=Identity.CLAIMED,
            required=asked,
        )
        attribution = Attribution(Identity.CLAIMED, commit, author, written)
        assert said(made(), kind, identity=identity, attribution=attribution) == [
            finding(kind, reason, about, Ask(by, way))
        ]
    enough = Attribution(identity, COMMIT, DEV, written)
    assert said(made(), kind, identity=identity, attribution=enough) == []


@pytest.mark.parametrize("kind", ["sign-off", "decision"])
def test_an_approval_is_awaited_if_one_could_be_recognised(kind: str) -> None:
    """That is, where the level is that of a platform, and the policy knows a login there."""
    by = BY[kind]
    known = {by.upper(): ("other@example.com", "github:login")}
    for aliases, level, approved, reason in (
        (known, Identity.PLATFORM, "", Reason.APPROVAL_AWAITED),
        (known, Identity.PLATFORM, "89abcdef" * 5, Reason.APPROVAL_OUTDATED),
        (known, Identity.SIGNED, "", Reason.IDENTITY_TOO_WEAK),
        ({by: ("other@example.com",)}, Identity.PLATFORM, "", Reason.IDENTITY_TOO_WEAK),
        ({DEV: ("github:login",)}, Identity.PLATFORM, "", Reason.IDENTITY_TOO_WEAK),
    ):
        project = project_of(made(), level)
        project = project._replace(policy=project.policy._replace(aliases=aliases))
        attribution = Attribution(Identity.AUTHOR, COMMIT, DEV, to_epoch(NOW), approved)
        all_of_it = verify_entry(project, the(project, *WHERE[kind]), attribution, NOW)
        (found,) = (each for each in all_of_it if each.rule is Rule.IDENTITY_TOO_WEAK)
        assert found.reason is reason
        assert found.about.approved == approved[:10]
        assert found.awaits_approval is (reason is not Reason.IDENTITY_TOO_WEAK)


def test_everything_that_is_wrong_is_told_at_once() -> None:
    found = made()
    entry(found, "decision")["by"] = DEV
    attribution = Attribution(Identity.CLAIMED, COMMIT, DEV, to_epoch(NOW))
    all_of_it = said(found, "decision", identity=Identity.AUTHOR, attribution=attribution)
    assert [each.reason for each in all_of_it] == [
        Reason.DECIDER_UNAUTHORISED,
        Reason.DATED_UNLIKE_COMMIT,
        Reason.IDENTITY_TOO_WEAK,
    ]


def test_moments_in_seconds() -> None:
    assert to_epoch("1970-01-02T00:00:01Z") == DAY + 1
