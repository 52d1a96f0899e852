"""Every command through the front door: what it says, where it says it, and how it ends.

A case is a file: a command, its exit code, and everything that it prints. One whose command line
ends with `# outside` runs in a folder without a project. To add one, write its first line, run the
tests with --write-expected, and read what was written.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import typer.main

from tpmcli.cli.tree import app
from tpmcli.render.project.html import style_sheet
from tpmcli.version import __version__
from world.expected import Expected
from world.neutral import neutral_words

Said = tuple[int, str, str]
Run = Callable[..., Said]
TPM, PM = "tpm@example.com", "pm@example.com"
CASES = sorted((Path(__file__).resolve().parent / "command_cases").glob("*.txt"))


def commands(command: Any = None, names: tuple[str, ...] = ()) -> Iterator[tuple[str, Any]]:
    """Every command with its words, groups included."""
    command = command or typer.main.get_command(app)
    yield " ".join(names), command
    for name, below in getattr(command, "commands", {}).items():
        yield from commands(below, (*names, name))


EVERY = dict(commands())
LEAVES = {name: command for name, command in EVERY.items() if not hasattr(command, "commands")}


# --- cases -------------------------------------------------------------------------------------


def transcript(case: Path, root: Path, run: Run) -> str:
    """What a case file should hold."""
    command = case.read_text(encoding="utf-8").partition("\n")[0]
    assert command.startswith("$ tpm")
    words = shlex.split(command.removeprefix("$ tpm").partition(" # ")[0])
    code, out, err = run(*words)
    told = f"{command}\nexit {code}\n" + (f"--- stdout\n{out}" if out else "")
    told += f"--- stderr\n{err}" if err else ""
    told = told.replace(str(root), "ROOT").replace(__version__, "VERSION")
    # A change of the style sheet is not one of the command.
    told = told.replace(style_sheet(), "STYLE\n")
    told = re.sub(r"sha256-[\w+/=]{44}", "sha256-DIGEST", told)
    return "\n".join(line.rstrip() for line in told.splitlines()) + "\n"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_command_ends_so(
    case: Path, request: pytest.FixtureRequest, tpm: Run, expected: Expected
) -> None:
    where = "outside" if "# outside" in case.read_text(encoding="utf-8") else "project"
    root = request.getfixturevalue(where)
    with neutral_words():
        made = transcript(case, root, tpm)
    expected(case, made)


def test_there_are_cases_for_every_exit_code() -> None:
    codes = {case.read_text(encoding="utf-8").splitlines()[1] for case in CASES}
    assert codes == {"exit 0", "exit 1", "exit 2", "exit 3"}
    assert len(CASES) >= 35


# --- help --------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", EVERY)
def test_help_names_everything(name: str, tpm: Run, outside: Path) -> None:
    code, out, err = tpm(*name.split(), "--help")
    assert (code, err) == (0, "")
    assert out.startswith(f"Usage: tpm {name}".rstrip())
    command = EVERY[name]
    for parameter in command.params:
        for option in (*parameter.opts, *parameter.secondary_opts):
            assert parameter.param_type_name == "argument" or option in out
    for below in getattr(command, "commands", {}):
        assert f"\n  {below} " in out
    assert tpm(*name.split(), "-h") == (0, out, "")


@pytest.mark.parametrize("name", [name for name in EVERY if name not in LEAVES])
def test_without_a_command_the_help_is_shown_as_talk(name: str, tpm: Run, outside: Path) -> None:
    _, helped, _ = tpm(*name.split(), "--help")
    code, out, err = tpm(*name.split())
    assert (code, out) == (2, "")
    assert err.split() == helped.split()


@pytest.mark.parametrize("name", EVERY)
def test_every_command_and_option_says_what_it_is_for(name: str) -> None:
    command = EVERY[name]
    first = (command.help or "").partition("\n")[0]
    assert len(first) >= 20
    assert first[0].isupper()
    assert not first.endswith(("?", "…"))
    for parameter in command.params:
        if parameter.name != "help":
            assert parameter.help, f"tpm {name} {parameter.opts}"


@pytest.mark.parametrize("name", LEAVES)
def test_every_command_that_reads_a_project_takes_a_folder(name: str) -> None:
    options = {option for parameter in LEAVES[name].params for option in parameter.opts}
    assert ("-C" in options) is (name not in ("explain", "schema"))


# --- where it runs -----------------------------------------------------------------------------


def test_the_folder_before_and_after_the_command(tpm: Run, project: Path, outside: Path) -> None:
    there = tpm("status", "-C", str(project))
    assert there[0] == 0
    assert tpm("why", "unknowns-spiked", "-C", str(project))[0] == 0
    for words in (("status",), ("gate", "list"), ("next", "--role", "pm")):
        os.chdir(outside)
        after = tpm(*words, "-C", str(project))
        before = tpm("-C", str(project), *words)
        assert after == before
        assert after[0] == 0
        os.chdir(outside)
        assert tpm("-C", str(project.parent), *words, "-C", project.name) == after


# --- quiet -------------------------------------------------------------------------------------

QUIET = {
    "init": ["--name", "X", "--tpm", TPM, "--pm", PM, "-C", "new"],
    "status": [],
    "answer": ["unknowns-spiked", "met", "-e", "docs/evidence.md", "--as", TPM],
    "waive": [
        *("unknowns-spiked", "--reason", "later", "--until", "DAY"),
        *("--approved-by", PM, "--as", TPM),
    ],
    "gate check": [],
    "gate decide": ["feasibility", "hold", "--reason", "not yet", "--as", PM],
    "checks run": [],
    "evidence new": ["unknowns-spiked"],
    "export answers": [],
    "due": [],
    "portfolio": [],
    "checklist new": ["own", "--item", "It is so", "--phase", "release", "--role", "pm"],
    "checklist import": ["docs/list.md", "--phase", "release", "--role", "pm"],
    "checklist export": ["release", "-o", "out.md"],
    "start": ["1.1", "--abandon", "so", "--as", TPM],
    "lint": [],
    "sync": [],
    "ci init": ["github"],
}
REFUSED_QUIETLY = {
    "sign": ["feasibility", "--role", "tpm", "--as", TPM],
    "gate close": ["feasibility", "1", "-e", "docs/evidence.md", "--as", PM],
    "evidence move": ["docs/a.md", "docs/b.md"],
    "merge": [],
    "import answers": ["nothing.csv", "--as", PM],
}


def test_every_quiet_command_is_tried() -> None:
    quiet = {
        name
        for name, command in LEAVES.items()
        if any("--quiet" in parameter.opts for parameter in command.params)
    }
    assert quiet == set(QUIET) | set(REFUSED_QUIETLY)


@pytest.mark.parametrize("name", QUIET)
def test_quiet_says_nothing(name: str, tpm: Run, project: Path) -> None:
    from datetime import UTC, datetime, timedelta

    (project / "new").mkdir()
    (project / "docs/list.md").write_text("- [ ] It is so\n")
    day = f"{datetime.now(UTC) + timedelta(days=30):%Y-%m-%d}"
    words = [word.replace("DAY", day) for word in QUIET[name]]
    code, out, err = tpm(*name.split(), *words, "--quiet")
    assert (out, err) == ("", "")
    assert code == (1 if name == "gate check" else 0)


@pytest.mark.parametrize("name", REFUSED_QUIETLY)
def test_quiet_says_errors(name: str, tpm: Run, project: Path) -> None:
    code, out, err = tpm(*name.split(), *REFUSED_QUIETLY[name], "--quiet")
    assert code in (1, 2, 4)
    assert out == ""
    assert err.startswith("error: ")


# --- the boundary ------------------------------------------------------------------------------


def _raising(error: BaseException) -> Callable[..., object]:
    def fail(*args: object, **more: object) -> object:
        raise error

    return fail


WHY = ["why", "unknowns-spiked"]


def test_a_bug_is_said_to_be_one(tpm: Run, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tpmcli.app.why.explain_item", _raising(RuntimeError("it \x1b[31m broke")))
    said = (
        "error: internal error (RuntimeError: it \\x1b[31m broke); nothing was decided\n"
        "  help: run it again with TPM_DEBUG=1 and report the traceback\n"
    )
    assert tpm(*WHY) == (70, "", said)
    monkeypatch.setenv("TPM_DEBUG", "1")
    code, out, err = tpm(*WHY)
    assert (code, out) == (70, "")
    assert err.startswith("Traceback (most recent call last):\n")
    assert err.endswith(said)
    assert tpm(*WHY, "--format", "json")[:2] == (70, "")


def test_an_interruption_ends_with_130(
    tpm: Run, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tpmcli.app.why.explain_item", _raising(KeyboardInterrupt()))
    assert tpm(*WHY) == (130, "", "interrupted\n")
    assert tpm("why", "--", "unknowns-spiked") == (
        *(130, ""),
        "interrupted\n",
    )


def test_a_reader_that_went_away(tpm: Run, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tpmcli.app.why.explain_item", _raising(BrokenPipeError()))
    assert tpm(*WHY) == (0, "", "")


def test_a_read_only_project_file_ends_with_4(tpm: Run, project: Path) -> None:
    record = project / ".tpm/project.yaml"
    before = record.read_bytes()
    record.chmod(0o444)
    code, out, err = tpm(
        *("answer", "unknowns-spiked", "met", "-e", "docs/evidence.md", "--as", TPM)
    )
    assert (code, out) == (4, "")
    assert err == (f"error: `{record}` is read-only; nothing was changed\n  → chmod u+w {record}\n")
    assert record.read_bytes() == before


@pytest.mark.parametrize("spelling", [["--format", "json"], ["--format=json"]])
@pytest.mark.parametrize(
    "words", [["status"], ["next"], ["due"], ["lint"], ["gate", "check"], ["gate", "list"], WHY]
)
def test_what_cannot_be_evaluated_is_json_where_json_is_wanted(
    tpm: Run, project: Path, words: list[str], spelling: list[str]
) -> None:
    record = project / ".tpm/project.yaml"
    record.write_text(record.read_text(encoding="utf-8") + "extra: 1\n", encoding="utf-8")
    code, out, err = tpm(*words, *spelling)
    assert (code, err) == (3, "")
    data = json.loads(out)
    assert data["schema"] == "tpm/problems/1"
    (problem,) = data["problems"]
    assert (problem["file"], problem["column"]) == (".tpm/project.yaml", 1)
    plain = tpm(*words)
    assert (plain[0], plain[1]) == (3, "")
    assert plain[2].startswith(f".tpm/project.yaml:{problem['line']}:1: ")
    assert plain[2].endswith("1 problem; nothing was checked or recorded\n")


def test_several_problems_are_all_told(tpm: Run, project: Path) -> None:
    record = project / ".tpm/project.yaml"
    text = record.read_text(encoding="utf-8")
    record.write_text(f"{text}extra: 1\nmore: 2\n", encoding="utf-8")
    assert tpm("status")[2].endswith("2 problems; nothing was checked or recorded\n")


# --- colour ------------------------------------------------------------------------------------


def test_colour_is_for_terminals_unless_it_is_forced(
    tpm: Run, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "\x1b" not in tpm("status")[1]
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b" in tpm("status")[1]
    assert "\x1b" in tpm("why", "nothing")[2]
    monkeypatch.delenv("FORCE_COLOR")
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in tpm("status")[1]


def test_the_version_is_printed(tpm: Run, outside: Path) -> None:
    assert tpm("--version") == (0, f"tpm {__version__}\n", "")


@pytest.mark.parametrize(
    ("words", "code", "out"),
    [(["--version"], 0, f"tpm {__version__}\n"), (["gate", "chek"], 2, ""), (["status"], 3, "")],
)
@pytest.mark.parametrize(
    "start", [["-c", "from tpmcli.cli.main import run; run()"], ["-m", "tpmcli"]], ids=["run", "-m"]
)
def test_the_entry_point(
    words: list[str], code: int, out: str, start: list[str], outside: Path
) -> None:
    """As a process of its own, which it ends itself, with everything written."""
    done = subprocess.run(
        [sys.executable, *start, *words], capture_output=True, text=True, cwd=outside
    )
    assert (done.returncode, done.stdout) == (code, out)
    assert bool(done.stderr) is bool(code)
