"""Attacks with an address that looks like another person's, or counts as another's."""

from __future__ import annotations

from attack_cases import attack
from attack_world import Result, World

from tpmcli.model.rule import Reason
from world.people import PM, TPM

HOMOGLYPH = "t\u0440m@example.com"


def with_people(world: World, tpm: str, pm: str, aliases: str = "{}") -> None:
    """Main's policy wants two people, and these are who it names."""
    world.git("checkout", "-q", "main")
    world.policy("distinct-people: warn", "distinct-people: require")
    world.policy(f"tpm: [{TPM}]", f'tpm: ["{tpm}"]')
    world.policy(f"pm: [{PM}]", f'pm: ["{pm}"]')
    world.policy("aliases: {}", f"aliases: {aliases}")
    world.commit()
    world.branch()


def both_sign(world: World, tpm: str, pm: str) -> Result:
    """Each signs off the answered gate in a commit of their own."""
    with_people(world, tpm, pm)
    world.sign("feasibility", "tpm", by=tpm)
    world.commit(author=tpm)
    world.sign("feasibility", "pm", by=pm)
    world.commit(author=pm)
    return world.check("feasibility")


def signs_as(world: World, pm: str, author: str) -> Result:
    """Somebody commits a sign-off in the PM's name from an address of their own."""
    with_people(world, TPM, pm)
    world.sign("feasibility", "pm", by=pm)
    world.commit(author=author)
    return world.check()


@attack("a second person by one Cyrillic letter", Reason.SIGNERS_LOOK_ALIKE, state="answered")
def homoglyph(world: World) -> Result:
    return both_sign(world, TPM, HOMOGLYPH)


@attack("a second person by a Greek letter", Reason.SIGNERS_LOOK_ALIKE, state="answered")
def greek_letter(world: World) -> Result:
    return both_sign(world, "anna@example.com", "ann\u03b1@example.com")


@attack("a second person by full-width letters", Reason.SIGNERS_LOOK_ALIKE, state="answered")
def full_width(world: World) -> Result:
    return both_sign(world, TPM, "\uff54pm@example.com")


@attack("a second person by another form of é", Reason.SIGNERS_LOOK_ALIKE, state="answered")
def other_form_of_a_letter(world: World) -> Result:
    return both_sign(world, "jos\u00e9@example.com", "jose\u0301@example.com")


@attack("a second person by a dot behind the domain", Reason.SIGNERS_LOOK_ALIKE, state="answered")
def dot_behind_the_domain(world: World) -> Result:
    return both_sign(world, TPM, f"{TPM}.")


@attack("whoever has `weiss` signs for `weiß`", Reason.IDENTITY_TOO_WEAK, state="answered")
def two_letters_for_one(world: World) -> Result:
    return signs_as(world, "wei\u00df@example.com", "weiss@example.com")


@attack("the Kelvin sign is no k", Reason.IDENTITY_TOO_WEAK, state="answered")
def kelvin_sign(world: World) -> Result:
    return signs_as(world, "kim@example.com", "\u212aim@example.com")


@attack(
    "a waiver is approved by the requester with a letter of another script",
    Reason.WAIVER_APPROVER_LOOKS_ALIKE,
    state="answered",
)
def homoglyph_approves(world: World) -> Result:
    with_people(world, TPM, HOMOGLYPH)
    item = "feasibility.unknowns-spiked"
    world.answer(item, "not-met", note="not yet")
    # The command refuses it, so it is made under a policy that is put back.
    world.policy("distinct-people: require", "distinct-people: off")
    world.waive(item, world.day(20), by=TPM, approved_by=HOMOGLYPH)
    world.policy("distinct-people: off", "distinct-people: require")
    world.commit()
    return world.check("feasibility")
