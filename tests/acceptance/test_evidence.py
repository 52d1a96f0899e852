"""Evidence: begun from a skeleton, found, cited, and followed when its file is renamed."""

from __future__ import annotations

import json
import os
from importlib import import_module
from typing import Any

import pytest

from world.command import Repository
from world.people import PM

validate: Any = import_module("jsonschema").validate

ITEM = "feasibility.unknowns-spiked"
SPIKE = "# Spike: ledger store\n\n## Result\n\np99 is 12 ms at 2,000 requests a second.\n"


def rules(project: Repository, item: str = ITEM) -> dict[str, str]:
    """The rules that fire for an item at its gate, each with the command that mends it."""
    report = project.run("gate", "check", item.partition(".")[0], "--format", "json").json
    return {
        f["rule"]: f["fix"] or ""
        for g in report["gates"]
        for f in g["findings"]
        if f["subject"] == item
    }


def test_a_skeleton_is_begun_found_and_no_evidence_until_it_is_filled(project: Repository) -> None:
    path = "docs/spikes/unknowns-spiked.md"
    assert project.ok("evidence", "find", "unknowns-spiked").out.endswith(
        f"  → tpm evidence new {ITEM}\n"
    )
    begun = project.ok("evidence", "new", "unknowns-spiked")
    assert begun.err.endswith(
        f"\n  → git add {path}\n  → tpm answer {ITEM} met --evidence {path}\n"
    )
    text = (project.root / path).read_text("utf-8")
    assert text.startswith("# Spike: ")
    assert text.count("<!--") == text.count("## ")

    # A second one stands beside it; a path of one's own is never overwritten.
    assert "unknowns-spiked-2.md" in project.ok("evidence", "new", "unknowns-spiked").err
    project.write("docs/mine.md", "mine\n")
    refused = project.run("evidence", "new", "unknowns-spiked", "docs/mine.md")
    assert refused.code == 2
    assert "docs/mine.md" in refused.err
    assert (project.root / "docs/mine.md").read_text("utf-8") == "mine\n"

    # Unfilled it shows nothing, and untracked it is no evidence yet.
    unfilled = project.run("answer", ITEM, "met", "--evidence", path)
    assert unfilled.code == 1
    assert "only headings, comments, prompts and placeholders" in unfilled.err
    (project.root / path).write_text(SPIKE, "utf-8")
    untracked = project.run("answer", ITEM, "met", "--evidence", path)
    assert untracked.code == 1
    assert untracked.err.endswith(f"\n  → git add {path}\n")
    project.git("add", path)
    project.ok("answer", ITEM, "met", "--evidence", path)
    project.git("commit", "-qam", "answer")
    project.write(path, text)
    assert set(rules(project)) == {"evidence-empty"}

    # The last commit says what is newer; the times of the files, which a clone sets, say nothing.
    project.write("docs/spikes/older.md", "# Older\n\nText.\n")
    project.git("commit", "-qm", "older")
    project.write(path, f"{SPIKE}\nIt was tried again.\n")
    project.git("commit", "-qm", "newer")
    os.utime(project.root / path, (1_000_000_000, 1_000_000_000))
    os.utime(project.root / "docs/spikes/older.md", (1_900_000_000, 1_900_000_000))
    assert project.ok("evidence", "find", ITEM).out.splitlines()[1:] == [
        "  docs/spikes/unknowns-spiked.md  Spike: ledger store",
        "  docs/spikes/older.md            Older",
        f"  → tpm answer {ITEM} met --evidence {path}",
    ]
    data = project.ok("evidence", "find", ITEM, "--format", "json").json
    validate(data, json.loads(project.ok("schema", "evidence").out))
    assert data["files"][0] == {"path": path, "heading": "Spike: ledger store"}
    assert data["total"] == 2


@pytest.mark.parametrize(
    "path",
    [
        "../out.md",
        "/tmp/out.md",
        "docs/evidence.md/x.md",
        "a#b.md",
        "CON.md",
        "link/x.md",
        ".git/x",
    ],
)
def test_a_skeleton_is_written_nowhere_else(project: Repository, path: str) -> None:
    (project.root / "link").symlink_to(project.root.parent)
    before = sorted(project.root.parent.rglob("*.md"))
    refused = project.run("evidence", "new", ITEM, path)
    assert refused.code == 2
    assert path in refused.err
    assert sorted(project.root.parent.rglob("*.md")) == before


def test_a_skeleton_for_a_folder_and_from_another_folder(project: Repository) -> None:
    project.ok("-C", "docs", "evidence", "new", ITEM, "notes.md")
    assert (project.root / "docs/notes.md").exists()
    project.ok("evidence", "new", ITEM, "docs/")
    assert (project.root / "docs/unknowns-spiked.md").exists()


def test_one_file_answers_several_items(project: Repository) -> None:
    names = ["unknowns-spiked", "security-privacy-screened", "existing-systems-surveyed"]
    project.ok("answer", *names, "met", "--evidence", "docs/evidence.md")
    for name in names:
        assert rules(project, f"feasibility.{name}") == {}


def test_a_renamed_file_is_followed_where_its_content_is_the_same(project: Repository) -> None:
    old, new = "docs/spikes/ledger.md", "docs/spikes/2026/store.md"
    project.write(old, SPIKE)
    project.ok("answer", ITEM, "met", "--evidence", old)
    project.ok(
        *("answer", "security-privacy-screened", "met", "--evidence", f"{old}#result"),
        *("--evidence", "https://example.com/risks"),
    )
    project.commit("answers")
    (project.root / new).parent.mkdir()
    project.git("mv", old, new)

    move = f"tpm evidence move {old} {new}"
    assert rules(project) == {"evidence-missing": move}
    other = "feasibility.security-privacy-screened"
    assert rules(project, other) == {
        "evidence-missing": f"tpm evidence move {old}#result {new}#result"
    }
    done = project.ok(*move.split()[1:])
    assert ITEM in done.err
    assert other in done.err
    assert rules(project) == rules(project, other) == {}
    record = project.record().decode()
    assert old not in record
    assert f"path: {new}#result" in record
    assert "url: https://example.com/risks" in record
    # Done twice there is nothing left to move.
    assert project.run(*move.split()[1:]).code == 2


def test_other_content_is_not_followed(project: Repository) -> None:
    old, new = "docs/spikes/ledger.md", "docs/spikes/other.md"
    project.write(old, SPIKE)
    project.ok("answer", ITEM, "met", "--evidence", old)
    project.git("rm", "-qf", old)
    before = project.record()
    missing = project.run("evidence", "move", old, new)
    assert missing.code == 1
    assert new in missing.err
    project.write(new, SPIKE + "More.\n")
    refused = project.run("evidence", "move", old, new)
    assert refused.code == 1
    assert refused.err.endswith(f"  → tpm answer {ITEM} met --evidence {new}\n")
    assert rules(project)["evidence-missing"] == f"tpm answer {ITEM} met --evidence {new}"
    nothing = project.run("evidence", "move", "docs/never.md", new)
    assert nothing.code == 2
    assert project.run("evidence", "move", old, old).code == 2
    assert project.record() == before


def test_a_move_needs_a_new_signature_and_no_decided_answer_moves(project: Repository) -> None:
    project.answer_all("feasibility")
    project.sign_both("feasibility")
    project.commit("signed")
    project.git("mv", "docs/evidence.md", "docs/proof.md")
    moved = project.ok("evidence", "move", "docs/evidence.md", "docs/proof.md")
    assert "  → tpm sign feasibility --role tpm\n" in moved.err
    assert f"  help: ask {PM} to run `tpm sign feasibility --role pm`\n" in moved.err
    project.sign_both("feasibility")
    project.ok("gate", "decide", "feasibility", "go", "--reason", "enough", "--as", PM)
    project.commit("decided")

    before = project.record()
    project.git("mv", "docs/proof.md", "docs/again.md")
    refused = project.run("evidence", "move", "docs/proof.md", "docs/again.md")
    assert refused.code == 1
    assert "tpm gate decide feasibility recycle" in refused.err
    assert "docs/proof.md" in refused.err
    assert project.record() == before
    assert project.run("gate", "check", "--decided").code == 1
    project.git("mv", "docs/again.md", "docs/proof.md")
    assert project.run("gate", "check", "--decided").code == 0


def test_a_pinned_item_is_reopened_by_a_change_and_others_note_it(project: Repository) -> None:
    policy = project.root / ".tpm/policy.yaml"
    text = policy.read_text("utf-8")
    pinned = 'adjust: {feasibility.unknowns-spiked: {pin: true, reason: "it must not drift"}}'
    policy.write_text(text.replace("adjust: {}", pinned), "utf-8")
    both = ["unknowns-spiked", "technical-risks-registered"]
    project.ok("answer", *both, "met", "--evidence", "docs/evidence.md")
    project.write("docs/evidence.md", "# Evidence\n\nSomething else was tried, too.\n")
    gate = project.run("gate", "check", "feasibility", "--format", "json").json["gates"][0]
    states = {item["id"].partition(".")[2]: item["state"] for item in gate["items"]}
    assert [states[name] for name in both] == ["stale", "satisfied"]
    changed = [f["severity"] for f in gate["findings"] if f["rule"] == "evidence-changed"]
    assert sorted(changed) == ["error", "note"]
    # CR LF in a checkout is no change.
    (project.root / "docs/evidence.md").write_bytes(
        b"# Evidence\r\n\r\nIt was tried, and it works.\r\n"
    )
    gate = project.run("gate", "check", "feasibility", "--format", "json").json["gates"][0]
    assert "evidence-changed" not in {f["rule"] for f in gate["findings"]}
    (project.root / "docs/evidence.md").write_bytes(b"")
    assert "evidence-empty" in rules(project)
