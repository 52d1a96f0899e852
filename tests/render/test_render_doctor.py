"""`tpm doctor` as text and JSON, and every text of its findings in one expected file.

To reword a message, change it in the source, run these tests with
--write-expected, and read the difference in `expected_texts/doctor.txt`.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from string import Formatter
from typing import Any

import pytest

from problem_data import named
from tpmcli.model.fix import Advice, Command, Edit, HelpText, tpm
from tpmcli.model.platform_setting import settings_for
from tpmcli.model.rule import Rule, Severity
from tpmcli.model.setup_finding import AddLines, SetupArguments, SetupFinding, SetupFix, Weakness
from tpmcli.model.setup_reason import (
    Loophole,
    LoopholeText,
    SetupHelp,
    SetupReason,
    SetupReasonText,
)
from tpmcli.model.setup_rule import SetupRule
from tpmcli.render.doctor import (
    as_fix,
    render_json,
    render_text,
    setup_message,
    weakness_text,
)
from tpmcli.render.fix import fix_text
from tpmcli.render.json_schemas import json_schema_text
from tpmcli.render.style import Style
from world.expected import Expected

Validator: Any = import_module("jsonschema").Draft202012Validator
EVIL = "\x1b]8;;https://evil.example\x07x\x1b]8;;\x07\u202e\u200b\x00\ud800##[error]::error::\nnext"
EXPECTED = Path(__file__).parent / "expected_texts" / "doctor.txt"
REASONS = named(SetupReason, SetupReasonText)
HELP = named(SetupHelp, HelpText)
LOOPHOLES = named(Loophole, LoopholeText)
# Two values are nowhere alike, so that none can be shown in place of another.
ABOUT = SetupArguments(
    job="build and test",
    weakness=Weakness(Loophole.SETTING, ("when", "manual")),
    text="*.yaml -diff",
    files=("/a.yaml", "/b.yaml"),
    people=("ann@example.com", "bob@example.com"),
    total=5,
    day="2026-11-01",
    version="git version 2.30.2",
)
FILE = ".github/workflows/tpm.yml"


def found(reason: SetupReasonText, about: SetupArguments = ABOUT) -> SetupFinding:
    return SetupFinding(reason, Advice(SetupHelp.TAKE_OUT), about, FILE, 3)


def names_in(template: str) -> set[str]:
    """The words that a template names; each is plain, or a number."""
    fields = [each[1:] for each in Formatter().parse(template) if each[1] is not None]
    assert all(spec in ("", ",") and how is None for _, spec, how in fields)
    return {name for name, _, _ in fields if name}


# --- the expected file -------------------------------------------------------------------------


def everything() -> str:
    """Every rule, message, advice and loophole."""
    parts = [
        ("Rules", _rules()),
        ("Messages, by reason, and why they matter", _messages()),
        ("Advice", _advice()),
        ("Loopholes", _loopholes()),
    ]
    return "\n".join(f"# {title}\n\n" + "\n".join(lines) + "\n" for title, lines in parts)


def _rules() -> Iterator[str]:
    for rule in SetupRule:
        yield f"{rule} ({rule.severity}): {rule.title}. {rule.meaning}\n    fix: {rule.fix}"


def _messages() -> Iterator[str]:
    for name, reason in REASONS.items():
        yield f"{name} ({reason.rule}): {setup_message(found(reason))}\n    since {reason.why}"


def _advice() -> Iterator[str]:
    for name, text in HELP.items():
        fix = fix_with(text)
        yield f"{name}: {fix_text(as_fix(fix))}"
        if isinstance(fix, AddLines):
            yield from (f"    {line}" for line in fix.lines)


def fix_with(text: HelpText) -> SetupFix:
    """The kind of fix that knows all words which an advice names."""
    words = names_in(text.text)
    if text.text.endswith(":"):
        return AddLines("CODEOWNERS", ("/a @team", "/b @team"), text)
    if "name" in words:
        return Edit("policy.yaml", text)
    return Advice(text, tpm("ci", "init") if "command" in words else None)


def _loopholes() -> Iterator[str]:
    for name, text in LOOPHOLES.items():
        words = ("only", "changes")[: len(names_in(text.text))]
        yield f"{name}: {weakness_text(Weakness(text, words))}"


def test_all_texts_are_the_expected_ones(expected: Expected) -> None:
    expected(EXPECTED, everything())


# --- the tables --------------------------------------------------------------------------------


def test_ids_are_those_of_no_other_rule() -> None:
    ids = [rule.id for rule in (*Rule, *SetupRule)]
    assert len(set(ids)) == len(ids)


def test_every_rule_has_a_reason() -> None:
    assert {reason.rule for reason in REASONS.values()} == set(SetupRule)


def test_the_words_of_messages_are_arguments_and_each_is_used() -> None:
    used = {name for reason in REASONS.values() for name in names_in(reason.message)}
    assert used == {"file", *SetupArguments._fields}


@pytest.mark.parametrize(
    "texts", [REASONS, HELP, LOOPHOLES], ids=["reasons", "advice", "loopholes"]
)
def test_no_two_are_equal(texts: dict[str, object]) -> None:
    """They are compared by value."""
    count = Counter(texts.values())
    assert [name for name, text in texts.items() if count[text] > 1] == []


@pytest.mark.parametrize("reason", REASONS.values(), ids=REASONS)
def test_a_message_is_one_sentence(reason: SetupReasonText) -> None:
    text = setup_message(found(reason))
    assert len(text) > 15
    assert not text.endswith(".")
    assert not any(sign in text for sign in ("{", "}", "None", "()"))


def test_braces_that_somebody_typed_are_text() -> None:
    odd = "{path} {0} {job.__class__} %s"
    assert odd in setup_message(found(SetupReason.NOT_PINNED, SetupArguments(odd, text="x")))
    weakness = Weakness(Loophole.SETTING, ("if", odd))
    about = SetupArguments("x", weakness)
    assert odd in setup_message(found(SetupReason.JOB_CONDITIONAL, about))
    assert odd in fix_text(as_fix(AddLines(odd, (), SetupHelp.ADD_LINES)))


def test_a_softened_finding_is_a_warning() -> None:
    gap = found(SetupReason.CODEOWNERS_GAP)
    assert gap.severity is Severity.ERROR
    assert gap._replace(softened=True).severity is Severity.WARNING
    assert found(SetupReason.BOTH_ROLES).severity is Severity.WARNING


# --- whole outputs -----------------------------------------------------------------------------

UNDO = AddLines(".gitattributes", ("/.tpm/** !diff",), SetupHelp.UNDO_ATTRIBUTES)
FINDINGS = [
    SetupFinding(
        SetupReason.ATTRIBUTES_DIFF,
        UNDO,
        SetupArguments(text="*.yaml -diff", files=(".tpm/policy.yaml",)),
        *(".gitattributes", 2),
    ),
    SetupFinding(
        SetupReason.BOTH_ROLES,
        Edit(".tpm/policy.yaml", SetupHelp.NAME_SOMEBODY_ELSE),
        SetupArguments(people=("ann@example.com",)),
        ".tpm/policy.yaml",
    ),
    SetupFinding(
        SetupReason.HISTORY_SHALLOW,
        Advice(SetupHelp.UNSHALLOW, Command(("git", "fetch", "--unshallow"))),
    ),
]
TEXT = """\
error    `*.yaml -diff` affects `.tpm/policy.yaml` [attributes-hide, .gitattributes:2]
         why: reviewers would not see what changes
         help: remove the line, or add at the end of `.gitattributes`:
           /.tpm/** !diff
warning  ann@example.com may answer for both roles [both-roles, .tpm/policy.yaml]
         why: a gate needs a second pair of eyes
         help: name another person for one of the roles
warning  this is a shallow clone [history-shallow]
         why: a change is compared with the base and its history
         help: run `git fetch --unshallow` (in GitHub Actions: `fetch-depth: 0`)

Checked CODEOWNERS, .tpm/ and git.
The gate can be bypassed in 1 way.
Not checked here, because only the platform knows (see docs/ci.md):
- the check and a review by code owners are required: otherwise an optional check blocks nothing
- nobody may bypass them: otherwise people on the bypass list can merge without a check
"""
UNSEEN = settings_for(())


def _valid(text: str) -> Any:
    value = json.loads(text)
    Validator(json.loads(json_schema_text("doctor"))).validate(value)
    return value


def test_the_findings_as_text() -> None:
    assert render_text(FINDINGS, ["CODEOWNERS"], UNSEEN, Style()) == TEXT
    coloured = render_text(FINDINGS, [], UNSEEN, Style(colour=True))
    assert coloured.startswith("\x1b[31merror    \x1b[0m`*.yaml")
    assert "Checked" not in coloured
    warned = render_text(FINDINGS[1:], [], UNSEEN, Style())
    assert "No way to bypass the gate was found.\n" in warned


def test_the_findings_as_json() -> None:
    told = _valid(render_json(FINDINGS, ["CODEOWNERS"], UNSEEN))
    assert told["bypassable"] is True
    assert told["looked_at"] == ["CODEOWNERS"]
    assert told["advice"][0] == {
        "rule": "attributes-hide",
        "severity": "error",
        "message": "`*.yaml -diff` affects `.tpm/policy.yaml`",
        "reason": "reviewers would not see what changes",
        "fix": None,
        "help": "remove the line, or add at the end of `.gitattributes`:",
        "add": ["/.tpm/** !diff"],
        "file": ".gitattributes",
        "line": 2,
    }
    assert told["unseen"][1] == (
        "nobody may bypass them: otherwise people on the bypass list can merge without a check"
    )
    assert told["advice"][2]["file"] is None
    assert told["advice"][2]["line"] is None
    assert _valid(render_json(FINDINGS[1:], [], ()))["bypassable"] is False


@pytest.mark.parametrize("style", [Style(), Style(width=40)])
def test_text_from_files_is_harmless(style: Style) -> None:
    weakness = Weakness(Loophole.SETTING, (EVIL, EVIL))
    about = SetupArguments(EVIL, weakness, EVIL, (EVIL,), (EVIL,), 3, EVIL, EVIL)
    fix = AddLines(EVIL, (EVIL,), SetupHelp.ADD_LINES)
    findings = [SetupFinding(each, fix, about, EVIL, 3) for each in REASONS.values()]
    text = render_text(findings, [EVIL], UNSEEN, style)
    data = render_json(findings, [EVIL], UNSEEN)
    for made in (text, data):
        assert all(sign == "\n" or sign.isprintable() for sign in made)
        # A line may begin with any word if it is wrapped.
        assert style.width or not any(line.startswith("next") for line in made.splitlines())
        made.encode()
    assert "##[" not in data
    json.loads(data)
