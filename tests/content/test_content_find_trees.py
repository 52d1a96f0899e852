"""Where evidence is looked for, held against eight trees after the layouts of real repositories.

`find_trees.yaml` says by hand of each path which items it is evidence for. What is proposed must be
right nine times out of ten, and nothing that is evidence may be missed.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest
import yaml
from content_files import ALL, FIND_LISTS, HERE

from tpmcli.text.find_patterns import in_folders, written_out
from tpmcli.text.usual_names import find_paths

TREES: dict[str, Any] = yaml.safe_load((HERE / "find_trees.yaml").read_text(encoding="utf-8"))
Pairs = set[tuple[str, str]]
trees = pytest.mark.parametrize("name", TREES)


def proposed(name: str, lists: dict[str, list[str]] = FIND_LISTS) -> Pairs:
    """Each path of a tree with each item that it is proposed for."""
    tree = TREES[name]
    return {
        (path, entry.item["id"])
        for entry in ALL
        for path in find_paths(globs(entry.item, tree["documents"], lists), tree["paths"])
    }


def globs(item: dict[str, Any], documents: list[str], lists: dict[str, list[str]]) -> list[str]:
    return in_folders(written_out(item["evidence"].get("find", []), lists), documents)


def labelled(name: str) -> Pairs:
    paths = TREES[name]["paths"].items()
    return {(path, item) for path, items in paths for item in items}


def precision(found: Iterable[tuple[Pairs, Pairs]]) -> float:
    pairs = list(found)
    return sum(len(got & right) for got, right in pairs) / sum(len(got) for got, _ in pairs)


def test_there_are_eight_trees_of_many_kinds() -> None:
    assert len(TREES) == 8
    assert all(len(tree["paths"]) >= 25 for tree in TREES.values())
    known = {entry.item["id"] for entry in ALL}
    assert {item for name in TREES for _, item in labelled(name)} <= known


def test_nine_of_ten_proposals_are_right() -> None:
    assert precision((proposed(name), labelled(name)) for name in TREES) >= 0.9


@trees
def test_no_evidence_is_missed(name: str) -> None:
    assert labelled(name) - proposed(name) == set()


def test_a_list_that_takes_any_readme_for_user_documentation_would_be_seen() -> None:
    worse = {**FIND_LISTS, "user-docs": [*FIND_LISTS["user-docs"], "README*", "**/*.md"]}
    assert precision((proposed(name, worse), labelled(name)) for name in TREES) < 0.9


@pytest.mark.parametrize(
    ("item", "path"),
    [
        ("decisions-recorded", "docs/decisions/0001-one.rst"),
        ("decisions-recorded", "docs/engineering/adr/0001-one.md"),
        ("decisions-recorded", "doc/architecture/decisions/0001-one.adoc"),
        ("decisions-recorded", "decision-records/0001-one.md"),
        ("decisions-recorded", "docs/proposals/one.md"),
        ("architecture-documented", "docs/operator-manual/architecture.md"),
        ("dependencies-controlled", ".github/dependabot.yaml"),
        ("dependencies-controlled", "renovate.json5"),
        ("dependencies-controlled", "src/cart/package-lock.json"),
        ("dependencies-controlled", "ios/App/Package.resolved"),
        ("monitoring-live-and-tested", "src/grafana/dashboards/demo.json"),
        ("monitoring-live-and-tested", "config/docker/prometheus/alert-rules.yml"),
        ("load-tested-to-target", "test/performance/plan.jmx"),
        ("load-tested-to-target", "tests/load/locustfile.py"),
        ("interfaces-drafted", "assets/swagger.json"),
        ("definition-of-done-enforced", ".github/PULL_REQUEST_TEMPLATE.MD"),
        ("definition-of-done-enforced", "pull_request_template.md"),
        ("test-strategy-agreed", "docs/contributing/testing-guide.md"),
        ("customer-docs-published", "docs/release-notes.md"),
        ("support-ready", "docs/FAQ.md"),
        ("secrets-kept-out", ".secrets.baseline"),
    ],
)
def test_what_was_missed_in_real_repositories_is_found(item: str, path: str) -> None:
    (entry,) = (entry for entry in ALL if entry.item["id"] == item)
    assert find_paths(globs(entry.item, [], FIND_LISTS), [path]) == [path]


@pytest.mark.parametrize(
    ("item", "path"),
    [
        ("customer-docs-published", "README.md"),
        ("owners-and-decision-rights-named", ".github/CODEOWNERS"),
        ("fintech-strong-auth-and-fraud-designed", "docs/adr/0001-use-postgres.md"),
        ("saas-tenant-isolation-decided", "docs/adr/0001-use-postgres.md"),
        ("mobile-offline-and-update-designed", "docs/adr/0001-use-postgres.md"),
        ("threat-model-reviewed", "docs/security/threat-modeling-guide.md"),
        ("mobile-target-level-met", "server/build.gradle"),
        ("data-lifecycle-designed", "docs/schema-conventions.md"),
    ],
)
def test_what_was_a_false_friend_is_not_proposed(item: str, path: str) -> None:
    (entry,) = (entry for entry in ALL if entry.item["id"] == item)
    assert find_paths(globs(entry.item, [], FIND_LISTS), [path]) == []
