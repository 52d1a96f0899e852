"""Saving in bad weather: killed, torn, refused and interrupted at every step.

Each suite first records the calls that a save makes and then breaks every one of them in turn. A
deliberately broken save shows that the suites can fail.
"""

from __future__ import annotations

import errno
import os
import re
import shutil
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from clean_machine import give_up_superuser_rights
from tpmcli.model.errors import StorageError
from tpmcli.render.fix import fix_text
from tpmcli.repo import atomic
from tpmcli.repo.atomic import create, move, update

SOURCE = str(Path(__file__).parents[2] / "src")
OLD, NEW = b"old\n" * 500, b"new\n" * 700

# What a save calls of the system.
CALLS = (
    "open",
    "write",
    "fsync",
    "close",
    "replace",
    "fchmod",
    "fstat",
    "lstat",
    "listdir",
    "link",
    "unlink",
    "access",
)


class Killed(BaseException):
    """Stands for the end of the process: what follows it in the code must not count."""


def save(path: str) -> None:
    update(path, lambda _: NEW)


broken_save = SimpleNamespace(os=os)


def save_in_place(path: str) -> None:
    """The broken save: what a test of saving must find."""
    system = broken_save.os
    descriptor = system.open(path, os.O_WRONLY | os.O_TRUNC)
    system.write(descriptor, NEW)
    system.close(descriptor)


@pytest.fixture
def path(repository: Path) -> str:
    file = repository / "project.yaml"
    file.write_bytes(OLD)
    # The lock is there from an earlier save; its own calls are no part of what is broken.
    update(str(file), lambda old: old or b"")
    return str(file)


class Injector:
    """Stands in for `os` in the code that saves, counts its calls and breaks one of them.

    Locks are not broken here, since a process that only seems to die keeps them.
    """

    def __init__(self, break_at: int, how: str) -> None:
        self.count, self.broken, self.dead = 0, False, False
        self.break_at, self.how = break_at, how

    def __getattr__(self, name: str) -> Any:
        real = getattr(os, name)
        if name not in CALLS:
            return real

        def call(*args: Any, **options: Any) -> Any:
            if self.dead:
                raise Killed
            self.count += 1
            if self.count != self.break_at:
                return real(*args, **options)
            self.broken = True
            if self.how == "torn" and name == "write":
                real(args[0], bytes(args[1])[: len(args[1]) // 2])
            raise self.error()

        return call

    def error(self) -> BaseException:
        if self.how in ("killed", "torn"):
            self.dead = True
            return Killed()
        if self.how == "interrupt":
            return KeyboardInterrupt()
        return MemoryError() if self.how == "memory" else OSError(getattr(errno, self.how), "no")


HOWS = ["killed", "torn", "ENOSPC", "EIO", "EACCES", "interrupt", "memory"]


def break_at_every_call(
    path: str, how: str, action: Callable[[str], None], module: Any = atomic
) -> Iterator[tuple[int, str]]:
    """Runs the action with its first, second, … call broken, until none breaks."""
    for number in range(1, 200):
        Path(path).write_bytes(OLD)
        with pytest.MonkeyPatch.context() as patch:
            injector = Injector(number, how)
            patch.setattr(module, "os", injector)
            outcome = "returned"
            try:
                action(path)
            except StorageError:
                outcome = "refused"
            except (KeyboardInterrupt, MemoryError):
                outcome = "interrupted"
            except Killed:
                outcome = "killed"
        if not injector.broken:
            return
        yield number, outcome


@pytest.mark.parametrize("how", HOWS)
def test_every_call_broken(
    path: str, how: str, record_property: Callable[[str, object], None]
) -> None:
    points = 0
    for number, outcome in break_at_every_call(path, how, save):
        points += 1
        content = Path(path).read_bytes()
        assert content in (OLD, NEW), (how, number)
        if outcome == "returned":
            assert content == NEW, (how, number)
        if outcome != "killed":
            assert left_over(path) == [], (how, number)
        save(path)
        assert Path(path).read_bytes() == NEW
        assert left_over(path) == []
    assert points >= 10
    record_property("points", points)


def left_over(path: str) -> list[str]:
    names = os.listdir(os.path.dirname(path))
    return [name for name in names if name not in (".git", os.path.basename(path))]


def test_the_suite_finds_a_broken_save(path: str) -> None:
    found = {
        Path(path).read_bytes() in (OLD, NEW)
        for _ in break_at_every_call(path, "killed", save_in_place, broken_save)
    }
    assert False in found


@pytest.mark.parametrize("how", HOWS)
def test_creating_with_every_call_broken(path: str, how: str) -> None:
    new = path + "2"

    def action(_: str) -> None:
        create(new, NEW)

    for number, outcome in break_at_every_call(path, how, action):
        there = os.path.exists(new)
        assert not there or Path(new).read_bytes() == NEW, (how, number)
        assert there or outcome != "returned", (how, number)
        if there:
            os.unlink(new)
        create(new, NEW)
        os.unlink(new)
        assert left_over(path) == []


@pytest.mark.parametrize("how", HOWS)
def test_moving_with_every_call_broken(path: str, how: str) -> None:
    target = path + "2"

    def action(source: str) -> None:
        move(source, target)

    for number, outcome in break_at_every_call(path, how, action):
        places = [name for name in (path, target) if os.path.exists(name)]
        assert places, (how, number)
        assert all(Path(name).read_bytes() == OLD for name in places), (how, number)
        if outcome == "returned":
            assert places == [target], (how, number)
        if path in places:
            move(path, target)
        assert Path(target).read_bytes() == OLD
        os.unlink(target)


SAVER = """
import os, sys
from tpmcli.repo.atomic import update
import filelock, hashlib, errno, stat, fcntl
update(sys.argv[1], lambda old: old)
os.path.exists("/marker")
update(sys.argv[1], lambda old: b"new\\n" * 700)
os.path.exists("/marker")
print("saved", flush=True)
"""
MARKER = re.compile(r'stat[a-z0-9]*\(.*"/marker"')
TRACED = (
    "openat,read,write,close,fsync,fdatasync,rename,renameat,renameat2,fchmod,chmod,flock,unlink,"
    "unlinkat,newfstatat,fstat,stat,lstat,getdents64,ftruncate,lseek,access,faccessat2,mkdir"
)

strace = pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace")


def run_traced(path: str, *options: str) -> subprocess.CompletedProcess[str]:
    """Save under strace, with modules that were compiled before.

    System calls are counted from the start of Python. Without a cache of its own, the count changes
    as soon as another run from this checkout writes the compiled modules.
    """
    compiled = Path(path).parents[1] / "compiled"
    env = {**os.environ, "PYTHONPATH": SOURCE, "PYTHONPYCACHEPREFIX": str(compiled)}
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    command = [sys.executable, "-c", SAVER, path]
    if not compiled.exists():
        content = Path(path).read_bytes()
        subprocess.run(command, env=env, check=True, capture_output=True)
        Path(path).write_bytes(content)
        assert compiled.exists()
    env["PYTHONDONTWRITEBYTECODE"] = "1"
    return subprocess.run(
        ["strace", "-qq", *options, *command], env=env, capture_output=True, text=True
    )


def points_of_a_save(path: str, log: Path) -> list[tuple[str, int]]:
    """The system calls between the two markers, each as name and how often it came so far."""
    done = run_traced(path, "-o", str(log), "-e", f"trace={TRACED}")
    assert done.stdout == "saved\n", done.stderr
    counts: Counter[str] = Counter()
    points = []
    marks = 0
    for line in log.read_text(errors="replace").splitlines():
        name = line.partition("(")[0]
        if not name.isidentifier():
            continue
        counts[name] += 1
        if MARKER.search(line):
            marks += 1
        elif marks == 1:
            points.append((name, counts[name]))
    assert marks == 2
    return points


def kill_at(path: str, points: list[tuple[str, int]]) -> None:
    seen = set()
    for name, count in points:
        Path(path).write_bytes(OLD)
        done = run_traced(
            path,
            *("-o", os.devnull, "-e", f"trace={name}"),
            *("-e", f"inject={name}:signal=SIGKILL:when={count}"),
        )
        assert done.returncode in (-signal.SIGKILL, 128 + signal.SIGKILL), (name, count)
        content = Path(path).read_bytes()
        assert content in (OLD, NEW), (name, count)
        seen.add(content)
        save(path)
        assert Path(path).read_bytes() == NEW, (name, count)
        assert left_over(path) == [], (name, count)
    assert seen == {OLD, NEW}


def refuse_at(path: str, points: list[tuple[str, int]], errors: list[str]) -> int:
    runs = 0
    for name, count in points:
        for error in errors:
            runs += 1
            Path(path).write_bytes(OLD)
            done = run_traced(
                path,
                *("-o", os.devnull, "-e", f"trace={name}"),
                *("-e", f"inject={name}:error={error}:when={count}"),
            )
            content = Path(path).read_bytes()
            assert content in (OLD, NEW), (name, count, error)
            if "saved" in done.stdout:
                assert content == NEW, (name, count, error)
            elif "Traceback" in done.stderr:
                assert "StorageError" in done.stderr, (name, count, error, done.stderr)
    return runs


def under_the_lock(points: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """From the lock on, without the calls that only look at a file's status."""
    start = next(at for at, (name, _) in enumerate(points) if name == "flock")
    return [point for point in points[start:] if "stat" not in point[0] and point[0] != "lseek"]


@strace
def test_killed_at_every_system_call_under_the_lock(
    path: str, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    points = under_the_lock(points_of_a_save(path, tmp_path / "log"))
    assert len(points) >= 20
    kill_at(path, points)
    record_property("points", len(points))


@strace
def test_refused_at_system_calls_under_the_lock(
    path: str, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    points = under_the_lock(points_of_a_save(path, tmp_path / "log"))
    runs = refuse_at(path, points, ["EIO"])
    assert runs >= 20
    record_property("runs", runs)


@strace
@pytest.mark.soak
def test_killed_at_every_system_call(
    path: str, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    points = points_of_a_save(path, tmp_path / "log")
    assert len(points) >= 40
    kill_at(path, points)
    record_property("points", len(points))


@strace
@pytest.mark.soak
def test_refused_at_every_system_call(
    path: str, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    points = points_of_a_save(path, tmp_path / "log")
    runs = refuse_at(path, points, ["EIO", "ENOSPC", "EINTR", "EACCES"])
    assert runs >= 160
    record_property("runs", runs)


def _with_a_limit(path: str, save: str) -> subprocess.CompletedProcess[str]:
    """Saves in a process that may write files of no more than 1,000 bytes."""
    script = (
        "import resource, sys\nfrom tpmcli.repo.atomic import update\n"
        "from tpmcli.model.errors import StorageError\n"
        "from tpmcli.render.fix import fix_text\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        f"try:\n    {save}\n"
        "except StorageError as error:\n    print(error.message, fix_text(error.hint), sep='|')\n"
    )
    return subprocess.run(
        [sys.executable, "-c", script, path],
        env={**os.environ, "PYTHONPATH": SOURCE},
        capture_output=True,
        text=True,
    )


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no resource limits")
def test_a_file_size_limit_finds_a_careless_save(path: str) -> None:
    _with_a_limit(path, "open(sys.argv[1], 'wb').write(b'x' * 5000)")
    assert Path(path).read_bytes() != OLD


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no resource limits")
def test_a_file_size_limit(path: str) -> None:
    done = _with_a_limit(path, "update(sys.argv[1], lambda _: b'x' * 5000)")
    assert done.stderr == ""
    assert done.stdout == (
        f"cannot save {path}: the file would be larger than this process may write;"
        " nothing was changed|help: raise the limit (ulimit -f) and try again\n"
    )
    assert Path(path).read_bytes() == OLD
    assert left_over(path) == []


@pytest.mark.skipif(sys.platform != "linux", reason="needs /dev/full")
def test_the_words_for_a_full_disk() -> None:
    from tpmcli.repo.os_errors import storage_error

    with pytest.raises(OSError) as caught, open("/dev/full", "wb", buffering=0) as file:
        file.write(b"x")
    error = storage_error(caught.value, "save", "project.yaml", "nothing was changed")
    assert error.message == (
        "cannot save project.yaml: no space is left on the disk; nothing was changed"
    )
    assert fix_text(error.hint) == "help: free some space and try again"


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0 or sys.platform != "linux",
    reason="mounting needs the superuser on Linux",
)
@pytest.mark.parametrize(
    ("options", "words"),
    [
        ("size=64k", "no space is left on the disk"),
        ("nr_inodes=3", "no space is left on the disk"),
        ("ro", "the file system is read-only"),
    ],
)
def test_a_disk_that_is_full_or_read_only(options: str, words: str, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    first = "size=64k,nr_inodes=3" if options == "nr_inodes=3" else "size=64k"
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", first, "tmpfs", str(disk)], capture_output=True
    )
    if mounted.returncode:
        pytest.skip("this machine permits no mounts")
    try:
        file = disk / "project.yaml"
        file.write_bytes(OLD)
        if options == "nr_inodes=3":
            (disk / "filler").write_bytes(b"")
        if options == "ro":
            subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        with pytest.raises(StorageError, match=f"{words}; nothing was changed"):
            update(str(file), lambda _: b"x" * 100_000)
        assert file.read_bytes() == OLD
        assert not [name for name in os.listdir(disk) if name.endswith(".tpm-tmp")]
    finally:
        subprocess.run(["umount", str(disk)], check=True)


@pytest.mark.skipif(os.name != "posix", reason="permissions are those of POSIX")
def test_a_folder_without_the_right_to_write(tmp_path: Path) -> None:
    """In a process of its own that has given up the superuser's rights."""
    folder = tmp_path / "folder"
    folder.mkdir()
    file = folder / "project.yaml"
    file.write_bytes(OLD)
    folder.chmod(0o555)
    script = (
        "import sys\nfrom tpmcli.model.errors import StorageError\n"
        "from tpmcli.repo.atomic import update\n"
        "try:\n    update(sys.argv[1], lambda _: b'new')\n"
        "except StorageError as error:\n    print(error.message)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(file)],
        env={**os.environ, "PYTHONPATH": SOURCE},
        capture_output=True,
        text=True,
        preexec_fn=give_up_superuser_rights,
    )
    folder.chmod(0o755)
    found = file.read_bytes()
    assert done.stdout == f"cannot save {file}: permission denied; nothing was changed\n", (
        done.stderr
    )
    assert found == OLD
