"""What the parsers let through and the loader does not: told from one event at a time."""

from __future__ import annotations

import re
from typing import Any

from yaml.events import Event, MappingStartEvent, NodeEvent, ScalarEvent, SequenceStartEvent

from tpmcli.model.problem import Flaw, Hint, Problem, Remedy
from tpmcli.store.yaml.scan import Limits, YamlSource, refused_character
from tpmcli.text.nesting import line_is_deeper

_TIGHT = re.compile(r"[ \n]*:[,\[\]{}]")


def is_wary(source: YamlSource, *, libyaml: bool) -> bool:
    """Return whether plain or quoted scalars of this text need the look of `scalar_flaw`.

    Many records hold none of the signs that it looks for, and are spared.
    """
    data = source.data
    return not libyaml or b"&" in data or b"!" in data or b"?" in data or b"\\" in data


def scalar_flaw(event: ScalarEvent, text: str, *, flow: bool, key: bool) -> Problem | None:
    """Return what is wrong with a scalar by itself, without a place, or None.

    `flow`: it stands within [ ] or { }. `key`: it is a key.
    """
    if event.anchor is not None:
        return Problem(Flaw.ANCHOR)
    if event.tag is not None:
        return Problem(Flaw.TAG)
    style = event.style
    if not style:
        if flow:
            # libyaml takes a '?' inside a plain scalar here, PyYAML's own parser does not.
            if "?" in event.value:
                return Problem(Flaw.QUESTION_MARK_UNQUOTED)
            # The other way round: PyYAML's own parser takes `[a:]`, libyaml does not.
            end: Any = event.end_mark
            if key and _TIGHT.match(text, end.index):
                return Problem(Flaw.COLON_TIGHT)
    elif style == '"':
        return refused_character(event.value)
    elif style in "|>":
        # libyaml takes a comment without a space in front of it here.
        start: Any = event.start_mark
        header = text[start.index : start.index + 4].partition("\n")[0]
        if "#" in header.partition(" ")[0]:
            return Problem(Flaw.COMMENT_TIGHT)
    return None


def collection_flaw(event: MappingStartEvent | SequenceStartEvent) -> Problem | None:
    """Return what is wrong with the start of a map or a list by itself, or None."""
    if event.anchor is not None:
        return Problem(Flaw.ANCHOR)
    return Problem(Flaw.TAG) if event.tag is not None else None


def key_flaw(event: ScalarEvent) -> Problem | None:
    """Return what is wrong with a scalar as a key, or None."""
    key = event.value
    if not key:
        return Problem(Flaw.KEY_EMPTY)
    return Problem(Flaw.MERGE_KEY) if key == "<<" and not event.style else None


def too_deep(error: Exception, source: YamlSource, file: str, limits: Limits) -> Problem | None:
    """Return the problem of a line that a parser refused and that is nested too deep.

    libyaml looks ahead for the end of a key, so that its own limit, if it has one, can come before
    the events that show the depth.
    """
    mark = getattr(error, "problem_mark", None)
    if mark is None:
        return None
    line = source.text.split("\n", mark.line + 1)[mark.line : mark.line + 1]
    column = line_is_deeper(line[0], limits.depth) if line else 0
    if not column:
        return None
    return depth_problem(limits).at(file, mark.line + 1, column)


def depth_problem(limits: Limits) -> Problem:
    """Return the problem of a collection that is one level too deep."""
    return Problem(Flaw.TOO_DEEP, (limits.depth,), hint=Hint(Remedy.FLATTEN))


def too_many_nodes(event: NodeEvent, file: str, limits: Limits) -> Problem:
    """Return the problem of a file with more nodes than its limit, at the first one too many."""
    hint = Hint(Remedy.SPLIT)
    return Problem(Flaw.TOO_MANY_NODES, (limits.nodes,), file, *place_of(event), hint)


def place_of(event: Event) -> tuple[int, int]:
    """Return the line and column, from 1, at which an event of a parser begins."""
    mark: Any = event.start_mark
    return mark.line + 1, mark.column + 1
