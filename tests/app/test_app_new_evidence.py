"""Skeletons of evidence: where they are put, what is in them, and that none is evidence yet."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

import pytest

from problem_data import refused_for
from tpmcli.app.context import CommandContext
from tpmcli.app.find_globs import find_globs
from tpmcli.app.init import InitOptions, initialise
from tpmcli.app.new_evidence import EvidenceResult, find_example, new_evidence, suggestions
from tpmcli.app.workspace import Workspace, open_workspace
from tpmcli.checks.base import CheckContext
from tpmcli.checks.registry import run_check
from tpmcli.model.checklist import CheckSpec, EvidenceRule, Item
from tpmcli.model.errors import UsageError
from tpmcli.model.facts import CheckOutcome
from tpmcli.model.fix import File, tpm
from tpmcli.model.problem import Flaw
from tpmcli.model.role import TPM
from tpmcli.rules.authorisation import find_item
from tpmcli.store.checklists import shipped
from tpmcli.store.checklists.shipped import pack_names
from tpmcli.store.checklists.shipped_checklists import shipped_pack
from tpmcli.text.paths import check_path
from tpmcli.text.usual_names import find_paths

PERSON = "tpm@example.com"


def session(folder: Path) -> CommandContext:
    env = {"PATH": os.environ["PATH"]}
    return CommandContext(str(folder), env, lambda: datetime(2026, 11, 22, tzinfo=UTC), PERSON)


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A project of the standard lifecycle with every pack, outside of git."""
    folder = tmp_path_factory.mktemp("everything")
    packs = tuple(pack_names())
    asked = [demand for name in packs for demand in shipped_pack(name).layer.demands]
    people = tuple((str(demand.role), PERSON) for demand in asked)
    setup = InitOptions("All", (PERSON,), (PERSON,), packs=packs, people=people)
    initialise(session(folder), setup, os.urandom)
    return open_workspace(session(folder))


def item(*globs: str) -> Item:
    return Item("testing.it-works", "testing", TPM, "It works", evidence=EvidenceRule(find=globs))


@pytest.mark.parametrize(
    ("globs", "paths"),
    [
        ((), []),
        (("docs/adr/*.md",), ["docs/adr/it-works.md", "docs/adr/it-works-2.md"]),
        (("docs/risks*.md",), ["docs/risks.md"]),
        (("docs/**/*spike*.md",), ["docs/spike.md"]),
        (("**/*.md",), ["it-works.md", "it-works-2.md"]),
        (("SECURITY.md", "docs/s.md"), ["SECURITY.md", "docs/s.md"]),
        (("ROADMAP*", "docs/**/roadmap*"), ["ROADMAP.md"]),
        (
            ("adr/[0-9][0-9][0-9][0-9]-*.md",),
            ["adr/0001-it-works.md", "adr/0001-it-works-2.md"],
        ),
        (("*.csv", "a/*/b.md", "[ab].md", "x?.md", "Jenkinsfile*", ".rc*"), []),
        (("**", "docs/", "docs/**"), []),
    ],
)
def test_where_a_skeleton_would_be_put(globs: tuple[str, ...], paths: list[str]) -> None:
    assert list(islice(suggestions(item(*globs), globs), 2)) == paths


def test_a_template_of_a_shipped_item_is_written_where_the_item_looks(
    everything: Workspace,
) -> None:
    for each in everything.checklist.items().values():
        if each.evidence.template:
            globs = find_globs(everything, each)
            first = next(suggestions(each, globs))
            assert check_path(first) == ""
            assert find_paths(globs, [first]) == [first], (each.id, first)


def skeleton(workspace: Workspace, of: Item) -> EvidenceResult | None:
    """The skeleton of an item; None if there is one of its name, or a machine makes it."""
    try:
        return new_evidence(workspace, session(Path(workspace.root)), of.id)
    except UsageError as error:
        if "already exists for" in error.message or "not a document to write" in error.message:
            return None
        raise


def test_no_skeleton_of_a_shipped_item_passes_a_file_check(
    everything: Workspace, tmp_path: Path
) -> None:
    written = 0
    for each in everything.checklist.items().values():
        done = skeleton(everything, each)
        if done is None:
            continue
        written += 1
        context = CheckContext(open_workspace(session(Path(everything.root))).tree, None, "", None)
        result = run_check(CheckSpec("file", {"glob": done.path}), context)
        assert result.outcome is CheckOutcome.FAIL, result
    assert written > 150


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project of the standard lifecycle, outside of git."""
    initialise(session(tmp_path), InitOptions("One", (PERSON,), (PERSON,)), os.urandom)
    return tmp_path


def begun(folder: Path, name: str, *files: str) -> str:
    """The path of the skeleton of an item in a project with these files."""
    for file in files:
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        (folder / file).write_text("# It\n\nIs here.\n", encoding="utf-8")
    return new_evidence(open_workspace(session(folder)), session(folder), name).path


@pytest.mark.parametrize(
    ("name", "there"),
    [
        ("roadmap-current", "ROADMAP.md"),
        ("roadmap-current", "docs/roadmap.rst"),
        ("roadmap-replanned", "docs/product/Roadmap.md"),
        ("technical-risks-registered", "docs/risks.csv"),
        ("edge-cases-covered", "docs/edge-cases.md"),
        ("changelog-entry-written", "changelog.md"),
    ],
)
def test_a_document_that_is_there_is_not_begun_again(project: Path, name: str, there: str) -> None:
    with pytest.raises(UsageError) as caught:
        begun(project, name, there)
    assert caught.value.message.startswith(f"`{there}` already exists for “")
    item_id = find_item(open_workspace(session(project)).project, name).id
    assert caught.value.hint == tpm("answer", item_id, "met", "--evidence", File(there))


def test_a_series_of_numbered_files_goes_on(project: Path) -> None:
    assert begun(project, "decisions-recorded") == "docs/adr/0001-decisions-recorded.md"
    assert begun(project, "decisions-recorded") == "docs/adr/0002-decisions-recorded.md"
    there = ("decision-records/007-a.md", "decision-records/008-b.md", "decision-records/009-c.md")
    assert begun(project, "decisions-recorded", *there) == (
        "decision-records/010-decisions-recorded.md"
    )


def test_files_that_are_named_by_date_are_no_series(project: Path) -> None:
    there = ("docs/incidents/2026-11-26-limits.md",)
    path = begun(project, "incidents-reviewed", *there)
    assert path == "docs/incidents/incidents-reviewed.md"


def test_it_is_written_to_the_folders_that_the_policy_names(project: Path) -> None:
    policy = project / ".tpm/policy.yaml"
    text = policy.read_text("utf-8").replace("documents: []", "documents: [handbook, docs]")
    policy.write_text(text, encoding="utf-8")
    assert begun(project, "nfrs-quantified") == "handbook/nfr.md"


def test_what_a_machine_makes_is_not_begun(project: Path) -> None:
    with pytest.raises(UsageError, match="is not a document to write"):
        begun(project, "ci-on-every-change")


def test_an_example_is_the_filled_template(project: Path) -> None:
    workspace = open_workspace(session(project))
    found = find_example(workspace, "slos-defined")
    assert found.item.id == "architecture.slos-defined"
    assert found.text == shipped.example("slo")


def test_an_item_without_an_example_names_those_that_have_one(project: Path) -> None:
    with pytest.raises(
        UsageError, match=r"no filled example for `requirements\.prd-complete`$"
    ) as e:
        find_example(open_workspace(session(project)), "prd-complete")
    assert "slos-defined" in str(e.value.hint)


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
