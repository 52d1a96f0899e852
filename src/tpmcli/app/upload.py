"""TEMPORARY"""

from typing import BinaryIO, NamedTuple


class Upload(NamedTuple):
    item: str
    name: str
    content: BinaryIO
