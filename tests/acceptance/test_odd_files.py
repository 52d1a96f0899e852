"""Checkouts and files as the world has them: line ends, marks, names, sizes, rights."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from test_read_only import run_bound

from world.command import Repository
from world.files import clean_env

PROJECT, POLICY = ".tpm/project.yaml", ".tpm/policy.yaml"


def _report(repository: Repository, *words: str) -> tuple[int, Any]:
    done = repository.run("gate", "check", *words, "--format", "json")
    return done.code, done.json


@pytest.fixture
def signed(project: Repository) -> Repository:
    """A project whose first gate is decided, with evidence cited by heading too."""
    project.write("docs/spike.md", "# Spike\n\n## Result\n\nIt holds.\n\n## Rest\n\nNone.\n")
    project.ok("answer", "unknowns-spiked", "met", "-e", "docs/spike.md#result")
    project.pass_gate("feasibility")
    project.ok("answer", "nfrs-quantified", "not-met", "--note", "two lines\nof text")
    project.commit("feasibility")
    return project


def test_a_checkout_with_other_line_ends_says_the_same(
    signed: Repository, tmp_path: Path, command: list[str]
) -> None:
    other = Repository(tmp_path / "clone", command)
    other.git("config", "core.autocrlf", "true")
    other.git("config", "core.eol", "crlf")
    other.git("pull", "-q", str(signed.root), "main")
    assert b"\r\n" in (other.root / PROJECT).read_bytes()
    assert b"\r\n" in (other.root / "docs/spike.md").read_bytes()
    for words in (["--decided"], ["feasibility"], ["--through", "requirements"]):
        assert _report(other, *words) == _report(signed, *words)
    assert other.run("status").out == signed.run("status").out
    assert other.run("lint") == signed.run("lint")
    # What is answered here is the same to git as if it was answered there.
    for repository in (signed, other):
        repository.ok("answer", "must-haves-traced", "met", "-e", "docs/spike.md")
    ours, theirs = (
        [
            line
            for line in r.git("diff", "--", PROJECT).splitlines()
            # The moment, and git's digest of the file, which holds it.
            if " at: " not in line and not line.startswith("index ")
        ]
        for r in (signed, other)
    )
    assert [line.rstrip("\r") for line in theirs] == ours
    assert b"\n" not in (other.root / PROJECT).read_bytes().replace(b"\r\n", b"")


def test_a_digest_of_other_line_ends_would_be_seen(
    signed: Repository, tmp_path: Path, command: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The comparison above can fail: with digests of the bytes as they lie on the disk, it does."""
    other = Repository(tmp_path / "clone", command)
    other.git("config", "core.autocrlf", "true")
    other.git("config", "core.eol", "crlf")
    other.git("pull", "-q", str(signed.root), "main")
    for name in ("content", "descriptors"):
        monkeypatch.setattr(f"tpmcli.repo.{name}.normalise", lambda content: content)
    assert _report(other, "--decided") != _report(signed, "--decided")


def test_a_byte_order_mark_changes_nothing(signed: Repository) -> None:
    before = _report(signed, "--decided")
    for path in (PROJECT, POLICY):
        file = signed.root / path
        file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes())
    assert _report(signed, "--decided") == before
    signed.ok("answer", "must-haves-traced", "not-met")
    assert signed.record().count(b"\xef\xbb\xbf") == 1
    assert signed.record().startswith(b"\xef\xbb\xbf")
    assert _report(signed, "--decided") == before


NAMES = [
    "docs/two words.md",
    'docs/it\'s "quoted".md',
    "docs/größe, 1.md",
    "docs/🚀 launch.md",
    "docs/עברית.md",
    "docs/a#b.md",
    "docs/-e.md",
    "docs/[x] {y}, z.md",
    "docs/%41.md",
    "docs/" + "n" * 240 + ".md",
]
# A name that only deceives the eye is a path like another, but no text that is recorded.
REFUSED = [("docs/two\nlines.md", 1), ("docs/bell\a.md", 1), ("docs/\u202egnp.md", 2)]


def test_file_names_of_every_kind_are_evidence(
    project: Repository, record_property: Callable[[str, object], None]
) -> None:
    for name in NAMES:
        project.write(name, "# Text\n\n## Part\n\nIt says something, and what follows.\n")
    project.commit("names")
    # A name with '#' in it is cited with another one at its end.
    cited = [f"{name}#" if "#" in name else name for name in NAMES]
    words = [word for name in cited for word in ("-e", name)]
    project.ok("answer", "unknowns-spiked", "met", *words)
    status, report = _report(project)
    assert status == 1
    assert not [f for f in report["gates"][0]["findings"] if "unknowns" in f["subject"]]
    (project.root / NAMES[3]).write_bytes(b"\n")
    project.git("rm", "-q", "--cached", "--", NAMES[1])
    (project.root / NAMES[4]).unlink()
    _, report = _report(project)
    rules = {f["rule"] for f in report["gates"][0]["findings"] if "unknowns" in f["subject"]}
    assert rules == {"evidence-empty", "evidence-untracked", "evidence-missing"}
    record_property("names", len(NAMES) + len(REFUSED))


@pytest.mark.parametrize(("name", "code"), REFUSED)
def test_names_that_would_deceive_a_reader_are_no_evidence(
    project: Repository, name: str, code: int
) -> None:
    project.write(name, "# Text\n\nIt says something, and what follows.\n")
    before = project.record()
    done = project.run("answer", "unknowns-spiked", "met", "-e", name)
    assert done.code == code
    assert "\u202e" not in done.err
    assert "\a" not in done.err
    assert project.record() == before


def test_a_file_name_that_is_no_text_in_the_repository_hurts_nothing(project: Repository) -> None:
    name = os.fsencode(project.root) + b"/docs/\xff\xfe.md"
    try:
        with open(name, "wb") as file:
            file.write(b"x")
    except OSError:
        pytest.skip("this file system has no such names")
    project.git("add", "-A")
    for words in (["gate", "check"], ["status"], ["evidence", "find", "unknowns-spiked"]):
        assert project.run(*words).code in (0, 1), words


def test_a_project_folder_with_an_odd_name(
    make_repository: Callable[[str], Repository],
) -> None:
    repository = make_repository("it's “odd” 🚀 [x]")
    repository.init()
    repository.commit("set up")
    repository.pass_gate("feasibility")
    assert repository.run("gate", "check", "--decided").code == 0


def test_files_that_may_not_be_read_or_are_none(project: Repository) -> None:
    """Refused by the system is exit 4, a folder in a file's place is bad input; never a crash."""
    for path in (PROJECT, POLICY):
        file = project.root / path
        file.chmod(0)
        for words in (["gate", "check"], ["status"], ["lint"], ["answer", "x", "met"]):
            done = run_bound(project, words, clean_env())
            assert done.code == 4, (path, words, done)
            assert path in done.err
        file.chmod(0o644)
        data = file.read_bytes()
        file.unlink()
        file.mkdir()
        for words in (["gate", "check"], ["answer", "unknowns-spiked", "not-met"]):
            refused = project.run(*words)
            assert refused.code in (3, 4), (path, words, refused)
            assert path in refused.err
        file.rmdir()
        file.write_bytes(data)


def test_a_project_file_left_half_merged(signed: Repository) -> None:
    """Every command refuses it, names the way out, and writes nothing."""
    text = signed.record().decode()
    at = text.index("  requirements.")
    line = text[at:].split("\n", 1)[0]
    half = text.replace(line, f"<<<<<<< HEAD\n{line}\n=======\n{line} # x\n>>>>>>> other", 1)
    (signed.root / PROJECT).write_text(half, encoding="utf-8")
    for words in (
        ["gate", "check"],
        ["gate", "check", "--decided"],
        ["status"],
        ["next"],
        ["why", "unknowns-spiked"],
        ["lint"],
        ["lint", "--fix"],
        ["sync"],
        ["answer", "unknowns-spiked", "not-met"],
        ["sign", "requirements", "--role", "tpm"],
        ["start", "1.1"],
    ):
        done = signed.run(*words)
        assert done.code == 3, (words, done)
        assert "tpm merge" in done.err, (words, done.err)
        assert signed.record().decode() == half, words


def test_a_file_of_a_newer_tpm_is_refused_with_both_versions(signed: Repository) -> None:
    for path, schema in ((PROJECT, "project"), (POLICY, "policy")):
        file = signed.root / path
        data = file.read_text(encoding="utf-8")
        file.write_text(data.replace(f"tpm/{schema}/1", f"tpm/{schema}/7"), encoding="utf-8")
        before = file.read_bytes()
        for words in (["gate", "check"], ["lint", "--fix"], ["answer", "x", "met"]):
            done = signed.run(*words)
            assert done.code == 3, (words, done)
            assert f"tpm/{schema}/7" in done.err, done.err
            assert f"tpm/{schema}/1" in done.err, done.err
            assert file.read_bytes() == before
        file.write_text(data, encoding="utf-8")


@pytest.mark.parametrize("note", ["gnp\u202egnp", "bell\a", "lone \udc80", "x" * 20_001, " "])
def test_words_that_cannot_be_recorded_are_the_callers_mistake(
    project: Repository, note: str
) -> None:
    before = project.record()
    done = project.run("answer", "unknowns-spiked", "not-met", "--note", note)
    assert done.code == 2, done
    assert "project.yaml" not in done.err
    assert project.record() == before
