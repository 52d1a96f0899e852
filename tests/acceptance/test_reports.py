"""Reports of a real check: formats, files, exit codes, CI runners, encodings, closed pipes."""

from __future__ import annotations

import json
import os
import re
import stat
import subprocess
import sys
import threading
from importlib import import_module
from itertools import product
from pathlib import Path
from types import ModuleType
from typing import Any
from xml.etree import ElementTree

import pytest

from tpmcli.cli.main import main
from tpmcli.render import json_schemas
from tpmcli.render.gate import formats
from world.command import Repository, day
from world.files import clean_env
from world.people import PM, TPM

Draft202012Validator: Any = import_module("jsonschema").Draft202012Validator
FORMS = tuple(formats.FORMATS)


@pytest.fixture
def inside(project: Repository, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """The project, with this process in it and no CI around."""
    for name in ("GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY", "TF_BUILD", "TEAMCITY_VERSION"):
        monkeypatch.delenv(name, raising=False)
    for name in ("FORCE_COLOR", "TPM_DEBUG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(project.root)
    return project


@pytest.fixture
def passing(inside: Repository) -> Repository:
    """The same, with the first gate met."""
    inside.answer_all("feasibility")
    inside.sign_both("feasibility")
    return inside


def test_every_report_of_one_run_is_what_the_format_prints(
    inside: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    reports = [word for form in FORMS for word in ("--report", f"{form}=out.{form}")]
    assert main(["gate", "check", "--quiet", *reports]) == 1
    assert capsys.readouterr() == ("", "")
    for form in FORMS:
        assert main(["gate", "check", "--format", form]) == 1
        printed = capsys.readouterr().out
        assert (inside.root / f"out.{form}").read_text(encoding="utf-8") == printed
    assert not [path for path in inside.root.iterdir() if path.name.endswith(".tpm-tmp")]


def test_only_what_goes_to_stdout_has_colour(
    inside: Repository, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert main(["gate", "check", "--report", "text=out.txt"]) == 1
    assert "\x1b[" in capsys.readouterr().out
    assert "\x1b" not in (inside.root / "out.txt").read_text(encoding="utf-8")


def test_a_met_gate_is_met_in_every_format(
    passing: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    for form in FORMS:
        assert main(["gate", "check", "feasibility", "--format", form]) == 0
        out = capsys.readouterr().out
        if form == "junit":
            root = ElementTree.fromstring(out)
            assert (root.get("failures"), root.get("errors")) == ("0", "0")
        if form == "sarif":
            levels = {result["level"] for result in json.loads(out)["runs"][0]["results"]}
            assert "error" not in levels


@pytest.mark.parametrize(
    ("words", "said", "hint"),
    [
        (["--format", "jnuit"], "`jnuit`", "did you mean `junit`?"),
        (["--report", "sarfi=a"], "`sarfi`", "did you mean `sarif`?"),
        (["--report", "xyz=a"], "`xyz`", "choose one of `text`, `json`, `junit`,"),
        (["--report", "junit"], "`--report` junit", "--report junit=gate.xml"),
        (["--report", "junit="], "`--report` junit=", "--report junit=gate.xml"),
        (["--report", "json=-"], "`--report` json=-", "--report junit=gate.xml"),
        (["--report", "json=a", "--report", "text=docs/../a"], "--report", "docs/../a"),
        (["--report", "json=.tpm/project.yaml"], "reports cannot", ".tpm/project.yaml"),
        (["--report", "json=.git/index"], "reports cannot", ".git/index"),
    ],
)
def test_a_wrong_report_is_usage_and_nothing_is_written(
    words: list[str],
    said: str,
    hint: str,
    inside: Repository,
    capsys: pytest.CaptureFixture[str],
) -> None:
    before = sorted(inside.root.rglob("*"))
    record = inside.record()
    assert main(["gate", "check", *words]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert said in err
    assert hint in err
    assert sorted(inside.root.rglob("*")) == before
    assert inside.record() == record


def test_a_link_into_tpms_folder_is_no_way_around(inside: Repository) -> None:
    (inside.root / "innocent.json").symlink_to(".tpm/project.yaml")
    record = inside.record()
    assert main(["gate", "check", "--report", "json=innocent.json"]) == 2
    assert inside.record() == record


@pytest.mark.parametrize("trouble", ["no folder", "a folder in its place", "read-only"])
def test_a_report_that_cannot_be_written_is_exit_4_and_the_verdict_is_said(
    trouble: str, passing: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    target = passing.root / "gone" / "report.xml"
    if trouble == "a folder in its place":
        target = passing.root / "docs"
    elif trouble == "read-only":
        target = passing.root / "kept.xml"
        target.write_text("kept", encoding="utf-8")
        target.chmod(0o444)
    words = ["--report", f"junit={target}", "--report", "json=written.json"]
    assert main(["gate", "check", "feasibility", *words]) == 4
    out, err = capsys.readouterr()
    assert out.startswith("Met: ")
    assert "cannot write " in err
    assert str(target) in err
    assert "the verdict is met; this exit code does not show it" in err
    assert json.loads((passing.root / "written.json").read_text("utf-8"))["verdict"] == "met"
    if trouble == "read-only":
        assert target.read_text(encoding="utf-8") == "kept"

    passing.ok("answer", "unknowns-spiked", "not-met", "--note", "no", "-q")
    assert main(["gate", "check", "feasibility", *words]) == 4
    assert "the verdict is not met" in capsys.readouterr().err


def _broken_format(monkeypatch: pytest.MonkeyPatch) -> None:
    broken = ModuleType("broken_format")

    def render(*_: object) -> str:
        raise RuntimeError("renderer \x1b[31mfell over")

    broken.__dict__.update(render=render, render_problems=render)
    monkeypatch.setitem(sys.modules, "broken_format", broken)
    monkeypatch.setattr(formats, "FORMATS", {**formats.FORMATS, "junit": "broken_format"})


@pytest.mark.parametrize("words", [["--format", "junit"], ["--report", "junit=out.xml", "-q"]])
def test_a_renderer_that_fails_changes_no_verdict(
    words: list[str],
    passing: Repository,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    _broken_format(monkeypatch)
    words = [*words, "--report", "json=other.json"]
    assert main(["gate", "check", "feasibility", *words]) == 70
    err = capsys.readouterr().err
    assert "could not render the junit report (RuntimeError: renderer \\x1b[31mfell over)" in err
    assert "the verdict is met" in err
    assert json.loads((passing.root / "other.json").read_text("utf-8"))["verdict"] == "met"

    assert main(["gate", "check", "requirements", *words]) == 1
    assert "the verdict is not met" in capsys.readouterr().err
    assert json.loads((passing.root / "other.json").read_text("utf-8"))["verdict"] == "unmet"
    assert not (passing.root / "out.xml").exists()


def test_what_could_not_be_evaluated_replaces_every_old_report(
    passing: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    reports = [word for form in FORMS for word in ("--report", f"{form}=out.{form}")]
    assert main(["gate", "check", "feasibility", *reports, "-q"]) == 0
    old = {form: (passing.root / f"out.{form}").read_text("utf-8") for form in FORMS}
    policy = passing.root / ".tpm/policy.yaml"
    policy.write_text(f"{policy.read_text('utf-8')}\nnmae: x\n", encoding="utf-8")
    assert main(["gate", "check", "feasibility", *reports, "-q"]) == 3
    assert "nothing was checked or recorded" in capsys.readouterr().err
    for form in FORMS:
        new = (passing.root / f"out.{form}").read_text("utf-8")
        assert new != old[form]
        # A badge has no room for the reason.
        assert form == "badge" or "nmae" in new
    said = json.loads((passing.root / "out.json").read_text("utf-8"))
    _validator("problems").validate(said)
    assert ElementTree.parse(passing.root / "out.junit").getroot().get("errors") == "1"
    run = json.loads((passing.root / "out.sarif").read_text("utf-8"))["runs"][0]
    assert run["invocations"][0]["executionSuccessful"] is False
    for form in FORMS:
        assert main(["gate", "check", "--format", form]) == 3
        out, err = capsys.readouterr()
        assert form == "badge" or "nmae" in (err if form == "text" else out)


def test_the_job_summary_gets_the_markdown(
    inside: Repository, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    summary = inside.root / "summary.md"
    summary.write_text("# before\n", encoding="utf-8")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    assert main(["gate", "check"]) == 1
    assert summary.read_text("utf-8") == "# before\n"
    assert main(["gate", "check", "--format", "github", "--report", "markdown=same.md"]) == 1
    same = (inside.root / "same.md").read_text("utf-8")
    assert summary.read_text("utf-8") == f"# before\n{same}"
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("path", ["gone/summary.md", ".tpm/project.yaml"])
def test_a_wrong_job_summary_is_said_and_changes_nothing(
    path: str,
    inside: Repository,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    record = inside.record()
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(inside.root / path))
    assert main(["gate", "check", "--format", "github"]) == 1
    out, err = capsys.readouterr()
    assert "::error " in out
    assert err.startswith("warning: no job summary: ")
    assert inside.record() == record


@pytest.mark.parametrize("runner", ["GITHUB_ACTIONS", "TF_BUILD", "TEAMCITY_VERSION"])
def test_nothing_that_people_typed_is_a_command_to_a_ci_runner(
    runner: str,
    repository: Repository,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    evil = "::error::owned ##[error]owned ##vso[task.complete]owned ##teamcity[x]owned"
    repository.ok("init", "--name", evil, "--tpm", TPM, "--pm", PM)
    note = f"{evil}\n::set-output name=a::b\n  ::add-mask::c"
    repository.ok("answer", "unknowns-spiked", "not-met", "--note", note)
    monkeypatch.setenv(runner, "true")
    monkeypatch.chdir(repository.root)
    commands = [["gate", "check", "--format", form] for form in FORMS]
    commands += [["status"], ["next"], ["why", "unknowns-spiked"], ["gate", "list"], ["lint"]]
    commands += [["why", evil], ["gate", "check", evil], ["gate", "check", "--format", evil]]
    for words in commands:
        main(words)
        out, err = capsys.readouterr()
        assert out or err
        for line in f"{out}\n{err}".splitlines():
            assert not re.search(r"##\w*\[", line), (words, line)
            if line.lstrip().startswith("::"):
                assert words[-1] == "github"
                assert re.match(r"::(error|warning|notice) (file|title)=", line)


def test_every_output_encoding_shows_the_report(project: Repository) -> None:
    for form, encoding in product(FORMS, ("ascii", "cp1252", "latin-1:strict")):
        done = subprocess.run(
            [*project.command, "gate", "check", "--verbose", "--format", form],
            cwd=project.root,
            capture_output=True,
            env={**clean_env(), "PYTHONUTF8": "0", "PYTHONIOENCODING": encoding},
        )
        assert (done.returncode, done.stderr) == (1, b""), (form, encoding)
        text = done.stdout.decode(encoding.partition(":")[0])
        assert form == "badge" or "unknowns-spiked" in text
        if form == "junit":
            ElementTree.fromstring(text)
        elif form in ("json", "sarif"):
            json.loads(text)


def test_a_closed_pipe_keeps_the_verdict(passing: Repository) -> None:
    for form, code in product(FORMS, (0, 1)):
        phase = "feasibility" if code == 0 else "requirements"
        reader, writer = os.pipe()
        os.close(reader)
        done = subprocess.run(
            [*passing.command, "gate", "check", phase, "--format", form],
            cwd=passing.root,
            stdout=writer,
            stderr=subprocess.PIPE,
            env=clean_env(),
        )
        os.close(writer)
        assert (done.returncode, done.stderr) == (code, b""), form


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_a_pipe_is_written_to_and_stays_a_pipe(inside: Repository) -> None:
    pipe = inside.root / "pipe"
    os.mkfifo(pipe)
    read: list[str] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_text("utf-8")))
    reader.start()
    assert main(["gate", "check", "--report", f"json={pipe}", "-q"]) == 1
    reader.join(timeout=10)
    assert json.loads(read[0])["verdict"] == "unmet"
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_a_report_replaces_an_older_one_and_keeps_its_mode(inside: Repository) -> None:
    older = inside.root / "report.json"
    older.write_text("x" * 1_000_000, encoding="utf-8")
    older.chmod(0o640)
    (inside.root / "link.json").symlink_to(older)
    assert main(["gate", "check", "--report", "json=link.json", "-q"]) == 1
    assert json.loads(older.read_text("utf-8"))["verdict"] == "unmet"
    assert stat.S_IMODE(older.stat().st_mode) == 0o640
    assert (inside.root / "link.json").is_symlink()


def test_files_are_named_from_the_top_of_the_repository_and_reports_from_dir(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = repository.root / "apps" / "ledger"
    folder.mkdir(parents=True)
    repository.ok("-C", "apps/ledger", "init", "--name", "Ledger", "--tpm", TPM, "--pm", PM)
    words = ["gate", "check", "-C", str(folder), "--report", "sarif=gate.sarif"]
    assert main([*words, "--format", "github"]) == 1
    assert "::error file=apps/ledger/.tpm/project.yaml,line=" in capsys.readouterr().out
    run = json.loads((folder / "gate.sarif").read_text("utf-8"))["runs"][0]
    place = run["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "apps/ledger/.tpm/project.yaml"
    line = place["region"]["startLine"]
    record = (folder / ".tpm/project.yaml").read_text("utf-8").splitlines()
    subject = run["results"][0]["properties"]["subject"]
    assert record[line - 1].strip().startswith(f"{subject}:")


def test_every_json_output_is_valid_by_its_schema(
    inside: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    inside.answer_all("feasibility")
    inside.sign_both("feasibility")
    inside.ok(
        *("gate", "decide", "feasibility", "conditional", "--condition", "a load test"),
        *("--owner", TPM, "--due", day(20), "--as", PM),
    )
    gate = inside.run("gate", "check", "requirements", "--format", "json").json["gates"][0]
    later = str(next(item["id"] for item in gate["items"] if item["role"] == "tpm"))
    inside.ok("answer", later, "not-met", "--note", "later", "--due", day(9), "--owner", TPM)
    inside.ok("waive", later, "--reason", "late", "--until", day(5), "--approved-by", PM)
    inside.ok("waive", later, "--withdraw", "--reason", "no longer needed")
    inside.ok("waive", later, "--reason", "late", "--until", day(6), "--approved-by", PM)
    commands = [
        ("gate-report", ["gate", "check"]),
        ("gate-report", ["gate", "check", "--decided"]),
        ("gate-report", ["gate", "check", "--through", "requirements"]),
        ("status", ["status"]),
        ("next", ["next"]),
        ("why", ["why", "unknowns-spiked"]),
        ("why", ["why", later]),
        ("gates", ["gate", "list"]),
        ("lint", ["lint"]),
        ("checklists", ["checklist", "list"]),
        ("checklist-view", ["checklist", "show"]),
        ("checklist-view", ["checklist", "show", "testing", "--pack", "fintech"]),
        ("checklist-view", ["checklist", "show", "fintech"]),
        ("checklist-view", ["checklist", "show", "unknowns-spiked"]),
        ("checklist-view", ["checklist", "show", "--traits"]),
        ("checklist-view", ["checklist", "show", "--kinds"]),
    ]
    for schema, words in commands:
        main([*words, "--format", "json"])
        said = json.loads(capsys.readouterr().out)
        assert said["schema"] == f"tpm/{schema}/1"
        _validator(schema).validate(said)
    assert {schema for schema, _ in commands} | {"problems"} <= set(json_schemas.names())


@pytest.mark.parametrize("words", [[], ["--all-projects"], ["--decided"]])
@pytest.mark.parametrize("against", [False, True])
def test_the_json_of_a_real_run_is_valid_by_the_shipped_schema(
    inside: Repository, words: list[str], against: bool
) -> None:
    inside.answer_all("feasibility")
    inside.commit("Answer")
    base = inside.git("rev-parse", "HEAD~1").strip()
    command = ["gate", "check", *words, *(["--against", base] if against else [])]
    said = inside.run(*command, "--format", "json").json
    schema = json.loads(inside.run("schema", "gate-report").out)
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(said)
    if against:
        assert said["against"] == base
        assert "projects" not in said
    else:
        (project,) = said["projects"]
        assert project["state"] == "unmet"
        assert said["commit"]["id"] == inside.git("rev-parse", "HEAD").strip()


def test_the_schema_of_a_gate_report_refuses_another_one(inside: Repository) -> None:
    said = inside.run("gate", "check", "--format", "json").json
    valid = _validator("gate-report")
    assert valid.is_valid(said)
    del said["projects"][0]["folder"]
    assert not valid.is_valid(said)


def _validator(name: str) -> Any:
    return Draft202012Validator(json.loads(json_schemas.json_schema_text(name)))


def test_schema_prints_every_schema_and_knows_the_nearest_name(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["schema"]) == 0
    names = capsys.readouterr().out.split()
    assert {"policy", "project", "checklist", "pack", "gate-report", "problems"} <= set(names)
    assert len(names) == len(set(names))
    for name in names:
        assert main(["schema", name]) == 0
        Draft202012Validator.check_schema(json.loads(capsys.readouterr().out))
    assert main(["schema", "gate-reprot"]) == 2
    assert "did you mean `gate-report`?" in capsys.readouterr().err


def test_schemas_are_in_the_package() -> None:
    folder = Path(json_schemas.__file__).parent / "schemas"
    assert {path.stem for path in folder.glob("*.json")} == set(json_schemas.names())
