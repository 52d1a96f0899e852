"""The commands that ask: the walk on a screen, and the interview of `tpm init`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import typer

from tpmcli.app.context import CommandContext
from tpmcli.app.init import InitOptions
from tpmcli.app.walk import Walk
from tpmcli.app.workspace import open_workspace
from tpmcli.cli import walk as walk_module
from tpmcli.cli.context import command_context
from tpmcli.cli.interview import interview
from tpmcli.cli.screen import Screen
from tpmcli.model.errors import RefusedError
from tpmcli.model.role import TPM as TPM_ROLE

Run = Callable[..., tuple[int, str, str]]
TPM, PM = "tpm@example.com", "pm@example.com"


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Sets what a person types: single keys, and whole lines that begin with `=`."""

    def given(*words: str) -> None:
        keys: Iterator[str] = iter([word for word in words if not word.startswith("=")])
        lines: Iterator[str] = iter([word[1:] for word in words if word.startswith("=")])
        monkeypatch.setattr(typer, "getchar", lambda: next(keys))
        monkeypatch.setattr("builtins.input", lambda: next(lines))

    return given


def walk(keys: Callable[..., None], *words: str) -> Walk:
    """Walks through the TPM's items of the first phase with these keys."""
    keys(*words)
    here = command_context(person=TPM)
    walked = Walk(open_workspace(here), here, "feasibility", TPM_ROLE)
    screen = Screen()
    while (item := walked.item) is not None:
        if not walk_module._one_item(walked, item, screen):
            break
    return walked


def test_a_walk_with_every_key(
    project: Path, typed: Callable[..., None], capsys: pytest.CaptureFixture[str]
) -> None:
    walked = walk(
        *(typed, "?", "x", "\x07", "y", "=docs/nowhere.md", "e", "=docs/evidence.md"),
        *("n", "=vendor fixed", "s", "b", "a", "=", "a", "=we have none", "Q"),
    )
    assert (walked.answered, walked.position) == (2, 2)
    out = capsys.readouterr().out
    words = " ".join(out.split())
    for said in (
        "y met needs evidence where the item asks for it",
        "that key does nothing here; ? lists them",
        "docs/nowhere.md does not exist",
        "did you mean 'docs/evidence.md'?",
        "may not be answered not applicable",
    ):
        assert said in words
    # A command is copied, so it stands on one line.
    refused = "feasibility.options-compared"
    assert f'→ tpm waive {refused} --reason "…" --until DATE --approved-by E-MAIL\n' in out
    answers = {name: item.answer for name, item in walked.workspace.record.items.items()}
    first = answers[walked.items[0].id]
    assert first is not None
    assert [each.target for each in first.evidence] == ["docs/evidence.md"]
    second = answers[walked.items[1].id]
    assert second is not None
    assert (second.value, second.note) == ("not-met", "vendor fixed")


def test_a_number_stands_for_the_file_proposed(
    project: Path, typed: Callable[..., None], capsys: pytest.CaptureFixture[str]
) -> None:
    import subprocess

    spike = project / "docs/spikes/ledger.md"
    spike.parent.mkdir()
    spike.write_text("# The ledger holds\n\n12 ms.\n", encoding="utf-8")
    subprocess.run(["git", "add", "-A"], cwd=project, check=True)
    walked = walk(typed, "y", "=", "y", "=1", "\x04")
    out = capsys.readouterr().out
    assert "1  docs/spikes/ledger.md  The ledger holds" in out
    first = walked.workspace.record.item(walked.items[0].id).answer
    assert first is not None
    assert [each.path for each in first.evidence] == ["docs/spikes/ledger.md"]
    # Met before and asked again: its evidence is kept, and that is said.
    spike.write_text("# The ledger holds\n\n13 ms.\n", encoding="utf-8")
    here = command_context(person=TPM)
    again = Walk(open_workspace(here), here, "feasibility", TPM_ROLE, everything=True)
    typed("y")
    assert again.item is not None
    assert walk_module._one_item(again, again.item, Screen())
    assert "note: kept the evidence of" in capsys.readouterr().out


def test_ctrl_c_and_the_end_of_input(
    project: Path, typed: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    typed("\x03")
    screen = Screen()
    with pytest.raises(KeyboardInterrupt):
        screen.key("?")

    def ended() -> str:
        raise EOFError

    monkeypatch.setattr(typer, "getchar", ended)
    monkeypatch.setattr("builtins.input", ended)
    assert screen.key("?") == "q"
    assert screen.ask("note") == ""


def test_a_refusal_without_a_way_out(capsys: pytest.CaptureFixture[str]) -> None:
    Screen().refuse(RefusedError("no \x1b[31m"))
    assert capsys.readouterr().out == "no \\x1b[31m\n"


def at_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Makes the streams of this process say that they are a terminal."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        monkeypatch.setattr(stream, "isatty", lambda: True)


def test_the_whole_command(
    project: Path, typed: Callable[..., None], tpm: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_a_terminal(monkeypatch)
    typed("n", "=later", "q")
    code, out, err = tpm("walk", "feasibility", "--role", "pm", "--as", PM)
    assert (code, err) == (0, "")
    assert "1 answered in feasibility; next: tpm next" in out
    code, out, err = tpm("walk", "nowhere", "--as", PM)
    assert code == 2


def test_nothing_is_open(
    project: Path, typed: Callable[..., None], tpm: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    pack = project / "small/own"
    pack.mkdir(parents=True)
    (pack / "tiny.yaml").write_text(
        "schema: tpm/lifecycle/1\nname: tiny\ntitle: Tiny\nphases: [only]\n", encoding="utf-8"
    )
    (pack / "only.yaml").write_text(
        "schema: tpm/checklist/1\nphase: only\ntitle: Only\nquestion: Is it?\n"
        "tpm:\n  - {id: done, title: It is done}\n",
        encoding="utf-8",
    )
    people = ("--tpm", TPM, "--pm", PM)
    own = ("--lifecycle", "own/tiny.yaml", "-y", "-q")
    assert tpm("init", "-C", "small", "--name", "S", *people, *own) == (0, "", "")
    at_a_terminal(monkeypatch)
    code, out, _ = tpm("walk", "--role", "pm", "--as", PM, "-C", "small")
    assert (code, out) == (0, "nothing is open in only; --all shows every item\n")


# --- init --------------------------------------------------------------------------------------


def test_what_was_not_given_is_asked(
    outside: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked: list[tuple[str, object]] = []
    answers = iter(["Kettle", "a@example.com, b@example.com", "pm@example.com", "saas fintech"])

    def prompt(question: str, default: object = None, **more: object) -> str:
        asked.append((question, default))
        return next(answers)

    def confirm(question: str, **more: object) -> bool:
        return "data about people" in question

    monkeypatch.setattr(typer, "prompt", prompt)
    monkeypatch.setattr(typer, "confirm", confirm)
    here = command_context()._replace(env={"TPM_AS": "me@example.com"})
    made = interview(InitOptions("", (), ()), here, traits_given=False, packs_given=False)
    assert asked == [
        ("Product name", "outside"),
        ("Technical Product Manager (e-mail)", "me@example.com"),
        ("Product Manager (e-mail)", "me@example.com"),
        ("Packs to lay over it, apart by spaces", ""),
    ]
    assert made[:3] == ("Kettle", ("a@example.com", "b@example.com"), ("pm@example.com",))
    assert made.packs == ("saas", "fintech")
    assert made.traits == ("handles-personal-data",)


def test_what_was_given_is_not_asked(outside: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    setup = InitOptions("Kettle", (TPM,), (PM,), packs=("saas",), traits=("hosted",))
    here = command_context()._replace(env={})
    monkeypatch.setattr(typer, "prompt", None)
    assert interview(setup, here, traits_given=True, packs_given=True) == setup


def test_init_takes_what_it_knows(tpm: Run, outside: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TPM_AS", "me@example.com")
    assert tpm("init", "--yes")[0] == 0
    policy = (outside / ".tpm/policy.yaml").read_text(encoding="utf-8")
    assert "\nname: outside\n" in policy
    assert policy.count("me@example.com]  #") == 2


def test_init_asks_on_a_terminal(tpm: Run, outside: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def told(setup: InitOptions, here: CommandContext, **given: bool) -> InitOptions:
        assert given == {"traits_given": False, "packs_given": True}
        return setup._replace(name="Asked", tpm=(TPM,), pm=(PM,))

    at_a_terminal(monkeypatch)
    monkeypatch.setattr("tpmcli.cli.interview.interview", told)
    assert tpm("init", "--pack", "saas")[0] == 0
    assert "\nname: Asked\n" in (outside / ".tpm/policy.yaml").read_text(encoding="utf-8")


def test_an_interview_that_is_broken_off_sets_nothing_up(
    tpm: Run, outside: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken_off(question: str, **more: object) -> str:
        raise typer.Abort

    at_a_terminal(monkeypatch)
    monkeypatch.setattr(typer, "prompt", broken_off)
    assert tpm("init") == (130, "", "interrupted\n")
    assert not (outside / ".tpm").exists()
