"""Every shipped check passes in a real-shaped repository, and none in a hollow one."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from check_worlds import INCREMENT, TODAY, cited_file, good_files, hollow_files
from content_files import ALL, ROOT, TEMPLATES, Entry

from tpmcli.checks.base import CheckContext, CitedEvidence
from tpmcli.checks.registry import run_check
from tpmcli.model.checklist import CheckSpec, checks_of
from tpmcli.model.facts import CheckOutcome, CheckResult
from tpmcli.repo.history import git_history
from tpmcli.repo.lfs import LfsTree
from tpmcli.repo.worktree import WorkTree
from tpmcli.text.tables import column_name, has_column

SHIPPED = [(entry, spec) for entry in ALL for spec in checks_of(entry.item.get("checks", []))]
each_check = pytest.mark.parametrize(
    ("entry", "spec"),
    SHIPPED,
    ids=[f"{entry.source}:{entry.item['id']}-{spec.kind}" for entry, spec in SHIPPED],
)
# Templates with tables whose columns no check asks for.
NOT_ASKED = {
    "api-contract": "a contract is most often a file for machines, such as openapi.yaml",
    "customer-money": "a method is told in sentences",
    "impact-assessment": "the reason for none is an answer, too",
    "entitlement-matrix": "its columns are the names of the plans",
    "business-case": "figures are laid out in many ways, most often in a workbook",
    "options-paper": "options stand in rows as often as in columns",
    "prd": "its headings are asked for",
    "story-list": "stories are kept in trackers, or as Given, When and Then",
}
Judge = Callable[[Entry, CheckSpec], CheckResult]


def _repository(folder: Path, files: dict[str, str], day: str) -> Judge:
    """Returns how to run a check of an item whose answer cites its document."""
    for path, text in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    when = f"{day}T10:00:00Z"
    env = {**os.environ, "GIT_COMMITTER_DATE": when, "GIT_AUTHOR_DATE": when}
    settings = ["-c", "user.name=A", "-c", "user.email=a@example.com"]
    for words in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "All"]):
        subprocess.run(["git", *settings, *words], cwd=folder, env=env, check=True)
    context = CheckContext(
        LfsTree(WorkTree(str(folder))),
        None,
        TODAY,
        git_history(str(folder), TODAY),
        increment=INCREMENT,
    )

    def judge(entry: Entry, spec: CheckSpec) -> CheckResult:
        cited = CitedEvidence("met", (cited_file(entry),))
        return run_check(spec, context._replace(cited=cited))

    return judge


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Judge:
    return _repository(tmp_path_factory.mktemp("good"), good_files(TEMPLATES), "2026-11-20")


@pytest.fixture(scope="module")
def hollow(tmp_path_factory: pytest.TempPathFactory) -> Judge:
    return _repository(tmp_path_factory.mktemp("hollow"), hollow_files(TEMPLATES), "2023-01-01")


@each_check
def test_a_real_shaped_repository_passes(entry: Entry, spec: CheckSpec, good: Judge) -> None:
    """A new check that fails here needs its file in `check_worlds.py`, in both repositories."""
    result = good(entry, spec)
    assert result.outcome is CheckOutcome.PASS, result


@each_check
def test_a_hollow_repository_does_not_pass(entry: Entry, spec: CheckSpec, hollow: Judge) -> None:
    result = hollow(entry, spec)
    assert result.outcome is CheckOutcome.FAIL, result
    assert not result.tolerated


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> CheckContext:
    """The context of a folder without a file."""
    return CheckContext(LfsTree(WorkTree(str(tmp_path_factory.mktemp("bare")))), None, TODAY, None)


@each_check
def test_a_link_is_never_a_pass(entry: Entry, spec: CheckSpec, bare: CheckContext) -> None:
    cited = CitedEvidence("met", (), ("https://example.com/risks",))
    assert run_check(spec, bare._replace(cited=cited)).outcome is not CheckOutcome.PASS


@pytest.mark.parametrize("entry", [each for each in ALL if each.item.get("not-applicable")])
def test_no_check_stands_in_the_way_of_an_item_that_does_not_apply(
    entry: Entry, bare: CheckContext
) -> None:
    """A failing check holds whatever a person answered, also ``not-applicable``."""
    context = bare._replace(cited=CitedEvidence("not-applicable"))
    for spec in checks_of(entry.item.get("checks", [])):
        assert run_check(spec, context).tolerated


def _parts(spec: CheckSpec) -> list[CheckSpec]:
    return [part for inner in spec.inner for part in _parts(inner)] or [spec]


def _columns(item: dict[str, Any]) -> list[list[str]]:
    return [
        [column.partition("|")[0].strip() for column in part.options["columns"]]  # type: ignore[attr-defined]
        for spec in checks_of(item.get("checks", []))
        for part in _parts(spec)
        if part.kind == "table"
    ]


def _headers(template: str) -> list[set[str]]:
    text = (ROOT / "templates" / f"{template}.md").read_text(encoding="utf-8")
    return [
        {column_name(cell) for cell in header.strip("|").split("|")}
        for header in re.findall(r"^(\|.*\|)\n\|[-|]+\|$", text, re.MULTILINE)
    ]


TABLED = [
    entry
    for entry in ALL
    if "template" in entry.item["evidence"]
    and not entry.item["evidence"]["template"].endswith(".md")
    and _headers(entry.item["evidence"]["template"])
]


def test_every_template_with_a_table_has_a_check_of_it() -> None:
    without = [
        entry.id
        for entry in TABLED
        if not _columns(entry.item) and entry.item["evidence"]["template"] not in NOT_ASKED
    ]
    assert without == []
    assert len(TABLED) > 100


@pytest.mark.parametrize("entry", TABLED, ids=lambda entry: entry.id)
def test_a_check_asks_for_columns_of_the_items_own_template(entry: Entry) -> None:
    """Whoever fills in what `tpm evidence new` wrote has every column that is asked for."""
    headers = _headers(entry.item["evidence"]["template"])
    for columns in _columns(entry.item):
        assert any(set(map(column_name, columns)) <= header for header in headers), columns
        assert len(columns) > 1


@pytest.mark.parametrize(
    "entry",
    [
        each
        for each in ALL
        if re.search(r"^(?:a )?table: ", each.item["evidence"].get("expect", ""))
    ],
    ids=lambda entry: entry.id,
)
def test_a_table_as_the_item_describes_it_has_the_columns(entry: Entry) -> None:
    """Whoever writes the table from the words of the item, without the template."""
    listed = entry.item["evidence"]["expect"].partition("table: ")[2]
    header = [column_name(name) for name in re.split(r", | and |; ", listed)]
    for spec in checks_of(entry.item.get("checks", [])):
        for part in _parts(spec):
            if part.kind == "table":
                for column in part.options["columns"]:  # type: ignore[attr-defined]
                    names = [column_name(name) for name in column.split("|")]
                    assert has_column(names, header), column
