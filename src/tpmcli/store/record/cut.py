"""A project file cut into pieces of text, to find cheaply which blocks two versions differ in.

Histories hold thousands of versions that differ in a block or two, and reading all of each as YAML
would take minutes. A file in canonical form, which is what tpm writes, has a blank line between any
two blocks and none within one. If a person wrote a file otherwise it cannot be cut, and must be
read whole.
"""

import re
from itertools import pairwise
from typing import NamedTuple

from tpmcli.model.errors import InvalidInputError
from tpmcli.model.record import Record
from tpmcli.store.record.file import read_record

_SECTIONS = (b"items:", b"signoffs:", b"decisions:")
_EMPTY = (b"items: {}", b"signoffs: {}", b"decisions: {}")
# A block as tpm writes it: comments, its key two spaces in, and below it lines that each end what
# they begin. A text in quotes that went on behind a blank line could make a block out of a note.
_QUOTED = rb'"(?:[^"\\\n]|\\[^\n])*"'
_PLAIN = rb"[^ \n\"'|>&*!%@`\[\]{}?#,-][^\n]*"
_FLOW = rb"\{(?:[^\"'{}\n]|(?<=[^ {,])'|" + _QUOTED + rb")*\}"
_VALUE = rb"(?:" + _QUOTED + rb"|" + _PLAIN + rb"|" + _FLOW + rb")"
_ELEMENT = rb"(?:" + _QUOTED + rb"|" + _FLOW + rb"|[\w./][\w./ -]*)"
_LINE = rb" {4,}(?:(?:- )?[\w.-]+:(?: " + _VALUE + rb")?|- " + _ELEMENT + rb")"
_COMMENT = rb" *#[^\n]*"
_NEAT = re.compile(
    rb"(?:" + _COMMENT + rb"\n)*  [\w.-]+:(?: \{\})?"
    rb"(?:\n(?:" + _LINE + rb"|" + _COMMENT + rb"))*"
)


class Cut(NamedTuple):
    """A file in pieces.

    `head` is the text before the first section; `items`, `signoffs` and `decisions` hold the text
    of each block.
    """

    head: bytes
    items: frozenset[bytes] = frozenset()
    signoffs: frozenset[bytes] = frozenset()
    decisions: frozenset[bytes] = frozenset()

    def without(self, other: "Cut") -> "Cut":
        """Return the pieces that the other does not have."""
        return Cut(
            self.head, *(mine - theirs for mine, theirs in zip(self[1:], other[1:], strict=True))
        )


def cut(data: bytes, known: dict[bytes, bytes]) -> Cut | None:
    """Return the file in pieces; None if it is not in canonical form.

    `known` holds pieces that were met before, so that versions share them.
    """
    if b"\r" in data:
        data = data.replace(b"\r\n", b"\n")
    head, *rest = data.strip(b"\n").split(b"\n\n")
    marks = sorted(rest.index(name) for name in (*_SECTIONS, *_EMPTY) if name in rest)
    if marks[:1] != [0]:
        return None
    found: dict[bytes, frozenset[bytes]] = {}
    for at, end in pairwise([*marks, len(rest)]):
        # In sets, so that pieces are looked at one by one only where they are new.
        texts = set(rest[at + 1 : end])
        name = rest[at].removesuffix(b" {}")
        if (texts and name != rest[at]) or name in found:
            return None
        if not all(map(_NEAT.fullmatch, texts.difference(known))):
            return None
        found[name] = frozenset(map(known.setdefault, texts, texts))
    return Cut(head, *(found.get(name, frozenset()) for name in _SECTIONS))


def read_pieces(pieces: Cut, file: str) -> Record | None:
    """Return the record that only these pieces make; None if they do not read."""
    lines = [pieces.head]
    for name, own in zip(_SECTIONS, pieces[1:], strict=True):
        lines += [name, *sorted(own)] if own else [name + b" {}"]
    try:
        return read_record(b"\n\n".join(lines) + b"\n", file)
    except InvalidInputError:
        return None
