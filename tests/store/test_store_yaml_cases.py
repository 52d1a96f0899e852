"""Case folders: drop a file into `cases/yaml/good` with a `.json`, or into `bad` with a `.txt`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from yaml_readers import read_yaml_with

from problem_data import told
from tpmcli.model.errors import InvalidInputError
from tpmcli.store.yaml.parsers import LIBYAML
from tpmcli.store.yaml.reader import read_yaml
from tpmcli.store.yaml.scan import CONFIG_LIMITS

CASES = Path(__file__).parent / "cases" / "yaml"
GOOD = sorted((CASES / "good").glob("*.yaml"))
BAD = sorted((CASES / "bad").glob("*.yaml"))
PARSERS = [
    pytest.param(False, id="pure"),
    pytest.param(
        True,
        id="libyaml",
        marks=pytest.mark.skipif(not LIBYAML, reason="this PyYAML was built without libyaml"),
    ),
]


@pytest.mark.parametrize("libyaml", PARSERS)
@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_a_good_file_has_the_expected_value(path: Path, libyaml: bool) -> None:
    document = read_yaml_with(path.read_bytes(), path.name, CONFIG_LIMITS, libyaml=libyaml)

    expected = path.with_suffix(".json").read_text(encoding="utf-8")
    # As text, since True == 1 == 1.0 in Python.
    assert json.dumps(document.value, indent=2, ensure_ascii=False) + "\n" == expected


@pytest.mark.parametrize("libyaml", PARSERS)
@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_a_bad_file_has_the_expected_problems(path: Path, libyaml: bool) -> None:
    with pytest.raises(InvalidInputError) as caught:
        read_yaml_with(path.read_bytes(), path.name, CONFIG_LIMITS, libyaml=libyaml)

    assert {problem.file for problem in caught.value.problems} == {path.name}
    expected = path.with_suffix(".txt").read_text(encoding="utf-8").splitlines()
    assert [told(problem) for problem in caught.value.problems] == expected


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_line_endings_and_a_byte_order_mark_change_nothing(path: Path) -> None:
    data = path.read_bytes()
    plain = data.replace(b"\r\n", b"\n").removeprefix(b"\xef\xbb\xbf")
    windows = b"\xef\xbb\xbf" + plain.replace(b"\n", b"\r\n")

    assert read_yaml(windows, path.name).value == read_yaml(plain, path.name).value


def test_every_case_has_its_expectation_and_every_expectation_its_case() -> None:
    stems = {path.stem for path in GOOD}, {path.stem for path in BAD}
    assert (
        {p.stem for p in CASES.glob("good/*.json")},
        {p.stem for p in CASES.glob("bad/*.txt")},
    ) == stems
    assert len(GOOD) >= 20
    assert len(BAD) >= 70
