"""Clones that lack something: it is never taken for absent, and never fetched unasked."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from attack_world import World
from test_circumstances import DECIDED, tpm

from tpmcli.model.fix import Command
from tpmcli.model.problem import Flaw, Hint, Remedy
from world.people import DEV, EVIDENCE, PM

WorldAt = Callable[[str], World]
FILTERS = ("blob:none", "tree:0")
FETCH = ("fetch", "-q", "--refetch", "--no-filter", "origin")
PHASE = "feasibility"


@pytest.fixture
def source(world_at: WorldAt) -> World:
    """What is cloned: a pull request that answers an item."""
    world = world_at("decided")
    world.answer("requirements.prd-complete", by=PM)
    world.commit(author=PM)
    world.git("config", "uploadpack.allowFilter", "true")
    return world


def clone(source: World, folder: Path, *options: str, branch: str = "pr") -> World:
    url = f"file://{source.root}"
    source.git("clone", "-q", "-b", branch, *options, url, str(folder))
    return World(folder, source.now)


AGAINST = (*DECIDED[:-1], "refs/remotes/origin/main")


def _objects(world: World) -> list[str]:
    return sorted(path.name for path in world.path(".git/objects").rglob("*") if path.is_file())


@pytest.mark.parametrize("left_out", FILTERS)
def test_a_partial_clone_names_the_one_command_that_helps(
    source: World, tmp_path: Path, left_out: str
) -> None:
    world = clone(source, tmp_path / "partial", f"--filter={left_out}")
    before = _objects(world)
    result = world.check(base="origin/main", head="HEAD")
    (problem,) = result.problems
    assert (result.code, problem.flaw) == (3, Flaw.OBJECTS_MISSING)
    assert problem.hint == Hint(Remedy.FETCH_OBJECTS)
    fetch = Command(("git", *(word for word in FETCH if word != "-q")))
    assert Remedy.FETCH_OBJECTS.command == fetch
    assert _objects(world) == before, "nothing is fetched unasked"
    code, out, _ = tpm(world.root, *AGAINST, "--format", "json")
    assert code == 3
    assert json.loads(out)["schema"] == "tpm/problems/1"
    world.git(*FETCH)
    assert world.check(base="origin/main", head="HEAD").code == 0


@pytest.mark.parametrize("left_out", FILTERS)
@pytest.mark.parametrize(
    "options", [(), ("--all-projects",), ("--allow-no-project",), ("--all-projects", "--decided")]
)
def test_a_partial_clone_never_passes_unread(
    source: World, tmp_path: Path, left_out: str, options: tuple[str, ...]
) -> None:
    source.path(EVIDENCE).unlink()
    source.commit(author=DEV)
    world = clone(source, tmp_path / "partial", f"--filter={left_out}")
    asked = dict.fromkeys((*AGAINST, *options))
    assert tpm(world.root, *asked)[0] == 3
    world.git(*FETCH)
    assert tpm(world.root, *asked)[0] == 1


@pytest.mark.parametrize("left_out", FILTERS)
def test_a_base_that_is_not_there_is_not_judged_by_an_earlier_one(
    source: World, tmp_path: Path, left_out: str
) -> None:
    """The policy of an earlier commit may be there, and is not the one in force."""
    source.git("checkout", "-q", "main")
    source.policy("name: ", "name: The new ")
    source.commit()
    world = clone(source, tmp_path / "partial", f"--filter={left_out}")
    result = world.check(base="origin/main", head="HEAD")
    assert [problem.flaw for problem in result.problems] == [Flaw.OBJECTS_MISSING]


@pytest.mark.parametrize("left_out", FILTERS)
def test_what_is_checked_out_needs_no_objects(source: World, tmp_path: Path, left_out: str) -> None:
    world = clone(source, tmp_path / "partial", f"--filter={left_out}")
    before = _objects(world)
    assert tpm(world.root, "gate", "check", "--decided")[0] == 0
    code, _, err = tpm(world.root, "status")
    if left_out == "tree:0":
        # How old a report is that names no time is in the trees of earlier commits.
        assert (code, "--refetch --no-filter origin" in err) == (3, True)
    else:
        assert code == 0
    assert tpm(world.root, "lint")[0] == 0
    assert _objects(world) == before


@pytest.mark.parametrize("left_out", FILTERS)
def test_a_history_that_is_not_there_is_not_told(
    source: World, tmp_path: Path, left_out: str
) -> None:
    world = clone(source, tmp_path / "partial", f"--filter={left_out}")
    before = _objects(world)
    code, out, err = tpm(world.root, "log")
    assert (code, out) == (3, "")
    assert "git fetch --refetch --no-filter origin" in err
    assert _objects(world) == before


CHANGED = """schema: tpm/pack/1
name: fresh
title: Fresh
add:
  feasibility:
    tpm:
      - id: evidence-fresh
        title: The evidence is fresh
        why: What is old is wrong.
        level: must
        checks:
          - changed: {glob: docs/evidence.md, within: 45d}
        answered-by: checks
"""


def _with_check(world: World) -> None:
    world.git("checkout", "-q", "main")
    world.write(".tpm/checklists/fresh.yaml", CHANGED)
    world.policy("house-rules.yaml]", "house-rules.yaml, .tpm/checklists/fresh.yaml]")
    world.commit()


def test_a_check_of_the_history_needs_its_folders(world_at: WorldAt, tmp_path: Path) -> None:
    source = world_at("answered")
    source.git("config", "uploadpack.allowFilter", "true")
    _with_check(source)
    source.write("src/main.py", "print('later')\n")
    source.commit(author=DEV)
    world = clone(source, tmp_path / "partial", "--filter=tree:0", branch="main")
    before = _objects(world)
    code, _, err = tpm(world.root, "gate", "check", PHASE)
    assert (code, "git fetch --refetch" in err) == (3, True), err
    assert _objects(world) == before


# Sparse checkouts


@pytest.fixture(params=["cone", "patterns", "sparse index"])
def sparse(request: pytest.FixtureRequest, source: World, tmp_path: Path) -> World:
    world = clone(source, tmp_path / "sparse")
    options = {"cone": (), "patterns": ("--no-cone",), "sparse index": ("--sparse-index",)}
    world.git("sparse-checkout", "set", *options[request.param], ".tpm")
    assert not world.path(EVIDENCE).exists()
    return world


def test_what_a_sparse_checkout_leaves_out_is_there(sparse: World) -> None:
    assert tpm(sparse.root, "gate", "check", "--decided")[0] == 0
    sparse.git("sparse-checkout", "disable")
    assert tpm(sparse.root, "gate", "check", "--decided")[0] == 0


def test_what_is_removed_from_a_sparse_index_is_missing(sparse: World) -> None:
    sparse.git("rm", "-q", "--cached", "--sparse", EVIDENCE)
    code, out, _ = tpm(sparse.root, "gate", "check", "--decided", "--format", "json")
    assert code == 1
    assert "evidence-missing" in out


def test_a_file_that_was_deleted_is_missing_in_a_sparse_checkout(sparse: World) -> None:
    """What is in the cone, and not marked as left out, is asked of the disk."""
    sparse.git("sparse-checkout", "add", "docs")
    assert sparse.path(EVIDENCE).exists() or sparse.git("sparse-checkout", "disable") == ""
    sparse.path(EVIDENCE).unlink()
    assert tpm(sparse.root, "gate", "check", "--decided")[0] == 1


def test_the_policy_itself_may_be_left_out(source: World, tmp_path: Path) -> None:
    world = clone(source, tmp_path / "sparse")
    world.git("sparse-checkout", "set", "--no-cone", "/.tpm/project.yaml")
    assert not world.path(".tpm/policy.yaml").exists()
    assert tpm(world.root, "gate", "check", "--decided")[0] == 0


def test_the_portfolio_of_a_sparse_checkout(sparse: World) -> None:
    _, whole, _ = tpm(sparse.root, "portfolio", ".", "--format", "json")
    sparse.git("sparse-checkout", "disable")
    assert tpm(sparse.root, "portfolio", ".", "--format", "json")[1] == whole


def test_a_partial_and_sparse_clone(source: World, tmp_path: Path) -> None:
    options = ("--filter=blob:none", "--sparse")
    world = clone(source, tmp_path / "both", *options)
    world.git("sparse-checkout", "set", ".tpm")
    before = _objects(world)
    code, _, err = tpm(world.root, "gate", "check", "--decided")
    assert (code, "git fetch --refetch --no-filter origin" in err) == (3, True), err
    assert _objects(world) == before
    world.git(*FETCH)
    assert tpm(world.root, "gate", "check", "--decided")[0] == 0


# The checkout of another owner

OTHER_OWNER = {"GIT_TEST_ASSUME_DIFFERENT_OWNER": "1"}


def test_the_checkout_of_another_owner(source: World) -> None:
    code, out, err = tpm(source.root, "gate", "check", "--decided", env=OTHER_OWNER)
    assert (code, out) == (4, "")
    assert "safe.directory" in err


def test_the_checkout_of_another_owner_where_only_checks_read(world_at: WorldAt) -> None:
    """No answer cites evidence, so a check is the first that asks git."""
    world = world_at("fresh")
    _with_check(world)
    code, out, err = tpm(world.root, "gate", "check", PHASE, env=OTHER_OWNER)
    assert (code, out) == (4, "")
    assert "safe.directory" in err
    assert "broke" not in err


def test_a_comparison_in_the_checkout_of_another_owner(source: World) -> None:
    code, out, err = tpm(source.root, *DECIDED, env=OTHER_OWNER)
    assert (code, out) == (4, "")
    assert "safe.directory" in err


# Repositories with SHA-256


def test_a_repository_with_sha256(source: World, tmp_path: Path) -> None:
    world = World(tmp_path / "sha256", source.now)
    world.root.mkdir()
    world.git("init", "-q", "--template=", "-b", "main", "--object-format=sha256")
    source.git("checkout", "-q", "main")
    for name in (".tpm", "docs", "src", "reports", "CHANGELOG.md"):
        (shutil.copytree if source.path(name).is_dir() else shutil.copy)(
            source.path(name), world.path(name)
        )
    world.commit()
    world.branch()
    world.path(EVIDENCE).unlink()
    world.commit()
    assert world.check().code == 1
    world.git("config", "uploadpack.allowFilter", "true")
    partial = clone(world, tmp_path / "partial", "--filter=blob:none")
    result = partial.check(base="origin/main", head="HEAD")
    assert [problem.flaw for problem in result.problems] == [Flaw.OBJECTS_MISSING]
    world.git("update-ref", "refs/tpm/base", "main")
    world.git("checkout", "-q", "--detach", "pr")
    assert world.release("refs/tpm/base", through=PHASE).code == 1
