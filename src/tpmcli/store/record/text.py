"""A project file as text and as value, edited block by block.

An edit replaces the lines of its block that must change; every other byte of the file stays. The
file is read once: what an edit writes is read back and compared, and no other block.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import Any, NamedTuple

from tpmcli.store.record.canonical import (
    SECTIONS,
    Order,
    Phases,
    is_own_comment,
    layout,
    own_comment,
    pair_lines,
)
from tpmcli.store.record.edit import comments_of, edited, value_of
from tpmcli.store.record.outline import Block, Outline, Section, outline
from tpmcli.store.yaml.reader import Document

Value = Any


class ProjectText:
    """The text of a project file, and `value`, the plain data that it holds."""

    def __init__(self, cut: Outline, value: dict[str, Any]) -> None:
        self.outline = cut
        self.value = value
        self._blocks: dict[str, dict[str, Block]] = {}
        for section in cut.sections:
            self._index(section)

    @classmethod
    def parse(cls, data: bytes, document: Document) -> "ProjectText":
        """Return the text in the bytes of a project file; `document` is what was read of them."""
        value = {
            key: dict(part) if key in SECTIONS else part for key, part in document.value.items()
        }
        return cls(outline(data, document.file, document), value)

    def to_bytes(self) -> bytes:
        """Return the text as bytes."""
        return self.outline.to_bytes()

    def keys(self, section: str) -> list[str]:
        """Return the keys of a section's blocks, in the order of the file."""
        return list(self._blocks.get(section, {}))

    def set_block(
        self, section: str, key: str, value: Value, places: Mapping[str, Order] | None = None
    ) -> None:
        """Set the value of a block in place; a block that is absent is inserted.

        `value` is what the format allows there, `{}` for nothing. `places`, a `layout`, says where
        a new block goes, and the comment before it; without it, or if it does not know the key, the
        block goes to the end of its section.
        """
        plain = _plain(value)
        block = self.open_section(section).get(key)
        if block is None:
            self.insert(section, {key: plain}, (places or {}).get(section, {}))
        else:
            old, newline = self.value[section][key], self.outline.newline
            block.body = _read_back(edited(block.body, key, old, plain, section, newline), plain)
        self.value.setdefault(section, {})[key] = plain

    def insert(self, section: str, values: Mapping[str, Value], order: Order) -> None:
        """Insert blocks that are absent, each at its place in `order`."""
        self.open_section(section)
        self.value[section] |= values
        part = self.outline.section(section)
        assert part is not None  # noqa: S101 - made one line above
        old = part.blocks or []
        present = {block.key for block in old}
        first: list[Block] = []
        behind: dict[str, list[Block]] = {}
        into = first
        known = [key for key in order if key in present or key in values]
        for key in known:
            if key in present:
                into = behind.setdefault(key, [])
            else:
                into.append(self._new_block(section, key, values[key], order))
        last = [
            self._new_block(section, key, values[key], order) for key in values if key not in order
        ]
        # What precedes every known block goes before the first of them, not before a stray one.
        start = next((at for at, block in enumerate(old) if block.key in order), 0)
        part.blocks = []
        for at, block in enumerate(old):
            part.blocks += first if at == start else []
            part.blocks.append(block)
            part.blocks += behind.get(block.key, [])
        part.blocks += last if old else [*first, *last]
        self._index(part)

    def remove(self, section: str, keys: Iterable[str]) -> None:
        """Remove blocks.

        Comments that people wrote before or in one stay in its place, as lines of their own; the
        comment that tpm wrote before it goes.
        """
        part = self.outline.section(section)
        gone = set(keys)
        if part is None or part.blocks is None:
            return
        newline = self.outline.newline
        kept: list[Block] = []
        waiting: list[str] = []
        for block in part.blocks:
            if block.key in gone:
                remarks = people_comments(section, block)
                if remarks:
                    waiting += [newline, *(f"  {remark}{newline}" for remark in remarks)]
                continue
            block.lead = waiting + block.lead
            waiting = []
            kept.append(block)
        part.blocks = kept
        for key in gone & self.value[section].keys():
            del self.value[section][key]
        if not kept:
            part.blocks = None
            part.body = [f"{section}: {{}}{newline}"]
        if waiting:
            self._lead_behind(part, waiting)
        self._index(part)

    def open_section(self, name: str) -> Mapping[str, Block]:
        """Return the blocks of a section, which is made or put in block style if need be."""
        section = self.outline.section(name)
        if section is None:
            self._add_section(name)
        elif section.blocks is None:
            self._open_section(section)
        self.value.setdefault(name, {})
        return self._blocks[name]

    def _lead_behind(self, part: Section, lines: list[str]) -> None:
        sections = self.outline.sections
        at = sections.index(part) + 1
        if at < len(sections):
            sections[at].lead = lines + sections[at].lead
        else:
            self.outline.tail = lines + self.outline.tail

    def _new_block(self, section: str, key: str, value: Value, order: Order) -> Block:
        newline = self.outline.newline
        comment = order.get(key) or own_comment(section, key)
        lead = [newline, f"  {comment}{newline}"]
        body = [line + newline for line in pair_lines(key, value, 2, section)]
        return Block(key, lead, _read_back(body, value))

    def _index(self, section: Section) -> None:
        self._blocks[section.key] = {block.key: block for block in section.blocks or ()}

    def _add_section(self, name: str) -> None:
        newline = self.outline.newline
        sections = self.outline.sections
        later = SECTIONS[SECTIONS.index(name) + 1 :]
        at = next((i for i, section in enumerate(sections) if section.key in later), len(sections))
        section = Section(name, [newline], [f"{name}:{newline}"], 0, [])
        sections.insert(at, section)
        self._index(section)

    def _open_section(self, section: Section) -> None:
        """Write a section that stands in braces in block style; its comments go before it."""
        newline = self.outline.newline
        value = self.value.get(section.key, {})
        section.lead += [f"{comment}{newline}" for comment in comments_of(section.body)]
        section.body = [f"{section.key}:{newline}"]
        section.blocks = [self._new_block(section.key, key, value[key], {}) for key in value]
        self._index(section)


class Synced(NamedTuple):
    """The new text, and the keys of the blocks that were added and retired, in order."""

    data: bytes
    added: tuple[str, ...]
    retired: tuple[str, ...]


def sync(text: ProjectText, phases: Phases, retire: Collection[str]) -> Synced:
    """Insert every block that is missing, and remove those of the items in `retire`.

    The empty blocks of people who no longer sign off go, too. Each goes to its canonical place.
    Comments that people wrote in or before a removed block stay in its place, as lines of their
    own. Everything else stays byte for byte.
    """
    added: list[str] = []
    places = layout(phases)
    for section, order in places.items():
        there = text.value.get(section, {})
        missing: dict[str, object] = {key: {} for key in order if key not in there}
        if missing:
            text.insert(section, missing, order)
            added += missing
    retired = [key for key in text.keys(SECTIONS[0]) if key in retire]
    text.remove(SECTIONS[0], retired)
    signed = text.value.get(SECTIONS[1], {})
    gone = [
        key for key in signed if "/" in key and not signed[key] and key not in places[SECTIONS[1]]
    ]
    text.remove(SECTIONS[1], gone)
    retired += gone
    return Synced(text.to_bytes(), tuple(added), tuple(retired))


def people_comments(section: str, block: Block) -> list[str]:
    """Return the comments before and in a block that tpm did not write itself."""
    before = [line.strip() for line in block.lead]
    people = [line for line in before if line and not is_own_comment(section, block.key, line)]
    return people + comments_of(block.body)


def add_comment(section: str, block: Block, comment: str, newline: str) -> None:
    """Put a comment on a line of its own before a block, above the comment that tpm wrote."""
    own = (
        at for at, line in enumerate(block.lead) if is_own_comment(section, block.key, line.strip())
    )
    at = next(own, len(block.lead))
    block.lead.insert(at, f"  {comment}{newline}")


def _read_back(body: list[str], value: Value) -> list[str]:
    """Return a block's lines, which must read as its value.

    Raises:
        InvalidInputError: the reader refuses them, such as for a bidirectional control in a note.
    """
    if value_of(body) != value:
        raise RuntimeError(f"what would be written does not read as meant: {body[0].strip()}")
    return body


def _plain(value: Value) -> Value:
    """Return the value as the reader returns it: dictionaries, lists, text, numbers, booleans.

    An empty list of entries is the empty map that stands for nothing.
    """
    if isinstance(value, Mapping):
        return {key: _plain(entry) for key, entry in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(entry) for entry in value] or {}
    return str(value) if isinstance(value, str) else value


def before_key(body: list[str]) -> int:
    """Return how many lines of comments stand above the key in a block's lines."""
    for at, line in enumerate(body):
        if line.strip() and not line.lstrip().startswith("#"):
            return at
    return 0
