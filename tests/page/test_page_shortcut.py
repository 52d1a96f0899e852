"""Shortcuts: whatever the project and its folder are called, they run exactly these words."""

from __future__ import annotations

import shlex
import stat
import struct
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tpmcli.app.shortcut import build_shortcut, create_shortcut
from tpmcli.render.shortcut import command_file, desktop_entry, file_name
from world.draft import DraftWorld

WORDS = st.lists(
    st.text(st.characters(categories=("L", "N", "P", "S", "Zs"))),
    min_size=1,
    max_size=5,
)


def test_the_icon_on_the_desktop_opens_the_page(world: DraftWorld, tmp_path: Path) -> None:
    desktop = tmp_path / "home" / "Desktop"
    desktop.mkdir(parents=True)
    context = world.context()._replace(env={"HOME": str(tmp_path / "home")})
    path = Path(create_shortcut(context, "linux"))
    assert path == desktop / "Ledger.desktop"
    assert stat.S_IMODE(path.stat().st_mode) == 0o700
    text = path.read_text()
    assert f'"-C" "{world.clone.root}" "serve" "--open"' in text
    assert Path(create_shortcut(context, "linux")) == path
    assert sorted(each.name for each in desktop.iterdir()) == ["Ledger.desktop"]


def test_each_platform_has_its_own(tmp_path: Path) -> None:
    names = {
        platform: build_shortcut("Payments: ledger/1", "/srv/a b", "/usr/bin/python3", platform)
        for platform in ("linux", "darwin", "win32")
    }
    assert [each.name for each in names.values()] == [
        "Payments ledger 1.desktop",
        "Payments ledger 1.command",
        "Payments ledger 1.lnk",
    ]


def _read_exec(entry: bytes) -> list[str]:
    """Read `Exec` of a desktop entry as the specification says."""
    [line] = [each for each in entry.decode().split("\n") if each.startswith("Exec=")]
    value = line.removeprefix("Exec=").replace("\\\\", "\\")
    words, word, quoted, at = [], "", False, 0
    while at < len(value):
        sign = value[at]
        if sign == '"':
            quoted = not quoted
            if not quoted:
                words.append(word)
                word = ""
        elif quoted and sign == "\\":
            at += 1
            word += value[at]
        elif quoted and sign == "%":
            at += 1
            assert value[at] == "%"
            word += "%"
        elif quoted:
            word += sign
        else:
            assert sign == " "
        at += 1
    return words


@given(WORDS)
def test_a_desktop_entry_holds_the_words(words: list[str]) -> None:
    entry = desktop_entry(words, "name")
    assert _read_exec(entry) == words
    assert entry.count(b"\n") == 9


@given(st.text())
def test_a_name_never_begins_another_line(name: str) -> None:
    entry = desktop_entry(["tpm"], name).decode("utf-8", "surrogateescape")
    assert [line.partition("=")[0] for line in entry.split("\n")[1:-1]] == [
        *("Type", "Version", "Name", "Comment", "Exec", "Icon", "Terminal", "Categories")
    ]


@given(WORDS)
def test_a_command_file_holds_the_words(words: list[str]) -> None:
    text = command_file(words).decode()
    assert text.startswith("#!/bin/sh\nexec ")
    assert shlex.split(text.removeprefix("#!/bin/sh\nexec ")) == words


def test_a_command_file_runs(tmp_path: Path) -> None:
    file = tmp_path / "x.command"
    file.write_bytes(command_file(["printf", "%s|", "a b", "$HOME", "`id`", "'", '"']))
    file.chmod(0o700)
    done = subprocess.run([str(file)], capture_output=True, text=True, check=True)
    assert done.stdout == "a b|$HOME|`id`|'|\"|"


def test_a_shell_link_is_read_as_windows_reads_it() -> None:
    made = build_shortcut("Ledger", r"C:\work\a b", r"C:\Python\python.exe", "win32")
    data = made.content
    size, clsid, flags, _ = struct.unpack_from("<I16sII", data)
    assert (size, flags) == (76, 0x2B4)
    assert clsid.hex() == "0114020000000000c000000000000046"
    assert struct.unpack_from("<I", data, 60)[0] == 7
    at, texts = 76, []
    for _ in range(3):
        (length,) = struct.unpack_from("<H", data, at)
        texts.append(data[at + 2 : at + 2 + 2 * length].decode("utf-16-le"))
        at += 2 + 2 * length
    assert texts == [
        "Ledger",
        r"C:\work\a b",
        r'-m tpmcli -C "C:\work\a b" serve --open',
    ]
    block, signature = struct.unpack_from("<II", data, at)
    assert (block, hex(signature)) == (788, "0xa0000001")
    assert data[at + 8 :].split(b"\0")[0] == rb"C:\Python\python.exe"
    wide = data[at + 268 : at + 788].decode("utf-16-le")
    assert wide.rstrip("\0") == r"C:\Python\python.exe"
    assert data[at + 788 :] == b"\0\0\0\0"


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("Payments ledger", "Payments ledger"),
        ("../../etc/passwd", "etc passwd"),
        ("<script>", "script"),
        ("", "tpm"),
        ("///", "tpm"),
        ("x" * 300, "x" * 80),
        ("Größe: 1", "Größe 1"),
    ],
)
def test_the_name_of_a_shortcut_is_safe(name: str, file: str) -> None:
    assert file_name(name) == file
