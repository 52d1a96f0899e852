"""Plain data straight from parser events: the fast pass over a file that is probably sound.

It stops at the first thing that is not; `survey` then says what and where. What one of the
two refuses the other refuses too, which a test holds.
"""

from __future__ import annotations

from typing import Any

from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from tpmcli.model.problem import Problem
from tpmcli.store.yaml.flaws import collection_flaw, is_wary, scalar_flaw, too_deep, too_many_nodes
from tpmcli.store.yaml.parsers import SYNTAX_ERRORS, EventParser, open_parser, syntax_problem
from tpmcli.store.yaml.scan import Limits, YamlSource
from tpmcli.text.plain_scalars import NUMBER_STARTS, WORDS, number

_BLOCK_STYLES = frozenset("|>")


class Unsound(Exception):  # noqa: N818 - a verdict, caught one call above
    """The file is not sound.

    `problem`, where it is set, is the only one: it ends the reading, and nothing before it was
    wrong.
    """

    def __init__(self, problem: Problem | None = None) -> None:
        super().__init__()
        self.problem = problem


def build(source: YamlSource, file: str, limits: Limits, *, libyaml: bool) -> Any:
    """Return the value of the one document in the text; None for an empty one.

    Raises:
        Unsound: the file is not sound.
    """
    parser = open_parser(source, libyaml=libyaml)
    try:
        return _build(parser, source, file, limits, wary=is_wary(source, libyaml=libyaml))
    except SYNTAX_ERRORS as error:
        problem = too_deep(error, source, file, limits)
        raise Unsound(problem or syntax_problem(error, parser, file)) from error


# One function with local names only: the loop runs once for every event of every file, and a call
# for each would double its cost.
def _build(  # noqa: C901
    parser: EventParser, source: YamlSource, file: str, limits: Limits, *, wary: bool
) -> Any:
    get_event, text, scalar, block_styles = (
        parser.get_event,
        source.text,
        ScalarEvent,
        _BLOCK_STYLES,
    )
    words, number_starts, most_nodes = WORDS, NUMBER_STARTS, limits.nodes
    root: list[Any] = []
    container: Any = root
    in_map = flow = False
    key: str | None = None
    outer: list[tuple[Any, bool, bool]] = []
    nodes = documents = 0
    while True:
        event = get_event()
        kind = event.__class__
        if kind is scalar:
            value = event.value
            style = event.style
            nodes += 1
            if nodes > most_nodes:
                raise Unsound(too_many_nodes(event, file, limits))
            if (wary or style in block_styles) and (
                (style or flow or event.tag is not None or event.anchor is not None)
                and scalar_flaw(event, text, flow=flow, key=in_map and key is None)
            ):
                raise Unsound
            if in_map and key is None:
                if value in container or not value or (value == "<<" and not style):
                    raise Unsound
                key = value
                continue
            if not style:
                if value in words:
                    value = words[value]
                elif value[0] in number_starts:
                    value = number(value)
            if in_map:
                container[key] = value
                key = None
            else:
                container.append(value)
        elif kind is MappingEndEvent or kind is SequenceEndEvent:
            container, in_map, flow = outer.pop()
        elif kind is MappingStartEvent or kind is SequenceStartEvent:
            nodes += 1
            if nodes > most_nodes:
                raise Unsound(too_many_nodes(event, file, limits))
            if (in_map and key is None) or len(outer) == limits.depth or collection_flaw(event):
                raise Unsound
            value = {} if kind is MappingStartEvent else []
            if in_map:
                container[key] = value
                key = None
            else:
                container.append(value)
            outer.append((container, in_map, flow))
            container, in_map, flow = value, kind is MappingStartEvent, event.flow_style
        elif kind is StreamEndEvent:
            return root[0] if root else None
        else:
            documents += kind is DocumentStartEvent
            if kind is AliasEvent or documents > 1:
                raise Unsound
