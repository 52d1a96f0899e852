"""The questions that `tpm checklist new` asks on a terminal about whatever was not given.

Each answer is tried at once, and asked again until it is valid.
"""

from __future__ import annotations

from collections.abc import Callable

from tpmcli.app.checklist_file import Home, find_home
from tpmcli.app.checklist_new import (
    NewChecklist,
    NewItem,
    check_name,
    phase_named,
    role_named,
)
from tpmcli.app.context import CommandContext
from tpmcli.cli.terminal import Terminal
from tpmcli.exchange.slugs import slug
from tpmcli.model.checklist import Level
from tpmcli.model.errors import UsageError
from tpmcli.render.fix import fix_text
from tpmcli.store.checklists.shipped import lifecycle_names


def complete(context: CommandContext, wanted: NewChecklist, terminal: Terminal) -> NewChecklist:
    """Return what is to be written, completed by a person.

    Raises:
        KeyboardInterrupt: the person ended the interview.
    """
    return _Interview(find_home(context), terminal).complete(wanted)


class _Interview:
    def __init__(self, home: Home, terminal: Terminal) -> None:
        self._home = home
        self._terminal = terminal

    def complete(self, wanted: NewChecklist) -> NewChecklist:
        if not wanted.name and not wanted.is_lifecycle:
            kind = self._choose("A pack of items, or a lifecycle with its own phases?", _KINDS)
            wanted = wanted._replace(is_lifecycle=kind == "lifecycle")
        if not wanted.name:
            wanted = wanted._replace(name=self._valid("What is it called?", "house-rules", _name))
        if not wanted.title:
            title = wanted.name.replace("-", " ").capitalize()
            wanted = wanted._replace(title=self._valid("Its title for people?", title, _text))
        if wanted.is_lifecycle:
            return self._lifecycle(wanted)
        return wanted._replace(items=wanted.items or self._items())

    def _lifecycle(self, wanted: NewChecklist) -> NewChecklist:
        if wanted.phases or wanted.drawn_from:
            return wanted
        choices = (*lifecycle_names(), "none")
        drawn = self._choose("Draw the phases from a shipped lifecycle?", choices)
        if drawn != "none":
            return wanted._replace(drawn_from=drawn)
        phases = self._valid(
            "Which phases, in order? (space-separated)", "plan build run", _phases
        ).split()
        return wanted._replace(phases=tuple(phases))

    def _items(self) -> tuple[NewItem, ...]:
        phases = [phase.id for phase in self._home.checklist.phases]
        self._terminal.line(f"The gates are {', '.join(phases)}.")
        phase = self._valid(
            "At which gate are its items asked?",
            phases[0],
            lambda text: phase_named(self._home, text),
        )
        roles = ", ".join(self._home.checklist.roles)
        role = self._valid(
            f"Which role answers them? ({roles})", "tpm", lambda text: role_named(self._home, text)
        )
        items: list[NewItem] = []
        self._terminal.line("Write each item as a statement that is true when it is done.")
        while True:
            question = "Next item (Enter to end):" if items else "First item:"
            title = self._ask(question)
            if not title and items:
                return tuple(items)
            if not title:
                self._terminal.line("error: an answer is needed")
                continue
            level = self._choose("Is it required (must) or recommended (should)?", tuple(Level))
            items.append(NewItem(title, phase, role, Level(level)))

    def _choose(self, question: str, choices: tuple[str, ...]) -> str:
        def chosen(text: str) -> str:
            if text not in choices:
                raise UsageError(f"choose {' or '.join(choices)}")
            return text

        return self._valid(f"{question} ({' or '.join(choices)})", choices[0], chosen)

    def _valid(self, question: str, default: str, check: Callable[[str], str]) -> str:
        while True:
            text = self._ask(f"{question} [{default}]:") or default
            try:
                return check(text)
            except UsageError as error:
                self._terminal.line(f"error: {error.message}")
                if hint := fix_text(error.hint):
                    self._terminal.line(hint)

    def _ask(self, question: str) -> str:
        text = self._terminal.ask(question)
        if text is None:
            raise KeyboardInterrupt
        return " ".join(text.split())


_KINDS = ("pack", "lifecycle")


def _name(text: str) -> str:
    check_name(text)
    return text


def _text(text: str) -> str:
    return text


def _phases(text: str) -> str:
    for phase in text.split():
        if slug(phase) != phase:
            raise UsageError(
                f"`{phase}` is not a name for a phase", "use lower-case letters, digits and hyphens"
            )
    return text
