"""`tpm checklist`: each case is a file with a command, its exit code and everything it prints."""

from __future__ import annotations

import json
import shlex
from pathlib import Path

import pytest

from tpmcli.cli.main import main
from tpmcli.model.errors import Exit
from tpmcli.version import __version__
from world.expected import Expected

HERE = Path(__file__).resolve().parent
PROJECT = HERE / "checklist_project"
CASES = sorted((HERE / "checklist_cases").glob("*.txt"))


@pytest.fixture(autouse=True)
def _plain_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("FORCE_COLOR", "COLUMNS", "TPM_DEBUG"):
        monkeypatch.delenv(name, raising=False)


def run(words: list[str], capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    """The exit code, stdout and stderr of a command."""
    code = main(words)
    out, err = capsys.readouterr()
    return code, out, err


def transcript(command: str, capsys: pytest.CaptureFixture[str]) -> str:
    """What a case file holds after its first line. The version is not what a case is about."""
    code, out, err = run(shlex.split(command), capsys)
    return f"exit {code}\n{out}{err}".replace(f"tpm {__version__}.", "tpm VERSION.")


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_a_command_prints_this(
    case: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    expected: Expected,
) -> None:
    command = case.read_text(encoding="utf-8").partition("\n")[0]
    assert command.startswith("$ tpm checklist ")
    monkeypatch.chdir(PROJECT)
    expected(case, f"{command}\n{transcript(command.removeprefix('$ tpm '), capsys)}")


def test_there_are_cases() -> None:
    assert len(CASES) >= 20


@pytest.mark.parametrize(
    "words",
    [
        ["list"],
        ["show"],
        ["show", "testing"],
        ["show", "testing", "--pack", "fintech", "--role", "pm"],
        ["show", "lite"],
        ["show", "fintech"],
        ["show", "prd-complete"],
        ["show", "fintech-ledger-correctness-proven"],
        ["show", "--traits"],
        ["show", "testing", "--traits"],
        ["show", "--kinds"],
    ],
    ids=" ".join,
)
def test_it_works_outside_a_project(
    words: list[str],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    code, out, err = run(["checklist", *words], capsys)
    assert (code, err) == (Exit.OK, "")
    assert len(out.splitlines()) > 5
    code, out, err = run(["checklist", *words, "--format", "json"], capsys)
    assert (code, err) == (Exit.OK, "")
    schema = "tpm/checklists/1" if words == ["list"] else "tpm/checklist-view/1"
    assert json.loads(out)["schema"] == schema
    assert list(tmp_path.iterdir()) == []


def test_a_broken_policy_is_not_passed_over(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / ".tpm").mkdir()
    policy = (PROJECT / ".tpm" / "policy.yaml").read_text(encoding="utf-8")
    (tmp_path / ".tpm" / "policy.yaml").write_text(policy, encoding="utf-8")
    for words in (["list"], ["show"], ["show", "--traits"], ["show", "idea", "--format", "yaml"]):
        code, out, err = run(["checklist", *words, "-C", str(tmp_path)], capsys)
        assert (code, out) == (Exit.UNEVALUATED, "")
        assert "the file `.tpm/checklists/short.yaml` does not exist" in err
    code, out, err = run(
        ["checklist", "show", "idea", "-C", str(tmp_path), "--lifecycle=lite"], capsys
    )
    assert code == Exit.USAGE
    code, out, err = run(
        ["checklist", "show", "lite", "-C", str(tmp_path), "--lifecycle=lite"], capsys
    )
    assert (code, err) == (Exit.OK, "")


@pytest.mark.parametrize("words", [["--format", "xml"], ["--unknown"], ["a", "b"]])
def test_words_that_do_not_fit_are_usage(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = run(["checklist", "show", *words], capsys)
    assert (code, out) == (Exit.USAGE, "")
    assert "tpm checklist show --help" in err


def test_completion_offers_what_can_be_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    from tpmcli.cli.checklist.show import _lifecycles
    from tpmcli.cli.completion import checklist_parts

    monkeypatch.chdir(PROJECT)
    assert checklist_parts("i") == ["idea", "idea.boiling-tried", "idea.need-shown"]
    assert checklist_parts("fin") == ["fintech"]
    assert _lifecycles("") == ["standard", "lite"]
