"""Texts of single fields without their markup."""

from html.parser import HTMLParser

from tpmcli.exchange.wording import clean


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []

    def handle_data(self, data: str) -> None:
        self.parts.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self.parts.append(" " if tag in ("br", "p", "li", "div", "ul", "ol") else "")


def without_html(text: str) -> str:
    """Return a text without tags and with its entities as characters, on one line."""
    if "<" not in text and "&" not in text:
        return clean(text)
    parser = _Text()
    try:
        parser.feed(text)
        parser.close()
    except AssertionError:
        # What the library does for a declaration that it does not know.
        return clean(text)
    return clean("".join(parser.parts))


def plain_inline(text: str) -> str:
    """Return a text of Markdown that is one paragraph, without its markup."""
    from tpmcli.exchange.markdown import inline_text

    return inline_text(text)
