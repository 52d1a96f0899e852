"""Collected reports in a folder and below it: found by name, and read within a limit.

Folders of artifacts hold what CI jobs of many people wrote. Symbolic links are not followed, and
nothing but regular files is opened: neither may lead out of the folder or keep a run waiting.
"""

import os
import stat
from collections.abc import Iterator
from typing import NamedTuple

from tpmcli.model.errors import Exit, InvalidInputError, UsageError
from tpmcli.model.problem import Flaw, Hint, Problem, Remedy
from tpmcli.repo.content import read_limited
from tpmcli.repo.descriptors import open_file, read_chunks
from tpmcli.repo.os_errors import storage_error

LARGEST = 16 * 1024 * 1024
"""The bytes of the largest report that is read: some 30,000 items."""


class ReportFile(NamedTuple):
    """A file that may be a report: its path, and its name below the folder, with `/`.

    `trouble` is why it cannot be read, None if it may be; `code` is the exit code for that.
    """

    path: str
    name: str
    trouble: Problem | None = None
    code: int = Exit.UNEVALUATED


def find_reports(folder: str) -> list[ReportFile]:
    """Return every `*.json` in a folder and below it, by name.

    A link to a folder, and a folder that cannot be read, is listed with its trouble, since a report
    may be in it.

    Raises: UsageError if `folder` is not a folder.
    """
    if not os.path.isdir(folder):
        raise UsageError(f"no such folder: {folder}")
    return sorted(_walk(folder), key=lambda file: file.name)


def _walk(top: str) -> Iterator[ReportFile]:
    waiting = [""]
    while waiting:
        below = waiting.pop()
        folder = os.path.join(top, below)
        try:
            with os.scandir(folder) as entries:
                found = list(entries)
        except OSError as error:
            trouble = Problem(Flaw.FOLDER_UNREADABLE, (error.strerror or str(error),))
            yield ReportFile(folder, below or ".", trouble, Exit.STORAGE)
            continue
        for entry in found:
            name = f"{below}/{entry.name}" if below else entry.name
            if entry.is_dir(follow_symlinks=False):
                waiting.append(name)
            elif entry.is_symlink():
                if entry.name.lower().endswith(".json") or os.path.isdir(entry.path):
                    trouble = Problem(Flaw.REPORT_IS_LINK, hint=Hint(Remedy.COLLECT_AGAIN))
                    yield ReportFile(entry.path, name, trouble)
            elif entry.name.lower().endswith(".json"):
                if entry.is_file(follow_symlinks=False):
                    yield ReportFile(entry.path, name)
                else:
                    yield ReportFile(
                        entry.path,
                        name,
                        Problem(Flaw.REPORT_IS_NO_FILE, hint=Hint(Remedy.COLLECT_AGAIN)),
                    )


def read_report_file(file: ReportFile) -> bytes:
    """Return the content of a file.

    Raises: InvalidInputError if it is larger than a report, or no longer a file; StorageError if
    the system does not let it be read.
    """
    try:
        descriptor = open_file(file.path)
    except OSError as error:
        raise storage_error(error, "read", file.name) from error
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise InvalidInputError([Problem(Flaw.REPORT_IS_NO_FILE, hint=Hint(Remedy.COLLECT_AGAIN))])
    try:
        return read_limited(read_chunks(descriptor, file.name), file.name, LARGEST)
    except ValueError as error:
        hint = Hint(Remedy.COLLECT_AGAIN)
        raise InvalidInputError([Problem(Flaw.FILE_TOO_LARGE, (LARGEST,), hint=hint)]) from error
