"""Who wrote an answer into the project file by hand, and when, by the history of the record.

As with other entries, lines do not matter: an answer belongs to the commit whose record has it and
whose parents' records do not.
"""

from collections.abc import Mapping
from typing import NamedTuple

from tpmcli.app.workspace import INCREMENTS, RECORD
from tpmcli.model.days import moment_at
from tpmcli.model.errors import InvalidInputError
from tpmcli.model.problem import Flaw, Hint, Problem, Remedy
from tpmcli.model.record import Record
from tpmcli.repo.authorship import contents
from tpmcli.repo.file_history import Version, versions
from tpmcli.repo.git import Git
from tpmcli.repo.git_time import read_seconds
from tpmcli.rules.change.recorded_entries import canonical
from tpmcli.store.record.file import read_record


class AnswerOrigin(NamedTuple):
    """An email address, and the moment as the record writes it; empty if git's is unknown."""

    by: str
    at: str


class AnswerOrigins:
    """The commits that brought incomplete answers, each version of the record read once."""

    def __init__(self, git: Git) -> None:
        self._git = git
        self._versions = versions(git, (RECORD, INCREMENTS))
        self._by_commit = {version.commit: version for version in self._versions}
        self._records: dict[str, Record | None] = {}

    def find(self, increment: str, name: str, raw: Mapping[str, object]) -> AnswerOrigin | None:
        """Return who wrote the answer in the block `name`; None if it is in no commit yet.

        Raises: InvalidInputError in a shallow clone that has not the commit.
        """
        wanted = canonical(raw)
        if not self._versions or not self._has(self._versions[-1], increment, name, wanted):
            return None
        source, seen = self._versions[-1], {self._versions[-1].commit}
        waiting, sources = [source], []
        while waiting:
            version = waiting.pop()
            parents = [self._by_commit[each] for each in version.parents if each in self._by_commit]
            holding = [each for each in parents if self._has(each, increment, name, wanted)]
            if not holding:
                sources.append(version)
            waiting += [each for each in holding if each.commit not in seen]
            seen.update(each.commit for each in holding)
        places = {version.commit: at for at, version in enumerate(self._versions)}
        first = min(sources, key=lambda version: places[version.commit])
        if not first.parents and self._git.is_shallow():
            hint = Hint(Remedy.FETCH_HISTORY)
            raise InvalidInputError([Problem(Flaw.SHALLOW, hint=hint)])
        return self._origin(first.commit)

    def _has(self, version: Version, increment: str, name: str, wanted: str) -> bool:
        """Return whether a version has the very answer; what cannot be read has none."""
        for path, object_id in version.objects.items():
            record = self._record(path, object_id)
            if record is None or record.increment != increment:
                continue
            incomplete = record.item(name).incomplete
            if incomplete is not None and canonical(incomplete.raw) == wanted:
                return True
        return False

    def _record(self, path: str, object_id: str) -> Record | None:
        if object_id not in self._records:
            data = contents(self._git, [object_id]).get(object_id, b"")
            try:
                self._records[object_id] = read_record(data, path)
            except InvalidInputError:
                self._records[object_id] = None
        return self._records[object_id]

    def _origin(self, commit: str) -> AnswerOrigin:
        out = self._git.output("log", "-1", "--no-mailmap", "--format=%at%n%ae", commit, "--")
        seconds, _, email = out.decode("utf-8", "replace").partition("\n")
        written = read_seconds(seconds)
        return AnswerOrigin(email.strip(), "" if written is None else moment_at(written))
