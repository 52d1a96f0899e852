"""What is shown of a character, held against what a file may hold of it."""

from __future__ import annotations

import sys

from tpmcli.store.yaml.scan import refused_character
from tpmcli.text.sanitize import sanitize

ONLY_WRITTEN_OUT = {0xAD, *range(0x206A, 0x2070), 0xE0000, *range(0xE0002, 0xE0020)}
NO_CHARACTERS = {0xFFFE, 0xFFFF}


def test_a_file_refuses_what_is_written_out() -> None:
    """Apart from a soft hyphen, and from signs that are invisible and change nothing."""
    codes = range(sys.maxunicode + 1)
    written_out = {code for code in codes if sanitize(chr(code)) != chr(code)}
    refused = {code for code in codes if refused_character(chr(code)) is not None}
    assert written_out - refused == ONLY_WRITTEN_OUT
    assert refused - written_out == NO_CHARACTERS
