"""A project's files, and every question that was asked of them, with one digest of all answers.

What is judged from the files alone follows from the answers alone. Where the same questions, asked
again in the same order, have the same answers, the judgement is the same.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence

from tpmcli.model.tree import EntryKind, TreeEntry
from tpmcli.repo.descriptors import open_folder, open_in, read_all
from tpmcli.repo.git import Git
from tpmcli.repo.history import GitHistory
from tpmcli.repo.worktree import REGULAR, WorkTree

# Folders held open at a time, far fewer than a process may.
_MOST_OPEN = 32
_KINDS = {kind: kind.encode() for kind in EntryKind}
_ENTRY, _READ, _FILES, _NAMES, _TAGS = "erfnt"


class Transcript:
    """Questions in their order, and the digest of what was answered.

    ``whole`` is False once something was asked that cannot be asked again.
    """

    def __init__(self) -> None:
        from hashlib import sha256

        self.questions: list[str] = []
        self.whole = True
        self._answers = sha256()

    def note(self, question: str, answer: bytes, kind: bytes = b"") -> None:
        """Adds a question, of what kind the answer is, and the answer."""
        self.questions.append(question)
        # The length keeps one answer apart from the next.
        self._answers.update(b"%b %d:" % (kind, len(answer)))
        self._answers.update(answer)

    def digest(self) -> str:
        """Of all answers so far."""
        return self._answers.hexdigest()


class RecordedTree(WorkTree):
    """A `WorkTree` that keeps a transcript of what it is asked."""

    def __init__(self, root: str, git: Git | None, modes: dict[str, str] | None) -> None:
        super().__init__(root, git, modes=modes)
        self.transcript = Transcript()
        self._inside = False
        self._open_folders: dict[str, int] = {}
        self._files: Sequence[str] | None = None
        # Without git, existing is enough, and there are no tags: that is an answer, too.
        self.transcript.note("", b"git" if git is not None else b"")

    def entry(self, path: str) -> TreeEntry | None:
        """As in `WorkTree`."""
        self._inside = True
        found = super().entry(path)
        self._inside = False
        self._note_entry(path, found)
        return found

    def _note_entry(self, path: str, found: TreeEntry | None) -> None:
        said = b"" if found is None else b"%b %d %d" % (_KINDS[found.kind], *found[1:])
        self.transcript.note(_ENTRY + path, said)

    def read(self, path: str, limit: int) -> bytes:
        """As in `WorkTree`."""
        question = f"{_READ}{limit} {path}"
        self._inside = True
        try:
            content = super().read(path, limit)
        except (FileNotFoundError, ValueError) as error:
            self.transcript.note(question, b"", type(error).__name__.encode())
            raise
        finally:
            self._inside = False
        self.transcript.note(question, content)
        return content

    def chunks(self, path: str) -> Iterator[bytes]:
        """As in `WorkTree`. Files read so are too large to be read a second time."""
        self.transcript.whole = False
        return super().chunks(path)

    def files(self) -> Sequence[str]:
        """As in `WorkTree`, looked at once."""
        if self._files is None:
            self._files = super().files()
            self.transcript.note(_FILES, _joined(self._files))
        return self._files

    def names(self, folder: str) -> frozenset[str]:
        """As in `WorkTree`."""
        found = super().names(folder)
        # What it asks itself to answer another question is part of that answer.
        if not self._inside:
            self.transcript.note(f"{_NAMES}{folder}", _joined(sorted(found)))
        return found

    def _open_stepwise(self, path: str) -> int:
        """As in `WorkTree`, with the way to each folder gone once."""
        folder, _, name = path.rpartition("/")
        if folder not in self._open_folders:
            if len(self._open_folders) >= _MOST_OPEN:
                self.close()
            self._open_folders[folder] = open_folder(self.root, folder)
        return open_in(self._open_folders[folder], name)

    def close(self) -> None:
        """Lets go of what is open; whatever is asked later is opened anew."""
        while self._open_folders:
            os.close(self._open_folders.popitem()[1])

    def modified(self, path: str) -> float:
        """As in `WorkTree`; what hangs on a time is not judged from the files alone."""
        self.transcript.whole = False
        return super().modified(path)

    def ask_again(self, questions: Sequence[str], history: RecordedHistory | None) -> None:
        """Asks the questions of another transcript, in their order."""
        answered = False
        for question, following in zip(questions, [*questions[1:], ""], strict=True):
            if answered:
                answered = False
                continue
            try:
                answered = self._ask(question, following, history)
            except (FileNotFoundError, ValueError):
                answered = False

    def _ask(self, question: str, following: str, history: RecordedHistory | None) -> bool:
        """Asks one question; True where the one that follows was answered with it."""
        kind, about = question[:1], question[1:]
        if kind == _ENTRY:
            if self._both(about, following):
                return True
            self.entry(about)
        elif kind == _READ:
            limit, _, path = about.partition(" ")
            self.read(path, int(limit))
        elif kind == _FILES:
            self.files()
        elif kind == _NAMES:
            self.names(about)
        elif kind == _TAGS and history is not None:
            history.tags()
        return False

    def _both(self, path: str, following: str) -> bool:
        """Notes what stands at a path and what it holds at one go, where both are asked and it is a
        regular file that git tracks; False where it is not so, and nothing was noted.
        """
        kind, (limit, _, read) = following[:1], following[1:].partition(" ")
        regular = self._modes.get(path, "").startswith(REGULAR)
        if not (kind == _READ and read == path and regular):
            return False
        try:
            descriptor = self._descriptor(path)
            size = os.fstat(descriptor).st_size
            content = read_all(descriptor, size, path, int(limit))
        except (FileNotFoundError, ValueError):
            return False
        self._note_entry(path, TreeEntry(EntryKind.FILE, size))
        self.transcript.note(following, content)
        return True


class RecordedHistory(GitHistory):
    """The history as one project sees it: tags are asked once a repository, and noted."""

    def __init__(
        self,
        git: Git,
        today: str,
        below: str,
        known: dict[str, Sequence[str]],
        transcript: Transcript,
    ) -> None:
        """`below` is the project's folder below git's; `known` the tags by repository."""
        super().__init__(git, today, prefix=below)
        self._known = known
        self._common = git.repository.common_dir if git.repository else git.folder
        self._transcript = transcript

    def tags(self) -> Sequence[str]:
        """As in `GitHistory`."""
        if self._common not in self._known:
            self._known[self._common] = super().tags()
        found = self._known[self._common]
        self._transcript.note(_TAGS, _joined(found))
        return found

    def last_change(self, paths: Sequence[str]) -> str | None:
        """As in `GitHistory`; to ask it again would take as long as to judge."""
        self._transcript.whole = False
        return super().last_change(paths)


def _joined(names: Iterable[str]) -> bytes:
    return "\0".join(names).encode("utf-8", "surrogateescape")
