"""What the parsers let through and the loader does not: told from one event at a time."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from yaml.events import Event, MappingStartEvent, NodeEvent, ScalarEvent, SequenceStartEvent

from tpmcli.model.errors import Problem
from tpmcli.model.nesting import line_is_deeper
from tpmcli.store.yaml_parsers import ANCHOR, TAG
from tpmcli.store.yaml_scan import Source, refused_character

if TYPE_CHECKING:
    from tpmcli.store.yaml_reader import Limits

QUESTION_MARK = "a '?' in a value within [ ] or { } needs quotes"
TIGHT_COLON = "a space is missing after this key's ':'"
TIGHT_COMMENT = "a space is missing before the '#' after '|' or '>'"
SECOND_DOCUMENT = "a second document starts here: one file holds one"
NOT_A_KEY = "a list or a map cannot be a key"
EMPTY_KEY = "the key before ':' is missing"
MERGE_KEY = "merge keys (<<) are not allowed: write the keys out"

_TIGHT = re.compile(r"[ \n]*:[,\[\]{}]")


def is_wary(source: Source, *, libyaml: bool) -> bool:
    """Whether plain or quoted scalars of this text need the look of `scalar_flaw`.

    Many records hold none of the signs that it looks for, and are spared.
    """
    data = source.data
    return not libyaml or b"&" in data or b"!" in data or b"?" in data or b"\\" in data


def scalar_flaw(event: ScalarEvent, text: str, *, flow: bool, key: bool) -> str | None:
    """What is wrong with a scalar by itself, or None.

    ``flow``: it stands within [ ] or { }. ``key``: it stands where a key belongs.
    """
    if event.anchor is not None:
        return ANCHOR
    if event.tag is not None:
        return TAG
    style = event.style
    if not style:
        if flow:
            # libyaml takes a '?' inside a plain scalar here, PyYAML's own parser does not.
            if "?" in event.value:
                return QUESTION_MARK
            # The other way round: PyYAML's own parser takes `[a:]`, libyaml does not.
            end: Any = event.end_mark
            if key and _TIGHT.match(text, end.index):
                return TIGHT_COLON
    elif style == '"':
        return refused_character(event.value)
    elif style in "|>":
        # libyaml takes a comment without a space in front of it here.
        start: Any = event.start_mark
        header = text[start.index : start.index + 4].partition("\n")[0]
        if "#" in header.partition(" ")[0]:
            return TIGHT_COMMENT
    return None


def collection_flaw(event: MappingStartEvent | SequenceStartEvent) -> str | None:
    """What is wrong with the start of a map or a list by itself, or None."""
    if event.anchor is not None:
        return ANCHOR
    return TAG if event.tag is not None else None


def key_flaw(event: ScalarEvent) -> str | None:
    """What is wrong with a scalar as a key, or None."""
    key = event.value
    if not key:
        return EMPTY_KEY
    return MERGE_KEY if key == "<<" and not event.style else None


def too_deep(error: Exception, source: Source, file: str, limits: Limits) -> Problem | None:
    """Return the problem of a line that a parser refused and that is nested too deep.

    libyaml looks ahead for the end of a key, so that its own limit, where it has one, can come
    before the events that show the depth.
    """
    mark = getattr(error, "problem_mark", None)
    if mark is None:
        return None
    line = source.text.split("\n", mark.line + 1)[mark.line : mark.line + 1]
    column = line_is_deeper(line[0], limits.depth) if line else 0
    if not column:
        return None
    return Problem(depth_words(limits), file, mark.line + 1, column, "flatten it")


def depth_words(limits: Limits) -> str:
    """Return the message for a collection that is one level too deep."""
    return f"this is nested more than {limits.depth} levels deep"


def too_many_nodes(event: NodeEvent, file: str, limits: Limits) -> Problem:
    """The problem of a file with more nodes than its limit, at the first one too many."""
    message = f"the file holds more than {limits.nodes:,} keys and values"
    return Problem(message, file, *place_of(event), "split it")


def place_of(event: Event) -> tuple[int, int]:
    """The line and column, from 1, at which an event of a parser begins."""
    mark: Any = event.start_mark
    return mark.line + 1, mark.column + 1
