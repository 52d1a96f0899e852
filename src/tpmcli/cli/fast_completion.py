"""A short way round typer for what shells ask while an item's name is typed.

A shell asks at every press of the tab key, and typer takes longer than all the rest. Only the
place right behind these commands is answered here, in plain words and for the three shells that
are in use; everything else is left to typer, which a test compares with this.
"""

from __future__ import annotations

from collections.abc import Mapping

NAMED_ITEM = frozenset(
    {("answer",), ("waive",), ("why",), ("log",), ("evidence", "new"), ("evidence", "find")}
)


def complete(env: Mapping[str, str]) -> str | None:
    """What to print for the shell that asks through these variables; None where typer must."""
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
    if not known or tuple(words[1:-1]) not in NAMED_ITEM or not _is_plain(words[-1]):
        return None
    from tpmcli.cli.completion import items

    found = items(words[-1])
    if shell != "zsh":
        return "\n".join(found)
    quoted = "\n".join(f'"{name}"' for name in found)
    return f"_arguments '*: :(({quoted}))'" if found else "_files"


def _is_plain(word: str) -> bool:
    """True for the beginning of a name, which means the same to every shell."""
    return word.replace("-", "a").replace(".", "a").isalnum() and word.isascii() and word[0] != "-"
