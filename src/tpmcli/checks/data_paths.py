"""Places in a data file, such as `tool.poetry."my.key"[0].name`."""

from __future__ import annotations

from tpmcli.checks.base import CannotRunError, excerpt

MAX_PARTS = 100


def split_path(path: str) -> list[str | int]:
    """Return the keys and indexes of a path, from the outside in.

    Dots separate keys. A key in quotes may hold dots and brackets; `[0]` is an index and `["a.b"]`
    a key in brackets.

    Raises: CannotRunError if the path is invalid.
    """
    parts: list[str | int] = []
    at = 0
    while at < len(path):
        if path[at] == "[":
            part, at = _in_brackets(path, at)
        else:
            part, at = _key(path, at)
        parts.append(part)
        if at < len(path) and path[at] == ".":
            at += 1
            if at == len(path):
                raise _unsound(path, "it ends with a dot")
        elif at < len(path) and path[at] != "[":
            raise _unsound(path, f"'{path[at]}' where a dot or a bracket should stand")
    if not parts or len(parts) > MAX_PARTS:
        raise _unsound(path, f"needs 1 to {MAX_PARTS} parts")
    return parts


def _key(path: str, at: int) -> tuple[str, int]:
    if path[at] in "\"'":
        return _quoted(path, at)
    end = at
    while end < len(path) and path[end] not in ".[":
        end += 1
    key = path[at:end].strip()
    if not key:
        raise _unsound(path, "a part of it is empty")
    return key, end


def _quoted(path: str, at: int) -> tuple[str, int]:
    end = path.find(path[at], at + 1)
    if end < 0:
        raise _unsound(path, "a quote is not closed")
    return path[at + 1 : end], end + 1


def _in_brackets(path: str, at: int) -> tuple[str | int, int]:
    if path[at + 1 : at + 2] in ('"', "'"):
        key, end = _quoted(path, at + 1)
        if path[end : end + 1] != "]":
            raise _unsound(path, "a bracket is not closed")
        return key, end + 1
    end = path.find("]", at)
    digits = path[at + 1 : end] if end >= 0 else ""
    if not (digits.isascii() and digits.isdigit() and len(digits) < 10):
        raise _unsound(path, "brackets hold an index, such as [0], or a key in quotes")
    return int(digits), end + 1


def _unsound(path: str, reason: str) -> CannotRunError:
    return CannotRunError(f"the option `at` is not a path ({excerpt(path)}): {reason}")
