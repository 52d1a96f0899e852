"""Paths as the user's files write them, and which of them are acceptable.

Pure functions of text, so that every operating system and file system gives the same verdict: a
path that could not be checked out on one of them is refused on all of them.
"""

from __future__ import annotations

from collections.abc import Iterator

MAX_PATH = 1024
MAX_PART = 255

# https://learn.microsoft.com/windows/win32/fileio/naming-a-file
_DEVICES = frozenset(
    ["con", "prn", "aux", "nul", "conin$", "conout$"]
    + [f"{port}{digit}" for port in ("com", "lpt") for digit in "0123456789¹²³"]
)

# HFS+ ignores these characters when it compares names, so ".g<U+200C>it" is ".git" there (git's
# `core.protectHFS` has the same list).
_IGNORED_BY_HFS = dict.fromkeys(
    (*range(0x200C, 0x2010), *range(0x202A, 0x202F), *range(0x206A, 0x2070), 0xFEFF)
)


def check_path(path: str) -> str:
    """Return why a cited path is not acceptable, or an empty text if it is.

    An acceptable path is relative, has `/` between its parts, is in Unicode normalisation form C,
    has at most 1,024 bytes of UTF-8 with parts of at most 255, names no git folder and no reserved
    name of Windows.
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
    """Return whether this is `.git` as NTFS (short name) or HFS+ (ignored characters) see it."""
    name = part.translate(_IGNORED_BY_HFS).casefold().rstrip(". ")
    return name in (".git", "git~1")


def _is_device(part: str) -> bool:
    """Return whether this is a device name of Windows, with or without an extension."""
    return part.partition(".")[0].rstrip(" ").casefold() in _DEVICES


def can_be_cited(path: str) -> bool:
    """Return whether a file's path can be typed as evidence: it is shown as it is."""
    from tpmcli.text.sanitize import sanitize_line

    return "#" not in path and sanitize_line(path) == path


def split_fragment(target: str) -> tuple[str, str]:
    """Return a cited target as path and heading; the heading is empty if there is none.

    The last `#` separates, unless a `/` follows it: a heading has none, so the `#` of
    `docs/C#/notes.md` belongs to the folder. A file with a `#` in its own name is cited with one
    more at the end: `docs/C#.md#`.
    """
    path, separator, fragment = target.rpartition("#")
    if not separator or "/" in fragment:
        return target, ""
    return path, fragment


def whole_file(path: str) -> str:
    """Return the target that cites a whole file, whose own name may have a `#`."""
    return path if split_fragment(path) == (path, "") else f"{path}#"


def parents(path: str) -> Iterator[str]:
    """Yield the folders above the path, the outermost first."""
    at = path.find("/")
    while at > 0:
        yield path[:at]
        at = path.find("/", at + 1)
