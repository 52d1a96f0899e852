"""A temporary bare repository that has the user's objects as alternates.

It has no configuration, attributes, hooks, references or replacements of anybody, and receives the
objects that are made in it. So neither a pull request nor the machine influences what is judged,
and nothing is added to the user's repository.
"""

import os
from collections.abc import Mapping

from tpmcli.repo.git import Git


class TemporaryRepository:
    """An empty bare repository that finds the user's objects, in a folder of its own."""

    def __init__(self, user: Git, like: str, env: Mapping[str, str]) -> None:
        """Make the repository; object ids have the form of `like`."""
        from tempfile import mkdtemp

        self.folder = os.path.realpath(mkdtemp(prefix="tpm-"))
        bare = os.path.join(self.folder, "compared")
        for name in ("objects/info", "refs"):
            os.makedirs(os.path.join(bare, name))
        self._file("compared/HEAD", b"ref: refs/heads/none\n")
        self._file("compared/config", _configuration(like))
        stores = "".join(f"{_quoted(store)}\n" for store in _object_stores(user, env))
        self._file("compared/objects/info/alternates", os.fsencode(stores))
        self.git = Git(bare, _bare_environment(env, bare, self.folder), lender=user)

    def write(self, name: str, content: bytes) -> str:
        """Write a file beside the repository, and return its path."""
        return self._file(name, content)

    def remove(self) -> None:
        """Remove the repository and everything beside it."""
        from shutil import rmtree

        rmtree(self.folder, ignore_errors=True)

    def _file(self, name: str, content: bytes) -> str:
        path = os.path.join(self.folder, name)
        with open(path, "wb") as file:
            file.write(content)
        return path


def _configuration(like: str) -> bytes:
    if len(like) == 64:
        return (
            b"[core]\n\trepositoryformatversion = 1\n\tbare = true\n"
            b"[extensions]\n\tobjectformat = sha256\n"
        )
    return b"[core]\n\trepositoryformatversion = 0\n\tbare = true\n"


def _object_stores(user: Git, env: Mapping[str, str]) -> list[str]:
    """Return the folders of the user's objects: the repository's, and those a hook was given."""
    stores = []
    if user.repository is not None:
        stores.append(os.path.join(user.repository.common_dir, "objects"))
    if env.get("GIT_QUARANTINE_PATH"):
        stores.append(os.path.realpath(env["GIT_QUARANTINE_PATH"]))
    return stores


def _quoted(path: str) -> str:
    """Return a path as git reads it in `alternates`: in quotes, as a string of C."""
    escaped = path.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def _bare_environment(env: Mapping[str, str], bare: str, home: str) -> dict[str, str]:
    """Return the environment without anything that configures git, or ssh-keygen behind it."""
    kept = {
        name: value
        for name, value in env.items()
        if not name.startswith(("GIT_", "SSH_")) and name not in ("XDG_CONFIG_HOME", "EMAIL")
    }
    return kept | {
        "GIT_DIR": bare,
        "HOME": home,
        "XDG_CONFIG_HOME": home,
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_SYSTEM": os.devnull,
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_ATTR_NOSYSTEM": "1",
    }
