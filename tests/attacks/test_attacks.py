"""Every case of the corpus, judged. A case that is red for another reason has failed."""

from __future__ import annotations

from collections.abc import Callable

import attacks_on_identity  # noqa: F401
import attacks_on_policy  # noqa: F401
import attacks_on_records  # noqa: F401
import attacks_on_repository  # noqa: F401
import honest_changes  # noqa: F401
import pytest
from attack_cases import CASES, Case
from attack_world import World

WorldAt = Callable[[str], World]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case(case: Case, world_at: WorldAt) -> None:
    result = case.play(world_at(case.state))
    seen = f"exit {result.code}, {result.blocking() or result.stopped or result.rules()}"
    assert result.code == case.code, f"{case.what}: {seen}"
    if result.report is None:
        assert case.rule in result.stopped, f"{case.what}: {seen}"
    elif case.code:
        assert case.rule in result.blocking(), f"{case.what}: {seen}"
        assert all(finding.cause for finding in result.findings), seen
    elif case.rule:
        assert case.rule in result.rules(), f"{case.what}: {seen}"
