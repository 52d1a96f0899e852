"""Checks that need a program: run when allowed, recorded, and looked up by everything else."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from world.command import Repository
from world.files import clean_env
from world.people import PM, TPM

validate: Any = import_module("jsonschema").validate

RUNS = "feasibility.smoke"
PACK = """\
schema: tpm/pack/1
name: house
title: House rules
add:
  feasibility:
    tpm:
      - id: smoke
        title: The smoke test runs
        checks:
          - command: {{run: {argv}, timeout: {timeout}}}
"""


def with_command(project: Repository, argv: list[str], timeout: str = "20s") -> Repository:
    """The project with a must-item that a program answers for."""
    listed = "[" + ", ".join(f"'{word}'" for word in argv) + "]"
    project.write(".tpm/checklists/house.yaml", PACK.format(argv=listed, timeout=timeout))
    policy = project.root / ".tpm/policy.yaml"
    text = policy.read_text(encoding="utf-8")
    policy.write_text(
        text.replace("packs: []", "packs: [.tpm/checklists/house.yaml]"), encoding="utf-8"
    )
    project.ok("sync", "-q")
    project.commit("ask for a smoke test")
    return project


@pytest.fixture
def smoke(project: Repository) -> Repository:
    project.write("smoke.py", "print('fine')\n")
    return with_command(project, [sys.executable, "smoke.py"])


def outcome(project: Repository) -> tuple[str, str]:
    """What `checks list` says of the smoke test: outcome and message."""
    listed = project.ok("checks", "list", "feasibility", "--format", "json").json
    validate(listed, json.loads(project.ok("schema", "checks").out))
    phases = listed["phases"]
    found = next(i for i in phases[0]["items"] if i["id"] == RUNS)
    return found["checks"][0]["outcome"], found["checks"][0]["message"]


def rules(project: Repository, item: str = RUNS) -> list[str]:
    report = project.run("gate", "check", "feasibility", "--format", "json").json
    return [f["rule"] for g in report["gates"] for f in g["findings"] if f["subject"] == item]


def test_nothing_but_an_allowed_run_starts_the_program(project: Repository) -> None:
    canary = project.root / "canary"
    code = f"open({str(canary)!r}, 'w').close()"
    project.write("smoke.py", code)
    with_command(project, [sys.executable, "smoke.py"])
    project.ok("answer", RUNS, "met")
    before = project.record()
    for words in (
        ["gate", "check"],
        ["gate", "check", "feasibility", "--format", "json"],
        ["gate", "check", "--decided"],
        ["gate", "check", "--through", "feasibility"],
        ["gate", "list"],
        ["status"],
        ["walk"],
        ["lint"],
        ["lint", "--fix"],
        ["why", RUNS],
        ["next"],
        ["checks", "list"],
        ["checks", "list", "feasibility", "--format", "json"],
        ["checks", "run"],
        ["checks", "run", RUNS],
        ["sign", "feasibility", "--role", "tpm"],
        ["gate", "decide", "feasibility", "go", "--reason", "now"],
        ["evidence", "find", RUNS],
        ["checklist", "show", RUNS],
    ):
        done = project.run(*words)
        assert done.code in (0, 1, 2), (words, done)
        assert not canary.exists(), words
    assert project.record() == before
    project.ok("checks", "run", RUNS, "--allow-commands")
    assert canary.exists()


@pytest.mark.skipif(os.name == "nt", reason="pseudo-terminals are a notion of POSIX")
def test_nor_does_a_walk_over_the_item_on_a_terminal(project: Repository) -> None:
    import pexpect

    canary = project.root / "canary"
    project.write("smoke.py", f"open({str(canary)!r}, 'w').close()")
    with_command(project, [sys.executable, "smoke.py"])
    child = pexpect.spawn(
        project.command[0],
        [*project.command[1:], "walk", "feasibility", "--role", "tpm"],
        cwd=str(project.root),
        env=clean_env(),
        dimensions=(40, 100),
        encoding="utf-8",
        timeout=60,
    )
    while child.expect([r"\[q\]uit >(?:\x1b\[0m)? ", pexpect.EOF]) == 0:
        shown = child.before
        assert "do something here" not in shown
        child.send("q" if "the last item" in shown else "y" if "smoke test" in shown else "s")
    child.close()
    assert child.exitstatus == 0
    assert not canary.exists()
    assert rules(project) == ["check-not-run"]


def test_what_was_run_as_json(smoke: Repository) -> None:
    schema = json.loads(smoke.ok("schema", "check-runs").out)
    words = ("checks", "run", "--allow-commands", "--format", "json", "-q")
    smoke.write("smoke.py", "print('so \\x1b[31mred'); raise SystemExit(3)\n")
    ran = smoke.run(*words)
    assert (ran.code, ran.err) == (1, "")
    validate(ran.json, schema)
    assert ran.json == {
        "schema": "tpm/check-runs/1",
        "increment": "1.0",
        "runs": [
            {
                "item": RUNS,
                "command": [sys.executable, "smoke.py"],
                "outcome": "fail",
                "message": f"{sys.executable} smoke.py: ended with 3, needs 0;"
                " its last words: so \\x1b[31mred",
                "output": "so \\x1b[31mred\n",
            }
        ],
    }
    # It was recorded; and where nothing is run, that is said in the same form.
    assert outcome(smoke)[0] == "fail"
    none = smoke.ok("checks", "run", "architecture", "--format", "json", "-q")
    assert none.json == {"schema": "tpm/check-runs/1", "increment": "1.0", "runs": []}
    validate(none.json, schema)
    refused = smoke.run("checks", "run", "--format", "json")
    assert (refused.code, refused.out) == (2, "")


def test_without_leave_it_lists_what_it_would_run(smoke: Repository) -> None:
    refused = smoke.run("checks", "run")
    assert refused.code == 2
    assert refused.out == ""
    assert f"\n  {sys.executable} smoke.py  ({RUNS})\n" in refused.err
    assert "--allow-commands" in refused.err


def test_a_recorded_pass_counts_while_definition_and_files_are_the_same(smoke: Repository) -> None:
    assert outcome(smoke) == ("could-not-run", f"{sys.executable} smoke.py: was not run yet")
    assert rules(smoke) == ["unanswered"]
    smoke.ok("answer", RUNS, "met")
    assert rules(smoke) == ["check-not-run"]

    ran = smoke.ok("checks", "run", "--allow-commands")
    assert ran.out == f"pass: {sys.executable} smoke.py: ended with 0 ({RUNS})\n"
    assert outcome(smoke)[0] == "pass"
    assert rules(smoke) == []
    # Recording, committing the record and signing change nothing that was checked.
    smoke.commit("record")
    assert rules(smoke) == []

    # Another file, tracked or changed, and the result stands for files that are no more.
    smoke.write("docs/new.md", "# New\n")
    kind, message = outcome(smoke)
    assert kind == "could-not-run"
    assert message.endswith("; the tracked files changed since")
    assert rules(smoke) == ["check-not-run"]
    smoke.git("rm", "-qf", "docs/new.md")
    assert rules(smoke) == []

    # Another definition was never run, even if the program is the same.
    pack = smoke.root / ".tpm/checklists/house.yaml"
    pack.write_text(pack.read_text("utf-8").replace("timeout: 20s", "timeout: 21s"), "utf-8")
    smoke.ok("answer", RUNS, "met")
    assert outcome(smoke) == (
        "could-not-run",
        f"{sys.executable} smoke.py: was not run as it is defined now",
    )
    assert rules(smoke) == ["check-not-run"]


def test_a_fail_is_disputed_and_shown_from_both_sides(smoke: Repository) -> None:
    smoke.ok("answer", RUNS, "met")
    smoke.write(
        "smoke.py", "print('one'); print('the \\x1b[31mdatabase is away'); raise SystemExit(3)\n"
    )
    ran = smoke.run("checks", "run", "smoke", "--allow-commands")
    assert ran.code == 1
    assert "\x1b" not in ran.out + ran.err
    assert "  | one\n  | the \\x1b[31mdatabase is away\n" in ran.err
    said = "ended with 3, needs 0; its last words: the \\x1b[31mdatabase is away"
    assert said in ran.out
    assert rules(smoke) == ["disputed"]

    status = smoke.ok("status").out
    assert "Disputed: answered, but a check fails\n" in status
    assert f"    answer  met by {TPM} on " in status
    assert f"    check   fail: {sys.executable} smoke.py: {said}" in status
    why = smoke.ok("why", "smoke").out
    assert "state       disputed\n" in why
    assert f"person      met by {TPM} on " in why
    assert f"check       fail: {sys.executable} smoke.py: {said}" in why
    items = smoke.run("gate", "check", "--format", "json").json["gates"][0]["items"]
    sides = next(item for item in items if item["id"] == RUNS)
    assert sides["state"] == "disputed"
    assert sides["disputed"]["people"]["answer"] == "met"
    assert sides["disputed"]["people"]["by"] == TPM
    assert len(sides["disputed"]["machine"]) == 1

    # A fail stays one until it is run again, whatever happens to the files.
    smoke.write("smoke.py", "print('fine again')\n")
    assert rules(smoke) == ["disputed"]
    smoke.ok("checks", "run", "--allow-commands")
    assert rules(smoke) == []
    # Every run was kept.
    phases = smoke.ok("checks", "list", "feasibility", "--format", "json").json["phases"]
    (smoked,) = (each for each in phases[0]["items"] if each["id"] == RUNS)
    runs = smoked["checks"][0]["runs"]
    assert [run["outcome"] for run in runs] == ["fail", "pass"]


def test_a_program_that_changes_tracked_files_has_no_result(smoke: Repository) -> None:
    smoke.write("smoke.py", "open('docs/evidence.md', 'a').write('more')\n")
    smoke.commit("a bad test")
    ran = smoke.run("checks", "run", "--allow-commands")
    assert ran.code == 3
    assert "result discarded: the command changed tracked files" in ran.out
    assert outcome(smoke)[0] == "could-not-run"


def test_one_that_cannot_start_and_one_that_does_not_end(project: Repository) -> None:
    with_command(project, ["no-such-program-here"])
    ran = project.run("checks", "run", "--allow-commands")
    assert ran.code == 3
    assert ran.out == (
        "could not run: no-such-program-here cannot be started: No such file or directory"
        f" ({RUNS})\n"
    )
    pack = project.root / ".tpm/checklists/house.yaml"
    argv = f"['{sys.executable}', '-c', 'while True: pass']"
    pack.write_text(PACK.format(argv=argv, timeout="1s"), "utf-8")
    ran = project.run("checks", "run", "--allow-commands")
    assert ran.code == 1
    assert "took longer than 1 seconds and was stopped" in ran.out


def test_the_program_sees_little_of_the_environment(project: Repository) -> None:
    code = "import os, sys; print(*sorted(os.environ)); sys.exit('TOKEN' in os.environ)"
    project.write("smoke.py", code)
    with_command(project, [sys.executable, "smoke.py"])
    done = project.run(
        *("checks", "run", "--allow-commands", "-C", "docs"),
        env={"TOKEN": "secret", "LC_TEST": "1", "TPM_AS": TPM},
    )
    assert done.code == 0, done
    assert outcome(project)[0] == "pass"


def test_a_decided_gate_keeps_the_result_that_was_recorded(smoke: Repository) -> None:
    smoke.answer_all("feasibility")
    smoke.ok("answer", RUNS, "met")
    smoke.commit("answers")
    smoke.ok("checks", "run", "--allow-commands")
    smoke.sign_both("feasibility")
    smoke.ok("gate", "decide", "feasibility", "go", "--reason", "enough", "--as", PM)
    smoke.commit("decided")
    smoke.write("src/new.py", "print('work goes on')\n")
    smoke.commit("work")
    assert smoke.run("gate", "check", "--decided").code == 0
    assert smoke.run("gate", "check", "feasibility").code == 0
    # A later run is recorded and disturbs nothing; by default a decided gate is not run again.
    smoke.write("smoke.py", "raise SystemExit(1)\n")
    assert smoke.ok("checks", "run", "--allow-commands").out == ""
    assert smoke.run("checks", "run", "smoke", "--allow-commands").code == 1
    assert smoke.run("gate", "check", "--decided").code == 0
    # Re-opened, it is asked again.
    smoke.ok("gate", "decide", "feasibility", "recycle", "--reason", "again", "--as", PM)
    # All answers cite the one document, which is said again now that the gate is open.
    assert rules(smoke) == ["disputed", "evidence-reused"]


def test_names_that_are_wrong(smoke: Repository) -> None:
    unknown = smoke.run("checks", "run", "smke", "--allow-commands")
    assert unknown.code == 2
    assert "did you mean `smoke`?" in unknown.err
    none = smoke.run("checks", "run", "unknowns-spiked", "--allow-commands")
    assert none.code == 2
    assert "tpm checks list" in none.err
    empty = smoke.run("checks", "run", "architecture", "--allow-commands")
    assert (empty.code, empty.out) == (0, "")
    assert empty.err
    assert smoke.run("checks", "list", "nowhere").code == 2


@pytest.mark.skipif(os.name == "nt", reason="pseudo-terminals are a notion of POSIX")
def test_a_line_on_a_terminal_says_how_long_it_runs(smoke: Repository, tmp_path: Path) -> None:
    import pexpect

    smoke.write("smoke.py", "import time; time.sleep(1)\n")
    child = pexpect.spawn(
        smoke.command[0],
        [*smoke.command[1:], "checks", "run", "--allow-commands"],
        cwd=str(smoke.root),
        env=clean_env(),
        encoding="utf-8",
        timeout=30,
    )
    child.expect("smoke.py · 0 of 20 s")
    child.expect("smoke.py · 1 of 20 s")
    child.expect("pass: ")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0


def test_a_pull_request_is_judged_by_the_result_recorded_in_it(smoke: Repository) -> None:
    """The merge has the files that the program ran on, as long as the base did not move."""
    smoke.git("checkout", "-qb", "change")
    smoke.write("src/new.py", "print('new')\n")
    smoke.ok("answer", RUNS, "met")
    smoke.commit("work")
    smoke.ok("checks", "run", "--allow-commands")
    smoke.commit("record")

    def found() -> list[str]:
        report = smoke.run("gate", "check", "feasibility", "--against", "main", "--format", "json")
        return [
            f["rule"] for g in report.json["gates"] for f in g["findings"] if f["subject"] == RUNS
        ]

    assert found() == []
    smoke.write("src/new.py", "print('newer')\n")
    smoke.commit("more work, not run")
    assert found() == ["check-not-run"]
    smoke.git("reset", "-q", "--hard", "HEAD~1")
    assert found() == []
    smoke.git("checkout", "-q", "main")
    smoke.write("other.py", "print('of somebody else')\n")
    smoke.commit("the base moves")
    smoke.git("checkout", "-q", "change")
    assert found() == ["check-not-run"]


@pytest.mark.skipif(os.name == "nt", reason="signals are a notion of POSIX")
def test_an_interruption_keeps_what_was_recorded_and_ends_the_program(smoke: Repository) -> None:
    pack = smoke.root / ".tpm/checklists/house.yaml"
    begun, alive = smoke.root.parent / "begun", smoke.root.parent / "alive"
    code = (
        f"import time; open({str(begun)!r}, 'w').close(); time.sleep(4);"
        f" open({str(alive)!r}, 'w').close()"
    )
    smoke.write("slow.py", code)
    second = (
        "      - id: slow\n        title: Slow\n        checks:\n"
        f"          - command: {{run: ['{sys.executable}', slow.py]}}\n"
    )
    pack.write_text(pack.read_text("utf-8") + second, "utf-8")
    smoke.ok("sync", "-q")
    child = subprocess.Popen(
        [*smoke.command, "checks", "run", "--allow-commands"],
        cwd=smoke.root,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env=clean_env(),
        text=True,
    )
    while not begun.exists():
        assert child.poll() is None
        time.sleep(0.05)
    child.send_signal(signal.SIGINT)
    _, said = child.communicate(timeout=30)
    assert child.returncode == 130
    assert "interrupted" in said
    assert outcome(smoke)[0] == "pass"
    time.sleep(4)
    assert not alive.exists()
    assert smoke.run("lint").code == 0
