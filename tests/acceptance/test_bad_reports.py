"""Reports that nobody should trust, through the real command: one clear finding each, in bounded
time and memory, never a traceback, never a pass.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from world.command import Repository
from world.files import clean_env

pytestmark = pytest.mark.skipif(os.name == "nt", reason="wait4 and links are notions of POSIX")

FAIL, NOT_RUN = "check-failed", "check-not-run"
MIB = 1024 * 1024
# All of them together, on a slow machine; each is measured in milliseconds but the regex.
SECONDS, MEMORY = 90, 600


class Case(NamedTuple):
    """A check of the file F, what is written there, and what is said of it ($F is its name)."""

    check: str
    write: Callable[[Path], object]
    rule: str
    message: str


def text(content: str) -> Callable[[Path], object]:
    return lambda path: path.write_text(content, encoding="utf-8")


def data(content: bytes) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(content)


def huge(path: Path) -> None:
    """200 MB that take no room on disk."""
    with path.open("wb") as file:
        file.write(b"<testsuite>")
        file.truncate(200 * MIB)


def crowd(path: Path) -> None:
    """6,000 files that a glob matches, more than are read."""
    path.mkdir()
    for number in range(6_000):
        os.close(os.open(path / f"{number}.txt", os.O_CREAT | os.O_WRONLY))


def mixed(path: Path) -> None:
    """Reports of tests among those of coverage."""
    path.mkdir()
    (path / "a.info").write_text("SF:a.c\nDA:1,1\nend_of_record\n", encoding="utf-8")
    (path / "b.xml").write_text("<testsuite><testcase/></testsuite>", encoding="utf-8")


def workbook_bomb(path: Path) -> None:
    """A small workbook that unpacks to 200 MB."""
    with ZipFile(path, "w", ZIP_DEFLATED) as parts:
        parts.writestr("xl/workbook.xml", b" " * (200 * MIB))


def loop(path: Path) -> None:
    path.symlink_to(path.name)


def ring(path: Path) -> None:
    """A folder that holds a link to itself."""
    path.mkdir()
    (path / "again").symlink_to(path)


def nothing(path: Path) -> None:
    assert not path.exists()


ENTITY = (
    '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    "<testsuite><testcase>&x;</testcase></testsuite>"
)
BOMB = (
    '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]><testsuite name="&c;"><testcase/></testsuite>'
)
LIAR = (
    '<testsuites tests="9" failures="0" errors="0"><testsuite name="s" tests="9" failures="0">'
    '<testcase name="a"/><testcase name="b"><failure message="no"/></testcase>'
    "</testsuite></testsuites>"
)
COBERTURA = (
    '<coverage line-rate="{rate}" lines-valid="{lines}" lines-covered="{covered}"><packages>'
    "</packages></coverage>"
)

CASES = {
    "entity": Case("junit: {file: F}", text(ENTITY), NOT_RUN, "document type declaration (DTD)"),
    "bomb": Case("junit: {file: F}", text(BOMB), NOT_RUN, "document type declaration (DTD)"),
    "lying-attributes": Case(
        "junit: {file: F}", text(LIAR), FAIL, "1 failure in 2 tests, first: b"
    ),
    "no-tests": Case(
        "junit: {file: F}", text('<testsuite tests="9"/>'), FAIL, "0 tests ran, needs 1"
    ),
    "all-skipped": Case(
        "junit: {file: F}",
        text("<testsuite><testcase><skipped/></testcase></testsuite>"),
        FAIL,
        "0 tests ran, 1 skipped",
    ),
    "coverage-nan": Case(
        "coverage: {file: F.xml, min: 0}",
        text(COBERTURA.format(rate="NaN", lines="NaN", covered="NaN")),
        NOT_RUN,
        "$F.xml",
    ),
    "coverage-negative": Case(
        "coverage: {file: F.info, min: 0}",
        text("SF:a\nDA:1,-5\nDA:2,1\nend_of_record\n"),
        NOT_RUN,
        "$F.info:2: not LCOV",
    ),
    "coverage-too-high": Case(
        "coverage: {file: F.json, min: 0}",
        text('{"meta": {}, "files": {}, "totals": {"num_statements": 1, "percent_covered": 200}}'),
        NOT_RUN,
        "$F.json",
    ),
    "coverage-of-nothing": Case(
        "coverage: {file: F.json, min: 0}",
        text('{"meta": {}, "files": {}, "totals": {"num_statements": 0, "covered_lines": 0}}'),
        FAIL,
        "",
    ),
    "coverage-mixed": Case(
        "coverage: {file: 'F/*', min: 0}", mixed, NOT_RUN, "not a coverage report"
    ),
    "coverage-block": Case(
        "coverage: {file: F, min: 0}",
        text("mode: set\na/b.go:1.1,999999999.1 1 1\n"),
        NOT_RUN,
        "$F:2: refused: a block of more than 100,000 lines",
    ),
    "coverage-blocks": Case(
        "coverage: {file: F, min: 0}",
        text("mode: set\n" + "a/b.go:1.1,100000.1 1 1\n" * 1_000),
        NOT_RUN,
        "$F: refused: more than 2,000,000 lines",
    ),
    "coverage-branches": Case(
        "coverage: {file: F.xml, min: 0}",
        text(
            '<coverage><class filename="a"><line number="1" hits="1" branch="true"'
            ' condition-coverage="0% (0/999999999)"/></class></coverage>'
        ),
        NOT_RUN,
        "$F.xml:1: more than 10,000 branches",
    ),
    "coverage-backwards": Case(
        "coverage: {file: F, min: 0}",
        text("mode: set\na/b.go:9.1,1.1 1 1\n"),
        NOT_RUN,
        "$F:2: not Go",
    ),
    "workbook-bomb": Case(
        "table: {file: F.xlsx, columns: [a]}", workbook_bomb, NOT_RUN, "more than 32 MiB"
    ),
    "huge": Case("junit: {file: F}", huge, NOT_RUN, "200.0 MiB: more than 64 MiB is not read"),
    "huge-glob": Case("sarif: {file: F*, below: error}", huge, NOT_RUN, "more than 64 MiB"),
    "deep": Case(
        "data: {file: F.json, at: a, equals: 1}",
        text('{"a": ' + "[" * 10_000 + "]" * 10_000 + "}"),
        NOT_RUN,
        "$F.json",
    ),
    "deep-sbom": Case("sbom: {file: F.json}", text("[" * 100_000), NOT_RUN, "$F.json"),
    "deep-yaml": Case(
        "data: {file: F.yaml, at: a, equals: 1}", text("a: " + "[" * 10_000), NOT_RUN, "$F.yaml"
    ),
    "deep-xml": Case("junit: {file: F}", text("<testsuite>" * 10_000), NOT_RUN, "$F"),
    # The engine sees through this one; what counts is that it comes back, and not with a pass.
    "regex": Case(
        "text: {file: F, matches: '(a+)+$'}", text("a" * 40 + "!\n"), FAIL, "no text matches (a+)+$"
    ),
    "regex-slow": Case(
        "text: {file: F, matches: '(a|aa)+$'}",
        text("a" * 60 + "!\n"),
        NOT_RUN,
        "matching (a|aa)+$ took longer than 2 s",
    ),
    "regex-slow-absent": Case(
        "text: {file: F, contains: [a], matches: '(x+x+)+y'}",
        text("a" + "x" * 5_000),
        NOT_RUN,
        "matching (x+x+)+y took longer than 2 s",
    ),
    "binary": Case(
        "text: {file: F, contains: [x]}", data(b"x\x00\x01\x02" * 100), NOT_RUN, "is a binary file"
    ),
    "encoding": Case(
        "text: {file: F, contains: [x]}", data("x für".encode("latin-1")), NOT_RUN, "is not UTF-8"
    ),
    "xml-encoding": Case(
        "junit: {file: F}",
        data(b'<?xml version="1.0" encoding="no-such"?><testsuite/>'),
        NOT_RUN,
        "encoding",
    ),
    "crowd": Case(
        "text: {file: 'F/*.txt', absent: [secret]}",
        crowd,
        NOT_RUN,
        "6,000 files match $F/*.txt: more than 5,000 are not read",
    ),
    "crowd-empty": Case(
        "file: {glob: 'F/*.txt'}", crowd, NOT_RUN, "only the first 1,000 were read"
    ),
    "link-loop": Case("junit: {file: F}", loop, NOT_RUN, "is a symbolic link"),
    "link-ring": Case("junit: {file: 'F/**/*.xml'}", ring, FAIL, "no file matches $F/**/*.xml"),
    "link-out": Case(
        "text: {file: F, contains: [root]}",
        lambda path: path.symlink_to("/etc/passwd"),
        NOT_RUN,
        "is a symbolic link",
    ),
    "pipe": Case("junit: {file: F}", os.mkfifo, NOT_RUN, "$F"),
    "folder": Case("junit: {file: F}", lambda path: path.mkdir(), FAIL, ""),
    "missing": Case("junit: {file: F}", nothing, FAIL, "$F does not exist"),
    "empty": Case("junit: {file: F}", text(""), FAIL, "$F is empty"),
    "no-report": Case("junit: {file: F}", text("hello"), NOT_RUN, "$F"),
    "terminal-codes": Case(
        "junit: {file: F}",
        data(b'<testsuite><testcase name="\xc2\x9b2J&#x202e;"><failure/></testcase></testsuite>'),
        FAIL,
        "",
    ),
    "sarif-nonsense": Case(
        "sarif: {file: F, below: note}", text('{"version": "2.1.0", "runs": 7}'), NOT_RUN, "$F"
    ),
    "csv-nul": Case(
        "table: {file: F.csv, columns: [a], filled: true}", data(b"a,b\n\0,1\n"), NOT_RUN, "$F.csv"
    ),
}


# A child begins with the memory of the process that starts it, and this one may be large.
_MEASURE = """
import resource, subprocess, sys
done = subprocess.run(sys.argv[2:])
with open(sys.argv[1], "w") as file:
    file.write(str(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss))
sys.exit(done.returncode)
"""


def measured(project: Repository, *args: str) -> tuple[int, str, str, float, float]:
    """Exit code, stdout, stderr, seconds and MiB of one command."""
    peak = project.root.parent / "peak.txt"
    began = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", _MEASURE, str(peak), *project.command, *args],
        cwd=project.root,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        env=clean_env(),
    )
    seconds = time.monotonic() - began
    per_mib = MIB if sys.platform == "darwin" else 1024
    out, err = done.stdout.decode("utf-8"), done.stderr.decode("utf-8")
    return done.returncode, out, err, seconds, int(peak.read_text("ascii")) / per_mib


class Judged(NamedTuple):
    """One run of `gate check` over all cases: the findings by item, and what it cost."""

    code: int
    findings: dict[str, list[dict[str, Any]]]
    states: dict[str, dict[str, Any]]
    seconds: float
    mib: float
    out: str


@pytest.fixture(scope="module")
def judged(once: Callable[..., Path]) -> Judged:
    return Judged(*json.loads((once("bad-reports", judge) / "judged.json").read_text("utf-8")))


def judge(folder: Path) -> None:
    """Writes all cases below the folder, judges them, and keeps what was said beside them."""
    project = Repository(folder / "repository", [sys.executable, "-m", "tpmcli.cli.main"])
    project.init()
    made = folder / "made"
    made.mkdir()
    items = []
    for name, case in CASES.items():
        suffix = next(
            (
                s
                for s in (".xml", ".info", ".json", ".yaml", ".csv", ".xlsx")
                if f"F{s}" in case.check
            ),
            "",
        )
        case.write(made / f"{name}{suffix}")
        items.append(
            f"      - id: {name}\n        title: The report {name} is fine\n"
            "        answered-by: checks\n"
            f"        checks: [{{{_named(case.check, name)}}}]\n"
        )
    head = "schema: tpm/pack/1\nname: bad\ntitle: Bad reports\nadd:\n  feasibility:\n    tpm:\n"
    project.write(".tpm/checklists/bad.yaml", head + "".join(items))
    policy = project.root / ".tpm/policy.yaml"
    asked = policy.read_text("utf-8").replace("packs: []", "packs: [.tpm/checklists/bad.yaml]")
    policy.write_text(asked, "utf-8")
    project.ok("sync", "-q")
    project.commit("ask")
    code, out, err, seconds, mib = measured(
        project, "gate", "check", "feasibility", "--format", "json", "--artifacts", str(made)
    )
    assert err == ""
    gate = json.loads(out)["gates"][0]
    findings: dict[str, list[dict[str, Any]]] = {}
    for finding in gate["findings"]:
        findings.setdefault(finding["subject"], []).append(finding)
    states = {item["id"]: item for item in gate["items"]}
    result = Judged(code, findings, states, seconds, mib, out)
    (folder / "judged.json").write_text(json.dumps(result), "utf-8")


def _named(check: str, name: str) -> str:
    """The check with the case's name for the F in it."""
    return check.replace("file: F", f"file: {name}").replace("'F/", f"'{name}/")


@pytest.mark.parametrize("name", CASES)
def test_one_clear_finding_and_no_pass(judged: Judged, name: str) -> None:
    case = CASES[name]
    item = judged.states[f"feasibility.{name}"]
    assert not item["satisfied"]
    found = judged.findings[f"feasibility.{name}"]
    assert [finding["rule"] for finding in found] == [case.rule], found
    (check,) = item["checks"]
    seen = check["message"]
    assert case.message.replace("$F", name) in seen
    assert name in seen
    assert len(seen) < 300
    assert seen in found[0]["message"]
    assert "\n" not in found[0]["message"]


def test_time_and_memory_are_bounded(judged: Judged) -> None:
    assert judged.code == 1
    assert judged.seconds < SECONDS
    assert judged.mib < MEMORY
    assert "\x9b" not in judged.out
    assert "\u202e" not in judged.out
    assert "Traceback" not in judged.out


def test_a_report_that_comes_and_goes(project: Repository) -> None:
    """Whatever moment it is read at: evaluated, and never more than the report says."""
    path = project.root / "reports/secrets.sarif"
    content = path.read_bytes()
    stop = threading.Event()

    def flicker() -> None:
        while not stop.is_set():
            path.unlink()
            path.write_bytes(content[: len(content) // 2])
            path.write_bytes(content)

    thread = threading.Thread(target=flicker)
    thread.start()
    try:
        for _ in range(10):
            done = project.started("gate", "check", "development", "--format", "json")
            assert done.code == 1
            assert done.err == ""
            item = next(
                each
                for each in done.json["gates"][0]["items"]
                if each["id"] == "development.secrets-kept-out"
            )
            assert item["checks"][0]["outcome"] in ("pass", "fail", "could-not-run")
    finally:
        stop.set()
        thread.join()
