"""Paths and globs as the user's files write them: what is acceptable, and what matches.

Pure functions of text, so that a path gets the same verdict on every operating system and file
system: a path that could not be checked out on one of them is refused on all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

MAX_PATH = 1024
MAX_PART = 255
MAX_GLOB = 1024

# https://learn.microsoft.com/windows/win32/fileio/naming-a-file
_DEVICES = frozenset(
    ["con", "prn", "aux", "nul", "conin$", "conout$"]
    + [f"{port}{digit}" for port in ("com", "lpt") for digit in "0123456789¹²³"]
)

# Characters that HFS+ ignores when it compares names, so that ".g<U+200C>it" is ".git" there
# (git's own protection `core.protectHFS` has the same list).
_IGNORED_BY_HFS = dict.fromkeys(
    (*range(0x200C, 0x2010), *range(0x202A, 0x202F), *range(0x206A, 0x2070), 0xFEFF)
)


def check_path(path: str) -> str:
    """Why a cited path is not acceptable, in plain words; empty where it is fine.

    Acceptable is a relative path with ``/`` between its parts, in Unicode normalisation form C,
    at most 1,024 bytes of UTF-8 with parts of at most 255, that names no git folder and could be
    checked out on Linux, macOS and Windows as far as Windows' reserved names go.
    """
    if not path:
        return "the path is empty"
    if reason := _check_characters(path):
        return reason
    if path.startswith("/"):
        return "an absolute path: write it relative to the folder that holds .tpm/"
    if len(path) > 1 and path[1] == ":" and path[0].isascii() and path[0].isalpha():
        return "a drive letter: write the path relative to the folder that holds .tpm/"
    for part in path.split("/"):
        if reason := _check_part(part):
            return reason
    return ""


def _check_characters(path: str) -> str:
    if "\0" in path:
        return "the path holds a NUL character"
    if "\\" in path:
        return "a backslash: write '/' between folders, on Windows too"
    if any(char < " " or "\x7f" <= char <= "\x9f" for char in path):
        return "the path holds a control character"
    try:
        size = len(path.encode())
    except UnicodeEncodeError:
        return "the path is not valid Unicode: the file's name is not UTF-8"
    if size > MAX_PATH:
        return f"the path is longer than {MAX_PATH} bytes"
    if not path.isascii():
        from unicodedata import is_normalized

        if not is_normalized("NFC", path):
            return (
                "the path is not in Unicode normalisation form C (NFC): accented letters are "
                "written as two characters, which some systems take for another name"
            )
    return ""


def _check_part(part: str) -> str:
    if not part:
        return "an empty part: two '/' in a row, or one at the end"
    if part in (".", ".."):
        return f"'{part}' in the path: write it without"
    if ":" in part:
        return f"':' in '{part}': on Windows this names a stream or a drive"
    if part[-1] in ". ":
        return f"'{part}' ends with a dot or a space, which Windows drops"
    if _is_git_folder(part):
        return f"'{part}' is git's own folder"
    if _is_device(part):
        return f"'{part}' is a reserved name on Windows"
    if len(part.encode()) > MAX_PART:
        return f"a part of the path is longer than {MAX_PART} bytes"
    return ""


def _is_git_folder(part: str) -> bool:
    """True for every spelling of ``.git`` on NTFS (short name) and HFS+ (ignored characters)."""
    name = part.translate(_IGNORED_BY_HFS).casefold().rstrip(". ")
    return name in (".git", "git~1")


def _is_device(part: str) -> bool:
    """True for a device name of Windows, with or without an extension."""
    return part.partition(".")[0].rstrip(" ").casefold() in _DEVICES


def split_fragment(target: str) -> tuple[str, str]:
    """A cited target as path and ``#heading``; the heading is empty where there is none.

    The last ``#`` separates, unless a ``/`` follows it: a heading has none, so that the ``#`` of
    ``docs/C#/notes.md`` belongs to the folder. A file whose own name holds a ``#`` is cited with
    one more at the end: ``docs/C#.md#``.
    """
    path, separator, fragment = target.rpartition("#")
    if not separator or "/" in fragment:
        return target, ""
    return path, fragment


def parents(path: str) -> Iterator[str]:
    """The folders on the way to the path, the outermost first."""
    at = path.find("/")
    while at > 0:
        yield path[:at]
        at = path.find("/", at + 1)


def check_glob(glob: str) -> str:
    """Why a glob is not acceptable, in plain words; empty where it is fine."""
    if not glob:
        return "the pattern is empty"
    if len(glob) > MAX_GLOB:
        return f"the pattern is longer than {MAX_GLOB} characters"
    if "\\" in glob:
        return "a backslash: write '/' between folders; '[*]' is a literal star"
    if any(char < " " or "\x7f" <= char <= "\x9f" for char in glob):
        return "the pattern holds a control character"
    if glob.startswith("/"):
        return "an absolute pattern: write it relative to the folder that holds .tpm/"
    for part in glob.removesuffix("/").split("/"):
        if not part:
            return "an empty part: two '/' in a row"
        if part in (".", ".."):
            return f"'{part}' in the pattern: write it without"
        if reason := _check_sets(part):
            return reason
    return ""


def _check_sets(part: str) -> str:
    at = part.find("[")
    while at >= 0:
        end = _set_end(part, at)
        if end == -1:
            return f"'[' without ']' in '{part}'"
        members = part[at + 1 : end].lstrip("!")
        for position in range(1, len(members) - 1):
            if members[position] == "-" and members[position - 1] > members[position + 1]:
                return f"a range that runs backwards in '{part}'"
        at = part.find("[", end)
    return ""


def match(glob: str, path: str) -> bool:
    """True where the glob covers the path.

    ``*`` and ``?`` stop at ``/``, ``**`` as a whole part crosses any number of folders, ``[…]``
    is one character of a set and ``[!…]`` one outside it. A glob that ends in ``/`` covers
    everything below. Names that begin with a dot are names like others; case counts. To match one
    glob against many paths, use `compile_glob` or `glob_paths`.
    """
    return compile_glob(glob)(path)


def compile_glob(glob: str) -> Callable[[str], bool]:
    """A glob as a function of a path.

    What stands before a later star is matched as early as possible and never given back
    (``(?>…)``), so the time is at most quadratic in the length of the path, whatever the glob.
    """
    import re

    pattern = re.compile(_translate(glob))
    return lambda path: pattern.fullmatch(path) is not None


def glob_paths(globs: Iterable[str], paths: Iterable[str]) -> list[str]:
    """The paths that at least one glob covers, sorted, each once."""
    from bisect import bisect_left

    ordered = sorted(paths)
    found: set[str] = set()
    for glob in globs:
        prefix = _literal_prefix(glob)
        matches = compile_glob(glob)
        for path in ordered[bisect_left(ordered, prefix) :]:
            if not path.startswith(prefix):
                break
            if matches(path):
                found.add(path)
    return sorted(found)


def _literal_prefix(glob: str) -> str:
    """What every path that the glob covers begins with."""
    first = min((at for char in "*?[" if (at := glob.find(char)) >= 0), default=None)
    return glob[:first]


def _translate(glob: str) -> str:
    parts = glob.split("/")
    if parts[-1] == "":
        parts[-1] = "**"
    groups: list[list[str]] = [[]]
    for part in parts:
        if part != "**":
            groups[-1].append(_translate_part(part))
        else:
            groups.append([])
    head, *middle = groups
    expression = "".join(f"{part}/" for part in head)
    if not middle:
        return expression.removesuffix("/")
    *between, tail = middle
    for group in between:
        expression += "(?>(?:[^/]+/)*?" + "".join(f"{part}/" for part in group) + ")"
    return expression + "(?:[^/]+/)*" + ("/".join(tail) if tail else "[^/]+")


def _translate_part(part: str) -> str:
    """One part of a glob, between two slashes, as an expression that covers no slash."""
    pieces: list[str] = [""]
    at = 0
    while at < len(part):
        char = part[at]
        at += 1
        if char == "*":
            if pieces[-1] or len(pieces) == 1:
                pieces.append("")
        elif char == "?":
            pieces[-1] += "[^/]"
        elif char == "[" and (end := _set_end(part, at - 1)) != -1:
            pieces[-1] += _translate_set(part[at:end])
            at = end + 1
        else:
            pieces[-1] += _literal(char)
    head, *middle = pieces
    if not middle:
        return head
    *between, tail = middle
    # A lookahead, since a star alone must not cover an empty part.
    inner = "".join(f"(?>[^/]*?{piece})" for piece in between)
    return f"(?=[^/]){head}{inner}[^/]*{tail}"


def _set_end(part: str, start: int) -> int:
    """Where the set that opens at `start` closes, or -1. A ``]`` that comes first is a member."""
    first = start + 1
    if part[first : first + 1] == "!":
        first += 1
    return part.find("]", first + 1)


def _translate_set(members: str) -> str:
    negated = members.startswith("!")
    members = members.removeprefix("!")
    allowed = ""
    at = 0
    while at < len(members):
        low = high = members[at]
        if members[at + 1 : at + 2] == "-" and at + 2 < len(members):
            high = members[at + 2]
            at += 2
        at += 1
        if low <= high:
            allowed += f"{_literal(low)}-{_literal(high)}"
    if not allowed:
        return "[^/]" if negated else "(?!)"
    return f"[^/{allowed}]" if negated else f"(?!/)[{allowed}]"


def _literal(char: str) -> str:
    return f"\\U{ord(char):08x}"
