"""Attacks on the ways that docs/ci.md describes: approving one's own, and replacing who is gone."""

from __future__ import annotations

from attack_cases import attack
from attack_world import Result, World
from attacks_on_identity import PM_LOGIN, TPM_LOGIN, approval, least
from honest_jobs import NEW_LOGIN, NEW_PM

from tpmcli.model.rule import Reason, Rule
from world.people import DEV, PM, TPM


@attack(
    "the TPM opens it, and only the PM's approval is there",
    Rule.IDENTITY_TOO_WEAK,
    state="answered",
)
def author_signs_unapproved(world: World) -> Result:
    least(world, "platform")
    world.sign("feasibility", "tpm")
    world.sign("feasibility", "pm", by=TPM, behalf_of=PM)
    head = world.commit()
    return world.check(approvals=[approval(PM_LOGIN, head)])


@attack("one person approves for both", Rule.IDENTITY_TOO_WEAK, state="answered")
def one_approves_for_both(world: World) -> Result:
    least(world, "platform")
    world.sign("feasibility", "tpm", by=DEV, behalf_of=TPM)
    world.sign("feasibility", "pm", by=DEV, behalf_of=PM)
    head = world.commit(author=DEV)
    return world.check(approvals=[approval(TPM_LOGIN, head), approval(TPM_LOGIN, head)])


@attack(
    "the decision is added after both approved the sign-offs",
    Rule.IDENTITY_TOO_WEAK,
    state="answered",
)
def decided_behind_the_approvals(world: World) -> Result:
    least(world, "platform")
    world.sign("feasibility", "tpm", by=DEV, behalf_of=TPM)
    world.sign("feasibility", "pm", by=DEV, behalf_of=PM)
    head = world.commit(author=DEV)
    world.decide("feasibility", by=PM)
    world.commit(author=DEV)
    return world.check(approvals=[approval(TPM_LOGIN, head), approval(PM_LOGIN, head)])


def _successor(world: World) -> None:
    world.policy(f"pm: [{PM}]", f"pm: [{NEW_PM}]")


@attack(
    "the successor is named and signs in one pull request", Rule.POLICY_CHANGED, state="answered"
)
def named_and_signed_at_once(world: World) -> Result:
    _successor(world)
    world.sign("feasibility", "pm", by=NEW_PM)
    world.commit(author=NEW_PM)
    return world.check()


@attack(
    "the successor signs before the policy names them",
    Reason.SIGNER_UNKNOWN_TO_BASE,
    state="answered",
)
def signed_before_named(world: World) -> Result:
    text = world.read(".tpm/policy.yaml")
    _successor(world)
    world.sign("feasibility", "pm", by=NEW_PM)
    world.write(".tpm/policy.yaml", text)
    world.commit(author=NEW_PM)
    return world.check()


@attack(
    "the login of a successor whom only the pull request names approves",
    Rule.IDENTITY_TOO_WEAK,
    state="answered",
)
def approved_before_named(world: World) -> Result:
    least(world, "platform")
    world.sign("feasibility", "pm", by=TPM, behalf_of=PM)
    world.policy(PM_LOGIN, NEW_LOGIN)
    head = world.commit()
    return world.check(approvals=[approval(NEW_LOGIN, head)])
