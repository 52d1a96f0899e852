"""A reader of HTML that forgives nothing: what it passes is balanced, closed and harmless."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from itertools import pairwise
from urllib.parse import urlsplit

VOID = {"meta", "br"}
DRAWN = {"svg", "defs", "symbol", "use", "path", "rect", "circle", "text"}
ATTRIBUTES = {
    *("lang", "charset", "http-equiv", "content", "name", "id", "class", "href", "rel"),
    *("role", "scope", "colspan", "tabindex", "aria-labelledby", "aria-label", "aria-hidden"),
    *("focusable", "viewbox", "d", "x", "y", "width", "height", "rx", "cx", "cy", "r"),
    *("stroke-dasharray",),
}
TAGS = {
    *("html", "head", "meta", "title", "style", "body", "main", "section", "footer"),
    *("h1", "h2", "h3", "h4", "p", "br", "ul", "ol", "li", "dl", "dt", "dd", "em", "strong"),
    *("table", "thead", "tbody", "tr", "th", "td", "caption", "span", "code", "a", "b", "div"),
    *("figure", "figcaption", "details", "summary", "pre", "del", "ins", *DRAWN),
}


class Page(HTMLParser):
    """What a page is made of: its tags in order, its text, its links, its ids."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.shape: list[str] = []
        self.links: list[tuple[str, str]] = []
        self.ids: list[str] = []
        self.labels: list[str] = []
        self.texts: dict[str, list[str]] = {}
        self.attributes: list[tuple[str, dict[str, str]]] = []
        self._open: list[str] = []
        assert text.isascii()
        assert text.startswith('<!DOCTYPE html>\n<html lang="en">\n')
        assert text.endswith("</html>\n")
        assert text.count("<!") == 1
        self.feed(text)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in TAGS, tag
        said = {name: value or "" for name, value in attrs}
        assert len(said) == len(attrs)
        assert said.keys() <= ATTRIBUTES, said
        self.attributes.append((tag, said))
        self.shape.append(tag)
        if "id" in said:
            self.ids.append(said["id"])
        if "aria-labelledby" in said:
            self.labels.append(said["aria-labelledby"])
        if tag == "a":
            self.links.append((said["href"], said.get("rel", "")))
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag
        self.shape.append(f"/{tag}")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in DRAWN, tag
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    def handle_pi(self, data: str) -> None:
        raise AssertionError(data)

    def unknown_decl(self, data: str) -> None:
        raise AssertionError(data)

    def handle_data(self, data: str) -> None:
        if self._open:
            self.texts.setdefault(self._open[-1], []).append(data)
        else:
            assert not data.strip()

    def told(self) -> str:
        """All that a reader sees, the style sheet left out."""
        kept = (texts for tag, texts in self.texts.items() if tag != "style")
        return "\n".join("".join(texts) for texts in kept)


def assert_harmless(page: Page) -> None:
    """Nothing runs, nothing is fetched, and links lead to http(s), to files or into the page."""
    style = "".join(page.texts["style"])
    digest = b64encode(sha256(style.encode()).digest()).decode()
    content = (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )
    for tag, said in page.attributes:
        assert not [name for name in said if name.startswith("on") or name == "style"]
        if tag == "meta":
            assert said in (
                {"charset": "utf-8"},
                {"http-equiv": "Content-Security-Policy", "content": content},
                {"name": "referrer", "content": "no-referrer"},
                {"name": "viewport", "content": "width=device-width, initial-scale=1"},
                {"name": "color-scheme", "content": "light dark"},
            )
        if tag == "use":
            assert said["href"][1:] in page.ids
    assert page.shape.count("style") == 1
    assert not re.search(r"url\(|@import|expression|</", style)
    for link, rel in page.links:
        parts = urlsplit(link)
        assert parts.scheme in ("http", "https")
        assert parts.netloc
        assert "@" not in parts.netloc
        assert rel == "noopener noreferrer"


def assert_well_made(page: Page) -> None:
    """One h1, no level left out, every id once, every label there, heads that say for what."""
    assert len(set(page.ids)) == len(page.ids)
    levels = [int(tag[1]) for tag in page.shape if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert set(page.labels) <= set(page.ids)
    scopes = [said.get("scope") for tag, said in page.attributes if tag == "th"]
    assert set(scopes) <= {"col", "row", "rowgroup"}
    assert "".join(page.texts["title"]).strip()
