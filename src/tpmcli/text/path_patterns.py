"""The patterns of CODEOWNERS and .gitattributes, which are those of .gitignore without ``!``."""

from __future__ import annotations

import re


def covers(pattern: str, path: str, *, contents: bool) -> bool:
    """True where the pattern matches the path (with ``/``, from the folder of the pattern's file).

    With `contents` a pattern that matches a folder matches what is in it, as in CODEOWNERS; in
    .gitattributes it does not.
    """
    body = pattern.strip("/")
    if not body:
        return contents and pattern == "/"
    folder = pattern.endswith("/")
    if folder and not contents:
        return False
    start = "" if pattern.startswith("/") or "/" in body else "(?:.*/)?"
    end = "/.+" if folder else ""
    # `docs/*` means the files in the folder, and not those further down.
    if contents and not folder and not body.endswith("/*"):
        end = "(?:/.+)?"
    return re.fullmatch(start + _expression(body) + end, path, re.DOTALL) is not None


def _expression(body: str) -> str:
    pieces = []
    for piece in re.split(r"(\*\*/|/\*\*$|\*\*|\*|\?|\[[^]/]+\])", body):
        if piece == "**/":
            pieces.append("(?:.*/)?")
        elif piece == "/**":
            pieces.append("/.+")
        elif piece == "**":
            pieces.append(".*")
        elif piece == "*":
            pieces.append("[^/]*")
        elif piece == "?":
            pieces.append("[^/]")
        elif piece.startswith("[") and piece.endswith("]") and len(piece) > 2:
            inner = piece[1:-1].replace("\\", r"\\").replace("[", r"\[")
            pieces.append(f"[{'^' + inner[1:] if inner[0] in '!^' else inner}]")
        else:
            pieces.append(re.escape(piece.replace("\\", "")))
    return "".join(pieces)
