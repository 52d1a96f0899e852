"""The two parsers of YAML, for tests that compare them."""

from __future__ import annotations

from tpmcli.store.yaml.reader import Document, parse
from tpmcli.store.yaml.scan import Limits, scan


def read_yaml_with(data: bytes, file: str, limits: Limits, *, libyaml: bool) -> Document:
    """Return what one of the two parsers reads, past the reader of plain lines."""
    return parse(scan(data, file, limits.bytes), file, limits, libyaml=libyaml)
