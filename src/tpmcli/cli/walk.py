"""`tpm walk`: the walk on a terminal, one key for each item."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

from tpmcli.cli.context import command_context
from tpmcli.model.errors import Exit, MessageError, UnevaluatedError, UsageError
from tpmcli.model.record import AnswerValue

if TYPE_CHECKING:
    import typer

    from tpmcli.app.walk import Walk
    from tpmcli.cli.completion import roles
    from tpmcli.cli.options import Folder, Increment, OptionalPhase, Person
    from tpmcli.cli.screen import Screen
    from tpmcli.model.checklist import Item
    from tpmcli.model.evidence_view import Proposal

_KEYS = "[y]es [n]o [a] n/a [e]vidence [s]kip [b]ack [?] [q]uit"
_HELP = """\
  y  met              needs evidence where the item asks for it
  n  not met          with a note, if you like
  a  not applicable   where the item allows it, with a reason
  e  met, with new evidence
  s  skip             b  back             q  quit; everything answered is saved"""


def walk(
    phase: OptionalPhase = "",
    role: Annotated[
        str, typer.Option("--role", "-r", help="Only this role's items.", autocompletion=roles)
    ] = "",
    everything: Annotated[
        bool, typer.Option("--all", help="Also the items that are satisfied.")
    ] = False,
    person: Person = "",
    folder: Folder = "",
    increment: Increment = "",
) -> int:
    """Go through the open items of a phase, one key each."""
    from tpmcli.app.saving import current_user
    from tpmcli.app.walk import Walk
    from tpmcli.app.workspace import open_workspace
    from tpmcli.rules.authorisation import find_role

    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError("walk asks for keys, and this is no terminal", "use tpm answer ITEM met")
    here = command_context(folder, person=person, increment=increment)
    workspace = open_workspace(here)
    current_user(workspace, here)
    wanted = find_role(workspace.checklist.roles, role) if role else None
    walked = Walk(workspace, here, phase, wanted, everything=everything)
    from tpmcli.cli.screen import Screen

    screen = Screen()
    if not walked.items:
        screen.line(f"nothing is open in {walked.phase.id}; --all shows every item")
        return Exit.OK
    while (item := walked.item) is not None:
        if not _one_item(walked, item, screen):
            break
    screen.line(f"{walked.answered} answered in {walked.phase.id}; next: tpm next")
    return Exit.OK


def _one_item(walked: Walk, item: Item, screen: Screen) -> bool:
    """Show an item and do what the key says.

    Return False to quit.
    """
    proposals = walked.proposals(item)
    screen.show(
        item,
        walked.verdict(item),
        proposals,
        f"{walked.phase.id} · {walked.position + 1} of {len(walked.items)}",
    )
    while True:
        key = screen.key(_KEYS)
        if key == "q":
            return False
        if key == "?":
            screen.line(_HELP)
            continue
        if key in ("s", "b"):
            walked.skip() if key == "s" else walked.back()
            return True
        if key not in ("y", "n", "a", "e"):
            screen.line("that key does nothing here; ? lists them")
            continue
        try:
            if _answer(walked, item, key, proposals, screen):
                return True
        except (UnevaluatedError, MessageError) as error:
            screen.refuse(error)


def _answer(walked: Walk, item: Item, key: str, proposals: list[Proposal], screen: Screen) -> bool:
    """Ask for what the answer needs and record it.

    Return False if the person gave nothing.
    """
    if key == "n":
        note = screen.ask("note (may be empty)")
        remarks = walked.say(AnswerValue.NOT_MET, note=note)
    elif key == "a":
        note = screen.ask("reason")
        if not note:
            return False
        remarks = walked.say(AnswerValue.NOT_APPLICABLE, note=note)
    else:
        before = walked.workspace.record.item(item.id).answer
        cited = before is not None and bool(before.evidence) and key != "e"
        evidence: tuple[str, ...] = ()
        if key == "e" or (item.evidence.required and not cited):
            evidence = _evidence(proposals, screen)
            if not evidence:
                return False
        remarks = walked.say(AnswerValue.MET, evidence)
    for remark in remarks:
        screen.line(f"note: {remark}")
    return True


def _evidence(proposals: list[Proposal], screen: Screen) -> tuple[str, ...]:
    """Ask for paths and links.

    A number stands for the file proposed under it.
    """
    typed = screen.ask("evidence: path, link or number; several apart by spaces").split()
    numbers = {str(number): each.path for number, each in enumerate(proposals, 1)}
    return tuple(numbers.get(word, word) for word in typed)
