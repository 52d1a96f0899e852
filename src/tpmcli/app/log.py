"""The history of a project's records, by comparing those of each commit with those before.

Only blocks whose text differs are read as YAML, so that a long history costs what git needs for it.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from tpmcli.app.context import CommandContext
from tpmcli.app.elsewhere import locate
from tpmcli.app.workspace import INCREMENTS, RECORD, kept_increments, load_requirements
from tpmcli.model.checklist import Checklist
from tpmcli.model.days import day_at, parse_day
from tpmcli.model.errors import InvalidInputError, UsageError
from tpmcli.model.problem import Flaw, Hint, Problem, Remedy
from tpmcli.model.record import Record
from tpmcli.model.role import SHIPPED_ROLES
from tpmcli.repo.file_history import Version, each_content, versions
from tpmcli.repo.git import Git, open_git
from tpmcli.repo.worktree import WorkTree
from tpmcli.rules.history import EventType, LogEntry, RecordChange, diff_records, merge_changes
from tpmcli.store.record.cut import Cut, cut, read_pieces
from tpmcli.store.record.file import read_record
from tpmcli.store.yaml.scan import RECORD_LIMITS
from tpmcli.text.names import suggestion

# Stands before the path of a file in the work tree where others have an object id.
_DISK = "disk:"


class Log(NamedTuple):
    """The entries, the newest first.

    ``complete`` is False if git has only a part of the history (a shallow clone).
    """

    entries: tuple[LogEntry, ...]
    complete: bool


def read_log(session: CommandContext, subject: str = "", since: str = "") -> Log:
    """Return what was recorded in the project around the session's folder.

    Args:
        session: the folder, and the increment to keep to, if any.
        subject: the id of an item or a phase, or the slug of an item; "" for everything.
        since: the first day, an ISO date; "" for the whole history.

    Raises:
        UsageError: the subject is not known, or `since` is not a date.
        InvalidInputError: there is no project, or no git.
    """
    if since and parse_day(since) is None:
        raise UsageError(f"`--since` {since} is not a date", "write YYYY-MM-DD, such as 2026-12-31")
    root = locate(session.folder)
    git = open_git(root, session.env)
    if git is None:
        hint = Hint(Remedy.GIT_INIT)
        raise InvalidInputError([Problem(Flaw.NO_GIT_FOR_LOG, hint=hint)])
    tree = WorkTree(root, git)
    checklist = _checklist(tree)
    found = list(_HistoryReader(git, since, _on_disk(tree)).entries())
    if subject:
        wanted = _wanted(subject, checklist, found)
        found = [each for each in found if _concerns(each.change, wanted)]
    if session.increment:
        found = [each for each in found if each.change.increment == session.increment]
    if checklist is not None:
        found = [_worded(entry, checklist) for entry in found]
    titles = {name: item.title for name, item in checklist.items().items()} if checklist else {}
    titled = (each._replace(title=titles.get(each.change.subject, "")) for each in found)
    return Log(tuple(reversed(list(titled))), not git.is_shallow())


def _on_disk(tree: WorkTree) -> dict[str, bytes]:
    """Return the bytes of the records in the work tree, by path."""
    found = {}
    for path in (RECORD, *(f"{INCREMENTS}/{name}.yaml" for name in kept_increments(tree))):
        try:
            found[path] = tree.read(path, RECORD_LIMITS.bytes)
        except (FileNotFoundError, ValueError):
            continue
    return found


def _worded(entry: LogEntry, checklist: Checklist) -> LogEntry:
    """Return the entry with the role's words."""
    role = entry.change.role
    if role is None or role in SHIPPED_ROLES:
        return entry
    return entry._replace(change=entry.change._replace(role=checklist.role(role)))


def _checklist(tree: WorkTree) -> Checklist | None:
    try:
        return load_requirements(tree).checklist
    except InvalidInputError:
        # The history can be told without the titles of items.
        return None


def _concerns(change: RecordChange, subject: str) -> bool:
    return change.subject == subject or change.subject.startswith(f"{subject}.")


def _wanted(name: str, checklist: Checklist | None, found: Sequence[LogEntry]) -> str:
    """Return the item or phase that a name means, of the checklist or of the history."""
    subjects = dict.fromkeys(each.change.subject for each in found)
    known = dict.fromkeys(subject.partition(".")[0] for subject in subjects)
    if checklist is not None:
        subjects |= dict.fromkeys(checklist.items())
        known |= dict.fromkeys(phase.id for phase in checklist.phases)
    known |= subjects
    if name in known:
        return name
    slugs = [subject for subject in subjects if subject.partition(".")[2] == name]
    if len(slugs) == 1:
        return slugs[0]
    if slugs:
        raise UsageError(f"`{name}` is in several phases", f"use a full id: {', '.join(slugs)}")
    hint = suggestion(name, [each for each in known if each])
    raise UsageError(f"no item or phase named `{name}`", hint)


class _FileVersion(NamedTuple):
    """The file of one version: which increment it holds, and its pieces if it could be cut."""

    increment: str
    cut: Cut | None
    path: str


class _HistoryReader:
    """One walk over the history."""

    def __init__(self, git: Git, since: str, on_disk: Mapping[str, bytes]) -> None:
        self._git = git
        self._since = since
        self._on_disk = on_disk
        self._held: dict[str, _FileVersion] = {}
        self._unreadable: dict[str, Problem] = {}
        self._increments: dict[bytes, str] = {}
        self._pieces: dict[bytes, bytes] = {}
        self._read: dict[str, Record] = {}

    def entries(self) -> Iterator[LogEntry]:
        """Yield every change, the oldest first."""
        history = versions(self._git, (RECORD, INCREMENTS))
        by_id = {version.commit: version for version in history}
        told = [version for version in history if self._is_told(version)]
        self._load(self._needed(told, by_id, history))
        if self._unreadable and len(told) < len(history):
            # Then what stood before lies further back.
            self._load(self._needed(history, by_id, history))
        # A record that cannot be read, as amid a conflict, is taken for what stood before.
        states: dict[str, dict[str, str]] = {}
        for version in history:
            state, broken = self._state(version.objects, version.parents, states)
            states[version.commit] = state
            if self._is_told(version):
                day = "" if version.time is None else day_at(version.time)
                for change in (*broken, *self._changes(version.parents, state, states)):
                    yield LogEntry(change, version.commit, version.author, day)
        yield from self._not_committed(history, states)

    def _is_told(self, version: Version) -> bool:
        # A commit whose date is unknown is never hidden.
        return not self._since or version.time is None or day_at(version.time) >= self._since

    def _needed(
        self, told: Sequence[Version], by_id: Mapping[str, Version], history: Sequence[Version]
    ) -> dict[str, str]:
        """Return the ids of the objects to read, with their paths.

        They are those of the commits to tell of, of those before, and of the last.
        """
        wanted = {}
        for version in (*told, *history[-1:]):
            for each in (version, *(by_id[name] for name in version.parents if name in by_id)):
                wanted.update({oid: path for path, oid in each.objects.items() if _is_record(path)})
        return wanted

    def _load(self, wanted: Mapping[str, str]) -> None:
        for object_id, data in each_content(self._git, list(wanted)):
            self._take(object_id, data, wanted[object_id])

    def _take(self, object_id: str, data: bytes, path: str) -> None:
        pieces = cut(data, self._pieces)
        increment = self._increments.get(pieces.head, "") if pieces else ""
        if pieces and not increment:
            part = read_pieces(Cut(pieces.head), path)
            increment = part.increment if part else ""
            self._increments[pieces.head] = increment
        if pieces is None or not increment:
            pieces = None
            try:
                increment = read_record(data, path).increment
            except InvalidInputError as error:
                self._unreadable[object_id] = error.problems[0]
                return
        self._held[object_id] = _FileVersion(increment, pieces, path)

    def _state(
        self,
        objects: Mapping[str, str],
        parents: Sequence[str],
        states: Mapping[str, Mapping[str, str]],
    ) -> tuple[dict[str, str], list[RecordChange]]:
        """Return the object of each increment in a commit, and what could not be read there."""
        state: dict[str, str] = {}
        broken = []
        for path, object_id in objects.items():
            if not _is_record(path):
                continue
            held = self._held.get(object_id)
            if held is not None:
                state.setdefault(held.increment, object_id)
            elif object_id in self._unreadable:
                broken.append(_unreadable("", self._unreadable[object_id]))
        if broken:
            for parent in parents:
                for increment, object_id in states.get(parent, {}).items():
                    state.setdefault(increment, object_id)
        return state, broken

    def _changes(
        self,
        parents: Sequence[str],
        state: dict[str, str],
        states: Mapping[str, Mapping[str, str]],
    ) -> list[RecordChange]:
        before = [states.get(parent, {}) for parent in parents] or [{}]
        found = []
        unread: dict[str, str] = {}
        for increment, object_id in state.items():
            olds = [each.get(increment, "") for each in before]
            if object_id in olds:
                continue
            try:
                found += merge_changes([self._between(old, object_id) for old in olds])
            except InvalidInputError as error:
                found.append(_unreadable(increment, error.problems[0]))
                unread[increment] = next(filter(None, olds), "")
        for increment in before[0]:
            if increment not in state and all(increment in each for each in before):
                found.append(RecordChange(EventType.REMOVED, increment))
        # What comes next is compared with what could be read last.
        for increment, object_id in unread.items():
            state.pop(increment)
            if object_id:
                state[increment] = object_id
        return found

    def _between(self, old: str, new: str) -> list[RecordChange]:
        after = self._held[new]
        if not old:
            return diff_records(None, self._whole(new, after))
        before = self._held[old]
        if after.cut is not None and before.cut is not None:
            parts = (
                read_pieces(before.cut.without(after.cut), before.path),
                read_pieces(after.cut.without(before.cut), after.path),
            )
            if parts[0] is not None and parts[1] is not None:
                return diff_records(parts[0], parts[1])
        return diff_records(self._whole(old, before), self._whole(new, after))

    def _whole(self, object_id: str, held: _FileVersion) -> Record:
        if object_id.startswith(_DISK):
            return read_record(self._on_disk[held.path], held.path)
        if object_id not in self._read:
            ((_, data),) = each_content(self._git, [object_id])
            # Two at most: what a commit is compared with, and itself.
            self._read = {
                **dict(list(self._read.items())[-1:]),
                object_id: read_record(data, held.path),
            }
        return self._read[object_id]

    def _not_committed(
        self, history: Sequence[Version], states: dict[str, dict[str, str]]
    ) -> Iterator[LogEntry]:
        """Yield what is in the work tree and in no commit."""
        last = history[-1] if history else None
        known = states[last.commit] if last else {}
        state = dict[str, str]()
        for path, data in self._on_disk.items():
            name = f"{_DISK}{path}"
            self._take(name, data, path)
            held = self._held.get(name)
            if held is None:
                yield LogEntry(_unreadable("", self._unreadable[name]), "", "", "")
                return
            old = self._held.get(known.get(held.increment, ""))
            same = old is not None and held.cut is not None and old.cut == held.cut
            state.setdefault(held.increment, known[held.increment] if same else name)
        for change in self._changes([last.commit] if last else [], state, states):
            yield LogEntry(change, "", "", "")


def _unreadable(increment: str, why: Problem) -> RecordChange:
    return RecordChange(EventType.UNREADABLE, increment, problem=why)


def _is_record(path: str) -> bool:
    return path.endswith(".yaml")
