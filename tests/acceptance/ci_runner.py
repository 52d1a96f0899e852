"""A CI runner, as small as can be: the scripts of a workflow, run as the platform would run them.

What stands in ``${{ }}`` is looked up in a table; what is not there is empty, as on the platform,
except that a script itself may hold none.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from world.command import Run
from world.files import clean_env

EXPRESSION = re.compile(r"\$\{\{\s*(.*?)\s*\}\}")
FAKE_GH = """#!{python}
import subprocess, sys
words = sys.argv[1:]
if words[:2] == ["auth", "git-credential"]:
    sys.exit(0)
assert words[0] == "api", words
if words[1] == "--method":
    open({log!r}, "a").write(" ".join(words[2:]) + "\\n")
    sys.exit(0)
words.remove("--paginate") if "--paginate" in words else None
open({log!r}, "a").write(words[1] + "\\n")
assert words[2] == "--jq", words
with open({reviews!r}) as file:
    told = file.read()
# Of several answers, one a line, each question has its own.
if "/runs?" in words[1] and told.count("\\n") > 1:
    told, _, rest = told.partition("\\n")
    open({reviews!r}, "w").write(rest)
jq = ["jq", "--raw-output", "--compact-output", words[3]]
sys.exit(subprocess.run(jq, input=told.encode()).returncode)
"""


def load(text: str) -> Any:
    """A YAML text with every scalar as text, so that ``on`` stays what it is."""
    return yaml.load(text, Loader=yaml.BaseLoader)


def scripts(value: Any) -> list[str]:
    """Every script in a workflow, a pipeline or an action."""
    if isinstance(value, dict):
        own = [value[key] for key in ("run", "bash") if isinstance(value.get(key), str)]
        own += value.get("script", []) if isinstance(value.get("script"), list) else []
        return own + [each for inner in value.values() for each in scripts(inner)]
    if isinstance(value, list):
        return [each for inner in value for each in scripts(inner)]
    return []


class Runner:
    """The machine of one job: its programs, its temporary folder, its checkout."""

    def __init__(self, folder: Path, checkout: Path) -> None:
        self.temp = folder / "runner temp"
        self.checkout = checkout
        self.programs = folder / "programs"
        self.reviews = folder / "reviews.json"
        self.asked = folder / "asked"
        self.programs.mkdir(parents=True)
        self.temp.mkdir()
        self.reviews.write_text("[]")
        self.asked.write_text("")
        shim = f'#!/bin/sh\nexec "{sys.executable}" -m tpmcli.cli.main "$@"\n'
        self._program(self.programs / "tpm", shim)
        # Where the action looks for what it installed.
        self._program(self.temp / "tpm-venv/bin/tpm", shim)
        fake = FAKE_GH.format(python=sys.executable, log=str(self.asked), reviews=str(self.reviews))
        self._program(self.programs / "gh", fake)

    def _program(self, path: Path, text: str) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        path.chmod(0o755)

    def github(self, step: Mapping[str, Any], event: Mapping[str, str]) -> Run:
        """Runs a step of GitHub's; `event` says what its expressions stand for."""
        known = {"runner.temp": str(self.temp), "github.token": "token", **event}
        said = {
            name: EXPRESSION.sub(lambda found: known.get(found[1], ""), value)
            for name, value in step.get("env", {}).items()
        }
        assert not EXPRESSION.search(step["run"])
        here = {
            "GITHUB_REPOSITORY": "someone/ledger",
            "RUNNER_TEMP": str(self.temp),
            "GITHUB_OUTPUT": str(self.temp / "output"),
            "GITHUB_ACTIONS": "true",
        }
        return self.bash(step["run"], {**here, **said})

    def bash(self, script: str, env: Mapping[str, str]) -> Run:
        """Runs a script as runners do: any command that fails ends it."""
        path = f"{self.programs}{os.pathsep}{os.environ['PATH']}"
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
            cwd=self.checkout,
            capture_output=True,
            text=True,
            encoding="utf-8",
            env={**clean_env(), **env, "PATH": path},
        )
        assert "Traceback" not in done.stderr, done.stderr
        return Run(done.returncode, done.stdout, done.stderr)
