"""Roles are data: compared with `==`, and named nowhere but where they are shipped."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src/tpmcli"
TESTS = Path(__file__).parents[1]
# Where the shipped pair may be named: what declares it, what sets a project up for it, and what
# still speaks of the two alone.
NAMED = {
    "model/role.py",
    "model/policy.py",
    "app/init.py",
    "app/init_next.py",
    "app/on_branch.py",
    "rules/distinct_people.py",
}


def identity_of_roles(tree: ast.AST) -> list[int]:
    """The lines on which something that is called a role is compared by identity."""
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Compare)
        and any(isinstance(each, ast.Is | ast.IsNot) for each in node.ops)
        and any(map(_is_role, (node.left, *node.comparators)))
        and not any(map(_is_none, (node.left, *node.comparators)))
    ]


def _is_role(node: ast.expr) -> bool:
    name = node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")
    return name.lower() in ("role", "tpm", "pm", "other_role", "tpm_role", "pm_role")


def _is_none(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


@pytest.mark.parametrize("folder", [SOURCE, TESTS], ids=["src", "tests"])
def test_roles_are_compared_by_their_name(folder: Path) -> None:
    found = [
        f"{path.relative_to(folder)}:{line}"
        for path in sorted(folder.rglob("*.py"))
        for line in identity_of_roles(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert found == []


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("item.role is role", [1]),
        ("role is not TPM", [1]),
        ("role is None", []),
        ("role is not None", []),
        ("item.role == role", []),
    ],
)
def test_the_comparison_is_seen(code: str, found: list[int]) -> None:
    assert identity_of_roles(ast.parse(code)) == found


def test_no_rule_names_a_role() -> None:
    found = []
    for path in sorted(SOURCE.rglob("*.py")):
        name = str(path.relative_to(SOURCE))
        if name.startswith(("rules/", "model/", "app/", "doctor/")) and name not in NAMED:
            tree = ast.parse(path.read_text(encoding="utf-8"))
            found += [
                f"{name}:{node.lineno}"
                for node in ast.walk(tree)
                if isinstance(node, ast.Name) and node.id in ("TPM", "PM")
            ]
    # The default of a result that is made without a role.
    assert [each for each in found if not each.startswith("app/sign.py")] == []
