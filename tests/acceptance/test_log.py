"""`tpm log` on real histories."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest

from tpmcli.render.json_schemas import json_schema_text
from world.command import Repository, day
from world.files import clean_env
from world.people import PM, TPM

SPIKES = "feasibility.unknowns-spiked"
OPTIONS = "feasibility.technical-risks-registered"
Validator: Any = import_module("jsonschema").Draft202012Validator


def told(repository: Repository, *words: str) -> list[dict[str, Any]]:
    """What `tpm log` says, the newest first; it fits its schema."""
    said = repository.ok("log", "--format", "json", *words).json
    Validator(json.loads(json_schema_text("log"))).validate(said)
    entries: list[dict[str, Any]] = said["entries"]
    return entries


def whats(entries: list[dict[str, Any]]) -> list[tuple[str, str | None]]:
    return [(each["what"], each["subject"]) for each in entries]


@pytest.fixture
def lite(repository: Repository) -> Repository:
    """A small project, committed."""
    repository.init("--lifecycle", "lite")
    repository.commit("set tpm up")
    return repository


def _answer(repository: Repository, item: str, value: str = "met", by: str = TPM) -> None:
    words = ["--evidence", "docs/evidence.md"] if value == "met" else ["--note", "not yet"]
    repository.ok("answer", item, value, *words, "--as", by, "-q")


def _waive(repository: Repository, item: str) -> None:
    words = ["--reason", "later", "--until", day(7), "--approved-by", PM]
    repository.ok("waive", item, *words, "--as", TPM)


def test_every_change_of_an_item_is_in_the_log(lite: Repository) -> None:
    _answer(lite, SPIKES)
    lite.commit("answer")
    _answer(lite, SPIKES, "not-met")
    _waive(lite, SPIKES)
    lite.commit("change and waive")
    lite.git("config", "user.email", PM)
    lite.ok("waive", SPIKES, "--withdraw", "--as", TPM)
    lite.commit("withdraw")
    lite.git("config", "user.email", TPM)
    lite.pass_gate("feasibility")
    lite.commit("pass")
    entries = told(lite)
    assert whats(entries)[-5:] == [
        ("withdrawn", SPIKES),
        ("waived", SPIKES),
        ("changed", SPIKES),
        ("answered", SPIKES),
        ("began", None),
    ]
    assert whats(entries)[:3] == [
        ("decided", "feasibility"),
        ("signed", "feasibility"),
        ("signed", "feasibility"),
    ]
    changed = next(
        each for each in entries if each["what"] == "changed" and each["text"] == "not-met"
    )
    assert (changed["was"], changed["note"], changed["role"]) == ("met", "not yet", "tpm")
    withdrawn = next(each for each in entries if each["what"] == "withdrawn")
    assert (withdrawn["by"], withdrawn["author"]) == (TPM, PM)
    assert withdrawn["commit"] == lite.git("rev-parse", "HEAD~1").strip()
    seconds = int(lite.git("log", "-1", "--format=%ct"))
    assert withdrawn["day"] == datetime.fromtimestamp(seconds, UTC).date().isoformat()
    text = lite.ok("log", SPIKES).out
    assert text.splitlines()[0].startswith(entries[0]["day"])
    assert f"by {TPM}" in text
    assert f"({SPIKES}): not-met, was met; not yet" in text
    assert lite.ok("log", "unknowns-spiked").out == text
    assert set(whats(told(lite, "feasibility"))) >= {("signed", "feasibility"), ("waived", SPIKES)}
    assert told(lite, "release") == []


def test_what_is_not_committed_stands_first(lite: Repository) -> None:
    _answer(lite, SPIKES)
    (first, *rest) = told(lite)
    assert (first["what"], first["commit"], first["author"], first["day"]) == (
        *("answered", None),
        *(None, None),
    )
    assert whats(rest) == [("began", None)]
    assert lite.ok("log").out.startswith("not committed yet\n  answered        “")


def test_branches_and_merges_tell_each_thing_once(lite: Repository) -> None:
    lite.git("checkout", "-qb", "other")
    _answer(lite, OPTIONS)
    lite.commit("on the branch")
    lite.git("checkout", "-q", "main")
    _answer(lite, SPIKES)
    lite.commit("on main")
    lite.git("merge", "-q", "--no-ff", "-m", "merge", "other")
    found = told(lite)
    assert len(found) == 3
    assert set(whats(found)) == {("answered", SPIKES), ("answered", OPTIONS), ("began", None)}
    by = {each["subject"]: each["commit"] for each in found}
    assert by[OPTIONS] == lite.git("rev-parse", "other").strip()
    assert by[SPIKES] == lite.git("rev-parse", "HEAD^1").strip()


def test_what_only_a_merge_did_is_the_merges(lite: Repository) -> None:
    lite.git("checkout", "-qb", "other")
    _answer(lite, OPTIONS)
    lite.commit("on the branch")
    lite.git("checkout", "-q", "main")
    _answer(lite, SPIKES)
    lite.commit("on main")
    lite.git("merge", "-q", "--no-ff", "--no-commit", "other")
    _answer(lite, SPIKES, "not-met")
    lite.commit("merge, and more")
    first = told(lite)[0]
    assert (first["what"], first["subject"], first["was"]) == ("changed", SPIKES, "met")
    assert first["commit"] == lite.git("rev-parse", "HEAD").strip()
    assert len(told(lite)) == 4


def test_the_next_increment_is_no_rewriting(lite: Repository) -> None:
    _answer(lite, SPIKES)
    lite.commit("answer")
    lite.ok("start", "1.1", "--abandon", "a new plan")
    lite.commit("start")
    _answer(lite, OPTIONS)
    lite.commit("answer in 1.1")
    found = told(lite)
    assert whats(found)[0] == ("answered", OPTIONS)
    assert [each["increment"] for each in found if each["what"] == "began"] == ["1.1", "1.0"]
    assert not [each for each in found if each["what"] in ("removed", "cleared")]
    assert {each["increment"] for each in told(lite, "--increment", "1.0")} == {"1.0"}


def test_what_is_taken_back_is_told(lite: Repository) -> None:
    _answer(lite, SPIKES)
    _waive(lite, OPTIONS)
    lite.commit("record")
    lite.git("checkout", "-q", "HEAD~1", "--", ".tpm/project.yaml")
    lite.commit("go back")
    found = told(lite)
    assert set(whats(found)[:2]) == {("removed", OPTIONS), ("cleared", SPIKES)}
    removed = next(each for each in found if each["what"] == "removed")
    assert removed["text"].startswith(f"the waiver of {TPM} on ")


def test_what_cannot_be_read_is_passed_over_and_said(lite: Repository) -> None:
    path = lite.root / ".tpm/project.yaml"
    sound = path.read_bytes()
    for broken in (b"<<<<<<< ours\n" + sound, sound.replace(b" {}", b" {answer: 1}", 1), b"x: ["):
        path.write_bytes(broken)
        lite.commit("break")
        path.write_bytes(sound)
        lite.commit("mend")
    _answer(lite, SPIKES)
    lite.commit("answer")
    assert whats(told(lite)) == [
        ("answered", SPIKES),
        *[("unreadable", None)] * 3,
        ("began", None),
    ]
    path.write_bytes(b"no: [record")
    assert whats(told(lite))[0] == ("unreadable", None)
    assert "unreadable" in lite.ok("log").out


def test_since_leaves_out_what_is_older(lite: Repository) -> None:
    for number, then in enumerate(("2026-03-01", "2026-03-02", "2026-03-03")):
        _answer(lite, SPIKES, "met" if number % 2 else "not-met")
        when = f"{then}T12:00:00Z"
        lite.git("add", "-A")
        env = {**clean_env(), "GIT_COMMITTER_DATE": when, "GIT_AUTHOR_DATE": when}
        words = ["git", "commit", "-qm", then]
        subprocess.run(words, cwd=lite.root, env=env, check=True)
    found = told(lite, "--since", "2026-03-02")
    # The commit that set it up is of today, whatever the clocks of those after it said.
    assert whats(found) == [("changed", SPIKES), ("changed", SPIKES), ("began", None)]
    assert [each["day"] for each in found[:2]] == ["2026-03-03", "2026-03-02"]
    assert whats(told(lite, "--since", day(1))) == []
    assert lite.run("log", "--since", "soon").code == 2
    assert lite.run("log", "--since", "2026-02-30").code == 2


def test_a_file_that_a_person_formatted_tells_the_same(lite: Repository) -> None:
    path = lite.root / ".tpm/project.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("\n\n", "\n"), encoding="utf-8")
    lite.commit("without blank lines")
    _answer(lite, SPIKES)
    lite.commit("answer")
    assert whats(told(lite)) == [("answered", SPIKES), ("began", None)]


def test_a_project_below_the_top(make_repository: Callable[[str], Repository]) -> None:
    repository = make_repository("many")
    (repository.root / "apps/ledger").mkdir(parents=True)
    repository.ok("-C", "apps/ledger", "init", "--name", "X", "--tpm", TPM, "--pm", PM)
    repository.commit("set up")
    done = repository.ok("-C", "apps/ledger", "log", "--format", "json").json
    assert whats(done["entries"]) == [("began", None)]


def test_a_log_that_cannot_be_complete_is_refused_or_says_so(
    lite: Repository, tmp_path: Path, command: list[str], repository: Repository
) -> None:
    done = lite.run("log", "unknown-spiked")
    assert done.code == 2
    assert f"did you mean `{SPIKES}`?" in done.err
    clone = tmp_path / "shallow"
    _answer(lite, SPIKES)
    lite.commit("answer")
    subprocess.run(
        ["git", "clone", "-q", "--depth", "1", f"file://{lite.root}", str(clone)],
        check=True,
        env=clean_env(),
    )
    shallow = Repository(clone, command)
    assert shallow.ok("log").err
    assert shallow.ok("log", "--format", "json").json["complete"] is False
    plain = tmp_path / "plain"
    plain.mkdir()
    bare = [sys.executable, "-m", "tpmcli.cli.main", "-C", str(plain)]
    people = ["--tpm", TPM, "--pm", PM]
    env = clean_env()
    subprocess.run([*bare, "init", "--name", "X", *people, "-q"], check=True, env=env)
    done_plain = subprocess.run([*bare, "log"], capture_output=True, text=True, env=env)
    assert done_plain.returncode == 3
    assert "needs a git repository" in done_plain.stderr


def _long_history(repository: Repository, commits: int) -> None:
    """So many commits that each change one block, made by git's own fast import."""
    path = repository.root / ".tpm/project.yaml"
    pieces = path.read_bytes().split(b"\n\n")
    end = pieces.index(b"signoffs:")
    items = [at for at, piece in enumerate(pieces[:end]) if b"\n  feasibility." in piece]
    stream = []
    for number in range(commits):
        at = items[number % len(items)]
        comment, key = pieces[at].split(b"\n")[:2]
        key = key.partition(b":")[0]
        pieces[at] = (
            comment + b"\n" + key + b":\n    answer: not-met\n    role: tpm\n"
            b"    note: change %d\n    by: tpm@example.com\n"
            b'    at: "2026-03-01T10:00:00Z"\n    question: q1:%064d' % (number, number)
        )
        data = b"\n\n".join(pieces)
        stream.append(
            b"commit refs/heads/long\ncommitter T <tpm@example.com> %d +0000\ndata 1\nc\n"
            % (1772000000 + 60 * number)
            + (b"from refs/heads/main^0\n" if number == 0 else b"")
            + b"M 100644 inline .tpm/project.yaml\ndata %d\n" % len(data)
            + data
            + b"\n"
        )
    subprocess.run(
        ["git", "fast-import", "--quiet"],
        cwd=repository.root,
        input=b"".join(stream),
        check=True,
        env=clean_env(),
    )
    repository.git("checkout", "-q", "long")


def test_a_long_history_is_read_in_linear_time(
    lite: Repository, record_property: Callable[[str, object], None]
) -> None:
    _long_history(lite, 600)
    start = perf_counter()
    found = told(lite)
    seconds = perf_counter() - start
    assert len(found) == 601
    assert {each["what"] for each in found} == {"answered", "changed", "began"}
    record_property("commits", 600)
    record_property("seconds", round(seconds, 2))
    assert seconds < 20
