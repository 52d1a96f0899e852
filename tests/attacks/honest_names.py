"""Honest pull requests of people whose addresses are in other scripts, or much like another's."""

from __future__ import annotations

from attack_cases import honest
from attack_world import Result, World
from attacks_on_names import both_sign, with_people

from tpmcli.model.loosening import Looser
from tpmcli.model.rule import Reason
from world.people import PM, TPM


@honest("two people in two scripts", state="answered")
def two_scripts(world: World) -> Result:
    both_sign(world, "\u0438\u0432\u0430\u043d@example.com", "\u7530\u4e2d@example.com")
    return world.check()


@honest("two people who differ by an accent", state="answered")
def an_accent(world: World) -> Result:
    result = both_sign(world, "jose@example.com", "jos\u00e9@example.com")
    assert not result.about(Reason.SIGNERS_LOOK_ALIKE)
    return world.check()


@honest("an address with other capitals, beyond ASCII, too", state="answered")
def capitals_around_an_umlaut(world: World) -> Result:
    pm = "zo\u00eb@example.com"
    with_people(world, TPM, pm)
    world.sign("feasibility", "pm", by=pm)
    world.commit(author="Zo\u00eb@Example.com")
    return world.check()


@honest(
    "a policy names a person in another script, as what it is",
    shows=Reason.POLICY_LOOSENS,
)
def person_in_another_script(world: World) -> Result:
    world.policy(f"pm: [{PM}]", f'pm: [{PM}, "p\u0430t@example.com"]')
    world.commit()
    result = world.check()
    (about,) = [each.about for each in result.about(Reason.POLICY_LOOSENS)]
    assert about.loosened is not None
    assert about.loosened.how is Looser.PERSON_ADDED
    return result
