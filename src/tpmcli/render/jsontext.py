"""JSON text that is safe to print anywhere.

Strings are cleaned of control and bidirectional characters, and everything beyond ASCII is escaped,
so that the text survives any output encoding. The signs that CI runners take for a command (`##[`
or `##vso[` anywhere in a line) are escaped, too, which leaves the value the same.
"""

from __future__ import annotations

from json import dumps

from tpmcli.text.sanitize import sanitize


def dump(value: object) -> str:
    """Return a value as indented JSON text, ending with a line feed."""
    text = dumps(_clean(value), indent=2, ensure_ascii=True)
    return text.replace("##", "\\u0023\\u0023") + "\n"


def dump_line(value: object) -> str:
    """Return a value as JSON text on one line, ending with a line feed."""
    text = dumps(_clean(value), ensure_ascii=True)
    return text.replace("##", "\\u0023\\u0023") + "\n"


def _clean(value: object) -> object:
    if isinstance(value, str):
        return sanitize(value)
    if isinstance(value, dict):
        return {_clean(key): _clean(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_clean(each) for each in value]
    return value
