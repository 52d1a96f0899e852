"""Honest short documents are evidence under the policy of `tpm init`; hollow ones are not."""

from __future__ import annotations

import yaml
from short_documents import EMPTY, HONEST, THIN

from world.command import Repository

ITEM = "feasibility.unknowns-spiked"
HOLLOW = {
    **{f"empty/{name}": ("evidence-empty", content) for name, content in EMPTY.items()},
    **{f"thin/{name}": ("evidence-thin", content) for name, content in THIN.items()},
}


def put(project: Repository, name: str, content: str | bytes) -> str:
    """Write a file that git tracks."""
    path = project.path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    project.git("add", "--", name)
    return name


def found(project: Repository) -> dict[str, tuple[str, str]]:
    """What keeps the cited files from showing anything at the open gate, by path."""
    report = project.run("gate", "check", "feasibility", "--format", "json").json
    findings = [f for gate in report["gates"] for f in gate["findings"] if f["subject"] == ITEM]
    return {
        f["message"].split("`")[1]: (f["rule"], f["severity"])
        for f in findings
        if f["rule"] != "evidence-changed"
    }


def cite(project: Repository, *paths: str) -> None:
    cited = [word for path in paths for word in ("--evidence", path)]
    project.ok("answer", ITEM, "met", *cited)


def test_honest_documents_of_every_kind_are_green(project: Repository) -> None:
    assert len(HONEST) >= 40
    assert yaml.safe_load(project.read(".tpm/policy.yaml"))["evidence"]["thin"] == "block"
    cite(project, *(put(project, f"docs/{name}", text) for name, text in HONEST.items()))
    assert found(project) == {}


def test_hollow_documents_are_refused_when_they_are_cited(project: Repository) -> None:
    assert min(len(EMPTY), len(THIN)) >= 5
    accepted = []
    for name, (rule, content) in HOLLOW.items():
        path = put(project, name, content)
        refused = project.run("answer", ITEM, "met", "--evidence", path)
        words = {
            "evidence-empty": f"`{path}` is empty: ",
            "evidence-thin": f"`{path}` has hardly any text",
        }
        if refused.code != 1 or words[rule] not in refused.err:
            accepted.append((name, refused.code, refused.err))
    assert accepted == []


def test_documents_that_become_hollow_are_errors_while_the_gate_is_open(
    project: Repository,
) -> None:
    cite(project, *(put(project, name, HONEST["decision.md"]) for name in HOLLOW))
    for name, (_, content) in HOLLOW.items():
        put(project, name, content)
    rules = {name: (rule, "error") for name, (rule, _) in HOLLOW.items()}
    seen = found(project)
    assert {name: seen.get(name) for name in rules} == rules


def test_one_document_for_many_items_is_told_when_it_is_cited_for_the_fourth(
    project: Repository,
) -> None:
    items = ["unknowns-spiked", "options-compared", "technical-risks-registered"]
    fourth = "dependencies-confirmed"
    told = "`docs/evidence.md` is cited as a whole for more than three items"
    assert told not in project.ok("answer", *items, "met", "-e", "docs/evidence.md").err
    assert told in project.ok("answer", fourth, "met", "-e", "docs/evidence.md").err
    assert found(project) == {"docs/evidence.md": ("evidence-reused", "warning")}
    # The heading says which part is meant.
    project.ok("answer", fourth, "met", "-e", "docs/evidence.md#evidence")
    assert found(project) == {}
    policy = project.read(".tpm/policy.yaml")
    project.write(".tpm/policy.yaml", policy.replace("reused: warn", "reused: block"))
    refused = project.run("answer", fourth, "met", "-e", "docs/evidence.md")
    assert (refused.code, told in refused.err) == (1, True)


def test_the_skeletons_of_a_whole_gate_satisfy_none_of_it(project: Repository) -> None:
    phases = project.ok("checklist", "show", "--format", "json").json["phases"]
    items = [item for each in phases if each["id"] == "feasibility" for item in each["items"]]
    wanted = [item["id"] for item in items if item["level"] == "must"]
    assert len(wanted) >= 9
    for name in wanted:
        project.ok("evidence", "new", name)
    project.git("add", "-A")
    for name in wanted:
        path = project.ok("evidence", "find", name, "--format", "json").json["files"][0]["path"]
        assert project.run("answer", name, "met", "--evidence", path).code == 1
