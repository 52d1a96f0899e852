"""Git run with care, where things are found, and who acts."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from problem_data import refused_for
from tpmcli.model.errors import StorageError, UsageError
from tpmcli.model.fix import Command
from tpmcli.model.problem import Flaw, Hint, Remedy
from tpmcli.render.fix import fix_text
from tpmcli.repo.discover import (
    Repository,
    find_project,
    find_repository,
    governed_folders,
    project_folders,
    require_project,
)
from tpmcli.repo.git import Git, open_git
from tpmcli.repo.identity import acting_person
from tpmcli.repo.worktree import WorkTree

Run = Callable[..., str]


@pytest.fixture
def committed(repository: Path, git: Run) -> Path:
    (repository / "a.md").write_text("a\n")
    git(repository, "add", "-A")
    git(repository, "commit", "-qm", "a")
    return repository


def environment(**more: str) -> dict[str, str]:
    return {**os.environ, **more}


def test_no_repository_is_normal(tmp_path: Path) -> None:
    assert open_git(str(tmp_path)) is None
    (tmp_path / "a.md").write_text("a")
    tree = WorkTree(str(tmp_path))
    entry = tree.entry("a.md")
    assert entry is not None
    assert entry.tracked


def test_no_git_program_is_normal(committed: Path, tmp_path: Path) -> None:
    nothing = environment(PATH=str(tmp_path / "empty"))
    assert open_git(str(committed), nothing) is None
    with pytest.raises(StorageError) as caught:
        Git(str(committed), nothing).output("status")
    assert caught.value.message == "git is not installed, or not on PATH"


def test_a_git_in_the_repository_is_not_started(committed: Path, tmp_path: Path) -> None:
    planted = committed / "git"
    planted.write_text("#!/bin/sh\ntouch planted-ran\n")
    planted.chmod(0o755)
    for path in ("", ".", f".{os.pathsep}{os.environ['PATH']}"):
        git = Git(str(committed), environment(PATH=path))
        if git.is_installed():
            git.run("rev-parse", "HEAD")
    assert not (committed / "planted-ran").exists()


def test_a_git_that_cannot_be_started(committed: Path, tmp_path: Path) -> None:
    folder = tmp_path / "bin"
    folder.mkdir()
    (folder / "git").write_text("#!/no/such/interpreter\n")
    (folder / "git").chmod(0o755)
    git = Git(str(committed), environment(PATH=str(folder)))
    for call in (git.run, git.start):
        with pytest.raises(StorageError, match="git cannot be started in"):
            call("status")


def test_a_git_that_hangs(committed: Path, tmp_path: Path) -> None:
    folder = tmp_path / "bin"
    folder.mkdir()
    (folder / "git").write_text("#!/bin/sh\nexec sleep 60\n")
    (folder / "git").chmod(0o755)
    path = f"{folder}{os.pathsep}{os.environ['PATH']}"
    with pytest.raises(StorageError) as caught:
        Git(str(committed), environment(PATH=path), timeout=0.2).run("log")
    assert caught.value.message == "git took longer than 0.2 seconds: git log"


def test_a_failure_says_what_git_said(committed: Path) -> None:
    with pytest.raises(StorageError) as caught:
        Git(str(committed)).output("cat-file", "blob", "HEAD")
    assert caught.value.message == "git cat-file failed: fatal: git cat-file HEAD: bad file"


def test_a_broken_index(committed: Path) -> None:
    (committed / ".git" / "index").write_bytes(b"rubbish" * 10)
    with pytest.raises(StorageError, match=r"git ls-files failed: fatal: .*index"):
        WorkTree(str(committed)).files()


def test_only_revisions_are_resolved(committed: Path, git: Run) -> None:
    head = git(committed, "rev-parse", "HEAD")
    subject = Git(str(committed))
    assert subject.resolve("main") == head
    assert subject.resolve("HEAD", "tree") == git(committed, "rev-parse", "HEAD^{tree}")
    for wrong in ("--output=x", "-h", "", "a\0b"):
        with pytest.raises(UsageError, match="not a revision"):
            subject.resolve(wrong)
    with refused_for(Flaw.REVISION_UNKNOWN, "commit", "origin/main") as caught:
        subject.resolve("origin/main")
    assert caught.value.problems[0].hint == Hint(Remedy.CHECK_NAME)
    git(committed, "remote", "add", "origin", "elsewhere")
    with refused_for(Flaw.REVISION_UNKNOWN, "commit", "origin/main") as caught:
        subject.resolve("origin/main")
    assert caught.value.problems[0].hint == Hint(
        Remedy.FETCH_REVISION, command=Command(("git", "fetch", "origin", "main"))
    )
    for wrong, hint in (
        ("HEAD^^^", Hint(Remedy.CHECK_NAME)),
        ("origin/main~3", Hint(Remedy.CHECK_NAME)),
        ("nope", Hint(Remedy.CHECK_NAME)),
        ("mian", Hint(Remedy.DID_YOU_MEAN, ("main",))),
    ):
        with refused_for(Flaw.REVISION_UNKNOWN, "commit", wrong) as caught:
            subject.resolve(wrong)
        assert caught.value.problems[0].hint == hint
    assert not (committed / "x").exists()


def test_a_shallow_clone_is_told_apart(committed: Path, tmp_path: Path, git: Run) -> None:
    (committed / "a.md").write_text("b\n")
    git(committed, "commit", "-qam", "b")
    git(tmp_path, "clone", "-q", "--depth=1", f"file://{committed}", "shallow")
    subject = Git(str(tmp_path / "shallow"))
    assert subject.is_shallow()
    assert not Git(str(committed)).is_shallow()


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="Windows has other owners")
def test_a_repository_of_another_user(committed: Path) -> None:
    # git's own switch for testing this without a second user.
    git = Git(str(committed), environment(GIT_TEST_ASSUME_DIFFERENT_OWNER="1"))
    with pytest.raises(StorageError) as caught:
        WorkTree(str(committed), git).files()
    assert caught.value.message == (
        "git refuses to read this repository, since it belongs to another user"
    )
    assert fix_text(caught.value.hint) == (
        f"help: if you trust it, run `git config --global --add safe.directory {committed}`"
    )


HOOK = """#!/bin/sh
cd "{folder}" && PYTHONPATH="{source}" "{python}" -c '
from tpmcli.repo.worktree import WorkTree
print(",".join(WorkTree(".").files()))' > "{out}"
"""


@pytest.mark.skipif(sys.platform == "win32", reason="the hook is a shell script")
@pytest.mark.parametrize("where", ["top", "below", "other"])
@pytest.mark.parametrize("how", ["plain", "partial"])
def test_inside_a_hook(where: str, how: str, committed: Path, tmp_path: Path, git: Run) -> None:
    """A hook sees the index that is about to be committed, and no other repository's."""
    other = tmp_path / "other"
    other.mkdir()
    git(other, "init", "-q")
    (other / "theirs.md").write_text("x")
    git(other, "add", "-A")
    (committed / "sub").mkdir()
    (committed / "sub" / "one.md").write_text("1")
    (committed / "sub" / "two.md").write_text("2")
    folder = {"top": committed, "below": committed / "sub", "other": other}[where]
    out = tmp_path / "out"
    source = Path(__file__).parents[2] / "src"
    hook = committed / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(HOOK.format(folder=folder, source=source, python=sys.executable, out=out))
    hook.chmod(0o755)
    git(committed, "add", "-A")
    if how == "plain":
        git(committed, "commit", "-qm", "all")
    else:
        git(committed, "commit", "-qm", "one", "--only", "--", "sub/one.md")
    seen = out.read_text().strip()
    below = "one.md,two.md" if how == "plain" else "one.md"
    top = ",".join(["a.md", *(f"sub/{name}" for name in below.split(","))])
    assert seen == {"top": top, "below": below, "other": "theirs.md"}[where]


def test_a_repository_named_by_the_environment(committed: Path, tmp_path: Path, git: Run) -> None:
    """The git folder may stand elsewhere, as people keep their dot files."""
    (committed / ".git").rename(tmp_path / "elsewhere.git")
    env = environment(GIT_DIR=str(tmp_path / "elsewhere.git"), GIT_WORK_TREE=str(committed))
    found = open_git(str(committed), env)
    assert found is not None
    assert WorkTree(str(committed), found).files() == ["a.md"]
    assert open_git(str(committed), environment(GIT_DIR=str(tmp_path / "gone"))) is None


def test_an_index_of_its_own_is_respected(committed: Path, tmp_path: Path, git: Run) -> None:
    index = tmp_path / "index"
    git(committed, "read-tree", "--empty", GIT_INDEX_FILE=str(index))
    (committed / "b.md").write_text("b")
    git(committed, "add", "b.md", GIT_INDEX_FILE=str(index))
    env = environment(GIT_INDEX_FILE=str(index))
    assert WorkTree(str(committed), Git(str(committed), env)).files() == ["b.md"]
    for lost in (str(tmp_path / "gone"), "gone"):
        env = environment(GIT_INDEX_FILE=lost)
        assert WorkTree(str(committed), Git(str(committed), env)).files() == ["a.md"]


def test_repositories_are_found(committed: Path, tmp_path: Path, git: Run) -> None:
    git_dir = str(committed / ".git")
    assert find_repository(str(committed)) == Repository(git_dir, git_dir, str(committed))
    (committed / "x" / "y").mkdir(parents=True)
    assert find_repository(str(committed / "x" / "y")) == find_repository(str(committed))
    git(committed, "worktree", "add", "-q", str(tmp_path / "second"))
    second = find_repository(str(tmp_path / "second"))
    assert second == Repository(f"{git_dir}/worktrees/second", git_dir, str(tmp_path / "second"))
    git(tmp_path, "clone", "-q", "--bare", str(committed), "bare.git")
    bare = str(tmp_path / "bare.git")
    assert find_repository(bare) == Repository(bare, bare, "")
    (tmp_path / "odd").mkdir()
    (tmp_path / "odd" / ".git").write_text("no git here")
    assert find_repository(str(tmp_path / "odd")) is None


def test_the_project_is_found_upward(repository: Path) -> None:
    (repository / "app" / ".tpm").mkdir(parents=True)
    (repository / "app" / "src" / "deep").mkdir(parents=True)
    assert find_project(str(repository / "app" / "src" / "deep")) == str(repository / "app")
    assert find_project(str(repository / "app")) == str(repository / "app")
    assert find_project(str(repository)) is None


def test_the_search_stays_in_the_repository(tmp_path: Path, repository: Path, git: Run) -> None:
    (tmp_path / ".tpm").mkdir()
    assert find_project(str(tmp_path)) == str(tmp_path)
    assert find_project(str(repository)) is None
    (repository / ".tpm").mkdir()
    (repository / "inner").mkdir()
    assert find_project(str(repository / "inner")) == str(repository)
    git(repository / "inner", "init", "-q")
    assert find_project(str(repository / "inner")) is None


def test_a_folder_without_a_project_is_refused(repository: Path, tmp_path: Path) -> None:
    with refused_for(Flaw.PROJECT_ABSENT, str(repository)) as caught:
        require_project(str(repository))
    assert caught.value.problems[0].hint == Hint(Remedy.INIT_OR_NAME_FOLDER)
    with pytest.raises(UsageError, match="no such folder"):
        find_project(str(tmp_path / "gone"))


def test_a_project_folder_that_is_none(repository: Path) -> None:
    (repository / "real").mkdir()
    (repository / ".tpm").symlink_to("real")
    with refused_for(Flaw.TPM_IS_LINK, str(repository / ".tpm")):
        find_project(str(repository))
    (repository / ".tpm").unlink()
    (repository / ".tpm").write_text("")
    with refused_for(Flaw.TPM_IS_NO_FOLDER, str(repository / ".tpm")):
        find_project(str(repository))


def test_projects_of_a_tree() -> None:
    files = ["x", ".tpm/policy.yaml", "a/b/.tpm/policy.yaml", "a/.tpm/project.yaml", "c/x.tpm/y"]
    files += ["d/.tpm", "e/.tpm/notes.md", "f/.tpm/increments/policy.yaml", "G/.TPM/policy.yaml"]
    assert project_folders(files) == ["", "a", "a/b", "d"]
    assert governed_folders(files) == ["", "G", "a", "a/b", "d", "e", "f"]


def test_an_option_comes_before_the_environment_and_git(
    repository: Path, tmp_path: Path, git: Run
) -> None:
    subject = Git(str(repository))
    git(repository, "config", "user.email", "git@example.com")
    both = {"TPM_AS": " env@example.com "}
    assert acting_person("option@example.com", both, subject) == "option@example.com"
    assert acting_person(None, both, subject) == "env@example.com"
    assert acting_person(None, {"TPM_AS": ""}, subject) == "git@example.com"
    assert acting_person(None, {}, subject) == "git@example.com"
    for env, nobody in (({}, None), ({}, Git(str(tmp_path)))):
        with pytest.raises(UsageError) as caught:
            acting_person(None, env, nobody)
        assert caught.value.message == "cannot tell who you are"
    for option in ("", "  ", "a b", "a\nb", "x\x1b[31m", "x" * 300):
        with pytest.raises(UsageError):
            acting_person(option, both, subject)


def test_starting_up_loads_nothing_heavy() -> None:
    script = (
        "import sys; import tpmcli.repo.worktree, tpmcli.repo.gittree, tpmcli.repo.evidence,"
        " tpmcli.repo.discover, tpmcli.repo.identity, tpmcli.repo.atomic;"
        "print([name for name in ('subprocess', 'filelock', 'platformdirs', 'dataclasses',"
        " 'pathlib', 'unicodedata') if name in sys.modules])"
    )
    source = str(Path(__file__).parents[2] / "src")
    done = subprocess.run(
        [sys.executable, "-S", "-c", script],
        env=environment(PYTHONPATH=source),
        capture_output=True,
        text=True,
    )
    assert (done.stdout.strip(), done.stderr) == ("[]", "")
