"""Bad input through the real command: the exit code, the way out, and an untouched file."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from real_repository import PM, TPM, Repository, day

SPIKES = "unknowns-spiked"
WAIVE = ("waive", SPIKES, "--reason", "r", "--until", day(10), "--approved-by", PM)


def _refused(repository: Repository, code: int, words: str, *args: str) -> None:
    """The command fails with the code and the words, and the record stays as it was."""
    before = repository.record()
    done = repository.run(*args)
    assert done.code == code, done.out + done.err
    assert words in done.err, done.err
    assert repository.record() == before


@pytest.mark.parametrize(
    ("code", "words", "args"),
    [
        (2, "did you mean 'feasibility'?", ("gate", "check", "feasability")),
        (2, "did you mean 'unknowns-spiked'?", ("why", "unknown-spiked")),
        (2, "there is no item 'zzz'", ("answer", "zzz", "met")),
        (2, "found 'mett'", ("answer", SPIKES, "mett")),
        (2, "'tpmm' is not one of", ("sign", "feasibility", "--role", "tpmm")),
        (2, "No such command 'statsu'", ("statsu",)),
        (2, "No such option", ("status", "--bogus")),
        (2, "is no day", ("gate", "check", "--as-of", "2026-02-30")),
        (2, "exclude one another", ("gate", "check", "--decided", "--through", "release")),
        (2, "asks for keys", ("walk",)),
        (2, "is there already", ("init", "--yes")),
        (2, "needs a reason", ("answer", "dependencies-confirmed", "not-applicable")),
        (1, "may not be answered not applicable", ("answer", SPIKES, "not-applicable")),
        (1, "needs evidence", ("answer", SPIKES, "met")),
        (1, "is not there", ("answer", SPIKES, "met", "-e", "docs/nowhere.md")),
        (1, "shows nothing", ("answer", SPIKES, "met", "-e", "docs/empty.md")),
        (1, "git add -- docs/untracked.md", ("answer", SPIKES, "met", "-e", "docs/untracked.md")),
        (1, "inside this repository", ("answer", SPIKES, "met", "-e", "/etc/passwd")),
        (1, "inside this repository", ("answer", SPIKES, "met", "-e", "../outside.md")),
        (1, "inside this repository", ("answer", SPIKES, "met", "-e", "docs/link.md")),
        (1, "is not there", ("answer", SPIKES, "met", "-e", "docs/evidence.md#nowhere")),
        (1, "is not a link", ("answer", SPIKES, "met", "-e", "https://")),
        (2, "--reason", (*WAIVE[:2], "--until", day(10), "--approved-by", PM)),
        (2, "--until", (*WAIVE[:4], "--approved-by", PM)),
        (2, "--approved-by", WAIVE[:6]),
        (2, "is over", (*WAIVE[:4], "--until", day(-1), "--approved-by", PM)),
        (2, "is no day", (*WAIVE[:4], "--until", "soon", "--approved-by", PM)),
        (1, "at most 90 days", (*WAIVE[:4], "--until", day(91), "--approved-by", PM)),
        (1, "may not approve", (*WAIVE[:6], "--approved-by", "x@example.com")),
        (1, "has no waiver", ("waive", SPIKES, "--withdraw")),
        (1, "are open", ("sign", "feasibility", "--role", "tpm")),
        (1, "does not hold the role", ("sign", "feasibility", "--role", "pm")),
        (1, "is not met", ("gate", "decide", "feasibility", "go")),
        (1, "may not decide", ("gate", "decide", "feasibility", "hold", "--as", "x@y.z")),
        (2, "needs evidence", ("gate", "close", "feasibility", "1")),
        (2, "has no condition", ("gate", "close", "feasibility", "1", "-e", "docs/evidence.md")),
        (2, "each condition needs", ("gate", "decide", "feasibility", "conditional", "--due", "x")),
        (1, "is not decided yet", ("start", "1.1")),
        (2, "cannot name an increment", ("start", "../x")),
        (2, "there is an increment", ("start", "1.0")),
        (2, "there is no kind", ("start", "1.1", "--kind", "patch")),
        (2, "there is no schema", ("schema", "projct")),
        (1, "no project file is in conflict", ("merge",)),
    ],
)
def test_refused(project: Repository, code: int, words: str, args: tuple[str, ...]) -> None:
    project.write("docs/empty.md", "\n")
    (project.root / "docs/untracked.md").write_text("# Text\n\ntext\n", encoding="utf-8")
    os.symlink("/etc/hostname", project.root / "docs/link.md")
    project.git("add", "docs/link.md")
    _refused(project, code, words, *args)


def test_no_project(repository: Repository) -> None:
    done = repository.run("status")
    assert done.code == 3
    assert "tpm init" in done.err


def test_nobody_acts(project: Repository) -> None:
    project.git("config", "--unset", "user.email")
    _refused(project, 2, "--as", "answer", SPIKES, "not-met")


def _edit(project: Repository, path: str, change: Callable[[str], str]) -> None:
    file = project.root / path
    file.write_text(change(file.read_text(encoding="utf-8")), encoding="utf-8")


PROJECT, POLICY = ".tpm/project.yaml", ".tpm/policy.yaml"
FIRST = "  feasibility.unknowns-spiked: {}"


@pytest.mark.parametrize(
    ("path", "old", "new", "words"),
    [
        (PROJECT, FIRST, f"{FIRST}\n{FIRST}", "stands twice"),
        (PROJECT, FIRST, FIRST.replace("{}", "{answr: met}"), "answr"),
        (PROJECT, FIRST, FIRST.replace("{}", "{note: 5}"), "note"),
        (PROJECT, FIRST, FIRST.replace("{}", "{note: 'a\n<<<<<<< HEAD\nb'}"), "merge conflict"),
        (PROJECT, FIRST, f"<<<<<<< HEAD\n{FIRST}\n=======\n>>>>>>> b", "tpm merge"),
        (PROJECT, "tpm/project/1", "tpm/project/2", "newer"),
        (PROJECT, "policy: ", "policy: another-", "belongs to the policy"),
        (PROJECT, "items:\n", "items: [\n", "project.yaml:"),
        (PROJECT, "items:\n", "items: &a\n", "anchor"),
        (POLICY, "should: warn", "should: no", "policy.yaml:"),
        (POLICY, "tpm/policy/1", "tpm/policy/2", "newer"),
        (POLICY, "packs: []", "packs: [fintek]", "did you mean 'fintech'?"),
        (POLICY, "packs: []", "packs: [.tpm/checklists/x.yaml]", "policy.yaml:"),
        (POLICY, "lifecycle: standard", "lifecycle: standart", "did you mean 'standard'?"),
        (POLICY, "traits: []", "traits: [public-apy]", "did you mean 'public-api'?"),
        (POLICY, "start-at: feasibility", "start-at: nowhere", "no phase 'nowhere'"),
        (POLICY, 'requires: ">=', 'requires: ">=9', "this is tpm"),
    ],
)
def test_unsound_files(project: Repository, path: str, old: str, new: str, words: str) -> None:
    _edit(project, path, lambda text: text.replace(old, new, 1))
    before = (project.root / path).read_bytes()
    for command in (("gate", "check"), ("status",), ("lint",), ("answer", SPIKES, "not-met")):
        done = project.run(*command)
        assert done.code == 3, done.out + done.err
        assert words in done.err, done.err
    problems = project.run("gate", "check", "--format", "json").json
    assert problems["schema"] == "tpm/problems/1"
    assert problems["problems"]
    assert (project.root / path).read_bytes() == before


def test_an_empty_policy(project: Repository) -> None:
    _edit(project, POLICY, lambda _: "")
    assert project.run("gate", "check").code == 3


def test_a_phase_without_items(project: Repository) -> None:
    life = "schema: tpm/lifecycle/1\nname: tiny\ntitle: Tiny\nphases: [build]\n"
    project.write(".tpm/checklists/tiny/lifecycle.yaml", life)
    project.write(
        ".tpm/checklists/tiny/build.yaml",
        "schema: tpm/checklist/1\nphase: build\ntitle: Build\nquestion: Built?\ntpm: []\npm: []\n",
    )
    _edit(
        project,
        POLICY,
        lambda text: text.replace(
            "lifecycle: standard", "lifecycle: .tpm/checklists/tiny/lifecycle.yaml"
        ).replace("start-at: feasibility", "start-at: build"),
    )
    assert project.run("gate", "check").code == 3


def test_read_only_and_linked_project_file(project: Repository) -> None:
    file = project.root / PROJECT
    file.chmod(0o444)
    _refused(project, 4, "read-only", "answer", SPIKES, "not-met")
    file.chmod(0o644)
    file.rename(project.root / "elsewhere.yaml")
    os.symlink("../elsewhere.yaml", file)
    done = project.run("answer", SPIKES, "not-met")
    assert done.code in (3, 4)
    assert file.is_symlink()


def test_evidence_that_vanished_is_unmet_at_check(project: Repository) -> None:
    project.answer_all("feasibility")
    project.sign_both("feasibility")
    assert project.run("gate", "check").code == 0
    file = project.root / "docs/evidence.md"
    text = file.read_text(encoding="utf-8")
    for change, rule in ((None, "evidence-missing"), ("\n", "evidence-empty")):
        file.unlink(missing_ok=True)
        if change is not None:
            file.write_text(change, encoding="utf-8")
        report = project.run("gate", "check", "--format", "json")
        assert report.code == 1
        assert {
            f["rule"] for f in report.json["gates"][0]["findings"] if f["severity"] == "error"
        } == {rule}
    file.unlink()
    os.symlink("/etc/hostname", file)
    report = project.run("gate", "check", "--format", "json")
    assert report.code == 1
    assert "evidence-outside" in {f["rule"] for f in report.json["gates"][0]["findings"]}
    file.unlink()
    file.write_text(text, encoding="utf-8")
    project.git("rm", "-q", "--cached", "docs/evidence.md")
    report = project.run("gate", "check", "--format", "json")
    assert report.code == 1
    assert "evidence-untracked" in {f["rule"] for f in report.json["gates"][0]["findings"]}


def test_a_closed_pipe_leaves_no_traceback(project: Repository, tmp_path: Path) -> None:
    import subprocess

    from real_repository import clean_env

    words = " ".join(project.command)
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {words} gate check | head -1"],
        cwd=project.root,
        capture_output=True,
        text=True,
        env=clean_env(),
    )
    assert done.returncode == 1
    assert done.stderr == ""


def test_usage_errors_name_the_people(project: Repository) -> None:
    done = project.run("gate", "decide", "feasibility", "hold", "--as", "x@example.com")
    assert done.err == (
        "error: x@example.com may not decide at a gate\n  → the policy names: tpm, pm\n"
    )
    assert TPM not in done.err
