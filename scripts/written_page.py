"""A page that a script writes from the source: write it, or say whether it is out of date."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path


def keep(target: Path, text: str, command: str, arguments: Sequence[str]) -> int:
    """Writes the text to a file, or with ``--check`` compares them: exit code 1 where they differ.

    `command` is what a person runs to write the page.
    """
    if arguments == ["--check"]:
        if target.is_file() and target.read_text(encoding="utf-8") == text:
            return 0
        print(f"{target.name} is out of date: run {command}", file=sys.stderr)
        return 1
    target.parent.mkdir(exist_ok=True)
    target.write_text(text, encoding="utf-8", newline="\n")
    print(f"written: {target}")
    return 0
