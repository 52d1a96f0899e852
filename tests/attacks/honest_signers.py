"""Honest pull requests with keys that are listed in every form that ssh-keygen reads."""

from __future__ import annotations

from attack_cases import honest
from attack_world import Result, World
from attacks_on_identity import commit_signed, list_signers, new_key, signer_line

from world.people import PM, TPM


def _signed_by_the_pm(world: World, public: str, *lines: str) -> Result:
    list_signers(world, *lines)
    world.sign("requirements", "pm")
    commit_signed(world, public)
    return world.check()


@honest("one key for two people, on a line each")
def key_of_two_people(world: World) -> Result:
    public = new_key(world, "shared")
    return _signed_by_the_pm(world, public, signer_line(TPM, public), signer_line(PM, public))


@honest("one key for two people, on one line in quotes")
def key_of_two_people_on_a_line(world: World) -> Result:
    public = new_key(world, "shared")
    return _signed_by_the_pm(world, public, signer_line(f'"{TPM},{PM}"', public))


@honest("a key for everybody of a domain")
def key_of_a_domain(world: World) -> Result:
    public = new_key(world, "shared")
    return _signed_by_the_pm(world, public, signer_line("*@example.com", public))


@honest("a comment that speaks of an end")
def end_in_a_comment(world: World) -> Result:
    public = new_key(world, "pm")
    line = signer_line(PM, public) + ' replaces the one with valid-before="20200101"'
    return _signed_by_the_pm(world, public, f"# {PM} valid-before=20200101", line)


@honest("a key in force, in a list with the other line ends")
def list_with_other_line_ends(world: World) -> Result:
    public = new_key(world, "pm")
    line = signer_line(PM, public, 'namespaces="git",valid-before="20270101Z"')
    return _signed_by_the_pm(world, public, "# ours\r", f"\t {line} pm's\r", "\r")


@honest("a key that is listed under another address of the person's")
def key_of_an_alias(world: World) -> Result:
    public = new_key(world, "pm")
    list_signers(world, signer_line("1+pm@users.noreply.example.com", public))
    world.git("checkout", "-q", "main")
    world.policy('"github:pm-login"', '"github:pm-login", "1+pm@users.noreply.example.com"')
    world.commit()
    world.branch()
    world.sign("requirements", "pm")
    commit_signed(world, public)
    return world.check()
