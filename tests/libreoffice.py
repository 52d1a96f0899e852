"""Open our spreadsheets in Debian's LibreOffice and save them in another format.

Each start takes a second or two, so one call converts all files of a test.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

import pytest

# Every sheet as a file of its own: the last word of the filter's options.
CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"


def converted(files: Iterable[Path], to: str, folder: Path) -> list[Path]:
    """Open the files, save them in a format, and return the new ones.

    Without LibreOffice, fail in CI and skip elsewhere.
    """
    program = shutil.which("soffice")
    if program is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("LibreOffice is not installed")
    target = folder / f"as-{to.partition(':')[0]}"
    profile = (folder / "profile").as_uri()
    subprocess.run(
        [
            *(program, f"-env:UserInstallation={profile}", "--headless", "--norestore"),
            *("--convert-to", to, "--outdir", str(target), *map(str, files)),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    found = sorted(target.iterdir())
    assert found, "LibreOffice wrote nothing"
    return found
