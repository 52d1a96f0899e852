"""The text of fixes: commands, quoted for a POSIX shell, and sentences.

An arrow stands before a command that works as it is, for whoever reads it, and before nothing else.
Everything else is a sentence, which the label `help:` precedes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from tpmcli.model.fix import Advice, Ask, Blank, Command, Edit, File, Fix, Word
from tpmcli.model.problem import Hint
from tpmcli.render.style import Style
from tpmcli.text.sanitize import sanitize_line

# Characters that no shell interprets. Loading `shlex` only for others saves time.
_SAFE = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789@%+=:,./-_#")


# Code in a sentence. Its fence is longer than any run of backticks inside, as in Markdown.
_CODE = r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)"


# Of a command that would help if it could be pasted.
_NOT_SHOWN = "rename what has a character in its name that cannot be shown, and look again"


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
    if fix is None or command_of(fix):
        return ""
    if isinstance(fix, Hint):
        if fix.command_alone is not None:
            return help_of(fix.command_alone)
        from tpmcli.render.template import fill

        command = fix.needed_command
        text = fill(fix.remedy.text, fix.words, command=_quoted(command))
        return text + _meanings((command,) if command else ())
    if isinstance(fix, Command):
        if fix.is_complete and not fix.people:
            return _NOT_SHOWN
        return f"{_ask(fix)}{_meanings((fix,))}"
    if isinstance(fix, Ask):
        return fix.help.text.format_map({"person": fix.person})
    if isinstance(fix, Edit):
        return fix.help.text.format_map({"name": fix.file})
    return _advice(fix)


def _advice(advice: Advice) -> str:
    commands = [each for each in (advice.before, advice.command) if each is not None]
    text = advice.help.text.format_map(
        {
            "command": _quoted(advice.command),
            "ask": _ask(advice.command) if advice.command else "",
            "before": _quoted(advice.before),
            "name": advice.name,
        }
    )
    return text + _meanings(commands)


def fix_text(fix: Fix | Hint | None) -> str:
    """Return the fix with its label: `→ COMMAND` or `help: SENTENCE`; empty if there is none."""
    if command := command_of(fix):
        return f"→ {command}"
    text = help_of(fix)
    return f"help: {text}" if text else ""


def fix_lines(fix: Fix | Hint | None, style: Style, indent: int) -> list[str]:
    """Return the fix as lines of text. A command stays on one, so that it can be copied."""
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
    sentence = help_of(fix)
    if "`" not in sentence:
        return text(f"help: {sentence}") if sentence else ""
    import re

    # Text, its fence and the code in it, in turns.
    parts = re.split(_CODE, sentence)
    marked = [text(part) for part in parts[::3]]
    for number, part in enumerate(parts[2::3]):
        marked[number] += code(part)
    return f"help: {''.join(marked)}"


def fix_data(fix: Fix | Hint | None) -> dict[str, object]:
    """Return the fix as plain data: either its command or its help is not null."""
    return {"fix": command_of(fix) or None, "help": help_of(fix) or None}


def command_text(command: Command) -> str:
    """Return a command, quoted for a POSIX shell."""
    return " ".join(_word(word) for word in command.words)


def people_text(people: Sequence[str]) -> str:
    """Return people in words; a role stands for whoever holds it."""
    return " or ".join(each if "@" in each else f"the {each.upper()}" for each in people)


def _ask(command: Command) -> str:
    """Return the command in a sentence, which asks those who alone may run it."""
    ask = f"ask {people_text(command.people)} to run" if command.people else "run"
    return f"{ask} {_quoted(command)}"


def _quoted(command: Command | None) -> str:
    if command is None:
        return ""
    text, fence = command_text(command), "`"
    while fence in text:
        fence += "`"
    return f"{fence}{text}{fence}"


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
