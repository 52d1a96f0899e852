"""`tpm walk`: the walk on a terminal, one key for each item."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Annotated

from tpmcli.cli.context import command_context
from tpmcli.model.errors import Exit, MessageError, UnevaluatedError, UsageError
from tpmcli.model.record import AnswerValue

if TYPE_CHECKING:
    from collections.abc import Mapping

    import typer

    from tpmcli.app.context import CommandContext
    from tpmcli.app.walk import Walk
    from tpmcli.cli.completion import roles
    from tpmcli.cli.options import Folder, Increment, OptionalPhase, Person
    from tpmcli.cli.terminal import Terminal
    from tpmcli.model.walk_view import RecordedAnswer, WalkCard

_NUMBER = "1"
_KEYS = {
    "y": ("[y]es", "yes", "met; asks for evidence if the item needs it or files are listed"),
    _NUMBER: ("[{}]", "file", "met, with the file of that number"),
    "n": ("[n]o", "no", "not met, with a note if you like"),
    "a": ("[a] n/a", "not-applicable", "not applicable, with a reason"),
    "e": ("[e]vidence", "evidence", "met, with evidence that you name"),
    "s": ("[s]kip", "skip", "go on without an answer"),
    "b": ("[b]ack", "back", "return to the item before"),
    "u": ("[u]ndo", "undo", "take back the last answer of this walk"),
    "?": ("[?]", "help", "list these keys"),
    "q": ("[q]uit", "quit", "stop; every answer is saved already"),
}
"""Each key with its place in the prompt, its word, and its effect."""
_WORDS = {word: key for key, (_, word, _) in _KEYS.items() if key != _NUMBER}
_IDLE = {
    "a": "this item does not allow `not-applicable`",
    "b": "this is the first item",
    "u": "there is no answer to take back",
}


def walk(
    phase: OptionalPhase = "",
    role: Annotated[
        str,
        typer.Option(
            "--role",
            "-r",
            metavar="ROLE",
            help="Role whose items to show",
            show_default=False,
            autocompletion=roles,
        ),
    ] = "",
    everything: Annotated[
        bool, typer.Option("--all", help="Also show items that are satisfied")
    ] = False,
    person: Person = "",
    folder: Folder = "",
    increment: Increment = "",
) -> int:
    """Go through the open items of a phase, one key each.

    With TPM_ACCESSIBLE=1, a key is typed as a line, and nothing but plain text is written.
    """
    from tpmcli.app.user import current_user
    from tpmcli.app.walk import Walk
    from tpmcli.app.workspace import open_workspace
    from tpmcli.rules.authorisation import find_role

    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError("`tpm walk` needs a terminal", "in scripts, use `tpm answer`")
    here = command_context(folder, person=person, increment=increment)
    workspace = open_workspace(here)
    current_user(workspace, here)
    wanted = find_role(workspace.checklist.roles, role) if role else None
    walked = Walk(workspace, here, phase, wanted, everything=everything)
    from tpmcli.cli.terminal import Terminal

    terminal = Terminal(sys.stdout, os.environ)
    try:
        while _one_item(walked, terminal) if walked.item else _at_the_end(walked, terminal):
            pass
    except KeyboardInterrupt:
        terminal.show("\n")
        terminal.line(f"interrupted; {_saved(walked)}")
        return Exit.INTERRUPTED
    terminal.line(_saved(walked) if walked.items else f"no item is open in {walked.phase.id}")
    _show_next(walked, here, terminal)
    return Exit.OK


def _one_item(walked: Walk, terminal: Terminal) -> bool:
    """Show an item and do what the key says.

    Return False to quit.
    """
    from tpmcli.render.walk import card_text

    card = walked.card()
    terminal.show(card_text(card, terminal.style))
    keys = _offered(walked, card)
    while True:
        key, number = _read(terminal.key(_prompt(keys, terminal)), len(card.candidates))
        if key == "q":
            return False
        if key in ("s", "b") and key in keys:
            walked.skip() if key == "s" else walked.back()
            return True
        if key == "?":
            for each, shown in keys.items():
                terminal.line(f"  {_name(each, shown):<4} {_KEYS[each][2]}")
        elif key not in keys:
            terminal.line(_IDLE.get(key, "that key does nothing here; ? lists the keys"))
        elif key == "u":
            if _take_back(walked, terminal):
                return True
        elif _record(walked, card, key, number, terminal):
            return True


def _at_the_end(walked: Walk, terminal: Terminal) -> bool:
    """Offer to return from behind the last item, if anything was answered.

    Return False to quit.
    """
    if not walked.may_undo:
        return False
    keys = ("b", "u", "q")
    terminal.line("that was the last item")
    while True:
        key = _read(terminal.key(_prompt({key: _KEYS[key][0] for key in keys}, terminal)), 0)[0]
        if key in ("q", "", "\n", "\r"):
            return False
        if key == "b":
            walked.back()
            return True
        if key == "u" and _take_back(walked, terminal):
            return True
        if key not in keys:
            terminal.line("only b, u and q do something here")


def _prompt(keys: Mapping[str, str], terminal: Terminal) -> str:
    """Return the prompt for these keys, each with its place in it."""
    if terminal.plain:
        named = [f"{_name(key, shown)} {_KEYS[key][1]}" for key, shown in keys.items()]
        return ", ".join(named) + ":"
    return " ".join(keys.values()) + " >"


def _name(key: str, shown: str) -> str:
    return shown.strip("[]") if key == _NUMBER else key


def _offered(walked: Walk, card: WalkCard) -> dict[str, str]:
    """Return the keys that do something now, each as the prompt shows it."""
    count = len(card.candidates)
    idle = {
        _NUMBER: not count,
        "a": not card.item.not_applicable,
        "b": not walked.position,
        "u": not walked.may_undo,
    }
    numbers = "1" if count == 1 else f"1-{count}"
    return {key: shown.format(numbers) for key, (shown, _, _) in _KEYS.items() if not idle.get(key)}


def _read(typed: str, candidates: int) -> tuple[str, int]:
    """Return the key that was pressed, or typed as a word, and the number of a candidate or 0."""
    from tpmcli.cli.terminal import CONTROL_D

    if typed == CONTROL_D:
        return "q", 0
    if typed in map(str, range(1, candidates + 1)):
        return _NUMBER, int(typed)
    return _WORDS.get(typed, typed), 0


def _take_back(walked: Walk, terminal: Terminal) -> bool:
    """Take the last answer back and show what stands again; False if that is refused."""
    from tpmcli.render.walk import undone_text

    try:
        undone = walked.undo()
    except (UnevaluatedError, MessageError) as error:
        _refuse(error, terminal)
        return False
    if undone is not None:
        terminal.show(undone_text(undone, terminal.style))
    return True


def _record(walked: Walk, card: WalkCard, key: str, number: int, terminal: Terminal) -> bool:
    """Record the answer of a key and show it; False if there is none, or it is refused."""
    from tpmcli.render.walk import recorded_text

    try:
        done = _answer(walked, card, key, number, terminal)
    except (UnevaluatedError, MessageError) as error:
        _refuse(error, terminal)
        return False
    if done is None:
        terminal.line("nothing was recorded")
        return False
    terminal.show(recorded_text(done, terminal.style))
    return True


def _answer(
    walked: Walk, card: WalkCard, key: str, number: int, terminal: Terminal
) -> RecordedAnswer | None:
    """Ask for what the answer needs and record it; None if the person gave nothing."""
    if number:
        return walked.say(AnswerValue.MET, (card.candidates[number - 1].path,))
    if key == "n":
        note = terminal.ask("What is missing? (a note; Enter for none):")
        return None if note is None else walked.say(AnswerValue.NOT_MET, note=note)
    if key == "a":
        note = terminal.ask("Why does it not apply? (Enter to go back):")
        return walked.say(AnswerValue.NOT_APPLICABLE, note=note) if note else None
    answer = card.verdict.answer
    cites = answer is not None and answer.value is AnswerValue.MET and bool(answer.evidence)
    needs = card.item.evidence.required and not cites
    if key == "y" and not card.candidates and not needs:
        return walked.say(AnswerValue.MET)
    if key == "e" or needs:
        targets = _evidence(walked, card, "Enter to go back", terminal)
        return walked.say(AnswerValue.MET, targets) if targets else None
    enter = "Enter keeps what is cited" if cites else "Enter for none"
    given = _evidence(walked, card, enter, terminal)
    return None if given is None else walked.say(AnswerValue.MET, given)


def _evidence(
    walked: Walk, card: WalkCard, enter: str, terminal: Terminal
) -> tuple[str, ...] | None:
    """Ask for paths, links and numbers of candidates; None if the person ended the input."""
    from tpmcli.cli.typed_targets import complete_target, numbered, split_targets

    files: list[str] = []

    def complete(line: str, start: int) -> list[str]:
        # Only who presses Tab needs them.
        files[:] = files or walked.files()
        return complete_target(line, start, files)

    what = "paths, links or numbers from the list" if card.candidates else "paths or links"
    typed = terminal.ask(f"Evidence ({what}, space-separated; {enter}):", complete)
    if typed is None:
        return None
    walked.look_again()
    names = [each.path for each in card.candidates]
    return tuple(numbered(split_targets(typed, walked.is_file), names))


def _refuse(error: UnevaluatedError | MessageError, terminal: Terminal) -> None:
    """Print why something was not recorded, and advice; of several problems, the first."""
    from tpmcli.app.place import place_here
    from tpmcli.cli.context import asked
    from tpmcli.model.place import placed_hint
    from tpmcli.render.finding import error_text
    from tpmcli.render.fix import fix_lines
    from tpmcli.render.problem import problem_line

    if isinstance(error, MessageError):
        message, hint = error_text(error), error.hint
    else:
        message, hint = problem_line(error.problems[0]), error.problems[0].hint
    style = terminal.style
    lines = style.paragraph(f"error: {message}", "", "  ")
    terminal.show("".join(style.paint(line, "red") + "\n" for line in lines))
    for line in fix_lines(placed_hint(hint, place_here(asked())), style, 0):
        terminal.show(f"{line}\n")


def _saved(walked: Walk) -> str:
    from tpmcli.render.style import plural

    return f"{plural(walked.answered, 'answer')} saved" if walked.answered else "no answer saved"


def _show_next(walked: Walk, here: CommandContext, terminal: Terminal) -> None:
    """Print how many required items are open, or what comes after them."""
    from tpmcli.app.reader import Reader
    from tpmcli.model.fix import tpm
    from tpmcli.render.fix import fix_lines
    from tpmcli.render.walk import open_text
    from tpmcli.rules.signoffs import sign_command

    phase = walked.phase.id
    progress = walked.progress()
    waiting = [each for each in progress if not each.required and not each.signed]
    if left := open_text(progress, phase):
        terminal.line(left)
    following = [sign_command(phase, each.role) for each in waiting]
    if not left and not waiting:
        following = [tpm("next")]
    reader = Reader(walked.workspace, here)
    for command in following:
        for line in fix_lines(reader.fix(command), terminal.style, 0):
            terminal.show(f"{line}\n")
