"""How the passes over a file work together, and what is said of an error that nobody foresaw."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from yaml.error import Mark
from yaml.scanner import ScannerError
from yaml_readers import read_yaml_with

from problem_data import placed, reword_everything
from tpmcli.model.errors import InvalidInputError
from tpmcli.model.problem import Flaw, FlawText, Hint, Problem, Remedy, Word
from tpmcli.store.yaml import build as yaml_build
from tpmcli.store.yaml import survey as yaml_survey
from tpmcli.store.yaml.flaws import is_wary
from tpmcli.store.yaml.parsers import LIBYAML, PureParser, syntax_problem
from tpmcli.store.yaml.reader import EXPLAINED_BYTES
from tpmcli.store.yaml.scan import CONFIG_LIMITS, Limits, YamlSource

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
    said = [Problem(Flaw.DOUBTFUL, (), "f", 1, 1)]
    assert refused(b"a: b\n", libyaml=libyaml) == said


@pytest.mark.parametrize("libyaml", BOTH)
@pytest.mark.parametrize(
    ("end", "nodes", "flaw", "word"),
    [
        (b"b: [c\n", 100_000, Flaw.LIST_OPEN_SINCE, 2),
        (b"b: c\n", 4, Flaw.TOO_MANY_NODES, 4),
        (b"b: {}\n", 4, Flaw.TOO_MANY_NODES, 4),
    ],
)
def test_a_large_file_is_not_read_again_for_the_problem_that_ended_the_reading(
    libyaml: bool,
    end: bytes,
    nodes: int,
    flaw: FlawText,
    word: Word,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def never(*args: Any, **kwargs: Any) -> list[Problem]:
        raise AssertionError

    limits = CONFIG_LIMITS._replace(nodes=nodes)
    data = b"a: " + b"x" * EXPLAINED_BYTES + b"\n" + end
    monkeypatch.setattr(yaml_survey, "survey", never)
    (problem,) = refused(data, limits, libyaml=libyaml)
    assert (problem.flaw, problem.words) == (flaw, (word,))


@pytest.mark.skipif(not LIBYAML, reason="this PyYAML was built without libyaml")
def test_the_words_about_a_small_file_do_not_depend_on_libyaml(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = []
    survey = yaml_survey.survey

    def listen(source: YamlSource, file: str, limits: Limits, *, libyaml: bool) -> list[Problem]:
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
    source = YamlSource(text.encode(), text)
    assert is_wary(source, libyaml=True) is wary
    assert is_wary(source, libyaml=False)


MARK = Mark("f", 0, 2, 5, None, 0)
EARLIER = Mark("f", 0, 1, 3, None, 0)
QUOTES = Hint(Remedy.QUOTE_TEXT)


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
    expected = Problem(Flaw.NOT_YAML, (said,), "f", *place, QUOTES)
    assert syntax_problem(error, PureParser("a: b\n"), "f") == expected


def test_an_error_of_a_parser_that_tells_no_place_has_none() -> None:
    class Elsewhere:
        def get_event(self) -> None:
            return None

    expected = Problem(Flaw.NOT_YAML, ("odd",), "f", 0, 0, QUOTES)
    assert syntax_problem(ValueError("odd"), Elsewhere(), "f") == expected


@pytest.mark.parametrize(
    ("line", "flaw"),
    [
        ("<<<<<<<", Flaw.CONFLICT_BEGINS),
        ("<<<<<<< HEAD", Flaw.CONFLICT_BEGINS),
        ("|||||||", Flaw.CONFLICT_LEFT_OVER),
        ("=======", Flaw.CONFLICT_LEFT_OVER),
        (">>>>>>>", Flaw.CONFLICT_LEFT_OVER),
        (">>>>>>>>> theirs", Flaw.CONFLICT_LEFT_OVER),
        ("%YAML 1.2", Flaw.DIRECTIVE),
    ],
)
@pytest.mark.parametrize("before", ["", "a: b\n", "a: 'b\n"])
def test_a_line_that_a_merge_left_is_found_alone(line: str, flaw: FlawText, before: str) -> None:
    (problem,) = refused(f"{before}{line}\n".encode(), libyaml=False)
    assert (problem.flaw, problem.line, problem.column) == (flaw, before.count("\n") + 1, 1)


@pytest.mark.parametrize("line", ["<<<<<<", " <<<<<<<", "=======a", "a<<<<<<<"])
def test_other_lines_are_text(line: str) -> None:
    document = read_yaml_with(
        f"a: |\n  x\nb: 'c\n  {line}'\n".encode(), "f", CONFIG_LIMITS, libyaml=False
    )
    assert document.value == {"a": "x\n", "b": f"c {line.lstrip()}"}


def test_a_tab_before_a_comment_is_told_as_what_it_is() -> None:
    for text in ("\t# a comment\n", "\xa0# no comment\tx\n"):
        (problem,) = refused(text.encode(), libyaml=False)
        assert problem.flaw is Flaw.TAB


def test_a_hundred_problems_are_all_told() -> None:
    twice = b"a: &x b\n" * 51  # an anchor a line, and from the second on a key that stands twice
    assert len(refused(twice, libyaml=False)) == 101
    hundred = b"a: &x b\n" * 50 + b"c: &x d\n"
    found = refused(hundred, libyaml=False)
    assert len(found) == 100
    assert found[-1].flaw is not Flaw.MORE_FOLLOW


@pytest.mark.parametrize("libyaml", BOTH)
def test_a_limit_does_not_hide_what_was_wrong_before_it(libyaml: bool) -> None:
    limits = CONFIG_LIMITS._replace(nodes=5)
    assert placed(refused(b"a: 1\na: 2\nb: 3\n", limits, libyaml=libyaml)) == [
        ("f:2:1", Flaw.DUPLICATE_KEY, "a", 1),
        ("f:3:1", Flaw.TOO_MANY_NODES, 5),
    ]


@pytest.mark.parametrize(
    ("key", "shown"),
    [
        ("k" * 60, "k" * 60),
        ("k" * 61, "k" * 59 + "…"),
        ("k" * 70, "k" * 59 + "…"),
        ("two\\nlines", "two lines"),
    ],
)
def test_a_key_that_stands_twice_is_shown_on_one_short_line(key: str, shown: str) -> None:
    (problem,) = refused(f'"{key}": 1\n"{key}": 2\n'.encode(), libyaml=False)
    assert (problem.flaw, problem.words) == (Flaw.DUPLICATE_KEY, (shown, 1))


@pytest.mark.parametrize("libyaml", BOTH)
def test_where_a_bracket_was_opened_does_not_hang_on_words(
    libyaml: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """That one is missing was once read from the message."""
    reword_everything(monkeypatch)
    for text, flaw, apart in (
        (b"a: [\n  b: c\n", Flaw.LIST_OPEN, Flaw.LIST_OPEN_SINCE),
        (b"a: {\n  b: c\n", Flaw.MAP_OPEN, Flaw.MAP_OPEN_SINCE),
    ):
        (problem,) = refused(text, libyaml=libyaml)
        assert (problem.flaw, problem.words) == (apart, (1,))
        (here,) = refused(text.replace(b"\n", b""), libyaml=libyaml)
        assert (here.flaw, here.words) == (flaw, ())
