"""The file that a reader is given: its name, its bytes, and its text once it is decoded."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Any

from tpmcli.text.encodings import unicode_encoding

MIB = 1024 * 1024
LIMIT = 16 * MIB
TEXT_LIMIT = 4 * MIB


class UnreadableSourceError(Exception):
    """A source that cannot be read: why, and where; line and column from 1, 0 if unknown."""

    def __init__(self, reason: str, line: int = 0, column: int = 0, hint: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.line = line
        self.column = column
        self.hint = hint


class ImportSource:
    """A file to read, already in memory."""

    def __init__(self, name: str, data: bytes, encoding: str = "") -> None:
        self.name = name
        self.data = data
        self._named = encoding
        # What a reader of YAML and JSON made of it, so that it is parsed once.
        self.loaded: Any = None

    @property
    def extension(self) -> str:
        """The end of the name with its dot, in lower case; empty without one."""
        name = self.name.replace("\\", "/").rpartition("/")[2].lower()
        return f".{name.rpartition('.')[2]}" if "." in name else ""

    @cached_property
    def encoding(self) -> str:
        """The encoding of the text: the one that was named, else what the bytes tell."""
        if self._named:
            return self._named
        found = unicode_encoding(self.data)
        try:
            self.data.decode(found)
        except UnicodeDecodeError:
            return found if found != "utf-8-sig" else "windows-1252"
        return found

    @property
    def is_guessed(self) -> bool:
        """Whether the encoding is a guess, since the text is not Unicode and none was named."""
        return not self._named and self.encoding == "windows-1252"

    @cached_property
    def is_binary(self) -> bool:
        """Whether the bytes are no text in the encoding that they seem to have."""
        if self.encoding in ("windows-1252", "utf-8-sig"):
            # A few control characters are a damaged text; many are another kind of file.
            return b"\0" in self.data or _controls(self.data[:65_536]) > 8
        return False

    @cached_property
    def text(self) -> str:
        """The whole text, with `\\n` at the end of its lines.

        Raises:
            UnreadableSourceError: it is binary, too large, or in another encoding.
        """
        if self.is_binary:
            raise UnreadableSourceError("this is a binary file of no known format")
        if len(self.data) > TEXT_LIMIT:
            raise UnreadableSourceError(
                f"larger than {TEXT_LIMIT // MIB} MiB, which is too large for a checklist"
            )
        try:
            text = self.data.decode(self.encoding)
        except UnicodeDecodeError as error:
            if self._named or self.encoding != "windows-1252":
                line = self.data.count(b"\n", 0, error.start) + 1
                raise UnreadableSourceError(
                    f"this is not text in {self.encoding}",
                    line,
                    hint="name the right encoding with `--encoding`",
                ) from None
            # Five bytes of windows-1252 have no character.
            text = self.data.decode("windows-1252", "replace")
        except LookupError:
            raise UnreadableSourceError(f"no encoding named `{self.encoding}`") from None
        if "\0" in text:
            raise UnreadableSourceError("this is a binary file of no known format")
        return re.sub(r"\r\n?", "\n", text.removeprefix("\ufeff"))

    @cached_property
    def start(self) -> str:
        """The beginning of the text, to recognise a format by; empty for a binary file."""
        if self.is_binary:
            return ""
        try:
            return self.data[:8192].decode(self.encoding, "ignore").lstrip("\ufeff")
        except (LookupError, UnicodeError):
            return ""


def _controls(data: bytes) -> int:
    return sum(data.count(bytes([code])) for code in range(32) if code not in (9, 10, 12, 13, 27))
