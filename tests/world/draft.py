"""A project with a bare remote, and a person's clone of it in which the page saves."""

from __future__ import annotations

import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tpmcli.app.answer import AnswerRequest, AnswerResult
from tpmcli.app.answer import answer as answer_items
from tpmcli.app.context import CommandContext
from tpmcli.app.draft import Draft, open_draft
from tpmcli.app.draft_save import DraftSave, save
from tpmcli.app.workspace import Workspace
from tpmcli.model.record import AnswerValue
from world.command import Repository
from world.files import Files, clean_env
from world.people import EVIDENCE, PM

ITEM = "feasibility.user-evidence-collected"
"""An item that the PM answers."""


class DraftWorld:
    """The clone of one person, and the remote.

    `now` is the time of the person's clock.
    """

    def __init__(self, root: Path, clone: Files, remote: Path) -> None:
        self.root = root
        self.clone = clone
        self.remote = remote
        self.now = datetime.now(UTC).replace(microsecond=0)
        self.env = clean_env()

    @classmethod
    def begin(cls, root: Path, *, prefix: str = "") -> DraftWorld:
        """Return a project whose main is pushed, and a clone of the PM."""
        first = Repository.begin(root / "first")
        first.init("--lifecycle", "lite")
        first.commit("set up")
        return cls.of(first.root, root)

    @classmethod
    def of(cls, source: Path, root: Path, name: str = "clone") -> DraftWorld:
        """Return the world of a repository: its bare remote, and a clone of the PM."""
        remote = root / "remote.git"
        if not remote.exists():
            _git(root, "clone", "-q", "--bare", "--template=", str(source), str(remote))
        _git(root, "clone", "-q", "--template=", str(remote), str(root / name))
        clone = Files(root / name)
        clone.git("config", "user.name", "Ana Pérez")
        clone.git("config", "user.email", PM)
        clone.git("config", "tpm.protocols", "file")
        return cls(root, clone, remote)

    def context(self, folder: str = "") -> CommandContext:
        """Return the context of the page, started in the clone."""
        return CommandContext(str(self.clone.path(folder)), self.env, lambda: self.now)

    def open(self, folder: str = "") -> Draft:
        """Open the draft."""
        return open_draft(self.context(folder))

    def later(self, **more: float) -> None:
        """Let time pass."""
        self.now += timedelta(**more)

    def answer(
        self,
        draft: Draft,
        item: str = ITEM,
        value: str = "met",
        *,
        evidence: tuple[str, ...] = (EVIDENCE,),
        note: str = "",
    ) -> DraftSave[AnswerResult]:
        """Save an answer in the draft."""
        cited = evidence if value == "met" else ()
        said = AnswerRequest(AnswerValue(value), cited, note)

        def act(
            workspace: Workspace, context: CommandContext, files: tuple[str, ...]
        ) -> AnswerResult:
            request = said._replace(evidence=(*cited, *files))
            return answer_items(workspace, context, [item], request)

        return save(draft, act)

    def person_state(self) -> dict[str, bytes]:
        """Return everything of the person's that a draft must not touch, by what it is."""
        git_dir = self.clone.path(".git")
        kept = {
            file.relative_to(git_dir).as_posix(): file.read_bytes()
            for file in sorted(git_dir.rglob("*"))
            if file.is_file() and _is_the_persons(file.relative_to(git_dir).as_posix())
        }
        files = {f"files/{name}": data for name, data in self.clone.files().items()}
        refs = self.clone.git("for-each-ref", "refs/heads", "refs/tags", "refs/stash")
        mine = [line for line in refs.splitlines() if "refs/heads/tpm/" not in line]
        return {**kept, **files, "refs": "\n".join(mine).encode()}


def _is_the_persons(path: str) -> bool:
    """Return whether a file of the git folder is neither an object nor the draft's own."""
    first = path.split("/", maxsplit=1)[0]
    if first in ("objects", "worktrees", "tpm"):
        return False
    return "/tpm/" not in path and "/remotes/" not in path


def _git(folder: Path, *args: str) -> str:
    done = subprocess.run(
        ["git", *args], cwd=folder, env=clean_env(), capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return done.stdout
