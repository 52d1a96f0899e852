"""Files that somebody hands over: received beside the draft's files, then put among them.

A name is reduced to what every file system holds, nothing is overwritten, no symbolic link is
followed, and nothing is executed or unpacked.
"""

import os
import stat
from collections.abc import Iterable
from contextlib import suppress
from typing import BinaryIO, NamedTuple

from tpmcli.model.errors import RefusedError
from tpmcli.repo.draft_tree import DraftTree
from tpmcli.repo.os_errors import storage_error
from tpmcli.text.paths import check_path

MOST_BYTES = 20 * 1024 * 1024
MOST_FILES = 10
_MOST_NAME = 100
_FORBIDDEN = frozenset((".tpm", ".git", ".github"))
# Seconds after which a received file that nobody saved is removed.
_KEPT = 24 * 3600


class Upload(NamedTuple):
    """A received file: where it is until it is saved, and the name that it gets."""

    path: str
    name: str
    size: int


def safe_name(name: str) -> str:
    """Return a file's name with letters, digits, `.`, `_` and `-` of ASCII alone.

    It has at most 100 characters, does not begin with a dot, and is not reserved on Windows.
    """
    from unicodedata import combining, normalize

    last = name.replace("\\", "/").rpartition("/")[2].lstrip(". ")
    plain = (sign for sign in normalize("NFKD", last) if not combining(sign))
    kept = "".join(
        sign if sign.isascii() and (sign.isalnum() or sign in "._-") else "-" for sign in plain
    )
    while "--" in kept:
        kept = kept.replace("--", "-")
    stem, dot, end = kept.rstrip(".-_").rpartition(".")
    if not dot or len(end) > 16:
        stem, end = kept, ""
    stem = stem.strip(".-_")
    end = f".{end}" if end else ""
    made = f"{stem[: _MOST_NAME - len(end)].rstrip('.-_')}{end}"
    if not stem:
        return f"file{end}"
    return made if not check_path(made) else f"file-{made}"[:_MOST_NAME]


def receive(tree: DraftTree, name: str, pieces: Iterable[bytes]) -> Upload:
    """Write a file as it comes in, outside what git sees.

    Raises: RefusedError if it is empty or larger than 20 MB; StorageError.
    """
    from tempfile import mkstemp

    folder = _folder(tree)
    try:
        os.makedirs(folder, mode=0o700, exist_ok=True)
        _sweep(folder)
        descriptor, path = mkstemp(dir=folder)
    except OSError as error:
        raise storage_error(error, "write into", folder) from error
    try:
        with open(descriptor, "wb") as file:
            size = _write(file, pieces, safe_name(name))
    except OSError as error:
        drop(path)
        raise storage_error(error, "save", safe_name(name)) from error
    except BaseException:
        drop(path)
        raise
    return Upload(path, safe_name(name), size)


def _write(file: BinaryIO, pieces: Iterable[bytes], name: str) -> int:
    """Write the pieces durably and return how many bytes they are."""
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > MOST_BYTES:
            limit = f"{MOST_BYTES // 1024**2} MB"
            raise RefusedError(f"`{name}` is larger than {limit}", "cite a link to it instead")
        file.write(piece)
    if not size:
        raise RefusedError(f"`{name}` is empty", "choose the file again")
    file.flush()
    os.fsync(file.fileno())
    return size


def drop(path: str) -> None:
    """Remove a received file, if it is still there."""
    with suppress(OSError):
        os.unlink(path)


def put(tree: DraftTree, root: str, folder: str, uploads: Iterable[Upload]) -> list[str]:
    """Put received files into a folder of the project at `root`, and return their paths in it.

    A number is added to a name that is taken. What was received stays until it is dropped.

    Raises: RefusedError if a symbolic link or a file is on the way, if the folder is one in which
    nothing is put, or if Git LFS keeps files there; StorageError.
    """
    top = os.path.realpath(tree.place.top)
    parts = [part for part in os.path.relpath(root, top).split(os.sep) if part != os.curdir]
    inside = [*parts, *folder.split("/")]
    if any(part.casefold() in _FORBIDDEN for part in inside) or check_path("/".join(inside)):
        raise RefusedError(f"nothing is uploaded into `{folder}`", "choose another place")
    target = top
    for part in inside:
        target = os.path.join(target, part)
        _make_folder(target, folder)
    taken = {name.casefold() for name in os.listdir(target)}
    found = []
    for upload in uploads:
        name = _free(upload.name, taken)
        taken.add(name.casefold())
        _refuse_lfs(tree, "/".join((*inside, name)))
        _copy(upload.path, os.path.join(target, name))
        found.append(f"{folder}/{name}")
    return found


def _make_folder(target: str, folder: str) -> None:
    try:
        os.mkdir(target, 0o755)
    except FileExistsError:
        status = os.lstat(target)
        if not stat.S_ISDIR(status.st_mode):
            raise RefusedError(
                f"nothing is uploaded into `{folder}`: it leads over a link or a file",
                "ask for a folder in its place",
            ) from None
    except OSError as error:
        raise storage_error(error, "create", target) from error


def _free(name: str, taken: set[str]) -> str:
    stem, dot, end = name.rpartition(".")
    stem, end = (stem, f".{end}") if dot else (name, "")
    number, tried = 2, name
    while tried.casefold() in taken:
        mark = f"-{number}{end}"
        tried = f"{stem[: _MOST_NAME - len(mark)]}{mark}"
        number += 1
    return tried


def _refuse_lfs(tree: DraftTree, path: str) -> None:
    """Refuse a file that git would keep in LFS: a push of the draft does not send those."""
    words = ("check-attr", "-z", "filter", "--", path)
    if tree.git.output(*words).split(b"\0")[2:3] == [b"lfs"]:
        raise RefusedError(
            f"`{path}` would be kept in Git LFS, which the draft does not send",
            "cite a link to it, or ask for the file to be committed",
        )


def _copy(source: str, target: str) -> None:
    try:
        with open(source, "rb") as file:
            flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
            with open(os.open(target, flags | getattr(os, "O_BINARY", 0), 0o644), "wb") as made:
                while piece := file.read(1 << 20):
                    made.write(piece)
                made.flush()
                os.fsync(made.fileno())
    except OSError as error:
        raise storage_error(error, "save", target) from error


def _folder(tree: DraftTree) -> str:
    return os.path.join(tree.git_dir, "tpm-uploads")


def _sweep(folder: str) -> None:
    """Remove what was received long ago and never saved."""
    from time import time

    for name in os.listdir(folder):
        path = os.path.join(folder, name)
        with suppress(OSError):
            if os.stat(path).st_mtime < time() - _KEPT:
                os.unlink(path)
