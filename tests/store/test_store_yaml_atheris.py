"""Inputs that a fuzzer finds by watching which branches of the loader they reach."""

from __future__ import annotations

import importlib.util
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.soak
@pytest.mark.skipif(
    importlib.util.find_spec("atheris") is None,
    reason="needs atheris, which is built for Linux and some versions of Python only"
    " (pip install -e '.[fuzz]')",
)
def test_a_fuzzer_finds_nothing(record_property: Callable[[str, object], None]) -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "scripts/fuzz_loader.py"), "600"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
        errors="replace",
    )
    # It ends at the first input that breaks a promise.
    record_property("findings of a fuzzer", int(done.returncode != 0))
    assert done.returncode == 0, done.stderr[-4000:]
    runs = re.search(r"Done (\d+) runs", done.stderr)
    assert runs is not None, done.stderr[-4000:]
    record_property("inputs of a fuzzer", int(runs.group(1)))
