"""Every reason for a finding, in a real repository: what is printed below it helps the reader.

A line behind `→` is pasted into a shell as it is; a command in a sentence first gets its values.
Then the finding is gone, or the command showed the next step.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from shutil import copytree, rmtree

import fix_world_items
import fix_world_roles
import pytest
from attack_corpus import ALL
from fix_follow import Shell, Stand, ask_from, check_words, follow
from fix_world_items import OWNED, WORLDS, asks, cited
from fix_worlds import Begin, FixWorld, Printed, printed, reason_of

from world.found import REASONS
from world.people import PM, TPM

NOT_MADE = {
    "CHECK_WITHOUT_RESULT": "every check has a result as soon as its item is looked at",
    "NOT_APPLICABLE_UNEXPLAINED": "a project file with such an answer is refused",
}
"""The reasons that no repository can show: the rules hold by themselves, whoever calls them."""

# A warning about the policy itself, which is as it was meant to be.
WITHOUT_FIX = frozenset({"LAYER_LOOSENS"})

ODD = 'it\'s "1" $(touch PWNED) `touch PWNED`; & \U0001f642'

READERS = ("", TPM, PM)
"""Somebody unknown, as in CI, and people whom the policy names."""

Play = Callable[[FixWorld], object]
StandOf = Callable[[FixWorld], Stand]


# Importing a module registers its worlds.
MODULES = (fix_world_items, fix_world_roles)


def _plays() -> dict[str, tuple[str, Play]]:
    """A world for each reason, with the state from which it begins."""
    found: dict[str, tuple[str, Play]] = {REASONS[each]: made for each, made in WORLDS.items()}
    for case in ALL:
        if isinstance(case.stop, tuple) and case.stop in REASONS:
            found.setdefault(REASONS[case.stop], (case.state, case.play))
    return found


PLAYS = _plays()


def test_every_reason_has_a_world() -> None:
    assert sorted(REASONS.values()) == sorted({*PLAYS, *NOT_MADE})
    assert not PLAYS.keys() & NOT_MADE.keys()


# In CI nobody can tell who reads it, so whoever must act is named.
_OF_SOMEBODY = re.compile("→ tpm .*(sign|gate decide) ")


def helps(world: FixWorld, reason: str, shell: Shell, stand_of: StandOf) -> None:
    """Assert that what is printed for a reason helps each reader, who stands somewhere."""
    top, kept = _top(world), shell.folder / "kept"
    copytree(top, kept, symlinks=True)
    now = world.now
    for number, (fix, (reader, found)) in enumerate(
        advised(world, reason, stand_of(world)).items()
    ):
        assert fix or reason in WITHOUT_FIX
        if number:
            # The same place again, since a fix may name it.
            rmtree(top)
            copytree(kept, top, symlinks=True)
            world.now = now
        if fix:
            follow(world, shell, found, reader, stand_of(world))
    assert not list(shell.folder.rglob("PWNED"))


def _top(world: FixWorld) -> Path:
    """Return the folder of the repository."""
    return next(each for each in (world.root, *world.root.parents) if (each / ".git").exists())


def at_root(world: FixWorld) -> Stand:
    return Stand(world.root)


@pytest.mark.parametrize("reason", PLAYS)
def test_what_is_advised_helps(reason: str, begin: Begin, shell: Shell) -> None:
    state, play = PLAYS[reason]
    world = begin(state)
    play(world)
    helps(world, reason, shell, at_root)


# Where somebody may stand. The folder of the repository, or of the project, has an odd name.


def below(world: FixWorld) -> Stand:
    """In a folder of the project, if it has one."""
    folder = world.root / "docs"
    return Stand(folder if folder.exists() else world.root)


def beside(world: FixWorld) -> Stand:
    return Stand(_top(world).parent, ("-C", os.path.relpath(world.root, _top(world).parent)))


def far_away(world: FixWorld) -> Stand:
    return Stand(Path("/"), ("-C", str(world.root)))


def above(world: FixWorld) -> Stand:
    return Stand(_top(world), ("-C", os.path.relpath(world.root, _top(world))))


def above_all(world: FixWorld) -> Stand:
    return Stand(_top(world), after=("--all-projects",))


# A few of each kind of command in the quick run, all of them in the long one.
_FEW = (
    "EVIDENCE_MISSING",
    "EVIDENCE_UNTRACKED",
    "ANSWER_LAPSED",
    "SIGNOFF_MISSING",
    "PROJECT_REMOVED",
    "SIGNER_UNKNOWN_TO_BASE",
    "SEVERAL_UNANSWERED",
)


def _few(reasons: Iterable[str]) -> list[object]:
    return [
        each if each in _FEW else pytest.param(each, marks=pytest.mark.soak) for each in reasons
    ]


@pytest.mark.parametrize("stand", [below, beside, far_away])
@pytest.mark.parametrize("reason", _few(PLAYS))
def test_it_helps_from_anywhere(reason: str, stand: StandOf, begin: Begin, shell: Shell) -> None:
    state, play = PLAYS[reason]
    world = begin(state, name=ODD)
    play(world)
    helps(world, reason, shell, stand)


# Cases that are about the folders of projects themselves, or take files from earlier commits.
_IN_FOLDERS = frozenset(
    {"PROJECT_REMOVED", "PROJECT_LINKED", "ENTRY_WITHOUT_POLICY", "BEGUN_WHILE_KILLED"}
)


@pytest.mark.parametrize("stand", [below, above, above_all])
@pytest.mark.parametrize("reason", _few(each for each in PLAYS if each not in _IN_FOLDERS))
def test_it_helps_in_one_project_of_many(
    reason: str, stand: StandOf, begin: Begin, shell: Shell
) -> None:
    state, play = PLAYS[reason]
    world = begin(state, project=ODD)
    play(world)
    if stand is above_all and world.asked[-1][0] != "gate":
        return
    helps(world, reason, shell, stand)


# An increment cannot begin while the project is stopped, nor twice.
_NOT_ENDED = frozenset({"PROJECT_KILLED", "WAIVER_OUTSTANDING", "CONDITION_OUTSTANDING"})
_LOCAL = [REASONS[each] for each in WORLDS if REASONS[each] not in _NOT_ENDED]


@pytest.mark.parametrize("reason", _few(_LOCAL))
def test_it_helps_in_an_earlier_increment(reason: str, begin: Begin, shell: Shell) -> None:
    state, play = PLAYS[reason]
    world = begin(state)
    play(world)
    if "--against" in world.asked[-1] or world.asked[-1][0] != "gate":
        return
    world.start("1.1", abandon="we begin anew")
    world.asked.append([*world.asked[-1], "--increment", "1.0"])
    helps(world, reason, shell, at_root)


_CITING = tuple(name for name in PLAYS if "EVIDENCE_" in name and name != "NO_EVIDENCE")
_NAMES = (
    "docs/two words.md",
    "docs/it's.md",
    'docs/"so".md',
    "docs/$(touch PWNED).md",
    "docs/`touch PWNED`.md",
    "docs/a;touch PWNED;.md",
    "docs/a&touch PWNED&.md",
    "docs/a|touch PWNED.md",
    "-rf.md",
    "docs/1 *?.md",
    "docs/~\U0001f642é.md",
)


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        (name, reason)
        if reason == _CITING[number % len(_CITING)]
        else pytest.param(name, reason, marks=pytest.mark.soak)
        for number, name in enumerate(_NAMES)
        for reason in _CITING
    ],
)
@pytest.mark.parametrize("stand", [at_root, below])
def test_it_helps_with_odd_names(
    name: str, reason: str, stand: StandOf, begin: Begin, shell: Shell
) -> None:
    state, play = PLAYS[reason]
    world = begin(state)
    world.kept = name
    play(world)
    helps(world, reason, shell, stand)


# Names that are not cited, but that git knows: they cannot be shown as they are.
_HIDDEN = ("docs/a\nb.md", "docs/a\u202eb.md", "docs/\x1b[31mred.md")


@pytest.mark.parametrize("stand", [at_root, below])
@pytest.mark.parametrize("name", [*_NAMES, *_HIDDEN])
def test_a_moved_file_with_an_odd_name(
    name: str, stand: StandOf, begin: Begin, shell: Shell
) -> None:
    world = begin("fresh")
    cited(world)
    world.git("mv", "--", world.kept, name)
    world.commit()
    world.look("feasibility")
    helps(world, "EVIDENCE_MISSING", shell, stand)


@pytest.mark.parametrize("stand", [at_root, below])
@pytest.mark.parametrize("name", [*_NAMES, *_HIDDEN])
def test_a_found_file_with_an_odd_name(
    name: str, stand: StandOf, begin: Begin, shell: Shell
) -> None:
    world = begin("fresh")
    asks(world, "required: true", "required: true, find: [docs/found/*, -*]")
    world.write(
        name.replace("docs/", "docs/found/"),
        "# Found\n\nPat owns the ledger and keeps this page up to date.\n",
    )
    world.commit()
    world.answer_all("feasibility", OWNED)
    world.look("feasibility")
    helps(world, "UNANSWERED", shell, stand)


def advised(world: FixWorld, reason: str, stand: Stand) -> dict[str, tuple[str, Printed]]:
    """What is printed for a reason: each fix with its first reader, who stands there."""
    found: dict[str, tuple[str, Printed]] = {}
    for reader in READERS:
        run = ask_from(world, stand, reader)
        shown = printed(run.out)
        for each in shown:
            if each.fix:
                check_words(each.fix)
            assert reader or not _OF_SOMEBODY.match(each.fix), each
        first = next((each for each in shown if reason_of(each) == reason), None)
        assert first is not None, f"{reason} is not printed: {run}"
        found.setdefault(first.fix, (reader, first))
    return found
