"""Project files that are read or refused, as cases into whose folder a file can be dropped.

``project_cases/good/*.yaml`` are read. ``project_cases/bad/NAME.yaml`` are refused with exactly the
problems of ``NAME.txt``: ``line:column FLAW words (REMEDY words)``.
"""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from problem_data import told
from tpmcli.model.errors import InvalidInputError
from tpmcli.model.problem import Flaw
from tpmcli.model.record import (
    Answer,
    AnswerValue,
    CheckRun,
    Condition,
    ConditionClose,
    Decision,
    Evidence,
    ItemRecord,
    Outcome,
    Record,
    SignOff,
    Waiver,
)
from tpmcli.model.role import PM, TPM
from tpmcli.store.record.file import read_record

CASES = Path(__file__).parent / "project_cases"
HEX = "0123456789abcdef" * 4
AT = "2026-11-22T14:03:00Z"


def cases(kind: str) -> list[Path]:
    found = sorted((CASES / kind).glob("*.yaml"))
    assert found
    return found


@pytest.mark.parametrize("path", cases("good"), ids=lambda path: path.stem)
def test_good(path: Path) -> None:
    assert read_record(path.read_bytes(), path.name).increment == "1.0"


@pytest.mark.parametrize("path", cases("bad"), ids=lambda path: path.stem)
def test_bad(path: Path) -> None:
    with pytest.raises(InvalidInputError) as caught:
        read_record(path.read_bytes(), path.name)
    assert {problem.file for problem in caught.value.problems} == {path.name}
    expected = path.with_suffix(".txt").read_text(encoding="utf-8").splitlines()
    assert [told(problem) for problem in caught.value.problems] == expected


def test_everything_becomes_the_models_data() -> None:
    record = read_record((CASES / "good" / "everything.yaml").read_bytes(), "project.yaml")
    waived = {
        "reason": "late",
        "by": "a@b.c",
        "approved-by": "d@b.c",
        "until": "2027-01-01",
        "at": AT,
    }
    withdrawn = {"withdrawn": True, "by": "a@b.c", "at": "2026-11-23T14:03:00Z"}
    answer = {
        "answer": "met",
        "role": "tpm",
        "by": "a@b.c",
        "at": AT,
        "question": f"q1:{HEX}",
        "evidence": [
            {"path": "docs/a b.md#top", "sha256": HEX},
            {"url": "https://b.c/d?e#f"},
        ],
        "note": "two\nlines",
        "owner": "a@b.c",
        "due": "2028-02-29",
        "carried": "0.9",
    }
    signed = {"by": "a@b.c", "at": AT, "digest": f"s1:{HEX}", "waivers": {"release.a": 1}}
    decided = {
        "decision": "conditional",
        "by": "a@b.c",
        "at": AT,
        "reason": "because",
        "minutes": "docs/m.md",
        "recommendation": "hold",
        "rule": "unmet",
        "conditions": [{"text": "do it", "owner": "a@b.c", "due": "2027-01-01"}],
        "waivers": {"release.a": 2},
        "signoffs": {"tpm": 1, "pm": 0},
        "standing": ["release.a"],
        "digest": f"d1:{HEX}",
    }
    closed = {
        "close": 1,
        "evidence": [{"url": "https://b.c"}],
        "note": "done",
        "by": "a@b.c",
        "at": AT,
    }
    waiver = Waiver("a@b.c", AT, "late", ("d@b.c",), "2027-01-01", withdrawn=False, raw=waived)
    end = Waiver("a@b.c", "2026-11-23T14:03:00Z", withdrawn=True, raw=withdrawn)
    ran = {"check": f"c1:{HEX}", "tree": f"t1:{HEX}", "outcome": "pass", "message": ""}
    raw = {**ran, "by": "a@b.c", "at": AT}
    run = CheckRun(**ran, by="a@b.c", at=AT, raw=raw)
    assert record == Record(
        policy="ledger",
        increment="1.0",
        kind="patch",
        items={
            "release.a": ItemRecord(
                "release.a",
                Answer(
                    value=AnswerValue.MET,
                    role=TPM,
                    by="a@b.c",
                    at=AT,
                    question=f"q1:{HEX}",
                    evidence=(
                        Evidence(path="docs/a b.md#top", sha256=HEX),
                        Evidence(url="https://b.c/d?e#f"),
                    ),
                    note="two\nlines",
                    owner="a@b.c",
                    due="2028-02-29",
                    carried="0.9",
                    raw=answer,
                ),
                (waiver, end),
                (run,),
            ),
            "release.only-waived": ItemRecord("release.only-waived", None, (waiver,)),
        },
        signoffs={
            ("release", TPM): (SignOff("a@b.c", AT, f"s1:{HEX}", {"release.a": 1}, raw=signed),),
            ("release", PM): (),
        },
        decisions={
            "release": (
                Decision(
                    outcome=Outcome.CONDITIONAL,
                    by="a@b.c",
                    at=AT,
                    digest=f"d1:{HEX}",
                    recommendation="hold",
                    rule="unmet",
                    reason="because",
                    minutes="docs/m.md",
                    conditions=(Condition("do it", "a@b.c", "2027-01-01"),),
                    waivers={"release.a": 2},
                    signoffs={"tpm": 1, "pm": 0},
                    continuous_items=("release.a",),
                    raw=decided,
                ),
                ConditionClose(1, "a@b.c", AT, (Evidence(url="https://b.c"),), "done", closed),
            )
        },
        file="project.yaml",
    )


COMPLETE = f"""\
schema: tpm/project/1
policy: ledger
increment: "1.0"
items:
  release.a:
    answer: met
    role: tpm
    evidence:
      - path: docs/a.md
        sha256: {HEX}
      - url: https://b.c
    by: a@b.c
    at: "{AT}"
    question: q1:{HEX}
"""


def test_an_answer_with_every_key_is_complete() -> None:
    item = read_record(COMPLETE.encode(), "f").item("release.a")
    assert item.incomplete is None
    assert item.answer is not None


@pytest.mark.parametrize(
    ("old", "new", "name", "lacks"),
    [
        ("    by: a@b.c\n", "", "release.a", ("by",)),
        (f'    at: "{AT}"\n    question: q1:{HEX}\n', "", "release.a", ("at", "question")),
        (f"        sha256: {HEX}\n", "", "release.a", ("sha256",)),
        ("      - url: https://b.c\n", "      - https://b.c\n", "release.a", ("sha256",)),
        ("  release.a:", "  a:", "a", ()),
    ],
)
def test_an_answer_that_lacks_a_key_does_not_count_and_is_kept(
    old: str, new: str, name: str, lacks: tuple[str, ...]
) -> None:
    assert old in COMPLETE
    data = COMPLETE.replace(old, new).encode()
    item = read_record(data, "f").item(name)
    assert item.answer is None
    assert item.incomplete is not None
    assert item.incomplete.lacks == lacks
    written = yaml.safe_load(data)["items"][name]
    assert item.incomplete.raw == written == item.raw_answer
    assert not item.empty


def test_waivers_are_not_under_a_slug() -> None:
    data = COMPLETE.replace("  release.a:", "  a:") + (
        f'    waivers:\n      - {{withdrawn: true, by: a@b.c, at: "{AT}"}}\n'
    )
    with pytest.raises(InvalidInputError) as caught:
        read_record(data.encode(), "f")
    assert [problem.flaw for problem in caught.value.problems] == [Flaw.LISTS_UNDER_SLUG]


def test_line_ends_and_a_byte_order_mark_change_nothing() -> None:
    data = (CASES / "good" / "everything.yaml").read_bytes()
    plain = read_record(data, "f")
    assert read_record(data.replace(b"\n", b"\r\n"), "f") == plain
    assert read_record(b"\xef\xbb\xbf" + data, "f") == plain
