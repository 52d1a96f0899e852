"""Reports that libraries of other people write and read: their counts are ours."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
import warnings
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib import import_module
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pytest
from checks_world import MemoryTree, check, folder_tree
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tpmcli.model.facts import CheckOutcome, CheckResult

PASS, FAIL = CheckOutcome.PASS, CheckOutcome.FAIL

# --- coverage.py -------------------------------------------------------------------------------

PROGRAM = """\
import sys


def total(prices, discount):
    result = 0
    for price in prices:
        if price > 100:
            result += price - discount
        elif price > 10:
            result += price
        else:
            result += 1
    return result


if "big" in sys.argv:
    print(total([200, 300], 5))
if "small" in sys.argv:
    print(total([5], 0))
if "none" in sys.argv:
    while total([], 0):
        print("never")
"""
RUNS = ("big", "small", "none")


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A program that was measured three times, with reports of each run and of all of them."""
    folder = tmp_path_factory.mktemp("measured")
    (folder / "src").mkdir()
    (folder / "src" / "shop.py").write_text(PROGRAM, encoding="utf-8")

    def tool(*words: str) -> None:
        command = [sys.executable, "-m", "coverage", *words]
        subprocess.run(command, cwd=folder, check=True, capture_output=True)

    for name in RUNS:
        data = f"--data-file=.coverage.{name}"
        tool("run", "--branch", data, "src/shop.py", name)
        for form in ("lcov", "xml", "json"):
            tool(form, data, "-o", f"{form}/{name}.{form}")
    tool("combine", *(f".coverage.{name}" for name in RUNS))
    tool("json", "-o", "all.json")
    return folder


def needs(folder: Path, glob: str, lines: float, branches: float) -> CheckOutcome:
    options = {"file": glob, "min": lines, "min-branches": branches}
    return check("coverage", options, folder_tree(folder)).outcome


@pytest.mark.parametrize("form", ["lcov", "json", "xml"])
def test_runs_join_as_coverage_py_combines_them(measured: Path, form: str) -> None:
    whole = json.loads((measured / "all.json").read_text())["totals"]
    assert whole["covered_branches"] < whole["num_branches"]
    lines = 100 * whole["covered_lines"] / whole["num_statements"]
    # Cobertura tells only how many branches of a line were taken: the same ones may be meant twice.
    branches = 100 * whole["covered_branches"] / whole["num_branches"] if form != "xml" else 0
    glob = f"{form}/*.{form}"
    assert needs(measured, glob, lines, branches) == PASS
    assert needs(measured, glob, lines + 0.001, 0) == FAIL
    assert (
        needs(measured, glob, 0, 100 * whole["covered_branches"] / whole["num_branches"] + 0.001)
        == FAIL
    )


@pytest.mark.parametrize("form", ["lcov", "json", "xml"])
@pytest.mark.parametrize("name", RUNS)
def test_one_run_is_what_coverage_py_counts(measured: Path, form: str, name: str) -> None:
    own = json.loads((measured / f"json/{name}.json").read_text())["totals"]
    result = check(
        "coverage",
        {"file": f"{form}/{name}.{form}", "min": 0, "min-branches": 0},
        folder_tree(measured),
    )
    for count in (f"{own['num_statements']} lines", f"{own['num_branches']} branches"):
        assert count in result.message
    lines = 100 * own["covered_lines"] / own["num_statements"]
    branches = 100 * own["covered_branches"] / own["num_branches"]
    path = f"{form}/{name}.{form}"
    assert needs(measured, path, lines, branches) == PASS
    assert needs(measured, path, lines + 0.001, 0) == FAIL
    assert needs(measured, path, 0, branches + 0.001) == FAIL


# --- junitparser -------------------------------------------------------------------------------


@settings(max_examples=150, deadline=None)
@given(
    suites=st.lists(
        st.lists(st.sampled_from(["passed", "failed", "error", "skipped"]), max_size=6),
        min_size=1,
        max_size=4,
    )
)
def test_tests_are_those_of_junitparser(suites: Sequence[Sequence[str]]) -> None:
    import junitparser

    results: dict[str, Any] = {
        "failed": junitparser.Failure,
        "error": junitparser.Error,
        "skipped": junitparser.Skipped,
    }
    report = junitparser.JUnitXml("all")
    for number, outcomes in enumerate(suites):
        suite = junitparser.TestSuite(f"suite {number}")
        for at, outcome in enumerate(outcomes):
            case = junitparser.TestCase(f"test {at}", f"Class{number}")
            if outcome != "passed":
                case.result = [results[outcome]("why")]
            suite.add_testcase(case)
        report.add_testsuite(suite)
    buffer = BytesIO()
    report.write(buffer)
    read = [case for suite in junitparser.JUnitXml.fromstring(buffer.getvalue()) for case in suite]
    bad = sum(case.is_failure or case.is_error for case in read)
    skipped = sum(case.is_skipped for case in read)
    passed = sum(case.is_passed for case in read)

    result = check("junit", {"file": "r.xml"}, {"r.xml": buffer.getvalue()})
    if bad:
        assert f"{bad} failure" in result.message
        assert f" in {len(read)} test" in result.message
    else:
        assert f"{passed} test" in result.message
        assert (f"{skipped} skipped" in result.message) == bool(skipped)
    assert (result.outcome == PASS) == (not bad and passed > 0)


# --- CycloneDX and SPDX ------------------------------------------------------------------------

NAMES = st.lists(st.sampled_from("abcdefghij"), unique=True, max_size=6)


def counted(result: CheckResult) -> int:
    """How many components a result counts."""
    if result.outcome == FAIL:
        assert "lists no component" in result.message
        return 0
    return int(result.message.split(", ")[-1].split(" ")[0])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(names=NAMES, inner=NAMES, version=st.sampled_from(["1.3", "1.4", "1.5", "1.6"]))
def test_components_are_those_of_cyclonedx(
    names: Sequence[str], inner: Sequence[str], version: str
) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from cyclonedx.model.bom import Bom
        from cyclonedx.model.component import Component
        from cyclonedx.output import make_outputter
        from cyclonedx.schema import OutputFormat, SchemaVersion

        bom = Bom(components=[Component(name=name) for name in names])
        bom.metadata.component = Component(name="the product itself")
        if names:
            next(iter(bom.components)).components.update(Component(name=f"in-{n}") for n in inner)
        wanted = len(names) + (len(inner) if names else 0)
        for form, file in ((OutputFormat.JSON, "bom.json"), (OutputFormat.XML, "bom.xml")):
            text = make_outputter(bom, form, SchemaVersion.from_version(version)).output_as_string()
            assert counted(check("sbom", {"file": file}, {file: text.encode()})) == wanted


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(names=NAMES)
def test_packages_are_those_of_spdx_tools(names: Sequence[str]) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        converter = _spdx("jsonschema.document_converter").DocumentConverter()
        writer = _spdx("writer.tagvalue.tagvalue_writer")
        packages = [_package(name) for name in names]
        document = _spdx("model").Document(_creation(), packages=packages)
        as_json = json.dumps(converter.convert(document))
        buffer = StringIO()
        writer.write_document(document, buffer)
    for text in (as_json, f'{{"sbom": {as_json}}}', buffer.getvalue()):
        assert counted(check("sbom", {"file": "sbom"}, {"sbom": text.encode()})) == len(names)


def _spdx(name: str) -> Any:
    """A module of spdx-tools, which does not say what it exports."""
    return import_module(f"spdx_tools.spdx.{name}")


def _creation() -> Any:
    model = _spdx("model")
    return model.CreationInfo(
        "SPDX-2.3",
        "SPDXRef-DOCUMENT",
        "demo",
        "https://example.com/demo",
        [model.Actor(model.ActorType.TOOL, "tests")],
        datetime(2026, 1, 1, tzinfo=UTC),
    )


def _package(name: str) -> Any:
    # What a text block says is no package.
    text = "a comment\nPackageName: not-one\nof three lines"
    model = _spdx("model")
    return model.Package(f"SPDXRef-{name}", name, model.SpdxNoAssertion(), comment=text)


# --- openpyxl ----------------------------------------------------------------------------------

CELLS = st.sampled_from(["a", "b c", 'quoted "x"', "", " ", "1,5", "über", "2027-01-01"])


@settings(max_examples=150, deadline=None)
@given(
    rows=st.lists(st.tuples(CELLS, CELLS, CELLS), max_size=6),
    separator=st.sampled_from([",", ";", "\t", "|"]),
)
def test_a_workbook_is_judged_as_its_csv_is(
    rows: Sequence[tuple[str, str, str]], separator: str
) -> None:
    from openpyxl import Workbook, load_workbook

    book = Workbook()
    sheet = book.worksheets[0]
    for row in (("Risk", "Owner", "Due"), *rows):
        sheet.append(row)
    as_book, as_text = BytesIO(), StringIO()
    book.save(as_book)
    csv.writer(as_text, delimiter=separator).writerows([("Risk", "Owner", "Due"), *rows])
    tree = MemoryTree({"r.xlsx": as_book.getvalue(), "r.csv": as_text.getvalue().encode()})

    options = {"columns": ["risk", "owner"], "filled": True}
    of_book = check("table", {"file": "r.xlsx", **options}, tree)
    of_text = check("table", {"file": "r.csv", **options}, tree)
    assert of_book.outcome == of_text.outcome
    if of_book.outcome == PASS:
        assert of_book.message.partition(": ")[2] == of_text.message.partition(": ")[2]
        read = load_workbook(as_book).worksheets[0].iter_rows(min_row=2, values_only=True)
        filled = [row for row in read if any(str(cell or "").strip() for cell in row)]
        assert f"{len(filled)} row" in of_book.message
