"""A project in which five items and one sign-off are left to the Product Manager, and its page."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tpmcli.app.workspace import open_workspace
from world.command import Repository, run_here
from world.draft import DraftWorld
from world.people import EVIDENCE, TPM

PHASE = "feasibility"
LEFT = 5


class DayWorld:
    """The remote, the clone of the Product Manager, and the items that are left to her."""

    def __init__(self, root: Path) -> None:
        first = Repository.begin(root / "first")
        first.init("--lifecycle", "standard")
        for name in ("problem.md", "research/interviews.md"):
            first.write(f"docs/{name}", f"# {name}\n\nFive people said so, on 2026-11-02.\n")
        first.commit("set up")
        self.items = self._items(first)
        mine, theirs = self.items["pm"], self.items["tpm"]
        first.answer_each(theirs, by=TPM, evidence=[EVIDENCE])
        first.sign(PHASE, "tpm")
        first.commit("the TPM answers and signs off")
        assert len(mine) == LEFT
        self.left = mine
        self.draft = DraftWorld.of(first.root, root)

    @property
    def clone(self) -> Path:
        """The clone of the Product Manager."""
        return self.draft.clone.root

    def _items(self, first: Repository) -> dict[str, list[str]]:
        from datetime import UTC, datetime

        from tpmcli.app.context import CommandContext
        from tpmcli.rules.project import applicable_items
        from world.files import clean_env

        context = CommandContext(str(first.root), clean_env(), lambda: datetime.now(UTC))
        project = open_workspace(context).project
        phase = project.checklist.phase(PHASE)
        assert phase is not None
        found: dict[str, list[str]] = {}
        for item in applicable_items(project, phase):
            if item.level == "must":
                found.setdefault(str(item.role), []).append(item.id)
        return found

    def check_proposed(self, root: Path) -> str:
        """Return what `gate check --against` says of the branch that the remote got."""
        [branch] = re.findall(r"refs/heads/(tpm/\S+)", self._remote("for-each-ref"))
        reviewer = root / "reviewer"
        subprocess.run(
            ["git", "clone", "-q", "-b", branch, str(self.draft.remote), str(reviewer)],
            check=True,
            env=self.draft.env,
            capture_output=True,
        )
        words = ("gate", "check", PHASE, "--against", "origin/main")
        done = run_here(reviewer, words, self.draft.env)
        return f"{done.code}\n{done.out}{done.err}"

    def _remote(self, *args: str) -> str:
        done = subprocess.run(
            ["git", *args],
            cwd=self.draft.remote,
            env=self.draft.env,
            capture_output=True,
            text=True,
        )
        return done.stdout


@contextmanager
def page_process(world: DraftWorld, *options: str) -> Iterator[str]:
    """Serve the page by the real command, and yield the address that opens it once."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tpmcli", "serve", *options],
        cwd=world.clone.root,
        env={**world.env, "PYTHONWARNINGS": "default"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr is not None
    said = ""
    try:
        for line in process.stderr:
            said += line
            found = re.search(r"http://\S+/open\?key=\S+", line)
            if found:
                break
        else:
            raise AssertionError(said)
        yield found[0]
    finally:
        process.send_signal(signal.SIGINT)
        _, rest = process.communicate(timeout=30)
    assert process.returncode == 0, said + rest
    assert "Warning" not in said + rest, said + rest
    assert "internal error" not in said + rest
