"""A folder with files, and git in it."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

from world.people import RECORD, TPM


def clean_env() -> dict[str, str]:
    """Return the environment without what a machine says of git, of tpm or of CI."""
    dropped = ("GIT_", "TPM_", "GITHUB_")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(dropped)}
    return {
        **kept,
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_SYSTEM": os.devnull,
        "PYTHONUTF8": "1",
        "TERM": "xterm",
    }


class Files:
    """A folder with files, with git or without."""

    def __init__(self, root: Path) -> None:
        self.root = root

    # git

    def git(self, *args: str, check: bool = True, env: Mapping[str, str] | None = None) -> str:
        """Run git and return what it prints."""
        done = subprocess.run(
            ["git", *args],
            cwd=self.root,
            env={**clean_env(), **(env or {})},
            capture_output=True,
            text=True,
        )
        if check and done.returncode:
            raise AssertionError(f"git {args}: {done.stdout}{done.stderr}")
        return done.stdout

    def git_init(self) -> None:
        """Begin a repository of the TPM."""
        # Without git's examples of hooks, which would be copied and removed with every repository.
        self.git("init", "-q", "-b", "main", "--template=")
        self.git("config", "user.name", "Somebody")
        self.git("config", "user.email", TPM)

    def commit(self, message: str = "change") -> object:
        """Commit all that is there. What is returned differs from form to form."""
        self.git("add", "-A")
        return self.git("commit", "-qm", message)

    def pack(self) -> None:
        """Keep few large files instead of many small ones: a copy is made far sooner."""
        self.git("repack", "-adq")

    # files

    def path(self, name: str) -> Path:
        """Return where a file is."""
        return self.root / name

    def write(self, name: str, text: str) -> str:
        """Write a file, and return its name."""
        file = self.path(name)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="")
        return name

    def read(self, name: str = RECORD) -> str:
        """Return the text of a file."""
        return self.path(name).read_bytes().decode()

    def edit(self, old: str, new: str, name: str = RECORD) -> None:
        """Change a file by hand, in one place."""
        text = self.read(name)
        assert text.count(old) == 1, text
        self.write(name, text.replace(old, new))

    def files(self) -> dict[str, bytes]:
        """Return every file with its content, `.git` left out."""
        return {
            file.relative_to(self.root).as_posix(): file.read_bytes()
            for file in sorted(self.root.rglob("*"))
            if file.is_file() and ".git" not in file.relative_to(self.root).parts
        }
