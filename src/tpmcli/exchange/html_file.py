"""HTML pages, such as exports of Notion and Confluence."""

from tpmcli.exchange.html import read_html
from tpmcli.exchange.options import ReadOptions
from tpmcli.exchange.outline import read_outline
from tpmcli.exchange.source import ImportSource
from tpmcli.model.imported import Reading

_STARTS = ("<!doctype html", "<html", "<?xml", "<ac:", "<h1", "<h2", "<ul", "<table", "<body")


def recognises(source: ImportSource) -> bool:
    """Return whether the file is named as HTML, or begins as a page does."""
    start = source.start.lstrip()[:200].casefold()
    return bool(start) and (
        source.extension in (".html", ".htm", ".xhtml")
        or (source.extension not in (".md", ".markdown") and start.startswith(_STARTS))
    )


def read(source: ImportSource, options: ReadOptions) -> Reading:
    """Return the tasks and the tables of checks of the page."""
    return read_outline(read_html(source.text), options)
