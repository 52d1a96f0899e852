"""Every problem, hint and term that the source makes has the words that its template names.

A message on a path that no test takes could fail only when it is shown, so the source is read.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

import problem_data
from tpmcli.model.problem import Remedy, RemedyText, Term

SOURCE = Path(__file__).parents[2] / "src/tpmcli"
KINDS = {"Problem": "Flaw", "Hint": "Remedy", "Expression": "Term"}
REMEDIES = problem_data.named(Remedy, RemedyText)
TEXTS = {name: each.text for name, each in problem_data.texts().items()}


def fields(template: str) -> int:
    """Return how many words a template names, its command left out."""
    names = {name for _, name, _, _ in Formatter().parse(template) if name is not None}
    names.discard("command")
    assert names == {str(number) for number in range(len(names))}, template
    return len(names)


def members(node: ast.expr | None, kind: str) -> list[str]:
    """Return the names of the members that an argument may be; empty if it is none of them."""
    if isinstance(node, ast.IfExp):
        return members(node.body, kind) + members(node.orelse, kind)
    if (
        isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id == kind
    ):
        return [node.attr]
    return []


def argument(call: ast.Call, position: int, name: str) -> ast.expr | None:
    """Return an argument of a call, by position or by name."""
    if len(call.args) > position:
        return call.args[position]
    return next((each.value for each in call.keywords if each.arg == name), None)


def words_of(call: ast.Call, function: ast.AST) -> int | None:
    """Return how many words a call gives, or None if that cannot be told."""
    node = argument(call, 1, "words")
    if isinstance(node, ast.Name):
        name = node.id
        # A variable, set in the same function to one tuple after the other.
        values = [
            each.value
            for each in ast.walk(function)
            if isinstance(each, ast.Assign)
            and isinstance(each.targets[0], ast.Name)
            and each.targets[0].id == name
            and each.lineno < call.lineno
        ]
        node = values[-1] if values else None
        if node is None:
            return None
    if node is None:
        return 0
    if not isinstance(node, ast.Tuple) or any(isinstance(e, ast.Starred) for e in node.elts):
        return None
    return len(node.elts)


def wrong(text: str) -> Iterator[str]:
    """Yield the calls of a source whose words do not fit, or of which that cannot be told."""
    tree = ast.parse(text)
    functions = [each for each in ast.walk(tree) if isinstance(each, ast.FunctionDef)]
    for call in ast.walk(tree):
        if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Name):
            continue
        kind = KINDS.get(call.func.id)
        if kind is None:
            continue
        around = [each for each in functions if call in ast.walk(each)]
        given = words_of(call, around[-1] if around else tree)
        found = members(argument(call, 0, ""), kind)
        if not found and kind == "Term" and given == 0:
            continue
        if (
            not found
            or any(fields(TEXTS[f"{kind}.{name}"]) != given for name in found)
            or (any(map(lacks_command, found)) and argument(call, 2, "command") is None)
        ):
            yield ast.unparse(call)


def lacks_command(name: str) -> bool:
    """Return whether a hint names a command that it does not have by itself."""
    remedy = REMEDIES.get(name)
    return remedy is not None and "{command}" in remedy.text and remedy.command is None


MODULES = [
    path
    for path in sorted(SOURCE.rglob("*.py"))
    if any(f"{name}(" in path.read_text(encoding="utf-8") for name in KINDS)
    and path != SOURCE / "model/problem.py"
]


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_every_template_gets_its_words(module: Path) -> None:
    assert list(wrong(module.read_text(encoding="utf-8"))) == []


def test_terms_from_tables_name_no_words() -> None:
    from tpmcli.store.formats import base, project, validation_messages

    tables = (base.FORMS, project.FORMS, validation_messages._KINDS)
    found = {term for table in tables for term in table.values()} | {Term.OTHER_FORM}
    assert {term: fields(term.text) for term in found if fields(term.text)} == {}


@pytest.mark.parametrize(
    "text",
    [
        "Problem(Flaw.PHASE_UNKNOWN)",
        "Problem(Flaw.TAB, ('x',))",
        "Problem(Flaw.PHASE_UNKNOWN, (a, b))",
        "Problem(Flaw.PHASE_UNKNOWN, (*a,))",
        "Problem(Flaw.PHASE_UNKNOWN, made())",
        "Problem(flaw, (a,))",
        "Problem(Flaw.TAB if a else Flaw.PHASE_UNKNOWN)",
        "Hint(Remedy.INIT, (a,))",
        "Hint(Remedy.ADD_KEY, words=(a,))",
        "Hint(Remedy.RUN)",
        "Hint(Remedy.FETCH_REVISION if a else Remedy.RUN)",
        "Expression(Term.ENTRY)",
        "Expression(term, (a,))",
        "def one():\n    words = (a, b)\ndef two():\n    Problem(Flaw.ITEM_DROPPED, words)",
        "words = (a,)\nProblem(Flaw.ITEM_DROPPED, words)",
    ],
)
def test_words_that_do_not_fit_are_found(text: str) -> None:
    assert len(list(wrong(text))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Problem(Flaw.TAB, (), file, 1, 2)",
        "Problem(Flaw.PHASE_UNKNOWN, (a,), hint=Hint(Remedy.INIT))",
        "Hint(Remedy.FETCH_REVISION if a else Remedy.RUN, command=b)",
        "Hint(Remedy.SHOW_PHASE, (), tpm('sync'))",
        "Expression(FORMS[pattern])",
        "words = (a,)\nwords = (a, b)\nProblem(Flaw.ITEM_DROPPED, words)",
    ],
)
def test_words_that_fit_are_not(text: str) -> None:
    assert list(wrong(text)) == []


def test_every_text_is_used() -> None:
    sources = [path.read_text(encoding="utf-8") for path in SOURCE.rglob("*.py")]
    used = {
        (node.value.id, node.attr)
        for text in sources
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)
    }
    assert {tuple(name.split(".")) for name in TEXTS} - used == set()


def test_no_text_is_written_twice() -> None:
    # Both pass on the text of another error; a command that helps as it is has no other text.
    texts = [text for name, text in TEXTS.items() if name != "Remedy.OTHER" and text != "{command}"]
    assert len(set(texts)) == len(texts)
