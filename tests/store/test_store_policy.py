from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tpmcli.model.checklist import Adjustment, Level
from tpmcli.model.demand import Authority, Demand
from tpmcli.model.policy import (
    EvidencePolicy,
    GatePolicy,
    Identity,
    Policy,
    Response,
    Strictness,
    WaiverPolicy,
)
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
# The rules of this project's gates, and the people in its roles. `tpm init` wrote this file; tpm
# never changes it, so edit it freely. `tpm lint` validates it, `tpm schema policy` describes it.
schema: tpm/policy/1
id: payments-ledger-7c1e  # ties the records to this policy; never change it
name: Payments ledger
requires: ">=1.0"  # accepted versions of tpm

# The checklist. `tpm checklist list` shows all lifecycles and packs.
lifecycle: standard  # standard, lite, or the path of your own
packs: [fintech, .tpm/checklists/house-rules.yaml]  # shipped by name, your own by path
traits: [handles-personal-data]  # properties of the product; they decide which items apply
documents: []  # folders of documents that stand in for docs, such as [handbook]
start-at: feasibility  # gates before this phase are skipped
kinds: {}  # subsets of the gates, such as {patch: [release]}
deploy-kinds: []  # the kinds that a deployment (`--through`) accepts, beside the whole lifecycle

# Who holds which role, by email address as in git.
people:
  tpm: [tpm@example.com]  # Technical Product Manager
  pm: [pm@example.com]  # Product Manager
aliases: {}  # other addresses: {me@example.com: [old@example.com, "github:my-login"]}
names: {}  # what people are called on pages: {me@example.com: Kim Doe}

gate:
  should: warn  # an open recommended item: warn | block
  signoffs: [tpm, pm]  # the roles that must sign off
  deciders: [tpm, pm]  # who may decide: roles or email addresses
  distinct-people: warn  # one person in two roles: "off" | warn | require
  identity: author  # required proof of identity: claimed | author | platform | signed
  inherited: warn  # findings that the base has, too: warn | block

waivers:
  max-days: 90  # longest duration of a waiver
  warn-days: 14  # warn this many days before a waiver expires
  approvers: [tpm, pm]  # who may approve: roles or email addresses

# Evidence that shows little: "off" | warn | block. Evidence that shows nothing always blocks.
evidence:
  thin: block  # fewer than 24 letters and digits in the whole file
  reused: warn  # one document cited as a whole for more than three items
  placeholder: warn  # TODO, TBD or a field of a template that is left

# How pull requests are merged. With rebase, a check also applies the commits one by one.
merge: [merge, squash, rebase]

# Overrides for single items. Loosening an item needs a reason.
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
        evidence=EvidencePolicy(thin=Response.BLOCK),
        adjust=(),
    )


def test_evidence_that_shows_little_warns_where_a_policy_does_not_say() -> None:
    text = render_policy(NEW)
    start, end = text.index("# Evidence that"), text.index("# How pull requests")
    policy = parse_policy((text[:start] + text[end:]).encode(), "p").policy
    assert set(policy.evidence) == {Response.WARN}


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
