"""A power cut at every moment of a save, in a model of what a disk may have kept.

The operations of a real save are recorded and played on a model disk, as pessimistic as POSIX
allows: what was not brought to disk may be there or not, in any combination. Of the unsynced writes
to a file any number may be there, the last of them cut; of the unsynced changes to a folder any
subset, each whole. It is a model: a drive that lies about what it has written is not in it.
"""

from __future__ import annotations

import itertools
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tpmcli.repo import atomic
from tpmcli.repo.atomic import create, move, update

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="elsewhere files are brought to disk by other calls"
)
OLD, NEW = b"old\n" * 500, b"new\n" * 700
Action = Callable[[str], object]
Names = dict[str, bytes]  # what stands under each name
OLD_FILE = 0


class Write(NamedTuple):
    """Bytes to the end of a file, which is emptied first where ``data`` is None."""

    inode: int
    data: bytes | None


class Name(NamedTuple):
    """A change to a folder: a name that leads to a file from now on, and one that is gone."""

    folder: str
    name: str
    inode: int | None
    gone: str = ""


class Sync(NamedTuple):
    """A file or a folder is brought to disk."""

    inode: int | None
    folder: str = ""


Operation = Write | Name | Sync


class Recorder:
    """Stands in for `os` in the code that saves and notes what it does to the disk."""

    def __init__(self, before: str) -> None:
        self.operations: list[Operation] = []
        self.inodes = {before: OLD_FILE}
        self.open_files: dict[int, int | str] = {}
        self.counter = itertools.count(OLD_FILE + 1)

    def __getattr__(self, name: str) -> Any:
        return getattr(os, name)

    def open(self, path: str, flags: int, *args: Any) -> int:
        descriptor = os.open(path, flags, *args)
        if flags & os.O_DIRECTORY:
            self.open_files[descriptor] = path
            return descriptor
        if path not in self.inodes:
            self.inodes[path] = next(self.counter)
            self.operations.append(Name(os.path.dirname(path), path, self.inodes[path]))
        self.open_files[descriptor] = self.inodes[path]
        if flags & os.O_TRUNC:
            self.operations.append(Write(self.inodes[path], None))
        return descriptor

    def write(self, descriptor: int, data: Any) -> int:
        # Half of it at a time, so that a save in several writes is looked at.
        written = os.write(descriptor, bytes(data)[: max(1, (len(data) + 1) // 2)])
        inode = self.open_files[descriptor]
        assert isinstance(inode, int)
        self.operations.append(Write(inode, bytes(data)[:written]))
        return written

    def fsync(self, descriptor: int) -> None:
        os.fsync(descriptor)
        where = self.open_files[descriptor]
        self.operations.append(
            Sync(where) if isinstance(where, int) else Sync(None, os.path.abspath(where))
        )

    def replace(self, source: str, target: str) -> None:
        os.replace(source, target)
        self._named(target, self.inodes.pop(source), source)

    rename = replace

    def link(self, source: str, target: str, **options: Any) -> None:
        os.link(source, target, **options)
        self._named(target, self.inodes[source])

    def unlink(self, path: str) -> None:
        os.unlink(path)
        del self.inodes[path]
        self.operations.append(Name(os.path.dirname(path), "", None, path))

    def _named(self, target: str, inode: int, gone: str = "") -> None:
        self.inodes[target] = inode
        self.operations.append(Name(os.path.dirname(target), target, inode, gone))


def recorded(action: Action, path: str) -> list[Operation]:
    """What an action does to the disk, in order."""
    recorder = Recorder(path)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(atomic, "os", recorder)
        action(path)
    return recorder.operations


def survivals(operations: list[Operation], path: str) -> Iterator[Names]:
    """Every state that the disk may be in when the power fails after these operations."""
    unsynced: list[Name] = []
    kept: list[Name] = []
    content: dict[int, list[bytes | None]] = {OLD_FILE: []}
    durable: dict[int, int] = {}
    for operation in operations:
        if isinstance(operation, Write):
            content.setdefault(operation.inode, []).append(operation.data)
        elif isinstance(operation, Name):
            unsynced.append(operation)
        elif operation.inode is None:
            kept += [name for name in unsynced if name.folder == operation.folder]
            unsynced = [name for name in unsynced if name.folder != operation.folder]
        else:
            durable[operation.inode] = len(content.get(operation.inode, ()))
    choices = {
        inode: list(_contents(writes, durable.get(inode, 0), OLD if inode == OLD_FILE else b""))
        for inode, writes in content.items()
    }
    for present in itertools.product((False, True), repeat=len(unsynced)):
        names = {path: OLD_FILE}
        for change in [*kept, *itertools.compress(unsynced, present)]:
            if change.inode is not None:
                names[change.name] = change.inode
            names.pop(change.gone, None)
        for found in itertools.product(*choices.values()):
            contents = dict(zip(choices, found, strict=True))
            yield {name: contents.get(inode, b"") for name, inode in names.items()}


def _contents(writes: list[bytes | None], durable: int, before: bytes) -> Iterator[bytes]:
    """What a file may hold: the writes that are on disk, any number more, the last one cut."""
    data = before
    for at in range(len(writes) + 1):
        if at >= durable:
            yield data
        if at == len(writes):
            return
        written = writes[at]
        if written is None:
            data = b""
            continue
        if at >= durable:
            yield data + written[: len(written) // 2]
        data += written


def states(action: Action, path: str) -> tuple[list[Names], list[Names]]:
    """What may be found after a power cut: at any moment, and once the action has returned."""
    operations = recorded(action, path)
    moments = [list(survivals(operations[:count], path)) for count in range(len(operations) + 1)]
    return [state for moment in moments for state in moment], moments[-1]


@pytest.fixture
def path(repository: Path) -> str:
    file = repository / "project.yaml"
    file.write_bytes(OLD)
    # The lock is there from an earlier save; it is no part of what is modelled.
    update(str(file), lambda old: old or b"")
    return str(file)


def save(path: str) -> None:
    update(path, lambda _: NEW)


def word(content: bytes | None) -> str:
    if content is None:
        return "nothing"
    return {OLD: "old", NEW: "new", b"": "empty"}.get(content, "torn")


def verdict(action: Action, path: str) -> tuple[set[str], set[str], int]:
    """What may be found during a save, what after it, and how many states were looked at."""
    during, after = states(action, path)
    found, kept = ({word(state.get(path)) for state in moment} for moment in (during, after))
    return found, kept, len(during)


def test_a_save_is_old_or_new_and_new_once_it_returned(
    path: str, record_property: Callable[[str, object], None]
) -> None:
    during, after, looked_at = verdict(save, path)
    assert during == {"old", "new"}
    assert after == {"new"}
    assert looked_at >= 30
    record_property("disk states", looked_at)


def test_a_new_file_is_whole_or_not_there(path: str) -> None:
    new = path + "2"
    during, after = states(lambda _: create(new, NEW), path)
    assert {word(state.get(new)) for state in during} == {"nothing", "new"}
    assert {word(state.get(new)) for state in after} == {"new"}
    assert {word(state.get(path)) for state in during} == {"old"}


def test_a_file_that_is_moved_is_never_nowhere(path: str) -> None:
    target = os.path.join(os.path.dirname(path), "increments", "1.0.yaml")
    during, after = states(lambda _: move(path, target), path)
    for state in during:
        assert {word(state.get(path)), word(state.get(target))} in ({"old"}, {"old", "nothing"})
    assert [(word(s.get(path)), word(s.get(target))) for s in after] == [("nothing", "old")]


def in_place(path: str) -> None:
    module: Any = atomic
    system = module.os
    descriptor = system.open(path, os.O_WRONLY | os.O_TRUNC)
    system.write(descriptor, NEW)
    system.fsync(descriptor)
    system.close(descriptor)


def unsynced(path: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(atomic, "_sync", lambda descriptor: None)
        save(path)


def folder_unsynced(path: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(atomic, "_sync_folder", lambda path: None)
        save(path)


@pytest.mark.parametrize(
    ("broken", "during", "after"),
    [
        (in_place, {"empty", "torn", "old"}, set()),
        (unsynced, {"empty", "torn", "old", "new"}, {"empty", "torn", "new"}),
        (folder_unsynced, {"old", "new"}, {"old", "new"}),
    ],
)
def test_the_model_finds_broken_saves(
    broken: Action, during: set[str], after: set[str], path: str
) -> None:
    found = verdict(broken, path)
    assert found[0] >= during
    assert found[1] >= after
    assert found[0] - {"old", "new"} or found[1] != {"new"}
