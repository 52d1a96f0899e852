"""Coverage of what a pull request changes, and compared with the base's."""

from __future__ import annotations

from pathlib import Path

import pytest

from world.command import Repository

PACK = """\
schema: tpm/pack/1
name: house
title: House rules
add:
  feasibility:
    tpm:
      - id: covered
        title: What changes is covered
        checks:
          - coverage: {file: lcov.info, min: 50, min-changed: 100, not-below: base}
        answered-by: checks
"""
ITEM = "feasibility.covered"


def trace(*hits: int) -> str:
    lines = "".join(f"DA:{number},{hit}\n" for number, hit in enumerate(hits, 1))
    return f"SF:/build/src/shop.js\n{lines}end_of_record\n"


def seen(project: Repository, *words: str) -> tuple[str, str]:
    report = project.run("gate", "check", "feasibility", "--format", "json", *words).json
    item = next(each for each in report["gates"][0]["items"] if each["id"] == ITEM)
    (check,) = item["checks"]
    return check["outcome"], check["message"]


@pytest.fixture
def covered(project: Repository) -> Repository:
    """A project whose base has four lines, three of them covered, and a branch."""
    project.write(".tpm/checklists/house.yaml", PACK)
    policy = project.root / ".tpm/policy.yaml"
    asked = policy.read_text("utf-8").replace("packs: []", "packs: [.tpm/checklists/house.yaml]")
    policy.write_text(asked, "utf-8")
    project.ok("sync", "-q")
    project.write("src/shop.js", "a\nb\nc\nd\n")
    project.write("lcov.info", trace(1, 1, 1, 0))
    project.commit("measure coverage")
    project.git("checkout", "-qb", "change")
    return project


def test_without_a_base_it_is_said_and_not_red(covered: Repository) -> None:
    outcome, message = seen(covered)
    assert outcome == "pass"
    assert message == (
        "lcov.info: 75.0% of 4 lines, needs 50%;"
        " changed lines not checked: no base to compare with; not compared: no base"
    )


def test_a_change_is_judged_by_its_own_lines(covered: Repository) -> None:
    covered.write("src/shop.js", "a\nb\nc\nd\ne\nf\n")
    covered.write("lcov.info", trace(1, 1, 1, 0, 1, 1))
    covered.commit("work")
    against = ("--against", "main")
    outcome, message = seen(covered, *against)
    assert outcome == "pass"
    assert message == (
        "lcov.info: 83.3% of 6 lines, needs 50%; 100.0% of 2 changed lines, needs 100%;"
        " the base has 75.0%"
    )
    covered.write("lcov.info", trace(1, 1, 1, 1, 1, 0))
    covered.commit("test other lines")
    outcome, message = seen(covered, *against)
    assert outcome == "fail"
    assert "50.0% of 2 changed lines, needs 100%" in message
    covered.write("lcov.info", trace(1, 1, 0, 0, 1, 1))
    covered.commit("test fewer lines")
    outcome, message = seen(covered, *against)
    assert outcome == "fail"
    assert "66.6% of 6 lines" in message
    assert message.endswith("the base has 75.0%")


def test_a_report_of_this_run_is_compared_with_the_one_in_the_base(
    covered: Repository, tmp_path: Path
) -> None:
    (tmp_path / "made").mkdir()
    (tmp_path / "made/lcov.info").write_text(trace(1, 1, 0, 0), encoding="utf-8")
    against = ("--against", "main", "--artifacts", str(tmp_path / "made"))
    outcome, message = seen(covered, *against)
    assert outcome == "fail"
    assert "contains no changed line" in message
    assert "the base has 75.0%" in message
