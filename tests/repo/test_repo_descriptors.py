"""Files are read to their end, however large they are and whatever happens to them meanwhile."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tpmcli.model.errors import StorageError
from tpmcli.repo import descriptors
from tpmcli.repo.descriptors import open_file, open_folder, open_in, read_all

LINES = b"one\r\ntwo\n"


def opened(path: Path) -> int:
    return open_file(str(path))


@pytest.mark.parametrize("at_once", [0, 8, 9, 10, 1000])
@pytest.mark.parametrize("told", [0, 5, 9, 10, 11, 100])
def test_the_whole_content_whatever_its_size_was_said_to_be(
    told: int, at_once: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(descriptors, "_AT_ONCE", at_once)
    file = tmp_path / "file"
    file.write_bytes(LINES)
    assert read_all(opened(file), told, "file", 8) == b"one\ntwo\n"
    descriptor = opened(file)
    with pytest.raises(ValueError, match="larger than 7 bytes"):
        read_all(descriptor, told, "file", 7)
    with pytest.raises(OSError, match="descriptor"):
        os.fstat(descriptor)


def test_what_cannot_be_read_is_closed_and_said(tmp_path: Path) -> None:
    descriptor = os.open(tmp_path, os.O_RDONLY)
    with pytest.raises(StorageError):
        read_all(descriptor, 10, "folder", 100)
    with pytest.raises(OSError, match="descriptor"):
        os.fstat(descriptor)


def test_folders_are_gone_to_without_a_link(tmp_path: Path) -> None:
    (tmp_path / "a/b").mkdir(parents=True)
    (tmp_path / "a/b/file").write_bytes(LINES)
    (tmp_path / "link").symlink_to("a")
    (tmp_path / "a/b/link").symlink_to("file")
    at = open_folder(str(tmp_path), "a/b")
    assert read_all(open_in(at, "file"), 10, "file", 100) == b"one\ntwo\n"
    with pytest.raises(OSError, match="link"):
        open_in(at, "link")
    os.close(at)
    os.close(open_folder(str(tmp_path), ""))
    before = len(os.listdir("/proc/self/fd")) if os.path.isdir("/proc/self/fd") else 0
    for path in ("link/b", "a/c", "a/b/file"):
        with pytest.raises(OSError, match=r"Errno"):
            open_folder(str(tmp_path), path)
    assert before == (len(os.listdir("/proc/self/fd")) if before else 0)
