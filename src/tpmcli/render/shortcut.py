"""Shortcuts as files: a desktop entry, a command file, and a Windows shell link.

Each of them holds a list of words that no shell takes for anything else.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence

from tpmcli.text.sanitize import sanitize_line

_MOST_NAME = 80


def file_name(name: str) -> str:
    """Return the name of a project as the name of a file on every system."""
    kept = "".join(sign if sign.isalnum() or sign in " -_" else " " for sign in name)
    return " ".join(kept.split())[:_MOST_NAME].rstrip() or "tpm"


def desktop_entry(words: Sequence[str], name: str) -> bytes:
    """Return a desktop entry (Desktop Entry Specification 1.5) that runs the words."""
    lines = [
        "[Desktop Entry]",
        "Type=Application",
        "Version=1.5",
        f"Name={_entry_value(name)}",
        "Comment=Answer, sign off and decide",
        f"Exec={_entry_value(' '.join(map(_entry_word, words)))}",
        "Icon=emblem-default",
        "Terminal=false",
        "Categories=Office;ProjectManagement;",
    ]
    return ("\n".join(lines) + "\n").encode()


def _entry_value(text: str) -> str:
    """Return text as a value of the type string: on one line, with backslashes doubled."""
    return sanitize_line(text).replace("\\", "\\\\")


def _entry_word(word: str) -> str:
    """Return a word of `Exec` between quotes, in which four signs are escaped and `%` doubled."""
    for sign in '\\"`$':
        word = word.replace(sign, f"\\{sign}")
    return f'"{word}"'.replace("%", "%%")


def command_file(words: Sequence[str]) -> bytes:
    """Return a shell script that runs the words, as a double click on macOS starts it."""
    from shlex import join

    return f"#!/bin/sh\nexec {join(words)}\n".encode("utf-8", "surrogateescape")


# Flags and constants of MS-SHLLINK, sections 2.1 and 2.4.
_CLASS = bytes.fromhex("0114020000000000c000000000000046")
_HAS_NAME, _HAS_FOLDER, _HAS_ARGUMENTS, _HAS_STRINGS_IN_UNICODE = 0x04, 0x10, 0x20, 0x80
_HAS_EXPANDED_TARGET = 0x200
_MINIMISED = 7
_TARGET_BLOCK = 0xA0000001
_PATH_SIGNS = 260


def shell_link(words: Sequence[str], folder: str, name: str) -> bytes:
    """Return a Windows shell link (MS-SHLLINK) that runs the words in a folder, minimised."""
    from subprocess import list2cmdline

    target, *arguments = words
    flags = (
        _HAS_NAME | _HAS_FOLDER | _HAS_ARGUMENTS | _HAS_STRINGS_IN_UNICODE | _HAS_EXPANDED_TARGET
    )
    header = struct.pack("<I16sII", 0x4C, _CLASS, flags, 0)
    header += struct.pack("<QQQIIIHHII", 0, 0, 0, 0, 0, _MINIMISED, 0, 0, 0, 0)
    texts = b"".join(map(_counted, (sanitize_line(name), folder, list2cmdline(arguments))))
    return header + texts + _target(target) + struct.pack("<I", 0)


def _counted(text: str) -> bytes:
    """Return text with its length in UTF-16 units before it."""
    data = text.encode("utf-16-le", "replace")
    return struct.pack("<H", len(data) // 2) + data


def _target(path: str) -> bytes:
    """Return the block that holds the path of the program, once in bytes and once in UTF-16."""
    size = 8 + _PATH_SIGNS + 2 * _PATH_SIGNS
    plain = path.encode("ascii", "replace")[: _PATH_SIGNS - 1].ljust(_PATH_SIGNS, b"\0")
    wide = path.encode("utf-16-le", "replace")[: 2 * _PATH_SIGNS - 2].ljust(2 * _PATH_SIGNS, b"\0")
    return struct.pack("<II", size, _TARGET_BLOCK) + plain + wide
