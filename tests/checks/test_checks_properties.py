"""Properties: what is emptied, removed, cut off or damaged never passes, and nothing raises.

They run over the case folders, so that every case that is dropped in is held to them.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml
from checks_world import EXAMINING, TODAY, FakeHistory, MemoryTree, check, cited_in, folder_tree
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tpmcli.checks.base import CitedEvidence
from tpmcli.model.facts import CheckOutcome, CheckResult

ROOT = Path(__file__).parent.parent / "cases" / "checks"
OURS = ("check.yaml", "expected.txt", "artifacts")
PASS = CheckOutcome.PASS
BROKEN = "the check itself broke"
REPORTS = ("junit", "coverage", "sarif", "sbom")
# A truncated LCOV trace, Go profile or tag:value file may be a whole one with fewer records.
WITHOUT_AN_END = (".lcov", ".info", ".out", ".spdx")


class Case(NamedTuple):
    """A case folder, read."""

    name: str
    kind: str
    options: Mapping[str, Any]
    files: Mapping[str, bytes]
    history: FakeHistory | None
    today: str
    cited: CitedEvidence
    increment: str

    def run(self, files: Mapping[str, bytes]) -> CheckResult:
        return check(
            self.kind,
            self.options,
            MemoryTree(files),
            history=self.history,
            today=self.today,
            cited=self.cited,
            increment=self.increment,
        )


def _read(folder: Path) -> Case:
    setting = yaml.safe_load((folder / "check.yaml").read_text())
    kind = folder.parent.parent.name
    history = None
    if "changes" in setting or "tags" in setting:
        history = FakeHistory(setting.get("changes") or {}, setting.get("tags") or [])
    tree = folder_tree(folder, OURS)
    files = {path: tree.read(path, 2**30) for path in tree.files()}
    name = folder.relative_to(ROOT).as_posix()
    today, increment = setting.get("today", TODAY), setting.get("increment", "")
    return Case(name, kind, setting[kind], files, history, today, cited_in(setting), increment)


CASES = [
    _read(path.parent)
    for path in sorted(ROOT.glob("*/*/*/check.yaml"))
    if not (path.parent / "artifacts").exists()
]
GREEN = [case for case in CASES if case.name.split("/")[1] == "pass" and case.files]
RED = [case for case in CASES if case.name.split("/")[1] == "fail" and case.files]
# A catastrophic expression takes its two seconds every time.
QUICK = [case for case in CASES if case.files and "catastrophic" not in case.name]


def names(case: Case) -> str:
    return case.name


@pytest.mark.parametrize("case", GREEN, ids=names)
def test_without_its_files_nothing_passes(case: Case) -> None:
    assert case.run({}).outcome == CheckOutcome.FAIL


# Whether a file was worked on is told by its size: one of blanks was.
@pytest.mark.parametrize("case", [case for case in GREEN if case.kind != "changed"], ids=names)
@pytest.mark.parametrize(
    "nothing", [b"", b" \n\t\n", b"\xef\xbb\xbf"], ids=["empty", "blank", "bom"]
)
def test_with_its_files_emptied_nothing_passes(case: Case, nothing: bytes) -> None:
    result = case.run(dict.fromkeys(case.files, nothing))
    assert result.outcome != PASS


@pytest.mark.parametrize("case", [case for case in GREEN if case.kind == "changed"], ids=names)
def test_emptying_a_file_is_no_work_on_it(case: Case) -> None:
    assert case.run(dict.fromkeys(case.files, b"")).outcome == CheckOutcome.FAIL


@pytest.mark.parametrize("case", GREEN, ids=names)
def test_another_file_does_not_turn_a_pass_into_anything_worse(case: Case) -> None:
    """A gate is never red for a file that has nothing to do with it."""
    result = case.run({**case.files, "unrelated/notes.bin": b"\0\1\2"})
    assert result == case.run(case.files)


@pytest.mark.parametrize("kind", REPORTS)
def test_no_cut_turns_a_failing_report_into_a_pass(kind: str) -> None:
    cuts = 0
    for case in RED:
        if case.kind != kind or len(case.files) != 1:
            continue
        [(path, data)] = case.files.items()
        if path.endswith(WITHOUT_AN_END):
            continue
        for end in range(0, len(data), max(1, len(data) // 200)):
            cuts += 1
            assert case.run({path: data[:end]}).outcome != PASS, (case.name, end)
    assert cuts > 100


@pytest.mark.parametrize("kind", EXAMINING)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_no_damage_raises_and_every_result_is_clear(kind: str, data: st.DataObject) -> None:
    ours = [case for case in QUICK if case.kind == kind]
    if not ours:
        result = check(kind, {"matches": data.draw(st.text())}, {}, history=FakeHistory({}, ["v1"]))
        assert BROKEN not in result.message
        return
    case = data.draw(st.sampled_from(ours))
    path = data.draw(st.sampled_from(sorted(case.files)))
    content = bytearray(case.files[path])
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(content)))
        end = data.draw(st.integers(start, min(len(content), start + 40)))
        content[start:end] = data.draw(
            st.one_of(
                st.binary(max_size=6),
                st.sampled_from(
                    [b"<", b">", b"&", b'"', b"{", b"}", b"[", b"]", b",", b"NaN", b"-1", b"null"]
                ),
            )
        )
    result = case.run({**case.files, path: bytes(content)})
    assert BROKEN not in result.message
    assert result.message
    assert "\n" not in result.message
    assert len(result.message) < 600


@pytest.mark.parametrize("kind", [kind for kind in EXAMINING if kind not in ("changed", "tag")])
@settings(max_examples=100, deadline=None)
@given(
    content=st.one_of(
        st.binary(max_size=200), st.text(max_size=200).map(lambda t: t.encode("utf-8", "replace"))
    )
)
def test_arbitrary_content_is_no_report(kind: str, content: bytes) -> None:
    options: Mapping[str, Any] = {
        "file": {"glob": "a.json"},
        "text": {"file": "a.json", "headings": ["Goals"]},
        "table": {"file": "a.json", "columns": ["risk", "owner"], "filled": True},
        "junit": {"file": "a.json"},
        "coverage": {"file": "a.json", "min": 0},
        "sarif": {"file": "a.json", "below": "error"},
        "sbom": {"file": "a.json"},
        "data": {"file": "a.json", "at": "a", "equals": "b"},
        "changelog": {"file": "a.json"},
        "any-of": [{"junit": {"file": "a.json"}}, {"sbom": {"file": "a.json"}}],
    }
    result = check(kind, options[kind], {"a.json": content}, history=FakeHistory({}, ["v1.2.3"]))
    assert BROKEN not in result.message
    if kind != "file":
        assert result.outcome != PASS


@settings(max_examples=300, deadline=None)
@given(
    covered=st.integers(0, 300),
    missed=st.integers(0, 300),
    least=st.one_of(st.integers(0, 100), st.floats(0, 100)),
)
def test_coverage_is_what_is_counted(covered: int, missed: int, least: float) -> None:
    lines = "".join(f"DA:{n},{int(n <= covered)}\n" for n in range(1, covered + missed + 1))
    trace = f"TN:\nSF:a.c\n{lines}LF:9\nLH:9\nend_of_record\n".encode()
    result = check("coverage", {"file": "a.info", "min": least}, {"a.info": trace})
    enough = covered + missed > 0 and covered * 100 >= least * (covered + missed)
    assert (result.outcome == PASS) == enough


@settings(max_examples=200, deadline=None)
@given(
    cells=st.lists(
        st.tuples(st.sampled_from(["", " ", "a", '"', ",", "\n", "|"]), st.sampled_from(["b", ""])),
        min_size=1,
        max_size=6,
    )
)
def test_a_table_is_filled_or_it_is_not(cells: list[tuple[str, str]]) -> None:
    import csv
    from io import StringIO

    buffer = StringIO()
    csv.writer(buffer).writerows([("risk", "owner"), *cells])
    options = {"file": "a.csv", "columns": ["risk", "owner"], "filled": True}
    result = check("table", options, {"a.csv": buffer.getvalue().encode()})
    # What a spreadsheet writes for a row that was cleared.
    rows = [(one, other) for one, other in cells if one.strip() or other]
    assert (result.outcome == PASS) == (
        bool(rows) and all(one.strip() and other for one, other in rows)
    )
