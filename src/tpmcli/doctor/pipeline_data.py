"""Maps, lists and texts in what a YAML reader makes of a pipeline; anything else is skipped."""

from collections.abc import Iterator, Mapping
from typing import Any


def as_map(value: Any) -> Mapping[str, Any]:
    """Return a map, empty if the value is none."""
    return value if isinstance(value, Mapping) else {}


def text_under(holder: Mapping[str, Any], key: str) -> str:
    """Return what a map holds under a key, as text; empty if it has none."""
    return str(holder.get(key, ""))


def maps_in(value: Any) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield the entries of a map that are maps."""
    return ((str(key), each) for key, each in as_map(value).items() if isinstance(each, Mapping))


def as_list(value: Any) -> list[Any]:
    """Return a list, empty if the value is none."""
    return value if isinstance(value, list) else []


def as_script(script: Any) -> str:
    """Return a script that is a text, or a list of them."""
    return script if isinstance(script, str) else "\n".join(map(str, as_list(script)))
