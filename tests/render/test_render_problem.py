"""The text of problems: every message and hint once, and what is put into them.

After rewording one, run these tests with --write-expected, and read the difference.
"""

from __future__ import annotations

from pathlib import Path
from string import Formatter

import pytest

import problem_data as data
from tpmcli.model.fix import tpm
from tpmcli.model.problem import (
    Expression,
    Flaw,
    Hint,
    Problem,
    Remedy,
    RemedyText,
    Term,
    TermText,
    Word,
)
from tpmcli.render.fix import fix_text, help_of
from tpmcli.render.problem import problem_data, problem_line, problem_message
from world.expected import Expected

EXPECTED = Path(__file__).with_name("expected_problems.txt")


def sample(template: str) -> tuple[Word, ...]:
    """Return words for a template: the number of the field, a list where one is joined."""
    fields = Formatter().parse(template)
    specs = {name: spec or "" for _, name, spec, _ in fields if name and name != "command"}
    words: list[Word] = []
    for number, name in enumerate(sorted(specs)):
        assert name == str(number), f"a field is left out or has a name: {template}"
        if specs[name] in ("or", "code"):
            words.append(("<a>", "<b>"))
        else:
            words.append(1_234_567 + number if specs[name] else f"<{number}>")
    return tuple(words)


def texts() -> str:
    """Return every message, hint and term, a line each, with sample words."""
    made = []
    for name, each in data.texts().items():
        words = sample(each.text)
        if isinstance(each, RemedyText):
            command = tpm("why", "it") if "{command}" in each.text and not each.command else None
            text = fix_text(Hint(each, words, command))
        elif isinstance(each, TermText):
            text = problem_message(Problem(Flaw.OTHER, (Expression(each, words),)))
        else:
            text = problem_message(Problem(each, words))
        made.append(f"{name}: {text}\n")
    return "".join(made)


def test_every_text_is_as_expected(expected: Expected) -> None:
    expected(EXPECTED, texts())


def test_words_of_every_kind_are_put_into_a_message() -> None:
    kind = Expression(Term.EITHER, ((Expression(Term.TEXT), Expression(Term.NUMBER)), "never"))
    inner = Problem(Flaw.UNFIT_VALUE, (Expression(Term.ENTRY, ("days",)), kind, 7))
    outer = Problem(Flaw.UNREADABLE_IN, (inner, "main"), ".tpm/policy.yaml", 3, 5)
    message = "an entry of `days` must be text, a number or never; found 7 (in main)"
    assert problem_message(outer) == message
    assert problem_line(outer) == f".tpm/policy.yaml:3:5: {message}"


def test_a_list_is_joined_as_the_template_says() -> None:
    names = ("tpm", "pm", "ceo")
    assert problem_message(Problem(Flaw.NO_DECIDER, (names,))).endswith("the role tpm or pm or ceo")
    assert help_of(Hint(Remedy.VALID_NAMES, (names,))) == "choose one of `tpm`, `pm`, `ceo`"


@pytest.mark.parametrize("word", ["{0}", "{}", "{name}", "100 %s", "}"])
def test_words_are_never_taken_for_a_template(word: str) -> None:
    assert problem_message(Problem(Flaw.OTHER, (word,))) == word
    assert help_of(Hint(Remedy.OTHER, (word,))) == word


def test_a_line_names_the_place_as_far_as_there_is_one() -> None:
    problem = Problem(Flaw.OTHER, ("it is wrong",))
    assert [
        problem_line(problem.at("a.yaml", 3, 5)),
        problem_line(problem.at("a.yaml")),
        problem_line(problem),
    ] == ["a.yaml:3:5: it is wrong", "a.yaml: it is wrong", "it is wrong"]


def test_the_data_of_the_json_formats() -> None:
    problem = Problem(Flaw.OTHER, ("wrong",), "a.yaml", 3, 5, Hint(Remedy.OTHER, ("mend it",)))
    assert list(problem_data(problem).items()) == [
        ("message", "wrong"),
        ("file", "a.yaml"),
        ("line", 3),
        ("column", 5),
        ("fix", None),
        ("help", "mend it"),
    ]
    none = problem_data(Problem(Flaw.OTHER, ("wrong",)))
    assert (none["fix"], none["help"]) == (None, None)
    lint = problem_data(Problem(Flaw.OTHER, ("wrong",), hint=Hint(Remedy.LINT_FIX)))
    assert (lint["fix"], lint["help"]) == ("tpm lint --fix", None)
