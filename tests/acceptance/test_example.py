"""The example project: rebuilt to the byte, as it says it stands, mended by what it prints."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import subprocess
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import Any

import build_example as builder
import pytest
from example_history import README, renewed

from tpmcli.cli.main import main
from world.files import clean_env
from world.people import PM, TPM

PROJECT = Path(__file__).resolve().parents[2]
EXAMPLE = PROJECT / "examples" / "payments-ledger"
DAY = "2026-11-22"
STALE = "architecture.ledger-invariants-enforced"
WAIVED = "architecture.fintech-strong-auth-and-fraud-designed"


class ThatDay(datetime):
    """A clock that stands at noon of the day for which the example is shown."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> ThatDay:
        return cls(2026, 11, 22, 12, tzinfo=tz)


@pytest.fixture
def bare_copy(tmp_path: Path) -> Path:
    """A copy of the example without git."""
    return Path(shutil.copytree(EXAMPLE, tmp_path / "payments-ledger"))


@pytest.fixture
def copy(bare_copy: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy that is a git repository of its own, on the example's day."""
    for command in (["init", "-q"], ["add", "-A"]):
        subprocess.run(["git", *command], cwd=bare_copy, check=True, env=clean_env())
    monkeypatch.chdir(bare_copy)
    monkeypatch.setattr("tpmcli.cli.context.datetime", ThatDay)
    return bare_copy


def check(capsys: pytest.CaptureFixture[str], *options: str) -> tuple[int, Any]:
    """The exit code of `tpm gate check`, and its report as data."""
    code = main(["gate", "check", "--format", "json", *options])
    return code, json.loads(capsys.readouterr().out)


def errors(report: Any) -> list[Any]:
    found = [*report["findings"], *(f for gate in report["gates"] for f in gate["findings"])]
    return [finding for finding in found if finding["severity"] == "error"]


def test_rebuilding_gives_the_same_bytes(bare_copy: Path) -> None:
    for path in builder.WRITTEN:
        (bare_copy / path).write_bytes(b"")
    builder.build(bare_copy)
    for path in (*builder.WRITTEN, builder.PACK):
        assert (bare_copy / path).read_bytes() == (EXAMPLE / path).read_bytes(), (
            f"{path} is out of date: python scripts/build_example.py"
        )


def test_the_readme_shows_what_the_commands_print(bare_copy: Path) -> None:
    text = (EXAMPLE / README).read_text(encoding="utf-8")
    assert text.count("```console\n$ tpm ") == 5
    assert renewed(text, bare_copy) == text, "run: python scripts/build_example.py"


def test_the_gate_names_the_stale_answer_the_waiver_and_the_missing_signoff(
    capsys: pytest.CaptureFixture[str], bare_copy: Path
) -> None:
    where = ("-C", str(bare_copy), "--as-of", DAY)
    code, report = check(capsys, *where)
    assert code == 1
    assert report["verdict"] == "unmet"
    assert report["as_of"] == DAY
    assert {(e["rule"], e["subject"], e["owner"]) for e in errors(report)} == {
        ("stale-question", STALE, TPM),
        ("waiver-unapproved", WAIVED, PM),
        ("signoff-missing", "architecture.tpm", TPM),
    }
    (gate,) = report["gates"]
    assert [s["state"] for s in gate["signoffs"]] == ["missing", "valid"]
    unsatisfied = {item["id"]: item for item in gate["items"] if not item["satisfied"]}
    assert {name: item["state"] for name, item in unsatisfied.items()} == {
        STALE: "stale",
        WAIVED: "waived",
    }
    assert unsatisfied[WAIVED]["waived_until"] == "2027-01-15"

    assert main(["gate", "check", *where]) == 1
    text = capsys.readouterr().out
    for named in ("stale-question", "2027-01-15", "TPM has not signed off"):
        assert named in text


def test_the_printed_commands_mend_it(
    capsys: pytest.CaptureFixture[str], copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The TPM signs off once the own items are answered.
    for person in (TPM, PM, TPM):
        monkeypatch.setenv("TPM_AS", person)
        code, report = check(capsys)
        assert code == 1
        for finding in errors(report):
            if finding["owner"] == person and finding["fix"]:
                tool, *words = shlex.split(finding["fix"])
                assert tool == "tpm"
                assert main(words) == 0, (words, capsys.readouterr().err)
    capsys.readouterr()
    code, report = check(capsys)
    assert (code, report["verdict"]) == (0, "met")
    (gate,) = report["gates"]
    assert gate["recommendation"] == {"decision": "conditional", "rule": "met-with-waiver"}
    assert gate["counts"]["waived"] == 1

    # The waiver ends on its last day, and the gate does not outlive it.
    assert check(capsys, "--as-of", "2027-01-15")[0] == 1  # condition 1 of requirements is overdue
    code, report = check(capsys, "--as-of", "2027-01-16")
    assert code == 1
    assert "waiver-expired" in {e["rule"] for e in errors(report)}


def test_the_commands_of_the_readme_mend_it(capsys: pytest.CaptureFixture[str], copy: Path) -> None:
    readme = (EXAMPLE / "README.md").read_text(encoding="utf-8")
    (block,) = re.findall(r"^```sh\n(.*?)^```", readme, flags=re.DOTALL | re.MULTILINE)
    commands = [shlex.split(line) for line in block.splitlines()]
    assert len(commands) == 4
    for tool, *words in commands:
        assert tool == "tpm"
        assert main(words) == 0, (words, capsys.readouterr().err)


@pytest.mark.parametrize("phase", ["feasibility", "requirements"])
def test_what_was_decided_holds(
    capsys: pytest.CaptureFixture[str], bare_copy: Path, phase: str
) -> None:
    code, report = check(capsys, phase, "-C", str(bare_copy), "--as-of", DAY)
    assert (code, errors(report)) == (0, [])


def test_the_record_is_plausible() -> None:
    record = (EXAMPLE / ".tpm/project.yaml").read_text(encoding="utf-8")
    moments = [datetime.fromisoformat(at) for at in re.findall(r'\bat: "([^"]+)"', record)]
    assert min(moments) > datetime(2026, 10, 1, tzinfo=UTC)
    assert max(moments) < datetime(2026, 11, 22, tzinfo=UTC)
    assert len({moment.date() for moment in moments}) >= 20
    assert all(moment.weekday() < 5 for moment in moments)


def test_the_example_is_small_plain_text() -> None:
    files = [
        path for path in EXAMPLE.rglob("*") if path.is_file() and "__pycache__" not in str(path)
    ]
    contents = [path.read_bytes() for path in files]
    assert sum(map(len, contents)) < 150_000
    for path, content in zip(files, contents, strict=True):
        assert b"\r" not in content, path
        assert b"\0" not in content, path
        assert content.decode("utf-8").endswith("\n"), path


def test_every_document_is_cited_or_explained() -> None:
    record = (EXAMPLE / ".tpm/project.yaml").read_text(encoding="utf-8")
    cited = set(re.findall(r"- path: (\S+)", record))
    documents = {path.relative_to(EXAMPLE).as_posix() for path in (EXAMPLE / "docs").rglob("*.*")}
    assert documents == {path for path in cited if path.startswith("docs/")}


def test_the_reports_say_what_the_prototype_does() -> None:
    tests = (EXAMPLE / "prototype/test_ledger.py").read_text(encoding="utf-8")
    report = (EXAMPLE / "reports/junit.xml").read_text(encoding="utf-8")
    reported = {
        name.partition("[")[0] for name in re.findall(r'<testcase [^>]*name="([^"]+)"', report)
    }
    assert reported == set(re.findall(r"^def (test_\w+)", tests, flags=re.MULTILINE))
