"""Real repositories, and the command as a person runs it: real files, real git.

Most commands are run in this process, since starting Python takes longer than nearly all of them;
`started` is for what only a process of its own can show.
"""

from __future__ import annotations

import gc
import io
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from contextlib import chdir, redirect_stderr, redirect_stdout
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple, Self

from tpmcli.cli.main import main

TPM, PM = "tpm@example.com", "pm@example.com"


class Run(NamedTuple):
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


class Repository:
    """A git repository on disk in which `tpm` is run."""

    def __init__(self, root: Path, command: list[str]) -> None:
        self.root = root
        self.command = command
        root.mkdir(parents=True, exist_ok=True)
        # Without git's examples of hooks, which would be copied and removed with every repository.
        self.git("init", "-q", "-b", "main", "--template=")
        self.git("config", "user.name", "Somebody")
        self.git("config", "user.email", TPM)

    @classmethod
    def copy(cls, other: Path, root: Path, command: list[str]) -> Self:
        """A repository that begins as a copy of another one."""
        made = cls.__new__(cls)
        made.root, made.command = Path(shutil.copytree(other, root, symlinks=True)), command
        return made

    def git(self, *args: str, check: bool = True) -> str:
        done = subprocess.run(
            ["git", *args], cwd=self.root, capture_output=True, text=True, env=clean_env()
        )
        if check and done.returncode:
            raise AssertionError(f"git {args}: {done.stdout}{done.stderr}")
        return done.stdout

    def pack(self) -> None:
        """Few large files instead of many small ones, for copies."""
        self.git("repack", "-adq")

    def write(self, path: str, text: str) -> str:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        self.git("add", "--", path)
        return path

    def commit(self, message: str = "change") -> None:
        self.git("add", "-A")
        self.git("commit", "-qm", message)

    def run(self, *args: str, env: Mapping[str, str] | None = None) -> Run:
        """Runs a command in this process, as if it was started in the repository."""
        return run_here(self.root, args, {**clean_env(), **(env or {})})

    def started(self, *args: str, env: Mapping[str, str] | None = None) -> Run:
        """Runs a command in a process of its own."""
        done = subprocess.run(
            [*self.command, *args],
            cwd=self.root,
            capture_output=True,
            text=True,
            encoding="utf-8",
            stdin=subprocess.DEVNULL,
            env={**clean_env(), **(env or {})},
        )
        assert "Traceback" not in done.stderr, done.stderr
        return Run(done.returncode, done.stdout, done.stderr)

    def ok(self, *args: str) -> Run:
        """Runs a command that must succeed."""
        done = self.run(*args)
        assert done.code == 0, f"tpm {' '.join(args)}: {done.code}\n{done.out}{done.err}"
        return done

    def init(self, *args: str) -> None:
        self.ok("init", "--name", "Ledger", "--tpm", TPM, "--pm", PM, *args)

    def record(self) -> bytes:
        return (self.root / ".tpm/project.yaml").read_bytes()

    def answer_all(self, phase: str, evidence: str = "docs/evidence.md", by: str = "") -> None:
        """Answers every must-item of a phase that still needs it, a command for both roles."""
        gate = self.run("gate", "check", phase, "--format", "json").json["gates"][0]
        for role, person in (("tpm", TPM), ("pm", PM)):
            names = [
                item["id"]
                for item in gate["items"]
                if item["level"] == "must" and not item["satisfied"] and item["role"] == role
            ]
            if names:
                who = by or person
                self.ok("answer", *names, "met", "--evidence", evidence, "--as", who, "-q")

    def sign_both(self, phase: str, tpm: str = TPM, pm: str = PM) -> None:
        self.ok("sign", phase, "--role", "tpm", "--as", tpm)
        self.ok("sign", phase, "--role", "pm", "--as", pm)

    def pass_gate(self, phase: str) -> None:
        """Answers, signs and decides `go`, with a reason where should-items are open."""
        self.answer_all(phase)
        self.sign_both(phase)
        self.ok("gate", "decide", phase, "go", "--reason", "good enough to go on", "--as", PM)


def run_here(folder: Path, args: tuple[str, ...], env: Mapping[str, str]) -> Run:
    """How a command ends that is run in this process, in a folder and an environment."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="\n") for _ in range(2))
    before, stdin, temporary = dict(os.environ), sys.stdin, tempfile.tempdir
    with open(os.devnull, encoding="utf-8") as nothing, chdir(folder):
        _set_environment(env)
        sys.stdin, tempfile.tempdir = nothing, None
        gc.disable()
        try:
            with redirect_stdout(out), redirect_stderr(err):
                code = main(args)
        finally:
            gc.enable()
            sys.stdin, tempfile.tempdir = stdin, temporary
            _set_environment(before)
    said = [bytes(stream.detach().getvalue()).decode() for stream in (out, err)]
    assert "Traceback" not in said[1], said[1]
    return Run(code, *said)


def _set_environment(env: Mapping[str, str]) -> None:
    os.environ.clear()
    os.environ.update(env)


def clean_env() -> dict[str, str]:
    """The environment of all tests (`clean_machine`), as on a terminal."""
    return {**os.environ, "PYTHONUTF8": "1", "TERM": "xterm"}


def day(offset: int) -> str:
    """The UTC day so many days from today."""
    today: date = datetime.now(UTC).date()
    return (today + timedelta(days=offset)).isoformat()
