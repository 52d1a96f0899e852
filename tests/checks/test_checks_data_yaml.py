"""A plain value in a file of another program means what it means in a checklist."""

from __future__ import annotations

from typing import Any

import pytest
from checks_world import MemoryTree

from tpmcli.checks.base import CheckedFile
from tpmcli.checks.data_yaml import Opaque, load_yaml
from tpmcli.store.yaml.reader import read_yaml

SPELLINGS = [
    *("", "~", "null", "Null", "true", "TRUE", "false", "no", "on", "yes", "plain text"),
    *("0", "-0", "80", "-12", "007", "+5", "1_000", "0o17", "0x1F", "0b1", "12:30", "2026-02-30"),
    *("84.5", "-0.5", "1.10", ".5", "1.", "1e3", "1e+16", "1e-05", ".inf", "-.inf", ".nan", "nan"),
    *("inf", "123456789012345678", "1234567890123456789", "'80'", '"true"', "''"),
]


def loaded(text: str) -> Any:
    return load_yaml(CheckedFile("a.yaml", MemoryTree({})), text)


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_a_value_is_the_one_that_a_checklist_would_give(spelling: str) -> None:
    text = f"at: {spelling}\nlist:\n- {spelling}\n"
    value = loaded(text)
    assert repr(value) == repr(read_yaml(text.encode(), "a.yaml").value)


def test_what_is_tagged_or_an_alias_is_not_looked_into() -> None:
    value = loaded("a: !!str 1\nb: &x 1\nc: *x\n")
    assert [type(value[key]) for key in "abc"] == [Opaque, int, Opaque]
