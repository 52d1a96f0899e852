"""The files that a check examines: finding and reading them.

Every file is untrusted. Their number, size and content are bounded, and every defect ends the
check with a clear message.
"""

from collections.abc import Iterator
from typing import NamedTuple

from tpmcli.checks.base import CannotRunError, CheckContext, CheckedFile, FailedError, counted
from tpmcli.model.errors import MessageError
from tpmcli.model.tree import EntryKind, NotFetchedError, Tree
from tpmcli.text.encodings import unicode_encoding

MIB = 1024 * 1024
REPORT_LIMIT = 64 * MIB
DOCUMENT_LIMIT = 4 * MIB
TOTAL_LIMIT = 256 * MIB
MAX_FILES = 5_000

# https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md#the-pointer
_LFS_POINTER = b"version https://git-lfs.github.com/spec/"


class FoundFiles(NamedTuple):
    """The files that a glob finds: at most `MAX_FILES` of `total`, sorted, never none."""

    glob: str
    sources: tuple[CheckedFile, ...]
    total: int

    @property
    def first(self) -> CheckedFile:
        """The file that is examined if one is enough."""
        return self.sources[0]

    @property
    def label(self) -> str:
        """The files as a message names them: the path, or the glob and their number."""
        if self.total == 1:
            return self.first.path
        return f"{self.glob} ({self.total:,} files)"

    @property
    def first_label(self) -> str:
        """The first file as a message names it, if only that one was examined."""
        if self.total == 1:
            return self.first.path
        return f"{self.first.path} (first of {self.total:,} files that match {self.glob})"


def is_glob(path: str) -> bool:
    """Return whether the path has a wildcard in it."""
    return any(char in path for char in "*?[")


def find(context: CheckContext, glob: str) -> FoundFiles:
    """Return the files that a path or glob names, in the artifacts or else in the repository.

    Raises: FailedError if there is none, CannotRunError if the glob is invalid.
    """
    from tpmcli.text.globs import check_glob

    if reason := check_glob(glob):
        raise CannotRunError(f"{glob}: {reason}")
    if context.artifacts is not None:
        paths = _matches(context.artifacts, glob, tracked=False)
        if paths:
            return found_files(glob, paths, context.artifacts, from_run=True)
    paths = _matches(context.tree, glob, tracked=True)
    if not paths:
        raise _missing(context, glob)
    return found_files(glob, paths, context.tree, from_run=False)


def found_files(glob: str, paths: list[str], tree: Tree, *, from_run: bool) -> FoundFiles:
    """Return these files of a tree, of which there is at least one, as what a glob finds."""
    sources = tuple(CheckedFile(path, tree, from_run) for path in paths[:MAX_FILES])
    return FoundFiles(glob, sources, len(paths))


def _matches(tree: Tree, glob: str, *, tracked: bool) -> list[str]:
    if is_glob(glob) or glob.endswith("/"):
        from tpmcli.text.globs import glob_paths

        return glob_paths([glob], tree.files())
    entry = tree.entry(glob)
    if entry is None or entry.kind is EntryKind.DIRECTORY or (tracked and not entry.tracked):
        return []
    return [glob]


def _missing(context: CheckContext, glob: str) -> FailedError:
    if is_glob(glob) or glob.endswith("/"):
        return FailedError(f"no file matches {glob}")
    entry = context.tree.entry(glob)
    if entry is None:
        return FailedError(f"{glob} does not exist", lacks=glob)
    if entry.kind is EntryKind.DIRECTORY:
        return FailedError(f"{glob} is a folder, not a file")
    return FailedError(f"{glob} is not tracked by git: git add -- {glob}")


def read_bytes(source: CheckedFile, limit: int) -> bytes:
    """Return the content of a file, which is not empty.

    Raises: FailedError if it is empty, CannotRunError if it cannot be read, is larger than `limit`
    bytes or is a pointer to Git LFS without the content.
    """
    path = source.path
    entry = source.tree.entry(path)
    if entry is not None and entry.kind is not EntryKind.FILE:
        what = {EntryKind.SYMLINK: "a symbolic link", EntryKind.SUBMODULE: "a submodule"}
        raise CannotRunError(
            f"{path} is {what.get(entry.kind, 'no file')}; only regular files are read", source
        )
    if entry is not None and entry.size > limit:
        raise _too_large(source, entry.size, limit)
    try:
        data = source.tree.read(path, limit)
    except FileNotFoundError:
        raise CannotRunError(f"{path} vanished while it was looked at", source) from None
    except ValueError:
        raise _too_large(source, 0, limit) from None
    except NotFetchedError:
        raise _pointer_only(source) from None
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise CannotRunError(f"{path} cannot be read: {reason}", source) from None
    except MessageError as error:
        raise CannotRunError(f"{path} cannot be read: {error.message}", source) from None
    if not data or data.isspace():
        raise empty(source)
    # Where no attribute gives the path to Git LFS, such a text shows nothing either.
    if len(data) < 1024 and data.startswith(_LFS_POINTER):
        raise _pointer_only(source)
    return data


def empty(source: CheckedFile) -> FailedError:
    """Return the error that a file has no content."""
    lacks = "" if source.from_run else source.path
    return FailedError(f"{source.path} is empty", source, lacks=lacks)


def _pointer_only(source: CheckedFile) -> CannotRunError:
    return CannotRunError(
        f"{source.path} is a Git LFS pointer and its content is not here: git lfs pull", source
    )


def _too_large(source: CheckedFile, size: int, limit: int) -> CannotRunError:
    is_size = f"is {size / MIB:.1f} MiB" if size else "is too large"
    return CannotRunError(
        f"{source.path} {is_size}: more than {limit // MIB} MiB is not read", source
    )


def read_all(
    found: FoundFiles, limit: int, *, skip_empty: bool = False
) -> Iterator[tuple[CheckedFile, bytes]]:
    """Yield every file that was found, one after the other.

    Raises: CannotRunError if they are too many or too large together, FailedError if one is empty,
    unless `skip_empty`.
    """
    if found.total > len(found.sources):
        raise CannotRunError(
            f"{counted(found.total, 'file')} match {found.glob}: "
            f"more than {MAX_FILES:,} are not read",
            found.first._replace(path=""),
        )
    left = TOTAL_LIMIT
    for source in found.sources:
        try:
            data = read_bytes(source, limit)
        except FailedError:
            if skip_empty:
                continue
            raise
        left -= len(data)
        if left < 0:
            raise CannotRunError(
                f"the files that match {found.glob} hold more than {TOTAL_LIMIT // MIB} MiB",
                source,
            )
        yield source, data


def decode(source: CheckedFile, data: bytes) -> str:
    """Return the text of a file: UTF-8, or UTF-16, which most often has a byte order mark.

    Raises: CannotRunError for a binary file and for another encoding.
    """
    encoding = unicode_encoding(data)
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        if b"\0" in data:
            raise CannotRunError(f"{source.path} is a binary file", source) from None
        line = data.count(b"\n", 0, error.start) + 1
        raise CannotRunError(
            f"{source.path} is not UTF-8: byte 0x{data[error.start]:02x} in line {line}",
            source,
            line,
        ) from None
    if "\0" in text:
        raise CannotRunError(f"{source.path} is a binary file", source)
    return text


def read_text(source: CheckedFile, limit: int = DOCUMENT_LIMIT) -> str:
    """Return the text of a file; see `read_bytes` and `decode`."""
    text = decode(source, read_bytes(source, limit))
    if not text or text.isspace():
        raise empty(source)
    return text
