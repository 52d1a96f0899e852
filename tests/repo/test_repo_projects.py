"""Projects are found wherever they are, once, and never behind a link."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tpmcli.model.errors import UsageError
from tpmcli.model.problem import Flaw
from tpmcli.repo.projects import ProjectPlace, find_projects
from tpmcli.repo.worktree import WorkTree


def git(folder: Path, *words: str) -> None:
    subprocess.run(["git", *words], cwd=folder, check=True, capture_output=True)


def project(folder: Path, name: str = "policy.yaml") -> None:
    (folder / ".tpm").mkdir(parents=True, exist_ok=True)
    (folder / ".tpm" / name).write_text("x\n", encoding="utf-8")


def repository(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    git(folder, "init", "-q")
    return folder


def found(start: Path) -> list[str]:
    """The folders found, below the start."""
    return [os.path.relpath(place.root, start) for place in find_projects(str(start))]


def test_without_git_the_folders_are_looked_through(tmp_path: Path) -> None:
    for name in ("a", "b/c", "b/c/d", "node_modules/e"):
        project(tmp_path / name)
    project(tmp_path / ".git" / "f")
    project(tmp_path / "a" / ".tpm" / "g")
    assert found(tmp_path) == ["a", "b/c", "b/c/d", "node_modules/e"]
    assert found(tmp_path / "b/c") == [".", "d"]
    assert find_projects(str(tmp_path / "a")) == [ProjectPlace(str(tmp_path / "a"))]


def test_in_a_repository_git_says_what_is_there(tmp_path: Path) -> None:
    top = repository(tmp_path / "top")
    for name in (".", "a", "a/inner", "b c", "ä", "ignored/x", "later"):
        project(top / name)
    (top / ".gitignore").write_text("ignored/\n", encoding="utf-8")
    git(top, "add", ".tpm", "a", "b c", "ä")
    assert found(top) == [".", "a", "a/inner", "b c", "ä"]
    assert found(top / "a") == [".", "inner"]
    # Whoever names a folder means it, also before git does.
    assert found(top / "later") == ["."]
    assert found(top / "ignored") == ["x"]


def test_half_a_project_is_one_and_a_folder_that_is_gone_is_none(tmp_path: Path) -> None:
    top = repository(tmp_path / "top")
    project(top / "a", "project.yaml")
    project(top / "b")
    project(top / "gone")
    (top / "docs.tpm").mkdir()
    (top / "docs.tpm/policy.yaml").write_text("x\n", encoding="utf-8")
    git(top, "add", "-A")
    (top / "b/.tpm/policy.yaml").unlink()
    shutil.rmtree(top / "gone")
    assert found(top) == ["a", "b"]


def test_repositories_in_repositories(tmp_path: Path) -> None:
    top = repository(tmp_path / "top")
    project(top / "own")
    git(top, "add", "-A")
    for name in ("clones/one", "two"):
        project(repository(top / name) / "deep")
        git(top / name, "add", "-A")
    project(top / "clones/loose")
    project(repository(top / "linked") / "deep")
    git(top / "linked", "add", "-A")
    git(top / "linked", "-c", "user.name=x", "-c", "user.email=x@y.z", "commit", "-qm", "x")
    git(top, "-c", "advice.addEmbeddedRepo=false", "add", "linked")
    assert found(top) == ["clones/one/deep", "linked/deep", "own", "two/deep"]
    beside = tmp_path
    assert found(beside) == [f"top/{name}" for name in found(top)]


def test_links_are_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    project(outside / "a")
    top = repository(tmp_path / "top")
    project(top / "real/a")
    git(top, "add", "-A")
    (top / "link").symlink_to(outside)
    assert found(top) == ["real/a"]
    shutil.rmtree(top / "real")
    (top / "real").symlink_to(outside)
    assert found(top) == []
    plain = tmp_path / "plain"
    plain.mkdir()
    (plain / "link").symlink_to(outside)
    assert found(plain) == []


def test_a_place_knows_what_git_tracks_there(tmp_path: Path) -> None:
    top = repository(tmp_path / "top")
    for name in ("a", "a-b", "a/b", "a0"):
        project(top / name)
        (top / name / "tab\tname.md").write_text("x\n", encoding="utf-8")
        (top / name / "ü.md").write_text("x\n", encoding="utf-8")
    (top / "x\ta").mkdir()
    (top / "x\ta/b.md").write_text("x\n", encoding="utf-8")
    (top / "a/run").write_text("x\n", encoding="utf-8")
    (top / "a/run").chmod(0o755)
    (top / "a/link").symlink_to("run")
    git(top, "add", "-A")
    (top / "a/untracked").write_text("x\n", encoding="utf-8")
    for place in find_projects(str(top)):
        own = WorkTree(place.root)
        own.files()
        assert place.tracked().modes == own._modes, place.root
        assert WorkTree(place.root, own._git, index=place.tracked()).files() == own.files()
    first = find_projects(str(top))[0]
    assert first.tracked().modes["run"] == "100755"
    assert first.tracked().modes["link"] == "120000"
    assert find_projects(str(top / "a"))[0].tracked().modes == first.tracked().modes


def test_a_file_or_nothing_is_no_place_to_look(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    for name in ("file", "nowhere"):
        with pytest.raises(UsageError, match="no such folder"):
            find_projects(str(tmp_path / name))
    assert find_projects(str(tmp_path)) == []


def test_a_repository_that_git_cannot_read_is_a_trouble_not_the_end(tmp_path: Path) -> None:
    project(tmp_path / "fine")
    broken = repository(tmp_path / "broken")
    project(broken)
    (broken / ".git/index").write_bytes(b"this is no index")
    places = find_projects(str(tmp_path))
    assert [bool(place.trouble) for place in places] == [True, False]
    assert places[0].trouble is not None
    assert (places[0].trouble.flaw, places[0].trouble.hint is not None) == (Flaw.OTHER, True)
