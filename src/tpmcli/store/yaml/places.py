"""The place of every key and list element of a sound document."""

from __future__ import annotations

from typing import Any, TypeAlias

from yaml.events import (
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from tpmcli.store.yaml.parsers import open_parser
from tpmcli.store.yaml.scan import YamlSource

Place: TypeAlias = tuple[int, int, dict[str | int, "Place"] | None]
"""Line and column, from 1, and the places inside by key or index; None for a scalar."""


def places(source: YamlSource, *, libyaml: bool) -> Place:
    """Return the place of the whole document, with all others inside; (1, 1) if it is empty.

    For text that `build.build` accepts, and no other: nothing is checked again.
    """
    get_event = open_parser(source, libyaml=libyaml).get_event
    scalar = ScalarEvent
    nowhere: Place = (1, 1, None)
    root: dict[str | int, Place] = {}
    inner: dict[str | int, Place] = root
    in_map = False
    key: str | int | None = None
    line = column = 0
    outer: list[tuple[dict[str | int, Place], bool]] = []
    while True:
        event: Any = get_event()
        kind = event.__class__
        if kind is scalar or kind is MappingStartEvent or kind is SequenceStartEvent:
            if not in_map or key is None:
                mark = event.start_mark
                line, column = mark.line + 1, mark.column + 1
                if in_map:
                    key = event.value
                    continue
                key = len(inner)
            if kind is scalar:
                if not outer and not event.value:
                    return nowhere  # the two parsers differ on where an empty document stands
                inner[key] = (line, column, None)
            else:
                within: dict[str | int, Place] = {}
                inner[key] = (line, column, within)
                outer.append((inner, in_map))
                inner, in_map = within, kind is MappingStartEvent
            key = None
        elif kind is MappingEndEvent or kind is SequenceEndEvent:
            inner, in_map = outer.pop()
        elif kind is StreamEndEvent:
            return root.get(0, nowhere)
