"""Refusals of the operating system, in plain words and with the fix."""

from __future__ import annotations

import errno

from tpmcli.model.errors import StorageError

_WORDS = {
    errno.ENOSPC: ("no space is left on the disk", "free some space and try again"),
    errno.EDQUOT: ("the disk quota is used up", "free some space and try again"),
    errno.EFBIG: (
        "the file would be larger than this process may write",
        "raise the limit (ulimit -f) and try again",
    ),
    errno.EROFS: (
        "the file system is read-only",
        "work on a copy that can be written, or mount it for writing",
    ),
    errno.EACCES: (
        "permission denied",
        "give your user the right to write the file and its folder",
    ),
    errno.EPERM: (
        "the system does not permit it",
        "give your user the right to write the file and its folder",
    ),
    errno.EIO: (
        "the disk reported an error",
        "check the disk before you go on; the system log says more",
    ),
    errno.EINTR: ("the call was interrupted", "try again"),
    errno.EMFILE: ("too many files are open", "close some programs and try again"),
    errno.ENFILE: ("too many files are open", "close some programs and try again"),
    errno.ENOENT: ("a folder or file does not exist", "create the folder and try again"),
    errno.ENOTDIR: ("a part of the path is a file, not a folder", "correct the path and try again"),
    errno.ENAMETOOLONG: ("the name is too long", "use a shorter name"),
    errno.ESTALE: ("the network drive lost the file", "mount the drive again"),
}


def storage_error(error: OSError, action: str, path: str, after: str = "") -> StorageError:
    """Return the error for what the system refused.

    `action` is what was tried ("save"), `after` the state now ("the file is unchanged").
    """
    fallback = (error.strerror or str(error), "see whether the disk and the folder are in order")
    what, way_out = _WORDS.get(error.errno or 0, fallback)
    message = f"cannot {action} {path}: {what}"
    return StorageError(f"{message}; {after}" if after else message, way_out)
