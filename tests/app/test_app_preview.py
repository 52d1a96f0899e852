"""Previews: the beginning of a tracked file as blocks of plain text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tpmcli.app.preview import BlockKind, PreviewBlock, preview
from world.folder import Folder

MOST = 64 * 1024


@pytest.fixture
def project(tmp_path: Path) -> Folder:
    return Folder.lite(tmp_path)


def blocks(project: Folder, name: str, text: str) -> tuple[PreviewBlock, ...]:
    project.write(name, text)
    return preview(project.open(), name, MOST).blocks


def test_markdown_is_taken_apart(project: Folder) -> None:
    text = (
        "# Title *x*\n\nOne [link](https://example.com) and `code`.\nTwo.\n\n- a\n- b\n\n"
        "| h | i |\n|---|---|\n| 1 | 2 |\n\n```\nraw <b>\n```\n\n<p>html</p>\n"
    )
    assert blocks(project, "docs/a.md", text) == (
        PreviewBlock(BlockKind.HEADING, "Title x", 1),
        PreviewBlock(BlockKind.TEXT, "One link and code.\nTwo."),
        PreviewBlock(BlockKind.ENTRY, "a"),
        PreviewBlock(BlockKind.ENTRY, "b"),
        PreviewBlock(BlockKind.TABLE, rows=(("h", "i"), ("1", "2"))),
        PreviewBlock(BlockKind.CODE, "raw <b>\n"),
        PreviewBlock(BlockKind.TEXT, "<p>html</p>"),
    )


@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_tables_of_text_are_tables(project: Folder, sign: str) -> None:
    text = f'a{sign}b\n"x\ny"{sign}\n1\n'
    [table] = blocks(project, "docs/t.csv", text)
    assert table.rows[0] == ("a", "b")
    assert table.rows[-1] == ("1", "")


def test_other_text_stays_as_it_is(project: Folder) -> None:
    assert blocks(project, "docs/x.yaml", "a: *b\n") == (PreviewBlock(BlockKind.CODE, "a: *b\n"),)


def test_what_cannot_be_shown_has_no_blocks(project: Folder) -> None:
    project.path("docs").mkdir(exist_ok=True)
    project.path("docs/b.bin").write_bytes(b"\0\1\2")
    project.write("docs/empty.md", "  \n")
    project.path("docs/link.md").symlink_to("/etc/passwd")
    opened = project.open()
    for name in (
        "docs/b.bin",
        "docs/empty.md",
        "docs/link.md",
        "docs",
        "none",
        "../x",
        "/etc/passwd",
    ):
        assert preview(opened, name, MOST).blocks == (), name


def test_a_long_file_is_cut(project: Folder) -> None:
    project.write("docs/long.txt", "é" * MOST)
    found = preview(project.open(), "docs/long.txt", MOST)
    assert found.cut
    assert len(found.blocks[0].text) <= MOST // 2 + 1
    project.write("docs/short.txt", "x" * MOST)
    assert not preview(project.open(), "docs/short.txt", MOST).cut


@given(st.text(max_size=400))
def test_no_text_breaks_it(text: str) -> None:
    from tpmcli.app.preview import _blocks

    for name in ("a.md", "a.csv", "a.tsv", "a.txt"):
        for block in _blocks(name, text):
            widths = {len(row) for row in block.rows}
            assert len(widths) <= 1
