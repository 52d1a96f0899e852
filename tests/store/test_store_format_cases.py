"""Files that a format accepts or refuses, as cases into whose folders a file can be dropped.

``format_cases/FORMAT/good/*.yaml`` are accepted. ``format_cases/FORMAT/bad/NAME.yaml`` are refused
with exactly the problems of ``NAME.txt``: ``line:column FLAW words (REMEDY words)``.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from problem_data import told
from tpmcli.model.errors import InvalidInputError
from tpmcli.store.formats.validate import validate
from tpmcli.store.policy_file import parse_policy
from tpmcli.store.yaml.reader import read_yaml

CASES = Path(__file__).parent / "format_cases"


def read(path: Path) -> None:
    """Read a case as the product does; a policy is checked beyond its format."""
    format_name = path.parent.parent.name
    if format_name == "policy":
        parse_policy(path.read_bytes(), path.name)
    else:
        validate(read_yaml(path.read_bytes(), path.name), format_name)


def cases(kind: str) -> list[Path]:
    return sorted(CASES.glob(f"*/{kind}/*.yaml"))


def name(path: Path) -> str:
    return f"{path.parent.parent.name}-{path.stem}"


@pytest.mark.parametrize("path", cases("good"), ids=name)
def test_good(path: Path) -> None:
    read(path)


@pytest.mark.parametrize("path", cases("bad"), ids=name)
def test_bad(path: Path) -> None:
    with pytest.raises(InvalidInputError) as caught:
        read(path)
    assert {problem.file for problem in caught.value.problems} == {path.name}
    expected = path.with_suffix(".txt").read_text(encoding="utf-8").splitlines()
    assert [told(problem) for problem in caught.value.problems] == expected


def test_there_are_cases_of_both_kinds() -> None:
    for kind in ("good", "bad"):
        formats = {path.parent.parent.name for path in cases(kind)}
        assert {"policy", "checklist", "lifecycle", "pack", "references", "traits"} <= formats
