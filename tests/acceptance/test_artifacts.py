"""Reports made in the CI run that asks: looked at first, and never taken for committed evidence."""

from __future__ import annotations

from pathlib import Path

import pytest

from world.command import Repository

ITEM = "testing.test-report-green"
GOOD = '<testsuite name="s"><testcase name="a"/><testcase name="b"/></testsuite>\n'
BAD = '<testsuite name="s"><testcase name="a"><failure/></testcase></testsuite>\n'


@pytest.fixture(autouse=True)
def nothing_committed(project: Repository) -> None:
    """The project starts without the green run that others of the tests need."""
    project.git("rm", "-q", "reports/junit.xml")
    project.commit("drop the test report")


def check(project: Repository, *words: str) -> dict[str, object]:
    report = project.run("gate", "check", "testing", "--format", "json", *words).json
    item = next(each for each in report["gates"][0]["items"] if each["id"] == ITEM)
    found: dict[str, object] = item["checks"][0]
    return found


def put(folder: Path, text: str) -> Path:
    (folder / "reports").mkdir(parents=True, exist_ok=True)
    (folder / "reports/junit.xml").write_text(text, encoding="utf-8")
    return folder


def test_they_come_first_and_are_shown_as_from_this_run(
    project: Repository, tmp_path: Path
) -> None:
    made = str(put(tmp_path / "made", GOOD))
    assert check(project)["outcome"] == "fail"
    found = check(project, "--artifacts", made)
    assert (found["kind"], found["outcome"], found["from_run"]) == ("junit", "pass", True)
    project.write("reports/junit.xml", BAD)
    assert check(project)["outcome"] == "fail"
    assert check(project, "--artifacts", made)["outcome"] == "pass"
    project.write("reports/junit.xml", GOOD)
    put(tmp_path / "made", BAD)
    assert check(project)["outcome"] == "pass"
    assert check(project, "--artifacts", made)["outcome"] == "fail"
    listed = project.ok("checks", "list", "testing", "--artifacts", made).out
    assert "(from this run)" in listed
    why = project.ok("why", ITEM, "--artifacts", made).out
    assert "(from this run)" in why
    assert project.ok("status", "--artifacts", made).out


def test_a_folder_in_the_repository_need_not_be_tracked(project: Repository) -> None:
    put(project.root / "build", GOOD)
    assert check(project, "--artifacts", "build")["outcome"] == "pass"
    assert check(project)["outcome"] == "fail"


def test_they_are_no_evidence(project: Repository, tmp_path: Path) -> None:
    made = tmp_path / "made"
    made.mkdir()
    (made / "proof.md").write_text("# Proof\n\nIt was tried, and it works.\n", encoding="utf-8")
    project.write("proof.md", "# Proof\n\nIt was tried, and it works.\n")
    project.ok("answer", "feasibility.unknowns-spiked", "met", "--evidence", "proof.md")
    project.git("rm", "-qf", "proof.md")
    report = project.run(
        *("gate", "check", "feasibility", "--artifacts", str(made), "--format", "json")
    ).json
    rules = {f["rule"] for f in report["gates"][0]["findings"]}
    assert "evidence-missing" in rules


def test_links_lead_nowhere(project: Repository, tmp_path: Path) -> None:
    outside = put(tmp_path / "outside", GOOD)
    made = tmp_path / "made"
    (made / "reports").mkdir(parents=True)
    (made / "reports/junit.xml").symlink_to(outside / "reports/junit.xml")
    assert check(project, "--artifacts", str(made))["outcome"] != "pass"
    (made / "reports/junit.xml").unlink()
    (made / "reports").rmdir()
    (made / "reports").symlink_to(outside / "reports")
    assert check(project, "--artifacts", str(made))["outcome"] != "pass"


def test_a_folder_that_is_not_there_is_a_wrong_argument(project: Repository) -> None:
    refused = project.run("gate", "check", "--artifacts", "no/such/folder")
    assert refused.code == 2
    assert "no such folder" in refused.err
