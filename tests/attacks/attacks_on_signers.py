"""Attacks on how the list of allowed signers is read."""

from __future__ import annotations

from datetime import timedelta

from attack_cases import attack
from attack_world import Result, World
from attacks_on_identity import commit_signed, list_signers, new_key, signer_line

from tpmcli.model.rule import Reason
from world.people import PM, TPM


def _signs_for_the_pm(world: World, public: str) -> Result:
    world.sign("requirements", "pm")
    commit_signed(world, public)
    return world.check()


@attack("a key in a comment, behind a bare carriage return", Reason.IDENTITY_TOO_WEAK)
def key_in_a_comment(world: World) -> Result:
    mine = new_key(world, "mine")
    gone = f"# no longer with us:\r{signer_line(PM, mine)}"
    list_signers(world, signer_line(PM, new_key(world, "pm")), gone)
    return _signs_for_the_pm(world, mine)


@attack("a key in the comment behind another's key", Reason.IDENTITY_TOO_WEAK)
def key_behind_another(world: World) -> Result:
    mine, pm = new_key(world, "mine"), new_key(world, "pm")
    list_signers(world, signer_line(PM, pm), f"{signer_line(TPM, pm)} c\r{signer_line(PM, mine)}")
    return _signs_for_the_pm(world, mine)


@attack("a key that is valid from tomorrow on, with tomorrow's date", Reason.IDENTITY_TOO_WEAK)
def key_of_tomorrow(world: World) -> Result:
    public = new_key(world, "pm")
    start = (world.now + timedelta(hours=6)).strftime("%Y%m%d%H%M")
    list_signers(world, signer_line(PM, public, f'namespaces="git",valid-after="{start}"'))
    now, world.now = world.now, world.now + timedelta(hours=12)
    world.sign("requirements", "pm")
    commit_signed(world, public)
    world.now = now
    return world.check()


@attack("a key for everybody but the PM", Reason.IDENTITY_TOO_WEAK)
def key_for_all_but_one(world: World) -> Result:
    public = new_key(world, "shared")
    list_signers(world, signer_line(f"!{PM},*@example.com", public))
    return _signs_for_the_pm(world, public)


@attack("a key for a name that begins with the PM's", Reason.IDENTITY_TOO_WEAK)
def key_of_a_longer_name(world: World) -> Result:
    public = new_key(world, "shared")
    list_signers(world, signer_line(f"{TPM},{PM}.evil.example", public))
    return _signs_for_the_pm(world, public)
