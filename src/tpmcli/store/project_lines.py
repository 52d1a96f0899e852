"""Where each block of a project file stands, told from its lines alone.

A finding names a line, and nothing else of the text is needed for that: cutting the file into
blocks that can be edited costs as much as judging it. A file in canonical form, which is what tpm
writes, has its sections at the margin and its blocks two spaces in. Where a person wrote it
otherwise, the block is not found here, and the finding names the file without a line.
"""

from __future__ import annotations


def block_lines(data: bytes) -> dict[tuple[str, str], int]:
    """The line, from 1, of every block's key, by section and key."""
    found: dict[tuple[str, str], int] = {}
    section = ""
    for number, line in enumerate(data.split(b"\n"), 1):
        if line[:1] not in (b" ", b"#", b"", b"\r"):
            section = line.partition(b":")[0].decode("utf-8", "replace")
        elif line[:2] == b"  " and line[2:3] not in (b" ", b"#", b"-", b"", b"\r"):
            key = line[2:].partition(b":")[0].strip(b"\"'").decode("utf-8", "replace")
            found.setdefault((section, key), number)
    return found
