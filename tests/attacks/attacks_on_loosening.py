"""Policies that ask for less where it is easily overlooked: each alone, frozen, with an answer.

Alone such a change is left to its code owners, so what matters is that it is listed for them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from attack_cases import attack, honest
from attack_world import Result, World

from tpmcli.model.loosening import Looser, LooserText
from tpmcli.model.rule import Reason
from world.people import PM, TPM

HOUSE, HOME = ".tpm/checklists/house-rules.yaml", "tpm@home.example"
_REQUIRED = "level: must"
Edit = Callable[[World], None]


def house(old: str, new: str) -> Edit:
    """An edit of the team's own pack."""
    return lambda world: world.replace(HOUSE, old, new)


def policy(old: str, new: str) -> Edit:
    """An edit of the policy."""
    return lambda world: world.policy(old, new)


def requires(bounds: str) -> Edit:
    """Which versions of tpm may judge."""

    def edit(world: World) -> None:
        lines = world.read(".tpm/policy.yaml").splitlines()
        kept = [line for line in lines if not line.startswith("requires:")]
        line = [f'requires: "{bounds}"'] if bounds else []
        world.write(".tpm/policy.yaml", "\n".join([*kept[:2], *line, *kept[2:]]) + "\n")

    return edit


def recommended_but_blocking(world: World) -> None:
    """Recommended items block, one of which would be enforced from next year on."""
    world.policy("should: warn", "should: block")
    world.replace(HOUSE, _REQUIRED, 'level: should\n        enforce-from: "2027-01-01"')


def nothing(_: World) -> None:
    """Main is as it is."""


class Loosening(NamedTuple):
    """What main's policy is made to be, and what the pull request makes of it."""

    what: str
    before: Edit
    after: Edit
    listed: LooserText


LOOSENINGS = {
    "start_added": Loosening(
        "gates are skipped where none was before",
        policy("start-at: feasibility", "# start-at:"),
        policy("# start-at:", "start-at: testing"),
        Looser.STARTS_LATER,
    ),
    "alias_removed": Loosening(
        "the TPM's second address becomes a second person",
        policy("aliases: {}", f"aliases: {{{TPM}: [{HOME}]}}"),
        policy(f"aliases: {{{TPM}: [{HOME}]}}", "aliases: {}"),
        Looser.ALIAS_REMOVED,
    ),
    "alias_given_away": Loosening(
        "the TPM's second address becomes the PM's",
        policy("aliases: {}", f"aliases: {{{TPM}: [{HOME}]}}"),
        policy(f"aliases: {{{TPM}:", f"aliases: {{{PM}:"),
        Looser.ALIAS_REMOVED,
    ),
    "older_versions": Loosening(
        "an older tpm may judge, too",
        requires(">=0.1"),
        requires(">=0.0.1"),
        Looser.MORE_VERSIONS,
    ),
    "newer_versions": Loosening(
        "the bound above the versions of tpm is taken away",
        requires(">=0.1, <99"),
        requires(">=0.1"),
        Looser.MORE_VERSIONS,
    ),
    "any_version": Loosening(
        "any version of tpm may judge", requires(">=0.1"), requires(""), Looser.ANY_VERSION
    ),
    "answers_carried": Loosening(
        "answers are carried into the next increment",
        nothing,
        house(_REQUIRED, f"{_REQUIRED}\n        repeats: product"),
        Looser.ITEM_CARRIED,
    ),
    "required_from_later_on": Loosening(
        "an item that blocks as a recommended one is required, but only from next year on",
        recommended_but_blocking,
        house("level: should", _REQUIRED),
        Looser.ITEM_ENFORCED_LATER,
    ),
}


def _prepared(loosening: Loosening, world: World) -> None:
    world.git("checkout", "-q", "main")
    loosening.before(world)
    world.commit()
    world.branch()
    loosening.after(world)


def _alone(loosening: Loosening) -> Callable[[World], Result]:
    def play(world: World) -> Result:
        _prepared(loosening, world)
        world.commit(author=PM)
        result = world.check()
        told = [each.about.loosened for each in result.about(Reason.POLICY_LOOSENS)]
        assert loosening.listed in [each.how for each in told if each], told
        return result

    return play


def _frozen(loosening: Loosening) -> Callable[[World], Result]:
    def play(world: World) -> Result:
        _prepared(loosening, world)
        world.commit(author=PM)
        return world.check(frozen=True)

    return play


def _with_an_answer(loosening: Loosening) -> Callable[[World], Result]:
    def play(world: World) -> Result:
        _prepared(loosening, world)
        world.answer("requirements.prd-complete", by=PM)
        world.commit(author=PM)
        return world.check()

    return play


for _name, _each in LOOSENINGS.items():
    _play = _alone(_each)
    _play.__name__ = f"{_name}_alone"
    honest(f"{_each.what}: listed for the code owners", shows=Reason.POLICY_LOOSENS)(_play)
    _play = _frozen(_each)
    _play.__name__ = f"{_name}_frozen"
    attack(f"{_each.what}, under --deny-policy-change", Reason.POLICY_CHANGE_DENIED)(_play)
    _play = _with_an_answer(_each)
    _play.__name__ = f"{_name}_with_an_answer"
    attack(f"{_each.what}, and an answer comes with it", Reason.POLICY_AND_RECORD_CHANGED)(_play)
