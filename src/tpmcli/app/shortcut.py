"""`tpm serve --shortcut`: an icon on the desktop that serves and opens the page of a project."""

import os
import sys
from collections.abc import Mapping
from typing import NamedTuple

from tpmcli.app.context import CommandContext
from tpmcli.app.elsewhere import locate
from tpmcli.app.workspace import load_requirements
from tpmcli.model.errors import UsageError
from tpmcli.render.shortcut import command_file, desktop_entry, file_name, shell_link
from tpmcli.repo.program_file import write_program
from tpmcli.repo.worktree import WorkTree
from tpmcli.text.sanitize import sanitize_line


class Shortcut(NamedTuple):
    """A file to write, and whether it must be executable."""

    name: str
    content: bytes
    executable: bool


def create_shortcut(context: CommandContext, platform: str = sys.platform) -> str:
    """Write the shortcut of this platform to the desktop, and return its path.

    An older one of the same project is replaced.

    Raises: InvalidInputError if there is no project; UsageError if the folder's path has control
    characters; StorageError if it cannot be written.
    """
    root = os.path.realpath(locate(context.folder))
    if sanitize_line(root + sys.executable) != root + sys.executable:
        raise UsageError(
            "the path of this folder has characters that a shortcut cannot hold",
            "rename the folder",
        )
    name = load_requirements(WorkTree(root)).policy.name
    made = build_shortcut(name, root, sys.executable, platform)
    path = os.path.join(_desktop(context.env, platform), made.name)
    write_program(path, made.content, executable=made.executable)
    return path


def build_shortcut(name: str, root: str, python: str, platform: str) -> Shortcut:
    """Return the shortcut of a project for a platform."""
    words = [python, "-m", "tpmcli", "-C", root, "serve", "--open"]
    safe = file_name(name)
    if platform == "win32":
        return Shortcut(f"{safe}.lnk", shell_link(words, root, name), executable=False)
    if platform == "darwin":
        return Shortcut(f"{safe}.command", command_file(words), executable=True)
    return Shortcut(f"{safe}.desktop", desktop_entry(words, name), executable=True)


def _desktop(env: Mapping[str, str], platform: str) -> str:
    """Return the folder of the desktop; the home folder if there is none."""
    home = env.get("USERPROFILE" if platform == "win32" else "HOME") or os.path.expanduser("~")
    named = env.get("XDG_DESKTOP_DIR", "") or _named_desktop(home, env)
    for folder in (named, os.path.join(home, "Desktop")):
        if folder and os.path.isdir(folder):
            return folder
    return home


def _named_desktop(home: str, env: Mapping[str, str]) -> str:
    """Return the desktop that `user-dirs.dirs` names, as freedesktop.org describes it."""
    config = env.get("XDG_CONFIG_HOME") or os.path.join(home, ".config")
    try:
        with open(os.path.join(config, "user-dirs.dirs"), encoding="utf-8") as file:
            lines = file.read(65536).splitlines()
    except (OSError, UnicodeDecodeError):
        return ""
    for line in lines:
        key, _, value = line.strip().partition("=")
        if key == "XDG_DESKTOP_DIR":
            return value.strip('"').replace("$HOME", home)
    return ""
