"""A power cut during a save of a draft: what git must have brought to disk before what.

The order of the system calls of a real save is traced. A reference that leads to an object which is
not on disk yet would leave a draft that cannot be read after a power cut.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tpmcli.repo.author import Author
from tpmcli.repo.draft_commit import commit_index
from tpmcli.repo.draft_git import DraftGit
from tpmcli.repo.draft_tree import DraftPlace, DraftTree
from tpmcli.repo.git import Git
from world.files import Files

pytestmark = [
    pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace"),
    pytest.mark.skipif(sys.platform != "linux", reason="traces Linux"),
]
AUTHOR = Author("Ana", "ana@example.com")
OPENED = re.compile(r'openat\([^"]*"([^"]+)".*= (\d+)$')
SYNCED = re.compile(r"f(?:data)?sync\((\d+)\)")
NAMED = re.compile(r'(?:link|rename)\("([^"]+)", "([^"]+)"\)')


def steps(trace: Path) -> list[tuple[str, str]]:
    """Return what was brought to disk and what got its name, in order."""
    found, descriptors = [], dict[tuple[str, str], str]()
    for line in trace.read_text(errors="replace").splitlines():
        process, _, call = line.partition(" ")
        call = call.strip()
        if opened := OPENED.search(call):
            descriptors[process, opened[2]] = opened[1]
        elif synced := SYNCED.search(call):
            found.append(("sync", descriptors.get((process, synced[1]), "?")))
        elif named := NAMED.search(call):
            found += [("from", named[1]), ("name", named[2])]
    return found


def unsynced_before_the_branch(found: list[tuple[str, str]]) -> list[str]:
    """Return the objects and references that get their name before they are on disk."""
    synced: set[str] = set()
    flawed = []
    for at, (what, path) in enumerate(found):
        if what == "sync":
            synced.add(os.path.basename(path))
        elif what == "from":
            target = found[at + 1][1]
            kept = "/objects/" in f"/{target}" or "/refs/" in f"/{target}"
            if kept and os.path.basename(path) not in synced:
                flawed.append(target)
    return flawed


SCRIPT = """
import sys
sys.path[:0] = sys.argv[1:3]
from test_repo_draft_durable import change
change(sys.argv[3], plain=sys.argv[4] == "plain")
"""


def change(folder: str, *, plain: bool) -> None:
    """Commit a staged change, with git as it is for drafts or as it comes."""
    git = PlainGit(folder, os.environ, AUTHOR) if plain else DraftGit(folder, os.environ, AUTHOR)
    tree = DraftTree(DraftPlace(os.path.join(folder, ".git"), "draft"), git)
    git.output("add", "--", "a.txt")
    assert commit_index(tree, "change\n", [tree.head()])


class PlainGit(DraftGit):
    """A broken git for drafts, which leaves to git what it brings to disk."""

    def __init__(self, folder: str, env: Mapping[str, str], author: Author) -> None:
        super().__init__(folder, env, author)
        self.options = (*Git.options, "-c", "core.fsync=none")


@pytest.mark.parametrize("plain", [False, True])
def test_what_a_branch_leads_to_is_on_disk_before_it(tmp_path: Path, *, plain: bool) -> None:
    folder = Files(tmp_path / "work")
    folder.root.mkdir()
    folder.git_init()
    folder.write("a.txt", "one\n")
    folder.commit("begin")
    folder.write("a.txt", "two\n")
    log = tmp_path / "log"
    trace = [
        "strace",
        "-f",
        "-qq",
        "-o",
        str(log),
        "-e",
        "trace=openat,fsync,fdatasync,link,rename",
    ]
    script = [
        sys.executable,
        "-c",
        SCRIPT,
        str(Path(__file__).parents[1]),
        str(Path(__file__).parent),
    ]
    done = subprocess.run(
        [*trace, *script, str(folder.root), "plain" if plain else "draft"],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    found = steps(log)
    branch = [path for what, path in found if what == "name" and path.endswith("refs/heads/main")]
    objects = [path for what, path in found if what == "name" and "objects/" in path]
    assert len(branch) == 1
    assert len(objects) == 3
    # The suite finds a git that does not bring them to disk.
    assert bool(unsynced_before_the_branch(found)) == plain
