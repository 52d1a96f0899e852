"""docs/evidence.md keeps its word: every kind has a section with an example that is valid, that
passes where all is well, and that does not pass where there is nothing.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Mapping, Sequence
from pathlib import Path
from textwrap import indent
from typing import Any

import pytest
import typer
import yaml

from tpmcli.checks.base import CheckContext
from tpmcli.checks.command import CommandLine, command_of
from tpmcli.checks.registry import KINDS, kinds, run_check
from tpmcli.cli.tree import app
from tpmcli.model.checklist import checks_of
from tpmcli.model.facts import CheckOutcome
from tpmcli.model.tree import EntryKind, TreeEntry
from tpmcli.store.checklists.load import load_checklist
from tpmcli.store.policy_file import parse_policy

PAGE = Path(__file__).resolve().parents[2] / "docs" / "evidence.md"
TEXT = PAGE.read_text(encoding="utf-8")
EXAMPLES = dict(re.findall(r"<!-- check: (\S+) -->\n```yaml\n(.*?)```\n", TEXT, re.DOTALL))
COMMANDS = [
    line.removeprefix("$ ").partition("  #")[0]
    for block in re.findall(r"```console\n(.*?)```\n", TEXT, re.DOTALL)
    for line in block.splitlines()
]
FILES = {
    "docs/adr/0001.md": "# One\n\nBecause.\n",
    "docs/prd.md": "# PRD\n\n## Goals\n\nTo ship.\n\n## Non-goals\n\nTo shop.\n",
    "docs/risks.csv": "risk,owner\nlate,tpm\n",
    "docs/roadmap-2026.md": "# Roadmap\n\nNext year.\n",
    "reports/junit.xml": '<testsuite><testcase name="a"/><testcase name="b"/></testsuite>',
    "reports/secrets.sarif": '{"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "s"}},'
    ' "results": []}]}',
    "coverage.info": "SF:a.py\nDA:1,1\nDA:2,1\nend_of_record\n",
    "sbom.json": '{"bomFormat": "CycloneDX", "specVersion": "1.5", "version": 1,'
    ' "components": [{"type": "library", "name": "a"}, {"type": "library", "name": "b"}]}',
    "package.json": '{"license": "Apache-2.0"}',
    "CHANGELOG.md": "# Changelog\n\n## 1.0.0\n\n- First.\n",
}


class Files:
    """A tree of texts."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = texts

    def entry(self, path: str) -> TreeEntry | None:
        return TreeEntry(EntryKind.FILE, len(self._texts[path])) if path in self._texts else None

    def read(self, path: str, limit: int) -> bytes:
        return self._texts[path].encode()

    def files(self) -> Sequence[str]:
        return sorted(self._texts)


class Past:
    """A history with a tag and a change of today, or with neither."""

    def __init__(self, *, empty: bool) -> None:
        self._empty = empty

    def last_change(self, paths: Sequence[str]) -> str | None:
        return None if self._empty else "2026-11-20"

    def tags(self) -> Sequence[str]:
        return [] if self._empty else ["v1.0.0"]


def test_every_kind_has_its_section_and_its_example() -> None:
    names = [kind.name for kind in kinds()]
    assert re.findall(r"^### ([a-z-]+)$", TEXT, re.MULTILINE) == names
    assert list(EXAMPLES) == names


@pytest.mark.parametrize("kind", EXAMPLES)
def test_the_example_is_valid_in_a_checklist(kind: str) -> None:
    pack = (
        "schema: tpm/pack/1\nname: page\ntitle: The page\nadd:\n  feasibility:\n    tpm:\n"
        "      - id: shown\n        title: It is shown\n"
        f"        checks:\n          - {indent(EXAMPLES[kind], ' ' * 12).strip()}"
    )
    policy = (PAGE.parent.parent / "examples/payments-ledger/.tpm/policy.yaml").read_text("utf-8")
    policy = re.sub(r"(?ms)^packs:.*?(?=^\S)", "packs: [.tpm/page.yaml]\n", policy, count=1)
    policy = re.sub(r"(?ms)^adjust:.*", "adjust: {}\n", policy, count=1)
    files = {".tpm/page.yaml": pack.encode()}
    checklist = load_checklist(parse_policy(policy.encode(), "policy.yaml"), files.__getitem__)
    (spec,) = checklist.items()["feasibility.shown"].checks
    assert spec.plain == yaml.safe_load(EXAMPLES[kind])


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "command"])
def test_the_example_passes_where_all_is_well_and_only_there(kind: str) -> None:
    (spec,) = checks_of([yaml.safe_load(EXAMPLES[kind])])
    well = CheckContext(Files(FILES), None, "2026-11-22", Past(empty=False))
    result = run_check(spec, well)
    assert result.outcome is CheckOutcome.PASS, result
    bare = CheckContext(Files({}), None, "2026-11-22", Past(empty=True))
    assert run_check(spec, bare).outcome is not CheckOutcome.PASS
    known = next(each for each in kinds() if each.name == kind)
    assert set(spec.options) <= set(known.options)


def test_the_program_of_the_example() -> None:
    options = yaml.safe_load(EXAMPLES["command"])["command"]
    assert command_of(options) == CommandLine(("make", "smoke"), 0, 300)


@pytest.mark.parametrize("line", COMMANDS)
def test_every_command_of_the_page_exists(line: str) -> None:
    program, *words = shlex.split(line)
    assert program == "tpm"
    command: Any = typer.main.get_command(app)
    while hasattr(command, "commands"):
        command = command.commands[words.pop(0)]
    known = {option for parameter in command.params for option in parameter.opts}
    assert {word for word in words if word.startswith("-")} <= known


def test_there_are_commands_on_the_page() -> None:
    assert len(COMMANDS) > 8
