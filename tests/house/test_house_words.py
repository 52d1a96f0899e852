"""The wording of everything that people read: phrases that no text of the project contains.

Each phrase has a reason, an example that its pattern finds, and the texts in which it is right.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import typer.main

from tpmcli.cli.tree import app

ROOT = Path(__file__).parents[2]
SRC = ROOT / "src" / "tpmcli"


class Phrase(NamedTuple):
    """A pattern that no text contains, what to write instead, and a text that it must find.

    `right` matches around a place where the phrase is right.
    """

    pattern: str
    instead: str
    example: str
    right: str = ""


PHRASES = (
    Phrase(r"(?i)(?<!there )\b(?:is|are) no (?!longer\b|more\b)\w", "is not a …", "`x` is no day"),
    Phrase(r"\bsays? (?:yes|no)\b", "passes, fails", "its check says no"),
    Phrase(r"\bstill says\b", "still contains", "the file still says TODO"),
    Phrase(r"(?i)\bvouch", "sign off", "the role vouches for it"),
    Phrase(r"(?i)\bstranger", "not authorised", "signed by a stranger"),
    Phrase(r"\banew\b", "again", "answer it anew"),
    Phrase(r"(?i)\bmend(?:s|ed|ing)?\b", "fix, correct", "to mend it"),
    Phrase(r"\bways? (?:out|past)\b", "help; bypass", "the command is the way out"),
    Phrase(r"(?i)\b(?:must|should)-items?\b", "required, recommended item", "a must-item"),
    Phrase(r"(?i)\be-mail", "email", "an e-mail address"),
    Phrase(r"(?i)\bre-open", "reopen", "re-open the gate"),
    Phrase(r"\bunder way\b", "current", "the increment under way"),
    Phrase(r"\b(?:is|are) not there\b", "does not exist", "the file is not there"),
    Phrase(r"\b(?:is|are) there already\b", "already exists", "it is there already"),
    Phrase(r"(?i)\blaps(?:e|es|ed|ing)\b", "expire", "the answer lapsed", r"answer-lapsed"),
    Phrase(r"(?i)\b(?:un)?sound\b", "valid, invalid", "the files are sound"),
    Phrase(r"(?i)\bshel(?:f|ves)\b", "checklists", "the shelf of packs"),
    Phrase(r"(?i)\bdossier", "project report", "the dossier of a project"),
    Phrase(r"\b(?:told|tells?)\b", "listed, shown", "each is told", r"cannot tell who you are"),
    Phrase(r"(?i)\b(?:ours?|us|we)\b", "tpm", "a bug of ours", r"\(ours\)|<<< ours|--ours"),
    Phrase(r"(?i)\b(?:he|she|hers?|him|his)\b", "they", "once she approves"),
    Phrase(
        r"(?<![\w}`\])])'[a-z][a-z -]*'(?!\w)",
        "backticks",
        "found 'yes'",
        r"-src 'none'|'unsafe-|!= '",
    ),
    Phrase(r"\w\(s\)", "a real plural", "2 item(s)", r"https?\(s\)"),
    Phrase(r"\b0 of 0\b", "leave it out", "should 0 of 0"),
    Phrase(r"\b(?:lay|laid) over\b", "add a pack", "packs to lay over it"),
    Phrase(r"(?i)\b(?:shorter )?trips?\b", "increment kind", "a shorter trip"),
    Phrase(r"\bcounts? for nothing\b", "is ignored", "it counts for nothing"),
    Phrase(
        r"\b(?:a|with) promises?\b|\bpromised (?:by|at)\b", "condition", "a promise with a date"
    ),
    Phrase(r"\bnot gated\b", "skipped", "the gate is not gated"),
    Phrase(r"\bsign(?:s|ed|ing)? over\b", "sign off", "has not signed over the waiver"),
    Phrase(r"\b(?:walk|walked|walking) around\b", "bypass", "the gate is walked around"),
    Phrase(r"\bnot judged\b|\bjudged as of\b", "not checked", "the gate is not judged"),
)

# In docstrings and comments, the words of the glossary alone.
GLOSSARY = frozenset(
    ("(?i)\\bvouch", "(?i)\\b(?:must|should)-items?\\b", "(?i)\\be-mail", "(?i)\\bre-open")
)


class Text(NamedTuple):
    """A text that people read, and its place."""

    place: str
    text: str


def _skipped(tree: ast.AST) -> set[int]:
    """Return the nodes that are no text of their own: docstrings and patterns."""
    skipped: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef):
            skipped |= {id(each.value) for each in node.body if isinstance(each, ast.Expr)}
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            patterns = node.args if name == "compile" else []
            skipped |= {id(each) for pattern in patterns for each in ast.walk(pattern)}
        if isinstance(node, ast.JoinedStr):
            skipped |= {id(each) for each in node.values}
    return skipped


def literals(path: Path, source: str) -> Iterator[Text]:
    """Yield the strings with a space, in which a gap stands for each value."""
    tree = ast.parse(source)
    skipped = _skipped(tree)
    for node in ast.walk(tree):
        if id(node) in skipped:
            continue
        if isinstance(node, ast.JoinedStr):
            parts = (getattr(part, "value", "…") for part in node.values)
            text = "".join(part if isinstance(part, str) else "…" for part in parts)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            text = node.value
        else:
            continue
        if " " in text.strip():
            yield Text(f"{path}:{node.lineno}", text)


def _modules() -> list[Path]:
    return [
        path for path in sorted(SRC.rglob("*.py")) if "compiled" not in str(path.relative_to(SRC))
    ]


def _source_texts() -> Iterator[Text]:
    for path in _modules():
        yield from literals(path.relative_to(SRC), path.read_text(encoding="utf-8"))


def _commands(group: Any, before: str = "") -> Iterator[tuple[str, Any]]:
    """Yield every command and group below a group, by name."""
    for name, command in getattr(group, "commands", {}).items():
        yield f"{before} {name}".strip(), command
        yield from _commands(command, f"{before} {name}")


COMMANDS = dict(_commands(typer.main.get_command(app)))


def _command_help() -> Iterator[Text]:
    for name, command in COMMANDS.items():
        yield Text(f"tpm {name} --help", command.help or "")


def _documents() -> Iterator[Text]:
    """Yield the documents without their code, and the files that `tpm` and CI platforms show."""
    pages = [path for path in sorted((ROOT / "docs").glob("*.md")) if path.name not in GENERATED]
    for path in (*pages, *(ROOT / f"{name}.md" for name in ("README", "SECURITY", "CONTRIBUTING"))):
        text = re.sub(r"(?ms)^(```|~~~).*?^\1", "", path.read_text(encoding="utf-8"))
        text = re.sub(r"`[^`\n]*`", "`…`", text)
        lines = [line for line in text.splitlines() if not line.startswith("| `…` `…` |")]
        yield Text(path.name, "\n".join(lines))
    templates = sorted((SRC / "app" / "ci_templates").iterdir())
    for path in (*templates, ROOT / "action.yml", ROOT / ".pre-commit-hooks.yaml"):
        yield Text(path.name, path.read_text(encoding="utf-8"))
    for path in sorted((SRC / "render" / "schemas").glob("*.json")):
        told = re.findall(r'"(?:description|title)": "(.*)"', path.read_text(encoding="utf-8"))
        yield Text(path.name, "\n".join(told))


# Made from the shipped checklists, and from the names of the tests of attacks.
GENERATED = frozenset(("checklists.md", "first-gates.md", "security-tests.md"))


def _templates() -> Iterator[Text]:
    """Yield the texts of the local page, without markup and what is filled in."""
    for path in sorted((SRC / "page" / "templates").glob("*.html")):
        text = re.sub(r"{%.*?%}|{{.*?}}|<[^>]*>", "…", path.read_text(encoding="utf-8"))
        yield Text(path.relative_to(SRC).as_posix(), text)


def _outputs() -> Iterator[Text]:
    """Yield the expected output for people."""
    folder = ROOT / "tests" / "render"
    for path in sorted((*folder.glob("expected*/**/*.txt"), folder / "expected_problems.txt")):
        # Texts with made-up words are compared whole; their templates are checked above.
        if path.parent.name != "expected_texts" and path.name != "expected_problems.txt":
            yield Text(path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8"))


def found(texts: Iterator[Text], patterns: frozenset[str] | None = None) -> list[str]:
    """Return the place, the phrase and what to write instead, for each phrase in the texts."""
    lines = []
    for each in texts:
        for phrase in PHRASES:
            if patterns is not None and phrase.pattern not in patterns:
                continue
            for match in re.finditer(phrase.pattern, each.text):
                around = each.text[max(0, match.start() - 30) : match.end() + 30]
                if not (phrase.right and re.search(phrase.right, around)):
                    lines.append(f"{each.place}: {around!r}: write “{phrase.instead}”")
    return lines


@pytest.mark.parametrize(
    "texts",
    [_source_texts, _templates, _command_help, _documents, _outputs],
    ids=lambda texts: texts.__name__,
)
def test_no_text_has_a_phrase_of_the_list(texts: Callable[[], Iterator[Text]]) -> None:
    assert found(texts()) == []


def test_code_speaks_of_things_by_the_names_of_the_glossary() -> None:
    """Docstrings and comments included."""
    assert {phrase.pattern for phrase in PHRASES} > GLOSSARY
    texts = (
        Text(f"{path.relative_to(SRC)}:{number}", line)
        for path in _modules()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
    )
    assert found(texts, GLOSSARY) == []


@pytest.mark.parametrize("phrase", PHRASES, ids=lambda phrase: phrase.example)
def test_each_pattern_finds_its_example(phrase: Phrase) -> None:
    source = f"def f():\n    fail({phrase.example!r})\n"
    (line,) = found(literals(Path("a.py"), source), frozenset((phrase.pattern,)))
    assert phrase.instead in line


def test_what_is_a_text() -> None:
    source = (
        '"""A docstring that tells."""\n'
        'raise UsageError(f"`{word}` is no day", "mend it")\n'
        'B = re.compile("mend it")\n'
        'C = "mend"\n'
    )
    assert set(literals(Path("a.py"), source)) == {
        Text("a.py:2", "`…` is no day"),
        Text("a.py:2", "mend it"),
    }


# --- the help of commands ----------------------------------------------------------------------

VERBS = frozenset(
    (
        *("Answer", "Add", "Check", "Close", "Correct", "Create", "Explain", "Find", "Go", "List"),
        *(
            "Print",
            "Record",
            "Resolve",
            "Run",
            "Serve",
            "Set",
            "Show",
            "Sign",
            "Start",
            "Summarise",
        ),
        *("Update", "Validate", "Waive", "Write"),
    )
)


@pytest.mark.parametrize("name", COMMANDS)
def test_the_short_help_of_a_command_is_an_instruction(name: str) -> None:
    line = COMMANDS[name].short_help or COMMANDS[name].help
    assert line.replace(",", "").split()[0] in VERBS
    assert len(line) <= 60
    assert line[-1] not in ".?!"
