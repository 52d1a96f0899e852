"""What reaches a terminal, a pipe, a runner of CI, and a stream that cannot show everything."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path

import pytest

from tpmcli.app.place import place_here
from tpmcli.cli import console
from tpmcli.cli.context import asked
from tpmcli.render.style import Style


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True

    def fileno(self) -> int:
        raise OSError(25, "no terminal at all")


@pytest.mark.parametrize(
    ("stream", "env", "wanted"),
    [
        (Terminal(), {}, True),
        (Terminal(), {"NO_COLOR": "1"}, False),
        (Terminal(), {"NO_COLOR": ""}, True),
        (Terminal(), {"TERM": "dumb"}, False),
        (Terminal(), {"NO_COLOR": "1", "FORCE_COLOR": "1"}, True),
        (io.StringIO(), {}, False),
        (io.StringIO(), {"FORCE_COLOR": "1"}, True),
        (io.StringIO(), {"FORCE_COLOR": ""}, False),
    ],
)
def test_colour_follows_the_stream_and_the_environment(
    stream: io.StringIO, env: dict[str, str], wanted: bool
) -> None:
    assert console.wants_colour(stream, env) is wanted


@pytest.mark.parametrize(
    ("env", "width"),
    [
        ({"COLUMNS": "72"}, 72),
        ({"COLUMNS": "20"}, 40),
        ({"COLUMNS": "300"}, 110),
        ({"COLUMNS": "wide"}, 80),
        ({}, 80),
        ({"COLUMNS": "0"}, 80),
    ],
)
def test_lines_are_wrapped_to_a_terminal(env: dict[str, str], width: int) -> None:
    assert console.style_for(Terminal(), env) == Style(colour=True, width=width)


def test_the_width_of_the_terminal_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    class Real(Terminal):
        def fileno(self) -> int:
            return 1

    monkeypatch.setattr(os, "get_terminal_size", lambda descriptor: os.terminal_size((66, 20)))
    assert console.style_for(Real(), {}).width == 66


def test_a_pipe_is_not_wrapped() -> None:
    assert console.style_for(io.StringIO(), {"COLUMNS": "60"}) == Style()


def test_signs_that_a_stream_cannot_show(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("GITHUB_ACTIONS", "TF_BUILD", "TEAMCITY_VERSION"):
        monkeypatch.delenv(name, raising=False)
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="ascii", newline="")
    console.write("✓ “all” → done · Zoë …\n", stream)
    assert raw.getvalue() == b'+ "all" -> done - Zo\\xeb ...\n'


def test_a_runner_that_obeys_gets_no_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    stream = io.StringIO()
    console.write("::error::x\n", stream)
    assert not stream.getvalue().startswith("::")
    stream = io.StringIO()
    console.write("::error::x\n", stream, commands=True)
    assert stream.getvalue() == "::error::x\n"


def test_a_reader_that_closed_the_pipe(tmp_path: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with open(writing, "w", encoding="utf-8") as stream:
        console.write("x" * 100_000, stream)
        # What comes later goes nowhere, and raises nothing.
        console.write("y" * 100_000, stream)


def test_talk_and_data(capsys: pytest.CaptureFixture[str]) -> None:
    console.print_message("talk")
    console.print_data("data\n")
    assert capsys.readouterr() == ("data\n", "talk\n")
    plain = console.style_for(sys.stdout, os.environ)
    assert console.style() == plain._replace(place=place_here(asked()))
