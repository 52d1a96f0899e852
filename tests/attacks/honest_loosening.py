"""Changes of the policy that ask for nothing less, so that nothing is listed."""

from __future__ import annotations

from collections.abc import Callable

from attack_cases import honest
from attack_world import Result, World
from attacks_on_loosening import HOUSE, Edit, house, nothing, policy, requires

from tpmcli.model.rule import Reason
from world.people import DEV, PM, TPM

OLD = "left@example.com"


def _both(*edits: Edit) -> Edit:
    def edit(world: World) -> None:
        for each in edits:
            each(world)

    return edit


TIGHTENED: dict[str, tuple[str, Edit, Edit]] = {
    "start_taken_away": (
        "every gate is asked again",
        nothing,
        policy("start-at: feasibility", "# start-at:"),
    ),
    "leaver_taken_out": (
        "somebody leaves, with every address",
        _both(
            policy(f"pm: [{PM}]", f"pm: [{PM}, {DEV}]"),
            policy("aliases: {}", f"aliases: {{{DEV}: [{OLD}]}}"),
        ),
        _both(
            policy(f"pm: [{PM}, {DEV}]", f"pm: [{PM}]"),
            policy(f"aliases: {{{DEV}: [{OLD}]}}", "aliases: {}"),
        ),
    ),
    "address_turned_round": (
        "a person's new address becomes the first",
        policy("aliases: {}", f"aliases: {{{TPM}: [tpm@new.example]}}"),
        policy(f"aliases: {{{TPM}: [tpm@new.example]}}", f"aliases: {{tpm@new.example: [{TPM}]}}"),
    ),
    "versions_narrowed": (
        "a newer tpm is asked for, spelled anew",
        requires(">=0.0.1, <99"),
        requires("<99.0, >=0.1"),
    ),
    "answers_asked_anew": (
        "answers are not carried any more",
        house("level: must", "level: must\n        repeats: product"),
        house("\n        repeats: product", ""),
    ),
    "explained_better": (
        "what explains an item is reworded",
        nothing,
        _both(
            house("What nobody owns nobody mends.", "Somebody must be asked."),
            house("title: House rules", "title: Our rules"),
        ),
    ),
}


def _nothing_listed(before: Edit, after: Edit) -> Callable[[World], Result]:
    def play(world: World) -> Result:
        world.git("checkout", "-q", "main")
        before(world)
        world.commit()
        world.branch()
        after(world)
        world.commit(author=PM)
        result = world.check()
        assert result.about(Reason.POLICY_LOOSENS) == [], result.findings
        return result

    return play


for _name, (_what, _before, _after) in TIGHTENED.items():
    _play = _nothing_listed(_before, _after)
    _play.__name__ = _name
    honest(f"{_what}: nothing is listed")(_play)


@honest("a check's bound is raised: listed, since it is another check", shows=Reason.POLICY_LOOSENS)
def check_changed(world: World) -> Result:
    world.git("checkout", "-q", "main")
    check = "        checks: [{coverage: {file: coverage.xml, min: 80}}]\n"
    world.write(HOUSE, world.read(HOUSE) + check)
    world.commit()
    world.branch()
    world.replace(HOUSE, "min: 80", "min: 90")
    world.commit()
    return world.check()
