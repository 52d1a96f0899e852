"""Draws the screenshots of the report that the README shows, in Chromium.

Fonts differ from machine to machine, so pictures are not compared. Beside them stands the digest of
the page that they were drawn from; a test makes the page anew and compares that.

    python scripts/write_screenshots.py
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from tpmcli.app.context import CommandContext
from tpmcli.app.report import build_report
from tpmcli.app.workspace import open_workspace
from tpmcli.render.project.formats import render
from tpmcli.version import __version__

TOP = Path(__file__).resolve().parent.parent
EXAMPLE = TOP / "examples" / "payments-ledger"
IMAGES = TOP / "docs" / "images"
DIGEST = IMAGES / "report.sha256"
TODAY = "2026-11-22"
SHOTS = {"report.png": ("light", 1280, 840), "report-phone.png": ("dark", 390, 844)}


def page() -> str:
    """Return the report of the example as it is without git, whose commits differ."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "payments-ledger"
        shutil.copytree(EXAMPLE, root)
        context = CommandContext(str(root), {}, lambda: datetime.now(UTC), as_of=TODAY)
        text = render("html", build_report(open_workspace(context), ""))
    return text.replace(f"tpm {__version__}", "tpm")


def digest(text: str) -> str:
    """Return what stands beside the pictures for a page."""
    return f"{sha256(text.encode()).hexdigest()}\n"


def main() -> None:
    """Draw the pictures, and write the digest of the page."""
    sys.path.insert(0, str(TOP / "tests"))
    from chromium import chromium

    text = page()
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        file = Path(folder) / "report.html"
        file.write_text(text, encoding="ascii")
        for name, (scheme, width, height) in SHOTS.items():
            shown = browser.new_page(
                viewport={"width": width, "height": height},
                color_scheme="dark" if scheme == "dark" else "light",
            )
            shown.goto(file.as_uri())
            shown.screenshot(path=IMAGES / name)
            shown.close()
            print(f"written: {IMAGES / name}")
    DIGEST.write_text(digest(text), encoding="ascii")


if __name__ == "__main__":
    main()
