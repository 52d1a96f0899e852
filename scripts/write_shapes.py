"""Writes src/tpmcli/store/shapes.py from the formats."""

from pathlib import Path

from tpmcli.store import shaping

TARGET = Path(shaping.__file__).with_name("shapes.py")

if __name__ == "__main__":
    TARGET.write_text(shaping.source(), encoding="utf-8")
    print(f"written: {TARGET}")
