"""What mypy proves: data that is decided on has no text."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
HEAD = """\
from tpmcli.model.errors import InvalidInputError, UsageError
from tpmcli.model.problem import Expression, Flaw, Hint, Problem, Remedy, Term

problem = Problem(Flaw.PHASE_UNKNOWN, ("x",))
hint = Hint(Remedy.DID_YOU_MEAN, ("y",))
invalid = InvalidInputError([problem])
"""
# What somebody might write, and mypy's word for what is wrong with it; none where it is right.
WRITTEN = {
    "problem.message": "attr-defined",
    "problem.text": "attr-defined",
    "'twice' in problem.hint": "operator",
    "hint.message": "attr-defined",
    "invalid.message": "attr-defined",
    "invalid.hint": "attr-defined",
    "Problem('there is no phase')": "arg-type",
    "Problem(Flaw.PHASE_UNKNOWN, 'x')": "arg-type",
    "Problem(Flaw.PHASE_UNKNOWN, ('x',), hint='y')": "arg-type",
    "Problem(Remedy.INIT)": "arg-type",
    "Hint('tpm init')": "arg-type",
    "Hint(Flaw.TAB)": "arg-type",
    "Expression('an item')": "arg-type",
    "problem.flaw == 'there is no phase'": "comparison-overlap",
    "InvalidInputError(['there is no phase'])": "list-item",
    "problem.flaw is Flaw.PHASE_UNKNOWN": "",
    "Problem(Flaw.UNREADABLE_IN, (problem, 'main'), 'f', 1, 2, hint)": "",
    "Problem(Flaw.EMPTY_VALUE, (Expression(Term.ENTRY, ('x',)),))": "",
    "UsageError('x').as_problem().words": "",
}


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[int, set[str]]:
    """The kinds of errors that mypy finds, by line."""
    folder = tmp_path_factory.mktemp("types")
    file = folder / "written.py"
    file.write_text(HEAD + "\n".join(WRITTEN) + "\n", encoding="utf-8")
    words = ("--strict", "--no-error-summary", "--hide-error-context", "--no-pretty")
    done = subprocess.run(
        [sys.executable, "-m", "mypy", *words, "--cache-dir", folder / "cache", file],
        cwd=folder,
        env={**os.environ, "MYPYPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
    )
    assert done.stderr == ""
    errors: dict[int, set[str]] = {}
    for line in done.stdout.splitlines():
        error = re.search(r"written\.py:(\d+): error: .*\[([a-z-]+)\]$", line)
        if error:
            errors.setdefault(int(error.group(1)), set()).add(error.group(2))
    return errors


@pytest.mark.parametrize(("written", "error"), list(WRITTEN.items()))
def test_mypy_tells_text_from_data(found: dict[int, set[str]], written: str, error: str) -> None:
    number = HEAD.count("\n") + 1 + list(WRITTEN).index(written)
    assert found.get(number, set()) == ({error} if error else set())
