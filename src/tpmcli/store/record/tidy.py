"""A project file put in order: what has one right answer, and nothing else.

The order of keys and blocks, formatting, missing blocks, and a block that stands twice with the
same content. What is recorded stays as it is, and so does every comment that a person wrote.
"""

from typing import Any, NamedTuple

from tpmcli.model.errors import InvalidInputError
from tpmcli.model.problem import Flaw, Hint, Problem, Remedy
from tpmcli.store.record.canonical import (
    HEADER,
    SECTIONS,
    TOP_KEYS,
    Order,
    Phases,
    is_own_comment,
    layout,
    own_comment,
    pair_lines,
    quoted_pair,
)
from tpmcli.store.record.edit import comments_of, is_canonical, rewritten, value_of
from tpmcli.store.record.file import read_project
from tpmcli.store.record.outline import Block, Outline, Section, outline
from tpmcli.store.record.text import ProjectText, add_comment, before_key, people_comments
from tpmcli.store.yaml.reader import Document

_FIX = Hint(Remedy.LINT_FIX)


def tidy(data: bytes, phases: Phases, file: str = "") -> bytes:
    """Return the project file in canonical form; tidying it again changes nothing.

    Raises:
        InvalidInputError: the file cannot be read even so, such as when a block stands twice with
            different content.
    """
    return _Tidying(data, phases, file).done()


def untidy(
    data: bytes, phases: Phases, file: str = "", found: "Readable | None" = None
) -> list[Problem]:
    """Return what `tidy` would mend, by line; nothing if it would change nothing.

    `found` is what `readable` returned for the file.

    Raises:
        InvalidInputError: the file cannot be read, as with `tidy`.
    """
    tidying = _Tidying(data, phases, file)
    result = tidying.done(found)
    problems = sorted(tidying.problems, key=lambda problem: problem.line)
    if not problems and result != data:
        problems = [Problem(Flaw.FILE_LOOKS, (), file, 1, 1, _FIX)]
    return problems


def drop_doubles(cut: Outline, file: str) -> list[Problem]:
    """Drop every block that stands twice with the same content, and return what was dropped.

    A comment in the second goes to the first.

    Raises:
        InvalidInputError: the contents differ.
    """
    dropped: list[Problem] = []
    wrong: list[Problem] = []
    for section in cut.sections:
        first: dict[str, Block] = {}
        kept: list[Block] = []
        for block in section.blocks or ():
            twin = first.setdefault(block.key, block)
            if twin is block:
                kept.append(block)
                continue
            words = (block.key, twin.line, block.line)
            if value_of(twin.body) == value_of(block.body):
                dropped.append(Problem(Flaw.BLOCK_TWICE, words, file, block.line, 3, _FIX))
                known = people_comments(section.key, twin)
                for remark in people_comments(section.key, block):
                    if remark not in known:
                        add_comment(section.key, twin, remark, cut.newline)
            else:
                hint = Hint(Remedy.KEEP_RIGHT_BLOCK)
                wrong.append(Problem(Flaw.BLOCK_TWICE_UNLIKE, words, file, block.line, 3, hint))
        if section.blocks is not None:
            section.blocks = kept
    if wrong:
        raise InvalidInputError(wrong)
    return dropped


class Readable(NamedTuple):
    """A sound file: what was read, its blocks, and the identical doubles that were dropped."""

    document: Document
    cut: Outline
    dropped: list[Problem]


def readable(data: bytes, file: str) -> Readable:
    """Return the file without identical doubles, which the reader refuses.

    Raises:
        InvalidInputError: the rest is not sound.
    """
    try:
        document = read_project(data, file)
    except InvalidInputError as error:
        if not all(problem.flaw is Flaw.DUPLICATE_KEY for problem in error.problems):
            raise
        cut = outline(data, file)
        dropped = drop_doubles(cut, file)
        return Readable(read_project(cut.to_bytes(), file), cut, dropped)
    return Readable(document, outline(data, file, document), [])


class _Tidying:
    """One file being tidied, and what was mended."""

    def __init__(self, data: bytes, phases: Phases, file: str) -> None:
        self.data = data
        self.file = file
        self.layout = layout(phases)
        self.problems: list[Problem] = []
        # Once: a look at every block would take a huge file apart as often.
        self.newline = "\r\n" if data.partition(b"\n")[0].endswith(b"\r") else "\n"

    def done(self, found: "Readable | None" = None) -> bytes:
        """Return the tidied file."""
        document, cut, dropped = found or readable(self.data, self.file)
        self.problems += dropped
        value = document.value
        text = ProjectText(cut, dict(value))
        self._sections(text, value)
        for section in cut.sections:
            if section.key in SECTIONS:
                self._missing(text, section.key)
                self._order(section)
                for block in section.blocks or ():
                    self._block(section.key, block, value.get(section.key, {}).get(block.key, {}))
            else:
                self._field(section, value[section.key])
        self._top(cut)
        result = cut.to_bytes()
        if result != self.data and not _same(value, read_project(result, self.file).value):
            raise RuntimeError(f"{self.file}: putting the file in order would change the record")
        return result

    def _say(self, problem: Problem, line: int) -> None:
        placed = problem.at(self.file, line, 1 if line < 2 else 3)
        self.problems.append(placed._replace(hint=_FIX))

    def _sections(self, text: ProjectText, value: dict[str, Any]) -> None:
        """Put every section in block style, and add those that are missing."""
        for name in SECTIONS:
            section = text.outline.section(name)
            closed = section is None or section.blocks is None
            if closed and (value.get(name) or self.layout[name]):
                text.insert(name, {}, {})

    def _missing(self, text: ProjectText, name: str) -> None:
        present = set(text.keys(name))
        missing: dict[str, Any] = {key: {} for key in self.layout[name] if key not in present}
        section = text.outline.section(name)
        if missing and section is not None:
            for key in missing:
                self._say(Problem(Flaw.BLOCK_MISSING, (key, name)), section.line or 1)
            text.insert(name, missing, self.layout[name])

    def _order(self, section: Section) -> None:
        """Put known blocks in canonical order; one that is not known stays behind its neighbour."""
        rank = {key: at for at, key in enumerate(self.layout[section.key])}
        groups: list[tuple[int, list[Block]]] = [(-1, [])]
        highest, neighbour = -1, ""
        for block in section.blocks or ():
            at = rank.get(block.key)
            if at is None:
                groups[-1][1].append(block)
                continue
            if at < highest:
                self._say(Problem(Flaw.BLOCK_MISPLACED, (block.key, neighbour)), block.line)
            else:
                highest, neighbour = at, block.key
            groups.append((at, [block]))
        groups.sort(key=lambda group: group[0])
        section.blocks = [block for _, group in groups for block in group]

    def _block(self, section: str, block: Block, value: Any) -> None:
        body = block.body
        if not is_canonical(body, block.key, value, section):
            body = rewritten(body, value, section, "\n")
        body = _ended(body, self.newline)
        lead, above = block.lead, before_key(body)
        block.lead, body = lead + body[:above], body[above:]
        was, block.lead = lead, self._lead(section, block)
        if block.line and (body != _ended(block.body) or block.lead != was):
            self._say(Problem(Flaw.BLOCK_LOOKS, (block.key,)), block.line)
        block.body = body

    def _lead(self, section: str, block: Block) -> list[str]:
        """Return a blank line, what people wrote (with the blank lines in it), tpm's comment."""
        lines = [line.strip() for line in block.lead]
        own = [line for line in lines if is_own_comment(section, block.key, line)]
        comment = own[0] if own else self._comment(section, block.key)
        people = _trimmed([line for line in lines if line not in own])
        newline = self.newline
        remarks = [f"  {line}{newline}" if line else newline for line in people]
        if remarks and _apart(lines, own):
            remarks.append(newline)
        return [newline, *remarks, f"  {comment}{newline}"]

    def _comment(self, section: str, key: str) -> str:
        order: Order = self.layout[section]
        return order.get(key) or own_comment(section, key)

    def _field(self, section: Section, value: Any) -> None:
        """Put one of the lines at the top in order."""
        if section.key == "increment":
            wanted = quoted_pair(section.key, value)
        else:
            wanted = pair_lines(section.key, value, 0, "")
        if [line.rstrip("\r\n") for line in section.body] == wanted:
            return
        remarks = comments_of(section.body)
        newline = self.newline
        section.lead += [f"{remark}{newline}" for remark in remarks]
        if section.body != [line + newline for line in wanted]:
            self._say(Problem(Flaw.FIELD_LOOKS, (section.key,)), section.line)
        section.body = [line + newline for line in wanted]

    def _top(self, cut: Outline) -> None:
        """Put the header, the order of the sections, blank lines and line ends in order."""
        newline = self.newline
        first = cut.sections[0]
        first.lead = [_unmarked(line) for line in first.lead]
        cut.tail = [_unmarked(line) for line in cut.tail]
        if not any(line.strip() == HEADER for line in first.lead):
            self._say(Problem(Flaw.HEADER_MISSING), 1)
            first.lead.insert(0, HEADER + newline)
        inside = [line for line in first.lead if line.strip() == HEADER][:1]
        first.lead = inside + _trimmed([line for line in first.lead if line not in inside])
        ranks = {key: at for at, key in enumerate(TOP_KEYS)}
        ordered = sorted(cut.sections, key=lambda section: ranks[section.key])
        if ordered != cut.sections:
            self._say(Problem(Flaw.SECTIONS_MISPLACED), cut.sections[0].line)
            if ordered[0] is not first:
                ordered[0].lead = inside + ordered[0].lead
                first.lead = first.lead[1:]
            cut.sections = ordered
        for at, section in enumerate(cut.sections):
            lead = _trimmed(section.lead)
            blank = [newline] if section.key in SECTIONS and at else []
            section.lead = _ended(blank + lead, newline)
            section.body = _ended([line.rstrip() for line in section.body], newline)
        cut.tail = _ended(_trimmed(cut.tail), newline)
        if cut.tail:
            cut.tail.insert(0, newline)


def _unmarked(line: str) -> str:
    """Return the line without the mark that begins or ends a document.

    One that stays would split the file in two when its neighbours move.
    """
    return line[3:].lstrip(" ") if line.startswith(("---", "...")) else line


def _same(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Return whether two files record the same: an empty block is as good as none."""
    tops = [key for key in TOP_KEYS if key not in SECTIONS]
    return all(one.get(key) == other.get(key) for key in tops) and all(
        _recorded(one, name) == _recorded(other, name) for name in SECTIONS
    )


def _recorded(value: dict[str, Any], name: str) -> dict[str, Any]:
    return {key: block for key, block in value.get(name, {}).items() if block}


def _trimmed(lines: list[str]) -> list[str]:
    """Return the lines without the blank ones at both ends."""
    filled = [at for at, line in enumerate(lines) if line.strip()]
    return lines[filled[0] : filled[-1] + 1] if filled else []


def _apart(lines: list[str], own: list[str]) -> bool:
    """Return whether a blank line stands between people's comments and tpm's."""
    at = next((at for at, line in enumerate(lines) if line in own), len(lines))
    return at > 0 and not lines[at - 1]


def _ended(lines: list[str], newline: str = "") -> list[str]:
    """Return the lines with a line end: the given one, or their own."""
    return [
        line.rstrip("\r\n") + (newline or ("\r\n" if line.endswith("\r\n") else "\n"))
        for line in lines
    ]
