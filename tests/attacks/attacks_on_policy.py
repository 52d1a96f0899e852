"""Attacks on the policy, each alone and together with a change of the record."""

from __future__ import annotations

from collections.abc import Callable

from attack_cases import attack, honest
from attack_world import Result, World

from tpmcli.model.problem import Flaw
from tpmcli.model.rule import Reason
from world.people import DEV, PM

KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIFakeFakeFakeFakeFakeFakeFakeFakeFakeFakeFake"


def item_dropped(world: World) -> None:
    world.policy(
        "adjust: {}",
        'adjust:\n  requirements.nfrs-quantified: {drop: true, reason: "not for us"}',
    )


def level_lowered(world: World) -> None:
    world.policy(
        "adjust: {}",
        'adjust:\n  requirements.nfrs-quantified: {level: should, reason: "too early"}',
    )


def limits_raised(world: World) -> None:
    world.policy("max-days: 90", "max-days: 900")


def person_added(world: World) -> None:
    world.policy(f"pm: [{PM}]", f"pm: [{PM}, {DEV}]")


def alias_added(world: World) -> None:
    world.policy("aliases: {}", f"aliases: {{{PM}: [{DEV}]}}")


def signers_edited(world: World) -> None:
    world.write(".tpm/allowed_signers", f'{PM} namespaces="git" {KEY}\n')


def lifecycle_swapped(world: World) -> None:
    world.write(
        ".tpm/checklists/short.yaml",
        "schema: tpm/lifecycle/1\nname: short\ntitle: Short\nfrom: standard\n"
        "phases: [feasibility, release]\n"
        "select:\n  feasibility: {tpm: [unknowns-spiked], pm: [problem-statement-agreed]}\n"
        "  release: {tpm: [changelog-entry-written], pm: [support-ready]}\n",
    )
    world.policy("lifecycle: lite", "lifecycle: .tpm/checklists/short.yaml")


def pack_removed(world: World) -> None:
    world.policy("packs: [.tpm/checklists/house-rules.yaml]", "packs: []")


def pack_weakened(world: World) -> None:
    world.replace(".tpm/checklists/house-rules.yaml", "level: must", "level: should")


def identity_lowered(world: World) -> None:
    world.policy("identity: author", "identity: claimed")


def signoff_not_required(world: World) -> None:
    world.policy("signoffs: [tpm, pm]", "signoffs: [tpm]")


def decider_added(world: World) -> None:
    world.policy("deciders: [tpm, pm]", f"deciders: [tpm, pm, {DEV}]")


def later_start(world: World) -> None:
    world.policy("start-at: feasibility", "start-at: testing")


EDITS: dict[str, tuple[str, Callable[[World], None]]] = {
    "item_dropped": ("an item is dropped", item_dropped),
    "level_lowered": ("a must becomes a should", level_lowered),
    "limits_raised": ("waivers may last ten times as long", limits_raised),
    "person_added": ("somebody is made PM", person_added),
    "alias_added": ("somebody becomes an alias of the PM", alias_added),
    "signers_edited": ("a key is added to the allowed signers", signers_edited),
    "lifecycle_swapped": ("the lifecycle is swapped for a shorter one", lifecycle_swapped),
    "pack_removed": ("a pack is removed", pack_removed),
    "pack_weakened": ("a team's own pack is weakened", pack_weakened),
    "identity_lowered": ("a typed name is enough", identity_lowered),
    "signoff_not_required": ("the PM need not sign any more", signoff_not_required),
    "decider_added": ("somebody more may decide", decider_added),
    "later_start": ("gates are declared not gated", later_start),
}


def _with_record(edit: Callable[[World], None]) -> Callable[[World], Result]:
    def play(world: World) -> Result:
        world.answer("requirements.prd-complete", by=PM)
        edit(world)
        world.commit(author=PM)
        return world.check()

    return play


def _alone(edit: Callable[[World], None], *, frozen: bool) -> Callable[[World], Result]:
    def play(world: World) -> Result:
        edit(world)
        world.commit(author=PM)
        return world.check(frozen=frozen)

    return play


for _name, (_what, _edit) in EDITS.items():
    together, alone, frozen = _with_record(_edit), _alone(_edit, frozen=False), None
    together.__name__ = f"{_name}_with_an_answer"
    attack(f"{_what}, and an answer comes with it", Reason.POLICY_AND_RECORD_CHANGED)(together)
    alone.__name__ = f"{_name}_alone"
    honest(f"{_what}, and nothing else: for the code owners", shows=Reason.POLICY_LOOSENS)(alone)
    frozen = _alone(_edit, frozen=True)
    frozen.__name__ = f"{_name}_frozen"
    attack(f"{_what}, under --deny-policy-change", Reason.POLICY_CHANGE_DENIED)(frozen)


@attack("a new PM signs in the pull request that names them", Reason.POLICY_AND_RECORD_CHANGED)
def new_person_signs_at_once(world: World) -> Result:
    person_added(world)
    world.answer_all("requirements", should=True)
    world.sign("requirements", "pm", by=DEV)
    world.commit(author=DEV)
    return world.check()


@attack("the project's id is changed in policy and record", Reason.PROJECT_ID_CHANGED)
def project_id_swapped(world: World) -> Result:
    world.policy("id: ledger-07070707", "id: other-12345678")
    world.record("policy: ledger-07070707", "policy: other-12345678")
    world.commit()
    return world.check()


@attack("the project's id is changed in the policy alone", Reason.PROJECT_ID_CHANGED)
def policy_id_swapped(world: World) -> Result:
    world.policy("id: ledger-07070707", "id: other-12345678")
    world.commit()
    return world.check()


@attack("a team's pack takes the name of a shipped one", Flaw.PACK_NAMED_AS_SHIPPED, code=3)
def pack_with_a_shipped_name(world: World) -> Result:
    world.replace(".tpm/checklists/house-rules.yaml", "name: house-rules", "name: saas")
    world.commit()
    return world.check()


@attack(
    "sign-offs come in the pull request that brings the project",
    Reason.ENTRY_WITHOUT_POLICY,
    state="empty",
)
def first_pull_request_with_signatures(world: World) -> Result:
    world.git("checkout", "-q", "base-signed", "--", ".tpm")
    world.commit()
    return world.check()


@attack("the policy asks for a newer tpm than this one", Flaw.VERSION_UNFIT, code=3)
def policy_of_a_newer_tool(world: World) -> Result:
    text = world.path(".tpm/policy.yaml").read_text().splitlines()
    lines = ['requires: ">=99"' if line.startswith("requires:") else line for line in text]
    world.write(".tpm/policy.yaml", "\n".join(lines) + "\n")
    world.commit()
    return world.check()


@attack("an anchor bomb in a team's checklist", Flaw.ANCHOR, code=3)
def anchor_bomb(world: World) -> Result:
    world.replace(
        ".tpm/checklists/house-rules.yaml",
        "title: House rules",
        "title: &a House rules",
    )
    world.commit()
    return world.check()


@attack("the policy drops every must-item of a gate", Reason.GATE_EMPTIED)
def gate_that_asks_nothing(world: World) -> Result:
    path = "requirements"
    items = [
        *("nfrs-quantified", "data-inventory-classified", "acceptance-criteria-testable"),
        *("prd-complete", "accessibility-and-locale-required", "obligations-confirmed-in-writing"),
    ]
    lines = "".join(f'  {path}.{name}: {{level: should, reason: "later"}}\n' for name in items)
    world.policy("adjust: {}", f"adjust:\n{lines}")
    world.commit()
    return world.check()


@attack("the policy drops the kind of the increment under way", Reason.KIND_DROPPED, state="ended")
def kind_dropped(world: World) -> Result:
    world.start("1.0.1", kind="patch")
    world.commit()
    world.land()
    world.policy("kinds: {patch: [release]}", "kinds: {}")
    world.commit()
    return world.check()


@attack("a base that cannot be read is no licence to take a decision back", Reason.ENTRIES_REMOVED)
def broken_base_abused(world: World) -> Result:
    world.git("checkout", "-q", "main")
    world.policy("should: warn", "shuold: warn")
    world.commit()
    world.branch()
    world.policy("shuold: warn", "should: warn")
    world.record(world.block("feasibility"), "  feasibility: {}")
    world.commit(author=DEV)
    return world.check()


@attack(
    "a new increment begins together with a weaker policy",
    Reason.POLICY_AND_RECORD_CHANGED,
    state="ended",
)
def policy_with_a_new_increment(world: World) -> Result:
    world.start("1.1")
    limits_raised(world)
    world.commit()
    return world.check()
