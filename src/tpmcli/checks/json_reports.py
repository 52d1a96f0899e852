"""JSON reports from untrusted sources."""

from __future__ import annotations

from typing import Any, NoReturn

from tpmcli.checks.base import CannotRunError, CheckedFile, excerpt
from tpmcli.checks.sources import decode
from tpmcli.text.nesting import json_is_deeper

# Bounds the memory that a file within the size limit can take once it is parsed.
MAX_CONTAINERS = 2_000_000
MAX_VALUES = 8_000_000
# Below what any Python's own stack allows.
MAX_DEPTH = 500


class _UnsoundError(Exception):
    """The document is JSON for some readers but not for others."""


def load_json(source: CheckedFile, data: bytes) -> Any:
    """Return the value of a JSON document.

    Raises: CannotRunError if it is not JSON, holds NaN or Infinity, has a duplicate key in an
    object (readers differ on which one counts), or is nested too deep or has too many values.
    """
    import json

    if data.count(b"{") + data.count(b"[") > MAX_CONTAINERS or data.count(b",") > MAX_VALUES:
        raise CannotRunError(f"{source.path}: refused: too many values", source)
    text = decode(source, data)
    if json_is_deeper(text, MAX_DEPTH):
        raise CannotRunError(f"{source.path}: refused: nested too deep", source)
    try:
        return json.loads(text, object_pairs_hook=_unique, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        ends = error.pos >= len(text.rstrip())
        reason = "it ends too early" if ends else f"syntax error in column {error.colno}"
        raise CannotRunError(
            f"{source.path}:{error.lineno}: not JSON: {reason}", source, error.lineno
        ) from None
    except _UnsoundError as error:
        raise CannotRunError(f"{source.path}: {error}", source) from None
    except ValueError:
        raise CannotRunError(f"{source.path}: a number with too many digits", source) from None


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result = dict(pairs)
    if len(result) != len(pairs):
        seen: set[str] = set()
        for name, _ in pairs:
            if name in seen:
                raise _UnsoundError(f"the key '{excerpt(name, 40)}' stands twice in one object")
            seen.add(name)
    return result


def _no_constant(name: str) -> NoReturn:
    raise _UnsoundError(f"{name} is not a JSON number")
