"""How the passes over a file work together, and what is said of an error that nobody foresaw."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from yaml.error import Mark
from yaml.scanner import ScannerError

from tpmcli.model.errors import InvalidInputError, Problem
from tpmcli.store import yaml_build, yaml_survey
from tpmcli.store.yaml_flaws import is_wary
from tpmcli.store.yaml_parsers import LIBYAML, PureParser, syntax_problem
from tpmcli.store.yaml_reader import CONFIG_LIMITS, EXPLAINED_BYTES, Limits, read_yaml_with
from tpmcli.store.yaml_scan import Source

BOTH = [False, True] if LIBYAML else [False]


def refused(data: bytes, limits: Limits = CONFIG_LIMITS, *, libyaml: bool) -> list[Problem]:
    with pytest.raises(InvalidInputError) as caught:
        read_yaml_with(data, "f", limits, libyaml=libyaml)
    return list(caught.value.problems)


@pytest.mark.parametrize("libyaml", BOTH)
def test_a_file_on_which_the_passes_disagree_is_refused(
    libyaml: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No such file is known. Should there be one, it is not read."""

    def refuse(*args: Any, **kwargs: Any) -> None:
        raise yaml_build.Unsound

    monkeypatch.setattr(yaml_build, "build", refuse)
    said = [Problem("this file cannot be read without doubt", "f", 1, 1)]
    assert refused(b"a: b\n", libyaml=libyaml) == said


@pytest.mark.parametrize("libyaml", BOTH)
@pytest.mark.parametrize(
    ("end", "nodes", "said"),
    [
        (b"b: [c\n", 100_000, "a ',' or the closing ']' is missing here (opened on line 2)"),
        (b"b: c\n", 4, "the file holds more than 4 keys and values"),
        (b"b: {}\n", 4, "the file holds more than 4 keys and values"),
    ],
)
def test_a_large_file_is_not_read_again_for_the_problem_that_ended_the_reading(
    libyaml: bool, end: bytes, nodes: int, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*args: Any, **kwargs: Any) -> list[Problem]:
        raise AssertionError

    limits = CONFIG_LIMITS._replace(nodes=nodes)
    data = b"a: " + b"x" * EXPLAINED_BYTES + b"\n" + end
    monkeypatch.setattr(yaml_survey, "survey", never)
    (problem,) = refused(data, limits, libyaml=libyaml)
    assert problem.message == said


@pytest.mark.skipif(not LIBYAML, reason="this PyYAML was built without libyaml")
def test_the_words_about_a_small_file_do_not_depend_on_libyaml(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = []
    survey = yaml_survey.survey

    def listen(source: Source, file: str, limits: Limits, *, libyaml: bool) -> list[Problem]:
        asked.append(libyaml)
        return survey(source, file, limits, libyaml=libyaml)

    monkeypatch.setattr(yaml_survey, "survey", listen)
    twice = b"a: b\na: "
    for size, parser in ((EXPLAINED_BYTES, False), (EXPLAINED_BYTES + 1, True)):
        asked.clear()
        refused(twice + b"x" * (size - len(twice)), libyaml=True)
        assert asked == [parser]


@pytest.mark.skipif(not LIBYAML, reason="this PyYAML was built without libyaml")
@pytest.mark.parametrize(
    ("text", "wary"),
    [
        ("a: b", False),
        ("a: &b c", True),
        ("a: !b c", True),
        ("a: b?", True),
        ('a: "\\n"', True),
        ("a: [b, 'c'] # d", False),
    ],
)
def test_a_text_without_the_signs_is_spared_the_closer_look(text: str, wary: bool) -> None:
    source = Source(text.encode(), text)
    assert is_wary(source, libyaml=True) is wary
    assert is_wary(source, libyaml=False)


MARK = Mark("f", 0, 2, 5, None, 0)
EARLIER = Mark("f", 0, 1, 3, None, 0)
QUOTES = "put the text in quotes"


@pytest.mark.parametrize(
    ("error", "said", "place"),
    [
        (ScannerError(None, None, "odd", MARK), "odd", (3, 6)),
        (ScannerError("while it was odd", EARLIER, None, None), "while it was odd", (2, 4)),
        (ScannerError("here", EARLIER, "odd", MARK), "here: odd", (3, 6)),
        (
            ScannerError("here", EARLIER, "odd end of stream", MARK),
            "here: odd end of stream",
            (2, 4),
        ),
        (ScannerError("here", None, "odd end of stream", MARK), "here: odd end of stream", (3, 6)),
        (ScannerError("X:", EARLIER, "X", MARK), "X:: X", (3, 6)),
        (yaml.YAMLError("so odd"), "so odd", (1, 1)),
        (ValueError("odd"), "odd", (1, 1)),
    ],
)
def test_an_error_that_is_not_known_is_told_in_the_words_of_the_parser(
    error: Exception, said: str, place: tuple[int, int]
) -> None:
    expected = Problem(f"this is not valid YAML ({said})", "f", *place, QUOTES)
    assert syntax_problem(error, PureParser("a: b\n"), "f") == expected


def test_an_error_of_a_parser_that_tells_no_place_has_none() -> None:
    class Elsewhere:
        def get_event(self) -> None:
            return None

    expected = Problem("this is not valid YAML (odd)", "f", 0, 0, QUOTES)
    assert syntax_problem(ValueError("odd"), Elsewhere(), "f") == expected
