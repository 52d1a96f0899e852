"""Policies with their checklists, as cases into whose folders one can be dropped.

Each folder in ``checklist_cases/bad`` holds ``policy.yaml``, the files it names and
``expected.txt``, the problems: ``file:line:column FLAW words (REMEDY words)``. In
``checklist_cases/good`` it says which items are asked, how, and what was loosened; those cases
bring a lifecycle of their own, so that they stay as they are when the shipped items change.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from problem_data import told
from tpmcli.model.checklist import Checklist, Item
from tpmcli.model.errors import InvalidInputError
from tpmcli.render.loosening import loosened_text
from tpmcli.store.checklists.load import load_checklist
from tpmcli.store.policy_file import check_policy, parse_policy

CASES = Path(__file__).parent / "checklist_cases"


def load(folder: Path) -> Checklist:
    """Load a case as the product does."""

    def read(path: str) -> bytes:
        return (folder / path).read_bytes()

    policy_file = parse_policy(read("policy.yaml"), "policy.yaml")
    checklist = load_checklist(policy_file, read)
    problems = check_policy(policy_file, checklist)
    if problems:
        raise InvalidInputError(problems)
    return checklist


def asked(item: Item) -> str:
    parts = [item.id, item.role, item.level, item.layer]
    parts += [f"when={','.join(item.when)}"] if item.when else []
    parts += [f"valid-for={item.valid_for}"] if item.valid_for else []
    parts += [f"enforce-from={item.enforce_from}"] if item.enforce_from else []
    flags = {
        "required": item.evidence.required,
        "pin": item.evidence.pin,
        "standing": item.continuous,
        "not-applicable": item.not_applicable,
        "locked": item.locked,
    }
    return " ".join([*parts, *(name for name, on in flags.items() if on)])


def summary(checklist: Checklist) -> list[str]:
    lines = [f"{checklist.name}: {' '.join(phase.id for phase in checklist.phases)}"]
    lines += [asked(item) for item in checklist.items().values()]
    for what in checklist.loosenings:
        less = loosened_text(what.what)
        lines.append(f"loosened by {what.layer}: {what.item}: {less} ({what.reason})")
    return lines


def cases(kind: str) -> list[Path]:
    return sorted((CASES / kind).iterdir())


def expected(folder: Path) -> list[str]:
    return (folder / "expected.txt").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("folder", cases("good"), ids=lambda folder: folder.name)
def test_good(folder: Path) -> None:
    assert summary(load(folder)) == expected(folder)


@pytest.mark.parametrize("folder", cases("bad"), ids=lambda folder: folder.name)
def test_bad(folder: Path) -> None:
    with pytest.raises(InvalidInputError) as caught:
        load(folder)
    problems = caught.value.problems
    assert [f"{each.file}:{told(each)}" for each in problems] == expected(folder)
