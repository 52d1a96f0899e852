"""What commands that only show suggest: it can be pasted where it is read, by the reader."""

from __future__ import annotations

import re

import pytest
from fix_follow import ARROW, Shell, Stand, check_words, commands_in, filled, parses
from fix_world_items import OWNED, WORLDS
from fix_worlds import Begin, Clock, FixWorld, reading
from test_every_hint import STANDS, hints_in

from world.command import Run, run_here
from world.found import REASONS
from world.people import PM, TPM

COMMANDS = (
    ("status",),
    ("next",),
    ("next", "--role", "pm"),
    ("why", OWNED),
    ("due", "--within", "90d"),
    ("gate", "check"),
    ("gate", "list"),
    ("checks", "list"),
    ("evidence", "find", OWNED),
    ("portfolio",),
    ("lint",),
    ("doctor",),
)
_QUICK = frozenset({"SEVERAL_UNANSWERED", "DISPUTED", "EARLIER_GATE_UNDECIDED", "WAIVER_EXPIRING"})


@pytest.mark.parametrize("where", STANDS)
@pytest.mark.parametrize(
    "reason",
    [
        each if each in _QUICK else pytest.param(each, marks=pytest.mark.soak)
        for each in map(REASONS.__getitem__, WORLDS)
    ],
)
def test_what_is_suggested_can_be_pasted(
    reason: str, where: str, begin: Begin, shell: Shell
) -> None:
    state, play = next(made for each, made in WORLDS.items() if REASONS[each] == reason)
    world = begin(state, name="it's $(touch PWNED)")
    play(world)
    stand = STANDS[where](world)
    for words in COMMANDS:
        for reader in ("", TPM, PM):
            shown = _run(world, stand, words, reader)
            assert shown.code != 70, shown
            for hint in hints_in(shown):
                _can_be_pasted(world, stand, shell, hint)
    for reader in (TPM, PM):
        _next_step_is_taken(world, stand, shell, reader)
    assert not list(shell.folder.rglob("PWNED"))


def _run(world: FixWorld, stand: Stand, words: tuple[str, ...], reader: str) -> Run:
    Clock.moment = world.now
    return run_here(stand.folder, (*stand.before, *words), reading(reader))


def _can_be_pasted(world: FixWorld, stand: Stand, shell: Shell, hint: str) -> None:
    check_words(hint)
    for line in commands_in(hint):
        for noted in shell.words(filled(world, line, TPM, stand), stand.folder):
            assert noted.program != "tpm" or parses(noted.words), hint


def _next_step_is_taken(world: FixWorld, stand: Stand, shell: Shell, reader: str) -> None:
    """Paste the command of `tpm next`: it is another one then, or the command shows it."""
    before = _run(world, stand, ("next",), reader)
    hint = next(iter(hints_in(before)), "")
    if not hint.startswith(ARROW):
        return
    run = shell.paste(world, hint.removeprefix(ARROW), reader, stand.folder)
    assert run.code < 2 or "no terminal" in run.err, f"{hint}: {run}"
    if not re.search(r"\b(walk|gate check|why)\b", hint):
        assert _run(world, stand, ("next",), reader).out != before.out, f"{hint}: {run}"
