"""A conflicted project file merged by its records: git's three stages in, one text out.

git compares lines; this compares what is recorded. Whatever only one side changed, and whatever
both appended without contradicting each other, is merged; a contradiction is left to a person,
within conflict markers around its block and nothing else. Comments of both sides stay.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

from tpmcli.store.record.canonical import SECTIONS, TOP_KEYS, Order, Phases, layout
from tpmcli.store.record.edit import edited
from tpmcli.store.record.file import read_project
from tpmcli.store.record.outline import Block, Section, outline
from tpmcli.store.record.text import ProjectText, add_comment, people_comments
from tpmcli.store.record.three_way import Contradiction, Sides, choice, union
from tpmcli.store.record.tidy import readable

Value = Any


class Conflict(NamedTuple):
    """A block that both sides changed in ways that contradict each other.

    `section` is empty for a key at the top of the file. `line` is where its conflict markers
    begin in the merged text, from 1.
    """

    section: str
    key: str
    message: str
    line: int


class MergeResult(NamedTuple):
    """The merged file, and what is left to a person; it is complete where that is empty."""

    data: bytes
    conflicts: tuple[Conflict, ...]


class _Stage(NamedTuple):
    """One side: its text, and its value."""

    text: ProjectText
    value: dict[str, Value]

    def top(self, key: str) -> Section | None:
        return self.text.outline.section(key)

    def blocks(self, section: str) -> dict[str, Block]:
        found = self.top(section)
        return {block.key: block for block in (found and found.blocks) or ()}


def merge(base: bytes | None, ours: bytes, theirs: bytes, file: str, phases: Phases) -> MergeResult:
    """Merge two versions of a project file; `base` is what both came from, None if nothing.

    The text follows ours; what is new in theirs goes to its canonical place. Raises
    InvalidInputError if a version cannot be read, and names it.
    """
    stages = (
        _stage(base, f"{file} (base)"),
        _stage(ours, f"{file} (ours)"),
        _stage(theirs, f"{file} (theirs)"),
    )
    return _Merge(stages, file, phases).result()


def _stage(data: bytes | None, file: str) -> _Stage:
    if data is None:
        return _Stage(ProjectText(outline(b"", file), {}), {})
    document, cut, _ = readable(data, file)
    value = document.value
    text = ProjectText(cut, dict(value))
    for name in SECTIONS:
        if name in value:
            text.open_section(name)
    return _Stage(text, value)


class _Merge:
    """One merge under way."""

    def __init__(self, stages: tuple[_Stage, _Stage, _Stage], file: str, phases: Phases) -> None:
        self.base, self.ours, self.theirs = stages
        self.file = file
        self.sides = Sides(*(stage.value for stage in stages))
        self.layout = layout(phases)
        self.newline = self.ours.text.outline.newline
        self.found: list[tuple[str, str, str]] = []
        self.expected: dict[str, Value] = {}

    def result(self) -> MergeResult:
        """Return the merged file."""
        cut = self.ours.text.outline
        sections: list[Section] = []
        names = _placed(
            [section.key for section in cut.sections],
            [section.key for section in self.theirs.text.outline.sections],
            dict.fromkeys(TOP_KEYS, ""),
        )
        for name in names:
            section = self._section(name) if name in SECTIONS else self._field(name)
            if section is not None:
                sections.append(section)
        cut.sections = sections
        cut.tail = self._lines(lambda stage: stage.text.outline.tail)
        data = cut.to_bytes()
        if self.found:
            return MergeResult(data, self._conflicts(data))
        if read_project(data, self.file).value != self.expected:
            raise RuntimeError(f"{self.file}: the merged text does not hold the merged record")
        return MergeResult(data, ())

    def _conflicts(self, data: bytes) -> tuple[Conflict, ...]:
        lines = data.decode().split("\n")
        starts = [at for at, line in enumerate(lines, 1) if line.startswith("<<<<<<< ")]
        return tuple(Conflict(*found, line) for found, line in zip(self.found, starts, strict=True))

    def _field(self, name: str) -> Section | None:
        """Return one of the lines at the top."""
        base, ours, theirs = (side.get(name) for side in self.sides)
        lead = self._lines(lambda stage: _lead(stage.top(name)))
        mine, other = self.ours.top(name), self.theirs.top(name)
        try:
            value = choice(base, ours, theirs, name)
        except Contradiction as error:
            self.found.append(("", name, str(error)))
            return Section(name, lead, self._marked(mine, other), 0, None)
        if value is None:
            return None
        self.expected[name] = value
        body = _body(mine) if value == ours else self._own(_body(other))
        return Section(name, lead, body, 0, None)

    def _section(self, name: str) -> Section:
        """Return one of the sections: its blocks, one by one."""
        stages = (self.base, self.ours, self.theirs)
        base, ours, theirs = (stage.blocks(name) for stage in stages)
        values: dict[str, Value] = {}
        blocks: list[Block] = []
        stray: list[str] = []
        for key in _placed(list(ours), list(theirs), self.layout[name]):
            three = (base.get(key), ours.get(key), theirs.get(key))
            try:
                value = union(self.sides, name, key)
            except Contradiction as error:
                self.found.append((name, key, str(error)))
                blocks.append(self._contradiction(key, *three))
                continue
            if value is None:
                stray += self._remarks(name, three)
                continue
            values[key] = value
            block = self._block(name, key, value, *three)
            if stray:
                block.lead = [self.newline, *stray, *block.lead]
                stray = []
            blocks.append(block)
        lead = self._lines(lambda stage: _lead(stage.top(name)))
        body = self._lines(lambda stage: _body(stage.top(name)))
        self.expected[name] = values
        if not blocks:
            return Section(name, [*lead, *stray], [f"{name}: {{}}{self.newline}"], 0, None)
        if stray:
            blocks[-1].body = [*_ended(blocks[-1].body, self.newline), self.newline, *stray]
        return Section(name, lead, body, 0, blocks)

    def _block(
        self,
        section: str,
        key: str,
        value: Value,
        base: Block | None,
        ours: Block | None,
        theirs: Block | None,
    ) -> Block:
        """Return the block whose value is merged, with the comments of both sides."""
        mine, other = (side.get(section, {}).get(key) for side in self.sides[1:])
        untouched = _plain(_body(ours)) == _plain(_body(base))
        if theirs is not None and value == other and (value != mine or untouched):
            chosen, second = theirs, ours
            body = self._own(theirs.body)
        else:
            assert ours is not None  # noqa: S101 - it holds the value, or a part of it
            chosen, second = ours, theirs
            body = ours.body
            if value != mine:
                body = edited(ours.body, key, mine, value, section, self.newline)
        lead = _choose(*(_plain(_lead(block)) for block in (base, ours, theirs)))
        if lead is None or (ours is None) != (theirs is None):
            lead = _plain(_lead(chosen))
        result = Block(key, [line + self.newline for line in lead], body)
        self._add_comments(section, result, base, second)
        return result

    def _add_comments(
        self, section: str, result: Block, base: Block | None, second: Block | None
    ) -> None:
        """Put the comments that the second side added before a block."""
        if second is None or _text(second) in (_text(base), _text(result)):
            return
        known = _remarks(section, result) + _remarks(section, base)
        new = [text for text in _remarks(section, second) if text not in known]
        for text in new:
            add_comment(section, result, text, self.newline)

    def _contradiction(
        self,
        key: str,
        base: Block | None,
        ours: Block | None,
        theirs: Block | None,
    ) -> Block:
        """Return both versions of a block between conflict markers, with its lead outside."""
        one = ours or theirs
        assert one is not None  # noqa: S101 - a contradiction has two sides
        if ours is None or theirs is None:
            # The comment that tpm wrote goes with its block.
            lead, inside = [self.newline], _plain(one.lead)
            both = [None if side is None else Block(key, [], []) for side in (ours, theirs)]
            for side, made in ((ours, both[0]), (theirs, both[1])):
                if side is not None and made is not None:
                    made.body = [f"{line}\n" for line in inside if line] + side.body
            return Block(key, lead, self._marked(*both))
        lead = self._merged(_lead(base), _lead(ours), _lead(theirs))
        return Block(key, lead, self._marked(ours, theirs))

    def _marked(self, ours: Block | None, theirs: Block | None) -> list[str]:
        end = self.newline
        return [
            f"<<<<<<< ours{end}",
            *self._own(_body(ours)),
            f"======={end}",
            *self._own(_body(theirs)),
            f">>>>>>> theirs{end}",
        ]

    def _remarks(self, section: str, blocks: tuple[Block | None, ...]) -> list[str]:
        """Return the comments that one side added to a block which the other removed.

        Each is a line of its own. What was done with the older ones stands in the text of the side
        that removed the block.
        """
        known = _remarks(section, blocks[0])
        texts = [text for block in blocks[1:] for text in _remarks(section, block)]
        return [f"  {text}{self.newline}" for text in texts if text not in known]

    def _lines(self, take: Callable[[_Stage], list[str]]) -> list[str]:
        """Return lines that hold no data, merged of all three sides: comments and blank lines."""
        return self._merged(*(take(stage) for stage in (self.base, self.ours, self.theirs)))

    def _merged(self, base: list[str], ours: list[str], theirs: list[str]) -> list[str]:
        chosen = _choose(_plain(base), _plain(ours), _plain(theirs))
        if chosen is None:
            known = {line.strip() for line in (*base, *ours)}
            added = [line for line in _plain(theirs) if line and line.strip() not in known]
            mine = _plain(ours)
            end = next((at for at in range(len(mine), 0, -1) if mine[at - 1]), 0)
            chosen = [*mine[:end], *added, *mine[end:]]
        return [line + self.newline for line in chosen]

    def _own(self, lines: list[str]) -> list[str]:
        """Return lines of the other side with the line ends of ours."""
        return _ended(lines, self.newline)


def _choose(base: list[str], ours: list[str], theirs: list[str]) -> list[str] | None:
    """Return the version that only one side changed; None if both did."""
    if theirs in (base, ours):
        return ours
    return theirs if ours == base else None


def _placed(ours: list[str], theirs: list[str], order: Order) -> list[str]:
    """Return our keys in our order, and each of only theirs behind the nearest key before it.

    That is in canonical order if the key is known there, otherwise in their order.
    """
    present = set(ours)
    new = {key for key in theirs if key not in present}
    behind: dict[str, list[str]] = {}
    last = ""
    for key in order:
        if key in present:
            last = key
        elif key in new:
            behind.setdefault(last, []).append(key)
    last = ""
    for key in theirs:
        if key in new and key not in order:
            behind.setdefault(last, []).append(key)
        else:
            last = key
    result: list[str] = []
    for key in ("", *ours):
        result += [key, *_all_behind(key, behind)]
    return result[1:]


def _all_behind(key: str, behind: dict[str, list[str]]) -> list[str]:
    """Return what goes behind a key, and behind that in turn."""
    found: list[str] = []
    for name in behind.get(key, ()):
        found += [name, *_all_behind(name, behind)]
    return found


def _remarks(section: str, block: Block | None) -> list[str]:
    return people_comments(section, block) if block is not None else []


def _lead(block: Block | None) -> list[str]:
    return block.lead if block is not None else []


def _body(block: Block | None) -> list[str]:
    return block.body if block is not None else []


def _text(block: Block | None) -> list[str]:
    return _plain(_lead(block) + _body(block))


def _plain(lines: list[str]) -> list[str]:
    """Return the lines without their ends."""
    return [line.rstrip("\r\n") for line in lines]


def _ended(lines: list[str], newline: str) -> list[str]:
    return [line.rstrip("\r\n") + newline for line in lines]
