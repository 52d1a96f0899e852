"""Entries that a change brings: who, when and how sure, in full words."""

from __future__ import annotations

import time
from datetime import datetime, timedelta
from typing import Any

import pytest
import worlds
from worlds import PM, SIGNED, TPM, World, answer, close, decide, item, promise, sign, waive, world

from tpmcli.model.finding import Finding
from tpmcli.model.policy import Identity
from tpmcli.rules.change.new_entries import Attribution, to_epoch, verify_entry
from tpmcli.rules.change.recorded_entries import Recorded, entries_of
from tpmcli.rules.project import Project

SPIKE = "feasibility.spike"
NOW = "2026-11-22T12:00:00Z"
DEV = "dev@example.com"
COMMIT = "0123456789abcdef"
DAY = 86_400


def made() -> World:
    """A gate with an entry of every kind."""
    found = world(item(SPIKE), item("feasibility.cost"))
    answer(found, SPIKE)
    waive(found, "feasibility.cost")
    sign(found, "feasibility")
    decide(found, "feasibility", "conditional", by=PM, conditions=[promise()])
    close(found, "feasibility", 1, "docs/hired.md")
    return found


def project_of(found: World, identity: Identity = Identity.CLAIMED) -> Project:
    project = worlds.project(found)
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
NAMES = {
    "sign-off": "the sign-off feasibility.tpm",
    "decision": "the decision conditional at feasibility",
    "closing": "the closing of condition 1 of feasibility",
    "waiver": "the waiver of feasibility.cost",
}
BY = {"sign-off": TPM, "decision": PM, "closing": PM, "waiver": TPM}


def told(findings: list[Finding]) -> list[str]:
    return [
        f"{f.severity} {f.rule} {f.subject}: {f.message} | {f.fix} | {f.owner}" for f in findings
    ]


def said(found: World, kind: str, **more: Any) -> list[str]:
    project = project_of(found, more.pop("identity", Identity.CLAIMED))
    attribution = more.pop("attribution", Attribution(Identity.SIGNED))
    now = more.pop("now", NOW)
    return told(verify_entry(project, the(project, *WHERE[kind]), attribution, now))


def entry(found: World, kind: str) -> World:
    """The raw entry of that kind."""
    section, block, place = WHERE[kind]
    lists = found["record"][section][block]
    raw: World = (lists["waivers"] if section == "items" else lists)[place - 1]
    return raw


@pytest.mark.parametrize("kind", WHERE)
def test_nothing_is_wrong_with_what_the_right_people_record_in_time(kind: str) -> None:
    assert said(made(), kind) == []


# --- who --------------------------------------------------------------------------------------


def test_who_does_not_hold_the_role_signs_nothing_off() -> None:
    found = made()
    found["policy"]["people"]["tpm"] = [TPM, "second@example.com"]
    entry(found, "sign-off")["by"] = DEV
    assert said(found, "sign-off") == [
        (
            f"error signer-unauthorised feasibility.tpm: {DEV} signed off feasibility as TPM, but"
            " the policy of the base does not name them for that role"
            f" | tpm sign feasibility --role tpm | {TPM}, second@example.com"
        )
    ]
    entry(found, "sign-off")["by"] = PM
    assert [each.partition(":")[0] for each in said(found, "sign-off")] == [
        "error signer-unauthorised feasibility.tpm"
    ]
    del found["policy"]["people"]["tpm"]
    assert said(found, "sign-off")[0].endswith(" | tpm sign feasibility --role tpm | ")


def test_who_is_no_decider_decides_nothing() -> None:
    found = made()
    entry(found, "decision")["by"] = DEV
    assert said(found, "decision") == [
        (
            f"error decider-unauthorised feasibility: {DEV} decided conditional at the gate"
            " feasibility; the policy names tpm, pm"
            " | tpm gate decide feasibility conditional | tpm, pm"
        )
    ]


def test_who_is_unknown_closes_nothing() -> None:
    found = made()
    entry(found, "closing")["by"] = DEV
    assert said(found, "closing") == [
        (
            f"error decider-unauthorised feasibility: {DEV} closed condition 1 of feasibility, but"
            " the policy of the base does not name them"
            f" | one of 'people' closes it | {DEV}"
        )
    ]
    entry(found, "closing").update(by=TPM)
    assert said(found, "closing") == []


def test_a_condition_is_closed_with_evidence() -> None:
    found = made()
    entry(found, "closing")["evidence"] = []
    assert said(found, "closing") == [
        (
            "error no-evidence feasibility: condition 1 of feasibility was closed without evidence"
            f" | tpm gate close feasibility 1 --evidence PATH | {PM}"
        )
    ]


def test_a_waiver_is_looked_at_when_it_comes() -> None:
    found = made()
    entry(found, "waiver")["until"] = "2027-12-31"
    (only,) = said(found, "waiver")
    assert only.startswith("error waiver-too-long feasibility.cost: ")
    # What is only worth a look is told where the gate is judged.
    entry(found, "waiver").update(until="2027-01-10", by=PM)
    assert said(found, "waiver") == []
    found["policy"]["gate"]["distinct-people"] = "require"
    (only,) = said(found, "waiver")
    assert only.startswith("error waiver-self-approved feasibility.cost: ")
    # Taking one back is always allowed, and of what is not asked any more nothing is demanded.
    entry(found, "waiver")["withdrawn"] = True
    assert said(found, "waiver") == []
    del entry(found, "waiver")["withdrawn"]
    found["phases"][0]["items"].pop()
    assert said(found, "waiver") == []


# --- when -------------------------------------------------------------------------------------


def misdated(kind: str, at: str, words: str) -> str:
    block = WHERE[kind][1]
    return (
        f"error date-mismatch {block}: {NAMES[kind]} is dated {at}, which {words}"
        f" | record it again, with today's date | {BY[kind]}"
    )


@pytest.mark.parametrize("kind", WHERE)
def test_an_entry_lies_at_most_a_day_ahead(kind: str) -> None:
    found = made()
    at = "2026-11-23T12:00:00Z"
    entry(found, kind)["at"] = at
    assert said(found, kind) == []
    late = said(found, kind, now="2026-11-22T11:59:59Z")
    assert late == [misdated(kind, at, "lies in the future")]


@pytest.mark.parametrize("kind", WHERE)
@pytest.mark.parametrize("side", [-1, 1])
def test_an_entry_lies_within_a_day_of_its_commit(kind: str, side: int) -> None:
    found = made()
    at = entry(found, kind)["at"]
    within = Attribution(Identity.SIGNED, COMMIT, TPM, to_epoch(at) + side * DAY)
    assert said(found, kind, attribution=within) == []
    beyond = within._replace(authored=to_epoch(at) + side * (DAY + 1))
    day = (datetime.fromisoformat(at) + timedelta(seconds=side * (DAY + 1))).date()
    words = f"is more than a day from {day}, when its commit 0123456789 was made"
    assert said(found, kind, attribution=beyond) == [misdated(kind, at, words)]


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
    assert "from 2026-11-09, when" in only


def test_who_signs_has_seen_the_answers() -> None:
    found = made()
    found["record"]["signoffs"] = {"feasibility.tpm": [], "feasibility.pm": []}
    answer(found, SPIKE, at="2026-11-02T12:00:01Z")
    sign(found, "feasibility")
    assert said(found, "sign-off") == [
        misdated("sign-off", SIGNED, "lies before the answers that it vouches for")
    ]
    # One that does not match any more vouches for nothing, which is told where it is judged.
    answer(found, SPIKE, at="2026-11-02T12:00:02Z")
    assert said(found, "sign-off") == []
    # The other role's answers are not its own, and the same moment is soon enough.
    found["record"]["signoffs"] = {"feasibility.tpm": [], "feasibility.pm": []}
    answer(found, SPIKE, at=SIGNED)
    found["phases"][0]["items"].append(item("feasibility.need", "pm"))
    answer(found, "feasibility.need", at="2026-11-03T12:00:00Z")
    sign(found, "feasibility")
    assert said(found, "sign-off") == []


# --- how sure ---------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", WHERE)
@pytest.mark.parametrize(
    ("identity", "way_out"),
    [
        (
            Identity.AUTHOR,
            "{by} records and commits it, or lists this address under 'aliases' in the policy",
        ),
        (Identity.PLATFORM, "{by} approves this pull request, and CI passes --approvals FILE"),
        (
            Identity.SIGNED,
            "{by} commits it with a key that .tpm/allowed_signers lists (git commit -S)",
        ),
    ],
)
def test_a_typed_name_is_not_enough(kind: str, identity: Identity, way_out: str) -> None:
    asked, way = str(identity), way_out
    if identity is Identity.PLATFORM and kind in ("waiver", "closing"):
        # Nobody approves a pull request in order to ask for something.
        asked = "author"
        way = "{by} records and commits it, or lists this address under 'aliases' in the policy"
    for attribution, source in (
        (Attribution(Identity.CLAIMED, COMMIT, DEV), f"commit 0123456789 by {DEV}"),
        (Attribution(Identity.CLAIMED, COMMIT), "commit 0123456789 by nobody"),
        (Attribution(Identity.CLAIMED), "no commit of this branch that can be read"),
    ):
        assert said(made(), kind, identity=identity, attribution=attribution) == [
            (
                f"error identity-too-weak {WHERE[kind][1]}: {NAMES[kind]} names {BY[kind]}; it"
                f" comes from {source}, which makes it 'claimed', and the policy asks for"
                f" '{asked}' | {way.format(by=BY[kind])} | {BY[kind]}"
            )
        ]
    enough = Attribution(identity, COMMIT, DEV)
    assert said(made(), kind, identity=identity, attribution=enough) == []


def test_everything_that_is_wrong_is_told_at_once() -> None:
    found = made()
    entry(found, "decision")["by"] = DEV
    attribution = Attribution(Identity.CLAIMED, COMMIT, DEV, to_epoch(NOW))
    all_of_it = said(found, "decision", identity=Identity.AUTHOR, attribution=attribution)
    assert [each.split()[1] for each in all_of_it] == [
        "decider-unauthorised",
        "date-mismatch",
        "identity-too-weak",
    ]


def test_moments_in_seconds() -> None:
    assert to_epoch("1970-01-02T00:00:01Z") == DAY + 1
