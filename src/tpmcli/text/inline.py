"""Inline Markdown as the text that a reader sees (CommonMark 0.31.2, 6).

Links and emphasis leave their text, code its content, tags and comments nothing. The time is
linear in the length of the text, save for emphasis nested in emphasis.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from tpmcli.text.emphasis import Run, take_out
from tpmcli.text.html_blocks import html_tag
from tpmcli.text.markdown import fold_label

_PLAIN = re.compile(r"[^\\`*_\[\]<&!\n]+")
# Compiled when first used, since most texts have few of the signs.
_ESCAPED = r"""\\([!"#$%&'()*+,\-./:;<=>?@\[\\\]^_`{|}~])"""
_TICKS = r"`+"
_AUTOLINK = (
    r"<([A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*"
    r"|[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*)>"
)
_ALT = r"""(?i)<img\s[^<>]*\balt\s*=\s*(?:"([^"<>]*)"|'([^'<>]*)')"""
# What opens markup that only its end closes, with that end.
_ENDS = (("<!-->", ""), ("<!--->", ""), ("<!--", "-->"), ("<?", "?>"), ("<![CDATA[", "]]>"))
_DECLARATION = r"<![A-Za-z]"
_ENTITY = r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]*);"
_DESTINATION = r"<(?:[^<>\n\\]|\\.)*>"
_BLANK = r"[ \t]*\n?[ \t]*"
_TITLE = r"""(?s)(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\((?:[^()\\]|\\.)*\))"""
_LABEL = r"(?s)\[((?:[^\[\]\\]|\\.){0,999})\]"
_DEEPEST = 32


def read_inline(source: str, labels: Collection[str] = (), *, images: bool = False) -> str:
    """Return the text that a reader sees.

    `labels` are those of the document's link definitions, folded. With `images`, the words for an
    image count; GitHub leaves them out of a heading's name.
    """
    return _Reader(source, labels, images=images).read()


class _Bracket:
    """A `[` or `![` that may begin a link or an image. `place` is its index among the pieces."""

    __slots__ = ("active", "at", "bottom", "image", "place")

    def __init__(self, place: int, at: int, bottom: int, *, image: bool) -> None:
        self.place, self.at, self.bottom, self.image = place, at, bottom, image
        self.active = True


class _Reader:
    """The pieces of text read so far, and what in them may still prove to be markup."""

    def __init__(self, source: str, labels: Collection[str], *, images: bool) -> None:
        self.source = source
        self.labels = labels
        self.images = images
        self.at = 0
        self.pieces: list[str] = []
        self.runs: list[Run] = []
        self.brackets: list[_Bracket] = []
        self.ticks: dict[int, list[int]] | None = None
        # Ends of markup that do not come any more, so that nobody looks for them again.
        self.unclosed: set[str] = set()

    def read(self) -> str:
        source, end = self.source, len(self.source)
        takes = {
            "\\": self._escape,
            "`": self._code,
            "*": self._run,
            "_": self._run,
            "[": self._open,
            "]": self._close,
            "<": self._angle,
            "&": self._entity,
            "!": self._image,
        }
        while self.at < end:
            if plain := _PLAIN.match(source, self.at):
                self._put(plain[0], plain.end())
                continue
            take = takes.get(source[self.at])
            if take is None:
                self._put(" ", self.at + 1)
            else:
                take()
        take_out(self.pieces, self.runs)
        return "".join(self.pieces)

    def _put(self, text: str, at: int) -> None:
        self.pieces.append(text)
        self.at = at

    def _escape(self) -> None:
        escaped = re.compile(_ESCAPED).match(self.source, self.at)
        if escaped is not None:
            self._put(escaped[1], escaped.end())
        elif self.source[self.at + 1 : self.at + 2] == "\n":
            self._put(" ", self.at + 2)
        else:
            self._put("\\", self.at + 1)

    def _code(self) -> None:
        if self.ticks is None:
            self.ticks = {}
            for found in re.compile(_TICKS).finditer(self.source):
                self.ticks.setdefault(len(found[0]), []).append(found.start())
            for places in self.ticks.values():
                places.reverse()
        begin = _run_end(self.source, self.at)
        width = begin - self.at
        places = self.ticks.get(width, [])
        while places and places[-1] <= self.at:
            places.pop()
        if not places:
            self._put("`" * width, begin)
            return
        content = self.source[begin : places[-1]].replace("\n", " ")
        if content[:1] == content[-1:] == " " and content.strip(" "):
            content = content[1:-1]
        self._put(content, places[-1] + width)

    def _run(self) -> None:
        end = _run_end(self.source, self.at)
        sign, width = self.source[self.at], end - self.at
        before = self.source[self.at - 1 : self.at] or " "
        after = self.source[end : end + 1] or " "
        left = not after.isspace() and (
            not _is_punctuation(after) or before.isspace() or _is_punctuation(before)
        )
        right = not before.isspace() and (
            not _is_punctuation(before) or after.isspace() or _is_punctuation(after)
        )
        opens, closes = left, right
        if sign == "_":
            opens = left and (not right or _is_punctuation(before))
            closes = right and (not left or _is_punctuation(after))
        self.runs.append(Run(len(self.pieces), sign, width, opens=opens, closes=closes))
        self._put(sign * width, end)

    def _open(self, *, image: bool = False) -> None:
        bracket = _Bracket(len(self.pieces), self.at + 1 + image, len(self.runs), image=image)
        self.brackets.append(bracket)
        self._put("![" if image else "[", self.at + 1 + image)

    def _image(self) -> None:
        if self.source[self.at + 1 : self.at + 2] == "[":
            self._open(image=True)
        else:
            self._put("!", self.at + 1)

    def _close(self) -> None:
        bracket = self.brackets.pop() if self.brackets else None
        end = self._link_end(bracket) if bracket is not None and bracket.active else -1
        if bracket is None or end < 0:
            self._put("]", self.at + 1)
            return
        take_out(self.pieces, self.runs[bracket.bottom :])
        del self.runs[bracket.bottom :]
        self.pieces[bracket.place] = ""
        if bracket.image and not self.images:
            del self.pieces[bracket.place :]
            self.pieces.append("")
        if not bracket.image:
            for other in reversed(self.brackets):
                if not other.image:
                    if not other.active:
                        break
                    other.active = False
        self.at = end

    def _link_end(self, bracket: _Bracket) -> int:
        """Return where the link ends whose text the `]` here closes, or -1 if it is none."""
        after = self.at + 1
        if self.source[after : after + 1] == "(":
            end = self._destination_end(after + 1)
            if end >= 0:
                return end
        label = self.source[bracket.at : self.at]
        if (reference := re.compile(_LABEL).match(self.source, after)) is not None:
            if reference[1].strip():
                return reference.end() if fold_label(reference[1]) in self.labels else -1
            after = reference.end() if not reference[1] else after
        is_label = len(label) <= 999 and re.compile(_LABEL).fullmatch(f"[{label}]") is not None
        return after if is_label and fold_label(label) in self.labels else -1

    def _destination_end(self, at: int) -> int:
        source = self.source
        at = _blank_end(source, at)
        if quoted := re.compile(_DESTINATION).match(source, at):
            at = quoted.end()
        elif source[at : at + 1] == "<":
            return -1
        else:
            depth = 0
            while at < len(source) and source[at] > " ":
                if source[at] == "\\" and source[at + 1 : at + 2] > " ":
                    at += 1
                elif source[at] == "(":
                    depth += 1
                    if depth > _DEEPEST:
                        return -1
                elif source[at] == ")":
                    if not depth:
                        break
                    depth -= 1
                at += 1
            if depth:
                return -1
        behind = _blank_end(source, at)
        if behind > at and (title := re.compile(_TITLE).match(source, behind)):
            behind = _blank_end(source, title.end())
        return behind + 1 if source[behind : behind + 1] == ")" else -1

    def _angle(self) -> None:
        source, at = self.source, self.at
        if link := re.compile(_AUTOLINK).match(source, at):
            self._put(link[1], link.end())
            return
        if tag := html_tag().match(source, at):
            alt = re.compile(_ALT).match(tag[0]) if self.images else None
            self._put((alt[1] or alt[2] or "") if alt else "", tag.end())
            return
        for opens, closes in _ENDS:
            if source.startswith(opens, at):
                end = self._end_of(closes, at + len(opens))
                break
        else:
            end = self._end_of(">", at) if re.compile(_DECLARATION).match(source, at) else -1
        if end < 0:
            self._put("<", at + 1)
        else:
            self.at = end

    def _end_of(self, closes: str, at: int) -> int:
        if closes in self.unclosed:
            return -1
        found = self.source.find(closes, at)
        if found < 0:
            self.unclosed.add(closes)
            return -1
        return found + len(closes)

    def _entity(self) -> None:
        entity = re.compile(_ENTITY).match(self.source, self.at)
        if entity is None:
            self._put("&", self.at + 1)
            return
        from html import unescape

        self._put(unescape(entity[0]), entity.end())


def _run_end(source: str, at: int) -> int:
    """Return where the run of the sign at `at` ends."""
    end = at + 1
    while source[end : end + 1] == source[at]:
        end += 1
    return end


def _blank_end(source: str, at: int) -> int:
    found = re.compile(_BLANK).match(source, at)
    return found.end() if found is not None else at


def _is_punctuation(char: str) -> bool:
    from unicodedata import category

    return category(char)[0] in "PS"
