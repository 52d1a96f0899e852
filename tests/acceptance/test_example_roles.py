"""The example with four roles: rebuilt to the byte, where it stands, passed by its commands."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import subprocess
from datetime import datetime, tzinfo
from pathlib import Path
from typing import Any

import build_example_roles as builder
import pytest
from example_history import README, renewed

from tpmcli.cli.main import main
from world.files import clean_env

DAY = "2026-12-22"
CHECKED = {"plan": "met", "build": "met", "run": "unmet"}


class ThatDay(datetime):
    """A clock that stands at noon of the day for which the example is shown."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> ThatDay:
        return cls(2026, 12, 22, 12, tzinfo=tz)


class DayOfReturn(datetime):
    """A clock on the day after the holiday."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> DayOfReturn:
        return cls(2027, 1, 9, 12, tzinfo=tz)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the example that is a git repository of its own."""
    made = Path(shutil.copytree(builder.EXAMPLE, tmp_path / "clinic-reminders"))
    for command in (["init", "-q"], ["add", "-A"]):
        subprocess.run(["git", *command], cwd=made, check=True, env=clean_env())
    return made


@pytest.fixture
def here(copy: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The copy as the folder to work in, on the example's day."""
    monkeypatch.chdir(copy)
    monkeypatch.setattr("tpmcli.cli.context.datetime", ThatDay)
    return copy


def _blocks(text: str, language: str) -> list[str]:
    """The fenced blocks of a text in a language."""
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.DOTALL | re.MULTILINE)


def report(capsys: pytest.CaptureFixture[str], *words: str) -> Any:
    capsys.readouterr()
    main(["gate", "check", "--format", "json", *words])
    return json.loads(capsys.readouterr().out)


def signed(capsys: pytest.CaptureFixture[str], phase: str) -> dict[str, tuple[str, int, int]]:
    """The state of each role's sign-off, how many there are, and how many are needed."""
    (gate,) = report(capsys, phase)["gates"]
    return {
        each["role"]: (each["state"], each.get("signed", 1), each.get("needed", 1))
        for each in gate["signoffs"]
    }


def test_rebuilding_gives_the_same_bytes(copy: Path) -> None:
    for path in builder.WRITTEN:
        (copy / path).write_bytes(b"")
    builder.build(copy)
    for path in builder.WRITTEN:
        assert (copy / path).read_bytes() == (builder.EXAMPLE / path).read_bytes(), (
            f"{path} is out of date: python scripts/build_example_roles.py"
        )


def test_the_readme_shows_what_the_commands_print(copy: Path) -> None:
    text = (builder.EXAMPLE / README).read_text(encoding="utf-8")
    assert text.count("```console\n$ tpm ") == 5
    assert renewed(text, copy) == text, "run: python scripts/build_example_roles.py"


def test_the_readme_shows_what_the_policy_says() -> None:
    """Each yaml block is in the policy, however it is laid out there."""
    import yaml

    text = (builder.EXAMPLE / README).read_text(encoding="utf-8")
    policy = yaml.safe_load((builder.EXAMPLE / ".tpm/policy.yaml").read_text(encoding="utf-8"))
    blocks = [yaml.safe_load(each) for each in _blocks(text, "yaml")]
    assert len(blocks) == 2
    (demand,) = blocks[0]["gate"]["signoffs"]
    assert demand in policy["gate"]["signoffs"]
    assert blocks[1]["delegations"] == policy["delegations"]


def test_where_it_stands(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert {phase: report(capsys, phase)["verdict"] for phase in CHECKED} == CHECKED
    assert signed(capsys, "run") == {
        "tpm": ("valid", 1, 1),
        "pm": ("valid", 1, 1),
        "security": ("missing", 1, 2),
        "legal": ("valid", 1, 1),
    }
    (gate,) = report(capsys, "run")["gates"]
    (blocker,) = [each for each in gate["findings"] if each["severity"] == "error"]
    assert blocker["subject"] == "run.security"
    assert "ask ann@example.com or bo@example.com to run" in blocker["help"]


def test_the_commands_of_the_readme_pass_the_gate(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (block,) = _blocks((here / README).read_text("utf-8"), "sh")
    commands = [shlex.split(line) for line in block.splitlines()]
    assert len(commands) == 3
    for tool, *words in commands:
        assert tool == "tpm"
        assert main(words) == 0, (words, capsys.readouterr().err)
    assert signed(capsys, "run")["security"] == ("valid", 2, 2)
    assert "deputy-for: pm@example.com" in (here / ".tpm/project.yaml").read_text("utf-8")

    # When the PM is back, the gate still holds, and the delegation is over.
    monkeypatch.setattr("tpmcli.cli.context.datetime", DayOfReturn)
    assert report(capsys, "--decided")["verdict"] == "met"
    assert main(["people"]) == 0
    assert "0 delegations in force, 1 over" in capsys.readouterr().out

    # Somebody who signed a decided gate leaves.
    policy = here / ".tpm/policy.yaml"
    policy.write_text(policy.read_text("utf-8").replace("[ann@example.com, ", "["), "utf-8")
    assert report(capsys, "--decided")["verdict"] == "met"


def test_the_day_after_the_holiday_a_deputy_cannot_sign(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tpmcli.cli.context.datetime", DayOfReturn)
    assert main(["sign", "run", "--role", "pm", "--as", "dana@example.com"]) == 1
    assert "dana@example.com" in capsys.readouterr().err


def test_the_record_is_plausible() -> None:
    record = (builder.EXAMPLE / ".tpm/project.yaml").read_text(encoding="utf-8")
    moments = [datetime.fromisoformat(at) for at in re.findall(r'\bat: "([^"]+)"', record)]
    days = [moment.date().isoformat() for moment in moments]
    assert min(days) > "2026-11-02"
    assert max(days) < DAY
    assert all(moment.weekday() < 5 for moment in moments)
    cited = set(re.findall(r"- path: (\S+)", record))
    documents = (builder.EXAMPLE / "docs").rglob("*.md")
    assert {path.relative_to(builder.EXAMPLE).as_posix() for path in documents} == cited
