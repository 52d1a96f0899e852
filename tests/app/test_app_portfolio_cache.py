"""What is kept of many projects never says anything else than judging them anew."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Mapping
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_project import NOW, PM, POLICY, RECORD, Small, environment

from tpmcli.app import portfolio_cache
from tpmcli.app.context import CommandContext
from tpmcli.app.portfolio import FEW, evaluate_projects, summarise_projects
from tpmcli.app.portfolio_cache import Cache, default_path, open_cache
from tpmcli.app.portfolio_evaluation import REPEATABLE, CacheEntry
from tpmcli.checks.registry import KINDS
from tpmcli.repo.projects import find_projects
from tpmcli.repo.recording import RecordedTree
from tpmcli.repo.worktree import WorkTree
from tpmcli.rules.portfolio import ProjectSummary

BUILD = """\
schema: tpm/checklist/1
phase: build
title: Build
question: Is it built?
tpm:
  - id: documented
    title: It is documented
    checks:
      - file: {glob: "docs/*.md", min-count: 1}
      - changelog: {file: CHANGELOG.md}
  - id: noted
    title: It is noted
    level: should
    valid-for: 3d
"""
TODAY = "2026-11-22"


def judged(
    root: Path, known: Mapping[str, CacheEntry] | None, day: str = TODAY
) -> list[ProjectSummary]:
    return evaluate_projects(find_projects(str(root)), str(root), day, 1, known)[0]


def learn(root: Path, day: str = TODAY) -> dict[str, CacheEntry]:
    return evaluate_projects(find_projects(str(root)), str(root), day, 1, {})[1]


@pytest.fixture
def pair(bare: Small) -> Small:
    """A project with checks that lives in a folder of a repository, and a second one beside it."""
    bare.write("own/build.yaml", BUILD)
    bare.write("CHANGELOG.md", "# Changes\n\n## 1.0\n\nIt began.\n")
    bare.write("docs/more.md", "# More\n\n## Why\n\nBecause.\n")
    bare.init()
    bare.answer("tried", "met", "docs/note.md", "docs/more.md#why")
    bare.answer("wanted", person=PM)
    bare.answer("documented", "not-met", owner=PM, due="2026-12-01")
    bare.answer("noted")
    bare.commit()
    bare.git("tag", "v1.0")
    root = bare.root
    inner = root / "parts/inner"
    inner.parent.mkdir()
    shutil.copytree(root, inner, ignore=shutil.ignore_patterns(".git", "parts"))
    bare.commit("a part")
    return bare


# --- what can happen ---------------------------------------------------------------------------

Change = Callable[[Path, Small], None]


def _text(path: str, old: str, new: str) -> Change:
    def change(folder: Path, small: Small) -> None:
        file = folder / path
        if file.is_file():
            file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")

    return change


def _gone(path: str) -> Change:
    return lambda folder, small: (folder / path).unlink(missing_ok=True)


def _write(path: str, text: str) -> Change:
    def change(folder: Path, small: Small) -> None:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).unlink(missing_ok=True)
        (folder / path).write_text(text, encoding="utf-8")

    return change


def _link(folder: Path, small: Small) -> None:
    note = folder / "docs/note.md"
    if note.is_file() and not note.is_symlink():
        note.rename(folder / "docs/other.md")
        note.symlink_to("other.md")


def _linked_folder(folder: Path, small: Small) -> None:
    if (folder / "docs").is_dir() and not (folder / "docs").is_symlink():
        (folder / "docs").rename(folder / "papers")
        (folder / "docs").symlink_to("papers")


def _git(*words: str) -> Change:
    def change(folder: Path, small: Small) -> None:
        small.git("-C", str(folder), *words, check=False)

    return change


CHANGES: dict[str, Change] = {
    "answer": _text(RECORD, 'due: "2026-12-01"', 'due: "2026-11-20"'),
    "answer another way": _text(RECORD, "answer: not-met", "answer: met"),
    "break the record": _text(RECORD, "items:", "items: ["),
    "lose the record": _gone(RECORD),
    "another name": _text(POLICY, "name: Kettle", "name: Pot"),
    "another policy": _text(POLICY, "signoffs: [tpm, pm]", "signoffs: [tpm]"),
    "lose the policy": _gone(POLICY),
    "reword": _text("own/idea.yaml", "It was tried", "It was tried twice"),
    "less asked": _text("own/idea.yaml", "required: true", "required: false"),
    "lose a checklist": _gone("own/build.yaml"),
    "evidence changes": _write("docs/note.md", "# Note\n\nSomething else.\n"),
    "evidence is emptied": _write("docs/note.md", ""),
    "evidence is gone": _gone("docs/note.md"),
    "evidence has other line ends": _write("docs/note.md", "# Note\r\n\r\nIt works.\r\n"),
    "evidence is a link": _link,
    "evidence lies behind a link": _linked_folder,
    "the heading is gone": _text("docs/more.md", "## Why", "## How"),
    "evidence is no longer tracked": _git("rm", "-q", "--cached", "docs/note.md"),
    "nothing is tracked": _git("rm", "-q", "-r", "--cached", "."),
    "everything is tracked": _git("add", "-A"),
    "another repository in the way": _write("docs/.git", "gitdir: nowhere\n"),
    "the change log is gone": _gone("CHANGELOG.md"),
    "the change log is empty": _write("CHANGELOG.md", ""),
    "a new version": _git("tag", "v1.1"),
    "no version": _git("tag", "-d", "v1.0"),
    "a new file": _write("docs/new.md", "new\n"),
    "nothing": lambda folder, small: None,
}
STEPS = st.tuples(st.sampled_from(sorted(CHANGES)), st.booleans())
DAYS = st.sampled_from([TODAY, TODAY, TODAY, "2026-11-24", "2026-12-02"])


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(STEPS, min_size=1, max_size=3), DAYS, st.booleans())
def test_whatever_happens_what_is_kept_says_what_judging_anew_says(
    pair: Small, steps: list[tuple[str, bool]], day: str, through_the_file: bool
) -> None:
    """The property on which the cache stands: after any change the two agree."""
    world = pair.root.parent / "world"
    shutil.rmtree(world, ignore_errors=True)
    shutil.copytree(pair.root, world, symlinks=True)
    small = Small(world)
    known: Mapping[str, CacheEntry] = learn(world)
    for name, inner in steps:
        CHANGES[name](world / "parts/inner" if inner else world, small)
        if through_the_file:
            known = stored(known, pair.root.parent / "cache/kept.json")
        assert judged(world, known, day) == judged(world, None, day)
        known = {**known, **learn(world, day)}
        assert judged(world, known, day) == judged(world, None, day)


@pytest.mark.parametrize("name", CHANGES)
def test_each_change_by_itself(name: str, pair: Small) -> None:
    known = learn(pair.root)
    assert len(known) == 2
    CHANGES[name](pair.root, pair)
    assert judged(pair.root, known) == judged(pair.root, None)


def test_where_nothing_changes_nothing_is_judged(
    pair: Small, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = learn(pair.root)
    before = judged(pair.root, None)
    monkeypatch.setattr("tpmcli.app.portfolio_evaluation.evaluate_project", None)
    assert judged(pair.root, known) == before
    again = evaluate_projects(find_projects(str(pair.root)), str(pair.root), TODAY, 1, known)
    assert again[1] == {}
    later = judged(pair.root, known, "2026-11-23")
    assert [each.code for each in later] == [70, 70]


def test_a_change_that_counts_is_seen(pair: Small) -> None:
    """The comparison above can fail: kept and judged anew are two things."""
    known = learn(pair.root)
    before = judged(pair.root, known)
    CHANGES["answer"](pair.root, pair)
    after = judged(pair.root, known)
    assert after != before
    assert [each.folder for each in after if each not in before] == ["."]


# --- what is not kept --------------------------------------------------------------------------


def test_what_asks_the_history_is_judged_every_time(pair: Small) -> None:
    text = pair.read("own/build.yaml")
    pair.write(
        "own/build.yaml",
        text.replace(
            "- changelog: {file: CHANGELOG.md}", "- changed: {glob: CHANGELOG.md, within: 9d}"
        ),
    )
    assert set(learn(pair.root)) == {str(pair.root / "parts/inner")}


def test_what_cannot_be_evaluated_is_not_kept(pair: Small) -> None:
    CHANGES["break the record"](pair.root, pair)
    assert set(learn(pair.root)) == {str(pair.root / "parts/inner")}


def test_every_kind_of_check_is_known_to_repeat_or_not() -> None:
    assert KINDS.keys() - REPEATABLE == {"text", "changed"}
    assert KINDS.keys() >= REPEATABLE


def test_every_question_to_a_work_tree_is_recorded() -> None:
    """A new way to ask must be recorded, or must keep the answer from being used again."""
    public = {name for name in vars(WorkTree) if not name.startswith("_")}
    recorded = {name for name in vars(RecordedTree) if not name.startswith("_")}
    assert public - recorded == {"prefetch"}


# --- the file ----------------------------------------------------------------------------------


def stored(known: Mapping[str, CacheEntry], path: Path) -> Mapping[str, CacheEntry]:
    """What comes back of these."""
    path.unlink(missing_ok=True)
    open_cache(str(path)).save(known)
    return open_cache(str(path)).known


def test_what_is_kept_comes_back(pair: Small, tmp_path: Path) -> None:
    known = learn(pair.root)
    path = tmp_path / "a/b/kept.json"
    assert stored(known, path) == known
    assert os.listdir(path.parent) == ["kept.json"]
    if os.name == "posix":
        assert path.stat().st_mode & 0o777 == 0o600
    first = next(iter(known))
    open_cache(str(path)).save({first: known[first]._replace(day="2026-11-23")})
    assert {root: entry.day for root, entry in open_cache(str(path)).known.items()} == {
        root: "2026-11-23" if root == first else TODAY for root in known
    }


def test_damage_is_found(pair: Small, tmp_path: Path) -> None:
    path = tmp_path / "kept.json"
    stored(learn(pair.root), path)
    whole = path.read_bytes()
    for place in (*range(0, len(whole), 97), len(whole) - 1):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        assert open_cache(str(path)).known == {}
        path.write_bytes(whole[:place])
        assert open_cache(str(path)).known == {}
    path.write_bytes(whole + b"\n")
    assert open_cache(str(path)).known == {}
    path.unlink()
    path.mkdir()
    assert open_cache(str(path)).known == {}
    open_cache(str(path)).save(learn(pair.root))
    assert list(tmp_path.glob("kept*")) == [path]


def test_another_form_is_none_of_ours(tmp_path: Path) -> None:
    path = tmp_path / "kept.json"
    bodies: tuple[object, ...] = (
        [],
        {"x": 1},
        {"x": [1, 2, 3]},
        {"x": ["d", [], "a", []]},
        {"x": ["d", [], "a", ["f"] * 9]},
    )
    for body in bodies:
        empty = open_cache(str(path))
        path.write_bytes(portfolio_cache._signed(empty._head, json.dumps(body).encode()))
        assert open_cache(str(path)).known == {}


def test_another_tpm_judges_for_itself(
    pair: Small, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "kept.json"
    assert stored(learn(pair.root), path)
    monkeypatch.setattr(portfolio_cache, "__version__", "0.0.1")
    assert open_cache(str(path)).known == {}


def test_changed_shipped_checklists_count(
    pair: Small, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tpmcli.store.checklists import shipped

    path = tmp_path / "kept.json"
    copy = tmp_path / "checklists"
    shutil.copytree(shipped.folder(), copy)
    monkeypatch.setattr(shipped, "folder", lambda: str(copy))
    assert stored(learn(pair.root), path)
    file = copy / "lite.yaml"
    file.write_text(file.read_text(encoding="utf-8") + "#\n", encoding="utf-8")
    assert open_cache(str(path)).known == {}


def test_it_does_not_grow_for_ever(
    pair: Small, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = learn(pair.root)
    root, entry = next(iter(known.items()))
    monkeypatch.setattr(portfolio_cache, "_MOST_ENTRIES", 3)
    many = {f"{root}/{number}": entry for number in range(9)}
    kept = stored(many, tmp_path / "kept.json")
    assert list(kept) == list(many)[:3]
    open_cache(str(tmp_path / "kept.json")).save({root: entry})
    assert list(open_cache(str(tmp_path / "kept.json")).known) == [root, *list(many)[:2]]
    monkeypatch.setattr(portfolio_cache, "_MOST_BYTES", 2 * len(json.dumps(entry)))
    assert 0 < len(stored(many, tmp_path / "kept.json")) < 3


# --- in use ------------------------------------------------------------------------------------


@pytest.fixture
def many(pair: Small) -> Path:
    """Enough projects for a cache, in one repository."""
    for number in range(FEW - 1):
        shutil.copytree(pair.root / "parts/inner", pair.root / f"parts/copy-{number}")
    pair.git("add", "-A")
    return pair.root


def session(folder: Path) -> CommandContext:
    return CommandContext(str(folder), environment(), lambda: NOW)


def test_it_is_used_for_many_projects_and_not_for_few(many: Path, tmp_path: Path) -> None:
    path = tmp_path / "kept.json"
    few = summarise_projects(session(many), ["parts/inner", "parts/copy-0"], 1, str(path))
    assert len(few) == 2
    assert not path.exists()
    first = summarise_projects(session(many), [], 1, str(path))
    assert len(open_cache(str(path)).known) == FEW + 1
    before = path.stat().st_mtime_ns
    assert summarise_projects(session(many), [], 1, str(path)) == first
    assert path.stat().st_mtime_ns == before
    assert summarise_projects(session(many), [], 1) == first


def test_it_is_never_kept_in_a_repository(many: Path) -> None:
    path = many / "cache/kept.json"
    summarise_projects(session(many), [], 1, str(path))
    assert not path.parent.exists()


def test_where_it_cannot_be_written_nothing_is_said(many: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    found = summarise_projects(session(many), [], 1, str(tmp_path / "file/kept.json"))
    assert found == summarise_projects(session(many), [], 1)


def test_its_usual_place_is_the_users(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    assert default_path().endswith("portfolio.json")
    assert "tpm" in Path(default_path()).parts
    assert isinstance(open_cache(default_path()), Cache)


def test_the_next_day_is_another(many: Path, tmp_path: Path) -> None:
    path = str(tmp_path / "kept.json")
    summarise_projects(session(many), [], 1, path)
    later = session(many)._replace(clock=lambda: NOW + timedelta(days=30))
    assert summarise_projects(later, [], 1, path) == summarise_projects(later, [], 1)
    assert {entry.day for entry in open_cache(path).known.values()} == {"2026-12-22"}
