"""Saving in good weather, and what is refused."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tpmcli.model.errors import StorageError
from tpmcli.model.fix import Command
from tpmcli.repo import atomic
from tpmcli.repo.atomic import create, move, update
from tpmcli.repo.lock import hold, lock_file

Run = Callable[..., str]
SOURCE = str(Path(__file__).parents[2] / "src")
posix = pytest.mark.skipif(os.name != "posix", reason="modes and links are those of POSIX")


@pytest.fixture
def path(repository: Path) -> str:
    """A project file with content."""
    (repository / ".tpm").mkdir()
    file = repository / ".tpm" / "project.yaml"
    file.write_bytes(b"old\n")
    return str(file)


def content(path: str) -> bytes:
    return Path(path).read_bytes()


def neighbours(path: str) -> list[str]:
    return sorted(os.listdir(os.path.dirname(path)))


def test_a_change_is_saved(path: str, git: Run) -> None:
    seen = []

    def change(before: bytes | None) -> bytes:
        seen.append(before)
        return b"new\n"

    assert update(path, change) is True
    assert seen == [b"old\n"]
    assert content(path) == b"new\n"
    assert neighbours(path) == ["project.yaml"]
    assert git(Path(path).parents[1], "status", "--porcelain") == "?? .tpm/"


def test_unchanged_content_is_not_written(path: str) -> None:
    before = os.stat(path)
    assert update(path, lambda old: old or b"") is False
    after = os.stat(path)
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


def test_a_new_file(path: str) -> None:
    new = path + "2"
    assert update(new, lambda old: b"none" if old is None else b"some") is True
    assert content(new) == b"none"


def test_what_the_change_raises_goes_through(path: str) -> None:
    class OwnError(Exception):
        pass

    def change(_: bytes | None) -> bytes:
        raise OwnError

    with pytest.raises(OwnError):
        update(path, change)
    assert content(path) == b"old\n"
    assert update(path, lambda _: b"after")


@posix
def test_the_mode_stays(path: str) -> None:
    for mode in (0o600, 0o640, 0o755, 0o664):
        os.chmod(path, mode)
        update(path, lambda old, mode=mode: str(mode).encode())  # type: ignore[misc]
        assert stat.S_IMODE(os.stat(path).st_mode) == mode


@posix
def test_a_new_file_obeys_the_umask(path: str) -> None:
    before = os.umask(0o027)
    try:
        create(path + "2", b"x")
    finally:
        os.umask(before)
    assert stat.S_IMODE(os.stat(path + "2").st_mode) == 0o640


@posix
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="needs the superuser")
def test_the_owner_stays(path: str) -> None:
    os.chown(path, 1234, 1234)
    update(path, lambda _: b"new")
    status = os.stat(path)
    assert (status.st_uid, status.st_gid) == (1234, 1234)


@posix
@pytest.mark.parametrize("mode", [0o444, 0o400, 0o555, 0o464])
def test_a_read_only_file_is_refused(path: str, mode: int) -> None:
    """By its mode, since tests may run as the superuser, whom permissions do not bind."""
    os.chmod(path, mode)
    with pytest.raises(StorageError) as caught:
        update(path, lambda _: b"new")
    assert caught.value.message == f"`{path}` is read-only; nothing was changed"
    assert caught.value.hint == Command(("chmod", "u+w", path))
    assert content(path) == b"old\n"


@posix
def test_links_and_folders_are_refused(path: str, tmp_path: Path) -> None:
    link = f"{path}.link"
    os.symlink(path, link)
    dangling = f"{path}.dangling"
    os.symlink(tmp_path / "nothing", dangling)
    pipe = f"{path}.pipe"
    os.mkfifo(pipe)
    for wrong, reason in (
        (link, "is a symbolic link"),
        (dangling, "is a symbolic link"),
        (pipe, "is not a regular file"),
        (os.path.dirname(path), "is not a regular file"),
    ):
        with pytest.raises(StorageError, match=reason):
            update(wrong, lambda _: b"new")
        with pytest.raises(StorageError, match="already exists"):
            create(wrong, b"new")
    linked = tmp_path / "linked"
    linked.symlink_to(os.path.dirname(path))
    with pytest.raises(StorageError, match="its folder is a symbolic link"):
        update(str(linked / "project.yaml"), lambda _: b"new")
    assert content(path) == b"old\n"
    assert not (tmp_path / "nothing").exists()


def test_nothing_is_written_without_its_folder(path: str) -> None:
    with pytest.raises(StorageError, match="a folder or file does not exist"):
        update(os.path.join(path + "-gone", "x.yaml"), lambda _: b"new")
    with pytest.raises(StorageError, match="a part of the path is a file"):
        update(os.path.join(path, "x.yaml"), lambda _: b"new")


def test_stale_temporaries_are_swept(path: str) -> None:
    folder = os.path.dirname(path)
    for name in (".project.yaml.1-aa.tpm-tmp", ".project.yaml.2-bb.tpm-tmp"):
        Path(folder, name).write_bytes(b"half")
    keep = [".policy.yaml.1-aa.tpm-tmp", ".project.yaml.swp", "project.yaml.bak"]
    for name in keep:
        Path(folder, name).write_bytes(b"not ours")
    update(path, lambda _: b"new")
    assert neighbours(path) == sorted([*keep, "project.yaml"])


def test_create_makes_folders_and_never_overwrites(path: str) -> None:
    new = os.path.join(os.path.dirname(path), "increments", "1.0.yaml")
    create(new, b"one")
    assert content(new) == b"one"
    assert neighbours(new) == ["1.0.yaml"]
    with pytest.raises(StorageError) as caught:
        create(new, b"two")
    assert caught.value.message == f"`{new}` already exists; nothing was changed"
    assert content(new) == b"one"
    with pytest.raises(StorageError, match="cannot create the folder of"):
        create(os.path.join(path, "x", "y"), b"z")


def test_create_loses_no_race(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another program puts the file there between the look and the save."""
    new = path + "2"
    real = atomic._write_temporary

    def late(temporary: str, data: bytes, like: os.stat_result | None) -> None:
        real(temporary, data, like)
        Path(new).write_bytes(b"theirs")

    monkeypatch.setattr(atomic, "_write_temporary", late)
    with pytest.raises(StorageError, match="already exists"):
        create(new, b"ours")
    assert content(new) == b"theirs"
    assert neighbours(path) == ["project.yaml", "project.yaml2"]


def without_second_names(*args: object, **options: object) -> None:
    raise PermissionError(1, "this file system has no hard links")


@pytest.mark.parametrize("links", [True, False])
def test_a_moved_file_keeps_its_content_and_inode(
    path: str, links: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not links:
        monkeypatch.setattr(os, "link", without_second_names)
    target = os.path.join(os.path.dirname(path), "increments", "1.0.yaml")
    inode = os.stat(path).st_ino
    move(path, target)
    assert not os.path.exists(path)
    assert content(target) == b"old\n"
    assert os.stat(target).st_ino == inode
    Path(path).write_bytes(b"next\n")
    with pytest.raises(StorageError, match="already exists"):
        move(path, target)
    assert content(path) == b"next\n"
    assert content(target) == b"old\n"
    os.unlink(path)
    with pytest.raises(StorageError, match="it does not exist"):
        move(path, target)


@posix
def test_a_move_that_was_cut_off_is_completed(path: str) -> None:
    target = path + "2"
    os.link(path, target)
    move(path, target)
    assert neighbours(path) == ["project.yaml2"]
    assert content(target) == b"old\n"


def test_create_without_second_names(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "link", without_second_names)
    create(path + "2", b"x")
    assert content(path + "2") == b"x"
    assert neighbours(path) == ["project.yaml", "project.yaml2"]


def test_a_replacement_is_tried_again(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """As Windows needs it, where another program may hold the file for a moment."""
    real = os.replace
    failures = [3]

    def replace(source: str, target: str) -> None:
        if failures[0]:
            failures[0] -= 1
            raise PermissionError(13, "in use")
        real(source, target)

    monkeypatch.setattr(atomic, "_TRIES", 5)
    monkeypatch.setattr(atomic, "_PAUSE", 0.001)
    monkeypatch.setattr(os, "replace", replace)
    assert update(path, lambda _: b"new")
    assert content(path) == b"new"
    failures[0] = 99
    with pytest.raises(StorageError, match="permission denied; nothing was changed"):
        update(path, lambda _: b"newer")
    assert content(path) == b"new"
    assert neighbours(path) == ["project.yaml"]


def test_the_lock_lives_outside_the_checkout(
    path: str, repository: Path, tmp_path: Path, git: Run
) -> None:
    assert os.path.dirname(lock_file(path)) == str(repository / ".git" / "tpm")
    git(repository, "commit", "-q", "--allow-empty", "-m", "x")
    git(repository, "worktree", "add", "-q", str(tmp_path / "second"))
    second = lock_file(str(tmp_path / "second" / "project.yaml"))
    assert os.path.dirname(second) == str(repository / ".git" / "tpm")
    assert second != lock_file(path)
    outside = lock_file(str(tmp_path / "project.yaml"))
    assert outside.startswith(os.environ["XDG_CACHE_HOME"])
    (tmp_path / "link").symlink_to(os.path.dirname(path))
    assert lock_file(str(tmp_path / "link" / "project.yaml")) == lock_file(path)


def test_a_lock_that_is_not_had_in_time(path: str) -> None:
    script = (
        "import sys, time\nfrom tpmcli.repo.lock import hold\n"
        "with hold(sys.argv[1]):\n    print('held', flush=True)\n    time.sleep(60)\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script, path],
        env={**os.environ, "PYTHONPATH": SOURCE},
        stdout=subprocess.PIPE,
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        start = time.monotonic()
        with pytest.raises(StorageError) as caught:
            update(path, lambda _: b"new", wait=0.3)
        assert 0.3 <= time.monotonic() - start < 5
        assert caught.value.message == (
            f"timed out after 0.3 s waiting for process {other.pid} to release"
            f" `{path}`;"
            " nothing was changed"
        )
        assert caught.value.hint
        assert content(path) == b"old\n"
        other.kill()
    # The kernel dropped the lock of the process that was killed.
    assert update(path, lambda _: b"new", wait=5)


def test_a_lock_can_be_taken_again_by_its_holder(path: str) -> None:
    with hold(path), hold(path):
        assert update(path, lambda _: b"new")
    assert update(path, lambda _: b"newer", wait=0.2)


def test_threads_wait_for_each_other(path: str) -> None:
    Path(path).write_bytes(b"0")

    def work() -> None:
        for _ in range(20):
            update(path, lambda old: str(int(old or b"0") + 1).encode())

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert content(path) == b"80"


def test_a_lock_folder_that_cannot_be_made(path: str, repository: Path) -> None:
    (repository / ".git" / "tpm").write_text("in the way")
    with pytest.raises(StorageError, match="cannot lock "):
        update(path, lambda _: b"new")
    assert content(path) == b"old\n"


WORKER = """
import json, sys
from tpmcli.repo.atomic import update
path, who, times = sys.argv[1], sys.argv[2], int(sys.argv[3])
acknowledged = 0
for number in range(times):
    def change(old):
        data = json.loads(old)
        data.setdefault(who, []).append(number)
        return json.dumps(data).encode()
    update(path, change, wait=60)
    acknowledged += 1
print(acknowledged)
"""


# A save that locks nothing and writes in place: what the comparison must find.
CARELESS = WORKER.replace(
    "from tpmcli.repo.atomic import update",
    """
import time
def update(path, change, wait=0):
    with open(path, "rb") as file:
        data = change(file.read())
    time.sleep(0.005)
    with open(path, "wb") as file:
        file.write(data)
""",
)


def hammer(path: str, processes: int, times: int, worker: str = WORKER) -> tuple[int, int, int]:
    """Updates from many processes and one reader: acknowledged, found, torn reads."""
    import json

    Path(path).write_bytes(b"{}")
    environment = {**os.environ, "PYTHONPATH": SOURCE}
    running = [
        subprocess.Popen(
            [sys.executable, "-c", worker, path, str(number), str(times)],
            env=environment,
            stdout=subprocess.PIPE,
        )
        for number in range(processes)
    ]
    torn = 0
    while any(process.poll() is None for process in running):
        try:
            json.loads(content(path))
        except ValueError:
            torn += 1
        time.sleep(0.001)
    said = [process.communicate()[0] for process in running]
    assert [process.returncode for process in running] == [0] * processes
    acknowledged = sum(map(int, said))
    found = json.loads(content(path))
    assert all(numbers == list(range(times)) for numbers in found.values())
    return acknowledged, sum(len(numbers) for numbers in found.values()), torn


def test_eight_processes_lose_nothing(
    path: str, record_property: Callable[[str, object], None]
) -> None:
    assert hammer(path, 8, 40) == (320, 320, 0)
    record_property("updates", 320)


@pytest.mark.soak
def test_eight_processes_lose_nothing_for_long(
    path: str, record_property: Callable[[str, object], None]
) -> None:
    assert hammer(path, 8, 500) == (4000, 4000, 0)
    record_property("updates", 4000)


def test_a_careless_save_is_caught_by_the_processes(path: str) -> None:
    # A worker may also fall over what another one left half written.
    with pytest.raises((AssertionError, ValueError)):
        assert hammer(path, 4, 20, CARELESS) == (80, 80, 0)
