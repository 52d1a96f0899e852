"""The life of a small project through the front door: everything that each command says."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from world.neutral import neutral_words

Run = Callable[..., tuple[int, str, str]]
TPM, PM = "tpm@example.com", "pm@example.com"
DAY = f"{datetime.now(UTC) + timedelta(days=30):%Y-%m-%d}"
LIFECYCLE = "schema: tpm/lifecycle/1\nname: tiny\ntitle: Tiny\nphases: [only]\n"
ONLY = """\
schema: tpm/checklist/1
phase: only
title: Only
question: Is it done?
tpm:
  - {id: tried, title: It was tried}
  - {id: nice, title: It is nice, level: should}
pm:
  - {id: wanted, title: Somebody wants it, repeats: product}
"""


@pytest.fixture
def say(outside: Path, tpm: Run) -> Callable[..., list[str]]:
    """Runs a command that is done (or ends as told), and gives what it says; nothing is data."""
    for words in (
        ["init", "-q", "-b", "main"],
        ["config", "user.email", TPM],
        ["config", "user.name", "T"],
    ):
        subprocess.run(["git", *words], cwd=outside, check=True)
    (outside / "own").mkdir()
    (outside / "own/tiny.yaml").write_text(LIFECYCLE, encoding="utf-8")
    (outside / "own/only.yaml").write_text(ONLY, encoding="utf-8")
    note = "# Note\n\nIt was tried for a week, and it works.\n"
    (outside / "note.md").write_text(note, encoding="utf-8")

    def run(*words: str, person: str = TPM, ends: int = 0) -> list[str]:
        code, out, err = tpm(*words, "--as", person) if person else tpm(*words)
        assert (code, out) == (ends, ""), err
        return err.splitlines()

    people = ("--tpm", TPM, "--pm", PM)
    run("init", "--name", "Tiny", *people, "--lifecycle", "own/tiny.yaml", person="")
    git(outside, "add", "-A")
    return run


def git(root: Path, *words: str) -> None:
    subprocess.run(["git", *words], cwd=root, check=words[0] != "merge", capture_output=True)


def test_from_the_first_answer_to_the_next_increment(
    outside: Path, say: Callable[..., list[str]], tpm: Run
) -> None:
    with neutral_words():
        waived = say(*("waive", "tried", "--reason", "later", "--until", DAY, "--approved-by", TPM))
    assert waived == [
        f"waived until {DAY}: It was tried (only.tried)",
        "  note: Waiver self approved: “It was tried”",
        f"  not in effect until {TPM} signs off",
        f"  → tpm sign --as {TPM} only --role tpm",
    ]
    assert say("waive", "tried", "--withdraw") == [
        "withdrew the waiver of It was tried (only.tried)"
    ]
    say("waive", "tried", "--reason", "later", "--until", DAY, "--approved-by", PM)
    assert say(*("waive", "nice", "--reason", "later", "--until", DAY, "--approved-by", PM))[
        1:2
    ] == ["  note: the item is not required yet; the waiver takes effect when it is"]
    assert say("answer", "wanted", "met", person=PM) == ["met: Somebody wants it (only.wanted)"]
    assert say("sign", "--role", "tpm") == [f"{TPM} signed off only as TPM: 0 answers"]
    assert say("sign", "only", "--role", "pm", "--for", PM) == [
        f"{PM} signed off only as PM: 1 answer and 2 waivers",
        f"  not in effect until {PM} approves the pull request",
    ]
    assert say("sign", "--role", "tpm") == [
        f"{TPM} has already signed off only as TPM; nothing changed"
    ]
    promise = ("--condition", "Load test", "--owner", TPM, "--due", DAY)
    assert say("gate", "decide", "only", "conditional", *promise, person=PM) == [
        f"decided: only conditional by {PM}",
        f"  condition 1: Load test ({TPM}, {DAY})",
    ]
    today = f"{datetime.now(UTC):%Y-%m-%d}"
    code, out, err = tpm("gate", "list")
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        "only  holds",
        f"  {today} conditional by {PM}",
        f"    condition 1: Load test ({TPM}, due {DAY})",
    ]
    assert tpm("gate", "list", "--format", "json")[0] == 0
    kept = ("-e", "note.md", "-e", "https://example.com/x")
    assert say("gate", "close", "only", "1", *kept) == [
        "closed: condition 1 of only, Load test",
        "  note: https://example.com/x is recorded, but not verified",
    ]
    assert say("start", "1.1") == [
        "started 1.1: .tpm/project.yaml",
        "  the previous increment is kept in .tpm/increments/1.0.yaml",
        "  1 answer carried over; sign them off again: only.wanted",
        "  left open by other increments:",
        f"    {DAY}  waiver expires: 1.0: It was tried ({TPM})",
    ]
    shorter = ONLY.replace("  - {id: nice, title: It is nice, level: should}\n", "")
    (outside / "own/only.yaml").write_text(
        f"{shorter}  - {{id: new, title: It is new}}\n", encoding="utf-8"
    )
    assert say("sync", person="") == ["added only.new", "retired only.nice"]


def test_a_merge_and_what_is_left_of_it(outside: Path, say: Callable[..., list[str]]) -> None:
    git(outside, "commit", "-qm", "begin")
    git(outside, "switch", "-qc", "other")
    say("answer", "tried", "met", "--note", "theirs")
    say("answer", "wanted", "met", person=PM)
    git(outside, "commit", "-qam", "other")
    git(outside, "switch", "-q", "main")
    say("answer", "tried", "not-met", "--note", "ours")
    say("answer", "nice", "met")
    git(outside, "commit", "-qam", "ours")
    git(outside, "merge", "-q", "other")
    first, last = say("merge", person="", ends=1)
    assert first.startswith(".tpm/project.yaml:")
    assert ": only.tried: " in first
    assert last == "1 conflict left: edit between the markers, then git add"
    git(outside, "checkout", "--theirs", "--", "own", ".tpm/project.yaml")
    git(outside, "add", "-A")
    git(outside, "commit", "-qm", "merged")

    git(outside, "switch", "-q", "-c", "third")
    record = outside / ".tpm/project.yaml"
    text = record.read_text(encoding="utf-8")
    record.write_text(text.replace("  only.nice: {}\n", "  only.nice: {}  # a\n"), encoding="utf-8")
    git(outside, "commit", "-qam", "a comment")
    git(outside, "switch", "-q", "main")
    say("answer", "nice", "not-met")
    git(outside, "commit", "-qam", "an answer")
    git(outside, "merge", "-q", "third")
    assert say("merge", person="") == [
        "merged .tpm/project.yaml: review it, then git add .tpm/project.yaml"
    ]
    assert "# a\n" in record.read_text(encoding="utf-8")


def test_every_schema_that_is_listed_is_printed(tpm: Run, outside: Path) -> None:
    code, out, err = tpm("schema")
    assert (code, err) == (0, "")
    for name in out.splitlines():
        code, text, err = tpm("schema", name)
        assert (code, err) == (0, "")
        assert text.startswith("{")
