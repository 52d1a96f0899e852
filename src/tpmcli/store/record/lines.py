"""Where blocks of a project file stand, told from its lines alone.

A finding names a line, and nothing else of the text is needed for that: cutting the file into
blocks that can be edited costs as much as judging it. A file in canonical form, which is what tpm
writes, has its sections at the margin and its blocks two spaces in. Where a person wrote it
otherwise, the block is not found here, and the finding names the file without a line.
"""

from __future__ import annotations

from collections.abc import Collection

Key = tuple[str, str]

_FEW = 30
"""So many blocks are searched for one by one; for more it takes less to look at every line."""


def block_lines(data: bytes, wanted: Collection[Key]) -> dict[Key, int]:
    """The line, from 1, of the key of each block `wanted` by section and key, where it is found."""
    found = _searched(data, wanted) if len(wanted) <= _FEW else _every(data)
    return {key: found[key] for key in wanted if key in found}


def _searched(data: bytes, wanted: Collection[Key]) -> dict[Key, int]:
    found = {}
    for section, key in wanted:
        head = f"{section}:".encode()
        start = 0 if data.startswith(head) else data.find(b"\n" + head)
        end = data.find(f"\n  {key}:".encode(), start) if start >= 0 else -1
        if end >= 0:
            found[section, key] = data.count(b"\n", 0, end) + 2
    return found


def _every(data: bytes) -> dict[Key, int]:
    found: dict[Key, int] = {}
    section = ""
    for number, line in enumerate(data.split(b"\n"), 1):
        if line[:1] not in (b" ", b"#", b"", b"\r"):
            section = line.partition(b":")[0].decode("utf-8", "replace")
        elif line[:2] == b"  " and line[2:3] not in (b" ", b"#", b"-", b"", b"\r"):
            key = line[2:].partition(b":")[0].decode("utf-8", "replace")
            found.setdefault((section, key), number)
    return found
