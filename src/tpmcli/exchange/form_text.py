"""The text of a file that somebody filled in, in whichever encoding their program wrote it."""

from __future__ import annotations

from tpmcli.text.encodings import unicode_encoding

_OF_OFFICES = "cp1252"


def decode(data: bytes) -> str:
    """Return the text of a file: Unicode, or what Excel writes as CSV on a western Windows.

    Raises: ValueError if it is not text.
    """
    try:
        text = data.decode(unicode_encoding(data))
    except UnicodeDecodeError:
        text = data.decode(_OF_OFFICES)
    if "\0" in text:
        raise ValueError("not text")
    return text
