"""Reading our files: YAML, strictly, with every problem at its line and column.

A file is plain data: maps with unique string keys, lists, strings, integers, floats, booleans and
null (what a plain scalar means is told in `plain_scalars`). Keys are strings as written, so that
`no: 1` has the key `"no"`. Anchors, aliases, tags, merge keys, directives, several documents
and duplicate keys are refused.

A sound file is read in one pass, and nothing is kept but the value: line by line where it is
plainly spelled (`plain`), otherwise over the parser's events. Only when something is wrong is
the text read once more (`survey`), or when a place is asked for (`places`).
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeAlias

from tpmcli.model.errors import InvalidInputError
from tpmcli.model.problem import Flaw, Problem
from tpmcli.store.yaml.scan import CONFIG_LIMITS, Limits, YamlSource, scan

if TYPE_CHECKING:
    from tpmcli.store.yaml.places import Place

Value: TypeAlias = Any
"""dict[str, Value], list[Value], str, int, float, bool or None."""


EXPLAINED_BYTES = 64 << 10
"""Problems in a file up to this size are told by PyYAML's own parser on every machine, so that the
words and places do not depend on libyaml; in a larger file that would take seconds."""


class Document:
    """A sound file: its plain data, and where each part of it stands."""

    __slots__ = ("_data", "_libyaml", "_place", "by_lines", "file", "value")

    def __init__(
        self,
        value: Value,
        file: str,
        data: bytes | Callable[[], bytes],
        *,
        libyaml: bool | None = None,
        by_lines: bool = False,
    ) -> None:
        """Take the plain data of a file, and its bytes or what reads them.

        Args:
            libyaml: which of the parsers tells the places; the faster one if it is None.
            by_lines: whether the file was read by `plain.read_plain`.
        """
        self.by_lines = by_lines
        self.value = value
        self.file = file
        # Not the text: a place is rarely asked for, and a record may be large.
        self._data = data
        self._libyaml = libyaml
        self._place: Place | None = None

    def position(self, path: tuple[str | int, ...] = ()) -> tuple[int, int]:
        """Return the line and the column, from 1, of the key or list element at `path`.

        For a path that does not exist: of its nearest existing parent. The empty path is the place
        at which the data begins; (1, 1) for an empty document.
        """
        if self._place is None:
            from tpmcli.store.yaml.parsers import LIBYAML
            from tpmcli.store.yaml.places import places

            libyaml = LIBYAML if self._libyaml is None else self._libyaml
            with collector_off():
                data = self._data if isinstance(self._data, bytes) else self._data()
                source = scan(data, self.file, len(data))
                self._place = places(source, libyaml=libyaml)
        line, column, inner = self._place
        for step in path:
            if inner is None or step not in inner:
                break
            line, column, inner = inner[step]
        return line, column

    def placed(self, problem: Problem, path: tuple[str | int, ...]) -> Problem:
        """Return the problem with this file and the position of what is at `path`."""
        return problem.at(self.file, *self.position(path))

    def all_placed(self, wrong: Iterable[tuple[tuple[str | int, ...], Problem]]) -> list[Problem]:
        """Return problems, each given with its path, as `placed` does, in the file's order."""
        found = [self.placed(problem, path) for path, problem in wrong]
        return sorted(found, key=lambda problem: (problem.line, problem.column))


def value_at(value: Any, path: tuple[str | int, ...]) -> Any:
    """Return the value at a path of keys and indexes, all of which are there."""
    for step in path:
        value = value[step]
    return value


def read_yaml(data: bytes, file: str, limits: Limits = CONFIG_LIMITS) -> Document:
    """Read the bytes of `file` (a name for messages; nothing is opened).

    Raises InvalidInputError with every problem found: all lexical ones; or all refused constructs
    and duplicate keys, up to the first syntax error. An empty document has the value None.
    """
    from tpmcli.store.yaml.plain import read_plain

    source = scan(data, file, limits.bytes)
    with collector_off():
        value = read_plain(source.text, limits)
    if value is not None:
        return Document(value, file, source.data, by_lines=True)
    from tpmcli.store.yaml.parsers import LIBYAML

    return parse(source, file, limits, libyaml=LIBYAML)


def parse(source: YamlSource, file: str, limits: Limits, *, libyaml: bool) -> Document:
    """Read a scanned file over the events of one of the two parsers.

    Value and verdict are the same with both.

    Raises:
        InvalidInputError: every problem found.
    """
    with collector_off():
        from tpmcli.store.yaml.build import Unsound, build

        try:
            value = build(source, file, limits, libyaml=libyaml)
        except Unsound as verdict:
            problems = _explain(verdict.problem, source, file, limits, libyaml=libyaml)
            raise InvalidInputError(problems) from None
    return Document(value, file, source.data, libyaml=libyaml)


def _explain(
    only: Problem | None, source: YamlSource, file: str, limits: Limits, *, libyaml: bool
) -> list[Problem]:
    """Return the problems of an unsound file; `only` is its one problem, if that is known."""
    from tpmcli.store.yaml.survey import survey

    if libyaml and len(source.data) <= EXPLAINED_BYTES:
        problems = survey(source, file, limits, libyaml=False)
        if problems:
            return problems
    if only is not None:
        return [only]
    problems = survey(source, file, limits, libyaml=libyaml)
    return problems or [Problem(Flaw.DOUBTFUL, (), file, 1, 1)]


@contextmanager
def collector_off() -> Iterator[None]:
    """Switch the garbage collector off.

    It looks at the growing data again and again, which makes reading superlinear, and parsing
    leaves no circles behind.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
