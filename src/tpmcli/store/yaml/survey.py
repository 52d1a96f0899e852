"""The careful pass over a file that is not sound: every problem, and where it is."""

from __future__ import annotations

from yaml.events import (
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

from tpmcli.model.problem import Flaw, Hint, Problem, Remedy
from tpmcli.store.yaml import flaws
from tpmcli.store.yaml.parsers import SYNTAX_ERRORS, open_parser, syntax_problem
from tpmcli.store.yaml.scan import MAX_PROBLEMS, Limits, YamlSource, cut


def survey(source: YamlSource, file: str, limits: Limits, *, libyaml: bool) -> list[Problem]:
    """Return every problem, up to the first syntax error or exceeded limit."""
    surveyor = _Surveyor(source, file, limits)
    parser = open_parser(source, libyaml=libyaml)
    try:
        while surveyor.take(parser.get_event()):
            pass
    except SYNTAX_ERRORS as error:
        problem = flaws.too_deep(error, source, file, limits)
        surveyor.problems.append(problem or syntax_problem(error, parser, file))
    return cut(surveyor.problems, file)


class _Open:
    """A collection whose end has not come yet."""

    __slots__ = ("awaits_key", "first_lines", "flow", "is_map")

    def __init__(self, *, is_map: bool, flow: bool) -> None:
        self.is_map = is_map
        self.flow = flow
        self.awaits_key = is_map
        self.first_lines: dict[str, int] = {}


class _Surveyor:
    """Takes the events of one document in turn."""

    def __init__(self, source: YamlSource, file: str, limits: Limits) -> None:
        self.problems: list[Problem] = []
        self._text = source.text
        self._file = file
        self._limits = limits
        self._open: list[_Open] = []
        self._nodes = 0
        self._documents = 0

    def take(self, event: Event) -> bool:
        """Look at the next event; return whether what comes after it counts."""
        if isinstance(event, NodeEvent):
            goes_on = self._take_node(event)
        elif isinstance(event, (MappingEndEvent, SequenceEndEvent)):
            self._open.pop()
            goes_on = True
        elif isinstance(event, DocumentStartEvent):
            self._documents += 1
            goes_on = self._documents == 1
            if not goes_on:
                hint = Hint(Remedy.REMOVE_SECOND_DOCUMENT)
                self._report(Problem(Flaw.SECOND_DOCUMENT, hint=hint), event)
        else:
            goes_on = not isinstance(event, StreamEndEvent)
        return goes_on and len(self.problems) <= MAX_PROBLEMS

    def _take_node(self, event: NodeEvent) -> bool:
        self._nodes += 1
        if self._nodes > self._limits.nodes:
            self.problems.append(flaws.too_many_nodes(event, self._file, self._limits))
            return False
        here = self._open[-1] if self._open else None
        as_key = here is not None and here.awaits_key
        if here is not None and here.is_map:
            here.awaits_key = not as_key
        if isinstance(event, (MappingStartEvent, SequenceStartEvent)):
            return self._take_collection(event, as_key=as_key)
        if isinstance(event, ScalarEvent):
            self._take_scalar(event, here, as_key=as_key)
        else:
            self._report(Problem(Flaw.ANCHOR), event)
        return True

    def _take_collection(
        self, event: MappingStartEvent | SequenceStartEvent, *, as_key: bool
    ) -> bool:
        if len(self._open) == self._limits.depth:
            self._report(flaws.depth_problem(self._limits), event)
            return False
        self._report(flaws.collection_flaw(event), event)
        if as_key:
            hint = Hint(Remedy.WRITE_KEY_ON_LINE)
            self._report(Problem(Flaw.KEY_NOT_TEXT, hint=hint), event)
        is_map = isinstance(event, MappingStartEvent)
        self._open.append(_Open(is_map=is_map, flow=bool(event.flow_style)))
        return True

    def _take_scalar(self, event: ScalarEvent, here: _Open | None, *, as_key: bool) -> None:
        flow = here is not None and here.flow
        flaw = flaws.scalar_flaw(event, self._text, flow=flow, key=as_key)
        if flaw is None and as_key:
            flaw = flaws.key_flaw(event)
        self._report(flaw, event)
        if flaw is None and as_key and here is not None:
            self._check_unique(event, here)

    def _check_unique(self, event: ScalarEvent, here: _Open) -> None:
        key, first_lines = event.value, here.first_lines
        if key in first_lines:
            words = (_shortened(key), first_lines[key])
            hint = Hint(Remedy.KEEP_ONE_KEY)
            self._report(Problem(Flaw.DUPLICATE_KEY, words, hint=hint), event)
        else:
            first_lines[key] = flaws.place_of(event)[0]

    def _report(self, problem: Problem | None, event: Event) -> None:
        if problem is not None:
            self.problems.append(problem.at(self._file, *flaws.place_of(event)))


def _shortened(key: str) -> str:
    key = key.replace("\n", " ")
    return key if len(key) <= 60 else f"{key[:59]}…"
