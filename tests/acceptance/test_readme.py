"""What README.md shows is what happens: the example's output, and every command of the start."""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tpmcli.cli.main import main
from world.command import Repository
from world.people import PM, TPM

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
WRITTEN = date(2026, 11, 22)


def block(start: str, kind: str) -> str:
    """Return the first block of a kind after a text."""
    found = re.compile(rf"^```{kind}\n(.*?)^```", re.DOTALL | re.MULTILINE)
    match = found.search(README, README.index(start))
    assert match is not None
    return match[1]


@pytest.fixture
def checkout(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """A repository with the example project where README.md says it is, and the reader in it."""
    example = "examples/payments-ledger"
    shutil.copytree(ROOT / example, repository.root / example)
    repository.commit("the example")
    monkeypatch.chdir(repository.root)
    return repository


def test_the_example_prints_this(
    checkout: Repository, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    del checkout
    monkeypatch.delenv("TPM_AS", raising=False)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    command = block("## Try it", "console").strip().rpartition("/bin/tpm ")[2]
    assert main(shlex.split(command)) == 1
    # The page is narrower than no terminal at all.
    assert capsys.readouterr().out.split() == block("## Try it", "text").split()


def test_what_stands_behind_its_arrows_works(
    checkout: Repository, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TPM_AS", TPM)
    commands = re.findall(r"^ *→ tpm (.*)$", block("## Try it", "text"), re.MULTILINE)
    assert len(commands) == 1
    for command in commands:
        assert main(shlex.split(command)) == 0, capsys.readouterr().err
    shown = main(["-C", str(checkout.root / "examples/payments-ledger"), "gate", "check"])
    assert shown == 1
    assert "stale-question" not in capsys.readouterr().out


def commands_of_the_start() -> Iterator[list[str]]:
    shift = datetime.now(UTC).date() - WRITTEN
    text = re.sub(
        r"\d{4}-\d\d-\d\d",
        lambda found: (date.fromisoformat(found[0]) + shift).isoformat(),
        block("### If you are the TPM", "console"),
    )
    for line in text.splitlines():
        for command in line.removeprefix("$ ").split(" && "):
            yield shlex.split(command, comments=True)


# What the page says is refused, until more is answered; `walk` needs a terminal.
REFUSED = {("sign",): 1, ("gate", "check"): 1, ("gate", "decide"): 1, ("walk",): 2}


def test_the_start_does_what_it_says(repository: Repository) -> None:
    ran = 0
    for program, *words in commands_of_the_start():
        if program == "git":
            repository.git(*words)
            continue
        assert program == "tpm"
        done = repository.run(*words)
        expected = next(
            (code for start, code in REFUSED.items() if words[: len(start)] == [*start]), 0
        )
        assert done.code == expected, f"{words}: {done.code}\n{done.out}{done.err}"
        ran += 1
        if words[:2] == ["evidence", "new"]:
            skeleton = repository.root / "docs/spikes/unknowns-spiked.md"
            skeleton.write_text("# Spike\n\nWe tried the ledger at 2,000 requests a second.\n")
    assert ran == 10
    assert PM in README
