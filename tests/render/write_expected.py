"""Writes the expected outputs anew: `python tests/render/write_expected.py`. Read the diff."""

from __future__ import annotations

from pathlib import Path

from render_world import ENDINGS, outputs

EXPECTED = Path(__file__).resolve().parent / "expected"

if __name__ == "__main__":
    for (name, form), text in outputs().items():
        folder = EXPECTED / name
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"report.{ENDINGS[form]}").write_text(text, encoding="utf-8", newline="\n")
