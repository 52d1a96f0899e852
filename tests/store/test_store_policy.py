from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tpmcli.model.checklist import Adjustment, Level
from tpmcli.model.demand import Authority, Demand
from tpmcli.model.policy import GatePolicy, Identity, Policy, Strictness, WaiverPolicy
from tpmcli.model.role import PM, TPM
from tpmcli.store.policy_file import parse_policy
from tpmcli.store.policy_text import NewPolicy, render_policy

NEW = NewPolicy(
    id="payments-ledger-7c1e",
    name="Payments ledger",
    start_at="feasibility",
    tpm=("tpm@example.com",),
    pm=("pm@example.com",),
    packs=("fintech", ".tpm/checklists/house-rules.yaml"),
    traits=("handles-personal-data",),
)
TEXT = """\
# What this project asks of its gates, and who answers for it. Written once by `tpm init`; it is
# yours now, and tpm never changes it. `tpm lint` checks it, `tpm schema policy` describes it.
schema: tpm/policy/1
id: payments-ledger-7c1e  # ties the records to this policy; never change it
name: Payments ledger
requires: ">=1.0"  # the versions of tpm that may judge

# What is asked. `tpm checklist list` shows what there is.
lifecycle: standard  # standard, lite, or the path of your own
packs: [fintech, .tpm/checklists/house-rules.yaml]  # shipped by name, your own by path
traits: [handles-personal-data]  # what the product is; decides which items apply
start-at: feasibility  # gates before this phase are not gated
kinds: {}  # shorter trips, such as {patch: [release]}
deploy-kinds: []  # the kinds that a deployment (`--through`) accepts, beside the whole lifecycle

# Who answers, by e-mail address as in git.
people:
  tpm: [tpm@example.com]  # Technical Product Manager
  pm: [pm@example.com]  # Product Manager
aliases: {}  # other addresses: {me@example.com: [old@example.com, "github:my-login"]}

gate:
  should: warn  # an open should-item: warn | block
  signoffs: [tpm, pm]  # the roles that must sign
  deciders: [tpm, pm]  # who decides: roles or e-mail addresses
  distinct-people: warn  # one person in two roles: "off" | warn | require
  identity: author  # how sure who signed: claimed | author | platform | signed
  inherited: warn  # what was red before a change: warn | block

waivers:
  max-days: 90  # the longest a must-item may be let through
  warn-days: 14  # announced so many days before it ends
  approvers: [tpm, pm]  # roles or e-mail addresses

# How pull requests are merged here. With rebase, a check applies the commits one by one, too.
merge: [merge, squash, rebase]

# Your last word on single items, each with a reason where it asks for less:
#   testing.load-tested-to-target: {level: must, reason: peak is Black Friday}
adjust: {}
"""


def test_a_new_policy_spells_out_every_key() -> None:
    assert render_policy(NEW) == TEXT


def test_what_is_written_reads_back_as_told() -> None:
    assert parse_policy(render_policy(NEW).encode(), "p").policy == Policy(
        id="payments-ledger-7c1e",
        name="Payments ledger",
        requires=">=1.0",
        lifecycle="standard",
        packs=("fintech", ".tpm/checklists/house-rules.yaml"),
        traits=("handles-personal-data",),
        start_at="feasibility",
        kinds={},
        people={TPM: ("tpm@example.com",), PM: ("pm@example.com",)},
        aliases={},
        gate=GatePolicy(),
        waivers=WaiverPolicy(),
        adjust=(),
    )


def test_the_choices_of_init_are_written() -> None:
    new = NEW._replace(
        lifecycle="lite", distinct_people=Strictness.OFF, identity=Identity.SIGNED, requires="<3"
    )
    policy = parse_policy(render_policy(new).encode(), "p").policy
    assert (policy.lifecycle, policy.requires) == ("lite", "<3")
    assert policy.gate == GatePolicy(distinct_people=Strictness.OFF, identity=Identity.SIGNED)


names = st.text(min_size=1, max_size=40).filter(
    lambda text: text.isprintable() and text.strip() == text
)


@given(names)
def test_any_name_survives(name: str) -> None:
    assert parse_policy(render_policy(NEW._replace(name=name)).encode(), "p").policy.name == name


RAW: dict[str, dict[str, Any]] = {
    "release.a": {
        "level": "must",
        "valid-for": "30d",
        "when": ["hosted"],
        "enforce-from": "2027-01-01",
    },
    "release.b": {"drop": True, "reason": "gone"},
    "release.c": {
        "valid-for": "never",
        "enforce-from": "now",
        "evidence-required": True,
        "pin": False,
        "reason": "x",
    },
    "release.d": {"standing": True, "not-applicable": False},
}


def test_every_key_reaches_the_model() -> None:
    text = """
schema: tpm/policy/1
id: ledger
name: Ledger
lifecycle: own.yaml
kinds: {patch: [release], hotfix: [testing, release]}
people: {tpm: [A@b.example], pm: [c@d.example, e@f.example]}
aliases: {A@b.example: ["github:me", x@y.example]}
gate:
  should: block
  signoffs: [pm]
  deciders: [boss@example.com]
  distinct-people: require
  identity: platform
  inherited: block
waivers: {max-days: 30, warn-days: 0, approvers: [pm]}
adjust:
  release.a: {level: must, valid-for: 30d, when: [hosted], enforce-from: "2027-01-01"}
  release.b: {drop: true, reason: gone}
  release.c: {valid-for: never, enforce-from: now, evidence-required: true, pin: false, reason: x}
  release.d: {standing: true, not-applicable: false}
"""
    gone: dict[str, Any] = {"drop": True}
    assert parse_policy(text.encode(), "p.yaml").policy == Policy(
        id="ledger",
        name="Ledger",
        requires="",
        lifecycle="own.yaml",
        packs=(),
        traits=(),
        start_at="",
        kinds={"patch": ("release",), "hotfix": ("testing", "release")},
        people={TPM: ("A@b.example",), PM: ("c@d.example", "e@f.example")},
        aliases={"A@b.example": ("github:me", "x@y.example")},
        gate=GatePolicy(
            should_blocks=True,
            signoffs=(Demand(PM),),
            deciders=(Authority("boss@example.com"),),
            distinct_people=Strictness.REQUIRE,
            identity=Identity.PLATFORM,
            inherited_blocks=True,
        ),
        waivers=WaiverPolicy(max_days=30, warn_days=0, approvers=(Authority("pm"),)),
        adjust=(
            Adjustment(
                "release.a",
                {
                    "level": Level.MUST,
                    "valid_for": 30,
                    "when": ("hosted",),
                    "enforce_from": "2027-01-01",
                },
                "",
                "p.yaml",
                raw=RAW["release.a"],
            ),
            Adjustment("release.b", gone, "gone", "p.yaml", raw=RAW["release.b"]),
            Adjustment(
                "release.c",
                {"valid_for": None, "enforce_from": "", "evidence_required": True, "pin": False},
                "x",
                "p.yaml",
                raw=RAW["release.c"],
            ),
            Adjustment(
                "release.d",
                {"continuous": True, "not_applicable": False},
                "",
                "p.yaml",
                raw=RAW["release.d"],
            ),
        ),
    )
