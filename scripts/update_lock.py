"""Renew `requirements-dev.txt`: the newest version of everything that the tests and tools need.

    .venv/bin/python scripts/update_lock.py

Asks pip what it would install for the development of tpm, and installs nothing. What tpm itself
needs is written with the same versions for the jobs of `tpm ci init`, which install nothing else.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from written_page import keep

ROOT = Path(__file__).parents[1]
LOCK = ROOT / "requirements-dev.txt"
JOBS = ROOT / "src/tpmcli/app/ci_templates/requirements.txt"
COMMAND = "scripts/update_lock.py"
HEAD = f"""\
# Everything that the tests and the tools use, at the versions that they are known to pass with, for
# every Python that tpm supports. Written by {COMMAND}: renew it rather than edit it.
#
# Without hashes: they differ between the builds for each platform and Python, and pip would refuse
# every package without one, such as those that only Windows needs.
"""
# Where a package cannot be installed: pyproject.toml asks for them elsewhere alone.
MARKERS = {"pexpect": "sys_platform != 'win32'", "ptyprocess": "sys_platform != 'win32'"}


def pins(found: Iterable[Mapping[str, Any]]) -> list[str]:
    """Return the lines of the lock for what pip reports that it would install.

    Raises ValueError if a package comes from a folder or a repository: no other machine has it.
    """
    lines = []
    for package in found:
        name = re.sub(r"[-_.]+", "-", package["metadata"]["name"]).lower()
        if name == "tpmcli":
            continue
        if package["is_direct"]:
            raise ValueError(f"{name} does not come from a package index")
        marker = f"; {MARKERS[name]}" if name in MARKERS else ""
        lines.append(f"{name}=={package['metadata']['version']}{marker}")
    return sorted(lines)


def main(arguments: list[str]) -> int:
    """Write the lock; with ``--check``, compare it with the newest versions."""
    lines = _wanted(".[dev]")
    own = _wanted(".")
    wrong = keep(LOCK, HEAD + "\n".join(lines) + "\n", COMMAND, arguments)
    return wrong or keep(JOBS, "\n".join(own) + "\n", COMMAND, arguments)


def _wanted(what: str) -> list[str]:
    """Return the pins of all that pip would install for a requirement."""
    words = ["install", "--quiet", "--dry-run", "--ignore-installed", "--report", "-"]
    done = subprocess.run(
        [sys.executable, "-m", "pip", *words, what],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return pins(json.loads(done.stdout)["install"])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
