"""The text of fixes: commands, quoted for a POSIX shell, and sentences.

An arrow stands before a command that works as it is, for whoever reads it, and before nothing else.
Everything else is a sentence, which the label `help:` precedes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import cast

from tpmcli.model.fix import Ask, Blank, Command, Edit, File, Fix, HelpText, Word
from tpmcli.model.loosening import Loosened
from tpmcli.model.problem import Expression, Hint, Problem, Remedy
from tpmcli.model.problem import Word as TemplateWord
from tpmcli.model.role import Role
from tpmcli.render.style import Style
from tpmcli.text.sanitize import sanitize_line

# Characters that no shell interprets. Loading `shlex` only for others saves time.
_SAFE = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789@%+=:,./-_#")

# Stands for a backtick in typed text, which does not begin code. No path or argument contains it.
_BACKTICK = "\0"


def command_of(fix: Fix | Hint | None) -> str:
    """Return the fix as a command that can be pasted; empty if it is not one."""
    if isinstance(fix, Hint):
        fix = fix.command_alone
    if not isinstance(fix, Command) or fix.people or not fix.is_complete:
        return ""
    text = command_text(fix)
    # A name with characters that cannot be shown would be another name when it is pasted.
    return text if sanitize_line(text) == text else ""


def help_of(fix: Fix | Hint | None) -> str:
    """Return the fix as a sentence without a full stop; empty if it is a command to paste."""
    parts = _parts(fix)
    return "".join(_fenced(part) if number % 2 else part for number, part in enumerate(parts))


def _parts(fix: Fix | Hint | None) -> list[str]:
    """Return the sentence as text and code in turns, beginning with text."""
    return [part.replace(_BACKTICK, "`") for part in _sentence(fix).split("`")]


def _fenced(code: str) -> str:
    """Return code between backticks, more of them than it holds in a row, as in Markdown."""
    fence = "`"
    while fence in code:
        fence += "`"
    return f"{fence}{code}{fence}"


def _sentence(fix: Fix | Hint | None) -> str:
    """Return the sentence, in which the backticks of typed text are told apart."""
    if fix is None or command_of(fix):
        return ""
    if isinstance(fix, Hint):
        if fix.command_alone is not None:
            return _sentence(fix.command_alone)
        from tpmcli.render.template import fill

        needed = fix.needed_command
        # The words of another error are a sentence of ours.
        words = fix.words if fix.remedy is Remedy.OTHER else tuple(map(_kept_word, fix.words))
        text = fill(fix.remedy.text, words, command=_quoted(needed))
        return text + _meanings((needed,) if needed else ())
    if isinstance(fix, Command):
        if fix.is_complete and not fix.people:
            return f"rename what cannot be shown in {_quoted(fix)}, and look again"
        return f"{_ask(fix)}{_meanings((fix,))}"
    if isinstance(fix, Ask):
        return _filled(fix.help, person=_kept(fix.person))
    if isinstance(fix, Edit):
        return _filled(fix.help, name=_kept(fix.file))
    shown = {
        "before": _quoted(fix.before),
        "command": _quoted(fix.command),
        "ask": _ask(fix.command) if fix.command else "",
    }
    commands = [each for each in (fix.before, fix.command) if each is not None]
    return _filled(fix.help, name=_kept(fix.name), **shown) + _meanings(commands)


def _filled(advice: HelpText, **words: str) -> str:
    return advice.text.format_map(words)


def _kept(text: str) -> str:
    return text.replace("`", _BACKTICK)


def _kept_word(word: TemplateWord) -> TemplateWord:
    if isinstance(word, str):
        return _kept(word)
    if isinstance(word, (Expression, Problem)):
        return word._replace(words=tuple(map(_kept_word, word.words)))
    if isinstance(word, tuple) and not isinstance(word, Loosened):
        return tuple(map(_kept_word, cast("tuple[TemplateWord, ...]", word)))
    return word


def fix_text(fix: Fix | Hint | None) -> str:
    """Return the fix with its label: `→ COMMAND` or `help: SENTENCE`; empty if there is none."""
    if command := command_of(fix):
        return f"→ {command}"
    text = help_of(fix)
    return f"help: {text}" if text else ""


def fix_lines(fix: Fix | Hint | None, style: Style, indent: int) -> list[str]:
    """Return the fix as lines of text; a command stays on one, so that it can be copied."""
    start = " " * indent
    if command := command_of(fix):
        return [start + style.paint(f"→ {command}", "cyan")]
    text = help_of(fix)
    return style.labelled("help:", text, start, "cyan") if text else []


def fix_markup(
    fix: Fix | Hint | None, code: Callable[[str], str], text: Callable[[str], str]
) -> str:
    """Return the fix in a markup, whose escapers of code and of text are given."""
    if command := command_of(fix):
        return f"→ {code(command)}"
    parts = _parts(fix)
    if len(parts) < 2:
        return text(f"help: {parts[0]}") if parts[0] else ""
    marked = [code(part) if number % 2 else text(part) for number, part in enumerate(parts)]
    return f"help: {''.join(marked)}"


def fix_data(fix: Fix | Hint | None) -> dict[str, object]:
    """Return the fix as plain data: either its command or its help is not null."""
    return {"fix": command_of(fix) or None, "help": help_of(fix) or None}


def command_text(command: Command) -> str:
    """Return a command, quoted for a POSIX shell."""
    return " ".join(_word(word) for word in command.words)


def people_text(people: Sequence[str]) -> str:
    """Return people in words; a role stands for whoever holds it."""
    return " or ".join(map(_person, people))


def _person(name: str) -> str:
    if "@" in name:
        return name
    return (name if isinstance(name, Role) else Role(name)).named


def _ask(command: Command) -> str:
    """Return the command in a sentence, which asks those who alone may run it."""
    ask = f"ask {_kept(people_text(command.people))} to run" if command.people else "run"
    return f"{ask} {_quoted(command)}"


def _quoted(command: Command | None) -> str:
    return f"`{_kept(command_text(command))}`" if command is not None else ""


def _meanings(commands: Iterable[Command]) -> str:
    """Return what the blanks of commands stand for, in brackets."""
    blanks = dict.fromkeys(
        word for each in commands for word in each.words if isinstance(word, Blank)
    )
    said = [f"{blank.word} {blank.meaning}" for blank in blanks]
    return f" ({', '.join(said)})" if said else ""


def _word(word: Word) -> str:
    if isinstance(word, Blank):
        return word.word
    text = word.path if isinstance(word, File) else word
    if text and _SAFE.issuperset(text) and text[0] != "#":
        return text
    from shlex import quote

    return quote(text)
