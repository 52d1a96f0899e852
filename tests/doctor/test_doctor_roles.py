"""What `tpm doctor` advises about roles: each weak point, and the policy that does not have it."""

from __future__ import annotations

import pytest

from tpmcli.doctor.roles import roles_advice
from tpmcli.model.fix import Advice, Edit
from tpmcli.model.record import Record
from tpmcli.model.rule import Severity
from tpmcli.model.setup_finding import SetupArguments, SetupFinding, SetupFix
from tpmcli.model.setup_reason import SetupHelp, SetupReason, SetupReasonText
from tpmcli.rules.project import Project
from tpmcli.store.checklists.load import load_checklist
from tpmcli.store.policy_file import check_policy, parse_policy

FILE, TODAY = "policy.yaml", "2026-11-22"
ITEM = "[{id: done, title: It is done, level: must}]"
FILES = {
    "own/lifecycle.yaml": "schema: tpm/lifecycle/1\nname: own\ntitle: Own\nphases: [plan, run]\n",
    "own/plan.yaml": f"schema: tpm/checklist/1\nphase: plan\ntitle: P\nquestion: Q\ntpm: {ITEM}\n",
    "own/run.yaml": f"schema: tpm/checklist/1\nphase: run\ntitle: R\nquestion: Q\npm: {ITEM}\n",
    "own/pack.yaml": (
        "schema: tpm/pack/1\nname: safe\ntitle: Safe\nroles: {security: {title: S, short: SEC}}\n"
        "add: {run: {security: [{id: tried, title: It was tried, level: must}]}}\n"
    ),
}
POLICY = """schema: tpm/policy/1
id: a
name: A
lifecycle: own/lifecycle.yaml
packs: [own/pack.yaml]
people:
  tpm: [tpm@x.org]
  pm: [pm@x.org]
  security: [ann@x.org, bo@x.org, cy@x.org]
aliases: {ann@x.org: [Ann@y.org]}
gate:
  signoffs: [tpm, pm, {role: security, people: 2, at: [run]}]
  distinct-people: require
delegations:
  - {from: pm@x.org, to: eve@x.org, role: pm, first: "2026-11-01", last: "2026-11-22", reason: x}
"""


def advice(*changes: tuple[str, str], today: str = TODAY) -> list[SetupFinding]:
    """What is advised on the policy with these changes, which is one that can be."""
    text = POLICY
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    policy = parse_policy(text.encode(), FILE)
    files = {name: content.encode() for name, content in FILES.items()}
    checklist = load_checklist(policy, files.__getitem__)
    assert check_policy(policy, checklist) == []
    return roles_advice(Project(policy.policy, checklist, Record("a", "1.0")), FILE, today)


def found(
    reason: SetupReasonText, fix: SetupFix, **about: str | int | tuple[str, ...]
) -> SetupFinding:
    return SetupFinding(reason, fix, SetupArguments(**about), FILE)  # type: ignore[arg-type]


def test_a_policy_without_a_weak_point() -> None:
    assert advice() == []


THREE = "[ann@x.org, bo@x.org, cy@x.org]"


def test_one_person_in_two_roles_of_a_gate() -> None:
    """But not of two gates, and not under another name of one role."""
    elsewhere = Edit(FILE, SetupHelp.NAME_SOMEBODY_ELSE)
    expected = found(SetupReason.TWO_OF_MANY_ROLES, elsewhere, people=("pm@x.org",))
    assert advice((THREE, "[ann@x.org, bo@x.org, pm@x.org]")) == [expected]
    loose = advice((THREE, "[ann@x.org, bo@x.org, pm@x.org]"), ("people: require", "people: warn"))
    assert loose == [expected._replace(fix=Edit(FILE, SetupHelp.SEPARATE_ROLES))]
    apart = ("signoffs: [tpm, pm,", "signoffs: [tpm, {role: pm, at: [plan]},")
    with_unsigned = advice((THREE, "[ann@x.org, bo@x.org, pm@x.org]"), apart)
    assert [each.reason for each in with_unsigned] == [SetupReason.ROLE_UNSIGNED]


def test_with_two_roles_both_are_spoken_of() -> None:
    two = [
        ("packs: [own/pack.yaml]", "packs: []"),
        ("  security: [ann@x.org, bo@x.org, cy@x.org]\n", ""),
        (", {role: security, people: 2, at: [run]}", ""),
        ("pm: [pm@x.org]", "pm: [tpm@x.org, pm@x.org]"),
    ]
    fix = Edit(FILE, SetupHelp.NAME_SOMEBODY_ELSE)
    assert advice(*two) == [found(SetupReason.BOTH_ROLES, fix, people=("tpm@x.org",))]


def test_a_gate_that_nobody_can_pass() -> None:
    """Two of security are needed beside the PM, and there are two people for the three."""
    both = (THREE, "[pm@x.org, bo@x.org]")
    fix = Edit(FILE, SetupHelp.NAME_MORE_PEOPLE)
    expected = found(SetupReason.QUORUM_IMPOSSIBLE, fix, text="TPM, PM, SEC", gates=("run",))
    thin = SetupReason.QUORUM_THIN
    assert [each for each in advice(both) if each.reason is not thin][1:] == [expected]
    assert expected.severity is Severity.WARNING
    # It is possible where the policy only warns, and with a second PM.
    for mended in (
        ("people: require", "people: warn"),
        ("pm: [pm@x.org]", "pm: [pm@x.org, z@x.org]"),
    ):
        reasons = [each.reason for each in advice(both, mended)]
        assert SetupReason.QUORUM_IMPOSSIBLE not in reasons


def test_everybody_of_a_role_must_sign_off() -> None:
    fix = Edit(FILE, SetupHelp.NAME_ONE_MORE)
    expected = found(SetupReason.QUORUM_THIN, fix, text="SEC", total=3, gates=("run",))
    assert advice(("people: 2", "people: 3")) == [expected]
    # One of one is said of no role: a small team has no choice.
    alone = advice((THREE, "[ann@x.org]"), ("people: 2, ", ""))
    assert alone == []


def test_two_addresses_of_one_person_are_one() -> None:
    changes = [(THREE, "[ann@x.org, Ann@y.org, bo@x.org]")]
    assert [each.reason for each in advice(*changes)] == [SetupReason.QUORUM_THIN]


@pytest.mark.parametrize("asked", ["{role: security, at: [plan]}", None])
def test_a_role_that_answers_and_does_not_sign_off(asked: str | None) -> None:
    demand = ", {role: security, people: 2, at: [run]}"
    fix = Advice(SetupHelp.ASK_FOR_SIGN_OFF, name="{role: security, at: [run]}")
    expected = found(SetupReason.ROLE_UNSIGNED, fix, text="SEC", gates=("run",))
    changed = (demand, f", {asked}" if asked else "")
    assert advice(changed) == [expected]
    # What is advised mends it.
    assert advice((demand, f", {fix.name}")) == []


def test_a_delegation_that_is_over() -> None:
    fix = Edit(FILE, SetupHelp.DELETE_DELEGATION)
    expected = found(
        SetupReason.DELEGATION_OVER, fix, text="PM", people=("eve@x.org",), day="2026-11-22"
    )
    assert advice(today="2026-11-23") == [expected]
