"""Every case of the corpus, judged. A case that is red for another reason has failed."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import lru_cache
from importlib import import_module
from typing import Any

import pytest
import write_security_tests_doc
from attack_cases import Case
from attack_corpus import ALL, fits
from attack_world import World

from tpmcli.model.verdict import GateReport
from tpmcli.render.gate import formats
from tpmcli.render.json_schemas import json_schema_text

WorldAt = Callable[[str], World]
Draft202012Validator: Any = import_module("jsonschema").Draft202012Validator


@pytest.mark.parametrize("case", ALL, ids=lambda case: case.name)
def test_an_attack_is_stopped_and_an_honest_change_passes(case: Case, world_at: WorldAt) -> None:
    result = case.play(world_at(case.state))
    assert fits(case, result), f"{case.what}: {result}"
    for finding in result.findings:
        assert (finding.cause is not None) == result.compared, finding
        assert finding.owners, finding
        assert finding.file, finding
    if result.report is not None:
        _shown_in_every_format(result.report)


@lru_cache
def _schema() -> Any:
    return Draft202012Validator(json.loads(json_schema_text("gate-report")))


def _shown_in_every_format(report: GateReport) -> None:
    shown = {name: formats.render(name, report) for name in formats.FORMATS}
    assert all(shown.values())
    _schema().validate(json.loads(shown["json"]))


def test_there_are_enough_of_both() -> None:
    assert sum(not case.honest for case in ALL) >= 60
    assert sum(case.honest for case in ALL) >= 15


def test_the_page_is_up_to_date() -> None:
    assert write_security_tests_doc.main(["--check"]) == 0
