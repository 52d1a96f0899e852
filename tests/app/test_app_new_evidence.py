"""Skeletons of evidence: where they are put, what is in them, and that none is evidence yet."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

import pytest

from problem_data import refused_for
from tpmcli.app.context import CommandContext
from tpmcli.app.init import InitOptions, initialise
from tpmcli.app.new_evidence import new_evidence, suggestions
from tpmcli.app.workspace import Workspace, open_workspace
from tpmcli.checks.base import CheckContext
from tpmcli.checks.registry import run_check
from tpmcli.model.checklist import CheckSpec, EvidenceRule, Item
from tpmcli.model.errors import UsageError
from tpmcli.model.facts import CheckOutcome
from tpmcli.model.problem import Flaw
from tpmcli.model.role import TPM
from tpmcli.store.checklists.shipped import pack_names
from tpmcli.text.globs import glob_paths
from tpmcli.text.paths import check_path

PERSON = "tpm@example.com"


def session(folder: Path) -> CommandContext:
    env = {"PATH": os.environ["PATH"]}
    return CommandContext(str(folder), env, lambda: datetime(2026, 11, 22, tzinfo=UTC), PERSON)


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A project of the standard lifecycle with every pack, outside of git."""
    folder = tmp_path_factory.mktemp("everything")
    packs = tuple(pack_names())
    initialise(session(folder), InitOptions("All", (PERSON,), (PERSON,), packs=packs), os.urandom)
    return open_workspace(session(folder))


def item(*globs: str) -> Item:
    return Item("testing.it-works", "testing", TPM, "It works", evidence=EvidenceRule(find=globs))


@pytest.mark.parametrize(
    ("globs", "paths"),
    [
        ((), ["docs/it-works.md"]),
        (("docs/adr/*.md",), ["docs/adr/it-works.md", "docs/adr/it-works-2.md"]),
        (("docs/risks*.md",), ["docs/risks.md", "docs/it-works.md"]),
        (("docs/**/*spike*.md",), ["docs/spike.md", "docs/it-works.md"]),
        (("**/*.md",), ["it-works.md", "it-works-2.md"]),
        (("SECURITY.md", "docs/s.md"), ["SECURITY.md", "docs/s.md"]),
        (("README*", "*.csv", "a/*/b.md", "[ab].md", "x?.md"), ["docs/it-works.md"]),
        (("**", "docs/", "docs/**"), ["docs/it-works.md"]),
    ],
)
def test_where_a_skeleton_would_be_put(globs: tuple[str, ...], paths: list[str]) -> None:
    assert list(islice(suggestions(item(*globs)), 2)) == paths


def test_every_shipped_item_has_a_place_where_it_is_found(everything: Workspace) -> None:
    for each in everything.checklist.items().values():
        first = next(suggestions(each))
        assert check_path(first) == ""
        documents = [glob for glob in each.evidence.find if glob.endswith(".md")]
        if documents:
            assert glob_paths(each.evidence.find, [first]) == [first], (each.id, first)


def test_no_skeleton_of_a_shipped_item_passes_a_file_check(
    everything: Workspace, tmp_path: Path
) -> None:
    for each in everything.checklist.items().values():
        done = new_evidence(everything, session(Path(everything.root)), each.id)
        context = CheckContext(open_workspace(session(Path(everything.root))).tree, None, "", None)
        result = run_check(CheckSpec("file", {"glob": done.path}), context)
        assert result.outcome is CheckOutcome.FAIL, result
        assert "is not filled in" in result.message


def test_a_template_of_the_team_and_one_that_is_gone(tmp_path: Path) -> None:
    (tmp_path / ".tpm/checklists").mkdir(parents=True)
    (tmp_path / ".tpm/house.yaml").write_text(
        "schema: tpm/pack/1\nname: house\ntitle: House\nadd:\n  feasibility:\n    tpm:\n"
        "      - id: ours\n        title: Ours -- and theirs\n"
        "        evidence: {template: .tpm/ours.md, find: ['notes/*.md']}\n"
        "      - id: plain\n        title: Plain\n        why: Because -- of that.\n",
        encoding="utf-8",
    )
    (tmp_path / ".tpm/ours.md").write_bytes(b"# Ours\n\n## What\n")
    setup = InitOptions("Two", (PERSON,), (PERSON,), packs=(".tpm/house.yaml",))
    initialise(session(tmp_path), setup, os.urandom)
    workspace = open_workspace(session(tmp_path))
    assert new_evidence(workspace, session(tmp_path), "ours").path == "notes/ours.md"
    assert (tmp_path / "notes/ours.md").read_bytes() == b"# Ours\n\n## What\n"
    assert new_evidence(workspace, session(tmp_path), "plain").path == "docs/plain.md"
    assert (tmp_path / "docs/plain.md").read_text("utf-8") == (
        "# Plain\n\n<!-- Because - - of that. -->\n"
    )
    with pytest.raises(UsageError, match=r"already exists at each place for it: docs/plain\.md$"):
        new_evidence(workspace, session(tmp_path), "plain")
    (tmp_path / ".tpm/ours.md").unlink()
    with refused_for(Flaw.TEMPLATE_UNREADABLE, "feasibility.ours"):
        new_evidence(open_workspace(session(tmp_path)), session(tmp_path), "ours")
