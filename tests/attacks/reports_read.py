"""What a report shows to whoever reads it: its headline, and the annotations that GitHub shows."""

from __future__ import annotations

from attack_world import Result

from tpmcli.render.gate import formats

SHOWN = 10
"""So many annotations of each kind GitHub shows."""


def headline(result: Result) -> str:
    """The sentence that the report opens with."""
    return _github(result)[0]


def shown_annotations(result: Result, kind: str = "error") -> list[str]:
    """The annotations of one kind, in their order."""
    return [line for line in _github(result) if line.startswith(f"::{kind} ")]


def last_line(result: Result) -> str:
    """The line after the annotations, or else the last of them."""
    return _github(result)[-1]


def _github(result: Result) -> list[str]:
    assert result.report is not None
    return formats.render("github", result.report).splitlines()
