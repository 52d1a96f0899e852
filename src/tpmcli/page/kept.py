"""Files that were sent with a form that was not saved, so that nobody must choose them again.

A browser forgets the files of a form. The page holds on to what it received, under names that
nobody can guess, until it is saved or the page ends; the draft sweeps up what is left.
"""

import os
from collections.abc import Iterable
from secrets import token_urlsafe
from typing import NamedTuple

from tpmcli.app.draft_save import Files
from tpmcli.repo.uploads import Upload

_MOST = 50


class KeptUpload(NamedTuple):
    """A file that was received: the value that a form names it by, and its own name."""

    token: str
    name: str


class KeptUploads:
    """Everything that was received and not saved, by item or phase; the oldest goes first."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[str, Upload]] = {}

    def keep(self, files: Files | None) -> tuple[KeptUpload, ...]:
        """Hold on to files, and return what a form must name to have them saved."""
        kept = []
        for upload in files.uploads if files is not None else ():
            token = token_urlsafe(16)
            self._known[token] = (files.subject if files else "", upload)
            kept.append(KeptUpload(token, upload.name))
        for token in list(self._known)[:-_MOST]:
            del self._known[token]
        return tuple(kept)

    def take(self, subject: str, tokens: Iterable[str]) -> tuple[Upload, ...]:
        """Return the files that a form names, as far as they are still there."""
        found = [self._known.get(token, ("", None)) for token in tokens]
        return tuple(
            upload
            for about, upload in found
            if upload is not None and about == subject and os.path.isfile(upload.path)
        )
