"""Docstrings of functions: one imperative sentence that fits on a line.

A docstring says what a caller must do or gets: "Return the waiver in force", never "The waiver" or
"True where it is in force". Properties and classes are named by a noun phrase.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src/tpmcli"
WIDTH = 88

# Verbs that a docstring may begin with. A verb that is missing here is added.
_VERBS = """
Add Announce Append Apply Ask Begin Build Change Check Choose Clean Close Colour Commit Compare
Complete Compose Count Create Cut Decide Describe Do Drop End Escape Evaluate Examine Explain
Fetch Fill Find Flush Forget Format Give Go Hold Insert Join Judge Keep Let List Load Lock Look
Make Merge Move Note Open Parse Pass Print Propose Push Put Raise Read Record Refuse Remove
Render Replace Require Resolve Return Run Save Say Search Serve Set Show Sign Skip Sort Split
Start Stop Summarise Switch Take Turn Update Validate Waive Withdraw Write Yield
"""
VERBS = frozenset(_VERBS.split())


def flaws_of(docstring: str) -> list[str]:
    """Return what is wrong with the docstring of a function."""
    summary, _, rest = docstring.partition("\n")
    found = []
    if summary.split(" ")[0].rstrip(".:,") not in VERBS:
        found.append("does not begin with an imperative")
    if len(summary) > WIDTH:
        found.append(f"has more than {WIDTH} characters in its first line")
    if not summary.endswith("."):
        found.append("has no full stop at the end of its first line")
    # A code span may contain anything, and so may an abbreviation.
    plain = re.sub(r"`[^`]*`|\be\.g\.|\bi\.e\.", "x", summary)
    if re.search(r"[.!?] +[A-Z]", plain) or "Raises:" in plain:
        found.append("has more than one sentence in its first line")
    if rest and not rest.startswith("\n"):
        found.append("has no blank line below its first line")
    return found


def functions(path: Path) -> Iterator[tuple[str, str]]:
    """Yield the name and the docstring of each function that has one, properties left out."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        decorators = {ast.unparse(each).rpartition(".")[2] for each in node.decorator_list}
        docstring = ast.get_docstring(node)
        if docstring and not decorators & {"property", "cached_property"}:
            yield node.name, docstring


def flawed(*paths: Path) -> list[str]:
    """Return a line for each flaw in these files."""
    return [
        f"{path.relative_to(SOURCE).as_posix()}: {name} {flaw}: {docstring.splitlines()[0]}"
        for path in paths
        for name, docstring in functions(path)
        for flaw in flaws_of(docstring)
    ]


def test_docstrings_of_functions_are_one_imperative_sentence() -> None:
    done = sorted(SOURCE.rglob("*.py"))
    assert flawed(*done) == []
    assert sum(1 for path in done for _ in functions(path)) > 600


@pytest.mark.parametrize(
    "docstring",
    [
        "Return the waiver in force.",
        "Check the gates, e.g. Release, on a date.",
        "Load `a. B` from a file.\n\nRaises: UsageError if there is none.",
    ],
)
def test_an_imperative_sentence_is_accepted(docstring: str) -> None:
    assert flaws_of(docstring) == []


@pytest.mark.parametrize(
    ("docstring", "flaw"),
    [
        ("The waiver in force.", "imperative"),
        ("True where the waiver is in force.", "imperative"),
        ("What the policy allows.", "imperative"),
        ("How the gate stands.", "imperative"),
        ("Every waiver of the item.", "imperative"),
        ("Whether it is in force.", "imperative"),
        ("Returns the waiver in force.", "imperative"),
        ("Raises UsageError where there is none.", "imperative"),
        ("Return the waiver in force", "full stop"),
        ("Return the waiver in force.\nNone if there is none.", "blank line"),
        ("Return the waiver in force. None if there is none.", "one sentence"),
        ("Return the waiver. Raises: UsageError if there is none.", "one sentence"),
        (f"Return {'x' * WIDTH}.", f"{WIDTH} characters"),
    ],
)
def test_any_other_sentence_is_refused(docstring: str, flaw: str) -> None:
    assert [each for each in flaws_of(docstring) if flaw in each] != []
