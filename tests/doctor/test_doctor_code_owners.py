"""CODEOWNERS and .gitattributes: whole pieces of advice, and patterns sign by sign."""

from __future__ import annotations

import pytest

from tpmcli.doctor.code_owners import attributes_advice, owners_advice
from tpmcli.model.rule import Severity
from tpmcli.model.setup_finding import AddLines, SetupArguments, SetupFinding
from tpmcli.model.setup_reason import SetupHelp, SetupReason, SetupReasonText

PATHS = (".tpm/policy.yaml", ".tpm/checklists/any.yaml", ".github/workflows/tpm.yml", "ci.yml")


def owners(reason: SetupReasonText, *patterns: str, alone: bool = False) -> list[SetupFinding]:
    lines = tuple(f"{pattern} @your-team" for pattern in patterns)
    fix = AddLines("CODEOWNERS", lines, SetupHelp.ADD_LINES)
    about = SetupArguments(files=patterns)
    return [SetupFinding(reason, fix, about, "CODEOWNERS", softened=alone)]


def test_without_code_owners_every_path_is_listed_once() -> None:
    patterns = ("/.tpm/policy.yaml", "/.tpm/checklists/", "/.github/workflows/tpm.yml", "/ci.yml")
    twice = (*PATHS, ".tpm/checklists/more.yaml")
    expected = owners(SetupReason.CODEOWNERS_MISSING, *patterns)
    assert owners_advice(None, "CODEOWNERS", twice, alone=False) == expected
    assert expected[0].severity is Severity.ERROR


def test_who_is_alone_is_warned_only() -> None:
    text = "/.tpm/ @a\n/.github/ @b\n"
    expected = owners(SetupReason.CODEOWNERS_GAP, "/ci.yml", alone=True)
    assert owners_advice(text, "CODEOWNERS", PATHS, alone=True) == expected
    assert expected[0].severity is Severity.WARNING


@pytest.mark.parametrize(
    ("text", "owned"),
    [
        ("* @a", True),
        ("*", False),
        ("", False),
        ("\n\n* @a\n\n", True),
        ("# * @a", False),
        ("* # @a", False),
        ("* @a # b", True),
        ("*\t@a", True),
        # A name that begins with a number sign is written with a backslash.
        ("\\#ci.yml @a", False),
        ("* @a\n\\#ci.yml @b # c\n", True),
        ("* @a\nci.yml\n", False),
        ("ci.yml\n* @a\n", True),
        ("other.yml\n* @a\nother.yml\n", True),
        # A word that is nobody spoils the line, as it does on GitHub.
        ("* owners", False),
        ("* @a owners", False),
        ("* @", False),
        ("* a@example.com", True),
        ("* @a/team", True),
        # GitHub has no sections and no exclusions.
        ("[Section] @a\n*\n", False),
        ("[Section]\n* @a\n", True),
        ("* @a\n!ci.yml\n", True),
        ("* # nobody # @a\n", False),
    ],
)
def test_the_last_line_that_matches_says_who_owns(text: str, owned: bool) -> None:
    found = owners_advice(text, "CODEOWNERS", ("ci.yml",), alone=False)
    assert found == ([] if owned else owners(SetupReason.CODEOWNERS_GAP, "/ci.yml"))


@pytest.mark.parametrize(
    ("text", "owned"),
    [
        ("* @a", True),
        ("* @a/b/c", True),
        ("* @@maintainer", True),
        ("* owners", False),
        ("* @a owners", True),
        ("[Section]\n* @a\n", True),
        ("[Section]\n*\n", False),
        ("[Section] @a\n*\n", True),
        ("[Section] owners\n*\n", False),
        ("[Section @a]\n*\n", False),
        ("[One] @a\n[Two]\n*\n", False),
        ("[One][2] @a @b\n*\n", True),
        ("[One] @a [two]\n*\n", True),
        # An optional section asks nobody, and takes nothing from the others.
        ("^[Section] @a\n*\n", False),
        ("^[Section]\n* @a\n", False),
        ("* @a\n^[Section]\n* @b\n", True),
        ("[One]\n* @a\n[Two]\n*\n", True),
        ("[One]\n* @a\n[one]\n*\n", False),
        # Nothing in its section brings back what an exclusion takes.
        ("* @a\n!ci.yml\n", False),
        ("!ci.yml\n* @a\nci.yml @a\n", False),
        ("* @a\n!other.yml\n", True),
        ("* @a\n!ci.yml\n[More]\n* @b\n", True),
    ],
)
def test_on_gitlab_a_section_must_ask_somebody(text: str, owned: bool) -> None:
    found = owners_advice(text, "CODEOWNERS", ("ci.yml",), alone=False, gitlab=True)
    assert (found == []) is owned
    for each in found:
        assert isinstance(each.fix, AddLines)
        mended = text.rstrip("\n") + "\n" + "\n".join(each.fix.lines) + "\n"
        assert owners_advice(mended, "CODEOWNERS", ("ci.yml",), alone=False, gitlab=True) == []


def test_a_name_with_a_number_sign_is_no_comment() -> None:
    assert owners_advice("\\#1.yml @a", "CODEOWNERS", ("#1.yml",), alone=False) == []


PROJECT = "apps/x/.tpm/project.yaml"
POLICY = "apps/x/.tpm/policy.yaml"
UNDO = AddLines(
    ".gitattributes",
    ("/apps/x/.tpm/** !merge !diff -linguist-generated -gitlab-generated !filter",),
    SetupHelp.UNDO_ATTRIBUTES,
)


def attributes(
    reason: SetupReasonText,
    line: str,
    *concerned: str,
    file: str = ".gitattributes",
    number: int = 1,
) -> SetupFinding:
    about = SetupArguments(text=line, files=concerned)
    return SetupFinding(reason, UNDO, about, file, number)


def test_every_attribute_that_hides_is_told_with_its_line() -> None:
    top = """\
# generated

*.yaml text merge=union
  policy.yaml  -diff
"x.yaml" -diff
"""
    inner = """\
[attr]hidden -diff
project.yaml linguist-generated filter=secret
/.tpm/policy.yaml gitlab-generated=true
"""
    found = attributes_advice([("", top), ("apps/x", inner)], (PROJECT, POLICY), "apps/x/")
    merge, diff = SetupReason.ATTRIBUTES_MERGE, SetupReason.ATTRIBUTES_DIFF
    generated = SetupReason.ATTRIBUTES_GENERATED
    gitlab = SetupReason.ATTRIBUTES_GENERATED_GITLAB
    hidden = "project.yaml linguist-generated filter=secret"
    folded = "/.tpm/policy.yaml gitlab-generated=true"
    inside = "apps/x/.gitattributes"
    assert found == [
        attributes(merge, "*.yaml text merge=union", PROJECT, POLICY, number=3),
        attributes(diff, "policy.yaml  -diff", POLICY, number=4),
        # One line is told once, with the first of its reasons.
        attributes(generated, hidden, PROJECT, file=inside, number=2),
        attributes(gitlab, folded, POLICY, file=inside, number=3),
    ]
    assert {each.severity for each in found} == {Severity.ERROR}


def test_what_is_stored_otherwise_is_told() -> None:
    line = "*.yaml filter=secret"
    found = attributes_advice([("", line)], (POLICY,), "apps/x/")
    assert found == [attributes(SetupReason.ATTRIBUTES_FILTER, line, POLICY)]


def test_one_line_concerns_a_file_once() -> None:
    found = attributes_advice([("", "*.yaml binary")], (POLICY, PROJECT), "apps/x/")
    assert found == [attributes(SetupReason.ATTRIBUTES_DIFF, "*.yaml binary", POLICY, PROJECT)]


@pytest.mark.parametrize(
    ("words", "hides"),
    [
        ("merge", False),
        ("merge=text", False),
        ("merge=binary", False),
        ("merge=union", True),
        ("merge=ours", True),
        ("-merge", False),
        ("!merge", False),
        ("merge=union !merge", False),
        ("merge=union -merge", False),
        ("!merge merge=union", True),
        ("diff", False),
        ("diff=yaml", False),
        ("-diff", True),
        ("!diff", False),
        ("-diff !diff", False),
        ("-diff diff", False),
        ("binary", True),
        ("binary diff", False),
        ("-binary", False),
        ("-text", False),
        ("filter=lfs", True),
        ("filter", True),
        ("-filter", False),
        ("filter=lfs !filter", False),
        ("linguist-generated", True),
        ("linguist-generated=true", True),
        ("linguist-generated=false", False),
        ("-linguist-generated", False),
        ("linguist-generated !linguist-generated", False),
        ("gitlab-generated", True),
        ("-gitlab-generated", False),
        ("linguist-vendored", False),
        ("", False),
        ("merge=a=b", True),
    ],
)
def test_which_attributes_hide(words: str, hides: bool) -> None:
    for line in (f"*.yaml {words}\n", f'\n"*.yaml" {words}\n'):
        assert bool(attributes_advice([("", line)], (PROJECT,), "apps/x/")) is hides


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("*.yaml filter=lfs binary", SetupReason.ATTRIBUTES_FILTER),
        ("*.yaml merge=union binary", SetupReason.ATTRIBUTES_DIFF),
        ("*.yaml -diff merge=union", SetupReason.ATTRIBUTES_DIFF),
    ],
)
def test_the_first_attribute_that_hides_gives_the_reason(
    line: str, reason: SetupReasonText
) -> None:
    found = attributes_advice([("", line)], (POLICY,), "apps/x/")
    assert found == [attributes(reason, line, POLICY)]


def test_a_name_that_only_ends_alike_is_another() -> None:
    assert attributes_advice([("", "Xproject.yaml -diff\n")], (PROJECT,), "apps/x/") == []


def test_a_file_in_another_folder_says_nothing() -> None:
    files = [("apps/y", "*.yaml -diff\n"), ("app", "*.yaml -diff\n")]
    assert attributes_advice(files, (PROJECT,), "apps/x/") == []


def test_a_nearer_file_has_the_last_word() -> None:
    near = ("apps/x/.tpm", "* !diff\n")
    assert attributes_advice([("", "*.yaml -diff\n"), near], (PROJECT,), "apps/x/") == []
