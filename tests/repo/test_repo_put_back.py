"""A file that another one replaces, and a file that goes: whole, or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tpmcli.model.errors import RefusedError, StorageError
from tpmcli.repo.atomic import put_back, remove


def _fine(*_: bytes) -> None:
    pass


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    """The file to put back, and the one in its place."""
    source, target = tmp_path / "kept" / "1.0.yaml", tmp_path / "project.yaml"
    source.parent.mkdir()
    source.write_bytes(b"old")
    target.write_bytes(b"new")
    return source, target


def test_one_file_takes_the_place_of_the_other(files: tuple[Path, Path]) -> None:
    source, target = files
    seen: list[bytes] = []
    put_back(str(source), str(target), lambda *given: seen.extend(given))
    assert (target.read_bytes(), source.exists(), seen) == (b"old", False, [b"new", b"old"])


def test_what_is_refused_changes_nothing(files: tuple[Path, Path]) -> None:
    source, target = files

    def refuse(*_: bytes) -> None:
        raise RefusedError("no")

    with pytest.raises(RefusedError):
        put_back(str(source), str(target), refuse)
    with pytest.raises(RefusedError):
        remove(str(source), refuse)
    assert (target.read_bytes(), source.read_bytes()) == (b"new", b"old")


@pytest.mark.parametrize("what", ["missing", "link", "read-only"])
def test_what_cannot_go_is_refused(files: tuple[Path, Path], what: str) -> None:
    source, target = files
    if what == "read-only":
        os.chmod(source, 0o444)
    else:
        source.unlink()
    if what == "link":
        source.symlink_to(target)
    with pytest.raises(StorageError):
        put_back(str(source), str(target), _fine)
    with pytest.raises(StorageError):
        remove(str(source), _fine)
    assert target.read_bytes() == b"new"


def test_a_file_is_removed(files: tuple[Path, Path]) -> None:
    remove(str(files[0]), _fine)
    assert not files[0].exists()
