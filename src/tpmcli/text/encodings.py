"""The encoding of a text from outside: UTF-8, UTF-16 or, if the caller names it, another one."""

from __future__ import annotations

_BOMS = (
    # The marks of UTF-32 begin with those of UTF-16.
    (b"\xff\xfe\0\0", "utf-32"),
    (b"\0\0\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_LOOKED_AT_16 = 16


def unicode_encoding(data: bytes) -> str:
    """Return the encoding that a Unicode text has: by its byte order mark, else by its NULs.

    It is UTF-8 if nothing tells another one. A byte order mark is no part of the decoded text.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return encoding
    # Without a mark, every second byte of its ASCII is a NUL, which no text in UTF-8 has.
    for encoding, zeros in (("utf-16-le", 1), ("utf-16-be", 0)):
        start = data[: 2 * _LOOKED_AT_16]
        if b"\0" in start and not start[zeros::2].strip(b"\0") and 0 not in start[1 - zeros :: 2]:
            return encoding
    return "utf-8-sig"
