"""No line that is printed is a command of a CI runner, whatever the command and its format."""

from __future__ import annotations

import html
import io
import json
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tpmcli.cli import console
from tpmcli.cli.compiled_commands import COMMANDS
from tpmcli.render.escape import mute
from tpmcli.render.gate.formats import FORMATS
from world.files import clean_env

Run = Callable[..., tuple[int, str, str]]
PM, TPM = "pm@example.com", "tpm@example.com"
SAID = (
    "see\n::stop-commands::x\n \t::add-mask::a\n##vso[task.complete result=Succeeded]\n"
    "so ##[group]y\n##teamcity[buildStop]\nsection_start:1:z"
)
NAME = "::error::##vso[x] ##[group]"
# GitHub's own form of a report is made of these alone.
OWN = re.compile(r"::(error|warning|notice) [^:]*::")
FORMATTED = {
    ("status",): ("text", "json"),
    ("next",): ("text", "json"),
    ("due",): ("text", "json"),
    ("people",): ("text", "json"),
    ("log",): ("text", "json"),
    ("lint",): ("text", "json"),
    ("doctor",): ("text", "json"),
    ("why", "unknowns-spiked"): ("text", "json"),
    ("explain",): ("text", "json"),
    ("why", "named-so"): ("text", "json"),
    ("gate", "list"): ("text", "json"),
    ("portfolio", "."): ("text", "json", "markdown"),
    ("report",): ("html", "markdown"),
    ("report", "--brief"): ("html", "markdown", "text"),
    ("checklist", "list"): ("text", "json"),
    ("checklist", "show", "feasibility"): ("text", "json", "yaml"),
    ("checklist", "export"): ("markdown", "csv", "json", "yaml", "issue-form"),
    ("checks", "list"): ("text", "json"),
    ("evidence", "find", "named-so"): ("text", "json"),
    ("gate", "check", "feasibility"): FORMATS,
    ("gate", "check", "--decided"): FORMATS,
    ("schema", "policy"): (),
    ("export", "answers", "--output", "-"): ("markdown", "csv"),
    ("import", "answers", SAID): (),
    ("serve", "--shortcut"): (),
    ("checks", "run", "--allow-commands"): (),
    ("checks", "run"): (),
    # What is refused repeats what it was given.
    ("why", SAID): (),
    ("gate", "check", SAID): (),
    ("answer", SAID, "met"): (),
    ("evidence", "move", SAID, NAME): (),
    ("gate", "check", f"--{SAID}"): (),
    (SAID,): (),
    ("log", f"--format={SAID}"): (),
    ("gate", "check", "--report", f"{SAID}={NAME}"): (),
    ("gate", "check", "--against", NAME): (),
    ("status", "-C", SAID): (),
    ("explain", SAID): (),
    ("checklist", "show", SAID): (),
    ("checklist", "export", SAID, "-o", NAME): (),
    ("checklist", "import", SAID, "--phase", NAME): (),
    ("checklist", "import", ".tpm/checklists/house-rules.yaml", "--dry-run"): (),
    ("checklist", "new", SAID, "--from", NAME): (),
    ("sign", "feasibility", "--role", SAID): (),
    ("ci", "init", SAID): (),
    ("start", SAID): (),
    ("waive", "named-so", "--until", SAID): (),
    ("merge",): (),
    ("sync",): (),
}
PACK = f"""schema: tpm/pack/1
name: house-rules
title: {json.dumps(NAME)}
add:
  feasibility:
    pm:
      - id: named-so
        title: {json.dumps(NAME)}
        why: {json.dumps(NAME)}
        level: must
        evidence: {{expect: {json.dumps(NAME)}, find: ["docs/*.md"]}}
        checks:
          - command: {{run: [cat, "docs/##vso[x].md"], exit: 3}}
          - text: {{file: docs/evidence.md, contains: [{json.dumps(NAME)}]}}
"""


def commands_in(text: str) -> list[str]:
    """What the runners of GitHub, Azure, TeamCity and GitLab find in output."""
    found = [
        line for line in re.split(r"\r\n|\n|\r", text) if re.match(r"(\x1b\[[0-9;]*m|\s)*::", line)
    ]
    found += re.findall(r"##\w*\[", text)
    return found + re.findall(r"section_(?:start|end):\d+:", text)


@pytest.fixture
def hostile(project: Path, tpm: Run, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with a command in every field that a person fills in."""
    policy = project / ".tpm/policy.yaml"
    text = policy.read_text()
    text = text.replace("packs: []", "packs: [.tpm/checklists/house-rules.yaml]")
    policy.write_text(text.replace("name: Ledger", f"name: {json.dumps(NAME)}"))
    (project / ".tpm/checklists").mkdir()
    (project / ".tpm/checklists/house-rules.yaml").write_text(PACK)
    (project / "docs" / "##vso[x].md").write_text(f"# Evidence\n\n{SAID}\n\nTODO: {SAID}\n")
    assert tpm("sync")[0] == 0
    subprocess.run(["git", "add", "-A"], check=True)
    monkeypatch.setenv("TPM_AS", PM)
    say = [
        ("answer", "named-so", "met", "--evidence", "docs/##vso[x].md", "--note", SAID),
        ("answer", "unknowns-spiked", "not-met", "--note", SAID, "--as", TPM),
        ("waive", "unknowns-spiked", "--reason", SAID, "--until", "2999-01-01", "--approved-by"),
        ("gate", "decide", "feasibility", "recycle", "--reason", SAID),
    ]
    say[2] = (*say[2], PM)
    for words in say:
        code, _, err = tpm(*words)
        assert code in (0, 1), (words, err)
    subprocess.run(["git", "add", "-A"], check=True)
    who = ("-c", f"user.name={NAME}", "-c", f"user.email={PM}")
    subprocess.run(["git", *who, "commit", "-qm", SAID], check=True)
    return project


CASES = [(words, form) for words, forms in FORMATTED.items() for form in forms or ("",)]


@pytest.mark.parametrize("variable", ["", "GITHUB_ACTIONS", "TF_BUILD", "TEAMCITY_VERSION"])
def test_no_command_prints_one(
    hostile: Path, tpm: Run, monkeypatch: pytest.MonkeyPatch, variable: str, tmp_path: Path
) -> None:
    """With the variables of a runner and without: a container gets none of them."""
    if variable:
        monkeypatch.setenv(variable, "true")
    summary = tmp_path / "summary.md"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    monkeypatch.setenv("TPM_DEBUG", "1")
    for words, form in CASES:
        _, out, err = tpm(*words, *(["--format", form] if form else []))
        lines = out.split("\n")
        if form == "github":
            lines = [OWN.sub("", line) for line in lines]
        assert commands_in("\n".join(lines)) == [], (words, form)
        assert commands_in(err) == [], (words, form)
    assert commands_in(summary.read_text()) == []


def test_every_command_is_tried() -> None:
    tried = {words[: len(name)] for words in FORMATTED for name in COMMANDS}
    asks = {("init",), ("walk",), ("gate", "close"), ("gate", "decide"), ("evidence", "new")}
    assert set(COMMANDS) - tried <= asks


def test_what_a_program_reads_means_the_same(hostile: Path, tpm: Run) -> None:
    out = tpm("gate", "check", "feasibility", "--format", "json")[1]
    assert NAME in _texts(json.loads(out))
    junit = ElementTree.fromstring(tpm("gate", "check", "feasibility", "--format", "junit")[1])
    assert any("##vso[x] ##[group]" in str(each.attrib) for each in junit.iter())
    assert "##[group]" in html.unescape(tpm("report", "--format", "html")[1])


def test_files_keep_their_content(hostile: Path, tpm: Run) -> None:
    tpm("gate", "check", "feasibility", "--report", "json=gate.json", "--report", "text=gate.txt")
    assert "##vso[" in (hostile / "gate.txt").read_text()
    assert NAME in _texts(json.loads((hostile / "gate.json").read_text()))


def _texts(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [text for each in value.values() for text in _texts(each)]
    if isinstance(value, list):
        return [text for each in value for text in _texts(each)]
    return [value] if isinstance(value, str) else []


@pytest.mark.parametrize("shell", ["bash", "fish", "zsh"])
def test_what_completion_proposes_is_no_command(project: Path, shell: str) -> None:
    policy = project / ".tpm/policy.yaml"
    policy.write_text(policy.read_text().replace(PM, '"::error::a@b.example"'))
    line = "tpm due --owner "
    done = subprocess.run(
        [sys.executable, "-m", "tpmcli.cli.main"],
        capture_output=True,
        text=True,
        env={
            **clean_env(),
            "_TPM_COMPLETE": f"complete_{shell}",
            "COMP_WORDS": line,
            "COMP_CWORD": "3",
            "_TYPER_COMPLETE_ARGS": line,
            "_TYPER_COMPLETE_FISH_ACTION": "get-args",
        },
    )
    assert "error" in done.stdout
    assert commands_in(done.stdout) == []


def test_a_traceback_is_no_command(hostile: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _BROKEN, "status"],
        capture_output=True,
        text=True,
        env={**clean_env(), "TPM_DEBUG": "1", "PATH": os.environ["PATH"]},
    )
    assert done.returncode == 70
    assert "Traceback" in done.stderr
    assert commands_in(done.stderr) == []


_BROKEN = f"""
import sys
import tpmcli.app.status
from tpmcli.cli.main import main
def broken(*_): raise RuntimeError({SAID!r})
tpmcli.app.status.get_status = broken
tpmcli.app.workspace.open_workspace = broken
sys.exit(main(sys.argv[1:]))
"""

PIECES = st.sampled_from(
    [*"{[<#:\n\r\t ax]", "::", "##[", "##vso[", "section_start:1:", "\x1b[1m", "\u2028", "\xa0"]
)


@given(st.lists(PIECES, max_size=12).map("".join))
def test_whatever_is_written_holds_none(text: str) -> None:
    assert commands_in(mute(text)) == []
    stream = io.StringIO()
    console.write(text, stream)
    assert stream.getvalue() == mute(text)


@given(st.lists(PIECES, max_size=12).map("".join))
def test_json_and_markup_mean_the_same(text: str) -> None:
    made = json.dumps({"a": [text]})
    assert json.loads(mute(made)) == json.loads(made)
    markup = f"<p>{html.escape(text)}</p>"
    assert html.unescape(mute(markup)) == html.unescape(markup)
