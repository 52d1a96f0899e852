"""The questions that `tpm init` asks on a terminal about whatever was not given.

Each answer is tried at once, by what would write it in the end, and asked again until it is valid.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection
from functools import partial

from tpmcli.app.context import CommandContext
from tpmcli.app.init import InitOptions, count_gates, is_one_person, lacking_people
from tpmcli.cli.init_messages import ONE_PERSON
from tpmcli.cli.terminal import Terminal
from tpmcli.model.errors import UsageError
from tpmcli.model.role import Role
from tpmcli.render.fix import fix_text
from tpmcli.render.style import plural
from tpmcli.repo.git import open_git
from tpmcli.repo.identity import acting_person
from tpmcli.store.checklists.shipped import lifecycle_names, pack_names, traits
from tpmcli.store.checklists.shipped_checklists import lifecycle_title, shipped_pack

_NAME = 13
_YES, _NO = ("y", "yes"), ("", "n", "no")


def interview(
    setup: InitOptions, here: CommandContext, given: Collection[str], terminal: Terminal
) -> InitOptions:
    """Return the setup, completed by a person; `given` are the fields that are not asked.

    Raises:
        UsageError: an option that was given is invalid.
        KeyboardInterrupt: the person ended the interview.
    """
    count_gates(here, setup)
    talk = _Interview(setup, here, terminal)
    for field, ask in (
        ("name", talk.ask_name),
        ("lifecycle", talk.ask_lifecycle),
        ("tpm", talk.ask_tpm),
        ("pm", talk.ask_pm),
        ("packs", talk.ask_packs),
        ("traits", talk.ask_traits),
    ):
        if field not in given:
            ask()
    talk.ask_people()
    return talk.setup


class _Interview:
    """One interview; `setup` is what is known so far."""

    def __init__(self, setup: InitOptions, here: CommandContext, terminal: Terminal) -> None:
        self.setup = setup
        self._here = here
        self._terminal = terminal

    def ask_name(self) -> None:
        folder = os.path.basename(os.path.realpath(self._here.folder))
        self._until_valid(
            "What is the product called?", folder, lambda text: self.setup._replace(name=text)
        )

    def ask_lifecycle(self) -> None:
        names = lifecycle_names()
        for name in names:
            self._list(name, f"{lifecycle_title(name)}{self._size(name)}")
        self._until_valid(
            f"Which lifecycle? ({' or '.join(names)})",
            names[0],
            lambda text: self.setup._replace(lifecycle=text),
        )

    def ask_tpm(self) -> None:
        self._until_valid(
            "Who is the Technical Product Manager (TPM)? (email)",
            self._known_person(),
            lambda text: self.setup._replace(tpm=_words(text)),
        )

    def ask_pm(self) -> None:
        self._until_valid(
            "Who is the Product Manager (PM)? (email)",
            self._known_person(),
            lambda text: self.setup._replace(pm=_words(text)),
        )
        if is_one_person(self.setup):
            self._terminal.line(ONE_PERSON)

    def ask_packs(self) -> None:
        for name in pack_names():
            self._list(name, _brings(name))
        self._until_valid(
            "Which packs do you want to add? (space-separated, Enter for none)",
            "",
            lambda text: self.setup._replace(packs=_words(text)),
            optional=True,
        )

    def ask_traits(self) -> None:
        self._terminal.line("A few questions decide which items apply.")
        needed = {name: _needs(name) for name in self.setup.packs if name in pack_names()}
        for name, trait in traits().items():
            by = [pack for pack, names in needed.items() if name in names]
            why = f"; needed by items of {', '.join(by)}" if by else ""
            self._terminal.line(f"  {name}: {trait.means}{why}")
            if self._confirm(trait.ask):
                self.setup = self.setup._replace(traits=(*self.setup.traits, name))

    def ask_people(self) -> None:
        """Ask for the people of each role that must sign off and that too few hold."""
        for role, number in lacking_people(self._here, self.setup).items():
            if role.question:
                self._terminal.line(f"  {role.short}: {role.question}")
            form = "email" if number == 1 else f"{number} emails or more, space-separated"
            self._until_valid(
                f"Who signs off as {role.full_name} ({role.short})? ({form})",
                "",
                partial(self._with_people, role),
            )

    def _with_people(self, role: Role, text: str) -> InitOptions:
        people = (*self.setup.people, *((str(role), email) for email in _words(text)))
        setup = self.setup._replace(people=people)
        if (number := lacking_people(self._here, setup).get(role)) is not None:
            raise UsageError(f"{number} people must sign off as {role.short}")
        return setup

    def _list(self, name: str, text: str) -> None:
        self._terminal.line(text, f"  {name:<{_NAME}}", " " * (_NAME + 2))

    def _until_valid(
        self,
        question: str,
        default: str,
        change: Callable[[str], InitOptions],
        *,
        optional: bool = False,
    ) -> None:
        shown = f"{question} [{default}]:" if default else f"{question}:"
        while True:
            text = self._ask(shown) or default
            if not text and not optional:
                self._terminal.line("error: an answer is needed")
                continue
            try:
                setup = change(text)
                count_gates(self._here, setup)
            except UsageError as error:
                self._terminal.line(f"error: {error.message}")
                if hint := fix_text(error.hint):
                    self._terminal.line(hint)
                continue
            self.setup = setup
            return

    def _confirm(self, question: str) -> bool:
        while (text := self._ask(f"{question} [y/N]:").lower()) not in (*_YES, *_NO):
            self._terminal.line("error: answer y or n")
        return text in _YES

    def _ask(self, question: str) -> str:
        text = self._terminal.ask(question)
        if text is None:
            raise KeyboardInterrupt
        return text

    def _size(self, lifecycle: str) -> str:
        try:
            counts = count_gates(self._here, self.setup._replace(lifecycle=lifecycle))
        except UsageError:
            # The option --start-at names a phase that it does not have.
            return ""
        return f": {plural(counts.gates, 'gate')}, {plural(counts.items, 'item')}"

    def _known_person(self) -> str:
        try:
            return acting_person(None, self._here.env, open_git(self._here.folder, self._here.env))
        except UsageError:
            return ""


def _brings(pack: str) -> str:
    """Return what a pack is and brings, and which traits its items need."""
    layer = shipped_pack(pack).layer
    changed = f", changes {len(layer.adjust)}" if layer.adjust else ""
    needs = _needs(pack)
    only = f"; some need {', '.join(needs)}" if needs else ""
    return f"{layer.title}: adds {plural(len(layer.add), 'item')}{changed}{only}"


def _needs(pack: str) -> list[str]:
    """Return the traits without which some items of a pack do not apply, sorted."""
    return sorted({trait for item in shipped_pack(pack).layer.add for trait in item.when})


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.replace(",", " ").split())
