"""Files of expected output: compared with what is made, or written anew.

`pytest --write-expected` writes them. Read the difference before it is committed.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path


class Expected:
    """The comparison of what is made with a file, or the writing of that file."""

    def __init__(self, *, write: bool) -> None:
        self.write = write

    def __call__(self, file: Path, made: str) -> None:
        """Hold a text to its file."""
        if self.write:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(made.encode())
        assert made == file.read_bytes().decode()

    def only(self, folder: Path, names: Iterable[str], pattern: str = "*.*") -> None:
        """Hold the files below a folder to these names: one that is made no more has to go."""
        wanted, files = set(names), [file for file in folder.rglob(pattern) if file.is_file()]
        if self.write:
            for file in files:
                if file.relative_to(folder).as_posix() not in wanted:
                    file.unlink()
            return
        assert wanted == {file.relative_to(folder).as_posix() for file in files}
