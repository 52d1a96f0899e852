"""A short way round typer for what shells ask while a command's first argument is typed.

A shell asks at every press of the tab key, and loading typer takes longer than all the rest. Only
the place right behind the name of a command is answered here, in plain words and for the three
shells that are in use; all else is left to typer.
"""

from __future__ import annotations

from collections.abc import Mapping

from tpmcli.cli.compiled_commands import COMMANDS
from tpmcli.cli.fast_path import load


def complete(env: Mapping[str, str]) -> str | None:
    """Return what to print for the shell that asks through `env`; None if typer must answer."""
    shell = env.get("_TPM_COMPLETE", "").removeprefix("complete_")
    if shell == "bash":
        line, place = env.get("COMP_WORDS", ""), env.get("COMP_CWORD", "")
        words = line.split()
        known = place == str(len(words) - 1) or place == str(len(words))
        if place == str(len(words)):
            words.append("")
    else:
        line = env.get("_TYPER_COMPLETE_ARGS", "")
        words = line.split(" ")
        known = shell == "zsh" or (
            shell == "fish" and env.get("_TYPER_COMPLETE_FISH_ACTION") == "get-args"
        )
    completer = completer_of(tuple(words[1:-1]))
    if not known or not completer or not _is_plain(words[-1]):
        return None
    found = load(completer)(words[-1])
    if shell != "zsh":
        return "\n".join(found)
    quoted = "\n".join(f'"{name}"' for name in found)
    return f"_arguments '*: :(({quoted}))'" if found else "_files"


def completer_of(names: tuple[str, ...]) -> str:
    """Return the function that completes the first argument of a command; "" if there is none."""
    if names not in COMMANDS:
        return ""
    _, arguments, _ = COMMANDS[names]
    return arguments[0][-1] if arguments else ""


def _is_plain(word: str) -> bool:
    """Return whether the word begins a name that means the same to every shell."""
    return word.replace("-", "a").replace(".", "a").isalnum() and word.isascii() and word[0] != "-"
