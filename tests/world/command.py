"""The small project in a git repository on disk, changed by the real command.

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
from collections.abc import Mapping, Sequence
from contextlib import chdir, redirect_stderr, redirect_stdout
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple, Self

from tpmcli.cli.main import main
from world.actions import Actions
from world.files import Files, clean_env
from world.people import FILES, NAME, PM, RECORD, ROLES, TPM

COMMAND = [sys.executable, "-m", "tpmcli.cli.main"]


class Run(NamedTuple):
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


class Repository(Files, Actions):
    """A git repository on disk in which `tpm` is run."""

    def __init__(self, root: Path, command: list[str]) -> None:
        super().__init__(root)
        self.command = command
        root.mkdir(parents=True, exist_ok=True)
        self.git_init()

    @classmethod
    def begin(cls, root: Path, command: list[str] = COMMAND) -> Self:
        """Return a repository without a project."""
        made = cls(root, command)
        for name, text in FILES.items():
            made.write(name, text)
        made.commit("begin")
        made.pack()
        return made

    @classmethod
    def copy(cls, other: Path, root: Path, command: list[str] = COMMAND) -> Self:
        """Return a repository that begins as a copy of another one."""
        made = cls.__new__(cls)
        made.root, made.command = Path(shutil.copytree(other, root, symlinks=True)), command
        return made

    def write(self, name: str, text: str) -> str:
        """Write a file that git tracks from now on, and return its name."""
        super().write(name, text)
        self.git("add", "--", name)
        return name

    def record(self) -> bytes:
        """Return the project file."""
        return self.path(RECORD).read_bytes()

    # the command

    def run(self, *args: str, env: Mapping[str, str] | None = None) -> Run:
        """Run a command in this process, as if it was started in the repository."""
        return run_here(self.root, args, {**clean_env(), **(env or {})})

    def started(self, *args: str, env: Mapping[str, str] | None = None) -> Run:
        """Run a command in a process of its own."""
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
        """Run a command that must succeed."""
        done = self.run(*args)
        assert done.code == 0, f"tpm {' '.join(args)}: {done.code}\n{done.out}{done.err}"
        return done

    def init(self, *args: str) -> None:
        """Set the project up."""
        self.ok("init", "--name", NAME, "--tpm", TPM, "--pm", PM, *args)

    # what people do

    def answer(
        self,
        item: str,
        value: str = "met",
        *,
        by: str = "",
        evidence: Sequence[str] = (),
        **more: Any,
    ) -> Run:
        """Answer an item: the TPM does, unless somebody is named."""
        return self.answer_each([item], value, by=by, evidence=evidence, **more)

    def answer_each(
        self,
        items: Sequence[str],
        value: str = "met",
        *,
        by: str = "",
        evidence: Sequence[str] = (),
        **more: Any,
    ) -> Run:
        """Answer several items at once."""
        cited = [word for target in evidence for word in ("--evidence", target)]
        options = _options(**more, **{"as": by or TPM})
        return self.ok("answer", *items, value, *cited, *options, "-q")

    def waive(
        self, item: str, until: str, *, by: str = "", approved_by: str = "", **more: Any
    ) -> Run:
        """Waive an item: requested by the TPM, approved by the PM, who has yet to sign over it."""
        options = {"reason": "agreed", "until": until, "approved_by": approved_by or PM}
        return self.ok("waive", item, *_options(**{**options, **more}, **{"as": by or TPM}))

    def sign(self, phase: str, *roles: str, by: str = "", **more: Any) -> None:
        """Sign off a phase for the roles: both of them if none is named."""
        for role in roles or ROLES:
            self.ok("sign", phase, *_options(role=role, **more, **{"as": by or ROLES[role]}))

    def decide(self, phase: str, outcome: str = "go", *, by: str = "", **more: Any) -> Run:
        """Decide a gate: the PM does, unless somebody is named."""
        options = {"reason": "good enough to go on", **more, "as": by or PM}
        return self.ok("gate", "decide", phase, outcome, *_options(**options))

    def close(
        self, phase: str, number: int, *, by: str = "", evidence: Sequence[str] = (), **more: Any
    ) -> Run:
        """Close a condition of the gate's last decision."""
        cited = [word for target in evidence for word in ("--evidence", target)]
        options = _options(**more, **{"as": by or TPM})
        return self.ok("gate", "close", phase, str(number), *cited, *options)

    def unsatisfied(self, phase: str, *, should: bool = False) -> dict[str, list[str]]:
        """Return the items of a phase that are not satisfied, by role."""
        gate = self.run("gate", "check", phase, "--format", "json").json["gates"][0]
        left = [
            item
            for item in gate["items"]
            if (should or item["level"] == "must") and not item["satisfied"]
        ]
        return {role: [item["id"] for item in left if item["role"] == role] for role in ROLES}


def _options(**named: str) -> list[str]:
    """Return options as they are typed."""
    return [
        word
        for name, value in named.items()
        if value
        for word in (f"--{name.replace('_', '-')}", value)
    ]


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


def day(offset: int) -> str:
    """The UTC day so many days from today."""
    today: date = datetime.now(UTC).date()
    return (today + timedelta(days=offset)).isoformat()
