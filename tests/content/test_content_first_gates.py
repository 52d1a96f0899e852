"""docs/first-gates.md: up to date with real runs of `tpm init`, and its commands work."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

import pytest
import write_first_gates as script

from tpmcli.cli.main import main

TEXT = script.TARGET.read_text(encoding="utf-8")
COMMANDS = re.findall(r"```console\n\$ tpm (.*?)\n```", TEXT, re.DOTALL)


def test_the_page_is_up_to_date() -> None:
    assert script.main(["--check"]) == 0


def test_each_product_has_its_command() -> None:
    assert len(COMMANDS) == len(script.PRODUCTS) == 5


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_of_the_page_sets_up_a_valid_project(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`tpm lint` finds no trait that the pack expects and the product lacks."""
    words = shlex.split(command.replace("\\\n", " "))
    assert main((*words, "-C", str(tmp_path))) == 0
    capsys.readouterr()
    assert main(("lint", "-C", str(tmp_path))) == 0
    assert "warning" not in capsys.readouterr().out


@pytest.mark.parametrize("product", script.PRODUCTS, ids=lambda each: each.name)
def test_the_gate_asks_what_the_page_lists(
    product: script.Product, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    section = TEXT.partition(f"\n## {product.title}\n")[2].partition("\n## ")[0]
    listed = re.findall(r"checklists\.md#(feasibility\.[a-z0-9-]+)", section)
    (command,) = re.findall(r"```console\n\$ tpm (.*?)\n```", section, re.DOTALL)
    folder = ("-C", str(tmp_path))
    assert main((*shlex.split(command.replace("\\\n", " ")), *folder)) == 0
    capsys.readouterr()
    main(("gate", "check", "feasibility", "--format", "json", *folder))
    report = json.loads(capsys.readouterr().out)
    assert [item["id"] for item in report["gates"][0]["items"]] == listed
