"""Bad input through the real command: the exit code, the way out, and an untouched file."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from world.command import Repository, day
from world.people import PM, TPM

SPIKES = "unknowns-spiked"
WAIVE = ("waive", SPIKES, "--reason", "r", "--until", day(10), "--approved-by", PM)


def _refused(repository: Repository, code: int, named: str, *args: str) -> None:
    """The command fails with the code and names what is meant, and the record stays as it was."""
    before = repository.record()
    done = repository.run(*args)
    assert done.code == code, done.out + done.err
    assert named in done.err, done.err
    assert repository.record() == before


@pytest.mark.parametrize(
    ("code", "named", "args"),
    [
        (2, "`feasibility`", ("gate", "check", "feasability")),
        (2, "`unknowns-spiked`", ("why", "unknown-spiked")),
        (2, "`zzz`", ("answer", "zzz", "met")),
        (2, "`mett`", ("answer", SPIKES, "mett")),
        (2, "no role named `tpmm`", ("sign", "feasibility", "--role", "tpmm")),
        (2, "`status`", ("statsu",)),
        (2, "--bogus", ("status", "--bogus")),
        (2, "2026-02-30 is not a date", ("gate", "check", "--as-of", "2026-02-30")),
        (2, "--through", ("gate", "check", "--decided", "--through", "release")),
        (2, "in scripts, use `tpm answer`", ("walk",)),
        (2, ".tpm", ("init", "--yes")),
        (2, "`--note`", ("answer", "dependencies-confirmed", "not-applicable")),
        (1, "tpm waive feasibility.unknowns-spiked", ("answer", SPIKES, "not-applicable")),
        (
            1,
            "tpm answer feasibility.unknowns-spiked met --evidence FILE",
            ("answer", SPIKES, "met"),
        ),
        (1, "docs/nowhere.md", ("answer", SPIKES, "met", "-e", "docs/nowhere.md")),
        (1, "docs/empty.md", ("answer", SPIKES, "met", "-e", "docs/empty.md")),
        (1, "→ git add docs/untracked.md", ("answer", SPIKES, "met", "-e", "docs/untracked.md")),
        (1, "/etc/passwd", ("answer", SPIKES, "met", "-e", "/etc/passwd")),
        (1, "../outside.md", ("answer", SPIKES, "met", "-e", "../outside.md")),
        (1, "docs/link.md", ("answer", SPIKES, "met", "-e", "docs/link.md")),
        (1, "#nowhere", ("answer", SPIKES, "met", "-e", "docs/evidence.md#nowhere")),
        (1, "`https://`", ("answer", SPIKES, "met", "-e", "https://")),
        (2, "--reason", (*WAIVE[:2], "--until", day(10), "--approved-by", PM)),
        (2, "--until", (*WAIVE[:4], "--approved-by", PM)),
        (2, "--approved-by", WAIVE[:6]),
        (2, day(-1), (*WAIVE[:4], "--until", day(-1), "--approved-by", PM)),
        (2, "`soon`", (*WAIVE[:4], "--until", "soon", "--approved-by", PM)),
        (1, f"--until {day(90)}", (*WAIVE[:4], "--until", day(91), "--approved-by", PM)),
        (1, "x@example.com", (*WAIVE[:6], "--approved-by", "x@example.com")),
        (1, "tpm why feasibility.unknowns-spiked", ("waive", SPIKES, "--withdraw")),
        (1, "tpm walk feasibility --role tpm", ("sign", "feasibility", "--role", "tpm")),
        (1, PM, ("sign", "feasibility", "--role", "pm")),
        (1, "tpm gate check feasibility", ("gate", "decide", "feasibility", "go")),
        (1, "x@y.z", ("gate", "decide", "feasibility", "hold", "--as", "x@y.z")),
        (2, "`--evidence`", ("gate", "close", "feasibility", "1")),
        (2, "feasibility", ("gate", "close", "feasibility", "1", "-e", "docs/evidence.md")),
        (2, "--due", ("gate", "decide", "feasibility", "conditional", "--due", "x")),
        (1, "`tpm start 1.1 --abandon REASON`", ("start", "1.1")),
        (2, "`../x`", ("start", "../x")),
        (2, "`1.0`", ("start", "1.0")),
        (2, "`patch`", ("start", "1.1", "--kind", "patch")),
        (2, "`project`", ("schema", "projct")),
        (1, "git status", ("merge",)),
    ],
)
def test_a_command_that_cannot_be_meant_is_refused_and_named(
    project: Repository, code: int, named: str, args: tuple[str, ...]
) -> None:
    project.write("docs/empty.md", "\n")
    (project.root / "docs/untracked.md").write_text("# Text\n\ntext\n", encoding="utf-8")
    os.symlink("/etc/hostname", project.root / "docs/link.md")
    project.git("add", "docs/link.md")
    _refused(project, code, named, *args)


def test_without_a_project_init_is_advised(repository: Repository) -> None:
    done = repository.run("status")
    assert done.code == 3
    assert "tpm init" in done.err


def test_an_answer_without_a_person_is_refused(project: Repository) -> None:
    project.git("config", "--unset", "user.email")
    _refused(project, 2, "--as", "answer", SPIKES, "not-met")


def _edit(project: Repository, path: str, change: Callable[[str], str]) -> None:
    file = project.root / path
    file.write_text(change(file.read_text(encoding="utf-8")), encoding="utf-8")


PROJECT, POLICY = ".tpm/project.yaml", ".tpm/policy.yaml"
FIRST = "  feasibility.unknowns-spiked: {}"


@pytest.mark.parametrize(
    ("path", "old", "new", "line", "named"),
    [
        (PROJECT, FIRST, f"{FIRST}\n{FIRST}", 10, "tpm lint --fix"),
        (PROJECT, FIRST, FIRST.replace("{}", "{answr: met}"), 9, "`answer`"),
        (PROJECT, FIRST, FIRST.replace("{}", "{note: 5}"), 9, "`note`"),
        (PROJECT, FIRST, FIRST.replace("{}", "{note: 'a\n<<<<<<< HEAD\nb'}"), 10, "tpm merge"),
        (PROJECT, FIRST, f"<<<<<<< HEAD\n{FIRST}\n=======\n>>>>>>> b", 9, "tpm merge"),
        (PROJECT, "tpm/project/1", "tpm/project/2", 2, "tpm/project/2"),
        (PROJECT, "policy: ", "policy: another-", 0, "`another-"),
        (PROJECT, "items:\n", "items: [\n", 12, "6"),
        (PROJECT, "items:\n", "items: &a\n", 6, "&"),
        (POLICY, "should: warn", "should: no", 26, "`should`"),
        (POLICY, "tpm/policy/1", "tpm/policy/2", 3, "tpm/policy/2"),
        (POLICY, "packs: []", "packs: [fintek]", 11, "`fintech`"),
        (POLICY, "packs: []", "packs: [.tpm/checklists/x.yaml]", 11, "x.yaml"),
        (POLICY, "lifecycle: standard", "lifecycle: standart", 10, "`standard`"),
        (POLICY, "traits: []", "traits: [public-apy]", 12, "`public-api`"),
        (POLICY, "start-at: feasibility", "start-at: nowhere", 14, "`nowhere`"),
        (POLICY, 'requires: ">=', 'requires: ">=9', 6, "tpm >=91.0"),
    ],
)
def test_every_command_refuses_an_unsound_file(
    project: Repository, path: str, old: str, new: str, line: int, named: str
) -> None:
    _edit(project, path, lambda text: text.replace(old, new, 1))
    before = (project.root / path).read_bytes()
    for command in (("gate", "check"), ("status",), ("lint",), ("answer", SPIKES, "not-met")):
        done = project.run(*command)
        assert done.code == 3, done.out + done.err
        assert named in done.err, done.err
    told = project.run("gate", "check", "--format", "json").json
    assert told["schema"] == "tpm/problems/1"
    assert [(each["file"], each["line"]) for each in told["problems"]] == [(path, line)]
    assert (project.root / path).read_bytes() == before


def test_an_empty_policy_is_refused(project: Repository) -> None:
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
    _refused(project, 4, PROJECT, "answer", SPIKES, "not-met")
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

    from world.files import clean_env

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


def test_who_may_is_named_as_the_policy_names_them(project: Repository) -> None:
    done = project.run("gate", "decide", "feasibility", "hold", "--as", "x@example.com")
    assert "tpm, pm" in done.err
    assert TPM not in done.err
