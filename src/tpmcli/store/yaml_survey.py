"""The careful pass over a file: the place of every key and element, and every problem.

Slower than `yaml_build` by the marks that it keeps, and run only when something is wrong with the
file or when a place is asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from tpmcli.model.errors import Problem
from tpmcli.store import yaml_flaws as flaws
from tpmcli.store.yaml_parsers import ANCHOR, SYNTAX_ERRORS, open_parser, syntax_problem
from tpmcli.store.yaml_scan import MAX_PROBLEMS, Source, cut

if TYPE_CHECKING:
    from tpmcli.store.yaml_reader import Limits


class Place(NamedTuple):
    """Where something stands (line and column from 1), and what stands inside it by key or index;
    ``inner`` is None for a scalar."""

    line: int
    column: int
    inner: dict[str | int, Place] | None


class Survey(NamedTuple):
    """The places of a whole document, and everything that is wrong with it."""

    root: Place
    problems: list[Problem]


def survey(source: Source, file: str, limits: Limits, *, libyaml: bool) -> Survey:
    """Go through the whole text, or up to its first syntax error or exceeded limit."""
    surveyor = _Surveyor(source, file, limits)
    parser = open_parser(source, libyaml=libyaml)
    try:
        while surveyor.take(parser.get_event()):
            pass
    except SYNTAX_ERRORS as error:
        surveyor.problems.append(syntax_problem(error, parser, file))
    return Survey(surveyor.root, cut(surveyor.problems, file))


class _Open(NamedTuple):
    """A collection whose end has not come yet."""

    inner: dict[str | int, Place]
    is_map: bool
    flow: bool
    is_key: bool


class _Surveyor:
    """Takes the events of one document in turn."""

    def __init__(self, source: Source, file: str, limits: Limits) -> None:
        self.root = Place(1, 1, None)
        self.problems: list[Problem] = []
        self._text = source.text
        self._file = file
        self._limits = limits
        self._open: list[_Open] = []
        # The key that waits for its value, in each open collection; None in a list.
        self._keys: list[tuple[str, Place] | None] = []
        self._nodes = 0
        self._documents = 0

    def take(self, event: Event) -> bool:
        """Look at the next event; False when nothing after it counts."""
        if isinstance(event, NodeEvent):
            goes_on = self._take_node(event)
        elif isinstance(event, (MappingEndEvent, SequenceEndEvent)):
            self._keys.pop()
            if not self._open.pop().is_key and self._keys:
                self._keys[-1] = None
            goes_on = True
        elif isinstance(event, DocumentStartEvent):
            self._documents += 1
            goes_on = self._documents == 1
            if not goes_on:
                self._report(flaws.SECOND_DOCUMENT, event, "remove the '---' and what follows")
        else:
            goes_on = not isinstance(event, StreamEndEvent)
        return goes_on and len(self.problems) <= MAX_PROBLEMS

    def _take_node(self, event: NodeEvent) -> bool:
        self._nodes += 1
        if self._nodes > self._limits.nodes:
            self.problems.append(flaws.too_many_nodes(event, self._file, self._limits))
            return False
        here = self._open[-1] if self._open else None
        as_key = here is not None and here.is_map and self._keys[-1] is None
        if isinstance(event, (MappingStartEvent, SequenceStartEvent)):
            return self._take_collection(event, here, as_key=as_key)
        self._take_leaf(event, here, as_key=as_key)
        return True

    def _take_collection(
        self, event: MappingStartEvent | SequenceStartEvent, here: _Open | None, *, as_key: bool
    ) -> bool:
        if len(self._open) == self._limits.depth:
            message = f"this is nested more than {self._limits.depth} levels deep"
            self._report(message, event, "flatten it")
            return False
        self._report(flaws.collection_flaw(event), event)
        inner: dict[str | int, Place] = {}
        place = self._place(event, inner)
        if as_key:
            self._report(flaws.NOT_A_KEY, event, "write the key on one line, in quotes")
            self._keys[-1] = ("", place)
        else:
            self._put(place, here)
        is_map = isinstance(event, MappingStartEvent)
        self._open.append(_Open(inner, is_map, bool(event.flow_style), as_key))
        self._keys.append(None)
        return True

    def _take_leaf(self, event: NodeEvent, here: _Open | None, *, as_key: bool) -> None:
        place = self._place(event, None)
        if here is None and isinstance(event, ScalarEvent) and not event.value:
            place = self.root  # the parsers disagree on where nothing stands
        key = ""
        if isinstance(event, AliasEvent):
            self._report(ANCHOR, event)
        elif isinstance(event, ScalarEvent):
            flow = here is not None and here.flow
            flaw = flaws.scalar_flaw(event, self._text, flow=flow, key=as_key)
            self._report(flaw, event)
            key = event.value
            if as_key and flaw is None:
                self._check_key(event, here)
        if as_key:
            self._keys[-1] = (key, place)
        else:
            self._put(place, here)
            if self._keys:
                self._keys[-1] = None

    def _check_key(self, event: ScalarEvent, here: _Open | None) -> None:
        self._report(flaws.key_flaw(event), event)
        first = here.inner.get(event.value) if here is not None else None
        if first is not None:
            message = (
                f"the key '{_shortened(event.value)}' stands twice in this block"
                f" (first on line {first.line})"
            )
            self._report(message, event, "keep one of the two")

    def _put(self, place: Place, here: _Open | None) -> None:
        """Note the place of a value: in a map that of its key, with what stands inside."""
        if here is None:
            self.root = place
            return
        waiting = self._keys[-1]
        if waiting is None:
            here.inner[len(here.inner)] = place
        else:
            key, at = waiting
            here.inner.setdefault(key, Place(at.line, at.column, place.inner))

    def _place(self, event: Event, inner: dict[str | int, Place] | None) -> Place:
        return Place(*flaws.place_of(event), inner)

    def _report(self, message: str | None, event: Event, hint: str = "") -> None:
        if message is not None:
            self.problems.append(Problem(message, self._file, *flaws.place_of(event), hint))


def _shortened(key: str) -> str:
    key = key.replace("\n", " ")
    return key if len(key) <= 60 else f"{key[:59]}…"
