"""Run the quick suite on other versions of the libraries than those of `requirements-dev.txt`.

    python3 scripts/try_versions.py newest
    python3 scripts/try_versions.py oldest tests/store tests/checks

`newest`: the newest of everything, to learn early what breaks. `oldest`: the libraries of tpm
itself at the lower bounds of `pyproject.toml`, the newest of all others. What follows goes to
pytest. The environment is made in a temporary folder and removed.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import tomllib
import venv
from pathlib import Path

ROOT = Path(__file__).parents[1]
LOCK = ROOT / "requirements-dev.txt"
_BOUND = re.compile(r"^([A-Za-z0-9._-]+)>=([0-9][0-9.]*)$")


def oldest(dependencies: list[str]) -> list[str]:
    """Return the dependencies at their lower bounds. Raises ValueError if one has none."""
    found = []
    for text in dependencies:
        match = _BOUND.match(text)
        if match is None:
            raise ValueError(f"no lower bound in '{text}'")
        found.append(f"{match[1]}=={match[2]}")
    return found


def moved(locked: str, installed: str) -> list[str]:
    """Return a line for each package that has another version than in the lock."""
    known, here = _versions(locked), _versions(installed)
    return [
        f"{name} {known.get(name, 'not in the lock')} → {version}"
        for name, version in sorted(here.items())
        if known.get(name) != version
    ]


def _versions(text: str) -> dict[str, str]:
    found = re.findall(r"^([A-Za-z0-9._-]+)==([^\s;]+)", text, re.MULTILINE)
    return {re.sub(r"[-_.]+", "-", name).lower(): version for name, version in found}


def main(arguments: list[str]) -> int:
    """Return the exit code of pytest, or 2 if it is not said which versions to try."""
    which, *more = arguments or [""]
    if which not in ("newest", "oldest"):
        print(__doc__, file=sys.stderr)
        return 2
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    bounds = oldest(project["dependencies"]) if which == "oldest" else []
    with tempfile.TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        scripts = Path(folder) / ("Scripts" if sys.platform == "win32" else "bin")
        python = str(scripts / "python")
        pip = [python, "-m", "pip"]
        subprocess.run([*pip, "install", "-q", *bounds, "-e", ".[dev]"], cwd=ROOT, check=True)
        freeze = [*pip, "freeze", "--exclude-editable"]
        frozen = subprocess.run(freeze, stdout=subprocess.PIPE, text=True, check=True)
        changed = moved(LOCK.read_text(encoding="utf-8"), frozen.stdout)
        print("\n".join(changed) or "nothing differs from requirements-dev.txt", flush=True)
        tests = [python, "-m", "pytest", "-q", "-n", "auto", "-p", "no:cacheprovider"]
        return subprocess.run([*tests, *more], cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
