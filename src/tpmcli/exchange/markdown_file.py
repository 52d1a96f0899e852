"""Markdown documents, and any other text as one."""

from tpmcli.exchange.markdown import read_blocks
from tpmcli.exchange.options import ReadOptions
from tpmcli.exchange.outline import read_outline
from tpmcli.exchange.source import ImportSource
from tpmcli.model.imported import Reading


def recognises(source: ImportSource) -> bool:
    """Return whether the file is a text."""
    return not source.is_binary


def read(source: ImportSource, options: ReadOptions) -> Reading:
    """Return the tasks and the tables of checks of the document."""
    return read_outline(read_blocks(source.text), options)
