"""Records larger than any team's: they work, in bounds, and nothing of them is lost."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from tpmcli.app.blocks import blocks_of
from tpmcli.app.lint import lint
from tpmcli.model.errors import InvalidInputError
from tpmcli.model.record import AnswerValue
from tpmcli.model.rule import Rule
from tpmcli.model.verdict import GateVerdict
from tpmcli.store.record.canonical import new_project
from tpmcli.store.record.entries import answer_entry
from world.folder import Folder
from world.found import blocking
from world.people import RECORD, TPM

PHASES = [f"phase-{number}" for number in range(5)]


def _huge(folder: Path, count: int) -> tuple[Folder, list[str]]:
    """A project of so many items, in five phases, and their ids."""
    lite = Folder.lite(folder)
    checklists = folder / ".tpm/checklists/huge"
    checklists.mkdir(parents=True)
    (checklists / "lifecycle.yaml").write_text(
        f"schema: tpm/lifecycle/1\nname: huge\ntitle: Huge\nphases: [{', '.join(PHASES)}]\n"
    )
    names = []
    for phase in PHASES:
        text = [f"schema: tpm/checklist/1\nphase: {phase}\ntitle: T\nquestion: Q?\n"]
        for role in ("tpm", "pm"):
            text.append(f"{role}:\n")
            for number in range(count // 10):
                names.append(f"{phase}.{role}-{number}")
                text.append(f"  - {{id: {role}-{number}, title: Thing {number} is done}}\n")
        (checklists / f"{phase}.yaml").write_text("".join(text))
    policy = folder / ".tpm/policy.yaml"
    words = policy.read_text(encoding="utf-8")
    words = words.replace("lifecycle: lite", "lifecycle: .tpm/checklists/huge/lifecycle.yaml")
    policy.write_text(words.replace("start-at: feasibility", f"start-at: {PHASES[0]}"))
    return lite, names


@pytest.mark.parametrize("count", [2_000, pytest.param(10_000, marks=pytest.mark.soak)])
def test_a_record_of_thousands_of_items(
    count: int, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    lite, names = _huge(tmp_path, count)
    here = lite.session()
    started = time.process_time()
    lite.sync()
    workspace = lite.open()
    blocks = {
        item.id: answer_entry(
            item, AnswerValue.NOT_MET, (), by=TPM, at=here.now(), note="not yet", owner="", due=""
        )
        for item in workspace.checklist.items().values()
    }
    lite.path(RECORD).write_bytes(
        new_project(workspace.policy.id, "1.0", "", blocks_of(workspace), record={"items": blocks})
    )
    # The last words on a hundred of them are said by the command.
    lite.answer_each(names[:100], "not-met", note="still not")
    record = lite.open().record
    said = [answered.note for name in names if (answered := record.item(name).answer)]
    assert said == ["still not"] * 100 + ["not yet"] * (count - 100)
    report = lite.judged("phase", PHASES[-1])
    assert report.verdict is GateVerdict.UNMET
    assert {subject for rule, subject in blocking(report) if rule is Rule.NOT_MET} == {
        name for name in names if name.startswith(PHASES[-1])
    }
    assert lint(here).untidy == ()
    seconds = time.process_time() - started
    size = lite.path(RECORD).stat().st_size
    assert seconds < 60
    record_property("items", len(names))
    record_property("MB", round(size / 1e6, 1))


def test_a_reader_that_loses_lines_of_a_large_record_is_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def careless(text: str) -> Iterator[list[str]]:
        lines = enumerate(text.split("\n"))
        yield [line for number, line in lines if number < 9_000 or line != "    note: not yet"]

    monkeypatch.setattr("tpmcli.store.yaml.plain._portions", careless)
    with pytest.raises(AssertionError):
        test_a_record_of_thousands_of_items(2_000, tmp_path, lambda *figure: None)


@pytest.mark.parametrize("count", [20, pytest.param(200, marks=pytest.mark.soak)])
def test_many_decisions_on_one_gate(
    count: int, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    lite = Folder.lite(tmp_path)
    lite.answer_all("feasibility")
    for number in range(count - 1):
        outcome = "recycle" if number % 2 else "hold"
        lite.decide("feasibility", outcome, reason=f"not yet, {number}")
        lite.now += timedelta(hours=1)
    lite.now += timedelta(hours=1)
    lite.sign_both("feasibility")
    lite.now += timedelta(hours=1)
    lite.decide("feasibility", reason="at last")
    taken = lite.open().record.decisions["feasibility"]
    assert len(taken) == count
    assert [entry.raw["reason"] for entry in taken][:-1] == [
        f"not yet, {n}" for n in range(count - 1)
    ]
    assert lite.judged("phase", "feasibility").verdict is GateVerdict.MET
    # Every one of them is bound: an edit of the last reopens nothing unseen.
    lite.write(RECORD, lite.read().replace("at last", "at first"))
    changed = lite.judged("phase", "feasibility")
    assert (Rule.RECORD_REWRITTEN, "feasibility") in blocking(changed)
    record_property("decisions", len(taken))


def test_more_nodes_than_a_checklist_may_have_are_refused_in_time(tmp_path: Path) -> None:
    lite, _ = _huge(tmp_path, 2_000)
    checklist = tmp_path / ".tpm/checklists/huge" / f"{PHASES[0]}.yaml"
    text = checklist.read_text()
    more = "".join(f"  - {{id: more-{n}, title: Thing {n} is done}}\n" for n in range(50_000))
    checklist.write_text(text.replace("pm:\n", f"{more}pm:\n"))
    started = time.monotonic()
    with pytest.raises(InvalidInputError):
        lite.open()
    assert time.monotonic() - started < 10
